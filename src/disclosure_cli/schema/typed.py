"""Records as they were typed → data under canonical names, each value of the type that its field asks for."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from disclosure_cli.model import Path
from disclosure_cli.schema.fields import Field

BOOLEANS = dict.fromkeys(("是", "true", "True", "yes"), True) | dict.fromkeys(
    ("否", "false", "False", "no"), False
)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Problem:
    """A breach of the schema, before it has a place and words: keyword, path, and what the keyword demands."""

    keyword: str
    path: Path
    value: Any = None
    demand: Any = None


_Found = list[tuple[list[str | int], Problem]]
"""Problems with their paths, which grow at the front on the way out."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Names and labels of the fields of a record, or of those inside a field → (name, kind of a value that is not plain
    text, what is inside).
    """

    fields: Mapping[str, tuple[str, str | None, Level]]


def level_of(fields: tuple[Field, ...]) -> Level:
    """Return what may stand where these fields do."""
    found: dict[str, tuple[str, str | None, Level]] = {}
    for field in fields:
        kind = None if field.kind in {"text", "date", "choice"} else field.kind
        # Interned, names stay one object each also where records come from another process.
        entry = (sys.intern(field.name), kind, level_of(field.children))
        found[field.name] = found[field.label] = entry
    return Level(found)


def typed_record(raw: Mapping[str, Any], level: Level) -> tuple[dict[str, Any], list[Problem]]:
    """Return a record under canonical names with typed values, and what the schema does not know in it."""
    found: _Found = []
    data = _canonical(raw, level, found)
    problems = [
        Problem(problem.keyword, tuple(path), problem.value, problem.demand)
        for path, problem in found
    ]
    return data, problems


def _canonical(raw: Mapping[str, Any], level: Level, found: _Found) -> dict[str, Any]:
    """Return a block under canonical names with typed values. Every value of a workspace passes here.

    Problems are handed up with the path below this block; each caller puts its own step in front.
    """
    data: dict[str, Any] = {}
    names = level.fields
    for key, value in raw.items():
        entry = names.get(key)
        if entry is None:
            found.append(([key], Problem("unknown", (), value, tuple(names))))
            continue
        name, kind, inner = entry
        if name in data:
            found.append(([key], Problem("both", (), value, name)))
        elif value is None or value == "":
            continue
        elif kind is None:
            data[name] = value
        else:
            before = len(found)
            typed = _typed(value, kind, inner, found)
            for path, _ in found[before:]:
                path.insert(0, name)
            if typed or typed is False or typed == 0:
                data[name] = typed
    return data


def _typed(value: Any, kind: str, inner: Level, found: _Found) -> Any:
    """Return a value that is not plain text as the type that the schema asks for, where it can be."""
    if isinstance(value, list):
        return _typed_items(value, inner, found) if kind == "blocks" else value
    if isinstance(value, dict):
        return _block(value, inner, found) if kind == "block" else value
    if kind == "boolean":
        return BOOLEANS.get(value, value)
    if kind == "integer" and _INTEGER.fullmatch(value):
        return int(value)
    return value


def _typed_items(values: list[Any], inner: Level, found: _Found) -> list[Any]:
    items = []
    for index, value in enumerate(values):
        before = len(found)
        items.append(_block(value, inner, found) if isinstance(value, dict) else value)
        for path, _ in found[before:]:
            path.insert(0, index)
    return items


def _block(raw: Mapping[str, Any], level: Level, found: _Found) -> dict[str, Any]:
    """Do what `_canonical` does for a block inside a record; equal ones of plain texts are one object."""
    try:
        data = _sound_block(tuple(raw.items()), level)
    except TypeError:  # There are lists or blocks in it.
        data = None
    return _canonical(raw, level, found) if data is None else data


# The records of a unit have nine blocks out of ten in common: who is responsible, how often something is updated.
@lru_cache(maxsize=2**14)
def _sound_block(items: tuple[tuple[str, Any], ...], level: Level) -> dict[str, Any] | None:
    """Return a block without problems under canonical names, None for any other."""
    found: _Found = []
    data = _canonical(dict(items), level, found)
    return None if found else data
