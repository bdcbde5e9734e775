"""The printed rows of a catalog are numbered without gaps and each says everything itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.grammar.ditto import DITTO
from tests.building.test_site import HTML, parse, rows_of_table
from tests.support.examples import UNITS


def tables_of(examples: Path, unit: str) -> list[list[list[str]]]:
    page = parse(examples / "site" / unit / "catalog.html")
    return [rows_of_table(table) for table in page.iter(f"{HTML}table")]


@pytest.mark.parametrize("unit", UNITS)
def test_rows_are_numbered_from_one_without_a_gap(examples: Path, unit: str) -> None:
    items = tables_of(examples, unit)[0]
    assert [row[0] for row in items] == [str(number) for number in range(1, len(items) + 1)]


@pytest.mark.parametrize("unit", UNITS)
def test_no_cell_refers_to_the_one_above_it(examples: Path, unit: str) -> None:
    cells = {cell for table in tables_of(examples, unit) for row in table for cell in row}
    assert len(cells) > 50
    assert cells.isdisjoint(DITTO)
