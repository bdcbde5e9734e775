"""Which record a row speaks of: one that the unit has, or one that was read from a file before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from disclosure_cli.grammar.class_code import code_of, on_one_branch
from disclosure_cli.importing.text import compact
from disclosure_cli.model import Catalog, Path, Record, Source, Unit

NEW = Source("", "")
"""The source of records that stand in no file yet."""


class Matcher:
    """The records that rows may speak of. No two rows of a file speak of the same record."""

    def __init__(self, catalog: Catalog, unit: Unit) -> None:
        self._by_id: dict[str, Record] = {}
        self._by_title: dict[tuple[str, str], list[Record]] = {}
        self._by_index = {
            str(entry.get("index")): entry
            for known in catalog.units
            for entry in known.entries
            if entry.get("index")
        }
        self._met: set[int] = set()
        self._fresh: list[Record] = []
        self._titles: dict[Path, tuple[str, str]] = {}
        """Position of a new record → what it is found under."""
        self._added = 0
        for record in (*unit.items, *unit.entries):
            self._take(record)

    def begin_file(self) -> None:
        """From here on, the records of the files before may be met."""
        for record in self._fresh:
            self._take(record)
        self._fresh.clear()
        self._met.clear()

    def numbered(self, ids: Iterable[str]) -> Record | None:
        """The item with one of the ids that is still to be met."""
        found = (known for number in ids if (known := self._by_id.get(number)))
        return next((known for known in found if not self.is_met(known)), None)

    def item(self, code: str, title: str, digest: str) -> Record | None:
        """The item of a title in a class, or above or below it."""
        near = [
            item
            for item in self._by_title.get(("", folded(title)), [])
            if on_one_branch(code_of(item.data.get("class", "")), code)
        ]
        exact = [item for item in near if code_of(item.data.get("class", "")) == code]
        return self._first(exact, digest) or self._first(near, digest)

    def entry(self, data: Mapping[str, Any], digest: str) -> Record | None:
        """The unit's entry of the same item and title, where not both have an index number."""
        index = data.get("index")
        found = self._by_title.get((str(data.get("item")), folded(data.get("title"))), [])
        return self._first([one for one in found if not (index and one.get("index"))], digest)

    def indexed(self, index: Any) -> Record | None:
        """The entry with an index number, of whatever unit."""
        return self._by_index.get(str(index)) if index else None

    def meet(self, record: Record) -> None:
        """A record was met: no other row of the file speaks of it."""
        self._met.add(id(record))

    def is_met(self, record: Record) -> bool:
        """Whether a row of this file spoke of a record."""
        return id(record) in self._met

    def add(self, kind: str, data: dict[str, Any], unit: str) -> Record:
        """A new record, to be met by rows of the next files; an index number by all that follow.

        Its position is a number that no other new record has.
        """
        record = Record(kind, data, NEW, (self._added,), unit)
        self._added += 1
        self._fresh.append(record)
        if index := data.get("index"):
            self._by_index[str(index)] = record
            self.meet(record)
        return record

    def replace(self, known: Record, now: Record) -> None:
        """A new record from a file before says something else by now: rows meet it under the same names."""
        number, index = str(known.get("id")), str(known.get("index"))
        for found, key in ((self._by_id, number), (self._by_index, index)):
            if found.get(key) is known:
                found[key] = now
        if title := self._titles.get(known.position):
            found_here = self._by_title[title]
            self._by_title[title] = [now if one is known else one for one in found_here]
        if self.is_met(known):
            self._met.discard(id(known))
            self.meet(now)

    def _take(self, record: Record) -> None:
        if record.get("id"):
            self._by_id.setdefault(str(record.get("id")), record)
        title = (str(record.get("item", default="")), folded(record.get("title")))
        self._by_title.setdefault(title, []).append(record)
        if record.source is NEW:
            self._titles[record.position] = title

    def _first(self, found: Iterable[Record], digest: str) -> Record | None:
        """The one that was imported from this very row, else the first that is still to be met."""
        free = [record for record in found if not self.is_met(record)]
        return next(iter((*_imported_from(free, digest), *free)), None)


def folded(title: Any) -> str:
    """A title for comparing."""
    return compact(str(title))


def _imported_from(records: Iterable[Record], digest: str) -> Iterator[Record]:
    return (record for record in records if record.get("imported", "digest") == digest)
