"""Three states of a record make one: each side keeps what it changed, and a difference between them is a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.editing.records import ABSENT, changed
from disclosure_cli.importing.cells import NO_SPELLINGS, Spellings, is_editable, plain, read, write
from disclosure_cli.importing.grid import Grid
from disclosure_cli.importing.text import clean
from disclosure_cli.model import Data, Path
from disclosure_cli.schema.fields import Field
from disclosure_cli.sheets.columns import columns_of, is_required
from disclosure_cli.sheets.edited import EditedRow, Places
from disclosure_cli.sheets.merging import fresh, merge
from disclosure_cli.showing import value_at
from tests.sheets.records import records, schemas, values


def row_of(data: Data, fields: tuple[Field, ...]) -> EditedRow:
    """Return the row of a record, as a workbook gives it back."""
    texts: dict[Path, str] = {
        each.path: clean(write(each, value_at(data, each))) for each in fields
    }
    columns: dict[Path, int] = {each.path: number for number, each in enumerate(fields)}
    return EditedRow(2, "", texts, Places(Grid("公开事项", "A1", ()), columns))


def no_choices(_: Field) -> Spellings:
    return NO_SPELLINGS


def is_read_as_typed(each: Field, value: Any) -> bool:
    """Tell whether a value that a clerk types is read as it is: signs between words part them."""
    return bool(read(each, clean(write(each, value))) == plain(value))


@settings(max_examples=100)
@given(st.data(), st.sampled_from(["item", "entry"]))
def test_a_row_is_the_record_that_it_was_made_from(data: st.DataObject, kind: str) -> None:
    schema = schemas()[kind]
    record = data.draw(records(schema))
    fields = tuple(
        each
        for each in columns_of(schema)
        if (value := value_at(record, each)) is None or is_read_as_typed(each, value)
    )
    kept = {each.path: value_at(record, each) for each in fields}
    expected = changed({}, {path: value for path, value in kept.items() if value is not None})
    read, made = fresh(row_of(record, fields), fields, schema, no_choices)
    assert made.refused == []
    assert read == plain(expected)


def edits(
    data: st.DataObject, record: Mapping[str, Any], fields: tuple[Field, ...]
) -> dict[Path, Any]:
    """Draw new values for some fields, or none."""
    made: dict[Path, Any] = {}
    for number in data.draw(st.sets(st.integers(0, len(fields) - 1), max_size=4)):
        each = fields[number]
        new = data.draw(values(each) if is_required(each) else st.none() | values(each))
        if plain(new) != plain(value_at(record, each)) and (
            new is None or is_read_as_typed(each, new)
        ):
            made[each.path] = ABSENT if new is None else new
    return made


@settings(max_examples=100)
@given(st.data(), st.sampled_from(["item", "entry"]))
def test_each_side_keeps_what_it_changed(data: st.DataObject, kind: str) -> None:
    schema = schemas()[kind]
    before = data.draw(records(schema))
    fields = tuple(each for each in columns_of(schema) if is_editable(each, value_at(before, each)))
    clerk, colleague = edits(data, before, fields), edits(data, before, fields)
    now = changed(before, colleague)
    made = merge(row_of(changed(before, clerk), fields), before, now, fields, schema, no_choices)
    both = {path for path in clerk if path in colleague}
    differing = {path for path in both if plain(clerk[path]) != plain(colleague[path])}
    assert made.refused == []
    assert {conflict.field.path for conflict in made.conflicts} == differing
    assert set(made.changes) == clerk.keys() - both
    if not differing:
        assert plain(changed(now, made.changes)) == plain(changed(now, clerk))
