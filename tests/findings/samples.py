"""A finding to be accepted, weighed or left out."""

from __future__ import annotations

from disclosure_cli.model import Diagnostic, Location, Severity

FINDING = Diagnostic(
    "L401",
    "name",
    Severity.ERROR,
    "问题",
    "办法",
    Location("catalogs/demo/items/a.yaml", 3, 1),
    subject="0101-001《机构职能》",
    unit="demo",
)
