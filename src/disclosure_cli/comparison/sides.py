"""The two sides of a comparison: a catalog with all that is known inside, or only with what the public sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from disclosure_cli.compile.view import NEEDED, ON_REQUEST_FIELDS, view_unit
from disclosure_cli.model import Catalog, Data, PublicData, Record, Unit
from disclosure_cli.publishing.deciding import Decision, State, decide, is_cancelled
from disclosure_cli.publishing.redacting import redacted
from disclosure_cli.registry.register import identity_of
from disclosure_cli.registry.standing import Place, place_of
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.settings import settings_of


@dataclass(frozen=True)
class Side:
    """One side. `label` is what the reader called it; `shown` are the items and entries that the public sees.

    `is_partial` says that there is nothing but units, items and entries, as in a database; `troubles` are what could
    not be read, in Chinese. `decisions` are those on all records from which a public side was cut; a database has none.
    """

    label: str
    catalog: Catalog
    shown: frozenset[Place]
    is_partial: bool = False
    troubles: tuple[str, ...] = ()
    decisions: Mapping[Place, tuple[Decision, ...]] = field(default_factory=dict)

    @cached_property
    def told(self) -> frozenset[Place]:
        """The numbers of all records on this side."""
        return frozenset(
            place_of(unit.id, identity_of(record))
            for unit in self.catalog.units
            for record in (*unit.items, *unit.entries)
        )


def inside(label: str, catalog: Catalog, troubles: Iterable[str] = ()) -> Side:
    """Return a side with all fields of all records."""
    decisions = _decisions(catalog)
    shown = frozenset(
        place_of(unit.id, identity_of(decision.record))
        for unit in catalog.units
        for decision in decisions[unit.id]
        if decision.is_shown
    )
    units = tuple(_without_defaults(unit) for unit in catalog.units)
    return Side(label, replace(catalog, units=units), shown, troubles=tuple(troubles))


def outside(label: str, catalog: Catalog, schemas: Schemas, troubles: Iterable[str] = ()) -> Side:
    """Return a side with nothing but what the public sees, and with the items that were cancelled."""
    decisions = _decisions(catalog)
    units = tuple(_public(unit, catalog, decisions[unit.id], schemas) for unit in catalog.units)
    vocabulary = {
        name: tuple(_cut(record, schemas[name].public(record.data)) for record in records)
        for name, records in catalog.vocabulary.items()
    }
    settings = _cut(catalog.settings, schemas["settings"].public(catalog.settings.data))
    public = replace(catalog, settings=settings, vocabulary=vocabulary, units=units)
    made: dict[Place, tuple[Decision, ...]] = {}
    for unit in catalog.units:
        for decision in decisions[unit.id]:
            place = place_of(unit.id, identity_of(decision.record))
            made[place] = (*made.get(place, ()), decision)
    return Side(label, public, _all_of(public), troubles=tuple(troubles), decisions=made)


def covered(
    unit: Unit, now: Side, unit_id: str, *, is_absent_hidden: bool
) -> tuple[Unit, frozenset[Place]]:
    """Return a unit of a public side without what is not public on another, and in which records words were covered.

    Of a record that was withdrawn nothing is left but its number; so of one that is not there at all where
    `is_absent_hidden`. `unit_id` is what the unit is called on the other side.
    """
    touched: set[Place] = set()

    def cover(record: Record) -> Record:
        place = place_of(unit_id, identity_of(record))
        decisions = now.decisions.get(place, ())
        is_absent = not decisions and place not in now.told
        if (is_absent and is_absent_hidden) or any(_is_hidden(one) for one in decisions):
            number = {name: record.data[name] for name in ("id", "index") if name in record.data}
            return replace(record, data=number)
        data = PublicData(record.data)
        for decision in decisions:
            data = redacted(data, decision.redactions, decision.record)
        if data != record.data:
            touched.add(place_of(record.unit, identity_of(record)))
        if any(one.state is State.ON_REQUEST and one.record.kind == "entry" for one in decisions):
            data = PublicData({name: data[name] for name in ON_REQUEST_FIELDS if name in data})
        return replace(record, data=data)

    items, entries = (tuple(map(cover, records)) for records in (unit.items, unit.entries))
    return replace(unit, items=items, entries=entries), frozenset(touched)


def _is_hidden(decision: Decision) -> bool:
    return not decision.is_shown and decision.state is not State.CANCELLED


def published(label: str, catalog: Catalog) -> Side:
    """Return a side that is public already: a catalog out of a database."""
    units = tuple(_without_defaults(unit) for unit in catalog.units)
    whole = replace(catalog, units=units)
    return Side(label, whole, _all_of(whole), is_partial=True)


def sound(catalog: Catalog, schemas: Schemas) -> Catalog:
    """Return a catalog whose values are all of the type that the schemas ask for; what is not is left out.

    What is left out was found when the catalog was read, and is told as a trouble.
    """

    def mend(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(r for record in records if (r := _mended(record, schemas[record.kind])))

    units = tuple(
        replace(
            unit,
            profile=_mended(unit.profile, schemas["unit"]) or unit.profile,
            guide=_mended(unit.guide, schemas["guide"]) if unit.guide else None,
            items=mend(unit.items),
            entries=mend(unit.entries),
            vocabulary={name: mend(records) for name, records in unit.vocabulary.items()},
        )
        for unit in catalog.units
    )
    vocabulary = {name: mend(records) for name, records in catalog.vocabulary.items()}
    settings = _mended(catalog.settings, schemas["settings"]) or catalog.settings
    return replace(catalog, settings=settings, vocabulary=vocabulary, units=units)


def _mended(record: Record, schema: Schema) -> Record | None:
    """Return a record without the fields that hold a value of another type, None where too little is left to show."""
    breaches = schema.breaches(record.data)
    wrong = {breach.path[0] for breach in breaches if breach.keyword == "type"}
    data = {name: value for name, value in record.data.items() if name not in wrong}
    is_whole = NEEDED.get(record.kind, frozenset()) <= data.keys()
    return replace(record, data=data) if is_whole else None


def _decisions(catalog: Catalog) -> Mapping[str, tuple[Decision, ...]]:
    relaxed = settings_of(catalog.settings).publish_without_review
    return {unit.id: decide(unit, publish_without_review=relaxed) for unit in catalog.units}


def _all_of(catalog: Catalog) -> frozenset[Place]:
    return frozenset(
        place_of(unit.id, identity_of(record))
        for unit in catalog.units
        for record in (*unit.items, *unit.entries)
        if not is_cancelled(record)
    )


def _public(unit: Unit, catalog: Catalog, decisions: Iterable[Decision], schemas: Schemas) -> Unit:
    """Return a unit with what is published of it; its register and its vocabulary are not."""
    view = view_unit(unit, catalog, decisions, schemas)
    here = unit.profile
    items = (*(item.data for item in view.items), *view.cancelled)
    return _without_defaults(
        Unit(
            unit.id,
            _cut(here, view.profile),
            None if unit.guide is None else _cut(unit.guide, view.guide),
            tuple(Record("item", data, here.source, (), unit.id) for data in items),
            tuple(Record("entry", entry.data, here.source, (), unit.id) for entry in view.entries),
        )
    )


def _cut(record: Record, data: PublicData) -> Record:
    return replace(record, data=data)


def _without_defaults(unit: Unit) -> Unit:
    """Return a unit whose records do not repeat what profile and item say already, so that it is no change to do so."""
    modes = {item.get("id"): item.get("mode") for item in unit.items}
    name = unit.profile.get("name")
    return replace(
        unit,
        items=tuple(_without(item, publisher=name) for item in unit.items),
        entries=tuple(
            _without(entry, issuer=name, mode=modes.get(entry.get("item")))
            for entry in unit.entries
        ),
    )


def _without(record: Record, **defaults: Any) -> Record:
    repeated = [name for name, value in defaults.items() if value and record.get(name) == value]
    if not repeated:
        return record
    data: Data = {name: value for name, value in record.data.items() if name not in repeated}
    return replace(record, data=data)
