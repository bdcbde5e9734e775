"""Which units and records of two sides are the same, whatever they are called and wherever they stand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_cli.facts.texts import bare_texts
from disclosure_cli.model import Record, Unit
from disclosure_cli.registry.likeness import is_certainly_same, is_same, title_likeness
from disclosure_cli.registry.register import Identity, identity_of, read_register

_ALIKE = 0.5
"""So much of what two units hold is the same when one is the other under a new name."""
_DRAFT = 0.6
"""So much of its title a draft keeps, which has no number to be known by."""


class Pair(NamedTuple):
    """The same record on both sides; None where a side has none.

    `is_reused` tells that its number was another's before, `is_moved` that it came from another unit.
    """

    before: Record | None
    after: Record | None
    is_reused: bool = False
    is_moved: bool = False


UnitPair = tuple[Unit | None, Unit | None]


def pair_units(before: Sequence[Unit], after: Sequence[Unit]) -> list[UnitPair]:
    """Return the units of both sides, those of the later one first. One whose folder was renamed is the same unit."""
    former = {unit.id: unit for unit in before}
    pairs: dict[str, UnitPair] = {
        unit.id: (former.pop(unit.id, None), unit) for unit in sorted(after, key=lambda u: u.id)
    }
    for unit_id, (known, unit) in pairs.items():
        if known is None and unit is not None:
            kin = [other for other in former.values() if _is_same_unit(other, unit)]
            if kin:
                best = max(kin, key=lambda other: (_kinship(other, unit), other.id))
                pairs[unit_id] = (former.pop(best.id), unit)
    gone = sorted(former.values(), key=lambda unit: unit.id)
    return [*pairs.values(), *((unit, None) for unit in gone)]


def _is_same_unit(first: Unit, second: Unit) -> bool:
    """Tell whether a unit is another under a new name.

    That they hold the same items proves nothing: all units of a kind begin with the same.
    """
    if first.name == second.name:
        return True
    code = first.profile.get("uscc")
    is_claimed = (
        bool(_names(first) & _names(second))
        or (code is not None and code == second.profile.get("uscc"))
        or _has_register_of(first, second)
    )
    return is_claimed and _kinship(first, second) >= _ALIKE


def _names(unit: Unit) -> set[str]:
    return {unit.name, *bare_texts(unit.profile.get("other_names"))} - {""}


def _has_register_of(first: Unit, second: Unit) -> bool:
    """Tell whether a unit keeps the register of another, or where registers are not known its index numbers."""
    ours, theirs = (_given_out(unit) for unit in (first, second))
    return bool(ours) and 2 * len(ours & theirs) >= len(ours)


def _given_out(unit: Unit) -> set[str]:
    if unit.register is None:
        return {identity_of(entry).number for entry in unit.entries} - {""}
    lines = read_register(unit.register.source.text).registrations
    return {line.code for line in lines if line.identity.kind == "entry"}


def _kinship(first: Unit, second: Unit) -> float:
    """Return how much of what two units hold is the same, from 0 to 1."""
    ours, theirs = _contents(first), _contents(second)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 1.0


def _contents(unit: Unit) -> set[Hashable]:
    """Return what a unit keeps when it is renamed: index numbers, and items with number and title."""
    entries = {identity_of(entry).number for entry in unit.entries} - {""}
    items = {(identity_of(item).number, identity_of(item).title) for item in unit.items}
    return {*entries, *items}


def pair_records(before: Iterable[Record], after: Iterable[Record]) -> Iterator[Pair]:
    """Yield items or entries of both sides: first by their numbers, then by what they are known by otherwise."""
    former: dict[str, list[Record]] = {}
    loose: list[Record] = []
    for record in before:
        number = identity_of(record).number
        (former.setdefault(number, []) if number else loose).append(record)
    new: list[tuple[Record, bool]] = []
    for record in after:
        identity = identity_of(record)
        known = former.get(identity.number, [])
        same = next((one for one in known if is_same(identity_of(one), identity)), None)
        if same is not None:
            known.remove(same)
            yield Pair(same, record)
        else:
            new.append((record, identity.number in former))
    loose += [record for records in former.values() for record in records]
    yield from _loose_pairs(loose, new)


def _loose_pairs(loose: list[Record], new: Iterable[tuple[Record, bool]]) -> Iterator[Pair]:
    """Yield pairs of records without a number in common, then those that only one side has."""
    left = [(record, identity_of(record)) for record in loose]
    for record, is_reused in new:
        identity = identity_of(record)
        found = next((one for one in left if _is_known_by_more(one[1], identity)), None)
        if found is None:
            yield Pair(None, record, is_reused)
        else:
            left.remove(found)
            yield Pair(found[0], record, is_reused)
    yield from (Pair(record, None) for record, _ in left)


def _is_known_by_more(first: Identity, second: Identity) -> bool:
    """Tell whether records with different numbers are one: a changed number, or a draft that was worked on."""
    if is_certainly_same(first, second):
        return True
    is_draft = first.kind == "entry" and not first.number
    return is_draft and title_likeness(first.title, second.title) >= _DRAFT


def pair_by(key: str, before: Iterable[Record], after: Iterable[Record]) -> Iterator[Pair]:
    """Yield records of a vocabulary of both sides, the same where the field `key` is."""
    former = {str(record.get(key)): record for record in before}
    for record in after:
        yield Pair(former.pop(str(record.get(key)), None), record)
    yield from (Pair(record, None) for record in former.values())
