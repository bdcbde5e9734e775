"""Document numbers (文号) of GB/T 9704, orders and announcements, both ways.

Standard wordings: `国办发〔2019〕54号` (year in full, brackets U+3014 and U+3015, no 第, no leading
zero), `国务院令第711号`, `农业农村部令2022年第1号`, `财政部公告2024年第3号` and `2024年第3号公告`. Orders of the
President may be numbered in characters, `中华人民共和国主席令第十三号`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from disclosure_cli.grammar import folding, numerals
from disclosure_cli.grammar.variant import Variant


class Kind(StrEnum):
    """What the number is the number of; the value is the word that it carries."""

    DOCUMENT = "号"
    ORDER = "令"
    ANNOUNCEMENT = "公告"
    CIRCULAR = "通告"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One document number.

    `issuer` is the 代字 of a document or the organ of an order; an announcement may have none.
    `year` is None only for orders and announcements that are counted through. `trailing` says that
    the kind stands behind, as in 2024年第3号公告, `in_characters` that the number is spelt out.
    """

    kind: Kind
    issuer: str
    year: int | None
    number: int
    trailing: bool = False
    in_characters: bool = False
    variants: tuple[Variant, ...] = field(default=(), compare=False)


_LETTER = r"㐀-䶿一-鿿〇A-Za-z"
_OPENING = r"〔\[［【（(﹝﹙〈〖{｛<《「"
_CLOSING = r"〕\]］】）)﹞﹚〉〗}｝>》」"

# 示公（治）行罚决字: which part of an organ it is stands in brackets.
_ISSUER = rf"[{_LETTER}]{{1,20}}(?:（[{_LETTER}]{{1,6}}）[{_LETTER}]{{1,14}})?"
# With so many letters these take long to compile, which is done for the first number that they are tried on.
_DOCUMENT = (
    rf"(?P<issuer>{_ISSUER})"
    rf"(?P<opening>[{_OPENING}])(?P<year>[12]\d{{3}})(?P<year_word>年?)(?P<closing>[{_CLOSING}])"
    r"(?P<ordinal>第?)(?P<number>\d{1,6})(?P<word>号|(?![\d号]))"
)
_COUNTED = (
    rf"(?P<issuer>[{_LETTER}、]{{0,40}}?)(?P<kind>令|公告|通告)"
    rf"(?:(?P<opening>[{_OPENING}]?)(?P<year>[12]\d{{3}})(?:年|[{_CLOSING}]))?"
    r"(?P<ordinal>第?)(?P<number>\d{1,6})(?P<word>号|(?![\d号]))"
)
_COUNTED_IN_CHARACTERS = (
    rf"(?P<issuer>[{_LETTER}]{{0,40}}?)(?P<kind>令)(?P<ordinal>第)"
    rf"(?P<number>[{numerals.CHARACTERS}]{{1,7}})(?P<word>号)"
)
_PRESIDENT = "主席"
_COUNTED_TRAILING = (
    rf"(?P<issuer>[{_LETTER}、]{{0,40}}?)"
    rf"(?:(?P<opening>[{_OPENING}]?)(?P<year>[12]\d{{3}})(?:年|[{_CLOSING}]))?"
    r"(?P<ordinal>第?)(?P<number>\d{1,6})(?P<word>号)(?P<kind>令|公告|通告)"
)


@lru_cache(maxsize=4096)
def parse(text: str) -> DocumentNumber | None:
    """Read a text that is one document number and nothing else, or None.

    What differs from the standard wording is named in `variants`; `canonical` corrects it.
    """
    spaceless = folding.without_spaces(text)
    folded = folding.with_half_width_forms(spaceless)
    found = read(folded)
    if found is None or found[1] != len(folded):
        return None
    spelling = folding.changes(
        (text, spaceless, Variant.SPACE), (spaceless, folded, Variant.FULL_WIDTH)
    )
    number = found[0]
    return replace(number, variants=(*spelling, *number.variants))


def read(folded: str, position: int = 0) -> tuple[DocumentNumber, int] | None:
    """Read a document number that begins at a position of a folded text; also say where it ends."""
    for pattern, trailing in (
        (_DOCUMENT, False),
        (_COUNTED_TRAILING, True),
        (_COUNTED, False),
        (_COUNTED_IN_CHARACTERS, False),
    ):
        match = re.compile(pattern, re.ASCII).match(folded, position)
        if match is not None and numerals.read(match["number"]):
            return _number(match, trailing=trailing), match.end()
    return None


def canonical(number: DocumentNumber) -> str:
    """Write the number in the standard wording."""
    if number.kind is Kind.DOCUMENT:
        return f"{number.issuer}〔{number.year}〕{number.number}号"
    year = "" if number.year is None else f"{number.year}年"
    counted = numerals.to_chinese(number.number) if number.in_characters else number.number
    if number.trailing:
        return f"{number.issuer}{year}第{counted}号{number.kind}"
    return f"{number.issuer}{number.kind}{year}第{counted}号"


def _number(match: re.Match[str], *, trailing: bool) -> DocumentNumber:
    groups = match.groupdict()
    kind = Kind(groups.get("kind") or Kind.DOCUMENT)
    return DocumentNumber(
        kind=kind,
        issuer=groups["issuer"],
        year=int(groups["year"]) if groups.get("year") else None,
        number=numerals.read(groups["number"]) or 0,
        # 国务院第711号令 is only a way of speaking; 第3号公告 is a title of its own.
        trailing=trailing and kind is not Kind.ORDER,
        in_characters=not groups["number"].isascii() and groups["issuer"].endswith(_PRESIDENT),
        variants=tuple(_variants(match, kind, trailing=trailing)),
    )


def _variants(match: re.Match[str], kind: Kind, *, trailing: bool) -> Iterator[Variant]:
    groups = match.groupdict()
    if kind is Kind.DOCUMENT:
        yield from _variants_of_document(groups)
    elif groups.get("opening"):
        yield Variant.YEAR_IN_BRACKETS
    if not groups["number"].isascii() and not groups["issuer"].endswith(_PRESIDENT):
        yield Variant.CHINESE_NUMERAL
    if kind is not Kind.DOCUMENT and not groups["ordinal"]:
        yield Variant.MISSING_ORDINAL
    if kind is Kind.ORDER and trailing:
        yield Variant.ORDER_WORDING
    if groups["number"].startswith("0"):
        yield Variant.LEADING_ZERO
    if not groups["word"]:
        yield Variant.MISSING_NUMBER_WORD


def _variants_of_document(groups: Mapping[str, str]) -> Iterator[Variant]:
    if groups["opening"] != "〔" or groups["closing"] != "〕":
        yield Variant.BRACKET
    if groups["year_word"]:
        yield Variant.EXTRA_YEAR_WORD
    if groups["ordinal"]:
        yield Variant.EXTRA_ORDINAL
