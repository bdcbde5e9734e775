"""Edits of YAML files that keep every other byte: comments, blank lines, quotes, line ends, the order of keys.

An edit is a place in a file and the text that goes there. Places come from reading, so nothing but what is named
changes; whoever makes edits reads the result again before it is written, and so proves that it says what was meant.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from disclosure_cli.model import Edit, Location, Record
from disclosure_cli.places import Place

_INDENT = "  "
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")


class EditError(ValueError):
    """A file cannot be edited as asked. The message is Chinese and final."""


def append_items(record: Record, name: str, key: str, items: Sequence[str]) -> tuple[Edit, ...]:
    """Return the edits that add items behind the last one of a list, a field of a record that is a file by itself.

    `items` are lines of YAML, each item beginning with `- `. The list is begun at the end of the file, under `key`,
    where the field is absent. Raises `EditError` where the file has it in `{…}` or `[…]`.
    """
    source = record.source
    lines = source.text.split("\n")
    if source.place.children and _starts_with(lines, source.place, "{"):
        raise EditError("整个文件写在“{ }”里，先改成每行一个“键: 值”")
    found = list(source.place.descend((name,), record.labels))
    if not found:
        blank = [""] if source.text.strip() else []
        text = [*blank, f"{key}:", *(_INDENT + line for line in items)]
        return (_insert(record, len(lines), text),)
    place = found[0]
    assert place.key is not None
    column = place.key.column
    if not isinstance(place.children, tuple) or not place.children:
        indented = [" " * (column - 1) + _INDENT + line for line in items]
        return (*_without(record, place), _insert(record, place.key.line, indented))
    if _starts_with(lines, place, "["):
        raise EditError(f"“{key}”写在“[ ]”里，先改成每行一项、以“- ”开头")
    last = last_line(lines, place.children[-1].value.end_line, column)
    indent = " " * (place.value.column - 1)
    return (_insert(record, last, [indent + line for line in items]),)


def _starts_with(lines: Sequence[str], place: Place, mark: str) -> bool:
    return lines[place.value.line - 1].startswith(mark, place.value.column - 1)


def _without(record: Record, place: Place) -> Iterator[Edit]:
    """Yield the edit that takes away what stands for an empty list: `[]` or `~`."""
    span = place.value
    if (span.line, span.column) != (span.end_line, span.end_column):
        yield Edit(Location.of(record.source.file, span), "")


def last_line(lines: Sequence[str], line: int, column: int) -> int:
    """Return the line with which a block ends: comments below it that stand deeper than its key are its own."""
    while line < len(lines):
        text = lines[line].lstrip(" ")
        if not text.startswith("#") or len(lines[line]) - len(text) < column:
            break
        line += 1
    return line


def _insert(record: Record, line: int, block: Sequence[str]) -> Edit:
    """Return the edit that puts lines below a line; the file may end without a line end."""
    lines = record.source.text.split("\n")
    file = record.source.file
    text = "\n".join(block)
    if line < len(lines):
        return Edit(Location(file, line + 1, 1, line + 1, 1), text + "\n")
    column = len(lines[-1]) + 1
    start = "\n" if lines[-1] else ""
    return Edit(Location(file, line, column, line, column), f"{start}{text}\n")


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with edits made, in the file's own line ends.

    Raises `EditError` for a file that is not UTF-8, and `ValueError` for edits that overlap.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise EditError("文件不是 UTF-8 编码，先另存为 UTF-8 编码") from None
    lines = _LINE.findall(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    mark = int(data.startswith(codecs.BOM_UTF8))
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"

    def offset(line: int | None, column: int | None) -> int:
        assert line is not None
        assert column is not None
        return starts[line - 1] + column - 1 + (mark if line == 1 else 0)

    pieces = sorted(
        (
            offset(edit.location.line, edit.location.column),
            offset(edit.location.end_line, edit.location.end_column),
            edit.text.replace("\n", newline),
        )
        for edit in edits
    )
    if any(end > start for (_, end, _), (start, _, _) in pairwise(pieces)):
        raise ValueError("edits overlap")
    made: list[str] = []
    done = 0
    for start, end, inserted in pieces:
        made += [text[done:start], inserted]
        done = end
    return "".join([*made, text[done:]]).encode("utf-8")
