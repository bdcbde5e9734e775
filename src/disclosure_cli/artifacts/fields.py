"""What each county compiles of its units, by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_cli.artifacts.contributions import Public
from disclosure_cli.compile.frame import FIELDS_PAGE
from disclosure_cli.compile.rollup import RollUp, roll_up, roll_ups
from disclosure_cli.compile.rollup_document import fields_page, fields_workbook
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.folders import SITE
from disclosure_cli.model import Artifact, Record


@dataclass(frozen=True)
class Part:
    """Some of the files that units share: what a county compiles of its `units`, itself among them."""

    county: str
    units: frozenset[str]
    public: Public

    def rolled(self) -> RollUp:
        """Return all that these files are compiled from: of units no more than their items in fields."""
        units = (unit for unit in self.public.catalog.units if unit.id in self.units)
        views = [self.public.view_of_items(unit, self._is_in_field) for unit in units]
        (county,) = (view for view in views if view.id == self.county)
        return roll_up(county, views, self.public.classes)

    def _is_in_field(self, item: Record) -> bool:
        return bool(self.public.classes.inherited(item.unit, code_of(item.data.get("class", "")), "field"))

    def artifacts(self, rolled: RollUp) -> Iterator[Artifact]:
        """Yield the files."""
        path = f"{SITE}/{self.county}/{FIELDS_PAGE}"
        yield Artifact(f"{path}.html", "html", fields_page(rolled, self.public.settings))
        yield Artifact(f"{path}.xlsx", "catalog.xlsx", fields_workbook(rolled))


def field_parts(public: Public) -> dict[str, Part]:
    """Return what each county compiles of its units, by names that begin with the id of the county."""
    return {
        f"{rolled.county.id}/{FIELDS_PAGE}": Part(
            rolled.county.id, frozenset(view.id for view in rolled.members), public
        )
        for rolled in roll_ups(public.shown, public.classes)
    }
