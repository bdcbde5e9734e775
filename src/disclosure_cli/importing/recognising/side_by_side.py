"""Two catalogs beside each other in one sheet: an empty column is between them, or the same labels begin again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from disclosure_cli.importing.grid import Cell, Grid
from disclosure_cli.importing.recognising.headers import find_headers, own_cells
from disclosure_cli.importing.text import compact

_LEAST_LABELS = 3
"""Fewer columns are none of a catalog: 序号 may stand before each of two levels."""


def split_side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """The grid in parts, left to right, where each part has a header of its own; else whole."""
    blocks = list(_blocks(grid))
    if len(blocks) == 1:
        blocks = list(_begun_again(grid, blocks[0]))
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


def _begun_again(grid: Grid, block: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Runs of columns that begin with the same label, where most of the labels behind it are the same, too."""
    header = next(iter(find_headers(grid)), None)
    if header is None:
        return
    labelled = {
        index: compact(cell.text)
        for index, cell in enumerate(grid.rows[header.bottom].cells)
        if cell is not None and cell.column - 1 == index
    }
    first = next(iter(labelled.values()), "")
    starts = [index for index, label in labelled.items() if label == first]
    ends = [*(start - 1 for start in starts[1:]), block[1]]
    runs = list(zip(starts, ends, strict=True))
    names = [[labelled[i] for i in range(start, end + 1) if i in labelled] for start, end in runs]
    common = set(names[0]).intersection(*names[1:]) if names else set()
    if all(len(run) >= _LEAST_LABELS and 2 <= len(common) >= len(run) / 2 for run in names):
        yield from runs


def _part(grid: Grid, first: int, last: int) -> Grid:
    """The grid with only the cells that begin in these columns."""

    def kept(cell: Cell | None) -> Cell | None:
        return cell if cell is not None and first <= cell.column - 1 <= last else None

    rows = [row._replace(cells=tuple(map(kept, row.cells))) for row in grid.rows]
    return replace(grid, rows=tuple(row for row in rows if own_cells(row)))
