"""What every column of the database means: the table `columns`, and the names that tables, lists and views have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from disclosure_cli.compile.data.database import Column, Table

LISTS = frozenset({"texts", "choices", "blocks"})
"""The kinds of columns that hold lists."""


class Explained(NamedTuple):
    """A row of the table `columns`: what a column of a table or view means."""

    table: str
    column: str
    label: str
    description: str
    kind: str


def explained(table: str, column: Column) -> Explained:
    """Return what a column means in a table or view."""
    return Explained(table, column["name"], column["label"], column["description"], column["kind"])


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def list_name(table: Table, column: Column) -> str:
    """Return the name of the table that holds a column of lists."""
    return f"{table['singular']}_{column['name']}"


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


def write_columns(connection: sqlite3.Connection, lines: Iterable[Explained]) -> None:
    """Write the table, which explains itself too."""
    connection.execute(
        "CREATE TABLE columns (\n  table_name TEXT,\n  column_name TEXT,\n  label TEXT,\n"
        "  description TEXT,\n  kind TEXT,\n  PRIMARY KEY (table_name, column_name)\n)"
    )
    connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?)", [*lines, *_COLUMNS])
