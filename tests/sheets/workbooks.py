"""A unit with its editing workbook, edited as a clerk would, and what an import makes of it. No disk is touched."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_cli.catalog import assemble, check_file, role_of
from disclosure_cli.facts.context import Context
from disclosure_cli.findings.validate import validate
from disclosure_cli.importing.planning import Plan
from disclosure_cli.importing.readers import read
from disclosure_cli.model import Catalog
from disclosure_cli.outputs.xlsx.editing import render
from disclosure_cli.sheets.making import make
from disclosure_cli.sheets.planning import Cancelling, Workbook, plan
from tests.sheets.records import schemas

UNIT = "demo"
FOLDER = f"catalogs/{UNIT}"
AS_OF = date(2025, 3, 31)
PROFILE = (
    "单位名称: 示例县示例局\n单位类型: 政府部门\n内设机构:\n  - 机构名称: 办公室\n示例单位: 是\n"
)
VOCABULARY = {
    "classes": "- {分类代码: '01', 分类名称: 机构}\n- {分类代码: '0101', 分类名称: 职能职责}\n"
    "- {分类代码: '0102', 分类名称: 机构设置}\n",
    "channels": "- {渠道名称: 政府网站, 次序: 1}\n- {渠道名称: 公开查阅点, 次序: 2, 其他写法: [查阅室]}\n",
}


def workspace(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of a workspace; paths are below the unit's folder."""
    shared = {f"catalogs/_vocab/{name}.yaml": text for name, text in VOCABULARY.items()}
    own = {f"{FOLDER}/{path}": text for path, text in {"unit.yaml": PROFILE, **files}.items()}
    return {path: text.encode() for path, text in {"disclose.yaml": "", **shared, **own}.items()}


def catalog_of(files: Mapping[str, bytes]) -> tuple[Catalog, list[Any]]:
    roles = {path: role for path in files if (role := role_of(path)) is not None}
    checked = [check_file(path, files[path], role, schemas()) for path, role in roles.items()]
    return assemble(checked, files)


def workbook(files: Mapping[str, bytes], unit_id: str = UNIT) -> bytes:
    """Return the editing workbook of a unit."""
    catalog, found = catalog_of(files)
    unit = catalog.unit(unit_id)
    assert unit is not None
    context = Context(catalog, schemas(), AS_OF).of_unit(unit)
    diagnostics = validate(catalog, found, schemas(), AS_OF)
    return render(make(unit, context, schemas(), diagnostics))


def imported(
    data: bytes,
    files: Mapping[str, bytes],
    cancelling: Cancelling | None = None,
    unit_id: str = UNIT,
) -> Plan:
    """Return what an import of a workbook makes of the files of a workspace."""
    catalog, _ = catalog_of(files)
    unit = catalog.unit(unit_id)
    assert unit is not None
    grids, _ = read(data, "编辑表.xlsx")
    texts = {path: text for path, text in files.items() if path.startswith(f"catalogs/{unit_id}/")}
    return plan(Workbook("编辑表.xlsx", grids), catalog, unit, schemas(), texts, cancelling)


@dataclass
class Editor:
    """A clerk at a spreadsheet."""

    book: Book

    @classmethod
    def open(cls, data: bytes) -> Editor:
        return cls(openpyxl.load_workbook(io.BytesIO(data)))

    def save(self) -> bytes:
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def sheet(self, name: str = "公开事项") -> Worksheet:
        return self.book[name]

    def column(self, heading: str, sheet: str = "公开事项") -> int:
        texts = [str(cell.value).removesuffix(" *") for cell in self.sheet(sheet)[1]]
        return texts.index(heading) + 1

    def row(self, number: str, sheet: str = "公开事项", heading: str = "") -> int:
        """Return the row of a record by what stands in a column, the first one if none is named."""
        page = self.sheet(sheet)
        column = self.column(heading, sheet) if heading else 1
        rows = range(2, page.max_row + 1)
        return next(r for r in rows if page.cell(r, column).value == number)

    def put(self, row: int, heading: str, value: Any, sheet: str = "公开事项") -> None:
        self.sheet(sheet).cell(row, self.column(heading, sheet)).value = value

    def get(self, row: int, heading: str, sheet: str = "公开事项") -> Any:
        return self.sheet(sheet).cell(row, self.column(heading, sheet)).value

    def add(self, sheet: str = "公开事项", **values: Any) -> int:
        """Fill the first empty row."""
        page = self.sheet(sheet)
        row = next(r for r in range(2, page.max_row + 2) if all(c.value is None for c in page[r]))
        for heading, value in values.items():
            self.put(row, heading, value, sheet)
        return row
