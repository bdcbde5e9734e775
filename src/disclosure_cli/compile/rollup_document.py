"""A county's compendium: one standard table for each field, who has what, and what does not concern whom."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_cli.compile.blocks import column, heading, numbered, paragraph, table
from disclosure_cli.compile.masthead import banner, revised_on
from disclosure_cli.compile.rollup import RollUp
from disclosure_cli.compile.site.frame import FIELDS_NAME, FIELDS_PAGE, Place, download, unit_page
from disclosure_cli.compile.tables import STANDARD_COLUMNS, item_row
from disclosure_cli.compile.view import ItemView, UnitView
from disclosure_cli.document import (
    LONGEST_SHEET_NAME,
    Block,
    Document,
    Drawing,
    Sheet,
    Table,
    Workbook,
)
from disclosure_cli.grammar.numerals import to_chinese
from disclosure_cli.pages import Page
from disclosure_cli.settings import Settings

NOT_CONCERNED = "不涉及"
_LEGEND = ["有事项，数字是事项数", "不涉及，说明见后", "没有事项，也没有说明"]
_CONTENTS_NOTES = ("每个领域一张工作表，点领域的名称可以打开。",)


def title_of(rolled: RollUp) -> str:
    """Return the title of the compendium."""
    return f"{rolled.county.name}基层政务公开标准目录"


def introduction(rolled: RollUp) -> str:
    """Say what is compiled, from whom, and by which document."""
    items = sum(map(len, rolled.fields.values()))
    covered = sum(bool(owned) for owned in rolled.fields.values())
    units = "、".join(view.name for view in rolled.members)
    return (
        f"本目录按照《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"
        f"确定的{len(rolled.fields)}个试点领域，汇编{units}的公开事项，"
        f"共{covered}个领域{items}个事项。同一领域的事项按照分类和名称排列，每张表单独编号。"
    )


def fields_page(rolled: RollUp, settings: Settings) -> Page:
    """Return the compendium as a page."""
    county = rolled.county
    document: Document = {
        "title": title_of(rolled),
        "dateline": revised_on(county),
        "banner": banner(county),
        "blocks": _blocks(rolled),
    }
    place = Place(FIELDS_PAGE, FIELDS_NAME, "信息公开目录")
    revised = str(county.profile.get("catalog_revised", ""))
    page = unit_page(county, settings, place, document, revised)
    note = "一个领域一张表，可以打印"
    page["downloads"] = [download("汇编（Excel）", "fields.xlsx", title_of(rolled), note)]
    return page


def _blocks(rolled: RollUp) -> list[Block]:
    blocks: list[Block] = [paragraph(introduction(rolled))]
    blocks += [heading("各单位各领域事项", "overview"), overview(rolled)]
    for number, field in enumerate(_covered(rolled), 1):
        text = f"（{to_chinese(number)}）{field}领域"
        blocks += [heading(text, f"field-{number}"), field_table(rolled, field)]
    for name, anchor, made in _appendices(rolled):
        blocks += [heading(name, anchor), made]
    return blocks


def _covered(rolled: RollUp) -> list[str]:
    """Return the fields in which somebody has items."""
    return [field for field, owned in rolled.fields.items() if owned]


def _appendices(rolled: RollUp) -> list[tuple[str, str, Table]]:
    """Return what stands behind the tables of the fields, where there is any."""
    made = (
        ("乡镇、街道目录", "towns", towns(rolled)),
        ("未涉及领域说明", "not-concerned", not_concerned(rolled)),
    )
    return [(name, anchor, each) for name, anchor, each in made if each["rows"]]


def overview(rolled: RollUp) -> Table:
    """Return how many items each unit has in each field, drawn as a matrix, too."""
    columns = [column("单位", 20, head=True)]
    columns += [column(field, 7, count=True) for field in rolled.fields]
    rows = [
        [view.name, *(_mark(rolled, view, field) for field in rolled.fields)]
        for view in rolled.members
    ]
    made = table(columns, rows, caption="各单位各领域的公开事项数")
    drawing: Drawing = {
        "form": "matrix",
        "anchor": "fields-matrix",
        "column": 1,
        "unit": "项",
        "whole": 0,
        "summary": f"{len(rolled.members)}个单位在{len(rolled.fields)}个领域的公开事项数。",
        "legend": list(_LEGEND),
    }
    return {**made, "drawing": drawing}


def _mark(rolled: RollUp, view: UnitView, field: str) -> str:
    number = len(rolled.items_of(view, field))
    return NOT_CONCERNED if not number and rolled.explanation(view, field) else str(number)


def field_table(rolled: RollUp, field: str) -> Table:
    """Return the standard table of a field; its rows lead to the items where they are."""
    owned = rolled.fields[field]
    rows = [
        item_row(number, item, view.channels) for number, (view, item) in enumerate(owned, start=1)
    ]
    caption = f"{rolled.county.name}{field}领域基层政务公开标准目录"
    made = table(STANDARD_COLUMNS, rows, caption=caption)
    return {**made, "hrefs": [_address(rolled, view, item) for view, item in owned]}


def _address(rolled: RollUp, view: UnitView, item: ItemView) -> str:
    return item.href if view is rolled.county else f"../{view.id}/{item.href}"


def towns(rolled: RollUp) -> Table:
    """Return what each town and street office has: the subset of the fields, and its items in them."""
    owned = [
        (view, field, item)
        for view in rolled.grass_roots
        for field in rolled.fields
        for item in rolled.items_of(view, field)
    ]
    columns = (
        column("乡镇、街道", 20, merge=True),
        column("领域", 18, merge=True),
        column("事项编号", 12),
        column("事项名称", 40, head=True),
    )
    rows = [
        [view.name, field, str(item.data["id"]), str(item.data.get("title", ""))]
        for view, field, item in owned
    ]
    made = table(columns, rows, caption="乡镇、街道目录")
    return {**made, "hrefs": [_address(rolled, view, item) for view, _, item in owned]}


def not_concerned(rolled: RollUp) -> Table:
    """Return of each field in which a unit that compiles by fields has no items, why not."""
    columns = (
        column("单位", 24, merge=True),
        column("未涉及的领域", 24, head=True),
        column("说明", 50),
    )
    rows = [
        [view.name, field, rolled.explanation(view, field) or "没有说明"]
        for view in (rolled.county, *rolled.grass_roots)
        for field in rolled.fields
        if not rolled.items_of(view, field)
    ]
    return table(columns, rows, caption="未涉及领域说明")


def fields_workbook(rolled: RollUp) -> Workbook:
    """Return the compendium as a workbook: a list of its tables, one sheet for each field, what is behind them."""
    covered = _covered(rolled)
    sheets = [
        _sheet(rolled, f"（{to_chinese(number)}）{field}", "standard", field_table(rolled, field))
        for number, field in enumerate(covered, 1)
    ]
    sheets += [
        _sheet(rolled, name, "appendix", {**made, "caption": f"{rolled.county.name}{name}"})
        for name, _, made in _appendices(rolled)
    ]
    contents = _contents(rolled, [sheet["name"] for sheet in sheets[: len(covered)]])
    title = title_of(rolled)
    return {"title": title, "author": rolled.county.name, "sheets": [contents, *sheets]}


def _contents(rolled: RollUp, names: Sequence[str]) -> Sheet:
    columns = (
        column("序号", 6),
        column("领域", 30, head=True),
        column("事项数", 8, count=True),
        column("公开主体", 50),
    )
    rows = [
        [field, str(len(owned)), "、".join(view.name for view in rolled.owners(field))]
        for field, owned in rolled.fields.items()
        if owned
    ]
    contents = table(columns, numbered(rows), notes=_CONTENTS_NOTES)
    document: Document = {
        "title": title_of(rolled),
        "dateline": revised_on(rolled.county),
        "banner": banner(rolled.county),
        "blocks": [
            paragraph(introduction(rolled)),
            {**contents, "sheets": list(names)},
        ],
    }
    return {"name": "总目录", "layout": "contents", "document": document}


def _sheet(rolled: RollUp, name: str, layout: str, made: Table) -> Sheet:
    """Return a sheet of one table, whose caption is the title of the sheet."""
    document: Document = {
        "title": made["caption"],
        "dateline": revised_on(rolled.county),
        "banner": banner(rolled.county),
        "blocks": [{**made, "caption": ""}],
    }
    return {"name": name[:LONGEST_SHEET_NAME], "layout": layout, "document": document}
