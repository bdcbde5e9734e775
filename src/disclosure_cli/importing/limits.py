"""How large a file may be, before and after it is opened. No catalog comes near these bounds."""

from __future__ import annotations

from disclosure_cli.importing.codes import FILE_TOO_LARGE
from disclosure_cli.importing.findings import UnreadableError, finding

MEGABYTE = 1024 * 1024

MAX_BYTES = 64 * MEGABYTE
MAX_ENTRIES = 5_000
MAX_EXPANDED = 160 * MEGABYTE
MAX_RATIO = 250
RATIO_APPLIES_FROM = 32 * MEGABYTE
"""Small files may compress extremely well without harm; the ratio counts from this size."""

MAX_CELLS = 2_000_000
MAX_TAGS = 6_000_000
MAX_PLACES = 12_000_000
"""Places of a grid, rows times columns: what a few far-away cells may blow a sheet up to."""


def refuse_beyond(count: int, limit: int, name: str, what: str) -> None:
    """Raise UnreadableError when ``count`` is over the limit; ``what`` names what was counted."""
    if count > limit:
        raise UnreadableError(
            finding(FILE_TOO_LARGE, name, f"{what}有 {count:,} 个，上限 {limit:,} 个。")
        )
