"""Where the keys and values of a YAML text stand."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Labels = Mapping[str, tuple[str, Any]]
"""Field name → (its label, the `Labels` of the fields inside it): how a file may spell a path."""


class Part(enum.Enum):
    """Which part of an entry of a mapping a finding is about."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text from its first character to behind its last; lines and columns from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class Items(Protocol):
    """The places of the items of a list: a tuple, or what finds each on first use."""

    def __iter__(self) -> Iterator[Place]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Place: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where one value stands, the key it stands under, and the places of what is inside it."""

    value: Span
    key: Span | None = None
    children: Mapping[str, Place] | Items = ()

    def child(self, part: str | int, labels: Labels) -> tuple[Place | None, Labels]:
        """Return the place under one part of a canonical path, and the labels that hold there."""
        if isinstance(part, int):
            if isinstance(self.children, Mapping) or part >= len(self.children):
                return None, labels
            return self.children[part], labels
        label, inner = labels.get(part, (part, {}))
        if not isinstance(self.children, Mapping):
            return None, inner
        return self.children.get(part) or self.children.get(label), inner

    def descend(self, path: tuple[str | int, ...], labels: Labels) -> Iterator[Place]:
        """Yield the places along a path, as far as the file has them."""
        here = self
        for part in path:
            inner, labels = here.child(part, labels)
            if inner is None:
                return
            here = inner
            yield here

    def head(self) -> Span:
        """Return the span that stands for the whole value: its key, else its first key, else itself."""
        if self.key is not None:
            return self.key
        if isinstance(self.children, Mapping) and self.children:
            first = next(iter(self.children.values()))
            return first.key or self.value
        return self.value


def find_within(text: str, span: Span, value: str, start: int, end: int) -> Span:
    """Return where `value[start:end]` stands in the source text of the scalar at `span`.

    The source may be quoted, indented or wrapped: one of several lines is laid beside the value, character by character
    but for blanks. Where that does not fit, the same words are looked for, counting earlier occurrences; words that
    were wrapped themselves are not found and the whole scalar is returned. Of blanks at which a line was wrapped, the
    place is the character before.
    """
    words = value[start:end]
    if not words:
        return span
    if span.end_line > span.line and len(value) <= _LONGEST_LAID:
        found = _laid_beside(text, span, value, start, end)
        if found is not None:
            return found
    skip = value.count(words, 0, start)
    for number, column, line in _lines_of(text, span):
        at = line.find(words, column)
        while at >= 0:
            if skip == 0:
                return Span(number, at + 1, number, at + 1 + len(words))
            skip -= 1
            at = line.find(words, at + len(words))
    return span


_LONGEST_LAID = 100_000
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")


def _laid_beside(text: str, span: Span, value: str, start: int, end: int) -> Span | None:
    """Return where a stretch of a scalar of several lines stands, None where that is not on one line or not certain."""
    lines = [
        (number, column, line)
        for number, column, line in _lines_of(text, span)
        if number > span.line or not _BLOCK_HEAD.match(line, column)
    ]
    typed = [
        (number, column)
        for number, first, line in lines
        for column, character in enumerate(line[first:], first + 1)
        if not character.isspace()
    ]
    if "".join("".join(line[first:].split()) for _, first, line in lines) != "".join(value.split()):
        return None
    before = len("".join(value[:start].split()))
    inside = len("".join(value[start:end].split()))
    if inside:
        (line, first), (last_line, last) = typed[before], typed[before + inside - 1]
        return Span(line, first, line, last + 1) if line == last_line else None
    if not 0 < before < len(typed):
        return None
    (line, first), (next_line, last) = typed[before - 1], typed[before]
    if line == next_line:
        return Span(line, first + 1, line, last)
    return Span(line, first, line, first + 1)


def _lines_of(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """Yield (line number, column to begin at, text) for the lines of a span."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    for offset, line in enumerate(lines):
        is_last = span.line + offset == span.end_line
        yield (
            span.line + offset,
            span.column - 1 if offset == 0 else 0,
            line[: span.end_column - 1] if is_last else line,
        )
