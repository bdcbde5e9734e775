"""The bytes of a workspace file → records with places, and what is wrong with the file as YAML.

The unit of recovery is one top-level record: where the text as a whole cannot be read, it is cut at its records
and each is read by itself, so that one slip never hides the others.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

import yaml

from disclosure_cli.model import Diagnostic, Source
from disclosure_cli.places import Place, Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.building import CarefulBuilder, WantsCareError, build_value
from disclosure_cli.reading.decoding import decode
from disclosure_cli.reading.mistakes import explain, repair_blanks, repair_lines
from disclosure_cli.reading.notes import Note


class Shape(enum.Enum):
    """What a file is as a whole."""

    LIST = "list"
    SINGLE = "single"


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
    keys: Set[str],
    suspicious: Set[int] = frozenset(),
) -> ReadFile:
    """Read one file. Never raises for what is in it.

    `keys` are all names and labels that fields may have, to recognise a slip by; `suspicious` are lines that
    turned out to hold text where a block was due, and are searched for slips before parsing.
    """
    text, notes = decode(data)
    repaired: Place | None = None
    lost = ""
    try:
        if suspicious:
            raise WantsCareError
        value = build_value(text)
    except (WantsCareError, yaml.YAMLError):
        value, repaired, more, lost = _read_carefully(text, shape, keys, suspicious)
        notes += more
    source = Source(file, text, repaired)
    records = tuple(_records(value, shape, source, notes))
    return ReadFile(source, records, tuple(note.diagnostic(file) for note in notes), lost)


def _read_carefully(
    text: str, shape: Shape, keys: Set[str], suspicious: Set[int]
) -> tuple[Any, Place, list[Note], str]:
    """Read record by record, mending what is recognised. Returns value, places, notes and lost text."""
    try:
        if suspicious or "\t" in text or "\u3000" in text:
            raise WantsCareError
        builder = CarefulBuilder(text, 0)
        return *builder.build(), builder.notes, ""
    except (WantsCareError, yaml.YAMLError):
        pass
    values: list[tuple[Any, Place]] = []
    notes: list[Note] = []
    lost = []
    for first_line, chunk in _chunks(text, shape):
        result, more = _read_chunk(chunk, first_line, keys, suspicious)
        notes += more
        if result is None:
            lost.append(chunk)
        else:
            values.append(result)
    return *_join(values, notes), notes, "\n".join(lost)


def _read_chunk(
    chunk: str, first_line: int, keys: Set[str], suspicious: Set[int]
) -> tuple[tuple[Any, Place] | None, list[Note]]:
    text, notes = repair_blanks(chunk, first_line)
    if suspicious:
        text, more = repair_lines(text, first_line, keys, suspicious)
        notes += more
    try:
        builder = CarefulBuilder(text, first_line)
        return builder.build(), notes + builder.notes
    except yaml.YAMLError as error:
        repaired, more = repair_lines(text, first_line, keys)
        if not more:
            return None, notes or [explain(error, first_line)]
    try:
        builder = CarefulBuilder(repaired, first_line)
        return builder.build(), notes + more + builder.notes
    except yaml.YAMLError:
        return None, notes + more


def _chunks(text: str, shape: Shape) -> Iterator[tuple[int, str]]:
    """Cut a text before each of its top-level records; yields (lines before, text)."""
    pattern = r"[ \u3000\t]*[-－—–]" if shape is Shape.LIST else r"[^\s#\-]"
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(pattern, line)]
    if shape is Shape.LIST and starts:
        indents = {number: len(lines[number]) - len(lines[number].lstrip()) for number in starts}
        outermost = min(indents.values())
        starts = [number for number in starts if indents[number] == outermost]
    bounds = sorted({0, *starts}) + [len(lines)]
    for start, end in zip(bounds, bounds[1:], strict=False):
        chunk = lines[start:end]
        if any(line.strip() and not line.lstrip().startswith("#") for line in chunk):
            yield start, "\n".join(chunk)


def _join(parts: list[tuple[Any, Place]], notes: list[Note]) -> tuple[Any, Place]:
    """Put the values of the chunks together again."""
    if not parts:
        return None, Place(Span(1, 1, 1, 1))
    whole = Span(
        parts[0][1].value.line,
        1,
        parts[-1][1].value.end_line,
        parts[-1][1].value.end_column,
    )
    if all(isinstance(value, dict) for value, _ in parts):
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for value, place in parts:
            assert isinstance(place.children, dict)
            for key in value:
                if key in values:
                    hint = "只留一行；两个值都要时，合并成一个值"
                    where, first = place.children[key].key, places[key].key
                    notes.append(
                        Note(
                            codes.DUPLICATE_KEY,
                            f"“{key}”写了两次",
                            hint,
                            where,
                            first=first,
                        )
                    )
                else:
                    values[key], places[key] = value[key], place.children[key]
        return values, Place(whole, None, places)
    items: list[Any] = []
    where_items: list[Place] = []
    for value, place in parts:
        if isinstance(value, list) and isinstance(place.children, tuple):
            items += value
            where_items += place.children
        elif value is not None:
            items.append(value)
            where_items.append(place)
    return items, Place(whole, None, tuple(where_items))


def _records(value: Any, shape: Shape, source: Source, notes: list[Note]) -> Iterator[RawRecord]:
    """Yield the records of a value, noting what is none."""
    if isinstance(value, dict):
        if shape is Shape.LIST:
            hint = "每条记录以“- ”开头，其余各行向右缩进两格"
            notes.append(
                Note(
                    codes.WRONG_SHAPE,
                    "这个文件应当是一组记录",
                    hint,
                    source.place.head(),
                )
            )
        yield RawRecord(value, ())
        return
    if isinstance(value, list) and shape is Shape.LIST:
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield RawRecord(item, (index,))
            else:
                notes.append(_not_a_record(item, source, index))
        return
    if value is not None:
        hint = "按“键: 值”的写法，一行一个字段" if shape is Shape.SINGLE else "每条记录以“- ”开头"
        notes.append(
            Note(
                codes.WRONG_SHAPE,
                "这个文件的整体写法不对，没有读入",
                hint,
                source.place.head(),
            )
        )


def _not_a_record(item: Any, source: Source, index: int) -> Note:
    place, _ = source.place.child(index, {})
    span = place.value if place else None
    if item is None:
        hint = "删去这一行，或者把记录写完"
        return Note(codes.EMPTY_RECORD, "“- ”后面什么也没有", hint, span)
    hint = "按“键: 值”的写法，一行一个字段；检查冒号后面有没有空格"
    return Note(codes.WRONG_SHAPE, "这一项应当是一条记录", hint, span)
