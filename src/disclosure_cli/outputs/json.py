"""JSON: plain data → a file for programs, one record a line so that versions can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def render(document: Mapping[str, Any]) -> bytes:
    """Return an object as JSON in UTF-8: a line for each of its members, and for each element of a list."""
    members = (f"{_line(name)}: {_lines(value)}" for name, value in document.items())
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _lines(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
