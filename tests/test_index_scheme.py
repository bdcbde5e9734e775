"""Index numbers are written as they are read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.index_scheme import STANDARD_PATTERN, IndexScheme

SCHEMES = {
    "000014349": IndexScheme(),
    "01404053X": IndexScheme(),
    "1133068200259085XF": IndexScheme(),
    "11500230MB19803549": IndexScheme("统一社会信用代码"),
    "340824": IndexScheme("行政区划代码"),
    "6107280000": IndexScheme("行政区划代码"),
    "GSDE": IndexScheme("自定义", "{前段码}-{分类}-{年}{月}{日}-{流水号:4}"),
    "AB-12": IndexScheme("自定义", "（{年}）{前段码}第{流水号}号/{年}"),
}


@given(
    st.sampled_from(sorted(SCHEMES)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(1, 10**6),
)
def test_what_is_written_is_read_back(prefix: str, day: date, serial: int) -> None:
    scheme = SCHEMES[prefix]
    year, month, of_month = day.isoformat().split("-")
    parts = {"前段码": prefix, "分类": "0503", "年": year, "月": month, "日": of_month}
    number = scheme.write(parts, serial)
    read = scheme.read(number)
    assert read is not None
    assert (read["prefix"], read["year"], int(read["serial"])) == (prefix, year, serial)
    first = scheme.serial_of(scheme.write(parts, 1))
    assert first is not None
    assert scheme.serial_of(number) == (first[0], serial)


@pytest.mark.parametrize(
    ("prefix", "number"),
    [
        ("01404053X", "01404053X/2025-00007"),
        ("11500230MB19803549", "11500230MB19803549/2025-00007"),
        ("6107280000", "6107280000/2025-00007"),
        ("GSDE", "GSDE-0503-20250310-0007"),
        ("AB-12", "（2025）AB-12第00007号/2025"),
    ],
)
def test_each_scheme_writes_its_form(prefix: str, number: str) -> None:
    parts = {"前段码": prefix, "分类": "0503", "年": "2025", "月": "03", "日": "10"}
    assert SCHEMES[prefix].write(parts, 7) == number


@pytest.mark.parametrize(
    ("number", "is_read"),
    [
        ("014416330/2018-04736", True),
        ("1133068200259085XF/2015-28256", True),
        ("014416330/2018-104736", True),
        ("014416330/2018-004736", False),
        ("014416330/2018-4736", False),
        ("02165835-001/2023-80815", False),
        ("6107280000/2024-00105", False),
    ],
)
def test_without_a_choice_either_code_stands_in_front(number: str, is_read: bool) -> None:
    assert (IndexScheme().read(number) is not None) == is_read


def test_a_chosen_code_is_the_only_one() -> None:
    assert IndexScheme("组织机构代码").read("1133068200259085XF/2015-28256") is None
    assert IndexScheme("统一社会信用代码").read("014416330/2018-04736") is None


def test_a_scheme_without_serial_makes_no_numbers() -> None:
    assert IndexScheme("自定义", STANDARD_PATTERN).has_serial
    assert not IndexScheme("自定义", "{前段码}/{年}").has_serial
    assert IndexScheme("自定义", "{前段码}/{年}").serial_of("AB/2025") is None
