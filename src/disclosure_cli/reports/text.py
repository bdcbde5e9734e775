"""Findings for people at a terminal: each with its source line and a mark under the place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from disclosure_cli.masking import mask
from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.reports.report import Report

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_WIDTH = 100


def render(report: Report, *, color: bool = False) -> str:
    """Return the report as text, with ANSI colours if asked for."""
    lines: list[str] = []
    for diagnostic in report.diagnostics:
        lines += [*_finding(diagnostic, report, color=color), ""]
    return "\n".join([*lines, report.summary, ""])


def _finding(diagnostic: Diagnostic, report: Report, *, color: bool) -> Iterator[str]:
    paint = _painter(color=color)
    weight = paint(_STYLES[diagnostic.severity], f"{diagnostic.severity.label} {diagnostic.code}")
    yield f"{paint('1', clean(str(diagnostic.location)))}: {weight} {clean(diagnostic.message)}"
    if diagnostic.subject:
        yield f"  记录: {clean(diagnostic.subject)}"
    yield from _excerpt(diagnostic, report, color=color)
    yield f"  建议: {clean(diagnostic.hint)}"
    for related in diagnostic.related:
        yield f"  参看: {clean(str(related.location))} {clean(related.message)}"


def _painter(*, color: bool) -> Callable[[str, str], str]:
    return (lambda style, text: f"\x1b[{style}m{text}\x1b[0m") if color else (lambda _, text: text)


def _excerpt(diagnostic: Diagnostic, report: Report, *, color: bool) -> Iterator[str]:
    """Yield the source line and a line with marks under the place, by the width of the characters."""
    where = diagnostic.location
    lines = report.sources.get(where.file, "").split("\n")
    if where.line is None or where.line > len(lines):
        return
    start = (where.column or 1) - 1
    line, start, offset = _window(mask(lines[where.line - 1]), start)
    end = len(line)
    if where.end_line == where.line and where.end_column is not None:
        end = min(end, where.end_column - 1 - offset)
    marks = "^" * max(1, display_width(line[start:end]))
    number = str(where.line)
    paint = _painter(color=color)
    yield f"  {paint('2', number + ' |')} {clean(line)}"
    yield f"  {' ' * len(number)} {paint('2', '|')} {' ' * display_width(line[:start])}{paint('1;31', marks)}"


def _window(line: str, start: int) -> tuple[str, int, int]:
    """Cut a long line around a column; returns the cut, the column in it, and how many characters went before."""
    line = line.replace("\t", " ")
    if len(line) <= _WIDTH:
        return line, start, 0
    begin = max(0, min(start - _WIDTH // 2, len(line) - _WIDTH))
    return line[begin : begin + _WIDTH], start - begin, begin


def display_width(text: str) -> int:
    """Return how many columns a text takes on a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def clean(text: str) -> str:
    """Return a text that cannot steer a terminal."""
    return _CONTROL.sub("\ufffd", text)
