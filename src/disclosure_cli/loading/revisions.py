"""What a comparison is asked about: the working tree, a commit, another folder, a built database.

The only module that runs git. Nothing is checked out: a commit's files are read out of the object store as they were
committed, so no filter, hook or attribute of the repository has a say.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath

from disclosure_cli.comparison.sides import sound
from disclosure_cli.folders import EXTENSION, SCHEMAS, SETTINGS_FILE, TEMPLATES, is_input
from disclosure_cli.loading.workspace import Loaded, Workspace, load, load_files
from disclosure_cli.model import MISREAD, Catalog, Diagnostic, Severity
from disclosure_cli.outputs.sqlite.reading import NotOurDatabaseError, read_catalog
from disclosure_cli.publishing.masking import mask
from disclosure_cli.schema.schemas import Schemas

HEAD = "HEAD"
_DATABASES = (".sqlite", ".sqlite3", ".db")
_MOST_TROUBLES = 5
_UNREADABLE = "版本库里的内容读不出来，运行 git fsck 检查版本库"
_SAFE = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


class RevisionError(Exception):
    """What was asked for cannot be read. The message is Chinese and final."""


@dataclass(frozen=True)
class Revision:
    """A catalog as it was somewhere, somewhen. `is_database` tells that there is only what was published.

    `path` is where a folder or a database is; its label is the last part of it.
    """

    label: str
    catalog: Catalog
    troubles: tuple[str, ...] = ()
    is_database: bool = False
    path: Path | None = None


def told_apart(former: Revision, latter: Revision) -> tuple[Revision, Revision]:
    """Return two revisions; folders that are called alike, with as much of their paths as tells them apart."""
    if former.path is None or latter.path is None or former.path == latter.path:
        return former, latter
    parts, others = former.path.parts, latter.path.parts
    length = next(n for n in count(1) if parts[-n:] != others[-n:])
    return (
        replace(former, label=str(PurePosixPath(*parts[-length:]))),
        replace(latter, label=str(PurePosixPath(*others[-length:]))),
    )


def working_tree(workspace: Workspace) -> Revision:
    """Return the workspace as it is now."""
    return _revision("工作区", load(workspace))


def read_revision(name: str, workspace: Workspace | None, schemas: Schemas) -> Revision:
    """Return what a name stands for: a folder or a database that is there, else a commit of the workspace's history.

    Raises `RevisionError` where it stands for nothing that can be read.
    """
    path = Path(name)
    if path.is_dir():
        if not (path / SETTINGS_FILE).is_file():
            raise RevisionError(f"“{name}”不是工作区：里面没有 {SETTINGS_FILE}")
        home = path.resolve()
        return replace(_revision(home.name or str(home), load(Workspace(home))), path=home)
    if path.is_file():
        return _database(name, path.resolve(), schemas)
    if path.suffix in _DATABASES:
        raise RevisionError(f"没有“{name}”这个数据库文件")
    if workspace is None:
        raise RevisionError(f"没有“{name}”这个文件夹或者数据库，这里也不是工作区")
    return _commit(name, workspace, schemas)


def _revision(label: str, loaded: Loaded) -> Revision:
    troubles = tuple(_troubles(loaded.diagnostics))
    catalog = sound(loaded.catalog, loaded.schemas) if troubles else loaded.catalog
    return Revision(label, catalog, troubles)


def _troubles(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield what was not read as it was meant, and so not compared; the first few in full."""
    found = [d for d in diagnostics if d.family in MISREAD and d.severity is Severity.ERROR]
    for diagnostic in found[:_MOST_TROUBLES]:
        yield mask(f"{diagnostic.location}: {diagnostic.message}")
    if len(found) > _MOST_TROUBLES:
        yield f"还有{len(found) - _MOST_TROUBLES}处"


def _database(name: str, path: Path, schemas: Schemas) -> Revision:
    try:
        catalog = read_catalog(path.read_bytes(), name, schemas)
        return Revision(path.name, catalog, is_database=True, path=path)
    except NotOurDatabaseError as error:
        raise RevisionError(f"“{name}”{error}") from None


def _commit(name: str, workspace: Workspace, schemas: Schemas) -> Revision:
    root = workspace.root
    commit = _resolve(name, root)
    files = dict(_files(commit, root))
    if SETTINGS_FILE not in files:
        raise RevisionError(f"“{name}”那时还没有这个工作区（没有 {SETTINGS_FILE}）")
    label = name if commit.startswith(name) else f"{name}（{commit[:7]}）"
    return _revision(label, load_files(files, schemas))


def _resolve(name: str, root: Path) -> str:
    """Return the commit that a name stands for in a repository."""
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside.returncode != 0:
        if b"dubious ownership" in inside.stderr:
            raise RevisionError(
                "git 不信任这个文件夹的所有者，先运行 git config --global --add safe.directory 文件夹"
            )
        raise RevisionError(
            f"没有“{name}”这个文件夹，这里也不是 git 版本库；没有版本库的，写上要比较的两个文件夹"
        )
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = _git(root, *asked)
    if found.returncode != 0:
        if name == HEAD:
            raise RevisionError("版本库里还没有提交")
        raise RevisionError(
            f"没有“{name}”这个提交、标签、分支、文件夹或者数据库；只取了部分历史的，先 git fetch 取全"
        )
    return found.stdout.decode().strip()


def _files(commit: str, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the workspace's files in a commit, in the order in which they are read from disk."""
    listed = _checked(root, "ls-tree", "-r", "-z", commit).stdout.decode("utf-8", "replace")
    objects: dict[str, str] = {}
    for line in filter(None, listed.split("\0")):
        described, _, path = line.partition("\t")
        mode, _, identifier = described.split(" ")[:3]
        if mode in {"100644", "100755"} and _is_wanted(path):
            objects[path] = identifier
    wanted = "".join(f"{identifier}\n" for identifier in objects.values()).encode()
    answer = _checked(root, "cat-file", "--batch", stdin=wanted).stdout
    yield from sorted(zip(objects, _contents(answer), strict=True))


def _is_wanted(path: str) -> bool:
    """Tell whether a catalog is read from a file. Templates only say how it looks, which no comparison tells."""
    folder, _, name = path.partition("/")
    if folder == SCHEMAS:
        return "/" not in name and not name.startswith(".") and name.endswith(EXTENSION)
    return folder != TEMPLATES and is_input(path)


def _contents(answer: bytes) -> Iterator[bytes]:
    """Yield the contents in an answer of `git cat-file --batch`: lines that end with a size, each before its bytes."""
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        if answer[position:end].endswith(b" missing"):
            raise RevisionError(_UNREADABLE)
        size = int(answer[position:end].rsplit(b" ", 1)[1])
        yield answer[end + 1 : end + 1 + size]
        position = end + size + 2


def _checked(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    done = _git(root, *arguments, stdin=stdin)
    if done.returncode != 0:
        raise RevisionError(_UNREADABLE)
    return done


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", *arguments]
    environment = {**os.environ, **_SAFE, "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603
            command, input=stdin, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError:
        raise RevisionError("没有安装 git，不能比较提交；可以写上要比较的两个文件夹") from None
