"""The cells of a sheet as XML, and the texts that they show, each once for all sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from disclosure_cli.outputs.characters import FORBIDDEN, visible
from disclosure_cli.outputs.xlsx.blocks import LOOKS, Shape, by_shape
from disclosure_cli.outputs.xlsx.grid import Line

_LONGEST_TEXT = 32_767
_SPECIAL = re.compile(f"[&<>_{FORBIDDEN.pattern[1:]}")
# Excel reads `_x000D_` in a text as a character; broken in two runs it is what it says.
_ESCAPE = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")

SharedTexts = dict[str, int]
"""The texts of the cells of a workbook, each with the number under which cells show it."""


class TooLongError(ValueError):
    """A text is too long for a cell, which is told by its reference. The message is Chinese and final."""

    def __init__(self, cell: str, problem: str) -> None:
        super().__init__(problem)
        self.cell = cell


def rows_as_xml(lines: Sequence[Line], styles: dict[str, int], shared: SharedTexts) -> str:
    """Return the rows of a sheet, with the texts that are not yet `shared` added there.

    `styles` has the number of the style of each look. Raises `TooLongError` for a text that no cell can hold.
    """
    rows = [""] * len(lines)
    for shape, places in by_shape(lines).items():
        texts = zip(*[lines[at].texts for at in places], strict=True)
        columns = list(_columns(shape, texts, places))
        begins = [*(f'<c r="{letter(column.number)}' for column in columns), ""]
        ends = [
            _ends(column, styles[column.look], shared, behind)
            for column, behind in zip(columns, begins[1:], strict=True)
        ]
        # The number of the row stands between the pieces, in the reference of each cell.
        for at, *pieces in zip(places, *ends, strict=True):
            rows[at] = str(at + 1).join([begins[0], *pieces])
    numbered = enumerate(zip(lines, rows, strict=True), 1)
    return "".join(
        [
            f'<row r="{number}" ht="{line.height:g}" customHeight="1">{cells}</row>'
            for number, (line, cells) in numbered
        ]
    )


class _Column(NamedTuple):
    """The cells that stand in a column, counted from 1, in the rows of one shape, counted from 0."""

    number: int
    look: str
    texts: Sequence[str | None]
    rows: Sequence[int]


def _columns(
    shape: Shape, texts: Iterable[Sequence[str | None]], rows: Sequence[int]
) -> Iterator[_Column]:
    """Yield the columns of the slots of a shape, and behind each those that it covers and whose borders it draws."""
    for slot, own in zip(shape.slots, texts, strict=True):
        yield _Column(slot.start + 1, slot.look, own, rows)
        if LOOKS[slot.look].border != "none":
            for number in range(slot.start + 2, slot.end + 1):
                yield _Column(number, slot.look, [None] * len(own), rows)


def _ends(column: _Column, style: int, shared: SharedTexts, behind: str) -> list[str]:
    """Return the XML of the cells of a column from behind the number of their row, with what stands `behind` each.

    Each different one is made once: most texts of a column come again.
    """
    counts = LOOKS[column.look].number
    known: dict[str | None, str] = {}
    for text in dict.fromkeys(column.texts):
        if not text:
            known[text] = f'" s="{style}"/>{behind}'
        elif counts and text.isdecimal():
            known[text] = f'" s="{style}"><v>{int(text)}</v></c>{behind}'
        else:
            if len(text) * 2 > _LONGEST_TEXT:
                _check(text, column)
            number = shared.setdefault(text, len(shared))
            known[text] = f'" s="{style}" t="s"><v>{number}</v></c>{behind}'
    return [known[text] for text in column.texts]


def _check(text: str, column: _Column) -> None:
    """Raise for a text that is too long. What UTF-16 takes two units for, Excel counts as two."""
    units = len(text.encode("utf-16-le", "replace")) // 2
    if units > _LONGEST_TEXT:
        row = column.rows[column.texts.index(text)]
        problem = f"文字有{units}字，一个单元格最多{_LONGEST_TEXT}字"
        raise TooLongError(f"{letter(column.number)}{row + 1}", problem)


def texts_as_xml(shared: SharedTexts) -> str:
    """Return the texts that cells share."""
    from openpyxl.xml.constants import SHEET_MAIN_NS

    texts = "".join([f"<si>{_runs(text)}</si>" for text in shared])
    return f'<sst xmlns="{SHEET_MAIN_NS}" uniqueCount="{len(shared)}">{texts}</sst>'


def _runs(text: str) -> str:
    if not _SPECIAL.search(text):
        return f'<t xml:space="preserve">{text}</t>'
    runs = _ESCAPE.split(escape(visible(text), quote=False))
    texts = [f'<t xml:space="preserve">{run}</t>' for run in runs]
    return "".join([f"<r>{run}</r>" for run in texts]) if texts[1:] else texts[0]


@lru_cache(maxsize=256)
def letter(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
