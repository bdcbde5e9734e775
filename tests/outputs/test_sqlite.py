"""The database: sound, explained, the same each time, and searched by words of any length."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.compile.data.database import Column, Database, Reference, Rows
from disclosure_cli.outputs.sqlite.database import APPLICATION_ID, render
from tests.support.examples import ALL_UNITS, ROOT

DOCUMENT = ROOT / "docs" / "查询示例.md"
QUERIES = re.findall(
    r"^### (\d+\. .+?)\n.*?```sql\n(.+?)```", DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE
)
SHADOWS = {"search_index_data", "search_index_idx", "search_index_config"}


@contextmanager
def opened(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        yield connection


@pytest.fixture(scope="module")
def database(examples: Path) -> Iterator[sqlite3.Connection]:
    """Open the database of the examples as a client does: a file that cannot be changed."""
    uri = (examples / "site/data/catalog.sqlite").as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        yield connection


def column(name: str, kind: str = "text", **more: Any) -> Column:
    empty: dict[str, Any] = {"parts": [], "reference": None}
    known = {"name": name, "label": f"{name}的名称", "description": f"{name}的说明", "kind": kind}
    return {**empty, **known, **more}  # type: ignore[typeddict-item]


def sample(*texts: str) -> Database:
    """Return a database of one unit with an item for each text: the text is its title and its only element."""
    unit: Reference = {"table": "units", "key": "id", "shown": {"name": "unit_name"}}
    blocks = [column("name"), column("url")]
    columns = [
        column("number", "integer"),
        column("unit", reference=unit),
        column("id"),
        column("title"),
        column("elements", "texts"),
        column("links", "blocks", parts=blocks),
        column("ok", "boolean"),
    ]
    rows: list[list[Any]] = [
        [number, "u", f"0101-{number:03}", text, [text], [[text, None]], True]
        for number, text in enumerate(texts, start=1)
    ]
    return {
        "version": 7,
        "parts": [{"items": rows}],
        "former": bytes,
        "tables": [
            {
                "name": "units",
                "singular": "unit",
                "label": "单位概况",
                "key": "id",
                "columns": [column("id"), column("name")],
                "rows": [["u", "示例局"]],
            },
            {
                "name": "items",
                "singular": "item",
                "label": "公开事项",
                "key": "number",
                "columns": columns,
                "rows": [],
            },
        ],
        "searched": [
            {
                "table": "items",
                "code": "id",
                "title": "title",
                "columns": ["id", "title", "elements"],
            }
        ],
    }


def test_the_file_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_the_foreign_keys_are_there(database: sqlite3.Connection) -> None:
    """That none is broken would also hold where there are none."""
    found = {
        (table, key[3], key[2])
        for (table,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        for key in database.execute(f"PRAGMA foreign_key_list({table})")
    }
    assert found >= {
        ("items", "unit", "units"),
        ("items", "class_id", "classes"),
        ("classes", "parent", "classes"),
        ("entries", "item_number", "items"),
        ("item_elements", "item", "items"),
        ("item_basis", "item", "items"),
        ("item_channels", "item", "items"),
        ("entry_keywords", "entry", "entries"),
        ("class_served_topics", "topic", "topics"),
        ("search", "entry", "entries"),
    }
    assert database.execute(
        "SELECT count(*) FROM entries WHERE item_number IS NULL"
    ).fetchone() == (0,)


def test_the_file_says_what_it_is(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    with opened(render(sample())) as empty:
        assert empty.execute("PRAGMA user_version").fetchone() == (7,)


def test_every_column_is_explained(database: sqlite3.Connection) -> None:
    names = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    there = {
        (name, row[1])
        for (name,) in names.fetchall()
        if name not in SHADOWS
        for row in database.execute(f"PRAGMA table_info({name})")
    }
    explained = database.execute("SELECT table_name, column_name FROM columns").fetchall()
    assert set(explained) == there
    empty = "SELECT count(*) FROM columns WHERE label = '' OR description = '' OR kind = ''"
    assert database.execute(empty).fetchone() == (0,)


def test_rows_stand_in_the_order_of_the_pages(database: sqlite3.Connection) -> None:
    units = database.execute("SELECT DISTINCT unit FROM items ORDER BY number").fetchall()
    assert units == [(unit,) for unit in ALL_UNITS]
    for unit in ALL_UNITS:
        days = database.execute(
            "SELECT published FROM entries WHERE unit = ? ORDER BY number", (unit,)
        )
        shown = [day for (day,) in days]
        assert shown == sorted(shown, reverse=True)


def test_the_same_tables_give_the_same_bytes() -> None:
    texts = [f"采矿权登记结果{number}" for number in range(300)]
    assert render(sample(*texts)) == render(sample(*texts))


def test_rows_of_the_former_file_are_as_good_as_new_ones() -> None:
    def part(unit: str, *texts: str) -> Rows:
        rows: list[list[Any]] = [
            [number, unit, f"0101-{number:03}", text, [text, "又"], [[text, "http://x"]], None]
            for number, text in enumerate(texts, start=1)
        ]
        return {"items": rows}

    def render_units(*parts: Rows | str, former: bytes = b"") -> bytes:
        return render({**sample(), "parts": parts, "former": lambda: former})

    first, gone, last = part("a", "甲", "乙"), part("b", "丙"), part("c", "丁", "戊", "己")
    former = render_units(first, gone, last)
    assert render_units("a", "b", "c", former=former) == former
    assert render_units("a", "c", former=former) == render_units(first, last)
    longer, none = part("b", *"丙庚辛"), part("b")
    assert render_units("a", longer, "c", former=former) == render_units(first, longer, last)
    without = render_units(first, none, last)
    assert render_units("a", none, "c", former=former) == without
    assert render_units("a", "b", "c", former=without) == without


def test_lists_are_tables_and_lines_in_a_view() -> None:
    links = [["附件", "http://x"], ["附表", None]]
    row = [1, "u", "0101-001", "甲", ["二", "一"], links, True]
    with opened(render({**sample(), "parts": [{"items": [row]}]})) as connection:
        assert connection.execute("SELECT * FROM item_elements").fetchall() == [
            (1, 1, "二"),
            (1, 2, "一"),
        ]
        assert connection.execute("SELECT * FROM item_links").fetchall() == [
            (1, 1, "附件", "http://x"),
            (1, 2, "附表", None),
        ]
        row = connection.execute("SELECT unit_name, elements, links, ok FROM v_items").fetchone()
        assert row == ("示例局", "二\n一", "附件 http://x\n附表", 1)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_any_text_stays_as_it_is(text: str) -> None:
    with opened(render(sample(text))) as connection:
        row = connection.execute("SELECT title, elements, links FROM v_items").fetchone()
        assert row == (text, text, text.rstrip(" "))


def matches(connection: sqlite3.Connection, query: str) -> list[int]:
    found = connection.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid", (query,)
    )
    return [number for (number,) in found]


@given(
    st.lists(st.text("采矿权登记", max_size=7), min_size=1, max_size=6),
    st.text("采矿权登记", min_size=2, max_size=4),
)
def test_a_word_of_two_to_four_characters_is_found_exactly_where_it_stands(
    texts: list[str], word: str
) -> None:
    with opened(render(sample(*texts))) as connection:
        expected = [number for number, text in enumerate(texts, start=1) if word in text]
        assert matches(connection, word) == expected


@given(
    st.lists(st.text("采矿，权 a", max_size=9), min_size=1, max_size=6),
    st.text("采矿，权a", min_size=1, max_size=6),
)
def test_the_full_text_finds_any_word(texts: list[str], word: str) -> None:
    query = "SELECT item FROM v_search WHERE instr(text, ?) ORDER BY item"
    with opened(render(sample(*texts))) as connection:
        found = [number for (number,) in connection.execute(query, (word,))]
        assert found == [number for number, text in enumerate(texts, start=1) if word in text]


def test_several_words_must_all_be_there_and_codes_are_found_whole() -> None:
    with opened(
        render(sample("养老机构管理服务", "养老金", "GB/T 37668-2019规范 PDF"))
    ) as connection:
        assert matches(connection, "养老") == [1, 2]
        assert matches(connection, "养老 服务") == [1]
        assert matches(connection, '"0101-002"') == [2]
        assert matches(connection, "pdf") == [3]
        assert matches(connection, "养老金机") == []


@pytest.mark.parametrize(
    "query", ["老，机", "（养老）", "010", "养老　服务", "不存在的一个很长的词"]
)
def test_what_is_not_a_word_of_the_index_finds_nothing_and_is_no_error(query: str) -> None:
    with opened(render(sample("养老，机构", "养老服务"))) as connection:
        assert matches(connection, query) == []


@pytest.mark.parametrize(("name", "query"), QUERIES, ids=[name for name, _ in QUERIES])
def test_each_documented_query_has_an_answer(
    database: sqlite3.Connection, name: str, query: str
) -> None:
    cursor = database.execute(query)
    rows = cursor.fetchall()
    assert rows, name
    assert all(re.search("[\u4e00-\u9fff]", column[0]) for column in cursor.description)


def test_there_are_ten_documented_queries_one_of_a_word_of_two_characters() -> None:
    assert [name.split(".")[0] for name, _ in QUERIES] == [str(number) for number in range(1, 11)]
    assert any(re.search("MATCH '[\u4e00-\u9fff]{2}'", query) for _, query in QUERIES)


def test_the_documented_search_finds_all_and_only_what_has_the_word(
    database: sqlite3.Connection,
) -> None:
    query = next(query for _, query in QUERIES if "MATCH '采购'" in query)
    found = {(unit, code) for unit, _, code, _ in database.execute(query)}
    everywhere = database.execute(
        "SELECT DISTINCT unit_name, code FROM v_search WHERE text LIKE '%采购%'"
    ).fetchall()
    assert len(found) > 3
    assert found <= set(everywhere)
    titles = database.execute(
        "SELECT unit_name, code FROM v_search WHERE title LIKE '%采购%'"
    ).fetchall()
    assert found >= set(titles)
