"""Dates as clerks write them → the form of GB/T 7408: `2024-03-01`.

In records, settings and options only that form is a date, which `day` reads; `read` is for what clerks write:
`2024年3月1日`, `二〇二四年三月一日`, `2024/3/1`, `2024.3.1` and `20240301` are the same day; a month without a day, or
a year of two digits, is none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from disclosure_cli.grammar import folding, numerals

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MARKS = str.maketrans("－—–‐−／．：○◯O", "-----/.:〇〇〇")
"""Dashes and points of other widths, and the circles and letters that stand for 〇 in most documents."""
_IN_WORDS = re.compile(
    rf"(?P<year>[{numerals.CHARACTERS}\d]{{4}})年"
    rf"(?P<month>[{numerals.CHARACTERS}\d]{{1,3}})月"
    rf"(?P<day>[{numerals.CHARACTERS}\d]{{1,3}})[日号]",
    re.ASCII,
)
_IN_FIGURES = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})", re.ASCII
)
_TOGETHER = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
_FORMS = (_IN_FIGURES, _IN_WORDS, _TOGETHER)
_MIDNIGHT = re.compile(r"0?0:00(?::00)?$")
_YEARS = range(1000, 3000)


def day(value: object) -> date | None:
    """Return the day that a text in the standard form is, None for another form and one that the calendar lacks."""
    return _day(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    # `date.fromisoformat` alone takes `20240301` and `2024-W09-5`, too.
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def read(text: str) -> date | None:
    """Read a text that is one day of the calendar and nothing else, or None."""
    spaceless = folding.without_spaces(text)
    folded = folding.with_half_width_forms(spaceless).translate(_MARKS)
    # Spreadsheets put the time of midnight behind a day.
    folded = _MIDNIGHT.sub("", folded) if ":" in folded else folded
    match = next(filter(None, (form.fullmatch(folded) for form in _FORMS)), None)
    if match is None:
        return None
    year, month, day = (numerals.read(match[part]) for part in ("year", "month", "day"))
    if year is None or month is None or day is None or year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def canonical(day: date) -> str:
    """Write a day in the standard form."""
    return day.isoformat()
