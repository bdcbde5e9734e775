"""Which record each row of a sheet is about, and which row a record lost: by number, or by the key of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure_cli.importing.cells import write
from disclosure_cli.importing.text import clean
from disclosure_cli.model import Data, Record
from disclosure_cli.schema.fields import Field
from disclosure_cli.sheets.base import BaseRecord
from disclosure_cli.sheets.columns import IDENTITIES
from disclosure_cli.sheets.edited import EditedRow, EditedTable
from disclosure_cli.sheets.making import keyed
from disclosure_cli.showing import value_at

_PARENTS = {"item": "class", "entry": "item"}
"""Kind of record → the field that, with its title, tells it from others where its number does not."""


class Pair(NamedTuple):
    """A row and the record that it was made from; `is_renumbered` where the row says another number, or none."""

    row: EditedRow
    base: BaseRecord
    is_renumbered: bool = False


@dataclass
class Matched:
    """The rows of a sheet sorted: those of known records, copies of such rows, new ones, and records without a row."""

    pairs: list[Pair] = field(default_factory=list)
    copies: list[EditedRow] = field(default_factory=list)
    new: list[EditedRow] = field(default_factory=list)
    missing: list[BaseRecord] = field(default_factory=list)


def match(table: EditedTable, records: Sequence[BaseRecord]) -> Matched:
    """Tell for each row which record it was made from."""
    matched = Matched()
    known = {record.key: record for record in records}
    claims: dict[str, list[EditedRow]] = {}
    for row in table.rows:
        key = row.draft or row.text(IDENTITIES[table.kind])
        if key in known:
            claims.setdefault(key, []).append(row)
        else:
            matched.new.append(row)
    for key, rows in claims.items():
        original = _original(rows, known[key].data, table.fields)
        matched.pairs.append(Pair(original, known[key]))
        matched.copies += [row for row in rows if row is not original]
    matched.missing = [record for record in records if record.key not in claims]
    _take_renumbered(matched, table.kind)
    return matched


def _original(rows: Sequence[EditedRow], data: Data, fields: Sequence[Field]) -> EditedRow:
    """Return the row that says most of what a record says: of a row and its copy, the clerk changed the copy."""
    if len(rows) == 1:
        return rows[0]
    texts = {each.path: clean(write(each, value_at(data, each))) for each in fields}
    return max(rows, key=lambda row: sum(row.text(*path) == text for path, text in texts.items()))


def _take_renumbered(matched: Matched, kind: str) -> None:
    """Find rows of which the number was cleared or changed: title and class are those of a record without a row."""
    parent = _PARENTS[kind]
    for record in list(matched.missing):
        names = tuple(clean(str(record.data.get(name, ""))) for name in ("title", parent))
        alike = [row for row in matched.new if (row.text("title"), row.text(parent)) == names]
        if len(alike) == 1:
            matched.pairs.append(Pair(alike[0], record, is_renumbered=True))
            matched.new.remove(alike[0])
            matched.missing.remove(record)


class Current:
    """The records of a unit as they are now, to be found by the key that they had when the sheet was made."""

    def __init__(self, kind: str, records: Sequence[Record], base: Sequence[BaseRecord]) -> None:
        self._identity, self._parent = IDENTITIES[kind], _PARENTS[kind]
        rows = keyed(kind, records)
        self._by_number = {row.key: row.record for row in rows if not row.is_draft}
        known = {record.key for record in base}
        # A draft may have got its number meanwhile.
        self._others = [row.record for row in rows if row.is_draft or row.key not in known]

    def find(self, before: BaseRecord) -> Record | None:
        """Return the record as it is now, or None where there is none, or several may be meant."""
        if before.data.get(self._identity) == before.key:
            return self._by_number.get(before.key)
        found = next(iter((*self._equal(before.data), *self._namesake(before.data))), None)
        self._others = [one for one in self._others if one is not found]
        return found

    def twin(self, data: Data) -> Record | None:
        """Return the record that a new row seems to have become already: a workbook may be imported twice."""
        return next(iter((*self._equal(data), *self._alike(data))), None)

    def is_equal(self, record: Record, data: Data) -> bool:
        """Tell whether a record says what some data says, whatever their numbers, and the review if that has none."""
        said = self._without_number(record.data)
        if "review" not in data:
            said.pop("review", None)
        return said == self._without_number(data)

    def _equal(self, data: Data) -> Iterator[Record]:
        return (one for one in self._others if self.is_equal(one, data))

    def _without_number(self, data: Data) -> dict[str, Any]:
        return {name: value for name, value in data.items() if name != self._identity}

    def _alike(self, data: Data) -> Iterator[Record]:
        """Yield the records of the same title, class or item, and day: the same notice may come every month."""
        return self._with_same(("title", self._parent, "created"), data)

    def _namesake(self, data: Data) -> Iterator[Record]:
        """Yield the record of the same title, and class or item, if there is only one."""
        found = list(self._with_same(("title", self._parent), data))
        yield from found if len(found) == 1 else ()

    def _with_same(self, names: Sequence[str], data: Data) -> Iterator[Record]:
        for record in self._others:
            if all(record.data.get(name) == data.get(name) for name in names):
                yield record
