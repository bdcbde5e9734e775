"""The terms of `terms.yaml`: which spellings they replace, and where in a workspace one of these stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from disclosure_cli.facts.files import Sheet
from disclosure_cli.facts.texts import add_texts_at
from disclosure_cli.model import Path, Record, texts_of

SPELLING, RETIRED, MISSPELT = "统一写法", "停用", "错字"

_EVERYWHERE = "全部"
_KINDS = {"单位概况": "unit", "公开事项": "item", "信息条目": "entry", "公开指南": "guide"}
_FIELDS = {
    "公开对象": ("audience",),
    "公开方式": ("mode",),
    "公开渠道": ("channels", "channel_other"),
    "公开层级": ("levels",),
    "公开时限": ("time_limit",),
    "公开依据": ("basis", "time_limit_basis"),
    "公开主体": ("publisher", "issuer"),
}
KINDS = tuple(_KINDS.values())
"""The kinds of record whose words are looked at: those that are printed."""

# Other names are variants on purpose; the rest keeps the words of others, or is nobody's to read.
_SPARED = frozenset(("other_names", "imported", "remarks"))
Having = Mapping[Sheet, tuple[Record, ...]]
"""Files, each with those of its records that are to be looked at."""

_NOTHING = re.compile("(?!)")


class Term(NamedTuple):
    """One record of the vocabulary."""

    preferred: str
    variants: tuple[str, ...]
    kind: str
    exceptions: tuple[str, ...]
    is_automatic: bool
    since: str
    reason: str


class Use(NamedTuple):
    """One place in a record where a spelling stands that a term replaces."""

    record: Record
    path: Path
    start: int
    variant: str
    term: Term

    @property
    def chars(self) -> tuple[int, int]:
        """Where the spelling stands in its text."""
        return self.start, self.start + len(self.variant)


@dataclass(frozen=True)
class Glossary:
    """Terms with one pattern a kind of record, and one for each field that has terms of its own."""

    terms: Mapping[str, Term]
    kinds: Mapping[str, re.Pattern[str]]
    fields: Mapping[str, tuple[re.Pattern[str], Mapping[str, Term]]]

    def uses(self, sheets: Iterable[Sheet], having: Having, names: Iterable[str]) -> Iterator[Use]:
        """Yield where words in the records of files are to be replaced.

        `having` are the records that may have words; `names` are those of organs, which stand as they are.
        """
        for sheet in sheets:
            kind = sheet.records[0].kind if sheet.records else ""
            for record in having.get(sheet, ()) if kind in self.kinds else ():
                yield from _find(record, _words_of(record), self.kinds[kind], self.terms, names)
            for name in self.fields if kind in KINDS else ():
                yield from self._uses_in_field(name, sheet.records)

    def _uses_in_field(self, name: str, records: Iterable[Record]) -> Iterator[Use]:
        said: set[str] = set()
        for record in records:
            if name in record.data:
                add_texts_at(record.data[name], (), said)
        clue, terms = self.fields[name]
        for record in records if any(self._is_hit(name, text) for text in said) else ():
            yield from _find(record, texts_of(record.data.get(name), (name,)), clue, terms, ())

    @cached_property
    def _answers(self) -> dict[tuple[str, str], bool]:
        return {}

    def _is_hit(self, name: str, text: str) -> bool:
        """Tell whether a text of a field has one of its words; thousands of records have the same few texts."""
        answer = self._answers.get((name, text))
        if answer is None:
            answer = self._answers[name, text] = self.fields[name][0].search(text) is not None
        return answer


def words_of(glossaries: Iterable[Glossary]) -> re.Pattern[str]:
    """Return what finds the words that some terms replace."""
    return _pattern({variant for glossary in glossaries for variant in glossary.terms})


def _find(
    record: Record,
    texts: Iterable[tuple[Path, str]],
    clue: re.Pattern[str],
    terms: Mapping[str, Term],
    names: Iterable[str],
) -> Iterator[Use]:
    for path, text in texts:
        for match in clue.finditer(text):
            if not _is_spared(text, match, terms[match[0]], names):
                yield Use(record, path, match.start(), match[0], terms[match[0]])


def glossary(records: Sequence[Record], as_of: str) -> Glossary:
    """Return the terms of a vocabulary that hold on a day."""
    general: dict[str, dict[str, Term]] = {kind: {} for kind in KINDS}
    special: dict[str, dict[str, Term]] = {}
    for record in records:
        term = _term(record.data)
        if term.since > as_of:
            continue
        scope = record.get("scope") or [_EVERYWHERE]
        words = [word for word in scope if isinstance(word, str)]
        for kind in KINDS if _EVERYWHERE in scope else [_KINDS[w] for w in words if w in _KINDS]:
            general[kind].update((variant, term) for variant in term.variants)
        for name in (name for word in words for name in _FIELDS.get(word, ())):
            special.setdefault(name, {}).update((variant, term) for variant in term.variants)
    return Glossary(
        {variant: term for terms in general.values() for variant, term in terms.items()},
        {kind: _pattern(terms) for kind, terms in general.items() if terms},
        {name: (_pattern(terms), terms) for name, terms in special.items()},
    )


def _term(data: Mapping[str, Any]) -> Term:
    preferred = str(data.get("preferred", ""))
    variants = (str(variant) for variant in data.get("variants", ()))
    return Term(
        preferred,
        tuple(variant for variant in variants if variant and variant != preferred),
        str(data.get("kind", SPELLING)),
        tuple(map(str, data.get("exceptions", ()))),
        data.get("automatic") is True,
        str(data.get("since", "")),
        str(data.get("reason", "")),
    )


def _pattern(variants: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(variants, key=lambda variant: (-len(variant), variant))
    return re.compile("|".join(map(re.escape, longest_first)) or _NOTHING.pattern)


def _words_of(record: Record) -> Iterator[tuple[Path, str]]:
    for name, value in record.data.items():
        if name not in _SPARED:
            yield from texts_of(value, (name,))


def _is_spared(text: str, match: re.Match[str], term: Term, names: Iterable[str]) -> bool:
    """Tell whether a spelling is part of something that keeps it: a quoted title, a fixed phrase, a name."""
    start, end = match.span()
    if text.rfind("《", 0, start) > text.rfind("》", 0, start) and "》" in text[end:]:
        return True
    wholes = (term.preferred, *term.exceptions, *names)
    return any(match[0] in whole and _contains(text, whole, start, end) for whole in wholes)


def _contains(text: str, whole: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text lies inside an occurrence of a longer phrase."""
    at = text.find(whole, max(0, end - len(whole)))
    return 0 <= at <= start and end <= at + len(whole)
