"""Check digits, on the published codes of government units and on the specimen of GB 11643."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import identifiers

CREDIT_CODES = [
    "1133068200259085XF",
    "11341702486344515H",
    "113708280043326001",
    "11500230MB19803549",
    "1137078555222300XQ",
]
SPECIMEN = "11010519491231002X"


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_published_credit_codes_and_the_organisation_codes_inside_are_valid(code: str) -> None:
    assert identifiers.is_credit_code(code)
    assert identifiers.is_organisation_code(code[8:17])


@given(st.sampled_from(CREDIT_CODES), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJ"))
def test_one_wrong_character_breaks_a_credit_code(code: str, place: int, character: str) -> None:
    wrong = code[:place] + character + code[place + 1 :]
    assert identifiers.is_credit_code(wrong) is (wrong == code)


@pytest.mark.parametrize(
    "code", ["", "11370828004332600", "113708280043326001 ", "1137078555222300xq", "I" * 18]
)
def test_what_is_no_credit_code(code: str) -> None:
    assert not identifiers.is_credit_code(code)


@pytest.mark.parametrize("code", ["014416330", "01404053X", "000014349", "00001434-9"])
def test_published_organisation_codes_are_valid(code: str) -> None:
    assert identifiers.is_organisation_code(code)


@pytest.mark.parametrize("code", ["000000001", "0142768-8", "8923888D", "02165835001", "", "null"])
def test_what_is_no_organisation_code(code: str) -> None:
    assert not identifiers.is_organisation_code(code)


def test_the_code_for_examples_passes_only_when_asked_for() -> None:
    reserved = identifiers.RESERVED_ORGANISATION_CODE
    assert not identifiers.is_organisation_code(reserved)
    assert identifiers.is_organisation_code(reserved, reserved=True)
    assert not identifiers.is_organisation_code("000000001", reserved=True)


def test_the_specimen_is_a_resident_id() -> None:
    assert identifiers.is_resident_id(SPECIMEN)
    assert identifiers.is_resident_id("110105491231002")


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # check digit
        "11010519491331002X",  # no such month
        "113708280043326001",  # a credit code
        "110105491331002",
        SPECIMEN.lower(),
        "",
    ],
)
def test_what_is_no_resident_id(text: str) -> None:
    assert not identifiers.is_resident_id(text)


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_breaks_a_resident_id(place: int, digit: str) -> None:
    wrong = SPECIMEN[:place] + digit + SPECIMEN[place + 1 :]
    assert identifiers.is_resident_id(wrong) is (wrong == SPECIMEN)
