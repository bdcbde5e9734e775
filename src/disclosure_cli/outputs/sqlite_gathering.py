"""The rows of all units, gathered in a temporary database before they are written table by table.

They come unit by unit, so that never those of all units have to be held. The rows of a unit that has not changed are
those that it had in the former file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from disclosure_cli.compile.database import Column, Database, Table
from disclosure_cli.compile.database import Rows as RowsOfUnit
from disclosure_cli.outputs.sqlite_columns import LISTS, list_name, quoted

_MAIN = "main"
_GATHERED = "gathered"
_FORMER = "former"
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}

Rows = Iterable[Sequence[Any]]


class Stored(NamedTuple):
    """A table as the file has it: one of scalars, or one for a column of lists.

    `rows` takes what it holds out of the rows of `table`; its column `owner` says whose these are. Rows of tables
    `is_of_units` come unit by unit.
    """

    name: str
    table: Table
    columns: list[Column]
    definition: str
    rows: Callable[[list[list[Any]]], Rows]
    owner: str
    is_of_units: bool
    is_list: bool


@contextmanager
def gather(connection: sqlite3.Connection, database: Database) -> Iterator[list[Stored]]:
    """Give all tables as they are to be written, in one transaction; the rows of units are ready."""
    connection.execute(f"ATTACH '' AS {_GATHERED}")
    if former := database["former"]:
        connection.execute(f"ATTACH ':memory:' AS {_FORMER}")
        connection.deserialize(former, name=_FORMER)
    connection.execute("BEGIN")
    counts = {searched["table"]: 0 for searched in database["searched"]}
    stored = [
        one for table in database["tables"] for one in _stored(table, table["name"] in counts)
    ]
    of_units = [one for one in stored if one.is_of_units]
    for one in of_units:
        connection.execute(f"CREATE TABLE {_GATHERED}.{quoted(one.name)} {one.definition}")
    for part in database["parts"]:
        if isinstance(part, str):
            _copy(connection, of_units, part, counts)
        else:
            _add(connection, of_units, part, counts)
    yield stored
    connection.execute("COMMIT")


def insert(connection: sqlite3.Connection, one: Stored) -> None:
    """Put into a table the rows of what is no unit's."""
    marks = ", ".join("?" * len(one.columns))
    connection.executemany(
        f"INSERT INTO {_MAIN}.{quoted(one.name)} VALUES ({marks})",  # noqa: S608
        one.rows(one.table["rows"]),
    )


def put_in_order(connection: sqlite3.Connection, one: Stored) -> None:
    """Put into a table the rows of all units."""
    # Named columns have rows put in one by one: of all columns as they are, pages would be moved that are filled
    # differently.
    name, values = quoted(one.name), ", ".join(quoted(column["name"]) for column in one.columns)
    connection.execute(
        f"INSERT INTO {_MAIN}.{name} SELECT {values} FROM {_GATHERED}.{name}"  # noqa: S608
    )


Counts = dict[str, int]
"""How many rows there are by now, by table: as many as the rows that come next have to be moved on by."""


def _add(
    connection: sqlite3.Connection, stored: Iterable[Stored], part: RowsOfUnit, counts: Counts
) -> None:
    """Put in rows of a unit."""
    for one in stored:
        values = ", ".join(_moved("?", column, one.table, counts) for column in one.columns)
        connection.executemany(
            f"INSERT INTO {_GATHERED}.{quoted(one.name)} VALUES ({values})",  # noqa: S608
            one.rows(part[one.table["name"]]),
        )
    for name in counts:
        counts[name] += len(part[name])


def _copy(
    connection: sqlite3.Connection, stored: Iterable[Stored], unit: str, counts: Counts
) -> None:
    """Take over the rows that a unit had."""
    former = {
        name: connection.execute(
            f"SELECT coalesce(min(number), 1), count(*) FROM {_FORMER}.{name} WHERE unit = ?",  # noqa: S608
            (unit,),
        ).fetchone()
        for name in counts
    }
    distances = {name: counts[name] + 1 - first for name, (first, _) in former.items()}
    for one in stored:
        values = ", ".join(
            _moved(quoted(column["name"]), column, one.table, distances) for column in one.columns
        )
        first, number = former[one.table["name"]]
        name = quoted(one.name)
        connection.execute(
            f"INSERT INTO {_GATHERED}.{name} SELECT {values} FROM {_FORMER}.{name}"  # noqa: S608
            f" WHERE {quoted(one.owner)} BETWEEN ? AND ?",
            (first, first + number - 1),
        )
    for name, (_, number) in former.items():
        counts[name] += number


def _moved(value: str, column: Column, table: Table, distances: Mapping[str, int]) -> str:
    """Return the SQL for a value, moved on where it is the number of a row."""
    to = column["reference"]
    of = table["name"] if column["name"] == table["key"] else to["table"] if to else ""
    return f"{value} + {distances[of]}" if of in distances else value


def _stored(table: Table, is_of_units: bool) -> Iterator[Stored]:
    """Yield the scalars of a table, then each of its lists."""
    known = list(enumerate(table["columns"]))
    scalars = [(index, column) for index, column in known if column["kind"] not in LISTS]
    columns = [column for _, column in scalars]
    definitions = [
        _definition(column, "PRIMARY KEY" if column["name"] == table["key"] else "")
        for column in columns
    ]
    pick = itemgetter(*(index for index, _ in scalars))
    yield Stored(
        table["name"],
        table,
        columns,
        "(\n  " + ",\n  ".join(definitions) + "\n)",
        partial(map, pick),
        table["key"],
        is_of_units,
        is_list=False,
    )
    yield from (
        _list(table, index, is_of_units) for index, column in known if column["kind"] in LISTS
    )


def _list(table: Table, index: int, is_of_units: bool) -> Stored:
    """Return a column of lists as a table: whose value it is, its place in the list, the value or its parts."""
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
    definitions = ",\n  ".join(map(_definition, columns))
    key_of_list = f"PRIMARY KEY ({quoted(table['singular'])}, position)"

    def rows(of_table: list[list[Any]]) -> Rows:
        return (
            (row[key], position, *(cell if column["parts"] else (cell,)))
            for row in of_table
            if row[index]
            for position, cell in enumerate(row[index], start=1)
        )

    return Stored(
        list_name(table, column),
        table,
        columns,
        f"(\n  {definitions},\n  {key_of_list}\n) WITHOUT ROWID",
        rows,
        table["singular"],
        is_of_units,
        is_list=True,
    )


def _definition(column: Column, constraint: str = "") -> str:
    parts = [quoted(column["name"]), _TYPES.get(column["kind"], "TEXT"), constraint]
    if to := column["reference"]:
        parts.append(f"REFERENCES {quoted(to['table'])} ({quoted(to['key'])})")
    return " ".join(part for part in parts if part)


_POSITION: Column = {
    "name": "position",
    "label": "次序",
    "description": "在这一栏中的先后，从1开始。",
    "kind": "integer",
    "parts": [],
    "reference": None,
}
