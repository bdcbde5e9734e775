"""The workbook of findings, read back."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.model import Severity
from disclosure_cli.reports.report import Report, make_report
from disclosure_cli.reports.xlsx import workbook
from tests.reports import samples
from tests.support.fixtures import MakeWorkspace


def read(report: Report) -> Any:
    data = samples.rendered("xlsx", report)
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet: Any) -> list[list[str]]:
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


def list_of(report: Report) -> list[dict[str, str]]:
    """Return the rows of the list by their labels."""
    rows = rows_of(read(report)["问题清单"])
    first = next(number for number, row in enumerate(rows) if "序号" in row)
    return [dict(zip(rows[first], row, strict=True)) for row in rows[first + 1 :]]


def tables_of(report: Report) -> list[list[list[str]]]:
    """Return the rows of the tables of the summary: by unit, by rule, by department."""
    blocks = workbook(report)["sheets"][0]["document"]["blocks"]
    return [block["rows"] for block in blocks if block["kind"] == "table"]


def test_a_row_says_what_is_to_be_done_where_and_by_whom() -> None:
    row = list_of(samples.REPORT)[2]
    assert row == {
        "序号": "3",
        "单位": "示例镇人民政府",
        "责任部门": "规划建设办公室",
        "文件": samples.ITEMS,
        "行": "7",
        "列": "3",
        "记录": "1501-001《土地征收》",
        "级别": "错误",
        "规则": "S201",
        "问题": "没有“公开期线”这个字段",
        "怎么办": "是不是“公开期限”？",
        "整改情况": "",
    }


def test_there_is_a_row_a_finding_in_the_order_of_the_report() -> None:
    rules = [row["规则"] for row in list_of(samples.REPORT)]
    assert rules == [finding.code for finding in samples.DIAGNOSTICS]


def test_what_belongs_to_no_unit_or_record_is_for_all_or_the_office() -> None:
    rows = list_of(samples.REPORT)
    assert (rows[4]["单位"], rows[4]["责任部门"]) == ("各单位共用", "各单位共用")
    assert rows[1]["责任部门"] == "党政办公室"
    assert (rows[0]["行"], rows[0]["记录"]) == ("", "")


def test_the_list_can_be_filtered_and_printed() -> None:
    sheet = read(samples.REPORT)["问题清单"]
    header = next(number for number, row in enumerate(rows_of(sheet), 1) if "序号" in row)
    assert sheet.auto_filter.ref == f"A{header}:L{header + len(samples.DIAGNOSTICS)}"
    assert sheet.freeze_panes == f"A{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_the_list_can_be_sorted_by_numbers() -> None:
    sheet = read(samples.REPORT)["问题清单"]
    cells = {cell.value: cell.column for row in sheet.iter_rows() for cell in row}
    lines = [row[cells["行"] - 1] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert {type(line) for line in lines} == {int, type(None)}


def test_the_summary_counts_by_unit_and_severity_clean_units_too() -> None:
    units, _, _ = tables_of(samples.REPORT)
    assert units == [
        ["示例县示例局", "0", "0", "1", "1", "有提示，需要核对"],
        ["示例福利院", "0", "0", "0", "0", "没有发现问题"],
        ["示例镇人民政府", "2", "1", "0", "3", "存在问题，需要整改"],
        ["各单位共用", "0", "1", "0", "1", "存在问题，需要整改"],
        ["合计", "2", "2", "1", "5", "存在问题，需要整改"],
    ]


def test_the_summary_counts_by_rule_and_by_department() -> None:
    _, rules, departments = tables_of(samples.REPORT)
    assert ["S207", "文字太长或者太短", "0", "1", "0", "1", "1"] in rules
    assert [row[0] for row in rules] == ["F806", "I999", "S201", "S204", "S207"]
    assert ["示例镇人民政府", "规划建设办公室", "1", "1", "0", "2"] in departments
    assert ["示例镇人民政府", "党政办公室", "1", "0", "0", "1"] in departments


@pytest.mark.parametrize("severity", list(Severity))
def test_the_numbers_of_all_tables_agree(severity: Severity) -> None:
    units, rules, departments = tables_of(samples.REPORT)
    at = severity.rank
    total = samples.REPORT.counts[severity]
    assert sum(int(row[1 + at]) for row in units[:-1]) == int(units[-1][1 + at]) == total
    assert sum(int(row[2 + at]) for row in rules) == total
    assert sum(int(row[2 + at]) for row in departments) == total


def test_the_summary_is_dated_and_signed_by_hand() -> None:
    texts = {cell for row in rows_of(read(samples.REPORT)["汇总"]) for cell in row}
    assert "基准日期：2025年3月31日" in texts
    assert any("审核人：" in text for text in texts)


def test_a_workspace_without_findings_has_a_self_check_too() -> None:
    (units,) = tables_of(samples.EMPTY)
    assert {row[-1] for row in units} == {"没有发现问题"}
    assert [row["序号"] for row in list_of(samples.EMPTY)] == ["没有发现问题"]


def test_a_long_list_is_as_long_as_it_is() -> None:
    many = replace(samples.REPORT, diagnostics=samples.DIAGNOSTICS * 300)
    assert len(list_of(many)) == 1500


ITEM = """- 事项编号: 0101-001
  事项名称: 机构职能
  分类: 0101 职能职责
  责任分工:
    制作: 资源股
- 事项编号: 0101-002
  事项名称: 领导信息
  分类: 0101 职能职责
"""
ENTRY = "- 所属事项: 0101-001\n  信息名称: 三定方案\n"
UNIT = "单位名称: 示例县示例局\n单位类型: 政府部门\n工作机构:\n  名称: 局办公室\n"


@pytest.mark.parametrize(
    ("subject", "department"),
    [
        ("0101-001《机构职能》", "资源股"),
        ("0101-002《领导信息》", "局办公室"),
        ("《三定方案》", "资源股"),
        ("", "局办公室"),
    ],
)
def test_the_department_is_that_of_the_item_or_the_office(
    subject: str, department: str, workspace: MakeWorkspace
) -> None:
    root = workspace(
        {
            "catalogs/demo/unit.yaml": UNIT,
            "catalogs/demo/items/a.yaml": ITEM,
            "catalogs/demo/entries/a.yaml": ENTRY,
        }
    )
    loaded = load(Workspace(root))
    finding = replace(samples.EXPIRED, unit="demo", subject=subject)
    report = make_report((finding,), loaded.catalog, loaded.texts, samples.REPORT.as_of)
    assert report.department_of(finding) == department


def test_the_department_may_be_that_of_all_items(workspace: MakeWorkspace) -> None:
    item = re.sub(r"\n  责任分工:.*(\n    .*)*", "", ITEM)
    root = workspace(
        {
            "catalogs/demo/unit.yaml": f"{UNIT}责任分工:\n  制作: 财务室\n",
            "catalogs/demo/items/a.yaml": item,
        }
    )
    loaded = load(Workspace(root))
    finding = replace(samples.EXPIRED, unit="demo", subject="0101-001《机构职能》")
    report = make_report((finding,), loaded.catalog, loaded.texts, samples.REPORT.as_of)
    assert report.department_of(finding) == "财务室"
