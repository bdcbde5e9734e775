"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

A command is `::error file=…,line=…::message` on a line of its own. GitHub shows the first ten of a step for each
severity; the log has them all.
"""

from __future__ import annotations

from disclosure_cli.model import Diagnostic, Location, Severity
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.report import Report, describe

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, *, color: bool = False) -> str:
    """Return one command a finding, and the summary as a line of plain text."""
    return "\n".join([*map(_command, report.diagnostics), report.summary, ""])


def _command(diagnostic: Diagnostic) -> str:
    properties = {"file": diagnostic.location.file, **_region(diagnostic.location)}
    properties["title"] = f"disclose {diagnostic.code}"
    pairs = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    # The log shows the message alone, so it names the place and the code again.
    message = f"{diagnostic.location}: {diagnostic.code} {describe(diagnostic)}"
    return f"::{_COMMANDS[diagnostic.severity]} {pairs}::{_data(message)}"


def _region(where: Location) -> dict[str, str]:
    numbers = {"line": where.line, "endLine": where.end_line}
    # GitHub drops an annotation that has columns and more than one line.
    if where.end_line in {None, where.line}:
        numbers |= {"col": where.column, "endColumn": where.end_column}
    return {name: str(number) for name, number in numbers.items() if number is not None}


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
