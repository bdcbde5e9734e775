"""How the width of a table is shared out among its columns: in proportion, but so that no date or number is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf

# A date, a phone number, hours, an address, with a mark that must not begin a line.
_UNBROKEN = re.compile(r"[0-9:]+-[!-~]+[，。；、）]?|[!-~]+")
_LONGEST_UNBROKEN = 34
# Of a line of so many characters it is not asked whether it is short.
_EXACT = 30
# A Latin character takes a little more than half of a Chinese one.
_LATIN = 1.15


def shared_out(
    wanted: Sequence[float], total: float, least: Sequence[float], most: Sequence[float] = ()
) -> list[float]:
    """Return widths that sum to `total` in proportion to those that are wanted, none below its least or above its most.

    Where the total is too small for all that is least, it is shared in proportion to that; where it is large enough for
    all that is most, each has at least that.
    """
    if sum(least) >= total:
        return [each * total / sum(least) for each in least]
    upper = most or [inf] * len(wanted)
    if sum(upper) <= total:
        least, upper = list(map(max, least, upper)), [inf] * len(wanted)
    given: dict[int, float] = {}
    while len(given) < len(wanted):
        free = [index for index in range(len(wanted)) if index not in given]
        scale = (total - sum(given.values())) / sum(wanted[index] for index in free)
        bounded = {i: min(max(wanted[i] * scale, least[i]), upper[i]) for i in free}
        lacking = sum(bounded.values()) - sum(wanted[index] * scale for index in free)
        too_small = {i: width for i, width in bounded.items() if width > wanted[i] * scale}
        too_large = {i: width for i, width in bounded.items() if width < wanted[i] * scale}
        # Those at one bound are settled first: what they leave or take moves the others.
        given |= (too_small if lacking > 0 else too_large) or bounded
    return [given[index] for index in range(len(wanted))]


@lru_cache(maxsize=8_192)
def half_widths(text: str) -> float:
    """Return how many characters of half width a line is long."""
    beyond = (len(text.encode(errors="replace")) - len(text)) / 2
    return (len(text) - beyond) * _LATIN + beyond * 2


def longest_line(texts: Iterable[str]) -> float:
    """Return how long the longest line of some texts is, in characters of half width; of a long one, at most."""
    lines = set("\n".join(texts).split("\n"))
    longest = max(map(len, lines))
    return longest * 2.0 if longest > _EXACT else max(map(half_widths, lines))


def longest_unbroken(texts: Iterable[str]) -> float:
    """Return how long the longest date, number or word is that is not to be broken, in characters of half width. What
    is longer than a column can be is broken anyway.
    """
    return max(map(_longest_unbroken_in, texts), default=0.0)


@lru_cache(maxsize=8_192)
def _longest_unbroken_in(text: str) -> float:
    found = map(half_widths, _UNBROKEN.findall(text))
    return max((length for length in found if length <= _LONGEST_UNBROKEN), default=0.0)
