"""Where tables begin in a grid: header rows, and the leaf columns under them.

A header is found by its labels, not by its place: titles, index blocks and other tables may stand
above it. It may be one to four rows high, merged or not, and printed again further down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure_cli.importing.channels import is_channel_name
from disclosure_cli.importing.grid import Cell, Grid, GridRow
from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.text import compact, tick

MAX_HEADER_ROWS = 5
MAX_LABEL = 60
MAX_PART = 12
_KEY_VALUE = re.compile(r"[:：]\s*$|^[^:：(（]{1,10}[:：]\s*\S")
_HEADED = re.compile(r"^[\u3400-\u9fff]{2,10}(?:·[\u3400-\u9fff]{2,12})+$")
_COUNTER = re.compile(r"^[(（]?(?:[0-9]{1,2}|[A-Z]|[一二三四五六七八九十]{1,3})[)）]?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The header's rows, as positions in ``grid.rows`` from ``top`` to ``bottom`` inclusive."""

    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class LeafColumn:
    """A column as its cells lie: positions ``first`` to ``last`` in a row, labels from the top."""

    first: int
    last: int
    path: tuple[str, ...]

    @property
    def label(self) -> str:
        """The lowest label, that of the column itself."""
        return self.path[-1] if self.path else ""


def own_cells(row: GridRow) -> tuple[Cell, ...]:
    """The cells that begin in this row, each once."""
    found: list[Cell] = []
    for cell in row.cells:
        if cell is not None and cell.row == row.number and not (found and found[-1] is cell):
            found.append(cell)
    return tuple(found)


def all_cells(row: GridRow) -> tuple[Cell, ...]:
    """The cells that stand in this row, those merged from above included, each once."""
    found: list[Cell] = []
    for cell in row.cells:
        if cell is not None and not (found and found[-1] is cell):
            found.append(cell)
    return tuple(found)


def find_headers(grid: Grid) -> tuple[Header, ...]:
    """All headers of the grid from the top; damaged labels count where no clean header is found."""
    return tuple(_headers(grid, labels.is_label)) or tuple(_headers(grid, _resembles_label))


def _resembles_label(text: str) -> bool:
    return labels.is_label(text) or bool(labels.similar_roles(text, "items"))


def _headers(grid: Grid, known: Callable[[str], bool]) -> Iterator[Header]:
    position, free = 0, 0
    while position < len(grid.rows):
        cells = own_cells(grid.rows[position])
        # below a table, a row that begins with 序号 begins another one, whatever its labels are
        if _starts_header(cells, known) or (free and _starts_list(cells)):
            bottom = _bottom(grid, position, known)
            yield Header(_top(grid, position, free), bottom)
            position = free = bottom + 1
        else:
            position += 1


def _starts_header(row: Sequence[Cell], known: Callable[[str], bool]) -> bool:
    # 更新·更新周期 is a heading and its part on one line: a label for certain, but of what no table here
    cells = [cell for cell in row if not _HEADED.match(cell.text)]
    if len(cells) < 2 or any(_is_tick(cell) for cell in cells):
        return False
    hits: list[bool] = []
    for cell in cells:
        hits.append(not _KEY_VALUE.search(cell.text) and known(cell.text))
        # most rows are items: stop as soon as too many cells are no labels
        if hits.count(False) * 2 > len(cells):
            return False
    leading = {
        compact(cell.text)
        for cell, hit in zip(cells, hits, strict=True)
        if hit and (labels.class_level(cell.text) or not labels.is_sublabel(cell.text))
    }
    if all(hits):
        return len(leading) >= 2
    # label, value, label, value is an index block: labels of a header stand side by side
    sides = zip(pairwise(cells), pairwise(hits), strict=True)
    neighbours = any(
        all(both) and left.column + left.column_span == right.column
        for (left, right), both in sides
    )
    return len(leading) >= 3 and neighbours


def _starts_list(cells: Sequence[Cell]) -> bool:
    return (
        len(cells) >= 3
        and compact(cells[0].text) == "序号"
        and all(len(compact(cell.text)) <= MAX_PART and not _is_tick(cell) for cell in cells)
    )


def _is_tick(cell: Cell) -> bool:
    """Whether a cell is a tick, which no label is; a dash may stand for a label that is not there."""
    return len(cell.text) <= 4 and tick(cell.text) is True


def _bottom(grid: Grid, top: int, known: Callable[[str], bool]) -> int:
    """The last row of the header: as far as its merged cells reach and sub-labels follow."""
    first = own_cells(grid.rows[top])
    seen = {compact(cell.text) for cell in first}
    reach = max(map(_last_row, first))
    bottom = top
    for position in range(top + 1, min(top + MAX_HEADER_ROWS, len(grid.rows))):
        row = grid.rows[position]
        cells = own_cells(row)
        if any(_is_tick(cell) for cell in cells) and not is_counter_row(cells):
            break
        inside = row.number <= reach and all(len(cell.text) <= MAX_LABEL for cell in cells)
        adjoining = row.number == grid.rows[bottom].number + 1
        if not inside and not (
            adjoining
            and (
                is_counter_row(cells)
                or _are_sublabels(grid.rows[top], cells, seen, known)
                or _stand_under_gaps(grid.rows[top], cells)
                or _name_channels(grid.rows[top], cells)
            )
        ):
            break
        bottom = position
        seen |= {compact(cell.text) for cell in cells}
        reach = max(reach, *map(_last_row, cells))
    return bottom


def _last_row(cell: Cell) -> int:
    """Where a label's merged cell ends; one that is far too high is a slip and counts as one row."""
    return cell.row + (cell.row_span if cell.row_span < MAX_HEADER_ROWS else 1) - 1


def _are_sublabels(
    first: GridRow, cells: Sequence[Cell], seen: set[str], known: Callable[[str], bool]
) -> bool:
    """A row of labels under group headings: not the header printed again, and not an item.

    An item may consist of such words (全社会, 主动公开, 县级), but it has them in every column.
    """
    if any(len(cell.text) > MAX_LABEL for cell in cells):
        return False
    texts = [compact(cell.text) for cell in cells]
    if sum(text in seen for text in texts) * 2 > len(texts):
        return False
    above = [(cell, first.cells[cell.column - 1]) for cell in cells]
    gapless = all(over is not None and over.column_span == 1 for _, over in above)
    if gapless and len(cells) * 2 > len(own_cells(first)):
        return False
    singles = [over for _, over in above if over is not None and _is_single(over)]
    if len(singles) * 3 > len(above):
        return False
    hits = sum(known(cell.text) for cell in cells)
    sublabels = sum(labels.is_sublabel(cell.text) for cell in cells)
    return sublabels >= 1 and hits * 10 >= len(cells) * 6


def _is_single(label: Cell) -> bool:
    """A label over one column of its own, such as 公开内容."""
    known = labels.is_label(label.text) and not labels.is_group(label.text)
    return known and label.column_span == 1


def _stand_under_gaps(first: GridRow, cells: Sequence[Cell]) -> bool:
    """A row whose cells stand only under headings with blank neighbours: parts of those headings."""
    labelled = [cell is not None for cell in first.cells]
    start = labelled.index(True)
    gaps = 0
    for cell in cells:
        index = cell.column - 1
        gap_right = index + 1 < len(labelled) and not labelled[index + 1]
        if index <= start or len(cell.text) > MAX_PART or not (gap_right or not labelled[index]):
            return False
        gaps += not labelled[index]
    return len(cells) >= 2 and gaps >= 1


def _name_channels(first: GridRow, cells: Sequence[Cell]) -> bool:
    """A row of channels that stands wholly under a heading over several columns, and so is no item."""
    above = {first.cells[cell.column - 1] for cell in cells}
    is_below_one = len(above) == 1 and all(over and over.column_span > 1 for over in above)
    named = sum(is_channel_name(cell.text) for cell in cells)
    return is_below_one and len(cells) >= 2 and named * 2 > len(cells)


def is_counter_row(cells: Sequence[Cell]) -> bool:
    """A row that numbers the columns: 1 2 3 4 … or （1）（2）, or A B C."""
    if len(cells) < 4:
        return False
    texts = [compact(cell.text).strip("()") for cell in cells]
    if not all(_COUNTER.match(text) for text in texts):
        return False
    if all(text.isdigit() for text in texts):
        numbers = [int(text) for text in texts]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return len(set(texts)) == len(texts)


def _top(grid: Grid, start: int, free: int) -> int:
    """Take in a row of super-headings right above (基本信息 | 公开要求)."""
    above = start - 1
    if above < free or grid.rows[above].number + 1 != grid.rows[start].number:
        return start
    cells = own_cells(grid.rows[above])
    short = all(len(compact(cell.text)) <= 14 and ":" not in compact(cell.text) for cell in cells)
    covered = sum(cell is not None for cell in grid.rows[above].cells)
    below = sum(cell is not None for cell in grid.rows[start].cells)
    wide = any(cell.column_span > 1 for cell in cells)
    return above if len(cells) >= 2 and short and wide and covered * 10 >= below * 6 else start


def leaf_columns(grid: Grid, header: Header, data: Sequence[GridRow]) -> tuple[LeafColumn, ...]:
    """The columns of a table, from the labels above them and the cells below them.

    A column without label and without content is none; one that only repeats its left neighbour's
    merged cells is part of that neighbour.
    """
    rows = [
        row
        for row in grid.rows[header.top : header.bottom + 1]
        if not is_counter_row(own_cells(row))
    ]
    drafts: list[LeafColumn] = []
    for index in range(grid.width):
        stack = _label_cells(rows, index)
        path = _path(stack)
        filled = any(row.cells[index] is not None for row in data)
        if drafts and _belongs_to_left(rows, data, index, path, filled):
            left = drafts[-1]
            drafts[-1] = LeafColumn(left.first, index, left.path)
        elif path or filled:
            drafts.append(LeafColumn(index, index, path))
    return tuple(_without_foreign_heading(draft, drafts) for draft in drafts)


def _without_foreign_heading(leaf: LeafColumn, leaves: Sequence[LeafColumn]) -> LeafColumn:
    """A heading over several columns (目录主要信息) is no label of the one whose own label is lost."""
    shared = any(
        len(other.path) > len(leaf.path) and other.path[: len(leaf.path)] == leaf.path
        for other in leaves
    )
    if shared and leaf.path and not labels.is_group(leaf.label):
        return LeafColumn(leaf.first, leaf.last, ())
    return leaf


def _label_cells(rows: Sequence[GridRow], index: int) -> list[Cell]:
    stack: list[Cell] = []
    for depth, row in enumerate(rows):
        cell = row.cells[index]
        if cell is None and any(lower.cells[index] is not None for lower in rows[depth + 1 :]):
            cell = _group_to_the_left(rows, depth, index)
        if cell is not None and not (stack and stack[-1] is cell):
            stack.append(cell)
    return stack


def _group_to_the_left(rows: Sequence[GridRow], depth: int, index: int) -> Cell | None:
    """In a header without merges a group heading stands only over its first column."""
    for left in range(index - 1, -1, -1):
        below = any(
            lower.cells[left] is not None and lower.cells[left] is not rows[depth].cells[left]
            for lower in rows[depth + 1 :]
        )
        cell = rows[depth].cells[left]
        if cell is not None:
            part = labels.belongs_under(_lowest(rows[depth + 1 :], index), cell.text)
            return cell if cell.column_span == 1 and (below or part) else None
        if not below:
            return None
    return None


def _lowest(rows: Sequence[GridRow], index: int) -> str:
    return next((cell.text for row in reversed(rows) if (cell := row.cells[index])), "")


def _path(stack: Sequence[Cell]) -> tuple[str, ...]:
    path: list[str] = []
    for cell in stack:
        if not path or compact(path[-1]) != compact(cell.text):
            path.append(cell.text)
    if path and (split := labels.split_label(path[-1])):
        path[-1:] = [part for part in split if not path[:-1] or compact(path[-2]) != part]
    return tuple(path)


def _belongs_to_left(
    rows: Sequence[GridRow],
    data: Sequence[GridRow],
    index: int,
    path: tuple[str, ...],
    filled: bool,
) -> bool:
    if any(row.cells[index] is not row.cells[index - 1] for row in rows):
        return False
    if not path:
        return False
    repeats = sum(
        row.cells[index] is not None and row.cells[index] is row.cells[index - 1] for row in data
    )
    own = any(
        (cell := row.cells[index]) is not None and cell is not row.cells[index - 1] for row in data
    )
    if own:
        return False
    return repeats > 0 or (not filled and not labels.is_group(path[-1]))
