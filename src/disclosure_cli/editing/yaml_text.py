"""New records → YAML as a careful clerk types it: Chinese keys, plain text, quotes only where they are needed.

What is written here is read back as exactly the same data by our own reader, and by other readers of
YAML as the same text. The values are cleaned texts: no blanks at their ends, no invisible characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from disclosure_cli.reading.quoting import flow_scalar, has_other_meaning, scalar
from disclosure_cli.schema.fields import Field
from disclosure_cli.settings import Keys

_SHORT = re.compile(r"[\w/（）]+")
_LONGEST_ROW = 60


def emit(records: Sequence[Mapping[str, Any]], fields: Sequence[Field], keys: Keys) -> str:
    """The text of a list of records under canonical names, an empty line before each but the first."""
    return "\n".join("\n".join(item(block(record, fields, keys))) + "\n" for record in records)


def flow(values: Sequence[str]) -> str:
    """A list of texts on one line, in brackets."""
    return f"[{', '.join(flow_scalar(value) for value in values)}]"


def item(lines: Iterable[str]) -> list[str]:
    """The lines of a block or of a text as an item of a list."""
    return [("- " if number == 0 else "  ") + line for number, line in enumerate(lines)]


def block(record: Mapping[str, Any], fields: Sequence[Field], keys: Keys) -> Iterator[str]:
    """The lines of a block of keys and values, in the order of the fields."""
    for field in fields:
        if field.name not in record:
            continue
        key = field.label if keys == "zh" else field.name
        value = record[field.name]
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from _indented(block(value, field.children, keys))
        elif isinstance(value, list | tuple):
            yield from _list(key, value, field, keys)
        else:
            first, *more = text_lines(value)
            yield f"{key}: {first}"
            yield from _indented(more)


def _list(key: str, values: Sequence[Any], field: Field, keys: Keys) -> Iterator[str]:
    if is_short(values):
        yield f"{key}: {flow(values)}"
        return
    yield f"{key}:"
    for value in values:
        yield from _indented(item(item_lines(value, field, keys)))


def item_lines(value: Any, field: Field, keys: Keys) -> list[str]:
    """The lines of one of the values of a field that is a list."""
    if isinstance(value, Mapping):
        return list(block(value, field.children, keys))
    return text_lines(value)


def is_short(values: Sequence[Any]) -> bool:
    """Whether a list reads best on one line: a few words each."""
    return (
        all(isinstance(value, str) and _SHORT.fullmatch(value) for value in values)
        and not any(map(has_other_meaning, values))
        and sum(map(len, values)) <= _LONGEST_ROW
    )


def text_lines(value: Any) -> list[str]:
    """A scalar's lines; what follows the first is to be indented."""
    if isinstance(value, bool | int):
        return [plain_text(value)]
    text = str(value)
    if "\n" not in text:
        return [scalar(text)]
    return ["|-", *text.split("\n")]


def plain_text(value: Any) -> str:
    """A value as a clerk types it, before quotes."""
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _indented(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    return ("  " + line for line in lines)
