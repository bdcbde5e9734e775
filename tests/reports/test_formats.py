"""What holds for every report format: the same list gives the same report, and no text in it does harm."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

import disclosure_cli
from disclosure_cli.reports import FORMATS, renderer
from tests.reports import samples
from tests.support.fixtures import Golden, MakeWorkspace, Run

TEXT_FORMATS = [name for name, kind in FORMATS.items() if kind is str]
JSON_FORMATS = ["json", "gitlab", "sarif"]
# What may move a cursor, turn the direction of writing or cannot be shown; a line feed ends lines.
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
every_format = pytest.mark.parametrize("name", FORMATS)
every_text_format = pytest.mark.parametrize("name", TEXT_FORMATS)
every_hostile_text = pytest.mark.parametrize("kind", samples.HOSTILE)


@every_format
def test_a_format_makes_what_the_table_says(name: str) -> None:
    assert isinstance(samples.rendered(name, samples.REPORT), FORMATS[name])
    assert (renderer(name).__doc__ or "").strip()


@every_text_format
def test_a_report_reads_as_it_did(
    name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"disclosure_cli.reports.{name}.__version__", "1.2.3", raising=False)
    golden(f"reports/{name}.txt", samples.text_of(name))


@every_format
def test_the_same_findings_give_the_same_report(name: str) -> None:
    assert samples.rendered(name, samples.REPORT) == samples.rendered(name, samples.REPORT)


@every_format
def test_a_report_without_findings_is_a_report(name: str) -> None:
    assert samples.rendered(name, samples.EMPTY)


@every_text_format
def test_every_finding_is_in_the_report_in_its_order(name: str) -> None:
    text = samples.text_of(name)
    places = [text.index(diagnostic.message) for diagnostic in samples.DIAGNOSTICS]
    assert places == sorted(places)


@every_hostile_text
@every_text_format
def test_a_hostile_text_steers_nothing(name: str, kind: str) -> None:
    text = samples.text_of(name, samples.hostile_report(samples.HOSTILE[kind]))
    assert not STEERING.search(text)
    assert text.encode("utf-8").decode("utf-8") == text


@every_hostile_text
@every_text_format
def test_a_hostile_text_begins_no_line(name: str, kind: str) -> None:
    """The lines of a report are as many as those of one about a plain text."""
    hostile = samples.text_of(name, samples.hostile_report(samples.HOSTILE[kind]))
    plain = samples.text_of(name, samples.hostile_report("名称"))
    assert len(hostile.splitlines()) == len(plain.splitlines())


@every_hostile_text
@pytest.mark.parametrize("name", JSON_FORMATS)
def test_nothing_of_a_hostile_text_is_lost_in_json(name: str, kind: str) -> None:
    text = samples.HOSTILE[kind]
    document = json.loads(samples.text_of(name, samples.hostile_report(text)))
    assert any(text in string for string in _strings(document))


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [value] if isinstance(value, str) else []


@every_hostile_text
def test_a_hostile_text_is_text_in_cells(kind: str) -> None:
    data = samples.rendered("xlsx", samples.hostile_report(samples.HOSTILE[kind]))
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    texts = [cell for cell in cells if not isinstance(cell.value, int)]
    assert {cell.data_type for cell in texts} <= {"s", "inlineStr"}
    assert not any(STEERING.search(str(cell.value)) for cell in cells)
    assert all(len(str(cell.value)) <= 300 for cell in cells)


BROKEN = {
    "disclose.yaml": "网站名称: 示例\n基准日期: 2025-03-31\n",
    "catalogs/demo/unit.yaml": "单位名称: 示例县示例局\n单位类形: 政府部门\n",
}


def test_one_run_makes_several_reports(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(BROKEN)
    formats = [part for name in TEXT_FORMATS[1:] for part in ("--format", f"{name}=out/{name}.txt")]
    result = run("validate", *formats, "--format", "text", "--format", "xlsx=清单.xlsx", cwd=root)
    assert result.exit_code == 1
    assert "没有“单位类形”这个字段" in result.stdout
    for name in TEXT_FORMATS[1:]:
        assert "没有“单位类形”这个字段" in (root / "out" / f"{name}.txt").read_text("utf-8")
    assert openpyxl.load_workbook(root / "清单.xlsx").sheetnames == ["汇总", "问题清单"]


def test_a_report_goes_to_the_file_of_the_output_option(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(BROKEN)
    result = run("validate", "--format", "json", "-o", "findings.json", cwd=root)
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads((root / "findings.json").read_text("utf-8"))["findings"]


def test_a_workbook_goes_to_the_file_of_the_output_option(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace(BROKEN)
    assert run("validate", "--format", "xlsx", "-o", "清单.xlsx", cwd=root).exit_code == 1
    assert openpyxl.load_workbook(root / "清单.xlsx").sheetnames == ["汇总", "问题清单"]


def test_a_workspace_may_lay_out_the_workbook(workspace: MakeWorkspace, run: Run) -> None:
    layout = '[findings]\npaper = "A3"\n'
    root = workspace({**BROKEN, "templates/findings.layout.toml": layout})
    run("validate", "--format", "xlsx=清单.xlsx", cwd=root)
    assert openpyxl.load_workbook(root / "清单.xlsx")["问题清单"].page_setup.paperSize == 8


def test_a_layout_that_is_none_is_explained(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace({**BROKEN, "templates/findings.layout.toml": '[findings]\npaper = "B5"\n'})
    result = run("validate", "--format", "xlsx=清单.xlsx", cwd=root)
    assert result.exit_code == 2
    assert "findings.layout.toml" in result.stderr


# The example number of GB 11643-1999.
NUMBER = "11010519491231002X"


def test_no_report_shows_a_personal_number(workspace: MakeWorkspace, run: Run) -> None:
    item = (
        f"- 事项编号: 0101-001\n  事项名称: {NUMBER}的低保\n  分类: 0101 职能职责\n"
        f"  公开渠道: [{NUMBER}]\n  {NUMBER}: {NUMBER}\n  责任分工: {{制作: {NUMBER}}}\n"
    )
    settings = f"基准日期: 2025-03-31\n规则级别:\n  - {{规则: '{NUMBER}', 级别: 提示}}\n"
    root = workspace(
        {
            "disclose.yaml": settings,
            "catalogs/demo/unit.yaml": f"单位名称: {NUMBER}局\n单位类型: {NUMBER}\n",
            "catalogs/demo/items/a.yaml": item,
        }
    )
    formats = [part for name in FORMATS for part in ("--format", f"{name}=out/{name}")]
    run("validate", *formats, cwd=root)
    for name in FORMATS:
        data = (root / "out" / name).read_bytes()
        if FORMATS[name] is bytes:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(part) for part in archive.namelist())
        assert b"1101**********002X" in data
        assert NUMBER.encode() not in data


def test_a_device_is_written_to_and_not_replaced(workspace: MakeWorkspace, run: Run) -> None:
    result = run("validate", "-o", "/dev/null", cwd=workspace(BROKEN))
    assert result.exit_code == 1
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "json", "--format", "github"], "屏幕上只能显示一种格式"),
        (["--format", "xlsx"], "--format xlsx=文件名.xlsx"),
        (["--format", "sarf"], "是不是 sarif？"),
        (["--format", "sarif="], "文件名"),
        (["--format", "sarif=a", "--format", "json=./a"], "同一个文件"),
        (["--format", "sarif=a", "--format", "json=b", "-o", "c"], "-o 只用于一种格式"),
    ],
)
def test_what_cannot_be_delivered_is_a_usage_error(
    options: list[str], words: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace(BROKEN)
    before = sorted(root.rglob("*"))
    result = run("validate", *options, cwd=root)
    assert result.exit_code == 2
    assert words in result.stderr
    assert sorted(root.rglob("*")) == before


def test_the_version_is_that_of_the_program() -> None:
    driver = json.loads(samples.text_of("sarif"))["runs"][0]["tool"]["driver"]
    assert driver["version"] == disclosure_cli.__version__
