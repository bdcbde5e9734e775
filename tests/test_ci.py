"""The recipes for CI servers and git hooks: what they run works, and what they collect is there."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure_cli.cli import COMMANDS
from disclosure_cli.creating.starting import RECIPES
from tests.support.fixtures import Run
from tests.support.history import history_at

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "持续集成.md"
every_recipe = pytest.mark.parametrize("ci", RECIPES)


@pytest.fixture
def made(tmp_path: Path, run: Run) -> Path:
    """Return a new workspace, reviewed as of a day before those in the manual."""
    assert run("init", tmp_path).exit_code == 0
    with (tmp_path / "disclose.yaml").open("a", encoding="utf-8") as file:
        file.write("基准日期: 2025-03-31\n")
    return tmp_path


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def commands_of(value: Any) -> list[str]:
    """Return the lines of a recipe that run the program."""
    lines = (line.strip() for text in texts(value) for line in text.splitlines())
    return [line for line in lines if line.startswith("disclose ")]


def execute(commands: list[str], root: Path, run: Run) -> None:
    """Run commands in a workspace; findings are no failure of a recipe."""
    assert commands
    for command in commands:
        result = run(*shlex.split(os.path.expandvars(command))[1:], cwd=root)
        assert result.exit_code in {0, 1}, (command, result.stderr)


@every_recipe
def test_a_recipe_runs_and_makes_what_it_collects(
    ci: str, made: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = history_at(made, monkeypatch)
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", history.commit("建立目录"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(made / "changes.md"))
    run("init", "--ci", ci, cwd=made)
    history.commit("持续集成")
    recipe = yaml.safe_load((made / RECIPES[ci]).read_text("utf-8"))
    execute(commands_of(recipe), made, run)
    assert list(made.glob("findings.*"))
    assert "信息公开目录变更" in (made / "changes.md").read_text("utf-8")
    if ci == "gitlab":
        check, changes = recipe["check"]["artifacts"], recipe["changes"]["artifacts"]
        for file in (*check["paths"], *check["reports"].values(), *changes["paths"]):
            assert (made / file).is_file()
    assert (made / "build" / "site" / "index.html").is_file()


def test_the_first_check_of_a_new_workspace_passes(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path)
    assert run("validate", cwd=tmp_path).exit_code == 0


@every_recipe
def test_a_recipe_needs_the_package_that_the_command_names(ci: str, made: Path, run: Run) -> None:
    said = run("init", "--ci", ci, cwd=made).stdout
    (wheel,) = re.findall(r"\S+\.whl", said)
    (pattern,) = set(re.findall(r"ci/(\S+\.whl)", (made / RECIPES[ci]).read_text("utf-8")))
    assert Path(wheel).match(pattern)


@every_recipe
def test_a_recipe_names_no_host(ci: str, made: Path, run: Run) -> None:
    run("init", "--ci", ci, cwd=made)
    assert "://" not in (made / RECIPES[ci]).read_text("utf-8")


def test_actions_are_named_by_their_major_version(made: Path, run: Run) -> None:
    run("init", "--ci", "github", cwd=made)
    uses = re.findall(r"uses: (\S+)", (made / RECIPES["github"]).read_text("utf-8"))
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@v[0-9]+", name) for name in uses)


@every_recipe
def test_a_new_workspace_may_begin_with_a_recipe(ci: str, tmp_path: Path, run: Run) -> None:
    assert run("init", tmp_path, "--ci", ci).exit_code == 0
    assert (tmp_path / "disclose.yaml").is_file()
    assert (tmp_path / RECIPES[ci]).is_file()


@every_recipe
def test_a_workspace_gets_the_recipe_and_nothing_else(ci: str, made: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert run("init", "--ci", ci, cwd=made).exit_code == 0
    after = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert set(after) - set(before) == {made / RECIPES[ci]}
    assert before.items() <= after.items()


@every_recipe
def test_a_recipe_is_not_written_over(ci: str, made: Path, run: Run) -> None:
    (made / RECIPES[ci]).parent.mkdir(parents=True, exist_ok=True)
    (made / RECIPES[ci]).write_text("own", "utf-8")
    result = run("init", "--ci", ci, cwd=made)
    assert result.exit_code == 2
    assert RECIPES[ci] in result.stderr
    assert (made / RECIPES[ci]).read_text("utf-8") == "own"


def test_without_a_recipe_a_workspace_is_not_started_again(made: Path, run: Run) -> None:
    assert run("init", cwd=made).exit_code == 2


def test_the_hook_runs_a_command_for_the_files_of_a_workspace() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command = hook["entry"].split()
    assert (hook["id"], hook["language"]) == ("disclose-validate", "python")
    assert (program, command in COMMANDS) == ("disclose", True)
    assert hook["pass_filenames"] is False
    for path in (
        "disclose.yaml",
        "catalogs/demo/unit.yaml",
        "schemas/item.extension.json",
        "templates/base.html.j2",
    ):
        assert re.search(hook["files"], path)
    for path in ("README.md", "docs/catalogs/a.yaml", "disclose.yaml.bak"):
        assert not re.search(hook["files"], path)


def test_the_manual_tells_what_works(made: Path, run: Run) -> None:
    text = MANUAL.read_text("utf-8")
    blocks = re.findall(r"^```(sh|yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (gitee,) = [yaml.safe_load(block) for kind, block in blocks if "build@python" in block]
    shell = [line for kind, block in blocks if kind == "sh" for line in block.splitlines()]
    execute(shell + commands_of(gitee), made, run)
    assert (made / "问题清单.xlsx").is_file()
    assert (made / "build" / "findings.xlsx").is_file()


@pytest.mark.parametrize("name", [*RECIPES.values(), "disclose-validate"])
def test_the_manual_names_what_there_is(name: str) -> None:
    assert name in MANUAL.read_text("utf-8")
