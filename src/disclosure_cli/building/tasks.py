"""What a build has to make: a task for each group of files, with the digest of all that they may be compiled from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from disclosure_cli.artifacts.contributions import Public
from disclosure_cli.artifacts.fields import Part, field_parts
from disclosure_cli.artifacts.renderers import Resources
from disclosure_cli.artifacts.site import robots_artifacts
from disclosure_cli.artifacts.unit import unit_artifacts
from disclosure_cli.artifacts.views import held_back, seen_from
from disclosure_cli.building.last_build import LastBuild
from disclosure_cli.building.shared_files import SharedFiles
from disclosure_cli.compile.view import UnitView
from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.model import Artifact, Catalog, Unit
from disclosure_cli.outputs.html.templates import assets
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings
from disclosure_cli.writing import Group, Manifest, digest_of

_SITE, _DATABASE = "/site", "/database"
"""The groups of the files that all units share: two, so that two processes can make them at once."""
_OF_DATABASE, _OF_OTHERS, _OF_CHANGED, _OF_FIELDS = 1 / 17, 1 / 29, 1 / 11, 1 / 5
"""About how long it takes to put together the database of all units and the other files that they share, to compile
for one of these what a unit gives, and to compile what a county does of its units: as parts of the time that the own
files of these units take.
"""


@dataclass(frozen=True)
class Made:
    """The files of a group, as they are asked for; `notes` and `seen` are those of `Group`."""

    artifacts: Iterable[Artifact]
    notes: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """All that files are made from. Units in `faulty` keep the files that they have."""

    catalog: Catalog
    schemas: Schemas
    settings: Settings
    resources: Resources
    faulty: frozenset[str] = frozenset()

    @cached_property
    def public(self) -> Public:
        """The public side of all units."""
        files = assets(self.resources.templates)
        return Public(self.catalog, self.schemas, self.settings, files, self.faulty)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The characters of each unit's records, by which one can tell about how long its files take."""
        found: dict[str, int] = {}
        for source in self.catalog.sources:
            unit = unit_of(source.file)
            found[unit] = found.get(unit, 0) + len(source.text)
        return found


@dataclass(frozen=True)
class Target:
    """Where files go: what the last build left there, the digests of what this one is made from, whether to write.

    `damaged` are the files that are not as the last build left them, `last` is what is known of those that are.
    """

    folder: Path
    former: Manifest
    damaged: frozenset[str]
    inputs: Mapping[str, str]
    write: bool
    last: LastBuild

    @cached_property
    def by_unit(self) -> Mapping[str, dict[str, str]]:
        """The inputs of each unit alone, and under an empty name those that all units share."""
        found: dict[str, dict[str, str]] = {}
        for name, sha in self.inputs.items():
            found.setdefault(unit_of(name), {})[name] = sha
        return found

    def inputs_of(self, units: Iterable[str]) -> list[Any]:
        """Return what files are made from that are compiled of some units."""
        return [self.by_unit.get(unit) for unit in ("", *units)]


@dataclass(frozen=True)
class Task:
    """A group of files to be made: the units that it is compiled from, the digest of all that is, and how.

    `as_left` is told the digests of the files when they are there, and returns what the next build may know of them,
    if it is to know anything.
    """

    units: frozenset[str]
    key: str
    weight: int
    make: Callable[[], Made]
    as_left: Callable[[Mapping[str, str]], LastBuild] | None = None


def unit_of(name: str) -> str:
    """Return the unit whose file an input is, empty for one that all units share."""
    parts = name.split("/")
    own = len(parts) > 2 and parts[0] == CATALOGS and parts[1] != VOCABULARY_FOLDER
    return parts[1] if own else ""


def unit_tasks(site: Site, target: Target) -> dict[str, Task]:
    """Return what is to be made of each unit that is not at fault, by its id."""
    sound = (unit for unit in site.catalog.units if unit.id not in site.faulty)
    return {unit.id: _unit_task(unit, site, target) for unit in sound}


def _unit_task(unit: Unit, site: Site, target: Target) -> Task:
    others = seen_from(unit, site.catalog).units[1:]
    named = [[other.id, *(record.data for record in other.records)] for other in others]
    key = digest_of([*target.inputs_of([unit.id]), named])
    weight = site.sizes.get(unit.id, 0)
    return Task(frozenset([unit.id]), key, weight, partial(_unit_files, unit, site))


def _unit_files(unit: Unit, site: Site) -> Made:
    decisions = site.public.decided(unit)
    held = [
        [unit.name, decision.record.subject, f"{decision.state.value}：{decision.reason}"]
        for decision in held_back(decisions)
    ]
    catalog = seen_from(unit, site.catalog)
    return Made(unit_artifacts(catalog, decisions, site.schemas, site.settings), {"held": held})


def shared_tasks(site: Site, target: Target, keys: Mapping[str, str]) -> dict[str, Task]:
    """Return what is to be made of the files that units share; `keys` are those of each unit's own files.

    The names of these groups are those of no unit.
    """
    fields = field_parts(site.public).items()
    return {
        **_site_tasks(site, target, keys),
        **{name: _field_task(name, part, site, target) for name, part in fields},
    }


def _site_tasks(site: Site, target: Target, keys: Mapping[str, str]) -> dict[str, Task]:
    """Return what is to be made of all units together. Those that have not changed are not compiled again."""
    public = site.public
    key = _shared_key([view.id for view in public.outlines], site, target)
    # What one unit gives also depends on the names of the others and on the numbers by which others are replaced.
    names = {unit["name"]: unit["id"] for unit in public.linked["units"]}
    linked = [names, public.linked["replacing"]]
    keys = {view.id: digest_of([keys[view.id], linked]) for view in public.shown}
    files = SharedFiles(public, target.folder, keys, target.last)
    of_changed = _OF_CHANGED * sum(site.sizes.get(unit, 0) for unit in files.changed)
    whole = sum(site.sizes.values())
    units = frozenset(view.id for view in public.outlines)
    return {
        _DATABASE: Task(
            units,
            key,
            round(_OF_DATABASE * whole + of_changed),
            lambda: Made(files.database()),
            files.database_as_left,
        ),
        _SITE: Task(
            units,
            key,
            round(_OF_OTHERS * whole + of_changed),
            lambda: Made(files.others()),
            files.others_as_left,
        ),
    }


def _field_task(name: str, part: Part, site: Site, target: Target) -> Task:
    key = _shared_key(part.units, site, target)
    weight = round(_OF_FIELDS * sum(site.sizes.get(unit, 0) for unit in part.units))
    former = target.former.groups.get(name, Group("", {}))
    return Task(frozenset(part.units), key, weight, partial(_field_files, part, former, target))


def _field_files(part: Part, former: Group, target: Target) -> Made:
    """Return what a county compiles of its units. What is seen of one that has not changed is known."""
    views: dict[str, UnitView] = {}
    seen: dict[str, Sequence[str]] = {}
    for unit in part.units:
        key = digest_of(target.inputs_of([unit]))
        known = former.seen.get(unit)
        if known and known[0] == key:
            seen[unit] = known
        else:
            views[unit] = part.view(unit)
            told = part.told_of(views[unit])
            seen[unit] = [key, digest_of([*target.inputs_of(()), told])]
    needed = (views.pop(unit) if unit in views else part.view(unit) for unit in part.units)
    return Made(part.artifacts(needed), seen=seen)


def _shared_key(units: Sequence[str], site: Site, target: Target) -> str:
    return digest_of([*target.inputs_of(units), units, sorted(site.faulty)])


def robots_task(groups: Mapping[str, Group], site: Site, target: Target) -> Task:
    """Return what is to be made of the pages that there are, for robots."""
    pages = [page for _, group in sorted(groups.items()) for page in group.notes.get("pages", ())]
    robots = robots_artifacts(((path, day) for path, day in pages), site.settings)
    return Task(frozenset(target.by_unit), "", 0, lambda: Made(robots))
