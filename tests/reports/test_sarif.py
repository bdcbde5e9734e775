"""SARIF 2.1.0 by its schema, and by what the standard says beyond the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from disclosure_cli.model import Diagnostic, Edit, Location, Record, Severity, Source
from disclosure_cli.places import Labels
from disclosure_cli.reports.report import Report
from disclosure_cli.rules import CODES
from tests.reports import samples

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = jsonschema.Draft4Validator(
    json.loads(SCHEMA.read_text("utf-8")),
    format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER,
)


def run_of(report: Report) -> Any:
    """Return the only run of a report, which is valid."""
    document = json.loads(samples.text_of("sarif", report))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    (run,) = document["runs"]
    return run


def region_of(result: Any) -> Any:
    return result["locations"][0]["physicalLocation"].get("region")


def test_the_schema_refuses_what_is_no_sarif() -> None:
    document = json.loads(samples.text_of("sarif"))
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["line"] = 3
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize("report", [samples.REPORT, samples.EMPTY], ids=["findings", "none"])
def test_a_report_is_valid(report: Report) -> None:
    assert len(run_of(report)["results"]) == len(report.diagnostics)


@pytest.mark.parametrize("kind", samples.HOSTILE)
def test_a_report_of_hostile_texts_is_valid(kind: str) -> None:
    assert run_of(samples.hostile_report(samples.HOSTILE[kind]))


def test_every_rule_can_be_described() -> None:
    every = tuple(
        replace(samples.EXPIRED, code=code.code, name=code.name) for code in CODES.values()
    )
    rules = run_of(replace(samples.REPORT, diagnostics=every))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CODES)
    for rule in rules:
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].title
        assert all(word in rule["help"]["text"] for word in ("为什么", "不好", "好"))


def test_each_rule_is_listed_once_and_referred_to_by_number() -> None:
    run = run_of(replace(samples.REPORT, diagnostics=samples.DIAGNOSTICS * 2))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_levels_are_those_of_the_findings() -> None:
    levels = [result["level"] for result in run_of(samples.REPORT)["results"]]
    assert levels == ["note", "error", "error", "warning", "warning"]


def test_columns_count_characters_and_the_end_is_behind_the_last() -> None:
    text = "- 事项名称: 😀𠮷机构职能\n"
    labels: Labels = {"title": ("事项名称", {})}
    record = Record("item", {"title": "😀𠮷机构职能"}, Source("a.yaml", text), (0,), "", labels)
    where = record.locate(("title",), chars=(2, 4))
    report = replace(samples.REPORT, diagnostics=(replace(samples.EXPIRED, location=where),))
    run = run_of(report)
    region = region_of(run["results"][0])
    assert run["columnKind"] == "unicodeCodePoints"
    assert (
        text.split("\n")[region["startLine"] - 1][
            region["startColumn"] - 1 : region["endColumn"] - 1
        ]
        == "机构"
    )


def test_a_finding_about_a_file_has_no_region() -> None:
    assert region_of(run_of(samples.REPORT)["results"][0]) is None


def test_paths_are_relative_and_escaped() -> None:
    location = run_of(samples.REPORT)["results"][2]["locations"][0]["physicalLocation"]
    uri = location["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote(uri) == samples.ITEMS


def test_related_places_say_what_they_are() -> None:
    (related,) = run_of(samples.REPORT)["results"][1]["relatedLocations"]
    assert related["message"]["text"] == "所属事项在这里"
    assert related["physicalLocation"]["region"]["startLine"] == 5


def test_a_certain_correction_is_a_fix() -> None:
    results = run_of(samples.REPORT)["results"]
    assert [("fixes" in result) for result in results] == [False, False, True, False, False]
    (change,) = results[2]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"]["text"] == "公开期限"
    assert replacement["deletedRegion"] == {
        "startLine": 7,
        "startColumn": 3,
        "endLine": 7,
        "endColumn": 7,
    }


def test_an_insertion_is_a_fix_without_extent() -> None:
    edit = Edit(Location("a.yaml", 3, 5, 3, 5), "公开")
    finding = Diagnostic(
        "S201", "unknown-field", Severity.ERROR, "少了", "补上", Location("a.yaml", 3, 5), fix=edit
    )
    report = replace(samples.REPORT, diagnostics=(finding,))
    result = run_of(report)["results"][0]
    region = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert (region["startColumn"], region["endColumn"]) == (5, 5)
