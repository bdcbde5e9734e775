"""The bytes of a database → the catalog that was published with it: units, classes, items and entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.data.database import VERSION, Column, Table, database
from disclosure_cli.model import Catalog, Record, Source, Unit
from disclosure_cli.outputs.sqlite.columns import LISTS, list_name, quoted
from disclosure_cli.outputs.sqlite.database import APPLICATION_ID
from disclosure_cli.schema.fields import Field, put
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.showing import columns

_MAGIC = b"SQLite format 3\0"
_NONE = "不是 disclose 生成的数据库，或者已经损坏"


class NotOurDatabaseError(ValueError):
    """The bytes are no database of ours, or one of another version. The message is Chinese, to follow a name."""


def read_catalog(data: bytes, file: str, schemas: Schemas) -> Catalog:
    """Return the catalog of a database. `file` is the name that its records are from.

    Raises `NotOurDatabaseError` where the bytes are not what `disclose build` makes.
    """
    if not data.startswith(_MAGIC):
        raise NotOurDatabaseError(_NONE)
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(data)
            _demand_ours(connection)
            return _catalog(connection, Source(file, ""), schemas)
        except (sqlite3.Error, UnicodeDecodeError):
            raise NotOurDatabaseError(_NONE) from None


def _demand_ours(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = 0")
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise NotOurDatabaseError(_NONE)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotOurDatabaseError(_NONE)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise NotOurDatabaseError(
            f"是第{version}版的数据库，这里只读第{VERSION}版，重新生成后再比较"
        )


def _catalog(connection: sqlite3.Connection, source: Source, schemas: Schemas) -> Catalog:
    tables = {
        table["name"]: table for table in database((), ClassTree((), {}), schemas, ())["tables"]
    }

    def records(name: str, kind: str) -> list[tuple[Any, Record]]:
        rows = _rows(connection, tables[name], columns(schemas[kind].fields))
        owner = "id" if name == "units" else "unit"
        return [
            (own, Record(kind, data, source, (), str(own.get(owner) or ""))) for own, data in rows
        ]

    units = records("units", "unit")
    items, entries = records("items", "item"), records("entries", "entry")
    classes = records("classes", "classes")
    return Catalog(
        Record("settings", {}, source),
        {"classes": tuple(record for _, record in classes if not record.unit)},
        tuple(
            Unit(
                profile.unit,
                profile,
                None,
                _of(profile.unit, items),
                _of(profile.unit, entries),
                {"classes": _of(profile.unit, classes)},
            )
            for _, profile in units
        ),
    )


def _of(unit: str, records: Iterable[tuple[Any, Record]]) -> tuple[Record, ...]:
    return tuple(record for _, record in records if record.unit == unit)


Row = tuple[dict[str, Any], dict[str, Any]]
"""The columns of a table that no field has, by name, and a record's data."""


def _rows(connection: sqlite3.Connection, table: Table, fields: tuple[Field, ...]) -> Iterator[Row]:
    """Yield the rows of a table. A column that the database has not is absent, one that is not known passed over."""
    known = table["columns"]
    own, of_fields = known[: -len(fields)], known[-len(fields) :]
    there = _names(connection, table["name"])
    scalars = [
        (column, field)
        for column, field in zip(of_fields, fields, strict=True)
        if column["kind"] not in LISTS and column["name"] in there
    ]
    lists = [
        (field, _list(connection, table, column, field))
        for column, field in zip(of_fields, fields, strict=True)
        if column["kind"] in LISTS
    ]
    for row in _select(connection, table["name"]):
        data: dict[str, Any] = {}
        for column, field in scalars:
            _put(data, field.path, _value(column, row[column["name"]]))
        for field, values in lists:
            _put(data, field.path, values.get(row[table["key"]]))
        yield {column["name"]: row.get(column["name"]) for column in own}, data


def _list(
    connection: sqlite3.Connection, table: Table, column: Column, field: Field
) -> Mapping[Any, list[Any]]:
    """Return key of a row → the values of a column of lists."""
    name = list_name(table, column)
    parts = list(zip(column["parts"], columns(field.children), strict=True))
    found: dict[Any, list[Any]] = {}
    if not _names(connection, name):
        return found
    for row in _select(connection, name, "position"):
        if not parts:
            value: Any = row["value"]
        else:
            value = {}
            for part, child in parts:
                _put(value, child.path[len(field.path) :], _value(part, row.get(part["name"])))
        found.setdefault(row[table["singular"]], []).append(value)
    return found


def _value(column: Column, value: Any) -> Any:
    return bool(value) if column["kind"] == "boolean" and value is not None else value


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    if value is not None:
        put(data, path, value)


def _names(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """Return the columns of a table, none where there is no such table."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return frozenset(name for (name,) in rows)


def _select(
    connection: sqlite3.Connection, table: str, order: str = ""
) -> Iterator[dict[str, Any]]:
    ordered = f" ORDER BY {quoted(order)}" if order else ""
    cursor = connection.execute(f"SELECT * FROM {quoted(table)}{ordered}")  # noqa: S608
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
