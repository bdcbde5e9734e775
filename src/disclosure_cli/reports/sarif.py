"""Findings as SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from disclosure_cli import __version__
from disclosure_cli.model import Diagnostic, Edit, Location, Severity
from disclosure_cli.reports.escaping import to_json
from disclosure_cli.reports.report import Report, describe
from disclosure_cli.rules import CODES

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
"""The base that every path is relative to; where it lies is for the reader to know (3.14.14)."""


def render(report: Report, *, color: bool = False) -> str:
    """Return one run; its rules are those of which something was found, each once."""
    names = {diagnostic.code: diagnostic.name for diagnostic in report.diagnostics}
    codes = sorted(names)
    driver = {
        "name": "disclose",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(code, names[code]) for code in codes],
    }
    numbers = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "工作区：disclose.yaml所在的文件夹"}}
        },
        "results": [
            _result(diagnostic, numbers[diagnostic.code], fingerprint)
            for diagnostic, fingerprint in zip(report.diagnostics, report.fingerprints, strict=True)
        ],
        "properties": {"as_of": report.as_of.isoformat()},
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, name: str) -> dict[str, Any]:
    """Describe a rule by its manual page, if there is one."""
    rule = {"id": code, "name": name}
    known = CODES.get(code)
    if known is None:
        return rule
    paragraphs = [" ".join(part.split()) for part in known.page.strip().split("\n\n")]
    return {
        **rule,
        "shortDescription": {"text": paragraphs[0]},
        "fullDescription": {"text": "\n\n".join(paragraphs[:2])},
        "help": {"text": "\n\n".join(paragraphs)},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(diagnostic: Diagnostic, rule: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": describe(diagnostic)},
        "locations": [_location(diagnostic.location, _names(diagnostic))],
        "partialFingerprints": {"disclose/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(related.location), "id": number, "message": {"text": related.message}}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.hint)]
    return result


def _names(diagnostic: Diagnostic) -> list[dict[str, str]]:
    """Name the record as a reader knows it."""
    if not diagnostic.subject:
        return []
    whole = "/".join(part for part in (diagnostic.unit, diagnostic.subject) if part)
    return [{"name": diagnostic.subject, "fullyQualifiedName": whole}]


def _location(where: Location, names: Iterable[dict[str, str]] = ()) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(where)}
    if region := _region(where):
        physical["region"] = region
    logical = list(names)
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _artifact(where: Location) -> dict[str, str]:
    path = quote(where.file.encode("utf-8", "surrogatepass"))
    return {"uri": path, "uriBaseId": _ROOT}


def _region(where: Location) -> dict[str, int]:
    """Return a place; nothing where a finding is about a file as a whole."""
    if where.line is None:
        return {}
    numbers = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
    return {name: number for name, number in numbers.items() if number is not None}


def _fix(edit: Edit, hint: str) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(edit.location),
        "insertedContent": {"text": edit.text},
    }
    change = {"artifactLocation": _artifact(edit.location), "replacements": [replacement]}
    return {"description": {"text": hint}, "artifactChanges": [change]}
