"""A list file and a file of one record, with their content, and a check of either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from disclosure_cli.catalog import CheckedFile, check_file, role_of
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.schema.schemas import Schemas

ITEMS = """\
# 机构方面的事项

- 事项编号: 0101-001
  事项名称: 机构职能
  分类: 0101 职能职责
  公开渠道: [政府网站, 公开查阅点]
  公开依据:
    - 依据一
    - 依据二
  责任分工:
    制作: 资源股
    更新: 办公室
  说明: |
    第一行
    第二行
  更新:
    更新周期: 每年
- 事项编号: 0101-002
  事项名称: 领导信息
  分类: 0102 机构设置
"""

UNIT = """\
单位名称: 示例县示例局
单位简称: 示例局
单位类型: 政府部门
工作机构:
  名称: 办公室
  联系电话: 示例0792-0000001
内设机构:
  - 机构名称: 办公室
    职责: 文秘
  - 机构名称: 资源股
示例单位: 是
"""

PATHS = {
    ITEMS: "catalogs/demo/items/items.yaml",
    UNIT: "catalogs/demo/unit.yaml",
}


@dataclass(frozen=True)
class Checked:
    """What came of a file: (line, column, code) of each finding, the records' data, and all there is."""

    found: list[tuple[int | None, int | None, str]]
    data: list[dict[str, Any]]
    file: CheckedFile


@cache
def schemas() -> Schemas:
    return load_schemas()[0]


def check(content: str | bytes, path: str = PATHS[ITEMS]) -> Checked:
    data = content.encode() if isinstance(content, str) else content
    role = role_of(path)
    assert role is not None
    file = check_file(path, data, role, schemas())
    places = ((found.location, found.code) for found in file.diagnostics)
    return Checked(
        sorted((where.line, where.column, code) for where, code in places),
        [dict(record.data) for record in file.records],
        file,
    )


def change(text: str, old: str, new: str) -> str:
    """Return a sample with one place of it changed."""
    assert text.count(old) == 1, f"{old!r} is not at one place"
    return text.replace(old, new)
