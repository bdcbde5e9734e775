"""Numbers of persons: found in every text of the workspace, shown in none of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from disclosure_cli.reports import FORMATS, renderer
from disclosure_cli.reports.report import Report
from tests.rules.samples import (
    AS_OF,
    ENTRIES,
    GUIDE,
    ITEMS,
    SETTINGS,
    UNIT,
    added,
    base_files,
    changed,
    codes,
    diagnostics,
)

PERSON = "11010519491231002X"
"""The specimen of GB 11643."""
CARD = "6222000000000000" + luhn.calc_check_digit("6222000000000000")
MOBILE = "13900001234"

PLACES = (
    lambda text: added(ENTRIES, f"  内部备注: {text}"),
    lambda text: added(ENTRIES, f"  # {text}"),
    lambda text: added(ENTRIES, f"  不认识的键: {text}"),
    lambda text: added(ENTRIES, f"- {text}"),
    lambda text: added(ENTRIES, "  附件:", f"    - 附件名称: 名单（{text}）.pdf"),
    lambda text: added(
        ITEMS, "  导入原文:", "    原文:", "      - 栏目: 备注", f"        内容: {text}"
    ),
    lambda text: added(UNIT, f"内部备注: {text}"),
    lambda text: added(GUIDE, f"内部备注: {text}"),
    lambda text: added(SETTINGS, f"主办单位: {text}"),
    lambda text: added("catalogs/_vocab/terms.yaml", f"  说明: {text}"),
    lambda text: {"catalogs/demo/items/more.yaml": f"# {text}\n"},
    lambda text: {"catalogs/demo/items/more.yaml": f"- 事项编号: [{{\n  说明: {text}\n"},
)


def reports(files: Mapping[str, str]) -> str:
    """Return every report of a workspace, and the findings that the workbook is made from, as one text."""
    found = tuple(diagnostics(files))
    report = Report(found, AS_OF, {**base_files(), **files}, {"demo": "示例局"})
    texts = (renderer(name).render(report) for name, kind in FORMATS.items() if kind is str)
    return "\n".join((*texts, repr(found)))


@pytest.mark.parametrize("number", range(len(PLACES)))
@pytest.mark.parametrize(
    ("text", "code"), [(PERSON, "C504"), (CARD, "C505"), (f"联系人张三，{MOBILE}", "C506")]
)
def test_numbers_are_found_in_every_text_and_shown_in_no_report(
    number: int, text: str, code: str
) -> None:
    files = PLACES[number](text)
    assert [found.code for found in diagnostics(files, "C")] == [code]
    assert text[-11:] not in reports(files)


@given(
    st.dates(min_value=AS_OF.replace(year=1930), max_value=AS_OF),
    st.integers(0, 999),
    st.sampled_from(("360424", "342824", "110105")),
)
@settings(max_examples=10)
def test_any_resident_id_is_found_at_its_place_and_never_printed(
    born: date, serial: int, region: str
) -> None:
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    number = body + ric.calc_check_digit(body + "0")
    files = changed(ENTRIES, "内容概述: 说明", f"内容概述: 张三（{number}）说明")
    (found,) = diagnostics(files, "C")
    line = files[ENTRIES].split("\n")[(found.location.line or 0) - 1]
    assert line[(found.location.column or 0) - 1 : (found.location.end_column or 0) - 1] == number
    assert number not in reports(files)


def test_the_heading_of_an_imported_column_tells_what_a_number_is() -> None:
    row = ("  导入原文:", "    原文:")
    name = ("      - 栏目: 姓名", "        内容: 张三")
    former = ("      - 栏目: 身份证号", "        内容: 360424240301001")
    phone = ("      - 栏目: 电话", f"        内容: {MOBILE}")
    assert codes(added(ITEMS, *row, *former), "C") == {"C504"}
    assert codes(added(ITEMS, *row, *phone), "C") == set()
    assert codes(added(ITEMS, *row, *name, *phone), "C") == {"C506"}


@pytest.mark.parametrize(
    "text",
    [
        f"联系人：张三 {MOBILE}",
        f"{MOBILE}（李小明）",
        f"负责人：欧阳小明 联系电话：{MOBILE}",
        f"水利股：13700005678；陈志强：{MOBILE}",
        "请联系王芳同志，138 0000 0000",
        f"患者张三，电话{MOBILE}，患乳腺癌",
        f"学生李四电话{MOBILE}",
        f"家长王五，手机{MOBILE}",
        f"考生刘洋 {MOBILE}",
        f"减免张三医药费5000元，手机{MOBILE}",
        f"救助李梅，联系方式是{MOBILE}",
        f"王小明本人电话 {MOBILE}",
        f"孤儿赵六的手机是{MOBILE}",
    ],
)
def test_a_mobile_beside_a_name_is_found(text: str) -> None:
    assert codes(added(ENTRIES, f"  说明: {text}"), "C") == {"C506"}


@pytest.mark.parametrize(
    "text",
    [
        f"咨询电话：{MOBILE}",
        f"安全股 {MOBILE}",
        f"金融办{MOBILE}，江西省九江市",
        f"王局长 {MOBILE}",
        f"请拨打{MOBILE}，周末照常接听",
        "张三 0792-0000101",
        f"患者高血压，电话{MOBILE}",
        f"患者服务热线{MOBILE}",
        f"老人高龄津贴电话{MOBILE}",
        f"学生毕业，电话{MOBILE}",
        f"家长学校{MOBILE}",
        f"职工医保 {MOBILE}",
        f"资助高中学生，手机{MOBILE}",
        f"减免张三医药费，咨询电话{MOBILE}",
        f"减免王某医药费，手机{MOBILE}",
        f"救助张家湾村民，电话{MOBILE}",
        f"慰问周岭镇老人，电话{MOBILE}",
        f"奖励林业企业，电话{MOBILE}",
        f"救助程序见网站，电话{MOBILE}",
    ],
)
def test_a_mobile_of_an_office_is_not(text: str) -> None:
    assert codes(added(ENTRIES, f"  说明: {text}"), "C") == set()


def test_index_numbers_of_a_scheme_that_looks_like_resident_ids_are_none() -> None:
    index = "36042420250106002" + ric.calc_check_digit("360424202501060020")
    scheme = '索引号方案:\n  方案: 自定义\n  格式: "{前段码}{年}{月}{日}{流水号:4}"'
    files = {
        **changed(ENTRIES, "000000000/2025-00001", index),
        **added(SETTINGS, scheme),
        **changed(UNIT, '索引号前段码: "000000000"', '索引号前段码: "360424"'),
    }
    assert index.isdecimal()
    assert codes(files, "CR") == set()
    assert codes(
        {**files, **changed(ENTRIES, "内容概述: 说明", f"内容概述: {index}说明")}, "C"
    ) == {"C504"}
