"""xls workbooks (Excel 97-2003), by xlrd, which tells merged areas and hidden rows and stays sparse.

xlrd gives a formula's saved result without saying that it is one; the formula records are found in
the workbook stream itself.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from disclosure_cli.importing.codes import (
    DAMAGED_FILE,
    ENCRYPTED_FILE,
    FORMULA_VALUE_TAKEN,
    HIDDEN_CONTENT,
    MACROS_IGNORED,
)
from disclosure_cli.importing.findings import Finding, UnreadableError, finding
from disclosure_cli.importing.grid import (
    Content,
    Grid,
    Span,
    build_grid,
    column_letters,
)
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.readers.numbers import date_text, hazards, number_text
from disclosure_cli.importing.text import clean, is_error_value

_BOF, _EOF, _FORMULA = 0x0809, 0x000A, 0x0006
_WORKSHEET = 0x0010
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
}
_ERRORS |= {0x24: "#NUM!", 0x2A: "#N/A"}


def read(source: Source) -> Reading:
    """A grid for each sheet with content."""
    import xlrd  # type: ignore[import-untyped,unused-ignore]

    document = _document(source)
    try:
        book = xlrd.open_workbook(
            file_contents=source.data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as error:
        kind = ENCRYPTED_FILE if "encrypted" in str(error).lower() else DAMAGED_FILE
        raise UnreadableError(finding(kind, source.name)) from error
    findings: list[Finding] = []
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in source.data:
        findings.append(finding(MACROS_IGNORED, source.name))
    formulas = list(_formula_places(_stream(document) if document else source.data))
    grids: list[Grid] = []
    for index, sheet in enumerate(book.sheets()):
        contents, said = _contents(book, sheet)
        spans = (Span(r + 1, c + 1, last_r, last_c) for r, last_r, c, last_c in sheet.merged_cells)
        grid, covered = build_grid(sheet.name, "A1", contents, spans)
        findings += [*said, *covered, *_hidden(grid, sheet)]
        for row, column in formulas[index] if index < len(formulas) else ():
            content = contents.get((row, column))
            if content is not None and not is_error_value(content.text):
                where = f"{sheet.name}!{column_letters(column)}{row}"
                findings.append(finding(FORMULA_VALUE_TAKEN, where, f"取到：{content.text}"))
        if grid.rows:
            grids.append(replace(grid, is_1904=bool(book.datemode)))
    return Reading(tuple(grids), tuple(findings))


def _contents(book: Any, sheet: Any) -> tuple[dict[tuple[int, int], Content], list[Finding]]:
    contents: dict[tuple[int, int], Content] = {}
    findings: list[Finding] = []
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            content = _content(book, cell)
            if content.text:
                contents[row + 1, column + 1] = content
                if content.kind == "number":
                    where = f"{sheet.name}!{column_letters(column + 1)}{row + 1}"
                    findings += hazards(cell.value, content.text, where)
    return contents, findings


def _content(book: Any, cell: Any) -> Content:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return Content(clean(cell.value))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        style = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        return Content(number_text(cell.value, style.format_str if style else None), "number")
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        return Content(date_text(moment), "date")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Content("TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Content(_ERRORS.get(cell.value, "#错误"))
    return Content("")


def _document(source: Source) -> Any:
    """The compound file around the workbook; None where there is none.

    xlrd follows the chain of sectors of a small stream for ever where damage has made it a ring.
    """
    from xlrd.compdoc import CompDoc  # type: ignore[import-untyped,unused-ignore]

    if not source.data.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    document = CompDoc(source.data, logfile=io.StringIO())
    if not (_chains_end(document.SAT) and _chains_end(document.SSAT)):
        raise UnreadableError(finding(DAMAGED_FILE, source.name))
    return document


def _chains_end(following: Sequence[int]) -> bool:
    """Whether every chain ends; ``following`` has for each sector the next one, or a negative number."""
    seen_from = [-1] * len(following)
    for start in range(len(following)):
        sector = start
        while 0 <= sector < len(following) and seen_from[sector] < 0:
            seen_from[sector] = start
            sector = following[sector]
        if 0 <= sector < len(following) and seen_from[sector] == start:
            return False
    return True


def _stream(document: Any) -> bytes:
    return document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""


def _formula_places(stream: bytes) -> Iterator[list[tuple[int, int]]]:
    """For each worksheet in order, the cells that are formulas (BIFF records, [MS-XLS] 2.4.127)."""
    places: list[tuple[int, int]] = []
    position, depth, wanted = 0, 0, False
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        body = position + 4
        position = body + size
        if kind == _BOF and size >= 4:
            depth += 1
            if depth == 1:
                wanted = struct.unpack_from("<H", stream, body + 2)[0] == _WORKSHEET
                places = []
        elif kind == _EOF:
            depth = max(0, depth - 1)
            if depth == 0 and wanted:
                yield places
        elif kind == _FORMULA and depth == 1 and size >= 4:
            row, column = struct.unpack_from("<HH", stream, body)
            places.append((row + 1, column + 1))


def _hidden(grid: Grid, sheet: Any) -> Iterator[Finding]:
    if sheet.visibility and grid.rows:
        yield finding(HIDDEN_CONTENT, grid.name, "整张工作表是隐藏的。", doubtful=True)
    for row in grid.rows:
        layout = sheet.rowinfo_map.get(row.number - 1)
        if layout is not None and layout.hidden:
            yield finding(
                HIDDEN_CONTENT, grid.address(row.number, 1), "整行是隐藏的。", doubtful=True
            )
    for index in range(grid.width):
        layout = sheet.colinfo_map.get(index)
        cells = (row.cells[index] for row in grid.rows)
        first = next((cell for cell in cells if cell and cell.column == index + 1), None)
        if layout is not None and layout.hidden and first is not None:
            yield finding(HIDDEN_CONTENT, grid.place(first), "整列是隐藏的。", doubtful=True)
