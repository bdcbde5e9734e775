"""Ids for new items: the code of the class, and the serial after the highest that an item of it ever had."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_ID = re.compile(r"([0-9]+)-([0-9]+)")


class ItemIds:
    """Gives ids that no item of a unit has or once had. `is_lost` tells what stands in text that was not read."""

    def __init__(self, used: Iterable[str], is_lost: Callable[[str], bool]) -> None:
        self._used: set[str] = set()
        self._serials: dict[str, int] = {}
        self._is_lost = is_lost
        for number in used:
            self.take(number)

    def is_free(self, number: str) -> bool:
        """Tell whether a number that was typed may be given to a new item."""
        return number not in self._used and not self._is_lost(number)

    def take(self, number: str) -> None:
        """Remember a number that an item has."""
        self._used.add(number)
        if found := _ID.fullmatch(number):
            self._serials[found[1]] = max(self._serials.get(found[1], 0), int(found[2]))

    def next(self, code: str) -> str:
        """Return a new id for an item of a class, and remember it."""
        while True:
            self._serials[code] = self._serials.get(code, 0) + 1
            number = f"{code}-{self._serials[code]:03}"
            if self.is_free(number):
                self.take(number)
                return number


def looks_like_id(text: str) -> bool:
    """Tell whether a text has the form of an item's id."""
    return _ID.fullmatch(text) is not None
