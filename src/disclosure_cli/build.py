"""Catalog → artifacts → bytes. What is to be made, and how each piece is rendered; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.data import (
    CATALOG_SCHEMA,
    ENTRY_SHEET,
    ITEM_SHEET,
    document_schema,
    text_table,
    unit_document,
)
from disclosure_cli.compile.database import database
from disclosure_cli.compile.feed import site_feed, unit_feed
from disclosure_cli.compile.figures import site_figures
from disclosure_cli.compile.frame import FEED_FILE
from disclosure_cli.compile.internal import internal_sections, internal_workbook, unit_page
from disclosure_cli.compile.linked_data import linked_catalog
from disclosure_cli.compile.pages import unit_pages
from disclosure_cli.compile.portal import site_pages
from disclosure_cli.compile.search import SEARCH_FILE, SearchPart, search_part
from disclosure_cli.compile.view import UnitView, view_unit
from disclosure_cli.compile.workbooks import catalog_workbook, guide_workbook
from disclosure_cli.document import Workbook
from disclosure_cli.duties import duties_of
from disclosure_cli.model import Artifact, Catalog, Unit
from disclosure_cli.outputs import atom, csv, html, json, jsonld, search, sitemap, sqlite, xlsx
from disclosure_cli.outputs.html_templates import Templates
from disclosure_cli.outputs.xlsx_layout import Layouts
from disclosure_cli.pages import Page
from disclosure_cli.publishing import Decision, State, decide
from disclosure_cli.rules.review import Review
from disclosure_cli.schema import Schemas
from disclosure_cli.settings import Settings

SITE = "site"
INTERNAL = "internal"
DATA = "data"
"""The folder of the site for the data of all units together."""

WORKBOOKS = ("catalog", "guide", "internal")
"""The workbooks that have a layout file of their own."""


@dataclass(frozen=True)
class Resources:
    """What renderers need beside the data: page templates, and the layouts of each of `WORKBOOKS`."""

    templates: Templates
    layouts: Mapping[str, Layouts]


Renderer = Callable[[Any, Resources], bytes]


def _page(context: Any, resources: Resources) -> bytes:
    return html.render(context, resources.templates)


def _bytes(context: Any, resources: Resources) -> bytes:
    return bytes.fromhex(context)


def _workbook(layout: str) -> Renderer:
    return lambda context, resources: xlsx.render(context, resources.layouts[layout])


def _data(render: Callable[[Any], bytes]) -> Renderer:
    return lambda context, resources: render(context)


RENDERERS: dict[str, Renderer] = {
    "html": _page,
    "bytes": _bytes,
    **{f"{name}.xlsx": _workbook(name) for name in WORKBOOKS},
    "sqlite": _data(sqlite.render),
    "csv": _data(csv.render),
    "jsonld": _data(jsonld.render),
    "json": _data(json.render),
    "search": _data(search.render),
    "atom": _data(atom.render),
    "sitemap": _data(sitemap.render),
}
"""The table of output formats: plain data and resources → the bytes of a file."""


def decide_all(catalog: Catalog, settings: Settings) -> dict[str, tuple[Decision, ...]]:
    """Return what becomes of every record, by unit."""
    return {
        unit.id: decide(unit, publish_without_review=settings.publish_without_review)
        for unit in catalog.units
    }


def held_back(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that keep a record from the public."""
    return tuple(d for d in decisions if d.state in {State.HELD, State.WITHHELD})


def view_all(catalog: Catalog, schemas: Schemas, settings: Settings) -> list[UnitView]:
    """Return the public side of every unit."""
    decisions = decide_all(catalog, settings)
    return [view_unit(unit, catalog, decisions[unit.id], schemas) for unit in catalog.units]


def plan(
    catalog: Catalog,
    schemas: Schemas,
    settings: Settings,
    assets: Mapping[str, bytes],
    faulty: frozenset[str] = frozenset(),
) -> tuple[Artifact, ...]:
    """Return every file that a build makes, in a fixed order.

    `assets` are the files that pages link to; units in `faulty` get no files, and a card on the portal that
    says so.
    """
    catalog = replace(
        catalog, units=tuple(_emptied(u) if u.id in faulty else u for u in catalog.units)
    )
    decisions = decide_all(catalog, settings)
    views = view_all(catalog, schemas, settings)
    shown = [view for view in views if view.id not in faulty]
    classes = class_tree(catalog, schemas)
    counted = site_figures(shown, classes)
    parts = {view.id: search_part(view, classes) for view in shown}
    pages = site_pages(views, counted, [*parts.values()], classes, schemas, settings, faulty)
    artifacts = [Artifact(f"{SITE}/{name}.html", "html", page) for name, page in pages.items()]
    artifacts.append(Artifact(f"{SITE}/{FEED_FILE}", "atom", site_feed(shown, settings)))
    artifacts += [Artifact(f"{SITE}/{name}", "bytes", data.hex()) for name, data in assets.items()]
    review = Review(catalog, schemas, date.min)
    figures = {of_unit["id"]: of_unit for of_unit in counted["units"]}
    workbooks = {view.id: catalog_workbook(view, figures[view.id], schemas) for view in shown}
    for unit, view in zip(catalog.units, views, strict=True):
        if unit.id not in faulty:
            pages = unit_pages(view, figures[unit.id], classes, schemas, settings)
            artifacts += _page_artifacts(view, pages, parts[unit.id], settings)
            made = decisions[unit.id]
            artifacts += _unit_artifacts(view, workbooks[unit.id], schemas)
            artifacts += _internal_artifacts(unit, made, review.of_unit(unit), schemas)
    artifacts += _data_artifacts(shown, workbooks, classes, schemas, settings)
    artifacts += _for_robots(artifacts, settings)
    return tuple(artifacts)


def _for_robots(artifacts: Iterable[Artifact], settings: Settings) -> list[Artifact]:
    """Return the list of all pages, once the site has an address, and at the top of a domain what robots look for."""
    base = settings.base_url
    if not base:
        return []
    pages = [
        (artifact.path.removeprefix(f"{SITE}/"), artifact.context["meta"].get("PubDate", ""))
        for artifact in artifacts
        if artifact.renderer == "html" and artifact.path.startswith(f"{SITE}/")
    ]
    found = [Artifact(f"{SITE}/sitemap.xml", "sitemap", {"base": base, "pages": pages})]
    if not urlsplit(base).path:
        text = f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"
        found.append(Artifact(f"{SITE}/robots.txt", "bytes", text.encode().hex()))
    return found


def _emptied(unit: Unit) -> Unit:
    """Return a unit with its name alone: nothing can be compiled from records that are at fault."""
    return replace(unit, guide=None, items=(), entries=(), vocabulary={})


def _data_artifacts(
    views: list[UnitView],
    workbooks: Mapping[str, Workbook],
    classes: ClassTree,
    schemas: Schemas,
    settings: Settings,
) -> list[Artifact]:
    folder = f"{SITE}/{DATA}"
    linked = linked_catalog(views, classes, settings)
    return [
        Artifact(f"{folder}/catalog.sqlite", "sqlite", database(views, classes, schemas)),
        *(
            Artifact(
                f"{folder}/{name}.csv", "csv", text_table(views, workbooks, sheet, schemas[kind])
            )
            for name, sheet, kind in (
                ("items", ITEM_SHEET, "item"),
                ("entries", ENTRY_SHEET, "entry"),
            )
        ),
        Artifact(f"{folder}/catalog.jsonld", "jsonld", linked),
        Artifact(f"{folder}/{CATALOG_SCHEMA}", "json", document_schema(schemas)),
    ]


def _page_artifacts(
    view: UnitView, pages: Mapping[str, Page], part: SearchPart, settings: Settings
) -> list[Artifact]:
    folder = f"{SITE}/{view.id}"
    return [
        *(Artifact(f"{folder}/{name}.html", "html", page, view.id) for name, page in pages.items()),
        Artifact(f"{folder}/{SEARCH_FILE}", "search", part, view.id),
        Artifact(f"{folder}/{FEED_FILE}", "atom", unit_feed(view, settings), view.id),
    ]


def _unit_artifacts(
    view: UnitView,
    workbook: Workbook,
    schemas: Schemas,
) -> list[Artifact]:
    folder = f"{SITE}/{view.id}"
    return [
        Artifact(f"{folder}/catalog.xlsx", "catalog.xlsx", workbook, view.id),
        Artifact(f"{folder}/guide.xlsx", "guide.xlsx", guide_workbook(view, schemas), view.id),
        Artifact(
            f"{folder}/catalog.json",
            "json",
            unit_document(view, f"../{DATA}/{CATALOG_SCHEMA}"),
            view.id,
        ),
    ]


def _internal_artifacts(
    unit: Unit, decisions: tuple[Decision, ...], review: Review, schemas: Schemas
) -> list[Artifact]:
    """Return what is for the unit alone: it lies beside the site, never in it."""
    sections = internal_sections(unit, decisions, duties_of(review), schemas)
    path = f"{INTERNAL}/{unit.id}"
    return [
        Artifact(f"{path}.xlsx", "internal.xlsx", internal_workbook(unit, sections), unit.id),
        Artifact(f"{path}.html", "html", unit_page(unit, sections), unit.id),
    ]


def render(artifact: Artifact, resources: Resources) -> bytes:
    """Return the bytes of one artifact."""
    return RENDERERS[artifact.renderer](artifact.context, resources)
