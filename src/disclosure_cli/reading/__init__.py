"""The bytes of a workspace file → records with places, and what is wrong with the file as YAML.

Most files have nothing remarkable and are read as fast as can be; any other is read with care.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

import yaml

from disclosure_cli.model import Diagnostic, Source
from disclosure_cli.places import Place, Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.decoding import NOT_A_TEXT, decode
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.notes import Note
from disclosure_cli.reading.outline import Keys
from disclosure_cli.reading.plain import WantsCareError, build_value
from disclosure_cli.reading.recovering import read_carefully
from disclosure_cli.reading.shapes import Shape, has_shape

__all__ = ["RawRecord", "ReadFile", "Shape", "read"]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as typed: keys as the file spells them, every scalar a str, None for what is empty."""

    value: dict[str, Any]
    position: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its records in order, its findings, and the text of records that were lost."""

    source: Source
    records: tuple[RawRecord, ...]
    diagnostics: tuple[Diagnostic, ...]
    lost: str = ""


def read(
    data: bytes,
    file: str,
    shape: Shape,
    keys: Keys,
    suspicious: Set[int] = frozenset(),
    names: Set[str] = frozenset(),
) -> ReadFile:
    """Read one file. Never raises for what is in it.

    By `keys` a slip in the line of a known field is recognised; `suspicious` are lines that turned out to hold text
    where a block was due, and are searched for slips before parsing. `names` are the keys of fields that hold a list of
    names.
    """
    text, notes = decode(data)
    place: Place | None = None
    lost: list[str] = []
    value = None if suspicious else _read_plainly(text)
    if value is None or not has_shape(value, shape):
        recovered = read_carefully(Draft(text.split("\n")), shape, keys, suspicious, names)
        value, place, lost = recovered.value, recovered.place, recovered.lost
        notes += recovered.notes
    items = len(value) if place is None and isinstance(value, list) else 0
    source = Source(file, text, place, items)
    records = tuple(_records(value, shape, source, notes, lost))
    if NOT_A_TEXT in notes:
        notes = [NOT_A_TEXT]
    found = tuple(note.diagnostic(file) for note in notes)
    return ReadFile(source, records, found, "\n".join(lost))


def _read_plainly(text: str) -> Any:
    """Return the value of a text without anything remarkable, None for any other."""
    try:
        return build_value(text)
    except (WantsCareError, yaml.YAMLError):
        return None


def _records(
    value: Any, shape: Shape, source: Source, notes: list[Note], lost: list[str]
) -> Iterator[RawRecord]:
    """Yield the records of a value; what is none is noted and lost."""
    if shape is Shape.SINGLE:
        if value is not None or not lost:
            yield RawRecord(value or {}, ())
        return
    lines = [] if has_shape(value, shape) else source.text.split("\n")
    for index, item in enumerate(value or ()):
        if isinstance(item, dict):
            yield RawRecord(item, (index,))
        else:
            place, _ = source.place.child(index, {})
            assert place is not None
            notes.append(_not_a_record(item, place.value))
            lost.append("\n".join(lines[place.value.line - 1 : place.value.end_line]))


def _not_a_record(item: Any, span: Span) -> Note:
    if item is None:
        hint = "删去这一行，或者把记录写完"
        return Note(codes.EMPTY_RECORD, "“- ”后面什么也没有", hint, span)
    hint = "按“键: 值”的写法，一行一个字段；检查冒号后面有没有空格"
    return Note(codes.WRONG_SHAPE, "这一项应当是一条记录", hint, span)
