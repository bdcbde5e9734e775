"""The widths of a table's columns, from what they hold and what the page has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from disclosure_cli.document import Table
from disclosure_cli.outputs.xlsx_layout import Layout
from disclosure_cli.outputs.xlsx_measure import (
    LINE_EM,
    PADDING,
    PIXEL,
    count_lines,
    width_of_code,
)

_NARROWEST_COLUMN = 2
_TALLEST_CELL = 0.8


def column_widths(block: Table, layout: Layout, page: int | None) -> list[int]:
    """Return the widths of columns: those that their characters take, or what they make of the width of a page."""
    padding = ceil(PADDING / PIXEL)
    texts = [column["width"] * layout.fonts.body.size / 2 / PIXEL for column in block["columns"]]
    if page is not None:
        total = page - padding * len(texts)
        texts = _share(texts, total, _least_widths(block, layout, total))
    edges = list(accumulate((text + padding for text in texts), initial=0.0))
    return [round(right) - round(left) for left, right in pairwise(edges)]


def _least_widths(block: Table, layout: Layout, total: float) -> list[float]:
    """Return how wide the text of each column must be: two characters of its label, as a column of ticks has; a date
    or a code in one line; and so much that no cell is taller than a page, where it would be cut. If all cannot have
    that, none has.
    """
    label = _NARROWEST_COLUMN * layout.fonts.header.size / PIXEL
    size = layout.fonts.body.size
    lines = int(layout.printable[1] * _TALLEST_CELL / (size * LINE_EM))
    longest = [max(texts, key=len) for texts in zip(*block["rows"], strict=True)]
    least = [max(label, _least_room(text, lines) * size / PIXEL) for text in longest]
    return least if least and sum(least) < total else [label] * len(block["columns"])


def _least_room(text: str, lines: int) -> int:
    """Return how many characters a line must have for a text to take so many lines at most, if it can."""
    if text.count("\n") >= lines:
        return 0
    room = max(1, width_of_code(text), ceil(len(text) / lines))
    while count_lines(text, room) > lines:
        room += 1
    return room


def _share(widths: Sequence[float], total: float, least: Sequence[float]) -> list[float]:
    """Return widths in proportion to the given ones that sum to `total`, none below its least if that can be."""
    if sum(least) >= total:
        least = [0.0] * len(widths)
    narrow: set[int] = set()
    while True:
        free = sum(each for index, each in enumerate(widths) if index not in narrow)
        scale = (total - sum(least[index] for index in narrow)) / free
        more = {index for index, each in enumerate(widths) if each * scale < least[index]} - narrow
        if not more:
            break
        narrow |= more
    return [least[index] if index in narrow else each * scale for index, each in enumerate(widths)]
