"""Recognised tables become records of a unit: nothing is lost, nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from disclosure_cli.catalog import assemble
from disclosure_cli.importing.files import slug
from disclosure_cli.importing.mapping.class_finder import ClassFinder
from disclosure_cli.importing.mapping.splitting import bases_of, elements_of
from disclosure_cli.importing.text import tick
from disclosure_cli.model import Record, Source
from disclosure_cli.publishing.deciding import State, decide
from tests.importing.planned import FOLDER, HEADER, PROFILE, ROW, WORKSPACE, checked, planned
from tests.importing.rendering import as_xlsx, saved
from tests.importing.sketches import sketch
from tests.support.importing import recognise


def one_item(row: str) -> tuple[Record, list[str]]:
    """The item that a row becomes, and the codes of what is said."""
    made, found = planned((HEADER + row).encode())
    assert len(found["item"]) == 1
    return found["item"][0], [said.code for said in made.findings]


def test_a_row_becomes_an_item() -> None:
    item, codes = one_item(ROW)
    data = dict(item.data)
    kept = data.pop("imported")
    assert data == {
        "id": "0101-001",
        "title": "职能职责",
        "class": "0101 职能职责",
        "elements": ["机关职能", "办公地址"],
        "basis": ["《示例法》", "《示例条例》第二条"],
        "duration": "长期公开",
        "channels": ["政府网站", "两微一端"],
        "audience": ["全社会"],
        "mode": "主动公开",
        "levels": ["县级"],
    }
    assert kept["source"].startswith("目录.csv ")
    assert {"column": "备注", "text": "先写在这里"} in kept["cells"]
    assert "I942" in codes


@pytest.mark.parametrize(
    ("was", "now", "field", "value", "code"),
    [
        ("示例局,■", "示例镇政府,■", "publisher", "示例镇政府", "I943"),
        ("■两微一端", "■院务公开墙", "channel_other", "院务公开墙", "I944"),
        ("主动公开", "主动公开、依申请公开", "mode", None, "I945"),
        ("主动公开", "不予公开", "mode", "不予公开", ""),
        ("全社会", "特定群体", "audience", ["特定群体"], ""),
        ("全社会", "示例村民", "audience", ["特定群体"], "I945"),
        ("全社会", "特定群体：示例村民", "audience_group", "示例村民", ""),
        ("全社会", "全社会、示例村民", "audience", None, "I945"),
        ("主动公开", "非主动公开", "mode", None, "I945"),
        ("县级", "县、乡级", "levels", ["县级", "乡级"], ""),
        ("■政府网站", "■示例县政府网站", "channels", ["政府网站", "两微一端"], ""),
        ("长期公开", "每年3月31日前", "time_limit", "每年3月31日前", ""),
        ("县级", "县", "levels", ["县级"], ""),
        (
            "■政府网站 □政府公报 ■两微一端",
            "网站/微信/政府公报",
            "channels",
            ["政府网站", "政府公报", "两微一端"],
            "",
        ),
        ("■两微一端", "■院务公开墙/某报", "channel_other", "院务公开墙/某报", "I944"),
        ("县级", "镇（街）级、社区", "levels", ["乡级", "村级"], ""),
        ("县级", "县级、乡级", "levels", ["县级", "乡级"], ""),
        ("1,机构职能", "1,示例新类", "class", "21 示例新类", "I940"),
    ],
)
def test_what_is_not_known_is_kept_and_said(
    was: str, now: str, field: str, value: Any, code: str
) -> None:
    assert was in ROW
    item, codes = one_item(ROW.replace(was, now))
    assert item.get(field) == value
    assert not code or code in codes
    if value is None:
        assert any(now.partition(",")[0] in cell["text"] for cell in item.get("imported", "cells"))


@pytest.mark.parametrize(
    "head",
    [
        "事项名称,公开内容,公开依据,网站,公告栏,微信,其他",
        "事项名称,公开内容,公开依据,公开渠道,,,\n,,,网站,公告栏,微信,其他",
    ],
)
def test_channels_with_columns_of_their_own_are_none_of_them_lost(head: str) -> None:
    made, found = planned(f"{head}\n机构职能,职责,《示例法》,√,,√,电视\n".encode())
    (item,) = found["item"]
    assert item.get("channels") == ["政府网站", "两微一端", "其他"]
    assert item.get("channel_other") == "电视"
    assert item.get("imported", "cells") is None
    assert [said.code for said in made.findings] == ["I944"]


def test_channels_under_one_merged_heading_are_columns_though_nothing_else_is_merged() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["事项名称", "公开内容", "公开依据", "公开渠道", None, None, "备注"])
    sheet.append([None, None, None, "政府网站", "公示栏", "其他", None])
    sheet.append(["机构职能", "职责", "《示例法》", "√", None, "电视", "先写在这里"])
    sheet.merge_cells("D1:F1")
    made, found = planned(saved(book))
    (item,) = found["item"]
    assert item.get("channels") == ["政府网站", "其他"]
    assert item.get("channel_other") == "电视"
    assert [said.code for said in made.findings] == ["I944"]


def test_boxes_of_which_none_is_ticked_say_nothing_and_are_not_kept() -> None:
    item, _ = one_item(ROW.replace("■政府网站 □政府公报 ■两微一端", "□政府网站 □政府公报"))
    assert item.get("channels") is None
    assert "公开渠道和载体" not in [cell["column"] for cell in item.get("imported", "cells")]


def test_a_notice_board_is_the_channel_of_that_name() -> None:
    head = "事项名称,公开内容,公开依据,网站,公告栏,微信"
    _, found = planned(f"{head}\n机构职能,职责,《示例法》,,√,\n".encode())
    (item,) = found["item"]
    assert item.get("channels") == ["社区/企事业单位/村公示栏（电子屏）"]


@pytest.mark.parametrize("name", ["示例局", "示例县示例局", "本局", "本单位"])
def test_the_unit_itself_as_publisher_needs_no_name(name: str) -> None:
    item, codes = one_item(ROW.replace("示例局,■", f"{name},■"))
    assert item.get("publisher") is None
    assert "I943" not in codes


@pytest.mark.parametrize(
    ("name", "is_own"),
    [
        ("示例镇人民政府", True),
        ("示例县示例镇人民政府", True),
        ("人民政府", False),
        ("镇人民政府", False),
        ("示例县人民政府", False),
    ],
)
def test_the_unit_is_known_without_the_regions_that_it_lies_in(name: str, is_own: bool) -> None:
    profile = "单位名称: 示例县示例镇人民政府\n单位类型: 乡镇政府\n".encode()
    row = ROW.replace("示例局,■", f"{name},■")
    made, found = planned((HEADER + row).encode(), files=WORKSPACE | {PROFILE: profile})
    assert found["item"][0].get("publisher") == (None if is_own else name)
    assert made.unregistered == (() if is_own else (name,))


ORGANS = "catalogs/_vocab/organs.yaml"


@pytest.mark.parametrize("name", ["县财政局", "示例县财政局", "示例县 财政局"])
def test_a_registered_organ_is_known_by_its_other_names(name: str) -> None:
    organs = "- 机关名称: 示例县财政局\n  其他名称: [县财政局]\n".encode()
    row = ROW.replace("示例局,■", f"{name},■")
    made, found = planned((HEADER + row).encode(), files=WORKSPACE | {ORGANS: organs})
    (item,) = found["item"]
    assert item.get("publisher") == "示例县财政局"
    assert "I943" not in [said.code for said in made.findings]
    kept = {cell["column"]: cell["text"] for cell in item.get("imported", "cells")}
    assert kept.get("公开主体", "示例县财政局") == name


def test_a_name_that_two_organs_share_is_none_of_them() -> None:
    organs = "- 机关名称: 甲县财政局\n  其他名称: [财政局]\n- 机关名称: 乙县财政局\n  其他名称: [财政局]\n"
    row = ROW.replace("示例局,■", "财政局,■")
    made, found = planned((HEADER + row).encode(), files=WORKSPACE | {ORGANS: organs.encode()})
    assert found["item"][0].get("publisher") == "财政局"
    assert made.unregistered == ("财政局",)


def test_of_several_publishers_only_strangers_are_to_be_registered() -> None:
    row = ROW.replace("示例局,■", "县应急局、示例局,■")
    made, _ = planned((HEADER + row).encode())
    assert made.unregistered == ("县应急局、示例局",)
    assert made.organs == ("县应急局",)


def test_a_general_name_is_not_to_be_registered() -> None:
    made, _ = planned((HEADER + ROW.replace("示例局,■", "各部门,■")).encode())
    assert (made.unregistered, made.organs) == (("各部门",), ())


def test_a_text_too_long_for_its_field_is_kept_in_parts() -> None:
    long = "示" * 5000
    item, codes = one_item(ROW.replace("长期公开", f"形成后{long}"))
    assert item.get("time_limit") is None
    assert "I946" in codes
    kept = [cell["text"] for cell in item.get("imported", "cells") if cell["column"] == "公开时限"]
    assert "".join(kept) == f"形成后{long}"


def test_a_dash_for_the_last_level_takes_the_title_of_the_level_above() -> None:
    item, _ = one_item(ROW.replace("机构职能,职能职责", "机构职能,—"))
    assert item.get("title") == "机构职能"
    assert "—" in [cell["text"] for cell in item.get("imported", "cells")]


def test_rows_of_one_item_are_joined() -> None:
    page = (
        "<table><tr><th>事项名称</th><th>公开内容</th><th>公开依据</th><th>公开时限</th></tr>"
        "<tr><td rowspan=2>政府预算</td><td>收入表</td><td rowspan=2>《示例法》</td><td>20日内</td></tr>"
        "<tr><td>支出表</td><td>30日内</td></tr></table>"
    )
    _, found = planned(page.encode(), "预算.html")
    assert [item.get("elements") for item in found["item"]] == [["收入表", "支出表"]]
    assert found["item"][0].get("basis") == ["《示例法》"]
    assert found["item"][0].get("time_limit") == "20日内"
    assert "30日内" in [cell["text"] for cell in found["item"][0].get("imported", "cells")]


def test_a_file_that_nothing_can_be_added_to_is_left_alone() -> None:
    path = "catalogs/a-unit/items/list.yaml"
    flow = '[{事项编号: 0101-007, 事项名称: 旧, 分类: "01"}]\n'.encode()
    made, found = planned((HEADER + ROW).encode(), "list.csv", {**WORKSPACE, path: flow})
    assert list(made.files) == ["catalogs/a-unit/items/list-2.yaml"]
    assert found["item"][0].get("id") == "0101-008"


def test_a_date_with_a_time_is_the_date_and_the_time_is_kept() -> None:
    table = (
        "信息名称,内容概述,生成日期,公开日期\n示例通知,示例的内容,2024-03-01,2024年3月2日 09:30\n"
    )
    made, found = planned(table.encode())
    (entry,) = found["entry"]
    assert entry.get("published") == "2024-03-02"
    assert "2024年3月2日 09:30" in [cell["text"] for cell in entry.get("imported", "cells")]
    assert "I946" not in [said.code for said in made.findings]


@pytest.mark.parametrize(
    "footer", ["制表：办公室,,,,,2025-03-01,,,,,,", "填表人：某人,,,,,,,,,,,2025年3月"]
)
def test_who_made_a_table_and_when_is_no_item(footer: str) -> None:
    made, found = planned(f"{HEADER}{ROW}{footer}\n".encode())
    assert len(found["item"]) == 1
    assert any(
        said.code == "I947" and footer.partition(",")[0] in said.message for said in made.findings
    )


@pytest.mark.parametrize(
    ("columns", "cells", "source", "issuer"),
    [
        ("信息来源", "自制", "自制", None),
        ("信息来源", "县财政局", None, "县财政局"),
        ("信息来源,发布机构", "自制,县财政局", "自制", "县财政局"),
        ("发布机构,信息来源", "示例局,从其他行政机关获取", "从其他行政机关获取", None),
        ("发布机构,信息来源", "示例局,示例网站", None, None),
    ],
)
def test_a_source_is_how_the_information_came_about_or_who_publishes(
    columns: str, cells: str, source: str | None, issuer: str | None
) -> None:
    table = f"信息名称,内容概述,生成日期,{columns}\n示例通知,示例的内容,2024-03-01,{cells}\n"
    _, found = planned(table.encode())
    (entry,) = found["entry"]
    assert (entry.get("source"), entry.get("issuer")) == (source, issuer)
    kept = [cell["text"] for cell in entry.get("imported", "cells") or ()]
    assert kept == (["示例网站"] if "示例网站" in cells else [])


def test_published_information_becomes_entries_under_an_item() -> None:
    table = (
        "索引号,名称,内容概述,生成日期,公开日期,文号,信息分类,效力状态\n"
        "000000000/2024-00001,示例通知,示例的内容,2024年3月1日,2024/3/5,示发〔2024〕1号,示例类,有效\n"
        "旧-1,示例公告,示例的公告,三月,2024-03-06,,示例类,\n"
    )
    made, found = planned(table.encode(), "信息.csv")
    first, second = found["entry"]
    assert first.get("created") == "2024-03-01"
    assert first.get("published") == "2024-03-05"
    assert first.get("validity") == {"state": "有效"}
    assert first.get("index") == "000000000/2024-00001"
    assert second.get("index") is None
    assert {"旧-1", "三月"} <= {cell["text"] for cell in second.get("imported", "cells")}
    assert [item.get("id") for item in found["item"]] == [first.get("item")] == [second.get("item")]
    again, _ = planned(table.encode(), "信息.csv", {**WORKSPACE, **made.files})
    assert (again.items, again.entries, again.unchanged) == (0, 0, 2)
    elsewhere = table.replace("示例类", "另一类").splitlines()[:2]
    _, moved = planned("\n".join(elsewhere).encode(), "信息.csv", {**WORKSPACE, **made.files})
    assert [entry.get("item") for entry in moved["entry"]] == [first.get("item")] * 2
    assert "item" not in moved


_LETTERS = re.compile(r"[^\u3400-\u9fff]|[一二三四五六七八九十]")


def _letters(text: str) -> str:
    """The Chinese letters, without the numerals that may have been a list's numbers."""
    return _LETTERS.sub("", text)


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return ["".join(map(str, value)), *(text for part in value for text in _texts(part))]
    return [str(value)]


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_no_cell_of_any_layout_is_lost(seed: int) -> None:
    drawn = sketch(Random(seed))
    made, found = planned(as_xlsx(drawn), "sketch.xlsx")
    everything = [
        text for records in found.values() for record in records for text in _texts(record.data)
    ]
    everything += [finding.message for finding in made.findings]
    written = "|".join(map(_letters, everything))
    assert made.items + made.unchanged > 0
    for record, used in zip(drawn.records, drawn.used, strict=True):
        for field, text in record.items():
            if field != "channels" and tick(text) is None:
                assert _letters(text) in written or text.startswith("同"), (field, text)
        names = {SPELLINGS.get(name, name) for name in used}
        assert all(_letters(name) in written for name in names)


SPELLINGS = {
    alias: str(record.get("name"))
    for path in ("catalogs/_vocab/channels.yaml",)
    for record in checked(path, WORKSPACE[path]).records
    for alias in record.get("aliases", default=())
}


def _class(code: str, name: str) -> Record:
    return Record("classes", {"code": code, "name": name}, Source("", ""))


def test_classes_are_found_by_name_and_missing_ones_proposed() -> None:
    finder = ClassFinder(
        [_class("01", "机构职能"), _class("0101", "职责"), _class("02", "政策")],
        [_class("21", "自有")],
    )
    assert finder.find(["机构职能", "职责"]).code == "0101"
    assert finder.find(["一、机构职能"]).code == "01"
    assert finder.find(["政策", "新的"]).code == "0201"
    assert finder.find(["没有", "机构职能"]).code == "2201"
    assert finder.find(["另外", "职责"]).code == "0101"
    assert finder.find(["自有"]).code == "21"
    assert finder.find(["政策", "新的"]).code == "0201"
    assert [tuple(proposal) for proposal in finder.proposals] == [
        ("0201", "新的"),
        ("22", "没有"),
        ("2201", "机构职能"),
    ]


def test_a_class_is_known_by_its_code_where_the_name_does_not_say_another() -> None:
    finder = ClassFinder(
        [_class("01", "机构职能"), _class("0101", "职责"), _class("02", "政策")], []
    )
    for names in (
        ["0101 职责"],
        ["0101"],
        ["0101", "职责"],
        ["职责", "0101"],
        ["01 机构职能", "0101 职责"],
    ):
        assert finder.find(names).code == "0101"
    assert finder.find(["01 政策"]).code == "02"
    assert finder.find(["01", "政策"]).code == "02"
    assert finder.proposals == []


@pytest.mark.parametrize("heads", ["分类", "分类代码,分类名称", "分类名称,分类代码", "分类代码"])
def test_our_own_columns_say_class_and_id(heads: str) -> None:
    code, name = "0405", "专项资金"
    cells = {"分类": f"{code} {name}", "分类代码": code, "分类名称": name}
    table = (
        f"事项编号,事项名称,{heads},公开内容,公开依据\n"
        f"0405-007,专项资金分配结果,{','.join(cells[head] for head in heads.split(','))},结果,《示例法》\n"
    )
    made, found = planned(table.encode())
    (item,) = found["item"]
    assert (item.get("id"), item.get("class")) == ("0405-007", "0405 专项资金")
    assert (made.classes, made.findings) == (0, ())
    assert [cell["column"] for cell in item.get("imported", "cells")] == ["事项编号"]


def test_of_a_data_file_only_the_rows_of_the_unit_are_taken_with_every_field() -> None:
    table = (
        "单位编号,单位名称,事项编号,事项名称,分类,公开内容,公开时限,公开期限,公开渠道,更新·更新周期,说明\n"
        "a-unit,示例县示例局,0405-007,资金分配,0405 专项资金,结果,及时公开,长期公开,政府网站,每年,示例说明\n"
        "b-unit,示例县另一局,0101-001,机构职能,0101 职能职责,职责,及时公开,,政府网站,,\n"
    )
    made, found = planned(table.encode(), "items.csv")
    (item,) = found["item"]
    assert {name: item.get(name) for name in ("id", "class", "duration", "update", "notes")} == {
        "id": "0405-007",
        "class": "0405 专项资金",
        "duration": "长期公开",
        "update": {"cycle": "每年"},
        "notes": "示例说明",
    }
    assert [(said.code, said.where) for said in made.findings] == [("I948", "items!A3")]
    assert made.classes == 0
    again, _ = planned(table.encode(), "items.csv", {**WORKSPACE, **made.files})
    assert again.files == {}


def test_a_lost_letter_in_any_cell_is_said_and_marked_in_the_record() -> None:
    head = "一级事项,二级事项,公开内容,公开依据,公开渠道,备注\n"
    row = "机\ufffd甲,职\ufffd能,内\ufffd容,《示\ufffd例法》,■政府\ufffd网站,备\ufffd注"
    made, found = planned((head + row).encode())
    assert "〓" in made.files[f"{FOLDER}/classes.yaml"].decode()
    assert not any("\ufffd" in data.decode() for data in made.files.values())
    assert found["item"][0].data["title"] == "职〓能"
    (said,) = (f for f in recognise((head + row).encode(), "目录.csv").findings if f.code == "I916")
    assert all(f"目录!{column}2" in said.message for column in "ABCDEF")


def test_more_classes_than_codes_go_under_the_last_one() -> None:
    finder = ClassFinder([], [])
    codes = [finder.find([f"类{number}"]).code for number in range(250)]
    assert codes[97] == "98"
    assert codes[98:101] == ["9901", "9902", "9903"]
    assert codes[-1] == "99"
    assert len({proposal.code for proposal in finder.proposals}) == len(finder.proposals)


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("●管理办法 ●收费标准", ["管理办法", "收费标准"]),
        ("1.文件名称；2.文号；3.发文部门。", ["文件名称", "文号", "发文部门"]),
        ("职能\n地址", ["职能", "地址"]),
        ("依据；\n指南（条件；材料）；", ["依据", "指南（条件；材料）"]),
        ("预算：①收入表。②支出表", ["预算：①收入表。②支出表"]),
        ("0.5元以下的收费", ["0.5元以下的收费"]),
        ("（一）姓名（二）金额（含2.补贴）", ["姓名", "金额（含2.补贴）"]),
        ("1.姓名2.职务3.分工", ["姓名", "职务", "分工"]),
        ("①姓名②第2.款", ["姓名", "第2.款"]),
    ],
)
def test_elements_are_split_at_bullets_numbers_and_lines(text: str, elements: list[str]) -> None:
    assert list(elements_of(text, wrapped=False)) == elements


def test_numbers_of_other_widths_count_elements_and_bases_too() -> None:
    assert elements_of("１．对象名单；２．第３期标准", wrapped=False) == ("对象名单", "第３期标准")
    assert bases_of("１．《甲法》第２条\n２．《乙法》") == ("《甲法》第２条", "《乙法》")


def test_lines_of_a_laid_out_table_are_no_elements() -> None:
    assert elements_of("社会救助办\n法等", wrapped=True) == ("社会救助办法等",)


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("《甲法》、《乙条例》等", ["《甲法》", "《乙条例》等"]),
        ("《甲法》和《乙法》", ["《甲法》和《乙法》"]),
        ("《关于〈甲〉\n《乙〉的通知》", ["《关于〈甲〉《乙〉的通知》"]),
        ("1.《甲法》第二条\n2.《乙法》", ["《甲法》第二条", "《乙法》"]),
        ("《甲\n法》及有关规定", ["《甲法》及有关规定"]),
        (
            "【法律】《甲法》\n【行政法规】《乙条例》",
            ["【法律】《甲法》", "【行政法规】《乙条例》"],
        ),
        ("【法律】《甲法》【规章】《乙办法》", ["【法律】《甲法》", "【规章】《乙办法》"]),
    ],
)
def test_bases_are_split_between_documents(text: str, bases: list[str]) -> None:
    assert list(bases_of(text)) == bases


@pytest.mark.parametrize(
    ("source", "name"),
    [("Pension List (2).xlsx", "pension-list-2"), ("目录.xlsx", "imported"), ("../x.csv", "x")],
)
def test_file_names_are_ascii(source: str, name: str) -> None:
    assert slug(source) == name


def test_our_own_workbook_gives_each_item_once() -> None:
    book = Workbook()
    catalog = book.active
    assert catalog is not None
    for line in (HEADER + ROW).strip().splitlines():
        catalog.append(line.split(","))
    catalog.title = "公开事项目录"
    again = book.create_sheet("数据")
    for line in (HEADER + ROW.replace("职能职责", "别的写法")).strip().splitlines():
        again.append(line.split(","))
    made, _ = planned(saved(book), "catalog.xlsx")
    assert (made.items, made.classes) == (1, 0)
    assert "I952" in [said.code for said in made.findings]


def test_a_new_item_waits_for_a_review_of_its_own_and_names_nobody() -> None:
    signed = "事项审查:\n  承办人: {职务: 科员, 日期: 2025-01-06}\n  审查结论: 公开\n".encode()
    files = {**WORKSPACE, PROFILE: WORKSPACE[PROFILE] + signed}
    _, found = planned((HEADER + ROW).encode(), files=files)
    (item,) = found["item"]
    assert item.data["review"] == {"separate": True}
    unit = assemble([checked(path, data) for path, data in files.items()], files)[0].units[0]
    made = replace(unit, items=(item,))
    (decision,) = decide(made, publish_without_review=False)
    assert decision.state is State.HELD


@pytest.mark.parametrize("title", ["２０２４年", "2024年度", "二〇二四年三月", ""])
def test_a_year_over_a_table_is_no_item(title: str) -> None:
    table = "信息名称,文号,印发时间,有效性\n甲办法,示发〔2024〕5号,2024-05-06,有效\n"
    _, found = planned(f"{title}\n{table}".encode())
    (item,) = found["item"]
    assert item.data["title"] == "政府信息"


@pytest.mark.parametrize(
    ("said", "state"), [("已废止", "废止"), ("现行有效", "有效"), ("失效", "失效")]
)
def test_states_of_documents_are_written_as_prescribed(said: str, state: str) -> None:
    table = f"信息名称,文号,印发时间,有效性\n甲办法,示发〔2024〕5号,2024-05-06,{said}\n"
    _, found = planned(table.encode())
    assert found["entry"][0].data["validity"] == {"state": state}


@pytest.mark.parametrize("dash", ["—", "/", "－"])
def test_a_dash_in_place_of_a_number_is_no_number(dash: str) -> None:
    table = f"信息名称,文号,印发时间,有效性\n甲办法,{dash},2024-05-06,有效\n"
    _, found = planned(table.encode())
    assert "doc_no" not in found["entry"][0].data


@pytest.mark.parametrize(
    "said", ["2025年3月5日（星期三）", "2025-3-5 周三", "2025.3.5 星期三 8:30"]
)
def test_a_day_of_the_week_beside_a_date_is_kept_beside_it(said: str) -> None:
    table = f"信息名称,文号,生成日期,有效性\n甲办法,示发〔2025〕5号,{said},有效\n"
    _, found = planned(table.encode())
    (entry,) = found["entry"]
    assert entry.get("created") == "2025-03-05"
    assert said in [cell["text"] for cell in entry.get("imported", "cells")]


@pytest.mark.parametrize("said", ["２０２５年３月５日", "二○二五年三月五日", "２０２５．３．５"])
def test_a_column_of_dates_is_known_in_whatever_figures_they_are(said: str) -> None:
    table = f"信息名称,文号,生成日期,有效性\n甲办法,示发〔2025〕5号,{said},有效\n"
    _, found = planned(table.encode())
    assert found["entry"][0].get("created") == "2025-03-05"
