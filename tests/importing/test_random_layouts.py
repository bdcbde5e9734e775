"""Catalogs in random layouts, in every file format, are recognised back column by column, row by row."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.importing.dry_run import to_json
from disclosure_cli.importing.grid import Content, Span, build_grid
from disclosure_cli.importing.recognising.recognised import Table
from disclosure_cli.importing.recognising.tables import read_grid
from disclosure_cli.importing.text import clean, ditto
from tests.importing.rendering import as_csv, as_docx, as_html, as_ods, as_xlsx, extent
from tests.importing.sketches import Sketch, sketch
from tests.support.importing import recognise

seeds = st.integers(0, 2**32)


def assert_recognised(tables: tuple[Table, ...], drawn: Sketch) -> None:
    assert len(tables) == 1
    table = tables[0]
    assert table.title == drawn.title
    assert tuple(column.field for column in table.columns) == drawn.fields
    expected = [{name: clean(text) for name, text in record.items()} for record in drawn.records]
    assert [dict(record.values) for record in table.records] == expected
    assert [record.channels.used for record in table.records] == list(drawn.used)
    assert {note.text for note in table.notes} >= set(drawn.notes)


@settings(max_examples=150)
@given(seeds, st.booleans())
def test_any_layout_is_recognised(seed: int, merged: bool) -> None:
    drawn = sketch(Random(seed), merged=merged)
    contents = {place: Content(clean(text)) for place, text in drawn.cells.items()}
    grid, _ = build_grid("Sheet1", "A1", contents, [Span(*merge) for merge in drawn.merges])
    assert_recognised(read_grid(grid).tables, drawn)


@settings(max_examples=12)
@given(seeds)
def test_all_formats_with_merged_cells_give_the_same_records(seed: int) -> None:
    drawn = sketch(Random(seed))
    for name, data in {
        "catalog.xlsx": as_xlsx(drawn),
        "catalog.html": as_html(drawn),
        "catalog.docx": as_docx(drawn),
        "catalog.ods": as_ods(drawn),
    }.items():
        assert_recognised(recognise(data, name).tables, drawn)


@settings(max_examples=25)
@given(
    seeds, st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16")), st.sampled_from(",\t;|")
)
def test_csv_in_any_encoding_and_with_any_separator(
    seed: int, encoding: str, delimiter: str
) -> None:
    drawn = sketch(Random(seed), merged=False)
    if delimiter == ";":
        # the texts of a sketch are full of separators; only the quoting keeps them apart
        drawn = replace(
            drawn, cells={p: text.replace("；", ";") for p, text in drawn.cells.items()}
        )
        fixed = tuple({n: t.replace("；", ";") for n, t in r.items()} for r in drawn.records)
        drawn = replace(drawn, records=fixed)
    data = as_csv(drawn, encoding, delimiter)
    assert_recognised(recognise(data, "catalog.csv").tables, drawn)


@settings(max_examples=60)
@given(seeds, st.lists(st.tuples(st.integers(1, 16), st.integers(1, 22)), max_size=5))
def test_no_cell_is_lost_whatever_is_written_between(
    seed: int, places: list[tuple[int, int]]
) -> None:
    drawn = sketch(Random(seed), merged=bool(seed % 2))
    stray = {place: f"批注{number}" for number, place in enumerate(places)}
    cells = {**drawn.cells, **{p: text for p, text in stray.items() if p not in drawn.cells}}
    drawn = replace(drawn, cells=cells)
    recognition = recognise(as_ods(drawn), "catalog.ods")
    kept = "".join("".join(_texts(to_json(recognition))).split())
    for text in drawn.cells.values():
        assert ditto(text) or "".join(clean(text).split()) in kept


def test_a_sketch_is_not_trivial() -> None:
    """The generator draws what the tests above claim to cover."""
    drawings = [sketch(Random(seed)) for seed in range(60)]
    assert any(len(drawn.merges) > 10 for drawn in drawings)
    assert any("同上" in drawn.cells.values() for drawn in drawings)
    assert any("class.5" in drawn.fields for drawn in drawings)
    assert any(drawn.fields[0] != "seq" for drawn in drawings)
    assert max(extent(drawn)[0] for drawn in drawings) > 10


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return []
