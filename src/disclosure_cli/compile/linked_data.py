"""The catalogs of all units as resources that refer to each other, each under an address that stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict
from urllib.parse import quote

from disclosure_cli.compile.class_tree import ClassTree, ClassView
from disclosure_cli.compile.data import CATALOG_SCHEMA
from disclosure_cli.compile.masthead import titled_of
from disclosure_cli.compile.view import EntryView, ItemView, UnitView
from disclosure_cli.publishing import ON_REQUEST
from disclosure_cli.schema import is_uri
from disclosure_cli.settings import Settings

NAMESPACE = "urn:disclose:"
"""What names begin with while no address is set: such names stay, but lead nowhere."""


class Download(TypedDict):
    """A form in which data can be had. `schema` is the address of what explains the file, or empty."""

    title: str
    address: str
    media_type: str
    schema: str


class Dataset(TypedDict):
    """The catalog of one unit, or of all units together (then it is part of nothing)."""

    id: str
    title: str
    publishers: list[str]
    modified: str
    page: str
    part_of: str
    downloads: list[Download]


class Concept(TypedDict):
    """A class of the class tree. `broader` is the one above it, or empty."""

    id: str
    code: str
    name: str
    broader: str


class Agent(TypedDict):
    """A body that publishes."""

    id: str
    name: str


class Resource(TypedDict):
    """An item or an entry (`kind`). What it does not have is empty."""

    id: str
    kind: str
    identifier: str
    title: str
    page: str
    part_of: list[str]
    on_request: bool
    publisher: str
    description: str
    theme: str
    keywords: list[str]
    citation: str
    full_text: str
    created: str
    issued: str
    modified: str
    replaced_by: str


class LinkedCatalog(TypedDict):
    """The catalog over all units and everything that it leads to."""

    id: str
    title: str
    publishers: list[str]
    modified: str
    page: str
    scheme: str
    datasets: list[Dataset]
    concepts: list[Concept]
    agents: list[Agent]
    resources: list[Resource]


class _Names:
    """Makes addresses. With a base address they lead to the site, without one they are only names.

    They do not depend on how the pages of the site are laid out, so they stay when that changes.
    """

    def __init__(self, settings: Settings, views: Iterable[UnitView]) -> None:
        self._base = settings.base_url
        self._units = {view.name: view.id for view in views}

    def root(self, part: str) -> str:
        """Return the address of what belongs to no unit."""
        return f"{self._base}/#{part}" if self._base else f"{NAMESPACE}{part}"

    def of_unit(self, unit: str, part: str) -> str:
        """Return the address of something that belongs to a unit."""
        if self._base:
            return f"{self._base}/{unit}/#{part}"
        return f"{NAMESPACE}unit:{unit}:{part}"

    def item(self, unit: str, identifier: object) -> str:
        """Return the address of an item."""
        return self.of_unit(unit, f"item-{quote(str(identifier), safe='')}")

    def entry(self, unit: str, index: object) -> str:
        """Return the address of an entry."""
        return self.of_unit(unit, f"entry-{quote(str(index), safe='/')}")

    def concept(self, known: ClassView) -> str:
        """Return the address of a class."""
        part = f"class-{quote(known.code, safe='')}"
        return self.of_unit(known.unit, part) if known.unit else self.root(part)

    def agent(self, name: str) -> str:
        """Return the address of a body by its full name; a unit has its own."""
        if name in self._units:
            return self.of_unit(self._units[name], "organ")
        return self.root(f"organ-{quote(name, safe='')}")

    def file(self, path: str) -> str:
        """Return the address of a file of the site, seen from the folder of the data."""
        return f"{self._base}/{path}" if self._base else f"../{path}"


def linked_catalog(
    views: Sequence[UnitView], classes: ClassTree, settings: Settings, owner: str
) -> LinkedCatalog:
    """Return the catalog over all units. `owner` publishes the site; without one its units do."""
    names = _Names(settings, views)
    of_units = [_unit_dataset(view, names) for view in views]
    publishers = [owner] if owner else [view.name for view in views]
    modified = max((dataset["modified"] for dataset in of_units), default="")
    whole = _whole(settings, publishers, modified, names)
    agents = dict.fromkeys([*publishers, *(view.name for view in views), *_publishers(views)])
    return {
        "id": names.root("catalog"),
        "title": settings.site_title,
        "publishers": [names.agent(name) for name in publishers],
        "modified": modified,
        "page": names.file("index.html"),
        "scheme": names.root("classes"),
        "datasets": [whole, *of_units],
        "concepts": [_concept(known, classes, names) for known in classes.classes],
        "agents": [{"id": names.agent(name), "name": name} for name in agents],
        "resources": list(_resources(views, classes, names)),
    }


def _publishers(views: Iterable[UnitView]) -> Iterator[str]:
    for view in views:
        yield from (str(item.data.get("publisher", view.name)) for item in view.items)
        yield from (str(entry.data.get("issuer", view.name)) for entry in view.entries)


def _whole(settings: Settings, publishers: list[str], modified: str, names: _Names) -> Dataset:
    files = (
        ("全部目录（SQLite数据库）", "data/catalog.sqlite", "application/vnd.sqlite3"),
        ("全部公开事项（CSV）", "data/items.csv", "text/csv"),
        ("全部信息条目（CSV）", "data/entries.csv", "text/csv"),
    )
    return {
        "id": names.root("dataset"),
        "title": f"{settings.site_title}：全部单位的数据",
        "publishers": [names.agent(name) for name in publishers],
        "modified": modified,
        "page": names.file("index.html"),
        "part_of": "",
        "downloads": [_download(title, names.file(path), media) for title, path, media in files],
    }


def _download(title: str, address: str, media_type: str) -> Download:
    return {"title": title, "address": address, "media_type": media_type, "schema": ""}


def _unit_dataset(view: UnitView, names: _Names) -> Dataset:
    title = titled_of(view, "公开目录")
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {
        "id": names.of_unit(view.id, "catalog"),
        "title": title,
        "publishers": [names.agent(view.name)],
        "modified": max([str(view.profile.get("catalog_revised", "")), *_dates(view)]),
        "page": names.file(f"{view.id}/index.html"),
        "part_of": names.root("dataset"),
        "downloads": [
            _download(f"{title}（网页）", names.file(f"{view.id}/catalog.html"), "text/html"),
            _download(f"{title}（Excel）", names.file(f"{view.id}/catalog.xlsx"), sheet),
            {
                **_download(
                    f"{title}（JSON）", names.file(f"{view.id}/catalog.json"), "application/json"
                ),
                "schema": names.file(f"data/{CATALOG_SCHEMA}"),
            },
        ],
    }


def _dates(view: UnitView) -> Iterator[str]:
    """Yield the days on which something in a unit's catalog was made public or changed."""
    for item in view.items:
        yield str(item.data.get("update", {}).get("last", ""))
    for entry in view.entries:
        yield from (str(entry.data.get(name, "")) for name in ("published", "changed"))


def _concept(known: ClassView, classes: ClassTree, names: _Names) -> Concept:
    above = classes.by_id.get(known.parent)
    return {
        "id": names.concept(known),
        "code": known.code,
        "name": known.names[-1],
        "broader": names.concept(above) if above else "",
    }


def _resources(views: Iterable[UnitView], classes: ClassTree, names: _Names) -> Iterator[Resource]:
    known = list(views)
    of_index = {
        str(entry.data["index"]): names.entry(view.id, entry.data["index"])
        for view in known
        for entry in view.entries
    }
    for view in known:
        items = {str(item.data["id"]): _item(view, item, classes, names) for item in view.items}
        yield from items.values()
        for entry in view.entries:
            yield _entry(view, entry, items.get(str(entry.data.get("item"))), of_index, names)


def _item(view: UnitView, item: ItemView, classes: ClassTree, names: _Names) -> Resource:
    data = item.data
    known = classes.find(view.id, item.class_code)
    return {
        "id": names.item(view.id, data["id"]),
        "kind": "item",
        "identifier": str(data["id"]),
        "title": str(data.get("title", "")),
        "page": names.file(f"{view.id}/items.html#{quote(item.anchor)}"),
        "part_of": [names.of_unit(view.id, "catalog")],
        "on_request": data.get("mode") == ON_REQUEST,
        "publisher": names.agent(str(data.get("publisher", view.name))),
        "description": "\n".join(data.get("elements", ())),
        "theme": names.concept(known) if known else "",
        "keywords": [],
        "citation": "",
        "full_text": "",
        "created": "",
        "issued": "",
        "modified": str(data.get("update", {}).get("last", "")),
        "replaced_by": "",
    }


def _entry(
    view: UnitView,
    entry: EntryView,
    item: Resource | None,
    of_index: Mapping[str, str],
    names: _Names,
) -> Resource:
    data = entry.data
    url = str(data.get("url", ""))
    return {
        "id": names.entry(view.id, data["index"]),
        "kind": "entry",
        "identifier": str(data["index"]),
        "title": str(data.get("title", "")),
        "page": names.file(f"{view.id}/entries.html#{quote(entry.anchor)}"),
        "part_of": [names.of_unit(view.id, "catalog"), *([item["id"]] if item else [])],
        "on_request": entry.on_request,
        "publisher": names.agent(str(data.get("issuer", view.name))),
        "description": str(data.get("summary", "")),
        "theme": item["theme"] if item else "",
        "keywords": list(data.get("keywords", ())),
        "citation": str(data.get("doc_no", "")),
        "full_text": url if is_uri(url) else "",
        "created": str(data.get("created", "")),
        "issued": str(data.get("published", "")),
        "modified": str(data.get("changed", "")),
        "replaced_by": of_index.get(str(data.get("validity", {}).get("replaced_by")), ""),
    }
