"""Marks of secrets and words of internal documents: what fires, and what must not."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.rules.samples import ENTRIES, ITEMS, SETTINGS, UNIT, added, changed, codes, diagnostics

TITLE = "示例县示例局主要职责"
MARKS = (
    "示例报告（机密）",
    "机密★5年",
    "秘密★",
    "绝密★启用前",
    "机 密★一年",
    "绝密",
    "秘密级",
    "【机密】示例方案",
    "（秘密）示例方案",
    "密级：机密",
    "机密_示例方案.pdf",
    "第一段。\n秘密\n第二段。",
    "★10年",
    "★长期",
)
NO_MARKS = (
    "国家秘密",
    "商业秘密",
    "中华人民共和国保守国家秘密法",
    "涉密人员管理",
    "保密审查",
    "“秘密级”国家秘密的保密期限不超过10年",
    "国家秘密的密级分为绝密、机密、秘密三级",
    "密级：绝密、机密、秘密",
    "机密级以上的涉密人员",
    "商业秘密*和个人隐私除外",
    "★长期公开",
    "★3年以上工作经验",
    "无记名秘密投票",
)
INTERNAL = (
    "示例方案（内部资料，注意保存）",
    "内部明电",
    "此件不公开",
    "此件不予公开",
    "示例通报（内部文件）",
    "仅供内部使用，不得外传",
    "示例密电",
    "公开属性：不予公开",
    "涉及工作秘密的示例方案",
    "示例方案过程稿",
    "示例办法（讨论稿）",
    "示例办法（征求意见稿）",
    "关于示例事项的请示（送审）",
)
NOT_INTERNAL = (
    "除依法不予公开的以外",
    "精密电子仪器采购",
    "机关内部文件管理制度",
    "内部资料性出版物准印证办理指南",
    "工作秘密清单管理办法",
    "请注意保存原始凭证",
    "示例规划草案征求意见稿公示",
    "政府信息公开申请答复书（不予公开）格式",
    "此件公开发布",
    "国家秘密、工作秘密、商业秘密",
    "讨论记录、过程稿、磋商信函、请示报告等过程性信息",
    "关于示例事项请示的批复",
    "关于《示例办法（征求意见稿）》公开征求意见的公告",
)


def titled(title: str) -> dict[str, str]:
    return changed(
        ENTRIES, f"信息名称: {TITLE}", f"信息名称: {json.dumps(title, ensure_ascii=False)}"
    )


@pytest.mark.parametrize("text", MARKS)
def test_a_classification_mark_is_found(text: str) -> None:
    assert codes(titled(text), "C") == {"C501"}


@pytest.mark.parametrize("text", NO_MARKS)
def test_words_about_secrecy_are_no_marks(text: str) -> None:
    assert codes(titled(text), "C") == set()


@pytest.mark.parametrize(
    "files",
    [
        added(ENTRIES, "  内部备注: 机密★5年"),
        added(ENTRIES, "  附件:", "    - 附件名称: 秘密★1年.pdf"),
        added(ENTRIES, "  # 机密★5年"),
        added(ENTRIES, "- 机密★5年"),
        added(ITEMS, "  导入原文:", "    原文:", "      - 栏目: 备注", "        内容: 机密★"),
        added(UNIT, "内部备注: 机密★"),
        added(SETTINGS, "网站名称二: 机密★"),
        added("catalogs/_vocab/channels.yaml", "  说明: 机密★"),
        {"catalogs/demo/items/more.yaml": "# 只有注释：机密★5年\n"},
        {"catalogs/demo/items/more.yaml": "- 事项编号: 0101-002\n  公开内容: [机密★5年, {\n"},
    ],
)
def test_marks_are_found_in_every_text_of_the_workspace(files: Mapping[str, str]) -> None:
    assert [found.code for found in diagnostics(files, "C")] == ["C501"]


def test_an_escape_hides_nothing() -> None:
    assert codes(added(ENTRIES, r'  内部备注: "\u673A\u5BC6★5\u5E74"'), "C") == {"C501"}


def test_a_mark_in_a_comment_has_its_place() -> None:
    (found,) = diagnostics(added(ENTRIES, "  # 参看机密★5年的方案"), "C")
    line = added(ENTRIES, "x")[ENTRIES].count("\n")
    assert (found.location.line, found.location.column) == (line, 7)
    assert found.unit == "demo"


@pytest.mark.parametrize("text", INTERNAL)
def test_words_of_internal_documents_are_found(text: str) -> None:
    assert codes(titled(text), "C") == {"C502"}


@pytest.mark.parametrize("text", NOT_INTERNAL)
def test_words_about_internal_documents_are_none(text: str) -> None:
    assert codes(titled(text), "C") == set()


def test_what_is_withheld_may_be_internal() -> None:
    title = "示例方案（内部资料，注意保存）"
    withheld = titled(title)[ENTRIES] + "  公开方式: 不予公开\n"
    assert codes({ENTRIES: withheld}, "C") == set()


@pytest.mark.parametrize(
    "text", ["原为秘密，保密期限已满", "保密期限届满后自行解密", "已依法解密", "原定密级为机密"]
)
def test_what_was_secret_needs_a_note(text: str) -> None:
    assert codes(added(ENTRIES, f"  内部备注: {text}"), "C") == {"C503"}
    noted = changed(
        ENTRIES, "    审查结论: 公开", "    审查结论: 公开\n    解密说明: 原为秘密★5年，2019年期满"
    )
    assert codes({ENTRIES: noted[ENTRIES] + f"  内部备注: {text}\n"}, "C") == set()


@pytest.mark.parametrize("text", ["国家秘密解密暂行办法", "定密、变更和解密工作制度"])
def test_rules_about_declassification_are_no_secrets(text: str) -> None:
    assert codes(added(ENTRIES, f"  内部备注: {text}"), "C") == set()


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [("不予公开", {"C507"}), ("送有权机关确定", {"C507"}), ("公开", {"C503"})],
)
def test_a_state_secret_may_not_be_entered(conclusion: str, expected: set[str]) -> None:
    reviewed = changed(ENTRIES, "    审查结论: 公开", f"    审查结论: {conclusion}\n    依据: 14-1")
    assert codes(reviewed, "C") == expected


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("属于国家秘密", "属于国家秘密"),
        ("经审查，涉密文件，不宜公开", "涉密文件"),
        ("会议讨论了机密级国家秘密", "机密级国家秘密"),
        ("不涉及商业秘密、国家秘密，是讨论记录", ""),
        ("讨论记录，不属于国家秘密", ""),
        ("讨论记录，保守国家秘密法另有规定", ""),
    ],
)
def test_a_reason_may_not_be_a_state_secret(reason: str, words: str) -> None:
    files = added(ITEMS, "  不予公开理由:", "    依据: 16-2", f"    理由: {reason}")
    messages = [found.message for found in diagnostics(files, "C")]
    assert messages == ([f"理由说“{words}”，国家秘密不得录入"] if words else [])


def test_a_ground_of_14_1_is_found_at_its_place() -> None:
    files = added(ITEMS, "  不予公开理由:", "    依据: 14-1")
    (found,) = diagnostics(files, "C")
    assert (found.code, found.location.line) == ("C507", files[ITEMS].count("\n"))
