"""Edits change what they name and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.catalog import check_file, role_of
from disclosure_cli.editing.edits import EditError, append_items, apply_edits
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Edit, Location, Record

SCHEMAS = load_schemas()[0]
LINES = st.lists(st.text("键值: #-“”😀\t", max_size=8), min_size=1, max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def edit(text: str, line: int, column: int, end_line: int, end_column: int) -> Edit:
    return Edit(Location("a.yaml", line, column, end_line, end_column), text)


@st.composite
def files(draw: st.DrawFn) -> str:
    lines = draw(LINES)
    return "".join(line + draw(ENDS) for line in lines[:-1]) + lines[-1]


def normal(text: str) -> str:
    """Return a text as reading sees it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(files(), st.sampled_from(["", "\ufeff"]), st.data())
def test_an_edit_is_made_at_its_place(text: str, mark: str, data: st.DataObject) -> None:
    lines = normal(text).split("\n")
    line = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(0, len(lines[line - 1])))
    end = data.draw(st.integers(start, len(lines[line - 1])))
    made = apply_edits((mark + text).encode(), [edit("新", line, start + 1, line, end + 1)])
    lines[line - 1] = lines[line - 1][:start] + "新" + lines[line - 1][end:]
    assert normal(made.decode()) == mark + "\n".join(lines)


@given(files(), st.data())
def test_every_other_byte_stays(text: str, data: st.DataObject) -> None:
    count = len(normal(text).split("\n"))
    line = data.draw(st.integers(1, count))
    made = apply_edits(text.encode(), [edit("<新>", line, 1, line, 1)])
    before, after = made.split("<新>".encode())
    assert before + after == text.encode()


def test_edits_are_made_in_any_order() -> None:
    edits = [edit("丙", 2, 1, 2, 2), edit("甲", 1, 1, 1, 2), edit("乙", 1, 2, 1, 2)]
    assert apply_edits(b"ab\ncd\n", edits).decode() == "甲乙b\n丙d\n"


def test_edits_may_reach_over_lines() -> None:
    assert apply_edits(b"abc\r\ndef\r\nghi", [edit("-", 1, 2, 3, 2)]) == b"a-hi"


def test_new_lines_end_as_the_lines_of_the_file() -> None:
    made = apply_edits(b"a\r\nb\r\n", [edit("x\ny\n", 2, 1, 2, 1)])
    assert made == b"a\r\nx\r\ny\r\nb\r\n"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits(b"abcdef", [edit("x", 1, 1, 1, 4), edit("y", 1, 3, 1, 5)])


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_that_is_not_utf_8_is_refused(encoding: str) -> None:
    with pytest.raises(EditError, match="UTF-8"):
        apply_edits("键名: 中文\n".encode(encoding), [edit("x", 1, 1, 1, 1)])


def settings(text: str) -> Record:
    role = role_of("disclose.yaml")
    assert role is not None
    return check_file("disclose.yaml", text.encode(), role, SCHEMAS).records[0]


ITEM = ["- 规则: L402", "  理由: 乙"]
FIRST = "  - 规则: L401\n    理由: 甲\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "已接受的问题:\n  - 规则: L402\n    理由: 乙\n", id="empty file"),
        pytest.param(
            "键名: zh",
            "键名: zh\n\n已接受的问题:\n  - 规则: L402\n    理由: 乙\n",
            id="no list, no line end",
        ),
        pytest.param(
            "键名: zh\n# 末尾的注释\n",
            "键名: zh\n# 末尾的注释\n\n已接受的问题:\n  - 规则: L402\n    理由: 乙\n",
            id="no list, comment at the end",
        ),
        pytest.param(
            f"已接受的问题:\n{FIRST}\n# 下一项\n键名: zh\n",
            f"已接受的问题:\n{FIRST}  - 规则: L402\n    理由: 乙\n\n# 下一项\n键名: zh\n",
            id="list in the middle",
        ),
        pytest.param(
            f"已接受的问题:\n{FIRST}    # 说明甲\n键名: zh\n",
            f"已接受的问题:\n{FIRST}    # 说明甲\n  - 规则: L402\n    理由: 乙\n键名: zh\n",
            id="comment that belongs to the last item",
        ),
        pytest.param(
            "accepted:\n- rule: L401 # 尾注\n",
            "accepted:\n- rule: L401 # 尾注\n- 规则: L402\n  理由: 乙\n",
            id="dashes under the key",
        ),
        pytest.param(
            "accepted:\n      - {rule: L401}\nkeys: en\n",
            "accepted:\n      - {rule: L401}\n      - 规则: L402\n        理由: 乙\nkeys: en\n",
            id="dashes far to the right",
        ),
        pytest.param(
            "已接受的问题:\n键名: zh\n",
            "已接受的问题:\n  - 规则: L402\n    理由: 乙\n键名: zh\n",
            id="empty value",
        ),
        pytest.param(
            "已接受的问题: []   # 还没有\n键名: zh\n",
            "已接受的问题:    # 还没有\n  - 规则: L402\n    理由: 乙\n键名: zh\n",
            id="empty list in brackets",
        ),
        pytest.param(
            "已接受的问题:\n  - 规则: L401\n    理由: |\n      甲\n\n      乙\n\n\n键名: zh\n",
            "已接受的问题:\n  - 规则: L401\n    理由: |\n      甲\n\n      乙\n"
            "  - 规则: L402\n    理由: 乙\n\n\n键名: zh\n",
            id="text over several lines",
        ),
    ],
)
def test_items_are_added_at_the_end_of_a_list(before: str, after: str) -> None:
    edits = append_items(settings(before), "accepted", "已接受的问题", ITEM)
    made = apply_edits(before.encode(), edits).decode()
    assert made == after
    assert settings(made).get("accepted", -1, "rule") == "L402"


@pytest.mark.parametrize("text", ["{键名: zh}\n", "已接受的问题: [{规则: L401}]\n"])
def test_a_list_in_brackets_is_not_added_to(text: str) -> None:
    with pytest.raises(EditError):
        append_items(settings(text), "accepted", "已接受的问题", ITEM)
