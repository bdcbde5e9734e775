"""Whatever is in a file: reading ends, says where, and says it in Chinese."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure_cli.model import Diagnostic, Location
from tests.reading.samples import ITEMS, PATHS, UNIT, check

PIECES = [
    "\n", "\n\n", "\n  ", "\n    ", "\n- ", "\n  - ", "-", "- ", ": ", ":", "：", "，", "、", ",", "#", " # ", "'", '"', "[", "]", "{",
    "}", "［", "］", "|", "|\n", ">", ">\n", "&a ", "*a", "!", "!!str ", "---", "...", "? ", "%", "@", "`", "~", "<<: *a", "\\",
    '"\\', "\t", " ", "\u3000", "\xa0", "\u200b", "\u2028", "\x85", "\x0c", "\x00", "\ufeff", "\ufffd", "\r", "－ ", "——", "事项名称",
    "事项名称：", "责任分工:", "公开渠道: [", "分类:0101", "没有的字段: 1", "𠮷", "🏛",
]  # fmt: skip


def location_is_inside(where: Location, text: str) -> bool:
    """Tell whether a place is in the text, at most behind the last character of a line."""
    if where.line is None:
        return where.column is None
    lines = text.split("\n")
    assert where.column is not None
    assert where.end_line is not None
    assert where.end_column is not None
    return (
        1 <= where.line <= where.end_line <= len(lines)
        and 1 <= where.column <= len(lines[where.line - 1]) + 1
        and 1 <= where.end_column <= len(lines[where.end_line - 1]) + 1
        and (where.line, where.column) <= (where.end_line, where.end_column)
    )


def is_chinese(sentence: str) -> bool:
    """Tell whether a sentence has Chinese words, and no English ones but those that it quotes or explains."""
    bare = re.sub(r"“[^”]*”|\"[^\"]*\"?|[\[：:].*$|disclose \w+|catalogs/\S+", "", sentence)
    return re.search("[\u4e00-\u9fff]", sentence) is not None and not re.search(
        r"[a-z]{3,} [a-z]{3,}", bare
    )


def assert_is_sound(diagnostic: Diagnostic, text: str) -> None:
    related = [other.location for other in diagnostic.related]
    edit = [diagnostic.fix.location] if diagnostic.fix else []
    for where in (diagnostic.location, *related, *edit):
        assert location_is_inside(where, text), diagnostic
    assert is_chinese(diagnostic.message), diagnostic
    assert is_chinese(diagnostic.hint), diagnostic


def assert_is_read_soundly(data: bytes, path: str) -> None:
    file = check(data, path).file
    for diagnostic in file.diagnostics:
        assert_is_sound(diagnostic, file.text)
    for record in file.records:
        assert location_is_inside(record.locate(), file.text)


@st.composite
def mutated(draw: st.DrawFn, sample: str) -> str:
    """A sample with a few stretches replaced."""
    text = sample
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 8)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=3))
        text = text[:start] + piece + text[end:]
    return text


@given(mutated(ITEMS))
@example(ITEMS.replace("公开查阅点]", "公开查阅点"))
def test_a_mutated_list_is_read_soundly(text: str) -> None:
    assert_is_read_soundly(text.encode("utf-8", "surrogatepass"), PATHS[ITEMS])


@given(mutated(UNIT))
def test_a_mutated_profile_is_read_soundly(text: str) -> None:
    assert_is_read_soundly(text.encode("utf-8", "surrogatepass"), PATHS[UNIT])


@given(st.binary(max_size=400), st.sampled_from(sorted(PATHS.values())))
@example(b"\xef\xbb\xbf", PATHS[ITEMS])
@example(b"\xff\xfe\xff\xfe", PATHS[ITEMS])
@example(b"- \xff", PATHS[ITEMS])
def test_any_bytes_are_read_soundly(data: bytes, path: str) -> None:
    assert_is_read_soundly(data, path)


@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.sampled_from(sorted(PATHS.values())),
)
def test_any_pieces_are_read_soundly(text: str, path: str) -> None:
    assert_is_read_soundly(text.encode(), path)


HEAVY = {
    "brackets": "[" * 200_000,
    "dashes": "- " * 100_000,
    "dashes in lines": "- \n" * 20_000,
    "braces": "{a: " * 50_000,
    "quotes": '"\n' * 20_000,
    "open quotes": '- 事项名称: "一\n' * 3_000,
    "blanks": " " * 1_000_000 + "x",
    "wide blanks": "\u3000" * 300_000 + "x: y",
    "wide blanks in lines": "\u3000x: y\n" * 8_000,
    "tabs": "\t" * 300_000,
    "colons": "事项名称：" * 50_000,
    "colons in lines": "- 事项名称：一\n" * 3_000,
    "colons in braces": "- 责任分工: {" + "制作：一，" * 30_000,
    "hashes": "- 事项名称: a # b\n" * 4_000,
    "one long line": "- 事项名称: " + "公开" * 500_000,
    "keys": "".join(f"- a{number}: b\n" for number in range(3_000)),
    "same key": "- a: b\n" + "  a: b\n" * 20_000,
    "steps": "".join(f"{' ' * number}a:\n" for number in range(1_000)),
    "texts": "- 一\n" * 8_000,
    "aliases": "- &a [x, x]\n" + "- [*a, *a]\n" * 5_000,
    "separators": "---\n- a: b\n" * 3_000,
    "spaces before a colon": "- a" + " " * 200_000 + ": b",
    "invisible": "- a: b\u200bc\n" * 10_000,
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_read_in_time(name: str) -> None:
    started = time.process_time()
    check(HEAVY[name])
    assert time.process_time() - started < 10
