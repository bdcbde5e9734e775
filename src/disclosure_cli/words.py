"""What a message says of a word: which one was probably meant, and a long one cut short."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from disclosure_cli.publishing.masking import mask

_MANY = 300
"""Of more names than these, only those are compared that begin or end alike: one slip leaves one half of a word."""


_SEVERAL = 5


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, if one is close."""
    return next(iter(closest(word, known)), None)


def closest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that may have been meant, the likeliest first."""
    names = list(known)
    if len(names) > _MANY:
        start, end = word[: len(word) // 2], word[len(word) // 2 :]
        names = [name for name in names if name.startswith(start) or name.endswith(end)][:_MANY]
    if close := difflib.get_close_matches(word, names, n=_SEVERAL, cutoff=0.5):
        return close
    return [name for name in names if len(word) > 1 and (word in name or name in word)][:_SEVERAL]


def shorten(value: object, limit: int = 30) -> str:
    """Return a value's text for a message, masked, and cut where it is long."""
    text = mask(" ".join(str(value).split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"
