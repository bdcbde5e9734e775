"""The geometry of drawings: a table that is also drawn → where its bars, marks and words stand.

Lengths are units of a drawing's own, about a pixel on a phone, where bars and columns fill the screen. A drawing names
things briefly, for the table beside it says everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from disclosure_cli.document import Table
from disclosure_cli.text_width import shortened, width_of

_WIDTH = 360
LETTER = 6.5
"""The width of half an em of the type in which drawings are written."""

_BAR_PITCH, _BAR_TOP, _BAR_HEIGHT = 38, 20, 9
_COLUMNS_TOP, _COLUMNS_HEIGHT, _WIDEST_COLUMN = 22, 132, 34
_LABELLETTERS = 6
_CELL, _NAMELETTERS, _HEAD_GAP = 32, 24, 10
_CHARACTER = 15
_HEADLETTERS = 32


class Bar(NamedTuple):
    """A bar, lying or standing, with its name and the words for its value."""

    name: list[str]
    value: str
    x: float
    y: float
    width: float
    height: float


class Bars(TypedDict):
    """A drawing of bars: its size, whether they are parts of a whole, and the line that standing ones stand on."""

    width: float
    height: float
    base: float
    parts: bool
    bars: list[Bar]


class Mark(NamedTuple):
    """A cell of a matrix: `kind` is `count`, `none` (a count of 0) or `word`."""

    kind: str
    text: str
    x: float
    y: float


class MatrixRow(NamedTuple):
    """A row of a matrix with its name."""

    name: str
    y: float
    marks: list[Mark]


class Matrix(TypedDict):
    """A drawing of a matrix: its size, that of a cell, where the heads end, heads with their places, and rows."""

    width: float
    height: float
    cell: float
    top: float
    heads: list[tuple[str, float]]
    rows: list[MatrixRow]


def drawn(table: Table) -> Bars | Matrix:
    """Return what a table with a drawing is drawn as."""
    match table["drawing"]["form"]:
        case "bars":
            return _lying_bars(table)
        case "columns":
            return _standing_bars(table)
        case _:
            return _matrix(table)


def _lying_bars(table: Table) -> Bars:
    """Lay out a bar for each row, one below the other, with its name and value above it."""
    values = _values(table)
    whole = table["drawing"]["whole"]
    longest = whole or max([number for number, _ in values], default=0) or 1
    bars = [
        Bar(
            [shortened(name, int((_WIDTH - width_of(text) * LETTER) / LETTER) - 2)],
            text,
            0,
            row * _BAR_PITCH + _BAR_TOP,
            rounded(number / longest * _WIDTH),
            _BAR_HEIGHT,
        )
        for row, (name, (number, text)) in enumerate(zip(names_of(table), values, strict=True))
    ]
    height = len(bars) * _BAR_PITCH - (_BAR_PITCH - _BAR_TOP - _BAR_HEIGHT)
    return {
        "width": _WIDTH,
        "height": max(height, 1),
        "base": 0,
        "parts": whole > 0,
        "bars": bars,
    }


def _standing_bars(table: Table) -> Bars:
    """Lay out a column for each row, side by side, with its value above and its name below."""
    values = _values(table)
    highest = max([number for number, _ in values], default=0) or 1
    pitch = _WIDTH / max(len(values), 1)
    width = min(_WIDEST_COLUMN, pitch * 0.62)
    names = [list(_lines(name, _LABELLETTERS)) for name in names_of(table)]
    base = _COLUMNS_TOP + _COLUMNS_HEIGHT
    bars = [
        Bar(
            name,
            str(number) if text.startswith(str(number)) else text,
            rounded(index * pitch + (pitch - width) / 2),
            rounded(base - number / highest * _COLUMNS_HEIGHT),
            rounded(width),
            rounded(number / highest * _COLUMNS_HEIGHT),
        )
        for index, (name, (number, text)) in enumerate(zip(names, values, strict=True))
    ]
    lines = max(map(len, names), default=0)
    return {
        "width": _WIDTH,
        "height": base + 6 + lines * _CHARACTER,
        "base": base,
        "parts": False,
        "bars": bars,
    }


def _matrix(table: Table) -> Matrix:
    """Lay out a cell for each cell of the table, with the names of the rows before and upright heads above them."""
    first = table["drawing"]["column"]
    heads = [shortened(column["label"], _HEADLETTERS) for column in table["columns"][first:]]
    names = [shortened(name, _NAMELETTERS) for name in names_of(table)]
    left = max(map(width_of, names), default=0) * LETTER + _HEAD_GAP
    top = max(map(len, heads), default=0) * _CHARACTER + _HEAD_GAP
    rows = [
        MatrixRow(
            name,
            top + row * _CELL,
            [
                Mark(_kind(text), text, left + column * _CELL, top + row * _CELL)
                for column, text in enumerate(cells[first:])
            ],
        )
        for row, (name, cells) in enumerate(zip(names, table["rows"], strict=True))
    ]
    return {
        "width": left + len(heads) * _CELL,
        "height": top + len(rows) * _CELL,
        "cell": _CELL,
        "top": top,
        "heads": [(head, left + index * _CELL) for index, head in enumerate(heads)],
        "rows": rows,
    }


def _kind(text: str) -> str:
    if not text.isdecimal():
        return "word"
    return "count" if int(text) else "none"


def names_of(table: Table) -> list[str]:
    """Return what names each row."""
    naming = next(at for at, column in enumerate(table["columns"]) if column.get("head"))
    return [row[naming] for row in table["rows"]]


def _values(table: Table) -> list[tuple[int, str]]:
    """Return the number of each row and the words for it; a word in place of a number counts nothing."""
    drawing = table["drawing"]
    cells = [row[drawing["column"]] for row in table["rows"]]
    return [
        (int(cell), cell + drawing["unit"]) if cell.isdecimal() else (0, cell) for cell in cells
    ]


def _lines(text: str, letters: int) -> Iterable[str]:
    line = ""
    for character in text:
        if line and width_of(line + character) > letters:
            yield line
            line = ""
        line += character
    yield line


def rounded(length: float) -> float:
    """Return a length to a tenth, which is finer than a screen."""
    return round(length, 1)
