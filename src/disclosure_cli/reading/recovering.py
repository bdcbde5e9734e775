"""Texts with slips → as many of their records as can be read.

The unit of recovery is one top-level record: where the text as a whole cannot be read, it is cut at its records
and each is read by itself, so that one slip never hides the others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

import yaml

from disclosure_cli.places import Place, Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.building import CarefulBuilder, LostError, PlacesOfItems, duplicate_key
from disclosure_cli.reading.decoding import remove_invisible
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.explaining import explain
from disclosure_cli.reading.mending import mend, remove_separators, wants_mending
from disclosure_cli.reading.notes import Note
from disclosure_cli.reading.outline import Keys, is_comment_or_blank, parse_line
from disclosure_cli.reading.plain import WantsCareError, build_value
from disclosure_cli.reading.shapes import Shape, has_shape
from disclosure_cli.reading.slips import find_colon

_ITEM = re.compile(r"(?P<indent>[ \t\u3000]*)[-－—–](?![-－—–])")


Part = tuple[Any, Place | Draft]
"""A value and where it stands; that of a record without anything to say about it is told from its lines."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What careful reading made of a text: value and places, what was wrong, and the records that were lost."""

    value: Any
    place: Place
    notes: list[Note]
    lost: list[str]


def read_carefully(
    draft: Draft,
    shape: Shape,
    keys: Keys,
    suspicious: Set[int],
    names: Set[str] = frozenset(),
) -> Recovered:
    """Read a text that is not as it should be: as a whole if it can be, else record by record."""
    notes = remove_invisible(draft) + remove_separators(draft)
    stumbled: list[Note] = []
    if not suspicious and not wants_mending(draft.text):
        outcome = _read_whole(draft, shape, stumbled, names)
        if outcome is not None:
            return replace(outcome, notes=notes + outcome.notes)
    outcome = _read_records(draft, shape, keys, suspicious, names)
    return replace(outcome, notes=notes + (outcome.notes or stumbled))


def _read_whole(
    draft: Draft, shape: Shape, stumbled: list[Note], names: Set[str]
) -> Recovered | None:
    """Read a text as it is written, None where that cannot be, or where it hardly means what it says.

    What the parser stumbled over is added to `stumbled`. A list is read item by item as far as that is the same.
    """
    parts: list[Part] = []
    notes: list[Note] = []
    rest = draft
    for item in _items(draft) if shape is Shape.LIST else ():
        read = _read_item(item, names)
        if read is None:
            rest = draft.part(item.first_line - draft.first_line, len(draft.lines))
            break
        parts.append(read[:2])
        notes += read[2]
    else:
        if parts:
            return Recovered(*_join_items(parts, draft), notes, [])
    builder = CarefulBuilder(rest, names)
    try:
        value, place = builder.build()
    except LostError:
        return None
    except yaml.YAMLError as error:
        stumbled.append(explain(error, rest))
        return None
    if builder.suspicious or not (value is None or has_shape(value, shape)):
        return None
    if parts:
        value, place = _join_items([*parts, (value, place)], draft)
    return Recovered(value, place, notes + builder.notes, [])


def _items(draft: Draft) -> Iterator[Draft]:
    """Yield the lines of each item of a list where all of them begin with a dash at the left."""
    lines = draft.lines
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    if not starts or not all(map(is_comment_or_blank, lines[: starts[0]])):
        return
    for start, end in itertools.pairwise([*starts, len(lines)]):
        item = draft.part(start, end)
        if end < len(lines):
            item.lines.append("")
        yield item


def _read_item(draft: Draft, names: Set[str]) -> tuple[Any, Place | Draft, list[Note]] | None:
    """Read an item of a list by itself, None where what comes before or behind it may make a difference."""
    if (value := _read_plainly(draft)) is not None:
        return value, draft, []
    builder = CarefulBuilder(draft, names)
    try:
        values, place = builder.build()
    except (LostError, yaml.YAMLError):
        return None
    is_one = isinstance(values, list) and len(values) == 1 and isinstance(values[0], dict)
    if not is_one or builder.suspicious or builder.anchors:
        return None
    return values, place, builder.notes


def _read_plainly(draft: Draft) -> dict[str, Any] | None:
    """Return the record that is all of a draft, where there is nothing to be said about it."""
    try:
        value = build_value(draft.text)
    except (WantsCareError, yaml.YAMLError):
        return None
    is_one = isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)
    return value[0] if is_one else None


def _read_records(
    draft: Draft, shape: Shape, keys: Keys, suspicious: Set[int], names: Set[str]
) -> Recovered:
    """Cut a text at its records and read each, mending what is recognised."""
    parts: list[Part] = []
    notes: list[Note] = []
    lost: list[str] = []
    cuts = list(_cuts(draft, shape, keys))
    if len(cuts) > 1:
        notes += _find_indented_start(draft, *cuts[:2])
    for start, end in cuts:
        part = draft.part(start, end)
        text = part.text
        value, place, more = _read_part(part, shape, keys, suspicious, names)
        notes += more
        if place is None:
            lost.append(text)
        elif value is not None:
            parts.append((value, place))
    if not parts:
        value, place = None, Place(Span(1, 1, 1, 1))
    elif shape is Shape.LIST:
        value, place = _join_items(parts, draft)
    else:
        value, place = _join_fields(parts, notes)
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
    draft: Draft, shape: Shape, keys: Keys, suspicious: Set[int], names: Set[str]
) -> tuple[Any, Place | Draft | None, list[Note]]:
    """Read one record. Returns its value and places, no places if it is lost, and the notes."""
    suspicious = suspicious & set(map(draft.row, range(len(draft.lines))))
    if shape is Shape.LIST and not suspicious and (record := _read_plainly(draft)) is not None:
        return record, draft, []
    notes = _mark_as_item(draft, keys) if shape is Shape.LIST else []
    if suspicious or wants_mending(draft.text):
        notes += mend(draft, keys, suspicious)
    for is_mended in (False, True):
        builder = CarefulBuilder(draft, names)
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


def _join_items(parts: list[Part], draft: Draft) -> tuple[list[Any], Place]:
    """Put the items of a list together again that were read part by part."""
    items: list[Any] = []
    places: list[Place | Draft] = []
    for value, place in parts:
        if (
            isinstance(value, list)
            and isinstance(place, Place)
            and isinstance(place.children, tuple)
        ):
            items += value
            places += place.children
        else:
            items.append(value)
            places.append(place)
    last = len(draft.lines) - 1
    whole = draft.span(0, 0, len(draft.lines[last]), last)
    return items, Place(whole, None, PlacesOfItems(places))


def _join_fields(parts: list[Part], notes: list[Note]) -> tuple[dict[str, Any], Place]:
    """Put the fields of a single record together again that were read part by part."""
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    found = [(value, place) for value, place in parts if isinstance(place, Place)]
    for value, place in found:
        assert isinstance(place.children, Mapping)
        for key, inner in place.children.items():
            if key in values:
                notes.append(duplicate_key(key, inner.key, places[key].key))
            else:
                values[key], places[key] = value[key], inner
    first, last = found[0][1].value, found[-1][1].value
    whole = Span(first.line, first.column, last.end_line, last.end_column)
    return values, Place(whole, None, places)
