"""What a workspace decides about findings: weights, acceptances and what is wrong with either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure_cli.catalog import check_file, role_of
from disclosure_cli.findings.control import control, is_acceptable, record_name, select
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Diagnostic, Location, Record, Severity
from tests.findings.samples import FINDING as ITEM
from tests.support.fixtures import MakeWorkspace, Run

SCHEMAS = load_schemas()[0]
AS_OF = date(2025, 3, 31)
KNOWN = ("C504", "F801", "F806", "F807", "G601", "L401", "L402", "R307", "R326", "S201", "Y101")

OTHER_ITEM = replace(ITEM, subject="0101-002《领导信息》")
OTHER_UNIT = replace(ITEM, unit="other", location=Location("catalogs/other/items/a.yaml", 3, 1))
OTHER_RULE = replace(ITEM, code="L402")
GUIDE = replace(ITEM, subject="", location=Location("catalogs/demo/guide.yaml", 1, 1))
DRAFT = replace(ITEM, subject="《三定方案》")


def settings(text: str) -> Record:
    """Return the settings of a text, whatever is wrong with it."""
    role = role_of("disclose.yaml")
    assert role is not None
    return check_file("disclose.yaml", text.encode(), role, SCHEMAS).records[0]


def accepting(**fields: Any) -> str:
    """Return one acceptance as it stands in the settings."""
    row = {"rule": "L401", "reason": "等待修订", "post": "局长", "until": "2025-12-31", **fields}
    lines = [f"{key}: {value}" for key, value in row.items() if value is not None]
    return "  - " + "\n    ".join(lines) + "\n"


def controlled(text: str, *diagnostics: Diagnostic) -> tuple[Diagnostic, ...]:
    return control(diagnostics, settings(text), AS_OF, KNOWN)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


def severities(rows: Mapping[str, str]) -> str:
    lines = [f"  - rule: {rule}\n    severity: {word}\n" for rule, word in rows.items()]
    return "severities:\n" + "".join(lines)


class TestWeights:
    def test_without_settings_nothing_changes(self) -> None:
        assert controlled("", ITEM, GUIDE) == tuple(
            sorted((ITEM, GUIDE), key=lambda diagnostic: diagnostic.sort_key)
        )

    @pytest.mark.parametrize(
        ("word", "severity"),
        [("错误", Severity.ERROR), ("警告", Severity.WARNING), ("提示", Severity.INFO)],
    )
    @pytest.mark.parametrize("rule", ["L401", "L"])
    def test_a_rule_or_a_family_gets_another_weight(
        self, rule: str, word: str, severity: Severity
    ) -> None:
        (found,) = controlled(severities({rule: word}), ITEM)
        assert found == replace(ITEM, severity=severity)

    def test_a_rule_can_be_switched_off(self) -> None:
        assert controlled(severities({"L401": "关闭"}), ITEM, OTHER_RULE) == (OTHER_RULE,)
        assert controlled(severities({"L": "关闭"}), ITEM, OTHER_RULE) == ()

    def test_a_rule_goes_before_its_family_in_any_order(self) -> None:
        for rows in ({"L": "关闭", "L401": "提示"}, {"L401": "提示", "L": "关闭"}):
            (found,) = controlled(severities(rows), ITEM, OTHER_RULE)
            assert (found.code, found.severity) == ("L401", Severity.INFO)

    def test_a_word_that_is_none_changes_nothing(self) -> None:
        """The schema finds the word; the finding must not be lost over it."""
        assert controlled(severities({"L401": "忽略"}), ITEM) == (ITEM,)

    @pytest.mark.parametrize("code", ["S201", "Y101"])
    @pytest.mark.parametrize("word", ["关闭", "提示"])
    def test_what_was_not_read_as_meant_keeps_its_weight(self, code: str, word: str) -> None:
        unread = replace(ITEM, code=code)
        found = controlled(severities({code: word}), unread)
        assert unread in found
        assert codes(found) == [code, "R326"]

    def test_what_a_day_can_change_is_no_error(self) -> None:
        stale = replace(ITEM, code="F801", severity=Severity.WARNING)
        found = controlled(severities({"F": "错误"}), stale)
        assert {(each.code, each.severity) for each in found} == {
            ("F801", Severity.WARNING),
            ("R326", Severity.WARNING),
        }

    def test_findings_about_the_settings_are_weighed_too(self) -> None:
        assert codes(controlled(severities({"L499": "提示"}))) == ["R326"]
        assert controlled(severities({"L499": "提示", "R326": "关闭"})) == ()


class TestAcceptances:
    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"unit": "demo"},
            {"record": "0101-001"},
            {"unit": "demo", "record": "0101-001"},
            {"unit": "demo", "record": "0101-001", "count": 1},
        ],
    )
    def test_a_finding_is_accepted_by_rule_unit_and_record(self, fields: dict[str, Any]) -> None:
        assert controlled("accepted:\n" + accepting(**fields), ITEM) == ()

    @pytest.mark.parametrize("other", [OTHER_ITEM, OTHER_UNIT, OTHER_RULE, GUIDE, DRAFT])
    def test_an_acceptance_of_one_record_covers_no_other(self, other: Diagnostic) -> None:
        text = "accepted:\n" + accepting(unit="demo", record="0101-001")
        assert controlled(text, ITEM, other) == (other,)

    @pytest.mark.parametrize(
        ("record", "covered"),
        [("catalogs/demo/guide.yaml", GUIDE), ("《三定方案》", DRAFT), ("0101-002", OTHER_ITEM)],
    )
    def test_a_record_without_a_number_is_named_by_title_or_file(
        self, record: str, covered: Diagnostic
    ) -> None:
        assert record_name(covered) == record
        text = "accepted:\n" + accepting(unit="demo", record=record)
        assert controlled(text, covered, ITEM) == (ITEM,)

    def test_an_acceptance_holds_to_the_end_of_its_last_day(self) -> None:
        assert controlled("accepted:\n" + accepting(until="2025-03-31"), ITEM) == ()

    def test_an_expired_acceptance_is_found_and_what_it_hid_too(self) -> None:
        found = controlled("accepted:\n" + accepting(until="2025-03-30"), ITEM)
        assert codes(found) == ["L401", "F806"]
        assert (found[1].location.line, found[1].location.column) == (5, 12)

    def test_a_useless_acceptance_is_found(self) -> None:
        found = controlled("accepted:\n" + accepting(record="0101-009"), ITEM)
        assert codes(found) == ["L401", "F807"]

    def test_of_two_acceptances_only_the_useless_one_is_found(self) -> None:
        text = "accepted:\n" + accepting() + accepting(record="0101-009")
        (found,) = controlled(text, ITEM)
        assert (found.code, found.location.line) == ("F807", 6)

    @pytest.mark.parametrize("code", ["S201", "Y101", "F806", "F807", "R326"])
    def test_what_cannot_be_accepted_stays(self, code: str) -> None:
        stays = replace(ITEM, code=code, severity=Severity.WARNING)
        assert not is_acceptable(stays)
        found = controlled("accepted:\n" + accepting(rule=code), stays)
        assert stays in found
        assert codes(found)[-1] == "F807"

    def test_a_rule_that_does_not_exist_is_found_once(self) -> None:
        found = controlled("accepted:\n" + accepting(rule="L999", until="2020-01-01"))
        assert codes(found) == ["R326"]

    @pytest.mark.parametrize("until", [None, "尽快", "2025/12/31"])
    def test_an_acceptance_without_a_day_accepts_nothing(self, until: str | None) -> None:
        """The schema finds the day."""
        assert controlled("accepted:\n" + accepting(until=until), ITEM) == (ITEM,)

    @pytest.mark.parametrize(
        "text", ["accepted: 全部\n", "accepted:\n  - 全部\n", "severities: 全部"]
    )
    def test_settings_that_are_no_settings_change_nothing(self, text: str) -> None:
        assert controlled(text, ITEM) == (ITEM,)


class TestCounts:
    TEXT = "accepted:\n" + accepting(unit="demo", record="0101-001", count=2)

    def test_as_many_as_were_accepted_are_accepted(self) -> None:
        assert controlled(self.TEXT, ITEM, ITEM) == ()

    def test_one_more_brings_all_back_and_says_why(self) -> None:
        found = controlled(self.TEXT, ITEM, ITEM, ITEM)
        assert codes(found) == ["L401"] * 3
        assert {related.location.file for each in found for related in each.related} == {
            "disclose.yaml"
        }

    def test_fewer_are_accepted_and_the_rest_is_found_useless(self) -> None:
        (found,) = controlled(self.TEXT, ITEM)
        assert found.code == "F807"
        assert "1" in found.hint

    def test_a_second_acceptance_may_cover_what_one_cannot(self) -> None:
        text = self.TEXT + accepting(unit="demo", record="0101-001", count=3)
        assert controlled(text, ITEM, ITEM, ITEM) == ()


def test_findings_stay_sorted() -> None:
    found = controlled(severities({"L402": "错误"}), OTHER_UNIT, OTHER_RULE, GUIDE, ITEM, DRAFT)
    assert list(found) == sorted(found, key=lambda diagnostic: diagnostic.sort_key)


@pytest.mark.parametrize(
    ("wanted", "unwanted", "expected"),
    [
        ((), (), ["C504", "L401", "L402"]),
        (("L",), (), ["L401", "L402"]),
        (("L402", "C"), (), ["C504", "L402"]),
        ((), ("L40",), ["C504"]),
        (("L",), ("L402",), ["L401"]),
    ],
)
def test_rules_are_selected_by_what_their_codes_begin_with(
    wanted: tuple[str, ...], unwanted: tuple[str, ...], expected: list[str]
) -> None:
    found = [replace(ITEM, code=code) for code in ("C504", "L401", "L402")]
    assert [each.code for each in select(found, wanted, unwanted)] == expected


FILES = {
    "disclose.yaml": "网站名称: 示例\n基准日期: 2025-03-31\n",
    "catalogs/demo/unit.yaml": "单位名称: 示例县示例局\n单位类型: 政府部门\n",
    "catalogs/demo/items/a.yaml": (
        "- 事项编号: 0101-001\n  事项名称: 机构职能\n  分类: 0101 职能职责\n"
        "  公开渠道: [政府网页]\n  公开期线: 长期公开\n"
    ),
}


class TestCommand:
    def test_rules_are_selected(self, workspace: MakeWorkspace, run: Run) -> None:
        root = workspace(FILES)
        chosen = run("validate", "--select", "r307，S2", "--ignore", "S201", cwd=root)
        assert "R307" in chosen.stdout
        assert "S201" not in chosen.stdout
        assert run("validate", "--select", "Y", cwd=root).exit_code == 0

    def test_strict_counts_warnings(self, workspace: MakeWorkspace, run: Run) -> None:
        settings_file = FILES["disclose.yaml"] + "规则级别:\n  - {规则: R307, 级别: 警告}\n"
        root = workspace({**FILES, "disclose.yaml": settings_file})
        assert run("validate", "--select", "R307", cwd=root).exit_code == 0
        assert run("validate", "--select", "R307", "--strict", cwd=root).exit_code == 1

    def test_the_day_is_that_of_the_option_or_the_settings(
        self, workspace: MakeWorkspace, run: Run
    ) -> None:
        text = (
            FILES["disclose.yaml"] + "已接受的问题:\n" + accepting(rule="R307", until="2025-06-30")
        )
        root = workspace({**FILES, "disclose.yaml": text.replace("rule", "规则")})
        assert "R307" not in run("validate", "--select", "R307", cwd=root).stdout
        late = run("validate", "--select", "R307,F806", "--as-of", "2025-07-01", cwd=root)
        assert "R307" in late.stdout
        assert "F806" in late.stdout
        assert "2025年7月1日" in late.stdout

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--select", "R999"], "没有“R999”这条规则"),
            (["--ignore", "R3077"], "是不是 R307？"),
            (["--reason", "理由"], "--accept-all"),
            (["--accept-all", "--reason", "理由"], "--post、--until"),
        ],
    )
    def test_what_makes_no_sense_is_a_usage_error(
        self, options: list[str], words: str, workspace: MakeWorkspace, run: Run
    ) -> None:
        result = run("validate", *options, cwd=workspace(FILES))
        assert result.exit_code == 2
        assert words in result.stderr
