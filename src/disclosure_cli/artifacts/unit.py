"""The files of one unit: its pages and workbooks, its data, and what is for itself alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from disclosure_cli.compile.class_tree import class_tree
from disclosure_cli.compile.contents import Contents, unit_contents
from disclosure_cli.compile.data.documents import (
    CATALOG_SCHEMA,
    unit_document,
)
from disclosure_cli.compile.figures import unit_figures
from disclosure_cli.compile.internal import internal_sections, internal_workbook, unit_internal_page
from disclosure_cli.compile.site.feed import unit_feed
from disclosure_cli.compile.site.frame import FEED_FILE
from disclosure_cli.compile.site.search import SEARCH_FILE, SearchPart, search_part
from disclosure_cli.compile.site.unit import unit_pages
from disclosure_cli.compile.view import UnitView, view_unit
from disclosure_cli.compile.workbooks import catalog_workbook, guide_workbook
from disclosure_cli.document import Workbook
from disclosure_cli.duties.outstanding import duties_of
from disclosure_cli.facts.context import Context
from disclosure_cli.folders import DATA, INTERNAL, SITE
from disclosure_cli.model import Artifact, Catalog, Unit
from disclosure_cli.pages import Page
from disclosure_cli.publishing.deciding import Decision
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings


def unit_artifacts(
    catalog: Catalog, decisions: tuple[Decision, ...], schemas: Schemas, settings: Settings
) -> Iterator[Artifact]:
    """Yield the files of the first unit of a catalog as `seen_from` there, in a fixed order."""
    unit = catalog.units[0]
    view = view_unit(unit, catalog, decisions, schemas)
    classes = class_tree(catalog, schemas)
    counted = unit_figures(view, classes)
    contents = unit_contents(view, schemas)
    pages = unit_pages(view, contents, counted, classes, schemas, settings)
    yield from _page_artifacts(view, pages, search_part(view, classes), settings)
    yield from _file_artifacts(view, contents, catalog_workbook(view, contents, counted))
    context = Context(catalog, schemas, date.min).of_unit(unit)
    yield from _internal_artifacts(unit, decisions, context, schemas)


def _page_artifacts(
    view: UnitView, pages: Mapping[str, Page], part: SearchPart, settings: Settings
) -> list[Artifact]:
    folder = f"{SITE}/{view.id}"
    return [
        *(Artifact(f"{folder}/{name}.html", "html", page, view.id) for name, page in pages.items()),
        Artifact(f"{folder}/{SEARCH_FILE}", "search", part, view.id),
        Artifact(f"{folder}/{FEED_FILE}", "atom", unit_feed(view, settings), view.id),
    ]


def _file_artifacts(view: UnitView, contents: Contents, workbook: Workbook) -> list[Artifact]:
    folder = f"{SITE}/{view.id}"
    return [
        Artifact(f"{folder}/catalog.xlsx", "catalog.xlsx", workbook, view.id),
        Artifact(
            f"{folder}/guide.xlsx", "guide.xlsx", guide_workbook(view, contents.guide), view.id
        ),
        Artifact(
            f"{folder}/catalog.json",
            "json",
            unit_document(view, f"../{DATA}/{CATALOG_SCHEMA}"),
            view.id,
        ),
    ]


def _internal_artifacts(
    unit: Unit, decisions: tuple[Decision, ...], context: Context, schemas: Schemas
) -> list[Artifact]:
    """Return what is for the unit alone: it lies beside the site, never in it."""
    sections = internal_sections(unit, decisions, duties_of(context), schemas)
    path = f"{INTERNAL}/{unit.id}"
    return [
        Artifact(f"{path}.xlsx", "internal.xlsx", internal_workbook(unit, sections), unit.id),
        Artifact(f"{path}.html", "html", unit_internal_page(unit, sections), unit.id),
    ]
