"""Whether somebody looks at what is said, or it goes into a file or nowhere."""

from __future__ import annotations

import sys
from typing import TextIO


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that was closed before the program began is None."""
    return stream is not None and stream.isatty()


def shows_colours() -> bool:
    """Tell whether what is said on the screen may have colours."""
    return is_terminal(sys.stdout)
