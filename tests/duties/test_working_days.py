"""Working-day arithmetic: the vectors of published calendars, and the laws of adding."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.duties.working_days import (
    Deadline,
    add_working_days,
    is_published,
    is_working_day,
    working_days_between,
)

PUBLISHED_DATES = st.dates(date(2004, 1, 1), date(2025, 6, 30))
ANY_DATES = st.dates(date(1990, 1, 1), date(2060, 12, 31))
NUMBERS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        # Spring Festival of 2025: counting Monday to Friday only would give 02-17.
        ("2025-01-20", 20, "2025-02-21"),
        ("2024-04-26", 20, "2024-05-27"),
        ("2024-09-10", 20, "2024-10-14"),
        ("2023-09-15", 20, "2023-10-19"),
        ("2025-09-22", 20, "2025-10-24"),
        ("2025-09-22", 7, "2025-09-30"),
        ("2025-09-22", 15, "2025-10-17"),
        # Across a new year.
        ("2024-12-31", 1, "2025-01-02"),
        ("2025-12-31", 1, "2026-01-04"),
    ],
)
def test_deadlines_follow_the_published_calendar(start: str, number: int, end: str) -> None:
    deadline = add_working_days(date.fromisoformat(start), number)
    assert deadline == Deadline(date.fromisoformat(end), provisional=False)


def test_the_day_of_the_event_is_not_counted() -> None:
    assert add_working_days(date(2025, 3, 3), 0) == Deadline(date(2025, 3, 3), provisional=False)
    assert add_working_days(date(2025, 3, 3), 1).date == date(2025, 3, 4)
    assert working_days_between(date(2025, 3, 3), date(2025, 3, 3)) == 0


def test_moved_days_are_working_days_and_holidays_are_not() -> None:
    assert is_working_day(date(2025, 1, 26))  # a Sunday worked for the Spring Festival
    assert not is_working_day(date(2025, 2, 3))  # a Monday of the Spring Festival
    assert not is_working_day(date(2025, 3, 8))  # an ordinary Saturday


def test_years_without_a_published_calendar_are_provisional() -> None:
    assert is_published(2025)
    assert not is_published(2003)
    assert not is_published(2090)
    # National Day of 2090 is a Sunday: 1-3 October are free, 1 October is made up on the 4th.
    assert add_working_days(date(2090, 9, 29), 1) == Deadline(date(2090, 10, 5), provisional=True)
    assert add_working_days(date(2003, 12, 31), 5).provisional is False
    assert add_working_days(date(2003, 12, 30), 5).provisional is True


def test_the_end_of_time_is_a_provisional_deadline() -> None:
    assert add_working_days(date.max, 20) == Deadline(date.max, provisional=True)
    assert add_working_days(date(9999, 12, 30), 20) == Deadline(date.max, provisional=True)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2025, 1, 1), -1)


@given(ANY_DATES, NUMBERS)
def test_adding_and_counting_are_inverse(start: date, number: int) -> None:
    end = add_working_days(start, number).date
    assert is_working_day(end)
    assert working_days_between(start, end) == number
    assert working_days_between(end, start) == -number


@given(PUBLISHED_DATES, NUMBERS)
def test_the_tables_agree_with_the_library_day_by_day(start: date, number: int) -> None:
    from chinese_calendar import is_workday  # type: ignore[import-untyped]

    end = add_working_days(start, number).date
    days = [start + timedelta(days=offset) for offset in range(1, (end - start).days + 1)]
    assert sum(map(is_workday, days)) == number


@given(ANY_DATES, NUMBERS, NUMBERS)
def test_adding_is_additive(start: date, first: int, second: int) -> None:
    middle = add_working_days(start, first).date
    assert add_working_days(start, first + second).date == add_working_days(middle, second).date
