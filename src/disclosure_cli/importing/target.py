"""What an import writes into: the unit with all that its records may refer to, and what there is to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.texts import bare_texts
from disclosure_cli.importing.codes import CLASS_MATCHED_BY_NAME, DOUBTFUL_CHOICE, Kind
from disclosure_cli.importing.findings import Finding, finding, named
from disclosure_cli.importing.mapping.class_finder import ClassFinder
from disclosure_cli.importing.text import compact
from disclosure_cli.model import Catalog, Record, Unit
from disclosure_cli.rules.references import GENERIC_NAME
from disclosure_cli.schema.schemas import Schemas

_PLACE = re.compile("[省市州盟县区旗镇乡]|街道|人民政府|本级|各级")
_LEAST_NAME = 3
"""What follows the name of a place is the name of a channel only when it has so many letters."""
_PLACED = re.compile(".*(?:[省市州盟县区旗镇乡]|街道)")
_BESIDE = re.compile("[、，,；;]")
_LATER = {"item": {"id": "01-001"}, "entry": {"item": "01-001"}}
"""What is given to a record last stands in until then: looking for what is missing would cost most of the time."""
_DOUBTFUL = frozenset((CLASS_MATCHED_BY_NAME, DOUBTFUL_CHOICE))


class Target:
    """One unit as the goal of an import. Collects findings: the same thing is said once, with its places."""

    def __init__(self, catalog: Catalog, unit: Unit, schemas: Schemas) -> None:
        self.unit = unit
        self.schemas = schemas
        self.context = Context(catalog, schemas, date.min).of_unit(unit)
        shared = catalog.vocabulary.get("classes", ())
        self.classes = ClassFinder(shared, unit.vocabulary.get("classes", ()))
        self._channels = _channel_names(self.context)
        self._longest_channel = max(map(len, self._channels), default=0)
        self._ranks = {name: rank for rank, name in enumerate(self.context.channels)}
        self._themes = _theme_names(self.context)
        self._parties = _party_names(self.context)
        self._items = {str(item.get("id")): item for item in unit.items}
        self._said: dict[tuple[Kind, str], list[str]] = {}

    def say(self, kind: Kind, where: str, detail: str = "") -> None:
        """Say something about a place."""
        self._said.setdefault((kind, detail), []).append(where)

    def findings(self) -> Iterator[Finding]:
        """All that was said, in order."""
        for (kind, detail), places in self._said.items():
            distinct = list(dict.fromkeys(places))
            where = named(distinct) if len(distinct) > 1 else ""
            yield finding(kind, distinct[0], f"{detail}{where}", doubtful=kind in _DOUBTFUL)

    def channel(self, name: str) -> str:
        """The standard name of a channel, empty for one that is not registered.

        A channel with the name of a place before it (示例县政府网站) is that channel.
        """
        folded = compact(name)
        if known := self._channels.get(folded):
            return known
        ends = (place.end() for place in _PLACE.finditer(folded))
        lengths = range(_LEAST_NAME, self._longest_channel + 1)
        rests = (folded[end:] for end in ends if len(folded) - end in lengths)
        return next((known for rest in rests if (known := self._channels.get(rest))), "")

    def is_placed(self, name: str) -> bool:
        """Whether a channel's name says more than the channel: of which place it is."""
        return compact(name) not in self._channels

    def rank_of_channel(self, name: str) -> tuple[int, str]:
        """Where a channel stands in the fixed order, one that is not registered behind the others."""
        return self._ranks.get(name, len(self._ranks)), name

    def has_item(self, number: str) -> bool:
        """Whether the unit has an item of an id."""
        return number in self._items

    def add_item(self, record: Record) -> None:
        """Count a new item among those of the unit."""
        self._items[str(record.get("id"))] = record

    def mode_of(self, record: Record) -> Any:
        """How a record is made public: an entry that does not say is as its item."""
        item = self._items.get(str(record.get("item")))
        return record.get("mode") or (item.get("mode") if item else None)

    def theme(self, name: str) -> str:
        """A theme in full (parent/child), empty for one that is not known or has several parents."""
        found = self._themes.get(compact(name), [])
        return found[0] if len(found) == 1 else ""

    def is_unit(self, name: str) -> bool:
        """Whether a name is the unit's own: in full, short, or in full but for the regions that it lies in."""
        profile = self.unit.profile
        full, short = (compact(str(profile.get(key) or "")) for key in ("name", "short_name"))
        said = compact(name)
        region = full.removesuffix(said)
        is_tail = region != full and _PLACED.fullmatch(region) and _PLACED.match(said)
        return said in {full, short} or bool(is_tail)

    def party(self, name: str) -> str:
        """The full name of the unit, registered organ or department that a name stands for, empty where there is none.

        What several are called stands for none of them.
        """
        full_names = self._parties.get(compact(name), set())
        return next(iter(full_names)) if len(full_names) == 1 else ""

    def is_stranger(self, name: str) -> bool:
        """Whether a name is that of a body which is neither the unit nor registered; 各部门 names none."""
        is_known = self.party(name) or self.is_unit(name)
        return not is_known and not GENERIC_NAME.fullmatch(name)

    def misfits(self, kind: str, data: Mapping[str, Any]) -> list[str]:
        """The fields of a record that break its schema."""
        _, problems = self.schemas[kind].check({**_LATER[kind], **data})
        return list(dict.fromkeys(str(problem.path[0]) for problem in problems if problem.path))


def _channel_names(context: Context) -> dict[str, str]:
    spellings = {compact(alias): name for alias, name in context.whole.channel_spellings.items()}
    return {**spellings, **{compact(name): name for name in context.channels}}


def bodies_in(name: str) -> list[str]:
    """The bodies that a cell names as publishers, one beside another."""
    return [body for part in _BESIDE.split(name) if (body := part.strip())]


def _party_names(context: Context) -> dict[str, set[str]]:
    """What a publisher may be called → the full names of those called so; a full name is nobody else's."""
    full = (*context.whole.units_by_name, *context.organs, *context.departments)
    found: dict[str, set[str]] = {}
    for name, unit in context.whole.units_by_name.items():
        if short := unit.profile.get("short_name"):
            found.setdefault(compact(str(short)), set()).add(name)
    for name, organ in context.organs.items():
        for alias in bare_texts(organ.get("aliases")):
            found.setdefault(compact(alias), set()).add(name)
    return found | {compact(name): {name} for name in full}


def _theme_names(context: Context) -> dict[str, list[str]]:
    """What a theme may be called, in full or by its second level alone → the themes of that name."""
    found: dict[str, list[str]] = {}
    for parent, children in context.whole.themes.items():
        found.setdefault(compact(parent), []).append(parent)
        for child in sorted(children):
            theme = f"{parent}/{child}"
            for name in (theme, child):
                found.setdefault(compact(name), []).append(theme)
    return found
