"""A workspace of any size, the same on each run, in which every field is used and no rule finds anything.

    python -m benchmarks.workspace FOLDER --units 50 --items 200 --entries 10

Tests take the files from `files`, or have `write` put them into a folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.generating.entries import entries_of, long_summary_of
from benchmarks.generating.items import items_of
from benchmarks.generating.offices import Office, offices
from benchmarks.generating.profiles import guide_of, profile_of
from benchmarks.generating.shared import (
    own_vocabulary,
    read_classes,
    read_topics,
    settings,
    vocabularies,
)
from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.folders import CATALOGS, REGISTER_FILE, SETTINGS_FILE, VOCABULARY_FOLDER
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.registry.register import continued, identify
from disclosure_cli.schema.schemas import Schemas

_PER_FILE = 50


@dataclass(frozen=True)
class Size:
    """How large a workspace is: units, and items and entries of each."""

    units: int = 50
    items: int = 200
    entries: int = 10


def files(size: Size, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of the workspace."""
    schemas, _ = load_schemas()
    everyone = list(offices(size.units, seed))
    has_long_summary = min(size.units, size.items, size.entries) > 0
    accepted = (everyone[0].id, long_summary_of(everyone[0])) if has_long_summary else None
    yield SETTINGS_FILE, _single("settings", settings(accepted), schemas)
    for name, text in vocabularies(everyone, schemas).items():
        yield f"{CATALOGS}/{VOCABULARY_FOLDER}/{name}", text
    for office in everyone:
        for path, text in _unit_files(office, size, schemas):
            yield f"{CATALOGS}/{office.id}/{path}", text


def write(folder: Path, size: Size, seed: int = 1) -> None:
    """Write the workspace into a folder."""
    for path, text in files(size, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _unit_files(office: Office, size: Size, schemas: Schemas) -> Iterator[tuple[str, str]]:
    classes, topics = read_classes(), read_topics()
    items = [*items_of(office, size.items, classes, has_entries=size.entries)]
    entries = [*entries_of(office, size.entries, items)]
    entries = [
        {name: value for name, value in entry.items() if value is not None} for entry in entries
    ]
    yield "unit.yaml", _single("unit", profile_of(office, items, classes, topics), schemas, office)
    yield "guide.yaml", _single("guide", guide_of(office), schemas, office)
    for name, records in own_vocabulary(office).items():
        yield f"{name}.yaml", emit(records, schemas[name].fields, office.keys)
    yield from _lists("items", "item", items, schemas, office)
    yield from _lists("entries", "entry", entries, schemas, office)
    known = [*(identify("item", item) for item in items), *(identify("entry", e) for e in entries)]
    yield REGISTER_FILE, continued("", [identity for identity in known if identity.number])


def _single(
    kind: str, record: Mapping[str, Any], schemas: Schemas, office: Office | None = None
) -> str:
    lines = emit([record], schemas[kind].fields, office.keys if office else "zh").splitlines()
    return "".join(f"{line[2:]}\n" for line in lines)


def _lists(
    folder: str, kind: str, records: Sequence[Mapping[str, Any]], schemas: Schemas, office: Office
) -> Iterator[tuple[str, str]]:
    for start in range(0, len(records), _PER_FILE):
        text = emit(records[start : start + _PER_FILE], schemas[kind].fields, office.keys)
        yield f"{folder}/{start // _PER_FILE + 1:03}.yaml", text


def main() -> None:
    """Write a workspace of the size asked for."""
    parser = argparse.ArgumentParser(description="Write a workspace of any size.")
    parser.add_argument("folder", type=Path)
    for name, value in vars(Size()).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.folder, Size(asked.units, asked.items, asked.entries), asked.seed)


if __name__ == "__main__":
    main()
