"""Recognised records → rows to be mapped: what was split over several rows of the table is one row again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure_cli.importing.channels import Channels
from disclosure_cli.importing.mapping.splitting import is_laid_out
from disclosure_cli.importing.recognising.recognised import Record, Table
from disclosure_cli.importing.text import writable


class Said(NamedTuple):
    """A text and the cell it came from."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item or piece of information: field → the distinct texts that stood there, the first row's first."""

    where: str
    texts: Mapping[str, tuple[Said, ...]]
    channels: Channels
    section: str

    def first(self, field_name: str) -> str:
        """The text of a field, empty where it has none."""
        said = self.texts.get(field_name)
        return said[0].text if said else ""

    @property
    def text(self) -> str:
        """All that the row says, under the heading above it, for a message."""
        said = " | ".join(said.text for texts in self.texts.values() for said in texts)
        return f"{self.section}：{said}" if self.section else said

    def fields(self, prefix: str) -> list[str]:
        """The fields that begin with a prefix, in the order of the table."""
        return [name for name in self.texts if name.startswith(prefix)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table of a file. ``laid_out`` when line breaks in its cells mean nothing."""

    file: str
    table: Table
    rows: tuple[Row, ...]
    laid_out: bool
    headers: Mapping[str, str] = field(default_factory=dict)


def sheet_of(table: Table, file: str) -> Sheet:
    """The rows of a table, split items joined."""
    headers: dict[str, str] = {}
    for column in table.columns:
        label = writable(" ".join(column.header.split()))
        before = headers.get(column.field)
        headers[column.field] = f"{before}、{label}" if before else label
    sentences = (
        record.values[name]
        for record in table.records
        for name in ("time_limit", "basis")
        if name in record.values
    )
    rows = tuple(_joined(group) for group in _groups(table.records))
    return Sheet(file, table, rows, is_laid_out(sentences), headers)


def _groups(records: Iterable[Record]) -> Iterator[list[Record]]:
    group: list[Record] = []
    for record in records:
        if group and not record.continues:
            yield group
            group = []
        group.append(record)
    if group:
        yield group


def _joined(records: Sequence[Record]) -> Row:
    texts: dict[str, dict[str, Said]] = {}
    for record in records:
        for name, text in record.values.items():
            said = Said(writable(text), record.places.get(name, ""))
            texts.setdefault(name, {}).setdefault(text, said)
    used = _names(record.channels.used for record in records)
    unmarked = _names(record.channels.unmarked for record in records)
    unused = _names(record.channels.unused for record in records)
    return Row(
        records[0].where,
        {name: tuple(found.values()) for name, found in texts.items()},
        Channels(used, tuple(name for name in unused if name not in used), unmarked),
        writable(records[0].section),
    )


def _names(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The names of all lists, each once."""
    return tuple(dict.fromkeys(writable(name) for names in lists for name in names))
