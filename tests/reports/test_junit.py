"""JUnit's XML by the schema of a program that reads it, and counts that agree with the cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from disclosure_cli.reports.report import Report
from tests.reports import samples

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def suites_of(report: Report) -> etree._Element:
    """Return the root of a report, which is valid."""
    root = etree.fromstring(samples.text_of("junit", report).encode("utf-8"))
    SCHEMA.assertValid(root)
    return root


def test_the_schema_refuses_what_is_no_junit() -> None:
    root = suites_of(samples.REPORT)
    del root[0].attrib["tests"]
    assert not SCHEMA.validate(root)


@pytest.mark.parametrize("kind", samples.HOSTILE)
def test_a_report_of_hostile_texts_is_valid(kind: str) -> None:
    root = suites_of(samples.hostile_report(samples.HOSTILE[kind]))
    tags = Counter(element.tag for element in root.iter())
    assert tags == {"testsuites": 1, "testsuite": 1, "testcase": 2, "failure": 2}


def test_a_suite_is_a_file_and_a_case_a_finding() -> None:
    root = suites_of(samples.REPORT)
    assert {suite.get("name"): len(suite) for suite in root} == Counter(
        finding.location.file for finding in samples.DIAGNOSTICS
    )


def test_errors_and_warnings_fail_and_hints_do_not() -> None:
    outcomes = [case[0].tag for case in suites_of(samples.REPORT).iter("testcase")]
    assert outcomes == ["skipped", "failure", "failure", "failure", "failure"]


def test_counts_are_those_of_the_cases() -> None:
    root = suites_of(samples.REPORT)
    for element in (root, *root):
        assert int(element.get("tests")) == len(list(element.iter("testcase")))
        assert int(element.get("failures")) == len(list(element.iter("failure")))
        assert int(element.get("errors")) == len(list(element.iter("error"))) == 0
    assert [int(suite.get("skipped")) for suite in root] == [1, 0, 0, 0]


def test_without_findings_one_case_passes() -> None:
    root = suites_of(samples.EMPTY)
    (case,) = root.iter("testcase")
    assert len(case) == 0
    assert (root.get("tests"), root.get("failures")) == ("1", "0")


def test_two_findings_of_a_rule_in_a_record_are_two_cases() -> None:
    findings = (samples.UNKNOWN_FIELD, samples.UNKNOWN_FIELD)
    root = suites_of(replace(samples.REPORT, diagnostics=findings))
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(set(names)) == 2


def test_a_failure_says_where_and_what_to_do() -> None:
    failure = list(suites_of(samples.REPORT).iter("failure"))[1]
    finding = samples.UNKNOWN_FIELD
    assert failure.get("message") == finding.message
    assert str(finding.location) in failure.text
    assert finding.hint in failure.text
