"""A comparison for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure_cli.comparison.changes import Adjustment, Change
from disclosure_cli.comparison.comparing import Comparison
from disclosure_cli.comparison.marks import Mark, Piece
from disclosure_cli.compile.changes import (
    SHARED,
    TITLE,
    facts_of,
    name_of,
    notices_of,
    parts_of,
    scope,
    subject_of,
    summary,
    verbs_said,
)
from disclosure_cli.publishing.masking import mask
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.text import Paint, painter

_STYLES = {Adjustment.ADDED: "1;32", Adjustment.CANCELLED: "1;31", Adjustment.CHANGED: "1;36"}
_SIGNS = {Mark.KEPT: ("", ""), Mark.GONE: ("[-", "-]"), Mark.NEW: ("{+", "+}")}
_COLOURS = {Mark.GONE: "31", Mark.NEW: "32"}


def render(comparison: Comparison, *, color: bool = False) -> str:
    """Return the comparison as text: `[-gone-]`, `{+new+}`, with ANSI colours if asked for."""
    paint = painter(color=color)
    lines = [f"{TITLE}（{clean(scope(comparison))}）", ""]
    lines += [f"读取有误，可能没有比较完整 {clean(trouble)}" for trouble in comparison.troubles]
    for unit in comparison.units:
        lines.append(paint("1", clean(name_of(unit))))
        lines += [f"  {notice}" for notice in notices_of(unit)]
        lines += _parts(unit.changes, comparison, paint)
        lines.append("")
    if comparison.shared:
        lines += [paint("1", SHARED), *_parts(comparison.shared, comparison, paint), ""]
    return "\n".join([*lines, summary(comparison), ""])


def _parts(changes: tuple[Change, ...], comparison: Comparison, paint: Paint) -> Iterator[str]:
    for heading, found in parts_of(changes):
        yield f"  {heading}"
        for change in found:
            verbs = paint(_STYLES[change.adjustment], verbs_said(change))
            yield f"    {verbs}  {clean(subject_of(change, comparison))}"
            if facts := facts_of(change):
                yield "      " + paint("2", clean(facts))
            yield from _fields(change, paint)


def _fields(change: Change, paint: Paint) -> Iterator[str]:
    for heading, lines in change.told:
        first, *more = [_line(line, paint) for line in lines]
        yield f"      {heading}：{first}"
        yield from (f"        {line}" for line in more)


def _line(line: Iterable[Piece], paint: Paint) -> str:
    pieces = []
    for mark, text in line:
        opening, closing = _SIGNS[mark]
        piece = f"{opening}{clean(mask(text))}{closing}"
        pieces.append(paint(_COLOURS[mark], piece) if mark in _COLOURS else piece)
    return "".join(pieces)
