"""The office helpers convert several workbooks at once and see what is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.office import OfficeError, pdf_images, pdf_pages, pdf_text

if TYPE_CHECKING:
    from tests.support.office import Office


def workbook(path: Path, text: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = text
    book.save(path)
    return path


def test_workbooks_are_printed(office: Office, tmp_path: Path) -> None:
    files = [
        workbook(tmp_path / "first.xlsx", "公开事项目录"),
        workbook(tmp_path / "公开指南.xlsx", "依申请公开"),
    ]
    first, second = office.convert(files, "pdf", tmp_path / "印")
    assert "公开事项目录" in pdf_text(first)
    assert "依申请公开" in pdf_text(second)
    assert pdf_pages(first) == 1
    assert [path.read_bytes()[:4] for path in pdf_images(first, tmp_path)] == [b"\x89PNG"]


def test_workbooks_are_saved_again(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", "0102")
    (copy,) = office.convert([file], "xlsx", tmp_path / "again")
    (sheet,) = load_workbook(copy).worksheets
    assert sheet["A1"].value == "0102"


def test_what_is_no_workbook_is_an_error(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError):
        office.convert([tmp_path / "absent.xlsx"], "pdf", tmp_path)


def test_results_never_overwrite_a_source(office: Office, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="overwrite"):
        office.convert([tmp_path / "book.xlsx"], "xlsx", tmp_path)
