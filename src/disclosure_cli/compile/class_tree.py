"""Every class that items can be in, shared or a unit's own, with its place in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from disclosure_cli.grammar.class_code import code_of, parent
from disclosure_cli.model import Catalog, PublicData, Record
from disclosure_cli.schema.schemas import Schemas


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class. `unit` is empty for a shared one; `names` leads to it from the first level down.

    `id` is the code, with `unit/` in front for a unit's own class, because two units may use the same code.
    `parent` is the id of the class above it, empty where there is none.
    """

    id: str
    unit: str
    code: str
    parent: str
    names: tuple[str, ...]
    data: PublicData

    @property
    def topics(self) -> tuple[str, ...]:
        """The codes of the topics of art. 20 and 21 that the class itself names."""
        return tuple(dict.fromkeys(map(code_of, self.data.get("topics", ()))))


@dataclass(frozen=True, slots=True)
class ClassTree:
    """All classes, shared ones first, each group by code: a class stands before those below it."""

    classes: tuple[ClassView, ...]
    by_id: Mapping[str, ClassView]

    def find(self, unit: str, code: str) -> ClassView | None:
        """Return the class that a code means in a unit."""
        return _find(self.by_id, unit, code)

    def topics_of(self, unit: str, code: str) -> tuple[str, ...]:
        """Return the codes of the topics that a class serves: its own, else those of the class above it."""
        return next((found for step in self._climb(unit, code) if (found := step.topics)), ())

    def inherited(self, unit: str, code: str, name: str) -> str:
        """Return what a class says of itself, else what the nearest class above it says, else nothing."""
        said = (step.data.get(name) for step in self._climb(unit, code))
        return next((str(value) for value in said if value), "")

    def _climb(self, unit: str, code: str) -> Iterator[ClassView]:
        """Yield a class and those above it, the nearest first."""
        known = self.find(unit, code)
        while known is not None:
            yield known
            known = self.by_id.get(known.parent)


def class_tree(catalog: Catalog, schemas: Schemas) -> ClassTree:
    """Return the classes of a workspace; of two with the same id the first counts."""
    known: dict[str, ClassView] = {}
    for unit, record in _records(catalog):
        data = schemas["classes"].public(record.data)
        code = str(data.get("code", ""))
        view = _class(unit, code, data, known)
        known.setdefault(view.id, view)
    return ClassTree(tuple(known.values()), known)


def _records(catalog: Catalog) -> Iterator[tuple[str, Record]]:
    """Yield classes by code, with their unit."""
    yield from (("", record) for record in _by_code(catalog.vocabulary["classes"]))
    for unit in catalog.units:
        own = _by_code(unit.vocabulary.get("classes", ()))
        yield from ((unit.id, record) for record in own)


def _by_code(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: str(record.get("code")))


def _class(unit: str, code: str, data: PublicData, known: Mapping[str, ClassView]) -> ClassView:
    above = _find(known, unit, parent(code))
    return ClassView(
        id=f"{unit}/{code}" if unit else code,
        unit=unit,
        code=code,
        parent=above.id if above else "",
        names=(*(above.names if above else ()), str(data.get("name", ""))),
        data=data,
    )


def _find(known: Mapping[str, ClassView], unit: str, code: str) -> ClassView | None:
    return known.get(f"{unit}/{code}") or known.get(code)
