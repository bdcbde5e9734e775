"""SQLite: tables of values → the bytes of a database.

Scalars stay in their table, every list gets a table of its own, what refers to something has a foreign key. The same
tables give the same bytes with the same SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from disclosure_cli.compile.data.database import Database
from disclosure_cli.outputs.sqlite.columns import Explained, explained, quoted, write_columns
from disclosure_cli.outputs.sqlite.search import write_search
from disclosure_cli.outputs.sqlite.tables import Run, put_in, runs_of, stored
from disclosure_cli.outputs.sqlite.views import write_views

APPLICATION_ID = int.from_bytes(b"XXGK", "big")
"""What tells our databases from others (`PRAGMA application_id`): the initials of 信息公开."""


def render(database: Database) -> bytes:
    """Return the database file."""
    # Without a name it is a temporary file: half of a large database in memory would be for nothing but to be copied.
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        for name, value in (
            ("page_size", 4096),
            ("encoding", "'UTF-8'"),
            ("auto_vacuum", 0),
            ("application_id", APPLICATION_ID),
            ("user_version", database["version"]),
        ):
            connection.execute(f"PRAGMA {name} = {value}")
        with runs_of(connection, database) as runs:
            write_columns(connection, list(_write(connection, database, runs)))
        return _unmarked(connection.serialize())


def _unmarked(data: bytes) -> bytes:
    """Return a database without the marks in its header of how often and by which SQLite its file was written."""
    file = memoryview(data)
    return b"".join([file[:24], bytes(4), file[28:92], bytes(8), file[100:]])


def _write(
    connection: sqlite3.Connection, database: Database, runs: Sequence[Run]
) -> Iterator[Explained]:
    """Write table behind table, then the views and the search."""
    for one in (one for table in database["tables"] for one in stored(table)):
        name = quoted(one.name)
        connection.execute(f"CREATE TABLE {name} {one.definition}")
        put_in(connection, one, runs)
        for column in one.columns:
            if not one.is_list and column["reference"]:
                index_name = quoted(f"{one.name}_by_{column['name']}")
                connection.execute(
                    f"CREATE INDEX {index_name} ON {name} ({quoted(column['name'])})"
                )
            yield explained(one.name, column)
    yield from write_views(connection, database)
    yield from write_search(connection, database)
