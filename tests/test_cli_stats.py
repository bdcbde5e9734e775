"""`disclose stats`: the figures of the pages, at a terminal and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from disclosure_cli.compile.figures import SiteFigures, UnitFigures
from disclosure_cli.reports.stats_text import render
from disclosure_cli.text_width import width_of
from tests.support.examples import ALL_UNITS, ROOT
from tests.support.fixtures import MakeWorkspace, Run

SIGNED = {"handler": "科员", "department-head": "主任", "reviewer": "保密员", "approver": "书记"}


def unit(**more: object) -> UnitFigures:
    figures: UnitFigures = {
        "id": "unit",
        "name": "示例局\x1b[2J",
        "kind": "政府部门",
        "items": 40,
        "entries": 3,
        "topics": [
            {
                "code": f"20-{number}",
                "title": title,
                "article": f"第二十条第（{number}）项",
                "group": "第二十条",
                "items": items,
                "explanation": explanation,
            }
            for number, (title, items, explanation) in enumerate(
                (
                    ("行政许可和其他管理服务事项", 12, ""),
                    (
                        "财政预算、决算",
                        0,
                        "本局没有单独的预算，收支列入县财政局的部门预算和决算一并公开",
                    ),
                    ("公务员招考", 0, ""),
                ),
                start=1,
            )
        ],
        "modes": [{"label": "主动公开", "value": 39}, {"label": "依申请公开", "value": 1}],
        "channels": [{"label": "社区/企事业单位/村公示栏（电子屏）和其他地方" * 2, "value": 40}],
        "audiences": [],
        "years": [{"label": "2024", "value": 3}],
    }
    return {**figures, **more}  # type: ignore[typeddict-item]


def site(*units: UnitFigures) -> SiteFigures:
    first = units[0]
    return {
        "items": 40,
        "entries": 3,
        "modes": first["modes"],
        "channels": first["channels"],
        "audiences": first["audiences"],
        "years": first["years"],
        "units": list(units),
    }


@pytest.mark.parametrize("width", [50, 80, 140])
@pytest.mark.parametrize("figures", [site(unit()), site(unit(), unit(name="示例镇人民政府"))])
def test_every_line_fits_and_steers_nothing(figures: SiteFigures, width: int) -> None:
    lines = render(figures, width).splitlines()
    assert max(map(width_of, lines)) <= width
    assert "\x1b" not in "".join(lines)


def test_numbers_stand_below_one_another() -> None:
    lines = render(site(unit()), 80).splitlines()
    ends = {width_of(line[: line.index("项  ") + 1]) for line in lines if "项  █" in line[:60]}
    coverage = [line for line in lines if "（1）" in line or "（3）" in line]
    assert len({width_of(line.split("█")[0].rstrip()) for line in coverage}) == 1
    assert ends


def test_a_bar_is_as_long_as_its_share_and_what_is_more_than_nothing_is_seen() -> None:
    lines = render(site(unit()), 120).splitlines()
    bars = {line.split()[0]: line.count("█") for line in lines if line.endswith("█")}
    assert bars["主动公开"] == 29
    assert bars["依申请公开"] == 1


def test_a_reason_is_told_in_full() -> None:
    text = "".join(line.strip() for line in render(site(unit()), 50).splitlines())
    assert "本局没有单独的预算，收支列入县财政局的部门预算和决算一并公开" in text


def test_a_matrix_names_its_columns() -> None:
    text = render(site(unit(), unit()), 80)
    assert "1 行政许可和其他管理服务事项；2 财政预算、决算；3 公务员招考" in text
    assert "  12   —   0" in text


def test_programs_get_the_figures_of_the_units_asked_for(run: Run) -> None:
    result = run("stats", "yuantan-town", "--format", "json", cwd=ROOT)
    figures = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [of_unit["id"] for of_unit in figures["units"]] == ["yuantan-town"]
    assert (
        figures["items"]
        == figures["units"][0]["items"]
        == sum(mode["value"] for mode in figures["modes"])
    )


def test_without_units_all_are_counted(run: Run) -> None:
    result = run("stats", cwd=ROOT)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{len(ALL_UNITS)}个单位")


def test_what_waits_for_its_review_is_said_to_be_not_counted(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "w", "--kind", "街道办事处")
    waiting = run("stats", cwd=tmp_path / "w")
    items = (tmp_path / "w/catalogs/my-unit/items/items.yaml").read_text("utf-8").count("\n- ")
    assert "：0个公开事项" in waiting.stdout
    assert f"另有{items}个事项还不能公布" in waiting.stderr
    signed = (f"--{step}={post}" for step, post in SIGNED.items())
    assert run("review", "my-unit", "--items", *signed, "--conclusion", "公开").exit_code == 0
    reviewed = run("stats")
    assert f"：{items}个公开事项" in reviewed.stdout
    assert reviewed.stderr == ""


def test_an_unknown_unit_is_wrong_use(run: Run) -> None:
    result = run("stats", "yuantan", cwd=ROOT)
    assert result.exit_code == 2
    assert "yuantan-town" in result.stderr


def test_a_unit_at_fault_is_named_and_left_out(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "catalogs", tmp_path / "catalogs")
    (tmp_path / "disclose.yaml").touch()
    with (tmp_path / "catalogs" / "yuantan-town" / "unit.yaml").open("a", encoding="utf-8") as file:
        file.write("没有这个字段: 1\n")
    result = run("stats", "--format", "json", cwd=tmp_path)
    assert result.exit_code == 1
    assert "yuantan-town" in result.stderr
    counted = {of_unit["id"] for of_unit in json.loads(result.stdout)["units"]}
    assert counted == {*ALL_UNITS} - {"yuantan-town"}


def test_shared_files_at_fault_end_it(run: Run, workspace: MakeWorkspace) -> None:
    root = workspace({"catalogs/_vocab/classes.yaml": "- 分类代码: 错\n"})
    result = run("stats", cwd=root)
    assert result.exit_code == 2
    assert "disclose validate" in result.stderr
    assert result.stdout == ""
