"""Bring an output folder up to date with a workspace: read, check, plan, render what is new, write, prune."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_cli.workspace import (
    Workspace,
    input_files,
    layout_files,
    package_files,
    read_templates,
)
from disclosure_cli.writing import (
    Manifest,
    Written,
    digest,
    digest_of,
    is_intact,
    locked,
    prune,
    read_manifest,
    write_file,
    write_manifest,
)

if TYPE_CHECKING:
    from disclosure_cli.build import Resources
    from disclosure_cli.model import Artifact, Diagnostic
    from disclosure_cli.workspace import Loaded

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What a build did. `reasons` says of each file why it was written; `held` lists what stays unpublished.

    `diagnostics` are given when the build was stopped or units were left out; `faulty` are those units.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    total: int = 0
    held: tuple[tuple[str, str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    faulty: tuple[str, ...] = ()
    stopped: bool = False
    loaded: Loaded | None = None


@dataclass(frozen=True)
class Request:
    """What is asked of a build: all units or some, whether to write, whether to go on without units at fault."""

    folder: Path
    units: frozenset[str] = frozenset()
    check: bool = False
    keep_going: bool = False


class UnknownUnitError(Exception):
    """A unit was asked for that the workspace does not have."""


def output_folder(workspace: Workspace) -> Path:
    """Return the output folder that the workspace's settings name; it never leaves the workspace."""
    from disclosure_cli.settings import settings_of
    from disclosure_cli.workspace import load_settings

    folder = (workspace.root / settings_of(load_settings(workspace)).output).resolve()
    return folder if folder.is_relative_to(workspace.root) else workspace.root / "build"


def update(workspace: Workspace, request: Request, progress: Progress) -> Outcome:
    """Bring the output folder up to date, or with `check` only say what is not."""
    inputs = digest_of(_inputs(workspace))
    manifest = read_manifest(request.folder)
    if manifest.inputs == inputs and not request.units and _all_intact(request.folder, manifest):
        return Outcome(total=len(manifest.files), held=_held_of(manifest.notes))
    if request.check:
        return _update(workspace, request, inputs, progress)
    with locked(request.folder):
        return _update(workspace, request, inputs, progress)


def _inputs(workspace: Workspace) -> dict[str, str]:
    """Return the digest of every file that a build depends on, and of the program itself."""
    files = {f"workspace/{name}": digest(data) for name, data in input_files(workspace)}
    return {**files, "program": program_digest()}


@cache
def program_digest() -> str:
    """Return one digest over the program, its templates and schemas, and the libraries that make the bytes."""
    from importlib.metadata import version

    libraries = {name: version(name) for name in ("Jinja2", "openpyxl", "PyYAML", "jsonschema")}
    files = {name: digest(data) for name, data in package_files()}
    return digest_of({**libraries, **files})


def _all_intact(folder: Path, manifest: Manifest) -> bool:
    return all(is_intact(folder, path, written) for path, written in manifest.files.items())


def _held_of(notes: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    held = notes.get("held", [])
    return tuple((str(unit), str(subject), str(reason)) for unit, subject, reason in held)


def _update(workspace: Workspace, request: Request, inputs: str, progress: Progress) -> Outcome:
    from disclosure_cli.build import decide_all, held_back, plan
    from disclosure_cli.outputs.html_templates import assets
    from disclosure_cli.settings import settings_of
    from disclosure_cli.validate import blocking
    from disclosure_cli.workspace import load

    loaded = load(workspace)
    catalog = loaded.catalog
    if unknown := request.units - {unit.id for unit in catalog.units}:
        raise UnknownUnitError("、".join(sorted(unknown)))
    diagnostics = blocking(catalog, loaded.diagnostics, loaded.schemas)
    faulty = frozenset(diagnostic.unit for diagnostic in diagnostics)
    if diagnostics and (not request.keep_going or "" in faulty):
        return Outcome(diagnostics=diagnostics, stopped=True, loaded=loaded)
    settings = settings_of(catalog.settings)
    resources = _resources(workspace)
    artifacts = plan(catalog, loaded.schemas, settings, assets(resources.templates), faulty)
    if found := _faulty_pages(artifacts, resources, workspace):
        return Outcome(diagnostics=found, stopped=True, loaded=loaded)
    decisions = decide_all(catalog, settings)
    held = tuple(
        (
            unit.name,
            decision.record.subject,
            f"{decision.state.value}：{decision.reason}",
        )
        for unit in catalog.units
        for decision in held_back(decisions[unit.id])
    )
    wanted = [
        artifact
        for artifact in artifacts
        if not request.units or artifact.unit in {"", *request.units}
    ]
    kept = {artifact.path for artifact in artifacts} - {artifact.path for artifact in wanted}
    manifest = read_manifest(request.folder)
    kept |= {path for path in manifest.files if _unit_of(path) in faulty}
    files, reasons = _write(wanted, resources, request, manifest, progress)
    files |= {path: manifest.files[path] for path in kept if path in manifest.files}
    removed = tuple(sorted(set(manifest.files) - set(files)))
    if not request.check:
        prune(request.folder, removed)
        complete = "" if faulty or request.units else inputs
        write_manifest(
            request.folder,
            Manifest(complete, files, {"held": [list(row) for row in held]}),
        )
    return Outcome(
        reasons,
        removed,
        len(files),
        held,
        diagnostics,
        tuple(sorted(faulty)),
        loaded=loaded,
    )


def template_findings(workspace: Workspace, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return what goes wrong when the pages of a workspace are rendered by templates of its own, if it has any.

    Pages that cannot be made because of other findings are not tried.
    """
    from disclosure_cli.build import plan
    from disclosure_cli.settings import settings_of
    from disclosure_cli.validate import blocking

    if not read_templates(workspace.templates).own:
        return ()
    faulty = {d.unit for d in blocking(loaded.catalog, loaded.diagnostics, loaded.schemas)}
    if "" in faulty:
        return ()
    settings = settings_of(loaded.catalog.settings)
    artifacts = plan(loaded.catalog, loaded.schemas, settings, {}, frozenset(faulty))
    return _faulty_pages(artifacts, _resources(workspace), workspace)


def _faulty_pages(
    artifacts: Iterable[Artifact], resources: Resources, workspace: Workspace
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with pages, before any is written. The packaged templates are not tried: they are tested."""
    if not resources.templates.own:
        return ()
    from disclosure_cli.appearance import check_pages

    return check_pages(artifacts, resources.templates, workspace.root)


def _resources(workspace: Workspace) -> Resources:
    """Read templates and layouts, the workspace's own over the packaged ones."""
    from disclosure_cli.build import WORKBOOKS, Resources
    from disclosure_cli.outputs.xlsx_layout import read_layouts

    layouts = {name: read_layouts(*layout_files(workspace, name)) for name in WORKBOOKS}
    return Resources(read_templates(workspace.templates), layouts)


def _digest_of_resources(resources: Resources) -> str:
    folders = resources.templates.folders
    pages = [[file.name, digest(file.data)] for folder in folders for file in folder]
    return digest_of([pages, repr(resources.layouts)])


def _unit_of(path: str) -> str:
    """Return the unit whose file an output path is: `site/<unit>/…` or `internal/<unit>.…`."""
    parts = path.split("/")
    return parts[1].split(".")[0] if len(parts) > 1 else ""


def _write(
    artifacts: Iterable[Artifact],
    resources: Resources,
    request: Request,
    manifest: Manifest,
    progress: Progress,
) -> tuple[dict[str, Written], dict[str, str]]:
    """Render and write what is not current. Returns the manifest's entries and why each file was written."""
    from disclosure_cli.build import render

    wanted = list(artifacts)
    program = [program_digest(), _digest_of_resources(resources)]
    files: dict[str, Written] = {}
    reasons: dict[str, str] = {}
    for number, artifact in enumerate(wanted, start=1):
        key = digest_of([program, artifact.renderer, artifact.context])
        former = manifest.files.get(artifact.path)
        reason = _reason(request.folder, artifact.path, key, former)
        if former is not None and not reason:
            files[artifact.path] = former
        else:
            reasons[artifact.path] = reason
            if not request.check:
                data = render(artifact, resources)
                write_file(request.folder / artifact.path, data)
                files[artifact.path] = Written(key, digest(data))
        progress(number, len(wanted))
    return files, reasons


def _reason(folder: Path, path: str, key: str, former: Written | None) -> str:
    """Say why a file has to be written, or nothing when it is current."""
    if former is None:
        return "新的文件"
    if former.key != key:
        return "内容、模板或者程序有变化"
    if not (folder / path).exists():
        return "文件不在了"
    return "" if is_intact(folder, path, former) else "文件被改动过"
