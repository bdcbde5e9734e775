"""CSV: a table of texts → a file that Excel opens by a double click, in Chinese and without running anything.

UTF-8 with a byte order mark, lines end with CR LF. A cell that Excel would take for a formula, or would change as a
number or a day, gets an apostrophe in front. So does one that begins with an apostrophe: taking one away from every
cell that has one gives back the text.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable

from disclosure_cli.compile.data.documents import TextRows

_MARK = "'"
# A formula begins with one of these, also after spaces and, where Chinese or Japanese is typed, in full width.
_FORMULA = r"\s*[=+\-@＝＋－＠]"
_CONTROL = r"[\t\r\n]"
# Excel drops leading zeros, shows more than eleven digits as 1.2E+12 and keeps only fifteen, and reads 1E5 as a number.
_NUMBER = r"(?:[0０]\d+|\d{12,}|\d+(?:\.\d+)?[eE]\d+)\Z"
# It reads 1-3 and 2024/5 as days and 3:15 as a time, and shows them in its own way; a full date stays the date it is.
_PAIR = r"\d{1,2}[-/]\d{1,4}|\d{4}[-/]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?"
_TRIPLE = r"(?!\d{4}-\d{2}-\d{2}\Z)\d{1,4}[-/]\d{1,2}[-/]\d{1,4}"
_DAY = rf"(?:{_PAIR}|{_TRIPLE})\Z"
_UNSAFE = re.compile(f"{_MARK}|{_FORMULA}|{_CONTROL}|{_NUMBER}|{_DAY}")


def head(headings: Iterable[str]) -> bytes:
    """Return the beginning of the file, behind which stand the parts of units."""
    return BOM_UTF8 + _written([headings])


def part(rows: TextRows) -> bytes:
    """Return the part of the file that holds rows of a unit."""
    before = [*map(_safe, rows["before"])]
    return _written([*before, *map(_safe, row)] for row in rows["rows"])


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _safe(text: str) -> str:
    # Nearly all texts begin with a letter or a Chinese character, and nothing unsafe does.
    return _MARK + text if text and not text[0].isalpha() and _UNSAFE.match(text) else text
