"""What a spreadsheet shows where a formula came to nothing is told, and never becomes the text of a record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from disclosure_cli.model import Record
from tests.importing.planned import HEADER, ROW, planned
from tests.importing.rendering import saved
from tests.support.importing import recognise

LABELS = HEADER.strip().split(",")
CELLS = ROW.strip().split(",")


def imported(*rows: Sequence[str], name: str = "目录.xlsx") -> tuple[list[Record], list[str]]:
    """The items of a table with the usual header, and `place code` of what is told of errors and rows without a name."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (LABELS, *rows):
        sheet.append(list(row))
    data = saved(book)
    made, found = planned(data, name)
    said = [*recognise(data, name).findings, *made.findings]
    told = [f"{each.where.partition('!')[2]} {each.code}" for each in said]
    return found.get("item", []), [each for each in told if each.endswith(("I917", "I951"))]


def row_with(column: str, text: str) -> list[str]:
    place = next(number for number, label in enumerate(LABELS) if label.startswith(column))
    return [*CELLS[:place], text, *CELLS[place + 1 :]]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "Err:502"])
@pytest.mark.parametrize("column", ["公开内容", "公开依据", "公开渠道", "公开方式", "备注"])
def test_an_error_is_told_and_no_content(column: str, error: str) -> None:
    (item,), told = imported(row_with(column, error))
    assert error not in str(item.data)
    assert [each.split()[1] for each in told] == ["I917"]


def test_a_row_whose_name_is_an_error_is_no_record() -> None:
    items, told = imported(row_with("二级事项", "#REF!"), CELLS)
    assert [item.data["title"] for item in items] == ["职能职责"]
    assert told == ["C2 I917", "A2 I951"]


def test_nothing_is_taken_from_above_in_place_of_an_error() -> None:
    other = ["2", "#REF!", "领导信息", *CELLS[3:]]
    below = ["3", "", "内设机构", *CELLS[3:]]
    items, told = imported(CELLS, other, below)
    assert [item.data["title"] for item in items] == ["职能职责", "领导信息", "内设机构"]
    assert "#REF!" not in str([item.data for item in items])
    assert "机构职能" not in str([item.data for item in items[1:]])
    assert told == ["B3 I917"]


def test_text_that_only_begins_with_such_a_sign_is_text() -> None:
    (item,), told = imported(row_with("公开内容", "#1楼值班电话"))
    assert item.data["elements"] == ["#1楼值班电话"]
    assert told == []
