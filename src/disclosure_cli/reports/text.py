"""Findings for people at a terminal: each with its source line and a mark under the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from disclosure_cli.model import Diagnostic, Location, Severity
from disclosure_cli.publishing.masking import mask
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.report import Report
from disclosure_cli.text_width import width_of

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_WIDTH = 100
"""So many characters of a source line are shown."""

Paint = Callable[[str, str], str]


def render(report: Report, *, color: bool = False) -> str:
    """Return the report as text, with ANSI colours if asked for."""
    paint = painter(color=color)
    source_of = cache(lambda file: report.sources[file].split("\n"))
    lines: list[str] = []
    for diagnostic in report.diagnostics:
        file = diagnostic.location.file
        source = source_of(file) if file in report.sources else []
        lines += [*_finding(diagnostic, source, paint), ""]
    certain = sum(diagnostic.fix is not None for diagnostic in report.diagnostics)
    offer = [f"其中{certain}个可以自动改正：运行 disclose fix 查看改动。"] if certain else []
    return "\n".join([*lines, report.summary, *offer, ""])


def painter(*, color: bool) -> Paint:
    """Return what puts a text in an ANSI style, or leaves it as it is."""
    return _in_color if color else _plainly


def _in_color(style: str, text: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def _plainly(_: str, text: str) -> str:
    return text


def _finding(diagnostic: Diagnostic, lines: list[str], paint: Paint) -> Iterator[str]:
    weight = paint(_STYLES[diagnostic.severity], f"{diagnostic.severity.label} {diagnostic.code}")
    yield f"{paint('1', clean(str(diagnostic.location)))}: {weight} {clean(diagnostic.message)}"
    if diagnostic.subject:
        yield f"  记录: {clean(diagnostic.subject)}"
    yield from _excerpt(diagnostic.location, lines, paint)
    yield f"  建议: {clean(diagnostic.hint)}"
    for related in diagnostic.related:
        yield f"  参看: {clean(str(related.location))} {clean(related.message)}"


def _excerpt(where: Location, lines: list[str], paint: Paint) -> Iterator[str]:
    """Yield the source line and a line with marks under the place, by the width of the characters."""
    if where.line is None or where.line > len(lines):
        return
    whole = _masked_line(lines, where.line, where.end_line or where.line)
    start = min((where.column or 1) - 1, len(whole))
    end = len(whole.rstrip())
    if where.end_line == where.line and where.end_column is not None:
        end = where.end_column - 1
    first, last = _window(len(whole), start)
    marks = "^" * max(1, display_width(whole[start : min(end, last)]))
    number = str(where.line)
    before, behind = "…" * (first > 0), "…" * (last < len(whole))
    yield f"  {paint('2', number + ' |')} {before}{clean(whole[first:last])}{behind}"
    indent = " " * display_width(before + whole[first:start])
    yield f"  {' ' * len(number)} {paint('2', '|')} {indent}{paint('1;31', marks)}"


def _masked_line(lines: list[str], first: int, last: int) -> str:
    """Return the first of some lines as it may be shown. What is hidden in it may go on in the next."""
    whole = lines[first - 1]
    return mask("\n".join((whole, *map(str.strip, lines[first:last]))))[: len(whole)]


def _window(length: int, start: int) -> tuple[int, int]:
    """Return which characters of a line are shown: all of a short one, of a long one those around a column."""
    first = max(0, min(start - _WIDTH // 2, length - _WIDTH))
    return first, min(length, first + _WIDTH)


def display_width(text: str) -> int:
    """Return how many columns a text takes on a terminal as it is shown there."""
    return width_of(clean(text))
