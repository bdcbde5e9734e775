"""Files and folders of any name and number, and consoles of any encoding."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reliability.programs import Workspace, read

if TYPE_CHECKING:
    from tests.support.fixtures import MakeWorkspace, Run

NAMES = (
    "目录 表",
    "каталог",
    "كتالوج",
    "カタログ",
    "🏛",
    "a'b\"c;$(x)&d",
    "-rf",
    "e\u0301",
    "ＡＢＣ",
)
UNIT = "单位名称: 示例局\n单位类型: 政府部门\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_workspace_may_be_called_anything(tmp_path: Path, run: Run, name: str) -> None:
    workspace = Workspace.make(tmp_path / name)
    outcome = run("build", cwd=workspace.root)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "site/index.html" in read(workspace.output)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_records_may_be_called_anything(
    workspace: MakeWorkspace, run: Run, name: str
) -> None:
    path = f"catalogs/some-unit/items/{name}.yaml"
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT, path: "- 事项编号: 坏\n"})
    outcome = run("validate", cwd=root)
    assert outcome.exit_code == 1
    assert f"{name}.yaml:1:" in outcome.output


def test_a_path_of_250_bytes_is_a_path(tmp_path: Path, run: Run) -> None:
    workspace = Workspace.make(tmp_path / ("长" * 80 + "x" * 10) / ("y" * 250))
    assert run("build", cwd=workspace.root).exit_code == 0
    assert "site/index.html" in read(workspace.output)


def test_a_name_that_the_system_refuses_is_said(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT})
    outcome = run("build", "-o", root / ("长" * 200), cwd=root)
    assert outcome.exit_code == 2
    assert "路径太长" in outcome.output


def test_a_workbook_that_another_program_holds_open_is_said(
    workspace: MakeWorkspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT})
    assert run("build", cwd=root).exit_code == 0
    before = read(root / "build")
    workspace({"catalogs/some-unit/unit.yaml": UNIT.replace("示例局", "示例二局")})
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target.name == "catalog.xlsx":
            raise PermissionError(errno.EACCES, "used by another process", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    outcome = run("build", cwd=root)
    assert outcome.exit_code == 2
    assert "catalog.xlsx" in outcome.output
    assert "关闭" in outcome.output
    monkeypatch.undo()
    monkeypatch.chdir(root)
    assert (root / "build/site/some-unit/catalog.xlsx").read_bytes() == before[
        "site/some-unit/catalog.xlsx"
    ]
    assert run("build", cwd=root).exit_code == 0
    assert run("build", "-o", root / "fresh", cwd=root).exit_code == 0
    assert read(root / "build") == read(root / "fresh")


@pytest.mark.slow
def test_a_folder_may_hold_fifty_thousand_files(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    entries = tmp_path / "catalogs" / "yuantan-town" / "entries"
    for number in range(50_000):
        (entries / f"{number:05}.yaml").write_text(f"- 信息名称: 第{number}条\n", "utf-8")
    outcome = workspace.run("validate", "--select", "Y", "--format", "json")
    assert outcome.returncode == 0
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("gbk", "--help"),
        ("gbk", "build"),
        ("gbk", "rule"),
        ("ascii", "validate"),
        ("utf-16", "validate"),
    ],
)
def test_a_console_of_another_encoding_gets_what_it_can_show(
    tmp_path: Path, encoding: str, words: str
) -> None:
    workspace = Workspace.make(tmp_path)
    workspace.variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    process = workspace.start(words)
    output, errors = process.communicate()
    assert process.returncode == 0
    assert output
    assert b"Traceback" not in errors
