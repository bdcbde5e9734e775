"""The output folder: what is in it by the last manifest, and how it is changed without ever being half done."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
VERSION = 2
_LOCK = ".disclose-lock"
_AT_ONCE = 2**20
"""So many bytes of a file are read at once: the database of a large workspace has a hundred times as many."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made together: the digest of what they may be made from, and of the bytes of each.

    `notes` are plain data that its making had to say. `seen` is, where they are made from much less, what that is: of
    each unit the digest of all its inputs, and that of what is seen of it.
    """

    key: str
    files: Mapping[str, str]
    notes: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def is_made_of_the_same(self, former: Group) -> bool:
        """Tell whether what it was made from is what a former one was made from."""
        return self.key == former.key or (bool(self.seen) and self._digests() == former._digests())

    def _digests(self) -> list[tuple[str, str]]:
        return [(unit, seen) for unit, (_, seen) in self.seen.items()]


@dataclass(frozen=True)
class Manifest:
    """What a build left. `inputs` are the digests of all that it depends on, for saying what has changed since.

    `complete` says that every group was made from these inputs.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    complete: bool = False

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Path → digest of every file."""
        return {path: sha for group in self.groups.values() for path, sha in group.files.items()}

    def without_keys(self) -> Manifest:
        """Return the manifest as if it were not known what its files were made from."""
        groups = {name: replace(group, key="", seen={}) for name, group in self.groups.items()}
        return Manifest({}, groups)


class OutputBusyError(Exception):
    """Another build is writing to the same folder."""


class LinkedOutputError(Exception):
    """Something in the output folder, or the folder itself, is a link to somewhere else."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """Return the digest of plain data."""
    return digest(
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an output folder; a missing, broken or foreign one counts as none."""
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
        seal = document.pop("seal")
        if document["version"] != VERSION or seal != digest_of(document):
            return Manifest()
        groups = {name: Group(**group) for name, group in document["groups"].items()}
        manifest = Manifest(document["inputs"], groups, document["complete"])
        return manifest if all(map(_is_inside, manifest.files)) else Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def _is_inside(path: str) -> bool:
    """Tell whether a manifest's path stays in the folder: a forged manifest must not make us remove other files."""
    parts = path.split("/")
    return (
        bool(path)
        and not path.startswith("/")
        and ".." not in parts
        and "" not in parts
        and ":" not in path
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest; it comes last, when all it names is there. A seal tells when it was cut or changed."""
    document = {
        "version": VERSION,
        "complete": manifest.complete,
        "inputs": manifest.inputs,
        "groups": {
            name: {
                "key": group.key,
                "files": group.files,
                "notes": group.notes,
                "seen": group.seen,
            }
            for name, group in sorted(manifest.groups.items())
        },
    }
    sealed = {**document, "seal": digest_of(document)}
    write_file(
        folder / MANIFEST, (json.dumps(sealed, ensure_ascii=False, indent=1) + "\n").encode()
    )


def digest_on_disk(path: Path | str) -> str | None:
    """Return the digest of a file, None where there is none that can be read."""
    found = hashlib.sha256()
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a build with nothing to do reads a thousand files
            while part := file.read(_AT_ONCE):
                found.update(part)
    except OSError:
        return None
    return found.hexdigest()


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a file on disk has just these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def damaged(folder: Path, files: Mapping[str, str]) -> frozenset[str]:
    """Return which files on disk are not those of a manifest."""
    found = (path for path, sha in files.items() if digest_on_disk(f"{folder}/{path}") != sha)
    return frozenset(found)


@contextmanager
def looking(folder: Path, files: Mapping[str, str]) -> Iterator[Callable[[], bool]]:
    """Look whether files on disk are those of a manifest, while this thread does something else.

    Gives a function that helps to look, and waits for the answer. Who leaves without asking needs none: the looking
    ends.
    """
    wrong: list[str] = []
    left = iter(files.items())

    def look() -> None:
        for path, sha in left:
            if wrong:
                return
            if digest_on_disk(f"{folder}/{path}") != sha:
                wrong.append(path)

    def are_intact() -> bool:
        look()
        helper.join()
        return not wrong

    # Digests are worked out beside each other. A second helper would only be in the way of what this thread does.
    helper = threading.Thread(target=look)
    helper.start()
    try:
        yield are_intact
    finally:
        wrong.append("")
        helper.join()


def write_file(path: Path, data: bytes) -> None:
    """Put bytes at a path: afterwards there is the old file or the new one, never half of one.

    Raises `OSError` with the path where that cannot be done.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    draft: Path | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".disclose-", dir=path.parent)
        draft = Path(temporary)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            # Nobody knows the draft.
            error.filename = os.fspath(path)
        raise


def prune(folder: Path, paths: Iterable[str]) -> None:
    """Remove files that an earlier build made and this one does not, and the folders that this empties."""
    for path in paths:
        target = folder / path
        target.unlink(missing_ok=True)
        for parent in target.relative_to(folder).parents:
            if parent == Path():
                break
            try:
                (folder / parent).rmdir()
            except OSError:
                break


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the output folder for one build, and clear away what one that was killed left.

    Raises `OutputBusyError` while another holds it, and `LinkedOutputError` where files would be written elsewhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("ab") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise OutputBusyError(str(folder)) from None
        _clear(folder.resolve())
        yield


def _clear(output: Path) -> None:
    for base, folders, files in os.walk(output):
        for path in (Path(base, name) for name in folders):
            if not path.resolve().is_relative_to(output):
                raise LinkedOutputError(str(path))
        for name in files:
            if name.startswith(".disclose-") and name != _LOCK:
                Path(base, name).unlink(missing_ok=True)


def _lock(descriptor: int) -> None:
    """Lock a file without waiting; the system lets go of it when the process ends, however it ends."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
