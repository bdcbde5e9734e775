"""Every text of a workspace with its place: the values of records, and what stands in their files outside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.model import Catalog, Location, Path, Record, Source
from disclosure_cli.places import Span
from disclosure_cli.schema import Field

Stretches = Iterable[tuple[int, int]]
"""Start and end of what was found in a text."""

_NO_PROSE = frozenset(("choice", "choices", "date", "boolean", "integer"))
# The way down the standard catalog to an item of it, step by step.
_STEPS = "standard"


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


def values_at(data: Any, names: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield path and value of what stands at the end of some names, in every item of the lists on the way."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from values_at(item, names, (*path, index))
    elif not names:
        yield path, data
    elif isinstance(data, Mapping) and names[0] in data:
        yield from values_at(data[names[0]], names[1:], (*path, names[0]))


def prose_of(
    data: Mapping[str, object], fields: Iterable[Field], path: Path = ()
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of what a record prints as running text.

    Grammars have a wording of their own, and a reference is written as what it refers to.
    """
    for field in fields:
        value = data.get(field.name)
        if value is None or not field.public or field.kind in _NO_PROSE:
            continue
        here = (*path, field.name)
        if field.kind == "block" and isinstance(value, dict):
            yield from prose_of(value, field.children, here)
        elif field.kind == "blocks" and isinstance(value, list):
            for index, block in enumerate(value):
                if isinstance(block, dict):
                    yield from prose_of(block, field.children, (*here, index))
        elif not field.reference and not field.grammar and field.name != _STEPS:
            yield from texts_of(value, here)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One file of the workspace with its records, to be searched as a whole before any of them is looked at.

    A file that has nothing of what a rule looks for costs one search of its text.
    """

    source: Source
    records: tuple[Record, ...]

    @cached_property
    def unit(self) -> str:
        """The id of the unit that the file belongs to, empty for what all share."""
        parts = self.source.file.split("/")
        is_shared = parts[0] != CATALOGS or len(parts) < 3 or parts[1] == VOCABULARY_FOLDER
        return "" if is_shared else parts[1]

    @cached_property
    def _answers(self) -> dict[re.Pattern[str], bool]:
        return {}

    def has(self, clue: re.Pattern[str]) -> bool:
        """Tell whether a value of the file may hold a clue; each is looked for once.

        A clue that begins with a set of characters and looks back from there is found fastest.
        """
        if clue not in self._answers:
            # Behind an escape, "\u673A", a value may hold what the text does not show.
            text = self.source.text
            self._answers[clue] = "\\" in text or clue.search(text) is not None
        return self._answers[clue]

    def outside(
        self, known: Iterable[Location], clue: re.Pattern[str], search: Callable[[str], Stretches]
    ) -> Iterator[tuple[Span, str]]:
        """Yield place and text of what a search finds elsewhere: in comments, in text that was not read.

        `known` is where it was found in values of this file's records; only lines with the clue are searched.
        """
        places = tuple(known)
        for number, line in self._lines_with(clue):
            for start, end in search(line):
                span = Span(number, start + 1, number, end + 1)
                if not any(_covers(location, span) for location in places):
                    yield span, line[start:end]

    def _lines_with(self, clue: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        text, number, end = self.source.text, 1, 0
        while match := clue.search(text, end):
            start = text.rfind("\n", 0, match.end()) + 1
            number += text.count("\n", end, start)
            end = (text + "\n").find("\n", match.end())
            yield number, text[start:end]

    @property
    def stand_in(self) -> Record:
        """A record without content, to hang a finding on that is in none."""
        return Record("", {}, self.source, (), self.unit)


def _covers(location: Location, span: Span) -> bool:
    start = (location.line or 1, location.column or 1)
    end = (location.end_line or start[0], location.end_column or start[1])
    return start < (span.end_line, span.end_column) and (span.line, span.column) < end


def sheets(catalog: Catalog) -> tuple[Sheet, ...]:
    """Return the files of a workspace with the records read from each."""
    records: dict[str, list[Record]] = {}
    sources: dict[str, Source] = {source.file: source for source in catalog.sources}
    for record in catalog.records:
        records.setdefault(record.source.file, []).append(record)
        sources.setdefault(record.source.file, record.source)
    return tuple(Sheet(source, tuple(records.get(file, ()))) for file, source in sources.items())
