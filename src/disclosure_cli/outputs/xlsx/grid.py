"""Rows of cells → the grid of a sheet: one set of columns, row heights, pages, merged cells.

Nothing of it is left to the program that opens the workbook: each prints a row cut off that is too
low, and cuts a merged cell in two where a page ends inside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import NamedTuple

from disclosure_cli.document import Document, DrawingForm
from disclosure_cli.outputs.xlsx.blocks import (
    CELL_MARGIN,
    LOOKS,
    RUNNING_MARGIN,
    TALL,
    Look,
    Row,
    Shape,
    Slot,
    by_shape,
    characters_in,
    lay_out,
)
from disclosure_cli.outputs.xlsx.layout import Layout
from disclosure_cli.outputs.xlsx.measure import (
    LINE_EM,
    PIXEL,
    count_lines,
    usual_lines,
)

_TALLEST_ROW = 409.0
_SAME_EDGE = 9
_ROUNDING = 0.99
_ENDLESS = 100_000


class Line(NamedTuple):
    """A row of the sheet: its height in points, and the text of each slot."""

    height: float
    shape: Shape
    texts: Sequence[str | None]


class Area(NamedTuple):
    """A block of cells; rows and columns from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows, and which cells it covers."""

    form: DrawingForm
    title: str
    summary: str
    labels: Area
    numbers: Area
    place: Area


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table, from 1: first and last of its header, last of its body."""

    first: int
    header: int
    last: int


class Link(NamedTuple):
    """A cell, counted from 1, that leads to a sheet."""

    row: int
    column: int
    sheet: str


@dataclass(frozen=True, slots=True)
class Grid:
    """All that a sheet holds. Slots of its lines count columns from 0; `widths` are pixels.

    `breaks` are the rows that end a page; `table` is the table with which the sheet ends, if it has no other: that
    table's header is repeated, frozen, filtered.
    """

    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    merges: tuple[Area, ...]
    breaks: tuple[int, ...]
    table: TableRows | None
    charts: tuple[Chart, ...]
    links: tuple[Link, ...]


class _Run(NamedTuple):
    """A cell that continues downwards: from the row `first`, where it is the cell `slot`, to the row
    `last`, in both beginning at `start`.
    """

    first: int
    last: int
    slot: int
    start: int
    text: str


def make_grid(document: Document, layout: Layout) -> Grid:
    """Return the grid of a document."""
    rows = lay_out(document, layout)
    shapes = list(dict.fromkeys(row.shape for row in rows))
    snapped = _snapped_edges(shapes, apart=_SAME_EDGE if layout.fill else 0)
    edges = sorted(set(snapped.values()))
    numbers = {place: number for number, place in enumerate(edges)}
    columns = {edge: numbers[place] for edge, place in snapped.items()}
    gauges = _gauges(shapes, snapped, layout)
    repeated = _repeated_header(rows, document)
    is_paginated = layout.fill and not layout.one_page
    page = layout.printable[1] * _ROUNDING if is_paginated else inf
    heads = _heads(rows, repeated)
    runs, heights, starts = _paginated(rows, gauges, page, heads)
    if not repeated:
        rows, runs, heights, starts = _with_heads(rows, runs, heights, starts, heads)
    counts = list(map(_rows_for, heights))
    tops = list(accumulate(counts, initial=0))
    placed = {shape: _placed(shape, columns) for shape in shapes}
    return Grid(
        widths=tuple(right - left for left, right in pairwise(edges)),
        lines=tuple(_lines(rows, runs, heights, counts, placed)),
        merges=tuple(_merges(rows, runs, tops, placed)),
        breaks=tuple(tops[start] for start in starts),
        table=_table_rows(rows, tops) if repeated else None,
        charts=tuple(_charts(rows, tops, placed)),
        links=tuple(_links(rows, tops, placed)),
    )


def _repeated_header(rows: Sequence[Row], document: Document) -> list[int]:
    """Return the header rows that are printed again on each page: those of the only table, with
    which the sheet ends. A header cannot be switched off for what comes behind.
    """
    kinds = [block["kind"] for block in document["blocks"]]
    if kinds.count("table") != 1 or kinds[-1] != "table":
        return []
    return [at for at, row in enumerate(rows) if row.part == "header"]


_Heads = Sequence[Sequence[int]]
"""The rows of a header that are printed above each row where it begins a page."""


def _heads(rows: Sequence[Row], repeated: Sequence[int]) -> _Heads:
    """Return the headers of rows: that which the program prints again on each page, or that of the row's own table."""
    if repeated:
        return [repeated if at > repeated[-1] else () for at in range(len(rows))]
    heads: list[Sequence[int]] = []
    header: list[int] = []
    for at, row in enumerate(rows):
        if row.part == "header":
            header = [*header, at] if at and rows[at - 1].part == "header" else [at]
        heads.append(header if row.part == "body" else ())
    return heads


def _with_heads(
    rows: Sequence[Row],
    runs: Sequence[_Run],
    heights: Sequence[float],
    starts: Sequence[int],
    heads: _Heads,
) -> tuple[list[Row], list[_Run], list[float], list[int]]:
    """Return the rows with the header of a table again where it goes on on a page, and what belongs to the rows."""
    order: list[int] = []
    begins: list[int] = []
    again: list[_Run] = []
    for first, last in pairwise([0, *starts, len(rows)]):
        head = heads[first] if first and rows[first].part == "body" else ()
        begins.append(len(order))
        again += (_moved(run, len(order) - head[0]) for run in runs if head and run.first in head)
        order += [*head, *range(first, last)]
    # A header's own place is the first, before its copies.
    places: dict[int, int] = {}
    for place, at in enumerate(order):
        places.setdefault(at, place)
    return (
        [
            rows[at]._replace(drawn=None) if places[at] != place else rows[at]
            for place, at in enumerate(order)
        ],
        [*(_moved(run, places[run.first] - run.first) for run in runs), *again],
        [heights[at] for at in order],
        begins[1:],
    )


def _moved(run: _Run, by: int) -> _Run:
    return run._replace(first=run.first + by, last=run.last + by)


def _snapped_edges(shapes: Iterable[Shape], apart: int) -> dict[int, int]:
    """Return for each edge of a cell where it goes: edges at most `apart` from each other become
    one.
    """
    edges = [edge for shape in shapes for slot in shape.slots for edge in (slot.start, slot.end)]
    places = [0, max(edges, default=1)]
    if not apart:
        return {edge: edge for edge in (*places, *edges)}
    snapped = {place: place for place in places}
    for edge in dict.fromkeys(edges):
        if edge not in snapped:
            nearest = min(places, key=lambda known: abs(known - edge))
            snapped[edge] = nearest if abs(nearest - edge) <= apart else edge
            places += [edge] if snapped[edge] == edge else []
    return snapped


def _placed(shape: Shape, columns: dict[int, int]) -> Shape:
    """Return a shape whose slots count columns of the sheet."""
    return Shape(
        tuple(Slot(columns[slot.start], columns[slot.end], slot.look) for slot in shape.slots)
    )


def _rows_for(height: float) -> int:
    """Return how many rows of the sheet a row takes: no row of a sheet may be taller than 409
    points.
    """
    return ceil(height / _TALLEST_ROW)


class _Gauge:
    """What measures the cells of a look and a width."""

    def __init__(self, look: Look, width: int, layout: Layout) -> None:
        size: float = getattr(layout.fonts, look.font).size
        room = max(1, characters_in(width, look, layout))
        self._room = 1 if look.stacked else _ENDLESS if look.overflowing else room
        self._line = size * LINE_EM
        self._pitch = max(self._line, layout.pitch) if look.running else self._line
        self._first = self._line + (RUNNING_MARGIN if look.running else CELL_MARGIN)

    def heights(self, texts: Sequence[str | None]) -> list[float]:
        """Return how tall each cell must be, each different text measured once: most texts of a column come again."""
        room = self._room
        known = {
            text: self.height(text) if text and (len(text) > room or "\n" in text) else self._first
            for text in set(texts)
        }
        return [known[text] for text in texts]

    def height(self, text: str) -> float:
        """Return how tall a cell must be.

        Lines of running text are spread over the height of their row. So it is planned for the lines that the text
        takes in its own font, and holds, closer together, those that it takes in any other.
        """
        height = self._first + (count_lines(text, self._room) - 1) * self._line
        if self._pitch == self._line:
            return height
        return max(height, self._first + (usual_lines(text, self._room) - 1) * self._pitch)


_Gauges = Mapping[Shape, Sequence[_Gauge]]
"""What measures the cells of each shape, from left to right."""


def _gauges(shapes: Iterable[Shape], snapped: Mapping[int, int], layout: Layout) -> _Gauges:
    @cache
    def gauge(look: str, width: int) -> _Gauge:
        return _Gauge(LOOKS[look], width, layout)

    return {
        shape: [gauge(slot.look, snapped[slot.end] - snapped[slot.start]) for slot in shape.slots]
        for shape in shapes
    }


def _paginated(
    rows: Sequence[Row],
    gauges: _Gauges,
    page: float,
    heads: _Heads,
) -> tuple[list[_Run], list[float], list[int]]:
    """Return the runs, cut where pages end, the heights of the rows, and the rows that begin a page.

    Cutting a run may make a row taller, because its text is printed again, and so move the ends of
    pages: it is done again until nothing grows any more.
    """
    whole = _runs(rows)
    heights = _heights(rows, whole, gauges)
    while True:
        starts = _page_starts(rows, heights, page, heads) if page < inf else []
        runs = _cut(whole, starts)
        grown = _stretched(heights, runs, rows, gauges)
        if grown == heights:
            return runs, heights, starts
        heights = grown


def _runs(rows: Sequence[Row]) -> list[_Run]:
    """Return the cells that continue downwards, in the order in which they begin to."""
    runs: list[_Run] = []
    latest: dict[int, int] = {}
    for at, row in enumerate(rows):
        if None not in row.texts:
            continue
        above = rows[at - 1]
        starts = [slot.start for slot in above.shape.slots]
        for slot, text in zip(row.shape.slots, row.texts, strict=True):
            if text is not None:
                continue
            number = latest.get(slot.start, -1)
            if number >= 0 and runs[number].last == at - 1:
                runs[number] = runs[number]._replace(last=at)
            else:
                index = starts.index(slot.start)
                latest[slot.start] = len(runs)
                runs.append(_Run(at - 1, at, index, slot.start, above.texts[index] or ""))
    return runs


def _heights(rows: Sequence[Row], runs: Iterable[_Run], gauges: _Gauges) -> list[float]:
    """Return how tall each row must be for the cells that do not continue downwards."""
    texts = [row.texts for row in rows]
    for run in runs:
        measured = [*texts[run.first]]
        measured[run.slot] = None
        texts[run.first] = measured
    heights = [row.height for row in rows]
    for shape, places in by_shape(rows).items():
        columns = zip(*[texts[at] for at in places], strict=True)
        tall = [gauge.heights(column) for gauge, column in zip(gauges[shape], columns, strict=True)]
        least = [heights[at] for at in places], [PIXEL] * len(places)
        for at, height in zip(places, map(max, *least, *tall), strict=True):
            heights[at] = height
    return list(map(_whole_pixels, heights))


def _whole_pixels(points: float) -> float:
    return ceil(points / PIXEL) * PIXEL


def _page_starts(
    rows: Sequence[Row], heights: Sequence[float], page: float, heads: _Heads
) -> list[int]:
    """Return the rows that begin a page, the first page's excepted. Rows kept together move
    together.
    """
    starts: list[int] = []
    used = 0.0
    at = 0
    while at < len(rows):
        end = at + 1
        while rows[end - 1].keep and end < len(rows):
            end += 1
        together = sum(heights[at:end])
        header = sum([heights[above] for above in heads[at]])
        # Of what is taller than a page, as much is kept together as a page holds.
        while together > page - header and end > at + 1:
            end -= 1
            together -= heights[end]
        if at and (rows[at].new_page or used + together > page):
            starts.append(at)
            used = header
        used += together
        at = end
    return starts


def _cut(runs: Iterable[_Run], starts: Sequence[int]) -> list[_Run]:
    """Return the runs cut where a page begins, so that each page says what its rows are about."""
    pieces: list[_Run] = []
    for run in runs:
        inside = starts[bisect_right(starts, run.first) : bisect_right(starts, run.last)]
        bounds = [run.first, *inside, run.last + 1]
        pieces += (run._replace(first=first, last=end - 1) for first, end in pairwise(bounds))
    return pieces


def _stretched(
    heights: Sequence[float],
    runs: Iterable[_Run],
    rows: Sequence[Row],
    gauges: _Gauges,
) -> list[float]:
    """Return the heights with those rows made taller whose continuing cells need it, each by the
    same.
    """
    stretched = list(heights)
    for run in runs:
        span = range(run.first, run.last + 1)
        needed = gauges[rows[run.first].shape][run.slot].height(run.text)
        lacking = needed - sum(stretched[at] for at in span)
        if lacking > 0:
            for at in span:
                stretched[at] = _whole_pixels(stretched[at] + lacking / len(span))
    return stretched


def _table_rows(rows: Sequence[Row], tops: Sequence[int]) -> TableRows:
    header = [at for at, row in enumerate(rows) if row.part == "header"]
    last = max(at for at, row in enumerate(rows) if row.part)
    return TableRows(tops[header[0]] + 1, tops[header[-1] + 1], tops[last + 1])


def _charts(
    rows: Sequence[Row], tops: Sequence[int], placed: Mapping[Shape, Shape]
) -> Iterator[Chart]:
    """Yield the charts, each from the header of its table down."""
    for at, row in enumerate(rows):
        if row.drawn is None:
            continue
        drawn, slots = row.drawn, placed[row.shape].slots
        first, last = tops[at + 1] + 1, tops[at + 1 + drawn.body]
        # Of a merged cell, a chart shows the first.
        labels, numbers = (slots[index].start + 1 for index in (drawn.labels, drawn.numbers))
        yield Chart(
            drawn.form,
            drawn.title,
            drawn.summary,
            labels=Area(first, labels, last, labels),
            numbers=Area(first, numbers, last, numbers),
            place=Area(tops[at] + 1, slots[-1].start + 1, tops[at + drawn.beside], slots[-1].end),
        )


def _links(
    rows: Sequence[Row], tops: Sequence[int], placed: Mapping[Shape, Shape]
) -> Iterator[Link]:
    """Yield the cells that lead to other sheets."""
    for top, row in zip(tops, rows, strict=False):
        if row.leads:
            slots = placed[row.shape].slots
            column = next(slot.start for slot in slots if LOOKS[slot.look].linked)
            yield Link(top + 1, column + 1, row.leads)


def _lines(
    rows: Sequence[Row],
    runs: Sequence[_Run],
    heights: Sequence[float],
    counts: Sequence[int],
    placed: Mapping[Shape, Shape],
) -> Iterator[Line]:
    """Yield the rows of the sheet."""
    again = {(run.first, run.start): run.text for run in runs}
    continued = {at for run in runs for at in range(run.first, run.last + 1)}
    for at, (row, height, count) in enumerate(zip(rows, heights, counts, strict=True)):
        texts = row.texts
        if at in continued:
            cells = zip(row.shape.slots, texts, strict=True)
            texts = [again.get((at, slot.start)) if text is None else text for slot, text in cells]
        shape = placed[row.shape] if count == 1 else _tall(placed[row.shape])
        yield Line(height / count, shape, texts)
        for _ in range(count - 1):
            yield Line(height / count, shape, [None] * len(texts))


@lru_cache(maxsize=256)
def _tall(shape: Shape) -> Shape:
    """Return a shape for a row taller than a row of a sheet can be."""
    return Shape(tuple(slot._replace(look=TALL.get(slot.look, slot.look)) for slot in shape.slots))


def _merges(
    rows: Sequence[Row],
    runs: Iterable[_Run],
    tops: Sequence[int],
    placed: Mapping[Shape, Shape],
) -> Iterator[Area]:
    """Yield the merged cells: what continues downwards, and what is wider or taller than a cell of
    the sheet.
    """
    continuing: set[tuple[int, int]] = set()
    for run in runs:
        slot = placed[rows[run.first].shape].slots[run.slot]
        continuing |= {(at, slot.start) for at in range(run.first, run.last + 1)}
        yield from _merge(slot, tops[run.first], tops[run.last + 1])
    wide = {shape for shape in placed.values() if any(map(_is_wide, shape.slots))}
    for at, row in enumerate(rows):
        shape = placed[row.shape]
        if shape in wide or tops[at + 1] - tops[at] > 1:
            for slot in shape.slots:
                if (at, slot.start) not in continuing:
                    yield from _merge(slot, tops[at], tops[at + 1])


def _merge(slot: Slot, top: int, bottom: int) -> Iterator[Area]:
    if _is_wide(slot) or bottom - top > 1:
        yield Area(top + 1, slot.start + 1, bottom, slot.end)


def _is_wide(slot: Slot) -> bool:
    return slot.end - slot.start > 1 and not LOOKS[slot.look].overflowing
