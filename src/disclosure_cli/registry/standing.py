"""How the records of a workspace stand to the registers of its units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from disclosure_cli.model import Catalog, Record, Unit
from disclosure_cli.registry.likeness import is_certainly_same, is_same
from disclosure_cli.registry.register import (
    Identity,
    Register,
    Registration,
    identity_of,
    read_register,
)

Place = tuple[str, str, str]
"""Unit, kind and number of what is given out once: an id in its unit, an index number in all units (no unit)."""


class Known(NamedTuple):
    """A record and what it is known by today."""

    record: Record
    identity: Identity


class Case(NamedTuple):
    """A record, and the line of a register that it does not agree with."""

    record: Record
    registration: Registration

    @property
    def number(self) -> str:
        """The registered number."""
        return self.registration.identity.number


@dataclass(frozen=True, slots=True)
class Standing:
    """How the records of one unit stand to its register. Each record and each number is in one place at most.

    `changed`: the record of a registered number now bears another number, or none. `reused`: the number of one record
    now stands at another. `renamed`: the same record, whose title or date is not the registered one. `vanished`: a
    registered number that no record bears. `unregistered`: records with a number that is in no register.
    """

    changed: tuple[Case, ...] = ()
    reused: tuple[Case, ...] = ()
    renamed: tuple[Case, ...] = ()
    vanished: tuple[Registration, ...] = ()
    unregistered: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Registry:
    """The registers of all units of a catalog, by unit id; a unit without one has an empty one."""

    catalog: Catalog
    registers: Mapping[str, Register] = field(default_factory=dict)

    @cached_property
    def _lines(self) -> Mapping[Place, tuple[Registration, ...]]:
        """What registers say of each number. An index number stays the same when its entry goes to another unit."""
        return _by_place(self.registers, frozenset())

    @cached_property
    def _known(self) -> Mapping[str, tuple[Known, ...]]:
        return {
            unit.id: tuple(
                Known(record, identity_of(record)) for record in (*unit.items, *unit.entries)
            )
            for unit in self.catalog.units
        }

    @cached_property
    def _places(self) -> Mapping[str, tuple[Place, ...]]:
        return {
            unit_id: tuple(place_of(unit_id, one.identity) for one in known)
            for unit_id, known in self._known.items()
        }

    @cached_property
    def _borne(self) -> frozenset[Place]:
        return frozenset(chain.from_iterable(self._places.values()))

    def lines(self, unit: Unit, identity: Identity) -> tuple[Registration, ...]:
        """Return what registers say of the number of a unit's record."""
        return self._lines.get(place_of(unit.id, identity), ())

    def standing(self, unit: Unit) -> Standing:
        """Return how the records of a unit stand to its register."""
        known = self._known[unit.id]
        said = [self._lines.get(place, ()) for place in self._places[unit.id]]
        unborne = _by_place({unit.id: self.registers[unit.id]}, self._borne)
        missing = [lines for lines in unborne.values() if _in_use(lines)]
        loose = [one for one, lines in zip(known, said, strict=True) if not lines]
        changed, vanished = _followed(missing, loose, known)
        moved = {id(case.record) for case in changed}
        reused, renamed = _compared(zip(known, said, strict=True))
        return Standing(
            changed=changed,
            reused=reused,
            renamed=renamed,
            vanished=vanished,
            unregistered=tuple(
                one for one in loose if one.identity.number and id(one.record) not in moved
            ),
        )


def place_of(unit_id: str, identity: Identity) -> Place:
    """Return where a number of a unit must be the only one of its kind."""
    return unit_id if identity.kind == "item" else "", identity.kind, identity.number


def registry_of(catalog: Catalog) -> Registry:
    """Read the registers of a catalog."""
    return Registry(
        catalog,
        {
            unit.id: read_register(unit.register.source.text) if unit.register else Register()
            for unit in catalog.units
        },
    )


def _by_place(
    registers: Mapping[str, Register], unwanted: Set[Place]
) -> dict[Place, tuple[Registration, ...]]:
    found: dict[Place, list[Registration]] = {}
    for unit_id, register in registers.items():
        for line in register.registrations:
            place = place_of(unit_id, line.identity)
            if place not in unwanted:
                found.setdefault(place, []).append(line)
    return {place: tuple(said) for place, said in found.items()}


def _in_use(said: Iterable[Registration]) -> bool:
    return True not in [line.is_retirement for line in said]


def _followed(
    missing: Sequence[Sequence[Registration]], loose: Iterable[Known], known: Iterable[Known]
) -> tuple[tuple[Case, ...], tuple[Registration, ...]]:
    """Return the records that had registered numbers which no record bears now, and the numbers that are gone.

    A number is spent, and no case for anybody, when its record has another registered number: two branches had
    numbered it.
    """
    if not missing:
        return (), ()
    free = _by_content(loose)
    settled = {one.identity.content for one in known if one.identity.number}
    changed: list[Case] = []
    vanished: list[Registration] = []
    for said in missing:
        found = next(_candidates(said, free), None)
        if found is not None:
            one, line = found
            free[one.identity.kind, one.identity.date].remove(one)
            changed.append(Case(one.record, line))
        elif not any(line.identity.content in settled for line in said):
            vanished.append(said[-1])
    return tuple(changed), tuple(vanished)


def _by_content(loose: Iterable[Known]) -> dict[tuple[str, str], list[Known]]:
    """Kind and date → the records that no register knows."""
    found: dict[tuple[str, str], list[Known]] = {}
    for one in loose:
        found.setdefault((one.identity.kind, one.identity.date), []).append(one)
    return found


def _candidates(
    said: Sequence[Registration], free: Mapping[tuple[str, str], Sequence[Known]]
) -> Iterator[tuple[Known, Registration]]:
    """Yield the records that may be the one that lines speak of, the same titles first."""
    pairs = [
        (one, line)
        for line in said
        for one in free.get((line.identity.kind, line.identity.date), ())
    ]
    yield from (pair for pair in pairs if pair[0].identity.title == pair[1].identity.title)
    yield from (pair for pair in pairs if is_certainly_same(pair[0].identity, pair[1].identity))


def _compared(
    known: Iterable[tuple[Known, tuple[Registration, ...]]],
) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Return the records at which the number of another stands, and those that are called otherwise than registered.

    Of several records with one number, which is found as such, none is also found to have that of another as long as
    one of them has a right to it.
    """
    rightful: set[tuple[str, str]] = set()
    strangers: list[Case] = []
    renamed: list[Case] = []
    for (record, identity), said in known:
        same = [line for line in said if is_same(line.identity, identity)]
        if said and not (same and _in_use(said)):
            strangers.append(Case(record, said[-1]))
        elif said:
            rightful.add(identity.key)
            if identity.content not in [line.identity.content for line in same]:
                renamed.append(Case(record, same[-1]))
    reused = [case for case in strangers if case.registration.identity.key not in rightful]
    return tuple(reused), tuple(renamed)
