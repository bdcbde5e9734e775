"""Search in the database: every item and entry as one text, and an index of the words in it.

FTS5 has no tokenizer that finds Chinese words of two characters: `unicode61` takes a run of characters for one word,
`trigram` knows no word below three. So every two, three and four neighbouring characters are indexed as words, and a
word of that length is found as it is typed, also in the search box of Datasette. The index holds no positions; a word
of any other length is found by LIKE in the column `text`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import add
from typing import Any

from disclosure_cli.compile.database import Database, Searched, Table

_TABLE = """CREATE TABLE search (
  number INTEGER PRIMARY KEY,
  kind TEXT,
  unit TEXT REFERENCES units (id),
  {references},
  code TEXT,
  title TEXT,
  text TEXT
)"""
_EXPLAINED = {
    "number": ("顺序号", "检索表中的先后，先事项后信息。", "integer"),
    "kind": ("种类", "公开事项或者信息条目。", "text"),
    "unit": ("单位", "所属单位的编号。", "text"),
    "code": ("编号", "事项编号或者索引号。", "text"),
    "title": ("名称", "事项或者信息的名称。", "text"),
    "text": ("全文", "全部公开内容连成一段文字。用 LIKE '%词%' 查找，词的长短不限。", "text"),
}

# Punctuation counts as part of a word, so that a whole document number is one. What stands between spaces is one word
# in the index and in the search alike; a phrase, which an index without positions cannot answer, never arises.
_INDEX = """CREATE VIRTUAL TABLE search_index USING fts5(
  text, content="search", content_rowid="number", detail=none, columnsize=0,
  tokenize="unicode61 categories 'L* M* N* P* S* Co'"
)"""
_INDEX_EXPLAINED = (
    "词索引",
    "用 search_index MATCH '词' 查找编号、名称、分类、公开内容、内容概述、文号和关键词中两到四个字的词，"
    "以及整个编号、文号、关键词和名称；几个词用空格隔开，表示都要有。",
    "text",
)

_CHARACTERS = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NOT_CHINESE = re.compile(f"[^{_CHARACTERS}]+")
_LATIN = re.compile("[0-9A-Za-z]+")

Explanation = tuple[str, str, str, str, str]


def write_search(connection: sqlite3.Connection, database: Database) -> list[Explanation]:
    """Write what is searched and its index; return table, column, label, meaning and kind of each column."""
    tables = {table["name"]: table for table in database["tables"]}
    found = [(tables[searched["table"]], searched) for searched in database["searched"]]
    references = [
        f"{table['singular']} INTEGER REFERENCES {table['name']} ({table['key']})"
        for table, _ in found
    ]
    connection.execute(_TABLE.format(references=",\n  ".join(references)))
    connection.execute(_INDEX)
    first = 1
    for table, searched in found:
        _write_texts(connection, table, searched, tables)
        _write_words(connection, table, searched, tables, first)
        first += len(table["rows"])
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    return [
        *(("search", name, *meaning) for name, meaning in _EXPLAINED.items()),
        *(_reference_explained(table) for table, _ in found),
        ("search_index", "text", *_INDEX_EXPLAINED),
    ]


def _reference_explained(table: Table) -> Explanation:
    meaning = f"在表 {table['name']} 中的 {table['key']}，别的种类为空。"
    return ("search", table["singular"], table["label"], meaning, "integer")


def _write_texts(
    connection: sqlite3.Connection, table: Table, searched: Searched, tables: Mapping[str, Table]
) -> None:
    names = [column["name"] for column in table["columns"]]
    unit, key, code, title = (
        names.index(name) for name in ("unit", table["key"], searched["code"], searched["title"])
    )
    read = _reader(table, tables, _readable(table))
    connection.executemany(
        f"INSERT INTO search (kind, unit, {table['singular']}, code, title, text)"  # noqa: S608
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (table["label"], row[unit], row[key], row[code], row[title], "\n".join(read(row)))
            for row in table["rows"]
        ),
    )


def _readable(table: Table) -> list[str]:
    """Return the columns that people read: of what refers to something, the names that are shown for it."""
    return [
        name
        for column in table["columns"]
        for name in (
            column["reference"]["shown"].values() if column["reference"] else [column["name"]]
        )
    ]


def _write_words(
    connection: sqlite3.Connection,
    table: Table,
    searched: Searched,
    tables: Mapping[str, Table],
    first: int,
) -> None:
    read = _reader(table, tables, searched["columns"])
    words = (_words(list(read(row))) for row in table["rows"])
    connection.executemany(
        "INSERT INTO search_index (rowid, text) VALUES (?, ?)", enumerate(words, start=first)
    )


def _reader(
    table: Table, tables: Mapping[str, Table], names: Iterable[str]
) -> Callable[[list[Any]], Iterator[str]]:
    """Return the function from a row to the texts in some of its columns, or in those that are shown beside them."""
    sources: dict[str, tuple[int, Mapping[Any, Any] | None]] = {}
    for index, column in enumerate(table["columns"]):
        sources[column["name"]] = (index, None)
        if to := column["reference"]:
            for there, beside in to["shown"].items():
                sources[beside] = (index, _lookup(tables[to["table"]], to["key"], there))
    wanted = [sources[name] for name in names]

    def read(row: list[Any]) -> Iterator[str]:
        for index, lookup in wanted:
            cell = row[index] if lookup is None else lookup.get(row[index])
            if isinstance(cell, str):
                yield cell
            elif isinstance(cell, list):
                for value in cell:
                    yield from (value,) if isinstance(value, str) else filter(_is_text, value)

    return read


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _lookup(table: Table, key: str, shown: str) -> dict[Any, Any]:
    names = [column["name"] for column in table["columns"]]
    key_index, shown_index = names.index(key), names.index(shown)
    return {row[key_index]: row[shown_index] for row in table["rows"]}


def _words(texts: list[str]) -> str:
    """Return all words by which texts are found, with spaces between."""
    text = "\n".join(texts)
    chinese = _NOT_CHINESE.sub("   ", text)
    pairs = list(map(add, chinese, chinese[1:]))
    triples = map(add, pairs, chinese[2:])
    fours = map(add, pairs, pairs[2:])
    return " ".join([*texts, *_LATIN.findall(text), *pairs, *triples, *fours])
