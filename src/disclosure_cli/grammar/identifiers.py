"""Check digits of the codes that name organisations and residents.

Codes are taken as typed: a code with a space or a small letter is not a valid one.
"""

from __future__ import annotations

import re
from datetime import date

RESERVED_ORGANISATION_CODE = "000000000"
"""Passes the arithmetic of GB 11714 and belongs to nobody: for examples only."""

# GB 32100: no I, O, S, V, Z.
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}", re.ASCII)
_ORGANISATION_CODE = re.compile(r"([0-9A-Z]{8})-?([0-9X])", re.ASCII)
_RESIDENT_ID = re.compile(r"[1-9]\d{16}[0-9X]", re.ASCII)
_FORMER_RESIDENT_ID = re.compile(r"[1-9]\d{14}", re.ASCII)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BIRTH_YEARS = range(1880, 2100)


def is_credit_code(text: str) -> bool:
    """Whether the text is a unified social credit code (统一社会信用代码, GB 32100-2015)."""
    if _CREDIT_CODE.fullmatch(text) is None:
        return False
    from stdnum.cn import uscc

    return uscc.calc_check_digit(text[:17]) == text[17]


def is_organisation_code(text: str, *, reserved: bool = False) -> bool:
    """Whether the text is an organisation code (组织机构代码, GB 11714), with its hyphen or without.

    The code reserved for examples passes only when asked for.
    """
    match = _ORGANISATION_CODE.fullmatch(text)
    if match is None:
        return False
    if match[1] + match[2] == RESERVED_ORGANISATION_CODE:
        return reserved
    return organisation_check_digit(match[1]) == match[2]


def organisation_check_digit(body: str) -> str:
    """The check character of the eight characters of an organisation code (GB 11714).

    `python-stdnum` has no GB 11714.
    """
    total = sum(
        int(character, 36) * weight
        for character, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0X987654321"[total % 11]


def is_resident_id(text: str) -> bool:
    """Whether the text is a resident identity number (GB 11643), of 18 digits or of the former 15."""
    from stdnum.cn import ric

    if _FORMER_RESIDENT_ID.fullmatch(text):
        return _is_birth_date(f"19{text[6:12]}")
    # Not ric.validate: it refuses a number whose region was founded after the birth of the holder,
    # and a search for leaks must not miss those.
    return (
        _RESIDENT_ID.fullmatch(text) is not None
        and ric.calc_check_digit(text) == text[17]
        and _is_birth_date(text[6:14])
    )


def _is_birth_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year in _BIRTH_YEARS
