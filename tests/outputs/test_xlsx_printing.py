"""What a workbook looks like on paper: where its pages end, what stands on each, what is not broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_cli.outputs.xlsx.workbook import render
from tests.outputs import xlsx_samples as samples
from tests.outputs.test_xlsx import one_column, ranges, read, rendered, row_of

if TYPE_CHECKING:
    from disclosure_cli.document import Block, Document, Table

TEXT: Block = {"kind": "paragraph", "text": "文字"}


def captioned(table: Table, caption: str) -> Table:
    return {**table, "caption": caption}


def test_a_table_that_goes_on_has_its_header_on_the_next_page() -> None:
    """The program repeats the header of only one table, with which the sheet ends; a guide has several."""
    columns = [
        samples.column("甲", 20),
        *(samples.column(label, 20, group="组") for label in "乙丙"),
    ]
    rows = [[str(number), "文字", "文字"] for number in range(120)]
    sheet = rendered(samples.table(columns, rows), TEXT, layout="text")
    breaks = [brk.id for brk in sheet.row_breaks.brk]
    assert breaks
    for row in breaks:
        head = [[sheet.cell(row + below, at).value for at in (1, 2, 3)] for below in (1, 2)]
        assert head == [["甲", "组", None], [None, "乙", "丙"]]
        assert {f"A{row + 1}:A{row + 2}", f"B{row + 1}:C{row + 1}"} <= ranges(sheet)
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert [text for text in texts if text.isdecimal()] == [row[0] for row in rows]


def test_the_header_of_a_table_stands_on_a_page_with_its_first_row() -> None:
    tall = samples.table([samples.column("甲", 20)], [["文字\n" * 12]] * 4)
    for lines in range(1, 30):
        text: Block = {"kind": "paragraph", "text": "\n".join(["文字"] * lines)}
        sheet = rendered(text, captioned(tall, "表"), TEXT, layout="text")
        caption = row_of(sheet, "表")
        assert not {caption, caption + 1} & {brk.id for brk in sheet.row_breaks.brk}


def test_a_short_table_of_facts_is_on_one_page() -> None:
    rows = [(f"名称{number}", "内容") for number in range(10)]
    facts: Block = {"kind": "facts", "caption": "联系方式", "rows": rows}
    for lines in range(1, 30):
        text: Block = {"kind": "paragraph", "text": "\n".join(["文字"] * lines)}
        sheet = rendered(text, facts, layout="text")
        inside = range(row_of(sheet, "联系方式"), row_of(sheet, "名称9"))
        assert not set(inside) & {brk.id for brk in sheet.row_breaks.brk}


def test_what_only_says_what_follows_is_on_a_page_with_it() -> None:
    facts: Block = {"kind": "facts", "caption": "", "rows": [("名称", "内容")]}
    lead: Block = {"kind": "paragraph", "text": "联系方式如下："}
    for lines in range(1, 30):
        text: Block = {"kind": "paragraph", "text": "\n".join(["文字"] * lines)}
        sheet = rendered(text, lead, facts, layout="text")
        inside = range(row_of(sheet, "联系方式如下"), row_of(sheet, "名称"))
        assert not set(inside) & {brk.id for brk in sheet.row_breaks.brk}


def test_a_caption_that_the_heading_says_is_not_said_twice() -> None:
    heading: Block = {"kind": "heading", "level": 3, "number": "2.", "text": "场所", "anchor": ""}
    table = captioned(samples.table([samples.column("甲", 20)], [["乙"]]), "场所")
    sheet = rendered(heading, table, table, layout="text")
    texts = [cell.value.strip() for cell in sheet["A"] if cell.value]
    assert texts == ["2.场所", "甲", "乙", "场所", "甲", "乙"]


def test_a_title_of_two_lines_is_broken_before_a_word() -> None:
    unit = "示例县矿产资源管理局"
    sheet = rendered(title=f"{unit}政府信息公开目录编制说明", layout="text")
    assert sheet["A1"].value == f"{unit}\n政府信息公开目录编制说明"
    assert rendered(title=f"{unit}目录", layout="text")["A1"].value == f"{unit}目录"


def test_the_texts_of_a_very_tall_row_are_at_its_top() -> None:
    """In the middle of such a row a page may end."""
    sheet = rendered(one_column(["文字\n" * 80, "文字"]))
    tall, low = row_of(sheet, "文字\n文字"), sheet.max_row
    assert [sheet.cell(row, 1).alignment.vertical for row in (tall, low)] == ["top", "center"]


def test_a_table_without_rows_says_so_over_all_columns() -> None:
    table = samples.table([samples.column(label, 20) for label in "甲乙"], [])
    sheet = rendered({**table, "empty": "暂无信息条目"})
    assert [cell.value for cell in sheet["A"]] == ["甲", "暂无信息条目"]
    assert ranges(sheet) == {"A2:B2"}


def test_the_names_of_a_list_of_sheets_lead_to_them() -> None:
    names = ["甲", "'乙' & 丙"]
    number, name = samples.column("序号", 6), samples.column("领域", 30)
    name["head"] = True
    listed = samples.table([number, name], [["1", "甲"], ["2", "乙"]])
    listed["sheets"] = names
    book = samples.workbook(
        ("目录", "contents", samples.document("", listed)),
        *(
            (each.strip("'"), "standard", samples.document("", one_column(["文字"])))
            for each in names
        ),
    )
    sheet = read(render(book, samples.catalog_layouts()))["目录"]
    links = {cell: sheet[cell].hyperlink.location for cell in ("B2", "B3")}
    assert links == {"B2": "'甲'!A1", "B3": "'''乙'' & 丙'!A1"}
    assert [sheet[cell].font.underline for cell in ("A2", "B2")] == [None, "single"]


def test_hours_are_not_broken() -> None:
    texts = ["地址" * 40, "工作日8:30-12:00，14:00-17:30", "说明" * 40]
    columns = [samples.column(*each) for each in zip("甲乙丙", (60, 4, 60), strict=True)]
    sheet = rendered(samples.table(columns, [texts]), layout="text")
    points = sheet.column_dimensions["B"].width * 8 * 0.75
    assert points > len("14:00-17:30") * 0.6 * 12


def test_the_sheets_of_a_book_are_numbered_on() -> None:
    """Each program numbers on unless it is told where to begin; a form of its own sheet begins anew."""
    catalog = read(render(samples.catalog_workbook(), samples.catalog_layouts()))
    assert not any(sheet.page_setup.useFirstPageNumber for sheet in catalog)


def test_a_wide_sheet_has_its_title_on_one_page() -> None:
    columns = [samples.column(label, 60) for label in "甲乙丙丁戊己"]
    rows = [["1", "", "文字", "", "文字", "文字"], ["2", "", "文字", "文字", "", ""]]
    sheet = rendered(samples.table(columns, rows), layout="data", title="全部数据")
    # The first column is printed again on each page beside the first: there the title would be cut off.
    assert sheet.print_title_cols == "$A:$A"
    assert (sheet["A1"].value, sheet["B1"].value) == (None, "全部数据")
    assert not sheet.HeaderFooter.scaleWithDoc


def test_each_sheet_of_paper_says_what_it_is_of() -> None:
    content: Document = {
        **samples.document("示例局“目录”<&>", one_column(["甲"])),
        "banner": "示例：不是真的",
    }
    plain = samples.document("示例局目录", one_column(["甲"]))
    book = samples.workbook(("一", "standard", content), ("二", "standard", plain))
    found = read(render(book, samples.catalog_layouts()))
    header = found["一"].oddHeader.center.text
    assert header == "示例局“目录”<&&>\u3000示例"
    assert found["二"].oddHeader.center.text == "示例局目录"
    # The first page has its title; the number of the page stands there, too.
    assert found["一"].HeaderFooter.differentFirst
    assert not found["一"].firstHeader.center.text
    assert found["一"].firstFooter.center.text == found["一"].oddFooter.center.text
