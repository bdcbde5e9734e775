"""No rule stumbles over a value that is not typed as the schema asks for: that is found by its form, and all else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from benchmarks.workspace import Size, files
from disclosure_cli.catalog import assemble, check_file, role_of
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Catalog, Path, Record
from disclosure_cli.schema.schemas import Schemas

VALUES: tuple[Any, ...] = (["x"], {"a": "b"}, "x", [["x"]], [{"a": "b"}])
STUMBLED: tuple[tuple[str, Path], ...] = (
    ("settings", ("schema_version",)),
    ("unit", ("office", "name")),
    ("unit", ("kind",)),
    ("unit", ("not_applicable", 0, "field")),
    ("item", ("review", "conclusion")),
    ("entry", ("index",)),
    ("terms", ("scope", 0)),
)
"""Kinds of record, and places in them where a text or a list once ended the program."""


@cache
def schemas() -> Schemas:
    return load_schemas()[0]


@cache
def catalog() -> Catalog:
    texts = dict(files(Size(3, 12, 8)))
    roles = {path: role for path in texts if (role := role_of(path)) and path.endswith(".yaml")}
    checked = [check_file(path, texts[path].encode(), roles[path], schemas()) for path in roles]
    return assemble(checked, texts)[0]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything in a value."""
    parts = (
        value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    )
    for part in parts:
        yield (*path, part)
        yield from paths(value[part], (*path, part))


def put(value: Any, path: Path, new: Any) -> Any:
    """Return a value with another one at a path."""
    if not path:
        return new
    changed: Any = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = put(value[path[0]], path[1:], new)
    return changed


def with_record(old: Record, new: Record) -> Catalog:
    """Return the catalog with one record in the place of another."""

    def swapped(records: tuple[Record, ...]) -> tuple[Record, ...]:
        return tuple(new if record is old else record for record in records)

    units = tuple(
        replace(
            unit,
            profile=new if unit.profile is old else unit.profile,
            guide=new if unit.guide is old else unit.guide,
            items=swapped(unit.items),
            entries=swapped(unit.entries),
        )
        for unit in catalog().units
    )
    vocabulary = {name: swapped(records) for name, records in catalog().vocabulary.items()}
    settings = new if catalog().settings is old else catalog().settings
    return replace(catalog(), settings=settings, units=units, vocabulary=vocabulary)


def places() -> dict[tuple[str, Path], tuple[Record, Path]]:
    """Return kind and path, with 0 for any index → a record that has something there, and where."""
    found: dict[tuple[str, Path], tuple[Record, Path]] = {}
    for record in catalog().records:
        for path in paths(record.data):
            alike = tuple(0 if isinstance(part, int) else part for part in path)
            found.setdefault((record.kind, alike), (record, path))
    return found


def check(record: Record, path: Path) -> None:
    for value in VALUES:
        changed = replace(record, data=put(record.data, path, value))
        validate(with_record(record, changed), (), schemas(), date(2026, 6, 1))


@pytest.mark.parametrize("place", STUMBLED)
def test_where_rules_once_stumbled(place: tuple[str, Path]) -> None:
    check(*places()[place])


@pytest.mark.slow
def test_in_every_field() -> None:
    for record, path in places().values():
        check(record, path)
