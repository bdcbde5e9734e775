"""The workbooks of the built examples in LibreOffice: every text of every cell is on paper."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.office.test_xlsx_office import load, printed, without_blanks
from tests.outputs.test_xlsx import filled
from tests.support.examples import COUNTY
from tests.support.office import pdf_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.office import Office


@pytest.mark.parametrize(
    ("names", "number"),
    [("*welfare-home*/*.xlsx", 2), pytest.param("*.xlsx", 13, marks=pytest.mark.slow)],
)
def test_every_text_of_every_workbook_is_printed(
    examples: Path, office: Office, tmp_path: Path, names: str, number: int
) -> None:
    files = [_renamed(path, examples, tmp_path) for path in sorted(examples.rglob(names))]
    assert len(files) == number
    missing = []
    for file, pdf in zip(files, office.convert(files, "pdf", tmp_path / "pdf"), strict=True):
        text = printed(pdf)
        missing += [
            (file.name, sheet.title, place, value)
            for sheet in load(file.read_bytes())
            for place, value in filled(sheet).items()
            if without_blanks(value) not in text
        ]
    assert missing == []


def test_the_sheets_of_a_book_are_numbered_on(
    examples: Path, office: Office, tmp_path: Path
) -> None:
    (pdf,) = office.convert([examples / "site" / COUNTY / "fields.xlsx"], "pdf", tmp_path)
    numbers = [int(number) for number in re.findall("— ?([0-9]+) ?—", pdf_text(pdf))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20


def _renamed(path: Path, examples: Path, folder: Path) -> Path:
    """Copy a workbook under a name of its own: three are called catalog.xlsx."""
    copy = folder / "-".join(path.relative_to(examples).parts)
    shutil.copy(path, copy)
    return copy
