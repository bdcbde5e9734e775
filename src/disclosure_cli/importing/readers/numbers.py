"""Numbers and dates of workbooks → the text a reader saw, and what may have been lost in them."""

from __future__ import annotations

import datetime
import re

from disclosure_cli.importing.codes import NUMBER_MAY_BE_DAMAGED
from disclosure_cli.importing.findings import Finding, finding

_ZEROS = re.compile(r"0+$")
_PERCENT = re.compile(r"0(?:\.(0+))?%$")
_FIXED = re.compile(r"(?:#,##)?0\.(0+)(?:_ |_\)|;|$)")

EXACT_DIGITS = 15
"""Spreadsheet numbers are exact to 15 digits; a longer code kept as a number has lost its end."""


def number_text(value: float, number_format: str | None) -> str:
    """The number as shown where that matters (leading zeros, per cent, places), else plainly."""
    shape = number_format or ""
    if _ZEROS.match(shape) and float(value).is_integer():
        return f"{int(value):0{len(shape)}d}"
    if percent := _PERCENT.match(shape):
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    if places := _FIXED.match(shape):
        return f"{value:.{len(places[1])}f}"
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**18):
        return str(int(value))
    return f"{value:.15g}"


def date_text(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    """A date as YYYY-MM-DD, with the time behind it only where there is one."""
    if isinstance(value, datetime.datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.time()
            else f"{value:%Y-%m-%d %H:%M}"
        )
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value)


def hazards(value: float, text: str, where: str) -> list[Finding]:
    """Whether a number is too long to be trusted."""
    if abs(value) >= 10**EXACT_DIGITS:
        return [finding(NUMBER_MAY_BE_DAMAGED, where, f"读到：{text}", doubtful=True)]
    return []
