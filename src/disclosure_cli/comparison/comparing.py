"""Two sides → everything that changed, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from disclosure_cli.comparison.changes import Change, Verb, verbs_of
from disclosure_cli.comparison.fields import FieldChange, changed_fields
from disclosure_cli.comparison.matching import Pair, pair_by, pair_records, pair_units
from disclosure_cli.comparison.sides import Side, covered
from disclosure_cli.duties.responsible import Responsible, for_duty, office
from disclosure_cli.grammar.class_code import code_of, steps
from disclosure_cli.model import Record, Unit
from disclosure_cli.registry.likeness import is_same
from disclosure_cli.registry.register import identity_of, read_register
from disclosure_cli.registry.standing import Place, place_of
from disclosure_cli.schema.kinds import KINDS, UNIT_VOCABULARY, VOCABULARY_KEYS
from disclosure_cli.schema.schemas import Schemas


@dataclass(frozen=True)
class UnitChanges:
    """What changed in a unit. `before` or `after` is None where a side does not have it.

    `lost_lines` is how many lines are gone from its register of numbers, which only grows.
    """

    before: Unit | None
    after: Unit | None
    changes: tuple[Change, ...]
    lost_lines: int = 0

    @property
    def unit(self) -> Unit:
        """The unit as it is, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def was_renamed(self) -> bool:
        """Tell whether the folder has another name now."""
        return bool(self.before and self.after and self.before.id != self.after.id)


@dataclass(frozen=True)
class Comparison:
    """Everything that changed from one side to the other. `shared` are changes of what all units use.

    `is_public` says that nothing internal is in it; `troubles` are what could not be read and compared.
    """

    before: str
    after: str
    units: tuple[UnitChanges, ...]
    shared: tuple[Change, ...]
    schemas: Schemas
    is_public: bool
    troubles: tuple[str, ...]

    @property
    def changes(self) -> Iterator[Change]:
        """All changes."""
        yield from self.shared
        for unit in self.units:
            yield from unit.changes

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed at all."""
        return not self.shared and not self.units


def compare(
    before: Side, after: Side, schemas: Schemas, *, is_public: bool, now: Side | None = None
) -> Comparison:
    """Return what changed from one side to the other; both are inside, or both are public.

    What the public may not see on the later side, or `now`, it is not told of an earlier one.
    """
    if is_public and now is not None:
        before, after = (_as_of(now, side) for side in (before, after))
    comparing = _Comparing(before, after, schemas, is_public)
    units = comparing.units()
    return Comparison(
        before.label,
        after.label,
        tuple(unit for unit in units if _is_worth_saying(unit)),
        () if comparing.is_partial else tuple(comparing.shared()),
        schemas,
        is_public,
        (*before.troubles, *after.troubles),
    )


def _as_of(now: Side, side: Side) -> Side:
    units = tuple(
        covered(unit, now, unit.id, is_absent_hidden=False)[0] for unit in side.catalog.units
    )
    return replace(side, catalog=replace(side.catalog, units=units))


def _is_worth_saying(unit: UnitChanges) -> bool:
    is_new_or_gone = unit.before is None or unit.after is None
    return bool(unit.changes or unit.lost_lines or unit.was_renamed or is_new_or_gone)


@dataclass(frozen=True)
class _Comparing:
    """One comparison under way."""

    before: Side
    after: Side
    schemas: Schemas
    is_public: bool
    redacted: set[Place] = field(default_factory=set)
    """The records of the earlier side in which words were public that are not any more."""

    @property
    def is_partial(self) -> bool:
        return self.before.is_partial or self.after.is_partial

    def units(self) -> list[UnitChanges]:
        pairs = pair_units(self.before.catalog.units, self.after.catalog.units)
        if self.is_public:
            pairs = [(self._covered(before, after), after) for before, after in pairs]
        paired = [(before, after, [*self._pairs(before, after)]) for before, after in pairs]
        _join_moved([records for _, _, records in paired])
        return [
            UnitChanges(
                before,
                after,
                tuple(sorted(self._changes(records, before, after), key=_order)),
                _lost_lines(before, after),
            )
            for before, after, records in paired
        ]

    def _covered(self, before: Unit | None, after: Unit | None) -> Unit | None:
        """Return a unit as it was, with nothing in its items and entries that is not public any more."""
        if before is None:
            return None
        made, redacted = covered(before, self.after, (after or before).id, is_absent_hidden=True)
        self.redacted.update(redacted)
        return made

    def shared(self) -> Iterator[Change]:
        """Yield what changed in the settings and the shared vocabularies."""
        old, new = self.before.catalog, self.after.catalog
        pairs = [Pair(old.settings, new.settings)]
        for name, key in VOCABULARY_KEYS.items():
            pairs += pair_by(key, old.vocabulary.get(name, ()), new.vocabulary.get(name, ()))
        yield from self._changes(pairs, None, None)

    def _pairs(self, before: Unit | None, after: Unit | None) -> Iterator[Pair]:
        if before is not None and after is not None:
            yield from self._own_pairs(before, after)
        yield from pair_records(before.items if before else (), after.items if after else ())
        yield from pair_records(before.entries if before else (), after.entries if after else ())

    def _own_pairs(self, before: Unit, after: Unit) -> Iterator[Pair]:
        """Yield profile, guide and own vocabulary of a unit."""
        yield Pair(before.profile, after.profile)
        if self.is_partial:
            return
        if before.guide is not None or after.guide is not None:
            yield Pair(before.guide, after.guide)
        for name in UNIT_VOCABULARY:
            old, new = before.vocabulary.get(name, ()), after.vocabulary.get(name, ())
            yield from pair_by(VOCABULARY_KEYS[name], old, new)

    def _changes(
        self, pairs: Iterable[Pair], before: Unit | None, after: Unit | None
    ) -> Iterator[Change]:
        for each in pairs:
            pair = self._with_issuers(each) if each.is_moved else each
            old, new = pair.before, pair.after
            was_shown, is_shown = _is_shown(old, self.before), _is_shown(new, self.after)
            is_redacted = self._is_redacted(old)
            is_alike = old and new and was_shown == is_shown and old.data == new.data
            if is_alike and not (is_redacted or pair.is_moved):
                continue
            if self.is_public and not (was_shown or is_shown) and _is_of_one_side(pair):
                continue
            fields = self._fields(old, new)
            verbs = self._verbs(pair, fields, was_shown=was_shown, is_shown=is_shown)
            if verbs:
                yield self._described(
                    Change(verbs, old, new, fields, was_shown=was_shown, is_shown=is_shown),
                    before,
                    after,
                )

    def _with_issuers(self, pair: Pair) -> Pair:
        """Return what went to another unit with who issued it: its unit, where it says nothing."""
        before, after = _issued(pair.before, self.before), _issued(pair.after, self.after)
        return pair._replace(before=before, after=after)

    def _fields(self, old: Record | None, new: Record | None) -> tuple[FieldChange, ...]:
        found = new or old
        assert found is not None
        data = [record.data if record else {} for record in (old, new)]
        return changed_fields(data[0], data[1], self.schemas[found.kind])

    def _verbs(
        self, pair: Pair, fields: tuple[FieldChange, ...], *, was_shown: bool, is_shown: bool
    ) -> tuple[Verb, ...]:
        reused = (Verb.REUSED,) if pair.is_reused else ()
        if pair.before is None:
            return (*reused, Verb.ADDED)
        if pair.after is None:
            return (Verb.CLOSED if self.is_public else Verb.REMOVED,)
        moved = (Verb.MOVED,) if pair.is_moved else ()
        covered = (Verb.REDACTED,) if self._is_redacted(pair.before) else ()
        made = verbs_of(pair.before, pair.after, fields, was_shown=was_shown, is_shown=is_shown)
        return (*reused, *moved, *covered, *made)

    def _is_redacted(self, old: Record | None) -> bool:
        return old is not None and (
            place_of(old.unit, identity_of(old)) in self.redacted and old.kind in {"item", "entry"}
        )

    def _described(self, change: Change, before: Unit | None, after: Unit | None) -> Change:
        """Return a change with who is responsible, the classes of an item, and where an entry came from."""
        side, unit = (self.after, after) if change.after is not None else (self.before, before)
        if unit is None:
            return change
        origin = self.before.catalog.unit(change.before.unit) if change.before else None
        return replace(
            change,
            responsible=Responsible() if self.is_public else _responsible(change.record, unit),
            classes=_class_names(change.record, unit, side),
            former_unit=origin.name if origin and Verb.MOVED in change.verbs else "",
        )


def _join_moved(groups: Sequence[list[Pair]]) -> None:
    """Join an entry that left one unit and came to another: its index number goes with it."""
    gone = {
        identity_of(pair.before).number: (group, pair)
        for group in groups
        for pair in group
        if pair.before is not None and pair.after is None and pair.before.kind == "entry"
    }
    for group in groups:
        for number, pair in enumerate(group):
            if pair.before is not None or pair.after is None or pair.after.kind != "entry":
                continue
            identity = identity_of(pair.after)
            home, left = gone.get(identity.number, (group, pair))
            if left.before is not None and is_same(identity_of(left.before), identity):
                home.remove(left)
                group[number] = Pair(left.before, pair.after, is_moved=True)


def _is_of_one_side(pair: Pair) -> bool:
    """Tell whether an item or entry is on one side only. If it is not shown there, the public never saw it."""
    alone = pair.before if pair.after is None else pair.after if pair.before is None else None
    return alone is not None and alone.kind in {"item", "entry"}


def _issued(record: Record | None, side: Side) -> Record | None:
    unit = side.catalog.unit(record.unit) if record else None
    if record is None or unit is None:
        return record
    return replace(record, data={"issuer": unit.name, **record.data})


def _is_shown(record: Record | None, side: Side) -> bool:
    if record is None or record.kind not in {"item", "entry"}:
        return False
    return place_of(record.unit, identity_of(record)) in side.shown


def _responsible(record: Record, unit: Unit) -> Responsible:
    if record.kind == "item":
        return for_duty(record, "made_by", unit)
    if record.kind == "entry":
        items = (item for item in unit.items if item.get("id") == record.get("item"))
        return for_duty(next(items, None), "made_by", unit)
    return office(unit)


def _class_names(record: Record, unit: Unit, side: Side) -> tuple[str, ...]:
    """Return the names of an item's classes, from the first level down."""
    if record.kind != "item":
        return ()
    vocabulary = (*side.catalog.vocabulary.get("classes", ()), *unit.vocabulary.get("classes", ()))
    names = {str(known.get("code")): str(known.get("name")) for known in vocabulary}
    levels = steps(code_of(record.get("class", default="")))
    return tuple(names[level] for level in levels if level in names)


def _lost_lines(before: Unit | None, after: Unit | None) -> int:
    if before is None or before.register is None or after is None:
        return 0
    left = read_register(after.register.source.text).codes if after.register else frozenset()
    return len(read_register(before.register.source.text).codes - left)


_ORDER = tuple(KINDS)


def _order(change: Change) -> tuple[int, str, bool, str]:
    """Order by kind, then by number, what was before what came in its place, then by title or key."""
    record = change.record
    key = VOCABULARY_KEYS.get(record.kind, "title")
    number = identity_of(record).number if record.kind in {"item", "entry"} else ""
    return _ORDER.index(record.kind), number, change.before is None, str(record.get(key))
