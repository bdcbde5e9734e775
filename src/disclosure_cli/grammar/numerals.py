"""Chinese numerals of law texts (第二十条, 一百零五) and whole numbers, both ways."""

from __future__ import annotations

LARGEST = 9999
"""No law has more articles, and no time limit more days."""

CHARACTERS = "〇零一二两三四五六七八九十百千"
"""Every character that a numeral may contain, for the character classes of other grammars."""

_DIGITS = "零一二三四五六七八九"
_PLACES = (("千", 1000), ("百", 100), ("十", 10))
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_SPELLINGS = str.maketrans("〇两", "零二")
_LONGEST = 8


def to_chinese(number: int) -> str:
    """Write 0 to 9999 as a law does: 10 十, 15 十五, 110 一百一十, 105 一百零五.

    Raises ValueError outside that range.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"no numeral for {number}")
    if number == 0:
        return _DIGITS[0]
    written = ""
    gap = False
    rest = number
    for place, value in (*_PLACES, ("", 1)):
        digit, rest = divmod(rest, value)
        if digit:
            written += (_DIGITS[0] if gap else "") + _DIGITS[digit] + place
        gap = bool(written) and not digit
    return written[1:] if written.startswith("一十") else written


def to_int(text: str) -> int | None:
    """Read a Chinese numeral (also 〇, 两, 一十五, 二〇二四) or None when it is not a well-formed one."""
    if not 0 < len(text) <= _LONGEST:
        return None
    plain = text.translate(_SPELLINGS)
    if all(character in _VALUES for character in plain):
        return _by_position(plain)
    number = _by_places(plain)
    if number is None:
        return None
    spelt = to_chinese(number)
    return number if plain in (spelt, "一" + spelt) else None


def read(text: str) -> int | None:
    """Read a number written in digits or as a Chinese numeral."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= _LONGEST else None
    return to_int(text)


def _by_position(plain: str) -> int | None:
    if len(plain) == 1 or (len(plain) == 4 and plain[0] != _DIGITS[0]):
        return int("".join(str(_VALUES[character]) for character in plain))
    return None


def _by_places(plain: str) -> int | None:
    places = dict(_PLACES)
    number = 0
    digit: int | None = None
    for character in plain:
        if character in places:
            number += (1 if digit is None else digit) * places[character]
            digit = None
        elif character in _VALUES:
            digit = _VALUES[character]
        else:
            return None
    number += digit or 0
    return number if number <= LARGEST else None
