"""Blocks of documents, made in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disclosure_cli.document import Column, Heading, Table

_WIDEST_CENTRED = 8


def heading(text: str, anchor: str) -> Heading:
    """Return a heading of the first level without a number."""
    return {"kind": "heading", "level": 1, "number": "", "text": text, "anchor": anchor}


def column(
    label: str,
    width: int,
    *,
    head: bool = False,
    merge: bool = False,
    count: bool = False,
    group: str = "",
) -> Column:
    """Return a column; the texts of a narrow one, numbers and words of a few characters, stand in the middle."""
    made: Column = {
        "label": label,
        "width": width,
        "align": "center" if width <= _WIDEST_CENTRED else "left",
    }
    if head:
        made["head"] = True
    if merge:
        made["merge"] = True
    if count:
        made["count"] = True
    if group:
        made["group"] = group
    return made


def table(
    columns: Sequence[Column],
    rows: Iterable[list[str]],
    *,
    caption: str = "",
    notes: Sequence[str] = (),
) -> Table:
    """Return a table."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": list(rows),
        "anchors": [],
        "notes": list(notes),
    }


def numbered(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return rows with their number in front."""
    return [[str(number), *row] for number, row in enumerate(rows, 1)]
