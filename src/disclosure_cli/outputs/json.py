"""JSON: plain data → a file for programs, one record a line so that versions can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False).encode


def render(document: Mapping[str, Any]) -> bytes:
    """Return an object as JSON in UTF-8: a line for each of its members, and for each element of a list.

    A list may be given as an iterator, so that a long one need not be held.
    """
    members = (line(name) + b": " + _lines(value) for name, value in document.items())
    return b"{\n" + b",\n".join(members) + b"\n}\n"


def _lines(value: Any) -> bytes:
    if isinstance(value, list | Iterator):
        return b"[\n" + b",\n".join(map(line, value)) + b"\n]"
    return line(value)


def line(value: Any) -> bytes:
    """Return a value on a line."""
    return _encode(value).encode()
