"""A kind of record → the columns of its sheet: every field of the schema, those that name the record in front."""

from __future__ import annotations

from collections.abc import Mapping

from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.showing import columns as flat_fields

IDENTITIES: Mapping[str, str] = {"item": "id", "entry": "index"}
"""Kinds of record that have a sheet → the field that a record is known by."""
KEY_HEADING = "草稿号"
"""The column that drafts are known by: records without a number of their own, or with that of another."""
INSIDE = "·"
"""Stands in a heading between a block and its part."""
REQUIRED_MARK = " *"
"""Stands behind the heading of a field that must not be empty."""


def columns_of(schema: Schema) -> tuple[Field, ...]:
    """Return the fields that have a column, in the order of the columns."""
    fields = flat_fields(schema.fields, internal=True)
    identity = IDENTITIES[schema.kind]
    front = [field for field in fields if field.path == (identity,)]
    front += [field for field in fields if is_required(field) and field not in front]
    return (*front, *(field for field in fields if field not in front))


def is_required(field: Field) -> bool:
    """Tell whether a column must not be empty. What a block requires counts only where there is a block."""
    return field.required and len(field.path) == 1


def heading_of(field: Field) -> str:
    """Return what stands over a column: `工作机构·电话`."""
    return field.heading + (REQUIRED_MARK if is_required(field) else "")
