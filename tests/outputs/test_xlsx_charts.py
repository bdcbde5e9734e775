"""The charts of a workbook, read back by openpyxl: they show the cells of their tables, and stand beside them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from disclosure_cli.outputs.xlsx.workbook import render
from tests.outputs import xlsx_samples as samples
from tests.outputs.test_xlsx import ranges, read

if TYPE_CHECKING:
    from disclosure_cli.document import Block


def book_of(*blocks: Block, name: str = "统计") -> bytes:
    sheet = (name, "figures", samples.document("统计", *blocks))
    other = ("公开事项目录", "standard", samples.document("目录", samples.standard_table(3)))
    return render(samples.workbook(other, sheet), samples.catalog_layouts())


@pytest.fixture(scope="module")
def sheet() -> Any:
    return read(render(samples.catalog_workbook(), samples.catalog_layouts()))["统计"]


def shown(sheet: Any, chart: Any) -> dict[Any, Any]:
    """Return label → value of the cells that a chart shows."""
    (series,) = chart.series
    columns = []
    for reference in (series.cat.strRef.f, series.val.numRef.f):
        name, _, area = reference.rpartition("!")
        assert name == f"'{sheet.title}'"
        columns.append([cell.value for (cell,) in sheet[area.replace("$", "")]])
    return dict(zip(*columns, strict=True))


def test_a_chart_shows_the_rows_of_its_table(sheet: Any) -> None:
    assert [shown(sheet, chart) for chart in sheet._charts] == [
        {"预算": 3, "招考": "不涉及", "政府采购": 0},
        {name: int(count) for name, count in samples.CHANNELS.items()},
        {name: int(count) for name, count in samples.YEARS.items()},
    ]


def test_bars_lie_and_columns_stand(sheet: Any) -> None:
    assert [chart.barDir for chart in sheet._charts] == ["bar", "bar", "col"]
    assert [chart.x_axis.scaling.orientation for chart in sheet._charts] == [
        "maxMin",
        "maxMin",
        "minMax",
    ]


def test_a_chart_stands_beside_its_table_and_above_the_next(sheet: Any) -> None:
    ends = [0]
    for chart in sheet._charts:
        start, end = chart.anchor._from, chart.anchor.to
        (series,) = chart.series
        first = sheet[series.val.numRef.f.rpartition("!")[2].replace("$", "")][0][0]
        assert start.row == first.row - 2
        assert start.col >= first.column
        assert end.row > start.row + 1
        assert start.row >= ends[-1]
        heights = [sheet.row_dimensions[row].height for row in range(start.row + 1, end.row + 1)]
        assert sum(heights) >= 120
        assert not [b for b in sheet.row_breaks.brk if start.row < b.id < end.row]
        ends.append(end.row)


def test_a_chart_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    data = book_of(samples.drawn_table("bars", "渠道", samples.CHANNELS))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert 'name="各种渠道"' in drawing
    assert "渠道“共12种” &amp; &lt;其他&gt;。" in drawing


def test_hostile_words_leave_a_chart_readable() -> None:
    word = '<a b="c">\'&\x00\x0b\ud800\ufffe=1+1\n'
    table = samples.drawn_table("bars", word, {word: "3", f"{word}2": "1"})
    table["drawing"]["summary"] = word
    sheet = read(book_of(table))["统计"]
    (found,) = (shown(sheet, chart) for chart in sheet._charts)
    assert [*found.values()] == [3, 1]
    assert all("=1+1" in label for label in found)


def test_only_counts_are_numbers(sheet: Any) -> None:
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    numbers = {value for value in values if not isinstance(value, str)}
    assert numbers == {*map(int, samples.CHANNELS.values()), 0, 3, 4, 12}
    assert {"不涉及", "2024"} <= {*values}


def test_sheets_without_charts_have_none_and_a_matrix_is_a_table(sheet: Any) -> None:
    book = read(render(samples.catalog_workbook(), samples.catalog_layouts()))
    assert [len(each._charts) for each in book] == [0, 0, 0, 3, 0]
    assert any("单位" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(book_of(samples.standard_table(3)))) as archive:
        assert not [name for name in archive.namelist() if "chart" in name or "drawing" in name]


def test_workbooks_of_one_kind_have_each_their_own_cells() -> None:
    """Skeletons are shared; what a chart shows must not be."""
    few, many = ({f"渠道{n}": str(n) for n in range(size)} for size in (2, 9))
    books = [
        read(book_of(samples.drawn_table("bars", "渠道", counts))) for counts in (few, many, few)
    ]
    found = [shown(book["统计"], book["统计"]._charts[0]) for book in books]
    assert [len(each) for each in found] == [2, 9, 2]


def test_a_name_of_a_sheet_is_quoted() -> None:
    book = read(book_of(samples.drawn_table("columns", "年份", samples.YEARS), name="统计 '24"))
    (chart,) = book["统计 '24"]._charts
    assert chart.series[0].val.numRef.f.startswith("'统计 ''24'!")


def test_a_table_without_rows_has_no_chart() -> None:
    assert read(book_of(samples.drawn_table("bars", "渠道", {})))["统计"]._charts == []


def test_no_cell_lies_under_a_chart(sheet: Any) -> None:
    for chart in sheet._charts:
        start, end = chart.anchor._from, chart.anchor.to
        under = [
            cell.value
            for row in sheet.iter_rows(start.row + 1, end.row, start.col + 1, end.col)
            for cell in row
            if cell.value
        ]
        assert under == []
    assert ranges(sheet)
