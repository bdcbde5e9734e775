"""The work list as a document, a workbook and plain data. Internal: it is delivered, never built into the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from disclosure_cli.compile.blocks import column, heading, paragraph, table
from disclosure_cli.compile.internal import SECRECY_NOTE, WORK, internal_page
from disclosure_cli.compile.masthead import date_text
from disclosure_cli.document import Block, Column, Document, Table, Workbook
from disclosure_cli.duties.worklist import Grouping, Row, State, Worklist
from disclosure_cli.pages import Page

TITLE = "信息公开待办清单"
PROVISIONAL_NOTE = (
    "标“暂定”的期限跨到放假安排还没有公布的年份，按法定节假日推算，公布以后以放假安排为准。"
)
_GROUP_LABELS = {
    Grouping.UNIT: "单位",
    Grouping.DEPARTMENT: "单位和责任机构",
    Grouping.POST: "单位和责任人",
}
_LIST: tuple[Column, ...] = (
    {"label": "状态", "width": 15, "align": "left"},
    {"label": "期限", "width": 12, "align": "left"},
    {"label": "待办", "width": 13, "align": "left"},
    {"label": "事项或者信息", "width": 34, "align": "left", "head": True},
    {"label": "责任机构", "width": 14, "align": "left"},
    {"label": "责任人", "width": 14, "align": "left"},
    {"label": "说明", "width": 32, "align": "left"},
)
_UNIT: Column = {"label": "单位", "width": 18, "align": "left"}
_NUMBER: Column = {"label": "序号", "width": 5, "align": "center"}
_BY_HAND: Column = {"label": "办理情况", "width": 14, "align": "left"}


def summary(worklist: Worklist) -> str:
    """Say in one sentence how much is to be done."""
    if not worklist.rows:
        return "没有待办。"
    return f"共{len(worklist.rows)}件：{counted(worklist.rows)}。"


def counted(rows: Iterable[Row]) -> str:
    """Say how many of some duties are late, due soon, and waiting."""
    counts = Counter(row.state for row in rows)
    return "，".join(f"{state.value}{counts[state]}件" for state in State if counts[state])


def basis(worklist: Worklist) -> str:
    """Say from which day the list counts, and how far it looks ahead."""
    until = date_text(worklist.until.isoformat())
    return (
        f"以{date_text(worklist.as_of.isoformat())}为准，"
        f"临期指{worklist.within}个工作日以内（到{until}）到期"
    )


def worklist_document(worklist: Worklist, by: Grouping) -> Document:
    """Return the list as a document: each group under its own heading."""
    blocks: list[Block] = []
    for number, (name, rows) in enumerate(worklist.groups(by).items(), 1):
        text = f"{name}（{len(rows)}件：{counted(rows)}）"
        blocks += [heading(text, f"group-{number}"), table(_LIST, map(_cells, rows))]
    if any(row.provisional for row in worklist.rows):
        blocks.append(paragraph(PROVISIONAL_NOTE))
    return _document(TITLE, worklist, blocks)


def worklist_page(worklist: Worklist, by: Grouping) -> Page:
    """Return the list as a page."""
    return internal_page(worklist_document(worklist, by), name=WORK)


def worklist_workbook(worklist: Worklist, by: Grouping) -> Workbook:
    """Return two sheets: how much each group has to do, and the list with a column to fill in by hand."""
    rows = [row for group in worklist.groups(by).values() for row in group]
    columns = (_NUMBER, _UNIT, *_LIST, _BY_HAND)
    cells = ([str(number), row.unit, *_cells(row), ""] for number, row in enumerate(rows, 1))
    listed = table(columns, cells)
    if any(row.provisional for row in rows):
        listed["notes"] = [PROVISIONAL_NOTE]
    return {
        "title": TITLE,
        "author": "",
        "sheets": [
            {
                "name": "待办清单",
                "layout": "worklist",
                "document": _document(TITLE, worklist, [listed]),
            },
            {
                "name": "汇总",
                "layout": "summary",
                "document": _document("信息公开待办汇总", worklist, [_totals(worklist, by)]),
            },
        ],
    }


def worklist_data(worklist: Worklist, by: Grouping) -> dict[str, Any]:
    """Return the list for programs, in the order of the groups."""
    return {
        "as_of": worklist.as_of.isoformat(),
        "within": worklist.within,
        "until": worklist.until.isoformat(),
        "duties": [_data(row, name) for name, rows in worklist.groups(by).items() for row in rows],
    }


def _data(row: Row, group: str) -> dict[str, Any]:
    duty = row.duty
    where = duty.record.locate(duty.path)
    return {
        "group": group,
        "unit": duty.record.unit,
        "state": row.state.name.lower(),
        "days": row.days,
        "due": None if duty.due is None else duty.due.date.isoformat(),
        "provisional": row.provisional,
        "kind": duty.kind.name.lower(),
        "subject": row.subject,
        "department": row.department,
        "post": row.post,
        "note": row.note,
        "file": where.file,
        "line": where.line,
    }


def _cells(row: Row) -> list[str]:
    return [
        row.remaining,
        row.due,
        row.duty.kind.value,
        row.subject,
        row.department,
        row.post,
        row.note,
    ]


def _totals(worklist: Worklist, by: Grouping) -> Table:
    """Return how many duties each group has in each state."""
    groups = {name: Counter(r.state for r in rows) for name, rows in worklist.groups(by).items()}
    groups["合计"] = Counter(worklist.counts)
    rows = [
        [name, *(str(counts[state]) for state in State), str(counts.total())]
        for name, counts in groups.items()
    ]
    counts = [column(label, 8) for label in (*(state.value for state in State), "合计")]
    return table([column(_GROUP_LABELS[by], 40), *counts], rows)


def _document(title: str, worklist: Worklist, blocks: list[Block]) -> Document:
    dateline = f"{basis(worklist)}。{summary(worklist)}"
    return {"title": title, "dateline": dateline, "banner": SECRECY_NOTE, "blocks": blocks}
