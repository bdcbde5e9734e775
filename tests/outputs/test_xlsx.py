"""A workbook read back by openpyxl holds what it was made from, as text, bordered, merged and set up for print."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.xml.functions import fromstring

from disclosure_cli.outputs.xlsx.layout import LayoutError
from disclosure_cli.outputs.xlsx.workbook import WorkbookError, render
from tests.outputs import xlsx_samples as samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_cli.document import Block, Form, Table

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'quoted",
    "<b>&amp;</b>",
    "]]>",
    "第一行\n第二行\n\n第四行",
    "  前后有空格  ",
    "\t制表符",
    "000014349",
    "110101199001011234",
    "2024-00012",
    "2024-03-01",
    "1.1E+17",
    "TRUE",
    "无",
    "😀公开😀",
    "_x000D_",
    "_x005F_x000D_",
    "_x0041_x0042_",
    "a_x_b_xZZZZ_",
    "#N/A",
    "\u3000全角",
]
# What no worksheet can hold, and CR, which XML reads as a line feed.
WRITABLE = st.characters(
    exclude_categories=["Cs", "Cc"],
    include_characters="\n\t",
    exclude_characters="\ufffe\uffff" + "".join(map(chr, range(0xFDD0, 0xFDF0))),
)


def read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rendered(*blocks: Block, layout: str = "standard", title: str = "") -> Any:
    """Return the sheet that is made from some blocks."""
    content = samples.document(title, *blocks)
    book = samples.workbook(("表", layout, content))
    return read(render(book, samples.catalog_layouts()))["表"]


def one_column(texts: list[str]) -> Table:
    return samples.table([samples.column("内容", 40)], [[text] for text in texts])


def ranges(sheet: Any) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def filled(sheet: Any) -> dict[tuple[int, int], str]:
    """Return the texts of all cells, those inside merged cells included; a number is the text that one sees."""
    texts = {
        (cell.row, cell.column): "" if cell.value is None else str(cell.value)
        for row in sheet.iter_rows()
        for cell in row
    }
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            texts[row, column] = texts[area.min_row, area.min_col]
    return texts


def body(sheet: Any, table: Table, first: int) -> list[list[str]]:
    texts = filled(sheet)
    columns = range(1, len(table["columns"]) + 1)
    rows = range(first, first + len(table["rows"]))
    return [[texts[row, column] for column in columns] for row in rows]


def row_of(sheet: Any, text: str) -> int:
    rows: Iterator[int] = (
        cell.row
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and text in cell.value
    )
    return next(rows)


@pytest.fixture(scope="module")
def catalog() -> Any:
    return read(render(samples.catalog_workbook(), samples.catalog_layouts()))


@pytest.fixture(scope="module")
def guide() -> Any:
    return read(render(samples.guide_workbook(), samples.guide_layouts()))["指南"]


def test_sheets_hold_the_rows_in_order(catalog: Any) -> None:
    standard, data = samples.standard_table(), samples.data_table()
    header = row_of(catalog["公开事项目录"], "一级事项")
    assert body(catalog["公开事项目录"], standard, header + 1) == standard["rows"]
    assert body(catalog["数据"], data, 2) == data["rows"]


def test_the_header_of_the_standard_catalog_has_two_merged_rows(catalog: Any) -> None:
    sheet = catalog["公开事项目录"]
    upper = row_of(sheet, "序号")
    lower = upper + 1
    groups = {f"{left}{upper}:{right}{upper}" for left, right in ("BC", "IJ", "KL", "MN")}
    singles = {f"{column}{upper}:{column}{lower}" for column in "ADEFGH"}
    assert groups | singles <= ranges(sheet)
    assert [cell.value for cell in sheet[upper]][:2] == ["序号", "公开事项"]
    assert [cell.value for cell in sheet[lower]][8:] == [
        "全社会",
        "特定群体",
        "主动",
        "依申请公开",
        "县级",
        "乡级",
    ]
    fonts = [cell.font for cell in sheet[upper] if cell.value]
    assert {(font.name, font.b) for font in fonts} == {("黑体", True)}


def test_a_header_without_groups_is_one_row() -> None:
    sheet = rendered(one_column(["甲"]), layout="data")
    assert [row[0].value for row in sheet.iter_rows(max_row=2)] == ["内容", "甲"]
    assert not ranges(sheet)


def test_title_and_notes_span_the_table(catalog: Any) -> None:
    sheet = catalog["公开事项目录"]
    for text in ("养老服务领域基层政务公开标准目录", "2024年6月30日更新", "说明：1."):
        row = row_of(sheet, text)
        assert f"A{row}:N{row}" in ranges(sheet)
    assert row_of(sheet, "说明：1.") > row_of(sheet, "咨询、投诉和监督电话")


def borders(sheet: Any, first: int, last: int) -> set[tuple[str | None, ...]]:
    """Return the kinds of borders of cells in some rows, as left, right, top, bottom."""
    return {
        tuple(getattr(cell.border, side).style for side in ("left", "right", "top", "bottom"))
        for row in sheet.iter_rows(min_row=first, max_row=last)
        for cell in row
    }


def test_every_cell_of_a_table_has_four_borders(catalog: Any) -> None:
    # Read-only: openpyxl otherwise takes the inner borders of merged cells away as it reads.
    data = render(samples.catalog_workbook(), samples.catalog_layouts())
    raw = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    for name, rows in (("公开事项目录", 20), ("信息目录", 12), ("数据", 20)):
        first, last = (int(row) for row in re.findall(r"\d+", catalog[name].print_title_rows))
        assert borders(raw[name], first, last + rows) == {("thin",) * 4}


def test_equal_neighbours_of_a_merging_column_are_one_cell() -> None:
    columns = [samples.column("一级事项", 10, merge=True), samples.column("二级事项", 20)]
    rows = [["甲", "1"], ["甲", "1"], ["乙", "2"], ["", "3"], ["", "4"], ["乙", "5"], ["乙", "6"]]
    sheet = rendered(samples.table(columns, rows))
    assert ranges(sheet) == {"A2:A3", "A7:A8"}


def test_a_class_that_goes_on_is_named_again_on_the_next_page(catalog: Any) -> None:
    sheet = catalog["公开事项目录"]
    page_starts = [brk.id + 1 for brk in sheet.row_breaks.brk]
    assert page_starts
    assert all(sheet.cell(row, 2).value for row in page_starts)
    for area in sheet.merged_cells.ranges:
        assert not any(area.min_row < row <= area.max_row for row in page_starts)


@pytest.mark.parametrize("rows", range(43, 50))
def test_what_is_said_behind_a_table_does_not_stand_alone_on_a_page(rows: int) -> None:
    columns = [samples.column("序号", 6), samples.column("名称", 90)]
    made = samples.table(columns, [[str(number), "甲"] for number in range(rows)])
    sheet = rendered({**made, "notes": ["注一", "注二"]})
    last = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    assert all(brk.id < last[str(rows - 1)] for brk in sheet.row_breaks.brk)


def test_a_merged_cell_is_as_tall_as_its_text() -> None:
    columns = [samples.column("一级事项", 6, merge=True), samples.column("二级事项", 90)]
    long = "行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果" * 3
    sheet = rendered(samples.table(columns, [[long, "短"], [long, "短"]]))
    plain = rendered(samples.table(columns, [["甲", "短"], ["甲", "短"]]))
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights[0] == heights[1] > 4 * plain.row_dimensions[2].height


def test_pages_are_set_up_for_print(catalog: Any) -> None:
    for name, orientation in (("公开事项目录", "landscape"), ("编制说明", "portrait")):
        sheet = catalog[name]
        assert sheet.page_setup.orientation == orientation
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.center.text == "— &P —"
    assert catalog["编制说明"].page_margins.top == pytest.approx(37 / 25.4)


def test_the_header_is_repeated_and_frozen(catalog: Any) -> None:
    sheet = catalog["公开事项目录"]
    upper = row_of(sheet, "序号")
    assert sheet.print_title_rows == f"${upper}:${upper + 1}"
    assert sheet.freeze_panes == f"A{upper + 2}"
    assert catalog["编制说明"].print_title_rows is None


def test_columns_fill_the_page_and_no_more(catalog: Any) -> None:
    sheet = catalog["公开事项目录"]
    points = sum(dimension.width for dimension in sheet.column_dimensions.values()) * 6
    printable = (297 - 14 - 14) / 25.4 * 72
    assert printable * 0.985 < points <= printable


def test_a_date_is_not_broken() -> None:
    columns = [samples.column("日期", 6), *(samples.column(name, 60) for name in "甲乙丙")]
    sheet = rendered(samples.table(columns, [["2024-03-01", "", "", ""]]))
    size = sheet["A2"].font.sz
    assert sheet.column_dimensions["A"].width * 6 > len("2024-03-01") * 0.65 * size


def test_a_column_is_wide_enough_for_its_longest_text_to_fit_on_a_page() -> None:
    table = samples.standard_table(6)
    table["rows"][2][3] = "行政许可事项的依据、条件、程序、期限和收费；" * 30
    sheet = rendered(table)
    assert body(sheet, table, 3) == table["rows"]
    assert max(row.height for row in sheet.row_dimensions.values()) > 300
    assert not [
        area for area in sheet.merged_cells.ranges if area.min_col == 4 and area.min_row > 2
    ]


def test_the_last_row_of_a_table_does_not_stand_alone_on_a_page() -> None:
    for count in range(20, 60):
        sheet = rendered(one_column(["公开"] * count), layout="entries")
        assert sheet.max_row == count + 1
        assert count not in {brk.id for brk in sheet.row_breaks.brk}


def test_the_data_sheet_can_be_filtered(catalog: Any) -> None:
    sheet = catalog["数据"]
    assert not ranges(sheet)
    assert sheet.auto_filter.ref == "A1:H21"
    assert sheet.freeze_panes == "A2"
    assert not sheet.row_breaks.brk


def test_the_filter_ends_above_the_notes() -> None:
    table = samples.table([samples.column("名称", 20)], [["甲"], ["乙"]], "注：两行。")
    assert rendered(table, layout="data").auto_filter.ref == "A1:A3"


def test_what_stands_over_data_is_in_one_cell_and_one_line() -> None:
    content = samples.document("标题", samples.data_table(2), dateline="2024年", banner="示例")
    book = samples.workbook(("表", "data", content))
    sheet = read(render(book, samples.catalog_layouts()))["表"]
    assert not ranges(sheet)
    cells = [sheet.cell(row_of(sheet, text), 1) for text in ("示例", "标题", "2024年")]
    assert [cell.alignment.horizontal for cell in cells] == ["left"] * 3
    assert not any(cell.alignment.wrap_text for cell in cells)


@pytest.mark.parametrize(("columns", "pages"), [(8, 1), (40, 4)])
def test_data_too_wide_to_be_read_on_one_page_is_printed_side_by_side(
    columns: int, pages: int
) -> None:
    table = samples.table([samples.column("名称", 24)] * columns, [["值"] * columns])
    sheet = rendered(table, layout="data")
    assert sheet.page_setup.fitToWidth == pages
    assert (sheet.print_title_cols is not None) == (pages > 1)


def test_hostile_texts_stay_what_they_are() -> None:
    sheet = rendered(one_column(HOSTILE), layout="data")
    cells = [row[0] for row in sheet.iter_rows(min_row=2, max_row=len(HOSTILE) + 1)]
    # openpyxl takes these characters out of any text; LibreOffice, which does not, is asked in tests/office.
    assert [cell.value for cell in cells] == [text.replace("x005F_", "") for text in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


@given(st.lists(st.text(WRITABLE, min_size=1), min_size=1, max_size=20))
def test_any_text_is_read_back(texts: list[str]) -> None:
    sheet = rendered(one_column(texts), layout="data")
    read = [sheet.cell(row, 1).value for row in range(2, len(texts) + 2)]
    assert read == [text.replace("x005F_", "") for text in texts]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x85", "\ud800", "\ufffe"])
def test_what_no_document_can_hold_becomes_visible(character: str) -> None:
    assert rendered(one_column([f"前{character}后"]))["A2"].value == "前\ufffd后"


def test_a_text_may_have_32767_characters_and_no_more() -> None:
    assert len(rendered(one_column(["公" * 32767]), layout="data")["A2"].value) == 32767
    with pytest.raises(WorkbookError, match="A3") as raised:
        rendered(one_column(["短", "😀" * 16384]), layout="data")
    assert (raised.value.sheet, raised.value.cell) == ("表", "A3")


def test_no_row_is_taller_than_a_row_may_be() -> None:
    texts = ["政府信息公开" * 700, "短"]
    sheet = rendered(one_column(texts), layout="text")
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) <= 409.5
    (area,) = sheet.merged_cells.ranges
    assert sheet.cell(area.min_row, 1).value == texts[0]
    assert sheet.cell(area.max_row + 1, 1).value == "短"


@pytest.mark.parametrize("name", ["", "公" * 32, "a/b", "a:b", "[a]", "a*", "a?", "a\\b", "'a"])
def test_names_that_no_sheet_may_have(name: str) -> None:
    book = samples.workbook((name, "text", samples.notes_document()))
    with pytest.raises(WorkbookError):
        render(book, samples.catalog_layouts())


def test_two_sheets_may_not_have_one_name() -> None:
    sheet = ("Data", "text", samples.notes_document())
    with pytest.raises(WorkbookError):
        render(samples.workbook(sheet, ("data", *sheet[1:])), samples.catalog_layouts())


def test_a_layout_that_does_not_exist_is_named_with_the_likely_one() -> None:
    book = samples.workbook(("表", "standrad", samples.notes_document()))
    with pytest.raises(LayoutError, match=r"standrad.*standard"):
        render(book, samples.catalog_layouts())


def test_properties_name_the_unit_and_no_clock() -> None:
    book = samples.workbook(
        ("表", "text", samples.notes_document()), title="目录<&>", author=samples.UNIT
    )
    first = read(render(book, samples.catalog_layouts())).properties
    assert (first.title, first.creator) == ("目录<&>", samples.UNIT)
    assert first.created == first.modified
    assert first.created.year < 2020
    assert first.lastModifiedBy is None


def digest(workbook: str, **environment: str) -> str:
    """Return the digest of a sample workbook that another process makes."""
    program = (
        "import hashlib; from tests.outputs import xlsx_samples as samples;"
        "from disclosure_cli.outputs.xlsx.workbook import render;"
        f"data = render(samples.{workbook}_workbook(), samples.{workbook}_layouts());"
        "print(hashlib.sha256(data).hexdigest())"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout


def test_bytes_depend_on_nothing_but_the_data() -> None:
    one = digest("guide", PYTHONHASHSEED="1", TZ="UTC")
    assert one == digest("guide", PYTHONHASHSEED="2", TZ="Asia/Shanghai")


def test_a_workbook_does_not_depend_on_those_made_before_it() -> None:
    layouts = samples.catalog_layouts()
    first = render(samples.catalog_workbook(5), layouts)
    render(samples.catalog_workbook(9), layouts)
    assert render(samples.catalog_workbook(5), layouts) == first


def test_no_entry_of_the_file_has_a_date() -> None:
    data = render(samples.guide_workbook(), samples.guide_layouts())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_parts_of_a_sheet_stand_in_the_order_that_the_format_wants() -> None:
    order = [
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter mergeCells",
        "printOptions pageMargins pageSetup headerFooter rowBreaks drawing",
    ]
    wanted = " ".join(order).split()
    data = render(samples.catalog_workbook(), samples.catalog_layouts())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number in range(1, 6):
            xml = archive.read(f"xl/worksheets/sheet{number}.xml")
            found = [name for name in _children(xml) if name in wanted]
            assert found == _children(xml)
            assert all(a < b for a, b in pairwise(map(wanted.index, found)))


def _children(xml: bytes) -> list[str]:
    return [child.tag.partition("}")[2] for child in fromstring(xml)]


def test_importing_the_renderer_does_not_import_openpyxl() -> None:
    program = (
        "import sys, disclosure_cli.outputs.xlsx.workbook; sys.exit('openpyxl' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_text_of_a_guide_reads_as_an_official_document(guide: Any) -> None:
    heading = guide.cell(row_of(guide, "一、主动公开"), 1)
    assert (heading.font.name, heading.font.sz) == ("黑体", 16)
    assert guide.cell(row_of(guide, "（一）公开范围"), 1).font.name == "楷体"
    title = guide.cell(row_of(guide, "政府信息公开指南"), 1)
    assert (title.font.sz, title.alignment.horizontal) == (22, "center")
    paragraph = guide.cell(row_of(guide, "为便利公民"), 1)
    assert paragraph.value.startswith("\u3000\u3000为便利")
    assert (paragraph.font.name, paragraph.alignment.wrap_text) == ("仿宋", True)
    item = guide.cell(row_of(guide, "2.办理行政许可"), 1)
    assert item.value.startswith("\u3000\u30002.办理")
    assert guide.page_setup.orientation == "portrait"


def test_running_text_spans_the_page_and_is_tall_enough(guide: Any) -> None:
    row = row_of(guide, "为便利公民")
    area = next(area for area in guide.merged_cells.ranges if area.min_row == row)
    assert area.max_col == guide.max_column
    assert guide.row_dimensions[row].height > 4 * 16 * 1.45


def test_facts_are_a_bordered_table_of_two_columns(guide: Any) -> None:
    row = row_of(guide, "联系电话")
    cells = [cell for cell in guide[row] if cell.value]
    assert [cell.value for cell in cells] == ["联系电话", "示例0000-0000000"]
    assert all(cell.border.left.style == cell.border.top.style == "thin" for cell in cells)
    assert guide.cell(row, guide.max_column).border.right.style == "thin"


def test_a_flow_is_numbered_and_says_how_a_step_may_end(guide: Any) -> None:
    texts = filled(guide)
    row = row_of(guide, "内容不明确")
    assert texts[row, 1] == "2"
    assert "审查要件" in {text for (at, _), text in texts.items() if at == row}
    arrows = [at for (at, column), text in texts.items() if text == "↓" and column == 1]
    assert len(arrows) == len(samples.application_flow()["steps"]) - 1


def test_blocks_may_be_empty() -> None:
    blocks: list[Block] = [
        {"kind": "items", "marks": [], "items": []},
        {"kind": "facts", "caption": "", "rows": []},
        {"kind": "steps", "caption": "", "steps": [{"title": "受理", "text": "", "branches": []}]},
        {"kind": "form", "title": "表", "anchor": "", "groups": [], "notes": []},
        samples.table([samples.column("名称", 20)], []),
    ]
    for block in blocks:
        assert rendered(block, title="标题", layout="text")["A1"].value == "标题"
    assert rendered()["A1"].value is None
    assert rendered(blocks[-1], layout="data").auto_filter.ref == "A1:A1"


def form_rows(form: Form) -> tuple[Any, dict[tuple[int, int], str]]:
    book = samples.workbook(("申请表", "form", samples.document("", form)))
    sheet = read(render(book, samples.guide_layouts()))["申请表"]
    return sheet, filled(sheet)


def test_a_form_begins_a_page(guide: Any) -> None:
    row = guide.max_row
    while guide.cell(row, 1).value != "政府信息公开申请表":
        row -= 1
    assert row - 1 in {brk.id for brk in guide.row_breaks.brk}


def test_short_fields_of_a_form_stand_side_by_side_in_their_group() -> None:
    sheet, texts = form_rows(samples.application_form())
    row = row_of(sheet, "证件名称")
    assert texts[row, 1] == "公民"
    assert {"*证件名称", "*证件号码"} <= {text for (at, _), text in texts.items() if at == row}
    assert not sheet.row_breaks.brk


def test_a_form_has_lines_to_write_on_and_boxes_to_tick() -> None:
    sheet, texts = form_rows(samples.application_form())
    first = row_of(sheet, "特征性描述")
    right = sheet.max_column
    written = [sheet.cell(row, right).border for row in range(first, first + 4)]
    assert [border.bottom.style for border in written] == ["hair", "hair", "hair", "thin"]
    assert all(texts[row, right] == "" for row in range(first, first + 4))
    assert "□纸质\u3000□电子文件\u3000□光盘" in texts.values()
    assert any("必填" in text for text in texts.values())


def test_a_form_without_required_fields_does_not_explain_the_mark() -> None:
    form = samples.application_form()
    for group in form["groups"]:
        for field in group["fields"]:
            field["required"] = False
    _, texts = form_rows(form)
    assert not any("*" in text for text in texts.values())


def test_a_workbook_without_lxml_is_the_same_to_a_reader() -> None:
    program = (
        "import sys; from tests.outputs import xlsx_samples as samples;"
        "from disclosure_cli.outputs.xlsx.workbook import render;"
        "sys.stdout.buffer.write(render(samples.catalog_workbook(3), samples.catalog_layouts()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"OPENPYXL_LXML": "False"},
        capture_output=True,
        check=True,
    )
    expected = read(render(samples.catalog_workbook(3), samples.catalog_layouts()))
    found = read(result.stdout)
    for sheet in expected:
        assert filled(found[sheet.title]) == filled(sheet)


def test_a_catalog_of_many_pages_keeps_to_the_most_breaks_that_excel_reads() -> None:
    table = one_column(["公开" * 600] * 1100)
    assert len(rendered(table, layout="text").row_breaks.brk) == 1023
