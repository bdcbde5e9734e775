"""A clerk's month in real LibreOffice: import a table, edit the sheet, import it back, while a colleague edits YAML."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from disclosure_cli.loading.packaged import vocabulary_files
from tests.sheets.workbooks import Editor
from tests.support.fixtures import MakeWorkspace, Run
from tests.support.office import Office

UNIT = "示例县示例局"
TABLE: list[list[str | int]] = [
    ["示例县示例局政府信息公开目录"],
    ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开渠道和载体", "公开方式"],
    [1, "职能职责", "机构职能", "主要职责\n履职依据", "《中华人民共和国政府信息公开条例》第二十条第（二）项", "自信息形成或者变更之日起20个工作日内", "■政府网站 □政府公报", "主动公开"],
    [2, "职能职责", "权责清单", "权力名称\n责任事项", "《中华人民共和国政府信息公开条例》第二十条第（五）项", "自信息形成或者变更之日起20个工作日内", "■政府网站 ■政务服务中心", "主动公开"],
    [3, "机构设置", "内设机构", "机构名称\n职责", "《中华人民共和国政府信息公开条例》第二十条第（二）项", "自信息形成或者变更之日起20个工作日内", "■政府网站", "主动公开"],
]  # fmt: skip


@pytest.fixture
def root(workspace: MakeWorkspace) -> Path:
    vocabulary = {f"catalogs/_vocab/{name}": data for name, data in vocabulary_files().items()}
    unit = {"catalogs/demo/unit.yaml": f"单位名称: {UNIT}\n单位类型: 政府部门\n示例单位: 是\n"}
    return workspace({"disclose.yaml": "基准日期: 2025-03-31\n", **vocabulary, **unit})


def save_table(file: Path) -> None:
    book = openpyxl.Workbook()
    for row in TABLE:
        book.worksheets[0].append(row)
    book.save(file)


def through_office(office: Office, file: Path, folder: Path) -> Path:
    """Return a workbook as LibreOffice writes it."""
    (converted,) = office.convert([file], "xlsx", folder)
    with zipfile.ZipFile(converted) as archive:
        assert b"LibreOffice" in archive.read("docProps/app.xml")
    return converted


def test_a_clerk_imports_edits_and_imports_back(
    root: Path, run: Run, office: Office, tmp_path: Path
) -> None:
    table = tmp_path / "目录.xlsx"
    save_table(table)
    assert run("import", table, "--unit", "demo", cwd=root).exit_code == 0
    (items,) = (root / "catalogs/demo/items").glob("*.yaml")
    first = items.read_text("utf-8")
    assert run("sheet", "demo", cwd=root).exit_code == 0

    opened = through_office(office, root / "demo-编辑表.xlsx", tmp_path / "opened")
    assert run("import", opened, "--unit", "demo", cwd=root).exit_code == 0
    assert items.read_text("utf-8") == first

    clerk = Editor(openpyxl.load_workbook(opened))
    row = clerk.row("机构职能", heading="事项名称")
    clerk.put(row, "公开时限", "自信息形成或者变更之日起10个工作日内")
    clerk.put(row, "公开内容", "主要职责\n履职依据\n办公地址")
    clerk.sheet().insert_rows(3)
    clerk.put(3, "事项名称", "领导信息")
    clerk.put(3, "分类", clerk.get(row, "分类"))
    clerk.put(3, "公开渠道", "政府网站\n公开查阅点")
    edited = tmp_path / "edited.xlsx"
    clerk.book.save(edited)
    edited = through_office(office, edited, tmp_path / "saved")

    colleague = first.replace("权力名称", "行政权力名称").replace("# 从", "# 3月核对过\n# 从")
    items.write_text(colleague, "utf-8")
    shown = run("import", edited, "--unit", "demo", cwd=root)
    assert shown.exit_code == 0, shown.output
    text = items.read_text("utf-8")
    assert text.startswith("# 3月核对过\n")
    assert "行政权力名称" in text
    assert "公开时限: 自信息形成或者变更之日起10个工作日内" in text
    assert "办公地址" in text
    assert text.count("- 事项编号: ") == len(TABLE) - 1
    assert "事项名称: 领导信息\n" in text

    checked = run("validate", "--select", "Y,S,R,C", cwd=root)
    assert checked.exit_code == 0, checked.output
    assert run("build", cwd=root).exit_code == 0
    assert (root / "build/site/demo/catalog.xlsx").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ods", "xls"])
def test_a_sheet_that_was_saved_in_another_format_is_understood(
    root: Path, run: Run, office: Office, tmp_path: Path, form: str
) -> None:
    table = tmp_path / "目录.xlsx"
    save_table(table)
    run("import", table, "--unit", "demo", cwd=root)
    (items,) = (root / "catalogs/demo/items").glob("*.yaml")
    first = items.read_bytes()
    run("sheet", "demo", cwd=root)
    (saved,) = office.convert([root / "demo-编辑表.xlsx"], form, tmp_path)  # type: ignore[arg-type]
    result = run("import", saved, "--unit", "demo", cwd=root)
    assert result.exit_code == 0, result.output
    assert items.read_bytes() == first
