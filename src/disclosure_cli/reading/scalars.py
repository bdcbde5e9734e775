"""What a scalar of YAML is beyond what the parser says: empty, blank at its ends, wrapped between Chinese words."""

from __future__ import annotations

import re
from typing import Any, Protocol

import yaml
from yaml.events import StreamEndEvent

EMPTY = frozenset({"", "~", "null"})
MAXIMUM_DEPTH = 40
WIDE_BLANKS = "\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
"""Characters that look like a space and are none for YAML, as inside of a `[…]`."""

_FOLD_MARK = "\U0010ffff"
_CJK = (
    r"[\u2014\u2018-\u201d\u2026\u2e80-\u303f\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uffef\U00020000-\U0003ffff]"
)
_FOLD = re.compile(rf"(?<={_CJK})[ \t]*\n[ \t]*(?={_CJK})")
_DASH_IN_TEXT = re.compile(r"\n *-(?= )")


class Parser(Protocol):
    """What is needed of PyYAML's parsers: the next event."""

    def get_event(self) -> Any:
        """Return the next event."""


def parser(text: str) -> Parser:
    """Return libyaml's parser, or the slow one of plain Python where PyYAML was built without it."""
    if yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]

        return CParser(text)
    from yaml.loader import BaseLoader

    return BaseLoader(text)


def is_wrapped(event: Any) -> bool:
    """Tell whether a scalar stands on more than one line."""
    return bool(event.start_mark.line != event.end_mark.line)


def hides_item(event: Any, text: str) -> bool:
    """Tell whether a line of a wrapped plain scalar begins like an item of a list."""
    source = text[event.start_mark.index : event.end_mark.index]
    return _DASH_IN_TEXT.search(source) is not None


def refold(event: Any, text: str) -> str:
    """Return a wrapped scalar's value without the spaces that folding put between Chinese characters.

    The folds are marked in the source and the source is parsed again, because in the value a fold can no longer
    be told from a space that was typed.
    """
    if event.style == "|":
        return str(event.value)
    source = text[event.start_mark.index : event.end_mark.index]
    marked = _FOLD.sub(lambda match: _FOLD_MARK + match.group(), source)
    if _FOLD_MARK not in marked:
        return str(event.value)
    get_event = parser(" " * event.start_mark.column + marked).get_event
    try:
        get_event(), get_event()
        value = str(get_event().value)
        get_event()
        if type(get_event()) is not StreamEndEvent:
            return str(event.value)
    except (yaml.YAMLError, AttributeError):
        return str(event.value)
    return value.replace(_FOLD_MARK + " ", "").replace(_FOLD_MARK, "")
