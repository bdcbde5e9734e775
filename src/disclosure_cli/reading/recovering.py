"""Texts with slips → as many of their records as can be read.

The unit of recovery is one top-level record: where the text as a whole cannot be read, it is cut at its records
and each is read by itself, so that one slip never hides the others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

import yaml

from disclosure_cli.places import Place, Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.building import CarefulBuilder, LostError, duplicate_key
from disclosure_cli.reading.decoding import remove_invisible
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.explaining import explain
from disclosure_cli.reading.mending import mend, remove_separators, wants_mending
from disclosure_cli.reading.notes import Note
from disclosure_cli.reading.outline import Keys, is_comment_or_blank, parse_line
from disclosure_cli.reading.shapes import Shape, has_shape
from disclosure_cli.reading.slips import find_colon

_ITEM = re.compile(r"(?P<indent>[ \t\u3000]*)[-－—–](?![-－—–])")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What careful reading made of a text: value and places, what was wrong, and the records that were lost."""

    value: Any
    place: Place
    notes: list[Note]
    lost: list[str]


def read_carefully(draft: Draft, shape: Shape, keys: Keys, suspicious: Set[int]) -> Recovered:
    """Read a text that is not as it should be: as a whole if it can be, else record by record."""
    notes = remove_invisible(draft) + remove_separators(draft)
    error: yaml.YAMLError | None = None
    if not suspicious and not wants_mending(draft.text):
        builder = CarefulBuilder(draft)
        try:
            value, place = builder.build()
        except LostError:
            pass
        except yaml.YAMLError as raised:
            error = raised
        else:
            if not builder.suspicious and (value is None or has_shape(value, shape)):
                return Recovered(value, place, notes + builder.notes, [])
    outcome = _read_records(draft, shape, keys, suspicious)
    if error is not None and not outcome.notes:
        outcome.notes.append(explain(error, draft))
    return Recovered(outcome.value, outcome.place, notes + outcome.notes, outcome.lost)


def _read_records(draft: Draft, shape: Shape, keys: Keys, suspicious: Set[int]) -> Recovered:
    """Cut a text at its records and read each, mending what is recognised."""
    parts: list[tuple[Any, Place]] = []
    notes: list[Note] = []
    lost: list[str] = []
    cuts = list(_cuts(draft, shape, keys))
    if len(cuts) > 1:
        notes += _find_indented_start(draft, *cuts[:2])
    for start, end in cuts:
        part = draft.part(start, end)
        text = part.text
        value, place, more = _read_part(part, shape, keys, suspicious)
        notes += more
        if place is None:
            lost.append(text)
        elif value is not None:
            parts.append((value, place))
    value, place = _join(parts, shape, notes)
    return Recovered(value, place, notes, lost)


def _find_indented_start(
    draft: Draft, first: tuple[int, int], second: tuple[int, int]
) -> Iterator[Note]:
    """Note that the first record stands further right than the others: YAML only stumbles over the second."""
    lines = [parse_line(text) for text in draft.lines[first[0] : second[0] + 1]]
    number = next(n for n, line in enumerate(lines) if not is_comment_or_blank(line.text))
    begun, right = lines[number].indent, lines[-1].indent
    if begun > right:
        hint = f"向左移{begun - right}格，与下面的各行左边对齐"
        span = draft.span(first[0] + number, begun, begun + 1)
        at = draft.span(first[0] + number, right, begun)
        is_alone = lines[number + 1].indent == right + 2
        fix = "" if is_alone else None
        yield Note(codes.BAD_INDENTATION, "缩进与同一层的其他行对不齐", hint, span, fix, at)
        if is_alone:
            draft.replace(first[0] + number, right, begun, "")


def _read_part(
    draft: Draft, shape: Shape, keys: Keys, suspicious: Set[int]
) -> tuple[Any, Place | None, list[Note]]:
    """Read one record. Returns its value and places, no places if it is lost, and the notes."""
    notes = _mark_as_item(draft, keys) if shape is Shape.LIST else []
    suspicious = suspicious & set(map(draft.row, range(len(draft.lines))))
    if suspicious or wants_mending(draft.text):
        notes += mend(draft, keys, suspicious)
    for is_mended in (False, True):
        builder = CarefulBuilder(draft)
        try:
            value, place = builder.build()
        except LostError as error:
            return None, None, notes + error.notes
        except yaml.YAMLError as error:
            if is_mended:
                return None, None, _with(notes, explain(error, draft))
            rows = None
        else:
            is_text = isinstance(value, str) or (isinstance(value, list) and _has_text(value))
            if is_mended or not (is_text or builder.suspicious):
                return _as_record(value, place, shape, notes + builder.notes)
            rows = None if is_text else builder.suspicious
        notes += mend(draft, keys, rows)
    raise AssertionError


def _has_text(items: list[Any]) -> bool:
    return any(isinstance(item, str) for item in items)


def _as_record(
    value: Any, place: Place, shape: Shape, notes: list[Note]
) -> tuple[Any, Place | None, list[Note]]:
    """Take what was read for a part of a file, if it can be one: fields of a single record, or items of a list."""
    if shape is Shape.LIST or value is None or isinstance(value, dict):
        return value, place, notes
    hint = "删去行首的“- ”；这个文件只有一份内容，按“键: 值”的写法，一行一个字段"
    line, column = place.value.line, place.value.column
    span = Span(line, column, line, column + 1)
    note = Note(codes.WRONG_SHAPE, "这个文件的整体写法不对", hint, span)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        assert isinstance(place.children, tuple)
        return value[0], place.children[0], [*notes, note]
    return None, None, _with(notes, note)


def _with(notes: list[Note], last: Note) -> list[Note]:
    """Add what the parser stumbled over, unless that line is known to have a slip."""
    known = {note.span.line for note in notes if note.span}
    return notes if last.span and last.span.line in known else [*notes, last]


def _mark_as_item(draft: Draft, keys: Keys) -> list[Note]:
    """Note a record of a list that lacks its dash, and put it there if the lines below are indented for it."""
    content = (n for n, line in enumerate(draft.lines) if not is_comment_or_blank(line))
    first = next(content, None)
    if first is None or _ITEM.match(draft.lines[first]) or not _key_of(draft.lines[first], keys):
        return []
    line, second = parse_line(draft.lines[first]), next(content, None)
    at = line.indent
    hint = "每条记录以“- ”开头，其余各行向右缩进两格"
    message = "这条记录前面少了“- ”"
    span, start = draft.span(first, at, at + 1), draft.span(first, at, at)
    if second is None or parse_line(draft.lines[second]).indent <= at:
        return [Note(codes.WRONG_SHAPE, message, hint, span)]
    draft.replace(first, at, at, "- ")
    return [Note(codes.WRONG_SHAPE, message, hint, span, "- ", start)]


def _key_of(text: str, keys: Keys) -> str | None:
    """Return the known key at the start of a line, also where its colon is not right."""
    key = parse_line(text).key
    if key is None and (slip := find_colon(text, keys)):
        key = text[: slip.start].strip(" -")
    return key if key in keys else None


def _cuts(draft: Draft, shape: Shape, keys: Keys) -> Iterator[tuple[int, int]]:
    """Yield first line and end of each top-level record, or of each top-level field of a single record."""
    lines = draft.lines
    starts = (
        _starts_of_items(lines, keys) if shape is Shape.LIST else _starts_of_fields(lines, keys)
    )
    bounds = [*sorted({0, *starts}), len(lines)]
    for start, end in itertools.pairwise(bounds):
        if not all(map(is_comment_or_blank, lines[start:end])):
            yield start, end


def _starts_of_fields(lines: list[str], keys: Keys) -> Iterator[int]:
    for number, line in enumerate(lines):
        begins = not line[:1].isspace() and line[:1] not in {"", "#", "-"}
        if begins and (parse_line(line).key or _key_of(line, keys)):
            yield number


def _starts_of_items(lines: list[str], keys: Keys) -> Iterator[int]:
    """Yield the lines with an outermost dash, and those that lack it but have the key that records begin with."""
    dashes = {
        n: len(match["indent"]) for n, line in enumerate(lines) if (match := _ITEM.match(line))
    }
    outermost = min(dashes.values(), default=0)
    content = (n for n, line in enumerate(lines) if not is_comment_or_blank(line))
    first = next((n for n in dashes if dashes[n] == outermost), next(content, 0))
    first_key = _key_of(lines[first], keys) or ""
    for number, line in enumerate(lines):
        if number in dashes:
            if dashes[number] == outermost:
                yield number
        elif not line.startswith(" " * (outermost + 1)) and _key_of(line, keys) == first_key:
            yield number


def _join(parts: list[tuple[Any, Place]], shape: Shape, notes: list[Note]) -> tuple[Any, Place]:
    """Put the values of the parts together again."""
    if not parts:
        return None, Place(Span(1, 1, 1, 1))
    first, last = parts[0][1].value, parts[-1][1].value
    whole = Span(first.line, first.column, last.end_line, last.end_column)
    if shape is Shape.SINGLE:
        return _join_fields(parts, whole, notes)
    items: list[Any] = []
    places: list[Place] = []
    for value, place in parts:
        if isinstance(value, list) and isinstance(place.children, tuple):
            items += value
            places += place.children
        else:
            items.append(value)
            places.append(place)
    return items, Place(whole, None, tuple(places))


def _join_fields(
    parts: list[tuple[Any, Place]], whole: Span, notes: list[Note]
) -> tuple[dict[str, Any], Place]:
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for value, place in parts:
        assert isinstance(place.children, Mapping)
        for key, inner in place.children.items():
            if key in values:
                notes.append(duplicate_key(key, inner.key, places[key].key))
            else:
                values[key], places[key] = value[key], inner
    return values, Place(whole, None, places)
