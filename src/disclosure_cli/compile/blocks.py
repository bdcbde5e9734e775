"""Blocks of documents, made in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from disclosure_cli.document import Column, Heading, Items, Paragraph, Table

_WIDEST_CENTRED = 8
_ROOM = "\u3000" * 4
SIGNATURES = f"填表人：{_ROOM}审核人：{_ROOM}分管负责人：{_ROOM}填表日期："
"""What is written by hand on a printed sheet."""


def heading(text: str, anchor: str = "", level: int = 1, number: str = "") -> Heading:
    """Return a heading."""
    return {"kind": "heading", "level": level, "number": number, "text": text, "anchor": anchor}


def paragraph(text: str) -> Paragraph:
    """Return a paragraph."""
    return {"kind": "paragraph", "text": text}


def items(texts: Sequence[str], mark: str) -> Items:
    """Return a list of texts, each behind the same mark."""
    return {"kind": "items", "marks": [mark] * len(texts), "items": list(texts)}


def column(
    label: str,
    width: int,
    *,
    align: Literal["left", "center"] | None = None,
    head: bool = False,
    merge: bool = False,
    count: bool = False,
    group: str = "",
) -> Column:
    """Return a column; where nothing else is said the texts of a narrow one, numbers and words of a few characters,
    stand in the middle.
    """
    made: Column = {
        "label": label,
        "width": width,
        "align": align or ("center" if width <= _WIDEST_CENTRED else "left"),
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
    anchors: Iterable[str] = (),
    notes: Iterable[str] = (),
    empty: str = "",
) -> Table:
    """Return a table. `anchors` are those of its rows, `empty` says what is missing where there are none."""
    made: Table = {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": list(rows),
        "anchors": list(anchors),
        "notes": list(notes),
    }
    if empty:
        made["empty"] = empty
    return made


def numbered(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return rows with their number in front."""
    return [[str(number), *row] for number, row in enumerate(rows, 1)]
