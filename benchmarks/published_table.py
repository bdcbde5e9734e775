"""A published catalog of any length as a workbook: what is imported, and read by a plain script beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from benchmarks.generating.items import Item, items_of
from benchmarks.generating.offices import offices
from benchmarks.generating.shared import read_classes

_LABELS = (
    *("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限"),
    *("公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"),
)


def write_table(path: Path, rows: int, seed: int = 1) -> None:
    """Write the items of a unit as a table under a title and one row of labels."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("公开事项目录")
    for row in _rows(rows, seed):
        sheet.append(row)
    book.save(path)


def _rows(number: int, seed: int) -> Iterator[list[str]]:
    office, classes = next(offices(1, seed)), read_classes()
    yield [f"{office.name}政务公开事项目录"]
    yield [*_LABELS]
    for serial, item in enumerate(items_of(office, number, classes, has_entries=0), start=1):
        yield [str(serial), classes[item["class"][:2]].name, *_cells(item, office.name)]


def _cells(item: Item, publisher: str) -> list[str]:
    return [
        item["title"],
        "；".join(item["elements"]),
        "\n".join(item["basis"]),
        item.get("time_limit", ""),
        item.get("publisher", publisher),
        "\n".join(f"■{channel}" for channel in item["channels"]),
        "、".join(item["audience"]),
        item["mode"],
        "、".join(item["levels"]),
    ]
