"""A record while it is being mapped: what became a field, and what is kept as it stood."""

from __future__ import annotations

from typing import Any

from disclosure_cli.importing.rows import Row, Sheet
from disclosure_cli.importing.target import Target
from disclosure_cli.reading.decoding import without_invisible

MAX_COLUMN = 100
MAX_TEXT = 4000
MAX_SOURCE = 300


class DraftRecord:
    """Fields of a record under canonical names. Every text of the row is set as a field or kept."""

    def __init__(self, kind: str, row: Row, sheet: Sheet, target: Target) -> None:
        self.kind = kind
        self.row = row
        self.sheet = sheet
        self.target = target
        self.data: dict[str, Any] = {}
        self._from: dict[str, tuple[str, ...]] = {}
        self._kept: list[tuple[str, str]] = []

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
            self.keep_text(self.sheet.headers.get(source, source), said.text)

    def keep_rest(self, source: str) -> None:
        """Keep what a joined row has beyond the first text, which became the field."""
        for said in self.row.texts.get(source, ())[1:]:
            self.keep_text(self.sheet.headers.get(source, source), said.text)

    def keep_text(self, column: str, text: str) -> None:
        """Keep a text under the heading it stood under."""
        if (column, text) not in self._kept:
            self._kept.append((column, text))

    def say(self, code: str, source: str, detail: str = "") -> None:
        """Say something about the cell of a field."""
        said = self.row.texts.get(source)
        self.target.say(code, said[0].place or self.row.where if said else self.row.where, detail)

    def finish(self) -> dict[str, Any]:
        """The record: what does not fit its schema is kept and said, not written as a field."""
        self.data = {name: _visible(value) for name, value in self.data.items()}
        for name in self.target.misfits(self.kind, self.data):
            if name in self._from:
                del self.data[name]
                for source in self._from[name]:
                    self.keep(source)
                    self.say("I946", source, f"栏目：{self.sheet.headers.get(source, source)}")
        source = f"{self.sheet.file} {self.row.where}"[:MAX_SOURCE]
        cells = [
            {"column": _visible(column)[:MAX_COLUMN].strip() or "（没有表头）", "text": part}
            for column, text in self._kept
            for part in _parts(_visible(text))
        ]
        self.data["imported"] = {"source": _visible(source), **({"cells": cells} if cells else {})}
        return self.data


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return without_invisible(value).strip()
    return [_visible(part) for part in value] if isinstance(value, list) else value


def _parts(text: str) -> list[str]:
    parts = (text[start : start + MAX_TEXT].strip() for start in range(0, len(text), MAX_TEXT))
    return [part for part in parts if part]
