"""Terms: which spellings are replaced, where, and where they stay."""

from __future__ import annotations

from collections.abc import Mapping

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

TERMS = "catalogs/demo/terms.yaml"
TITLE = "示例县示例局主要职责"


def titled(title: str) -> dict[str, str]:
    return changed(ENTRIES, f"信息名称: {TITLE}", f"信息名称: {title}")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (titled("示例局不予公开的红头文件"), {"T701"}),
        (titled("示例局免予公开的文件"), {"T702"}),
        (titled("示例局其它文件"), {"T703"}),
        (changed(UNIT, "职责: 业务管理", "职责: 五保户供养"), {"T702"}),
        (changed(GUIDE, "编制本指南。", "编制政务公开指南。"), {"T701"}),
        (added(GUIDE, "补充章节:", "  - 标题: 说明", "    段落: [邮编和电话]"), {"T701"}),
    ],
)
def test_spellings_are_found_in_what_is_printed(
    files: Mapping[str, str], expected: set[str]
) -> None:
    assert codes(files, "T") == expected


@pytest.mark.parametrize(
    "files",
    [
        titled("示例局服务人民群众的办法"),
        titled("示例局贯彻《示例县红头文件管理办法》的意见"),
        titled("尤其它的实施"),
        changed(UNIT, "单位简称: 示例局", "单位简称: 示例局\n其他名称: [示例县国土局]"),
        added(UNIT, "内部备注: 原国土局"),
        added(ITEMS, "  导入原文:", "    原文:", "      - 栏目: 其它", "        内容: 其它"),
        # The scope of a term: a heading of the guide, the audience of an item.
        titled("示例局公布邮编和社会公众意见"),
        changed(ITEMS, "[单位名称, 主要职责]", "[社会公众意见, 邮编]"),
        added("catalogs/_vocab/channels.yaml", "  说明: 其它"),
    ],
)
def test_spellings_that_stay(files: Mapping[str, str]) -> None:
    assert codes(files, "T") == set()


def test_names_of_registered_organs_stay() -> None:
    organ = "示例县国土资源局"
    files = titled(f"{organ}移交职责的公告")
    assert codes(files, "T") == {"T702"}
    registered = {"catalogs/demo/organs.yaml": f"- 机关名称: {organ}\n"}
    assert codes({**files, **registered}, "T") == set()
    assert codes({**titled("国土资源局移交职责的公告"), **registered}, "T") == {"T702"}


def test_what_is_older_than_the_end_of_a_word_keeps_it() -> None:
    files = titled("示例县国土资源局职责")
    older = base_files()[ENTRIES].replace("2025-", "2015-").replace(TITLE, "示例县国土资源局职责")
    assert codes(files, "T") == {"T702"}
    assert codes({ENTRIES: older}, "T") == set()


def test_a_word_is_retired_from_its_day_on() -> None:
    term = "- 规范写法: 新词\n  应替换的写法: [旧词]\n  类型: 停用\n  停用日期: {}\n"
    files = titled("示例局旧词")
    assert codes({**files, TERMS: term.format("2025-03-31")}, "T") == set()
    assert codes({**files, TERMS: term.format("2025-01-06")}, "T") == {"T702"}
    assert codes({**files, TERMS: term.format("2025-04-01")}, "T") == set()


def test_a_unit_adds_terms_for_itself() -> None:
    term = "- 规范写法: 示例县示例局\n  应替换的写法: [示例县例局]\n"
    assert codes({**titled("示例县例局职责"), TERMS: term}, "T") == {"T701"}


def test_only_what_certainly_means_the_same_is_corrected() -> None:
    (certain,) = diagnostics(titled("示例局其它文件"), "T")
    assert certain.fix is not None
    assert (certain.fix.text, certain.fix.location.column) == ("其他", 12)
    (uncertain,) = diagnostics(titled("示例局红头文件"), "T")
    assert uncertain.fix is None


def test_a_stretch_that_is_not_in_one_piece_in_the_file_is_not_corrected() -> None:
    (found,) = diagnostics(titled('"示例局其\\u5B83文件"'), "T")
    assert found.fix is None


ITEM = base_files()[ITEMS].replace("0101-001", "{}").replace("事项名称: 机构职能", "事项名称: {}")
ITEM = ITEM.rstrip("\n") + "\n  暂无信息原因: 本年度没有发生\n"


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("机构设置和职责", "机构设置及职责"), {"T704"}),
        (("财政预算、决算", "财政预算决算"), {"T704"}),
        (("救助标准（城市）", "救助标准(城市)"), {"T704", "T708"}),
        (("机构设置", "机构设置依据"), set()),
        (("预算公开", "决算公开"), set()),
    ],
)
def test_one_item_has_one_title(titles: tuple[str, ...], expected: set[str]) -> None:
    items = [ITEM.format(f"0101-10{number}", title) for number, title in enumerate(titles)]
    files = {"catalogs/demo/items/more.yaml": "\n".join(items)}
    assert codes(files, "T") == expected


def test_the_title_that_most_use_stands() -> None:
    titles = ("机构设置及职责", "机构设置和职责", "机构设置和职责")
    items = [ITEM.format(f"0101-10{number}", title) for number, title in enumerate(titles)]
    (found,) = diagnostics({"catalogs/demo/items/more.yaml": "\n".join(items)}, "T")
    assert found.record == "0101-100"
    assert found.related[0].location.line == 1 + ITEM.count("\n") + 2


@pytest.mark.parametrize(
    "text",
    [
        "德安县文化广电旅游局的职责",
        "示例区组织人事局的职责",
        "临时救助的办理流程和条件",
        "因部门职能调整取消",
        "国家税务总局示例县税务局",
        "巩固拓展脱贫攻坚成果",
        "尤其它的附件",
        "印发通讯录",
    ],
)
def test_what_only_looks_like_a_variant_is_none(text: str) -> None:
    assert (
        codes(changed(ITEMS, "公开期限: 长期公开", f"公开期限: 长期公开\n  说明: {text}"), "T")
        == set()
    )


@pytest.mark.parametrize(("created", "expected"), [("2018-05-07", set()), ("2022-05-09", {"T702"})])
def test_information_keeps_the_words_of_its_time(created: str, expected: set[str]) -> None:
    title = changed(ENTRIES, "示例县示例局主要职责", "示例县示例局精准扶贫政策汇编")[ENTRIES]
    assert (
        codes({ENTRIES: title.replace("生成日期: 2025-01-06", f"生成日期: {created}")}, "T")
        == expected
    )


def of_two_units(first: str, second: str) -> set[str]:
    """Return the codes of T that items of two units get."""
    profile = base_files()[UNIT].replace("示例局", "另一局")
    units = {"catalogs/other/unit.yaml": profile, "catalogs/other/items/a.yaml": second}
    return codes({ITEMS: base_files()[ITEMS] + first, **units}, "T")


def item(number: str, title: str, of_class: str, more: str = "") -> str:
    return f"\n- 事项编号: {number}\n  事项名称: {title}\n  分类: {of_class}\n{more}"


def test_what_units_name_alike_is_coded_alike() -> None:
    budget = item("0401-001", "部门预算", "0401 预算")
    assert of_two_units(budget, item("0405-001", "部门预算", "0405 专项资金")) == {"T710"}
    assert of_two_units(budget, item("0401-009", "部门预算", "0401 预算")) == set()


def test_a_name_that_means_several_things_is_not_compared() -> None:
    school = item("0802-001", "政策文件", "0802 教育")
    relief = item("0901-001", "政策文件", "0901 最低生活保障")
    assert of_two_units(school, relief) == set()
    twice = item("0203-001", "政策文件", "0203") + item("0204-001", "政策文件", "0204")
    assert of_two_units(twice, item("0206-001", "政策文件", "0206")) == set()


def test_a_standard_that_one_unit_adopts_for_several_items_is_no_name() -> None:
    standard = "  采用标准: 示例标准目录\n"
    one = item("0203-001", "其他文件", "0203", standard)
    assert of_two_units(one, item("0203-001", "别的文件", "0203", standard)) == {"T711"}
    two = one + item("0204-001", "规章制度", "0204", standard)
    assert of_two_units(two, item("0203-001", "别的文件", "0203", standard)) == set()
