"""The standard table says what its items say, and nothing that they do not."""

from __future__ import annotations

import re

import pytest

from disclosure_cli.artifacts.views import view_all
from disclosure_cli.compile.meanings import ENTRY_MEANINGS, ITEM_MEANINGS, column_name
from disclosure_cli.compile.tables import ENTRY_COLUMNS, STANDARD_COLUMNS, TICK, item_table
from disclosure_cli.document import Table
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.settings import settings_of
from tests.rules.samples import ITEMS, catalog_of, changed


def table_of(levels: str) -> Table:
    catalog = catalog_of(changed(ITEMS, "公开层级: [县级]", f"公开层级: {levels}"))
    (view,) = view_all(catalog, load_schemas()[0], settings_of(catalog.settings))
    return item_table(view)


@pytest.mark.parametrize(
    ("levels", "county", "town"),
    [
        ("[县级]", TICK, ""),
        ("[县级, 乡级]", TICK, TICK),
        ("[县级、乡级]", TICK, TICK),
        ("[县乡]", TICK, TICK),
        ("[旗级]", TICK, ""),
        ("[镇、街道、社区]", "", TICK),
        ("[社区]", "", ""),
        ("[村（社区）级]", "", ""),
        ("[自治州级]", "", ""),
        ("[国家级]", "", ""),
    ],
)
def test_a_level_is_ticked_where_it_is_named_and_nowhere_else(
    levels: str, county: str, town: str
) -> None:
    assert table_of(levels)["rows"][0][-2:] == [county, town]


@pytest.mark.parametrize(
    ("levels", "notes"),
    [
        ("[县级]", []),
        ("[县级, 村级]", ["各项由村级公开。"]),
        ("[省级, 市级]", ["各项由省级公开。", "各项由市级公开。"]),
    ],
)
def test_a_level_without_a_column_stands_in_a_note(levels: str, notes: list[str]) -> None:
    assert table_of(levels)["notes"] == notes


def test_each_printed_column_is_explained_to_readers() -> None:
    named = {column_name(column) for column in STANDARD_COLUMNS}
    assert named == set(ITEM_MEANINGS)
    assert {name for name, _ in ENTRY_COLUMNS} == set(ENTRY_MEANINGS)
    told = [*ITEM_MEANINGS.values(), *ENTRY_MEANINGS.values()]
    assert len(told) == len(set(told))
    for text in told:
        assert text.endswith("。")
        assert not re.search("一项写|不写|不重复|不超过|不用|disclose", text), text
