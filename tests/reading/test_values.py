"""What a clerk types is what is kept."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from disclosure_cli.reading import Shape, read
from disclosure_cli.reading.building import CarefulBuilder, LostError
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.lines import NotPlainError, build_from_lines
from disclosure_cli.reading.plain import WantsCareError, build_value


def value_of(text: str) -> Any:
    """Read the value of the key `a` both ways, which must not differ."""
    careful, _ = CarefulBuilder(Draft(text.split("\n"))).build()
    with suppress(WantsCareError):
        assert build_value(text) == careful
    return careful["a"]


@pytest.mark.parametrize(
    "typed",
    [
        "0102",
        "no",
        "Yes",
        "on",
        "12:30",
        "2024-03-01",
        "2024-03-01 10:00:00",
        "1e3",
        "1_000",
        "0x1F",
        "0o17",
        ".5",
        ".inf",
        "+86",
        "true",
        "False",
        "是",
        "Null",
        "NULL",
        "null值",
        "=",
        "a:b",
        "https://example.gov.cn/a?b=1&c=2#d",
        "工作日8:30-12:00，14:00-17:30",
        "《条例》第二十条第（五）项",
        "“引号”和‘引号’",
        "九府发〔2024〕1号",
        "100%",
        "a - b",
        "a # b"[:1],
        "- "[:1] + "1",
        "🏛",
    ],
)
def test_a_plain_value_stays_what_was_typed(typed: str) -> None:
    assert value_of(f"a: {typed}\n") == typed


@pytest.mark.parametrize("typed", ["", "~", "null", " ", "# 注释"])
def test_an_empty_value_is_absent(typed: str) -> None:
    assert value_of(f"a: {typed}\n") is None


@pytest.mark.parametrize("typed", ["null", "~", "", " ", "no", "0102", "# 一", "a: b", "- 一"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_value_is_text_whatever_it_is(typed: str, quote: str) -> None:
    assert value_of(f"a: {quote}{typed}{quote}\n") == typed


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("公开\n  目录", "公开目录"),
        ("公开，\n  目录", "公开，目录"),
        ("《公开》\n  《目录》", "《公开》《目录》"),
        ("“公开”\n  目录", "“公开”目录"),
        ("open\n  data", "open data"),
        ("公开\n  data", "公开 data"),
        ("open\n  目录", "open 目录"),
        ("2024\n  年", "2024 年"),
        ("公开 目录\n  指南", "公开 目录指南"),
        ("公开\n\n  目录", "公开\n目录"),
        ("公开\n  目录\n  指南", "公开目录指南"),
        ("𠮷野\n  家", "𠮷野家"),
    ],
)
@pytest.mark.parametrize("style", ["plain", "single", "double", "folded"])
def test_wrapped_lines_join_as_chinese_is_written(typed: str, read_as: str, style: str) -> None:
    quote = {"single": "'", "double": '"'}.get(style, "")
    start = ">\n  " if style == "folded" else quote
    assert value_of(f"a: {start}{typed}{quote}\n") == read_as


def test_wrapped_lines_join_in_lists_and_keys() -> None:
    assert value_of("a: [公开\n  目录, open\n  data]\n") == ["公开目录", "open data"]
    assert value_of("a:\n- 公开\n  目录\n- open\n  data\n") == ["公开目录", "open data"]


def test_a_folded_text_keeps_lines_that_are_indented_deeper() -> None:
    assert value_of("a: >\n  公开\n    目录\n  指南\n") == "公开\n  目录\n指南"


@pytest.mark.parametrize("header", ["|", "|-", "|+", "|2"])
def test_a_literal_text_keeps_its_lines(header: str) -> None:
    assert (
        value_of(f"a: {header}\n  公开\n\n    目录 # 一\n  a: b\n") == "公开\n\n  目录 # 一\na: b"
    )


def test_escapes_in_double_quotes_are_read() -> None:
    assert value_of('a: "\\u516c\\t开\\n\\"目录\\"\\\\"\n') == '公\t开\n"目录"\\'


WORDS = st.text(
    "公开目录指南 abcXYZ0123456789，。：；、“”（）〔〕《》-_./#:'\"[]{}&*!|>%@`?\\", min_size=1
)
PRINTED = WORDS.map(str.strip).filter(lambda word: word and word not in {"~", "null"})
KEYS = st.text("事项编号名称abc_", min_size=1, max_size=6)


def plain(word: str) -> bool:
    """Tell whether a word needs no quotes."""
    risky = word[0] in "-?:,[]{}#&*!|>'\"%@`" or re.search(r": | #|:$", word)
    return not risky


def written(value: Any, indent: int, style: str) -> str:
    """Write a value as a clerk might, on the line of its key or below it."""
    blanks = " " * indent
    if isinstance(value, dict):
        return "".join(f"\n{blanks}{k}:{written(v, indent + 2, style)}" for k, v in value.items())
    if isinstance(value, list):
        if style == "brackets" and all(isinstance(item, str) for item in value):
            return f" [{', '.join(quoted(item, style) for item in value)}]"
        return "".join(f"\n{blanks}-{written(item, indent + 2, style)}" for item in value)
    if style in {"literal", "folded"}:
        return f" {'|' if style == 'literal' else '>'}-\n{blanks}{value}"
    return f" {value if style == 'plain' and plain(value) else quoted(value, style)}"


def quoted(word: str, style: str) -> str:
    if style == "single":
        return "'" + word.replace("'", "''") + "'"
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


VALUES = st.recursive(
    PRINTED,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)
STYLES = ("plain", "single", "double", "literal", "folded", "brackets")


@given(st.lists(RECORDS, min_size=1, max_size=3), st.sampled_from(STYLES))
def test_records_are_read_back_as_they_were_written(records: list[Any], style: str) -> None:
    text = written(records, 0, style).lstrip("\n") + "\n"
    file = read(text.encode(), "items.yaml", Shape.LIST, {})
    assert [record.value for record in file.records] == records
    assert file.diagnostics == ()
    careful, _ = CarefulBuilder(Draft(text.split("\n"))).build()
    assert careful == records


FRAGMENTS = st.sampled_from(
    [
        "a: ", "b: ", "- ", "  ", "\n", "\n  ", "\n- ", "\n  - ", "[", "]", "{", "}", ", ", "，", "公开", "目录", "x",
        " #", "'", '"', "|\n  ", ">\n  ", "~", "null", "&a ", "*a", "!!str ", "! ", "\\", "---\n", "? ", ": ", "%",
        "\t", "\u3000", "\u200b", "\r\n", "：", "\ue000", "\U0010ffff",
    ]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
@example("a: >\n  公开\n    目录\n")
@example("a: \ue000公\n  开\n")
@example("a: ! x\n")
@example("! a: ")
def test_both_builders_read_the_same(text: str) -> None:
    """What is read fast, because there is nothing to say about it, is what care would have read, without a note."""
    try:
        fast = build_value(text)
    except (WantsCareError, yaml.YAMLError):
        assume(False)
    builder = CarefulBuilder(Draft(text.split("\n")))
    try:
        careful, _ = builder.build()
    except LostError as error:
        raise AssertionError(error.notes) from error
    assert careful == fast
    assert builder.notes == []


INDENTED = st.tuples(
    st.sampled_from(["", "  ", "    ", "      ", " "]),
    st.sampled_from(["", "", "- ", "-", "- - ", "? "]),
    st.sampled_from(["", "a:", "b:", "a: ", "名称: ", "a:b", "a-b: ", "null: ", "a : ", '"a": ', "1: "]),
    st.sampled_from(
        [
            "", "x", "公开", "a:", "a: b", "x ", " x", "null", "~", "- x", "-x", "[a, b]", "[]", "[a,b]", "[a, ]",
            "[a, -b]", "[a, null]", "[a，b]", "[a: b]", "[[a]]", "[a b, c]", "'x'", '"x"', '"a\\n"', "''", "'it''s'",
            "“引号”", "《条例》第二十条", "#x", "x#y", "|-", "> ", "&a", "*a", "!t x", "{a: b}", "?", "@", "%",
            "12:30", "...", "---", "\\", "=", "<<",
        ]
    ),
).map("".join)  # fmt: skip


@given(st.lists(INDENTED, min_size=1, max_size=8).map("\n".join))
@settings(max_examples=500)
def test_what_lines_say_is_what_a_parser_says(text: str) -> None:
    """A text whose lines are accepted one by one has for YAML the same value, and gives no cause for a note."""
    try:
        value = build_from_lines(text)
    except NotPlainError:
        return
    builder = CarefulBuilder(Draft(text.split("\n")))
    careful, _ = builder.build()
    assert careful == value
    assert builder.notes == []
