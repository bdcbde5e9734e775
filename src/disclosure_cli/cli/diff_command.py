"""`disclose diff`"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.delivering import Delivery, deliver, delivery_options, plan
from disclosure_cli.cli.opening import find_workspace, known_units, read_layouts_of
from disclosure_cli.comparison.comparing import Comparison, compare
from disclosure_cli.comparison.sides import Side, inside, outside, published
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.revisions import (
    HEAD,
    Revision,
    RevisionError,
    read_revision,
    told_apart,
    working_tree,
)
from disclosure_cli.loading.workspace import Workspace, load_schemas
from disclosure_cli.schema.schemas import Schemas

FORMATS: dict[str, type[str | bytes]] = {
    "text": str,
    "markdown": str,
    "json": str,
    "html": bytes,
    "xlsx": bytes,
}
PUBLIC_FORMATS = frozenset({"markdown"})
"""Formats made to be posted on a server: without being asked, nothing internal gets into them."""
EXAMPLE = """disclose diff
disclose diff v1.0
disclose diff 去年的目录 今年的目录 --format xlsx=动态调整表.xlsx
disclose diff main --format markdown -o 变更.md"""


@click.command(
    "diff",
    cls=Command,
    example=EXAMPLE,
    help="比较两个时候的目录：哪些事项和信息新增、取消、充实、改动，逐个字段列出，责任到部门。"
    "比较的可以是 git 的提交、标签、分支，可以是两个文件夹，也可以是生成的数据库（catalog.sqlite）。"
    "默认从上次提交（HEAD）比到现在的工作区。",
)
@click.argument("before", required=False, metavar="[从]")
@click.argument("after", required=False, metavar="[到]")
@click.option("--unit", "units", multiple=True, metavar="单位", help="只列这个单位的；可以写几次。")
@delivery_options(FORMATS, "变更", "xlsx 是动态调整表。")
@click.option(
    "--public/--internal",
    "is_public",
    default=None,
    help="只列公众能看到的变化，还是连内部字段一起列。默认 markdown 只列公开的，其他格式都列；"
    "与数据库比较只能列公开的。",
)
@click.option("--exit-code", "wants_code", is_flag=True, help="有变化就返回1。")
def command(
    before: str | None,
    after: str | None,
    units: tuple[str, ...],
    formats: tuple[Delivery, ...],
    output: Path | None,
    is_public: bool | None,
    wants_code: bool,
) -> int:
    """Read both sides, compare them as each format wants it, deliver."""
    deliveries = plan(formats, output, FORMATS)
    workspace = find_workspace()
    schemas, _ = load_schemas(workspace)
    sides = _read(before, after, workspace, schemas)
    _demand_known(units, sides)

    @cache
    def compared(public: bool) -> Comparison:
        former, latter = (_side(one, schemas, public) for one in sides)
        now = None
        if public and workspace is not None and after is not None:
            now = _side(working_tree(workspace), schemas, public)
        made = compare(former, latter, schemas, is_public=public, now=now)
        return _cut(made, units) if units else made

    def wants_public(name: str) -> bool:
        if any(one.is_database for one in sides):
            return True
        return name in PUBLIC_FORMATS if is_public is None else is_public

    def render(name: str, *, color: bool) -> str | bytes:
        return _render(compared(wants_public(name)), name, workspace, color=color)

    deliver(deliveries, render, wants_public)
    is_empty = all(compared(wants_public(name)).is_empty for name, _ in deliveries)
    return int(wants_code and not is_empty)


def _read(
    before: str | None, after: str | None, workspace: Workspace | None, schemas: Schemas
) -> tuple[Revision, Revision]:
    """Return both sides, or end with what cannot be read."""
    if after is None and workspace is None:
        raise click.UsageError("这里不是工作区，写上要比较的两个文件夹或者数据库")
    try:
        former = read_revision(before or HEAD, workspace, schemas)
        if after is not None:
            return told_apart(former, read_revision(after, workspace, schemas))
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    assert workspace is not None
    return former, working_tree(workspace)


def _demand_known(units: tuple[str, ...], sides: tuple[Revision, Revision]) -> None:
    """End with a usage error where a unit is on neither side."""
    known_units(units, *(side.catalog for side in sides))


def _side(revision: Revision, schemas: Schemas, public: bool) -> Side:
    """Return a revision as it is looked at; what could not be read is told in public by number only."""
    label, catalog, troubles = revision.label, revision.catalog, revision.troubles
    if revision.is_database:
        return published(label, catalog)
    if not public:
        return inside(label, catalog, [f"{label}：{trouble}" for trouble in troubles])
    said = [f"{label}有读不出来的内容，运行 disclose validate 查看"] if troubles else []
    return outside(label, catalog, schemas, said)


def _cut(comparison: Comparison, units: tuple[str, ...]) -> Comparison:
    """Return what changed in some units, named as they are or were."""
    wanted = tuple(
        one
        for one in comparison.units
        if {unit.id for unit in (one.before, one.after) if unit} & set(units)
    )
    return replace(comparison, units=wanted, shared=())


def _render(
    comparison: Comparison, name: str, workspace: Workspace | None, *, color: bool
) -> str | bytes:
    from disclosure_cli.compile.changes import changes_data, changes_page
    from disclosure_cli.compile.changes_workbook import changes_workbook
    from disclosure_cli.reports import changes_markdown, changes_text
    from disclosure_cli.reports.escaping import to_json

    # Without a workspace there are no templates but the packaged ones.
    home = workspace or Workspace(packaged("templates"))
    if name == "text":
        return changes_text.render(comparison, color=color)
    if name == "markdown":
        return changes_markdown.render(comparison)
    if name == "json":
        return to_json(changes_data(comparison))
    if name == "html":
        from disclosure_cli.loading.workspace import read_templates
        from disclosure_cli.outputs.html import pages as html

        return html.render(changes_page(comparison), read_templates(home.templates))
    from disclosure_cli.outputs.xlsx import workbook as xlsx

    return xlsx.render(changes_workbook(comparison), read_layouts_of(home, "internal"))
