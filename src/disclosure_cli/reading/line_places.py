"""Where the values of the plainest YAML stand, told from its lines: faster than by the events of a parser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from disclosure_cli.places import Place, Span
from disclosure_cli.reading.lines import build_from_lines, parse_line


def item_place_from_lines(text: str, first_line: int) -> Place:
    """Return the place of the first item of a list; so many lines of its file come before the text.

    Raises `NotPlainError` where `build_from_lines` does.
    """
    items = build_from_lines(text)
    rows = _rows(text, first_line)
    return _Finder(rows).block(items[0], next(rows))


class _Row(NamedTuple):
    """One line: the columns, from 1, where its dash, its key and its value begin, and where key and line end."""

    number: int
    dash: int
    key: int
    key_end: int
    value: int
    end: int
    is_filled: bool

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of the line."""
        return Span(self.number, start, self.number, end)


def _rows(text: str, first_line: int) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), first_line + 1):
        parsed = parse_line(line)
        if parsed is not None:
            indent, is_item, key, _, is_filled = parsed
            at = indent + 1 + 2 * is_item
            end = at + len(key or "")
            value = at if key is None else end + 2
            yield _Row(number, indent + 1, at, end, value, len(line) + 1, is_filled)


class _Finder:
    """Goes through a value and its lines together: what is not on the line of its key begins on the next one."""

    def __init__(self, rows: Iterator[_Row]) -> None:
        self._rows = rows

    def block(self, value: Any, first: _Row) -> Place:
        """Return the place of a block, or of a list with an item a line, that begins on a line."""
        if isinstance(value, dict):
            fields: dict[str, Place] = {}
            for key, inner in value.items():
                fields[key] = last = self._field(inner, next(self._rows) if fields else first)
            return Place(_between(first, first.key, last), None, fields)
        items: list[Place] = []
        for inner in value:
            items.append(self._item(inner, next(self._rows) if items else first))
        return Place(_between(first, first.dash, items[-1]), None, tuple(items))

    def _field(self, value: Any, row: _Row) -> Place:
        is_here = row.is_filled or value is None
        place = _on_line(value, row) if is_here else self.block(value, next(self._rows))
        return Place(place.value, row.span(row.key, row.key_end), place.children)

    def _item(self, value: Any, row: _Row) -> Place:
        return self.block(value, row) if isinstance(value, dict) else _on_line(value, row)


def _between(first: _Row, column: int, last: Place) -> Span:
    return Span(first.number, column, last.value.end_line, last.value.end_column)


def _on_line(value: Any, row: _Row) -> Place:
    """Return the place of a text or a list in brackets; an absent one is right behind the colon."""
    if not row.is_filled:
        return Place(row.span(row.key_end + 1, row.key_end + 1))
    whole = row.span(row.value, row.end)
    if not isinstance(value, list):
        return Place(whole)
    items: list[Place] = []
    at = row.value + 1
    for text in value:
        items.append(Place(row.span(at, at + len(text))))
        at += len(text) + len(", ")
    return Place(whole, None, tuple(items))
