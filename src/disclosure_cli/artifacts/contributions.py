"""The public side of all units together, and what each gives to the files that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from disclosure_cli.artifacts.views import decide_unit, emptied, with_entries
from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.data.database import Rows, unit_rows
from disclosure_cli.compile.data.documents import (
    text_rows,
)
from disclosure_cli.compile.data.linked_data import (
    LinkedCatalog,
    LinkedRecords,
    linked_catalog,
    linked_records,
    linked_unit,
)
from disclosure_cli.compile.data.sharing import Share, share_of
from disclosure_cli.compile.view import SharedView, UnitView, view_shared, view_unit
from disclosure_cli.folders import DATA, SITE
from disclosure_cli.model import Catalog, PublicData, Record, Unit
from disclosure_cli.outputs import csv, jsonld
from disclosure_cli.publishing.deciding import Decision
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings

DATABASE = f"{SITE}/{DATA}/catalog.sqlite"
ITEMS = f"{SITE}/{DATA}/items.csv"
ENTRIES = f"{SITE}/{DATA}/entries.csv"
LINKED = f"{SITE}/{DATA}/catalog.jsonld"


TEXTS = (ITEMS, ENTRIES, LINKED)
"""The files of text that are put together from what each unit gives: its part stands in each, in the order of units."""

Text = bytes | memoryview


@dataclass(frozen=True)
class Contribution:
    """What a unit gives to the files that all units share, beside its rows of the database.

    `texts` are its parts of these files by their paths.
    """

    share: Share
    texts: Mapping[str, bytes]


@dataclass(frozen=True)
class Public:
    """The public side of all units, from which the files that they share are compiled.

    Units in `faulty` have a card on the portal that says so, and stand nowhere else. `assets` are the files that pages
    link to. Views are made when they are asked for: those of all units together would take much memory.
    """

    catalog: Catalog
    schemas: Schemas
    settings: Settings
    assets: Mapping[str, bytes]
    faulty: frozenset[str]
    _decided: dict[str, tuple[Decision, ...]] = field(default_factory=dict)

    @cached_property
    def classes(self) -> ClassTree:
        """The classes of all units."""
        units = (unit for unit in self.catalog.units if unit.id not in self.faulty)
        return class_tree(replace(self.catalog, units=tuple(units)), self.schemas)

    @cached_property
    def outlines(self) -> Sequence[UnitView]:
        """All units without their records."""
        return [self._view(emptied(unit), ()) for unit in self.catalog.units]

    @cached_property
    def shown(self) -> Sequence[UnitView]:
        """The units that are not at fault, without their records."""
        return [view for view in self.outlines if view.id not in self.faulty]

    @property
    def channels(self) -> Sequence[PublicData]:
        """All channels that there are."""
        return self.outlines[0].channels if self.outlines else ()

    def decided(self, unit: Unit) -> tuple[Decision, ...]:
        """Return what becomes of every record of a unit; that is kept, because several files ask for it."""
        if unit.id not in self._decided:
            self._decided[unit.id] = decide_unit(unit, self.settings)
        return self._decided[unit.id]

    def view_of_items(self, unit_id: str, is_wanted: Callable[[Record], bool]) -> UnitView:
        """Return a unit with no more of its records than those items that are shown and wanted."""
        unit = self._unit(unit_id)
        shown = (decision for decision in self.decided(unit) if decision.is_shown)
        wanted = (
            decision
            for decision in shown
            if decision.record.kind == "item" and is_wanted(decision.record)
        )
        return self._view(replace(unit, guide=None, entries=()), wanted)

    def _whole_view(self, unit_id: str) -> UnitView:
        unit = self._unit(unit_id)
        return self._view(unit, self.decided(unit))

    def _unit(self, unit_id: str) -> Unit:
        found = self.catalog.unit(unit_id)
        assert found is not None
        return found

    def _view(self, unit: Unit, decisions: Iterable[Decision]) -> UnitView:
        return view_unit(unit, self.catalog, decisions, self.schemas, self._shared)

    @cached_property
    def _shared(self) -> SharedView:
        return view_shared(self.catalog, self.schemas)

    @cached_property
    def linked(self) -> LinkedCatalog:
        """What the records of one unit need to know of the others to be linked to them."""
        units = [linked_unit(view) for view in self.shown]
        return linked_catalog(units, self._replacing(), self.classes, self.settings)

    def _replacing(self) -> dict[str, str]:
        """Return the units of the entries by which others are replaced, by index number."""
        units = [unit for unit in self.catalog.units if unit.id not in self.faulty]
        entries = (entry for unit in units for entry in unit.entries)
        wanted = {entry.get("validity", "replaced_by") for entry in entries} - {None}
        return {
            index: unit.id
            for unit in units
            for decision in decide_unit(with_entries(unit, wanted), self.settings)
            if decision.is_shown and decision.record.kind == "entry"
            if (index := decision.record.get("index")) in wanted
        }

    @cached_property
    def _linked_part(self) -> Callable[[LinkedRecords], bytes]:
        return jsonld.part_of(self.linked)

    def contribution(self, unit: str) -> Contribution:
        """Return what a unit gives to the files that all units share, beside its rows of the database."""
        view = self._whole_view(unit)
        items = text_rows(view, (item.data for item in view.items), self.schemas["item"])
        entries = text_rows(view, (entry.data for entry in view.entries), self.schemas["entry"])
        texts = {
            ITEMS: csv.part(items),
            ENTRIES: csv.part(entries),
            LINKED: self._linked_part(linked_records(view, self.classes)),
        }
        return Contribution(share_of(view, self.classes), texts)

    def rows(self, unit: str) -> Rows:
        """Return the rows of a unit in the database."""
        return unit_rows(self._whole_view(unit), self.classes, self.schemas)


@dataclass(frozen=True)
class Given:
    """What all units that are not at fault give together, each in their order.

    `texts` are asked for by the path of a file.
    """

    shares: Sequence[Share]
    texts: Callable[[str], Iterable[Text]]


def given_by(contributions: Sequence[Contribution]) -> Given:
    """Return what units give together."""
    return Given(
        [each.share for each in contributions],
        lambda path: (each.texts[path] for each in contributions),
    )
