"""Views of the database in which items and entries stand as people read them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclosure_cli.compile.data.database import Column, Database, Table
from disclosure_cli.outputs.sqlite.columns import (
    LISTS,
    Explained,
    explained,
    list_name,
    literal,
    quoted,
)
from disclosure_cli.outputs.sqlite.search import refers_to


class _Selected(NamedTuple):
    """A column of a view: the SQL for it, and what it means. `is_read` tells a name or text from a key or number."""

    sql: str
    meaning: Explained
    is_read: bool


def write_views(connection: sqlite3.Connection, database: Database) -> Iterator[Explained]:
    """Write a view for each table that is searched, and one of the full text of them all."""
    tables = {table["name"]: table for table in database["tables"]}
    found = [tables[searched["table"]] for searched in database["searched"]]
    texts: list[str] = []
    for table, searched in zip(found, database["searched"], strict=True):
        name = f"v_{table['name']}"
        selected = list(_selected(name, table, tables))
        chosen = ",\n  ".join(f"{one.sql} AS {quoted(one.meaning.column)}" for one in selected)
        source = "\n".join([f"FROM {table['name']} AS t", *_joins(table)])
        connection.execute(f"CREATE VIEW {name} AS SELECT\n  {chosen}\n{source}")
        yield from (one.meaning for one in selected)
        keys = ", ".join(
            f"{other['key'] if other is table else 'NULL'} AS {other['singular']}"
            for other in found
        )
        texts.append(
            f"SELECT {literal(table['label'])} AS kind, unit, unit_name, {keys},"
            f" {quoted(searched['code'])} AS code, {quoted(searched['title'])} AS title,\n"
            f"  {_full_text(selected)} AS text\nFROM {name}"
        )
    connection.execute("CREATE VIEW v_search AS\n" + "\nUNION ALL\n".join(texts))
    yield from _FULL_TEXTS
    yield from (refers_to("v_search", table) for table in found)


_FULL_TEXTS = (
    Explained("v_search", "kind", "种类", "公开事项或者信息条目。", "text"),
    Explained("v_search", "unit", "单位", "所属单位的编号。", "text"),
    Explained("v_search", "unit_name", "单位名称", "所属单位的全称。", "text"),
    Explained("v_search", "code", "编号", "事项编号或者索引号。", "text"),
    Explained("v_search", "title", "名称", "事项或者信息的名称。", "text"),
    Explained(
        "v_search",
        "text",
        "全文",
        "全部公开内容连成一段文字。用 LIKE '%词%' 查找，词的长短不限。",
        "text",
    ),
)


def _selected(view: str, table: Table, tables: Mapping[str, Table]) -> Iterator[_Selected]:
    """Yield the columns of a view: a table's own, beside each what it refers to is called, lists as lines of a text."""
    joined = 0
    for column in table["columns"]:
        if column["kind"] in LISTS:
            meaning = explained(view, {**column, "kind": "text"})
            yield _Selected(_lines(table, column), meaning, is_read=True)
            continue
        to = column["reference"]
        is_read = to is None and column["kind"] not in {"integer", "boolean"}
        yield _Selected(f"t.{quoted(column['name'])}", explained(view, column), is_read)
        if to is not None:
            known = {there["name"]: there for there in tables[to["table"]]["columns"]}
            for there, beside in to["shown"].items():
                meaning = explained(view, {**known[there], "name": beside})
                yield _Selected(f"r{joined}.{quoted(there)}", meaning, is_read=True)
            joined += 1


def _joins(table: Table) -> Iterator[str]:
    referring = [column for column in table["columns"] if column["reference"]]
    for number, column in enumerate(referring):
        if to := column["reference"]:
            here = f"t.{quoted(column['name'])}"
            there = f"r{number}.{quoted(to['key'])}"
            yield f"LEFT JOIN {quoted(to['table'])} AS r{number} ON {there} = {here}"


def _lines(table: Table, column: Column) -> str:
    """Return the SQL for a list as one text, a line for each value; the parts of a block have a space between."""
    parts = [part["name"] for part in column["parts"]] or ["value"]
    line = " || ".join(f"coalesce({quoted(part)} || ' ', '')" for part in parts)
    inner = (
        f"SELECT {quoted(parts[0]) if len(parts) == 1 else f'rtrim({line})'} AS line"  # noqa: S608
        f" FROM {quoted(list_name(table, column))}"
        f" WHERE {quoted(table['singular'])} = t.{quoted(table['key'])} ORDER BY position"
    )
    return f"(SELECT group_concat(line, char(10)) FROM ({inner}))"  # noqa: S608


def _full_text(selected: list[_Selected]) -> str:
    names = (quoted(one.meaning.column) for one in selected if one.is_read)
    return "\n  || ".join(f"coalesce({name} || char(10), '')" for name in names)
