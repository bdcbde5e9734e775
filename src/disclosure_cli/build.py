"""Catalog → artifacts → bytes. What is to be made, and how each piece is rendered; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.contents import Contents, unit_contents
from disclosure_cli.compile.data import (
    CATALOG_SCHEMA,
    document_schema,
    text_headings,
    text_rows,
    unit_document,
)
from disclosure_cli.compile.database import Rows, database, unit_rows
from disclosure_cli.compile.feed import site_feed, unit_feed
from disclosure_cli.compile.figures import put_together, unit_figures
from disclosure_cli.compile.frame import FEED_FILE, FIELDS_PAGE
from disclosure_cli.compile.internal import internal_sections, internal_workbook, unit_page
from disclosure_cli.compile.linked_data import (
    LinkedCatalog,
    LinkedRecords,
    linked_catalog,
    linked_records,
    linked_unit,
)
from disclosure_cli.compile.pages import unit_pages
from disclosure_cli.compile.portal import site_pages, unit_on_portal
from disclosure_cli.compile.rollup import RollUp, roll_up, roll_ups
from disclosure_cli.compile.rollup_document import fields_page, fields_workbook
from disclosure_cli.compile.search import SEARCH_FILE, SearchPart, search_part
from disclosure_cli.compile.sharing import Share, share_of
from disclosure_cli.compile.view import SharedView, UnitView, view_shared, view_unit
from disclosure_cli.compile.workbooks import catalog_workbook, guide_workbook
from disclosure_cli.document import Workbook
from disclosure_cli.duties.outstanding import duties_of
from disclosure_cli.model import Artifact, Catalog, PublicData, Unit
from disclosure_cli.outputs import atom, csv, html, json, jsonld, search, sitemap, sqlite, xlsx
from disclosure_cli.outputs.html_templates import Templates
from disclosure_cli.outputs.xlsx_layout import Layouts
from disclosure_cli.pages import Page
from disclosure_cli.publishing.deciding import Decision, State, decide
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


Text = bytes | memoryview
Renderer = Callable[[Any, Resources], bytes]


def _page(context: Any, resources: Resources) -> bytes:
    return html.render(context, resources.templates)


def _joined_bytes(context: Any, resources: Resources) -> bytes:
    return b"".join(context)


def _bytes(context: Any, resources: Resources) -> bytes:
    return bytes.fromhex(context)


def _workbook(layout: str) -> Renderer:
    return lambda context, resources: xlsx.render(context, resources.layouts[layout])


def _data(render: Callable[[Any], bytes]) -> Renderer:
    return lambda context, resources: render(context)


RENDERERS: dict[str, Renderer] = {
    "html": _page,
    "bytes": _bytes,
    "joined": _joined_bytes,
    **{f"{name}.xlsx": _workbook(name) for name in WORKBOOKS},
    "sqlite": _data(sqlite.render),
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


def _with_entries(unit: Unit, wanted: Set[str]) -> Unit:
    """Return a unit with some of its entries, by their numbers, and the items under which they stand."""
    entries = tuple(entry for entry in unit.entries if entry.get("index") in wanted)
    above = {entry.get("item") for entry in entries}
    items = tuple(item for item in unit.items if item.get("id") in above) if above else ()
    return replace(unit, items=items, entries=entries)


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
class Contribution:
    """What a unit gives to the files that all units share.

    `texts` are its parts of these files by their paths, `rows` those of the database.
    """

    share: Share
    texts: Mapping[str, bytes]
    rows: Rows


@dataclass(frozen=True)
class Public:
    """The public side of all units, from which the files that they share are compiled.

    Units in `faulty` have a card on the portal that says so, and stand nowhere else. `assets` are the files that pages
    link to. Views are made when they are asked for: those of all units together would take much memory.
    """

    catalog: Catalog
    schemas: Schemas
    settings: Settings
    assets: Mapping[str, bytes]
    faulty: frozenset[str]

    @cached_property
    def classes(self) -> ClassTree:
        """The classes of all units."""
        units = (unit for unit in self.catalog.units if unit.id not in self.faulty)
        return class_tree(replace(self.catalog, units=tuple(units)), self.schemas)

    @cached_property
    def outlines(self) -> Sequence[UnitView]:
        """All units without their records."""
        return [self._view(_emptied(unit), ()) for unit in self.catalog.units]

    @cached_property
    def shown(self) -> Sequence[UnitView]:
        """The units that are not at fault, without their records."""
        return [view for view in self.outlines if view.id not in self.faulty]

    @property
    def channels(self) -> Sequence[PublicData]:
        """All channels that there are."""
        return self.outlines[0].channels if self.outlines else ()

    def views(self, units: Collection[str]) -> list[UnitView]:
        """Return some units with their records, in the order of the catalog."""
        return [
            self._view(unit, decide_unit(unit, self.settings))
            for unit in self.catalog.units
            if unit.id in units
        ]

    def _view(self, unit: Unit, decisions: tuple[Decision, ...]) -> UnitView:
        return view_unit(unit, self.catalog, decisions, self.schemas, self._shared)

    @cached_property
    def _shared(self) -> SharedView:
        return view_shared(self.catalog, self.schemas)

    @cached_property
    def linked(self) -> LinkedCatalog:
        """What the records of one unit need to know of the others to be linked to them."""
        units = [linked_unit(view) for view in self.shown]
        return linked_catalog(units, self._replacing(), self.classes, self.settings)

    def _replacing(self) -> dict[str, str]:
        """Return the units of the entries by which others are replaced, by index number."""
        units = [unit for unit in self.catalog.units if unit.id not in self.faulty]
        entries = (entry for unit in units for entry in unit.entries)
        wanted = {entry.get("validity", "replaced_by") for entry in entries} - {None}
        return {
            index: unit.id
            for unit in units
            for decision in decide_unit(_with_entries(unit, wanted), self.settings)
            if decision.is_shown and decision.record.kind == "entry"
            if (index := decision.record.get("index")) in wanted
        }

    @cached_property
    def _linked_part(self) -> Callable[[LinkedRecords], bytes]:
        return jsonld.part_of(self.linked)

    def contribution(self, unit: str) -> Contribution:
        """Return what a unit gives to the files that all units share."""
        (view,) = self.views({unit})
        items = text_rows(view, (item.data for item in view.items), self.schemas["item"])
        entries = text_rows(view, (entry.data for entry in view.entries), self.schemas["entry"])
        texts = {
            ITEMS: csv.part(items),
            ENTRIES: csv.part(entries),
            LINKED: self._linked_part(linked_records(view, self.classes)),
        }
        rows = unit_rows(view, self.classes, self.schemas)
        return Contribution(share_of(view, self.classes), texts, rows)


DATABASE = f"{SITE}/{DATA}/catalog.sqlite"
ITEMS = f"{SITE}/{DATA}/items.csv"
ENTRIES = f"{SITE}/{DATA}/entries.csv"
LINKED = f"{SITE}/{DATA}/catalog.jsonld"


@dataclass(frozen=True)
class Given:
    """What all units that are not at fault give together, each in their order.

    `texts` are asked for by the path of a file; the rows of the database may be in its `former` file.
    """

    shares: Sequence[Share]
    rows: Sequence[Rows | str]
    texts: Callable[[str], Iterable[Text]]
    former: Callable[[], bytes] = bytes


def given_by(contributions: Sequence[Contribution]) -> Given:
    """Return what units give together."""
    return Given(
        [each.share for each in contributions],
        [each.rows for each in contributions],
        lambda path: (each.texts[path] for each in contributions),
    )


def site_artifacts(public: Public, given: Given) -> Iterator[Artifact]:
    """Yield the files that all units share, put together from what each unit that is not at fault gives to them."""
    yield from _portal_artifacts(public, given.shares)
    classes, schemas = public.classes, public.schemas
    tables = database(public.shown, classes, schemas, given.rows, given.former)
    yield Artifact(DATABASE, "sqlite", tables)
    yield from _table_artifacts(public, given)


def _portal_artifacts(public: Public, shares: Sequence[Share]) -> Iterator[Artifact]:
    """Yield the pages over all units, what is new in all of them, and the files that pages link to."""
    classes, settings = public.classes, public.settings
    counted = put_together([share["counted"] for share in shares], public.channels)
    known = {share["linked"]["id"]: share["portal"] for share in shares}
    units = [known.get(view.id) or unit_on_portal(view, classes) for view in public.outlines]
    pages = site_pages(
        units, counted, public.channels, classes, public.schemas, settings, public.faulty
    )
    for name, page in pages.items():
        yield Artifact(f"{SITE}/{name}.html", "html", page)
    feed = site_feed((share["newest"] for share in shares), settings)
    yield Artifact(f"{SITE}/{FEED_FILE}", "atom", feed)
    for name, data in public.assets.items():
        yield Artifact(f"{SITE}/{name}", "bytes", data.hex())


def _table_artifacts(public: Public, given: Given) -> Iterator[Artifact]:
    """Yield all records for programs that read no database."""
    schemas = public.schemas
    for path, kind in ((ITEMS, "item"), (ENTRIES, "entry")):
        yield Artifact(path, "joined", [csv.head(text_headings(schemas[kind])), *given.texts(path)])
    units = [share["linked"] for share in given.shares]
    head = jsonld.head(linked_catalog(units, {}, public.classes, public.settings))
    yield Artifact(LINKED, "joined", [head, *given.texts(LINKED), jsonld.END])
    yield Artifact(f"{SITE}/{DATA}/{CATALOG_SCHEMA}", "json", document_schema(schemas))


def field_parts(public: Public) -> dict[str, Part]:
    """Return what each county compiles of its units, by names that begin with the id of the county."""
    return {
        f"{rolled.county.id}/{FIELDS_PAGE}": _field_part(rolled, public)
        for rolled in roll_ups(public.shown, public.classes)
    }


def _field_part(outline: RollUp, public: Public) -> Part:
    county, units = outline.county.id, frozenset(view.id for view in outline.members)

    def artifacts() -> Iterator[Artifact]:
        views = public.views(units)
        (first,) = (view for view in views if view.id == county)
        return _field_artifacts(roll_up(first, views, public.classes), public.settings)

    return Part(units, artifacts)


@dataclass(frozen=True)
class Part:
    """Some of the files that units share, and the units that these are compiled from."""

    units: frozenset[str]
    artifacts: Callable[[], Iterator[Artifact]]


def _field_artifacts(rolled: RollUp, settings: Settings) -> Iterator[Artifact]:
    """Yield what a county compiles of its units, by field."""
    path = f"{SITE}/{rolled.county.id}/{FIELDS_PAGE}"
    yield Artifact(f"{path}.html", "html", fields_page(rolled, settings))
    yield Artifact(f"{path}.xlsx", "catalog.xlsx", fields_workbook(rolled))


def plan(
    catalog: Catalog,
    schemas: Schemas,
    settings: Settings,
    assets: Mapping[str, bytes],
    faulty: frozenset[str] = frozenset(),
) -> Iterator[Artifact]:
    """Yield every file that a build makes: those that units share, then those of each unit not in `faulty`."""
    pages: list[tuple[str, str]] = []
    public = Public(catalog, schemas, settings, assets, faulty)
    site = site_artifacts(public, given_by([public.contribution(view.id) for view in public.shown]))
    fields = (artifact for part in field_parts(public).values() for artifact in part.artifacts())
    own = (
        artifact
        for unit in catalog.units
        if unit.id not in faulty
        for artifact in unit_artifacts(
            seen_from(unit, catalog), decide_unit(unit, settings), schemas, settings
        )
    )
    for artifact in chain(site, fields, own):
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
