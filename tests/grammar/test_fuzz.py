"""Whatever a text is: each grammar ends, and what it reads it writes in a form that it reads again.

`corpus/` keeps texts that were hard once, one a line; `×` and a number behind a text repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import (
    basis,
    dates,
    document_number,
    hours,
    identifiers,
    numerals,
    personal_numbers,
    time_limit,
)

PIECES = [
    "《", "》", "〔", "〕", "（", "）", "(", ")", "[", "]", "第", "条", "款", "项", "号", "令", "之", "年", "月", "日", "时", "分",
    "个", "工作日", "自", "起", "内", "公开", "形成", "变更", "或者", "每", "至", "-", "—", "～", "：", ":", "，", "、", "；", "。",
    "【法律】", "国务院", "周一", "周五", "夏季", "长期", "及时", "其中", "不少于", "不迟于", "遇", "下午", "8:30-12:00", "20", "2025", "0", "〇", "二十", "十", "X", "1.",
    "１", "\u3000", " ", "\n", "字", "办", "中华人民共和国政府信息公开条例", "110105", "13800000000",
]  # fmt: skip
READERS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "basis": (basis.parse, basis.canonical),
    "bases": (lambda text: basis.parse_list(text) or None, basis.canonical_list),
    "date": (dates.read, dates.canonical),
    "document number": (document_number.parse, document_number.canonical),
    "hours": (hours.parse, hours.canonical),
    "time limit": (time_limit.parse, time_limit.canonical),
}
SEARCHES: tuple[Callable[[str], Any], ...] = (
    numerals.read,
    identifiers.is_credit_code,
    identifiers.is_organisation_code,
    identifiers.is_resident_id,
    personal_numbers.resident_ids,
    personal_numbers.bank_cards,
    personal_numbers.mobiles,
    personal_numbers.possible_numbers,
)


def kept() -> list[str]:
    lines = (Path(__file__).parent / "corpus" / "texts.txt").read_text("utf-8").splitlines()
    found = (re.fullmatch(r"(.*)×(\d+)", line) for line in lines)
    return [
        match[1] * int(match[2]) if match else line
        for line, match in zip(lines, found, strict=True)
    ]


def assert_is_read_soundly(text: str, name: str) -> None:
    """What a basis leaves unread may be read once it stands elsewhere; all else keeps its meaning."""
    read, write = READERS[name]
    meaning = read(text)
    if meaning is not None:
        again = read(write(meaning))
        assert again == meaning or (again is not None and name in ("basis", "bases")), write(
            meaning
        )


@pytest.mark.parametrize("name", READERS)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40))
def test_any_text_is_read_soundly(name: str, text: str) -> None:
    assert_is_read_soundly(text, name)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40))
def test_any_text_is_searched(text: str) -> None:
    for search in SEARCHES:
        search(text)


@pytest.mark.parametrize("name", READERS)
def test_what_was_hard_once_is_read_soundly(name: str) -> None:
    for text in kept():
        assert_is_read_soundly(text, name)


def test_what_was_hard_once_is_searched() -> None:
    for text in kept():
        for search in SEARCHES:
            search(text)
