"""What stands at the head of a unit's documents: title, how new it is, the banner of example units."""

from __future__ import annotations

from collections.abc import Iterable

from disclosure_cli.compile.view import EntryView, UnitView
from disclosure_cli.unit_kinds import PUBLIC_INSTITUTION

DEMO_BANNER = "示例：本单位的目录和指南用于演示，联系方式等以“示例”开头的内容不是真实信息。"


def information_of(view: UnitView) -> str:
    """Return what a unit discloses: that of a public institution is not called government information (art. 55)."""
    return "信息" if view.kind == PUBLIC_INSTITUTION else "政府信息"


def titled_of(view: UnitView, noun: str) -> str:
    """Return the title of a unit's 公开目录 or 公开指南; a government's name already ends with 政府."""
    information = "信息" if view.name.endswith("政府") else information_of(view)
    return f"{view.name}{information}{noun}"


def banner(view: UnitView) -> str:
    """Return what stands above everything of an example unit."""
    return DEMO_BANNER if view.demo else ""


def dateline(view: UnitView) -> str:
    """Return how new a document is that shows items and entries: each has a day of its own."""
    told = (revised_on(view, "事项目录"), updated_to(view.entries, "信息"))
    return "，".join(filter(None, told))


def revised_on(view: UnitView, noun: str = "") -> str:
    """Return when the catalog of items was last revised, in the words of a document."""
    revised = date_text(view.profile.get("catalog_revised"))
    return f"{noun}{revised}修订" if revised else ""


def updated_to(entries: Iterable[EntryView], noun: str = "") -> str:
    """Return up to which day entries were published: they come without the catalog being revised."""
    latest = newest(entries)
    return f"{noun}更新至{date_text(latest)}" if latest else ""


def newest(entries: Iterable[EntryView]) -> str:
    """Return the day of the latest of some entries, empty where there is none."""
    return max((entry.day for entry in entries), default="")


def date_text(date: object) -> str:
    """Return a date of the data as documents write it: 2025年3月1日."""
    if not date:
        return ""
    year, month, day = (int(part) for part in str(date).split("-"))
    return f"{year}年{month}月{day}日"
