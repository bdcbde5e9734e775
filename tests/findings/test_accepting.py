"""`validate --accept-all`: what is there is accepted, what is new is found, the rest of the settings is untouched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.catalog import check_file, role_of
from disclosure_cli.editing.edits import EditError
from disclosure_cli.findings.accepting import Approval, accept
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Location, Record
from disclosure_cli.reading.decoding import without_invisible
from tests.findings.samples import FINDING
from tests.support.fixtures import MakeWorkspace, Run

SCHEMAS = load_schemas()[0]
APPROVAL = Approval("等待县里统一修订", "分管副局长", date(2025, 12, 31))
OTHERS = (
    replace(FINDING, code="R307"),
    replace(FINDING, subject="《三定方案》"),
    replace(FINDING, subject="", location=Location("catalogs/demo/guide.yaml")),
    replace(FINDING, subject="0503《采矿权登记》", unit=""),
)
SETTINGS = """# 本工作区的设置。
网站名称: "示例"
基准日期: 2025-03-31

# 下面是规则
规则级别:
- {规则: R324, 级别: 提示}
"""


def read(data: bytes) -> Record:
    role = role_of("disclose.yaml")
    assert role is not None
    file = check_file("disclose.yaml", data, role, SCHEMAS)
    assert file.diagnostics == ()
    return file.records[0]


def rows(data: bytes) -> list[dict[str, object]]:
    return list(read(data).get("accepted", default=()))


def test_an_acceptance_names_rule_unit_record_and_who_approved_it() -> None:
    assert rows(accept(SETTINGS.encode(), [FINDING, FINDING], APPROVAL, SCHEMAS)) == [
        {
            "rule": "L401",
            "unit": "demo",
            "record": "0101-001",
            "count": 2,
            "reason": "等待县里统一修订",
            "post": "分管副局长",
            "until": "2025-12-31",
        }
    ]


def test_each_rule_and_record_has_its_own_acceptance() -> None:
    made = rows(accept(b"", [FINDING, *OTHERS], APPROVAL, SCHEMAS))
    assert [(row["rule"], row.get("unit"), row["record"]) for row in made] == [
        ("L401", None, "0503"),
        ("L401", "demo", "0101-001"),
        ("L401", "demo", "catalogs/demo/guide.yaml"),
        ("L401", "demo", "《三定方案》"),
        ("R307", "demo", "0101-001"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "text", [SETTINGS, SETTINGS.rstrip("\n"), "", "# 只有注释", "网站名称: 示例  \n\n\n"]
)
def test_what_was_there_stays_byte_for_byte(text: str, mark: str, newline: str) -> None:
    before = (mark + text.replace("\n", newline)).encode()
    after = accept(before, [FINDING], APPROVAL, SCHEMAS)
    assert after.startswith(before)
    assert len(after) > len(before)
    assert (b"\r\n" in after) == (b"\r\n" in before)


def test_a_second_time_adds_to_the_first() -> None:
    once = accept(SETTINGS.encode(), [FINDING], APPROVAL, SCHEMAS)
    twice = accept(once, OTHERS, replace(APPROVAL, reason="另一个理由"), SCHEMAS)
    assert twice.startswith(once)
    assert rows(twice)[:1] == rows(once)


@pytest.mark.parametrize(
    ("text", "key"),
    [("", "已接受的问题:"), ("键名: zh\n", "已接受的问题:"), ("keys: zh\n", "accepted:")],
)
def test_keys_are_in_the_language_of_the_file(text: str, key: str) -> None:
    made = accept(text.encode(), [FINDING], APPROVAL, SCHEMAS).decode()
    assert key in made.splitlines()
    assert ("规则: L401" in made) == (key == "已接受的问题:")


def test_without_findings_nothing_is_written() -> None:
    assert accept(SETTINGS.encode(), [], APPROVAL, SCHEMAS) == SETTINGS.encode()


@given(st.text("等待：: #-'\"{}[],&*!|>%@`=~\\否no0123 \n公", min_size=1, max_size=40))
def test_any_reason_is_read_back(text: str) -> None:
    reason = without_invisible(text).strip()
    if reason:
        made = accept(SETTINGS.encode(), [FINDING], replace(APPROVAL, reason=reason), SCHEMAS)
        assert rows(made)[0]["reason"] == reason


@pytest.mark.parametrize(
    ("text", "approval"),
    [
        pytest.param(SETTINGS, replace(APPROVAL, reason="长" * 301), id="reason too long"),
        pytest.param(SETTINGS, replace(APPROVAL, post="长" * 61), id="post too long"),
        pytest.param("键名：zh\n键名: [", APPROVAL, id="not YAML"),
        pytest.param("没有这个字段: 1\n", APPROVAL, id="breaks the schema"),
        pytest.param("{键名: zh}\n", APPROVAL, id="in braces"),
        pytest.param("键名: zh\n...\n", APPROVAL, id="ends before its end"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(text: str, approval: Approval) -> None:
    with pytest.raises(EditError):
        accept(text.encode(), [FINDING], approval, SCHEMAS)


UNIT = "单位名称: 示例县示例局\n单位类型: 政府部门\n"
ITEMS = """- 事项编号: 0101-001
  事项名称: 机构职能
  分类: 0101 职能职责
  公开渠道: [政府网页, 政务网页]
- 事项编号: 0101-002
  事项名称: 领导信息
  分类: 0101 职能职责
"""
ACCEPT = ("--accept-all", "--reason", "等待修订", "--post", "分管副局长", "--until", "2025-12-31")


@pytest.fixture
def old(workspace: MakeWorkspace) -> Path:
    """Return a workspace with findings of many rules and in records of every kind."""
    return workspace(
        {
            "disclose.yaml": SETTINGS,
            "catalogs/demo/unit.yaml": UNIT,
            "catalogs/demo/guide.yaml": "修订日期: 2020-01-01\n",
            "catalogs/demo/items/a.yaml": ITEMS,
            "catalogs/demo/entries/a.yaml": "- 所属事项: 0101-009\n  信息名称: 三定方案\n",
            "catalogs/other/unit.yaml": UNIT.replace("示例局", "另一局"),
            "catalogs/other/items/a.yaml": ITEMS,
        }
    )


def test_the_next_run_passes_and_says_how_many(old: Path, run: Run) -> None:
    assert run("validate", "--strict", cwd=old).exit_code == 1
    accepted = run("validate", *ACCEPT, cwd=old)
    assert accepted.exit_code == 0
    count = sum(row["count"] for row in rows((old / "disclose.yaml").read_bytes()))  # type: ignore[misc]
    assert f"接受了{count}个问题" in accepted.stderr
    assert run("validate", "--strict", cwd=old).exit_code == 0


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("items/a.yaml", "[政府网页, 政务网页]", "[政府网页, 政务网页, 政府网业]"),
        ("items/a.yaml", "领导信息\n", "领导信息\n  公开渠道: [政府网页]\n"),
        (
            "entries/a.yaml",
            "三定方案\n",
            "三定方案\n- 所属事项: 0101-008\n  信息名称: 另一份方案\n",
        ),
    ],
    ids=["same rule and record", "same rule, another record", "a new record"],
)
def test_a_new_finding_fails(file: str, before: str, after: str, old: Path, run: Run) -> None:
    run("validate", *ACCEPT, cwd=old)
    path = old / "catalogs" / "demo" / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    assert run("validate", cwd=old).exit_code == 1


def test_an_acceptance_ends(old: Path, run: Run) -> None:
    run("validate", *ACCEPT, cwd=old)
    assert run("validate", "--as-of", "2025-12-31", "--select", "R", cwd=old).exit_code == 0
    assert run("validate", "--as-of", "2026-01-01", "--select", "R", cwd=old).exit_code == 1


def test_only_the_units_that_were_named_are_accepted(old: Path, run: Run) -> None:
    run("validate", "other", *ACCEPT, cwd=old)
    assert {row["unit"] for row in rows((old / "disclose.yaml").read_bytes())} == {"other"}
    assert run("validate", "demo", cwd=old).exit_code == 1


def test_what_was_not_read_as_meant_is_left(old: Path, run: Run) -> None:
    (old / "catalogs/other/unit.yaml").write_text(UNIT + "单位简成: 示例局\n", "utf-8")
    accepted = run("validate", *ACCEPT, cwd=old)
    assert accepted.exit_code == 1
    assert "S201" in accepted.stdout
    assert "R307" not in accepted.stdout
    assert "另有1个" in accepted.stderr
    assert "S201" not in {row["rule"] for row in rows((old / "disclose.yaml").read_bytes())}


def test_a_leak_is_left(old: Path, run: Run) -> None:
    entries = old / "catalogs/other/entries/a.yaml"
    entries.parent.mkdir()
    entries.write_text("- 所属事项: 0101-001\n  信息名称: 名单11010519491231002X\n", "utf-8")
    accepted = run("validate", *ACCEPT, cwd=old)
    assert accepted.exit_code == 1
    assert "另有1个" in accepted.stderr
    assert "C504" in accepted.stdout
    assert "C504" not in {row["rule"] for row in rows((old / "disclose.yaml").read_bytes())}


def test_a_second_run_has_nothing_to_accept(old: Path, run: Run) -> None:
    run("validate", *ACCEPT, cwd=old)
    before = (old / "disclose.yaml").read_bytes()
    again = run("validate", *ACCEPT, cwd=old)
    assert again.exit_code == 0
    assert "没有可以接受的问题" in again.stderr
    assert (old / "disclose.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--until", "2025-03-30"], "已经过去"),
        (["--reason", "长" * 301], "没有改动"),
        (["--reason", "  "], "缺少 --reason"),
    ],
)
def test_what_cannot_be_approved_changes_nothing(
    options: list[str], words: str, old: Path, run: Run
) -> None:
    result = run("validate", *ACCEPT, *options, cwd=old)
    assert result.exit_code == 2
    assert words in result.stderr
    assert (old / "disclose.yaml").read_text("utf-8") == SETTINGS


def test_a_write_that_fails_leaves_the_old_file(
    old: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "busy", "disclose.yaml")

    monkeypatch.setattr(Path, "replace", refuse)
    assert run("validate", *ACCEPT, cwd=old).exit_code == 2
    assert [path.name for path in old.iterdir() if path.is_file()] == ["disclose.yaml"]
    assert (old / "disclose.yaml").read_text("utf-8") == SETTINGS
