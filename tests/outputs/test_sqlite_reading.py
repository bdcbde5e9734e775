"""A database read back is the catalog that was published; what is no database of ours is said to be none."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_cli.artifacts.views import decide_all
from disclosure_cli.comparison.comparing import compare
from disclosure_cli.comparison.sides import outside, published
from disclosure_cli.compile.view import view_unit
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.outputs.sqlite.reading import NotOurDatabaseError, read_catalog
from disclosure_cli.settings import settings_of
from tests.support.examples import ROOT

DATABASE = "site/data/catalog.sqlite"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(Workspace(ROOT))


@pytest.fixture(scope="module")
def data(examples: Path) -> bytes:
    return (examples / DATABASE).read_bytes()


def test_the_records_of_a_database_are_those_that_were_published(
    data: bytes, loaded: Loaded
) -> None:
    read = read_catalog(data, "catalog.sqlite", loaded.schemas)
    decisions = decide_all(loaded.catalog, settings_of(loaded.catalog.settings))
    for unit, made in zip(loaded.catalog.units, read.units, strict=True):
        view = view_unit(unit, loaded.catalog, decisions[unit.id], loaded.schemas)
        assert made.profile.data == view.profile
        assert [item.data for item in made.items] == [item.data for item in view.items]
        assert [entry.data for entry in made.entries] == [entry.data for entry in view.entries]


def test_what_was_published_is_what_the_public_sees(data: bytes, loaded: Loaded) -> None:
    read = published("库", read_catalog(data, "catalog.sqlite", loaded.schemas))
    seen = outside("工作区", loaded.catalog, loaded.schemas)
    changes = compare(read, seen, loaded.schemas, is_public=True).changes
    assert [one for one in changes if one.record.get("status", "state") != "已取消"] == []


def changed(data: bytes, statement: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute(statement)
        connection.commit()
        return connection.serialize()


def test_a_column_that_a_newer_program_added_is_passed_over(data: bytes, loaded: Loaded) -> None:
    more = changed(data, "ALTER TABLE items ADD COLUMN newer TEXT")
    was, now = (read_catalog(each, "", loaded.schemas) for each in (data, more))
    assert [unit.items for unit in was.units] == [unit.items for unit in now.units]


def test_a_column_that_an_older_program_did_not_have_is_absent(data: bytes, loaded: Loaded) -> None:
    for view in ("v_search", "v_entries", "v_items"):
        data = changed(data, f"DROP VIEW {view}")
    less = changed(data, "ALTER TABLE items DROP COLUMN duration")
    items = [item for unit in read_catalog(less, "", loaded.schemas).units for item in unit.items]
    assert items
    assert not any(item.get("duration") for item in items)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: b"not a database",
        lambda data: changed(data, "PRAGMA application_id = 1"),
        lambda data: changed(data, "PRAGMA user_version = 99"),
        lambda data: data[:4096],
    ],
    ids=["empty", "text", "another program's", "another version", "cut off"],
)
def test_what_is_no_database_of_ours_is_said_to_be_none(
    spoil: Callable[[bytes], bytes], data: bytes, loaded: Loaded
) -> None:
    with pytest.raises(NotOurDatabaseError):
        read_catalog(spoil(data), "", loaded.schemas)


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_database_is_read_or_refused(seed: int, data: bytes, loaded: Loaded) -> None:
    chance = random.Random(seed)
    damaged = bytearray(data)
    for _ in range(50):
        damaged[chance.randrange(100, len(damaged))] = chance.randrange(256)
    try:
        read_catalog(bytes(damaged), "", loaded.schemas)
    except NotOurDatabaseError:
        return
