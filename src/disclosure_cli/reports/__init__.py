"""The table of report formats: each renders the same report."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

FORMATS: Mapping[str, type[str | bytes]] = {
    "text": str,
    "json": str,
    "github": str,
    "gitlab": str,
    "sarif": str,
    "junit": str,
    "xlsx": bytes,
}
"""Name of a format, and of its module → what its `render` makes.

A text is made by `render(report, *, color=False)`; a workbook, which is for printing, by `render(report, layouts)`.
"""


def renderer(name: str) -> ModuleType:
    """Return the module that renders a format."""
    return import_module(f"disclosure_cli.reports.{name}")
