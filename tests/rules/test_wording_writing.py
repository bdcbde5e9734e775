"""Addresses, widths, spaces and punctuation: what fires, what is corrected, what must stay."""

from __future__ import annotations

import json

import pytest

from tests.rules.samples import ENTRIES, ITEMS, SETTINGS, added, changed, codes, diagnostics

SUMMARY = "说明本局的法定职责和服务对象。"


def summarised(text: str) -> dict[str, str]:
    return changed(ENTRIES, SUMMARY, json.dumps(text, ensure_ascii=False))


@pytest.mark.parametrize(
    "text",
    [
        "见http://www.example.com/。",
        "见https://www.gov.cn.example.com/a。",
        "见https://examplegov.cn/。",
        "见www.example.net。",
        "见http://10.0.0.1/a。",
        "见ftp://www.example.gov.cn/a。",
        "见javascript://www.example.gov.cn/a。",
    ],
)
def test_addresses_that_may_not_be_published(text: str) -> None:
    assert codes(summarised(text), "T") == {"T705"}


@pytest.mark.parametrize(
    "text",
    [
        "见https://www.gov.cn/zhengce/。",
        "见http://www.example.gov.cn:8080/a?b=c。",
        "见www.example.gov.cn。",
        "见示例http://www.example.com/。",
        "发邮件到示例xxgk@example.com。",
        "见HTTPS://WWW.EXAMPLE.GOV.CN/。",
    ],
)
def test_addresses_that_may(text: str) -> None:
    assert codes(summarised(text), "T") == set()


def test_domains_are_declared_in_the_settings() -> None:
    files = summarised("见https://www.example.org/和http://data.example.net/。")
    assert codes(files, "T") == {"T705"}
    declared = "网站地址: https://www.example.org/xxgk/\n允许的域名: [example.net]"
    assert codes({**files, **added(SETTINGS, declared)}, "T") == set()


def test_internal_fields_may_note_any_address() -> None:
    assert codes(added(ENTRIES, "  内部备注: 取自http://www.example.com/"), "T") == set()


@pytest.mark.parametrize(
    ("text", "code", "corrections"),
    [
        ("２０２４年度预算", "T706", ["2024"]),
        ("Ａ类和Ｂ类", "T706", ["A", "B"]),
        ("一级 事项", "T707", [None]),
        ("公开　时限", "T707", [None]),
        ("公开\t时限", "T707", [None]),
        ("示例局 职责", "T707", [None]),
        ("受理,审查;决定", "T708", ["，", "；"]),
        ("办法(试行)解读", "T708", ["（试行）"]),
        ("（一）申请:本人提出", "T708", ["："]),
        ("(试行)办法", "T708", ["（试行）"]),
        ("办法（试行）,解读", "T708", ["，"]),
        ("目录(A),解读", "T708", ["，"]),
    ],
)
def test_characters_that_are_wrong(text: str, code: str, corrections: list[str | None]) -> None:
    found = diagnostics(changed(ENTRIES, SUMMARY, text), "T")
    assert {diagnostic.code for diagnostic in found} == {code}
    assert [None if d.fix is None else d.fix.text for d in found] == corrections


@pytest.mark.parametrize(
    "text",
    [
        "2025年 1月",
        "A 类 B类",
        "比例是1:2，共3.5%",
        "联系人:2人",
        "HTML(超文本)",
        "（试行）办法，解读；其他：无",
        "第一段。\n第二段。",
        "〔2024〕1号",
        "示例局办公室 示例县财政局关于印发方案的通知",
        "第一条　为了方便公众",
    ],
)
def test_characters_that_are_right(text: str) -> None:
    assert codes(summarised(text), "T") == set()


def test_references_and_grammars_are_written_as_they_are_read() -> None:
    standard = "公开内容: [单位名称, 主要职责]"
    steps = f"采用标准: 示例标准目录 示例事项\n  {standard}"
    assert codes(changed(ITEMS, standard, steps), "T") == set()
    assert codes(changed(ENTRIES, "所属事项: 0101-001", "所属事项: ０101-001"), "T") == set()
    assert codes(added(ENTRIES, "  文号: 示例发(2024)1号"), "T") == set()


@pytest.mark.parametrize(
    "text", ["t政府网站", "口政府公报", "渠道：口政府网站，t广播电视", "是否公开：口是 口否"]
)
def test_letters_for_boxes(text: str) -> None:
    assert "T709" in codes(changed(ENTRIES, SUMMARY, text), "T")


@pytest.mark.parametrize(
    "text", ["人口信息", "窗口电视", "出口是大门", "internet政府网站", "口头申请", "口岸有关信息"]
)
def test_letters_that_are_letters(text: str) -> None:
    assert codes(changed(ENTRIES, SUMMARY, text), "T") == set()
