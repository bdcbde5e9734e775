"""What each file format brings with it: hidden parts, formulas, numbers, dates, encodings, symbols."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_cli.importing.grid import Cell, Grid
from disclosure_cli.importing.readers import read
from tests.importing.rendering import ods_of, saved, symbol, zipped
from tests.support.importing import recognise

HEADER = ("序号", "公开事项", "公开内容", "公开依据", "公开渠道")
XLS = Path(__file__).parent / "fixtures" / "catalog.xls"


def workbook(*rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "目录"
    for row in (HEADER, *rows):
        sheet.append(list(row))
    return book, sheet


def said(data: bytes, name: str = "目录.xlsx") -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in recognise(data, name).findings]


def text_at(grid: Grid, row: int, column: int) -> str:
    line = next(line for line in grid.rows if line.number == row)
    cell = line.cells[column - 1]
    assert isinstance(cell, Cell)
    return cell.text


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    file = BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def with_replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    content = parts[part]
    assert isinstance(content, bytes)
    assert old.encode() in content
    return zipped({**parts, part: content.replace(old.encode(), new.encode())})


def test_hidden_rows_columns_and_sheets_are_read_and_said() -> None:
    book, sheet = workbook(
        (1, "职能", "内容", "《条例》", "网站"), (2, "预算", "表", "《预算法》", "网站")
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    secret = book.create_sheet("旧表")
    secret["B2"] = "旧内容"
    secret.sheet_state = "hidden"
    recognition = recognise(saved(book), "目录.xlsx")
    assert len(recognition.tables[0].records) == 2
    places = [(f.code, f.where) for f in recognition.findings]
    assert [place for code, place in places if code == "I912"] == ["目录!A3", "目录!D1", "旧表"]
    assert ("I921", "旧表!B2") in places


def test_formulas_are_never_evaluated() -> None:
    book, _ = workbook((1, "职能", "=1+1", "《条例》", '="政府"&"网站"'))
    data = saved(book)
    recognition = recognise(data, "目录.xlsx")
    assert "elements" not in recognition.tables[0].records[0].values
    assert [(f.code, f.where) for f in recognition.findings] == [
        ("I911", "目录!C2"),
        ("I911", "目录!E2"),
    ]
    assert "1+1" in recognition.findings[0].message
    cached = with_replaced(data, "xl/worksheets/sheet1.xml", "<f>1+1</f>", "<f>1+1</f><v>7</v>")
    recognition = recognise(cached, "目录.xlsx")
    assert recognition.tables[0].records[0].values["elements"] == "7"
    assert ("I910", "目录!C2") in [(f.code, f.where) for f in recognition.findings]


def test_numbers_and_dates_are_the_text_that_was_shown() -> None:
    book, sheet = workbook((1, 42, 0.25, datetime.date(2024, 3, 1), 3.5))
    sheet["B2"].number_format = "00000"
    sheet["C2"].number_format = "0%"
    ((grid,), _) = read(saved(book), "目录.xlsx")
    assert [text_at(grid, 2, column) for column in range(1, 6)] == [
        "1",
        "00042",
        "25%",
        "2024-03-01",
        "3.5",
    ]


def test_codes_that_a_spreadsheet_has_spoilt_are_doubtful() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "目录"
    sheet.append(("索引号", "名称", "内容概述", "文号"))
    sheet.append((datetime.date(2024, 12, 1), "通知", "概述", 123456789012345678))
    assert said(saved(book)) == [("I914", "目录!D2"), ("I915", "目录!A2")]


def test_a_cell_hidden_under_a_merged_one_is_said() -> None:
    book, sheet = workbook(
        (1, "职能", "内容", "《条例》", "网站"), (2, "预算", "表", "《预算法》", "网站")
    )
    sheet.merge_cells("D2:D3")
    data = with_replaced(
        saved(book),
        "xl/worksheets/sheet1.xml",
        '<c r="E3"',
        '<c r="D3" t="str"><v>盖住</v></c><c r="E3"',
    )
    assert ("I913", "目录!D3") in said(data)


def test_macros_and_external_links_are_ignored_and_said() -> None:
    book, _ = workbook((1, "职能", "内容", "《条例》", "网站"))
    data = with_part(saved(book), "xl/vbaProject.bin", b"macro")
    data = with_part(data, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert said(data, "目录.xlsm") == [("I908", "目录.xlsm"), ("I909", "目录.xlsm")]


def test_line_ends_written_as_escapes() -> None:
    book, _ = workbook((1, "职能", "甲_x000D_\n乙\u3000\u00a0丙 \n\n", "《条例》", "网站"))
    record = recognise(saved(book), "目录.xlsx").tables[0].records[0]
    assert record.values["elements"] == "甲\n乙 丙"


def test_one_stray_cell_in_the_last_row_costs_nothing() -> None:
    book, sheet = workbook((1, "职能", "内容", "《条例》", "网站"))
    sheet.cell(1_048_576, 16_384, "迷路")
    recognition = recognise(saved(book), "目录.xlsx")
    assert len(recognition.tables[0].records) == 1
    assert [(f.code, f.where) for f in recognition.findings] == [("I921", "目录!XFD1048576")]


def test_a_merged_area_over_the_whole_sheet_costs_nothing() -> None:
    book, _ = workbook((1, "职能", "内容", "《条例》", "网站"))
    merged = '<mergeCells count="1"><mergeCell ref="F1:XFD1048576"/></mergeCells>'
    data = with_replaced(
        saved(book), "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{merged}"
    )
    assert len(recognise(data, "目录.xlsx").tables[0].records) == 1


def test_xls_with_merged_cells_hidden_rows_and_formulas() -> None:
    recognition = recognise(XLS.read_bytes(), "catalog.xls")
    table = recognition.tables[0]
    assert table.title == "示例县示例局主动公开目录"
    assert [record.values["class.1"] for record in table.records] == [
        "机构信息",
        "机构信息",
        "财政信息",
    ]
    assert [record.values["other:备注"] for record in table.records] == [
        "2024-03-01",
        "2",
        "000042",
    ]
    assert [(f.code, f.where) for f in recognition.findings] == [
        *(("I912", "目录!A6"), ("I910", "目录!H5"), ("I912", "旧目录"), ("I921", "旧目录!A1"))
    ]


def test_ods_repeats_hidden_rows_formulas_and_dates() -> None:
    row = "<table:table-row{}>{}</table:table-row>"
    header = "".join(
        f"<table:table-cell><text:p>{label}</text:p></table:table-cell>" for label in HEADER
    )
    item = (
        '<table:table-cell office:value-type="float" office:value="7" table:formula="of:=3+4"><text:p>7</text:p>'
        "</table:table-cell><table:table-cell><text:p>职<text:s/>能</text:p><office:annotation><text:p>批注"
        '</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated="2">'
        '<text:p>甲<text:line-break/>乙</text:p></table:table-cell><table:table-cell office:value-type="date" '
        'office:date-value="2024-03-01T00:00:00"><text:p>2024年3月1日</text:p></table:table-cell>'
    )
    empty = row.format(' table:number-rows-repeated="1048000"', "<table:table-cell/>")
    hidden = row.format(' table:visibility="collapse"', item)
    data = ods_of(
        f'<table:table table:name="目录">{row.format("", header)}{hidden}{empty}</table:table>'
    )
    ((grid,), findings) = read(data, "目录.ods")
    assert [text_at(grid, 2, column) for column in range(1, 6)] == [
        "7",
        "职 能",
        "甲\n乙",
        "甲\n乙",
        "2024-03-01",
    ]
    assert [(f.code, f.where) for f in findings] == [("I910", "目录!A2"), ("I912", "目录!A2")]


def test_ods_hidden_sheet() -> None:
    styles = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    cell = "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
    table = f'<table:table table:name="旧表" table:style-name="ta1">{cell}</table:table>'
    _, findings = read(ods_of(table, styles), "目录.ods")
    assert [(f.code, f.where) for f in findings] == [("I912", "旧表")]


PAGE = """<html><head><meta charset="{charset}"><title>某站</title></head><body>
<div class="nav">当前位置：首页 &gt; 目录</div><script>var x = "公开事项";</script>
<table><tr><td><table><tr><td>索引号：</td><td>000/2024-1</td></tr></table>
<h1>某某局主动公开目录</h1>
<table><caption>（2024年版）</caption>
<thead><tr><th>序号</th><th>公开
事项</th><th>公开内容</th><th>公开依据</th><th>公开渠道</th></tr></thead>
<tr><td rowspan="99">1</td><td>职能</td><td><p>甲</p><p>乙</p></td><td rowspan="0">《条例》</td>
<td><input type="checkbox" checked>政府网站 <input type="checkbox">政府公报</td></tr>
<tr style="display:none"><td>预算</td><td>表<table><tr><td>附</td></tr></table></td><td>□政府网站</td></tr>
</table><p>注：说明。</p></td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "utf-8")]
)
def test_pages(charset: str, encoding: str) -> None:
    recognition = recognise(PAGE.format(charset=charset).encode(encoding), "目录.html")
    (table,) = recognition.tables
    assert table.title == "某某局主动公开目录"
    assert [column.header for column in table.columns] == [
        "序号",
        "公开事项",
        "公开内容",
        "公开依据",
        "公开渠道",
    ]
    assert [record.values["basis"] for record in table.records] == ["《条例》"] * 2
    assert [record.values["elements"] for record in table.records] == ["甲\n乙", "表\n附"]
    assert table.records[0].channels.used == ("政府网站",)
    assert table.records[0].channels.unused == ("政府公报",)
    assert {"索引号：", "000/2024-1", "（2024年版）", "注：说明。"} <= {
        note.text for note in table.notes
    }
    assert [(f.code, f.where) for f in recognition.findings if f.code == "I912"] == [
        ("I912", "表2!R3C1")
    ]


def test_big5_where_it_is_declared() -> None:
    page = "<meta charset=big5><table><tr><th>公開事項<th>公開內容</table>".encode("big5")
    ((grid,), _) = read(page, "目錄.html")
    assert text_at(grid, 1, 1) == "公開事項"


def test_documents_with_symbols_boxes_and_pages() -> None:
    document = Document()
    document.add_paragraph("某某局主动公开目录")
    first = document.add_table(2, 5)
    for column, label in enumerate(HEADER):
        first.cell(0, column).text = label
    for column, text in enumerate(("1", "职能", "甲\n乙", "《条例》第二十条", "")):
        first.cell(1, column).text = text
    paragraph = first.cell(1, 4).paragraphs[0]
    paragraph._p.append(symbol("F052"))
    paragraph.add_run("政府网站 ")
    paragraph._p.append(symbol("F0A3"))
    paragraph.add_run("政府公报")
    document.add_paragraph("")
    second = document.add_table(1, 5)
    for column, text in enumerate(("2", "", "丙", "同上", "□政府网站 ■政府公报")):
        second.cell(0, column).text = text
    second.cell(0, 1).text = "预算"
    document.add_paragraph("备注：说明。")
    recognition = recognise(saved(document), "目录.docx")
    (table,) = recognition.tables
    assert table.title == "某某局主动公开目录"
    assert [record.where for record in table.records] == ["表1!R2C1", "表2!R1C1"]
    assert [record.channels.used for record in table.records] == [("政府网站",), ("政府公报",)]
    assert table.records[1].values["basis"] == "《条例》第二十条"
    assert [(f.code, f.where) for f in recognition.findings] == [("I924", "表2!R1C1")]


def test_a_document_with_macros() -> None:
    document = Document()
    document.add_paragraph("名称：示例局　地址：示例路1号　电话：0000-0000000")
    normal = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = with_replaced(saved(document), "[Content_Types].xml", normal, macros)
    recognition = recognise(with_part(data, "word/vbaProject.bin", b"x"), "指南.docm")
    assert recognition.tables[0].records[0].values["contact.address"] == "示例路1号"
    assert [(f.code, f.where) for f in recognition.findings] == [("I908", "指南.docm")]


@pytest.mark.parametrize("name", ["目录.xls", "目录.csv"])
def test_content_decides_not_the_name(name: str) -> None:
    page = "<table><tr><th>公开事项<th>公开内容<th>公开依据<tr><td>职能<td>内容<td>《条例》</table>"
    recognition = recognise(page.encode(), name)
    assert recognition.tables[0].records[0].values["title"] == "职能"
    assert [(f.code, f.where) for f in recognition.findings] == [("I907", name)]


def test_a_workbook_that_is_named_otherwise() -> None:
    book, _ = workbook((1, "职能", "内容", "《条例》", "网站"))
    assert said(saved(book), "目录.xls") == [("I907", "目录.xls")]
    assert ("I907", "目录.xlsx") in said(XLS.read_bytes(), "目录.xlsx")


def test_a_sheet_without_a_title_is_titled_by_its_name() -> None:
    book, sheet = workbook((1, "职能", "内容", "《条例》", "网站"))
    assert recognise(saved(book), "甲.xlsx").tables[0].title == "目录"
    sheet.title = "Sheet1"
    assert recognise(saved(book), "甲.xlsx").tables[0].title == ""
