"""Texts of users in reports: whatever a clerk typed must not steer the program that shows or reads the report."""

from __future__ import annotations

import json
import re
from typing import Any

_STEERING = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
"""Characters that move a cursor, turn the direction of writing, cannot be seen or cannot be written, as inside of a
`[…]`; all but the line feed."""
_NOT_SHOWN = re.compile(f"[\n{_STEERING}]")
_NOT_SHOWN_IN_JSON = re.compile(f"[{_STEERING}]")


def clean(text: str) -> str:
    """Return a text in one line that steers nothing: a tab is a space, what is not shown a sign that it is there."""
    return _NOT_SHOWN.sub("\ufffd", text.replace("\t", " "))


def to_json(document: Any) -> str:
    """Return a document as JSON that a person can read too. Nothing is lost: what is not shown is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return _NOT_SHOWN_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
