"""A grid → the tables in it: columns with fields, records with values, notes, findings.

Every cell with content ends in a column's header, a record, a title, a note or a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from disclosure_cli.importing.codes import DOUBTFUL_COLUMN, UNLABELLED_COLUMN, UNPLACED_CELL
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Grid, GridRow, Line
from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.blocks import Block, Lines, block_below, extent
from disclosure_cli.importing.recognising.columns import CERTAIN, assign_fields, make_columns
from disclosure_cli.importing.recognising.evidence import column_evidence
from disclosure_cli.importing.recognising.headers import (
    Header,
    LeafColumn,
    find_headers,
    leaf_columns,
)
from disclosure_cli.importing.recognising.lines import MAX_LEADS, find_title, row_lines
from disclosure_cli.importing.recognising.plausible import is_catalog
from disclosure_cli.importing.recognising.recognised import Column, Table
from disclosure_cli.importing.recognising.records import Layout, read_records


class GridReading(NamedTuple):
    """What one grid gave.

    ``former`` is the table before, grown by what goes on from it here. ``layout`` is that of the
    last table, for what may go on after it; None when the grid has no catalog. ``rest`` are the rows of
    tables among them that are none.
    """

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    former: Table | None
    layout: Layout | None
    rest: tuple[GridRow, ...] = ()


def read_grid(grid: Grid, above: Sequence[Line] = (), former: Table | None = None) -> GridReading:
    """All tables of a grid that have a header.

    ``above`` is what stood before the grid's own lines, such as the index block of a page.
    ``former`` is the table before this grid, if the grid may go on from it.
    """
    reader = _Reader(grid, above, former)
    headers = find_headers(grid)
    for number, header in enumerate(headers):
        last = number + 1 == len(headers)
        after = len(grid.rows) if last else headers[number + 1].top
        reader.take(header, block_below(grid, header, after, last=last))
    return reader.reading()


class _Reader:
    """Takes the headers of one grid in order; a table may go on under the next."""

    def __init__(self, grid: Grid, above: Sequence[Line], former: Table | None) -> None:
        self._grid = grid
        self._former = former
        self._tables = [] if former is None else [former]
        self._findings: list[Finding] = []
        self._rest: list[GridRow] = []
        self._layout: Layout | None = None
        self._leads = [*above, *grid.before[-MAX_LEADS:]]
        self._end = 0

    def take(self, header: Header, block: Block) -> None:
        """Take a header with what stands below it; what stood above it leads to it."""
        rows = self._grid.rows
        self._leads += [
            line for row in rows[self._end : header.top] for line in row_lines(self._grid, row)
        ]
        self._end = block.end
        layout, findings = _layout(self._grid, header, block.body)
        if is_catalog(layout, (self._grid.caption, find_title(self._leads).text)):
            self._findings += findings
            self._add(header, layout, block)
        else:
            self._pass_over(rows[header.top : block.end])

    def reading(self) -> GridReading:
        """What was found in the grid."""
        if self._layout is None:
            return GridReading((), (), self._former, None)
        self._annotate((*self._leads, *self._grid.after[:MAX_LEADS]))
        own = self._tables if self._former is None else self._tables[1:]
        former = self._tables[0] if self._former else None
        rest = tuple(self._rest)
        return GridReading(tuple(own), tuple(self._findings), former, self._layout, rest)

    def _add(self, header: Header, layout: Layout, block: Block) -> None:
        # the same header printed again, as on every page of a long table
        tables = self._tables
        goes_on = not self._leads and tables and _fields(tables[-1]) == _fields(layout)
        before = tables.pop() if goes_on else _titled(self._grid, header, layout, self._leads)
        last_record = before.records[-1] if before.records else None
        records, empty, findings = read_records(layout, block.body, last_record)
        grown = (*before.records, *records)
        tables.append(replace(before, records=grown, notes=(*before.notes, *empty, *block.notes)))
        self._findings += findings
        self._rest += block.foreign
        self._layout = layout
        self._leads.clear()

    def _pass_over(self, rows: Sequence[GridRow]) -> None:
        """Take rows of a table that is no catalog; the heading above goes to the catalog before, if any."""
        self._rest += rows
        if self._layout is not None:
            self._annotate(self._leads)
            self._leads.clear()

    def _annotate(self, notes: Sequence[Line]) -> None:
        last = self._tables[-1]
        self._tables[-1] = replace(last, notes=(*last.notes, *notes))


def _titled(grid: Grid, header: Header, layout: Layout, leads: Sequence[Line]) -> Table:
    """A table without its records; what stands above gives the title, else the sheet's name."""
    title = find_title(leads)
    kind = labels.table_kind(tuple(text for leaf in layout.leaves for text in leaf.path))
    where = grid.address(grid.rows[header.top].number, layout.leaves[0].first + 1)
    return Table(
        where, title.text or grid.caption, kind, layout.columns, (), title.rest, grid.is_1904
    )


def _fields(table: Table | Layout) -> list[str]:
    return [column.field for column in table.columns]


def _layout(grid: Grid, header: Header, body: Lines) -> tuple[Layout, list[Finding]]:
    data = [row for row, kind in body if kind == "data"]
    leaves = leaf_columns(grid, header, data)
    leaves, findings = _without_strays(grid, extent(grid, header), leaves, data)
    ends = grid.rows[header.bottom].number
    kind = labels.table_kind(tuple(text for leaf in leaves for text in leaf.path))
    proofs = [column_evidence(leaf, data, ends) for leaf in leaves]
    columns = make_columns(grid, ends, leaves, assign_fields(leaves, proofs, kind))
    findings += [_doubt(column) for column in columns if column.confidence < CERTAIN]
    return Layout(grid, leaves, columns, ends), findings


def _doubt(column: Column) -> Finding:
    if not column.header and column.field.startswith("other:"):
        return finding(UNLABELLED_COLUMN, column.where, f"字段：{column.field}", doubtful=True)
    detail = f"表头：{column.header or '（空）'}；读成：{column.field}"
    return finding(DOUBTFUL_COLUMN, column.where, detail, doubtful=True)


def _without_strays(
    grid: Grid, extent: tuple[int, int], leaves: tuple[LeafColumn, ...], data: Sequence[GridRow]
) -> tuple[tuple[LeafColumn, ...], list[Finding]]:
    """A few cells outside the header's extent are remarks beside the table, not a column."""
    kept: list[LeafColumn] = []
    findings: list[Finding] = []
    for leaf in leaves:
        if leaf.path:
            kept.append(leaf)
            continue
        cells = {
            cell
            for row in data
            for cell in row.cells[leaf.first : leaf.last + 1]
            if cell is not None and cell.column - 1 >= leaf.first
        }
        outside = not extent[0] <= leaf.first <= extent[1]
        if not cells or (outside and len(cells) * 10 <= max(len(data), 11)):
            ordered = sorted(cells)
            findings += [finding(UNPLACED_CELL, grid.place(c), f"内容：{c.text}") for c in ordered]
        else:
            kept.append(leaf)
    return tuple(kept), findings
