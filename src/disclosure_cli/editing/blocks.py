"""New values of the fields of a block → edits, where each value stands in the file.

Only what differs is touched: a text is replaced in its line, a list item by item, a block key by key. A new key stands
behind the nearest one that comes before it in the schema.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

from disclosure_cli.editing import yaml_text
from disclosure_cli.editing.edits import EditError, last_line
from disclosure_cli.model import Edit, Location, Record
from disclosure_cli.places import Place, Span
from disclosure_cli.reading.quoting import flow_scalar, scalar
from disclosure_cli.schema.fields import Field
from disclosure_cli.settings import Keys


class _Absent(enum.Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""In the place of a new value: the field is taken out."""

Change = Any
"""The whole new value of a field, or `ABSENT`."""


def block_edits(
    record: Record,
    place: Place,
    data: Mapping[str, Any],
    changes: Mapping[str, Change],
    fields: Sequence[Field],
    keys: Keys,
) -> Iterator[Edit]:
    """Yield the edits that give fields of one block, which stands at a place, their new values."""
    if changes:
        file = _File(record.source.file, _lines_of(record.source.text), keys)
        yield from _Block(file, place, fields).edits(data, changes)


@lru_cache(maxsize=2)
def _lines_of(text: str) -> tuple[str, ...]:
    """The lines of a file, asked for each of its records that changes."""
    return tuple(text.split("\n"))


@dataclass(frozen=True)
class _File:
    """A file's name and lines, and how its keys are spelled."""

    name: str
    lines: Sequence[str]
    keys: Keys

    def edit(self, start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
        return Edit(Location(self.name, *start, *end), text)

    def replace(self, span: Span, text: str) -> Edit:
        return self.edit((span.line, span.column), (span.end_line, span.end_column), text)

    def starts_with(self, span: Span, mark: str) -> bool:
        return self.lines[span.line - 1].startswith(mark, span.column - 1)

    def insert_below(self, line: int, block: Sequence[str]) -> Edit:
        """Put lines below a line; the file may end without a line end."""
        text = "\n".join(block)
        if line < len(self.lines):
            return self.edit((line + 1, 1), (line + 1, 1), text + "\n")
        last = self.lines[-1]
        where = (len(self.lines), len(last) + 1)
        return self.edit(where, where, ("\n" if last else "") + text + "\n")

    def remove_lines(self, first: int, last: int) -> Edit:
        if last < len(self.lines):
            return self.edit((first, 1), (last + 1, 1), "")
        return self.edit((first, 1), (last, len(self.lines[last - 1]) + 1), "")


@dataclass(frozen=True)
class _Block:
    """A block of keys and values in a file."""

    file: _File
    place: Place
    fields: Sequence[Field]

    def edits(self, data: Mapping[str, Any], changes: Mapping[str, Change]) -> Iterator[Edit]:
        if self.file.starts_with(self.place.value, "{"):
            yield self._as_flow({**data, **changes})
            return
        behind: dict[str, list[str]] = {}
        anchor = ""
        for field in self.fields:
            there = self._place_of(field)
            change = changes.get(field.name, data.get(field.name))
            if field.name in changes and there is None and change is not ABSENT:
                behind.setdefault(anchor, []).extend(self._lines({field.name: change}))
            elif there is not None:
                if field.name in changes:
                    yield from self._change(field, there, data.get(field.name), change)
                anchor = field.name
        for name, lines in behind.items():
            yield self._insert(name, lines)

    def _place_of(self, field: Field) -> Place | None:
        children = self.place.children
        assert isinstance(children, Mapping) or not children
        if not isinstance(children, Mapping):
            return None
        return children.get(field.name) or children.get(field.label)

    @property
    def _indent(self) -> str:
        return " " * (self._first.column - 1)

    @property
    def _first(self) -> Span:
        """Where the first key stands."""
        children = self.place.children
        if not isinstance(children, Mapping) or not children:
            return self.place.value
        key: Span | None = next(iter(children.values())).key
        assert key is not None
        return key

    def _lines(self, values: Mapping[str, Any]) -> list[str]:
        return list(yaml_text.block(values, self.fields, self.file.keys))

    def _insert(self, anchor: str, lines: Sequence[str]) -> Edit:
        """Put new keys behind the one of a name, or before all where it is empty."""
        if anchor:
            field = next(field for field in self.fields if field.name == anchor)
            place = self._place_of(field)
            assert place is not None
            return self.file.insert_below(
                self._last_line(place), [self._indent + one for one in lines]
            )
        if not self.place.children:
            return self.file.insert_below(len(self.file.lines), lines)
        start = self._first
        if not self.file.lines[start.line - 1][: start.column - 1].strip():
            return self.file.insert_below(start.line - 1, [self._indent + one for one in lines])
        text = f"\n{self._indent}".join([*lines, ""])
        return self.file.edit((start.line, start.column), (start.line, start.column), text)

    def _last_line(self, place: Place) -> int:
        assert place.key is not None
        return last_line(self.file.lines, place.value.end_line, place.key.column)

    def _change(self, field: Field, place: Place, old: Any, new: Change) -> Iterator[Edit]:
        if new is ABSENT:
            yield self._remove(place)
        elif isinstance(new, Mapping) and isinstance(old, Mapping) and place.children:
            names = [inner.name for inner in field.children]
            differing = {
                name: new.get(name, ABSENT)
                for name in names
                if new.get(name, ABSENT) != old.get(name, ABSENT)
            }
            yield from _Block(self.file, place, field.children).edits(old, differing)
        elif isinstance(new, list | tuple) and self._is_block_list(place):
            yield from _Items(self.file, place, field).edits(list(old or ()), list(new))
        elif isinstance(new, Mapping | list | tuple) or "\n" in str(new):
            yield from self._replace_whole(field, place, new)
        else:
            yield self._replace_text(place, yaml_text.text_lines(new)[0])

    def _is_block_list(self, place: Place) -> bool:
        return (
            isinstance(place.children, tuple)
            and bool(place.children)
            and self.file.starts_with(place.value, "-")
        )

    def _replace_text(self, place: Place, text: str) -> Edit:
        """Put a text in the place of a value, which may be empty."""
        span = place.value
        if (span.line, span.column) != (span.end_line, span.end_column):
            return self.file.replace(span, text)
        return self.file.edit(*self._behind_colon(place), f" {text}")

    def _behind_colon(self, place: Place) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return where a key's empty value stands: right behind the colon."""
        assert place.key is not None
        key = place.key
        column = self.file.lines[key.end_line - 1].index(":", key.end_column - 1) + 2
        return (key.end_line, column), (key.end_line, column)

    def _replace_whole(self, field: Field, place: Place, new: Any) -> Iterator[Edit]:
        """Write a value anew behind its key; what stood between its lines goes with it."""
        first, *more = self._lines({field.name: new})
        head = first.partition(":")[2]
        assert place.key is not None
        start, _ = self._behind_colon(place)
        span = place.value
        end = max((span.end_line, span.end_column), start)
        yield self.file.edit(start, end, "\n".join([head, *(self._indent + line for line in more)]))

    def _remove(self, place: Place) -> Edit:
        assert place.key is not None
        last = place.value.end_line
        if not self.file.lines[place.key.line - 1][: place.key.column - 1].strip():
            return self.file.remove_lines(place.key.line, last)
        following = [
            other.key
            for other in dict(self.place.children).values()  # type: ignore[arg-type]
            if other.key is not None and other.key.line > last
        ]
        if not following:
            raise EditError("这一项只剩一个键，不能删去")
        start, end = place.key, min(following, key=lambda key: key.line)
        return self.file.edit((start.line, start.column), (end.line, end.column), "")

    def _as_flow(self, values: Mapping[str, Any]) -> Edit:
        """Return the edit that writes a block between braces anew."""
        pairs = []
        for field in self.fields:
            value = values.get(field.name, ABSENT)
            if value is ABSENT:
                continue
            key = field.label if self.file.keys == "zh" else field.name
            if isinstance(value, Mapping) or "\n" in str(value):
                raise EditError("写在“{ }”里的内容不能自动修改，先改成每行一个“键: 值”")
            if isinstance(value, list | tuple):
                written = yaml_text.flow(value)
            else:
                written = flow_scalar(yaml_text.plain_text(value))
            pairs.append(f"{key}: {written}")
        return self.file.replace(self.place.value, "{" + ", ".join(pairs) + "}")


@dataclass(frozen=True)
class _Items:
    """A list in a file, one item under the other."""

    file: _File
    place: Place
    field: Field

    def edits(self, old: list[Any], new: list[Any]) -> Iterator[Edit]:
        before = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in old]
        after = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in new]
        for step, start, end, first, last in SequenceMatcher(
            None, before, after, autojunk=False
        ).get_opcodes():
            if step == "equal":
                continue
            shared = min(end - start, last - first)
            for number in range(shared):
                yield from self._replace(start + number, old[start + number], new[first + number])
            for number in range(start + shared, end):
                yield self.file.remove_lines(self._line(number), self._last_line(number))
            if added := new[first + shared : last]:
                yield self._insert(start + shared, added)

    @property
    def _places(self) -> tuple[Place, ...]:
        assert isinstance(self.place.children, tuple)
        return self.place.children

    @property
    def _indent(self) -> str:
        return " " * (self.place.value.column - 1)

    def _line(self, number: int) -> int:
        """Return the line of an item's dash."""
        line = self._places[number].value.line
        while not self.file.lines[line - 1].startswith("-", self.place.value.column - 1):
            line -= 1
        return line

    def _last_line(self, number: int) -> int:
        column = self.place.value.column
        return last_line(self.file.lines, self._places[number].value.end_line, column)

    def _lines(self, value: Any) -> list[str]:
        lines = yaml_text.item(yaml_text.item_lines(value, self.field, self.file.keys))
        return [self._indent + line for line in lines]

    def _insert(self, number: int, values: Sequence[Any]) -> Edit:
        lines = [line for value in values for line in self._lines(value)]
        if number:
            return self.file.insert_below(self._last_line(number - 1), lines)
        return self.file.insert_below(self._line(0) - 1, lines)

    def _replace(self, number: int, old: Any, new: Any) -> Iterator[Edit]:
        place = self._places[number]
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            differing = {
                field.name: new.get(field.name, ABSENT)
                for field in self.field.children
                if new.get(field.name, ABSENT) != old.get(field.name, ABSENT)
            }
            yield from _Block(self.file, place, self.field.children).edits(old, differing)
        elif isinstance(new, str) and "\n" not in new:
            yield self.file.replace(place.value, scalar(new))
        else:
            first, *more = self._lines(new)
            text = "\n".join([first[len(self._indent) + 2 :], *more])
            yield self.file.replace(place.value, text)
