"""How many lines a text takes in a cell. A workbook must say how tall its rows are: no program works it out on opening.

Chinese characters are one em wide in every font; Latin ones differ from font to font, and the font that is named need
not be the one that prints. So Latin text is counted as wide as it gets in the fallback fonts of a Linux office, and a
line as high: a row is then never too low, and at worst a line too tall.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from math import ceil

PIXEL = 0.75
"""Points. Programs keep the widths of columns in pixels."""
PADDING = 5.0
"""Points that a cell keeps free, left and right together."""
LINE_EM = 1.45
"""The height of a line."""
_LATIN_EM = 0.65
_CAPITAL_EM = 0.85
_LATIN_WORD = re.compile(r"[!-~]+")
# A phone number is broken behind its hyphen if there is room for its first half behind what stands before it; so this
# counts, too.
_NUMBERS = re.compile(r"[^!-~\s，。；、：（）]{0,4}[0-9]+-[0-9-]{2,12}|[0-9:]+-[0-9:-]{2,12}")
# With what the second part of the title of a catalog, a guide or a table begins.
_TITLE_WORD = re.compile(
    "(?:政府)?信息公开|(?:基层)?政务公开|公开|公共企事业|目录|指南|编制说明|责任"
)
_CODE = re.compile(r"[0-9A-Z/.:-]{1,24}")
_MAY_NOT_BEGIN = "，。、；：？！）》〉」』】〕〗”’…—·～％,.;:?!)]}"
_MAY_NOT_END = "（《〈「『【〔〖“‘([{"


@lru_cache(maxsize=16_384)
def count_lines(text: str, room: int) -> int:
    """Return how many lines `text` takes at most where `room` characters of full width fit in a line."""
    return _count(text, room, _widest_latin)


@lru_cache(maxsize=4_096)
def usual_lines(text: str, room: int) -> int:
    """Return how many lines `text` takes in a Chinese font, where Latin characters are half as wide."""
    return _count(text, room, _half_latin)


def in_two_lines(text: str, room: int) -> str:
    """Return a title that is longer than a line in two lines, broken before a word as near to the middle as can be;
    as it is, if there is no such word.
    """
    if count_lines(text, room) == 1 or "\n" in text:
        return text
    places = [found.start() for found in _TITLE_WORD.finditer(text) if found.start()]
    fitting = [at for at in places if max(at, len(text) - at) <= room]
    if not fitting:
        return text
    middle = min(fitting, key=lambda at: abs(at * 2 - len(text)))
    return f"{text[:middle]}\n{text[middle:]}"


def width_of_code(text: str) -> int:
    """Return how many characters of full width a date or a code takes at most; 0 for any other text."""
    is_code = _CODE.fullmatch(text) is not None
    return ceil(len(text) * _LATIN_EM) if is_code else 0


@lru_cache(maxsize=8_192)
def width_of_numbers(text: str) -> float:
    """Return how many characters of full width the longest date, phone number or hours in a text take."""
    return max(map(_width, _NUMBERS.findall(text)), default=0.0)


def _width(text: str) -> float:
    return sum([_LATIN_EM if character <= "~" else 1.0 for character in text])


def _count(text: str, room: int, latin: Callable[[re.Match[str]], str]) -> int:
    return sum([_count_in_paragraph(part, room, latin) for part in text.split("\n")])


def _count_in_paragraph(text: str, room: int, latin: Callable[[re.Match[str]], str]) -> int:
    # No character is wider than one of full width.
    if len(text) <= room:
        return 1
    return len(_line(room).findall(_LATIN_WORD.sub(latin, text)))


def _widest_latin(match: re.Match[str]) -> str:
    word = match[0]
    return "w" * ceil(len(word) * (_LATIN_EM if word == word.lower() else _CAPITAL_EM))


def _half_latin(match: re.Match[str]) -> str:
    return "w" * ceil(len(match[0]) / 2)


@lru_cache(maxsize=256)
def _line(room: int) -> re.Pattern[str]:
    """Return a pattern for one line of a text in which each character is one em wide and a word is
    a run of `w`.

    A line ends where it may: not inside a word, not before a closing mark, not behind an opening
    one. What has no such place, as a long address, is broken where the line is full.
    """
    may_end = rf"(?:$|(?<![{re.escape(_MAY_NOT_END)}])(?![{re.escape(_MAY_NOT_BEGIN)}])(?!(?<=w)w))"
    return re.compile(rf".{{1,{room}}}{may_end}|.{{1,{room}}}")
