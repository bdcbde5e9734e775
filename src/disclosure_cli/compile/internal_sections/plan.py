"""任务分解表: the stages of the plan, each task with department, post, day, quality demand and progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure_cli.compile.blocks import column, table
from disclosure_cli.compile.internal_sections.section import Section, text
from disclosure_cli.compile.masthead import date_text
from disclosure_cli.document import Drawing, Table
from disclosure_cli.model import Unit

PROGRESS = ("已完成", "进行中", "未开始", "已取消")
_COLUMNS = (
    column("阶段", 16, merge=True),
    column("时间安排", 18, merge=True),
    column("任务", 38, head=True),
    column("责任部门", 18),
    column("责任人", 18),
    column("质量要求", 34),
    column("开始日期", 12),
    column("完成时间", 12),
    column("进展", 11),
)
_START = 6
"""The column from which on a row is drawn: its first day, its last day, its progress."""


def plan(unit: Unit) -> Section:
    """Return the tasks of the plan with a time line of them."""
    rows = [row for stage in unit.profile.get("plan", default=()) for row in _stage(stage)]
    made = table(_COLUMNS, rows, caption="任务分解表")
    if any(row[_START] or row[_START + 1] for row in rows):
        made["drawing"] = _drawing(made)
    return Section("任务分解", "plan", "plan", (made,))


def _stage(stage: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield a row for each task; a task begins with its stage, and one without a day of its own ends with it."""
    tasks: list[Mapping[str, Any]] = stage.get("tasks") or [{}]
    for task in tasks:
        due = task.get("due") or stage.get("to")
        yield [
            text(stage.get("stage")),
            text(stage.get("period")) or _period(stage),
            *(text(task.get(part)) for part in ("task", "department", "person", "quality")),
            text(stage.get("from")),
            text(due),
            text(task.get("progress")),
        ]


def _period(stage: Mapping[str, Any]) -> str:
    """Return when a stage is, where the plan does not say it in words of its own."""
    first, last = (date_text(stage.get(end)) for end in ("from", "to"))
    if first and last:
        return f"{first}至{last}"
    return f"{first}起" if first else f"{last}以前" if last else ""


def _drawing(made: Table) -> Drawing:
    progress = [row[_START + 2] for row in made["rows"]]
    counts = ((word, progress.count(word)) for word in PROGRESS)
    said = "、".join(f"{word}{count}项" for word, count in counts if count)
    return {
        "form": "timeline",
        "anchor": "plan-timeline",
        "column": _START,
        "unit": "",
        "whole": 0,
        "summary": f"实施方案的{len(progress)}项任务按时间排列，{said}。",
        "legend": list(PROGRESS),
    }
