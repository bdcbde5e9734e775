"""The work list for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.compile.worklist import (
    PROVISIONAL_NOTE,
    TITLE,
    basis,
    counted,
    summary,
)
from disclosure_cli.duties.worklist import Grouping, Row, State, Worklist
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.text import Paint, display_width, painter

_STYLES = {State.OVERDUE: "1;31", State.SOON: "1;33", State.OPEN: "1;36"}


def render(worklist: Worklist, by: Grouping, *, color: bool = False, title: str = TITLE) -> str:
    """Return the list as text, group by group, with ANSI colours if asked for."""
    paint = painter(color=color)
    lines = [f"{title}（{basis(worklist)}）", ""]
    for name, rows in worklist.groups(by).items():
        lines.append(paint("1", f"{clean(name)}：{len(rows)}件，{counted(rows)}"))
        widths = [
            max(map(display_width, column)) for column in zip(*map(_columns, rows), strict=True)
        ]
        for row in rows:
            lines += _row(row, widths, paint)
        lines.append("")
    if any(row.provisional for row in worklist.rows):
        lines.append(PROVISIONAL_NOTE)
    return "\n".join([*lines, summary(worklist), ""])


def _columns(row: Row) -> tuple[str, str, str]:
    return row.remaining, row.due or "没有期限", row.duty.kind.value


def _row(row: Row, widths: list[int], paint: Paint) -> Iterator[str]:
    """Yield what is to be done, when and about what; then by whom, and what is lacking."""
    state, *others = (
        text + " " * (width - display_width(text))
        for text, width in zip(_columns(row), widths, strict=True)
    )
    yield "  ".join(["", paint(_STYLES[row.state], state), *others, clean(row.subject)])
    who = clean(" ".join(filter(None, (row.department, row.post))))
    indent = " " * (sum(widths) + 8)
    yield indent + paint("2", "；".join(filter(None, (who, clean(row.note)))))
