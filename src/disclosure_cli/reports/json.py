"""Findings for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.reports.report import Report


def render(report: Report, *, color: bool = False) -> str:
    """Return one JSON object: `as_of`, `summary` (counts by severity), `findings` in order.

    Lines and columns count from 1 and are null where a finding is about a file as a whole.
    """
    counts = report.counts
    document = {
        "as_of": report.as_of.isoformat(),
        "summary": {severity.value: counts[severity] for severity in Severity},
        "findings": [_finding(diagnostic) for diagnostic in report.diagnostics],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    return asdict(diagnostic)
