"""Lines of the plainest YAML → plain values, several times as fast as the events of a parser.

Nearly every file of a workspace is written like this: one `key: value`, `key: [short, list]` or `- item` a line, and
blocks by indentation. What this reader accepts, YAML reads as the same value; all else it leaves to a parser.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Any

from disclosure_cli.reading.decoding import INVISIBLE
from disclosure_cli.reading.scalars import EMPTY, MAXIMUM_DEPTH, WIDE_BLANKS

_LINE = re.compile(r"( *)(- )?(?:(\w[\w/-]*):(?: |$))?(?:([\w《（“‘〔「【…].*)|(.*))")
"""Indentation, dash, key, and the value: a text that cannot be anything else, or whatever stands there."""
_FLOW = re.compile(r"\[[^\[\]{}\"'#&*!|>%@`:，?]*\]")
_ODD = re.compile(rf"[\t{WIDE_BLANKS}{INVISIBLE}]")
_HASH_BEHIND_TEXT = re.compile("^ *[^ #\n].* #", re.MULTILINE)
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")


class NotPlainError(Exception):
    """A line is of a kind that only a parser of YAML understands."""


def build_from_lines(text: str) -> Any:
    """Return the value of a text, None where it holds nothing. Raises `NotPlainError` where it is not sure."""
    return _Builder().value(text)


def wants_care(text: str) -> bool:
    """Tell whether a text has tabs, characters that no one sees, or comments behind a value."""
    has_comment = " #" in text and _HASH_BEHIND_TEXT.search(text) is not None
    return has_comment or _ODD.search(text) is not None


class _Builder:
    """The blocks that are open while lines are read. `key` is the one whose block may begin on the next line."""

    def __init__(self) -> None:
        self._outer: list[tuple[int, Any]] = []
        self._width = 0
        self._block: Any = None
        self._key: str | None = None

    def value(self, text: str) -> Any:
        root = None
        for line in text.split("\n"):
            parsed = parse_line(line)
            if parsed is None:
                continue
            width, is_item, key, value, is_filled = parsed
            if width != self._width or root is None:
                self._enter(width, [] if is_item else {})
                root = self._block if root is None else root
            block = self._block
            if is_item != (type(block) is list):
                raise NotPlainError
            if not is_item:
                if key in block:
                    raise NotPlainError
                block[key] = value
                self._key = None if is_filled else key
            elif key is None:
                block.append(value)
                self._key = None
            else:
                self._enter_item({key: value})
                self._key = None if is_filled else key
        return root

    def _enter(self, width: int, new: Any) -> None:
        """Go to the block whose lines are indented so far: one further in, which is new, or one further out."""
        if self._block is None:
            self._block = new
        elif width > self._width:
            if self._key is None or len(self._outer) == MAXIMUM_DEPTH:
                raise NotPlainError
            self._block[self._key] = new
            self._outer.append((self._width, self._block))
            self._width, self._block = width, new
        while width < self._width and self._outer:
            self._width, self._block = self._outer.pop()
        if width != self._width:
            raise NotPlainError

    def _enter_item(self, new: dict[str, Any]) -> None:
        """Go into a block that begins behind the dash of an item."""
        self._block.append(new)
        self._outer.append((self._width, self._block))
        self._width, self._block = self._width + 2, new


_Line = tuple[int, bool, str | None, Any, bool]


# A catalog says the same over and over: most lines have been seen before, and what they say is kept once. Texts are
# interned so that they stay one object also when they are handed over from another process.
@lru_cache(maxsize=2**15)
def parse_line(line: str) -> _Line | None:
    """Return indentation, whether it is an item, key, value and whether there is one; None for an empty line."""
    if wants_care(line):
        raise NotPlainError
    match = _LINE.fullmatch(line)
    assert match is not None
    indent, dash, key, plain, other = match.groups()
    if not dash and not key:
        if plain or (other and other[0] != "#"):
            raise NotPlainError
        return None
    value: Any = None
    if plain:
        if ": " in plain or plain[-1] in ": ":
            raise NotPlainError
        value = None if plain in EMPTY else sys.intern(plain)
    elif other:
        value = _marked(other)
    elif dash and not key:
        raise NotPlainError
    if key in EMPTY:
        raise NotPlainError
    return len(indent), dash is not None, key, value, bool(plain or other)


def _marked(text: str) -> str | list[str]:
    """Return the value of a quoted text, or of a list in brackets."""
    if text[0] == "[" and _FLOW.fullmatch(text):
        items = text[1:-1].split(", ") if text != "[]" else []
        if all(map(_is_plain_item, items)):
            return [*map(sys.intern, items)]
    elif _QUOTED.fullmatch(text) and text.isprintable():
        return sys.intern(text[1:-1])
    raise NotPlainError


def _is_plain_item(item: str) -> bool:
    return item not in EMPTY and item[0] not in " -" and item[-1] != " " and "," not in item
