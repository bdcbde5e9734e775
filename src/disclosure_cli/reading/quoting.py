"""Texts as YAML writes them: as they are, and in quotes only where they would be read as something else without."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENING = "《〈（“‘【〔「『①-⑳"
_PLAIN = re.compile(rf"[\w{_OPENING}][^\n]*")
_BREAKS_PLAIN = re.compile(r":(?:\s|$)| #|\t|[,\[\]{}]\s*$")
_BREAKS_FLOW = re.compile(r"[,?\[\]{}，]")
_OTHER_MEANING = re.compile(
    r"[0-9.][0-9a-fA-FxXoO_.,:+-]*"
    r"|(?:null|true|false|yes|no|on|off|y|n|是|否)",
    re.IGNORECASE,
)
"""What another reader of YAML, or ours where a boolean is due, would take for something else than text."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[0-9]+-[0-9]+")
_NUMBER = re.compile(r"0|[1-9][0-9]*")


def scalar(text: str) -> str:
    """A text on one line, in quotes where it would not be read as that text without them."""
    return text if _is_plain(text) else _quoted(text)


def flow_scalar(text: str) -> str:
    """A text as it stands between brackets or braces, where commas and brackets mean something."""
    return text if _is_plain(text) and not _BREAKS_FLOW.search(text) else _quoted(text)


def retyped(text: str, typed: str, *, in_brackets: bool) -> str:
    """A text in the place of a value as it was typed: in quotes of the same kind, if that had any.

    A number in the place of a number stays one.
    """
    if typed.startswith("'"):
        return _in_single_quotes(text)
    if typed.startswith('"'):
        return _quoted(text)
    if _NUMBER.fullmatch(typed) and _NUMBER.fullmatch(text):
        return text
    return flow_scalar(text) if in_brackets else scalar(text)


def has_other_meaning(text: str) -> bool:
    """Whether a text without quotes would be taken for a number, a truth value or nothing."""
    return _OTHER_MEANING.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _is_plain(text: str) -> bool:
    is_known = _DATE.fullmatch(text) or _CODE.fullmatch(text)
    return (
        _PLAIN.fullmatch(text) is not None
        and _BREAKS_PLAIN.search(text) is None
        and (is_known is not None or not has_other_meaning(text))
    )


def _quoted(text: str) -> str:
    return _in_single_quotes(text) if '"' in text or "\\" in text else f'"{text}"'


def _in_single_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
