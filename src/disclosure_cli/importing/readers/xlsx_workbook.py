"""xlsx and xlsm workbooks, by openpyxl in its streaming mode.

Streaming gives values without building a sheet's full extent, so one stray cell in the last row or
a merged area over a whole sheet costs nothing. Formulas are never evaluated: what the file saved as
their result is taken, and said.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Content, Grid, build_grid, column_letters
from disclosure_cli.importing.limits import MAX_TAGS, refuse_beyond
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.readers.numbers import date_text, hazards, number_text
from disclosure_cli.importing.readers.sheet_layout import (
    SheetLayout,
    sheet_layout,
    sheet_parts,
)
from disclosure_cli.importing.text import clean

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Contents = dict[tuple[int, int], Content]


def read(source: Source) -> Reading:
    """A grid for each sheet with content."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl warns of features that it does not keep; nothing of them is content
        warnings.simplefilter("ignore")
        with closing(
            load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        ) as workbook:
            return _read(source, workbook)


def _read(source: Source, workbook: Any) -> Reading:
    parts = sheet_parts(source.parts)
    findings = list(_ignored(source))
    grids: list[Grid] = []
    for sheet in workbook.worksheets:
        xml = parts.get(sheet.title, b"")
        refuse_beyond(xml.count(b"<"), MAX_TAGS * 2, source.name, "标记")
        layout = sheet_layout(xml)
        # what a sheet says of its own extent is often wrong; without it, rows end where they end
        sheet.reset_dimensions()
        contents, said = _contents(sheet)
        grid, covered = build_grid(sheet.title, "A1", contents, layout.spans)
        findings += [*said, *covered, *_formulas(sheet.title, contents, layout)]
        findings += _hidden(grid, layout, sheet_hidden=sheet.sheet_state != "visible")
        if grid.rows:
            grids.append(grid)
    return Reading(tuple(grids), tuple(findings))


def _ignored(source: Source) -> Iterator[Finding]:
    if any(part.lower().endswith("vbaproject.bin") for part in source.parts):
        yield finding("I908", source.name)
    if any("/externallinks/" in part.lower() for part in source.parts):
        yield finding("I909", source.name)


def _contents(sheet: Any) -> tuple[Contents, list[Finding]]:
    contents: Contents = {}
    findings: list[Finding] = []
    known: dict[str, Content] = {}
    for number, row in enumerate(sheet.iter_rows(), 1):
        for column, cell in enumerate(row, 1):
            value = cell.value
            if value is None:
                continue
            if type(value) is str:
                # catalogs say the same thing in most of their rows
                content = known.get(value) or known.setdefault(value, _text_content(value))
            else:
                content = _other_content(value, cell.number_format)
                if content.kind == "number":
                    where = f"{sheet.title}!{column_letters(column)}{number}"
                    findings += hazards(value, content.text, where)
            if content.text:
                contents[number, column] = content
    return contents, findings


def _text_content(value: str) -> Content:
    if "_x" in value:
        value = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)
    return Content(clean(value))


def _other_content(value: Any, number_format: str) -> Content:
    if isinstance(value, bool):
        return Content("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return Content(number_text(value, number_format), "number")
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return Content(date_text(value), "date")
    return Content(clean(str(value)))


def _formulas(sheet: str, contents: Contents, layout: SheetLayout) -> Iterator[Finding]:
    for (row, column), formula in layout.formulas.items():
        where = f"{sheet}!{column_letters(column)}{row}"
        if (row, column) in contents:
            yield finding("I910", where, f"取到：{contents[row, column].text}")
        else:
            yield finding("I911", where, f"公式：={formula}" if formula else "")


def _hidden(grid: Grid, layout: SheetLayout, *, sheet_hidden: bool) -> Iterator[Finding]:
    if sheet_hidden and grid.rows:
        yield finding("I912", grid.name, "整张工作表是隐藏的。", doubtful=True)
    for row in grid.rows:
        if row.number in layout.hidden_rows:
            yield finding("I912", grid.address(row.number, 1), "整行是隐藏的。", doubtful=True)
    for first, last in layout.hidden_columns:
        for column in range(first, min(last, grid.width) + 1):
            if (row_number := _first_row_with(grid, column)) is not None:
                where = grid.address(row_number, column)
                yield finding("I912", where, "整列是隐藏的。", doubtful=True)


def _first_row_with(grid: Grid, column: int) -> int | None:
    cells = (row.cells[column - 1] for row in grid.rows)
    return next((cell.row for cell in cells if cell and cell.column == column), None)
