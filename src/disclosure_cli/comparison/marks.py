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
        for tag, a, b, c, d in _slid(matcher.get_opcodes(), old, new)
    ]
    return tuple(_pieces(_smoothed(runs)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _matcher(old: Sequence[str], new: Sequence[str]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, old, new, autojunk=False)


Opcode = tuple[str, int, int, int, int]


def _slid(opcodes: Iterable[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Yield opcodes with what only came or only went as far back as the text allows it.

    就业政策 → 就业创业政策 is 就业<创业>政策, not 就<业创>业政策: the words that both begin with stay whole.
    """
    left = list(opcodes)
    ahead = 0
    for number, (tag, a, b, c, d) in enumerate(left):
        taken, ahead = ahead, 0
        if tag == "equal":
            if a + taken < b:
                yield tag, a + taken, b, c + taken, d
            continue
        text, start, end = (new, c, d) if tag == "insert" else (old, a, b)
        if tag != "replace" and number + 1 < len(left):
            room = left[number + 1][2] - left[number + 1][1] - (number + 2 < len(left))
            while ahead < room and text[start + ahead] == text[end + ahead]:
                ahead += 1
        if ahead:
            yield "equal", a, a + ahead, c, c + ahead
        yield tag, a + ahead, b + ahead, c + ahead, d + ahead


Run = tuple[str, str, bool]
"""A stretch before and after, and whether it is the same."""


def _smoothed(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with those that are too short to stand between two changes counted among them."""
    joined = [*_joined(runs)]
    last = len(joined) - 1
    changes = [
        (old, new, kept and not (len(old) <= _SHORT and 0 < number < last))
        for number, (old, new, kept) in enumerate(joined)
    ]
    yield from _joined(changes)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs with those that follow each other and are of one sort as one."""
    for kept, together in groupby(runs, key=lambda run: run[2]):
        pairs = list(together)
        yield "".join(old for old, _, _ in pairs), "".join(new for _, new, _ in pairs), kept


def _pieces(runs: Iterable[Run]) -> Iterator[Piece]:
    for old, new, kept in runs:
        if kept:
            yield Mark.KEPT, old
        else:
            yield from ((mark, text) for mark, text in ((Mark.GONE, old), (Mark.NEW, new)) if text)
