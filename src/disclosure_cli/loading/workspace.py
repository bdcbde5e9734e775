"""Where things are: the folders and files of a workspace, and what they hold.

What reads and checks them is imported when it is needed, so that a build which
has nothing to do starts at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_cli.folders import (
    CACHE_FOLDER,
    CATALOGS,
    EXTENSION,
    MAXIMUM_BYTES,
    SCHEMAS,
    SETTINGS_FILE,
    TEMPLATES,
)
from disclosure_cli.loading.disk import lies_in, names, read, walk
from disclosure_cli.loading.packaged import packaged, program_digest

if TYPE_CHECKING:
    from disclosure_cli.loading.files import CheckFiles
    from disclosure_cli.model import Catalog, Diagnostic, Record
    from disclosure_cli.outputs.html.templates import TemplateFile, Templates
    from disclosure_cli.schema.schemas import Schemas


_OUTPUT = re.compile(r"^(?:输出目录|output): ([A-Za-z0-9_][A-Za-z0-9_/-]*)$", re.MULTILINE)
_MENTION = re.compile("输出目录|output")
_WORTH_KEEPING = 1_000_000
"""So many bytes take longer to read than a clerk notices; of fewer nothing is kept."""


class NoWorkspaceError(Exception):
    """There is no workspace at or above a folder."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with a `disclose.yaml`."""

    root: Path

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folders to look for templates in, the workspace's own first."""
        own = self.root / TEMPLATES
        is_own = own.is_dir() and self.holds(own)
        return (own, packaged("templates")) if is_own else (packaged("templates"),)

    def holds(self, path: Path) -> bool:
        """Tell whether a path is in the workspace, also when all links are followed."""
        return path.resolve().is_relative_to(self.root)


@dataclass(frozen=True)
class Loaded:
    """A workspace as read: its catalog, its schemas, what reading found, and the text of its files."""

    catalog: Catalog
    schemas: Schemas
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]


def find(start: Path) -> Workspace:
    """Return the workspace that a folder lies in. Raises `NoWorkspaceError` where there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / SETTINGS_FILE).is_file():
            return Workspace(folder)
    raise NoWorkspaceError(str(start))


def read_templates(folders: Iterable[Path]) -> Templates:
    """Read page templates and assets of folders given in search order, the packaged one last.

    Hidden files and links that lead out of a folder are passed over.
    """
    from disclosure_cli.outputs.html.templates import Templates

    distinct = list(dict.fromkeys(folder.resolve() for folder in folders))
    return Templates(tuple(tuple(_template_files(folder)) for folder in distinct))


def _template_files(folder: Path) -> Iterator[TemplateFile]:
    from disclosure_cli.outputs.html.templates import TemplateFile, wants

    for path in walk(folder):
        name = path.relative_to(folder).as_posix()
        if wants(name) and lies_in(path, folder):
            yield TemplateFile(name, path, read(folder, name))


def layout_files(workspace: Workspace, workbook: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of a workbook's layout files: the packaged one, then the workspace's own if it has one."""
    for folder in reversed(workspace.templates):
        path = folder / f"{workbook}.layout.toml"
        if path.is_file() and lies_in(path, folder):
            yield f"{TEMPLATES}/{path.name}", path.read_text("utf-8", errors="replace")


def input_files(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of a workspace that a build depends on; unreadable ones count as empty."""
    root = workspace.root
    extensions = sorted((root / SCHEMAS).glob(f"*{EXTENSION}"))
    for name in (
        SETTINGS_FILE,
        *(f"{CATALOGS}/{name}" for name in names(root / CATALOGS)),
        *(f"{TEMPLATES}/{name}" for name in names(root / TEMPLATES)),
        *(path.relative_to(root).as_posix() for path in extensions),
    ):
        try:
            yield name, read(root, name)
        except OSError:
            yield name, b""


def unit_files(workspace: Workspace, unit_id: str) -> dict[str, bytes]:
    """Return path → bytes of the files of a unit, its records and its register; no link is followed out of it."""
    from disclosure_cli.catalog import register_of, role_of

    root = workspace.root
    return {
        name: read(root, name)
        for path in walk(root / CATALOGS / unit_id)
        if role_of(name := path.relative_to(root).as_posix()) or register_of(name)
        if workspace.holds(path)
    }


def load_schemas(
    workspace: Workspace | None = None,
) -> tuple[Schemas, tuple[Diagnostic, ...]]:
    """Return the packaged schemas with the workspace's additions; a bad addition is left out and found."""
    from disclosure_cli.model import Location
    from disclosure_cli.schema.codes import BAD_EXTENSION
    from disclosure_cli.schema.parsing import parse

    documents = {
        path.name.removesuffix(".schema.json"): path.read_text("utf-8")
        for path in sorted(packaged("schemas").glob("*.schema.json"))
    }
    extensions = {} if workspace is None else _extensions(workspace)
    try:
        return parse(documents, extensions), ()
    except ValueError as error:
        hint = "照 docs/字段说明.md 里“增加字段”一节改正"
        file = "schemas/" + str(error).partition("：")[0]
        return parse(documents, {}), (BAD_EXTENSION.found(str(error), hint, Location(file)),)


def _extensions(workspace: Workspace) -> dict[str, str]:
    files = sorted((workspace.root / SCHEMAS).glob(f"*{EXTENSION}"))
    return {
        path.name.removesuffix(EXTENSION): path.read_text("utf-8", errors="replace")
        for path in files
        if workspace.holds(path)
    }


def output_name(workspace: Workspace) -> str | None:
    """Return the name of the output folder where the settings say it plainly, so that nobody has to read them."""
    text = (workspace.root / SETTINGS_FILE).read_text("utf-8", errors="replace")
    names = _OUTPUT.findall(text)
    return names[0] if len(names) == len(_MENTION.findall(text)) == 1 else None


def load_settings(workspace: Workspace) -> Record:
    """Return the settings alone, without reading the rest of the workspace."""
    from disclosure_cli.catalog import assemble, check_file, role_of

    role = role_of(SETTINGS_FILE)
    assert role is not None
    schemas, _ = load_schemas(workspace)
    file = check_file(SETTINGS_FILE, (workspace.root / SETTINGS_FILE).read_bytes(), role, schemas)
    return assemble([file], [])[0].settings


def read_files(
    workspace: Workspace,
) -> tuple[dict[str, bytes | None], tuple[Diagnostic, ...]]:
    """Return path → bytes of every file of a workspace, None for one that cannot be read, and what was found."""
    paths, found = _paths(workspace)
    files: dict[str, bytes | None] = {}
    for path in paths:
        try:
            files[path] = read(workspace.root, path, MAXIMUM_BYTES + 1)
        except OSError:
            files[path] = None
            found.append(_not_readable(path))
    return files, tuple(found)


def load(
    workspace: Workspace, *, keep: bool = False, jobs: int = 0, after: Sequence[str] = ()
) -> Loaded:
    """Read and check every file of a workspace. What is the same as the last time with `keep` is not read again.

    `jobs` is how many processes may work at once, 0 as many as there are processors, if the work is worth it. `after`
    are the modules that will be wanted: one process imports them while another reads.
    """
    from disclosure_cli.loading.caching import check_files

    schemas, found = load_schemas(workspace)
    files, unreadable = read_files(workspace)
    appearance, texts = _appearance(workspace)
    keep = keep and sum(len(data or b"") for data in files.values()) > _WORTH_KEEPING
    folder = workspace.root / CACHE_FOLDER
    check = partial(
        check_files,
        folder=folder,
        program=program_digest,
        keep=keep,
        jobs=jobs,
        meanwhile=lambda: [import_module(name) for name in after],
    )
    loaded = load_files(files, schemas, (*found, *unreadable, *appearance), check)
    return replace(loaded, texts={**loaded.texts, **texts})


def _appearance(workspace: Workspace) -> tuple[list[Diagnostic], dict[str, str]]:
    """Return what is wrong with the workspace's own templates and layouts, and their texts by path."""
    folders = {folder.resolve() for folder in workspace.templates}
    if len(folders) == 1:
        return [], {}
    from disclosure_cli.findings.appearance import check_layouts, check_numbers, check_templates

    templates = read_templates(workspace.templates)
    own, brought = map(_layouts, workspace.templates)
    found = list(check_layouts(own, brought))
    if templates.own:
        found += check_templates(templates, workspace.root)
    texts = {f"templates/{name}": text for name, text in own.items()}
    for file in templates.own:
        texts[f"templates/{file.name}"] = file.data.decode("utf-8-sig", errors="replace")
    return [*found, *check_numbers(texts)], texts


def _layouts(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.glob("*.layout.toml")) if path.is_file())
    return {
        path.name: path.read_text("utf-8", errors="replace")
        for path in files
        if lies_in(path, folder)
    }


def load_files(
    files: Mapping[str, bytes | None],
    schemas: Schemas,
    found: Iterable[Diagnostic] = (),
    check: CheckFiles | None = None,
) -> Loaded:
    """Check the files of a workspace, wherever their bytes are from; None stands for one that cannot be read.

    `found` is what was found before; `check` does the work of `check_files`.
    """
    from disclosure_cli.catalog import UncheckedFile, assemble, register_of, role_of
    from disclosure_cli.loading.files import check_files
    from disclosure_cli.model import Source

    unchecked: list[UncheckedFile] = []
    registers: list[Source] = []
    for path, data in files.items():
        if data is None:
            continue
        if register_of(path):
            registers.append(Source(path, data.decode("utf-8-sig", "replace")))
        elif (role := role_of(path)) is not None:
            unchecked.append(UncheckedFile(path, data, role))
    checked = (check or check_files)(unchecked, schemas)
    catalog, more = assemble(checked, files, registers)
    texts = {file.path: file.text for file in checked}
    texts |= {register.file: register.text for register in registers}
    return Loaded(catalog, schemas, (*found, *more), texts)


def _paths(workspace: Workspace) -> tuple[list[str], list[Diagnostic]]:
    """Return the workspace paths of all files that may be read, sorted, and findings about those that must not be."""
    root = workspace.root
    records = [SETTINGS_FILE, *(f"{CATALOGS}/{name}" for name in names(root / CATALOGS))]
    added = [*(root / SCHEMAS).glob(f"*{EXTENSION}"), *(root / TEMPLATES).glob("*.layout.toml")]
    # To follow all links takes a while: that is done once a folder, and for files that are links themselves.
    folders = {name.rpartition("/")[0] for name in records}
    elsewhere = {folder for folder in folders if not workspace.holds(root / folder)}
    doubtful = [
        name
        for name in records
        if name.rpartition("/")[0] in elsewhere or os.path.islink(f"{root}/{name}")  # noqa: PTH114
    ]
    doubtful += (path.relative_to(root).as_posix() for path in sorted(added))
    outside = dict.fromkeys(name for name in doubtful if not workspace.holds(root / name))
    paths = sorted(name for name in records if name not in outside)
    return paths, list(map(_not_readable, outside))


def _not_readable(path: str) -> Diagnostic:
    from disclosure_cli.model import Location
    from disclosure_cli.reading.codes import NOT_READABLE

    hint = "检查文件是否存在、是否有读取权限；不读指向工作区以外的链接"
    return NOT_READABLE.found("文件打不开，没有读入", hint, Location(path))
