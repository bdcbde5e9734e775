"""The reader of workbooks sees what openpyxl sees, and what the standard says of parts that openpyxl never writes."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from disclosure_cli.importing.grid import Cell, Grid
from disclosure_cli.importing.readers import read
from disclosure_cli.importing.readers.numbers import date_text, number_text
from disclosure_cli.importing.text import clean
from tests.importing.rendering import saved, zipped
from tests.support.importing import recognise

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
values = st.one_of(
    texts,
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 4)),
    st.booleans(),
    st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)),
)
places = st.tuples(st.integers(1, 40), st.integers(1, 40))


def cells_of(grid: Grid) -> dict[tuple[int, int], Cell]:
    return {
        (cell.row, cell.column): cell for row in grid.rows for cell in row.cells if cell is not None
    }


def text_of(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(float(value), None)
    if isinstance(value, datetime.date):
        return date_text(value)
    return clean(str(value))


@settings(max_examples=25)
@given(st.dictionaries(places, values, max_size=12))
def test_it_sees_what_openpyxl_sees(contents: dict[tuple[int, int], Any]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for (row, column), value in contents.items():
        cell = sheet.cell(row, column)
        try:
            cell.value = value
        except IllegalCharacterError:
            continue
        if isinstance(value, str):
            cell.data_type = "s"
    data = saved(book)
    other = load_workbook(BytesIO(data), data_only=True).active
    assert other is not None
    seen = {
        (cell.row, cell.column): text
        for line in other.iter_rows()
        for cell in line
        if cell.value is not None and (text := text_of(cell.value))
    }
    grids, _ = read(data, "目录.xlsx")
    found = {place: cell.text for grid in grids for place, cell in cells_of(grid).items()}
    assert found == seen


def parts(
    sheet: str, strings: str = "", styles: str = "", main: str = MAIN, office: str = OFFICE
) -> dict[str, str]:
    """A workbook of one sheet, from the inside of its parts."""

    def relations(*targets: tuple[str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="r{n}" Type="{office}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'

    inner = ("worksheet", "sheets/a.xml"), ("sharedStrings", "/xl/s.xml"), ("styles", "st.xml")
    return {
        "[Content_Types].xml": "<Types><Override ContentType='spreadsheetml.sheet.main+xml'/></Types>",
        "_rels/.rels": relations(("officeDocument", "xl/book.xml")),
        "xl/book.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/book.xml.rels": relations(*inner),
        "xl/sheets/a.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        "xl/s.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/st.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }


@pytest.mark.parametrize(("main", "office"), [(MAIN, OFFICE), (STRICT, STRICT_OFFICE)])
def test_parts_as_the_standard_has_them(main: str, office: str) -> None:
    sheet = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        '<row r="5" hidden="true"><c r="C5" s="1"><v>505</v></c><c s="2"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        '<row><c r="A6" t="d"><v>2024-03-01</v></c><c r="B6" t="inlineStr"><is><t>a</t><t>b</t></is></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:A4"/></mergeCells>'
    )
    strings = (
        '<si><t xml:space="preserve"> 公开</t></si>'
        "<si><r><t>事</t></r><r><t>项</t></r><rPh><t>shixiang</t></rPh></si>"
    )
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>'
    )
    data = zipped(parts(sheet, strings, styles, main, office))
    (grid,), findings = read(data, "目录.xlsx")
    found = {place: cell.text for place, cell in cells_of(grid).items()}
    assert found == {
        (1, 1): "公开",
        (1, 2): "事项",
        (5, 3): "0505",
        (5, 4): "1904-01-02",
        (5, 5): "#N/A",
        (6, 1): "2024-03-01",
        (6, 2): "ab",
    }
    assert cells_of(grid)[1, 1].row_span == 4
    assert {(said.code, said.where) for said in findings} == {("I912", "甲!A5"), ("I912", "甲!B1")}


@pytest.mark.parametrize(
    "cell", ['<c t="s"><v>7</v></c>', '<c t="s"><v>x</v></c>', "<c><v>1,5</v></c>"]
)
def test_a_cell_that_says_what_it_is_not_is_damage(cell: str) -> None:
    data = zipped(parts(f"<sheetData><row>{cell}</row></sheetData>"))
    assert [said.code for said in recognise(data, "目录.xlsx").findings] == ["I904"]


def test_sheets_of_other_kinds_have_no_cells() -> None:
    book = Workbook()
    book.create_chartsheet("图")
    book["Sheet"]["A1"] = "甲"
    (grid,), _ = read(saved(book), "目录.xlsx")
    assert grid.name == "Sheet"
