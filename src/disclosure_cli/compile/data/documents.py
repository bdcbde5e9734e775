"""The catalogs as data for programs: values in columns, tables of texts, one document a unit and its schema.

Everything here is made from views, which hold only public data, in the order of the pages. Which fields there are is
asked of the schema, so a new field appears by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict

from disclosure_cli.compile.view import UnitView
from disclosure_cli.model import PublicData
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.showing import columns, text_reader

UNIT_HEADINGS = ("单位编号", "单位名称")
"""What stands before the fields of a record where the records of all units are in one table."""


class TextRows(TypedDict):
    """Rows of one unit, and the cells that stand before each of them."""

    before: list[str]
    rows: list[list[str]]


def text_headings(schema: Schema) -> list[str]:
    """Return the headings of a table of the records of all units."""
    return [*UNIT_HEADINGS, *(field.heading for field in columns(schema.fields))]


def text_rows(view: UnitView, records: Iterable[PublicData], schema: Schema) -> TextRows:
    """Return records of a unit as the rows that its workbook has, so that both say the same."""
    read = text_reader(schema.fields)
    return {"before": [view.id, view.name], "rows": list(map(read, records))}


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
