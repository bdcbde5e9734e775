"""The day by which one piece of information must be out (art. 26 of the Regulations)."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from disclosure_cli.duties.special_limits import STATUTORY, natural_days
from disclosure_cli.duties.working_days import Deadline, add_working_days, is_working_day
from disclosure_cli.duties.yearly import due_of
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import item_of
from disclosure_cli.grammar import time_limit
from disclosure_cli.grammar.dates import day
from disclosure_cli.grammar.time_limit import Advance, Before, Dated, Limit, Recurring, Unit
from disclosure_cli.model import Record

_APPLICATION = "申请"


def due(entry: Record, context: Context) -> Deadline | None:
    """Return the last day on which an entry may be disclosed for the first time, or None where none can be told.

    It is counted from the day the information was formed, or changed before it was disclosed, by the time
    limit of its item; where that names no number, by the 20 working days of art. 26, to which public
    institutions are not bound (art. 55). The day of the event is not counted. A date that a limit names is the last
    day where it comes first, of all that was formed by then.
    """
    data = entry.data
    item = item_of(entry, context)
    wording = None if item is None else item.data.get("time_limit")
    start = data.get("created")
    changed, published = data.get("changed"), data.get("published")
    # What was changed after it had been disclosed is another disclosure, of which only the first day is known.
    if (
        changed is not None
        and str(changed) > str(start)
        and str(changed) <= str(published or changed)
    ):
        start = changed
    deadline = _due(str(start), str(wording or ""), bound=context.is_bound)
    return deadline if deadline is not None or item is None else _yearly(entry, item)


def _yearly(entry: Record, item: Record) -> Deadline | None:
    """Return the day of the year before which an entry had to be out: a day of the calendar, whatever the holidays."""
    created, wording = day(entry.data.get("created")), item.data.get("time_limit")
    if created is None or not isinstance(wording, str):
        return None
    titles = (str(record.data.get("title", "")) for record in (entry, item))
    last = due_of(titles, created, wording)
    return None if last is None else Deadline(last, provisional=False)


@lru_cache(maxsize=16384)
def _due(start: str, wording: str, *, bound: bool) -> Deadline | None:
    first, limit = day(start), _limit(wording, bound=bound)
    if first is None:
        return None
    counted = None if limit is None else _last_day(first, limit)
    fixed = _date(wording)
    if fixed is None or fixed < first or (counted is not None and counted.date <= fixed):
        return counted
    return Deadline(fixed, provisional=False)


@lru_cache(maxsize=4096)
def _date(wording: str) -> date | None:
    """The last date that a wording names for everything, where it sets no limit that is counted."""
    parsed = time_limit.parse(wording)
    if parsed is None or parsed.limits:
        return None
    dated = (part for part in parsed.parts if isinstance(part, Dated))
    days = [part.last_day for part in dated if not (part.subject or part.action)]
    return max(days, default=None)


@lru_cache(maxsize=4096)
def _limit(wording: str, *, bound: bool) -> Limit | None:
    """The limit that a wording sets for everything: the longest, where it sets several for different things."""
    statutory = STATUTORY if bound else None
    parsed = time_limit.parse(wording)
    if parsed is None:
        return statutory
    limits = [
        part for part in parsed.limits if not part.action and _APPLICATION not in part.trigger
    ]
    if limits:
        return max(limits, key=natural_days)
    # A day of the year, or some days before an event, cannot be counted from the forming of the information.
    fixed = any(isinstance(part, Recurring | Advance | Before) for part in parsed.parts)
    return None if fixed else statutory


def _last_day(start: date, limit: Limit) -> Deadline | None:
    match limit.unit:
        case Unit.WORKING_DAY:
            return add_working_days(start, limit.number)
        case Unit.DAY:
            return _rolled(start, limit.number)
        case Unit.WEEK:
            return _rolled(start, limit.number * 7)
        case Unit.MONTH:
            return _after_months(start, limit.number)
        case Unit.YEAR:
            return _after_months(start, limit.number * 12)
        case Unit.HOUR:
            return None


def _rolled(start: date, days: int) -> Deadline:
    """The last day, or the working day behind it where that is none (art. 203 of the Civil Code)."""
    last = start + timedelta(days=min(days, (date.max - start).days))
    return Deadline(last, provisional=False) if is_working_day(last) else add_working_days(last, 1)


def _after_months(start: date, months: int) -> Deadline:
    return _rolled(months_after(start, months), 0)


def months_after(start: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = min(start.year + years, MAXYEAR)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
