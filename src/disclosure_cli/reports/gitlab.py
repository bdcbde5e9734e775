"""Findings as a code quality report of GitLab, which shows them beside the lines of a merge request."""

from __future__ import annotations

from disclosure_cli.model import Severity
from disclosure_cli.reports.escaping import to_json
from disclosure_cli.reports.report import Report, describe

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, *, color: bool = False) -> str:
    """Return a JSON list with one object a finding.

    GitLab takes two findings with the same fingerprint for one, and demands a line: a finding about a file as a whole
    is shown at its first.
    """
    return to_json(
        [
            {
                "description": f"{diagnostic.code} {describe(diagnostic)}",
                "check_name": diagnostic.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": diagnostic.location.file,
                    "lines": {"begin": diagnostic.location.line or 1},
                },
            }
            for diagnostic, fingerprint in zip(report.diagnostics, report.fingerprints, strict=True)
        ]
    )
