"""The workspaces that benchmarks and large tests use: as full of fields as the schemas, and with nothing to find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generating.matters import KINDS
from benchmarks.workspace import Size, files, write
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Diagnostic
from disclosure_cli.settings import settings_of

LARGE_ENOUGH = Size(units=6, items=80, entries=48)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("generated")
    write(folder, LARGE_ENOUGH)
    return load(Workspace(folder))


def findings(loaded: Loaded) -> tuple[Diagnostic, ...]:
    as_of = settings_of(loaded.catalog.settings).as_of
    assert as_of is not None
    return validate(loaded.catalog, loaded.diagnostics, loaded.schemas, as_of)


def test_no_rule_finds_anything(loaded: Loaded) -> None:
    assert findings(loaded) == ()


@pytest.mark.parametrize(
    ("size", "seed"),
    [
        *((Size(0, 0, 0), 1), (Size(1, 0, 0), 1), (Size(1, 3, 1), 1)),
        *((Size(2, 30, 100), 1), (Size(1, 600, 20), 1)),
        *(pytest.param(Size(50, 150, 50), seed, marks=pytest.mark.slow) for seed in (1, 2, 3)),
        pytest.param(Size(50, 200, 100), 4, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_no_rule_finds_anything_at_any_size(size: Size, seed: int, tmp_path: Path) -> None:
    write(tmp_path, size, seed)
    assert findings(load(Workspace(tmp_path))) == ()


def test_every_field_of_every_kind_of_record_occurs(loaded: Loaded) -> None:
    shared = [record for records in loaded.catalog.vocabulary.values() for record in records]
    own = [record for unit in loaded.catalog.units for record in unit.records]
    used = {
        (record.kind, *path)
        for record in (loaded.catalog.settings, *shared, *own)
        for path in paths(record.data)
    }
    known = {
        (kind, *field.path)
        for kind, schema in loaded.schemas.items()
        for top in schema.fields
        for field in top.walk()
    }
    assert used == known


def paths(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, value in data.items():
        yield (name,)
        for block in value if isinstance(value, list) else [value]:
            if isinstance(block, Mapping):
                yield from ((name, *path) for path in paths(block))


def test_every_kind_of_unit_occurs(loaded: Loaded) -> None:
    kinds = {unit.profile.get("kind") for unit in loaded.catalog.units}
    assert kinds == {kind.kind for kind in KINDS}


def test_the_same_seed_makes_the_same_workspace() -> None:
    size = Size(2, 20, 5)
    assert [*files(size)] == [*files(size)]
    assert [*files(size, seed=2)] != [*files(size)]
