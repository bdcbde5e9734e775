"""Sketches as the files that units publish: workbook, page, document, csv, OpenDocument sheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.oxml import OxmlElement
from openpyxl import Workbook

from tests.importing.sketches import Sketch

Cells = Mapping[tuple[int, int], str]


def extent(drawn: Sketch) -> tuple[int, int]:
    rows = max([row for row, _ in drawn.cells] + [merge[2] for merge in drawn.merges])
    columns = max([column for _, column in drawn.cells] + [merge[3] for merge in drawn.merges])
    return rows, columns


def as_xlsx(drawn: Sketch, name: str = "Sheet1") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for (row, column), text in drawn.cells.items():
        sheet.cell(row, column, text)
    for first_row, first_column, last_row, last_column in drawn.merges:
        sheet.merge_cells(
            start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
        )
    return saved(book)


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_html(drawn: Sketch) -> bytes:
    anchors, covered = _merged(drawn)
    rows, columns = extent(drawn)
    lines = []
    for row in range(1, rows + 1):
        cells = []
        for column in range(1, columns + 1):
            if (row, column) in covered:
                continue
            down, across = anchors.get((row, column), (1, 1))
            spans = f' rowspan="{down}"' * (down > 1) + f' colspan="{across}"' * (across > 1)
            text = escape(drawn.cells.get((row, column), "")).replace("\n", "<br>") or "&nbsp;"
            cells.append(f"<td{spans}>{text}</td>")
        lines.append("<tr>" + "\n".join(cells) + "</tr>")
    body = f'<div class="layout"><table border="1">{"".join(lines)}</table></div>'
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def as_csv(drawn: Sketch, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    rows, columns = extent(drawn)
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    for row in range(1, rows + 1):
        writer.writerow([drawn.cells.get((row, column), "") for column in range(1, columns + 1)])
    return file.getvalue().encode(encoding)


def as_docx(drawn: Sketch) -> bytes:
    rows, columns = extent(drawn)
    document = Document()
    table = document.add_table(rows, columns)
    for first_row, first_column, last_row, last_column in drawn.merges:
        first = table.cell(first_row - 1, first_column - 1)
        first.merge(table.cell(last_row - 1, last_column - 1))
    grid = [list(row.cells) for row in table.rows]
    for (row, column), text in drawn.cells.items():
        grid[row - 1][column - 1].text = text
    return saved(document)


def symbol(code: str, font: str = "Wingdings 2") -> Any:
    """A sign of a symbol font as Word keeps it."""
    run = OxmlElement("w:r")
    sign = OxmlElement("w:sym")
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    sign.set(f"{namespace}font", font)
    sign.set(f"{namespace}char", code)
    run.append(sign)
    return run


def as_ods(drawn: Sketch, name: str = "Sheet1", trailing: str = "") -> bytes:
    anchors, covered = _merged(drawn)
    rows, columns = extent(drawn)
    lines = []
    for row in range(1, rows + 1):
        cells = []
        for column in range(1, columns + 1):
            tag = "covered-table-cell" if (row, column) in covered else "table-cell"
            down, across = anchors.get((row, column), (1, 1))
            spans = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
            text = drawn.cells.get((row, column), "")
            paragraphs = "".join(
                f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if line
            )
            cells.append(f"<table:{tag}{spans * (down * across > 1)}>{paragraphs}</table:{tag}>")
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    table = f"<table:table table:name={quoteattr(name)}>{''.join(lines)}{trailing}</table:table>"
    return ods_of(table)


def ods_of(table: str, styles: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _merged(
    drawn: Sketch,
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    anchors = {}
    covered = set()
    for first_row, first_column, last_row, last_column in drawn.merges:
        anchors[first_row, first_column] = (
            last_row - first_row + 1,
            last_column - first_column + 1,
        )
        covered |= {
            (row, column)
            for row in range(first_row, last_row + 1)
            for column in range(first_column, last_column + 1)
        } - {(first_row, first_column)}
    return anchors, covered
