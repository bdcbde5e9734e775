"""The rows of a table → records: merged cells, 同上 and blanks filled down, sections, channels.

Blanks are filled down only where a blank can have no other meaning: class levels, which are
printed once for many items, and rows that have content but neither number nor title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from disclosure_cli.grammar import dates
from disclosure_cli.importing import serial_dates
from disclosure_cli.importing.channels import (
    Channels,
    ballot_means_used,
    read_channel_columns,
    read_channels,
)
from disclosure_cli.importing.codes import (
    BLANK_FILLED_DOWN,
    CELL_ACROSS_FIELDS,
    CONTINUED_ROW,
    DATE_IN_CODE,
    DOUBTFUL_CHANNEL_MARK,
    ERROR_VALUE,
    NUMBER_READ_AS_DATE,
    UNRESOLVED_DITTO,
    Kind,
)
from disclosure_cli.importing.findings import Finding, finding, named
from disclosure_cli.importing.grid import Cell, Grid, GridRow, Line
from disclosure_cli.importing.recognising.headers import LeafColumn
from disclosure_cli.importing.recognising.lines import LineKind, heading_text, row_lines
from disclosure_cli.importing.recognising.recognised import Column, Record
from disclosure_cli.importing.text import ditto, is_error_value

DATES = frozenset(("created", "published", "effective", "validity_until"))
_CODES = ("index", "doc_no", "seq")
_RANKS = (
    re.compile(r"^第[一二三四五六七八九十百0-9]+[章部篇]"),
    re.compile(r"^第[一二三四五六七八九十百0-9]+[节类分]|^[一二三四五六七八九十]{1,3}[、.． ]"),
    re.compile(r"^[(（][一二三四五六七八九十0-9]{1,3}[)）]"),
    re.compile(r"^[0-9]{1,3}[、.．]"),
)


@dataclass(frozen=True)
class Layout:
    """How a table lies in its grid: columns, their cells, and the last row of its header."""

    grid: Grid
    leaves: tuple[LeafColumn, ...]
    columns: tuple[Column, ...]
    header_ends: int

    @property
    def classes(self) -> tuple[int, ...]:
        """Positions of the class columns, broadest first."""
        found = [
            (int(column.field.removeprefix("class.")), column.index)
            for column in self.columns
            if column.field.startswith("class.")
        ]
        return tuple(index for _, index in sorted(found))

    def position(self, field: str) -> int | None:
        """The first column of a field."""
        return next((column.index for column in self.columns if column.field == field), None)


class Value(NamedTuple):
    """A text and the cell that it came from."""

    text: str
    place: str


class _Filled(NamedTuple):
    """Findings that are about many cells are told once, with the first cells named."""

    kind: Kind
    column: str
    where: str


class Rows(NamedTuple):
    """What the rows of a table gave. ``notes`` are headings that no record follows."""

    records: tuple[Record, ...]
    notes: tuple[Line, ...]
    findings: tuple[Finding, ...]


def read_records(
    layout: Layout, lines: Sequence[tuple[GridRow, LineKind]], before: Record | None = None
) -> Rows:
    """Records of the rows in order; headings among them become the sections of what follows.

    ``before`` is the last record of a table that goes on here: what stood there stands above.
    """
    reader = _RowReader(layout, before, _dated(layout, lines))
    drafts: list[tuple[GridRow, dict[int, Value], str, bool]] = []
    for row, kind in lines:
        if kind == "heading":
            reader.enter_section(row)
        elif kind == "data" and (values := reader.read(row)):
            drafts.append((row, values, reader.section, reader.continues))
    ballot = _ballot_used(layout, [values for _, values, _, _ in drafts])
    records = []
    for row, values, section, continues in drafts:
        channels, doubtful = _channels(layout, values, ballot)
        places = _by_field(layout, {index: value.place for index, value in values.items()}, "、")
        if doubtful:
            reader.many(_Filled(DOUBTFUL_CHANNEL_MARK, f"符号：{doubtful}", places["channels"]))
        texts = _by_field(layout, _labelled(layout, values), "\n")
        where = layout.grid.address(row.number, layout.leaves[0].first + 1)
        records.append(Record(where, texts, places, channels, section, continues))
    notes = tuple(line for row in reader.empty_sections() for line in row_lines(layout.grid, row))
    return Rows(
        tuple(records), notes, (*reader.findings, *reader.told_by_cell(), *reader.told_once())
    )


def _dated(layout: Layout, lines: Sequence[tuple[GridRow, LineKind]]) -> frozenset[int]:
    """Positions of the columns of dates that have a date as people write it."""
    rows = [row for row, kind in lines if kind == "data"]
    return frozenset(
        column.index
        for column in layout.columns
        if column.field in DATES
        and any(
            (cell := row.cells[layout.leaves[column.index].first]) is not None
            and dates.read(cell.text) is not None
            for row in rows
        )
    )


class _RowReader:
    """Reads rows one after another; what stood above lives here and nowhere else."""

    def __init__(self, layout: Layout, before: Record | None, dated: frozenset[int]) -> None:
        self.findings: list[Finding] = []
        self.section = "" if before is None else before.section
        self.continues = False
        self._layout = layout
        self._dates = dated
        self._classes = layout.classes
        self._title = layout.position("title")
        self._sequence = layout.position("seq")
        self._codes = [c.index for c in layout.columns if c.field in _CODES]
        self._naming = self._title if self._title is not None else (*self._classes, None)[-1]
        self._family = {*self._classes, *(() if self._title is None else (self._title,))}
        self._above: dict[int, Value] = {}
        if before is not None:
            self._above = {
                column.index: Value(before.values[column.field], before.places[column.field])
                for column in layout.columns
                if column.field in before.values
            }
        self._matter = {i: value for i, value in self._above.items() if i in self._family}
        self._headings: list[tuple[int, GridRow]] = []
        self._entered: list[GridRow] = []
        self._filled_sections: set[int] = set()
        self._many: dict[tuple[Kind, str], list[str]] = {}
        self._errors: dict[str, str] = {}
        self._serials: dict[str, str] = {}

    def enter_section(self, row: GridRow) -> None:
        heading = heading_text(row)
        rank = next((rank for rank, form in enumerate(_RANKS) if form.match(heading)), -1)
        self._headings = [entered for entered in self._headings if entered[0] < rank]
        self._headings.append((rank, row))
        self._entered.append(row)
        self.section = "·".join(heading_text(row) for _, row in self._headings)
        self._matter = {}

    def empty_sections(self) -> list[GridRow]:
        return [row for row in self._entered if row.number not in self._filled_sections]

    def read(self, row: GridRow) -> dict[int, Value]:
        """Column index → value of one row; empty when the row has nothing below the header."""
        cells = self._cells(row)
        if not cells:
            return {}
        self._filled_sections |= {heading.number for _, heading in self._headings}
        self._check_codes(cells)
        values = {index: self._value(cell) for index, cell in cells.items()}
        self._resolve(values)
        self._read_serials(values)
        self._above |= values
        self.continues = self._is_continued(row, cells)
        self._fill(row, values)
        self._matter = {index: values[index] for index in self._family if index in values}
        return self._without_errors(values)

    def told_by_cell(self) -> Iterator[Finding]:
        """Each cell with an error or a number for a day once, also where other rows have its content, too."""
        for where, text in self._errors.items():
            yield finding(ERROR_VALUE, where, f"内容：{text}")
        for where, text in self._serials.items():
            yield finding(NUMBER_READ_AS_DATE, where, text, doubtful=True)

    def many(self, said: _Filled) -> None:
        self._many.setdefault((said.kind, said.column), []).append(said.where)

    def told_once(self) -> Iterator[Finding]:
        for (kind, column), places in self._many.items():
            doubtful = kind is not CONTINUED_ROW
            yield finding(kind, places[0], column + named(places), doubtful=doubtful)

    def _cells(self, row: GridRow) -> dict[int, list[Cell]]:
        """The cells of each column; a cell over several fields counts for the first of them."""
        found: dict[int, list[Cell]] = {}
        floor = self._layout.header_ends
        line = row.cells
        left: list[Cell] = []
        for index, leaf in enumerate(self._layout.leaves):
            own: list[Cell] = []
            for cell in line[leaf.first : leaf.last + 1]:
                if cell is None or cell.row <= floor or (own and own[-1] is cell):
                    continue
                if left and left[-1] is cell and not self._family.issuperset((index - 1, index)):
                    self._crosses(cell, index, row)
                    continue
                own.append(cell)
            if own:
                found[index] = own
                left = own
            elif line[leaf.last] is None:
                left = []
        return found

    def _check_codes(self, cells: dict[int, list[Cell]]) -> None:
        """A number such as 2024-12 that the spreadsheet took for a date."""
        for index in self._codes:
            for cell in cells.get(index, ()):
                if cell.kind == "date":
                    where = self._layout.grid.place(cell)
                    detail = f"读到：{cell.text}"
                    self.findings.append(finding(DATE_IN_CODE, where, detail, doubtful=True))

    def _crosses(self, cell: Cell, index: int, row: GridRow) -> None:
        if cell.row == row.number:
            header = self._layout.columns[index].header
            where = self._layout.grid.place(cell)
            detail = f"被盖住的字段：{header}；内容：{cell.text}"
            self.findings.append(finding(CELL_ACROSS_FIELDS, where, detail, doubtful=True))

    def _value(self, cells: list[Cell]) -> Value:
        place = self._layout.grid.place(cells[0])
        if len(cells) == 1:
            return Value(cells[0].text, place)
        return Value("\n".join(cell.text for cell in cells), place)

    def _resolve(self, values: dict[int, Value]) -> None:
        """Put what 同上 and 同左 stand for in their place."""
        for index in sorted(values):
            said = ditto(values[index].text)
            if said:
                source = self._above if said == "above" else values
                meant = source.get(index if said == "above" else index - 1)
                if meant is None or ditto(meant.text):
                    where, text = values[index].place, values[index].text
                    self.findings.append(
                        finding(UNRESOLVED_DITTO, where, f"内容：{text}", doubtful=True)
                    )
                else:
                    values[index] = meant

    def _without_errors(self, values: dict[int, Value]) -> dict[int, Value]:
        """Leave out the errors of formulas, which are no content, but for one in the place of a name."""
        found = {index: value for index, value in values.items() if is_error_value(value.text)}
        for value in found.values():
            self._errors.setdefault(value.place, value.text)
        return {i: value for i, value in values.items() if i not in found or i == self._naming}

    def _read_serials(self, values: dict[int, Value]) -> None:
        """Read numbers that stand in a column of dates, where a spreadsheet shows its dates as numbers."""
        for index in self._dates & values.keys():
            text, place = values[index]
            day = serial_dates.likely_day(text, is_1904=self._layout.grid.is_1904)
            if day is not None:
                values[index] = Value(dates.canonical(day), place)
                self._serials.setdefault(place, f"{text} → {dates.canonical(day)}")

    def _is_continued(self, row: GridRow, cells: dict[int, list[Cell]]) -> bool:
        """Whether all that names the item is merged with what names the row above."""
        if not any(index in cells for index in self._family):
            return False
        keys = {*self._family, self._sequence} & cells.keys()
        numbered = self._sequence is None or self._sequence in cells
        return numbered and all(cells[key][0].row < row.number for key in keys)

    def _fill(self, row: GridRow, values: dict[int, Value]) -> None:
        layout = self._layout
        where = layout.grid.address(row.number, layout.leaves[0].first + 1)
        blank = not any(index in values for index in self._family)
        if blank and self._matter.get(self._title or -1) and self._sequence not in values:
            values |= self._matter
            self.continues = True
            self.many(_Filled(CONTINUED_ROW, "", where))
            return
        for index in self._classes:
            if index in values:
                break
            if index in self._matter:
                values[index] = self._matter[index]
                header = layout.columns[index].header
                place = layout.grid.address(row.number, layout.leaves[index].first + 1)
                self.many(_Filled(BLANK_FILLED_DOWN, f"列：{header}", place))


def _by_field(layout: Layout, texts: dict[int, str], joint: str) -> dict[str, str]:
    """Column index → text as field → text; columns that make one field together are joined."""
    found: dict[str, str] = {}
    for column in layout.columns:
        if column.index in texts:
            text = texts[column.index]
            before = found.get(column.field)
            found[column.field] = text if before is None else f"{before}{joint}{text}"
    return found


def _labelled(layout: Layout, values: dict[int, Value]) -> dict[int, str]:
    """The texts; a tick in a channel's own column is told with the channel's name."""
    return {
        index: f"{channel} {value.text}"
        if (channel := layout.columns[index].channel)
        else value.text
        for index, value in values.items()
    }


def _ballot_used(layout: Layout, rows: Sequence[dict[int, Value]]) -> bool:
    position = layout.position("channels")
    if position is None:
        return False
    return ballot_means_used({row[position].text for row in rows if position in row})


def _channels(layout: Layout, values: dict[int, Value], ballot: bool) -> tuple[Channels, str]:
    own = [column for column in layout.columns if column.channel]
    if own:
        empty = Value("", "")
        cells = ((column.channel, values.get(column.index, empty).text) for column in own)
        return read_channel_columns(cells), ""
    texts = [
        values[c.index].text for c in layout.columns if c.field == "channels" and c.index in values
    ]
    reading = read_channels("\n".join(texts), ballot_used=ballot)
    return reading.channels, reading.doubtful
