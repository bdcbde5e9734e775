"""Codes of classes and topics: two digits a level, and how records refer to them, `0503 采矿权登记`."""

from __future__ import annotations

_DIGITS = 2


def code_of(reference: object) -> str:
    """Return the code of a reference, which may be written with the name behind."""
    return str(reference).partition(" ")[0]


def parent(code: str) -> str:
    """Return the code of the class above, empty for one of the first level."""
    return code[:-_DIGITS]


def steps(code: str) -> tuple[str, ...]:
    """Return the codes of the classes that lead to one, from the first level down to itself."""
    return tuple(code[:end] for end in range(_DIGITS, len(code) + 1, _DIGITS))


def on_one_branch(one: str, other: str) -> bool:
    """Tell whether one class is the other, or lies above or below it."""
    return one.startswith(other) or other.startswith(one)
