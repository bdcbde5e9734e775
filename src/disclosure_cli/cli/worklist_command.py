"""`disclose worklist`"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.delivering import Delivery, deliver, delivery_options, plan
from disclosure_cli.cli.opening import (
    as_of_option,
    day_of,
    known_units,
    open_workspace,
    read_layouts_of,
)
from disclosure_cli.duties.worklist import DEFAULT_DAYS, Grouping, Worklist, worklist
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Severity

FORMATS: dict[str, type[str | bytes]] = {"text": str, "json": str, "html": bytes, "xlsx": bytes}
EXAMPLE = """disclose worklist
disclose worklist yuantan-town --within 5 --by department
disclose worklist --as-of 2025-03-31 --format xlsx -o 待办清单.xlsx"""
_GROUPINGS = {"unit": "单位", "department": "责任机构", "post": "责任人"}


@click.command(
    "worklist",
    cls=Command,
    example=EXAMPLE,
    help="列出要办的事：逾期的、快到期的，没有审查、没有编号、等待确定、应当评估、更新、修订、快要失效的，"
    "和实施方案到期的任务；离基准日期近的在前。写了单位就只列它们的。清单供内部使用，不得公开。",
)
@click.argument("units", nargs=-1, metavar="[单位]…")
@as_of_option
@click.option(
    "--within",
    type=click.IntRange(0, 250),
    default=DEFAULT_DAYS,
    show_default=True,
    metavar="天数",
    help="多少个工作日以内到期的算临期。",
)
@click.option(
    "--by",
    type=click.Choice(tuple(_GROUPINGS)),
    default="unit",
    show_default=True,
    metavar="|".join(_GROUPINGS),
    help="按单位、责任机构还是责任人分组。",
)
@delivery_options(FORMATS, "清单")
def command(
    units: tuple[str, ...],
    as_of: date | None,
    within: int,
    by: str,
    formats: tuple[Delivery, ...],
    output: Path | None,
) -> int:
    """Make the list and deliver it."""
    deliveries = plan(formats, output, FORMATS)
    workspace = open_workspace()
    loaded = load(workspace)
    catalog = loaded.catalog
    wanted = known_units(units, catalog)
    day = day_of(as_of, catalog.settings)
    made = worklist(catalog, loaded.schemas, day, within, wanted)
    deliver(deliveries, partial(_render, made, Grouping(by), workspace))
    _warn(loaded)
    return 0


def _render(
    made: Worklist, by: Grouping, workspace: Workspace, name: str, *, color: bool
) -> str | bytes:
    from disclosure_cli.compile.worklist import worklist_data, worklist_page, worklist_workbook
    from disclosure_cli.reports import worklist_text
    from disclosure_cli.reports.escaping import to_json

    if name == "text":
        return worklist_text.render(made, by, color=color)
    if name == "json":
        return to_json(worklist_data(made, by))
    if name == "html":
        from disclosure_cli.loading.workspace import read_templates
        from disclosure_cli.outputs.html import pages as html

        return html.render(worklist_page(made, by), read_templates(workspace.templates))
    from disclosure_cli.outputs.xlsx import workbook as xlsx

    return xlsx.render(worklist_workbook(made, by), read_layouts_of(workspace, "internal"))


def _warn(loaded: Loaded) -> None:
    """Say that a record that could not be read is not in the list."""
    errors = sum(found.severity is Severity.ERROR for found in loaded.diagnostics)
    if errors:
        click.echo(
            f"提示: 有{errors}个读写错误，清单可能不全，运行 disclose validate 查看", err=True
        )
