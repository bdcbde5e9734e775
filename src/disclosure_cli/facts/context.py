"""What rules may ask about the workspace while they look at one record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from disclosure_cli.duties.special_limits import (
    SpecialLimit,
    limits_for,
    special_items,
    special_limits,
)
from disclosure_cli.facts.citations import Cited, Laws, cited
from disclosure_cli.facts.files import Concordance, Sheet, sheets
from disclosure_cli.facts.glossary import Glossary, Use, glossary, words_of
from disclosure_cli.facts.texts import add_texts_at, bare_texts, prose_of, values_at
from disclosure_cli.folders import CATALOGS
from disclosure_cli.grammar.class_code import code_of, parent
from disclosure_cli.index_scheme import IndexScheme, scheme_of
from disclosure_cli.model import Catalog, Path, Record, Unit, blocks
from disclosure_cli.publishing.deciding import ON_REQUEST, is_current
from disclosure_cli.registry.register import Register, identity_of
from disclosure_cli.registry.standing import Registry, Standing, registry_of
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings, settings_of
from disclosure_cli.unit_kinds import BOUND_BY_THE_REGULATIONS


@dataclass(frozen=True)
class Context:
    """One run over a catalog, seen from one unit (None for the rules about the whole workspace).

    `as_of` is the day that findings speak of; no rule asks a clock.
    """

    catalog: Catalog
    schemas: Schemas
    as_of: date
    unit: Unit | None = None
    shared: Context | None = None
    """That of the whole workspace, where look-ups over all units are kept."""

    @cached_property
    def whole(self) -> Context:
        """That of the whole workspace."""
        return self.shared or self

    def of(self, unit: Unit) -> Context:
        """Return the same run seen from a unit."""
        return Context(self.catalog, self.schemas, self.as_of, unit, self.whole)

    def of_unit(self, unit: Unit) -> Context:
        """Return the same run seen from a unit, made once."""
        return self._of_units[unit.id]

    @cached_property
    def _of_units(self) -> Mapping[str, Context]:
        return {unit.id: self.of(unit) for unit in self.catalog.units}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The files of the workspace."""
        return self.shared.sheets if self.shared else sheets(self.catalog)

    @cached_property
    def sheets_of(self) -> Mapping[str, tuple[Sheet, ...]]:
        """Unit id → the files of the unit."""
        found: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            found.setdefault(sheet.unit, []).append(sheet)
        return {unit: tuple(sheets) for unit, sheets in found.items()}

    @cached_property
    def concordance(self) -> Concordance:
        """Where each line of the files of the workspace stands."""
        return self.shared.concordance if self.shared else Concordance(self.sheets)

    def records_with(self, *clues: re.Pattern[str]) -> Iterator[Record]:
        """Yield the unit's records in which a value may hold one of the clues."""
        assert self.unit is not None
        found = [self.concordance.find(clue) for clue in clues]
        for sheet in self.whole.sheets_of.get(self.unit.id, ()):
            hits = (record for records in found for record in records.get(sheet, ()))
            yield from {record.position: record for record in hits}.values()

    @cached_property
    def glossary(self) -> Glossary:
        """The shared terms."""
        terms = self.catalog.vocabulary.get("terms", ())
        return self.shared.glossary if self.shared else glossary(terms, self.as_of.isoformat())

    @cached_property
    def own_glossary(self) -> Glossary:
        """The terms that the unit adds."""
        terms = self.unit.vocabulary.get("terms", ()) if self.unit else ()
        return glossary(terms, self.as_of.isoformat())

    @cached_property
    def records_with_variants(self) -> Mapping[Sheet, tuple[Record, ...]]:
        """File → the records in which there may be words that terms replace, shared ones or a unit's."""
        glossaries = (self.glossary, *(view.own_glossary for view in self._of_units.values()))
        return self.concordance.find(words_of(glossaries))

    @cached_property
    def variant_uses(self) -> tuple[Use, ...]:
        """Where the unit uses words that the terms, shared and its own, replace."""
        if self.unit is None:
            return ()
        files = self.whole.sheets_of.get(self.unit.id, ())
        having = self.whole.records_with_variants
        names = (*self.organs, *self.whole.units_by_name)
        shared = self.glossary.uses(files, having, names)
        return (*shared, *self.own_glossary.uses(files, having, names))

    def references(
        self, kind: str, is_wrong: Callable[[str], bool]
    ) -> Iterator[tuple[Record, Path, str]]:
        """Yield where records of the unit, or without a unit those that all share, refer to something of a kind in a
        wrong way. Thousands of records refer to the same few things, so each text is asked about once.

        What has not the form that the schema asks for was found there, and is not looked up as well.
        """
        wrong = {text for text in self._referred_to.get(kind, ()) if is_wrong(text)}
        for record in self._referring if wrong else ():
            for field in self.whole.reference_fields[record.kind]:
                if field.reference == kind and field.path[0] in record.data:
                    for path, text in values_at(record.data, field.path):
                        if _has_form(text, path, field) and text in wrong:
                            yield record, path, text

    @property
    def _referring(self) -> tuple[Record, ...]:
        return self.catalog.shared_records if self.unit is None else self.unit.records

    @cached_property
    def _referred_to(self) -> Mapping[str, Set[str]]:
        """Kind → the texts by which something of it is referred to."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        fields = {
            kind: [(field.path[0], field.path[1:], found[str(field.reference)]) for field in fields]
            for kind, fields in self.whole.reference_fields.items()
        }
        for record in self._referring:
            for name, names, texts in fields[record.kind]:
                if name in record.data:
                    add_texts_at(record.data[name], names, texts)
        return {kind: texts - {"无"} for kind, texts in found.items()}

    @cached_property
    def reference_fields(self) -> Mapping[str, tuple[Field, ...]]:
        """Kind of record → its fields that refer to something."""
        return {
            kind: tuple(field for top in schema.fields for field in top.walk() if field.reference)
            for kind, schema in self.schemas.items()
        }

    def _adds(self, name: str) -> bool:
        """Tell whether the unit has records of its own in a vocabulary."""
        return self.unit is not None and bool(self.unit.vocabulary.get(name))

    def vocabulary(self, name: str) -> tuple[Record, ...]:
        """Return the shared records of a vocabulary and the unit's own."""
        own = self.unit.vocabulary.get(name, ()) if self.unit is not None else ()
        return (*self.catalog.vocabulary.get(name, ()), *own)

    @cached_property
    def settings(self) -> Settings:
        """What the workspace decides."""
        return self.shared.settings if self.shared else settings_of(self.catalog.settings)

    @cached_property
    def index_scheme(self) -> IndexScheme:
        """How index numbers are made."""
        return self.shared.index_scheme if self.shared else scheme_of(self.catalog.settings)

    @cached_property
    def registry(self) -> Registry:
        """The registers of numbers of all units."""
        return self.shared.registry if self.shared else registry_of(self.catalog)

    @cached_property
    def register(self) -> Register:
        """The unit's register of numbers, empty where it has none."""
        return Register() if self.unit is None else self.registry.registers[self.unit.id]

    @cached_property
    def standing(self) -> Standing:
        """How the unit's records stand to the registers."""
        return Standing() if self.unit is None else self.registry.standing(self.unit)

    @cached_property
    def renumbered(self) -> frozenset[str]:
        """The numbers that records of the unit bear instead of those that they are registered with."""
        return frozenset(identity_of(case.record).number for case in self.standing.changed)

    def is_registered(self, record: Record) -> bool:
        """Tell whether a register knows the number of a record of the unit."""
        return self.unit is not None and bool(self.registry.lines(self.unit, identity_of(record)))

    @cached_property
    def classes(self) -> Mapping[str, Record]:
        """Code → class."""
        if self.shared and not self._adds("classes"):
            return self.shared.classes
        return _by("code", self.vocabulary("classes"))

    @cached_property
    def parent_codes(self) -> frozenset[str]:
        """Codes of classes that have classes below them."""
        if self.shared and not self._adds("classes"):
            return self.shared.parent_codes
        return frozenset(map(parent, self.classes)) - {""}

    def topics_of(self, code: str) -> tuple[str, ...]:
        """Return the codes of the topics that a class serves: its own, else those of the class above it."""
        for known in self._climb(code):
            if topics := bare_texts(known.get("topics")):
                return tuple(map(code_of, topics))
        return ()

    @cached_property
    def served_topics(self) -> frozenset[str] | None:
        """The topics that the unit's items disclose actively; None where the class of an item is not known."""
        codes: set[str] = set()
        for item in self.current_items:
            if item.data.get("mode") != ON_REQUEST:
                codes.add(code_of(item.data.get("class", "")))
        if not codes <= self.classes.keys():
            return None
        return frozenset(topic for code in codes for topic in self.topics_of(code))

    def classes_serving(self, topic: str) -> tuple[str, ...]:
        """Return the codes of the classes that serve a topic."""
        return tuple(code for code in self.classes if topic in self.topics_of(code))

    def field_of(self, code: str) -> str:
        """Return the field (领域) of a class: its own, else that of the class above it, else nothing."""
        fields = (known.data.get("field") for known in self._climb(code))
        return next((str(field) for field in fields if field), "")

    def _climb(self, code: str) -> Iterator[Record]:
        """Yield a class and those above it, the nearest first."""
        while known := self.classes.get(code):
            yield known
            code = parent(code)

    def is_in_use(self, code: str) -> bool:
        """Tell whether items may be in a class: it is known, at the end of the tree and not retired."""
        known = self.classes.get(code)
        return known is not None and code not in self.parent_codes and "retired" not in known.data

    def class_name(self, code: str) -> str:
        """Return code and name of a class."""
        known = self.classes.get(code)
        return code if known is None else f"{code} {known.get('name', default='')}".strip()

    @cached_property
    def topics(self) -> Mapping[str, Record]:
        """Code → topic of art. 20 and 21."""
        return self.shared.topics if self.shared else _by("code", self.vocabulary("topics"))

    @cached_property
    def channels(self) -> Mapping[str, Record]:
        """Name → channel."""
        return self.shared.channels if self.shared else _by("name", self.vocabulary("channels"))

    @cached_property
    def channel_spellings(self) -> Mapping[str, str]:
        """Known misspellings and other names of channels → the standard name."""
        return {
            alias: str(channel.get("name"))
            for channel in self.vocabulary("channels")
            for alias in bare_texts(channel.get("aliases"))
        }

    @cached_property
    def websites(self) -> frozenset[str]:
        """The channels that everyone can look at on line, under all their names."""
        if self.shared:
            return self.shared.websites
        names = {name for name, channel in self.channels.items() if channel.get("website")}
        aliases = (alias for alias, name in self.channel_spellings.items() if name in names)
        return frozenset((*names, *aliases))

    @cached_property
    def platforms(self) -> frozenset[str]:
        """The channels by which the unit discloses on line: websites, and its own main platforms."""
        rows = blocks(self.unit.profile.get("platforms")) if self.unit else ()
        main = (str(row.get("channel")) for row in rows if row.get("main") is True)
        return self.websites.union(main)

    @cached_property
    def themes(self) -> Mapping[str, frozenset[str]]:
        """First-level theme → its second level."""
        return {
            str(theme.get("name")): frozenset(bare_texts(theme.get("children")))
            for theme in self.vocabulary("themes")
        }

    @cached_property
    def index_numbers(self) -> frozenset[str]:
        """Every index number of the workspace."""
        entries = (entry for unit in self.catalog.units for entry in unit.entries)
        return frozenset(str(entry.get("index")) for entry in entries if entry.get("index"))

    @cached_property
    def organs(self) -> Mapping[str, Record]:
        """Name → organ outside the workspace."""
        if self.shared and not self._adds("organs"):
            return self.shared.organs
        return _by("name", self.vocabulary("organs"))

    @cached_property
    def laws(self) -> Mapping[str, Record]:
        """Title and short titles → law."""
        if self.shared and not self._adds("laws"):
            return self.shared.laws
        laws = self.vocabulary("laws")
        found = {short: law for law in laws for short in bare_texts(law.get("short_titles"))}
        return {**found, **_by("title", laws)}

    @cached_property
    def known_laws(self) -> Laws:
        """The registered laws as they stand on that day."""
        if self.unit is None:
            return Laws(self.vocabulary("laws"), self.as_of)
        own = self.unit.vocabulary.get("laws", ())
        return Laws(own, self.as_of, self.whole.known_laws) if own else self.whole.known_laws

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every text of the unit that cites law, once, with its places."""
        if self.unit is None:
            return ()
        guide = () if self.unit.guide is None else (self.unit.guide,)
        return cited(self.unit.items, (self.unit.profile, *guide), self.known_laws)

    @cached_property
    def guide_texts(self) -> tuple[tuple[Record, Path, str], ...]:
        """The running texts that the unit's guide prints as they were typed, with their places."""
        if self.unit is None:
            return ()
        guide = () if self.unit.guide is None else (self.unit.guide,)
        return tuple(
            (record, path, text)
            for record in (self.unit.profile, *guide)
            for path, text in prose_of(record.data, self.schemas[record.kind].fields)
        )

    @cached_property
    def office_hours(self) -> Mapping[str, Sequence[tuple[Record, Path]]]:
        """Every text of the workspace that says when somebody is there, with its places."""
        fields = {
            kind: tuple(
                field.path
                for top in schema.fields
                for field in top.walk()
                if field.grammar == "hours"
            )
            for kind, schema in self.schemas.items()
        }
        found: defaultdict[str, list[tuple[Record, Path]]] = defaultdict(list)
        for record in self.catalog.records:
            for names in fields[record.kind]:
                if names[0] in record.data:
                    for path, text in values_at(record.data, names):
                        if isinstance(text, str) and text != "无":
                            found[text].append((record, path))
        return found

    @cached_property
    def special_limits(self) -> tuple[SpecialLimit, ...]:
        """The time limits that laws set for particular matters, of a unit those that hold for its kind."""
        if self.unit is None:
            return special_limits(self.vocabulary("laws"))
        own = special_limits(self.unit.vocabulary.get("laws", ()))
        return limits_for(self.kind, (*self.whole.special_limits, *own))

    @cached_property
    def special_items(self) -> tuple[tuple[Record, SpecialLimit, bool], ...]:
        """The unit's items that a special limit holds for, and whether they keep to it."""
        return tuple(special_items(self.unit.items if self.unit else (), self.special_limits))

    @cached_property
    def kind(self) -> str:
        """The unit's kind, empty where it is not known."""
        return str(self.unit.profile.get("kind", default="")) if self.unit else ""

    @cached_property
    def level(self) -> str:
        """The unit's level, empty where it is not known."""
        return str(self.unit.profile.get("level", default="")) if self.unit else ""

    @cached_property
    def name(self) -> str:
        """The unit's full name."""
        return self.unit.name if self.unit else ""

    @cached_property
    def is_bound(self) -> bool:
        """Whether the Regulations bind the unit itself."""
        return self.kind in BOUND_BY_THE_REGULATIONS

    @cached_property
    def departments(self) -> frozenset[str]:
        """The unit's departments."""
        rows = blocks(self.unit.profile.get("departments")) if self.unit else ()
        return frozenset(name for row in rows if isinstance(name := row.get("name"), str))

    @cached_property
    def units_by_name(self) -> Mapping[str, Unit]:
        """Full name → unit of the workspace."""
        return {unit.name: unit for unit in self.catalog.units}

    @cached_property
    def former_names(self) -> frozenset[str]:
        """What units of the workspace are called otherwise, or were once: old documents bear such names."""
        units = self.catalog.units
        return frozenset(
            name for unit in units for name in bare_texts(unit.profile.get("other_names"))
        )

    @cached_property
    def items(self) -> Mapping[str, Record]:
        """Id → item of this unit."""
        return _by("id", self.unit.items if self.unit else ())

    @cached_property
    def current_items(self) -> tuple[Record, ...]:
        """The unit's items that are rows of the catalog that is published."""
        return tuple(filter(is_current, self.unit.items if self.unit else ()))

    def item_texts(self, name: str) -> Set[str]:
        """Return the texts that the unit's items have in a field, each once."""
        found = self._item_texts.get(name)
        if found is None:
            found = self._item_texts[name] = set()
            for item in self.unit.items if self.unit else ():
                if name in item.data:
                    add_texts_at(item.data[name], (), found)
        return found

    @cached_property
    def _item_texts(self) -> dict[str, set[str]]:
        return {}

    def items_saying(
        self, name: str, is_wrong: Callable[[str], object]
    ) -> Iterator[tuple[Record, Path, str]]:
        """Yield where items of the unit have a wrong text in a field; each text is asked about once.

        What is not typed as the schema asks for was found there.
        """
        wrong = {text for text in self.item_texts(name) if is_wrong(text)}
        field = self.schemas["item"].field((name,))
        depth = 2 if field is not None and field.is_list else 1
        for item in self.unit.items if self.unit and wrong else ():
            for path, text in values_at(item.data.get(name), (), (name,)):
                if len(path) == depth and isinstance(text, str) and text in wrong:
                    yield item, path, text

    @cached_property
    def items_by_time_limit(self) -> Mapping[str, Sequence[Record]]:
        """Wording of a time limit → the unit's items that have it."""
        found: defaultdict[str, list[Record]] = defaultdict(list)
        for item in self.unit.items if self.unit else ():
            wording = item.data.get("time_limit")
            if isinstance(wording, str):
                found[wording].append(item)
        return found

    @cached_property
    def items_with_entries(self) -> frozenset[tuple[str, str]]:
        """Unit id and item id of every item of the workspace that an entry stands under."""
        return frozenset(
            (unit_id or unit.id, item_id)
            for unit in self.catalog.units
            for entry in unit.entries
            for unit_id, _, item_id in (str(entry.get("item")).rpartition("/"),)
        )

    @cached_property
    def has_no_entries(self) -> bool:
        """Whether the unit keeps a catalog of items alone."""
        return self.unit is None or not self.unit.entries

    @cached_property
    def has_stray_entries(self) -> bool:
        """Whether an entry of the unit names no item of the workspace, so that an item may only seem empty."""
        entries = self.unit.entries if self.unit else ()
        references = {str(entry.get("item", default="")) for entry in entries}
        return any("/" not in item and item not in self.items for item in references)

    @cached_property
    def entries_of(self) -> Mapping[str, tuple[Record, ...]]:
        """Item id → its entries in this unit."""
        found: dict[str, list[Record]] = {}
        for entry in self.unit.entries if self.unit else ():
            found.setdefault(str(entry.get("item")), []).append(entry)
        return {item: tuple(entries) for item, entries in found.items()}

    def is_lost(self, name: str) -> bool:
        """Tell whether a name may stand in a record that could not be read, so that its absence proves nothing."""
        lost = self.catalog.lost
        return bool(lost) and any(name in text for text in lost.values())

    def is_lost_here(self, name: str) -> bool:
        """Tell that of the records of the unit itself."""
        lost = self.catalog.lost
        return bool(lost) and any(name in lost[file] for file in lost if self._is_own(file))

    def has_lost_in(self, folder: str) -> bool:
        """Tell whether records of a folder of the unit could not be read."""
        return any(self._is_own(file, folder) for file in self.catalog.lost)

    def _is_own(self, file: str, folder: str = "") -> bool:
        place = f"{CATALOGS}/{self.unit.id}/{folder}" if self.unit else CATALOGS
        return file.startswith(f"{place.rstrip('/')}/")


def _has_form(value: Any, path: Path, field: Field) -> bool:
    is_item = isinstance(path[-1], int)
    if not isinstance(value, str) or is_item != field.is_list:
        return False
    return field.pattern is None or re.search(field.pattern, value) is not None


def _by(key: str, records: Iterable[Record]) -> Mapping[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        value = record.get(key)
        if isinstance(value, str):
            found.setdefault(value, record)
    return found
