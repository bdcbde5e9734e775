"""A table met again changes only what it says anew, where it stands; what people decided stays."""

from __future__ import annotations

import gc
from dataclasses import replace
from difflib import ndiff
from time import process_time

import pytest

from disclosure_cli.catalog import assemble
from disclosure_cli.importing.mapping.matching import Matcher
from disclosure_cli.importing.planning import Plan
from disclosure_cli.model import Catalog, Unit
from tests.importing.planned import (
    FOLDER,
    HEADER,
    PROFILE,
    ROW,
    UNIT,
    WORKSPACE,
    checked,
    plan_files,
    records_of,
)

TABLE = HEADER + ROW
ITEMS = f"{FOLDER}/items/own.yaml"
OWN = """# 本局的事项

- 事项编号: 0101-007   # 编号不变
  事项名称: 职能职责
  分类: 0101 职能职责
  # 按三定方案
  公开内容: [机关职能, 办公地址]
  公开依据:
    - 《示例法》  # 已核
    - 《示例条例》第二条
  公开时限: 自信息形成或者变更之日起20个工作日内
  公开期限: 长期公开
  公开渠道: [政府网站, 两微一端]
  公开对象: [全社会]
  公开方式: 主动公开
  公开层级: [县级]

- 事项编号: 0102-001
  事项名称:   '领导信息'
  分类: "0102"
"""


def workspace(own: str = OWN, path: str = ITEMS) -> dict[str, bytes]:
    return {**WORKSPACE, path: own.encode()}


def imported(table: str, files: dict[str, bytes]) -> tuple[Plan, dict[str, bytes]]:
    made = plan_files({"list.csv": table.encode()}, files)
    return made, {**files, **made.files}


def codes(made: Plan) -> list[str]:
    return [said.code for said in made.findings]


def lines(before: bytes, after: bytes) -> list[str]:
    """The lines that differ, with the sign before them."""
    found = ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in found if line[0] in "+-"]


def test_only_the_fields_that_differ_change_and_everything_else_stays() -> None:
    table = TABLE.replace("1.机关职能 2.办公地址", "1.机关职能 2.办公地址 3.办公时间").replace(
        "《示例条例》第二条", "《示例条例》第三条"
    )
    made, after = imported(table.replace(",先写在这里", ","), workspace())
    source, digest, *rest = [line for line in lines(OWN.encode(), after[ITEMS]) if "    " in line][
        -2:
    ]
    assert not rest
    assert "来源: list.csv list!A2" in source
    assert "校验码" in digest
    assert lines(OWN.encode(), after[ITEMS]) == [
        "-   公开内容: [机关职能, 办公地址]",
        "+   公开内容: [机关职能, 办公地址, 办公时间]",
        "-     - 《示例条例》第二条",
        "+     - 《示例条例》第三条",
        "+   导入原文:",
        source,
        digest,
    ]
    assert [(change.record, change.label) for change in made.changes] == [
        ("0101-007《职能职责》", "公开内容"),
        ("0101-007《职能职责》", "公开依据"),
        ("0101-007《职能职责》", "导入原文"),
    ]
    assert (made.items, made.updated, made.unchanged) == (0, 1, 0)
    assert list(made.files) == [ITEMS]


def test_the_same_words_in_another_spelling_are_no_change() -> None:
    table = TABLE.replace("■政府网站 □政府公报 ■两微一端", "■两微一端\n■政府网站").replace(
        "、《示例", "；《示例"
    )
    made, _ = imported(table.replace(",先写在这里", ",").replace("\n■", "■"), workspace())
    assert not made.files
    assert made.unchanged == 1


def test_what_people_correct_is_not_undone_by_the_same_table() -> None:
    _, files = imported(TABLE, dict(WORKSPACE))
    path = f"{FOLDER}/items/list.yaml"
    corrected = files[path].replace("机关职能".encode(), "本机关的职能".encode()) + b"# mine\n"
    again, after = imported(TABLE, {**files, path: corrected})
    assert not again.files
    assert "I950" in codes(again)
    longer = TABLE + ROW.replace("职能职责", "领导信息").replace("1,机构", "2,机构")
    grown, after = imported(longer, {**files, path: corrected})
    assert after[path].startswith(corrected)
    assert (grown.items, grown.updated) == (1, 0)
    moved = HEADER + ROW.replace("职能职责", "领导信息") + ROW.replace("1,机构", "2,机构")
    assert not imported(moved, after)[0].files


def test_an_empty_cell_and_a_column_that_is_not_there_wipe_nothing() -> None:
    emptied = HEADER + "1,机构职能,职能职责,机关职能,,,,,,,,\n"
    _, after = imported(emptied, workspace())
    (item, _) = records_of(after)["item"]
    assert item.get("elements") == ["机关职能"]
    assert item.get("basis") == ["《示例法》", "《示例条例》第二条"]
    assert item.get("time_limit")
    narrow = "一级事项,二级事项,公开内容,公开依据\n机构职能,职能职责,机关职能,《示例法》\n"
    _, after = imported(narrow, workspace())
    assert records_of(after)["item"][0].get("channels") == ["政府网站", "两微一端"]


@pytest.mark.parametrize(
    "closed",
    [
        "  公开方式: 不予公开\n",
        "  公开方式: 主动公开\n  事项状态: {状态: 已取消, 日期: 2024-01-02}\n",
    ],
)
def test_what_is_withheld_or_cancelled_is_never_opened_by_a_table(closed: str) -> None:
    own = OWN.replace("  公开方式: 主动公开\n", closed)
    made, _ = imported(TABLE.replace("2.办公地址", "2.地址"), workspace(own))
    assert not made.files
    assert "I954" in codes(made)


def test_a_change_after_the_review_is_said() -> None:
    reviewed = "  保密审查: {审查结论: 公开}\n"
    own = OWN.replace("  公开层级: [县级]\n", f"  公开层级: [县级]\n{reviewed}")
    made, _ = imported(TABLE.replace("2.办公地址", "2.地址"), workspace(own))
    assert "I955" in codes(made)
    batch = WORKSPACE[PROFILE] + "事项审查: {审查结论: 公开}\n".encode()
    assert "I955" in codes(imported(TABLE, {**WORKSPACE, PROFILE: batch})[0])
    assert "I955" not in codes(imported(TABLE, dict(WORKSPACE))[0])


def test_what_is_only_kept_beside_a_record_wants_no_new_review() -> None:
    own = OWN.replace("  公开层级: [县级]\n", "  公开层级: [县级]\n  保密审查: {审查结论: 公开}\n")
    own = own.replace("  公开时限: 自信息形成或者变更之日起20个工作日内\n", "")
    made, _ = imported(TABLE, workspace(own))
    assert [change.field for change in made.changes] == ["imported"]
    assert "I955" not in codes(made)


def test_an_item_is_known_by_its_id_whatever_its_title() -> None:
    table = "事项编号,事项名称,公开内容,公开依据\n0101-007,职责,机关职能,《示例法》\n"
    made, after = imported(table, workspace())
    assert (made.items, made.updated) == (0, 1)
    item = records_of(after)["item"][0]
    assert (item.get("id"), item.get("title"), item.get("class")) == (
        "0101-007",
        "职责",
        "0101 职能职责",
    )


def test_an_item_known_by_its_id_makes_no_new_class() -> None:
    table = (
        "事项编号,事项名称,分类,公开内容,公开依据\n0101-007,新的名称,示例新类,机关职能,《示例法》\n"
    )
    made, after = imported(table, workspace())
    assert (made.items, made.updated, made.classes) == (0, 1, 0)
    item = records_of(after)["item"][0]
    assert (item.get("title"), item.get("class")) == ("新的名称", "0101 职能职责")
    assert {"column": "分类", "text": "示例新类"} in item.get("imported", "cells")


def test_what_explains_a_choice_goes_with_it() -> None:
    own = OWN.replace("[政府网站, 两微一端]", "[政府网站, 其他]\n  其他渠道: 院务公开栏").replace(
        "公开对象: [全社会]", "公开对象: [特定群体]\n  特定群体范围: 示例村民"
    )
    _, after = imported(TABLE, workspace(own))
    item = records_of(after)["item"][0]
    assert item.get("channel_other") is None
    assert item.get("audience") == ["全社会"]
    assert item.get("audience_group") is None
    _, after = imported(TABLE.replace("全社会", "特定群体"), workspace(own))
    assert records_of(after)["item"][0].get("audience_group") == "示例村民"


def test_the_unit_itself_as_publisher_replaces_another_and_equals_its_own_name() -> None:
    organs = "- 名称: 示例县政府\n".encode()
    base = {**WORKSPACE, "catalogs/_vocab/organs.yaml": organs}
    foreign = OWN.replace("  公开渠道", "  公开主体: 示例县政府\n  公开渠道")
    _, after = imported(TABLE, {**base, ITEMS: foreign.encode()})
    assert records_of(after)["item"][0].get("publisher") is None
    own = OWN.replace("  公开渠道", f"  公开主体: {UNIT}\n  公开渠道")
    _, after = imported(TABLE, {**base, ITEMS: own.encode()})
    assert records_of(after)["item"][0].get("publisher") == UNIT


def test_files_of_one_run_are_read_one_after_another() -> None:
    other = TABLE.replace("长期公开", "每年3月31日前")
    made = plan_files({"a.csv": TABLE.encode(), "b.csv": other.encode()})
    (item,) = records_of(made.files)["item"]
    assert item.get("time_limit") == "每年3月31日前"
    assert item.get("duration") == "长期公开"
    twice = plan_files({"a.csv": other.encode(), "b.csv": TABLE.encode()}, workspace())
    assert len(records_of({**workspace(), **twice.files})["item"]) == 2
    assert twice.updated == 1


def test_rows_of_one_file_are_items_of_their_own() -> None:
    table = TABLE + ROW.replace("机关职能", "另一职能")
    made, files = imported(table, dict(WORKSPACE))
    assert made.items == 2
    assert not imported(table, files)[0].files


def test_a_record_that_cannot_be_edited_is_left_and_the_others_are_not() -> None:
    flow = '- {事项编号: 0101-007, 事项名称: 职能职责, 分类: "0101"}\n'
    rest = OWN[OWN.index("- 事项编号: 0102") :].replace(
        "领导信息'", "领导信息'\n  公开层级: [县级]"
    )
    table = TABLE + ROW.replace("机构职能,职能职责", "机构职能,领导信息").replace("县级", "乡级")
    made, after = imported(table, workspace(flow + rest))
    assert "I958" in codes(made)
    assert after[ITEMS].decode().startswith(flow)
    assert records_of(after)["item"][1].get("levels") == ["乡级"]
    assert {change.record for change in made.changes} == {"0102-001《领导信息》"}


ENTRIES = (
    "索引号,名称,内容概述,生成日期,信息分类,效力状态\n"
    "000000000/2024-00001,示例通知,示例的内容,2024-03-01,示例类,有效\n"
)


@pytest.mark.slow
def test_ten_times_the_records_take_no_more_than_ten_times_the_time() -> None:
    def seconds(count: int) -> float:
        rows = [ROW.replace("职能职责", f"职能{number}") for number in range(count)]
        _, files = imported(HEADER + "".join(rows), WORKSPACE)
        later = HEADER + "".join(row.replace("机关职能", "机关新职能") for row in rows)
        gc.disable()  # As the program does, but for once in a million objects.
        started = process_time()
        made, _ = imported(later, files)
        needed = process_time() - started
        gc.enable()
        assert made.updated == count
        return needed

    seconds(1)
    assert seconds(3000) < 16 * seconds(300)


def test_an_entry_is_known_by_its_index_number() -> None:
    _, files = imported(ENTRIES, dict(WORKSPACE))
    changed = ENTRIES.replace("示例的内容", "新的内容").replace("示例通知", "示例的通知")
    made, after = imported(changed, files)
    (entry,) = records_of(after)["entry"]
    assert (entry.get("title"), entry.get("summary")) == ("示例的通知", "新的内容")
    assert (made.entries, made.updated) == (0, 1)
    until = ENTRIES.replace("效力状态", "有效期至").replace(",有效\n", ",2026-01-01\n")
    _, after = imported(until, files)
    assert records_of(after)["entry"][0].get("validity") == {
        "state": "有效",
        "until": "2026-01-01",
    }


def test_an_index_number_of_another_is_not_taken() -> None:
    other = {
        "catalogs/b-unit/unit.yaml": "单位名称: 乙\n单位类型: 政府部门\n".encode(),
        "catalogs/b-unit/entries/e.yaml": (
            "- 索引号: 000000000/2024-00001\n  所属事项: 0101-001\n  名称: 旧通知\n"
        ).encode(),
    }
    made, _ = imported(ENTRIES, {**WORKSPACE, **other})
    assert not made.entries
    said = next(finding for finding in made.findings if finding.code == "I956")
    assert "示例的内容" in said.message
    twice, files = imported(
        ENTRIES + ENTRIES.splitlines()[1].replace("示例", "另一"), dict(WORKSPACE)
    )
    assert (twice.entries, codes(twice).count("I956")) == (1, 1)
    assert not imported(ENTRIES, files)[0].files


def test_a_row_that_is_repeated_is_told_as_that_whether_it_is_new_or_known() -> None:
    head, row = ENTRIES.splitlines()
    twice = f"{head}\n{row}\n{row}\n"
    made, files = imported(twice, dict(WORKSPACE))
    assert (made.entries, codes(made).count("I932"), codes(made).count("I956")) == (1, 1, 0)
    again, _ = imported(twice, files)
    assert again.files == {}
    assert sorted(codes(again)) == ["I932", "I950"]


def test_another_document_does_not_take_the_place_of_one_with_its_index_number() -> None:
    _, files = imported(ENTRIES, dict(WORKSPACE))
    (before,) = records_of(files)["entry"]
    other = ENTRIES.replace("示例通知", "另一份文件的名称").replace(
        before.get("created"), "2026-01-05"
    )
    assert other != ENTRIES
    made, _ = imported(other, files)
    assert codes(made) == ["I956"]
    assert "另一份文件的名称" in made.findings[0].message
    assert made.files == {}


def test_files_that_are_referred_to_are_written_first() -> None:
    made, _ = imported(TABLE.replace("机构职能", "示例新类") + "", dict(WORKSPACE))
    assert list(made.files) == [f"{FOLDER}/classes.yaml", f"{FOLDER}/items/list.yaml"]


@pytest.mark.parametrize(
    ("ticks", "after"),
    [
        ("√,√", ["政府网站", "两微一端", "公开查阅点"]),
        ("×,√", ["两微一端", "公开查阅点"]),
        (",√", ["两微一端", "公开查阅点"]),
        (",", ["政府网站", "公开查阅点"]),
    ],
)
def test_columns_of_channels_say_nothing_of_a_channel_without_one(
    ticks: str, after: list[str]
) -> None:
    own = OWN.replace("[政府网站, 两微一端]", "[政府网站, 公开查阅点]")
    table = f"一级事项,事项名称,公开内容,公开依据,网站,微信\n职能职责,职能职责,职责,《示例法》,{ticks}\n"
    _, files = imported(table, workspace(own))
    (item, _) = records_of(files)["item"]
    assert item.get("channels") == after


def test_a_cell_with_all_channels_says_all_of_them() -> None:
    own = OWN.replace("[政府网站, 两微一端]", "[政府网站, 公开查阅点]")
    _, files = imported(TABLE, workspace(own))
    assert records_of(files)["item"][0].get("channels") == ["政府网站", "两微一端"]


def test_what_several_files_say_of_new_records_is_one_record_each() -> None:
    later = ENTRIES.replace("示例的内容", "新的内容").replace("示例通知", "示例的通知")
    last = later.replace("新的内容", "最后的内容")
    texts = {"甲.csv": ENTRIES, "乙.csv": later, "丙.csv": last}
    made = plan_files({name: text.encode() for name, text in texts.items()})
    (entry,) = records_of(made.files)["entry"]
    assert (entry.get("title"), entry.get("summary")) == ("示例的通知", "最后的内容")
    assert (made.entries, made.updated) == (1, 0)
    rows = {
        "甲.csv": HEADER + ROW,
        "乙.csv": HEADER + ROW.replace("主动公开", "依申请公开"),
        "丙.csv": HEADER + ROW.replace("主动公开", "依申请公开").replace("县级", "乡级"),
    }
    made = plan_files({name: text.encode() for name, text in rows.items()})
    (item,) = records_of(made.files)["item"]
    assert (item.get("mode"), item.get("levels")) == ("依申请公开", ["乡级"])


def _without_records() -> tuple[Catalog, Unit]:
    catalog, _ = assemble([checked(path, data) for path, data in WORKSPACE.items()], WORKSPACE)
    return catalog, catalog.units[0]


def test_no_record_changes_under_who_has_it() -> None:
    matcher = Matcher(*_without_records())
    first = matcher.add("item", {"id": "0101-001", "title": "职能", "class": "0101"}, "a-unit")
    matcher.begin_file()
    second = replace(first, data={**first.data, "title": "机构职能"})
    matcher.meet(first)
    matcher.replace(first, second)
    assert first.get("title") == "职能"
    assert matcher.is_met(second)
    assert matcher.numbered(["0101-001"]) is None
    matcher.begin_file()
    assert matcher.numbered(["0101-001"]) is second
    assert matcher.item("0101", "职能", "") is second
