"""Findings as test results in JUnit's XML, which most CI servers list and compare with those of the run before."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from xml.etree import ElementTree as ET

from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.report import Report, describe

_OUTCOMES = {Severity.ERROR: "failure", Severity.WARNING: "failure", Severity.INFO: "skipped"}
"""What a finding is as a test: a hint lets even a strict run pass, so it fails none."""
_NAME = "disclose"


def render(report: Report, *, color: bool = False) -> str:
    """Return a suite for each file with findings and in it a case for each; without findings, one case that passes."""
    root = ET.Element("testsuites", name=_NAME)
    by_file = groupby(report.diagnostics, key=lambda diagnostic: diagnostic.location.file)
    for file, diagnostics in by_file:
        suite = ET.SubElement(root, "testsuite", name=clean(file))
        names: Counter[str] = Counter()
        for diagnostic in diagnostics:
            name = f"{diagnostic.code} {diagnostic.subject}".strip()
            names[name] += 1
            _add_case(suite, name if names[name] == 1 else f"{name}（{names[name]}）", diagnostic)
    if not report.diagnostics:
        suite = ET.SubElement(root, "testsuite", name=_NAME)
        ET.SubElement(suite, "testcase", name="没有发现问题", classname=_NAME)
    for suite in root:
        _count(suite)
        suite.set("skipped", str(len(suite.findall(".//skipped"))))
    _count(root)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add_case(suite: ET.Element, name: str, diagnostic: Diagnostic) -> None:
    where = diagnostic.location
    case = ET.SubElement(
        suite, "testcase", name=clean(name), classname=clean(where.file.removesuffix(".yaml"))
    )
    outcome = ET.SubElement(
        case,
        _OUTCOMES[diagnostic.severity],
        type=diagnostic.severity.value,
        message=clean(diagnostic.message),
    )
    outcome.text = clean(f"{where}: {describe(diagnostic)}")


def _count(element: ET.Element) -> None:
    """Write down how many cases there are in an element; errors are for tests that could not run, so there are none."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    element.set("failures", str(len(element.findall(".//failure"))))
    element.set("errors", "0")
