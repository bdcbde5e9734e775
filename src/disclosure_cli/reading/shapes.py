"""What a file of the workspace is as a whole."""

from __future__ import annotations

import enum
from typing import Any


class Shape(enum.Enum):
    """What a file is as a whole."""

    LIST = "list"
    SINGLE = "single"


def has_shape(value: Any, shape: Shape) -> bool:
    """Tell whether a value is what a file of a shape should hold."""
    if shape is Shape.SINGLE:
        return isinstance(value, dict)
    return isinstance(value, list) and all(isinstance(item, dict | None) for item in value)
