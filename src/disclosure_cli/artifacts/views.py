"""What becomes of the records of units, and the part of a catalog that is seen from one."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

from disclosure_cli.compile.view import UnitView, view_unit
from disclosure_cli.model import Catalog, Unit
from disclosure_cli.publishing.deciding import Decision, State, decide
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings


def decide_unit(unit: Unit, settings: Settings) -> tuple[Decision, ...]:
    """Return what becomes of every record of a unit."""
    return decide(unit, publish_without_review=settings.publish_without_review)


def decide_all(catalog: Catalog, settings: Settings) -> dict[str, tuple[Decision, ...]]:
    """Return what becomes of every record, by unit."""
    return {unit.id: decide_unit(unit, settings) for unit in catalog.units}


def held_back(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that keep a record from the public."""
    return tuple(d for d in decisions if d.state in {State.HELD, State.WITHHELD})


def view_all(catalog: Catalog, schemas: Schemas, settings: Settings) -> list[UnitView]:
    """Return the public side of every unit."""
    decisions = decide_all(catalog, settings)
    return [view_unit(unit, catalog, decisions[unit.id], schemas) for unit in catalog.units]


def seen_from(unit: Unit, catalog: Catalog) -> Catalog:
    """Return all that the files of a unit may be compiled from.

    That is its own records, what all units share, and of other units the items under which it has entries.
    """
    named: dict[str, set[str]] = {}
    for entry in unit.entries:
        owner, _, item = str(entry.get("item")).rpartition("/")
        if owner and owner != unit.id:
            named.setdefault(owner, set()).add(item)
    others = (_with_items(other, named[other.id]) for other in catalog.units if other.id in named)
    return replace(catalog, units=(unit, *others), lost={}, sources=())


def _with_items(unit: Unit, wanted: Set[str]) -> Unit:
    return replace(emptied(unit), items=tuple(i for i in unit.items if i.get("id") in wanted))


def with_entries(unit: Unit, wanted: Set[str]) -> Unit:
    """Return a unit with some of its entries, by their numbers, and the items under which they stand."""
    entries = tuple(entry for entry in unit.entries if entry.get("index") in wanted)
    above = {entry.get("item") for entry in entries}
    items = tuple(item for item in unit.items if item.get("id") in above) if above else ()
    return replace(unit, items=items, entries=entries)


def emptied(unit: Unit) -> Unit:
    """Return a unit with its name alone."""
    return replace(unit, guide=None, items=(), entries=(), vocabulary={}, register=None)
