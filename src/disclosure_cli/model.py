"""The values that every other module speaks in. Nothing here reads, decides or writes."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NewType

from disclosure_cli.places import Labels, Part, Place, Span, find_within

Path = tuple[str | int, ...]
"""Where a value stands in a record: canonical field names and list indices, from the record down."""

Data = Mapping[str, Any]
"""A record's content under canonical names, without empty values. Treated as immutable."""

PublicData = NewType("PublicData", Mapping[str, Any])
"""A record's content from which every internal field has been removed."""


class Severity(enum.StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for the worst."""
        return tuple(Severity).index(self)

    @property
    def label(self) -> str:
        """Return the Chinese word."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


class Family(enum.StrEnum):
    """What a kind of finding is about: the first letter of its code."""

    READING = "Y"
    FIELDS = "S"
    REFERENCES = "R"
    LAW = "L"
    SECRECY = "C"
    GUIDE = "G"
    TERMS = "T"
    FRESHNESS = "F"
    IMPORT = "I"

    @property
    def label(self) -> str:
        """Return the Chinese word."""
        words = ("读取", "字段", "引用和编号", "法律", "保密和隐私", "指南", "用语", "时效", "导入")
        return dict(zip(Family, words, strict=True))[self]


MISREAD = frozenset((Family.READING, Family.FIELDS))
"""What these find was not read as it was meant, so it can be neither accepted nor weighed."""
BLOCKING = MISREAD | {Family.REFERENCES, Family.SECRECY}
"""Their errors stop a build: what they find would be printed wrong or must not be printed at all."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its permanent code, its name and its manual page (Chinese)."""

    code: str
    name: str
    severity: Severity
    page: str

    @property
    def title(self) -> str:
        """Return the page's first line, which names the problem."""
        return self.page.strip().splitlines()[0]

    @property
    def family(self) -> Family:
        """Return what it is about."""
        return Family(self.code[0])

    def found(
        self,
        message: str,
        hint: str,
        location: Location,
        *,
        record: Record | None = None,
        related: tuple[Related, ...] = (),
        fix: Edit | None = None,
    ) -> Diagnostic:
        """Return a finding of this kind, about a record or a file."""
        return Diagnostic(
            self.code,
            self.name,
            self.severity,
            message,
            hint,
            location,
            subject=record.subject if record else "",
            unit=record.unit if record else "",
            related=related,
            fix=fix,
        )


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file of the workspace; lines and columns count characters from 1."""

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @classmethod
    def of(cls, file: str, span: Span | None) -> Location:
        """Return the location of a span in a file, or of the file as a whole."""
        if span is None:
            return cls(file)
        return cls(file, span.line, span.column, span.end_line, span.end_column)

    def __str__(self) -> str:
        numbers = (part for part in (self.line, self.column) if part is not None)
        return ":".join((self.file, *map(str, numbers)))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand a finding."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A certain correction: put `text` in the place of everything from start to end of `location`."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, complete when it is made. `message` and `hint` are Chinese sentences."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    location: Location
    subject: str = ""
    unit: str = ""
    related: tuple[Related, ...] = ()
    fix: Edit | None = None

    @property
    def family(self) -> Family:
        """Return what it is about."""
        return Family(self.code[0])

    @property
    def record(self) -> str:
        """Return the id or index number of the record it is about, or nothing."""
        return self.subject.partition("《")[0]

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Order by place, then by weight, then by code; what is equal stays in the order in which it was found."""
        where = self.location
        return (where.file, where.line or 0, where.column or 0, self.severity.rank, self.code)


@dataclass(frozen=True)
class Source:
    """The text of one file of the workspace and where each of its values stands.

    `place` is given when the file had to be repaired to be read; else it is found on first use, because
    a file without findings never needs it. `items` is how many records a list holds that was read as it is.
    """

    file: str
    text: str
    repaired: Place | None = field(default=None, repr=False)
    items: int = field(default=0, repr=False)

    @cached_property
    def place(self) -> Place:
        """The tree of places, in the shape and under the keys of the file as it was typed."""
        if self.repaired is not None:
            return self.repaired
        from disclosure_cli.reading.building import build_places

        return build_places(self.text)

    def place_of(self, position: tuple[int, ...]) -> Place | None:
        """Return the place of a record of the file, found without looking at the others where that can be."""
        if position not in self._places_of_records:
            self._places_of_records[position] = self._find(position)
        return self._places_of_records[position]

    @cached_property
    def _places_of_records(self) -> dict[tuple[int, ...], Place | None]:
        return {}

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        """Where the records of a list begin."""
        from disclosure_cli.reading.building import starts_of_items

        return starts_of_items(self.text)

    def _find(self, position: tuple[int, ...]) -> Place | None:
        if position and self.items and "place" not in self.__dict__:
            from disclosure_cli.reading.building import build_places_of_item

            index, starts = position[0], self._starts
            if index < len(starts) == self.items:
                found = build_places_of_item(self.text, starts, index)
                if found is not None:
                    return found
        return (
            next(iter([*self.place.descend(position, {})][-1:]), None) if position else self.place
        )

    def at(self, span: Span) -> str:
        """Return the line of the file from where a span begins."""
        return self.text.split("\n")[span.line - 1][span.column - 1 :]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file. `position` is its index in a list file, empty for a file that is one record.

    `has_unknown_keys` tells that the file says more than the data: under keys that the schema does not know.
    """

    kind: str
    data: Data
    source: Source
    position: tuple[int, ...] = ()
    unit: str = ""
    labels: Labels = field(default_factory=dict, repr=False, compare=False)
    has_unknown_keys: bool = False

    def get(self, *path: str | int, default: Any = None) -> Any:
        """Return the value at a path, or `default` where any part of the way is absent."""
        value: Any = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return default
        return value

    @property
    def subject(self) -> str:
        """Name the record as a reader knows it: its id or index number and its 《title》."""
        name = self.get("id") or self.get("index") or self.get("code") or ""
        title = self.get("title") or self.get("name") or self.get("preferred") or ""
        return f"{name}{titled(str(title))}" if title else str(name)

    @property
    def place(self) -> Place:
        """Where the record stands in its file; of one that its file does not have, the whole file."""
        return self.source.place_of(self.position) or self.source.place

    def locate(
        self,
        path: Path = (),
        part: Part = Part.VALUE,
        chars: tuple[int, int] | None = None,
    ) -> Location:
        """Return where the value at a path stands in the file.

        Of a path that the file does not have, the nearest part that it has. `chars` are first and last
        (exclusive) character of a stretch inside a text.
        """
        here = self.place
        found = list(here.descend(path, self.labels))
        place = found[-1] if found else here
        if len(found) < len(path) or not path:
            return Location.of(self.source.file, place.head())
        if part is Part.KEY and place.key is not None:
            return Location.of(self.source.file, place.key)
        if chars is not None:
            value = self.get(*path)
            span = find_within(self.source.text, place.value, str(value), *chars)
            return Location.of(self.source.file, span)
        return Location.of(self.source.file, place.value)

    def replacement(self, path: Path, text: str) -> Edit | None:
        """Return the edit that puts a text in the place of the value at a path, or None where the file has none."""
        from disclosure_cli.reading.quoting import retyped

        places = self._places_to(path)
        if places is None:
            return None
        typed = self.source.at(places[-1].value)
        location = Location.of(self.source.file, places[-1].value)
        return Edit(location, retyped(text, typed, in_brackets=self._is_in_brackets(places)))

    def division(self, path: Path, texts: Iterable[str]) -> Edit | None:
        """Return the edit that puts several items in the place of one of a list, or None where the file has none."""
        from disclosure_cli.reading.quoting import flow_scalar, scalar

        places = self._places_to(path)
        if places is None:
            return None
        span = places[-1].value
        if self._is_in_brackets(places):
            text = ", ".join(map(flow_scalar, texts))
        else:
            lead = self.source.text.split("\n")[span.line - 1][: span.column - 1]
            text = f"\n{lead}".join(map(scalar, texts))
        return Edit(Location.of(self.source.file, span), text)

    def _places_to(self, path: Path) -> list[Place] | None:
        """Return the places from the record down to the value at a path, or None where the file has none."""
        found = [self.place, *self.place.descend(path, self.labels)]
        return found if len(found) > len(path) else None

    def _is_in_brackets(self, places: list[Place]) -> bool:
        return self.source.at(places[-2].value)[:1] in {"[", "{"}


def block(value: object) -> Mapping[str, Any]:
    """Return a block, or an empty one for what is none (found as S203)."""
    return value if isinstance(value, dict) else {}


def blocks(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the blocks of a list of blocks; what is none of them is found as S203."""
    return tuple(block for _, block in numbered_blocks(value))


def numbered_blocks(value: object) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    """Return the blocks of a list of blocks, each with its position in the list."""
    values = value if isinstance(value, list) else ()
    return tuple((index, block) for index, block in enumerate(values) if isinstance(block, dict))


def texts_of(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield path and text of every text in a value."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts_of(value, (*path, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts_of(value, (*path, key))


def titled(title: str) -> str:
    """Return a title in title marks, once."""
    return title if title.startswith("《") else f"《{title}》"


@dataclass(frozen=True)
class Unit:
    """One unit's records. `profile` is empty when its file could not be read; `vocabulary` is what it adds.

    `register` stands for the unit's register of numbers: its source is the file, its data is empty.
    """

    id: str
    profile: Record
    guide: Record | None
    items: tuple[Record, ...]
    entries: tuple[Record, ...]
    vocabulary: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    register: Record | None = None

    @property
    def name(self) -> str:
        """Return the full official name, or the id of a unit without a readable profile."""
        return str(self.profile.get("name") or self.id)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return every record of the unit, in the order profile, guide, items, entries, vocabulary."""
        guide = () if self.guide is None else (self.guide,)
        own = (record for records in self.vocabulary.values() for record in records)
        return (self.profile, *guide, *self.items, *self.entries, *own)


@dataclass(frozen=True)
class Catalog:
    """All records of a workspace. `lost` is the text of records that could not be read, by file.

    `sources` are all its files, also those of which no record could be read.
    """

    settings: Record
    vocabulary: Mapping[str, tuple[Record, ...]]
    units: tuple[Unit, ...]
    lost: Mapping[str, str] = field(default_factory=dict, repr=False)
    sources: tuple[Source, ...] = field(default=(), repr=False)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return every record of the workspace."""
        return (
            *self.shared_records,
            *(record for unit in self.units for record in unit.records),
        )

    @property
    def shared_records(self) -> tuple[Record, ...]:
        """Return the settings and the records of the shared vocabularies."""
        shared = (record for records in self.vocabulary.values() for record in records)
        return (self.settings, *shared)

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit with an id."""
        return next((unit for unit in self.units if unit.id == unit_id), None)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be made: its path below the output folder, who renders it, and the plain data it is made from.

    `unit` is the id of the unit that it belongs to, empty for what all units share.
    """

    path: str
    renderer: str
    context: Any
    unit: str = ""
