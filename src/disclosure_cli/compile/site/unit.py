"""The pages of a unit: its home, guide and catalog, its lists, and all about each item and entry."""

from __future__ import annotations

from collections.abc import Iterable

from disclosure_cli.compile.blocks import heading, paragraph
from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.contents import Contents
from disclosure_cli.compile.figure_tables import unit_blocks
from disclosure_cli.compile.figures import UnitFigures
from disclosure_cli.compile.masthead import (
    banner,
    dateline,
    information_of,
    newest,
    titled_of,
    updated_to,
)
from disclosure_cli.compile.site.details import entry_chapters, item_chapters
from disclosure_cli.compile.site.frame import (
    FIGURES_NAME,
    FIGURES_PAGE,
    HANDOUTS_NAME,
    HANDOUTS_PAGE,
    HOME,
    ITEMS_NAME,
    POSTER_NAME,
    POSTER_PAGE,
    ColumnType,
    Place,
    has_handouts,
    link,
    unit_page,
)
from disclosure_cli.compile.site.handouts import handouts_document
from disclosure_cli.compile.site.home import home_page
from disclosure_cli.compile.site.lists import (
    entry_list,
    normative_documents,
    normative_list,
)
from disclosure_cli.compile.site.poster import lowered, poster_document
from disclosure_cli.compile.view import ENTRIES_PAGE, ITEMS_PAGE, EntryView, ItemView, UnitView
from disclosure_cli.document import Document, Table
from disclosure_cli.pages import Chapter, DetailsPage, Page
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings

_CATALOG_KIND: ColumnType = "信息公开目录"


def unit_pages(
    view: UnitView,
    contents: Contents,
    counted: UnitFigures,
    classes: ClassTree,
    schemas: Schemas,
    settings: Settings,
) -> dict[str, Page]:
    """Return a unit's pages by file name without ending."""
    return {
        HOME: home_page(view, classes, contents.guide, settings),
        "guide": _guide(view, contents.guide, settings),
        "catalog": _catalog(view, contents, settings),
        ITEMS_PAGE: _items(view, contents, schemas, settings),
        **_entries(view, contents, schemas, settings),
        **_normative(view, schemas, settings),
        FIGURES_PAGE: _figures(view, counted, settings),
        **_printed(view, schemas, settings),
    }


def _guide(view: UnitView, document: Document, settings: Settings) -> Page:
    place = Place("guide", f"{information_of(view)}公开指南", "信息公开指南")
    revised = str(view.guide.get("revised") or _revised(view))
    return unit_page(view, settings, place, document, revised)


def _catalog(view: UnitView, contents: Contents, settings: Settings) -> Page:
    """Return the catalog page: both tables of the workbook, then how it was prepared."""
    document: Document = {
        "title": titled_of(view, "公开目录"),
        "dateline": dateline(view),
        "banner": banner(view),
        "blocks": [
            heading("公开事项目录", "catalog-items"),
            _linked(contents.items, view.items),
            heading("信息目录", "catalog-entries"),
            _linked(contents.entries, view.entries),
            heading("编制说明", "preparation"),
            *lowered(contents.preparation["blocks"]),
        ],
    }
    place = Place("catalog", f"{information_of(view)}公开目录", _CATALOG_KIND)
    return unit_page(view, settings, place, document, _revised(view))


def _linked(table: Table, records: Iterable[ItemView | EntryView]) -> Table:
    """Return a table whose rows lead to all about the records that they are made of."""
    return {**table, "hrefs": [record.href for record in records]}


def _items(view: UnitView, contents: Contents, schemas: Schemas, settings: Settings) -> Page:
    place = Place(ITEMS_PAGE, ITEMS_NAME, _CATALOG_KIND)
    chapters = item_chapters(view, contents.texts, schemas, settings)
    return _details(view, settings, place, chapters, dateline(view), _revised(view))


def _entries(
    view: UnitView, contents: Contents, schemas: Schemas, settings: Settings
) -> dict[str, Page]:
    """Return the list of entries, and the pages that show all about them."""
    place = Place(ENTRIES_PAGE, "信息条目", _CATALOG_KIND)
    document = entry_list(view, schemas["entry"])
    published = newest(view.entries) or _revised(view)
    pages = {ENTRIES_PAGE: unit_page(view, settings, place, document, published)}
    above = (link(place.column, f"{ENTRIES_PAGE}.html"),)
    for name in sorted({entry.page for entry in view.entries}, reverse=True):
        year = name.removeprefix(f"{ENTRIES_PAGE}-")
        title = f"{year}年信息条目" if year.isdecimal() else "未编年份的信息条目"
        of_year = Place(name, title, _CATALOG_KIND, above)
        entries = [entry for entry in view.entries if entry.page == name]
        chapters = entry_chapters(view, entries, contents.texts, schemas, settings)
        told = updated_to(entries)
        pages[name] = _details(view, settings, of_year, chapters, told, newest(entries))
    return pages


def _details(
    view: UnitView,
    settings: Settings,
    place: Place,
    chapters: list[Chapter],
    told: str,
    published: str,
) -> Page:
    """Return a page of details; without any it is a page that says so. `told` is how new it is."""
    document: Document = {
        "title": f"{view.name}{place.column}",
        "dateline": told,
        "banner": banner(view),
        "blocks": [] if chapters else [paragraph(f"还没有公布{place.column}。")],
    }
    page = unit_page(view, settings, place, document, published)
    details: DetailsPage = {**page, "template": "details", "chapters": chapters}
    return details if chapters else page


def _normative(view: UnitView, schemas: Schemas, settings: Settings) -> dict[str, Page]:
    """Return the page of normative documents, if the unit has any."""
    documents = normative_documents(view)
    place = Place("normative", "规范性文件", "政策文件")
    document = normative_list(view, schemas["entry"])
    page = unit_page(view, settings, place, document, newest(documents))
    return {place.name: page} if documents else {}


def _figures(view: UnitView, counted: UnitFigures, settings: Settings) -> Page:
    place = Place(FIGURES_PAGE, FIGURES_NAME, "数据发布")
    document: Document = {
        "title": f"{view.name}{FIGURES_NAME}",
        "dateline": dateline(view),
        "banner": banner(view),
        "blocks": unit_blocks(counted),
    }
    return unit_page(view, settings, place, document, newest(view.entries) or _revised(view))


def _printed(view: UnitView, schemas: Schemas, settings: Settings) -> dict[str, Page]:
    """Return the pages that are there to be printed, each by a template of its own."""
    poster = Place(POSTER_PAGE, POSTER_NAME, _CATALOG_KIND)
    made = [(poster, poster_document(view, schemas))]
    if has_handouts(view):
        handouts = Place(HANDOUTS_PAGE, HANDOUTS_NAME, "办事服务")
        made.append((handouts, handouts_document(view, schemas)))
    pages: dict[str, Page] = {}
    for place, document in made:
        pages[place.name] = unit_page(view, settings, place, document, _revised(view))
        pages[place.name]["template"] = place.name
    return pages


def _revised(view: UnitView) -> str:
    return str(view.profile.get("catalog_revised", ""))
