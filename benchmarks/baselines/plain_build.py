"""Read and check every file, and make one page and one sheet a unit: by Jinja2, and by openpyxl cell by cell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2
import openpyxl
from openpyxl.styles import Alignment, Border, Side

from benchmarks.baselines.common import checked

FIELDS = {
    "事项编号": "id",
    "分类": "class",
    "事项名称": "title",
    "公开内容": "elements",
    "公开依据": "basis",
    "公开时限": "time_limit",
    "公开期限": "duration",
    "公开主体": "publisher",
    "公开渠道": "channels",
    "公开对象": "audience",
    "特定群体范围": "audience_group",
    "公开方式": "mode",
    "公开层级": "levels",
    "重点事项": "focus",
    "暂无信息原因": "no_entries_reason",
    "说明": "notes",
}
PAGE = jinja2.Environment(autoescape=True).from_string(
    """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<h1>{{ title }}</h1>
<table>
<thead><tr>{% for label in labels %}<th scope="col">{{ label }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody>
</table>
</body>
</html>
"""
)
SIDE = Side("thin")
BORDER = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
WRAPPED = Alignment(wrap_text=True, vertical="center")


def text(value: Any) -> str:
    """Return a value as the text of a cell."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def workbook(rows: list[list[str]]) -> openpyxl.Workbook:
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate([[*FIELDS], *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            cell.border, cell.alignment = BORDER, WRAPPED
    return book


def main() -> None:
    """Build the catalogs of a folder into another."""
    catalogs, schemas, output = map(Path, sys.argv[1:4])
    units: dict[str, list[list[str]]] = {}
    for kind, path, data in checked(catalogs, schemas):
        if kind == "item":
            rows = units.setdefault(path.parent.parent.name, [])
            rows += [[text(item.get(k) or item.get(n)) for k, n in FIELDS.items()] for item in data]
    for unit, rows in units.items():
        folder = output / unit
        folder.mkdir(parents=True, exist_ok=True)
        page = PAGE.render(title=unit, labels=[*FIELDS], rows=rows)
        (folder / "catalog.html").write_text(page, encoding="utf-8")
        workbook(rows).save(folder / "catalog.xlsx")


if __name__ == "__main__":
    main()
