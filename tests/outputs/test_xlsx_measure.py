"""A text is given at least the lines that it needs."""

from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.outputs.xlsx.measure import count_lines, width_of_numbers

CHINESE = st.text(st.sampled_from("政府信息公开，。、；（）《》“”第二十条"), max_size=80)
MIXED = st.text(st.sampled_from("政府信息公开，。（）《》 aZ09-/.\n"), max_size=80)
ROOMS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 4, 1),
        ("政府信息", 4, 1),
        ("政府信息公", 4, 2),
        ("政府信息公开目录", 4, 2),
        ("甲\n乙", 10, 2),
        ("甲\n\n乙", 10, 3),
        ("甲\n", 10, 2),
        # A mark may not begin a line: it takes the character before it along.
        ("政府信息，公开", 4, 2),
        ("政府信息，公开目", 4, 3),
        # An opening mark may not end one.
        ("政府信《公开", 4, 2),
        # A word stays whole, and so does not begin where it does not fit.
        ("公开8610059", 6, 2),
        # What is longer than a line is broken where the line is full.
        ("a" * 40, 13, 2),
    ],
)
def test_lines(text: str, room: int, lines: int) -> None:
    assert count_lines(text, room) == lines


@given(CHINESE, ROOMS)
def test_full_width_text_never_gets_fewer_lines_than_its_length_needs(text: str, room: int) -> None:
    assert count_lines(text, room) >= max(1, ceil(len(text) / room))


@given(MIXED, ROOMS)
def test_a_line_more_is_never_left_out(text: str, room: int) -> None:
    assert count_lines(text, room) > text.count("\n")
    assert count_lines(text + "\n公", room) > count_lines(text, room)


@given(MIXED)
def test_a_text_that_fits_takes_one_line_a_paragraph(text: str) -> None:
    assert count_lines(text, 200) == text.count("\n") + 1


def test_what_stands_before_a_phone_number_counts_for_its_column() -> None:
    """A program breaks one behind its hyphen if there is room for the first half."""
    number = width_of_numbers("0556-0000201")
    assert width_of_numbers("示例0556-0000201") == pytest.approx(number + 2)
    assert width_of_numbers("工作日8:30-12:00，") == width_of_numbers("8:30-12:00")
    assert width_of_numbers("没有") == 0
