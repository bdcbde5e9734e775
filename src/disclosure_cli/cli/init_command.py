"""`disclose init`"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.folders import SETTINGS_FILE
from disclosure_cli.starting import starting_files
from disclosure_cli.workspace import load_schemas, vocabulary_files
from disclosure_cli.writing import write_file

EXAMPLE = """disclose init
disclose init 我的目录 --keys en"""


@click.command(
    "init",
    cls=Command,
    example=EXAMPLE,
    help="新建一个工作区：设置、共用词表、一个单位的样例和编辑器设置。",
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
    "--keys",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help="键用中文名还是英文名。",
)
def command(folder: Path, unit: str, keys: Literal["zh", "en"]) -> int:
    """Write the files of a new workspace; never over existing ones."""
    root = folder.resolve()
    if (root / SETTINGS_FILE).exists():
        raise click.UsageError(f"{folder} 已经是工作区（有 {SETTINGS_FILE}），没有改动任何文件")
    schemas, _ = load_schemas()
    files = starting_files(schemas, vocabulary_files(), unit, keys)
    existing = [path for path in files if (root / path).exists()]
    if existing:
        raise click.UsageError(f"这些文件已经存在，没有改动任何文件：{'、'.join(existing[:5])}")
    for path, data in files.items():
        write_file(root / path, data)
    click.echo(f"新建了{len(files)}个文件。下一步：")
    click.echo(f"1. 打开 catalogs/{unit}/unit.yaml 写单位概况")
    click.echo("2. 在 items 和 entries 里写事项和信息")
    click.echo("3. 运行 disclose validate 检查，运行 disclose build 生成")
    return 0
