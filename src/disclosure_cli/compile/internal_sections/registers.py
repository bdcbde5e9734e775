"""Registers of a unit: what is still to be done, what was held back and why, how each record was reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disclosure_cli.compile.blocks import column, numbered, table
from disclosure_cli.compile.internal_sections.section import Section, name_cells, text
from disclosure_cli.document import Column
from disclosure_cli.duties.outstanding import Duty
from disclosure_cli.model import Unit
from disclosure_cli.publishing.deciding import REVIEW_STEPS, STEP_NAMES, Decision, State

_NAMES = (
    column("序号", 5),
    column("类别", 6),
    column("编号", 20),
    column("名称", 36, head=True),
)


def open_duties(duties: Iterable[Duty]) -> Section:
    """Return all that is still to be done, by its last day; how it stands on a day is for `disclose worklist`."""
    columns = (
        column("序号", 5),
        column("期限", 12),
        column("待办", 14),
        column("事项或者信息", 40, head=True),
        column("责任机构", 16),
        column("责任人", 18),
        column("说明", 36),
    )
    ordered = sorted(duties, key=_day)
    rows = numbered(
        [
            duty.due.date.isoformat() if duty.due else "",
            duty.kind.value,
            duty.subject,
            duty.responsible.department,
            duty.responsible.post,
            duty.note,
        ]
        for duty in ordered
    )
    return _section("期限一览", "due", columns, rows)


def _day(duty: Duty) -> str:
    return duty.due.date.isoformat() if duty.due else "9999-12-31"


def held_back(decisions: Iterable[Decision]) -> Section:
    """Return what is withheld or held back, with the reason, and when it is to be assessed again (art. 18)."""
    columns = (*_NAMES, column("处理", 10), column("原因", 44), column("下次评估", 12))
    rows = numbered(
        [
            *name_cells(decision.record),
            decision.state.value,
            decision.reason,
            text(decision.record.get("exemption", "next_review")),
        ]
        for decision in decisions
        if not decision.is_shown
    )
    return _section("未公开清单", "held-back", columns, rows)


def reviews(unit: Unit, decisions: Iterable[Decision]) -> Section:
    """Return who reviewed each record when and to what conclusion; items may share the unit's batch review."""
    columns = (
        *_NAMES[:-1],
        column("名称", 32, head=True),
        *(
            made
            for name in STEP_NAMES.values()
            for made in (column("职务", 16, group=name), column("日期", 13, group=name))
        ),
        column("审查结论", 12),
        column("依据", 7),
        column("区分处理", 18),
        column("归档号", 26),
    )
    rows = numbered(_review(unit, decision) for decision in decisions)
    return _section("审查登记", "reviews", columns, rows, layout="register")


def _review(unit: Unit, decision: Decision) -> list[str]:
    record = decision.record
    covered = record.kind == "item" and decision.state is not State.WITHHELD
    batch = unit.profile.get("item_review") if covered else None
    review = record.get("review") or batch or {}
    signatures = [
        text((review.get(step) or {}).get(part))
        for step in REVIEW_STEPS
        for part in ("post", "date")
    ]
    redactions = [text(each.get("content")) for each in review.get("redactions", ())]
    return [
        *name_cells(record),
        *signatures,
        text(review.get("conclusion")),
        text(review.get("ground")),
        "；".join(redactions),
        text(review.get("archive_no")),
    ]


def _section(
    name: str, anchor: str, columns: Sequence[Column], rows: list[list[str]], layout: str = "table"
) -> Section:
    return Section(name, anchor, layout, (table(columns, rows),))
