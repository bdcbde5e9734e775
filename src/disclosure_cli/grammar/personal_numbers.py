"""Numbers that name or reach one person, found in running text: resident IDs, bank cards, mobile numbers.

A number counts only when it stands alone: not inside a longer code, and not when it reads as a
credit code. Digits may be full-width, and grouped as people group them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from disclosure_cli.grammar import folding, identifiers


class Stretch(NamedTuple):
    """Where a number stands in a text, and the number without its gaps."""

    start: int
    end: int
    number: str


_ALONE = r"(?<![0-9A-Za-z]){0}(?![0-9A-Za-z])"
_RESIDENT_ID = re.compile(
    _ALONE.format(r"[1-9]\d{5}(?P<gap>[ \u3000-]?)\d{8}(?P=gap)\d{3} ?[0-9Xx]"), re.ASCII
)
_FORMER_RESIDENT_ID = re.compile(_ALONE.format(r"[1-9]\d{14}"), re.ASCII)
_CARD = re.compile(
    _ALONE.format(
        r"[3-69](?:\d{15,18}|\d{3}(?P<gap>[ \u3000-])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"
        r"(?:(?P=gap)\d{1,3})?)"
    ),
    re.ASCII,
)
_MOBILE = re.compile(
    _ALONE.format(r"1[3-9](?:\d{9}|\d(?P<gap>[ \u3000-])\d{4}(?P=gap)\d{4})"), re.ASCII
)
_GAPS = str.maketrans("", "", " \u3000-")

_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_LONG = re.compile(r"\d{6}|\d{3}[ \u3000-]\d{4}", re.ASCII)

_ABOUT_IDS = re.compile("身份证|证件号|公民身份")
_ABOUT_TAX = re.compile("税")
_ABOUT_CARDS = re.compile("卡|[账帐][号户]|银行|开户|存折|信用社")
_UNION_PAY = "62"
_OLD_CARDS = "9558"
_FOREIGN_CARDS = re.compile(r"[45]\d{15}|35\d{14}", re.ASCII)
_YEAR = re.compile("(?:19|20)")
# Numbers of 15 digits have no check digit, and serial numbers begin with a region and yymmdd. The
# last holders were born in 1999, and the oldest that lists still name hardly before 1930.
_FIRST_LIKELY_YEAR = "30"
# GB 32100: bodies registered by 机构编制, 司法行政, 民政 and 市场监管.
_REGISTRATIONS = re.compile("1[1239]|3[1-59]|5[1239]|9[123]")


def resident_ids(text: str, beside: str = "") -> tuple[Stretch, ...]:
    """Return the resident identity numbers (GB 11643) in a text: check digit, date and region are right.

    One of the former 15 digits that also reads as a region, a recent date and a serial number, or as
    a former tax number, and one of a region that no table has, count only beside words that say so:
    in the text, or in `beside`, which is what stands around it, such as the heading of its column.
    """
    folded = _folded(text)
    if _LONG.search(folded) is None:
        return ()
    said = _ABOUT_IDS.search(folded + beside) is not None
    found = [
        stretch
        for stretch in _stretches(_RESIDENT_ID, folded)
        if _is_resident_id(stretch.number) and (said or _is_region(stretch.number[:6]))
    ]
    found += [
        stretch
        for stretch in _stretches(_FORMER_RESIDENT_ID, folded)
        if _is_former_resident_id(stretch.number)
        and (said or (_is_region(stretch.number[:6]) and not _is_serial(stretch.number, folded)))
    ]
    return tuple(sorted(found))


def bank_cards(text: str, beside: str = "") -> tuple[Stretch, ...]:
    """Return the bank cards in a text: 16 to 19 digits that a card may begin with, right by Luhn.

    Only a UnionPay number that does not begin like a serial number (region and year) counts without
    words about cards or accounts; accounts of organisations have other forms and are published by right.
    """
    folded = _folded(text)
    if _LONG.search(folded) is None:
        return ()
    said = _ABOUT_CARDS.search(folded + beside) is not None
    ids = {stretch.start for stretch in resident_ids(text, beside)}
    return tuple(
        stretch
        for stretch in _stretches(_CARD, folded)
        if stretch.start not in ids
        and _is_card(stretch.number)
        and (said or _is_union_pay(stretch.number))
    )


def mobiles(text: str) -> tuple[Stretch, ...]:
    """Return the mobile telephone numbers in a text."""
    folded = _folded(text)
    return tuple(_stretches(_MOBILE, folded)) if _LONG.search(folded) else ()


def possible_numbers(text: str) -> tuple[Stretch, ...]:
    """Return every stretch that one of the functions above may find in this text or a longer one around it."""
    folded = _folded(text)
    if _LONG.search(folded) is None:
        return ()
    found = [s for s in _stretches(_RESIDENT_ID, folded) if _is_resident_id(s.number)]
    found += [
        s for s in _stretches(_FORMER_RESIDENT_ID, folded) if _is_former_resident_id(s.number)
    ]
    found += [s for s in _stretches(_CARD, folded) if _is_card(s.number)]
    found += _stretches(_MOBILE, folded)
    return tuple(sorted(found))


def _folded(text: str) -> str:
    """Return the text with half-width digits and letters, character for character."""
    return folding.with_half_width_forms(text) if _FULL_WIDTH.search(text) else text


def _stretches(pattern: re.Pattern[str], text: str) -> Iterator[Stretch]:
    for match in pattern.finditer(text):
        yield Stretch(*match.span(), match[0].translate(_GAPS).upper())


def _is_resident_id(number: str) -> bool:
    return (
        identifiers.is_resident_id(number)
        and _is_province(number[:2])
        and not _is_code_of_a_body(number)
    )


def _is_former_resident_id(number: str) -> bool:
    return identifiers.is_resident_id(number) and _is_province(number[:2])


def _is_serial(number: str, text: str) -> bool:
    """Tell whether 15 digits may be a region with a date and a serial number, or with an organisation code."""
    return number[6:8] < _FIRST_LIKELY_YEAR or (
        _ABOUT_TAX.search(text) is not None and identifiers.is_organisation_code(number[6:])
    )


def _is_code_of_a_body(number: str) -> bool:
    """Tell whether 18 digits are the credit code of a body that is registered in a region of today."""
    return (
        _REGISTRATIONS.match(number) is not None
        and identifiers.is_credit_code(number)
        and any(not end for _, end in _periods(number[2:8]))
    )


def _is_card(number: str) -> bool:
    if not number.startswith((_UNION_PAY, _OLD_CARDS)) and not _FOREIGN_CARDS.fullmatch(number):
        return False
    from stdnum import luhn

    return bool(luhn.is_valid(number))


def _is_union_pay(number: str) -> bool:
    return number.startswith(_UNION_PAY) and not (
        _is_region(number[:6]) and _YEAR.match(number, 6) is not None
    )


def _is_province(code: str) -> bool:
    return _is_known(code, "province")


def _is_region(code: str) -> bool:
    return _is_known(code, "county")


@lru_cache(maxsize=4096)
def _is_known(code: str, part: str) -> bool:
    return any(part in properties for properties in _region(code))


def _periods(code: str) -> Iterator[tuple[str, str]]:
    """Yield from which to which year a code was in use, empty where it was from the beginning or still is."""
    for properties in _region(code):
        for county in filter(None, properties.get("county", "").split(",")):
            years = re.match(r"\[(\d*)-(\d*)\]", county)
            yield (years[1], years[2]) if years else ("", "")


def _region(code: str) -> Iterator[dict[str, str]]:
    from stdnum import numdb

    return (properties for _, properties in numdb.get("cn/loc").info(code))
