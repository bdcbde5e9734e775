"""Findings for programs."""

from __future__ import annotations

from dataclasses import asdict

from disclosure_cli.model import Severity
from disclosure_cli.reports.escaping import to_json
from disclosure_cli.reports.report import Report


def render(report: Report, *, color: bool = False) -> str:
    """Return one JSON object: `as_of`, `summary` (counts by severity), `findings` in the order of the report.

    A finding has `code`, `name`, `severity`, `message`, `hint`, `location`, `subject`, `unit`, `related` (each with
    `location` and `message`) and `fix` (`location` and `text`, or null). A location has `file`, and `line`, `column`,
    `end_line`, `end_column`, which count characters from 1 and are null where a finding is about a file as a whole.
    Later versions may add members, not change or remove these.
    """
    counts = report.counts
    document = {
        "as_of": report.as_of.isoformat(),
        "summary": {severity.value: counts[severity] for severity in Severity},
        "findings": [asdict(diagnostic) for diagnostic in report.diagnostics],
    }
    return to_json(document)
