"""Dates that a spreadsheet stored as numbers are read where they stand among dates, and told; any other number is not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.serial_dates import day_of, likely_day
from tests.importing.planned import planned
from tests.importing.rendering import saved
from tests.support.importing import recognise

LABELS = ("信息名称", "文号", "生成日期", "公开日期", "内容概述")


def read(
    created: Any, *, beside: Any, epoch: datetime = CALENDAR_WINDOWS_1900
) -> tuple[str | None, list[Finding]]:
    """The day that an entry gets of a cell, with another date in the column; and what is told of numbers."""
    book = Workbook()
    book.epoch = epoch
    sheet = book.active
    assert sheet is not None
    sheet.append(LABELS)
    sheet.append(("甲办法", "示发〔2025〕1号", beside, "2025-01-05", "甲"))
    sheet.append(("乙办法", "示发〔2025〕2号", created, "2025-01-05", "乙"))
    data = saved(book)
    made, found = planned(data, "信息.xlsx")
    said = [*recognise(data, "信息.xlsx").findings, *made.findings]
    told = [each for each in said if each.code in {"I918", "I946"} and each.where.endswith("C3")]
    return found["entry"][1].get("created"), told


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_number_is_the_day_that_the_spreadsheet_means(day: date) -> None:
    assert likely_day(str((day - date(1899, 12, 30)).days), is_1904=False) == day
    assert likely_day(str((day - date(1904, 1, 1)).days), is_1904=True) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("60", None),
        ("61", date(1900, 3, 1)),
        ("2958465", date(9999, 12, 31)),
        ("2958466", None),
        ("0", None),
        ("2025", None),
        ("45731.5", date(2025, 3, 15)),
        ("三月", None),
    ],
)
def test_numbers_count_days_as_a_spreadsheet_counts_them(text: str, day: date | None) -> None:
    assert day_of(text, is_1904=False) == day


@pytest.mark.parametrize("number", [45731, "45731", 45731.5])
@pytest.mark.parametrize("beside", [date(2025, 1, 2), "2025年1月2日", "20250102"])
def test_a_number_beside_dates_is_a_date(number: Any, beside: Any) -> None:
    day, told = read(number, beside=beside)
    assert day == "2025-03-15"
    assert [each.code for each in told] == ["I918"]
    assert "2025-03-15" in told[0].message


def test_a_workbook_that_counts_from_1904_is_read_so() -> None:
    day, _ = read(44269, beside=date(2025, 1, 2), epoch=CALENDAR_MAC_1904)
    assert day == "2025-03-15"


@pytest.mark.parametrize(
    ("number", "beside", "shown"),
    [(45731, "三月", "2025年3月15日"), (12, "2025-01-02", "1900年1月12日")],
)
def test_any_other_number_is_told_with_what_it_would_be(
    number: int, beside: str, shown: str
) -> None:
    day, told = read(number, beside=beside)
    assert day is None
    assert [each.code for each in told] == ["I946"]
    assert shown in told[0].message
