"""How to reach an office: complete, of the right place, and the same wherever it is said."""

from __future__ import annotations

import re

import pytest

from tests.rules.samples import (
    ENTRIES,
    GUIDE,
    ITEMS,
    UNIT,
    added,
    base_files,
    changed,
    codes,
    diagnostics,
)

NAME = "  名称: 示例县示例局办公室"
PHONE = "  联系电话: 示例0792-0000001"
HOURS = "  办公时间: 工作日8:30-12:00，14:00-17:30"
REGION = "行政层级: 县级\n行政区划: 江西省九江市修水县"


@pytest.mark.parametrize("name", ["名称", "办公地址", "办公时间", "联系电话", "传真号码"])
def test_an_element_of_article_12_is_missing(name: str) -> None:
    profile = re.sub(f"(?m)^  {name}: .*\n", "", base_files()[UNIT], count=1)
    assert codes({UNIT: profile}) == {"G601"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  传真号码: 无", "  传真号码: 示例0792-0000002", set()),
        (PHONE, "  联系电话: 无", {"G601"}),
        ("  网站: 示例https://www.example.gov.cn/", "  网站: 无", {"G611"}),
        (PHONE, "  联系电话: 12345", set()),
        (PHONE, "  联系电话: 13800000000", {"G607"}),
        (PHONE, "  联系电话: 0792-7200001、13800000000", set()),
    ],
)
def test_what_may_be_said_of_an_office(old: str, new: str, expected: set[str]) -> None:
    assert codes(changed(UNIT, old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PHONE, "  联系电话: 0792-7200001", set()),
        (PHONE, "  联系电话: 0701-6200001", set()),
        (PHONE, "  联系电话: 7200001", set()),
        (PHONE, "  联系电话: 400-8000000", set()),
        (PHONE, "  联系电话: 0792-7200001、0571-87000000", {"G606"}),
        ("  邮政编码: 示例332000", '  邮政编码: "332400"', set()),
        ("  邮政编码: 示例332000", '  邮政编码: "246300"', {"G606"}),
        ("行政层级: 县级", '行政层级: 县级\n行政区划代码: "360424"', set()),
        ("行政层级: 县级", '行政层级: 县级\n行政区划代码: "340824"', {"G606"}),
    ],
)
def test_numbers_are_those_of_the_place(old: str, new: str, expected: set[str]) -> None:
    profile = changed(UNIT, old, new)[UNIT].replace("行政层级: 县级", REGION)
    assert codes({UNIT: profile}) == expected


@pytest.mark.parametrize(
    ("phone", "hints"),
    [
        ("示例7221234", ["写成“0792-7221234”"]),
        ("示例0792-7200001、7221234", ["写成“0792-7221234”"]),
        ("示例81234567、81234567", ["写成“0792-81234567”"]),
        ("示例12345", []),
        ("示例119", []),
        ("示例13800000000、0792-7200001", []),
        ("示例400-8000000", []),
        # The unit is an example, and its number is not said to be one.
        ("7221234", []),
    ],
)
def test_who_calls_from_elsewhere_needs_the_area_code(phone: str, hints: list[str]) -> None:
    found = diagnostics(changed(UNIT, PHONE, f"  联系电话: {phone}"), ["G641"])
    assert [diagnostic.hint for diagnostic in found] == hints


def test_the_number_of_a_real_unit_is_looked_at_as_it_stands() -> None:
    profile = changed(UNIT, PHONE, "  联系电话: 7221234")[UNIT].replace("示例单位: 是\n", "")
    assert codes({UNIT: profile}, ["G641"]) == {"G641"}


def test_nothing_is_said_of_a_place_that_is_not_known() -> None:
    profile = changed(UNIT, PHONE, "  联系电话: 0571-87000000")[UNIT]
    assert codes({UNIT: profile}) == set()
    assert codes({UNIT: profile.replace("行政层级: 县级", "行政区划: 修水县")}) == set()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("    联系电话: 示例0792-0000001", set()),
        ("    联系电话: 示例0792-0000009", {"G608"}),
        ("    地址: 示例县示例路1号", set()),
        ("    地址: 示例县示例路9号", {"G608"}),
        ("    地址: 示例县示例路9号\n    受理机构: 示例县政务服务中心窗口", set()),
    ],
)
def test_a_way_to_apply_agrees_with_the_office(line: str, expected: set[str]) -> None:
    assert codes(changed(GUIDE, "  - 方式: 当面申请", f"  - 方式: 当面申请\n{line}")) == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("工作日9:00-11:30", set()),
        ("周二、周四8:30-12:00", set()),
        ("工作日8:30-12:30", {"G608"}),
        ("周六9:00-11:00", {"G608"}),
    ],
)
def test_applications_are_taken_while_somebody_is_there(taken: str, expected: set[str]) -> None:
    old = "    受理时间: 工作日8:30-12:00，14:00-17:30"
    assert codes(changed(GUIDE, old, f"    受理时间: {taken}")) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("周一至周五8:30—12:00，14:00—17:30（法定节假日除外）", set()),
        ("周一至周五上午8:30-12:00，下午2:00-5:30", set()),
        ("全天24小时", set()),
        ("8:30-12:00，14:00-17:30", {"G603"}),
        ("工作日", {"G603"}),
        ("工作日8点到12点", {"G603"}),
        ("夏季工作日8:00-12:00；冬季工作日8:30-12:00", {"G603"}),
        ("工作日8:30-12:00，11:30-17:30", {"G604"}),
        (
            "夏季（5月1日至9月30日）工作日8:30-12:00；冬季（9月1日至次年4月30日）工作日8:30-12:00",
            {"G604"},
        ),
        ("工作日８:30-12:00", {"G605"}),
        ("办公时间：工作日8:30-12:00；对外服务时间：工作日9:00-17:00", set()),
        ("工作日8:30-12:00；服务时间：工作日9:00-17:00；办公时间：工作日17:00-9:00", {"G604"}),
        ("以公告为准", {"G602"}),
    ],
)
def test_hours_are_said_to_the_minute(hours: str, expected: set[str]) -> None:
    files = added(UNIT, "咨询:", "  咨询电话: 示例0792-0000001", f"  值班时间: {hours}")
    assert codes(files) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("可以拨打0792-0000001查询。", set()),
        ("可以拨打0792—0000001查询。", set()),
        ("联系电话：0000001。", set()),
        ("联系电话：0000009。", {"G609"}),
        ("可以拨打0792-0000009查询。", {"G609"}),
        ("可以发送到xxgk@example.gov.cn。", set()),
        ("可以发送到other@example.gov.cn。", {"G609"}),
        ("可以发送到xxgk@ example.gov.cn。", {"G610"}),
        ("可以发送到[email protected]。", {"G610"}),
        ("统一社会信用代码11500230MB19803549，索引号000000000/2025-00001。", set()),
        ("拨打12345或者110。", set()),
    ],
)
def test_a_text_names_known_numbers_only(text: str, expected: set[str]) -> None:
    section = ("补充章节:", "  - 标题: 查询办事进度", f"    段落: ['{text}']")
    assert codes(added(GUIDE, *section)) == expected


def test_the_catalog_tells_of_the_unit_as_its_profile_does() -> None:
    summary = "说明本局的法定职责和服务对象。"
    for number, expected in (("0792-0000001", set()), ("0792-0000009", {"G609"})):
        files = changed(ENTRIES, summary, f"说明本局的职责和联系方式，办公电话{number}。")
        assert codes(files) == expected


def test_a_number_of_a_registered_organ_is_known() -> None:
    section = ("补充章节:", "  - 标题: 查询办事进度", "    段落: [县档案馆的电话是0792-0000077。]")
    organ = "- 机关名称: 示例县档案馆\n  受理机构: {名称: 查阅室, 联系电话: 示例0792-0000077}\n"
    files = added(GUIDE, *section)
    assert codes(files) == {"G609"}
    assert codes({**files, "catalogs/demo/organs.yaml": organ}) == set()


def test_a_broken_mailbox_in_its_field_is_found_once() -> None:
    broken = changed(UNIT, "电子邮箱: 示例xxgk@example.gov.cn", '电子邮箱: "[email protected]"')
    assert codes(broken, "SG") == {"S205"}


def with_channels(channels: str, profile: str = "", guide: str = "") -> dict[str, str]:
    """The base workspace with other channels, and more in its profile and guide."""
    lines = (
        base_files()[UNIT]
        .partition("场所:")[0]
        .replace("网站: 示例https://www.example.gov.cn/", "网站: 无")
    )
    return {
        UNIT: lines + profile,
        **changed(ITEMS, "[政府网站, 公开查阅点]", f"[{channels}]"),
        GUIDE: base_files()[GUIDE] + guide,
    }


@pytest.mark.parametrize(
    ("channels", "profile"),
    [
        ("公开查阅点", "场所: [{类型: 公共查阅点, 名称: 局查阅点, 渠道: 公开查阅点}]\n"),
        ("公开查阅点", "场所: [{类型: 公共查阅室, 名称: 局查阅室}]\n"),
        ("政务服务中心", "场所: [{类型: 政务服务大厅, 名称: 局办事大厅}]\n"),
        ("社区/企事业单位/村公示栏（电子屏）", "场所: [{类型: 公开栏, 名称: 局公开栏}]\n"),
        ("政府公报", "公开平台: [{渠道: 政府公报, 平台名称: 示例县人民政府公报}]\n"),
        ("政府网站", "公开平台: [{渠道: 政府网站, 平台名称: 示例县人民政府网站}]\n"),
    ],
)
def test_a_channel_has_its_place_in_the_guide(channels: str, profile: str) -> None:
    assert codes(with_channels(channels), "G") == {"G611"}
    assert codes(with_channels(channels, profile), "G") == set()


def test_a_place_may_be_said_in_the_guides_own_words() -> None:
    said = "补充章节:\n  - 标题: 到哪里查阅\n    段落: [公开查阅点设在示例县示例路1号一楼。]\n"
    assert codes(with_channels("公开查阅点", guide=said), "G") == set()


@pytest.mark.parametrize("channel", ["入户/现场", "精准推送", "会议", "印发资料", "信用中国网站"])
def test_what_comes_to_people_or_is_found_by_its_name_has_no_place(channel: str) -> None:
    assert codes(with_channels(channel), "G") == set()


def test_what_is_withheld_is_in_no_place() -> None:
    files = with_channels("公开查阅点")
    files[ITEMS] = files[ITEMS].replace("公开方式: 主动公开", "公开方式: 不予公开")
    assert codes(files, "G") == set()
