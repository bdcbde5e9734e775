"""`disclose sheet`"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.delivering import refuse_site
from disclosure_cli.cli.opening import as_of_option, day_of, known_units, open_workspace
from disclosure_cli.facts.context import Context
from disclosure_cli.findings.validate import validate
from disclosure_cli.folders import CATALOGS
from disclosure_cli.loading.workspace import load
from disclosure_cli.outputs.xlsx.editing import render
from disclosure_cli.sheets.making import make
from disclosure_cli.writing import write_file

EXAMPLE = """disclose sheet yuantan-town
disclose sheet yuantan-town -o 编辑表.xlsx
disclose import 编辑表.xlsx --unit yuantan-town"""


@click.command(
    "sheet",
    cls=Command,
    example=EXAMPLE,
    help="生成一个单位的编辑表（Excel）：一行一个事项、一条信息，可以选的有下拉列表，检查出的问题写在批注里。"
    "改完用 disclose import 导回。",
)
@click.argument("unit", metavar="单位")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="写到这个文件，默认是当前文件夹里的“单位编号-编辑表.xlsx”。",
)
@click.option("--force", is_flag=True, help="文件已经有了也覆盖，其中没有导入的修改就没有了。")
@as_of_option
def command(unit: str, output: Path | None, force: bool, as_of: date | None) -> int:
    """Write the editing workbook of a unit."""
    workspace = open_workspace()
    loaded = load(workspace)
    (unit_id,) = known_units([unit], loaded.catalog)
    output = output or Path(f"{unit_id}-编辑表.xlsx")
    file = output.resolve()
    _check(file, force=force)
    day = day_of(as_of, loaded.catalog.settings)
    found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, day)
    catalog = loaded.catalog
    chosen = catalog.unit(unit_id)
    assert chosen is not None
    context = Context(catalog, loaded.schemas, day).of_unit(chosen)
    write_file(file, render(make(chosen, context, loaded.schemas, found)))
    click.echo(f"写好了 {output}：事项{len(chosen.items)}个，信息{len(chosen.entries)}条。")
    for path in sorted(catalog.lost):
        if path.startswith(f"{CATALOGS}/{unit_id}/"):
            click.echo(f"{path} 里有读不出来的记录，不在表里；先改正，再重新生成。")
    click.echo(f"里面有内部内容，不要公布。改完运行 disclose import {output} --unit {unit_id}")
    return 0


def _check(file: Path, *, force: bool) -> None:
    """End with a usage error where the workbook must not be written."""
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("编辑表的文件名以 .xlsx 结尾，例如 -o 编辑表.xlsx")
    refuse_site(file)
    if file.exists() and not force:
        raise click.UsageError(
            f"{file.name} 已经有了，里面可能有还没有导入的修改。先导入它再删去，或者用 -o 写到别处；"
            "确定不要了，加上 --force"
        )
