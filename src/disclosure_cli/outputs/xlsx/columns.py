"""The widths of a table's columns, from what they hold and what the page has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from disclosure_cli.document import Table
from disclosure_cli.outputs.column_shares import shared_out
from disclosure_cli.outputs.xlsx.layout import Layout
from disclosure_cli.outputs.xlsx.measure import (
    LINE_EM,
    PADDING,
    PIXEL,
    count_lines,
    width_of_code,
    width_of_numbers,
)

# What would have to be shrunk more to fit on one page is printed on several, side by side.
_LEAST_SCALE = 0.5
_NARROWEST_COLUMN = 2
# What is no longer is not broken: 公开方式, 主动公开. All columns together may ask for so much of a page for it.
_SHORT_WORD = 4
_ROOM_FOR_SHORT = 0.85
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


def pages_abreast(widths: Sequence[int], layout: Layout) -> int:
    """Return on how many pages, side by side, columns are printed that keep their widths."""
    points = sum(widths) * PIXEL
    return max(1, ceil(points * _LEAST_SCALE / layout.printable[0]))


def _least_widths(block: Table, layout: Layout, total: float) -> list[float]:
    """Return how wide the text of each column must be: two characters of its label, as a column of ticks has; short
    labels and words, dates, hours and numbers unbroken, if all can have that; and so much that no cell is taller than a
    page, where it would be cut. If all cannot have that, none has.
    """
    label = _NARROWEST_COLUMN * layout.fonts.header.size / PIXEL
    size = layout.fonts.body.size
    lines = int(layout.printable[1] * _TALLEST_CELL / (size * LINE_EM))
    columns = list(zip(*block["rows"], strict=True)) or [("",)] * len(block["columns"])
    least = [
        max(label, _least_room(max(texts, key=len), lines) * size / PIXEL) for texts in columns
    ]
    unbroken = [max(map(width_of_numbers, set(texts))) * size / PIXEL for texts in columns]
    labels = [_short(column["label"]) * layout.fonts.header.size for column in block["columns"]]
    words = [max(map(_short, set(texts))) * size for texts in columns]
    short = [max(label, word) / PIXEL for label, word in zip(labels, words, strict=True)]
    whole = list(map(max, least, unbroken))
    for widths, room in ((list(map(max, whole, short)), _ROOM_FOR_SHORT), (whole, 1), (least, 1)):
        if widths and sum(widths) < total * room:
            return widths
    return [label] * len(block["columns"])


def _short(text: str) -> int:
    """Return how many characters long the longest line of a short text is; 0 for a long one."""
    longest = max(map(len, text.split("\n")))
    return longest if longest <= _SHORT_WORD else 0


def _least_room(text: str, lines: int) -> int:
    """Return how many characters a line must have for a text to take so many lines at most, if it can."""
    if text.count("\n") >= lines:
        return 0
    room = max(1, width_of_code(text), ceil(len(text) / lines))
    while count_lines(text, room) > lines:
        room += 1
    return room
