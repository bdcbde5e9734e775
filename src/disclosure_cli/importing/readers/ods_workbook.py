"""ods workbooks (OpenDocument 1.2, part 1, chapter 9), read from their content part by lxml.

Rows and cells repeated by a number are taken once unless they have content, so a sheet that
"repeats" an empty row a million times costs one row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from disclosure_cli.importing.codes import (
    EXTERNAL_LINKS_IGNORED,
    FILE_TOO_LARGE,
    FORMULA_VALUE_TAKEN,
    FORMULA_WITHOUT_VALUE,
    HIDDEN_CONTENT,
    MACROS_IGNORED,
)
from disclosure_cli.importing.findings import Finding, UnreadableError, finding
from disclosure_cli.importing.grid import (
    MAX_COLUMNS,
    CellKind,
    Content,
    Span,
    build_grid,
    column_letters,
)
from disclosure_cli.importing.limits import MAX_TAGS, refuse_beyond
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.readers.numbers import hazards
from disclosure_cli.importing.text import clean, is_error_value

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"

MAX_REPEATED_ROWS = 1000
"""A row with content repeated more often than this is a fill, not a list of items."""

Contents = dict[tuple[int, int], Content]


def read(source: Source) -> Reading:
    """A grid for each sheet with content."""
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    refuse_beyond(source.parts["content.xml"].count(b"<"), MAX_TAGS, source.name, "标记")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(io.BytesIO(source.parts["content.xml"]), parser).getroot()
    findings = list(_ignored(source, root))
    hidden_styles = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    is_1904 = any(
        date.get(f"{_TABLE}date-value", "").startswith("1904-01-01")
        for date in root.iter(f"{_TABLE}null-date")
    )
    grids = []
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "Sheet")
        contents, spans, said = _sheet(table, name, source)
        grid, covered = build_grid(name, "A1", contents, spans)
        if grid.rows:
            grids.append(replace(grid, is_1904=is_1904))
            if table.get(f"{_TABLE}style-name") in hidden_styles:
                findings.append(
                    finding(HIDDEN_CONTENT, name, "整张工作表是隐藏的。", doubtful=True)
                )
        findings += [*said, *covered]
    return Reading(tuple(grids), tuple(findings))


def _ignored(source: Source, root: Any) -> Iterator[Finding]:
    if any(part.startswith(("Basic/", "Scripts/")) for part in source.parts):
        yield finding(MACROS_IGNORED, source.name)
    if any(link.get(_LINK) for link in root.iter(f"{_TABLE}table-source")):
        yield finding(EXTERNAL_LINKS_IGNORED, source.name)


def _sheet(table: Any, name: str, source: Source) -> tuple[Contents, list[Span], list[Finding]]:
    contents: Contents = {}
    spans: list[Span] = []
    findings: list[Finding] = []
    number = 1
    hidden_columns = _hidden_columns(table)
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        cells = list(_cells(row))
        if cells and repeated > MAX_REPEATED_ROWS:
            raise UnreadableError(
                finding(FILE_TOO_LARGE, source.name, f"同一行重复了 {repeated} 次。")
            )
        for current in range(number, number + repeated) if cells else ():
            for column, content, cell in cells:
                where = f"{name}!{column_letters(column)}{current}"
                findings += _said(cell, content, where)
                if not content.text:
                    continue
                contents[current, column] = content
                spans += _span(cell, current, column)
                if hidden_columns.pop(column, False):
                    findings.append(finding(HIDDEN_CONTENT, where, "整列是隐藏的。", doubtful=True))
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                where = f"{name}!A{current}"
                findings.append(finding(HIDDEN_CONTENT, where, "整行是隐藏的。", doubtful=True))
        number += repeated
    return contents, spans, findings


def _hidden_columns(table: Any) -> dict[int, bool]:
    hidden: dict[int, bool] = {}
    column = 1
    for element in table.iter(f"{_TABLE}table-column"):
        repeated = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            last = min(column + repeated, MAX_COLUMNS + 1)
            hidden |= dict.fromkeys(range(column, last), True)
        column += repeated
    return hidden


def _cells(row: Any) -> Iterator[tuple[int, Content, Any]]:
    column = 1
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        repeated = _count(cell, "number-columns-repeated")
        content = _content(cell)
        if content.text or cell.get(f"{_TABLE}formula"):
            for current in range(column, column + min(repeated, MAX_COLUMNS)):
                yield current, content, cell
        column += repeated


def _content(cell: Any) -> Content:
    text = clean("\n".join(_paragraph(p) for p in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h")))
    kind: CellKind = "text"
    value_type = cell.get(f"{_OFFICE}value-type", "")
    if value_type == "date":
        kind, date = "date", cell.get(f"{_OFFICE}date-value", "")
        text = date.removesuffix("T00:00:00").replace("T", " ") or text
    elif value_type in ("float", "currency", "percentage"):
        kind, text = "number", text or cell.get(f"{_OFFICE}value", "")
    elif value_type == "string":
        text = text or clean(cell.get(f"{_OFFICE}string-value", ""))
    return Content(text, kind)


def _paragraph(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            pieces.append(" ")
        elif isinstance(child.tag, str) and child.tag != f"{_OFFICE}annotation":
            pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _span(cell: Any, row: int, column: int) -> Iterator[Span]:
    rows, columns = (
        _count(cell, "number-rows-spanned"),
        _count(cell, "number-columns-spanned"),
    )
    if rows > 1 or columns > 1:
        yield Span(row, column, row + rows - 1, column + columns - 1)


def _said(cell: Any, content: Content, where: str) -> Iterator[Finding]:
    if formula := cell.get(f"{_TABLE}formula"):
        if content.text:
            if not is_error_value(content.text):
                yield finding(FORMULA_VALUE_TAKEN, where, f"取到：{content.text}")
        else:
            yield finding(FORMULA_WITHOUT_VALUE, where, f"公式：{formula}")
    if content.kind == "number":
        try:
            value = float(cell.get(f"{_OFFICE}value", "0"))
        except ValueError:
            return
        yield from hazards(value, content.text, where)


def _count(element: Any, attribute: str) -> int:
    text = element.get(f"{_TABLE}{attribute}", "1")
    return max(int(text), 1) if text.isdecimal() else 1
