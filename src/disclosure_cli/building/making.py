"""The files of a build, in groups: those of each unit, and those that all share. What has to be made anew is made.

A group is left as it is when all that it may be compiled from is what it was made from, and its files are intact. So
the output is the same as if everything had been made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace

from disclosure_cli.artifacts.renderers import render
from disclosure_cli.artifacts.site import page_of
from disclosure_cli.building.last_build import LastBuild, put_together
from disclosure_cli.building.tasks import (
    Made,
    Site,
    Target,
    Task,
    robots_task,
    shared_tasks,
    unit_of,
    unit_tasks,
)
from disclosure_cli.processes import processes, work_off
from disclosure_cli.writing import Group, Manifest, digest, holds, write_file

_ROBOTS = "/robots"
"""The group of what robots look for, made when all pages are."""
_WORTH_HELP = 300_000
"""So many characters of records take much longer than it takes to make another process."""
_NAMED = 3

_Done = tuple[Group, dict[str, str], LastBuild | None]
"""A group of files as it is now, for each file that was written the reason, and what is known for the next build."""


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
    own = unit_tasks(site, target)
    shared = shared_tasks(site, target, {name: task.key for name, task in own.items()})
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

    def work(name: str) -> _Done:
        return _bring_up_to_date(tasks[name], former.get(name), site, target)

    reasons: dict[str, str] = {}
    left: list[LastBuild] = []
    heaviest_first = sorted(weights, key=lambda name: -weights[name])
    done = work_off(work, heaviest_first, _processes(weights.values(), jobs))
    for number, (name, (group, written, new)) in enumerate(done, start=1):
        groups[name] = group
        reasons |= written
        left += [new] if new else []
        progress(number, len(weights))
    robots = robots_task(groups, site, target)
    groups[_ROBOTS], written, _ = _write(robots.make(), robots, site, target)
    manifest = _manifest(groups, tasks, site, target)
    # Of files that were left as they were, what is written down still holds.
    is_all_new = len(left) == sum(tasks[name].as_left is not None for name in asked)
    known = put_together(left) if is_all_new else None
    return manifest, dict(sorted((reasons | written).items())), known


def _processes(weights: Iterable[int], jobs: int) -> int:
    """Return how many processes are to work: as many as asked for, or as many as are worth while."""
    return processes(jobs or (0 if sum(weights) > _WORTH_HELP else 1))


def _bring_up_to_date(task: Task, former: Group | None, site: Site, target: Target) -> _Done:
    """Make a group anew unless its files are there as they are to be."""
    if former is None or not target.damaged.isdisjoint(former.files):
        return _write(task.make(), task, site, target)
    if former.key == task.key:
        return former, {}, None
    made = task.make()
    if Group(task.key, {}, seen=made.seen).is_made_of_the_same(former):
        return replace(former, key=task.key, seen=made.seen), {}, None
    return _write(made, task, site, target)


def _write(made: Made, task: Task, site: Site, target: Target) -> _Done:
    """Render the files of a group, and write those that are not on disk as they are to be."""
    files: dict[str, str] = {}
    reasons: dict[str, str] = {}
    pages: list[tuple[str, str]] = []
    for artifact in made.artifacts:
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
    group = Group(task.key, files, {**made.notes, "pages": pages}, made.seen)
    return group, reasons, task.as_left(files) if task.as_left else None


def _reason(path: str, data: bytes, sha: str, task: Task, target: Target) -> str:
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
    gone = {unit_of(path) for path in former} - target.by_unit.keys()
    seen = {"", *units} if len(units) == 1 else {"", *units, *gone}
    changed = [
        path
        for path in sorted({*inputs, *former})
        if inputs.get(path) != former.get(path) and unit_of(path) in seen
    ]
    if not former or not changed:
        return "内容、模板或者程序有变化"
    more = f"等{len(changed)}个" if len(changed) > _NAMED else ""
    return f"{'、'.join(changed[:_NAMED])}{more}有变化"


def _manifest(
    groups: Mapping[str, Group], tasks: Mapping[str, Task], site: Site, target: Target
) -> Manifest:
    """Return what is there now. Units that were left as they were have the inputs that they were made from then."""
    is_made = {name: name in groups and groups[name].key == tasks[name].key for name in tasks}
    outdated = {name for name in tasks if not is_made[name]} | site.faulty
    now = {name: sha for name, sha in target.inputs.items() if unit_of(name) not in outdated}
    old = target.former.inputs.items()
    inputs = now | {name: sha for name, sha in old if unit_of(name) in outdated}
    return Manifest(inputs, groups, complete=not outdated)
