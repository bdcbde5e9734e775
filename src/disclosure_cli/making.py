"""The files of a build, in groups: those of each unit, and those that all share. What has to be made anew is made.

A group is left as it is when all that it may be compiled from is what it was made from, and its files are intact. So
the output is the same as if everything had been made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from disclosure_cli.build import (
    Resources,
    decide_unit,
    held_back,
    page_of,
    render,
    robots_artifacts,
    seen_from,
    site_artifacts,
    unit_artifacts,
)
from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.model import Artifact, Catalog, Unit
from disclosure_cli.outputs.html_templates import assets
from disclosure_cli.processes import processes, shares, work_off
from disclosure_cli.schema import Schemas
from disclosure_cli.settings import Settings
from disclosure_cli.writing import (
    Group,
    Manifest,
    digest,
    digest_of,
    digest_on_disk,
    is_intact,
    write_file,
)

_SHARED, _ROBOTS = "", "robots"
"""The groups beside those of the units, whose names are their ids. What robots look for is made when all pages are."""
_WORTH_HELP = 1_000_000
"""So many characters of records take much longer than it takes to make another process."""
_SHARED_PART = 4
"""What all units share takes about a quarter of the time of all their files."""
_NAMED = 3

_Made = tuple[Group, dict[str, str]]
"""A group of files as it is now, and for each file that was written the reason."""


@dataclass(frozen=True)
class Site:
    """All that files are made from."""

    catalog: Catalog
    schemas: Schemas
    settings: Settings
    resources: Resources


@dataclass(frozen=True)
class Target:
    """Where files go: what the last build left there, the digests of what this one is made from, whether to write."""

    folder: Path
    former: Manifest
    inputs: Mapping[str, str]
    write: bool

    @cached_property
    def by_unit(self) -> Mapping[str, dict[str, str]]:
        """The inputs of each unit alone, and under an empty name those that all units share."""
        found: dict[str, dict[str, str]] = {}
        for name, sha in self.inputs.items():
            found.setdefault(_unit_of(name), {})[name] = sha
        return found


def make(
    site: Site,
    target: Target,
    faulty: frozenset[str],
    wanted: frozenset[str],
    jobs: int,
    progress: Callable[[int, int], None],
) -> tuple[Manifest, dict[str, str]]:
    """Bring the files of units and those that all share up to date: of all units, or only of those `wanted`.

    Units in `faulty` keep their former files. Returns what is there now, and why each file was written.
    """
    units = {unit.id: unit for unit in site.catalog.units}
    sound = units.keys() - faulty
    keys = {name: _key(units[name], site.catalog, target) for name in sorted(sound)}
    keys[_SHARED] = digest_of([target.inputs, sorted(faulty)])
    former = target.former.groups
    groups = {name: group for name, group in former.items() if name in {*units, _SHARED}}
    asked = {_SHARED, *(wanted or sound)}
    stale = [name for name in keys if name in asked and not _is_current(name, keys[name], target)]

    def work(name: str) -> _Made:
        if name == _SHARED:
            return _make_shared(site, target, keys[name], faulty)
        return _make_unit(units[name], site, target, keys[name])

    reasons: dict[str, str] = {}
    parts = shares(_weights(stale, site), _processes(stale, site, jobs))
    for number, (name, (group, written)) in enumerate(work_off(work, parts), start=1):
        groups[name] = group
        reasons |= written
        progress(number, len(stale))
    pages = [page for _, group in sorted(groups.items()) for page in group.notes.get("pages", ())]
    robots = robots_artifacts(((path, day) for path, day in pages), site.settings)
    groups[_ROBOTS], written = _make(robots, site, target, _ROBOTS, "", {})
    current = {name for name, key in keys.items() if name in groups and groups[name].key == key}
    inputs = _made_from(current, target)
    complete = current == {_SHARED, *units}
    return Manifest(inputs, groups, complete), dict(sorted((reasons | written).items()))


def _unit_of(name: str) -> str:
    """Return the unit whose file an input is, empty for one that all units share."""
    parts = name.split("/")
    own = len(parts) > 2 and parts[0] == CATALOGS and parts[1] != VOCABULARY_FOLDER
    return parts[1] if own else ""


def _key(unit: Unit, catalog: Catalog, target: Target) -> str:
    """Return the digest of all that the files of a unit may be compiled from."""
    others = seen_from(unit, catalog).units[1:]
    named = [[other.id, *(record.data for record in other.records)] for other in others]
    return digest_of([target.by_unit[""], target.by_unit.get(unit.id), named])


def _is_current(name: str, key: str, target: Target) -> bool:
    group = target.former.groups.get(name)
    return group is not None and group.key == key and is_intact(target.folder, group.files)


def _weights(names: Iterable[str], site: Site) -> dict[str, int]:
    """Return about how long groups take, in characters of records."""
    sizes: dict[str, int] = {}
    for source in site.catalog.sources:
        unit = _unit_of(source.file)
        sizes[unit] = sizes.get(unit, 0) + len(source.text)
    sizes[_SHARED] = sum(sizes.values()) // _SHARED_PART
    return {name: sizes.get(name, 0) for name in names}


def _processes(names: Iterable[str], site: Site, jobs: int) -> int:
    """Return how many processes are to work: as many as asked for, or as many as are worth while."""
    worth_help = sum(_weights(names, site).values()) > _WORTH_HELP
    return processes(jobs or (0 if worth_help else 1))


def _make_shared(site: Site, target: Target, key: str, faulty: frozenset[str]) -> _Made:
    files = assets(site.resources.templates)
    artifacts = site_artifacts(site.catalog, site.schemas, site.settings, files, faulty)
    return _make(artifacts, site, target, _SHARED, key, {})


def _make_unit(unit: Unit, site: Site, target: Target, key: str) -> _Made:
    decisions = decide_unit(unit, site.settings)
    held = [
        [unit.name, decision.record.subject, f"{decision.state.value}：{decision.reason}"]
        for decision in held_back(decisions)
    ]
    catalog = seen_from(unit, site.catalog)
    artifacts = unit_artifacts(catalog, decisions, site.schemas, site.settings)
    return _make(artifacts, site, target, unit.id, key, {"held": held})


def _make(
    artifacts: Iterable[Artifact],
    site: Site,
    target: Target,
    name: str,
    key: str,
    notes: dict[str, Any],
) -> _Made:
    """Render the files of a group, and write those that are not on disk as they are to be."""
    files: dict[str, str] = {}
    reasons: dict[str, str] = {}
    pages: list[tuple[str, str]] = []
    for artifact in artifacts:
        data = render(artifact, site.resources)
        path = artifact.path
        files[path] = digest(data)
        if reason := _reason(path, files[path], name, target):
            reasons[path] = reason
            if target.write:
                write_file(target.folder / path, data)
        if page := page_of(artifact):
            pages.append(page)
    return Group(key, files, {**notes, "pages": pages}), reasons


def _reason(path: str, sha: str, name: str, target: Target) -> str:
    """Say why a file has to be written, or nothing when it is there as it is to be."""
    there, known = digest_on_disk(target.folder / path), target.former.files.get(path)
    if there == sha:
        return ""
    if there is None:
        return "新的文件" if known is None else "文件不在了"
    return "文件被改动过" if known == sha else _changes(name, target)


def _changes(name: str, target: Target) -> str:
    """Say what has changed of that from which a group is made."""
    inputs, former = target.inputs, target.former.inputs
    seen = (
        {"", name} if name not in {_SHARED, _ROBOTS} else {*target.by_unit, *map(_unit_of, former)}
    )
    changed = [
        path
        for path in sorted({*inputs, *former})
        if inputs.get(path) != former.get(path) and _unit_of(path) in seen
    ]
    if not former or not changed:
        return "内容、模板或者程序有变化"
    more = f"等{len(changed)}个" if len(changed) > _NAMED else ""
    return f"{'、'.join(changed[:_NAMED])}{more}有变化"


def _made_from(current: Set[str], target: Target) -> dict[str, str]:
    """Return the inputs that what is there now was made from: of units that were left alone, the former ones."""
    now = {name: sha for name, sha in target.inputs.items() if _unit_of(name) in current}
    old = target.former.inputs.items()
    return now | {name: sha for name, sha in old if _unit_of(name) not in current}
