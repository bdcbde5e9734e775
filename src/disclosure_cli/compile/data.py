"""The catalogs as data for programs: values in columns, tables of texts, one document a unit and its schema.

Everything here is made from views, which hold only public data, in the order of the pages. Which fields there are is
asked of the schema, so a new field appears by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from disclosure_cli.compile.view import UnitView
from disclosure_cli.document import Workbook
from disclosure_cli.schema import Field, Schema, Schemas
from disclosure_cli.showing import columns

ITEM_SHEET = "数据"
ENTRY_SHEET = "信息数据"
"""The sheets of a unit's workbook that hold every public field of its items and of its entries."""

UNIT_HEADINGS = ("单位编号", "单位名称")
"""What stands before the fields of a record where the records of all units are in one table."""


class TextRows(TypedDict):
    """Rows of one unit, and the cells that stand before each of them."""

    before: list[str]
    rows: list[list[str]]


class TextTable(TypedDict):
    """A table of texts: its headings, and the rows of each unit."""

    headings: list[str]
    parts: list[TextRows]


def text_table(
    views: Iterable[UnitView], workbooks: Mapping[str, Workbook], sheet: str, schema: Schema
) -> TextTable:
    """Return the rows of a sheet in the workbooks of all units, so that both say the same."""
    return {
        "headings": [*UNIT_HEADINGS, *(field.heading for field in columns(schema.fields))],
        "parts": [
            {"before": [view.id, view.name], "rows": _rows(workbooks[view.id], sheet)}
            for view in views
        ],
    }


def _rows(workbook: Workbook, name: str) -> list[list[str]]:
    """Return the rows of the table in a sheet."""
    return [
        row
        for sheet in workbook["sheets"]
        if sheet["name"] == name
        for block in sheet["document"]["blocks"]
        if block["kind"] == "table"
        for row in block["rows"]
    ]


Shape = tuple[tuple[str, "Shape | None", int], ...]
"""How records are laid out in columns: of each public field its name, the shape of a block, the number of columns."""


def shape_of(fields: Iterable[Field]) -> Shape:
    """Return the shape of records in the columns that `showing.columns` names."""
    return tuple(
        (
            field.name,
            shape_of(field.children) if field.kind == "block" else None,
            len(columns((field,))),
        )
        for field in fields
        if field.public
    )


def cells(data: Mapping[str, Any], shape: Shape) -> list[Any]:
    """Return the values of a record, one a column, None for those that it does not have."""
    found: list[Any] = []
    for name, inner, width in shape:
        value = data.get(name)
        if inner is None:
            found.append(value)
        elif isinstance(value, Mapping):
            found += cells(value, inner)
        else:
            found += [None] * width
    return found


CATALOG_SCHEMA = "catalog.schema.json"
"""The name of the schema of units' documents, in the folder of the data that all units share."""


def unit_document(view: UnitView, schema_address: str) -> dict[str, Any]:
    """Return the public profile, items and entries of a unit under their English names.

    `schema_address` leads from the document to its schema, where each name is explained.
    """
    return {
        "$schema": schema_address,
        "id": view.id,
        "unit": view.profile,
        "items": [item.data for item in view.items],
        "entries": [entry.data for entry in view.entries],
    }


def document_schema(schemas: Schemas) -> dict[str, Any]:
    """Return the JSON Schema of `unit_document`: the shape, and the label and meaning of every public field."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "单位的政府信息公开目录",
        "description": "一个单位的概况和它公开的全部事项、信息条目，次序与目录网页相同。没有填写的字段不出现。",
        "type": "object",
        "properties": {
            "$schema": {"type": "string", "description": "本文件的网址，说明每个字段的含义。"},
            "id": {"title": "单位编号", "type": "string"},
            "unit": {"$ref": "#/$defs/unit"},
            "items": _records("item", schemas["item"]),
            "entries": _records("entry", schemas["entry"]),
        },
        "required": ["id", "unit", "items", "entries"],
        "additionalProperties": False,
        "$defs": {kind: _record(schemas[kind]) for kind in ("unit", "item", "entry")},
    }


def _records(kind: str, schema: Schema) -> dict[str, Any]:
    return {"title": schema.title, "type": "array", "items": {"$ref": f"#/$defs/{kind}"}}


def _record(schema: Schema) -> dict[str, Any]:
    return {
        "title": schema.title,
        "description": schema.document["description"],
        **_object(schema.fields),
    }


def _object(fields: Iterable[Field]) -> dict[str, Any]:
    properties = {field.name: _property(field) for field in fields if field.public}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(field: Field) -> dict[str, Any]:
    named = {"title": field.label, "description": field.description}
    if field.kind == "block":
        return {**named, **_object(field.children)}
    if field.kind == "blocks":
        return {**named, "type": "array", "items": _object(field.children)}
    if field.kind in {"texts", "choices"}:
        return {**named, "type": "array", "items": _scalar(field)}
    return {**named, **_scalar(field)}


def _scalar(field: Field) -> dict[str, Any]:
    if field.choices:
        return {"type": "string", "enum": list(field.choices)}
    if field.kind == "date":
        return {"type": "string", "format": "date"}
    return {"type": field.kind if field.kind in {"boolean", "integer"} else "string"}
