"""Where files may go: nothing internal into a published site, no output over what it is made from; and closed doors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_cli.cli.terminal import is_terminal
from tests.reliability.programs import COMMAND, UNIT, Workspace, read
from tests.support.fixtures import MakeWorkspace, Run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace.make(tmp_path_factory.mktemp("built"))
    assert workspace.run("build").returncode == 0
    return workspace


@pytest.mark.parametrize(
    "command",
    [
        ("worklist", "--format", "html", "-o", "build/site/w.html"),
        ("validate", "--format", "json=a.json", "--format", "xlsx=build/site/p.xlsx"),
        ("diff", "build/site/data/catalog.sqlite", ".", "--internal", "-o", "build/site/d.txt"),
        ("review", UNIT, "--items", "--form", "-o", f"build/site/{UNIT}/f.html"),
        ("sheet", UNIT, "-o", "build/site/s.xlsx"),
        ("worklist", "-o", "build/site/assets/../w.txt"),
    ],
)
def test_nothing_internal_is_written_into_a_site(
    built: Workspace, command: tuple[str, ...], run: Run
) -> None:
    before = read(built.root)
    result = run(*command, cwd=built.root)
    if "diff" in command:
        # What is compared with a database is public, whatever is asked for.
        assert result.exit_code == 0
        (built.output / "site" / "d.txt").unlink()
    else:
        assert result.exit_code == 2
        assert "不能放进要公布的 site 文件夹" in result.stderr
    assert read(built.root) == before


def test_figures_of_what_is_public_may_be_published(built: Workspace, run: Run) -> None:
    file = built.output / "site" / "figures.txt"
    assert run("stats", "-o", file, cwd=built.root).exit_code == 0
    file.unlink()


@pytest.mark.parametrize(
    "folder",
    [".", "..", "catalogs", f"catalogs/{UNIT}", "templates/x", ".git", ".disclose-cache", "build/site"],
)  # fmt: skip
def test_no_output_over_what_it_is_made_from(built: Workspace, folder: str, run: Run) -> None:
    before = read(built.root)
    result = run("build", "-o", folder, cwd=built.root)
    assert result.exit_code == 2
    assert "换一个文件夹" in result.stderr
    assert read(built.root) == before


def test_no_output_in_what_is_to_be_the_site(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace({"disclose.yaml": "", "catalogs/a/unit.yaml": ""})
    result = run("build", "-o", "build/site", cwd=root)
    assert result.exit_code == 2
    assert "换一个文件夹" in result.stderr
    assert not (root / "build").exists()


def test_settings_cannot_name_such_a_folder_either(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace({"disclose.yaml": "输出目录: catalogs\n", "catalogs/a/unit.yaml": ""})
    assert run("build", cwd=root).exit_code == 2
    assert sorted(path.name for path in (root / "catalogs").rglob("*")) == ["a", "unit.yaml"]


def test_the_output_is_left_when_the_last_unit_has_gone(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    assert workspace.run("build").returncode == 0
    before = read(workspace.output)
    shutil.move(workspace.root / "catalogs" / UNIT, tmp_path / "elsewhere")
    result = workspace.run("build")
    assert (result.returncode, read(workspace.output)) == (2, before)
    assert "一个单位也没有" in result.stderr


@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_folder_that_cannot_be_looked_into_is_found(
    command: str, workspace: MakeWorkspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = "- 事项编号: 01-001\n  事项名称: 机构职能\n"
    files = {"catalogs/some-unit/unit.yaml": "", "catalogs/some-unit/items/items.yaml": item}
    root = workspace(files)
    closed = root / "catalogs" / "some-unit" / "items"
    look = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        # Not by the rights of the folder: they do not hold for an administrator.
        if Path(path) == closed:
            raise PermissionError(13, "denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = run(command, cwd=root)
    assert result.exit_code == 1
    assert "catalogs/some-unit/items: 错误 Y140" in result.stdout


def test_what_cannot_be_written_is_named(run: Run, built: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("worklist", "-o", tmp_path / "file" / "w.txt", cwd=built.root)
    assert result.exit_code == 2
    assert "w.txt" in result.stderr or "file" in result.stderr
    assert ".disclose-" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a stream is closed by the shell")
@pytest.mark.parametrize("command", ["validate", "stats", "worklist", "build", "fix", "rule"])
def test_a_closed_screen_is_no_error(built: Workspace, command: str) -> None:
    script = 'exec "$0" "$@" >&-'
    words = ["bash", "-c", script, *COMMAND, command]
    result = subprocess.run(words, cwd=built.root, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert result.returncode in {0, 1}


def test_a_stream_that_is_not_there_is_no_terminal() -> None:
    assert not is_terminal(None)


def test_no_workspace_in_a_workspace(built: Workspace, run: Run) -> None:
    before = read(built.root)
    result = run("init", "catalogs/inside", cwd=built.root)
    assert result.exit_code == 2
    assert "disclose new unit" in result.stderr
    assert read(built.root) == before


@pytest.mark.parametrize("command", ["validate", "fix"])
@pytest.mark.parametrize("target", ["build", "build/site"])
def test_where_no_records_are_none_are_looked_for(
    built: Workspace, command: str, target: str, run: Run
) -> None:
    result = run(command, target, cwd=built.root)
    assert result.exit_code == 2
    assert "没有记录" in result.stderr


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_no_unit_has_the_name_of_a_device(name: str, tmp_path: Path, run: Run) -> None:
    assert run("init", tmp_path / "w", "--unit", name).exit_code == 2
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("build", "--jobs", "0"), "最小是1"),
        (("worklist", "--within", "999"), "0到250"),
        (("serve", "--port", "99999"), "0到65535"),
    ],
)
def test_a_number_out_of_range_is_told_the_range(
    words: tuple[str, ...], told: str, built: Workspace, run: Run
) -> None:
    result = run(*words, cwd=built.root)
    assert result.exit_code == 2
    assert told in result.stderr
