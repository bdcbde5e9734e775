"""Findings that are there already → acceptances in the settings, so that from now on only new ones fail a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure_cli.catalog import CheckedFile, check_file, role_of
from disclosure_cli.editing.edits import EditError, append_items, apply_edits
from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.findings.control import record_name
from disclosure_cli.folders import SETTINGS_FILE
from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.schema.breaches import uses_labels
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Keys

_FIELD = "accepted"


@dataclass(frozen=True, slots=True)
class Approval:
    """Why findings are accepted, which post approved it, and until when."""

    reason: str
    post: str
    until: date


def accept(
    data: bytes, diagnostics: Iterable[Diagnostic], approval: Approval, schemas: Schemas
) -> bytes:
    """Return the bytes of the settings file with the acceptance of findings, one a rule and record, added to it.

    Each says how many findings it is about, so that one more in the same record is found. All else in the file stays as
    it is. Raises `EditError` where the file has faults of its own or the approval breaks the schema.
    """
    before = _checked(data, schemas)
    if fault := next((d for d in before.diagnostics if d.severity is Severity.ERROR), None):
        raise EditError(f"先改正这个文件的错误：第{fault.location.line}行{fault.message}")
    settings = before.records[0]
    added = _acceptances(diagnostics, approval)
    if not added:
        return data
    field = schemas["settings"].field((_FIELD,))
    assert field is not None
    keys: Keys = "zh" if uses_labels(settings) or not settings.data else "en"
    items = [emit([acceptance], field.children, keys) for acceptance in added]
    lines = [line for item in items for line in item.rstrip("\n").split("\n")]
    key = field.label if keys == "zh" else field.name
    after = apply_edits(data, append_items(settings, _FIELD, key, lines))
    _prove(_checked(after, schemas), before, added)
    return after


def _checked(data: bytes, schemas: Schemas) -> CheckedFile:
    role = role_of(SETTINGS_FILE)
    assert role is not None
    return check_file(SETTINGS_FILE, data, role, schemas)


def _acceptances(
    diagnostics: Iterable[Diagnostic], approval: Approval
) -> list[dict[str, str | int]]:
    """Return one acceptance for all findings of a rule in a record, under the names of its fields."""
    counts = Counter((d.unit, d.code, record_name(d)) for d in diagnostics)
    return [
        {
            "rule": rule,
            **({"unit": unit} if unit else {}),
            "record": record,
            "count": count,
            "reason": approval.reason,
            "post": approval.post,
            "until": approval.until.isoformat(),
        }
        for (unit, rule, record), count in sorted(counts.items())
    ]


def _prove(after: CheckedFile, before: CheckedFile, added: Sequence[Mapping[str, object]]) -> None:
    """Raise unless the file says what it said before, and what was added."""
    known = {(diagnostic.code, diagnostic.message) for diagnostic in before.diagnostics}
    for diagnostic in after.diagnostics:
        if (diagnostic.code, diagnostic.message) not in known:
            raise EditError(f"{diagnostic.message}。{diagnostic.hint}")
    former = before.records[0]
    expected = {**former.data, _FIELD: [*former.get(_FIELD, default=()), *added]}
    if [dict(record.data) for record in after.records] != [expected]:
        raise EditError("加在文件末尾的内容读不回来，先看看文件的末尾是不是写完整了")
