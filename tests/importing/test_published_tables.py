"""Tables as units publish them, each with its own difficulties, in each format that keeps merged cells.

A case is a text file in `tables/` that draws a table and says its fields, and its rows or the items that they make.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from disclosure_cli.importing.channels import Channels
from disclosure_cli.importing.dry_run import to_json
from disclosure_cli.importing.recognising.recognised import Table
from disclosure_cli.importing.text import clean, ditto
from tests.importing.drawn import draw
from tests.importing.rendering import as_docx, as_html, as_ods, as_xlsx
from tests.support.importing import recognise

FORMATS = {"xlsx": as_xlsx, "html": as_html, "docx": as_docx, "ods": as_ods}
CASES = {
    path.stem: draw(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parent.glob("tables/*.txt"))
}

each_case = pytest.mark.parametrize("name", CASES)


@lru_cache(maxsize=256)
def read(name: str, form: str) -> Any:
    return recognise(FORMATS[form](CASES[name].sketch), f"目录.{form}")


def content(tables: tuple[Table, ...]) -> list[Any]:
    """What the tables say, without the places, which differ from format to format."""
    return [
        (
            table.title,
            [(column.header, column.field) for column in table.columns],
            [(r.values, r.channels, r.section, r.continues) for r in table.records],
            [note.text for note in table.notes],
        )
        for table in tables
    ]


@each_case
def test_columns_and_rows_are_recognised(name: str) -> None:
    expected = CASES[name].expected
    tables = read(name, "xlsx").tables
    found = [[column.field for column in table.columns] for table in tables]
    assert found == [fields.split() for fields in expected["fields"].split(" + ")]
    records = [record for table in tables for record in table.records]
    assert len(records) == int(expected["rows"])
    assert sum(not record.continues for record in records) == int(
        expected.get("items", expected["rows"])
    )


@each_case
def test_channels_are_read(name: str) -> None:
    expected = CASES[name].expected
    records = [record for table in read(name, "xlsx").tables for record in table.records]
    for number, record in enumerate(records, 1):
        if said := expected.get(f"channels {number}"):
            used, unused, unmarked = (tuple(part.split()) for part in said.split("|"))
            assert record.channels == Channels(used, unused, unmarked)


@each_case
def test_all_formats_say_the_same(name: str) -> None:
    found = {form: content(read(name, form).tables) for form in FORMATS}
    assert all(said == found["xlsx"] for said in found.values())


@each_case
def test_no_cell_is_lost(name: str) -> None:
    kept = "".join("".join(texts_of(to_json(read(name, "xlsx")))).split())
    for text in CASES[name].sketch.cells.values():
        assert ditto(text) or "".join(clean(text).split()) in kept


def texts_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts_of(part)]
