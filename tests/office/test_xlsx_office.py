"""Workbooks in LibreOffice: the same values, all of them printed, on the pages that were planned, in rows tall enough."""

from __future__ import annotations

import io
import random
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.xml.functions import fromstring

from disclosure_cli.outputs.xlsx.workbook import render
from tests.outputs import xlsx_samples as samples
from tests.outputs.test_xlsx import HOSTILE, filled, one_column
from tests.support.office import pdf_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from disclosure_cli.document import Paragraph, Table
    from tests.support.office import Office

TABLE, TEXT, OFFICE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text", "office")
)
ROW_HEIGHT = re.compile(rb' ht="[\d.]+" customHeight="1"')
WORDS = [
    "政府信息公开",
    "《中华人民共和国政府信息公开条例》",
    "（国务院令第711号）",
    "第二十条第（五）项",
    "、",
    "，",
    "。",
    "；",
    "20个工作日",
    "编号2024-00012，",
    "网址 https://www.example.gov.cn/zwgk/index.html ",
    "A、B角",
    "“三公”经费",
    "■政府网站\u3000□政府公报",
    "——",
    "WPS 和 Excel ",
    "邮箱 zwgk@example.gov.cn ",
    "1.办理依据",
    "的",
    "及",
]


def printed(path: Path) -> str:
    """Return the text of a PDF cell by cell, without blanks: as it was drawn, not as it stands on the page."""
    result = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True
    )
    return without_blanks(result.stdout.decode())


def without_blanks(text: str) -> str:
    return "".join(text.split())


def load(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_charts_are_read_and_drawn(office: Office, tmp_path: Path) -> None:
    """The office finds the cells that a chart shows, keeps the chart, and prints its labels beside the table."""
    file = tmp_path / "统计.xlsx"
    book = samples.workbook(("统计", "figures", samples.figures_document()))
    file.write_bytes(render(book, samples.catalog_layouts()))
    (copy,) = office.convert([file], "xlsx", tmp_path / "again")
    charts = load(copy.read_bytes())["统计"]._charts
    shown = [
        [point.v for point in series.cat.strRef.strCache.pt]
        for chart in charts
        for series in chart.series
    ]
    assert shown == [["预算", "招考", "政府采购"], [*samples.CHANNELS], [*samples.YEARS]]
    (pdf,) = office.convert([file], "pdf", tmp_path / "pdf")
    text = printed(pdf)
    assert {label: text.count(label) for label in ("渠道11", "政府采购", "2023")} == {
        "渠道11": 2,
        "政府采购": 2,
        "2023": 2,
    }


def test_every_text_is_printed(office: Office, tmp_path: Path) -> None:
    books = {
        "catalog": render(samples.catalog_workbook(), samples.catalog_layouts()),
        "guide": render(samples.guide_workbook(), samples.guide_layouts()),
    }
    files = [tmp_path / f"{name}.xlsx" for name in books]
    for file, data in zip(files, books.values(), strict=True):
        file.write_bytes(data)
    for file, pdf in zip(files, office.convert(files, "pdf", tmp_path / "pdf"), strict=True):
        text = printed(pdf)
        missing = [
            value
            for sheet in load(file.read_bytes())
            for value in filled(sheet).values()
            if without_blanks(value) not in text
        ]
        assert not missing


def test_libreoffice_reads_what_was_written(office: Office, tmp_path: Path) -> None:
    standard = samples.document("目录", samples.standard_table())
    sheets = (
        ("文字", "data", samples.document("", one_column(HOSTILE))),
        ("目录", "standard", standard),
    )
    source = tmp_path / "source.xlsx"
    source.write_bytes(render(samples.workbook(*sheets), samples.catalog_layouts()))
    (opened,) = office.convert([source], "ods", tmp_path)
    hostile = [["内容"], *([text] for text in HOSTILE)]
    table = [
        [cell.value or "" for cell in row] for row in load(source.read_bytes())["目录"].iter_rows()
    ]
    assert read_ods(opened.read_bytes()) == [hostile, without_empty_ends(table)]


def without_empty_ends(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return the rows that have a text, up to their last text: what is empty at the end has no shape."""
    ends = [max((at for at, text in enumerate(row, 1) if text), default=0) for row in rows]
    return [row[:end] for row, end in zip(rows, ends, strict=True) if end]


def read_ods(data: bytes) -> list[list[list[str]]]:
    """Return the texts of all cells, sheet by sheet; each must be one that LibreOffice took for a text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = fromstring(archive.read("content.xml"))
    return [
        without_empty_ends([row_texts(row) for row in sheet.iter(f"{TABLE}table-row")])
        for sheet in content.iter(f"{TABLE}table")
    ]


def row_texts(row: Element) -> list[str]:
    texts: list[str] = []
    for cell in row:
        repeated = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        assert cell.get(f"{OFFICE}value-type", "string") == "string"
        paragraphs = ["".join(pieces(paragraph)) for paragraph in cell.iter(f"{TEXT}p")]
        texts += ["\n".join(paragraphs)] * (repeated if repeated < 1000 else 0)
    return texts


def pieces(paragraph: Element) -> Iterator[str]:
    yield paragraph.text or ""
    for child in paragraph:
        if child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}s":
            yield " " * int(child.get(f"{TEXT}c", "1"))
        yield from pieces(child)
        yield child.tail or ""


def test_pages_end_where_they_were_planned_to(office: Office, tmp_path: Path) -> None:
    planned: dict[Path, int] = {}
    for rows in (1, 20, 60):
        content = samples.document("公开事项目录", samples.standard_table(rows), dateline="2024年")
        book = samples.workbook(("目录", "standard", content))
        source = tmp_path / f"{rows}.xlsx"
        source.write_bytes(render(book, samples.catalog_layouts()))
        planned[source] = len(load(source.read_bytes())["目录"].row_breaks.brk) + 1
    pages = [pdf_pages(pdf) for pdf in office.convert(planned, "pdf", tmp_path)]
    assert pages == list(planned.values())


def sample_table(choose: random.Random) -> Table:
    columns = [samples.column(f"栏{width}", width) for width in (8, 12, 16, 20, 30, 40, 60)]
    rows = [[sentence(choose, choose.randint(1, 14)) for _ in columns] for _ in range(60)]
    return samples.table(columns, rows)


def sentence(choose: random.Random, words: int) -> str:
    return "".join(choose.choice(WORDS) for _ in range(words))


def test_rows_are_as_tall_as_libreoffice_would_make_them(office: Office, tmp_path: Path) -> None:
    choose = random.Random(711)
    text: list[Paragraph] = [
        {"kind": "paragraph", "text": sentence(choose, choose.randint(1, 40))} for _ in range(60)
    ]
    book = samples.workbook(
        ("数据", "data", samples.document("", sample_table(choose))),
        ("目录", "standard", samples.document("", sample_table(choose))),
        ("正文", "text", samples.document("", *text)),
    )
    data = render(book, samples.catalog_layouts())
    automatic = load(with_automatic_heights(data, office, tmp_path))
    for sheet in load(data):
        heights = {row: sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)}
        needed = automatic[sheet.title].row_dimensions
        low = [
            (row, height, needed[row].height)
            for row, height in heights.items()
            if sheet.cell(row, 1).value and height < needed[row].height - 0.5
        ]
        assert not low
        assert sum(heights.values()) > len(heights) * 15


def with_automatic_heights(data: bytes, office: Office, folder: Path) -> bytes:
    """Return a workbook with the row heights that LibreOffice finds, which it looks for only in its own format."""
    source = folder / "automatic.xlsx"
    source.write_bytes(edited(data, "xl/worksheets/", ROW_HEIGHT))
    (opened,) = office.convert([source], "ods", folder / "ods")
    opened.write_bytes(
        edited(opened.read_bytes(), "content.xml", re.compile(rb' style:row-height="[^"]*"'))
    )
    (result,) = office.convert([opened], "xlsx", folder / "measured")
    return result.read_bytes()


def edited(data: bytes, part: str, remove: re.Pattern[bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, remove.sub(b"", content) if name.startswith(part) else content)
    return result.getvalue()
