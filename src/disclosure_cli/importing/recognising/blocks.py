"""What stands below a header: the lines of its table, notes, and where something else begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from disclosure_cli.importing.grid import Cell, Grid, GridRow, Line
from disclosure_cli.importing.recognising.headers import Header, all_cells, own_cells
from disclosure_cli.importing.recognising.lines import LineKind, classify, row_lines

Lines = list[tuple[GridRow, LineKind]]


class Block(NamedTuple):
    """The lines of a table up to its last item, its notes, rows that are another's, and the position in
    ``grid.rows`` where what stands above the next header begins.
    """

    body: Lines
    notes: tuple[Line, ...]
    foreign: tuple[GridRow, ...]
    end: int


def block_below(grid: Grid, header: Header, after: int, *, last: bool) -> Block:
    """The block of a header; the next header, if any, stands at the position ``after``."""
    lines, foreign = _own_lines(grid, header, after)
    ends = max((n for n, (_, kind) in enumerate(lines, 1) if kind == "data"), default=0)
    below = lines[ends:]
    end = after
    if not last:
        below = below if foreign else below[: _leads_begin(below)]
        end = (
            after - _headings_at_end(foreign) if foreign else header.bottom + 1 + ends + len(below)
        )
        foreign = foreign[: len(foreign) - (after - end)] if foreign else ()
    said = [row for row, kind in lines[:ends] if kind == "note"] + [row for row, _ in below]
    notes = tuple(line for row in said for line in row_lines(grid, row))
    return Block(lines[:ends], notes, foreign, end)


def extent(grid: Grid, header: Header) -> tuple[int, int]:
    """First and last position that the header's labels cover."""
    covered = [
        index
        for row in grid.rows[header.top : header.bottom + 1]
        for index, cell in enumerate(row.cells)
        if cell is not None
    ]
    return min(covered), max(covered)


def _own_lines(grid: Grid, header: Header, after: int) -> tuple[Lines, tuple[GridRow, ...]]:
    """The lines of the table, and the rows from where on they are another table's.

    Merged cells of a table never cross the edges of its labels; another table in the same columns does.
    """
    first, final = extent(grid, header)
    lines = [(row, classify(row, first, final)) for row in grid.rows[header.bottom + 1 : after]]
    starts, ends = _edges(grid, header)
    for number, (row, kind) in enumerate(lines):
        if kind == "data" and any(_crosses(cell, starts, ends) for cell in own_cells(row)):
            above = sum(1 for _ in takewhile(_is_around, reversed(lines[:number])))
            return lines[: number - above], tuple(row for row, _ in lines[number - above :])
    return lines, ()


def _is_around(line: tuple[GridRow, LineKind]) -> bool:
    return line[1] != "data"


def _edges(grid: Grid, header: Header) -> tuple[frozenset[int], frozenset[int]]:
    """Positions where labels begin and where they end; a column without a label stands by itself."""
    rows = grid.rows[header.top : header.bottom + 1]
    cells = [cell for row in rows for cell in all_cells(row)]
    bare = [i for i in range(grid.width) if all(row.cells[i] is None for row in rows)]
    starts = frozenset([*bare, *(cell.column - 1 for cell in cells)])
    return starts, frozenset([*bare, *(cell.column + cell.column_span - 2 for cell in cells)])


def _crosses(cell: Cell, starts: frozenset[int], ends: frozenset[int]) -> bool:
    last = cell.column + cell.column_span - 2
    return cell.column_span > 1 and not (cell.column - 1 in starts and last in ends)


def _leads_begin(lines: Lines) -> int:
    """How many lines below a table are notes to it; a blank line or a heading ends them."""
    previous = 0
    for count, (row, kind) in enumerate(lines):
        gap = bool(previous) and row.number > previous + 1
        if kind == "heading" or (gap and kind != "note"):
            return count
        previous = row.number
    return len(lines)


def _headings_at_end(rows: Sequence[GridRow]) -> int:
    return sum(1 for _ in takewhile(lambda row: len(all_cells(row)) == 1, reversed(rows)))
