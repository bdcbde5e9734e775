"""GitLab's code quality report: what its documentation requires of each finding."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from disclosure_cli.model import Diagnostic, Location
from tests.reports import samples

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(*diagnostics: Diagnostic) -> list[Any]:
    report = replace(samples.REPORT, diagnostics=diagnostics)
    document = json.loads(samples.text_of("gitlab", report))
    assert isinstance(document, list)
    return document


def fingerprints(*diagnostics: Diagnostic) -> list[str]:
    return [issue["fingerprint"] for issue in issues(*diagnostics)]


@pytest.mark.parametrize("number", range(len(samples.DIAGNOSTICS)))
def test_an_issue_has_what_gitlab_requires(number: int) -> None:
    issue = issues(*samples.DIAGNOSTICS)[number]
    for name in ("description", "check_name", "fingerprint"):
        assert isinstance(issue[name], str)
        assert issue[name]
    assert issue["severity"] in SEVERITIES
    assert not issue["location"]["path"].startswith((".", "/"))
    assert issue["location"]["lines"]["begin"] >= 1


def test_a_report_without_findings_is_an_empty_list() -> None:
    assert issues() == []


def test_no_two_issues_have_the_same_fingerprint() -> None:
    twice = fingerprints(*samples.DIAGNOSTICS, *samples.DIAGNOSTICS)
    assert len(set(twice)) == len(twice)


def test_a_fingerprint_stays_when_lines_move_and_words_change() -> None:
    finding = samples.EXPIRED
    moved = replace(finding, location=Location("disclose.yaml", 99, 1), message="还是这个问题")
    assert fingerprints(finding) == fingerprints(moved)


def test_a_fingerprint_stays_when_another_finding_is_put_right() -> None:
    assert fingerprints(*samples.DIAGNOSTICS)[2:] == fingerprints(*samples.DIAGNOSTICS[2:])


@pytest.mark.parametrize(
    "change",
    [
        {"code": "S299"},
        {"subject": "1501-002《另一个》"},
        {"location": Location("catalogs/other.yaml", 7, 3, 7, 7)},
    ],
)
def test_another_rule_record_or_file_has_another_fingerprint(change: dict[str, Any]) -> None:
    other = replace(samples.UNKNOWN_FIELD, **change)
    assert fingerprints(samples.UNKNOWN_FIELD) != fingerprints(other)
