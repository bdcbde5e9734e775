"""What each line of a YAML text is, told without a parser: for texts that a parser gives up on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

_QUOTED_KEY = re.compile(r"(\"[^\"]*\"|'[^']*') *:(?= |$)")
_NO_KEY = "\"'[]{}#&*!|>%@`,"
_BLOCK_TEXT = re.compile(r"[|>][+-]?\d?[+-]?(?: +#.*)?")
_CLOSING = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_COMMENT_OR_NOTHING = re.compile(r" *(?: #.*)?")

Kind = Literal["map", "list"]

Keys = Mapping[str, Set[str]]
"""Every name that a field of a record may have → the names of the fields inside it; the record's own are under ''."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line taken apart: the columns of its dashes, its key, and the value behind them."""

    text: str
    dashes: tuple[int, ...]
    key: str | None
    content: int
    """Where the key, or the value without one, begins."""
    at: int
    """Where the value begins."""

    @property
    def value(self) -> str:
        """The value without the blanks behind it."""
        return self.text[self.at :].rstrip(" ")

    @property
    def indent(self) -> int:
        """The column of the first thing in the line."""
        return self.dashes[0] if self.dashes else self.content


def parse_line(text: str) -> Line:
    """Take a line apart as YAML would where a new value or key may begin."""
    dashes = []
    at = _skip_blanks(text, 0)
    while text.startswith("-", at) and (at + 1 == len(text) or text[at + 1] == " "):
        dashes.append(at)
        at = _skip_blanks(text, at + 1)
    end = _end_of_key(text, at)
    if end is None:
        return Line(text, tuple(dashes), None, at, at)
    key = text[at:end].rstrip(" ").strip("\"'")
    return Line(text, tuple(dashes), key, at, _skip_blanks(text, end + 1))


def _end_of_key(text: str, at: int) -> int | None:
    """Return the column of the colon behind the key that begins at a column, or None if it is no key."""
    if text[at : at + 1] in ('"', "'"):
        match = _QUOTED_KEY.match(text, at)
        return None if match is None else match.end() - 1
    if at == len(text) or text[at] in _NO_KEY:
        return None
    comment = text.find(" #", at)
    colon = text.find(":", at + 1, comment if comment >= 0 else len(text))
    while colon >= 0 and text[colon + 1 : colon + 2] not in ("", " "):
        colon = text.find(":", colon + 1, comment if comment >= 0 else len(text))
    return None if colon < 0 else colon


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def is_comment_or_blank(text: str) -> bool:
    """Tell whether a line says nothing to YAML."""
    bare = text.lstrip()
    return not bare or bare.startswith("#")


def end_of_quoted(text: str, at: int) -> int | None:
    """Return where the quoted value that begins at a column ends (exclusive), or None if not in this text."""
    match = _CLOSING[text[at]].match(text, at)
    return None if match is None else match.end()


def end_of_brackets(text: str, at: int) -> int | None:
    """Return where the value in brackets that begins at a column ends (exclusive), or None if not in this text."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character in "\"'" and text[at - 1] in "[{, :\n":
            end = end_of_quoted(text, at)
            if end is None:
                return None
            at = end
            continue
        depth += (character in "[{") - (character in "]}")
        at += 1
        if depth == 0:
            return at
    return None


def is_block_header(value: str) -> bool:
    """Tell whether a value announces a `|` or `>` text on the lines below."""
    return _BLOCK_TEXT.fullmatch(value) is not None


def says_nothing(text: str) -> bool:
    """Tell whether the rest of a line behind a closed value is blank or a comment."""
    return _COMMENT_OR_NOTHING.fullmatch(text) is not None


@dataclass(slots=True)
class Block:
    """Keys or dashes that stand at one column."""

    column: int
    kind: Kind
    keys: list[str] = field(default_factory=list)


@dataclass
class Outline:
    """The blocks that are open at a line, from the outermost to the innermost, and what may come next."""

    open: list[Block] = field(default_factory=list)
    awaits: bool = True
    """The last key or dash has no value yet: what is deeper belongs to it."""
    wraps: bool = False
    """The last value is plain text, and what is deeper goes on with it."""
    text_below: int | None = None
    """The lines deeper than this column are the text of a `|` or `>`."""
    closes: int | None = None
    """The last line of a quoted value or one in brackets that began on an earlier line."""

    @property
    def column(self) -> int:
        """The column of the innermost block, -1 if there is none."""
        return self.open[-1].column if self.open else -1

    def holds(self, number: int, indent: int, *, is_blank: bool) -> bool:
        """Tell whether a line is part of a text, or a value over several lines, that began above.

        Where it is not, that text or value has ended.
        """
        if self.closes is not None and number <= self.closes:
            return True
        self.closes = None
        if self.text_below is not None and (is_blank or indent > self.text_below):
            return True
        self.text_below = None
        return False

    def columns(self, kind: Kind) -> list[int]:
        """Return where a key (`map`) or dash (`list`) of an open block stands."""
        found = [block.column for block in self.open if block.kind == kind]
        if self.awaits and self.open:
            found.append(self.column + 2)
            if kind == "list" and self.open[-1].kind == "map":
                found.append(self.column)
        return found

    def fits(self, column: int, kind: Kind) -> bool:
        """Tell whether a key or dash may stand at a column."""
        if not self.open or column in self.columns(kind):
            return True
        return self.awaits and column > self.column

    def nearest(self, columns: Iterable[int], line: Line, keys: Keys) -> int | None:
        """Return the column that was probably meant by one of `columns`.

        Of two that are as near, it is the one where the line's key is known and not yet used, else the inner one.
        """
        meant = list(columns)
        return min(
            self.columns("list" if line.dashes else "map"),
            key=lambda column: (
                min(abs(column - other) for other in meant),
                not self._wants(line.key, column, keys),
                -column,
            ),
            default=None,
        )

    def is_settled(self, column: int, line: Line, keys: Keys) -> bool:
        """Tell whether a line belongs at a column for certain: no other block that is open can be meant."""
        if line.dashes:
            # A record begins with a key, so a text is no item of the list of records.
            records = {self.open[0].column} if line.key is None and self.open[1:] else set()
            others = set(self.columns("list")) - records
        else:
            others = {each for each in self.columns("map") if self._wants(line.key, each, keys)}
        return not self.open or others == {column}

    def _wants(self, key: str | None, column: int, keys: Keys) -> bool:
        """Tell whether a field of a name may still come at a column."""
        above = [block.keys[-1] for block in self.open if block.column < column and block.keys]
        used = [key for block in self.open if block.column == column for key in block.keys]
        return key in keys.get(above[-1] if above else "", ()) and key not in used

    def enter(self, line: Line) -> None:
        """Go on to a line that begins an item, a key or a value."""
        for dash in line.dashes:
            self._open(dash, "list")
        if line.key is not None:
            self._open(line.content, "map")
            self.open[-1].keys.append(line.key)
        value = line.value
        self.awaits = not value or value.startswith("#")
        self.wraps = not self.awaits and value[0] not in "\"'[{"
        if is_block_header(value):
            self.text_below = self.column
            self.wraps = False

    def _open(self, column: int, kind: Kind) -> None:
        """Make a block at a column the innermost. Dashes may stand right below their key, keys not below dashes."""
        while self.open and (
            self.column > column or (self.column == column and kind == "map" != self.open[-1].kind)
        ):
            self.open.pop()
        if self.column != column or self.open[-1].kind != kind:
            self.open.append(Block(column, kind))
