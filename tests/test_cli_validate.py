"""The command line: exit codes, targets, help and usage errors, all in Chinese."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from disclosure_cli.cli import COMMANDS
from disclosure_cli.manual import EVERY_CODE
from tests.support.fixtures import MakeWorkspace, Run

SETTINGS = "网站名称: 示例\n基准日期: 2025-03-31\n"
UNIT = "单位名称: 示例县示例局\n单位类型: 政府部门\n"
ERROR = "单位名称: 示例县另一个局\n单位类形: 政府部门\n单位类型: 政府部门\n"
WARNING = UNIT + "单位简称: 示例局 # 以后再改\n"
FILES = {
    "disclose.yaml": SETTINGS,
    "catalogs/good/unit.yaml": UNIT,
    "catalogs/bad/unit.yaml": ERROR,
    "catalogs/bad/items/a.yaml": "- 事项名称：甲\n",
    "catalogs/bad/items/b.yml": "",
}
LOOK = ("validate", "--select", "Y,S,R")
"""What this module is about, whatever the law finds missing in its little units."""


def places(stdout: str) -> set[str]:
    """Return the places of all findings of a report."""
    return set(re.findall(r"^(\S+?): (?:错误|警告|提示) ", stdout, re.MULTILINE))


@pytest.mark.parametrize(
    ("unit", "strict", "code"),
    [
        (UNIT, False, 0),
        (UNIT, True, 0),
        (WARNING, False, 0),
        (WARNING, True, 1),
        (ERROR, False, 1),
        (ERROR, True, 1),
    ],
)
def test_the_exit_code_says_whether_there_are_errors(
    unit: str, strict: bool, code: int, workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace({"disclose.yaml": SETTINGS, "catalogs/demo/unit.yaml": unit})
    result = run(*LOOK, *(["--strict"] if strict else []), cwd=root)
    assert result.exit_code == code
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        ([], {"catalogs/bad/unit.yaml:2:1", "a.yaml", "catalogs/bad/items/b.yml"}),
        (["good"], set()),
        (["bad"], {"catalogs/bad/unit.yaml:2:1", "a.yaml", "catalogs/bad/items/b.yml"}),
        (["good", "bad"], {"catalogs/bad/unit.yaml:2:1", "a.yaml", "catalogs/bad/items/b.yml"}),
        (["catalogs/bad/unit.yaml"], {"catalogs/bad/unit.yaml:2:1"}),
        (["catalogs\\bad\\unit.yaml"], {"catalogs/bad/unit.yaml:2:1"}),
        (["./catalogs/bad/../bad/unit.yaml"], {"catalogs/bad/unit.yaml:2:1"}),
        (["catalogs/bad/items"], {"a.yaml", "catalogs/bad/items/b.yml"}),
        (["catalogs/bad/items/"], {"a.yaml", "catalogs/bad/items/b.yml"}),
        (["catalogs/bad/items/b.yml"], {"catalogs/bad/items/b.yml"}),
        (["catalogs"], {"catalogs/bad/unit.yaml:2:1", "a.yaml", "catalogs/bad/items/b.yml"}),
        (["."], {"catalogs/bad/unit.yaml:2:1", "a.yaml", "catalogs/bad/items/b.yml"}),
        (["disclose.yaml"], set()),
        (["catalogs/good"], set()),
    ],
)
def test_targets_choose_what_is_listed(
    targets: list[str], found: set[str], workspace: MakeWorkspace, run: Run
) -> None:
    result = run(*LOOK, *targets, cwd=workspace(FILES))
    listed = {"a.yaml" if "a.yaml" in place else place for place in places(result.stdout)}
    assert listed == found


def test_targets_are_looked_for_from_where_one_stands(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(FILES)
    result = run(*LOOK, "unit.yaml", cwd=root / "catalogs" / "bad")
    assert places(result.stdout) == {"catalogs/bad/unit.yaml:2:1"}
    result = run(*LOOK, root / "catalogs" / "bad" / "unit.yaml", cwd=root / "catalogs" / "good")
    assert places(result.stdout) == {"catalogs/bad/unit.yaml:2:1"}


@pytest.mark.parametrize("unit", [UNIT, ERROR])
@pytest.mark.parametrize("target", ["nothing", "catalogs/demo/none.yaml", "/etc", ".."])
def test_an_unknown_target_is_wrong_use_whether_or_not_there_are_findings(
    target: str, unit: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace({"disclose.yaml": SETTINGS, "catalogs/demo/unit.yaml": unit})
    result = run(*LOOK, target, cwd=root)
    assert result.exit_code == 2
    assert f"没有“{target}”这个单位或者文件。单位有：demo" in result.stderr
    assert result.stdout == ""


NO_TABLE = ("import", "disclose.yaml", "--unit")


@pytest.mark.parametrize(
    "command",
    [
        *(("build",), ("validate",), ("fix",), ("number",), ("stats",), ("sheet",), ("worklist",)),
        *(("review",), ("new", "item"), NO_TABLE, (*NO_TABLE[:2], "--dry-run", "--unit")),
    ],
)
def test_who_names_no_unit_is_told_which_there_are(
    command: tuple[str, ...], workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace({"disclose.yaml": SETTINGS, "catalogs/demo/unit.yaml": UNIT})
    result = run(*command, "dmeo", cwd=root)
    assert "没有“dmeo”这个单位" in result.stderr
    assert "单位有：demo" in result.stderr
    assert result.exit_code == (0 if "--dry-run" in command else 2)


def test_of_many_units_those_are_named_that_may_be_meant(
    workspace: MakeWorkspace, run: Run
) -> None:
    files = {f"catalogs/town-{number}/unit.yaml": UNIT for number in range(100, 130)}
    root = workspace({"disclose.yaml": SETTINGS, "catalogs/qianshan/unit.yaml": UNIT, **files})
    for command in ("build", "validate"):
        said = run(command, "qianshen", cwd=root).stderr
        assert "qianshan" in said
        assert "town-101" not in said
        assert "31个单位" in run(command, "xyz", cwd=root).stderr


def test_the_day_is_said_and_can_be_given(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(FILES)
    assert "以2025年3月31日为准" in run(*LOOK, "good", cwd=root).stdout
    given = run(*LOOK, "good", "--as-of", "2024-02-29", cwd=root)
    assert "以2024年2月29日为准" in given.stdout


def test_a_report_in_a_file_leaves_the_screen_empty(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(FILES)
    result = run(*LOOK, "--format", "json", "-o", "out.json", cwd=root)
    assert (result.exit_code, result.stdout) == (1, "")
    data = (root / "out.json").read_bytes()
    assert b"\r" not in data
    assert json.loads(data)["summary"]["error"] >= 2


def test_outside_a_workspace_the_way_in_is_shown(tmp_path: Path, run: Run) -> None:
    for command in (["validate"], ["build"]):
        result = run(*command, cwd=tmp_path)
        assert result.exit_code == 2
        assert "这里不是工作区" in result.stderr
        assert "disclose init" in result.stderr


ENGLISH = re.compile(
    r"\b(?!disclose )[a-z]{2,} [a-z]{2,}\b|Usage|Error|Options|Commands|Try |default"
)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["valdate"], "是不是“validate”？"),
        (["xyz"], "可用的命令：build、validate"),
        (["--nope"], "没有 --nope 这个选项"),
        (["validate", "--strickt"], "是不是 --strict？"),
        (["validate", "--format"], "--format 后面要写一个值"),
        (["validate", "--strict=1"], "--strict 后面不能写值"),
        (["validate", "--format", "yaml"], "--format 的值不对"),
        (["validate", "--as-of", "2024-02-30"], "“2024-02-30”不是日期"),
        (["validate", "-o", "."], "--output 的值不对：“.”是文件夹，不是文件"),
        (["rule", "Y110", "Y111"], "多出了参数：Y111"),
        (["rule", "X999"], "没有“X999”这条规则"),
        (["build", "-o", "disclose.yaml"], "--output 的值不对：“disclose.yaml”是文件，不是文件夹"),
        (["build", "nothing"], "没有“nothing”这个单位"),
        (["import", "disclose.yaml", "无.csv", "--unit", "a"], "“无.csv”不存在"),
        (["init", "--keys", "fr"], "--keys 的值不对：可选：zh、en"),
    ],
)
def test_wrong_use_is_explained_in_chinese(
    arguments: list[str], words: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace({"disclose.yaml": SETTINGS, "catalogs/demo/unit.yaml": UNIT})
    result = run(*arguments, cwd=root)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.startswith("错误: ")
    assert not ENGLISH.search(result.stderr)
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese_and_shows_an_example(command: str, run: Run) -> None:
    arguments = [command] if command else []
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法: disclose {command}".rstrip())
    head, _, example = result.stdout.partition("示例:\n")
    assert f"disclose {command}".strip() in example
    assert "选项:\n" in head
    assert "显示这份说明。" in head
    without_names = re.sub(r"disclose\.yaml|--?[a-z-]+|\[[a-z|]+\]", "", head)
    assert not ENGLISH.search(re.sub(r"^用法: .*$", "", without_names, flags=re.MULTILINE))


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stdout == run("--help").stdout
    assert result.stderr == ""


def test_the_version_is_printed(run: Run) -> None:
    assert re.fullmatch(r"disclose \d+\.\d+\S*\n", run("--version").stdout)


def test_the_list_of_rules_has_every_code(run: Run) -> None:
    listed = re.findall(r"^([A-Z]\d{3}) ", run("rule").stdout, re.MULTILINE)
    assert sorted(listed) == sorted(EVERY_CODE)
    families = [family for family, _ in groupby(listed, key=lambda code: code[0])]
    assert len(families) == len(set(families))


@pytest.mark.parametrize("typed", ["G", "g62"])
def test_the_rules_of_a_family_are_listed(typed: str, run: Run) -> None:
    listed = re.findall(r"^([A-Z]\d{3}) ", run("rule", typed).stdout, re.MULTILINE)
    assert listed == sorted(code for code in EVERY_CODE if code.startswith(typed.upper()))


@pytest.mark.parametrize("typed", ["Y110", "y110"])
def test_a_rule_is_explained(typed: str, run: Run) -> None:
    page = run("rule", typed).stdout
    assert page.startswith("Y110 full-width-colon（错误）\n")
    for heading in ("为什么:", "不好:", "好:"):
        assert heading in page


def test_a_gbk_console_shows_what_it_can(workspace: MakeWorkspace) -> None:
    root = workspace({**FILES, "catalogs/good/unit.yaml": UNIT + "单位简称: 🏛𠮷\u200b局\n"})
    result = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", *LOOK],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == b""
    assert "catalogs/good/unit.yaml:3:9: 错误 Y104" in result.stdout.decode("gbk")
    assert "单位简称: ??" in result.stdout.decode("gbk")
