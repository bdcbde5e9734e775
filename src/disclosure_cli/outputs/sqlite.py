"""SQLite: tables of values → the bytes of a database.

Scalars stay in their table, every list gets a table of its own, what refers to something has a foreign key. The same
tables give the same bytes with the same SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from operator import itemgetter
from typing import Any

from disclosure_cli.compile.database import Column, Database, Table
from disclosure_cli.outputs.sqlite_columns import (
    LISTS,
    Explained,
    explained,
    list_name,
    quoted,
    write_columns,
)
from disclosure_cli.outputs.sqlite_search import write_search
from disclosure_cli.outputs.sqlite_views import write_views

APPLICATION_ID = int.from_bytes(b"XXGK", "big")
"""What tells our databases from others (`PRAGMA application_id`): the initials of 信息公开."""

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


def render(database: Database) -> bytes:
    """Return the database file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for name, value in (
            ("page_size", 4096),
            ("encoding", "'UTF-8'"),
            ("auto_vacuum", 0),
            ("application_id", APPLICATION_ID),
            ("user_version", database["version"]),
        ):
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("BEGIN")
        write_columns(connection, list(_write(connection, database)))
        connection.execute("COMMIT")
        return connection.serialize()


def _write(connection: sqlite3.Connection, database: Database) -> Iterator[Explained]:
    for table in database["tables"]:
        yield from _write_table(connection, table)
        for index, column in enumerate(table["columns"]):
            if column["kind"] in LISTS:
                yield from _write_list(connection, table, index)
    yield from write_views(connection, database)
    yield from write_search(connection, database)


def _definition(column: Column, constraint: str = "") -> str:
    parts = [quoted(column["name"]), _TYPES.get(column["kind"], "TEXT"), constraint]
    if to := column["reference"]:
        parts.append(f"REFERENCES {quoted(to['table'])} ({quoted(to['key'])})")
    return " ".join(part for part in parts if part)


def _insert(
    connection: sqlite3.Connection, name: str, width: int, rows: Iterable[Sequence[Any]]
) -> None:
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", rows)  # noqa: S608


def _write_table(connection: sqlite3.Connection, table: Table) -> Iterator[Explained]:
    """Write the scalars of a table, and an index for each foreign key."""
    scalars = [
        (index, column)
        for index, column in enumerate(table["columns"])
        if column["kind"] not in LISTS
    ]
    definitions = [
        _definition(column, "PRIMARY KEY" if column["name"] == table["key"] else "")
        for _, column in scalars
    ]
    name = quoted(table["name"])
    connection.execute(f"CREATE TABLE {name} (\n  " + ",\n  ".join(definitions) + "\n)")
    pick = itemgetter(*(index for index, _ in scalars))
    _insert(connection, table["name"], len(scalars), map(pick, table["rows"]))
    for _, column in scalars:
        if column["reference"]:
            index_name = quoted(f"{table['name']}_by_{column['name']}")
            connection.execute(f"CREATE INDEX {index_name} ON {name} ({quoted(column['name'])})")
        yield explained(table["name"], column)


def _write_list(connection: sqlite3.Connection, table: Table, index: int) -> Iterator[Explained]:
    """Write a column of lists as a table: whose value it is, its place in the list, the value or its parts."""
    column = table["columns"][index]
    key = [known["name"] for known in table["columns"]].index(table["key"])
    owner: Column = {
        **table["columns"][key],
        "name": table["singular"],
        "label": table["label"],
        "description": f"所属记录在表 {table['name']} 中的 {table['key']}。",
        "reference": {"table": table["name"], "key": table["key"], "shown": {}},
    }
    value: Column = {**column, "name": "value", "kind": "text"}
    columns = [owner, _POSITION, *(column["parts"] or [value])]
    name = list_name(table, column)
    definitions = ",\n  ".join(_definition(known) for known in columns)
    key_of_list = f"PRIMARY KEY ({quoted(table['singular'])}, position)"
    connection.execute(
        f"CREATE TABLE {quoted(name)} (\n  {definitions},\n  {key_of_list}\n) WITHOUT ROWID"
    )
    rows = (
        (row[key], position, *(cell if column["parts"] else (cell,)))
        for row in table["rows"]
        for position, cell in enumerate(row[index] or (), start=1)
    )
    _insert(connection, name, len(columns), rows)
    yield from (explained(name, known) for known in columns)


_POSITION: Column = {
    "name": "position",
    "label": "次序",
    "description": "在这一栏中的先后，从1开始。",
    "kind": "integer",
    "parts": [],
    "reference": None,
}
