"""A catalog laid out in many ways is the same catalog."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.importing.grid import Content, Grid, Span, build_grid
from disclosure_cli.importing.recognising.files import recognise_grids
from disclosure_cli.importing.recognising.tables import read_grid
from disclosure_cli.importing.text import clean
from tests.importing.sketches import Sketch, sketch
from tests.importing.test_random_layouts import assert_recognised
from tests.importing.variations import VARIATIONS, Variation, as_pages, laid, varied

seeds = st.integers(0, 2**32)
counts = st.integers(1, 6)


def grid_of(drawn: Sketch, name: str = "表1") -> Grid:
    contents = {place: Content(clean(text)) for place, text in drawn.cells.items()}
    return build_grid(name, "R1C1", contents, [Span(*merge) for merge in drawn.merges])[0]


def assert_same_when_varied(seed: int, count: int, *, merged: bool) -> None:
    rng = Random(seed)
    drawn = varied(sketch(rng, merged=merged), rng, count)
    assert_recognised(read_grid(grid_of(drawn)).tables, drawn)


def assert_same_on_pages(seed: int, *, header: bool, merged: bool) -> None:
    rng = Random(seed)
    drawn = sketch(rng, merged=merged)
    pages = as_pages(laid(drawn), rng, header=header)
    grids = [grid_of(page, f"表{number}") for number, page in enumerate(pages, 1)]
    assert_recognised(recognise_grids(grids, (), "目录.docx").tables, drawn)


@settings(max_examples=80)
@given(seeds, counts, st.booleans())
def test_variations_change_nothing(seed: int, count: int, merged: bool) -> None:
    assert_same_when_varied(seed, count, merged=merged)


@settings(max_examples=60)
@given(seeds, st.booleans(), st.booleans())
def test_a_table_over_two_pages_is_one(seed: int, header: bool, merged: bool) -> None:
    assert_same_on_pages(seed, header=header, merged=merged)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None)
@given(seeds, counts, st.booleans())
def test_many_variations_change_nothing(seed: int, count: int, merged: bool) -> None:
    assert_same_when_varied(seed, count, merged=merged)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(seeds, st.booleans(), st.booleans())
def test_many_tables_over_two_pages_are_one(seed: int, header: bool, merged: bool) -> None:
    assert_same_on_pages(seed, header=header, merged=merged)


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda variation: variation.__name__)
def test_each_variation_is_met(variation: Variation) -> None:
    tables = [laid(sketch(Random(seed))) for seed in range(8)]
    assert any(variation(table, Random(1)).drawn != table.drawn for table in tables)
