"""Provinces, and what their area codes and postcodes begin with."""

from __future__ import annotations

from itertools import combinations

import pytest

from disclosure_cli.grammar.regions import PROVINCES, province_of, province_of_code

# Towns that have the numbers of the province beside them.
SHARED = {
    ("内蒙古自治区", "吉林省"),
    ("内蒙古自治区", "黑龙江省"),
    ("内蒙古自治区", "宁夏回族自治区"),
}


def test_every_province_of_the_mainland_is_there_once() -> None:
    assert len({province.code for province in PROVINCES}) == len(PROVINCES) == 31
    assert len({province.name for province in PROVINCES}) == 31


def test_numbers_of_two_provinces_differ() -> None:
    for one, other in combinations(PROVINCES, 2):
        pairs = [
            (first, second)
            for name in ("area_codes", "postcodes")
            for first in getattr(one, name)
            for second in getattr(other, name)
            if first.startswith(second) or second.startswith(first)
        ]
        assert not pairs or (one.name, other.name) in SHARED


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("江西省九江市修水县", "江西省"),
        ("内蒙古自治区兴安盟", "内蒙古自治区"),
        ("北京市海淀区", "北京市"),
        ("修水县", None),
        ("海南藏族自治州", None),
        ("", None),
    ],
)
def test_the_province_of_a_region(region: str, name: str | None) -> None:
    found = province_of(region)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("region", "area_code", "postcode"),
    [
        ("360424", "0792", "332400"),
        ("340824", "0556", "246300"),
        ("110108", "010", "100089"),
        ("152201", "0482", "137400"),
        ("460100", "0898", "570100"),
        ("540102", "0891", "850000"),
        ("320111", "025", "211800"),
        ("441900", "0769", "523000"),
    ],
)
def test_numbers_begin_as_those_of_their_place(region: str, area_code: str, postcode: str) -> None:
    province = province_of_code(region)
    assert province is not None
    assert area_code.startswith(province.area_codes)
    assert postcode.startswith(province.postcodes)
