"""Widths of columns: they fill the table, and nothing gets less than it must have, or more than it can use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.outputs.column_shares import half_widths, longest_unbroken, shared_out

widths = st.floats(1, 100)
columns = st.lists(st.tuples(widths, widths, widths), min_size=1, max_size=20)


@given(columns, st.floats(1, 2_000))
def test_widths_fill_the_total_within_their_bounds(
    found: list[tuple[float, float, float]], total: float
) -> None:
    wanted, bounds = [each[0] for each in found], [sorted(each[1:]) for each in found]
    least, most = [each[0] for each in bounds], [each[1] for each in bounds]
    given_widths = shared_out(wanted, total, least, most)
    assert sum(given_widths) == pytest.approx(total)
    if sum(least) <= total <= sum(most):
        for width, low, high in zip(given_widths, least, most, strict=True):
            assert low - 1e-6 <= width <= high + 1e-6
    if sum(most) <= total:
        assert all(w >= high - 1e-6 for w, high in zip(given_widths, most, strict=True))


def test_what_no_bound_holds_is_in_proportion() -> None:
    assert shared_out([1, 2, 1], 80, [0, 0, 30]) == [
        pytest.approx(50 / 3),
        pytest.approx(100 / 3),
        30,
    ]
    assert shared_out([1, 1], 10, [20, 60]) == [2.5, 7.5]


def test_half_widths_count_chinese_characters_twice() -> None:
    assert half_widths("公开") == 4
    assert half_widths("2025") == pytest.approx(4.6)


@pytest.mark.parametrize(
    ("text", "unbroken"),
    [
        ("公开", ""),
        ("自2025-03-10起", "2025-03-10"),
        ("工作日8:30-12:00，14:00-17:30", "8:30-12:00，"),
        ("示例https://kc.example.gov.cn/", "https://kc.example.gov.cn/"),
        ("000000000/2025-20029", "000000000/2025-20029"),
    ],
)
def test_what_is_not_broken(text: str, unbroken: str) -> None:
    assert longest_unbroken([text]) == pytest.approx(half_widths(unbroken))
