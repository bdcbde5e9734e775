"""`disclose init`"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import click

from disclosure_cli import __version__
from disclosure_cli.cli.asking import ask_choice, is_somebody_there
from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import as_of_option, demand_unit_id, find_workspace
from disclosure_cli.creating.starting import RECIPES, USUAL_KIND, standard_items, starting_files
from disclosure_cli.folders import SETTINGS_FILE
from disclosure_cli.loading.packaged import packaged, vocabulary_files
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.writing import write_file

_ONLY_A_SAMPLE = "先不选，只放一个样例"
EXAMPLE = """disclose init
disclose init 我的目录 --unit yuantan-town --kind 乡镇政府
disclose init 我的目录 --keys en
disclose init --ci gitlab"""


@click.command(
    "init",
    cls=Command,
    example=EXAMPLE,
    help="新建一个工作区：设置、共用词表、一个单位的样例和编辑器设置；已有的工作区可以用 --ci 加上持续集成。",
)
@click.argument(
    "folder",
    required=False,
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="[文件夹]",
)
@click.option(
    "--unit",
    default="my-unit",
    show_default=True,
    help="第一个单位的编号（小写字母、数字、短横）。",
)
@click.option(
    "--kind",
    metavar="类型",
    help="第一个单位的类型，例如 乡镇政府；按这类单位一般有的事项起草目录；没有写，在终端里会问。",
)
@click.option(
    "--keys",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help="键用中文名还是英文名。",
)
@click.option(
    "--ci",
    type=click.Choice(tuple(RECIPES)),
    metavar="|".join(RECIPES),
    help="加上持续集成的配置：每次提交都检查，通过后公布网站。",
)
@as_of_option
def command(
    folder: Path,
    unit: str,
    kind: str | None,
    keys: Literal["zh", "en"],
    ci: str | None,
    as_of: date | None,
) -> int:
    """Write the files of a new workspace, or the CI recipe of one that is there; never over existing files."""
    demand_unit_id(unit)
    root = folder.resolve()
    is_new = not (root / SETTINGS_FILE).exists()
    if is_new and (around := find_workspace(root)) is not None:
        raise click.UsageError(
            f"{around.root} 已经是工作区，里面不能再建一个。增加单位用 disclose new unit，或者换一个文件夹"
        )
    if not is_new and ci is None:
        raise click.UsageError(f"{folder} 已经是工作区（有 {SETTINGS_FILE}），没有改动任何文件")
    schemas, _ = load_schemas()
    vocabulary, today = vocabulary_files(), as_of or date.today()
    chosen = _kind(kind, schemas, is_asked=is_new and is_somebody_there())
    items = standard_items(schemas, vocabulary, chosen) if chosen else []
    files = {}
    if is_new:
        files = starting_files(schemas, vocabulary, unit, keys, today, chosen or USUAL_KIND, items)
    if ci is not None:
        files[RECIPES[ci]] = (packaged("templates") / "ci" / f"{ci}.yml").read_bytes()
    existing = [path for path in files if (root / path).exists()]
    if existing:
        raise click.UsageError(f"这些文件已经存在，没有改动任何文件：{'、'.join(existing[:5])}")
    for path, data in files.items():
        write_file(root / path, data)
    click.echo(f"新建了{len(files)}个文件。下一步：")
    steps = (*(_of_unit(unit, len(items)) if is_new else ()), *(_of_recipe(ci) if ci else ()))
    for number, step in enumerate(steps, 1):
        click.echo(f"{number}. {step}")
    return 0


def _kind(named: str | None, schemas: Schemas, *, is_asked: bool) -> str | None:
    """Return the kind of the first unit: the one named, or the one chosen where somebody is there to be asked."""
    field = schemas["unit"].field(("kind",))
    assert field is not None
    if named is None and is_asked:
        click.echo("第一个单位是哪一类？目录按这类单位一般有的事项起草。")
        chosen = ask_choice("单位类型", (*field.choices, _ONLY_A_SAMPLE), _ONLY_A_SAMPLE)
        return None if chosen == _ONLY_A_SAMPLE else chosen
    if named is not None and named not in field.choices:
        raise click.UsageError(f"没有“{named}”这种单位类型，可选：{'、'.join(field.choices)}")
    return named


def _of_unit(unit: str, items: int) -> Iterator[str]:
    yield f"打开 catalogs/{unit}/unit.yaml 写单位概况"
    if items:
        yield f"核对 items/items.yaml 里的{items}个常用事项：不涉及的删去并说明理由，其余按实际情况修改"
    yield "在 items 和 entries 里写事项和信息"
    yield "运行 disclose validate 检查，运行 disclose build 生成"


def _of_recipe(ci: str) -> Iterator[str]:
    wheel = f"disclosure_cli-{__version__}-py3-none-any.whl"
    yield f"把 disclose 的安装包 {wheel} 放进 ci 文件夹，和 {RECIPES[ci]} 一起提交"
