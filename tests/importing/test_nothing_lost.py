"""Whatever stands in a table: every cell ends in a record or in a finding, and a record says nothing that no cell says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.grammar import levels
from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.planning import Plan
from disclosure_cli.importing.text import clean, ditto, tick
from tests.importing.planned import planned
from tests.importing.rendering import as_ods, extent
from tests.importing.sketches import CHANNELS, Sketch, sketch
from tests.support.importing import recognise

WORDS = (
    "批注",
    "旧稿",
    "见附件",
    "待核实",
    "同左",
    "—",
    "√",
    "20日",
    "《示例办法》",
    "示例镇政府",
    "（空）",
    "■村广播",
    "坏\ufffd字",
)
SYNONYMS = ("社会公众", "主动", "依申请")
"""Words of a column of choices, which are written as the word that is prescribed."""
CHOICES = ("全社会", "特定群体", "主动公开", "依申请公开", "不予公开", "至少其一", "其他")
_NOT_LETTERS = re.compile(r"[^\u3400-\u9fff]|[一二三四五六七八九十〓]")

words = st.sampled_from(WORDS)
disturbances = st.lists(
    st.tuples(
        st.sampled_from(("replace", "add", "row", "repeat", "foreign", "blank")),
        st.integers(1, 14),
        st.integers(1, 18),
        words,
    ),
    max_size=6,
)


def disturbed(drawn: Sketch, disturbance: tuple[str, int, int, str], number: int) -> Sketch:
    """The sketch with a cell written over, a cell or rows added, or a cell emptied; words carry a number."""
    kind, row, column, word = disturbance
    cells = dict(drawn.cells)
    rows, width = extent(drawn)
    text = f"{word}{chr(0x7532 + number)}" if len(word) > 1 else word
    if kind == "replace" and (row, column) in cells:
        cells[row, column] = text
    elif kind == "add":
        cells.setdefault((row, column), text)
    elif kind == "row":
        cells[rows + 1, 1] = text
        return replace(drawn, cells=cells, merges=(*drawn.merges, (rows + 1, 1, rows + 1, width)))
    elif kind == "repeat":
        cells |= {(rows + 1, c): t for (r, c), t in drawn.cells.items() if r == row}
    elif kind == "foreign":
        for column, label in enumerate(("序号", "姓名", text), 1):
            cells[rows + 2, column] = label
            cells[rows + 3, column] = f"{label}内容"
    elif kind == "blank":
        cells.pop((row, column), None)
    covered = _covered(drawn)
    return replace(drawn, cells={place: t for place, t in cells.items() if place not in covered})


def _covered(drawn: Sketch) -> set[tuple[int, int]]:
    return {
        (row, column)
        for first_row, first_column, last_row, last_column in drawn.merges
        for row in range(first_row, last_row + 1)
        for column in range(first_column, last_column + 1)
        if (row, column) != (first_row, first_column)
    }


def letters(text: str) -> str:
    """The Chinese letters, without numerals that may have been a list's numbers."""
    return _NOT_LETTERS.sub("", text)


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        yield "".join(map(str, value))
        for part in value:
            yield from texts_of(part)
    else:
        yield str(value)


def findings_of(data: bytes, made: Plan) -> list[Finding]:
    return [*made.findings, *recognise(data, "目录.ods").findings]


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.booleans(), disturbances)
def test_every_cell_ends_in_a_record_or_a_finding(
    seed: int, merged: bool, disturbing: list[tuple[str, int, int, str]]
) -> None:
    drawn = sketch(Random(seed), merged=merged)
    for number, disturbance in enumerate(disturbing):
        drawn = disturbed(drawn, disturbance, number)
    data = as_ods(drawn)
    made, found = planned(data, "目录.ods")
    records = [record.data for kind in found.values() for record in kind]
    said = findings_of(data, made)
    written = "|".join(letters(text) for record in records for text in texts_of(record))
    told = "|".join(letters(finding.message) for finding in said)
    labels = "|".join(
        letters(label)
        for table in recognise(data, "目录.ods").tables
        for column in table.columns
        for label in (column.header,)
    )
    for place, text in drawn.cells.items():
        if ditto(clean(text)) or tick(text) is not None or text in SYNONYMS:
            continue
        if any(name in text for name in CHANNELS):
            continue
        assert letters(text) in written + told + labels, (place, text)


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.booleans(), disturbances)
def test_a_record_says_nothing_that_no_cell_says(
    seed: int, merged: bool, disturbing: list[tuple[str, int, int, str]]
) -> None:
    drawn = sketch(Random(seed), merged=merged)
    for number, disturbance in enumerate(disturbing):
        drawn = disturbed(drawn, disturbance, number)
    _, found = planned(as_ods(drawn), "目录.ods")
    in_order = {letters(text) for text in drawn.cells.values()} | {letters(c) for c in CHOICES}
    in_order |= {level for text in drawn.cells.values() for level in levels.read(text)}
    for item in found.get("item", ()):
        for field, value in item.data.items():
            if field in ("id", "class", "imported", "channels"):
                continue
            for text in texts_of(value) if not isinstance(value, list) else map(str, value):
                for part in text.split("、"):
                    assert any(letters(part) in cell for cell in in_order), (field, part)
