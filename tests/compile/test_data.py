"""The catalogs as data: which columns there are, what stands in them, how the document of a unit is described."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from disclosure_cli.artifacts.views import decide_all, view_all
from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.data.database import Table, database, unit_rows
from disclosure_cli.compile.data.documents import (
    document_schema,
    text_headings,
    text_rows,
    unit_document,
)
from disclosure_cli.compile.data.linked_data import linked_unit
from disclosure_cli.compile.tables import data_table
from disclosure_cli.compile.view import UnitView, view_unit
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.workspace import Workspace, load, load_schemas
from disclosure_cli.model import Catalog, PublicData, Record, Source, Unit
from disclosure_cli.publishing.deciding import State
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.parsing import parse
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings, settings_of
from disclosure_cli.showing import cells, columns, shape_of, value_at
from tests.support.examples import ROOT

Examples = tuple[list[UnitView], ClassTree, Schemas]


@pytest.fixture(scope="module")
def loaded() -> Examples:
    """Return the views of the examples, their classes and the schemas."""
    found = load(Workspace(ROOT))
    views = view_all(found.catalog, found.schemas, settings_of(found.catalog.settings))
    return views, class_tree(found.catalog, found.schemas), found.schemas


def record(kind: str, /, **data: Any) -> Record:
    return Record(kind, data, Source("x.yaml", ""), unit="unit")


def table_of(name: str, views: list[UnitView], classes: ClassTree, schemas: Schemas) -> Table:
    """Return a table with its rows; those of items and entries are of the only unit then."""
    parts = [unit_rows(view, classes, schemas) for view in views]
    tables = database(views, classes, schemas, parts)["tables"]
    table = next(table for table in tables if table["name"] == name)
    return {**table, "rows": parts[0].get(name, table["rows"])}


def column_of(table: Table, name: str) -> list[Any]:
    place = [column["name"] for column in table["columns"]].index(name)
    return [row[place] for row in table["rows"]]


def test_cells_stand_in_the_columns_of_a_flat_table(loaded: Examples) -> None:
    views, _, schemas = loaded
    fields, shape = columns(schemas["item"].fields), shape_of(schemas["item"].fields)
    for view in views:
        for item in view.items:
            assert cells(item.data, shape) == [value_at(item.data, field) for field in fields]


@pytest.mark.parametrize("kind", ["item", "entry"])
def test_the_table_of_texts_has_the_rows_of_every_unit(loaded: Examples, kind: str) -> None:
    views, _, schemas = loaded
    records = {
        view.id: [one.data for one in (view.items if kind == "item" else view.entries)]
        for view in views
    }
    headings = text_headings(schemas[kind])
    assert sum(map(len, records.values())) > 50
    for view in views:
        shown = records[view.id]
        part = text_rows(view, shown, schemas[kind])
        expected = data_table("", shown, schemas[kind])
        assert part == {"before": [view.id, view.name], "rows": expected["rows"]}
        assert len(part["rows"]) == len(shown)
        assert headings[2:] == [column["label"] for column in expected["columns"]]


def test_a_document_is_as_its_schema_describes_it(loaded: Examples) -> None:
    views, _, schemas = loaded
    schema = document_schema(schemas)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for view in views:
        document = unit_document(view, "../data/catalog.schema.json")
        assert list(validator.iter_errors(document)) == []
        broken = {**document, "items": [{**document["items"][0], "remarks": "内部"}]}
        assert len(list(validator.iter_errors(broken))) == 1


def test_the_schema_explains_every_public_field_and_no_other(loaded: Examples) -> None:
    _, _, schemas = loaded
    document = document_schema(schemas)
    for kind in ("unit", "item", "entry"):
        assert described(document["$defs"][kind]) == expected(schemas[kind].fields)


def described(node: dict[str, Any], path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Return label and meaning of everything in a schema, by path."""
    found: dict[tuple[str, ...], Any] = {}
    for name, inner in node.get("properties", {}).items():
        here = (*path, name)
        found[here] = (inner["title"], inner["description"])
        found |= described(inner.get("items", inner), here)
    return found


def expected(fields: tuple[Field, ...]) -> dict[tuple[str, ...], Any]:
    every = [field for top in fields for field in top.walk() if field.public]
    return {field.path: (field.label, field.description) for field in every}


def test_a_field_that_a_workspace_adds_gets_its_column() -> None:
    hotline = """{"properties": {"hotline": {"title": "热线", "description": "本地政务热线。",
        "type": "string", "maxLength": 20, "examples": ["12345"], "x-disclose": {"public": true}}}}"""
    schemas = extended(hotline)
    views, classes = small(schemas, hotline="12345")
    table = table_of("items", views, classes, schemas)
    assert column_of(table, "hotline") == ["12345"]
    described_column = next(one for one in table["columns"] if one["name"] == "hotline")
    assert (described_column["label"], described_column["description"]) == (
        "热线",
        "本地政务热线。",
    )


def test_a_field_whose_name_is_taken_gets_a_name_of_its_own() -> None:
    numbers = """{"properties": {"number": {"title": "文件数", "description": "有几件文件。",
        "type": "integer", "examples": [3], "x-disclose": {"public": true}}}}"""
    schemas = extended(numbers)
    views, classes = small(schemas, number=3)
    table = table_of("items", views, classes, schemas)
    assert (column_of(table, "number"), column_of(table, "number_")) == ([1], [3])


def extended(text: str) -> Schemas:
    files = packaged("schemas").glob("*.schema.json")
    documents = {file.name.split(".")[0]: file.read_text("utf-8") for file in files}
    return parse(documents, {"item": text})


def small(schemas: Schemas, **more: Any) -> tuple[list[UnitView], ClassTree]:
    """Return a unit with one item that has more fields, and an entry of an item that was cancelled."""
    review = {
        name: {"post": "职务", "date": "2025-01-02"}
        for name in ("handler", "department_head", "reviewer", "approver")
    }
    reviewed = {"review": {**review, "conclusion": "公开"}}
    unit = Unit(
        id="unit",
        profile=record("unit", name="示例局", kind="政府部门"),
        guide=None,
        items=(
            record(
                "item", id="0101-001", title="机构职能", **{"class": "0101"}, **reviewed, **more
            ),
            record(
                "item",
                id="0101-002",
                title="取消的",
                status={"state": "已取消"},
                **{"class": "0101"},
                **reviewed,
            ),
        ),
        entries=tuple(
            record(
                "entry",
                index=f"000000000/2025-0000{number}",
                item=f"0101-00{number}",
                title="公告",
                attachments=[{"name": "附件"}],
                **reviewed,
            )
            for number in (1, 2)
        ),
        vocabulary={"classes": (record("classes", code="0102", name="本局自设"),)},
    )
    names = ("topics", "laws", "terms", "channels", "themes", "organs")
    vocabulary: dict[str, tuple[Record, ...]] = dict.fromkeys(names, ())
    vocabulary["topics"] = (record("topics", code="20-2", title="机关职能"),)
    vocabulary["classes"] = (
        record("classes", code="0101", name="职能职责", topics=["20-2 机关职能", "20-9"]),
        record("classes", code="01", name="机构职能"),
    )
    catalog = Catalog(record("settings"), vocabulary, (unit,))
    decisions = decide_all(catalog, Settings())
    assert [one.state for one in decisions["unit"]][:2] == [State.PUBLISHED, State.CANCELLED]
    view = view_unit(unit, catalog, decisions["unit"], schemas)
    return [view], class_tree(catalog, schemas)


def test_an_entry_refers_to_its_item_only_where_that_is_in_the_catalog() -> None:
    schemas = load_schemas()[0]
    views, classes = small(schemas)
    entries = table_of("entries", views, classes, schemas)
    assert column_of(entries, "item") == ["0101-002", "0101-001"]
    assert column_of(entries, "item_number") == [None, 1]
    assert column_of(entries, "attachments") == [[["附件", None]]] * 2


def test_classes_know_those_above_them_and_the_topics_that_there_are() -> None:
    schemas = load_schemas()[0]
    views, classes = small(schemas)
    table = table_of("classes", views, classes, schemas)
    assert column_of(table, "id") == ["01", "0101", "unit/0102"]
    assert column_of(table, "parent") == [None, "01", "01"]
    assert column_of(table, "path") == ["机构职能", "机构职能/职能职责", "机构职能/本局自设"]
    assert column_of(table, "served_topics") == [[], [["20-2"]], []]
    assert column_of(table_of("items", views, classes, schemas), "class_id") == ["0101"]


def test_a_class_of_a_unit_is_found_before_a_shared_one() -> None:
    views, classes = small(load_schemas()[0])
    own, shared = classes.find("unit", "0102"), classes.find("other", "0102")
    assert own is not None
    assert own.unit == views[0].id
    assert shared is None


def test_a_catalog_was_last_modified_when_something_in_it_was() -> None:
    views, _ = small(load_schemas()[0], update={"last": "2025-03-31"})
    assert linked_unit(views[0])["modified"] == "2025-03-31"
    revised = replace(
        views[0], profile=PublicData({**views[0].profile, "catalog_revised": "2025-04-01"})
    )
    assert linked_unit(revised)["modified"] == "2025-04-01"
