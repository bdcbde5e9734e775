"""The files that all units share, and what robots look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from disclosure_cli.artifacts.contributions import DATABASE, ENTRIES, ITEMS, LINKED, Given, Public
from disclosure_cli.compile.data.database import Rows, database
from disclosure_cli.compile.data.documents import (
    CATALOG_SCHEMA,
    document_schema,
    text_headings,
)
from disclosure_cli.compile.data.linked_data import (
    linked_catalog,
)
from disclosure_cli.compile.data.sharing import Share
from disclosure_cli.compile.figures import put_together
from disclosure_cli.compile.site.feed import site_feed
from disclosure_cli.compile.site.frame import FEED_FILE
from disclosure_cli.compile.site.portal import site_pages, unit_on_portal
from disclosure_cli.folders import DATA, SITE
from disclosure_cli.model import Artifact
from disclosure_cli.outputs import csv, jsonld
from disclosure_cli.settings import Settings


def site_artifacts(public: Public, given: Given) -> Iterator[Artifact]:
    """Yield the files that all units share but the database, put together from what each unit that is not at fault
    gives to them.
    """
    yield from _portal_artifacts(public, given.shares)
    yield from _table_artifacts(public, given)


def database_artifact(
    public: Public, rows: Sequence[Rows | str], former: Callable[[], bytes] = bytes
) -> Artifact:
    """Return the database of all units that are not at fault: `rows` are those of each, as in `Database`."""
    tables = database(public.shown, public.classes, public.schemas, rows, former)
    return Artifact(DATABASE, "sqlite", tables)


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
        yield Artifact(f"{SITE}/{name}", "bytes", [data])


def _table_artifacts(public: Public, given: Given) -> Iterator[Artifact]:
    """Yield all records for programs that read no database."""
    schemas = public.schemas
    for path, kind in ((ITEMS, "item"), (ENTRIES, "entry")):
        yield Artifact(path, "bytes", [csv.head(text_headings(schemas[kind])), *given.texts(path)])
    units = [share["linked"] for share in given.shares]
    head = jsonld.head(linked_catalog(units, {}, public.classes, public.settings))
    yield Artifact(LINKED, "bytes", [head, *given.texts(LINKED), jsonld.END])
    yield Artifact(f"{SITE}/{DATA}/{CATALOG_SCHEMA}", "json", document_schema(schemas))


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
            yield Artifact(f"{SITE}/robots.txt", "bytes", [text.encode()])


def page_of(artifact: Artifact) -> tuple[str, str] | None:
    """Return what `robots_artifacts` is told of an artifact, None for one that is no page with an address."""
    if artifact.renderer != "html" or not artifact.context["address"]:
        return None
    return artifact.path.removeprefix(f"{SITE}/"), artifact.context["meta"].get("PubDate", "")
