"""Links that lead out of the workspace, and what is no file: nothing behind them is read, shown, written or removed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from disclosure_cli.writing import MANIFEST, digest_of

if TYPE_CHECKING:
    from tests.support.fixtures import MakeWorkspace, Run

UNIT = "单位名称: 示例局\n单位类型: 政府部门\n"
HIDDEN = "机密文字"


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside of every workspace, with a file in it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "secret").write_text(f"{HIDDEN}: [\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "disclose.yaml",
        "catalogs/some-unit/unit.yaml",
        "catalogs/some-unit/register.txt",
        "catalogs/_vocab/classes.yaml",
        "schemas/item.extension.json",
        "templates/catalog.layout.toml",
    ],
)
@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_linked_file_is_not_read(
    workspace: MakeWorkspace, run: Run, elsewhere: Path, name: str, command: str
) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT})
    link = root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(elsewhere / "secret")
    outcome = run(command, cwd=root)
    assert outcome.exit_code == 1
    assert f"{name}: 错误 Y" in outcome.output
    assert HIDDEN not in outcome.output + outcome.stderr
    assert not list(root.glob("build/site/**/*.html"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("command", ["validate", "build"])
def test_what_would_never_end_is_not_read(
    workspace: MakeWorkspace, run: Run, kind: str, command: str
) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT})
    name = "catalogs/some-unit/guide.yaml"
    if kind == "pipe":
        os.mkfifo(root / name)
    else:
        (root / name).symlink_to("/dev/zero")
    outcome = run(command, cwd=root)
    assert outcome.exit_code == 1
    assert f"{name}: 错误 Y140" in outcome.output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_template_that_would_never_end_is_not_read(
    workspace: MakeWorkspace, run: Run, command: str
) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT, "templates/home.html.j2": ""})
    (root / "templates/home.html.j2").unlink()
    os.mkfifo(root / "templates/home.html.j2")
    outcome = run(command, cwd=root)
    assert outcome.exit_code == 2
    assert "templates/home.html.j2" in outcome.stderr


def test_templates_of_elsewhere_are_not_used(
    workspace: MakeWorkspace, run: Run, elsewhere: Path
) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT})
    (elsewhere / "assets").mkdir()
    (elsewhere / "assets" / "site.css").write_text(HIDDEN, "utf-8")
    (root / "templates").symlink_to(elsewhere)
    assert run("build", cwd=root).exit_code == 0
    assert HIDDEN not in (root / "build/site/assets/site.css").read_text("utf-8")


@pytest.mark.parametrize("name", ["build", "build/site", "build/site/some-unit"])
def test_nothing_is_written_or_removed_behind_a_link(
    workspace: MakeWorkspace, run: Run, elsewhere: Path, name: str
) -> None:
    root = workspace({"catalogs/some-unit/unit.yaml": UNIT})
    link = root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere, target_is_directory=True)
    group = {"key": "", "files": {f"{name}/secret".removeprefix("build/"): ""}, "notes": {}}
    document = {"version": 2, "complete": False, "inputs": {}, "groups": {"gone": group}}
    forged = {**document, "seal": digest_of(document)}
    (root / "build" / MANIFEST).write_text(json.dumps(forged), "utf-8")
    before = sorted(elsewhere.iterdir())
    outcome = run("build", cwd=root)
    assert outcome.exit_code == 2
    assert "指向别处的链接" in outcome.stderr
    assert sorted(elsewhere.iterdir()) == before
    assert run("build", "-o", root / "mine", cwd=root).exit_code == 0
