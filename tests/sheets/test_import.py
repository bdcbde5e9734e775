"""What a clerk changed is taken, what a colleague changed is kept, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.importing.planning import Plan
from disclosure_cli.loading.workspace import Workspace, read_files
from disclosure_cli.settings import Keys
from disclosure_cli.sheets.planning import Cancelling
from tests.sheets.records import records, schemas
from tests.sheets.workbooks import FOLDER, Editor, imported, workbook, workspace
from tests.support.examples import ROOT, UNITS

ITEMS = """\
# 公开事项
- 事项编号: 0101-001
  事项名称: 机构职能  # 核对过
  分类: 0101 职能职责
  公开内容: [主要职责, 履职依据]
  公开时限: 自信息形成或者变更之日起20个工作日内
  公开渠道: [政府网站]
  更新: {更新周期: 每年, 最近更新日期: 2025-01-16}

- 事项编号: 0101-002
  事项名称: 权责清单
  分类: 0101 职能职责
  公开内容:
    - 权力名称  # 甲
    - 责任事项
  责任分工:
    制作: 办公室

- 事项编号: 0102-001
  事项名称: 机构设置
  分类: 0102 机构设置
"""
ENTRIES = """\
- 索引号: 000000000/2025-00001
  所属事项: 0101-001
  信息名称: 示例局职能
  生成日期: 2025-01-10

- 所属事项: 0101-002
  信息名称: 示例局权责清单（草稿）
"""
FILES = workspace({"items/items.yaml": ITEMS, "entries/entries.yaml": ENTRIES})
ITEM_FILE, ENTRY_FILE = f"{FOLDER}/items/items.yaml", f"{FOLDER}/entries/entries.yaml"


def editor() -> Editor:
    return Editor.open(workbook(FILES))


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


def changed(plan: Plan, file: str = ITEM_FILE) -> str:
    return plan.files[file].decode()


def with_items(text: str) -> dict[str, bytes]:
    return {**FILES, ITEM_FILE: text.encode()}


def test_a_workbook_that_was_not_edited_changes_nothing() -> None:
    plan = imported(editor().save(), FILES)
    assert plan.files == {}
    assert codes(plan) == []
    assert plan.unchanged == 5


def test_an_edited_cell_is_one_changed_line() -> None:
    clerk = editor()
    row = clerk.row("0101-001")
    clerk.put(row, "事项名称", "机构主要职能")
    clerk.put(row, "公开内容", "主要职责\n办公地址")
    clerk.put(row, "更新·最近更新日期", datetime(2025, 3, 3))
    clerk.put(clerk.row("0101-002"), "公开时限", "及时公开")
    clerk.put(clerk.row("0101-002"), "责任分工·制作", None)
    plan = imported(clerk.save(), FILES)
    assert changed(plan) == ITEMS.replace("机构职能  # 核对过", "机构主要职能  # 核对过").replace(
        "履职依据", "办公地址"
    ).replace("2025-01-16", "2025-03-03").replace(
        "    - 责任事项\n  责任分工:\n    制作: 办公室\n", "    - 责任事项\n  公开时限: 及时公开\n"
    )
    assert codes(plan) == []
    assert [change.label for change in plan.changes][:2] == ["事项名称", "公开内容"]
    assert plan.updated == 2


def test_what_a_colleague_changed_meanwhile_is_kept() -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-001"), "公开时限", "及时公开")
    now = ITEMS.replace("[主要职责, 履职依据]", "[主要职责]").replace("机构职能", "机构职能（新）")
    plan = imported(clerk.save(), with_items(now))
    assert changed(plan) == now.replace("自信息形成或者变更之日起20个工作日内", "及时公开")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-001"), "公开时限", "及时公开")
    now = ITEMS.replace("自信息形成或者变更之日起20个工作日内", "及时公开")
    plan = imported(clerk.save(), with_items(now))
    assert plan.files == {}
    assert codes(plan) == []


def test_a_conflict_is_told_with_both_values_and_leaves_the_record_alone() -> None:
    clerk = editor()
    row = clerk.row("0101-001")
    clerk.put(row, "公开时限", "及时公开")
    clerk.put(row, "事项名称", "机构主要职能")
    clerk.put(clerk.row("0102-001"), "事项名称", "机构设置情况")
    now = ITEMS.replace("20个工作日内", "5个工作日内")
    plan = imported(clerk.save(), with_items(now))
    assert changed(plan) == now.replace("机构设置\n  分类", "机构设置情况\n  分类").replace(
        "- 事项编号: 0102-001\n  事项名称: 机构设置\n",
        "- 事项编号: 0102-001\n  事项名称: 机构设置情况\n",
    )
    (conflict,) = [finding for finding in plan.findings if finding.code == "I965"]
    assert "及时公开" in conflict.message
    assert "5个工作日内" in conflict.message
    assert "20个工作日内" in conflict.message
    assert "机构主要职能" not in changed(plan)


def test_a_deleted_row_is_a_question() -> None:
    clerk = editor()
    clerk.sheet().delete_rows(clerk.row("0101-002"))
    clerk.sheet("信息条目").delete_rows(clerk.row("000000000/2025-00001", "信息条目", "索引号"))
    plan = imported(clerk.save(), FILES)
    assert plan.files == {}
    assert codes(plan) == ["I966", "I966"]
    assert "0101-002" in plan.findings[0].message
    told = imported(clerk.save(), FILES, Cancelling("2025-03-31", "职能划出"))
    assert "状态: 已取消\n    日期: 2025-03-31\n    原因: 职能划出\n" in changed(told)
    assert ENTRY_FILE not in told.files
    assert codes(told) == ["I975", "I966"]


def test_a_row_that_was_copied_without_clearing_its_number_is_a_finding() -> None:
    clerk = editor()
    copy = clerk.add(事项编号="0101-001", 事项名称="领导信息", 分类="0101 职能职责")
    clerk.put(clerk.row("0101-001"), "公开时限", "及时公开")
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == ["I967"]
    assert plan.findings[0].where == f"公开事项!A{copy}"
    assert changed(plan) == ITEMS.replace("自信息形成或者变更之日起20个工作日内", "及时公开")


def test_a_new_row_gets_a_number_and_a_place_beside_its_like() -> None:
    clerk = editor()
    clerk.sheet().insert_rows(3)
    clerk.add(事项名称="领导信息", 分类="0101 职能职责", 公开渠道="政府网站、公开查阅点")
    clerk.add("信息条目", 所属事项="0101-002", 信息名称="权责清单")
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == []
    assert changed(plan) == ITEMS + (
        "\n- 事项编号: 0101-003\n  事项名称: 领导信息\n  分类: 0101 职能职责\n"
        "  公开渠道: [政府网站, 公开查阅点]\n"
    )
    assert changed(plan, ENTRY_FILE) == ENTRIES + "\n- 所属事项: 0101-002\n  信息名称: 权责清单\n"
    assert (plan.items, plan.entries) == (1, 1)


def test_a_workbook_that_is_imported_twice_adds_nothing_twice() -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-001"), "公开时限", "及时公开")
    clerk.add(事项名称="领导信息", 分类="0101 职能职责")
    clerk.add(事项编号="0102-008", 事项名称="机构变动", 分类="0102 机构设置")
    clerk.add("信息条目", 所属事项="0101-002", 信息名称="权责清单", 生成日期="2025-02-01")
    once = imported(clerk.save(), FILES)
    twice = imported(clerk.save(), {**FILES, **once.files})
    assert twice.files == {}
    assert set(codes(twice)) == {"I950"}
    assert (once.items, once.entries, twice.items, twice.entries) == (2, 1, 0, 0)


def test_a_new_row_waits_for_its_own_review_where_all_items_were_reviewed() -> None:
    profile = FILES[f"{FOLDER}/unit.yaml"] + "事项审查:\n  承办人:\n    职务: 科员\n".encode()
    files = {**FILES, f"{FOLDER}/unit.yaml": profile}
    clerk = Editor.open(workbook(files))
    clerk.add(事项名称="领导信息", 分类="0101 职能职责")
    once = imported(clerk.save(), files)
    assert changed(once).endswith("  分类: 0101 职能职责\n  保密审查:\n    单独审查: 是\n")
    twice = imported(clerk.save(), {**files, **once.files})
    assert (twice.files, codes(twice)) == ({}, ["I950"])


def test_a_number_that_was_ever_used_is_not_given_again() -> None:
    register = "000000000000 - 事项 0101-007 - 旧事项\n"
    files = {**FILES, f"{FOLDER}/register.txt": register.encode()}
    clerk = Editor.open(workbook(files))
    clerk.add(事项名称="领导信息", 分类="0101 职能职责")
    assert "0101-003" in changed(imported(clerk.save(), files))
    typed = Editor.open(workbook(FILES))
    typed.add(事项编号="0101-009", 事项名称="领导信息", 分类="0101 职能职责")
    typed.add("信息条目", 索引号="000000000/2025-00001", 所属事项="0101-001", 信息名称="又一条")
    plan = imported(typed.save(), FILES)
    assert "0101-009" in changed(plan)
    assert codes(plan) == ["I967"]


def test_a_number_that_was_cleared_or_changed_is_kept() -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-002"), "事项编号", None)
    clerk.put(clerk.row("0102-001"), "事项编号", "0102-005")
    clerk.put(clerk.row("0102-005"), "说明", "附件可以查阅")
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == ["I968", "I968"]
    assert changed(plan) == ITEMS + "  说明: 附件可以查阅\n"


def test_a_draft_is_known_by_its_key() -> None:
    clerk = editor()
    page = "信息条目"
    row = clerk.row("示例局权责清单（草稿）", page, "信息名称")
    assert str(clerk.get(row, "草稿号", page)).startswith("草稿-")
    clerk.put(row, "信息名称", "示例局权责清单", page)
    clerk.put(row, "生成日期", "2025年2月1日", page)
    plan = imported(clerk.save(), FILES)
    assert changed(plan, ENTRY_FILE) == ENTRIES.replace(
        "示例局权责清单（草稿）\n", "示例局权责清单\n  生成日期: 2025-02-01\n"
    )
    numbered = ENTRIES.replace(
        "- 所属事项: 0101-002\n", "- 索引号: 000000000/2025-00002\n  所属事项: 0101-002\n"
    )
    later = imported(clerk.save(), {**FILES, ENTRY_FILE: numbered.encode()})
    assert "000000000/2025-00002\n  所属事项: 0101-002\n  信息名称: 示例局权责清单\n" in changed(
        later, ENTRY_FILE
    )


@pytest.mark.parametrize("by_heading", ["公开时限", "事项名称"])
def test_sorting_hiding_and_moving_change_nothing(by_heading: str) -> None:
    clerk = editor()
    page = clerk.sheet()
    column = clerk.column(by_heading)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    rows.sort(key=lambda row: str(row[column - 1]), reverse=True)
    for number, values in enumerate(rows, 2):
        for position, value in enumerate(values, 1):
            page.cell(number, position).value = value
    page.row_dimensions[3].hidden = True
    page.column_dimensions["C"].hidden = True
    page.move_range("B1:B10", cols=80)
    page.insert_rows(1)
    page.cell(1, 1).value = "某局的编辑表"
    clerk.sheet("信息条目").title = "信息"
    plan = imported(clerk.save(), FILES)
    assert plan.files == {}
    assert codes(plan) == []


def test_columns_and_sheets_that_are_gone_or_added_are_told() -> None:
    clerk = editor()
    page = clerk.sheet()
    page.delete_cols(clerk.column("公开内容"))
    page.cell(1, page.max_column + 1).value = "我的备注"
    page.cell(2, page.max_column).value = "待办"
    page.cell(1, clerk.column("公开期限")).value = "期限"
    del clerk.book["信息条目"]
    clerk.book.create_sheet("草稿").cell(1, 1).value = "随手写的"
    plan = imported(clerk.save(), FILES)
    assert plan.files == {}
    assert sorted(codes(plan)) == ["I961", "I962", "I963", "I964"]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("公开方式", "公开"),
        ("更新·最近更新日期", "三月"),
        ("事项名称", None),
        ("事项名称", "长" * 400),
        ("分类", "机构"),
        ("公开时限", "#N/A"),
        ("公开内容", "#REF!"),
    ],
)
def test_a_cell_that_does_not_fit_is_told_and_the_rest_is_taken(heading: str, value: Any) -> None:
    clerk = editor()
    row = clerk.row("0101-001")
    clerk.put(row, heading, value)
    clerk.put(row, "说明", "附件可以查阅")
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == ["I970"]
    assert changed(plan) == ITEMS.replace("2025-01-16}\n", "2025-01-16}\n  说明: 附件可以查阅\n")


@pytest.mark.parametrize("number", [45731, "45731"])
def test_a_number_in_a_column_of_dates_of_an_editing_sheet_is_a_date(number: Any) -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-001"), "更新·最近更新日期", number)
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == []
    assert "最近更新日期: 2025-03-15" in changed(plan)


def test_dates_of_an_editing_sheet_that_became_numbers_are_no_change() -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-001"), "更新·最近更新日期", 45673)
    assert imported(clerk.save(), FILES).files == {}


def test_a_number_that_is_no_date_of_this_century_is_refused_in_an_editing_sheet() -> None:
    clerk = editor()
    clerk.put(clerk.row("0101-001"), "更新·最近更新日期", 12)
    plan = imported(clerk.save(), FILES)
    assert (codes(plan), plan.files) == (["I970"], {})
    assert "1900年1月12日" in plan.findings[0].message


def test_lists_on_one_line_are_as_many_items() -> None:
    clerk = editor()
    row = clerk.row("0101-001")
    clerk.put(row, "公开渠道", "政府网站、查阅室")
    clerk.put(row, "公开层级", "县级、乡级")
    clerk.put(
        clerk.row("000000000/2025-00001", "信息条目", "索引号"), "关键词", "甲、乙", "信息条目"
    )
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == []
    assert "  公开渠道: [政府网站, 公开查阅点]\n" in changed(plan)
    assert "  公开层级: [县级, 乡级]\n" in changed(plan)
    assert "  关键词: [甲, 乙]\n" in changed(plan, ENTRY_FILE)


def test_a_new_row_without_what_it_needs_is_told() -> None:
    clerk = editor()
    row = clerk.add(公开时限="及时公开")
    plan = imported(clerk.save(), FILES)
    assert (codes(plan), plan.files) == (["I972"], {})
    assert plan.findings[0].where == f"公开事项!A{row}"


def test_a_new_row_with_a_cell_that_does_not_fit_is_written_when_that_is_mended() -> None:
    clerk = editor()
    row = clerk.add(事项名称="领导信息", 分类="0101 职能职责", 公开方式="公开")
    once = imported(clerk.save(), FILES)
    assert (codes(once), once.files) == (["I970"], {})
    clerk.put(row, "公开方式", "主动公开")
    twice = imported(clerk.save(), {**FILES, **once.files})
    assert codes(twice) == []
    assert changed(twice).endswith("分类: 0101 职能职责\n  公开方式: 主动公开\n")


def test_a_new_row_is_told_at_once_what_does_not_fit_and_what_it_lacks() -> None:
    clerk = editor()
    row = clerk.add(事项名称="领导信息", 公开方式="公开")
    plan = imported(clerk.save(), FILES)
    assert (codes(plan), plan.files) == (["I970", "I972"], {})
    assert plan.findings[1].where == f"公开事项!A{row}"


@pytest.mark.parametrize(("short", "mode"), [("主动", "主动公开"), (" 依申请 ", "依申请公开")])
def test_ways_to_disclose_may_be_short_as_in_tables(short: str, mode: str) -> None:
    clerk = editor()
    clerk.put(clerk.row("0102-001"), "公开方式", short)
    plan = imported(clerk.save(), FILES)
    assert codes(plan) == []
    assert changed(plan) == f"{ITEMS}  公开方式: {mode}\n"


def test_a_record_that_is_gone_is_not_brought_back() -> None:
    clerk = editor()
    clerk.put(clerk.row("0102-001"), "事项名称", "机构设置情况")
    now = ITEMS[: ITEMS.index("\n- 事项编号: 0102-001")]
    plan = imported(clerk.save(), with_items(now))
    assert (codes(plan), plan.files) == (["I973"], {})
    assert imported(editor().save(), with_items(now)).findings == ()


def test_what_only_yaml_can_hold_is_not_edited_in_a_cell() -> None:
    files = with_items(ITEMS.replace("[主要职责, 履职依据]", "[主要职责⏎履职依据, 其他]"))
    clerk = Editor.open(workbook(files))
    assert imported(clerk.save(), files).files == {}
    clerk.put(clerk.row("0101-001"), "公开内容", "主要职责⏎履职依据\n别的")
    plan = imported(clerk.save(), files)
    assert (codes(plan), plan.files) == (["I971"], {})


def test_records_in_braces_that_cannot_be_edited_are_told() -> None:
    flow = "- {事项编号: 0101-001, 事项名称: 机构职能, 分类: '0101'}\n"
    files = with_items(flow)
    clerk = Editor.open(workbook(files))
    clerk.put(clerk.row("0101-001"), "说明", "第一行\n第二行")
    plan = imported(clerk.save(), files)
    assert (codes(plan), plan.files) == (["I958"], {})


ITEM = schemas()["item"]


@st.composite
def item_files(draw: st.DrawFn) -> dict[str, bytes]:
    numbers = [f"0101-{number:03}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    items = [draw(records(ITEM, number)) for number in numbers]
    entries = draw(st.lists(records(schemas()["entry"]), max_size=2))
    keys: Keys = draw(st.sampled_from(["zh", "en"]))
    files = {"items/items.yaml": emit(items, ITEM.fields, keys)}
    if entries:
        files["entries/entries.yaml"] = emit(entries, schemas()["entry"].fields, keys)
    return workspace(files)


@settings(max_examples=12)
@given(item_files())
def test_any_records_come_back_from_a_workbook_as_they_were(files: Mapping[str, bytes]) -> None:
    plan = imported(workbook(files), files)
    assert plan.files == {}
    assert codes(plan) == []


@pytest.mark.parametrize("unit", UNITS)
def test_the_examples_come_back_from_a_workbook_as_they_are(unit: str) -> None:
    files, _ = read_files(Workspace(ROOT))
    readable = {path: data for path, data in files.items() if data is not None}
    plan = imported(workbook(readable, unit), readable, unit_id=unit)
    assert plan.files == {}
    assert codes(plan) == []
    assert plan.unchanged > 50
