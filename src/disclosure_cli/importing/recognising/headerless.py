"""Tables without a header: those that go on from the table before, and those read by content alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from disclosure_cli.importing.codes import HEADER_CARRIED_OVER, MISSING_HEADER
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Grid, GridRow, Line
from disclosure_cli.importing.recognising.columns import assign_fields, make_columns
from disclosure_cli.importing.recognising.evidence import column_evidence
from disclosure_cli.importing.recognising.headers import LeafColumn
from disclosure_cli.importing.recognising.lines import LineKind, classify, find_title, row_lines
from disclosure_cli.importing.recognising.recognised import Record, Table
from disclosure_cli.importing.recognising.records import Layout, read_records

_TELLING = ("basis", "time_limit", "channels", "publisher", "mode", "audience", "seq")
_DECISIVE = frozenset(("basis", "time_limit", "channels"))
MIN_WIDTH = 4


class Continuation(NamedTuple):
    """What a grid adds to the table before it."""

    records: tuple[Record, ...]
    notes: tuple[Line, ...]
    findings: tuple[Finding, ...]


def continue_table(grid: Grid, layout: Layout, table: Table) -> Continuation | None:
    """The rows of ``grid`` under the columns of ``table`` before it, if they fit there.

    They fit when the grid is no wider, for its last columns may be empty, and its cells look like what
    those columns hold.
    """
    if grid.width > layout.grid.width or not grid.rows:
        return None
    grid = grid.widened(layout.grid.width)
    first, last = layout.leaves[0].first, layout.leaves[-1].last
    lines = [(row, classify(row, first, last)) for row in grid.rows]
    data = [row for row, kind in lines if kind == "data"]
    proofs = {
        column.field: column_evidence(layout.leaves[column.index], data)
        for column in layout.columns
    }
    tested = [field for field in _TELLING if field in proofs and not proofs[field].empty]
    fitting = [field for field in tested if proofs[field].share(field) >= 0.3]
    if not data or len(tested) < 2 or len(fitting) * 4 < len(tested) * 3:
        return None
    here = replace(layout, grid=grid, header_ends=0)
    before = table.records[-1] if table.records else None
    records, empty, findings = read_records(here, lines, before)
    said = finding(HEADER_CARRIED_OVER, grid.address(grid.rows[0].number, first + 1), doubtful=True)
    return Continuation(records, (*empty, *_notes(grid, lines)), (said, *findings))


def read_without_header(
    grid: Grid, leads: Sequence[Line]
) -> tuple[Table, tuple[Finding, ...]] | None:
    """A table read from the look of its columns, when at least two of them are unmistakable."""
    lines = [(row, classify(row, 0, grid.width - 1)) for row in grid.rows]
    data = [row for row, kind in lines if kind == "data"]
    if grid.width < MIN_WIDTH or len(data) < 2:
        return None
    filled = [i for i in range(grid.width) if any(row.cells[i] is not None for row in data)]
    leaves = tuple(LeafColumn(index, index, ()) for index in filled)
    proofs = [column_evidence(leaf, data) for leaf in leaves]
    assigned = assign_fields(leaves, proofs, "items")
    if len(_DECISIVE & {assignment.field for assignment in assigned}) < 2:
        return None
    start = grid.address(data[0].number, 1)
    columns = make_columns(grid, data[0].number, leaves, assigned)
    above = sum(row.number < data[0].number for row in grid.rows)
    own_leads = [line for row in grid.rows[:above] for line in row_lines(grid, row)]
    title = find_title([*leads, *own_leads])
    layout = Layout(grid, leaves, columns, 0)
    records, empty, findings = read_records(layout, lines[above:])
    notes = (*title.rest, *empty, *_notes(grid, lines[above:]))
    table = Table(start, title.text or grid.caption, "items", columns, records, notes)
    return table, (finding(MISSING_HEADER, start, doubtful=True), *findings)


def _notes(grid: Grid, lines: Sequence[tuple[GridRow, LineKind]]) -> tuple[Line, ...]:
    return tuple(line for row, kind in lines if kind == "note" for line in row_lines(grid, row))
