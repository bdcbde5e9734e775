"""A text that we write is read as that text, by us and by others."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.reading.quoting import flow_scalar, retyped, scalar

_TRICKY = st.text(
    alphabet="事项公开：: #-'\"，,、。[]{}&*!|>%@`?～~=.0123456789 《》（）\\是否noyes"
)
LINE = _TRICKY.map(lambda text: " ".join(text.split())).filter(bool)


@given(LINE)
def test_other_readers_find_the_same_text(text: str) -> None:
    assert str(yaml.safe_load(f"- {scalar(text)}\n")[0]) == text
    assert [str(item) for item in yaml.safe_load(f"[甲, {flow_scalar(text)}]\n")] == ["甲", text]


@given(LINE)
def test_a_value_is_typed_anew_in_the_quotes_it_had(text: str) -> None:
    for typed in ("甲", '"甲"', "'甲'"):
        for in_brackets in (False, True):
            written = retyped(text, typed, in_brackets=in_brackets)
            loaded = yaml.safe_load(f"[{written}]\n" if in_brackets else f"- {written}\n")
            assert [str(item) for item in loaded] == [text]
    assert retyped("乙", '"甲"', in_brackets=False) == '"乙"'
    assert retyped("乙", "'甲'", in_brackets=True) == "'乙'"
    assert retyped("乙", "甲", in_brackets=True) == "乙"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("机构职能", "机构职能"),
        ("《条例》第二十条", "《条例》第二十条"),
        ("0101", '"0101"'),
        ("2024-03-01", "2024-03-01"),
        ("0101-001", "0101-001"),
        ("12:30", '"12:30"'),
        ("否", '"否"'),
        ("共 #1", '"共 #1"'),
        ("说明: 见附件", '"说明: 见附件"'),
        ('他说"好": 是', "'他说\"好\": 是'"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written
