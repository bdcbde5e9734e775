"""The same catalog laid out in another way: what publishing, pasting and converting do to a table.

Each variation keeps what is to be recognised. They may follow one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from tests.importing.sketches import Sketch


@dataclass(frozen=True)
class Laid:
    """A sketch, the rows of its header from ``top`` to ``bottom``, and the row of each record."""

    drawn: Sketch
    top: int
    bottom: int
    rows: tuple[int, ...]

    def with_cells(self, cells: Mapping[tuple[int, int], str]) -> Laid:
        """The same table with cells added or written over."""
        return replace(self, drawn=replace(self.drawn, cells={**self.drawn.cells, **cells}))

    def cuts(self, row: int) -> bool:
        """Whether a merged cell goes on from the row above."""
        return any(first < row <= last for first, _, last, _ in self.drawn.merges)

    def moved(self, row_of: Callable[[int], int], column_of: Callable[[int], int]) -> Laid:
        """The table with its rows and columns elsewhere."""
        cells = {(row_of(r), column_of(c)): text for (r, c), text in self.drawn.cells.items()}
        merges = tuple(
            (row_of(first), column_of(left), row_of(last), column_of(right))
            for first, left, last, right in self.drawn.merges
        )
        rows = tuple(map(row_of, self.rows))
        drawn = replace(self.drawn, cells=cells, merges=merges)
        return Laid(drawn, row_of(self.top), row_of(self.bottom), rows)

    def opened(self, before: int, height: int) -> Laid:
        """The table with room for so many rows before a row."""
        return self.moved(lambda row: row + height * (row >= before), lambda column: column)


def laid(drawn: Sketch) -> Laid:
    """A sketch as it was drawn: lines across above, the header, the records, perhaps a line across below."""
    counts: dict[int, int] = {}
    for row, _ in drawn.cells:
        counts[row] = counts.get(row, 0) + 1
    broad = [row for row, count in counts.items() if count > 1]
    last = max(broad)
    bottom = last - len(drawn.records)
    return Laid(drawn, min(broad), bottom, tuple(range(bottom + 1, last + 1)))


def with_blank_column(table: Laid, rng: Random) -> Laid:
    """An empty column between two others, as thin ones that make room."""
    before = rng.randint(2, len(table.drawn.fields))
    inner = (merge for merge in table.drawn.merges if merge[0] >= table.top)
    if any(first < before <= last and bottom <= table.bottom for _, first, bottom, last in inner):
        return table
    return table.moved(lambda row: row, lambda column: column + (column >= before))


def with_blank_row(table: Laid, rng: Random) -> Laid:
    """An empty row between two records."""
    before = rng.choice(table.rows)
    if before == table.rows[0] or table.cuts(before):
        return table
    return table.opened(before, 1)


def with_counted_columns(table: Laid, rng: Random) -> Laid:
    """A row below the header that counts the columns: 1, 2, 3 or （1）, （2）, （3）."""
    form = rng.choice(("{}", "（{}）"))
    width = max(column for _, column in table.drawn.cells)
    row = table.bottom + 1
    numbers = {(row, column): form.format(column) for column in range(1, width + 1)}
    return replace(table.opened(row, 1).with_cells(numbers), bottom=row)


def with_header_again(table: Laid, rng: Random) -> Laid:
    """The header printed again before a record, as on every page."""
    before = rng.choice(table.rows)
    if before == table.rows[0] or table.cuts(before):
        return table
    shift = before - table.top
    within = range(table.top, table.bottom + 1)
    again = {(r + shift, c): t for (r, c), t in table.drawn.cells.items() if r in within}
    merges = tuple(
        (first + shift, left, last + shift, right)
        for first, left, last, right in table.drawn.merges
        if first in within
    )
    made = table.opened(before, len(within)).with_cells(again)
    return replace(made, drawn=replace(made.drawn, merges=(*made.drawn.merges, *merges)))


def with_spaced_labels(table: Laid, rng: Random) -> Laid:
    """Spaces and line breaks within labels."""

    def spaced(text: str) -> str:
        at = rng.randint(1, max(len(text) - 1, 1))
        return text[:at] + rng.choice((" ", "\n", "\u3000", "")) + text[at:]

    return table.with_cells(
        {
            place: spaced(text)
            for place, text in table.drawn.cells.items()
            if table.top <= place[0] <= table.bottom and len(text) < 8
        }
    )


def with_damaged_label(table: Laid, rng: Random) -> Laid:
    """A letter of a label that was not read, where the cells below tell what it was."""
    telling = (
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开渠道和载体",
        "公开内容",
        "法律依据",
    )
    places = [
        place
        for place, text in table.drawn.cells.items()
        if table.top <= place[0] <= table.bottom and "".join(text.split()) in telling
    ]
    if not places:
        return table
    place = rng.choice(places)
    text = table.drawn.cells[place]
    at = rng.choice([number for number, sign in enumerate(text) if not sign.isspace()])
    return table.with_cells(
        {place: text[:at] + rng.choice(("？", "\ufffd", "□", "")) + text[at + 1 :]}
    )


def with_footer(table: Laid, rng: Random) -> Laid:
    """Who filled the table in, below it."""
    row = max(row for row, _ in table.drawn.cells) + rng.randint(1, 2)
    return table.with_cells({(row, 1): "填表人：示例甲", (row, 3): "审核人：示例乙"})


def with_section(table: Laid, rng: Random) -> Laid:
    """A heading across the table before the first record."""
    row = table.rows[0]
    width = max(column for _, column in table.drawn.cells)
    heading = rng.choice(("一、本级事项", "（一）示例领域", "第一部分 公开事项"))
    made = table.opened(row, 1).with_cells({(row, 1): heading})
    across = (row, 1, row, width)
    return replace(made, drawn=replace(made.drawn, merges=(*made.drawn.merges, across)))


def with_dashes(table: Laid, rng: Random) -> Laid:
    """Dashes and boxes where there is no tick."""
    return _ticks(table, "", rng.choice(("—", "/", "□", "×")))


def with_other_ticks(table: Laid, rng: Random) -> Laid:
    """Another sign for √ in the columns of ticks."""
    return _ticks(table, "√", rng.choice(("✓", "●", "■", "是", "V")))


def _ticks(table: Laid, old: str, new: str) -> Laid:
    """The table with another sign in the columns of ticks."""
    names = [n for n in table.drawn.fields if n.startswith(("audience.", "mode.", "level:"))]
    columns = {name: number for number, name in enumerate(table.drawn.fields, 1) if name in names}
    cells: dict[tuple[int, int], str] = {}
    records = []
    for row, record in zip(table.rows, table.drawn.records, strict=True):
        found = {name: new for name in columns if record.get(name, "") == old}
        cells |= {(row, columns[name]): text for name, text in found.items()}
        records.append({**record, **found})
    made = table.with_cells(cells)
    return replace(made, drawn=replace(made.drawn, records=tuple(records)))


def as_pages(table: Laid, rng: Random, *, header: bool) -> tuple[Sketch, ...]:
    """The table in two, cut where no merged cell goes on; the second page has the header again, or none."""
    cuts = [row for row in table.rows[1:] if not table.cuts(row)]
    if not cuts:
        return (table.drawn,)
    cut = rng.choice(cuts)
    above = range(table.top, table.bottom + 1) if header else ()

    def part(kept: Callable[[int], bool]) -> Sketch:
        cells = {place: text for place, text in table.drawn.cells.items() if kept(place[0])}
        merges = tuple(merge for merge in table.drawn.merges if kept(merge[0]))
        return replace(table.drawn, cells=cells, merges=merges)

    first = part(lambda row: row < cut)
    second = part(lambda row: row >= cut or row in above)
    return first, second


Variation = Callable[[Laid, Random], Laid]
VARIATIONS: tuple[Variation, ...] = (
    with_other_ticks,
    with_dashes,
    with_damaged_label,
    with_spaced_labels,
    with_counted_columns,
    with_section,
    with_blank_row,
    with_header_again,
    with_footer,
    with_blank_column,
)
"""In the order in which they are made: what fills columns goes before what moves them."""


def varied(drawn: Sketch, rng: Random, count: int) -> Sketch:
    """The sketch after so many variations."""
    table = laid(drawn)
    chosen = rng.sample(VARIATIONS, count)
    for variation in VARIATIONS:
        if variation in chosen:
            table = variation(table, rng)
    return table.drawn
