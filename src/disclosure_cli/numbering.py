"""Drafts get index numbers, and registers the numbers that are new: what `disclose number` is about to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from disclosure_cli.editing.edits import EditError
from disclosure_cli.editing.records import FileChange, rewrite
from disclosure_cli.folders import CATALOGS, REGISTER_FILE
from disclosure_cli.model import Catalog, Location, Record, Unit
from disclosure_cli.registry.assigning import (
    Assigner,
    Assignment,
    Obstacle,
    assigner_of,
    drafts_of,
)
from disclosure_cli.registry.register import RETIRED, Identity, Register, continued, identity_of
from disclosure_cli.registry.standing import Case, Place, Registry, Standing, place_of, registry_of
from disclosure_cli.schema.schemas import Schemas

ATTRIBUTES_FILE = ".gitattributes"
ATTRIBUTES = f"{CATALOGS}/*/{REGISTER_FILE} text eol=lf merge=union"
"""What git has to know of registers: a merge keeps the lines of both sides."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is not done before somebody has looked at it, where, and why, in Chinese."""

    location: Location
    reason: str


@dataclass(frozen=True)
class Numbering:
    """What is to be done for one unit: numbers for drafts, and identities for the register.

    `obstacles` are drafts that are not ready for a number; `refusals` need a hand. `settled` are the numbers, out of
    those that were said to be renamed or retired, of which that is true in this unit.
    """

    unit: Unit
    assigned: tuple[Assignment, ...] = ()
    registered: tuple[Identity, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    settled: frozenset[str] = frozenset()

    @property
    def is_due(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.assigned or self.registered)


@dataclass(frozen=True, slots=True)
class Said:
    """Numbers of which somebody says that their records are only called otherwise now, or are gone for good."""

    renamed: frozenset[str] = field(default_factory=frozenset)
    retired: frozenset[str] = field(default_factory=frozenset)


def plan_numbering(
    catalog: Catalog, units: Iterable[Unit], said: Said | None = None
) -> tuple[Numbering, ...]:
    """Return what is to be done for units of a catalog. Nothing is for one whose register is not whole."""
    registry = registry_of(catalog)
    assigner = assigner_of(registry)
    twice = _borne_twice(catalog)
    return tuple(_plan(unit, registry, assigner, twice, said or Said()) for unit in units)


def _borne_twice(catalog: Catalog) -> frozenset[Place]:
    """Return the numbers that more than one record bears, which are found as such."""
    borne = Counter(
        place_of(unit.id, identity_of(record))
        for unit in catalog.units
        for record in (*unit.items, *unit.entries)
    )
    return frozenset(number for number, count in borne.items() if count > 1)


def _plan(
    unit: Unit, registry: Registry, assigner: Assigner, twice: frozenset[Place], said: Said
) -> Numbering:
    register = registry.registers[unit.id]
    if not register.is_whole:
        assert unit.register is not None
        reason = "登记簿被改动过，或者缺了行（R331、R332），先改正再编号"
        return Numbering(unit, refusals=(Refusal(Location(unit.register.source.file), reason),))
    standing = registry.standing(unit)
    lost = [case for case in standing.changed if _has_lost_its_number(case)]
    renamed = [case for case in standing.reused if case.number in said.renamed]
    retired = [line for line in standing.vanished if line.identity.number in said.retired]
    doubts = {
        one.identity: doubt
        for one in standing.unregistered
        if (doubt := _doubt(one.identity, unit, register, assigner, twice))
    }
    drafts = [draft for draft in drafts_of(unit) if draft not in [case.record for case in lost]]
    assigned, obstacles = assigner.assign(unit, drafts, _used_by(unit, register))
    new = [
        *(one.identity for one in standing.unregistered if one.identity not in doubts),
        *(identity_of(case.record) for case in (*standing.renamed, *renamed)),
        *(identity_of(given.record)._replace(number=given.number) for given in assigned),
        *(Identity(*line.identity.key, "", RETIRED) for line in retired),
    ]
    return Numbering(
        unit,
        (*(Assignment(case.record, case.number, is_restored=True) for case in lost), *assigned),
        tuple(sorted(new, key=_order)),
        tuple(obstacles),
        tuple(_refusals(standing, (*lost, *renamed), doubts)),
        frozenset(
            (*(case.number for case in renamed), *(line.identity.number for line in retired))
        ),
    )


def _has_lost_its_number(case: Case) -> bool:
    """Tell whether a record is a draft again although it was numbered, so that the number can be given back."""
    return case.record.kind == "entry" and not case.record.get("index")


def _doubt(
    identity: Identity,
    unit: Unit,
    register: Register,
    assigner: Assigner,
    twice: frozenset[Place],
) -> str:
    """Say why a number is not registered as it is, or nothing.

    A register that is begun takes every number that is there: it may have been published long ago, under another code.
    """
    if place_of(unit.id, identity) in twice:
        return "重复（R301、R302）"
    if identity.kind == "item" or not register.registrations:
        return ""
    is_own = assigner.scheme.is_of(identity.number, unit.profile)
    return "" if is_own else "不合方案，或者前段码不是本单位的（R320、R321）"


def _used_by(unit: Unit, register: Register) -> Iterator[str]:
    yield from (identity_of(entry).number for entry in unit.entries)
    for line in register.registrations:
        if line.identity.kind == "entry":
            yield line.identity.number


def _order(identity: Identity) -> tuple[bool, str, str]:
    """Order items by id, then entries by date and number."""
    return identity.kind != "item", identity.date, identity.number


def _refusals(
    standing: Standing, settled: Iterable[Case], doubts: Mapping[Identity, str]
) -> Iterator[Refusal]:
    """Yield what was found of numbers that are not where the register has them, and is not settled now."""
    for cases, reason in (
        (standing.changed, "编号或者索引号改了（R333），登记的是{}，没有登记新的"),
        (standing.reused, "{}用过了（R334），没有登记"),
    ):
        for case in cases:
            if case not in settled:
                yield Refusal(_where(case.record), reason.format(case.number))
    for record, identity in standing.unregistered:
        if identity in doubts:
            yield Refusal(_where(record), f"{identity.number}{doubts[identity]}，没有登记")


def _where(record: Record) -> Location:
    return record.locate(("id" if record.kind == "item" else "index",))


def carry_out(
    numbering: Numbering, files: Mapping[str, bytes], schemas: Schemas
) -> tuple[Numbering, dict[str, bytes]]:
    """Return what can be done for a unit, and the files that it changes, the register last.

    `files` are the bytes of the unit's files by workspace path. An entry whose file cannot be changed gets no number,
    none is registered for it, and a refusal says so.
    """
    made: dict[str, bytes] = {}
    refused: list[Refusal] = []
    failed: set[str] = set()
    for path, given in _by_file(numbering.assigned).items():
        change = FileChange({one.record.position[0]: {("index",): one.number} for one in given})
        try:
            made[path] = rewrite(path, files[path], change, schemas)
        except EditError as error:
            refused.append(Refusal(Location(path), f"{error}，没有编号"))
            failed.update(one.number for one in given)
    done = replace(
        numbering,
        assigned=tuple(one for one in numbering.assigned if one.number not in failed),
        registered=tuple(one for one in numbering.registered if one.number not in failed),
        refusals=(*numbering.refusals, *refused),
    )
    if done.registered:
        path = f"{CATALOGS}/{numbering.unit.id}/{REGISTER_FILE}"
        before = files.get(path, b"").decode("utf-8-sig")
        made[path] = continued(before, done.registered).encode()
    return done, made


def _by_file(assigned: Iterable[Assignment]) -> dict[str, list[Assignment]]:
    found: dict[str, list[Assignment]] = {}
    for one in assigned:
        found.setdefault(one.record.source.file, []).append(one)
    return found
