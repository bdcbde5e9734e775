"""The files of a workspace, searched as a whole before any record in them is looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.model import Catalog, Location, Record, Source
from disclosure_cli.places import Span

Stretches = Iterable[tuple[int, int]]
"""Start and end of what was found in a text."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One file of the workspace with its records."""

    source: Source
    records: tuple[Record, ...]

    @cached_property
    def unit(self) -> str:
        """The id of the unit that the file belongs to, empty for what all share."""
        parts = self.source.file.split("/")
        is_shared = parts[0] != CATALOGS or len(parts) < 3 or parts[1] == VOCABULARY_FOLDER
        return "" if is_shared else parts[1]

    @property
    def hides(self) -> bool:
        """Whether a value may hold what the text does not show, behind the escape of a quoted text."""
        return "\\" in self.source.text

    def stretches(self) -> Iterator[tuple[tuple[Record, ...], str]]:
        """Yield the text of each record, or where the lines do not tell them apart, of all records together."""
        text = self.source.text
        head, *stretches = f"\n{text}".split("\n- ")
        if self.source.repaired is not None or len(stretches) != len(self.records):
            yield self.records, text
            return
        yield (), head
        for record, stretch in zip(self.records, stretches, strict=True):
            yield (record,), stretch

    def outside(
        self, known: Iterable[Location], clue: re.Pattern[str], search: Callable[[str], Stretches]
    ) -> Iterator[tuple[Span, str]]:
        """Yield place and text of what a search finds elsewhere: in comments, in text that was not read.

        `known` is where it was found in values of this file's records; only lines with the clue are searched.
        """
        places = tuple(known)
        for number, line in lines_with(clue, self.source.text):
            for start, end in search(line):
                span = Span(number, start + 1, number, end + 1)
                if not any(_covers(location, span) for location in places):
                    yield span, line[start:end]

    @property
    def stand_in(self) -> Record:
        """A record without content, to hang a finding on that is in none."""
        return Record("", {}, self.source, (), self.unit)


def _covers(location: Location, span: Span) -> bool:
    start = (location.line or 1, location.column or 1)
    end = (location.end_line or start[0], location.end_column or start[1])
    return start < (span.end_line, span.end_column) and (span.line, span.column) < end


class Concordance:
    """Where each line of some files stands.

    A catalog says the same over and over. A clue is looked for once in every different line; what it is found in
    leads to the few records that a rule has to look at. No clue may reach over the end of a line.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._places: list[tuple[Sheet, tuple[Record, ...]]] = []
        self._lines: defaultdict[str, list[int]] = defaultdict(list)
        self._found: dict[re.Pattern[str], Mapping[Sheet, tuple[Record, ...]]] = {}
        for sheet in sheets:
            for records, text in sheet.stretches():
                for line in text.split("\n"):
                    self._lines[line].append(len(self._places))
                self._places.append((sheet, records))

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._lines)

    def find(self, clue: re.Pattern[str]) -> Mapping[Sheet, tuple[Record, ...]]:
        """Return the files that have a clue, with the records in which a value may hold it."""
        if clue not in self._found:
            self._found[clue] = self._search(clue)
        return self._found[clue]

    def _search(self, clue: re.Pattern[str]) -> Mapping[Sheet, tuple[Record, ...]]:
        places: set[int] = set()
        for _, line in lines_with(clue, self._text):
            places.update(self._lines[line])
        found: dict[Sheet, list[Record]] = {}
        for sheet, records in (self._places[place] for place in sorted(places)):
            found.setdefault(sheet, []).extend(records)
        return {
            sheet: sheet.records if sheet.hides else tuple(found[sheet])
            for sheet in self._sheets
            if sheet in found or sheet.hides
        }


def lines_with(clue: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines in which a clue is found."""
    number, end = 1, 0
    while match := clue.search(text, end):
        start = text.rfind("\n", 0, match.end()) + 1
        number += text.count("\n", end, start)
        end = (text + "\n").find("\n", match.end())
        yield number, text[start:end]


def sheets(catalog: Catalog) -> tuple[Sheet, ...]:
    """Return the files of a workspace with the records read from each."""
    records: dict[str, list[Record]] = {}
    sources: dict[str, Source] = {source.file: source for source in catalog.sources}
    for record in catalog.records:
        records.setdefault(record.source.file, []).append(record)
        sources.setdefault(record.source.file, record.source)
    return tuple(Sheet(source, tuple(records.get(file, ()))) for file, source in sources.items())
