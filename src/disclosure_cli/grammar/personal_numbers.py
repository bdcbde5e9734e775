"""Numbers that name or reach one person, found in running text: resident IDs, bank cards, mobile numbers.

People type them in groups of any size, with blanks, dots, dashes or the end of a line between, and in digits of any
form. So what is looked at are rows of groups; a number begins where a group begins and ends where one ends. What
it is, its check digit, its date and its region say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from disclosure_cli.grammar import folding, identifiers


class Stretch(NamedTuple):
    """Where a number stands in a text, and the number without its gaps."""

    start: int
    end: int
    number: str


class _Row(NamedTuple):
    """Groups of digits, one after the other, and how many digits each has."""

    stretch: Stretch
    sizes: tuple[int, ...]


# What is typed where the check character X belongs: the sign of multiplication, the Roman ten, Cyrillic letters.
_X = "Xx\u00d7\u2169\u2179\u0425\u0445"
_BLANKS = r" \t\r\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_DOTS = ".·•・．"
_DASHES = r"\-\u2010-\u2015\u2212－"
_BETWEEN = rf"[\n{_BLANKS}{_DOTS}{_DASHES}]{{0,4}}+"
_ROW = re.compile(rf"[0-9](?:{_BETWEEN}[0-9{_X}]){{15,}}+")
_GROUP = re.compile(f"[0-9{_X}]+")
_LENGTH = 18

_ALONE = r"(?<![0-9A-Za-z]){0}(?![0-9A-Za-z])"
_FORMER_RESIDENT_ID = re.compile(_ALONE.format(r"[1-9][0-9]{14}"))
_GAP = rf"[\n{_BLANKS}{_DASHES}]{{1,3}}"
_MOBILE = re.compile(
    _ALONE.format(
        rf"(?:(?:00|\+)?86[)）]?(?:{_GAP})?|0)?(?P<number>1[3-9][0-9](?:[0-9]{{8}}|{_GAP}[0-9]{{8}}"
        rf"|[0-9]{{4}}{_GAP}[0-9]{{4}}|{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|[0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{3}}))"
    )
)

# Full-width, in circles, of the mathematical alphabets.
_UNUSUAL = "０-９⓪①-⑨\U0001d7ce-\U0001d7ff"
_UNUSUAL_FORM = re.compile(f"[{_UNUSUAL}Ａ-Ｚａ-ｚ]")
_ORDINARY = {
    ord("⓪"): "0",
    **{ord("①") + place: str(place + 1) for place in range(9)},
    **{0x1D7CE + place: str(place % 10) for place in range(50)},
}
_DIGIT = f"[0-9{_UNUSUAL}]"
MANY_DIGITS = re.compile(rf"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{10}}")
"""What every text has that one of the numbers stands in."""
_NEXT = f"[{_BLANKS}{_DOTS}{_DASHES}]{{0,4}}+{_DIGIT}"
CLUE = re.compile(
    rf"[0-9\n{_UNUSUAL}](?:(?<=\n)[{_BLANKS}]*+{_DIGIT}{{4}}"
    rf"|(?<![0-9\n])(?:{_NEXT}){{10}}"
    rf"|(?<![0-9].)(?:(?<=[1-9])(?:{_NEXT}){{14}}|(?<=1)[3-9](?:{_NEXT}){{9}}|(?<=[08])(?:086|6)?1[3-9][0-9]{{9}}))"
)
"""What a line of every text has that one of the numbers stands in: most of its digits, or, at the beginning, those with
which it goes on. Telephone numbers of offices, dates and index numbers have not."""

_ABOUT_IDS = re.compile("身份证|证件号|公民身份")
_ABOUT_TAX = re.compile("税")
_ABOUT_CARDS = re.compile("卡|[账帐][号户]|银行|开户|存折|信用社")
_UNION_PAY = "62"
_OLD_CARDS = "9558"
_FOREIGN_CARDS = re.compile(r"[45][0-9]{15}|35[0-9]{14}")
# A dot makes figures, a letter a code of what it touches.
_NO_CARD = re.compile(f"[{_DOTS}A-Za-z]")
_FOREIGNER = "9"
# 81, 82 and 83: residents of Hong Kong, Macao and Taiwan. The table of regions lacks the last.
_TAIWAN_RESIDENTS = "830000"
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
    said = _ABOUT_IDS.search(folded + beside) is not None
    found = [
        stretch for stretch in _resident_ids(folded) if said or _is_of_a_region(stretch.number)
    ]
    found += [
        stretch
        for stretch in _former_resident_ids(folded)
        if said or (_is_region(stretch.number[:6]) and not _is_serial(stretch.number, folded))
    ]
    return tuple(sorted(found))


def bank_cards(text: str, beside: str = "") -> tuple[Stretch, ...]:
    """Return the bank cards in a text: 16 to 19 digits that a card may begin with, right by Luhn.

    Only a UnionPay number in its usual groups that does not begin like a serial number (region and year) counts
    without words about cards or accounts; accounts of organisations have other forms and are published by right.
    """
    folded = _folded(text)
    said = _ABOUT_CARDS.search(folded + beside) is not None
    ids = {stretch.start for stretch in resident_ids(text, beside)}
    return tuple(
        row.stretch
        for row in _cards(folded)
        if row.stretch.start not in ids
        and (said or (_is_usual(row.sizes) and _is_union_pay(row.stretch.number)))
    )


def mobiles(text: str) -> tuple[Stretch, ...]:
    """Return the mobile telephone numbers in a text, without the code of the country."""
    return tuple(
        Stretch(*match.span("number"), _bare(match["number"]))
        for match in _MOBILE.finditer(_folded(text))
    )


def possible_numbers(text: str) -> tuple[Stretch, ...]:
    """Return every stretch that one of the functions above may find in this text or a longer one around it."""
    folded = _folded(text)
    cards = (row.stretch for row in _cards(folded))
    return tuple(
        sorted((*_resident_ids(folded), *_former_resident_ids(folded), *cards, *mobiles(text)))
    )


def _folded(text: str) -> str:
    """Return the text with ordinary digits and letters, character for character."""
    if _UNUSUAL_FORM.search(text) is None:
        return text
    return folding.with_half_width_forms(text).translate(_ORDINARY)


def _bare(text: str) -> str:
    """Return the digits of a text, and its X."""
    groups = "".join(_GROUP.findall(text))
    return groups if groups.isdecimal() else re.sub(f"[{_X}]", "X", groups)


def _rows(text: str, shortest: int, longest: int) -> Iterator[_Row]:
    """Yield whole groups, one after the other, that have so many digits together."""
    for match in _ROW.finditer(text):
        groups = [*_groups(text, *match.span())]
        for first, (start, _) in enumerate(groups):
            length = 0
            for last, (begin, end) in enumerate(groups[first : first + longest], first + 1):
                length += end - begin
                if shortest <= length <= longest:
                    sizes = tuple(end - begin for begin, end in groups[first:last])
                    yield _Row(Stretch(start, end, _bare(text[start:end])), sizes)
                if length >= longest:
                    break


def _groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the groups of a row stand. Several numbers with nothing between them are groups of their own."""
    for group in _GROUP.finditer(text, start, end):
        length = len(group[0]) if len(group[0]) % _LENGTH else _LENGTH
        for begin in range(group.start(), group.end(), length):
            yield begin, begin + length


def _apart(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Yield the rows that do not lie in one another, the longest of those that begin in the same place."""
    last = 0
    for row in sorted(rows, key=lambda row: (row.stretch.start, -row.stretch.end)):
        if row.stretch.start >= last:
            yield row
            last = row.stretch.end


def _resident_ids(text: str) -> Iterator[Stretch]:
    rows = (row for row in _rows(text, _LENGTH, _LENGTH) if _is_resident_id(row.stretch.number))
    return (row.stretch for row in _apart(rows))


def _former_resident_ids(text: str) -> Iterator[Stretch]:
    for match in _FORMER_RESIDENT_ID.finditer(text):
        if identifiers.is_resident_id(match[0]) and _is_province(match[0][:2]):
            yield Stretch(*match.span(), match[0])


def _cards(text: str) -> Iterator[_Row]:
    return _apart(row for row in _rows(text, 16, 19) if _is_card(row, text))


def _is_card(row: _Row, text: str) -> bool:
    start, end, number = row.stretch
    if not number.startswith((_UNION_PAY, _OLD_CARDS)) and not (
        _is_usual(row.sizes) and _FOREIGN_CARDS.fullmatch(number)
    ):
        return False
    if min(row.sizes[:-1], default=4) < 4 or _NO_CARD.search(text, max(0, start - 1), end + 1):
        return False
    from stdnum import luhn

    return bool(luhn.is_valid(number))


def _is_usual(sizes: tuple[int, ...]) -> bool:
    """Tell whether digits stand together, or in fours as on a card."""
    return len(sizes) == 1 or ({*sizes[:-1]} == {4} and sizes[-1] <= 4)


def _is_resident_id(number: str) -> bool:
    """Tell whether it is one of a resident, or of a foreigner with permanent residence: 9, province, nationality."""
    if not identifiers.is_resident_id(number):
        return False
    if number[0] == _FOREIGNER:
        return _is_province(number[1:3]) and not identifiers.is_credit_code(number)
    return _is_province(number[:2]) and not _is_code_of_a_body(number)


def _is_of_a_region(number: str) -> bool:
    return number[0] == _FOREIGNER or _is_region(number[:6])


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


def _is_union_pay(number: str) -> bool:
    return number.startswith(_UNION_PAY) and not (
        _is_region(number[:6]) and _YEAR.match(number, 6) is not None
    )


def _is_province(code: str) -> bool:
    return code == _TAIWAN_RESIDENTS[:2] or _is_known(code, "province")


def _is_region(code: str) -> bool:
    return code == _TAIWAN_RESIDENTS or _is_known(code, "county")


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
