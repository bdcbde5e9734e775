"""How wide the columns of a sheet are."""

from __future__ import annotations

from disclosure_cli.compile.blocks import column, table
from disclosure_cli.outputs.xlsx.columns import column_widths
from disclosure_cli.outputs.xlsx.layout import find_layout
from disclosure_cli.outputs.xlsx.measure import PADDING, PIXEL
from tests.outputs.xlsx_samples import catalog_layouts

LAYOUT = find_layout(catalog_layouts(), "entries")
PAGE = int(LAYOUT.printable[0] / PIXEL)


def test_short_labels_and_words_are_not_broken_where_there_is_room() -> None:
    columns = [column("信息名称", 60), column("公开方式", 4), column("式", 4)]
    rows = [["甲" * 60, "主动公开", "主动公开"], ["乙", "主动公开", ""]]
    widths = column_widths(table(columns, rows), LAYOUT, PAGE)
    assert sum(widths) == PAGE
    label, word = LAYOUT.fonts.header.size, LAYOUT.fonts.body.size
    assert widths[1] * PIXEL >= 4 * max(label, word) + PADDING - PIXEL
    assert widths[2] * PIXEL >= 4 * word + PADDING - PIXEL


def test_many_columns_of_ticks_are_as_narrow_as_two_letters() -> None:
    columns = [column("信息名称", 60), *(column("公开方式", 4) for _ in range(20))]
    widths = column_widths(table(columns, [["甲" * 600, *["√"] * 20]]), LAYOUT, PAGE)
    assert max(widths[1:]) * PIXEL < 4 * LAYOUT.fonts.header.size


def test_a_table_without_rows_fills_the_page() -> None:
    assert sum(column_widths(table([column("甲", 4), column("乙", 8)], []), LAYOUT, PAGE)) == PAGE
