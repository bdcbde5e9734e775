"""What was published last, of all units or of one, for readers who want to be told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from disclosure_cli.compile.view import EntryView, UnitView
from disclosure_cli.settings import Settings

LENGTH = 50
"""How many entries a feed has."""


class FeedEntry(TypedDict):
    """An entry: `href` leads to it from the top of the site; days are dates, `changed` the last that counts."""

    unit: str
    index: str
    title: str
    summary: str
    author: str
    published: str
    changed: str
    href: str


class Feed(TypedDict):
    """A feed. `unit` is the id of the unit that it is about, or empty; `base` is the address of the site, or empty."""

    title: str
    unit: str
    author: str
    base: str
    entries: list[FeedEntry]


def site_feed(newest: Iterable[Iterable[FeedEntry]], settings: Settings) -> Feed:
    """Return the feed over all units, given the newest entries of each."""
    entries = [entry for of_unit in newest for entry in of_unit]
    author = settings.site_owner or settings.site_title
    return _feed(f"{settings.site_title}：最新公开", "", author, settings, entries)


def unit_feed(view: UnitView, settings: Settings) -> Feed:
    """Return the feed of one unit."""
    title = f"{view.name}：最新公开"
    return _feed(title, view.id, view.name, settings, newest_of(view))


def newest_of(view: UnitView) -> list[FeedEntry]:
    """Return the entries of a unit that may stand in a feed."""
    return _newest(_entries(view))


def _newest(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    ordered = sorted(entries, key=lambda entry: (entry["changed"], entry["index"]), reverse=True)
    return ordered[:LENGTH]


def _feed(title: str, unit: str, author: str, settings: Settings, entries: list[FeedEntry]) -> Feed:
    return {
        "title": title,
        "unit": unit,
        "author": author,
        "base": settings.base_url,
        "entries": _newest(entries),
    }


def _entries(view: UnitView) -> list[FeedEntry]:
    """Return what a reader can look at: not what has to be applied for, and only what has a day."""
    return [_entry(view, entry) for entry in view.entries if entry.day and not entry.on_request]


def _entry(view: UnitView, entry: EntryView) -> FeedEntry:
    data = entry.data
    return {
        "unit": view.id,
        "index": str(data["index"]),
        "title": str(data["title"]),
        "summary": str(data.get("summary", "")),
        "author": str(data.get("issuer") or view.name),
        "published": entry.day,
        "changed": max(entry.day, str(data.get("changed", ""))),
        "href": f"{view.id}/{entry.href}",
    }
