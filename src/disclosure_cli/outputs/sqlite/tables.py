"""The tables that a database has: one for the scalars of each `Table`, and one for each of its lists; and their rows.

The rows of units come unit by unit, numbered from 1; in the database the numbers run on. Those of a unit that has not
changed are those that it had in the former file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from disclosure_cli.compile.data.database import Column, Database, Rows, Table
from disclosure_cli.outputs.sqlite.columns import LISTS, list_name, quoted

_FORMER = "former"
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


class Stored(NamedTuple):
    """A table as the file has it: one of scalars, or one for a column of lists.

    `rows` takes what it holds out of the rows of `table`; its column `owner` says whose these are.
    """

    name: str
    table: Table
    columns: list[Column]
    definition: str
    rows: Callable[[list[list[Any]]], Iterable[Sequence[Any]]]
    owner: str
    is_list: bool


class Run(NamedTuple):
    """Rows that stand one behind the other: those of a unit, or without `rows` some that the former file has.

    By table, `distances` are how far their numbers are moved on, `numbers` the first and last in the former file.
    """

    rows: Rows | None
    distances: Mapping[str, int]
    numbers: Mapping[str, tuple[int, int]]


@contextmanager
def runs_of(connection: sqlite3.Connection, database: Database) -> Iterator[list[Run]]:
    """Give the rows of units in their order, for one transaction, with the former file at hand if one needs it."""
    needs_former = any(isinstance(part, str) for part in database["parts"])
    if needs_former:
        connection.execute(f"ATTACH ':memory:' AS {_FORMER}")
        connection.deserialize(database["former"](), name=_FORMER)
    connection.execute("BEGIN")
    yield _runs(connection, database)
    connection.execute("COMMIT")
    if needs_former:
        connection.execute(f"DETACH {_FORMER}")


def _runs(connection: sqlite3.Connection, database: Database) -> list[Run]:
    counts = {searched["table"]: 0 for searched in database["searched"]}
    found: list[Run] = []
    for part in database["parts"]:
        if isinstance(part, str):
            found.append(_former_run(connection, part, counts))
            lengths = {name: last - first + 1 for name, (first, last) in found[-1].numbers.items()}
        else:
            found.append(Run(part, dict(counts), {}))
            lengths = {name: len(part[name]) for name in counts}
        counts = {name: count + lengths[name] for name, count in counts.items()}
    return found


def _former_run(connection: sqlite3.Connection, unit: str, counts: Mapping[str, int]) -> Run:
    numbers: dict[str, tuple[int, int]] = {}
    for name in counts:
        first, number = connection.execute(
            f"SELECT coalesce(min(number), 1), count(*) FROM {_FORMER}.{name} WHERE unit = ?",  # noqa: S608
            (unit,),
        ).fetchone()
        numbers[name] = first, first + number - 1
    distances = {name: counts[name] + 1 - first for name, (first, _) in numbers.items()}
    return Run(None, distances, numbers)


def put_in(connection: sqlite3.Connection, one: Stored, runs: Iterable[Run]) -> None:
    """Put into a table its rows, and those that runs have for it."""
    rows = {one.table["name"]: one.table["rows"]}
    for run in (Run(rows, {}, {}), *runs):
        if run.rows is None:
            _copy(connection, one, run)
        else:
            values = ", ".join(_moved("?", column, one, run) for column in one.columns)
            connection.executemany(
                f"INSERT INTO {quoted(one.name)} VALUES ({values})",  # noqa: S608
                one.rows(run.rows.get(one.table["name"], [])),
            )


def _copy(connection: sqlite3.Connection, one: Stored, run: Run) -> None:
    if one.table["name"] not in run.numbers:
        return
    values = ", ".join(_moved(quoted(column["name"]), column, one, run) for column in one.columns)
    connection.execute(
        f"INSERT INTO main.{quoted(one.name)} SELECT {values} FROM {_FORMER}.{quoted(one.name)}"  # noqa: S608
        f" WHERE {quoted(one.owner)} BETWEEN ? AND ?",
        run.numbers[one.table["name"]],
    )


def _moved(value: str, column: Column, one: Stored, run: Run) -> str:
    """Return the SQL for a value, moved on where it is the number of a row."""
    to = column["reference"]
    is_key = column["name"] == one.table["key"]
    of = one.table["name"] if is_key else to["table"] if to else ""
    return f"{value} + {run.distances[of]}" if of in run.distances else value


def stored(table: Table) -> Iterator[Stored]:
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
        is_list=False,
    )
    yield from (_list(table, index) for index, column in known if column["kind"] in LISTS)


def _list(table: Table, index: int) -> Stored:
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

    def rows(of_table: list[list[Any]]) -> Iterator[Sequence[Any]]:
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
