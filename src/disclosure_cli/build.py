"""Catalog → artifacts → bytes. What is to be made, and how each piece is rendered; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.contents import Contents, unit_contents
from disclosure_cli.compile.data import (
    CATALOG_SCHEMA,
    document_schema,
    text_table,
    unit_document,
)
from disclosure_cli.compile.database import database
from disclosure_cli.compile.feed import site_feed, unit_feed
from disclosure_cli.compile.figures import site_figures, unit_figures
from disclosure_cli.compile.frame import FEED_FILE, FIELDS_PAGE
from disclosure_cli.compile.internal import internal_sections, internal_workbook, unit_page
from disclosure_cli.compile.linked_data import linked_catalog
from disclosure_cli.compile.pages import unit_pages
from disclosure_cli.compile.portal import site_pages
from disclosure_cli.compile.rollup import RollUp, roll_ups
from disclosure_cli.compile.rollup_document import fields_page, fields_workbook
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


def decide_unit(unit: Unit, settings: Settings) -> tuple[Decision, ...]:
    """Return what becomes of every record of a unit."""
    return decide(unit, publish_without_review=settings.publish_without_review)


def decide_all(catalog: Catalog, settings: Settings) -> dict[str, tuple[Decision, ...]]:
    """Return what becomes of every record, by unit."""
    return {unit.id: decide_unit(unit, settings) for unit in catalog.units}


def held_back(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that keep a record from the public."""
    return tuple(d for d in decisions if d.state in {State.HELD, State.WITHHELD})


def view_all(catalog: Catalog, schemas: Schemas, settings: Settings) -> list[UnitView]:
    """Return the public side of every unit."""
    decisions = decide_all(catalog, settings)
    return [view_unit(unit, catalog, decisions[unit.id], schemas) for unit in catalog.units]


def seen_from(unit: Unit, catalog: Catalog) -> Catalog:
    """Return all that the files of a unit may be compiled from.

    That is its own records, what all units share, and of other units the items under which it has entries.
    """
    named: dict[str, set[str]] = {}
    for entry in unit.entries:
        owner, _, item = str(entry.get("item")).rpartition("/")
        if owner and owner != unit.id:
            named.setdefault(owner, set()).add(item)
    others = (_with_items(other, named[other.id]) for other in catalog.units if other.id in named)
    return replace(catalog, units=(unit, *others), lost={}, sources=())


def _with_items(unit: Unit, wanted: Set[str]) -> Unit:
    return replace(_emptied(unit), items=tuple(i for i in unit.items if i.get("id") in wanted))


def _emptied(unit: Unit) -> Unit:
    """Return a unit with its name alone."""
    return replace(unit, guide=None, items=(), entries=(), vocabulary={}, register=None)


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
    review = Review(catalog, schemas, date.min).of_unit(unit)
    yield from _internal_artifacts(unit, decisions, review, schemas)


@dataclass(frozen=True)
class Public:
    """The public side of all units, from which the files that they share are compiled.

    Units in `faulty` have a card on the portal that says so, and stand nowhere else. `assets` are the files that pages
    link to.
    """

    views: Sequence[UnitView]
    classes: ClassTree
    schemas: Schemas
    settings: Settings
    assets: Mapping[str, bytes]
    faulty: frozenset[str]

    @cached_property
    def shown(self) -> Sequence[UnitView]:
        """The units that are not at fault."""
        return [view for view in self.views if view.id not in self.faulty]


@dataclass(frozen=True)
class Part:
    """Some of the files that units share, and the units that these are compiled from.

    `effort` is about how long they take, as a part of the time that the own files of these units take.
    """

    units: Sequence[UnitView]
    artifacts: Callable[[], Iterator[Artifact]]
    effort: float


def public_side(
    catalog: Catalog,
    schemas: Schemas,
    settings: Settings,
    assets: Mapping[str, bytes],
    faulty: frozenset[str] = frozenset(),
) -> Public:
    """Return what all units show, those in `faulty` nothing but their names."""
    units = tuple(_emptied(unit) if unit.id in faulty else unit for unit in catalog.units)
    catalog = replace(catalog, units=units)
    views = view_all(catalog, schemas, settings)
    return Public(views, class_tree(catalog, schemas), schemas, settings, assets, faulty)


def shared_parts(public: Public) -> dict[str, Part]:
    """Return the files that units share, in parts that can be made one without the other.

    The names of parts are those of no unit. What a county compiles of its units begins with its id.
    """
    counties = roll_ups(public.shown, public.classes)
    return {
        "/portal": Part(public.views, lambda: _portal_artifacts(public), 1 / 48),
        "/database": Part(public.shown, lambda: _database_artifacts(public), 1 / 18),
        "/tables": Part(public.shown, lambda: _table_artifacts(public), 1 / 24),
        **{
            f"{rolled.county.id}/{FIELDS_PAGE}": Part(
                rolled.members, partial(_field_artifacts, rolled, public.settings), 1 / 12
            )
            for rolled in counties
        },
    }


def _portal_artifacts(public: Public) -> Iterator[Artifact]:
    """Yield the pages over all units, what is new in all of them, and the files that pages link to."""
    shown, classes, settings = public.shown, public.classes, public.settings
    counted = site_figures(shown, classes)
    parts = [search_part(view, classes) for view in shown]
    pages = site_pages(
        public.views, counted, parts, classes, public.schemas, settings, public.faulty
    )
    for name, page in pages.items():
        yield Artifact(f"{SITE}/{name}.html", "html", page)
    yield Artifact(f"{SITE}/{FEED_FILE}", "atom", site_feed(shown, settings))
    for name, data in public.assets.items():
        yield Artifact(f"{SITE}/{name}", "bytes", data.hex())


def _field_artifacts(rolled: RollUp, settings: Settings) -> Iterator[Artifact]:
    """Yield what a county compiles of its units, by field."""
    path = f"{SITE}/{rolled.county.id}/{FIELDS_PAGE}"
    yield Artifact(f"{path}.html", "html", fields_page(rolled, settings))
    yield Artifact(f"{path}.xlsx", "catalog.xlsx", fields_workbook(rolled))


def _database_artifacts(public: Public) -> Iterator[Artifact]:
    tables = database(public.shown, public.classes, public.schemas)
    yield Artifact(f"{SITE}/{DATA}/catalog.sqlite", "sqlite", tables)


def _table_artifacts(public: Public) -> Iterator[Artifact]:
    """Yield all records for programs that read no database."""
    folder, schemas = f"{SITE}/{DATA}", public.schemas
    items = [(view, [item.data for item in view.items]) for view in public.shown]
    yield Artifact(f"{folder}/items.csv", "csv", text_table(items, schemas["item"]))
    entries = [(view, [entry.data for entry in view.entries]) for view in public.shown]
    yield Artifact(f"{folder}/entries.csv", "csv", text_table(entries, schemas["entry"]))
    linked = linked_catalog(public.shown, public.classes, public.settings)
    yield Artifact(f"{folder}/catalog.jsonld", "jsonld", linked)
    yield Artifact(f"{folder}/{CATALOG_SCHEMA}", "json", document_schema(schemas))


def plan(
    catalog: Catalog,
    schemas: Schemas,
    settings: Settings,
    assets: Mapping[str, bytes],
    faulty: frozenset[str] = frozenset(),
) -> Iterator[Artifact]:
    """Yield every file that a build makes: those that units share, then those of each unit not in `faulty`."""
    pages: list[tuple[str, str]] = []
    public = public_side(catalog, schemas, settings, assets, faulty)
    shared = (artifact for part in shared_parts(public).values() for artifact in part.artifacts())
    own = (
        artifact
        for unit in catalog.units
        if unit.id not in faulty
        for artifact in unit_artifacts(
            seen_from(unit, catalog), decide_unit(unit, settings), schemas, settings
        )
    )
    for artifact in chain(shared, own):
        yield artifact
        if page := page_of(artifact):
            pages.append(page)
    yield from robots_artifacts(pages, settings)


def robots_artifacts(pages: Iterable[tuple[str, str]], settings: Settings) -> Iterator[Artifact]:
    """Yield the list of all pages, once the site has an address, and at the top of a domain what robots look for.

    `pages` are paths below the site, each with the day that the page speaks of.
    """
    base = settings.base_url
    if base:
        context = {"base": base, "pages": list(pages)}
        yield Artifact(f"{SITE}/sitemap.xml", "sitemap", context)
        if not urlsplit(base).path:
            text = f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"
            yield Artifact(f"{SITE}/robots.txt", "bytes", text.encode().hex())


def page_of(artifact: Artifact) -> tuple[str, str] | None:
    """Return what `robots_artifacts` is told of an artifact, None for one that is no page with an address."""
    if artifact.renderer != "html" or not artifact.context["address"]:
        return None
    return artifact.path.removeprefix(f"{SITE}/"), artifact.context["meta"].get("PubDate", "")


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
