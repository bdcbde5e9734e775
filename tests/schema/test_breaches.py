"""Each breach of a schema has a code, Chinese words and the place of the key or value that is wrong."""

from __future__ import annotations

import json
import re
import time

import pytest

from disclosure_cli.loading.packaged import packaged
from disclosure_cli.schema.breaches import WORDING
from disclosure_cli.schema.codes import CODES
from disclosure_cli.words import shorten, suggest
from tests.reading.samples import check

START = "- 事项编号: 0101-001\n  事项名称: 机构职能\n  分类: 0101 职能职责\n"


@pytest.mark.parametrize(
    ("typed", "place", "code", "message"),
    [
        ("  公开期线: 长期", (4, 3), "S201", "没有“公开期线”这个字段"),
        ("  责任分工:\n    制做: 甲", (5, 5), "S201", "没有“制做”这个字段"),
        ("  公开方式: 公开", (4, 9), "S204", "“公开”不是“公开方式”可选的值"),
        ("  公开渠道: 甲", (4, 9), "S203", "“公开渠道”应当是一组值，每项一行，以“- ”开头"),
        ("  公开渠道: [甲, {乙: 丙}]", (4, 13), "S203", "“公开渠道”应当是一段文字"),
        ("  公开渠道:\n    - 甲\n    -", (6, 6), "S203", "“公开渠道”里有空的一项"),
        ("  公开期限: [长期]", (4, 9), "S203", "“公开期限”应当是一段文字"),
        ("  责任分工: 甲", (4, 9), "S203", "“责任分工”应当分几个字段写，每行一个“键: 值”"),
        ("  名单公示: [{}]", (4, 9), "S203", "“名单公示”应当分几个字段写，每行一个“键: 值”"),
        ("  公开渠道: [甲, 甲]", (4, 9), "S209", "“公开渠道”里“甲”重复"),
        ("  更新: {最近更新日期: 2025-02-30}", (4, 16), "S206", "“最近更新日期”不是正确的日期：2025-02-30"),
        ("  更新:\n    更新周期: 经常", (5, 11), "S204", "“经常”不是“更新周期”可选的值"),
        (f"  公开期限: {'长' * 900}", (4, 9), "S207", "“公开期限”有900个字，最多"),
    ],
)  # fmt: skip
def test_a_breach_is_found_where_it_is(
    typed: str, place: tuple[int, int], code: str, message: str
) -> None:
    checked = check(START + typed + "\n")
    assert checked.found == [(*place, code)]
    (finding,) = checked.file.diagnostics
    assert finding.message.startswith(message)
    assert finding.subject == "0101-001《机构职能》"
    assert finding.unit == "demo"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- 事项名称: 甲\n", [(1, 3), (1, 3)]),
        ("- 事项编号:\n  事项名称: 甲\n  分类: 0101\n", [(1, 3)]),
        ("- 事项编号: 0101-001\n  事项名称: 甲\n  分类: ~\n", [(3, 3)]),
    ],
)
def test_a_missing_field_is_shown_at_its_empty_key_or_at_what_lacks_it(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert check(text).found == [(*place, "S202") for place in places]


def test_a_message_names_fields_as_the_file_does() -> None:
    chinese = "- 事项编号: 0101-001\n  事项名称: 甲\n  分类: 0101\n  公开方式: 公\n"
    english = "- id: 0101-001\n  title: 甲\n  class: 0101\n  mode: 公\n"
    assert "“公开方式”" in check(chinese).file.diagnostics[0].message
    assert "“mode”" in check(english).file.diagnostics[0].message


def test_a_field_named_twice_shows_both_places() -> None:
    (finding,) = check(START + "  title: 乙\n").file.diagnostics
    assert finding.code == "Y130"
    assert [other.location.line for other in finding.related] == [2]


def test_a_key_that_is_nearly_right_has_a_correction() -> None:
    (finding,) = check(START + "  公开时限制: 二十日\n").file.diagnostics
    assert finding.fix is not None
    assert finding.fix.text == "公开时限"
    assert finding.fix.location == finding.location


@pytest.mark.parametrize("typed", ["  说法: 甲", "  制作: 甲", "  手机: 甲"])
def test_a_key_of_which_no_one_knows_what_it_was_meant_for_has_none(typed: str) -> None:
    (finding,) = check(START + typed + "\n").file.diagnostics
    assert finding.fix is None
    assert finding.hint


def test_every_keyword_that_a_schema_may_use_is_worded() -> None:
    meta = json.loads((packaged("schemas") / "meta.schema.json").read_text("utf-8"))
    notes = {"title", "description", "examples", "x-disclose", "$ref", "$id", "$schema", "$defs"}
    by_parts = {"properties", "items", "if", "then", "else", "allOf", "additionalProperties"}
    kinds = (meta, *(meta["$defs"][name] for name in ("field", "part", "condition")))
    asserting = {key for kind in kinds for key in kind["properties"]} - notes - by_parts
    assert asserting <= set(WORDING)


def test_no_code_is_used_for_two_things() -> None:
    assert len({code.code for code in CODES}) == len({code.name for code in CODES}) == len(CODES)


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("政府网", ["政府公报", "政府网站"], "政府网站"),
        ("0593", ["0101", "0503"], "0503"),
        ("资源科", ["资源股", "财务室"], "资源股"),
        ("xiushui", ["yuantan-town", "xiushui-minerals"], "xiushui-minerals"),
        ("甲", ["乙", "丙"], None),
        ("", ["甲"], None),
        ("甲", [], None),
    ],
)
def test_a_close_word_is_suggested(word: str, known: list[str], meant: str | None) -> None:
    assert suggest(word, known) == meant


def test_a_close_word_is_suggested_among_very_many() -> None:
    known = [f"000000000/2024-{number:05d}" for number in range(20_000)]
    started = time.process_time()
    for number in range(0, 20_000, 200):
        assert suggest(f"000000000/2024-{number:05d}9", known) is not None
    assert suggest("000000001/2024-00007", known) == "000000000/2024-00007"
    assert time.process_time() - started < 5


def test_a_value_in_a_message_is_short_and_on_one_line() -> None:
    assert shorten("甲\n  乙") == "甲 乙"
    assert shorten("字" * 100) == "字" * 29 + "…"
    assert re.fullmatch("字+…", shorten("字" * 100, 5))
