"""Chinese numerals and numbers are inverse on the whole range."""

from __future__ import annotations

import pytest

from disclosure_cli.grammar import numerals


def test_writing_and_reading_are_inverse() -> None:
    for number in range(numerals.LARGEST + 1):
        written = numerals.to_chinese(number)
        assert set(written) <= set(numerals.CHARACTERS)
        assert numerals.to_int(written) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (5, "五"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (56, "五十六"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2024, "二千零二十四"),
    ],
)
def test_the_wording_of_laws(number: int, written: str) -> None:
    assert numerals.to_chinese(number) == written


@pytest.mark.parametrize(
    ("written", "number"), [("两", 2), ("一十五", 15), ("一百〇五", 105), ("二〇二四", 2024)]
)
def test_other_spellings_are_read(written: str, number: int) -> None:
    assert numerals.to_int(written) == number


@pytest.mark.parametrize(
    "written", ["", "十十", "百", "一百一", "零五", "二零", "壹", "20", "一" * 99]
)
def test_what_is_no_numeral(written: str) -> None:
    assert numerals.to_int(written) is None


@pytest.mark.parametrize(("text", "number"), [("20", 20), ("二十", 20), ("２０", None), ("", None)])
def test_either_kind_of_number(text: str, number: int | None) -> None:
    assert numerals.read(text) == number


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_outside_the_range_have_no_numeral(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numerals.to_chinese(number)
