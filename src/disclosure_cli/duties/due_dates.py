"""By when what is still open about a record has to be done. Rules find what is late by it, the work list what is next.

Nothing here depends on the day on which somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from disclosure_cli.duties.deadlines import due, months_after
from disclosure_cli.duties.working_days import Deadline, add_working_days
from disclosure_cli.duties.yearly import day_of_year, next_due, report_year
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent, is_active, is_withheld, item_of
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Path, Record, numbered_blocks
from disclosure_cli.publishing.deciding import (
    ACTIVE,
    ON_REQUEST,
    REFERRED,
    REVIEW_STEPS,
    WITHHELD,
    is_cancelled,
    is_current,
    prohibition,
)

STATUTORY_DAYS = 20
"""Working days within which information is disclosed (art. 26 of the Regulations)."""
THIRD_PARTY_DAYS = 15
"""Working days within which a third party answers (art. 32 of the Regulations)."""
EXEMPTION_MONTHS = 12
"""Months within which what is withheld is assessed again (art. 18), where the settings say nothing else."""
REVISION_MONTHS = 12
"""Months after which guide and catalog are looked through again, where the settings say nothing else."""


def on(planned: date | None) -> Deadline | None:
    """Return a planned day as a deadline: it is a day of the calendar, whatever the holidays will be."""
    return None if planned is None else Deadline(planned, provisional=False)


def _days_after(start: date, days: int) -> date:
    return start + timedelta(days=min(days, (date.max - start).days))


def publication(entry: Record, context: Context) -> Deadline | None:
    """Return by when an entry that is not yet disclosed has to be.

    None also for what need not be, or may not: given out on request, withheld, referred to a competent organ, refused
    by a third party, or under an item that is not in the catalog.
    """
    if "published" in entry.data or not is_active(entry, context) or not _may_be_published(entry):
        return None
    item = item_of(entry, context)
    deadline = due(entry, context) if item is not None and is_current(item) else None
    return deadline if deadline is not None and is_absent(entry, "published") else None


def _may_be_published(entry: Record) -> bool:
    concluded = entry.get("review", "conclusion") in (WITHHELD, ON_REQUEST, REFERRED)
    return not concluded and not prohibition(entry, ACTIVE)


def reassessment(record: Record, context: Context) -> date | None:
    """Return on which day it is to be assessed whether what is withheld may be disclosed by then (art. 18).

    An item that was cancelled is not looked at again.
    """
    if "exemption" not in record.data or not is_withheld(record, context) or is_cancelled(record):
        return None
    return day(record.get("exemption", "next_review"))


def consultation(entry: Record) -> Deadline | None:
    """Return by when a third party that was asked, and has not yet answered, has to answer (art. 32)."""
    asked = day(entry.get("consent", "asked"))
    if asked is None or not {"answered", "opinion"}.isdisjoint(entry.data["consent"]):
        return None
    return add_working_days(asked, THIRD_PARTY_DAYS)


def review_progress(record: Record) -> tuple[date, Deadline] | None:
    """Return since when an unfinished review, or one referred to a competent organ, waits, and by when it should
    have gone on: a review rests for as long as its information may, and no longer.

    None also where nobody has signed yet.
    """
    days = [day(record.get("review", step, "date")) for step in REVIEW_STEPS]
    conclusion = record.get("review", "conclusion")
    if conclusion not in (None, REFERRED) and all(days):
        return None
    since = max((found for found in days if found is not None), default=None)
    return None if since is None else (since, add_working_days(since, STATUTORY_DAYS))


_YEARLY = "每年"
_MONTHS = {"每月": 1, "每季度": 3, _YEARLY: 12}
_NEWS_CYCLES = ("每周", "每两周")
_HALF_YEAR = "每半年"
_WHEN_NEEDED = "及时更新"
_NEWS = re.compile("动态|要闻")
_DOCUMENTS = re.compile("通知公告|公告公示|政策文件")


def next_update(item: Record, context: Context) -> tuple[date, Deadline] | None:
    """Return when an item or one of its entries was last brought up to date, and by when it has to be again.

    None where neither cycle nor a day of the year says, or nothing is expected.
    """
    cycle, is_yearly = _cycle(item), by_day_of_year(item)
    if (cycle is None and not is_yearly) or item.data.get("mode") != ACTIVE:
        return None
    if "no_entries_reason" in item.data or not is_current(item):
        return None
    latest = _latest(item, context)
    if latest is None:
        return None
    if is_yearly:
        newest = max(filter(None, _report_years(item, context)), default=None)
        deadline = on(next_due(str(item.data["time_limit"]), latest, newest))
    else:
        deadline = _following(item, str(cycle), latest, context)
    return None if deadline is None else (latest, deadline)


def by_day_of_year(item: Record) -> bool:
    """Tell whether the time limit of an item says on which day of each year it is brought up to date.

    Not where the item is said to be brought up to date more often.
    """
    wording = item.data.get("time_limit")
    return (
        _cycle(item) in (None, _YEARLY, _WHEN_NEEDED)
        and isinstance(wording, str)
        and day_of_year(wording) is not None
    )


def _cycle(item: Record) -> Any:
    return item.get("update", "cycle") if "update" in item.data else None


def _report_years(item: Record, context: Context) -> Iterator[int | None]:
    """Yield the years that the disclosed entries of an item report on."""
    for entry in context.entries_of.get(str(item.get("id")), ()):
        if "published" in entry.data:
            yield report_year(str(record.data.get("title", "")) for record in (entry, item))


def _latest(item: Record, context: Context) -> date | None:
    entries = context.entries_of.get(str(item.get("id")), ())
    days = [day(entry.data.get("published")) for entry in entries]
    known = [found for found in (day(item.get("update", "last")), *days) if found is not None]
    return max(known, default=None)


def _following(item: Record, cycle: str, latest: date, context: Context) -> Deadline | None:
    if cycle in _MONTHS:
        return add_working_days(months_after(latest, _MONTHS[cycle]), STATUTORY_DAYS)
    name = f"{item.get('class', default='')}{item.get('title', default='')}"
    when_needed = cycle == _WHEN_NEEDED
    if cycle in _NEWS_CYCLES or (when_needed and _NEWS.search(name)):
        return on(_days_after(latest, context.settings.threshold("news_days", 14)))
    if cycle == _HALF_YEAR or (when_needed and _DOCUMENTS.search(name)):
        return on(_days_after(latest, context.settings.threshold("document_days", 183)))
    return None


def revision(revised: date, context: Context) -> date:
    """Return by when a guide or catalog that was revised on a day is to be revised, or looked through, again."""
    return months_after(revised, context.settings.threshold("guide_months", REVISION_MONTHS))


def expiry(entry: Record) -> date | None:
    """Return on which day a document that is in force ceases to be."""
    state = entry.get("validity", "state")
    if state is None or state in ENDED:
        return None
    return day(entry.get("validity", "until"))


ENDED = ("废止", "失效")
"""The states of a document that is no longer in force."""

OVER = ("已完成", "已取消")
"""The states of a task that nobody has to do any more."""


class PlannedTask(NamedTuple):
    """A task of the plan that is not done: where it stands, what it says, and the day that it is due."""

    path: Path
    data: Mapping[str, Any]
    stage: str
    due: date


def open_tasks(profile: Record) -> Iterator[PlannedTask]:
    """Yield the tasks of a unit's plan that have a day and are not done, in the order of the plan."""
    for number, stage in numbered_blocks(profile.get("plan")):
        for index, task in numbered_blocks(stage.get("tasks")):
            planned = day(task.get("due"))
            if planned is not None and task.get("progress") not in OVER:
                path = ("plan", number, "tasks", index)
                yield PlannedTask(path, task, str(stage.get("stage", "")), planned)
