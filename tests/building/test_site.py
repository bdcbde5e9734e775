"""The built examples as files: valid, linked, and the same in page and workbook."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import html5lib
import openpyxl
import pytest

from tests.support.examples import PAGE_PATHS, UNITS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from openpyxl.worksheet.worksheet import Worksheet

HTML = "{http://www.w3.org/1999/xhtml}"
CATALOG_SHEETS = ("公开事项目录", "信息目录")


@cache
def parse(path: Path) -> Element:
    """Parse a page; any error of the HTML standard is an exception."""
    root: Element = html5lib.HTMLParser(strict=True).parse(path.read_bytes())
    return root


def test_every_page_is_looked_at(examples: Path) -> None:
    site = examples / "site"
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.html")} == set(PAGE_PATHS)


@pytest.mark.parametrize("path", PAGE_PATHS)
def test_a_page_is_valid_html_in_chinese(examples: Path, path: str) -> None:
    root = parse(examples / "site" / path)
    assert root.get("lang") == "zh-CN"
    for table in root.iter(f"{HTML}table"):
        assert table.find(f"{HTML}caption") is not None
        assert all(cell.get("scope") for cell in table.iter(f"{HTML}th"))


@pytest.mark.parametrize("path", PAGE_PATHS)
def test_every_link_within_the_site_leads_somewhere(examples: Path, path: str) -> None:
    page = examples / "site" / path
    broken = []
    for element in parse(page).iter():
        for name in ("href", "src"):
            address = element.get(name)
            if address is None or address.startswith(
                ("http://", "https://", "mailto:", "data:", "tel:")
            ):
                continue
            file, _, anchor = address.partition("#")
            target = (page.parent / unquote(file)).resolve() if file else page
            if not target.is_file() or (anchor and unquote(anchor) not in anchors(target)):
                broken.append(address)
    assert broken == []


@cache
def anchors(path: Path) -> frozenset[str]:
    """Return the ids of a page, each of which must be its own."""
    ids = [name for element in parse(path).iter() if (name := element.get("id"))]
    assert len(ids) == len(set(ids))
    return frozenset(ids)


@pytest.mark.parametrize("unit", UNITS)
def test_page_and_workbook_hold_the_same_rows(examples: Path, unit: str) -> None:
    folder = examples / "site" / unit
    tables = [rows_of_table(table) for table in parse(folder / "catalog.html").iter(f"{HTML}table")]
    book = openpyxl.load_workbook(io.BytesIO((folder / "catalog.xlsx").read_bytes()))
    for number, name in enumerate(CATALOG_SHEETS):
        sheet = rows_of_sheet(book[name])
        assert len(tables[number]) > 8
        assert sheet[-len(tables[number]) :] == tables[number] or sheet == tables[number]


def rows_of_table(table: Element) -> list[list[str]]:
    """Return the texts of a table's body, merged cells repeated in each row that they cover."""
    rows: list[list[str]] = []
    open_cells: dict[int, tuple[int, str]] = {}
    body = table.find(f"{HTML}tbody")
    assert body is not None
    for row in body.findall(f"{HTML}tr"):
        texts: list[str] = []
        cells = iter(row)
        while True:
            left, text = open_cells.pop(len(texts), (0, ""))
            if not left:
                cell = next(cells, None)
                if cell is None:
                    break
                text = "".join(cell.itertext()).strip()
                left = int(cell.get("rowspan", "1"))
            if left > 1:
                open_cells[len(texts)] = (left - 1, text)
            texts.append(text)
        rows.append(texts)
    return rows


def rows_of_sheet(sheet: Worksheet) -> list[list[str]]:
    """Return the texts of a sheet's rows below the header of its table, merged cells repeated."""
    texts = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                texts[row - 1][column - 1] = texts[area.min_row - 1][area.min_col - 1]
    header = max(int(number) for number in str(sheet.print_title_rows).replace("$", "").split(":"))
    body = [[str(text).strip() for text in row] for row in texts[header:]]
    while body and len(set(body[-1])) == 1:
        body.pop()
    return body
