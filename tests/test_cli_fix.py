"""`disclose fix`: shown first, written when asked, narrowed like `validate`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.fixtures import MakeWorkspace, Run

ITEMS = "catalogs/demo/items/items.yaml"
OTHER = "catalogs/other/items/items.yaml"
WRONG = """\
# 第一条
- 事项编号: 0101-001
  事项名称：机构职能  # 注
  class: 0101
  公开时限: 自信息形成或者变更之日起20工作日内
"""
RIGHT = """\
# 第一条
- 事项编号: 0101-001
  事项名称: 机构职能  # 注
  分类: 0101
  公开时限: 自信息形成或者变更之日起20个工作日内
"""


@pytest.fixture
def root(workspace: MakeWorkspace) -> Path:
    unit = "单位名称: 示例县示例局\n单位类型: 政府部门\n示例单位: 是\n"
    return workspace(
        {
            "catalogs/_vocab/classes.yaml": "- {分类代码: '01', 分类名称: 机构}\n- {分类代码: '0101', 分类名称: 职能}\n",
            "catalogs/demo/unit.yaml": unit,
            "catalogs/other/unit.yaml": unit.replace("示例局", "另一局"),
            ITEMS: WRONG,
            OTHER: WRONG,
        }
    )


def text(root: Path, file: str = ITEMS) -> str:
    return (root / file).read_bytes().decode()


def test_changes_are_shown_and_nothing_is_written(root: Path, run: Run) -> None:
    result = run("fix", "demo", cwd=root)
    assert result.exit_code == 1
    assert [line for line in result.output.splitlines() if line.startswith(("-", "+"))] == [
        f"--- a/{ITEMS}",
        f"+++ b/{ITEMS}",
        *("-" + line for line in WRONG.splitlines()[2:]),
        *("+" + line for line in RIGHT.splitlines()[2:]),
    ]
    assert "Y110" in result.output
    assert "--apply" in result.output
    assert "\x1b" not in result.output
    assert text(root) == WRONG


def test_changes_are_written_when_asked(root: Path, run: Run) -> None:
    assert run("fix", "--apply", cwd=root).exit_code == 0
    assert text(root) == text(root, OTHER) == RIGHT
    again = run("fix", cwd=root)
    assert again.exit_code == 0
    assert "没有" in again.output
    assert "@@" not in again.output


@pytest.mark.parametrize("target", ["demo", ITEMS, "catalogs/demo"])
def test_it_is_narrowed_to_a_unit_a_file_or_a_folder(root: Path, run: Run, target: str) -> None:
    run("fix", target, "--apply", cwd=root)
    assert text(root) == RIGHT
    assert text(root, OTHER) == WRONG


def test_it_is_narrowed_to_codes(root: Path, run: Run) -> None:
    run("fix", "--select", "Y,L444", "--ignore", "L4", "--apply", cwd=root)
    assert text(root) == WRONG.replace("：机构", ": 机构")
    run("fix", "--select", "keys", "--apply", cwd=root)
    assert text(root) == WRONG.replace("：机构", ": 机构").replace("class", "分类")
    assert run("fix", "--ignore", "L", cwd=root).exit_code == 0


@pytest.mark.parametrize("arguments", [["nowhere"], ["--select", "Q1"], ["--ignore", "T999"]])
def test_wrong_use_is_said(root: Path, run: Run, arguments: list[str]) -> None:
    assert run("fix", *arguments, cwd=root).exit_code == 2


def test_only_warnings_are_no_failure(root: Path, run: Run) -> None:
    assert run("fix", "--select", "L444,keys", cwd=root).exit_code == 0


def test_a_term_is_replaced_from_the_day_on_which_it_is_no_longer_used(
    root: Path, run: Run
) -> None:
    term = "- {规范写法: 镇机关, 应替换的写法: [旧机关], 类型: 停用, 停用日期: 2025-03-01, 可以直接替换: 是, 理由: 机构改革}\n"
    (root / "catalogs/_vocab/terms.yaml").write_text(term, "utf-8")
    (root / ITEMS).write_text(RIGHT.replace("机构职能", "旧机关职能"), "utf-8")
    replaced = "+  事项名称: 镇机关职能"
    assert replaced not in run("fix", "demo", "--as-of", "2025-02-28", cwd=root).output
    assert replaced in run("fix", "demo", "--as-of", "2025-03-01", cwd=root).output


def test_a_personal_number_is_not_shown(root: Path, run: Run) -> None:
    number = "110101199001010023"
    (root / ITEMS).write_text(WRONG + f"  内部备注: 经办人{number}\n", "utf-8")
    shown = run("fix", "demo", cwd=root).output
    assert number not in shown
    assert re.search(r"1101\*+0023", shown)
    run("fix", "--apply", cwd=root)
    assert number in text(root)


def test_another_encoding_is_named(root: Path, run: Run) -> None:
    (root / ITEMS).write_bytes(RIGHT.encode("gbk"))
    shown = run("fix", "demo", "--apply", cwd=root)
    assert f"{ITEMS}：改存为 UTF-8" in shown.output
    assert text(root) == RIGHT


def test_a_correction_that_would_do_harm_is_named(root: Path, run: Run) -> None:
    vocabulary = root / "catalogs/_vocab/channels.yaml"
    vocabulary.write_text("- {渠道名称: 政府网站, 次序: 1, 其他写法: [门户网站]}\n", "utf-8")
    (root / ITEMS).write_text(RIGHT + "  公开渠道: [政府网站, 门户网站]\n", "utf-8")
    shown = run("fix", "demo", cwd=root).output
    assert f"没有改 {ITEMS}:6:16" in shown
    assert "@@" not in shown
