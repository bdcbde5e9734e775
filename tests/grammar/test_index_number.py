"""Index numbers: the shapes that units publish are read, malformed ones are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import index_number
from disclosure_cli.grammar.index_number import IndexNumber, Prefix


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("014416330/2018-04736", Prefix.ORGANISATION),
        ("01404053X/2021-00490", Prefix.ORGANISATION),
        ("000014349/2022-03848", Prefix.ORGANISATION),
        ("000000001/2021-00151", Prefix.ORGANISATION),
        ("1133068200259085XF/2015-28256", Prefix.CREDIT),
        ("11341702486344515H/202110-00013", Prefix.CREDIT),
        ("1137078555222300XX/2015-00020", Prefix.CREDIT),
        ("6107280000/2024-001005", Prefix.REGION),
    ],
)
def test_published_shapes_are_read(text: str, kind: Prefix) -> None:
    number = index_number.parse(text)
    assert number is not None
    assert number.prefix_kind is kind
    assert index_number.canonical(number) == text


def test_the_parts_of_a_number() -> None:
    assert index_number.parse("11341702486344515H/202110-00013") == IndexNumber(
        prefix="11341702486344515H", year=2021, month=10, serial=13
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0142768-8/2022-00185",
        "01526096-4-/2022-0822005",
        "8923888D/2020-0113",
        "null02D/01A/D3C20190807",
        "014416330/2018-00000",
        "014416330/2018-04736 ",
        "014416330/2018--04736",
        "014416330/2018-04736-",
        "014416330//2018-04736",
        "014416330/201813-00001",
        "014416330/２018-04736",
        "014416330/2018-04736\n",
        "undefined/2018-04736",
    ],
)
def test_malformed_numbers_are_not_read(text: str) -> None:
    assert index_number.parse(text) is None


NUMBERS = st.builds(
    IndexNumber,
    prefix=st.sampled_from(
        ["01404053X", "11341702486344515H", "6107280000", "361124", "361124104000"]
    ),
    year=st.integers(1949, 2099),
    month=st.none() | st.integers(1, 12),
    serial=st.integers(1, 9999),
    digits=st.integers(4, 8),
)


@given(NUMBERS)
def test_what_is_written_is_read_back(number: IndexNumber) -> None:
    assert index_number.parse(index_number.canonical(number)) == number
