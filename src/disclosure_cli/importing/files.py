"""The files of a unit with records changed and added; what was there stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from disclosure_cli.editing.edits import EditError
from disclosure_cli.editing.records import Changes, FileChange, rewrite
from disclosure_cli.model import Record
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Keys

DEFAULT_FILE = "imported"
Update = tuple[Record, Changes]


class Files:
    """The files of one unit as they will be; ``changed`` has those that differ from what is there."""

    def __init__(
        self, records: Sequence[Record], texts: Mapping[str, bytes], schemas: Schemas, keys: Keys
    ) -> None:
        self.changed: dict[str, bytes] = {}
        self._texts = texts
        self._schemas = schemas
        self._keys = keys
        self._numbers: dict[int, int] = {}
        counts: dict[str, int] = {}
        for record in records:
            number = counts.get(record.source.file, 0)
            self._numbers[id(record)] = number
            counts[record.source.file] = number + 1

    def add(self, path: str, title: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Add records to a file, which begins with a title where it is new; raises EditError."""
        if records:
            self._change(path, FileChange(added=records, title=title))

    def add_from(self, folder: str, source: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Add records of a source file to the file of a folder that is named after it, or to one beside that."""
        title = f"从“{''.join(filter(str.isprintable, source))}”导入"
        path = f"{folder}/{slug(source)}.yaml"
        number = 1
        while True:
            try:
                self.add(path, title, records)
            except EditError:
                if path not in self._texts:
                    raise
                number += 1
                path = f"{folder}/{slug(source)}-{number}.yaml"
            else:
                return

    def update(self, updates: Sequence[Update]) -> list[Update]:
        """Change records where they stand; return those whose form in the file does not allow it."""
        by_path: dict[str, list[Update]] = {}
        for update in updates:
            by_path.setdefault(update[0].source.file, []).append(update)
        return [one for path, some in by_path.items() for one in self._update(path, some)]

    def _update(self, path: str, updates: Sequence[Update]) -> list[Update]:
        """Change as many records at once as the file's form allows."""
        changes = {self._numbers[id(record)]: changes for record, changes in updates}
        try:
            self._change(path, FileChange(changes))
        except EditError:
            if len(updates) == 1:
                return list(updates)
            half = len(updates) // 2
            return [*self._update(path, updates[:half]), *self._update(path, updates[half:])]
        return []

    def _change(self, path: str, change: FileChange) -> None:
        before = self.changed.get(path, self._texts.get(path, b""))
        self.changed[path] = rewrite(path, before, change, self._schemas, self._keys)


def slug(source: str) -> str:
    """The name of the file that records of a source file go to: ASCII, or a general one."""
    stem = source.rpartition(".")[0] or source
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40].strip("-") or DEFAULT_FILE
