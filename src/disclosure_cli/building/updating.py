"""Bring an output folder up to date with a workspace: read, check, plan, render what is new, write, prune."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_cli.folders import CACHE_FOLDER, INPUT_FOLDERS, SITE
from disclosure_cli.loading.packaged import program_digest
from disclosure_cli.loading.workspace import (
    Workspace,
    input_files,
    layout_files,
    output_name,
    read_templates,
)
from disclosure_cli.writing import (
    LinkedOutputError,
    Manifest,
    damaged,
    digest,
    locked,
    looking,
    prune,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from disclosure_cli.artifacts.renderers import Resources
    from disclosure_cli.building.last_build import LastBuild
    from disclosure_cli.building.tasks import Target
    from disclosure_cli.loading.workspace import Loaded
    from disclosure_cli.model import Diagnostic

Progress = Callable[[int, int], None]

_PROGRAM = "program"
_OWN_FOLDERS = (*INPUT_FOLDERS, ".git", CACHE_FOLDER)
"""The folders of a workspace in which nothing is built."""
_MAKING = "disclosure_cli.building.making"
_WORTH_HELP = 200
"""To look at so many files takes much longer than it takes to make another process."""
_AFTER_READING = ("disclosure_cli.findings.checking", _MAKING)


@dataclass(frozen=True)
class Outcome:
    """What a build did. `reasons` says of each file why it was written, `kept` of each other file why it was not.

    `held` lists what stays unpublished. `diagnostics` are given when the build was stopped or units were left out;
    `faulty` are those units.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    total: int = 0
    held: tuple[tuple[str, str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    faulty: tuple[str, ...] = ()
    stopped: bool = False
    loaded: Loaded | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What is asked of a build: all units or some, whether to write, whether to go on without units at fault.

    `jobs` is how many processes may work at once, 0 as many as there are processors, if the work is worth it.
    """

    folder: Path
    units: frozenset[str] = frozenset()
    check: bool = False
    keep_going: bool = False
    jobs: int = 0


class UnknownUnitError(Exception):
    """A unit was asked for that the workspace does not have; `known` are those that it has."""

    def __init__(self, unit: str, known: Iterable[str]) -> None:
        super().__init__(unit)
        self.unit = unit
        self.known = frozenset(known)


class OutputPlaceError(Exception):
    """The output would lie among the files that it is made from, or in a site that is published."""


class NoUnitLeftError(Exception):
    """A workspace that had units has none: what was built of them is not removed on a slip."""


def output_folder(workspace: Workspace) -> Path:
    """Return the output folder that the workspace's settings name; it never leaves the workspace.

    Raises `LinkedOutputError` where a link leads out of it: a link may be somebody else's, `-o` is the user's own word.
    """
    name = output_name(workspace)
    if name is None:
        from disclosure_cli.loading.workspace import load_settings
        from disclosure_cli.settings import settings_of

        name = settings_of(load_settings(workspace)).output
    named = workspace.root / name
    is_inside = named.is_relative_to(workspace.root) and ".." not in named.parts
    folder = named if is_inside else workspace.root / "build"
    if not workspace.holds(folder):
        raise LinkedOutputError(str(folder))
    return folder.resolve()


def _usual_output(workspace: Workspace) -> Path | None:
    """Return the output folder that the workspace's settings name, None where nothing may be written there."""
    with suppress(LinkedOutputError):
        return output_folder(workspace)
    return None


def is_in_site(path: Path, workspace: Workspace | None) -> bool:
    """Tell whether a path would lie in what is published: in the site of an output folder, of that which the settings
    of a workspace name also before its first build.
    """
    outputs = [folder.parent for folder in (path, *path.parents) if folder.name == SITE]
    return any(read_manifest(folder).files for folder in outputs) or (
        bool(outputs) and workspace is not None and _usual_output(workspace) in outputs
    )


def _demand_place(folder: Path, workspace: Workspace) -> None:
    """Raise `OutputPlaceError` where nothing may be built."""
    root = workspace.root
    own = (root / name for name in _OWN_FOLDERS)
    if (
        root.is_relative_to(folder)
        or any(folder.is_relative_to(each) for each in own)
        or is_in_site(folder, workspace)
    ):
        raise OutputPlaceError(str(folder))


def update(workspace: Workspace, request: Request, progress: Progress) -> Outcome:
    """Bring the output folder up to date, or with `check` only say what is not.

    Raises `OutputPlaceError` and `NoUnitLeftError` before anything is written, and what `locked` does.
    """
    _demand_place(request.folder, workspace)
    manifest = read_manifest(request.folder)
    may_be_current = manifest.complete and not request.units
    with looking(request.folder, manifest.files if may_be_current else {}) as are_intact:
        inputs = _inputs(workspace)
        if may_be_current and manifest.inputs == inputs and are_intact():
            kept = _kept(manifest, manifest, request, frozenset())
            return Outcome(total=len(manifest.files), held=_held_of(manifest), kept=kept)
    if request.check:
        return _update(workspace, request, inputs, progress)
    with locked(request.folder):
        return _update(workspace, request, inputs, progress)


def _inputs(workspace: Workspace) -> dict[str, str]:
    """Return the digest of every file that a build depends on, and of the program itself."""
    files = {name: digest(data) for name, data in input_files(workspace)}
    return {**files, _PROGRAM: program_digest()}


def _kept(
    made: Manifest, former: Manifest, request: Request, faulty: frozenset[str]
) -> dict[str, str]:
    """Say of each file why it was left as it is, if it was."""
    found: dict[str, str] = {}
    for name, group in sorted(made.groups.items()):
        unit, _, part = name.partition("/")
        if unit in faulty:
            reason = "单位有错误，保留原来的"
        elif request.units and not part and unit not in request.units:
            reason = "这次没有要求生成这个单位"
        elif name in former.groups and group.is_made_of_the_same(former.groups[name]):
            reason = "没有变化"
        else:
            reason = "重新生成过，内容相同"
        found |= dict.fromkeys(group.files, reason)
    return found


def _held_of(manifest: Manifest) -> tuple[tuple[str, str, str], ...]:
    groups = sorted(manifest.groups.items())
    return tuple(
        (str(unit), str(subject), str(reason))
        for _, group in groups
        for unit, subject, reason in group.notes.get("held", ())
    )


def _update(
    workspace: Workspace, request: Request, inputs: Mapping[str, str], progress: Progress
) -> Outcome:
    from disclosure_cli.loading.workspace import load
    from disclosure_cli.processes import begun, processes

    former = read_manifest(request.folder)
    look = partial(damaged, request.folder, former.files)
    number = processes(request.jobs) if len(former.files) > _WORTH_HELP else 1
    with begun(look, number) as looked:
        loaded = load(workspace, keep=not request.check, jobs=request.jobs, after=_AFTER_READING)
        from disclosure_cli.findings.checking import check_before_build

        known = frozenset(unit.id for unit in loaded.catalog.units)
        if unknown := request.units - known:
            raise UnknownUnitError(min(unknown), known)
        diagnostics = check_before_build(loaded, request.jobs, partial(import_module, _MAKING))
        faulty = frozenset(diagnostic.unit for diagnostic in diagnostics)
        if diagnostics and (not request.keep_going or "" in faulty):
            return Outcome(diagnostics=diagnostics, stopped=True, loaded=loaded)
        spoilt = looked()
    from disclosure_cli.building.last_build import read_last_build
    from disclosure_cli.building.making import make
    from disclosure_cli.building.tasks import Site, Target
    from disclosure_cli.settings import settings_of

    if former.files and not loaded.catalog.units:
        raise NoUnitLeftError
    settings, resources = settings_of(loaded.catalog.settings), _resources(workspace)
    if found := _faulty_pages(loaded, faulty, resources, workspace):
        return Outcome(diagnostics=found, stopped=True, loaded=loaded)
    site = Site(loaded.catalog, loaded.schemas, settings, resources, faulty)
    kept = read_last_build(workspace.root / CACHE_FOLDER, inputs[_PROGRAM])
    last = kept.of_files(former.files, spoilt)
    target = Target(request.folder, former, spoilt, inputs, not request.check, last)
    made, reasons, left = make(site, target, request.units, request.jobs, progress)
    removed = tuple(sorted(former.files.keys() - made.files.keys()))
    if not request.check:
        prune(request.folder, removed)
        _leave(made, left, workspace, target)
    return Outcome(
        reasons,
        removed,
        len(made.files),
        _held_of(made),
        diagnostics,
        tuple(sorted(faulty)),
        loaded=loaded,
        kept={
            path: reason
            for path, reason in _kept(made, former, request, faulty).items()
            if path not in reasons
        },
    )


def _leave(made: Manifest, left: LastBuild | None, workspace: Workspace, target: Target) -> None:
    """Write down what is there now, and what the next build may know of it."""
    from disclosure_cli.building.last_build import write_last_build

    # Somebody saved a file between the digest and the reading of it: what it was made from is not known.
    unsure = _inputs(workspace) != target.inputs
    write_manifest(target.folder, made.without_keys() if unsure else made)
    if left and not unsure:
        write_last_build(workspace.root / CACHE_FOLDER, target.inputs[_PROGRAM], left)


def template_findings(workspace: Workspace, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return what goes wrong when the pages of a workspace are rendered by templates of its own, if it has any.

    Pages that cannot be made because of other findings are not tried.
    """
    from disclosure_cli.findings.validate import blocking

    if not read_templates(workspace.templates).own:
        return ()
    found = blocking(loaded.catalog, loaded.diagnostics, loaded.schemas)
    faulty = frozenset(diagnostic.unit for diagnostic in found)
    if "" in faulty:
        return ()
    return _faulty_pages(loaded, faulty, _resources(workspace), workspace)


def _faulty_pages(
    loaded: Loaded, faulty: frozenset[str], resources: Resources, workspace: Workspace
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with pages, before any is written. The packaged templates are not tried: they are tested."""
    if not resources.templates.own:
        return ()
    from disclosure_cli.artifacts.plan import plan
    from disclosure_cli.findings.appearance import check_pages
    from disclosure_cli.settings import settings_of

    settings = settings_of(loaded.catalog.settings)
    artifacts = plan(loaded.catalog, loaded.schemas, settings, {}, faulty)
    return check_pages(artifacts, resources.templates, workspace.root)


def _resources(workspace: Workspace) -> Resources:
    """Read templates and layouts, the workspace's own over the packaged ones."""
    from disclosure_cli.artifacts.renderers import WORKBOOKS, Resources
    from disclosure_cli.outputs.xlsx.layout import read_layouts

    layouts = {name: read_layouts(*layout_files(workspace, name)) for name in WORKBOOKS}
    return Resources(read_templates(workspace.templates), layouts)
