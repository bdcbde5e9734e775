"""The output folder: what is in it by the last manifest, and how it is changed without ever being half done."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the output: the digest of what it was made from, and of its bytes."""

    key: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a build left: `inputs` is one digest over all that the build depends on, `notes` what it had to say."""

    inputs: str = ""
    files: Mapping[str, Written] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)


class OutputBusyError(Exception):
    """Another build is writing to the same folder."""


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
        if document["version"] != VERSION:
            return Manifest()
        files = {
            path: Written(str(entry["key"]), str(entry["sha256"]))
            for path, entry in document["files"].items()
            if _is_inside(path)
        }
        return Manifest(str(document["inputs"]), files, dict(document["notes"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
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
    """Write the manifest; it comes last, when all it names is there."""
    document = {
        "version": VERSION,
        "inputs": manifest.inputs,
        "files": {
            path: {"key": written.key, "sha256": written.sha256}
            for path, written in sorted(manifest.files.items())
        },
        "notes": manifest.notes,
    }
    write_file(
        folder / MANIFEST,
        (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(),
    )


def is_intact(folder: Path, path: str, written: Written) -> bool:
    """Tell whether a file on disk is the one that the manifest speaks of."""
    try:
        return digest((folder / path).read_bytes()) == written.sha256
    except OSError:
        return False


def write_file(path: Path, data: bytes) -> None:
    """Put bytes at a path: afterwards there is the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".disclose-", dir=path.parent)
    draft = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
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
    """Hold the output folder for one build. Raises `OutputBusyError` while another holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".disclose-lock").open("ab") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise OutputBusyError(str(folder)) from None
        for leftover in folder.rglob(".disclose-*"):
            if leftover.name != ".disclose-lock":
                leftover.unlink(missing_ok=True)
        yield


def _lock(descriptor: int) -> None:
    """Lock a file without waiting; the system lets go of it when the process ends, however it ends."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
