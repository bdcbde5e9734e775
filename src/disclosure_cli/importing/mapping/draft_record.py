"""A record while it is being mapped: what became a field, and what is kept as it stood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from disclosure_cli.editing.records import ABSENT
from disclosure_cli.importing.codes import UNPLACED_CELL, VALUE_NOT_FITTING, Kind
from disclosure_cli.importing.mapping.rows import Row, Sheet
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import writable

MAX_COLUMN = 100
MAX_TEXT = 4000
MAX_SOURCE = 300
MAX_CELLS = 200
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""A digest of letters is never taken for a number, so it needs no quotes in YAML."""


class Kept(NamedTuple):
    """A text that became no field, under its heading. ``counts`` marks the row's own number in the table."""

    column: str
    text: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row as a record under canonical names, and what is kept beside its fields.

    ``ABSENT`` stands in ``data`` where the row says what an absent field means (the unit itself publishes).
    ``asked_channels`` are those that have columns of their own: a row says nothing of any other channel. There are none
    where one cell lists all.
    """

    kind: str
    where: str
    data: Mapping[str, Any]
    kept: tuple[Kept, ...]
    source: str
    digest: str
    asked_channels: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, Any]:
        """The fields that have a value."""
        return {name: value for name, value in self.data.items() if value is not ABSENT}

    @property
    def cells(self) -> list[dict[str, str]]:
        """What is kept, as the field ``imported`` has it."""
        return [{"column": kept.column, "text": kept.text} for kept in self.kept]

    def record(self) -> dict[str, Any]:
        """The record that a unit gets which has none like it."""
        imported = {"source": self.source, "digest": self.digest}
        return self.values | {
            "imported": {**imported, **({"cells": self.cells} if self.kept else {})}
        }


class DraftRecord:
    """Fields of a record under canonical names. Every text of the row is set as a field or kept."""

    def __init__(self, kind: str, row: Row, sheet: Sheet, target: Target) -> None:
        self.kind = kind
        self.row = row
        self.sheet = sheet
        self.target = target
        self.data: dict[str, Any] = {}
        self._from: dict[str, tuple[str, ...]] = {}
        self._kept: dict[Kept, None] = {}

    def put(self, name: str, value: Any, *sources: str) -> None:
        """Set a field from the cells of recognised fields; for an empty value they are kept instead."""
        if value in ("", [], None):
            for source in sources:
                self.keep(source)
            return
        self.data[name] = value
        self._from[name] = sources

    def keep(self, source: str) -> None:
        """Keep the cells of a recognised field as they stood."""
        for said in self.row.texts.get(source, ()):
            self._keep(self.sheet.headers.get(source, source), said.text, counts=source == "seq")

    def keep_rest(self, source: str) -> None:
        """Keep what a joined row has beyond the first text, which became the field."""
        for said in self.row.texts.get(source, ())[1:]:
            self._keep(self.sheet.headers.get(source, source), said.text)

    def keep_section(self) -> None:
        """Keep the heading between the rows that the row stood under."""
        self._keep("小标题", self.row.section)

    def say(self, kind: Kind, source: str, detail: str = "") -> None:
        """Say something about the cell of a field."""
        said = self.row.texts.get(source)
        self.target.say(kind, said[0].place or self.row.where if said else self.row.where, detail)

    def finish(self) -> Mapped:
        """The record: what does not fit its schema is kept and said, not written as a field."""
        fitting = {name: value for name, value in self.data.items() if value is not ABSENT}
        for name in self.target.misfits(self.kind, fitting):
            if name in self._from:
                del self.data[name]
                for source in self._from[name]:
                    self.keep(source)
                    self.say(
                        VALUE_NOT_FITTING, source, f"栏目：{self.sheet.headers.get(source, source)}"
                    )
        for beyond in list(self._kept)[MAX_CELLS:]:
            self.target.say(UNPLACED_CELL, self.row.where, f"{beyond.column}：{beyond.text}")
        source = writable(f"{self.sheet.file} {self.row.where}"[:MAX_SOURCE])
        kept = tuple(self._kept)[:MAX_CELLS]
        return Mapped(
            self.kind,
            self.row.where,
            self.data,
            kept,
            source,
            digest_of(self.row),
            self._asked_channels(),
        )

    def _asked_channels(self) -> frozenset[str]:
        names = (column.channel for column in self.sheet.table.columns if column.channel)
        return frozenset(map(self.target.channel, names))

    def _keep(self, column: str, text: str, *, counts: bool = False) -> None:
        heading = column[:MAX_COLUMN].strip() or "（没有表头）"
        for part in _parts(text):
            self._kept.setdefault(Kept(heading, part, counts))


def digest_of(row: Row) -> str:
    """A short digest of all that a row says; the same from every file format, and wherever the row stands."""
    said = [
        "\n".join([name, *("".join(part.text.split()) for part in parts)])
        for name, parts in sorted(row.texts.items())
        if name != "seq"
    ]
    return short_digest([row.section, *said])


def short_digest(said: Iterable[str]) -> str:
    """Ten letters that stand for some texts."""
    digest = hashlib.sha256("\n\n".join(said).encode())
    return digest.hexdigest()[:10].translate(_LETTERS)


def _parts(text: str) -> list[str]:
    parts = (text[start : start + MAX_TEXT].strip() for start in range(0, len(text), MAX_TEXT))
    return [part for part in parts if part]
