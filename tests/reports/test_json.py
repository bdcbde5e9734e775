"""The report for programs: what its docstring promises, and nothing that a later version may not keep."""

from __future__ import annotations

import json
import re

from disclosure_cli.reports import json as json_report
from tests.reports import samples

LOCATION = {"file", "line", "column", "end_line", "end_column"}
FINDING = {
    "code",
    "name",
    "severity",
    "message",
    "hint",
    "location",
    "subject",
    "unit",
    "related",
    "fix",
}


def document() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(json_report.render(samples.REPORT))
    return loaded


def test_the_report_has_these_members() -> None:
    assert set(document()) == {"as_of", "summary", "findings"}
    assert document()["as_of"] == "2025-03-31"
    assert document()["summary"] == {"error": 2, "warning": 2, "info": 1}


def test_a_finding_has_these_members() -> None:
    findings = document()["findings"]
    assert isinstance(findings, list)
    assert len(findings) == len(samples.DIAGNOSTICS)
    for finding, diagnostic in zip(findings, samples.DIAGNOSTICS, strict=True):
        assert set(finding) == FINDING
        assert finding["code"] == diagnostic.code
        assert finding["severity"] == diagnostic.severity.value
        assert set(finding["location"]) == LOCATION
        assert finding["location"]["line"] == diagnostic.location.line
        assert [set(other) for other in finding["related"]] == [
            {"location", "message"} for _ in diagnostic.related
        ]
        assert finding["fix"] is None or set(finding["fix"]) == {"location", "text"}


def test_every_member_is_documented() -> None:
    page = json_report.render.__doc__ or ""
    named = set(re.findall(r"`(\w+)`", page))
    assert {"as_of", "summary", "findings", "message", "text", *FINDING, *LOCATION} <= named


def test_a_finding_about_a_whole_file_has_no_line() -> None:
    findings = document()["findings"]
    assert isinstance(findings, list)
    assert findings[0]["location"] == {
        "file": "catalogs/another-unit/guide.yaml",
        **dict.fromkeys(("line", "column", "end_line", "end_column")),
    }


def test_chinese_is_readable_in_the_file() -> None:
    assert "没有“公开期线”这个字段" in json_report.render(samples.REPORT)
