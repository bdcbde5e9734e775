"""What is offered in the place of what does not exist."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.rules.samples import ENTRIES, ITEMS, UNIT, base_files, changed, diagnostics


def hint(path: str, old: str, new: str, code: str) -> str:
    (found,) = (one for one in diagnostics(changed(path, old, new), "R") if one.code == code)
    return found.hint


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("101-1", True), ("0101—001", True), ("0101-009", False), ("9901-001", False)],
)
def test_of_numbers_only_the_same_one_written_otherwise_is_offered(
    typed: str, *, offered: bool
) -> None:
    said = hint(ENTRIES, "所属事项: 0101-001", f"所属事项: {typed}", "R312")
    assert ("0101-001" in said) is offered


def test_an_item_is_offered_by_its_name() -> None:
    said = hint(ENTRIES, "所属事项: 0101-001", "所属事项: 机构职能", "R312")
    assert said == "写成“0101-001”"


def test_no_item_is_chosen_where_several_have_the_name() -> None:
    twice = base_files()[ITEMS] + base_files()[ITEMS].replace("0101-001", "0101-002")
    files = {ITEMS: twice, **changed(ENTRIES, "所属事项: 0101-001", "所属事项: 机构职能")}
    (found,) = (one for one in diagnostics(files, "R") if one.code == "R312")
    assert found.fix is None
    assert "0101-001、0101-002" in found.hint


@pytest.mark.parametrize(("typed", "offered"), [("0199", ""), ("0199 职能职责", "0101")])
def test_a_class_is_offered_by_its_name(typed: str, offered: str) -> None:
    said = hint(ITEMS, "分类: 0101 职能职责", f"分类: {typed}", "R304")
    assert (f"“{offered} 职能职责”" in said) is bool(offered)


def test_what_a_unit_issued_under_its_former_name_may_say_so() -> None:
    issued = changed(ENTRIES, "  信息来源", "  发布机构: 示例县旧局\n  信息来源")
    renamed = changed(UNIT, "单位类型: 政府部门", "单位类型: 政府部门\n其他名称: [示例县旧局]")
    published = changed(ITEMS, "  公开方式", "  公开主体: 示例县旧局\n  公开方式")

    def found(*files: Mapping[str, str]) -> list[str]:
        laid = {path: text for each in files for path, text in each.items()}
        return [one.code for one in diagnostics(laid, "R")]

    assert found(issued) == ["R310"]
    assert found(issued, renamed) == []
    assert found(published, renamed) == ["R310"]


def test_what_to_do_where_the_name_that_is_near_is_another() -> None:
    profile = "单位类型: 政府部门\n上级机关: "
    said = hint(UNIT, "单位类型: 政府部门", f"{profile}修水县水利局", "R309")
    assert "organs.yaml" in said


def test_a_theme_is_offered_with_the_one_above_it() -> None:
    said = hint(ENTRIES, "主题分类: 综合政务/政务公开", "主题分类: 税务", "R311")
    assert "财政、金融、审计/税务" in said
