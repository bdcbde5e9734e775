"""The files of a build, in groups: those of each unit, and those that all share. What has to be made anew is made.

A group is left as it is when all that it may be compiled from is what it was made from, and its files are intact. So
the output is the same as if everything had been made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from disclosure_cli.artifacts.contributions import Public
from disclosure_cli.artifacts.fields import Part, field_parts
from disclosure_cli.artifacts.renderers import Resources, render
from disclosure_cli.artifacts.site import page_of, robots_artifacts
from disclosure_cli.artifacts.unit import unit_artifacts
from disclosure_cli.artifacts.views import decide_unit, held_back, seen_from
from disclosure_cli.building.last_build import LastBuild
from disclosure_cli.building.shared_files import SharedFiles
from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.model import Artifact, Catalog, Unit
from disclosure_cli.outputs.html_templates import assets
from disclosure_cli.processes import processes, work_off
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings
from disclosure_cli.writing import (
    Group,
    Manifest,
    digest,
    digest_of,
    holds,
    is_intact,
    write_file,
)

_ROBOTS = "/robots"
"""The group of what robots look for, made when all pages are."""
_WORTH_HELP = 300_000
"""So many characters of records take much longer than it takes to make another process."""
_NAMED = 3
_SITE = "/site"
"""The group of the files that all units share."""
_OF_ALL, _OF_CHANGED, _OF_FIELDS = 1 / 18, 1 / 10, 1 / 7
"""About how long it takes to put together what all units share, and to compile for it what a unit gives, and what a
county compiles of its units: as parts of the time that the own files of these units take.
"""

_Made = tuple[Group, dict[str, str], LastBuild | None]
"""A group of files as it is now, for each file that was written the reason, and what is known for the next build."""
_Notes = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """All that files are made from. Units in `faulty` keep the files that they have."""

    catalog: Catalog
    schemas: Schemas
    settings: Settings
    resources: Resources
    faulty: frozenset[str] = frozenset()

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The characters of each unit's records, by which one can tell about how long its files take."""
        found: dict[str, int] = {}
        for source in self.catalog.sources:
            unit = _unit_of(source.file)
            found[unit] = found.get(unit, 0) + len(source.text)
        return found


@dataclass(frozen=True)
class Target:
    """Where files go: what the last build left there, the digests of what this one is made from, whether to write.

    `last` is what is known of files there that are as the last build left them.
    """

    folder: Path
    former: Manifest
    inputs: Mapping[str, str]
    write: bool
    last: LastBuild

    @cached_property
    def by_unit(self) -> Mapping[str, dict[str, str]]:
        """The inputs of each unit alone, and under an empty name those that all units share."""
        found: dict[str, dict[str, str]] = {}
        for name, sha in self.inputs.items():
            found.setdefault(_unit_of(name), {})[name] = sha
        return found

    def inputs_of(self, units: Iterable[str]) -> list[Any]:
        """Return what files are made from that are compiled of some units."""
        return [self.by_unit.get(unit) for unit in ("", *units)]


@dataclass(frozen=True)
class _Task:
    """A group of files to be made: the units that it is compiled from, the digest of all that is, and how.

    `as_left` is told the digests of the files when they are there, and returns what the next build may know of them.
    """

    units: frozenset[str]
    key: str
    weight: int
    make: Callable[[], tuple[Iterable[Artifact], _Notes]]
    as_left: Callable[[Mapping[str, str]], LastBuild | None] = lambda files: None


def make(
    site: Site,
    target: Target,
    wanted: frozenset[str],
    jobs: int,
    progress: Callable[[int, int], None],
) -> tuple[Manifest, dict[str, str], LastBuild | None]:
    """Bring the files of units and those that they share up to date: of all units, or only of those `wanted`.

    Returns what is there now, why each file was written, and what is to be kept for the next build if it is new.
    """
    own = _unit_tasks(site, target)
    shared = _shared_tasks(site, target, {name: task.key for name, task in own.items()})
    tasks = own | shared
    asked = [name for name in tasks if name in shared or not wanted or name in wanted]
    groups = {
        name: group
        for name, group in target.former.groups.items()
        if name in tasks or name.partition("/")[0] in site.faulty
    }
    former = target.former.groups
    same = {name for name in asked if name in former and former[name].key == tasks[name].key}
    weights = {name: 0 if name in same else tasks[name].weight for name in asked}

    def work(name: str) -> _Made:
        # To look at files that may be left as they are takes a while, too: that is done where there is time for it.
        if name in same and is_intact(target.folder, former[name].files):
            return former[name], {}, None
        return _make(tasks[name], site, target)

    reasons: dict[str, str] = {}
    left = None
    heaviest_first = sorted(weights, key=lambda name: -weights[name])
    done = work_off(work, heaviest_first, _processes(weights.values(), jobs))
    for number, (name, (group, written, new)) in enumerate(done, start=1):
        groups[name] = group
        reasons |= written
        left = new or left
        progress(number, len(weights))
    groups[_ROBOTS], written, _ = _make(_robots_task(groups, site, target), site, target)
    manifest = _manifest(groups, tasks, site, target)
    return manifest, dict(sorted((reasons | written).items())), left


def _unit_of(name: str) -> str:
    """Return the unit whose file an input is, empty for one that all units share."""
    parts = name.split("/")
    own = len(parts) > 2 and parts[0] == CATALOGS and parts[1] != VOCABULARY_FOLDER
    return parts[1] if own else ""


def _unit_tasks(site: Site, target: Target) -> dict[str, _Task]:
    """Return what is to be made of each unit that is not at fault, by its id."""
    sound = (unit for unit in site.catalog.units if unit.id not in site.faulty)
    return {unit.id: _unit_task(unit, site, target) for unit in sound}


def _unit_task(unit: Unit, site: Site, target: Target) -> _Task:
    others = seen_from(unit, site.catalog).units[1:]
    named = [[other.id, *(record.data for record in other.records)] for other in others]
    key = digest_of([*target.inputs_of([unit.id]), named])
    weight = site.sizes.get(unit.id, 0)
    return _Task(frozenset([unit.id]), key, weight, partial(_unit_files, unit, site))


def _unit_files(unit: Unit, site: Site) -> tuple[Iterable[Artifact], _Notes]:
    decisions = decide_unit(unit, site.settings)
    held = [
        [unit.name, decision.record.subject, f"{decision.state.value}：{decision.reason}"]
        for decision in held_back(decisions)
    ]
    catalog = seen_from(unit, site.catalog)
    return unit_artifacts(catalog, decisions, site.schemas, site.settings), {"held": held}


def _shared_tasks(site: Site, target: Target, keys: Mapping[str, str]) -> dict[str, _Task]:
    """Return what is to be made of the files that units share; `keys` are those of each unit's own files.

    The names of these groups are those of no unit.
    """
    files = assets(site.resources.templates)
    public = Public(site.catalog, site.schemas, site.settings, files, site.faulty)
    fields = field_parts(public).items()
    return {
        _SITE: _site_task(public, site, target, keys),
        **{name: _field_task(part, site, target) for name, part in fields},
    }


def _site_task(public: Public, site: Site, target: Target, keys: Mapping[str, str]) -> _Task:
    """Return what is to be made of all units together. Those that have not changed are not compiled again."""
    key = _shared_key([view.id for view in public.outlines], site, target)
    # What one unit gives also depends on the names of the others and on the numbers by which others are replaced.
    names = {unit["name"]: unit["id"] for unit in public.linked["units"]}
    linked = [names, public.linked["replacing"]]
    keys = {view.id: digest_of([keys[view.id], linked]) for view in public.shown}
    files = SharedFiles(public, target.folder, keys, target.last)
    changed = sum(site.sizes.get(unit, 0) for unit in files.changed)
    weight = round(_OF_ALL * sum(site.sizes.values()) + _OF_CHANGED * changed)
    units = frozenset(view.id for view in public.outlines)
    return _Task(units, key, weight, lambda: (files.artifacts(), {}), files.as_left)


def _field_task(part: Part, site: Site, target: Target) -> _Task:
    key = _shared_key(sorted(part.units), site, target)
    weight = round(_OF_FIELDS * sum(site.sizes.get(unit, 0) for unit in part.units))
    return _Task(part.units, key, weight, lambda: (part.artifacts(), {}))


def _shared_key(units: Sequence[str], site: Site, target: Target) -> str:
    return digest_of([*target.inputs_of(units), units, sorted(site.faulty)])


def _robots_task(groups: Mapping[str, Group], site: Site, target: Target) -> _Task:
    pages = [page for _, group in sorted(groups.items()) for page in group.notes.get("pages", ())]
    robots = robots_artifacts(((path, day) for path, day in pages), site.settings)
    return _Task(frozenset(target.by_unit), "", 0, lambda: (robots, {}))


def _processes(weights: Iterable[int], jobs: int) -> int:
    """Return how many processes are to work: as many as asked for, or as many as are worth while."""
    return processes(jobs or (0 if sum(weights) > _WORTH_HELP else 1))


def _make(task: _Task, site: Site, target: Target) -> _Made:
    """Render the files of a group, and write those that are not on disk as they are to be."""
    files: dict[str, str] = {}
    reasons: dict[str, str] = {}
    pages: list[tuple[str, str]] = []
    artifacts, notes = task.make()
    for artifact in artifacts:
        data = render(artifact, site.resources)
        path = artifact.path
        files[path] = digest(data)
        if reason := _reason(path, data, files[path], task, target):
            reasons[path] = reason
            if target.write:
                write_file(target.folder / path, data)
        if page := page_of(artifact):
            pages.append(page)
        # Those of all units together are large: the next is not made before this one is gone.
        del artifact, data
    return Group(task.key, files, {**notes, "pages": pages}), reasons, task.as_left(files)


def _reason(path: str, data: bytes, sha: str, task: _Task, target: Target) -> str:
    """Say why a file has to be written, or nothing when it is there as it is to be."""
    file, known = target.folder / path, target.former.files.get(path)
    if holds(file, data):
        return ""
    if not file.exists():
        return "新的文件" if known is None else "文件不在了"
    return "文件被改动过" if known == sha else _changes(task.units, target)


def _changes(units: Set[str], target: Target) -> str:
    """Say what has changed of that from which files of some units are made; of several, also of units that are gone."""
    inputs, former = target.inputs, target.former.inputs
    gone = {_unit_of(path) for path in former} - target.by_unit.keys()
    seen = {"", *units} if len(units) == 1 else {"", *units, *gone}
    changed = [
        path
        for path in sorted({*inputs, *former})
        if inputs.get(path) != former.get(path) and _unit_of(path) in seen
    ]
    if not former or not changed:
        return "内容、模板或者程序有变化"
    more = f"等{len(changed)}个" if len(changed) > _NAMED else ""
    return f"{'、'.join(changed[:_NAMED])}{more}有变化"


def _manifest(
    groups: Mapping[str, Group], tasks: Mapping[str, _Task], site: Site, target: Target
) -> Manifest:
    """Return what is there now. Units that were left as they were have the inputs that they were made from then."""
    is_made = {name: name in groups and groups[name].key == tasks[name].key for name in tasks}
    outdated = {name for name in tasks if not is_made[name]} | site.faulty
    now = {name: sha for name, sha in target.inputs.items() if _unit_of(name) not in outdated}
    old = target.former.inputs.items()
    inputs = now | {name: sha for name, sha in old if _unit_of(name) in outdated}
    return Manifest(inputs, groups, complete=not outdated)
