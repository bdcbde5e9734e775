"""A grid → the tables in it: columns with fields, records with values, notes, findings.

Every cell with content ends in a column's header, a record, a title, a note or a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from disclosure_cli.importing import labels
from disclosure_cli.importing.columns import CERTAIN, assign_fields, make_columns
from disclosure_cli.importing.evidence import column_evidence
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Grid, GridRow, Line
from disclosure_cli.importing.headers import Header, LeafColumn, find_headers, leaf_columns
from disclosure_cli.importing.lines import (
    MAX_LEADS,
    LineKind,
    classify,
    find_title,
    row_lines,
    split_between,
)
from disclosure_cli.importing.plausible import is_catalog
from disclosure_cli.importing.recognised import Column, Table
from disclosure_cli.importing.records import Layout, read_records

Lines = list[tuple[GridRow, LineKind]]


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
    headers = find_headers(grid)
    tables = [] if former is None else [former]
    findings: list[Finding] = []
    rest: list[GridRow] = []
    layout: Layout | None = None
    leads = [*above, *grid.before[-MAX_LEADS:]]
    if headers:
        for row in grid.rows[: headers[0].top]:
            leads += row_lines(grid, row)
    for number, header in enumerate(headers):
        last = number + 1 == len(headers)
        after = len(grid.rows) if last else headers[number + 1].top
        body, notes, next_leads = _body(grid, header, after, last=last)
        here, said = _layout(grid, header, body)
        if not is_catalog(here, (grid.caption, find_title(leads).text)):
            rest += _block(grid, header, after, last=last)
            if layout is not None:
                tables[-1] = replace(tables[-1], notes=(*tables[-1].notes, *leads))
                leads.clear()
            leads += next_leads
            continue
        layout = here
        # the same header printed again, as on every page of a long table
        goes_on = not leads and tables and _fields(tables[-1]) == _fields(layout)
        before = tables.pop() if goes_on else None
        last_record = before.records[-1] if before and before.records else None
        records, empty, more = read_records(layout, body, last_record)
        findings += [*said, *more]
        if before is None:
            before = _titled(grid, header, layout, leads)
        grown = (*before.records, *records)
        tables.append(replace(before, records=grown, notes=(*before.notes, *empty, *notes)))
        leads = list(next_leads)
    if layout is None:
        return GridReading((), (), former, None)
    after_all = (*leads, *grid.after[:MAX_LEADS])
    tables[-1] = replace(tables[-1], notes=(*tables[-1].notes, *after_all))
    own = tables if former is None else tables[1:]
    grown_former = tables[0] if former else None
    return GridReading(tuple(own), tuple(findings), grown_former, layout, tuple(rest))


def _block(grid: Grid, header: Header, after: int, *, last: bool) -> list[GridRow]:
    """The rows of a table that is no catalog, but for the headings above the next one."""
    rows = list(grid.rows[header.top : after])
    first, final = _extent(grid, header)
    while not last and len(rows) > 1 and classify(rows[-1], first, final) == "heading":
        rows.pop()
    return rows


def _titled(grid: Grid, header: Header, layout: Layout, leads: Sequence[Line]) -> Table:
    """A table without its records; what stands above gives the title, else the sheet's name."""
    title = find_title(leads)
    kind = labels.table_kind(tuple(text for leaf in layout.leaves for text in leaf.path))
    where = grid.address(grid.rows[header.top].number, layout.leaves[0].first + 1)
    return Table(where, title.text or grid.caption, kind, layout.columns, (), title.rest)


def _fields(table: Table | Layout) -> list[str]:
    return [column.field for column in table.columns]


def _body(
    grid: Grid, header: Header, after: int, *, last: bool
) -> tuple[Lines, tuple[Line, ...], tuple[Line, ...]]:
    """The lines of a table, the notes to it, and what stands above the next table."""
    first, final = _extent(grid, header)
    lines = [(row, classify(row, first, final)) for row in grid.rows[header.bottom + 1 : after]]
    ends = max((n for n, (_, kind) in enumerate(lines, 1) if kind == "data"), default=0)
    notes = tuple(
        line for row, kind in lines[:ends] if kind == "note" for line in row_lines(grid, row)
    )
    if last:
        below = tuple(line for row, _ in lines[ends:] for line in row_lines(grid, row))
        return lines[:ends], (*notes, *below), ()
    below, leads = split_between(grid, lines[ends:])
    return lines[:ends], (*notes, *below), leads


def _extent(grid: Grid, header: Header) -> tuple[int, int]:
    """First and last position that the header's labels cover."""
    covered = [
        index
        for row in grid.rows[header.top : header.bottom + 1]
        for index, cell in enumerate(row.cells)
        if cell is not None
    ]
    return min(covered), max(covered)


def _layout(grid: Grid, header: Header, body: Lines) -> tuple[Layout, list[Finding]]:
    data = [row for row, kind in body if kind == "data"]
    leaves = leaf_columns(grid, header, data)
    leaves, findings = _without_strays(grid, _extent(grid, header), leaves, data)
    ends = grid.rows[header.bottom].number
    kind = labels.table_kind(tuple(text for leaf in leaves for text in leaf.path))
    proofs = [column_evidence(leaf, data, ends) for leaf in leaves]
    columns = make_columns(grid, ends, leaves, assign_fields(leaves, proofs, kind))
    findings += [_doubt(column) for column in columns if column.confidence < CERTAIN]
    return Layout(grid, leaves, columns, ends), findings


def _doubt(column: Column) -> Finding:
    if not column.header and column.field.startswith("other:"):
        return finding("I923", column.where, f"字段：{column.field}", doubtful=True)
    detail = f"表头：{column.header or '（空）'}；读成：{column.field}"
    return finding("I922", column.where, detail, doubtful=True)


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
            findings += [finding("I921", grid.place(c), f"内容：{c.text}") for c in ordered]
        else:
            kept.append(leaf)
    return tuple(kept), findings
