"""A county with all its units: their items put together by field (领域), as 国办发〔2019〕54号 asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.view import ItemView, UnitView
from disclosure_cli.unit_kinds import BELOW_THE_COUNTY, COUNTY

FieldItem = tuple[UnitView, ItemView]


@dataclass(frozen=True, slots=True)
class RollUp:
    """A county, its units (itself first), and the fields in the order of the classes, each with the items in it."""

    county: UnitView
    members: tuple[UnitView, ...]
    fields: Mapping[str, tuple[FieldItem, ...]]

    @property
    def grass_roots(self) -> tuple[UnitView, ...]:
        """Its towns and street offices."""
        return tuple(view for view in self.members if view.kind in BELOW_THE_COUNTY)

    def items_of(self, view: UnitView, field: str) -> list[ItemView]:
        """Return the items of one unit in a field."""
        return [item for owner, item in self.fields[field] if owner.id == view.id]

    def owners(self, field: str) -> list[UnitView]:
        """Return the units that have items in a field, the county first."""
        return [view for view in self.members if self.items_of(view, field)]

    def explanation(self, view: UnitView, field: str) -> str:
        """Say why a unit has no items in a field: as it says itself, else because of what the county has or says."""
        said = _said(view, field)
        if said or view is self.county:
            return said
        if self.items_of(self.county, field):
            return f"本单位没有这个领域的事项，见{self.county.name}的目录"
        return _said(self.county, field)


def _said(view: UnitView, field: str) -> str:
    """Return what a unit says itself of a field that does not concern it."""
    rows = view.profile.get("not_applicable", ())
    return next((str(row["reason"]) for row in rows if row.get("field") == field), "")


def roll_ups(views: Sequence[UnitView], classes: ClassTree) -> list[RollUp]:
    """Return what each county of a workspace compiles: its own items and those of all units below it."""
    return [roll_up(view, views, classes) for view in views if view.kind == COUNTY]


def roll_up(county: UnitView, views: Sequence[UnitView], classes: ClassTree) -> RollUp:
    """Return what a county compiles; among `views` are all units below it."""
    members = (county, *_below(county.name, views, {county.id}))
    fields: dict[str, list[FieldItem]] = {name: [] for name in fields_of(classes)}
    for view in members:
        for item in view.items:
            if (field := classes.inherited(view.id, item.class_code, "field")) in fields:
                fields[field].append((view, item))
    ordered = {name: tuple(sorted(items, key=_order)) for name, items in fields.items()}
    return RollUp(county, members, ordered)


def told_of(view: UnitView, classes: ClassTree) -> list[Any]:
    """Return all that a roll-up can tell of a unit, but for what all units of a workspace share, as plain data."""
    items = [
        [classes.inherited(view.id, item.class_code, "field"), item.data, item.class_names]
        for item in view.items
    ]
    return [view.id, view.name, view.profile, view.classes, items]


def _below(name: str, views: Sequence[UnitView], met: set[str]) -> list[UnitView]:
    """Return the units whose superior is that organ, each with those below it; nobody is below themselves."""
    found: list[UnitView] = []
    for view in views:
        if view.id not in met and view.profile.get("parent") == name:
            met.add(view.id)
            found += [view, *_below(view.name, views, met)]
    return found


def fields_of(classes: ClassTree) -> list[str]:
    """Return the fields that the shared classes name, in their order."""
    shared = (known.data.get("field") for known in classes.classes if not known.unit)
    return list(dict.fromkeys(str(field) for field in shared if field))


def _order(owned: FieldItem) -> tuple[str, str]:
    """Order by class and title, so that what units have alike stands together; units keep their order."""
    _, item = owned
    return item.class_code, str(item.data.get("title", ""))
