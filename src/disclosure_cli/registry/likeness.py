"""Whether two records are the same thing, told by what they are known by."""

from __future__ import annotations

import difflib
from functools import lru_cache

from disclosure_cli.grammar.folding import with_half_width_forms, without_spaces
from disclosure_cli.registry.register import Identity

_SAME = 0.4
"""How much of its title a record keeps at least when it is only given a better one."""
_CERTAIN = 0.6
"""How much it keeps where nothing but title and date says that it is the same."""
_MARKS = str.maketrans("", "", "《》〈〉“”")


def is_same(first: Identity, second: Identity) -> bool:
    """Tell whether two identities with one number are one record.

    An item may be re-worded, as long as a good part of the title stays. An entry is known by its date too: with
    another date and another title it is other information, such as the figures of the next month.
    """
    if first.title == second.title:
        return True
    if first.date and second.date and first.date != second.date:
        return _plain(first.title) == _plain(second.title)
    return title_likeness(first.title, second.title) >= _SAME


def is_certainly_same(first: Identity, second: Identity) -> bool:
    """Tell whether two identities with different numbers, or without, are nevertheless one record."""
    if first.kind != second.kind or first.date != second.date:
        return False
    if _plain(first.title) == _plain(second.title):
        return True
    return bool(first.date) and title_likeness(first.title, second.title) >= _CERTAIN


@lru_cache(maxsize=4096)
def title_likeness(first: str, second: str) -> float:
    """Return how much of two titles is alike, from 0 to 1."""
    matcher = difflib.SequenceMatcher(None, _plain(first), _plain(second), autojunk=False)
    return matcher.ratio()


@lru_cache(maxsize=4096)
def _plain(title: str) -> str:
    return without_spaces(with_half_width_forms(title)).translate(_MARKS)
