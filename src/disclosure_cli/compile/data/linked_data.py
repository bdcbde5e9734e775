"""The catalogs of all units with what linked data needs to know of them: names, days, where each record is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.masthead import titled_of
from disclosure_cli.compile.view import UnitView
from disclosure_cli.model import PublicData
from disclosure_cli.publishing.deciding import ON_REQUEST
from disclosure_cli.settings import Settings


class LinkedRecord(TypedDict):
    """An item or entry: where the unit's folder shows it, and for an item the id of its class, or empty."""

    data: PublicData
    href: str
    theme: str
    on_request: bool


class LinkedUnit(TypedDict):
    """A unit and its catalog. `modified` is the last day on which something in it was made public or changed.

    `publishers` are those who published something in it, as they come.
    """

    id: str
    name: str
    title: str
    modified: str
    publishers: list[str]


class LinkedRecords(TypedDict):
    """What the catalog of a unit holds. `id` and `name` are those of the unit."""

    id: str
    name: str
    items: list[LinkedRecord]
    entries: list[LinkedRecord]


class LinkedClass(TypedDict):
    """A class of the class tree; `unit` is empty for a shared one, `parent` is the id of the one above, or empty."""

    id: str
    unit: str
    code: str
    name: str
    parent: str


class LinkedCatalog(TypedDict):
    """The catalogs of all units, but for their records. `base` is the address of the site, or empty; `owner` publishes
    it, or its units do. `replacing` are the units of the entries by which others are replaced, by index number.
    """

    title: str
    base: str
    owner: str
    units: list[LinkedUnit]
    classes: list[LinkedClass]
    replacing: Mapping[str, str]


def linked_catalog(
    units: list[LinkedUnit], replacing: Mapping[str, str], classes: ClassTree, settings: Settings
) -> LinkedCatalog:
    """Return the catalogs of all units, in the order of the pages."""
    return {
        "title": settings.site_title,
        "base": settings.base_url,
        "owner": settings.site_owner,
        "units": units,
        "classes": [
            {
                "id": known.id,
                "unit": known.unit,
                "code": known.code,
                "name": known.names[-1],
                "parent": known.parent,
            }
            for known in classes.classes
        ],
        "replacing": replacing,
    }


def linked_unit(view: UnitView) -> LinkedUnit:
    """Return a unit and its catalog."""
    publishers = [
        *(item.data.get("publisher", view.name) for item in view.items),
        *(entry.data.get("issuer", view.name) for entry in view.entries),
    ]
    return {
        "id": view.id,
        "name": view.name,
        "title": titled_of(view, "公开目录"),
        "modified": max([str(view.profile.get("catalog_revised", "")), *_days(view)]),
        "publishers": list(dict.fromkeys([view.name, *publishers])),
    }


def linked_records(view: UnitView, classes: ClassTree) -> LinkedRecords:
    """Return what the catalog of a unit holds, in the order of the pages."""
    return {
        "id": view.id,
        "name": view.name,
        "items": [
            {
                "data": item.data,
                "href": item.href,
                "theme": known.id if (known := classes.find(view.id, item.class_code)) else "",
                "on_request": item.data.get("mode") == ON_REQUEST,
            }
            for item in view.items
        ],
        "entries": [
            {
                "data": entry.data,
                "href": entry.href,
                "theme": "",
                "on_request": entry.on_request,
            }
            for entry in view.entries
        ],
    }


def _days(view: UnitView) -> Iterator[str]:
    for item in view.items:
        yield str(item.data.get("update", {}).get("last", ""))
    for entry in view.entries:
        yield from (str(entry.data.get(name, "")) for name in ("published", "changed"))
