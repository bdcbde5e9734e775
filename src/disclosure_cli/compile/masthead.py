"""What stands at the head of a unit's documents: title, date of revision, the banner of example units."""

from __future__ import annotations

from disclosure_cli.compile.view import PUBLIC_INSTITUTION, UnitView

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
    """Return when the catalog was last revised, in the words of a document."""
    revised = date_text(view.profile.get("catalog_revised"))
    return f"{revised}修订" if revised else ""


def date_text(date: object) -> str:
    """Return a date of the data as documents write it: 2025年3月1日."""
    if not date:
        return ""
    year, month, day = (int(part) for part in str(date).split("-"))
    return f"{year}年{month}月{day}日"
