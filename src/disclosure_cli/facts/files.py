"""The files of a workspace, searched as a whole before any record in them is looked at."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.model import Catalog, Location, Path, Record, Source, texts_of
from disclosure_cli.places import Span

_START_OF_RECORD = "\n- "
Said = tuple[Record, Path, str]
"""A text in a record, with its place."""
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

    @cached_property
    def hides(self) -> bool:
        """Whether a value may hold what the text does not show, behind the escape of a quoted text."""
        return "\\" in self.source.text

    def records_with(self, lines: Iterable[str]) -> tuple[Record, ...]:
        """Return the records in which a value may hold what some lines of the file say.

        These are all, where the text of a value hides something or the lines do not tell the records apart.
        """
        text = f"\n{self.source.text}\n"
        starts = list(_places(_START_OF_RECORD, text))
        told_apart = self.source.repaired is None and len(starts) == len(self.records)
        if self.hides or not told_apart:
            return self.records
        found = {bisect(starts, place) for line in lines for place in _places(f"\n{line}\n", text)}
        return tuple(self.records[number - 1] for number in sorted(found) if number)

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


def _places(part: str, text: str) -> Iterator[int]:
    """Yield where a part begins in a text."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


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
        self._sheets_with: defaultdict[str, list[Sheet]] = defaultdict(list)
        self._found: dict[re.Pattern[str], Mapping[Sheet, tuple[Record, ...]]] = {}
        self._texts: dict[re.Pattern[str], Mapping[Sheet, Sequence[Said]]] = {}
        for sheet in sheets:
            for line in dict.fromkeys(sheet.source.text.split("\n")):
                self._sheets_with[line].append(sheet)

    @cached_property
    def _lines(self) -> str:
        return "\n".join(self._sheets_with)

    def find(self, clue: re.Pattern[str]) -> Mapping[Sheet, tuple[Record, ...]]:
        """Return the files that have a clue, with the records in which a value may hold it."""
        if clue not in self._found:
            self._found[clue] = self._search(clue)
        return self._found[clue]

    def texts(self, clue: re.Pattern[str]) -> Mapping[Sheet, Sequence[Said]]:
        """Return the files that have a clue, with the texts of their records that have it."""
        if clue not in self._texts:
            self._texts[clue] = {
                sheet: [
                    (record, path, text)
                    for record in records
                    for path, text in texts_of(record.data)
                    if clue.search(text)
                ]
                for sheet, records in self.find(clue).items()
            }
        return self._texts[clue]

    def _search(self, clue: re.Pattern[str]) -> Mapping[Sheet, tuple[Record, ...]]:
        lines: defaultdict[Sheet, set[str]] = defaultdict(set)
        for _, line in lines_with(clue, self._lines):
            for sheet in self._sheets_with[line]:
                lines[sheet].add(line)
        return {
            sheet: sheet.records_with(lines[sheet])
            for sheet in self._sheets
            if sheet in lines or sheet.hides
        }


def lines_with(clue: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines in which a clue is found."""
    number, end = 1, 0
    while match := clue.search(text, end):
        start = text.rfind("\n", 0, match.end()) + 1
        number += text.count("\n", end, start)
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield number, text[start:end]


def sheets(catalog: Catalog) -> tuple[Sheet, ...]:
    """Return the files of a workspace with the records read from each."""
    records: dict[str, list[Record]] = {}
    sources: dict[str, Source] = {source.file: source for source in catalog.sources}
    for record in catalog.records:
        records.setdefault(record.source.file, []).append(record)
        sources.setdefault(record.source.file, record.source)
    return tuple(Sheet(source, tuple(records.get(file, ()))) for file, source in sources.items())
