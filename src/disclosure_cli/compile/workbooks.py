"""The two workbooks of a unit."""

from __future__ import annotations

from disclosure_cli.compile.contents import Contents
from disclosure_cli.compile.figure_tables import unit_blocks
from disclosure_cli.compile.figures import UnitFigures
from disclosure_cli.compile.masthead import banner, dateline, revised_on, titled_of, updated_to
from disclosure_cli.compile.view import UnitView
from disclosure_cli.document import LONGEST_SHEET_NAME, Block, Document, Sheet, Table, Workbook


def titled(view: UnitView, title: str, told: str, *blocks: Block) -> Document:
    """Return blocks as a document of the unit; `told` is how new it is."""
    return {
        "title": title,
        "dateline": told,
        "banner": banner(view),
        "blocks": list(blocks),
    }


def catalog_workbook(view: UnitView, contents: Contents, counted: UnitFigures) -> Workbook:
    """Return the catalog: standard table, entries (art. 12), the flat data of both, figures, and how it was made."""
    revised, updated = revised_on(view), updated_to(view.entries)
    figures = titled(view, f"{view.name}公开情况统计", dateline(view), *_drawn(counted))
    return {
        "title": titled_of(view, "公开目录"),
        "author": view.name,
        "sheets": [
            _sheet("公开事项目录", "standard", view, revised, contents.items),
            _sheet("信息目录", "entries", view, updated, contents.entries),
            _sheet("数据", "data", view, dateline(view), contents.item_data),
            _sheet("信息数据", "data", view, updated, contents.entry_data),
            {
                "name": "统计",
                "layout": "figures",
                "document": figures,
            },
            {
                "name": "编制说明",
                "layout": "text",
                "document": contents.preparation,
            },
        ],
    }


def _drawn(counted: UnitFigures) -> list[Block]:
    """Return the figures without headings: each table says what it is."""
    return [block for block in unit_blocks(counted) if block["kind"] != "heading"]


def _sheet(name: str, layout: str, view: UnitView, told: str, table: Table) -> Sheet:
    """Return a sheet of one table, whose caption is the title of the sheet."""
    headless: Table = {**table, "caption": ""}
    document = titled(view, table["caption"], told, headless)
    return {"name": name, "layout": layout, "document": document}


def _plain(title: str, *blocks: Block) -> Document:
    return {"title": title, "dateline": "", "banner": "", "blocks": list(blocks)}


def guide_workbook(view: UnitView, guide: Document) -> Workbook:
    """Return the guide; each form has a sheet of its own, ready to print."""
    text = guide.copy()
    text["blocks"] = [block for block in guide["blocks"] if block["kind"] != "form"]
    sheets: list[Sheet] = [{"name": "公开指南", "layout": "text", "document": text}]
    for block in guide["blocks"]:
        if block["kind"] == "form":
            name = block["title"][:LONGEST_SHEET_NAME]
            sheets.append({"name": name, "layout": "form", "document": _plain("", block)})
    return {"title": guide["title"], "author": view.name, "sheets": sheets}
