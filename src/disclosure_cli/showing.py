"""Values → the text that people read, field by field as the schema describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure_cli.model import PublicData
from disclosure_cli.schema import Field


def show(field: Field, value: Any) -> str:
    """Return a value as text: lists one item a line, a block as `标签：值；…`, true and false as 是 and 否."""
    if value is None:
        return ""
    if field.kind == "boolean":
        return "是" if value is True else "否" if value is False else str(value)
    if isinstance(value, Mapping):
        return "；".join(
            f"{child.label}：{show(child, value[child.name])}" for child in _present(field, value)
        )
    if isinstance(value, list):
        return "\n".join(
            show(field, item) if isinstance(item, Mapping) else str(item) for item in value
        )
    return str(value)


def _present(field: Field, value: Mapping[str, Any]) -> Iterator[Field]:
    return (child for child in field.children if child.name in value)


def columns(fields: tuple[Field, ...], *, internal: bool = False) -> tuple[Field, ...]:
    """Return the fields that a flat table has: blocks are opened, lists of blocks stay one column."""
    found: list[Field] = []
    for field in fields:
        if not (field.public or internal):
            continue
        found += columns(field.children, internal=internal) if field.kind == "block" else [field]
    return tuple(found)


def value_at(data: Mapping[str, Any], field: Field) -> Any:
    """Return the value of a column in a record, or None."""
    value: Any = data
    for name in field.path:
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return value


def facts(fields: tuple[Field, ...], data: PublicData) -> list[tuple[str, str]]:
    """Return heading and text of every public field that a record has, in the order of the schema."""
    rows = ((field.heading, show(field, value_at(data, field))) for field in columns(fields))
    return [(heading, text) for heading, text in rows if text]
