"""Working days (工作日) of the mainland calendar: counting them and adding them to a date.

Pure: no clock, no network. For the years that `chinesecalendar` knows, the yearly 调休 notices of
the State Council are in the count. For other years only weekends and the statutory holidays of
《全国年节及纪念日放假办法》 (with its 补假, without 调休) are free, and the answer is provisional.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import MAXYEAR, date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

_SATURDAY = 5


class Deadline(NamedTuple):
    """The last day of a time limit; provisional while a year in it has no published calendar."""

    date: date
    provisional: bool


class _Year(NamedTuple):
    working_days: tuple[date, ...]
    published: bool


def add_working_days(start: date, number: int) -> Deadline:
    """The last day of a limit of `number` working days; the day of the event is not counted.

    A limit that would end after the last representable date ends on it, provisionally.
    Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError(f"negative number of working days: {number}")
    if number == 0 or start == date.max:
        return Deadline(start, provisional=number > 0)
    provisional = False
    first = start + timedelta(days=1)
    missing = number
    for year in range(first.year, MAXYEAR + 1):
        calendar = _year(year)
        provisional = provisional or not calendar.published
        passed = bisect_right(calendar.working_days, start)
        if passed + missing <= len(calendar.working_days):
            return Deadline(calendar.working_days[passed + missing - 1], provisional)
        missing -= len(calendar.working_days) - passed
    return Deadline(date.max, provisional=True)


def working_days_between(start: date, end: date) -> int:
    """The number of working days after `start` up to and including `end`; negative if end < start."""
    if end < start:
        return -working_days_between(end, start)
    total = sum(map(_count, range(start.year, end.year)))
    passed = bisect_right(_year(start.year).working_days, start)
    return total - passed + bisect_right(_year(end.year).working_days, end)


def is_working_day(day: date) -> bool:
    """Whether offices work on that day."""
    days = _year(day.year).working_days
    position = bisect_right(days, day)
    return position > 0 and days[position - 1] == day


def is_published(year: int) -> bool:
    """Whether the calendar of that year, 调休 included, is known; else its counts are provisional."""
    return _year(year).published


# Apart from the tables, and for all years: one mistyped 9999 must not build 8,000 of them each time.
@cache
def _count(year: int) -> int:
    return len(_year(year).working_days)


@lru_cache(maxsize=256)
def _year(year: int) -> _Year:
    # The tables themselves, not chinese_calendar.is_workday: that searches all its years at each call.
    from chinese_calendar import holidays, workdays  # type: ignore[import-untyped]

    published = min(holidays).year <= year <= max(holidays).year
    free = holidays if published else _statutory_holidays(year)
    moved = workdays if published else ()
    return _Year(
        tuple(
            day
            for day in map(date.fromordinal, _ordinals(year))
            if day in moved or (day.weekday() < _SATURDAY and day not in free)
        ),
        published,
    )


def _ordinals(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def _statutory_holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays("CN", years=year, expand=False))
