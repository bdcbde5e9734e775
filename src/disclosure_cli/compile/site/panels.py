"""The four columns of 政府信息公开 (国办公开办函〔2019〕61号), filled from a unit's own records.

Which class belongs to which column stands in the class tree, so that a workspace can have classes of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.masthead import information_of
from disclosure_cli.compile.site.frame import FIELDS_NAME, FIELDS_PAGE, active_name, link
from disclosure_cli.compile.site.lists import listed, normative_documents
from disclosure_cli.compile.view import ENTRIES_PAGE, ITEMS_PAGE, EntryView, ItemView, UnitView
from disclosure_cli.document import Document
from disclosure_cli.pages import Figure, Link, Panel
from disclosure_cli.publishing.deciding import ON_REQUEST
from disclosure_cli.unit_kinds import AUTHORIZED, COUNTY, DEPARTMENT, SUBDISTRICT, TOWNSHIP

RULES, REPORTS = "制度", "年度报告"
_SHOWN = 6
_REPORTED = re.compile(r"(\d{4})年")
_DUE = {DEPARTMENT: "1月31日", AUTHORIZED: "1月31日", COUNTY: "3月31日"}
"""By when a unit of a kind publishes its report on the year before (art. 49)."""


def panels(view: UnitView, classes: ClassTree, guide: Document) -> list[Panel]:
    """Return what is in each column, or what is missing and when it is due."""
    columns = _columns(view, classes)
    return [
        _guide(view, guide),
        _rules(view, columns.get(RULES, [])),
        _active(view),
        _reports(view, columns.get(REPORTS, [])),
    ]


def _columns(view: UnitView, classes: ClassTree) -> dict[str, list[ItemView]]:
    found: dict[str, list[ItemView]] = {}
    for item in view.items:
        column = classes.inherited(view.id, item.class_code, "site_column")
        found.setdefault(column, []).append(item)
    return found


def _guide(view: UnitView, guide: Document) -> Panel:
    chapters: list[Figure] = [
        {
            "label": f"{block['number']}{block['text']}",
            "value": "",
            "href": f"guide.html#{block['anchor']}",
        }
        for block in guide["blocks"]
        if block["kind"] == "heading" and block["level"] == 1 and block["anchor"]
    ]
    return _panel(
        f"{information_of(view)}公开指南",
        "guide",
        counted=chapters,
        more=[link("查看指南", "guide.html")],
    )


def _rules(view: UnitView, items: list[ItemView]) -> Panel:
    name = f"{information_of(view)}公开制度"
    entries = _entries(items)
    notice = "" if entries else f"还没有公布{name}。{_reasons(items)}"
    return _panel(name, "rules", entries=entries, notice=notice, more=map(_of_item, items))


def _active(view: UnitView) -> Panel:
    """Return the first level of classes with the number of items in each, without those given out on request."""
    active = [item for item in view.items if item.data.get("mode") != ON_REQUEST]
    counts = Counter(item.class_code[:2] for item in active)
    names = {item.class_code[:2]: item.class_names[0] for item in active if item.class_names}
    counted: list[Figure] = [
        {
            "label": names.get(code, "其他"),
            "value": str(count),
            "href": f"{ITEMS_PAGE}.html#class-{code}",
        }
        for code, count in counts.items()
    ]
    more = [
        link(f"{information_of(view)}公开目录", "catalog.html"),
        link("信息条目", f"{ENTRIES_PAGE}.html"),
    ]
    if view.kind == COUNTY:
        more.insert(0, link(FIELDS_NAME, f"{FIELDS_PAGE}.html"))
    if normative_documents(view):
        more.append(link("规范性文件", "normative.html"))
    notice = "" if counted else "还没有公布主动公开的事项。"
    return _panel(active_name(view), "active", counted=counted, notice=notice, more=more)


def _reports(view: UnitView, items: list[ItemView]) -> Panel:
    entries = _entries(items)
    name = f"{information_of(view)}公开年度报告"
    return _panel(
        name,
        "reports",
        entries=entries,
        notice="".join(("" if entries else f"还没有公布{name}。", _due(view, entries))),
        more=map(_of_item, items),
    )


def _due(view: UnitView, entries: list[EntryView]) -> str:
    """Say when the next report is due. What today is does not count: the page is the same on every day."""
    day = _DUE.get(view.kind)
    if day is None:
        return _DUE_ELSEWHERE.get(view.kind, "")
    reported = [year for entry in entries if (year := _reported(entry))]
    if reported:
        year = max(reported) + 1
        return f"{year}年度报告应当在{year + 1}年{day}前公布（《条例》第四十九条）。"
    return f"上一年度的报告应当在每年{day}前公布（《条例》第四十九条）。"


_DUE_ELSEWHERE = {
    TOWNSHIP: "乡镇政府公布年度报告的时间，按照上级政府的规定执行。",
    SUBDISTRICT: "街道办事处公布年度报告的时间，按照上级政府的规定执行。",
}
"""What is said of kinds that art. 49 does not name."""


def _reported(entry: EntryView) -> int:
    """Return the year that a report is about: the one in its title, else the one before it was formed."""
    named = _REPORTED.search(str(entry.data["title"]))
    if named:
        return int(named[1])
    formed = str(entry.data.get("created", ""))[:4]
    return int(formed) - 1 if formed.isdecimal() else 0


def _entries(items: Iterable[ItemView]) -> list[EntryView]:
    found = [entry for item in items for entry in item.entries]
    return sorted(found, key=lambda entry: (entry.day, str(entry.data["index"])), reverse=True)


def _reasons(items: Iterable[ItemView]) -> str:
    reasons = (str(item.data.get("no_entries_reason", "")) for item in items)
    return "".join(f"{reason.rstrip('。')}。" for reason in reasons if reason)


def _of_item(item: ItemView) -> Link:
    return link(f"事项：{item.data['title']}", item.href)


def _panel(
    name: str,
    anchor: str,
    *,
    entries: Iterable[EntryView] = (),
    counted: Iterable[Figure] = (),
    notice: str = "",
    more: Iterable[Link] = (),
) -> Panel:
    return {
        "name": name,
        "anchor": anchor,
        "listed": listed(list(entries)[:_SHOWN]),
        "counted": list(counted),
        "notice": notice,
        "more": list(more),
    }
