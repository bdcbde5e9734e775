"""SQLite: tables of values → the bytes of a database. The only module that knows how it is laid out there.

Scalars stay in their table, every list gets a table of its own, what refers to something has a foreign key. Views join
the names; the table `columns` explains every column. The same tables give the same bytes with the same SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from disclosure_cli.compile.database import Column, Database, Table
from disclosure_cli.outputs.sqlite_search import write_search

APPLICATION_ID = int.from_bytes(b"XXGK", "big")
"""What tells our databases from others (`PRAGMA application_id`): the initials of 信息公开."""

_LISTS = frozenset({"texts", "choices", "blocks"})
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


class Explained(NamedTuple):
    """A row of the table `columns`: what a column of a table or view means."""

    table: str
    column: str
    label: str
    description: str
    kind: str


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
        explained = list(_write(connection, database))
        _explain(connection, explained)
        connection.execute("COMMIT")
        return connection.serialize()


def _write(connection: sqlite3.Connection, database: Database) -> Iterator[Explained]:
    tables = {table["name"]: table for table in database["tables"]}
    for table in tables.values():
        yield from _write_table(connection, table)
        for index, column in enumerate(table["columns"]):
            if column["kind"] in _LISTS:
                yield from _write_list(connection, table, index)
    for searched in database["searched"]:
        yield from _write_view(connection, tables[searched["table"]], tables)
    for line in write_search(connection, database):
        yield Explained(*line)


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _scalars(table: Table) -> list[tuple[int, Column]]:
    return [
        (index, column)
        for index, column in enumerate(table["columns"])
        if column["kind"] not in _LISTS
    ]


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
    scalars = _scalars(table)
    definitions = [
        _definition(column, "PRIMARY KEY" if column["name"] == table["key"] else "")
        for _, column in scalars
    ]
    name = quoted(table["name"])
    connection.execute(f"CREATE TABLE {name} (\n  " + ",\n  ".join(definitions) + "\n)")
    indices = [index for index, _ in scalars]
    rows = ([row[index] for index in indices] for row in table["rows"])
    _insert(connection, table["name"], len(scalars), rows)
    for _, column in scalars:
        if column["reference"]:
            index_name = quoted(f"{table['name']}_by_{column['name']}")
            connection.execute(f"CREATE INDEX {index_name} ON {name} ({quoted(column['name'])})")
        yield _explained(table["name"], column)


def _explained(table: str, column: Column) -> Explained:
    return Explained(table, column["name"], column["label"], column["description"], column["kind"])


def _list_name(table: Table, column: Column) -> str:
    return f"{table['singular']}_{column['name']}"


def _write_list(connection: sqlite3.Connection, table: Table, index: int) -> Iterator[Explained]:
    """Write a column of lists as a table: whose value it is, its place in the list, the value."""
    column = table["columns"][index]
    keys = [known["name"] for known in table["columns"]]
    key = keys.index(table["key"])
    owner: Column = {
        **table["columns"][key],
        "name": table["singular"],
        "label": table["label"],
        "description": f"所属记录在表 {table['name']} 中的 {table['key']}。",
        "reference": {"table": table["name"], "key": table["key"], "shown": {}},
    }
    position: Column = {
        **_VALUE,
        "name": "position",
        "label": "次序",
        "description": "在这一栏中的先后，从1开始。",
        "kind": "integer",
    }
    value: Column = {
        **_VALUE,
        "label": column["label"],
        "description": column["description"],
    }
    all_columns = [owner, position, *(column["parts"] or [value])]
    name = _list_name(table, column)
    definitions = ",\n  ".join(_definition(known) for known in all_columns)
    primary = f"PRIMARY KEY ({quoted(table['singular'])}, position)"
    connection.execute(
        f"CREATE TABLE {quoted(name)} (\n  {definitions},\n  {primary}\n) WITHOUT ROWID"
    )
    rows = (
        (row[key], number, *(cell if column["parts"] else (cell,)))
        for row in table["rows"]
        for number, cell in enumerate(row[index] or (), start=1)
    )
    _insert(connection, name, len(all_columns), rows)
    return (_explained(name, known) for known in all_columns)


_VALUE: Column = {
    "name": "value",
    "label": "",
    "description": "",
    "kind": "text",
    "parts": [],
    "reference": None,
}


def _write_view(
    connection: sqlite3.Connection, table: Table, tables: dict[str, Table]
) -> Iterator[Explained]:
    """Write a view with a table's columns, the names of what they refer to, and lists as lines of one text."""
    name = f"v_{table['name']}"
    selected: list[tuple[str, Explained]] = []
    joins: list[str] = []
    for column in table["columns"]:
        here = quoted(column["name"])
        if column["kind"] == "blocks":
            continue
        if column["kind"] in _LISTS:
            selected.append((_lines(table, column), _explained(name, {**column, "kind": "text"})))
            continue
        selected.append((f"t.{here}", _explained(name, column)))
        if to := column["reference"]:
            other = f"r{len(joins)}"
            joins.append(
                f"LEFT JOIN {quoted(to['table'])} AS {other} ON {other}.{quoted(to['key'])} = t.{here}"
            )
            known = {there["name"]: there for there in tables[to["table"]]["columns"]}
            for there, beside in to["shown"].items():
                explained = _explained(name, {**known[there], "name": beside})
                selected.append((f"{other}.{quoted(there)}", explained))
    chosen = ",\n  ".join(f"{sql} AS {quoted(line.column)}" for sql, line in selected)
    source = "\n".join([f"FROM {quoted(table['name'])} AS t", *joins])
    connection.execute(f"CREATE VIEW {quoted(name)} AS SELECT\n  {chosen}\n{source}")
    return (line for _, line in selected)


def _lines(table: Table, column: Column) -> str:
    inner = (
        f"SELECT value FROM {quoted(_list_name(table, column))} "  # noqa: S608
        f"WHERE {quoted(table['singular'])} = t.{quoted(table['key'])} ORDER BY position"
    )
    return f"(SELECT group_concat(value, char(10)) FROM ({inner}))"  # noqa: S608


_COLUMNS = (
    Explained("columns", "table_name", "表", "表或者视图的名称。", "text"),
    Explained("columns", "column_name", "列", "列的名称。", "text"),
    Explained("columns", "label", "中文名称", "列的中文名称。", "text"),
    Explained("columns", "description", "说明", "列的含义。", "text"),
    Explained(
        "columns",
        "kind",
        "形式",
        "text 文字，date 日期（年-月-日），choice 选一个，boolean 是否（1是，0否），integer 整数。",
        "text",
    ),
)


def _explain(connection: sqlite3.Connection, explained: Iterable[Explained]) -> None:
    connection.execute(
        "CREATE TABLE columns (table_name TEXT, column_name TEXT, label TEXT, description TEXT, kind TEXT,"
        " PRIMARY KEY (table_name, column_name))"
    )
    _insert(connection, "columns", len(Explained._fields), [*explained, *_COLUMNS])
