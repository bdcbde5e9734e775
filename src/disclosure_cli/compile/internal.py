"""What is never published: who is responsible, what was held back and why, how each record was reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from disclosure_cli.document import Block, Document, Sheet, Workbook
from disclosure_cli.model import Record, Unit
from disclosure_cli.pages import Page
from disclosure_cli.publishing import REVIEW_STEPS, Decision, State
from disclosure_cli.schema import Schema, Schemas
from disclosure_cli.showing import columns, show, value_at

SECRECY_NOTE = "内部资料，不得公开"


def internal_page(document: Document, unit_name: str = "") -> Page:
    """Return a document as a page for the unit itself: one file that stands alone and links to nothing."""
    return {
        "template": "internal",
        "title": document["title"],
        "site_title": "信息公开内部管理",
        "root": "",
        "unit_name": unit_name,
        "banner": document["banner"],
        "breadcrumbs": [],
        "navigation": [],
        "see_also": [],
        "downloads": [],
        "meta": {},
        "document": document,
        "figures": [],
        "cards": [],
    }


def internal_workbook(unit: Unit, decisions: tuple[Decision, ...], schemas: Schemas) -> Workbook:
    """Return the unit's internal workbook: duties, stages, what is held back, the review register, all data."""
    shown = [decision for decision in decisions if decision.state is not State.CANCELLED]
    sheets = (
        (
            "责任分工",
            ("事项编号", "事项名称", "制作", "更新", "审查", "负责", "责任人"),
            _duties(unit.items),
        ),
        (
            "任务分解",
            (
                "阶段",
                "时间安排",
                "任务",
                "责任部门",
                "责任人",
                "完成时间",
                "质量要求",
                "进展",
            ),
            _tasks(unit),
        ),
        ("未公开清单", ("类别", "编号", "名称", "处理", "原因"), _held(shown)),
        (
            "审查登记",
            ("类别", "编号", "名称", *_STEPS, "审查结论", "依据", "归档号"),
            _reviews(unit, shown),
        ),
        ("事项全部字段", _labels(schemas["item"]), _all(unit.items, schemas["item"])),
        (
            "条目全部字段",
            _labels(schemas["entry"]),
            _all(unit.entries, schemas["entry"]),
        ),
    )
    return {
        "title": f"{unit.name}信息公开内部台账",
        "author": unit.name,
        "sheets": [_sheet(name, labels, rows, unit) for name, labels, rows in sheets],
    }


_STEPS = (
    "承办人",
    "承办日期",
    "部门负责人",
    "部门日期",
    "保密审查人",
    "审查日期",
    "签发人",
    "签发日期",
)


def _sheet(name: str, labels: tuple[str, ...], rows: list[list[str]], unit: Unit) -> Sheet:
    table: Block = {
        "kind": "table",
        "caption": "",
        "columns": [{"label": label, "width": 16, "align": "left"} for label in labels],
        "rows": rows,
        "anchors": [],
        "notes": [],
    }
    title = f"{unit.name}{name}"
    return {
        "name": name,
        "layout": "data",
        "document": {
            "title": title,
            "dateline": "",
            "banner": SECRECY_NOTE,
            "blocks": [table],
        },
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _name(record: Record) -> list[str]:
    kind = "事项" if record.kind == "item" else "条目"
    return [
        kind,
        _text(record.get("id") or record.get("index")),
        _text(record.get("title")),
    ]


def _duties(items: Iterable[Record]) -> list[list[str]]:
    duties = ("made_by", "updated_by", "reviewed_by", "accountable", "post")
    return [
        [
            _text(item.get("id")),
            _text(item.get("title")),
            *(_text(item.get("responsibility", name)) for name in duties),
        ]
        for item in items
    ]


def _tasks(unit: Unit) -> list[list[str]]:
    parts = ("task", "department", "person", "due", "quality", "progress")
    return [
        [
            _text(stage.get("stage")),
            _text(stage.get("period")),
            *(_text(task.get(name)) for name in parts),
        ]
        for stage in unit.profile.get("plan", default=())
        for task in stage.get("tasks", ({},))
    ]


def _held(decisions: Iterable[Decision]) -> list[list[str]]:
    return [
        [*_name(decision.record), decision.state.value, decision.reason]
        for decision in decisions
        if not decision.is_shown
    ]


def _reviews(unit: Unit, decisions: Iterable[Decision]) -> list[list[str]]:
    rows = []
    for decision in decisions:
        record = decision.record
        covered = record.kind == "item" and decision.state is not State.WITHHELD
        batch = unit.profile.get("item_review") if covered else None
        review = record.get("review") or batch or {}
        signatures = [
            _text((review.get(step) or {}).get(part))
            for step in REVIEW_STEPS
            for part in ("post", "date")
        ]
        closing = [_text(review.get(name)) for name in ("conclusion", "ground", "archive_no")]
        rows.append([*_name(record), *signatures, *closing])
    return rows


def _labels(schema: Schema) -> tuple[str, ...]:
    return tuple(field.heading for field in columns(schema.fields, internal=True))


def _all(records: Iterable[Record], schema: Schema) -> list[list[str]]:
    fields = columns(schema.fields, internal=True)
    return [[show(field, value_at(record.data, field)) for field in fields] for record in records]
