"""The editing workbook as a clerk finds it: every field a column, what can be chosen, what was found, nothing locked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_cli.sheets.columns import columns_of, heading_of
from tests.sheets.records import schemas
from tests.sheets.workbooks import Editor, workbook, workspace
from tests.support.fixtures import MakeWorkspace, Run

NUMBER = "110101199001010023"
FILES = workspace(
    {
        "items/items.yaml": f"""\
- 事项编号: 0101-001
  事项名称: =机构职能
  分类: 0101 职能职责
  公开内容: [主要职责, 履职依据]
  公开时限: 自信息形成或者变更之日起20工作日内
  公开方式: 公开
  内部备注: 经办人{NUMBER}
  保密审查:
    承办人: {{职务: 科员, 日期: 2025-01-06}}
- 事项编号: 0101-002
  事项名称: 权责清单
  分类: 0101 职能职责
""",
        "entries/entries.yaml": "- 所属事项: 0101-001\n  信息名称: 草稿\n",
    }
)


@pytest.fixture(scope="module")
def clerk() -> Editor:
    return Editor.open(workbook(FILES))


def headings(page: Worksheet) -> list[str]:
    return [str(cell.value) for cell in page[1]]


def test_every_field_is_a_column_and_every_record_a_row(clerk: Editor) -> None:
    items = clerk.sheet()
    assert headings(items) == [heading_of(each) for each in columns_of(schemas()["item"])]
    assert "办事指南·咨询电话" in headings(items)
    assert "保密审查·承办人·日期" in headings(items)
    assert headings(items)[:3] == ["事项编号 *", "事项名称 *", "分类 *"]
    assert headings(clerk.sheet("信息条目"))[:4] == ["草稿号", "索引号", "所属事项 *", "信息名称 *"]
    assert clerk.get(2, "公开内容") == "主要职责\n履职依据"
    assert clerk.get(2, "保密审查·承办人·日期") == "2025-01-06"


def test_rows_are_in_the_order_of_the_numbers_whatever_that_of_the_files() -> None:
    item = "- 事项编号: {}\n  事项名称: 某事\n  分类: {} 机构\n"
    entry = "- {}所属事项: 0101-001\n  信息名称: 某信息\n"
    files = workspace(
        {
            "items/a.yaml": item.format("0102-001", "0102") + item.format("0101-002", "0101"),
            "items/b.yaml": item.format("0101-001", "0101"),
            "entries/a.yaml": entry.format("") + entry.format("索引号: 000000000/2025-00002\n  "),
            "entries/b.yaml": entry.format("索引号: 000000000/2025-00001\n  "),
        }
    )
    clerk = Editor.open(workbook(files))
    assert [clerk.get(row, "事项编号") for row in (2, 3, 4)] == ["0101-001", "0101-002", "0102-001"]
    indexes = [clerk.get(row, "索引号", "信息条目") for row in (2, 3, 4)]
    assert indexes == ["000000000/2025-00001", "000000000/2025-00002", None]


def test_cells_are_text_also_those_still_to_be_filled(clerk: Editor) -> None:
    page = clerk.sheet()
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert clerk.get(2, "事项名称") == "=机构职能"
    assert all(page.column_dimensions[letter].number_format == "@" for letter in ("A", "F", "Z"))


def test_what_can_be_chosen_is_offered_from_a_hidden_sheet(clerk: Editor) -> None:
    page, lists = clerk.sheet(), clerk.book["选项"]
    assert lists.sheet_state == "hidden"
    offered = {}
    for check in page.data_validations.dataValidation:
        column = str(check.sqref).partition(":")[0].rstrip("0123456789")
        cells = lists[str(check.formula1).partition("!")[2].replace("$", "")]
        heading = str(page[f"{column}1"].value).removesuffix(" *")
        offered[heading] = [cell.value for (cell,) in cells]
        assert str(check.sqref).endswith("503")
    assert offered["公开方式"] == ["主动公开", "依申请公开", "不予公开"]
    assert offered["公开对象"] == ["全社会", "特定群体", "全社会\n特定群体"]
    assert offered["分类"] == ["0101 职能职责", "0102 机构设置"]
    assert offered["公开渠道"] == ["政府网站", "公开查阅点"]
    assert offered["责任分工·制作"] == ["办公室"]
    chosen = [
        each for each in columns_of(schemas()["item"]) if each.choices or each.kind == "boolean"
    ]
    assert {each.heading for each in chosen} <= offered.keys()


def test_headings_explain_their_columns(clerk: Editor) -> None:
    for page, kind in ((clerk.sheet(), "item"), (clerk.sheet("信息条目"), "entry")):
        cells = {str(cell.value): cell for cell in page[1]}
        for each in columns_of(schemas()[kind]):
            comment = cells[heading_of(each)].comment
            assert comment is not None
            assert each.description in comment.text
            assert ("不公布" in comment.text) >= (not each.public)


def test_findings_stand_in_the_cells_that_they_are_about(clerk: Editor) -> None:
    page = clerk.sheet()
    found = {
        heading: cell.comment.text
        for heading, cell in zip(headings(page), page[2], strict=True)
        if cell.comment is not None
    }
    assert "L444" in found["公开时限"]
    assert "S204" in found["公开方式"]
    assert "C504" in found["内部备注"]
    assert "建议" in found["公开时限"]
    assert NUMBER not in "".join(found.values())
    plain = {cell.fill.start_color.rgb for cell in page[3] if cell.comment is None}
    assert page.cell(2, clerk.column("公开方式")).fill.start_color.rgb not in plain


def test_nothing_is_locked_and_headings_stay_in_view(clerk: Editor) -> None:
    for name in ("公开事项", "信息条目"):
        page = clerk.sheet(name)
        assert not page.protection.sheet
        assert page.freeze_panes is not None
        assert page.freeze_panes.endswith("2")
        assert page.auto_filter.ref is not None
        assert not page.merged_cells.ranges
    assert clerk.book["底稿"].sheet_state != "visible"
    assert clerk.book.active is clerk.sheet()


def test_blocks_without_content_are_folded_away(clerk: Editor) -> None:
    page = clerk.sheet()
    hidden = {
        heading: page.column_dimensions[get_column_letter(number)].hidden
        for number, heading in enumerate(headings(page), 1)
    }
    assert hidden["办事指南·咨询电话"]
    assert not hidden["保密审查·承办人·日期"]
    assert not hidden["公开内容"]


def test_the_same_records_make_the_same_bytes() -> None:
    assert workbook(FILES) == workbook(FILES)


def test_a_unit_without_records_gets_an_empty_sheet_to_fill() -> None:
    clerk = Editor.open(workbook(workspace({})))
    assert clerk.sheet().max_row == 1
    assert "所属事项 *" in headings(clerk.sheet("信息条目"))


@pytest.fixture
def root(workspace: MakeWorkspace) -> Path:
    return workspace(FILES)


def test_the_workbook_is_written_where_one_stands_and_never_over_another(
    root: Path, run: Run
) -> None:
    assert run("sheet", "demo", cwd=root).exit_code == 0
    file = root / "demo-编辑表.xlsx"
    first = file.read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(first)).sheetnames[0] == "公开事项"
    file.write_bytes(b"edited")
    assert run("sheet", "demo", cwd=root).exit_code == 2
    assert file.read_bytes() == b"edited"
    assert run("sheet", "demo", "--force", cwd=root).exit_code == 0
    assert file.read_bytes() == first
    assert run("sheet", "demo", "-o", "另一份.xlsx", cwd=root).exit_code == 0
    assert (root / "另一份.xlsx").read_bytes() == first


@pytest.mark.parametrize("file", ["build/site/表.xlsx", "build/site/demo/表.xlsx"])
def test_the_workbook_never_goes_into_the_public_folder(root: Path, run: Run, file: str) -> None:
    result = run("sheet", "demo", "-o", file, cwd=root)
    assert result.exit_code == 2
    assert not (root / file).exists()


def test_records_that_cannot_be_read_are_named(root: Path, run: Run) -> None:
    (root / "catalogs/demo/items/other.yaml").write_text("- 事项编号: *x\n", "utf-8")
    assert "catalogs/demo/items/other.yaml" in run("sheet", "demo", cwd=root).output


def test_an_unknown_unit_is_named(root: Path, run: Run) -> None:
    assert run("sheet", "nowhere", cwd=root).exit_code == 2


def test_a_field_of_the_workspace_is_a_column_of_its_own(root: Path, run: Run) -> None:
    field = {
        "title": "存放位置",
        "description": "纸质件存放在哪里。",
        "type": "string",
        "maxLength": 60,
        "examples": ["档案室"],
        "x-disclose": {"public": False},
    }
    extension = json.dumps({"properties": {"shelf": field}})
    (root / "schemas").mkdir()
    (root / "schemas/item.extension.json").write_text(extension, "utf-8")
    assert run("sheet", "demo", cwd=root).exit_code == 0
    file = root / "demo-编辑表.xlsx"
    clerk = Editor(openpyxl.load_workbook(file))
    clerk.put(clerk.row("0101-002"), "存放位置", "档案室3柜")
    clerk.book.save(file)
    result = run("import", file, "--unit", "demo", cwd=root)
    assert result.exit_code == 0
    assert "  存放位置: 档案室3柜\n" in (root / "catalogs/demo/items/items.yaml").read_text("utf-8")


def test_an_import_says_what_it_does_and_does_it_only_when_asked(root: Path, run: Run) -> None:
    run("sheet", "demo", cwd=root)
    file, items = root / "demo-编辑表.xlsx", root / "catalogs/demo/items/items.yaml"
    before = items.read_bytes()
    clerk = Editor(openpyxl.load_workbook(file))
    clerk.put(clerk.row("0101-002"), "公开时限", "及时公开")
    clerk.sheet().delete_rows(clerk.row("0101-001"))
    clerk.book.save(file)
    shown = run("import", file, "--unit", "demo", "--dry-run", cwd=root)
    assert "公开时限" in shown.output
    assert "I966" in shown.output
    assert items.read_bytes() == before
    document = json.loads(
        run("import", file, "--unit", "demo", "--dry-run", "--format", "json", cwd=root).output
    )
    assert document["updated"] == 1
    assert [finding["code"] for finding in document["findings"]] == ["I966"]
    assert (
        run("import", file, "--unit", "demo", "--cancel-missing", "职能划出", cwd=root).exit_code
        == 0
    )
    text = items.read_text("utf-8")
    assert "公开时限: 及时公开" in text
    assert "原因: 职能划出" in text


@pytest.mark.parametrize(
    "kept", [["公开事项", "信息条目", "使用说明", "选项"], ["公开事项"], ["信息条目"]]
)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_editing_workbook_without_its_base_is_no_published_table(
    kept: list[str], form: str, root: Path, run: Run
) -> None:
    run("sheet", "demo", cwd=root)
    book = openpyxl.load_workbook(root / "demo-编辑表.xlsx")
    for name in set(book.sheetnames) - set(kept):
        del book[name]
    file = root / f"改好的.{form}"
    if form == "xlsx":
        book.save(file)
    else:
        rows = [[cell.value or "" for cell in row] for row in book[kept[0]].rows]
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    refused = run("import", file, "--unit", "demo", cwd=root)
    assert refused.exit_code == 1
    assert "I960" in refused.output
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_a_workbook_has_the_name_of_one_and_is_named_with_its_folder(root: Path, run: Run) -> None:
    for name in ("表.csv", "没有扩展名"):
        refused = run("sheet", "demo", "-o", name, cwd=root)
        assert refused.exit_code == 2
        assert ".xlsx" in refused.output
        assert not (root / name).exists()
    written = run("sheet", "demo", "-o", "文件夹/表.xlsx", cwd=root)
    assert written.exit_code == 0
    assert f"disclose import {Path('文件夹/表.xlsx')} --unit demo" in written.output


def test_a_formula_without_a_result_leaves_its_field_as_it_is(root: Path, run: Run) -> None:
    run("sheet", "demo", cwd=root)
    file, items = root / "demo-编辑表.xlsx", root / "catalogs/demo/items/items.yaml"
    clerk = Editor(openpyxl.load_workbook(file))
    clerk.put(clerk.row("0101-001"), "公开时限", "=A1")
    clerk.book.save(file)
    before = items.read_bytes()
    result = run("import", file, "--unit", "demo", cwd=root)
    assert result.exit_code == 1
    assert "I970" in result.output
    assert "I911" not in result.output
    assert items.read_bytes() == before


@pytest.mark.parametrize("change", ["renamed", "extra sheet", "deleted row"])
def test_what_is_not_taken_is_an_error(change: str, root: Path, run: Run) -> None:
    run("sheet", "demo", cwd=root)
    file = root / "demo-编辑表.xlsx"
    clerk = Editor(openpyxl.load_workbook(file))
    if change == "renamed":
        clerk.sheet().cell(1, clerk.column("公开时限")).value = "时限"
    elif change == "extra sheet":
        clerk.book.create_sheet("草稿").cell(1, 1).value = "随手写的"
    else:
        clerk.sheet().delete_rows(clerk.row("0101-002"))
    clerk.book.save(file)
    assert run("import", file, "--unit", "demo", cwd=root).exit_code == 1


def test_a_column_and_a_sheet_that_were_taken_out_ask_for_nothing(root: Path, run: Run) -> None:
    run("sheet", "demo", cwd=root)
    file = root / "demo-编辑表.xlsx"
    clerk = Editor(openpyxl.load_workbook(file))
    clerk.sheet().delete_cols(clerk.column("公开期限"))
    del clerk.book["信息条目"]
    clerk.book.save(file)
    result = run("import", file, "--unit", "demo", cwd=root)
    assert result.exit_code == 0
    assert "I961" in result.output
    assert "I964" in result.output


def test_a_workbook_that_cannot_be_merged_is_refused_whole(root: Path, run: Run) -> None:
    run("sheet", "demo", cwd=root)
    file = root / "demo-编辑表.xlsx"
    book = openpyxl.load_workbook(file)
    book["底稿"].delete_rows(2)
    book.save(root / "坏.xlsx")
    refused = run("import", "坏.xlsx", "--unit", "demo", cwd=root)
    assert refused.exit_code == 1
    assert "I960" in refused.output
    other = root / "catalogs/other"
    other.mkdir()
    (other / "unit.yaml").write_text("单位名称: 示例县另一局\n单位类型: 政府部门\n", "utf-8")
    refused = run("import", file, "--unit", "other", cwd=root)
    assert refused.exit_code == 1
    assert "I974" in refused.output
    (root / "catalogs/demo").rename(root / "catalogs/renamed")
    assert "I974" in run("import", file, "--unit", "other", cwd=root).output
    taken = run("import", file, "--unit", "renamed", cwd=root)
    assert taken.exit_code == 0
    assert "I974" not in taken.output
    (root / "catalogs/renamed").rename(root / "catalogs/demo")
    table = root / "目录.csv"
    table.write_text("公开事项,公开内容,公开时限\n机构职能,职责,及时公开\n", "utf-8")
    assert run("import", file, table, "--unit", "demo", cwd=root).exit_code == 2
    assert run("import", table, "--unit", "demo", "--cancel-missing", "x", cwd=root).exit_code == 2
