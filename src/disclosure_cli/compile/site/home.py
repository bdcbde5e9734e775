"""The home of a unit: the columns of its disclosure, what it published last, how to reach it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from disclosure_cli.compile.blocks import column, heading, table
from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.masthead import banner, dateline, information_of
from disclosure_cli.compile.site.details import ON_REQUEST_ANCHOR
from disclosure_cli.compile.site.frame import HOME, Place, unit_page
from disclosure_cli.compile.site.lists import listed, normative_documents
from disclosure_cli.compile.site.panels import panels
from disclosure_cli.compile.view import ENTRIES_PAGE, ITEMS_PAGE, UnitView
from disclosure_cli.document import Block, Document
from disclosure_cli.pages import Figure, UnitPage
from disclosure_cli.publishing.deciding import ON_REQUEST
from disclosure_cli.settings import Settings

_LATEST = 8


def home_page(view: UnitView, classes: ClassTree, guide: Document, settings: Settings) -> UnitPage:
    """Return the home of a unit; `guide` is its guide, whose chapters are named there."""
    place = Place(HOME, f"{information_of(view)}公开", "首页")
    revised = str(view.profile.get("catalog_revised", ""))
    page = unit_page(view, settings, place, _home(view), revised)
    return {
        **page,
        "template": "unit",
        "figures": figures(view),
        "panels": panels(view, classes, guide),
        "latest": listed([entry for entry in view.entries if not entry.on_request][:_LATEST]),
    }


def figures(view: UnitView) -> list[Figure]:
    """Return the numbers of a unit that are worth showing."""
    on_request = sum(item.data.get("mode") == ON_REQUEST for item in view.items)
    numbers = [
        ("公开事项", len(view.items), f"{ITEMS_PAGE}.html"),
        ("其中依申请公开", on_request, f"{ITEMS_PAGE}.html#{ON_REQUEST_ANCHOR}"),
        ("信息条目", len(view.entries), f"{ENTRIES_PAGE}.html"),
        ("规范性文件", len(normative_documents(view)), "normative.html"),
    ]
    return [
        {"label": label, "value": str(number), "href": href if number else ""}
        for label, number, href in numbers
    ]


def _home(view: UnitView) -> Document:
    profile = view.profile
    blocks: list[Block] = []
    office = profile.get("office", {})
    contact = [
        (label, str(office[name]))
        for name, label in (
            ("name", "工作机构"),
            ("address", "办公地址"),
            ("hours", "办公时间"),
            ("phone", "联系电话"),
            ("fax", "传真号码"),
            ("email", "电子邮箱"),
            ("website", "网站"),
        )
        if office.get(name)
    ]
    if contact:
        blocks += [
            heading("联系我们", "contact"),
            {"kind": "facts", "caption": "信息公开工作机构", "rows": contact},
        ]
    if departments := profile.get("departments"):
        blocks += [heading("内设机构", "departments"), _departments(departments)]
    if principles := profile.get("principles"):
        lines = [
            f"{row['title']}：{row['content']}" if row.get("content") else row["title"]
            for row in principles
        ]
        blocks += [heading("公开原则", "principles"), _list(lines)]
    if commitments := profile.get("commitments"):
        blocks += [
            heading("服务承诺和廉政承诺", "commitments"),
            _list([f"{row['kind']}：{row['content']}" for row in commitments]),
        ]
    return {
        "title": view.name,
        "dateline": dateline(view),
        "banner": banner(view),
        "blocks": blocks,
    }


def _departments(departments: Iterable[Mapping[str, Any]]) -> Block:
    """Return the departments with the columns that any of them has something in."""
    named = (("name", "名称"), ("duty", "职责"), ("phone", "电话"))
    used = [(name, label) for name, label in named if any(row.get(name) for row in departments)]
    rows = ([str(row.get(name, "")) for name, _ in used] for row in departments)
    return table([column(label, 16) for _, label in used], rows, caption="内设机构及其职责")


def _list(lines: list[str]) -> Block:
    return {
        "kind": "items",
        "marks": [f"{number}." for number in range(1, len(lines) + 1)],
        "items": lines,
    }
