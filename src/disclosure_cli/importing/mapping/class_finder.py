"""The class of an item by the names of its levels, and proposals for names that no class has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from disclosure_cli.grammar.class_code import parent, steps
from disclosure_cli.importing.text import compact
from disclosure_cli.model import Record

MAX_LEVELS = 4
"""A class code has at most eight digits."""
MAX_NAME = 60
_LAST = 99
_OVERFLOW = ("99", "其他")
"""Where new first levels go when all codes are taken."""
_GENERAL = frozenset(("其他", "其它"))
"""Names that mean nothing without the class above them."""
_NUMBERED = re.compile(r"^(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．])+")

_CODED = re.compile(r"(?P<code>(?:[0-9]{2}){1,4})(?:\s+(?P<name>.+))?", re.DOTALL)


class Proposal(NamedTuple):
    """A class that the unit should have."""

    code: str
    name: str


class Found(NamedTuple):
    """The class of an item; ``names`` lead to it from the first level down. ``is_coded`` when its code was written."""

    code: str
    names: tuple[str, ...]
    is_coded: bool = False


class ClassFinder:
    """Finds classes by name, shared ones before the unit's own; remembers what it proposed."""

    def __init__(self, shared: Iterable[Record], own: Iterable[Record]) -> None:
        self.proposals: list[Proposal] = []
        self._names: dict[str, str] = {}
        self._numbers: dict[str, set[int]] = {}
        self._below: dict[tuple[str, str], str] = {}
        self._anywhere: dict[str, list[str]] = {}
        self._found: dict[tuple[str, ...], Found] = {}
        for record in (*shared, *own):
            code, name = str(record.get("code", default="")), str(record.get("name", default=""))
            if code and name:
                self._add(code, name, usable=record.get("retired") is None)

    def find(self, names: Sequence[str]) -> Found:
        """The class that the names lead to, with proposals for the levels that are missing."""
        key = tuple(names)
        if key not in self._found:
            self._found[key] = self._find(key)
        return self._found[key]

    def known(self, code: str) -> Found:
        """A class that a record has already."""
        return Found(code, self._path(code), is_coded=True)

    def says(self, text: str, found: Found) -> bool:
        """Whether a text is the name, or the code, of a class or of one above it."""
        code, name = self._apart(text)
        named = not name or compact(name) in {compact(known) for known in found.names}
        return named and found.code.startswith(code)

    def _find(self, written: tuple[str, ...]) -> Found:
        position, coded = self._coded(written)
        names = tuple(name for text in written[position:] if (name := self._apart(text)[1]))
        code = coded
        if not coded:
            names = names or written
            start, code = self._start(names)
            names = names[start:]
        for name in names:
            if code and _folded(self._names[code]) == _folded(name):
                continue
            if len(code) == 2 * MAX_LEVELS:
                break
            below = self._below.get((code, _folded(name))) or self._propose(code, name)
            if not below:
                break
            code = below
        return Found(code, self._path(code), is_coded=bool(coded))

    def leaf(self, code: str, title: str) -> str:
        """The class right below a class that has an item's title as its name, else the class itself."""
        return self._below.get((code, _folded(title)), code)

    def text(self, code: str) -> str:
        """The code with its name, as a clerk writes it."""
        return f"{code} {self._names[code]}"[:MAX_NAME].rstrip()

    def _coded(self, written: Sequence[str]) -> tuple[int, str]:
        """The position behind the last text that begins with the code of a class, and that class.

        Others have codes of their own: one counts only with the name of its class, beside it or in another text.
        """
        for position in range(len(written), 0, -1):
            code, name = self._apart(written[position - 1])
            beside = [name] if name else [self._apart(text)[1] for text in written]
            path = {_folded(known) for known in self._path(code)}
            if code and all(not each or _folded(each) in path for each in beside):
                return position, code
        return 0, ""

    def _apart(self, text: str) -> tuple[str, str]:
        """The code of a class that a text begins with, empty where it begins with none, and the name behind it."""
        coded = _CODED.fullmatch(text.strip())
        if coded and coded["code"] in self._names:
            return coded["code"], coded["name"] or ""
        return "", text

    def _start(self, names: Sequence[str]) -> tuple[int, str]:
        """The first name that a class has, and that class; the root where none has.

        A lower level of the table is no higher level of the tree: 机关简介·机构职能 is not 01 机构职能.
        """
        for position, name in enumerate(names):
            key = _folded(name)
            named = [] if key in _GENERAL else self._anywhere.get(key, [])
            codes = [code for code in named if len(code) > 2 * position]
            highest = [code for code in codes if len(code) == min(map(len, codes))]
            if len(highest) == 1:
                return position + 1, highest[0]
        return 0, ""

    def _add(self, code: str, name: str, *, usable: bool = True) -> None:
        self._names.setdefault(code, name)
        if code.isdecimal():
            self._numbers.setdefault(parent(code), set()).add(int(code[-2:]))
        if usable:
            self._below.setdefault((parent(code), _folded(name)), code)
            self._anywhere.setdefault(_folded(name), []).append(code)

    def _propose(self, parent: str, name: str) -> str:
        """Code of a new class below a parent; empty where no code is free."""
        code = self._next_code(parent)
        if not code and not parent:
            overflow, overflow_name = _OVERFLOW
            if overflow not in self._names:
                self._take(overflow, overflow_name)
            return self._below.get((overflow, _folded(name))) or self._propose(overflow, name)
        if not code:
            return parent
        self._take(code, name[:MAX_NAME].rstrip())
        return code

    def _take(self, code: str, name: str) -> None:
        self._add(code, name)
        self.proposals.append(Proposal(code, name))

    def _next_code(self, parent: str) -> str:
        used: Collection[int] = self._numbers.get(parent, ())
        # the last first level is kept for what finds no other place
        highest = _LAST if parent else _LAST - 1
        after = max((number for number in used if number <= highest), default=0) + 1
        free = (n for n in (*range(after, highest + 1), *range(1, after)) if n not in used)
        number = next(free, None)
        return "" if number is None else f"{parent}{number:02}"

    def _path(self, code: str) -> tuple[str, ...]:
        return tuple(self._names.get(step, "") for step in steps(code))


def _folded(name: str) -> str:
    return _NUMBERED.sub("", compact(name)) or compact(name)
