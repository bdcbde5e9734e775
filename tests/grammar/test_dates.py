from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import numerals
from disclosure_cli.grammar.dates import canonical, day, read

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@given(DAYS)
def test_a_day_is_read_in_every_form(one: date) -> None:
    year, month, number = one.year, one.month, one.day
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    forms = (
        canonical(one),
        canonical(one).translate(wide),
        f"{year}-{month}-{number}",
        f"{year}/{month}/{number}",
        f"{year}.{month:02}.{number:02}",
        f"{year}{month:02}{number:02}",
        f"{year}年{month}月{number}日",
        f"{year} 年 {month} 月 {number} 日",
        f"{year}年{month:02}月{number:02}号",
        f"{year}-{month:02}-{number:02} 00:00:00",
        f"{str(year).translate(digits)}年{numerals.to_chinese(month)}月{numerals.to_chinese(number)}日",
        *(
            f"{str(year).translate(digits).replace('〇', zero)}年{month}月{number}日"
            for zero in "○◯OＯ零"
        ),
    )
    assert {form: read(form) for form in forms} == dict.fromkeys(forms, one)


@pytest.mark.parametrize(
    "text",
    [
        *("", "无", "2024", "2024年3月", "2024-03", "24-3-1", "3月1日", "2024-02-30", "2023.2.29"),
        *("2024-3.1", "2024年3-1", "20240230", "2024-13-01", "2024年3月1日前", "约2024年3月1日"),
        *("2024-03-01至2024-03-31", "2024-03-01 08:30", "０", "9999-01-01", "202431"),
    ],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read(text) is None


@given(DAYS)
def test_records_and_options_have_one_form(one: date) -> None:
    assert day(canonical(one)) == one
    others = (
        f"{one:%Y%m%d}",
        "{}-W{:02}-{}".format(*one.isocalendar()),
        f" {canonical(one)}",
        f"{canonical(one)}T00:00",
        f"{one.year}-{one.month}-{one.day:03}",
    )
    assert [day(other) for other in others] == [None] * len(others)


@pytest.mark.parametrize(
    "value", ["2023-02-29", "２０２４-03-01", "", None, 20240301, ["2024-03-01"]]
)
def test_what_the_calendar_or_the_form_does_not_have_is_no_day(value: object) -> None:
    assert day(value) is None


@given(st.text(max_size=20))
def test_anything_else_is_none_or_a_day(text: str) -> None:
    found = read(text)
    assert found is None or read(canonical(found)) == found
