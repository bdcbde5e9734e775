"""What is disclosed once a year, before a day that its time limit names: 每年1月31日前 (art. 49 of the Regulations)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import NamedTuple

from disclosure_cli.grammar import time_limit
from disclosure_cli.grammar.time_limit import Cycle, Recurring

_HALF_A_YEAR = 183
_LAST_MONTH = 12
_LEAP_YEAR = 2000
# The year that a report is about. Of several it is the last: 2024年以来、2025年工作报告.
_YEAR = re.compile(r"(?<![\d—–-])(20\d{2})年")
_REPORT = re.compile("年度?报告|年报|工作报告|工作总结|年度总结")


class DayOfYear(NamedTuple):
    """A day of each year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return the day in a year: 29 February is the 28th where there is none."""
        last = calendar.monthrange(min(year, MAXYEAR), self.month)[1]
        return date(min(year, MAXYEAR), self.month, min(self.day, last))

    def behind(self, start: date) -> date:
        """Return the first such day that is not before another."""
        found = self.of(start.year)
        return found if found >= start else self.of(start.year + 1)


@lru_cache(maxsize=4096)
def day_of_year(wording: str) -> DayOfYear | None:
    """Return the day of each year before which a time limit has something disclosed.

    None where it also counts days from an event, or names a day for something else to be done. Of several it is the
    last.
    """
    parsed = time_limit.parse(wording)
    if parsed is None or parsed.limits:
        return None
    days = [_day_of(part) for part in parsed.parts if isinstance(part, Recurring)]
    return max((found for found in days if found is not None), default=None)


def _day_of(part: Recurring) -> DayOfYear | None:
    if part.cycle != Cycle.YEAR or part.action or (part.month is None and not part.end):
        return None
    month = part.month or _LAST_MONTH
    return DayOfYear(month, part.day or calendar.monthrange(_LEAP_YEAR, month)[1])


def due_of(titles: Iterable[str], created: date, wording: str) -> date | None:
    """Return by when something formed on a day had to be out.

    A report on a year that one of the titles names is due in the year after it, however late it was formed. Of what
    names none only is known that it is in time before the next such day, where that is near.
    """
    yearly = day_of_year(wording)
    if yearly is None:
        return None
    if (year := report_year(titles)) is not None:
        return yearly.of(year + 1)
    found = yearly.behind(created)
    return found if (found - created).days <= _HALF_A_YEAR else None


def report_year(titles: Iterable[str]) -> int | None:
    """Return the year that something is a report on, by its title, or that of its item beside a title with a year."""
    title, *others = titles
    years = _YEAR.findall(title)
    is_report = any(_REPORT.search(text) for text in (title, *others))
    return int(years[-1]) if years and is_report else None


def next_due(wording: str, latest: date, newest: int | None) -> date | None:
    """Return by when the next is due behind the latest: the report on the year after the newest, where that is known.

    What came out in the half year before such a day was for that day.
    """
    yearly = day_of_year(wording)
    if yearly is None:
        return None
    if newest is not None:
        return yearly.of(newest + 2)
    found = yearly.behind(latest)
    return found if (found - latest).days > _HALF_A_YEAR else yearly.of(found.year + 1)
