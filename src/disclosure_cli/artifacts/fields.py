"""What each county compiles of its units, by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from disclosure_cli.artifacts.contributions import Public
from disclosure_cli.compile.frame import FIELDS_PAGE
from disclosure_cli.compile.rollup import RollUp, roll_up, roll_ups
from disclosure_cli.compile.rollup_document import fields_page, fields_workbook
from disclosure_cli.folders import SITE
from disclosure_cli.model import Artifact
from disclosure_cli.settings import Settings


def field_parts(public: Public) -> dict[str, Part]:
    """Return what each county compiles of its units, by names that begin with the id of the county."""
    return {
        f"{rolled.county.id}/{FIELDS_PAGE}": _field_part(rolled, public)
        for rolled in roll_ups(public.shown, public.classes)
    }


def _field_part(outline: RollUp, public: Public) -> Part:
    county, units = outline.county.id, frozenset(view.id for view in outline.members)

    def artifacts() -> Iterator[Artifact]:
        views = public.views(units)
        (first,) = (view for view in views if view.id == county)
        return _field_artifacts(roll_up(first, views, public.classes), public.settings)

    return Part(units, artifacts)


@dataclass(frozen=True)
class Part:
    """Some of the files that units share, and the units that these are compiled from."""

    units: frozenset[str]
    artifacts: Callable[[], Iterator[Artifact]]


def _field_artifacts(rolled: RollUp, settings: Settings) -> Iterator[Artifact]:
    """Yield what a county compiles of its units, by field."""
    path = f"{SITE}/{rolled.county.id}/{FIELDS_PAGE}"
    yield Artifact(f"{path}.html", "html", fields_page(rolled, settings))
    yield Artifact(f"{path}.xlsx", "catalog.xlsx", fields_workbook(rolled))
