"""Which records a clue in the lines of a file leads to."""

from __future__ import annotations

import re

import pytest

from disclosure_cli.facts.files import Concordance, Sheet, lines_with
from disclosure_cli.model import Record, Source

CLUE = re.compile("密★")
TEXT = "# 事项\n- 名称: 甲\n  备注: 同样\n- 名称: 乙\n  备注: 同样\n- 名称: 丙"


def sheet(text: str, count: int = 3) -> Sheet:
    source = Source("catalogs/demo/items/items.yaml", text)
    data = {"title": "机密★"}
    return Sheet(source, tuple(Record("item", data, source, (index,)) for index in range(count)))


def found(text: str, count: int = 3) -> list[int] | None:
    """Return the positions of the records that the clue leads to, or None where the file has none."""
    one = sheet(text, count)
    records = Concordance((one,)).find(CLUE).get(one)
    return None if records is None else [record.position[0] for record in records]


@pytest.mark.parametrize(
    ("old", "new", "positions"),
    [
        ("甲", "机密★", [0]),
        ("乙\n  备注: 同样", "乙\n  备注: 机密★", [1]),
        ("丙", "机密★", [2]),
        ("备注: 同样", "备注: 机密★", [0, 1]),
        ("# 事项", "# 机密★", []),
        ("甲", "乙", None),
    ],
)
def test_a_clue_leads_to_the_records_in_whose_lines_it_stands(
    old: str, new: str, positions: list[int] | None
) -> None:
    assert found(TEXT.replace(old, new)) == positions


def test_one_line_in_several_records_leads_to_all_of_them() -> None:
    assert found(f"{TEXT}\n- 名称: 机密★\n- 名称: 机密★\n", 5) == [3, 4]


def test_where_lines_do_not_tell_records_apart_all_are_looked_at() -> None:
    assert found("条目:\n- 甲: 机密★\n- 乙: 无", 1) == [0]


def test_what_a_text_hides_may_be_in_any_record() -> None:
    assert found(TEXT.replace("甲", '"\\u673a密"')) == [0, 1, 2]


def test_the_texts_with_a_clue_have_their_places() -> None:
    one = sheet(TEXT.replace("乙", "机密★"))
    ((record, path, text),) = Concordance((one,)).texts(CLUE)[one]
    assert (record.position, path, text) == ((1,), ("title",), "机密★")


def test_lines_are_numbered_to_the_last() -> None:
    assert [*lines_with(re.compile("甲"), "甲\n乙甲甲\n\n丙\n甲")] == [
        (1, "甲"),
        (2, "乙甲甲"),
        (5, "甲"),
    ]
