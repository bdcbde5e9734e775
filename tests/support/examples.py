"""The examples of this repository, built."""

from __future__ import annotations

from pathlib import Path

from disclosure_cli.building.updating import Outcome, Request, update
from disclosure_cli.loading.workspace import Workspace

ROOT = Path(__file__).parents[2]
UNITS = ("xiushui-minerals", "xunyang-welfare-home", "yuantan-town")
"""The units that have everything."""
COUNTY = "qianshan-county"
"""The unit that compiles the catalogs of others. It has no entries of its own."""
ALL_UNITS = (COUNTY, *UNITS)
PAGES = (
    *("index", "catalog", "guide", "items", "entries", "entries-2024", "entries-2025"),
    *("figures", "poster", "handouts"),
)
PAGE_PATHS = (
    "index.html",
    "figures.html",
    *(f"{unit}/{page}.html" for unit in UNITS for page in PAGES),
    *(f"{unit}/normative.html" for unit in ("xiushui-minerals", "yuantan-town")),
    *(f"{COUNTY}/{page}.html" for page in (*PAGES[:5], "figures", "poster", "fields")),
)
"""Every page of the site."""
LOOKED_AT = tuple(
    path for path in PAGE_PATHS if not path.startswith(COUNTY) or path.endswith("/fields.html")
)
"""The pages that are opened in a browser: those of the county are like those of others, but for one."""


def build_examples(folder: Path) -> Outcome:
    """Build the examples into a folder."""
    return update(Workspace(ROOT), Request(folder), lambda done, total: None)
