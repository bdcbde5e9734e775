"""The legal bases that a unit cites: each text once, with every place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from disclosure_cli.grammar import basis
from disclosure_cli.grammar.basis import Citation, Span
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Path, Record, blocks

REGULATION = "中华人民共和国政府信息公开条例"
REPEALED = frozenset(("已废止", "已失效"))
"""The states of a law that is no longer in force."""

_PREFIX = "中华人民共和国"
_BASES: tuple[Path, ...] = (("basis",), ("time_limit_basis",), ("service", "basis"))
_INTERNAL = frozenset(("plan", "remarks", "imported", "exemption", "review", "item_review"))


class Edition(NamedTuple):
    """The text of a law that is in force on a day: the year of its last change, its last article.

    `is_former` tells of one whose successor is known and not yet in force.
    """

    year: int | None
    last_article: int | None
    is_former: bool = False


class Standing(NamedTuple):
    """What a registered law is on the day of a review. Of a repealed one there is no edition."""

    law: Record
    title: str
    rank: str
    is_repealed: bool
    current: Edition | None

    @property
    def is_regulation(self) -> bool:
        """Tell whether it is the Regulations on government information."""
        return self.title == REGULATION


class Cited(NamedTuple):
    """One text with the citations in it and its places in the records of a unit.

    `laws` are the citations of laws that are registered. `is_basis` tells a field that holds bases and nothing
    else from running text that mentions a law.
    """

    text: str
    citations: tuple[Citation, ...]
    laws: tuple[tuple[Citation, Standing], ...]
    places: tuple[tuple[Record, Path], ...]
    is_basis: bool

    def find(self, within: Span, *words: str) -> Span | None:
        """Return where the first of some words that occurs in a stretch of the text stands.

        Only there: the text may say the same of another law.
        """
        for word in words:
            start = self.text.find(word, *within)
            if start >= 0:
                return start, start + len(word)
        return None


class Laws:
    """The registered laws as they stand on a day, found as they are cited."""

    def __init__(self, laws: Iterable[Record], as_of: date, shared: Laws | None = None) -> None:
        """Add laws, a unit's own, to the shared ones."""
        self._shared = shared
        self._known: dict[str, Standing] = {}
        titled: dict[str, Standing] = {}
        for law in laws:
            standing = _standing(law, as_of)
            former = (text.get("number") for text in blocks(law.get("former")))
            short = law.get("short_titles")
            for name in (law.get("number"), *former, *(short if isinstance(short, list) else ())):
                if isinstance(name, str):
                    self._known.setdefault(name, standing)
            titled.setdefault(standing.title, standing)
        self._known |= titled

    def find(self, citation: Citation) -> Standing | None:
        """Return the law that is cited: by its title or by its number, with or without the name of the state."""
        cited = citation.title or citation.number
        for name in (cited, f"{_PREFIX}{cited}", cited.removeprefix(_PREFIX)):
            if name in self._known:
                return self._known[name]
        return None if self._shared is None else self._shared.find(citation)

    def read(self, text: str) -> tuple[Standing, ...]:
        """Return the registered laws that a text cites."""
        found = (self.find(citation) for citation in basis.parse_list(text))
        return tuple(standing for standing in found if standing is not None)


def _standing(law: Record, as_of: date) -> Standing:
    ended = law.get("ended")
    # A law whose last day is past is repealed, also where its state was not brought up to date.
    known = isinstance(ended, str) and day(ended) is not None
    is_repealed = ended <= as_of.isoformat() if known else str(law.get("state")) in REPEALED
    current = None if is_repealed else _edition(law, as_of)
    return Standing(
        law, str(law.get("title")), str(law.get("rank", default="")), is_repealed, current
    )


def _edition(law: Record, day: date) -> Edition | None:
    """Return the text of a law that is in force on a day, or None while it has none yet.

    A revised text that is not yet in force leaves the one before it in force.
    """
    since = law.get("in_force")
    if law.get("state") != "尚未施行" and not (isinstance(since, str) and since > day.isoformat()):
        year = _year(law.get("revised") or law.get("issued"))
        return Edition(year, _whole(law.get("last_article")))
    former = [text for text in blocks(law.get("former")) if is_valid(text, day)]
    if not former:
        return None
    latest = max(former, key=lambda text: str(text.get("date", "")))
    return Edition(_year(latest.get("date")), _whole(latest.get("last_article")), is_former=True)


def is_valid(former: Mapping[str, Any], day: date) -> bool:
    """Tell whether an earlier text of a law is still the one in force."""
    return str(former.get("until", "")) > day.isoformat()


def _whole(number: object) -> int | None:
    return number if isinstance(number, int) else None


def _year(text: object) -> int | None:
    return int(text[:4]) if isinstance(text, str) and text[:4].isdecimal() else None


def cited(items: Iterable[Record], others: Iterable[Record], laws: Laws) -> tuple[Cited, ...]:
    """Return every text of the bases of items, and every text of items and other records that names a law."""
    bases: dict[str, list[tuple[Record, Path]]] = {}
    prose: dict[str, list[tuple[Record, Path]]] = {}
    for item in items:
        for path in _BASES:
            if path[0] in item.data:
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
        *(_cited(text, places, laws, is_basis=True) for text, places in bases.items()),
        *(_cited(text, places, laws, is_basis=False) for text, places in prose.items()),
    )


def _cited(text: str, places: list[tuple[Record, Path]], laws: Laws, *, is_basis: bool) -> Cited:
    citations = basis.parse_list(text)
    named = tuple((one, law) for one in citations if (law := laws.find(one)) is not None)
    return Cited(text, citations, named, tuple(places), is_basis)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield path and text of every public text that has a title in it."""
    if isinstance(data, str):
        if "《" in data:
            yield path, data
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _INTERNAL:
                yield from _texts(value, (*path, key))
