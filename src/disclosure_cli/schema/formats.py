"""What each `format` that the schemas use demands of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from disclosure_cli.grammar.dates import day

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URI = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"]*)?")


def is_date(value: object) -> bool:
    """Tell whether a text is a date of the calendar as `YYYY-MM-DD`; anything but text passes."""
    return not isinstance(value, str) or day(value) is not None


def is_email(value: object) -> bool:
    """Tell whether a text is a bare e-mail address in ASCII; anything but text passes."""
    return not isinstance(value, str) or _EMAIL.fullmatch(value) is not None


def is_uri(value: object) -> bool:
    """Tell whether a text is an http(s) address; anything but text passes."""
    return not isinstance(value, str) or _URI.fullmatch(value) is not None


FORMATS: Mapping[str, Callable[[object], bool]] = {
    "date": is_date,
    "email": is_email,
    "uri": is_uri,
}
"""What each `format` that our schemas use demands."""
