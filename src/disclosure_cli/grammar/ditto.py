"""What printed tables write instead of repeating a neighbouring cell."""

from __future__ import annotations

ABOVE = frozenset(
    (
        "同上",
        "同上行",
        "同上栏",
        "同上列",
        "同上项",
        "上同",
        "同前",
        "〃",
        "－〃－",
        "-〃-",
        "″",
        '"',
        "”",
        "''",
        "“",
        "同 上",
    )
)
"""What stands for the cell above, as it is typed and with its width folded."""
LEFT = frozenset(("同左", "同左栏", "同左列"))
"""What stands for the cell to the left."""
DITTO = ABOVE | LEFT | {"同下", "同右"}
"""All of it: an empty reference in a record that stands alone."""
