"""How much room a text takes where Chinese characters are twice as wide as Latin ones: on a terminal, in a drawing."""

from __future__ import annotations

import unicodedata


def width_of(text: str) -> int:
    """Return how many columns a text takes; a Chinese character takes two."""
    return sum(map(_width, text))


def shortened(text: str, room: int) -> str:
    """Return a text that takes at most `room` columns, with `…` for what is cut off."""
    if width_of(text) <= room:
        return text
    used = 0
    for end, character in enumerate(text):
        used += _width(character)
        if used > room - 2:
            return f"{text[:end]}…"
    return text


def padded(text: str, room: int, *, right: bool = False) -> str:
    """Return a text with blanks that fill `room` columns behind it, or before it to align it to the right."""
    blanks = " " * (room - width_of(text))
    return blanks + text if right else text + blanks


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
