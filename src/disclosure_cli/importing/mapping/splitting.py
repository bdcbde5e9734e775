"""One cell that lists several things → the things, without the bullets and numbers before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from disclosure_cli.importing.text import unwrap

_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    r"(?P<bullet>[●•◆■▪►▶★◇▲·])"
    rf"|[(（](?P<bracket>[0-9]{{1,2}}|[{_DIGITS}]{{1,3}})[)）]"
    r"|(?P<circle>[①-⑳])"
    r"|(?:^|(?<=[^0-9A-Za-z第]))(?P<number>[0-9]{1,2})[.．、](?![0-9])"
    rf"|(?:^|(?<=[\s；;。，,、：:）)]))(?P<chinese>[{_DIGITS}]{{1,3}})、",
    re.MULTILINE,
)
"""What stands before a thing in a list. Numbers count only where they go on from the one before."""
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_OPEN, _CLOSE = "《〈（(【[“", "》〉）)】]”"
_EDGES = " \n；;，,、。"
_BETWEEN_LAWS = re.compile(r"(?<=[》）)条款项号])[、；;，,。\s]*(?=《|【[^】]{2,8}】)")
_BREAKS_BASIS = re.compile(r"[；;。]\s*$")


@lru_cache(maxsize=4096)
def elements_of(text: str, *, wrapped: bool) -> tuple[str, ...]:
    """The elements of a content cell; ``wrapped`` when the table's line breaks are only lay-out."""
    marked = split_marked(text)
    if marked:
        return _distinct(unwrap(piece) for piece in marked)
    lines = [unwrap(text)] if wrapped else list(_whole_lines(text))
    return _distinct(
        unwrap(_without_mark(piece)) for line in lines for piece in _outside(line, "；;")
    )


@lru_cache(maxsize=4096)
def bases_of(text: str) -> tuple[str, ...]:
    """The legal bases of a cell, each as it stood there."""
    pieces = split_marked(text) or list(_basis_lines(text))
    single = (part for piece in pieces for part in _outside(unwrap(piece), "；;"))
    return _distinct(law for part in single for law in _laws(part))


def split_marked(text: str) -> list[str]:
    """The pieces behind bullets, or behind numbers that count from one; empty where no mark leads."""
    flat = text.translate(_NARROW)
    first = _MARK.match(flat)
    if first is None or first.lastgroup is None:
        return []
    style = first.lastgroup
    ends: list[tuple[int, int]] = []
    for mark in _MARK.finditer(flat):
        expected = len(ends) + 1
        if mark[style] and (style == "bullet" or _value(mark[style]) == expected):
            ends.append(mark.span())
    if not ends:
        return []
    stops = [*(start for start, _ in ends[1:]), len(text)]
    return [text[end:stop] for (_, end), stop in zip(ends, stops, strict=True)]


def is_laid_out(texts: Iterable[str]) -> bool:
    """Whether sentences are broken in their middle: then breaks in the table mean nothing."""
    return any(re.search(r"[\u3400-\u9fff0-9]\n[\u3400-\u9fff]", text) for text in texts)


def _value(mark: str) -> int:
    if mark.isascii():
        return int(mark)
    if "①" <= mark <= "⑳":
        return ord(mark) - ord("①") + 1
    tens, has_ten, ones = mark.rpartition("十")
    base = 10 * (_DIGITS.index(tens) + 1 if tens in _DIGITS and tens else 1) if has_ten else 0
    return base + (_DIGITS.index(ones) + 1 if ones and ones in _DIGITS else 0)


def _without_mark(text: str) -> str:
    mark = _MARK.match(text.translate(_NARROW))
    return text if mark is None else text[mark.end() :]


def _whole_lines(text: str) -> Iterator[str]:
    """Lines, where a break inside brackets is none."""
    return _outside(text, "\n")


def _basis_lines(text: str) -> Iterator[str]:
    current = ""
    for line in _whole_lines(text):
        is_marked = _MARK.match(line.translate(_NARROW)) is not None
        begins = line.startswith(("《", "【")) or is_marked or _BREAKS_BASIS.search(current)
        if current and begins:
            yield _without_mark(current)
            current = line
        else:
            current = f"{current}\n{line}" if current else line
    yield _without_mark(current)


def _laws(text: str) -> Iterator[str]:
    start = 0
    for between in _BETWEEN_LAWS.finditer(text):
        if _depth(text[: between.start()]) == 0:
            yield text[start : between.start()]
            start = between.end()
    yield text[start:]


def _outside(text: str, separators: str) -> Iterator[str]:
    """The text split at separators that stand in no brackets."""
    start = 0
    for found in re.finditer(f"[{separators}]", text):
        if _depth(text[start : found.start()]) <= 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _depth(text: str) -> int:
    """How many brackets are open at the end."""
    return sum(text.count(sign) for sign in _OPEN) - sum(text.count(sign) for sign in _CLOSE)


def _distinct(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bare for piece in pieces if (bare := piece.strip(_EDGES))))
