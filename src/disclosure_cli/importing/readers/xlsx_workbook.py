"""xlsx and xlsm workbooks (ECMA-376 part 1, chapter 18), read from their parts by lxml.

A sheet is read row by row without building its extent, so one stray cell in the last row or a merged area over a whole
sheet costs nothing. Formulas are never evaluated: what the file saved as their result is taken, and said.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from disclosure_cli.importing.codes import (
    EXTERNAL_LINKS_IGNORED,
    FORMULA_VALUE_TAKEN,
    FORMULA_WITHOUT_VALUE,
    HIDDEN_CONTENT,
    MACROS_IGNORED,
)
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Content, Grid, build_grid, column_letters
from disclosure_cli.importing.limits import MAX_TAGS, refuse_beyond
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.readers.numbers import hazards
from disclosure_cli.importing.readers.xlsx_cells import Cells, read_cells
from disclosure_cli.importing.readers.xlsx_values import Values
from disclosure_cli.importing.text import is_error_value

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

Contents = dict[tuple[int, int], Content]


class _Sheet(NamedTuple):
    """A worksheet as the workbook lists it."""

    name: str
    xml: bytes
    is_hidden: bool


def read(source: Source) -> Reading:
    """A grid for each sheet with content."""
    findings = list(_ignored(source))
    grids: list[Grid] = []
    book_part = next((_target("", r) for r in _relations(source, "", "/officeDocument")), "")
    book = _parse(source.parts[book_part])
    is_1904 = any(_is_true(p.get("date1904")) for p in book.iter("{*}workbookPr"))
    values = Values(
        _related(source, book_part, "/sharedStrings"),
        _related(source, book_part, "/styles"),
        is_1904=is_1904,
    )
    for sheet in _sheets(source, book_part, book):
        refuse_beyond(sheet.xml.count(b"<"), MAX_TAGS * 2, source.name, "标记")
        cells = read_cells(sheet.xml)
        contents, said = _contents(sheet.name, cells, values)
        grid, covered = build_grid(sheet.name, "A1", contents, cells.spans)
        findings += [*said, *covered, *_formulas(sheet.name, contents, cells)]
        findings += _hidden(grid, cells, sheet_hidden=sheet.is_hidden)
        if grid.rows:
            grids.append(replace(grid, is_1904=is_1904))
    return Reading(tuple(grids), tuple(findings))


def _ignored(source: Source) -> Iterator[Finding]:
    if any(part.lower().endswith("vbaproject.bin") for part in source.parts):
        yield finding(MACROS_IGNORED, source.name)
    if any("/externallinks/" in part.lower() for part in source.parts):
        yield finding(EXTERNAL_LINKS_IGNORED, source.name)


def _sheets(source: Source, book_part: str, book: Any) -> Iterator[_Sheet]:
    """The worksheets in the order of the workbook; what it lists of other kinds has no cells."""
    folder = posixpath.dirname(book_part)
    targets = {
        relation.get("Id"): _target(folder, relation)
        for relation in _relations(source, book_part, "/worksheet")
    }
    for sheet in book.iter("{*}sheet"):
        part = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        if part in source.parts:
            is_hidden = sheet.get("state", "visible") != "visible"
            yield _Sheet(sheet.get("name", "Sheet"), source.parts[part], is_hidden)


def _related(source: Source, part: str, kind: str) -> bytes:
    folder = posixpath.dirname(part)
    found = (_target(folder, relation) for relation in _relations(source, part, kind))
    return source.parts.get(next(found, ""), b"")


def _relations(source: Source, part: str, kind: str) -> Iterator[Any]:
    folder, file = posixpath.split(part)
    relations = source.parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    if relations is not None:
        for relation in _parse(relations).iter("{*}Relationship"):
            if relation.get("Type", "").endswith(kind):
                yield relation


def _target(folder: str, relation: Any) -> str:
    target = relation.get("Target", "")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _parse(xml: bytes) -> Any:
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _is_true(text: str | None) -> bool:
    return text in {"1", "true", "on"}


def _contents(sheet: str, cells: Cells, values: Values) -> tuple[Contents, list[Finding]]:
    contents: Contents = {}
    findings: list[Finding] = []
    for place, raw in cells.raw.items():
        content = values.content(raw)
        if content.text:
            contents[place] = content
            if content.kind == "number":
                where = f"{sheet}!{column_letters(place[1])}{place[0]}"
                findings += hazards(float(raw.text), content.text, where)
    return contents, findings


def _formulas(sheet: str, contents: Contents, cells: Cells) -> Iterator[Finding]:
    for (row, column), formula in cells.formulas.items():
        where = f"{sheet}!{column_letters(column)}{row}"
        if content := contents.get((row, column)):
            if not is_error_value(content.text):
                yield finding(FORMULA_VALUE_TAKEN, where, f"取到：{content.text}")
        else:
            yield finding(FORMULA_WITHOUT_VALUE, where, f"公式：={formula}" if formula else "")


def _hidden(grid: Grid, cells: Cells, *, sheet_hidden: bool) -> Iterator[Finding]:
    if sheet_hidden and grid.rows:
        yield finding(HIDDEN_CONTENT, grid.name, "整张工作表是隐藏的。", doubtful=True)
    for row in grid.rows:
        if row.number in cells.hidden_rows:
            yield finding(
                HIDDEN_CONTENT, grid.address(row.number, 1), "整行是隐藏的。", doubtful=True
            )
    for first, last in cells.hidden_columns:
        for column in range(first, min(last, grid.width) + 1):
            if (row_number := _first_row_with(grid, column)) is not None:
                where = grid.address(row_number, column)
                yield finding(HIDDEN_CONTENT, where, "整列是隐藏的。", doubtful=True)


def _first_row_with(grid: Grid, column: int) -> int | None:
    found = (row.cells[column - 1] for row in grid.rows)
    return next((cell.row for cell in found if cell and cell.column == column), None)
