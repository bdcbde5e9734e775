"""The grids of a file → what is in it. The one entry of this half of the import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from disclosure_cli.importing.codes import NO_TABLE, UNPLACED_CELL
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Grid, GridRow, Line
from disclosure_cli.importing.mapping.own_data import explanations
from disclosure_cli.importing.recognising.contacts import contacts_in_grid, contacts_in_lines
from disclosure_cli.importing.recognising.headerless import continue_table, read_without_header
from disclosure_cli.importing.recognising.headers import own_cells
from disclosure_cli.importing.recognising.lines import MAX_LEADS, is_note, row_lines
from disclosure_cli.importing.recognising.recognised import Recognition, Table
from disclosure_cli.importing.recognising.records import Layout
from disclosure_cli.importing.recognising.side_by_side import split_side_by_side
from disclosure_cli.importing.recognising.tables import read_grid

MAX_INDEX_BLOCK = 15
"""A table of so few rows above the catalog of a page is the page's index block."""


def recognise_grids(grids: Sequence[Grid], said: Sequence[Finding], name: str) -> Recognition:
    """The tables in the grids of a file; ``said`` is what reading it had to say."""
    recogniser = _Recogniser()
    beside = explanations({grid.name for grid in grids})
    for grid in grids:
        for part in () if grid.name in beside else split_side_by_side(grid):
            recogniser.take(part)
    return recogniser.result(name, said, grids)


class _Recogniser:
    """Takes the grids of one file in order; a grid may go on from the one before."""

    def __init__(self) -> None:
        self._tables: list[Table] = []
        self._findings: list[Finding] = []
        self._layout: Layout | None = None
        self._waiting: list[Grid] = []

    def take(self, grid: Grid) -> None:
        grid = self._notes_taken(grid)
        leads = [line for block in self._waiting for line in _lines_of(block)]
        goes_on = self._layout is not None and grid.style == "R1C1"
        reading = read_grid(grid, leads, self._tables[-1] if goes_on else None)
        if reading.layout is not None:
            self._waiting.clear()
            self._tables[-1:] = [reading.former] if reading.former else self._tables[-1:]
            self._tables += reading.tables
            self._findings += reading.findings
            self._layout = reading.layout
            self._take_rest(grid, reading.rest)
        elif not (self._goes_on(grid) or self._without_header(grid, leads) or self._contact(grid)):
            self._set_aside(grid)

    def _notes_taken(self, grid: Grid) -> Grid:
        """The notes right below a table on a page belong to it, not to the next table."""
        if self._layout is None:
            return grid
        notes = tuple(takewhile(is_note, grid.before))
        last = self._tables[-1]
        self._tables[-1] = replace(last, notes=(*last.notes, *notes))
        return replace(grid, before=grid.before[len(notes) :])

    def result(self, name: str, said: Sequence[Finding], grids: Sequence[Grid]) -> Recognition:
        for grid in self._waiting:
            self._findings += _unplaced(grid)
        if all(table.kind == "contacts" for table in self._tables):
            lines = [line for grid in grids for line in (*grid.before, *grid.after)]
            self._tables[:0] = contacts_in_lines(lines)
        if not self._tables:
            self._findings.insert(0, finding(NO_TABLE, name))
        return Recognition(tuple(self._tables), (*said, *self._findings))

    def _goes_on(self, grid: Grid) -> bool:
        if self._layout is None:
            return False
        last = self._tables[-1]
        more = continue_table(grid, self._layout, last)
        if more is None:
            return False
        around = (*grid.before[-MAX_LEADS:], *more.notes, *grid.after[:MAX_LEADS])
        self._tables[-1] = replace(
            last, records=(*last.records, *more.records), notes=(*last.notes, *around)
        )
        self._findings += more.findings
        return True

    def _without_header(self, grid: Grid, leads: Sequence[Line]) -> bool:
        if not (found := read_without_header(grid, (*leads, *grid.before))):
            return False
        table, findings = found
        self._waiting.clear()
        self._layout = None
        self._tables.append(table)
        self._findings += findings
        return True

    def _contact(self, grid: Grid) -> bool:
        found = contacts_in_grid(grid)
        if found.tables:
            self._layout = None
            self._tables += found.tables
            self._findings += _unplaced(grid, found.placed)
        return bool(found.tables)

    def _take_rest(self, grid: Grid, rows: Sequence[GridRow]) -> None:
        """Tables among the catalogs of a grid that are none may be offices; what they are not is told."""
        rest = replace(grid, rows=tuple(rows), before=(), after=())
        found = contacts_in_grid(rest)
        self._tables[-1:-1] = found.tables
        self._findings += _unplaced(rest, found.placed)

    def _set_aside(self, grid: Grid) -> None:
        """On a page, a small table above the catalog is its index block and goes with it."""
        if grid.style == "R1C1" and len(grid.rows) <= MAX_INDEX_BLOCK:
            self._waiting.append(grid)
        else:
            self._findings += _unplaced(grid)


def _lines_of(grid: Grid) -> Iterator[Line]:
    yield from grid.before
    for row in grid.rows:
        yield from row_lines(grid, row)


def _unplaced(grid: Grid, placed: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """One finding a row for the cells that no table has."""
    for row in grid.rows:
        cells = [cell for cell in own_cells(row) if grid.place(cell) not in placed]
        if cells:
            yield finding(
                UNPLACED_CELL, grid.place(cells[0]), "内容：" + " | ".join(c.text for c in cells)
            )
