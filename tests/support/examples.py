"""The examples of this repository, built."""

from __future__ import annotations

from pathlib import Path

from disclosure_cli.updating import Outcome, Request, update
from disclosure_cli.workspace import Workspace

ROOT = Path(__file__).parents[2]
UNITS = ("xiushui-minerals", "xunyang-welfare-home", "yuantan-town")
PAGES = (
    *("index", "catalog", "guide", "items", "entries", "entries-2024", "entries-2025"),
    *("figures", "poster", "handouts"),
)
PAGE_PATHS = (
    "index.html",
    "figures.html",
    *(f"{unit}/{page}.html" for unit in UNITS for page in PAGES),
    *(f"{unit}/normative.html" for unit in UNITS if unit != "xunyang-welfare-home"),
)
"""Every page of the site."""


def build_examples(folder: Path) -> Outcome:
    """Build the examples into a folder."""
    return update(Workspace(ROOT), Request(folder), lambda done, total: None)
