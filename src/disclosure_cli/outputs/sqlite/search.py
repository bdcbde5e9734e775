"""Search in the database: one list of all items and entries, and an index of the words in them.

FTS5 has no tokenizer that finds Chinese words of two characters: `unicode61` takes a run of characters for one word,
`trigram` knows no word below three. So every two, three and four neighbouring characters are indexed as words, and a
word of that length is found as it is typed, also in the search box of Datasette. The index holds no positions; a word
of any other length is found by LIKE in the text of the view `v_search`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add

from disclosure_cli.compile.data.database import Database, Searched, Table
from disclosure_cli.outputs.sqlite.columns import Explained, literal, quoted

_TABLE = """CREATE TABLE search (
  number INTEGER PRIMARY KEY,
  kind TEXT,
  unit TEXT REFERENCES units (id),
  {references},
  code TEXT,
  title TEXT
)"""

# All that is not a space is part of a word, so that a whole document number is one, in the index and in what somebody
# looks for alike; a phrase of several words, which an index without positions cannot answer, never arises unasked.
_INDEX = """CREATE VIRTUAL TABLE search_index USING fts5(
  title, content="search", content_rowid="number", detail=none, columnsize=0,
  tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"
)"""

# As many bytes of new words are held before they are written: those of a usual catalog are written once, without pieces
# to merge, which would leave free pages in the file.
_HELD = 2**24

_EXPLAINED = (
    Explained("search", "number", "顺序号", "检索表中的先后，先事项后信息。", "integer"),
    Explained("search", "kind", "种类", "公开事项或者信息条目。", "text"),
    Explained("search", "unit", "单位", "所属单位的编号。", "text"),
    Explained("search", "code", "编号", "事项编号或者索引号。", "text"),
    Explained("search", "title", "名称", "事项或者信息的名称。", "text"),
    Explained(
        "search_index",
        "title",
        "词索引",
        "用 search_index MATCH '词' 查找编号、名称、分类、公开内容、内容概述、文号和关键词中两到四个字的词，"
        "以及整个编号、文号、关键词和名称；几个词用空格隔开，表示都要有。",
        "text",
    ),
)

_CHARACTERS = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_CHARACTERS}]+")
_LATIN = re.compile("[0-9A-Za-z]+")


def write_search(connection: sqlite3.Connection, database: Database) -> Iterator[Explained]:
    """Write what is searched and its index; return what each column means."""
    tables = {table["name"]: table for table in database["tables"]}
    found = [(tables[searched["table"]], searched) for searched in database["searched"]]
    references = [
        f"{table['singular']} INTEGER REFERENCES {table['name']} ({table['key']})"
        for table, _ in found
    ]
    connection.execute(_TABLE.format(references=",\n  ".join(references)))
    connection.execute(_INDEX)
    connection.execute(
        "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (_HELD,)
    )
    for table, searched in found:
        _write_names(connection, table, searched)
        connection.executemany(
            "INSERT INTO search_index (rowid, title) VALUES (?, ?)",
            _words_of_rows(connection, table, searched["columns"]),
        )
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    yield from _EXPLAINED
    yield from (refers_to("search", table) for table, _ in found)


def refers_to(name: str, table: Table) -> Explained:
    """Return what a column means in a list of several kinds that refers to the rows of one of them."""
    meaning = f"在表 {table['name']} 中的 {table['key']}，别的种类为空。"
    return Explained(name, table["singular"], table["label"], meaning, "integer")


def _write_names(connection: sqlite3.Connection, table: Table, searched: Searched) -> None:
    wanted = ("unit", table["key"], searched["code"], searched["title"])
    connection.execute(
        f"INSERT INTO search (kind, unit, {table['singular']}, code, title)"  # noqa: S608
        f" SELECT {literal(table['label'])}, {', '.join(map(quoted, wanted))}"
        f" FROM {table['name']} ORDER BY {table['key']}"
    )


def _words_of_rows(
    connection: sqlite3.Connection, table: Table, names: Iterable[str]
) -> Iterator[tuple[int, str]]:
    """Yield for each row of a table its number in `search`, and the words of some columns of its view."""
    rows = connection.execute(
        f"SELECT s.number, {', '.join(f'v.{quoted(name)}' for name in names)}"  # noqa: S608
        f" FROM search AS s JOIN v_{table['name']} AS v ON v.{table['key']} = s.{table['singular']}"
        " ORDER BY s.number"
    )
    for number, *texts in rows:
        yield number, _words([text for text in texts if isinstance(text, str)])


def _words(texts: list[str]) -> str:
    """Return all words by which texts are found, with spaces between."""
    text = "\n".join(texts)
    return " ".join([*texts, *_LATIN.findall(text), *map(_neighbours, _CHINESE.findall(text))])


@lru_cache(maxsize=2**13)
def _neighbours(characters: str) -> str:
    """Return every two, three and four neighbouring characters; catalogs say the same in many rows."""
    pairs = list(map(add, characters, characters[1:]))
    triples = map(add, pairs, characters[2:])
    return " ".join([*pairs, *triples, *map(add, pairs, pairs[2:])])
