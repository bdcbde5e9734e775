"""CSV files: what Excel needs, and that every text can be had back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.outputs.csv import head, part

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
texts = st.text(st.characters(codec="utf-8"), max_size=12) | st.from_regex(
    r"[ \t'=+@-]{0,3}[0-9０-９.eE+-]{0,14}", fullmatch=True
)


def table(*rows: list[str]) -> bytes:
    """Return the file that has some rows of one unit."""
    width = len(rows[0]) if rows else 1
    headings = ["单位编号", *(f"第{number}栏" for number in range(width))]
    return head(headings) + part({"before": ["unit"], "rows": list(rows)})


def read(data: bytes) -> list[list[str]]:
    """Read a file as its documentation says: take one apostrophe from every cell that begins with one."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [[cell.removeprefix("'") for cell in row] for row in rows]


def cell_of(text: str) -> str:
    """Return how a text stands in a file."""
    data = table([text, "尾"]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))[1][1]


def test_a_file_begins_with_its_mark_and_ends_lines_with_cr_lf() -> None:
    data = table(["机构职能", "甲\n乙"], ["预算", ""])
    assert data == (
        '\ufeff单位编号,第0栏,第1栏\r\nunit,机构职能,"甲\n乙"\r\nunit,预算,\r\n'.encode()
    )


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=4))
def test_every_text_can_be_had_back(rows: list[list[str]]) -> None:
    assert read(table(*rows))[1:] == [["unit", *row] for row in rows]


@given(texts)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    cell = cell_of(text)
    assert not cell.lstrip().startswith(FORMULA)
    assert not cell.startswith(FORMULA)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        " =1+1",
        "-2+3",
        "@SUM(A1)",
        "＝1",
        "\t=1",
        "'已有撇号",
        "0503",
        "110101199001011234",
        "1E5",
        "2.5e10",
        "1-3",
        "3/4",
        "2024/5",
        "1/2/2024",
        "2024/1/2",
        "3:15",
    ],
)
def test_what_excel_would_change_is_marked(text: str) -> None:
    assert cell_of(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "机构职能",
        "0503 采矿权登记",
        "0101-001",
        "000000000/2025-00001",
        "2025-03-01",
        "20",
        "0",
        "0503-0001",
        "8:30-12:00",
    ],
)
def test_what_excel_leaves_alone_is_not_marked(text: str) -> None:
    assert cell_of(text) == text


def test_a_table_without_rows_has_its_headings() -> None:
    assert read(table()) == [["单位编号", "第0栏"]]
