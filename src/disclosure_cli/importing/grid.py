"""Grids: what every reader makes of a sheet or a table, whatever the file format.

A grid holds only rows with content of their own; a merged cell stands at every place it covers, so
that filling merged cells down is no step at all. Each cell keeps where it began.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from disclosure_cli.importing.codes import COVERED_CONTENT, UNDECODABLE_TEXT, UNPLACED_CELL
from disclosure_cli.importing.findings import Finding, finding, named
from disclosure_cli.importing.limits import MAX_CELLS, MAX_PLACES, refuse_beyond
from disclosure_cli.importing.text import UNDECODED

AddressStyle = Literal["A1", "R1C1"]
CellKind = Literal["text", "number", "date"]

MAX_COLUMNS = 300
"""No catalog is wider; cells beyond are reported one by one, never silently dropped."""


class Cell(NamedTuple):
    """A cell with content: row and column from 1, as the file counts them."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    kind: CellKind = "text"


class GridRow(NamedTuple):
    """One row: its number in the file and, by column from 0, the cell that stands there."""

    number: int
    cells: tuple[Cell | None, ...]


class Line(NamedTuple):
    """A paragraph outside the tables of a page or document."""

    where: str
    text: str


@dataclass(frozen=True)
class Grid:
    """One sheet or table. ``before`` and ``after`` are the paragraphs around it.

    ``caption`` is a sheet's name where somebody gave it one. ``is_1904`` says from when its numbers count days.
    """

    name: str
    style: AddressStyle
    rows: tuple[GridRow, ...]
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    caption: str = ""
    is_1904: bool = False

    @property
    def width(self) -> int:
        """Number of columns, the same in all rows."""
        return len(self.rows[0].cells) if self.rows else 0

    def widened(self, width: int) -> Grid:
        """The grid with empty columns at the right."""
        empty = (None,) * (width - self.width)
        rows = (row._replace(cells=(*row.cells, *empty)) for row in self.rows)
        return replace(self, rows=tuple(rows)) if empty else self

    def address(self, row: int, column: int) -> str:
        """``Sheet1!C12`` for a sheet, ``表1!R12C3`` for a table of a page or document."""
        if self.style == "A1":
            return f"{self.name}!{column_letters(column)}{row}"
        return f"{self.name}!R{row}C{column}"

    def place(self, cell: Cell) -> str:
        """The address where the cell begins."""
        return self.address(cell.row, cell.column)


class Span(NamedTuple):
    """A merged area, first and last row and column, from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Content(NamedTuple):
    """What a reader found in one cell before merges are applied."""

    text: str
    kind: CellKind = "text"


@lru_cache(maxsize=MAX_COLUMNS)
def column_letters(column: int) -> str:
    """Column number from 1 → A, B … Z, AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def build_grid(
    name: str,
    style: AddressStyle,
    contents: Mapping[tuple[int, int], Content],
    spans: Iterable[Span] = (),
    before: tuple[Line, ...] = (),
) -> tuple[Grid, tuple[Finding, ...]]:
    """A grid from sparse contents (row, column → content, from 1) and merged areas.

    Costs what the contents cost, not what the sheet's or a merged area's extent would.
    """
    bare = Grid(name, style, ())
    findings: list[Finding] = []
    undecoded: list[str] = []
    by_row: dict[int, list[Cell]] = {}
    for (row, column), content in contents.items():
        if column > MAX_COLUMNS:
            where = bare.address(row, column)
            findings.append(finding(UNPLACED_CELL, where, f"内容：{content.text}"))
        else:
            if UNDECODED in content.text:
                undecoded.append(bare.address(row, column))
            by_row.setdefault(row, []).append(Cell(row, column, content.text, 1, 1, content.kind))
    if undecoded:
        findings.append(finding(UNDECODABLE_TEXT, undecoded[0], named(undecoded), doubtful=True))
    numbers = sorted(by_row)
    width = max((cell.column for cells in by_row.values() for cell in cells), default=0)
    refuse_beyond(len(contents), MAX_CELLS, name, "单元格")
    refuse_beyond(len(numbers) * width, MAX_PLACES, name, "行列位置")
    lines: dict[int, list[Cell | None]] = {number: [None] * width for number in numbers}
    for number, line in lines.items():
        for cell in by_row[number]:
            line[cell.column - 1] = cell
    places = 0
    for span in spans:
        places += _merge(bare, lines, numbers, width, span, findings)
        refuse_beyond(places, MAX_PLACES, name, "合并的位置")
    rows = tuple(
        GridRow(number, tuple(lines[number]))
        for number in numbers
        if any(cell is not None and cell.row == number for cell in lines[number])
    )
    return Grid(name, style, rows, before), tuple(findings)


def _merge(
    bare: Grid,
    lines: dict[int, list[Cell | None]],
    numbers: list[int],
    width: int,
    span: Span,
    findings: list[Finding],
) -> int:
    """Put the anchor of ``span`` at every place it covers, report what it hides, count the places."""
    anchor = lines.get(span.first_row, [])[span.first_column - 1 : span.first_column]
    if not anchor or (cell := anchor[0]) is None or cell.row != span.first_row:
        return 0
    last_column = min(span.last_column, width)
    covered = numbers[bisect_left(numbers, span.first_row) : bisect_right(numbers, span.last_row)]
    merged = cell._replace(
        row_span=span.last_row - span.first_row + 1,
        column_span=span.last_column - span.first_column + 1,
    )
    for number in covered:
        line = lines[number]
        for index in range(span.first_column - 1, last_column):
            hidden = line[index]
            if hidden is not None and hidden.row == number and hidden.text != cell.text:
                findings.append(
                    finding(COVERED_CONTENT, bare.place(hidden), f"内容：{hidden.text}")
                )
            line[index] = merged
    return len(covered) * (last_column - span.first_column + 1)
