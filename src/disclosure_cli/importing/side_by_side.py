"""Two catalogs beside each other in one sheet, with an empty column between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from disclosure_cli.importing.grid import Cell, Grid
from disclosure_cli.importing.headers import find_headers, own_cells


def split_side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """The grid in parts, left to right, where each part has a header of its own; else whole."""
    blocks = list(_blocks(grid))
    if len(blocks) < 2:
        return (grid,)
    # what stands to the left of all tables goes with the first of them
    blocks[0] = (0, blocks[0][1])
    parts = tuple(_part(grid, first, last) for first, last in blocks)
    return parts if all(find_headers(part) for part in parts) else (grid,)


def _blocks(grid: Grid) -> Iterator[tuple[int, int]]:
    """Runs of columns that empty columns separate; a lone title over them does not join them."""
    used = [False] * grid.width
    for row in grid.rows:
        if len(own_cells(row)) > 1:
            for index, cell in enumerate(row.cells):
                used[index] = used[index] or cell is not None
    start: int | None = None
    for index, taken in enumerate([*used, False]):
        if taken and start is None:
            start = index
        elif not taken and start is not None:
            yield start, index - 1
            start = None


def _part(grid: Grid, first: int, last: int) -> Grid:
    """The grid with only the cells that begin in these columns."""

    def kept(cell: Cell | None) -> Cell | None:
        return cell if cell is not None and first <= cell.column - 1 <= last else None

    rows = [row._replace(cells=tuple(map(kept, row.cells))) for row in grid.rows]
    return replace(grid, rows=tuple(row for row in rows if own_cells(row)))
