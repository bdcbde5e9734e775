"""A unit's register of numbers (编号登记簿): one line for each record that was given one, kept for ever.

A line is `code parents kind number date title`. The code is a digest of what follows it, the parents are the codes of
the lines that were last when it was written. So any set of lines tells whether one of them was altered or is missing,
in whatever order a merge has put them; a line that stands there twice is one line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from disclosure_cli.model import Data, Record, Unit
from disclosure_cli.publishing.masking import mask
from disclosure_cli.schema.formats import is_date

HEADER = (
    "# 编号登记簿：哪个编号、索引号给了哪个事项、哪条信息。由 disclose number 填写，只增加，不修改，不删除。\n"
    "# 合并时两边的行都留下，次序、重复都不要紧。各栏：校验码 前行校验码 种类 编号 生成日期 名称\n"
)
RETIRED = "（注销）"
"""Stands for the title in the line that takes a number out of use."""

_KINDS = {"item": "事项", "entry": "信息"}
_KIND_OF = {word: kind for kind, word in _KINDS.items()}
_NONE = "-"
_JOIN = "+"
_CODE = "[0-9a-f]{12}"
_LINE = re.compile(
    rf"(?P<code>{_CODE}) (?P<said>(?P<parents>-|{_CODE}(?:\+{_CODE})*) (?P<kind>事项|信息) (?P<number>\S+) "
    r"(?P<date>-|\d{4}-\d\d-\d\d) (?P<title>\S.*))"
)
_SPACE = re.compile(r"\s")
_CLAIM = re.compile(f"{_CODE}(?= )")


class Identity(NamedTuple):
    """What a record is known by: its kind, its number, the date when its information was made, its title.

    Number and date are empty where the record has none. Personal numbers in the title are masked.
    """

    kind: str
    number: str
    date: str
    title: str

    @property
    def key(self) -> tuple[str, str]:
        """Kind and number."""
        return self.kind, self.number

    @property
    def content(self) -> tuple[str, str]:
        """What stays the same when the number changes."""
        return self.date, self.title

    def __str__(self) -> str:
        return f"{_KINDS[self.kind]} {self.number} {self.date or _NONE} {self.title or _NONE}"


def identity_of(record: Record) -> Identity:
    """Return what an item or entry is known by today."""
    return identify(record.kind, record.data)


def identify(kind: str, data: Data) -> Identity:
    """Return what an item or entry with some data is known by."""
    is_entry = kind == "entry"
    number = data.get("index" if is_entry else "id")
    date = data.get("created") if is_entry else None
    return Identity(
        kind,
        number if isinstance(number, str) and not _SPACE.search(number) else "",
        date if isinstance(date, str) and is_date(date) else "",
        _one_line(data.get("title", "")),
    )


def used_item_ids(unit: Unit) -> Iterator[str]:
    """Yield every id that an item of a unit has or once had, for a new one to be none of them."""
    yield from (identity_of(item).number for item in unit.items)
    register = read_register(unit.register.source.text) if unit.register else Register()
    for line in register.registrations:
        if line.identity.kind == "item":
            yield line.identity.number


def _one_line(title: object) -> str:
    """Return a title as a line of a register has it; a dash alone is what a line has for none."""
    words = str(title).encode("utf-8", "replace").decode().split()
    return "" if words == [_NONE] else mask(" ".join(words))


class Registration(NamedTuple):
    """One line: the identity that it records, its code and those of its parents, and the number of the line."""

    identity: Identity
    code: str
    parents: tuple[str, ...]
    line: int

    @property
    def is_retirement(self) -> bool:
        """Tell whether the line takes the number out of use."""
        return self.identity.title == RETIRED


@dataclass(frozen=True)
class Register:
    """The lines of a register, each once. `damaged` are the numbers of lines that do not say what was written."""

    registrations: tuple[Registration, ...] = ()
    damaged: tuple[int, ...] = ()
    claimed: frozenset[str] = frozenset()
    """The codes with which damaged lines begin: what follows them is not also found to hang in the air."""

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all lines."""
        return frozenset(registration.code for registration in self.registrations)

    @cached_property
    def torn(self) -> tuple[Registration, ...]:
        """The lines before which others are missing."""
        known = self.codes | self.claimed
        return tuple(line for line in self.registrations if not known.issuperset(line.parents))

    @property
    def is_whole(self) -> bool:
        """Tell whether no line was altered and none is missing between others."""
        return not (self.damaged or self.torn)

    @property
    def heads(self) -> tuple[str, ...]:
        """The codes that no line has for a parent: one, or after a merge one a branch."""
        followed = {code for line in self.registrations for code in line.parents}
        return tuple(sorted(self.codes - followed))


def read_register(text: str) -> Register:
    """Return the register that a text holds; what is no line of one is damaged, comments and empty lines are not."""
    found: dict[str, Registration] = {}
    damaged: list[int] = []
    claimed: set[str] = set()
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip("\r")
        if (registration := _read_line(line, number)) is not None:
            found.setdefault(registration.code, registration)
        elif line.strip() and not line.startswith("#"):
            damaged.append(number)
            claimed.update(match[0] for match in [_CLAIM.match(line)] if match)
    return Register(tuple(found.values()), tuple(damaged), frozenset(claimed))


def _read_line(line: str, number: int) -> Registration | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    code, said, parents, kind, given, date, title = match.groups()
    if _digest(said) != code:
        return None
    identity = Identity(
        _KIND_OF[kind], given, "" if date == _NONE else date, "" if title == _NONE else title
    )
    before = () if parents == _NONE else tuple(parents.split(_JOIN))
    return Registration(identity, code, before, number)


def continued(text: str, identities: Iterable[Identity]) -> str:
    """Return the text of a register with a line for each identity behind its last. What is there stays as it is."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    before = text or HEADER
    if not before.endswith("\n"):
        before += line_end
    lines = _lines(read_register(text).heads, identities)
    return before + "".join(line + line_end for line in lines)


def _lines(heads: tuple[str, ...], identities: Iterable[Identity]) -> Iterator[str]:
    for identity in identities:
        said = f"{_JOIN.join(heads) or _NONE} {identity}"
        code = _digest(said)
        yield f"{code} {said}"
        heads = (code,)


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:12]
