"""What the example units publish, imported into an empty unit, gives back what is shown there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from disclosure_cli.catalog import role_of
from disclosure_cli.compile.view import in_printed_order
from disclosure_cli.loading.workspace import Workspace, input_files, load
from disclosure_cli.model import Record, Unit
from disclosure_cli.showing import columns, show
from tests.importing.planned import SCHEMAS, WORKSPACE, plan_files, records_of
from tests.importing.rendering import saved
from tests.support.examples import ROOT, UNITS
from tests.support.importing import recognise

CATALOG = load(Workspace(ROOT)).catalog
FILES = {path: data for path, data in input_files(Workspace(ROOT)) if role_of(path)}


def unit_of(name: str) -> Unit:
    unit = CATALOG.unit(name)
    assert unit is not None
    return unit


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["guide.html", "guide.xlsx"])
def test_a_guide_fills_an_empty_profile(examples: Path, unit: str, name: str) -> None:
    made = plan_files({name: (examples / "site" / unit / name).read_bytes()}, WORKSPACE)
    assert (made.items, made.entries) == (0, 0)
    profile, own = records_of(made.files)["unit"][0], unit_of(unit).profile
    for block in ("office", "supervision"):
        assert profile.get(block) == own.get(block)
    places = {place["name"]: place for place in profile.get("places")}
    for place in own.get("places"):
        shown = {name: value for name, value in place.items() if name != "channel"}
        assert shown.items() <= places[place["name"]].items()


def shown(item: Record, unit: Unit) -> dict[str, Any]:
    """What the printed table shows of an item, in the way it does: two columns of levels, channels in a fixed order."""
    fields = ("elements", "basis", "time_limit", "channel_other", "audience_group", "mode")
    data = {name: item.get(name) for name in fields}
    rule = item.get("channel_rule")
    return data | {
        "class": item.get("class")[:2],
        "publisher": item.get("publisher") or unit.name,
        "channels": sorted(item.get("channels")),
        "channel_rule": rule if rule == "至少其一" else None,
        "audience": sorted(item.get("audience")),
        "levels": {any(sign in level for sign in "县市区省") for level in item.get("levels")},
    }


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["catalog.html", "catalog.xlsx"])
def test_a_catalog_gives_back_every_field_that_its_table_shows(
    examples: Path, unit: str, name: str
) -> None:
    own = unit_of(unit)
    data = (examples / "site" / unit / name).read_bytes()
    made = plan_files({name: data}, without_records(unit), unit)
    found = {item.get("title"): item for item in records_of(made.files, unit)["item"]}
    published = [item for item in own.items if item.get("title") in found]
    withheld = [item.get("mode") for item in own.items if item not in published]
    assert withheld == ["不予公开"]
    for item in published:
        assert shown(found[item.get("title")], own) == shown(item, own)
    entries = {entry.get("index"): entry for entry in records_of(made.files, unit)["entry"]}
    for entry in own.entries:
        if found_entry := entries.get(entry.get("index")):
            for field in ("title", "created", "published", "doc_no"):
                assert found_entry.get(field) == entry.get(field)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["catalog.html", "catalog.xlsx", "guide.html", "guide.xlsx"])
def test_what_a_unit_publishes_changes_nothing_in_the_unit(
    examples: Path, unit: str, name: str
) -> None:
    data = (examples / "site" / unit / name).read_bytes()
    made = plan_files({name: data}, FILES, unit)
    assert not made.files
    assert (made.items, made.entries, made.updated) == (0, 0, 0)


@pytest.mark.parametrize("unit", UNITS)
def test_a_workbook_gives_back_every_public_field_and_every_id(examples: Path, unit: str) -> None:
    own = unit_of(unit)
    data = (examples / "site" / unit / "catalog.xlsx").read_bytes()
    made = plan_files({"catalog.xlsx": data}, without_records(unit), unit)
    found = {item.get("id"): item for item in records_of(made.files, unit)["item"]}
    order = in_printed_order(channel.data for channel in CATALOG.vocabulary["channels"])
    for item in own.items:
        if item.get("mode") != "不予公开":
            public = SCHEMAS["item"].public(item.data)
            printed = {**public, "channels": sorted(public["channels"], key=order.index)}
            assert printed.items() <= found[item.get("id")].data.items()
    items_of = {entry.get("index"): entry.get("item") for entry in own.entries}
    for entry in records_of(made.files, unit)["entry"]:
        assert entry.get("item") == items_of[entry.get("index")]


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_of_what_only_explains_a_workbook_is_called_unplaced(
    examples: Path, unit: str
) -> None:
    data = (examples / "site" / unit / "catalog.xlsx").read_bytes()
    sheets = {said.where.partition("!")[0] for said in recognise(data, "catalog.xlsx").findings}
    assert {"统计", "编制说明"}.isdisjoint(sheets)


def doubts(data: bytes, name: str) -> list[str]:
    """What the import is not sure of: columns whose meaning it guesses, or does not know."""
    found = recognise(data, name).findings
    return [f"{one.where} {one.message}" for one in found if one.code in {"I922", "I923"}]


def test_no_heading_that_a_build_writes_is_doubted(examples: Path) -> None:
    built = [path for path in examples.rglob("*") if path.suffix in {".xlsx", ".csv", ".html"}]
    assert {path.name for path in built} >= {"catalog.xlsx", "fields.xlsx", "entries.csv"}
    assert [said for path in built for said in doubts(path.read_bytes(), path.name)] == []


@pytest.mark.parametrize("internal", [False, True])
@pytest.mark.parametrize("kind", ["item", "entry"])
def test_no_heading_of_a_field_is_doubted(kind: str, *, internal: bool) -> None:
    fields = columns(SCHEMAS[kind].fields, internal=internal)
    file = io.StringIO(newline="")
    csv.writer(file).writerows(
        [
            [field.heading for field in fields],
            *[[show(field, field.example) for field in fields]] * 3,
        ]
    )
    assert doubts(file.getvalue().encode(), "数据.csv") == []


def edited(examples: Path, unit: str, sheet: str, old: str, new: str) -> bytes:
    """The catalog of a unit after a clerk wrote something else into the cells of a sheet that hold a text."""
    book = load_workbook(examples / "site" / unit / "catalog.xlsx")
    cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == old]
    assert cells
    for cell in cells:
        cell.value = new
    return saved(book)


def test_what_was_changed_in_a_printed_table_counts_and_is_said(examples: Path) -> None:
    unit, old, new = UNITS[0], "每年1月31日前", "每年1月30日前"
    data = edited(examples, unit, "公开事项目录", old, new)
    made = plan_files({"catalog.xlsx": data}, FILES, unit)
    changes = {(change.field, change.new) for change in made.changes if change.field != "imported"}
    assert changes == {("time_limit", new)}
    said = [finding.message for finding in made.findings if finding.code == "I959"]
    assert said
    assert all(old in message and new in message for message in said)


def test_a_row_that_only_the_sheet_of_data_has_is_said(examples: Path) -> None:
    unit = UNITS[0]
    title = str(unit_of(unit).items[0].get("title"))
    data = edited(examples, unit, "数据", title, "改过的名称")
    made = plan_files({"catalog.xlsx": data}, FILES, unit)
    assert not made.changes
    (said,) = (finding for finding in made.findings if finding.code == "I921")
    assert "改过的名称" in said.message


def without_records(unit: str) -> dict[str, bytes]:
    """The workspace with a unit that has a profile and classes, but no items and no entries."""
    folders = (f"catalogs/{unit}/items/", f"catalogs/{unit}/entries/")
    return {path: data for path, data in FILES.items() if not path.startswith(folders)}
