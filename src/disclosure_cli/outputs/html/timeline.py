"""The geometry of a time line: a table whose rows go from one day to another → where they stand below the months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple, TypedDict

from disclosure_cli.document import Table
from disclosure_cli.grammar.dates import day
from disclosure_cli.outputs.html.drawings import LETTER, names_of, rounded
from disclosure_cli.text_width import shortened

_WIDTH, _NAMES, _TOP, _PITCH, _BAND_PITCH = 960, 300, 26, 24, 30
_MOST_MARKS = 16


class Span(NamedTuple):
    """A row of a time line. `look` is the place of its word in the legend; `width` is 0 where only the end is known."""

    name: str
    y: float
    x: float
    width: float
    look: int


class Band(NamedTuple):
    """A stage of a time line: its name, where it stands, and from where to where it goes."""

    name: str
    y: float
    x: float
    width: float


class Timeline(TypedDict):
    """A time line: its size, where the time begins, the marks of months, the stages and what is in each."""

    width: float
    height: float
    left: float
    top: float
    months: list[tuple[str, float]]
    bands: list[Band]
    spans: list[Span]


def timeline(table: Table) -> Timeline:
    """Lay out a line for each stage and each row with a day, below a scale of months."""
    first = table["drawing"]["column"]
    days = [day for row in table["rows"] for day in _days(row, first)]
    scale = _Scale(min(days, default=date.min), max(days, default=date.min))
    y: float = _TOP
    bands: list[Band] = []
    spans: list[Span] = []
    for stage, run in groupby(
        zip(_stages(table), names_of(table), table["rows"], strict=True), key=_first
    ):
        rows = [(name, row) for _, name, row in run]
        inside = [day for _, row in rows for day in _days(row, first)]
        if inside:
            x, width = scale.stretch(min(inside), max(inside))
            bands.append(Band(shortened(stage, _time_letters()), y, x, width))
            y += _BAND_PITCH
            for name, row in rows:
                if ends := _days(row, first):
                    x, width = scale.stretch(ends[0], ends[-1])
                    look = _look(row[first + 2], table["drawing"]["legend"])
                    spans.append(Span(shortened(name, _time_letters()), y, x, width, look))
                    y += _PITCH
    return {
        "width": _WIDTH,
        "height": y,
        "left": _NAMES,
        "top": _TOP,
        "months": scale.months(),
        "bands": bands,
        "spans": spans,
    }


class _Scale:
    """Days as places between the names and the right edge: whole months, from the first to the last that is needed."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first.replace(day=1)
        self._months = (last.year - first.year) * 12 + last.month - first.month + 1
        self._end = self._month(self._months)

    def _month(self, number: int) -> date:
        years, month = divmod(self._first.month - 1 + number, 12)
        return date(self._first.year + years, month + 1, 1)

    def place(self, day: date) -> float:
        """Return where a day begins."""
        share = (day - self._first) / (self._end - self._first)
        return rounded(_NAMES + share * (_WIDTH - _NAMES))

    def stretch(self, first: date, last: date) -> tuple[float, float]:
        """Return where a stretch of days begins, and its width up to the end of the last one."""
        start = self.place(first)
        end = self.place(last + timedelta(days=1))
        return start, rounded(max(end - start, 0)) if first != last else 0

    def months(self) -> list[tuple[str, float]]:
        """Return names and places of months, of not more than there is room for; the first says its year, too."""
        step = -(-self._months // _MOST_MARKS)
        marks = [self._month(number) for number in range(0, self._months, step)]
        years = {mark.year: mark for mark in reversed(marks)}
        return [
            (
                f"{mark.year}年{mark.month}月" if years[mark.year] == mark else f"{mark.month}月",
                self.place(mark),
            )
            for mark in marks
        ]


def _time_letters() -> int:
    return int(_NAMES / LETTER) - 3


def _stages(table: Table) -> list[str]:
    merged = next(at for at, column in enumerate(table["columns"]) if column.get("merge"))
    return [row[merged] for row in table["rows"]]


def _first(row: tuple[str, str, list[str]]) -> str:
    return row[0]


def _days(row: list[str], column: int) -> list[date]:
    """Return the days of a row in order; what is no date is not drawn."""
    return sorted(filter(None, map(day, row[column : column + 2])))


def _look(word: str, legend: list[str]) -> int:
    return legend.index(word) if word in legend else len(legend)
