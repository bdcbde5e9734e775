"""Days that a spreadsheet shows as bare numbers: it counts them from 1900, or in some workbooks from 1904."""

from __future__ import annotations

import re
from datetime import date, timedelta

_NUMBER = re.compile(r"[0-9]{1,7}(?:\.[0-9]+)?")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_ZERO, _ZERO_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NO_DAY = 60
"""Counting from 1900, this number is 29 February of a year that had none: those before it count from a day later."""
_LAST, _LAST_OF_1904 = 2_958_465, 2_957_003
"""The last day of the year 9999."""
_CENTURY = range(2000, 2100)


def day_of(text: str, *, is_1904: bool) -> date | None:
    """Return the day of a spreadsheet's number, whatever the time behind the point; None for other texts and years."""
    if not _NUMBER.fullmatch(text) or _YEAR.fullmatch(text):
        return None
    number = int(text.partition(".")[0])
    if is_1904:
        return _ZERO_OF_1904 + timedelta(number) if number <= _LAST_OF_1904 else None
    if number > _LAST or number in {0, _NO_DAY}:
        return None
    return _ZERO + timedelta(number + (number < _NO_DAY))


def likely_day(text: str, *, is_1904: bool) -> date | None:
    """Return the day of a number in a column of dates; None where it is none of this century."""
    day = day_of(text, is_1904=is_1904)
    return day if day is not None and day.year in _CENTURY else None


def remark(text: str, *, is_1904: bool) -> str:
    """Say which day a number would be to a spreadsheet, or nothing of another text."""
    day = day_of(text, is_1904=is_1904)
    return (
        ""
        if day is None
        else f"表格软件把这个数当作日期时，是{day.year}年{day.month}月{day.day}日。"
    )
