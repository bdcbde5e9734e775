"""The widths of a table's columns, from what they hold and what the page has."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import ceil

from disclosure_cli.document import Table
from disclosure_cli.outputs.column_shares import shared_out
from disclosure_cli.outputs.xlsx_layout import Layout
from disclosure_cli.outputs.xlsx_measure import (
    LINE_EM,
    PADDING,
    PIXEL,
    count_lines,
    width_of_code,
    width_of_numbers,
)

_NARROWEST_COLUMN = 2
_TALLEST_CELL = 0.8


def column_widths(block: Table, layout: Layout, page: int | None) -> list[int]:
    """Return the widths of columns: those that their characters take, or what they make of the width of a page."""
    padding = ceil(PADDING / PIXEL)
    texts = [column["width"] * layout.fonts.body.size / 2 / PIXEL for column in block["columns"]]
    if page is not None:
        total = page - padding * len(texts)
        texts = shared_out(texts, total, _least_widths(block, layout, total))
    edges = list(accumulate((text + padding for text in texts), initial=0.0))
    return [round(right) - round(left) for left, right in pairwise(edges)]


def _least_widths(block: Table, layout: Layout, total: float) -> list[float]:
    """Return how wide the text of each column must be: two characters of its label, as a column of ticks has; dates,
    hours and numbers unbroken, if all can have that; and so much that no cell is taller than a page, where it would be
    cut. If all cannot have that, none has.
    """
    label = _NARROWEST_COLUMN * layout.fonts.header.size / PIXEL
    size = layout.fonts.body.size
    lines = int(layout.printable[1] * _TALLEST_CELL / (size * LINE_EM))
    columns = list(zip(*block["rows"], strict=True))
    least = [
        max(label, _least_room(max(texts, key=len), lines) * size / PIXEL) for texts in columns
    ]
    unbroken = [max(map(width_of_numbers, set(texts))) * size / PIXEL for texts in columns]
    for widths in (list(map(max, least, unbroken)), least):
        if widths and sum(widths) < total:
            return widths
    return [label] * len(block["columns"])


def _least_room(text: str, lines: int) -> int:
    """Return how many characters a line must have for a text to take so many lines at most, if it can."""
    if text.count("\n") >= lines:
        return 0
    room = max(1, width_of_code(text), ceil(len(text) / lines))
    while count_lines(text, room) > lines:
        room += 1
    return room
