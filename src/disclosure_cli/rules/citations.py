"""The legal bases that a unit cites: each text once, with every place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure_cli.grammar import basis
from disclosure_cli.grammar.basis import Citation
from disclosure_cli.model import Path, Record

REGULATION = "中华人民共和国政府信息公开条例"
DITTO = frozenset(("同上", "同左", "同前", "同下", "同右", "〃", "″", "－〃－"))
"""What a printed table writes for the cell above: an empty reference in a record that stands alone."""

_PREFIX = "中华人民共和国"
_BASES: tuple[Path, ...] = (("basis",), ("time_limit_basis",), ("service", "basis"))
_INTERNAL = frozenset(("plan", "remarks", "imported", "exemption", "review", "item_review"))


@dataclass(frozen=True, slots=True)
class Cited:
    """One text with the citations in it and its places in the records of a unit.

    `is_basis` tells a field that holds bases and nothing else from running text that mentions a law.
    """

    text: str
    citations: tuple[Citation, ...]
    places: tuple[tuple[Record, Path], ...]
    is_basis: bool

    def find(self, *words: str) -> tuple[int, int] | None:
        """Return where the first of some words that occurs stands in the text."""
        return next(
            ((start, start + len(word)) for word in words if (start := self.text.find(word)) >= 0),
            None,
        )


def cited(items: Iterable[Record], others: Iterable[Record]) -> tuple[Cited, ...]:
    """Return every text of the bases of items, and every text of items and other records that names a law."""
    bases: dict[str, list[tuple[Record, Path]]] = {}
    prose: dict[str, list[tuple[Record, Path]]] = {}
    for item in items:
        for path in _BASES:
            texts = item.get(*path)
            for index, text in enumerate(texts if isinstance(texts, list) else ()):
                if isinstance(text, str):
                    bases.setdefault(text, []).append((item, (*path, index)))
        notes = item.data.get("notes")
        if isinstance(notes, str) and "《" in notes:
            prose.setdefault(notes, []).append((item, ("notes",)))
    for record in others:
        for path, text in _texts(record.data, ()):
            prose.setdefault(text, []).append((record, path))
    return (
        *(_cited(text, places, is_basis=True) for text, places in bases.items()),
        *(_cited(text, places, is_basis=False) for text, places in prose.items()),
    )


def _cited(text: str, places: list[tuple[Record, Path]], *, is_basis: bool) -> Cited:
    return Cited(text, basis.parse_list(text), tuple(places), is_basis)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield path and text of every public text that has a title in it."""
    if isinstance(data, str):
        if "《" in data:
            yield path, data
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key not in _INTERNAL:
                yield from _texts(value, (*path, key))


def find_law(citation: Citation, laws: Mapping[str, Record]) -> Record | None:
    """Return the registered law that is cited: by its title, with or without the name of the state, or its number."""
    title = citation.title
    if not title:
        return laws.get(citation.number)
    return laws.get(title) or laws.get(f"{_PREFIX}{title}") or laws.get(title.removeprefix(_PREFIX))


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of a law that is in force on a day: the year of its last change, its last article."""

    year: int | None
    last_article: int | None


def edition(law: Record, day: date) -> Edition | None:
    """Return the text of a law that is in force on a day, or None while it has none yet.

    A revised text that is not yet in force leaves the one before it in force.
    """
    since = law.get("in_force")
    if law.get("state") != "尚未施行" and not (isinstance(since, str) and since > day.isoformat()):
        return Edition(_year(law.get("revised") or law.get("issued")), law.get("last_article"))
    former = [text for text in law.get("former", default=()) if _is_valid(text, day)]
    if not former:
        return None
    latest = max(former, key=lambda text: str(text.get("date", "")))
    return Edition(_year(latest.get("date")), latest.get("last_article"))


def _is_valid(former: Mapping[str, Any], day: date) -> bool:
    return str(former.get("until", "")) > day.isoformat()


def _year(text: object) -> int | None:
    return int(text[:4]) if isinstance(text, str) and text[:4].isdecimal() else None
