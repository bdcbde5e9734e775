"""A comparison as a workbook: the 动态调整表 that a unit files with its superior, and every field that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disclosure_cli.comparison.changes import Adjustment, Change, Verb
from disclosure_cli.comparison.comparing import Comparison
from disclosure_cli.comparison.fields import lines_of
from disclosure_cli.compile.blocks import SIGNATURES, column, numbered, table
from disclosure_cli.compile.changes import (
    SHARED,
    TITLE,
    banner_of,
    name_of,
    scope,
    summary,
    verbs_said,
)
from disclosure_cli.document import Table, Workbook
from disclosure_cli.model import Record
from disclosure_cli.publishing.masking import mask
from disclosure_cli.schema.schemas import Schemas

TABLE_TITLE = "公开事项目录动态调整表"
_ADJUSTMENTS: tuple[tuple[str, int], ...] = (
    ("序号", 5),
    ("单位", 13),
    ("事项编号", 10),
    ("一级事项", 10),
    ("二级事项", 14),
    ("调整类型", 8),
    ("调整前", 28),
    ("调整后", 28),
    ("调整理由", 16),
    ("依据", 26),
    ("责任部门", 11),
)
_ENTRIES: tuple[tuple[str, int], ...] = (
    ("序号", 5),
    ("单位", 13),
    ("索引号", 22),
    ("信息名称", 24),
    ("变化", 12),
    ("变更前", 30),
    ("变更后", 30),
    ("责任部门", 12),
)
_DETAILS: tuple[tuple[str, int], ...] = (
    ("序号", 5),
    ("单位", 13),
    ("类别", 9),
    ("编号", 20),
    ("名称", 22),
    ("变化", 11),
    ("字段", 13),
    ("变更前", 26),
    ("变更后", 26),
    ("责任部门", 11),
    ("责任人", 11),
)
_CENTRED = frozenset({"序号", "调整类型", "变化", "类别"})


def changes_workbook(comparison: Comparison) -> Workbook:
    """Return the table of adjustments that a unit files with its superior, that of entries, and every changed field."""
    every = [(name_of(unit), change) for unit in comparison.units for change in unit.changes]
    every += [(SHARED, change) for change in comparison.shared]
    schemas = comparison.schemas
    items = [pair for pair in every if pair[1].kind == "item"]
    entries = [pair for pair in every if pair[1].kind == "entry"]
    sheets: tuple[tuple[str, str, str, Table], ...] = (
        (
            "动态调整表",
            TABLE_TITLE,
            "adjustments",
            _numbered(
                _ADJUSTMENTS,
                (_adjusted(unit, told, schemas) for unit, one in items if (told := _filed(one))),
                SIGNATURES,
            ),
        ),
        (
            "信息条目变化",
            "信息条目变化表",
            "changes",
            _numbered(_ENTRIES, (_entry(pair, schemas) for pair in entries)),
        ),
        (
            "变更明细",
            "信息公开目录变更明细",
            "changes",
            _numbered(_DETAILS, _details(every, comparison)),
        ),
    )
    return {
        "title": TITLE,
        "author": "",
        "sheets": [
            {
                "name": name,
                "layout": layout,
                "document": {
                    "title": title,
                    "dateline": f"{scope(comparison)}。{summary(comparison)}",
                    "banner": banner_of(comparison),
                    "blocks": [content],
                },
            }
            for name, title, layout, content in sheets
        ],
    }


def _numbered(labels: Sequence[tuple[str, int]], rows: Iterable[list[str]], *notes: str) -> Table:
    columns = [
        column(label, width, align="center" if label in _CENTRED else "left")
        for label, width in labels
    ]
    return table(columns, numbered(rows), notes=notes)


_TYPES = {Adjustment.ADDED: "新增", Adjustment.CANCELLED: "取消", Adjustment.CHANGED: "变更"}


def _filed(change: Change) -> Change | None:
    """Return what a superior is told of a change: what is in the catalog, not who reviewed it or why it is withheld."""
    if change.is_whole:
        return change
    fields = tuple(each for each in change.fields if each.field.public)
    was_or_is_out = {Verb.CANCELLED, Verb.RESTORED} & set(change.verbs)
    if not (fields or was_or_is_out or change.was_shown != change.is_shown):
        return None
    return replace(change, fields=fields)


def _type(change: Change) -> str:
    """Return which of the three kinds of adjustment a change is, and what it is called everywhere else."""
    kind = _TYPES[change.adjustment]
    verb = next((verb for verb in change.verbs if verb is not Verb.REVIEWED), change.verbs[0])
    return kind if verb.value == kind else f"{kind}（{verb.value}）"


def _adjusted(unit: str, change: Change, schemas: Schemas) -> list[str]:
    return [
        unit,
        _number(change),
        change.classes[0] if change.classes else "",
        _title(change),
        _type(change),
        *_told(change, schemas),
        change.reason if Verb.CANCELLED in change.verbs else "",
        "\n".join(map(str, change.record.get("basis", default=()))),
        change.responsible.department,
    ]


def _entry(pair: tuple[str, Change], schemas: Schemas) -> list[str]:
    unit, change = pair
    return [
        unit,
        _number(change),
        _title(change),
        verbs_said(change),
        *_told(change, schemas),
        change.responsible.department,
    ]


def _details(every: Iterable[tuple[str, Change]], comparison: Comparison) -> Iterator[list[str]]:
    """Yield a row for each field that changed; for a record that came or went, one row."""
    for unit, change in every:
        head = [unit, comparison.schemas[change.kind].title, _number(change), _title(change)]
        tail = [mask(change.responsible.department), mask(change.responsible.post)]
        if change.is_whole or not change.fields:
            yield [*head, verbs_said(change), "", *_told(change, comparison.schemas), *tail]
            continue
        for field in change.fields:
            lines = [mask("\n".join(said)) for said in (field.before, field.after)]
            yield [*head, verbs_said(change), field.field.heading, *lines, *tail]


def _number(change: Change) -> str:
    return str(change.record.get("id") or change.record.get("index") or "")


def _title(change: Change) -> str:
    record = change.record
    return mask(str(record.get("title") or record.get("name") or record.get("preferred") or ""))


_KEY_FIELDS = ("elements", "summary", "time_limit", "mode", "created")
"""What is told of a record that came or went: enough to know it by."""


def _told(change: Change, schemas: Schemas) -> list[str]:
    """Return how a record was and how it is: what changed in it, or of one that came or went what it is about."""
    is_cancelled = Verb.CANCELLED in change.verbs
    if change.is_whole or is_cancelled:
        before, after = (_about(record, schemas) for record in (change.before, change.after))
        return [before, _cancellation(change) if is_cancelled else after]
    if not change.fields:
        return ["公开" if shown else "没有公开" for shown in (change.was_shown, change.is_shown)]
    return [
        mask("\n".join(f"{name}：{'；'.join(lines) or '（空）'}" for name, lines in said))
        for said in (
            [(field.field.heading, field.before) for field in change.fields],
            [(field.field.heading, field.after) for field in change.fields],
        )
    ]


def _about(record: Record | None, schemas: Schemas) -> str:
    """Say what an item or entry is about, in its main fields."""
    if record is None:
        return "—"
    fields = (schemas[record.kind].field((name,)) for name in _KEY_FIELDS)
    said = [(field, lines_of(field, record.data)) for field in fields if field is not None]
    return mask("\n".join(f"{field.label}：{'；'.join(lines)}" for field, lines in said if lines))


def _cancellation(change: Change) -> str:
    return "，".join(filter(None, ("取消", change.record.get("status", "date", default=""))))
