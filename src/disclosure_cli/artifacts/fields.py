"""What each county compiles of its units, by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from disclosure_cli.artifacts.contributions import Public
from disclosure_cli.compile.rollup import RollUp, roll_up, roll_ups, told_of
from disclosure_cli.compile.rollup_document import fields_page, fields_workbook
from disclosure_cli.compile.site.frame import FIELDS_PAGE
from disclosure_cli.compile.view import UnitView
from disclosure_cli.folders import SITE
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.model import Artifact, Record


@dataclass(frozen=True)
class Part:
    """Some of the files that units share: what a county compiles of its `units`, itself among them."""

    county: str
    units: tuple[str, ...]
    public: Public

    def view(self, unit_id: str) -> UnitView:
        """Return what these files are compiled from of a unit: no more of its records than its items in fields."""
        return self.public.view_of_items(unit_id, self._is_in_field)

    def _is_in_field(self, item: Record) -> bool:
        return bool(
            self.public.classes.inherited(item.unit, code_of(item.data.get("class", "")), "field")
        )

    def told_of(self, view: UnitView) -> list[Any]:
        """Return all that these files can tell of a unit, but for what all units share, as plain data."""
        return told_of(view, self.public.classes)

    def artifacts(self, views: Iterable[UnitView]) -> Iterator[Artifact]:
        """Yield the files, given the view of each unit."""
        of_units = list(views)
        (county,) = (view for view in of_units if view.id == self.county)
        rolled = roll_up(county, of_units, self.public.classes)
        path = f"{SITE}/{self.county}/{FIELDS_PAGE}"
        yield Artifact(f"{path}.html", "html", fields_page(rolled, self.public.settings))
        yield Artifact(f"{path}.xlsx", "catalog.xlsx", fields_workbook(rolled))


def field_parts(public: Public) -> dict[str, Part]:
    """Return what each county compiles of its units, by names that begin with the id of the county."""
    return {
        f"{rolled.county.id}/{FIELDS_PAGE}": _part(rolled, public)
        for rolled in roll_ups(public.shown, public.classes)
    }


def _part(outline: RollUp, public: Public) -> Part:
    members = {view.id for view in outline.members}
    units = tuple(view.id for view in public.shown if view.id in members)
    return Part(outline.county.id, units, public)
