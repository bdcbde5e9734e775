"""Values → the text that people read, field by field as the schema describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from disclosure_cli.schema.fields import Field


def show(field: Field, value: Any) -> str:
    """Return a value as text: lists one item a line, a block as `标签：值；…`, true and false as 是 and 否."""
    if value is None:
        return ""
    if field.kind == "boolean":
        return "是" if value is True else "否" if value is False else str(value)
    if isinstance(value, dict):
        return "；".join(
            [f"{child.label}：{show(child, value[child.name])}" for child in _present(field, value)]
        )
    if isinstance(value, list):
        return "\n".join(
            [show(field, item) if isinstance(item, dict) else str(item) for item in value]
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


def short_label(field: Field) -> str:
    """Return a field's label without that of its block; a state is called after what it is the state of."""
    return field.labels[-2] if field.name == "state" and len(field.labels) > 1 else field.label


def value_at(data: Mapping[str, Any], field: Field) -> Any:
    """Return the value of a column in a record, or None."""
    value: Any = data
    for name in field.path:
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


Shape = tuple[tuple[str, "Shape | None", int], ...]
"""How records are laid out in columns: of each field its name, the shape of a block, the number of columns."""


def shape_of(fields: tuple[Field, ...], *, internal: bool = False) -> Shape:
    """Return the shape of records in the columns that `columns` names."""
    return tuple(
        (
            field.name,
            shape_of(field.children, internal=internal) if field.kind == "block" else None,
            len(columns((field,), internal=internal)),
        )
        for field in fields
        if field.public or internal
    )


def cells(data: Mapping[str, Any], shape: Shape) -> list[Any]:
    """Return the values of a record, one a column, None for those that it does not have."""
    found: list[Any] = []
    for name, inner, width in shape:
        value = data.get(name)
        if inner is None:
            found.append(value)
        elif isinstance(value, dict):
            found += cells(value, inner)
        else:
            found += [None] * width
    return found


def text_reader(
    fields: tuple[Field, ...], *, internal: bool = False
) -> Callable[[Mapping[str, Any]], list[str]]:
    """Return the function from a record to the texts in the columns that `columns` names."""
    shown = columns(fields, internal=internal)
    nothing = [""] * len(shown)
    places = _places(fields, count(), internal=internal)

    def read(data: Mapping[str, Any]) -> list[str]:
        texts = nothing.copy()
        _fill(texts, data, places)
        return texts

    return read


_Places = dict[str, "tuple[int, Field] | _Places"]
"""The column of each field by its name; of a block, those of the fields inside it."""


def _places(fields: tuple[Field, ...], numbers: Iterator[int], *, internal: bool) -> _Places:
    return {
        field.name: _places(field.children, numbers, internal=internal)
        if field.kind == "block"
        else (next(numbers), field)
        for field in fields
        if field.public or internal
    }


def _fill(texts: list[str], data: Mapping[str, Any], places: _Places) -> None:
    """Put the values of a record in their columns. Of most columns it has none; most of those that it has are texts."""
    for name, value in data.items():
        place = places.get(name)
        if isinstance(place, tuple):
            at, field = place
            texts[at] = value if type(value) is str else show(field, value)
        elif place and isinstance(value, dict):
            _fill(texts, value, place)
