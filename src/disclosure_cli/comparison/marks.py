"""Which words of a text went and which came."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby


class Mark(Enum):
    """What became of a stretch of text."""

    KEPT = "="
    GONE = "-"
    NEW = "+"


Piece = tuple[Mark, str]

_WORDS = re.compile(r"[0-9]+|[A-Za-z]+|.", re.DOTALL)
_SHORT = 1
"""So many characters between two changes do not stand alone: a sentence is not read letter by letter."""
_ALIKE = 0.4
"""Texts that have less in common are not the same text in other words."""


def likeness(first: str, second: str) -> float:
    """Return how much two texts have in common, from 0 to 1."""
    return _matcher(_words(first), _words(second)).ratio()


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of two versions of a text: without the new ones it is `before`, without those gone `after`."""
    if before == after:
        return ((Mark.KEPT, before),) if before else ()
    old, new = _words(before), _words(after)
    matcher = _matcher(old, new)
    if matcher.ratio() < _ALIKE:
        return tuple(_pieces([(before, after, False)]))
    runs = [
        ("".join(old[a:b]), "".join(new[c:d]), tag == "equal")
        for tag, a, b, c, d in matcher.get_opcodes()
    ]
    return tuple(_pieces(_smoothed(runs)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _matcher(old: Sequence[str], new: Sequence[str]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, old, new, autojunk=False)


Run = tuple[str, str, bool]
"""A stretch before and after, and whether it is the same."""


def _smoothed(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with those that are too short to stand between two changes counted among them."""
    last = len(runs) - 1
    changes = [
        (old, new, kept and not (len(old) <= _SHORT and 0 < number < last))
        for number, (old, new, kept) in enumerate(runs)
    ]
    for kept, together in groupby(changes, key=lambda run: run[2]):
        pairs = list(together)
        yield "".join(old for old, _, _ in pairs), "".join(new for _, new, _ in pairs), kept


def _pieces(runs: Iterable[Run]) -> Iterator[Piece]:
    for old, new, kept in runs:
        if kept:
            yield Mark.KEPT, old
        else:
            yield from ((mark, text) for mark, text in ((Mark.GONE, old), (Mark.NEW, new)) if text)
