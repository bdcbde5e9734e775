"""The texts in the values of records, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from disclosure_cli.model import Path, texts_of
from disclosure_cli.schema.fields import Field

_NO_PROSE = frozenset(("choice", "choices", "date", "boolean", "integer"))
# The way down the standard catalog to an item of it, step by step.
_STEPS = "standard"


BETWEEN_ORGANS = (
    r"(?<=[部厅局委会院署办行府室处])[ \u3000]+"
    r"(?=[一-鿿]{2,40}?(?:关于|印发|转发|公告|通告|决定|意见|通知))"
)
"""The space between the organs that a title names side by side: 中共中央办公厅 国务院办公厅印发……."""


def values_at(data: Any, names: tuple[str, ...], path: Path = ()) -> list[tuple[Path, Any]]:
    """Return path and value of what stands at the end of some names, in every item of the lists on the way."""
    if isinstance(data, list):
        return [
            found
            for index, item in enumerate(data)
            for found in values_at(item, names, (*path, index))
        ]
    if not names:
        return [(path, data)]
    if isinstance(data, dict) and names[0] in data:
        return values_at(data[names[0]], names[1:], (*path, names[0]))
    return []


def bare_texts(value: object) -> list[str]:
    """Return the texts of a list."""
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def add_texts_at(data: Any, names: tuple[str, ...], found: set[str]) -> None:
    """Add to a set the texts that stand at the end of some names, or below it, in each item of the lists on the way."""
    if isinstance(data, str):
        if not names:
            found.add(data)
    elif isinstance(data, list):
        texts = bare_texts(data)
        if not names:
            found.update(texts)
        for item in data if len(texts) < len(data) else ():
            if not isinstance(item, str):
                add_texts_at(item, names, found)
    elif isinstance(data, dict) and names:
        add_texts_at(data.get(names[0]), names[1:], found)
    elif isinstance(data, dict):
        for value in data.values():
            add_texts_at(value, (), found)


def prose_of(
    data: Mapping[str, object], fields: Iterable[Field], path: Path = ()
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of what a record prints as running text.

    Grammars have a wording of their own, and a reference is written as what it refers to.
    """
    for field in fields:
        value = data.get(field.name)
        if value is None or not field.public or field.kind in _NO_PROSE:
            continue
        here = (*path, field.name)
        if field.kind == "block" and isinstance(value, dict):
            yield from prose_of(value, field.children, here)
        elif field.kind == "blocks" and isinstance(value, list):
            for index, block in enumerate(value):
                if isinstance(block, dict):
                    yield from prose_of(block, field.children, (*here, index))
        elif not field.reference and not field.grammar and field.name != _STEPS:
            yield from texts_of(value, here)
