"""The table of report formats: each renders the same report to text."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

FORMATS = ("text", "json")


def renderer(name: str) -> ModuleType:
    """Return the module that renders a format."""
    return import_module(f"disclosure_cli.reports.{name}")
