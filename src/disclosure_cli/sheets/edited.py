"""An editing workbook as it came back → its rows, however a program or a clerk moved, hid or sorted what is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure_cli.importing.codes import (
    MISSING_COLUMN,
    MISSING_SHEET,
    STRAY_SHEET,
    UNKNOWN_COLUMN,
)
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Grid, GridRow
from disclosure_cli.importing.text import compact
from disclosure_cli.model import Path
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.sheets.base import MARK, Base
from disclosure_cli.sheets.columns import (
    IDENTITIES,
    INSIDE,
    KEY_HEADING,
    REQUIRED_MARK,
    columns_of,
    heading_of,
)
from disclosure_cli.sheets.making import HELP, HIDDEN, LISTS

_HEADER_WITHIN = 20
"""So many rows at the top are looked at for the headings: a clerk may have put a title above."""
_LEAST_HEADINGS = 3


@dataclass(frozen=True)
class Places:
    """Where the cells of a sheet are: the sheet, the position of each field's column, and what cannot be read.

    `unread` are the addresses of formulas whose result no program saved: their cells look empty and are not.
    """

    grid: Grid
    columns: Mapping[Path, int]
    unread: Collection[str] = ()


@dataclass(frozen=True)
class EditedRow:
    """One row: its number in the sheet, the key of its draft if it has one, and the texts of its fields."""

    number: int
    draft: str
    texts: Mapping[Path, str]
    places: Places

    @property
    def where(self) -> str:
        """The address of the row."""
        return self.places.grid.address(self.number, 1)

    def where_of(self, path: Path) -> str:
        """Return the address of the cell of a field."""
        return self.places.grid.address(self.number, self.places.columns[path] + 1)

    def is_unread(self, path: Path) -> bool:
        """Tell whether there is something in the cell of a field that cannot be read."""
        return self.where_of(path) in self.places.unread

    def text(self, *path: str | int) -> str:
        """Return the text of a field, empty where there is none."""
        return self.texts.get(path, "")


@dataclass(frozen=True)
class EditedTable:
    """The sheet of one kind of record: the fields that have a column, and its rows."""

    kind: str
    fields: tuple[Field, ...]
    rows: tuple[EditedRow, ...]


@dataclass
class Edited:
    """What came back: the table of each kind of record, and what is to be said about the workbook."""

    tables: dict[str, EditedTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def hidden_texts(grids: Iterable[Grid]) -> list[str] | None:
    """Return the texts of the sheet that holds the base, None where a workbook has no such sheet."""
    for grid in grids:
        texts = [cell.text for row in grid.rows if (cell := row.cells[0]) is not None]
        if grid.name == HIDDEN or (texts and texts[0].startswith(MARK)):
            return texts
    return None


def is_editing_workbook(grids: Sequence[Grid]) -> bool:
    """Tell whether sheets are those of an editing workbook, also where the one with the base is gone."""
    names = {grid.name for grid in grids}
    if hidden_texts(grids) is not None or names >= {LISTS, HELP}:
        return True
    rows = (row for grid in grids for row in grid.rows[:_HEADER_WITHIN])
    return any(_is_own_header(row) for row in rows)


def _is_own_header(row: GridRow) -> bool:
    """Tell whether a row has headings as only an editing workbook has them: `事项名称 *` beside `责任分工·制作`."""
    texts = [cell.text for cell in row.cells if cell is not None]
    inner = sum(INSIDE in text for text in texts)
    return inner >= _LEAST_HEADINGS and any(text.endswith(REQUIRED_MARK) for text in texts)


def read_tables(
    grids: Sequence[Grid], base: Base, schemas: Schemas, unread: Collection[str] = ()
) -> Edited:
    """Return the rows of the sheets of a workbook that carries a base; `unread` cells are formulas without a result."""
    edited = Edited()
    left = [grid for grid in grids if grid.name not in {LISTS, HIDDEN, HELP}]
    for kind in IDENTITIES:
        fields = _known(kind, base, schemas)
        found = _sheet_of(left, schemas[kind].title, fields)
        if found is None:
            if base.records[kind]:
                edited.findings.append(finding(MISSING_SHEET, schemas[kind].title))
            continue
        grid, header = found
        left.remove(grid)
        edited.tables[kind] = _read(grid, header, kind, fields, unread, edited.findings)
    for grid in left:
        if grid.rows:
            edited.findings.append(finding(STRAY_SHEET, grid.address(grid.rows[0].number, 1)))
    return edited


def _known(kind: str, base: Base, schemas: Schemas) -> tuple[Field, ...]:
    """Return the fields that the workbook was made with and that there still are."""
    columns = set(base.columns[kind])
    return tuple(each for each in columns_of(schemas[kind]) if each.dotted in columns)


def _sheet_of(grids: Sequence[Grid], name: str, fields: Sequence[Field]) -> tuple[Grid, int] | None:
    """Return the sheet of a name, else the one with most of the headings, and the position of its header row."""
    headings = {_bare(heading_of(each)) for each in fields}

    def score(grid: Grid) -> tuple[bool, int, int]:
        counts = [
            sum(_bare(cell.text) in headings for cell in row.cells if cell is not None)
            for row in grid.rows[:_HEADER_WITHIN]
        ]
        best = max(counts, default=0)
        return grid.name == name, best, -counts.index(best) if counts else 0

    scored = [(score(grid), grid) for grid in grids]
    likely = [(rank, grid) for rank, grid in scored if rank[1] >= _LEAST_HEADINGS]
    if not likely:
        return None
    rank, grid = max(likely, key=lambda pair: pair[0])
    return grid, -rank[2]


def _bare(heading: str) -> str:
    return compact(heading).removesuffix(REQUIRED_MARK.strip())


def _read(
    grid: Grid,
    header: int,
    kind: str,
    fields: Sequence[Field],
    unread: Collection[str],
    said: list[Finding],
) -> EditedTable:
    by_heading = {_bare(heading_of(each)): each for each in fields}
    columns: dict[Path, int] = {}
    known: list[Field] = []
    draft: int | None = None
    rows = grid.rows[header + 1 :]
    for position, cell in enumerate(grid.rows[header].cells):
        heading = "" if cell is None else _bare(cell.text)
        if heading == KEY_HEADING and draft is None:
            draft = position
        elif heading in by_heading:
            known.append(by_heading.pop(heading))
            columns[known[-1].path] = position
        elif (filled := _filled(rows, position)) is not None:
            where = grid.address(filled.number, position + 1)
            said.append(finding(UNKNOWN_COLUMN, where, f"栏目：{heading or '（没有名称）'}"))
    if by_heading:
        where = grid.address(grid.rows[header].number, 1)
        said.append(finding(MISSING_COLUMN, where, f"栏目：{'、'.join(by_heading)}"))
    return EditedTable(kind, tuple(known), tuple(_rows(rows, Places(grid, columns, unread), draft)))


def _filled(rows: Iterable[GridRow], position: int) -> GridRow | None:
    """Return the first row that has something in a column."""
    return next((row for row in rows if row.cells[position] is not None), None)


def _rows(rows: Iterable[GridRow], places: Places, draft: int | None) -> Iterator[EditedRow]:
    for row in rows:
        texts = {
            path: cell.text
            for path, position in places.columns.items()
            if (cell := row.cells[position]) is not None
        }
        mark = None if draft is None else row.cells[draft]
        if texts:
            yield EditedRow(row.number, "" if mark is None else mark.text, texts, places)
