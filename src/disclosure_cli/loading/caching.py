"""What reading and checking a file gave, kept by digest, so that only files that changed are read again.

The result is a function of the bytes, the schemas and the program alone; the name of an entry is the digest of these.
Files in which something was found are not kept: the places of findings are in their text. An entry is plain data, which
runs nothing when it is read, and sealed with a key that lies elsewhere (HMAC, RFC 2104): one that was cut, altered,
forged or taken from somewhere else is as good as none, and is not read. A cache that cannot be read or written changes
nothing but the time.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from disclosure_cli.catalog import CheckedFile, UncheckedFile, packed, restored
from disclosure_cli.loading.files import check_files as check_anew
from disclosure_cli.processes import Meanwhile, nothing
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.writing import digest, digest_of, write_file

KEY_VARIABLE = "DISCLOSE_CACHE_KEY"
"""The environment variable for the key where a cache is carried from machine to machine."""
_KEY_BYTES = 32
_SEAL_LENGTH = 64
_ENDING = ".records"


def check_files(
    files: Sequence[UncheckedFile],
    schemas: Schemas,
    folder: Path,
    program: Callable[[], str],
    *,
    keep: bool,
    jobs: int = 0,
    meanwhile: Meanwhile = nothing,
) -> list[CheckedFile]:
    """Return what `check_file` makes of each file, in their order, by what a folder has kept where that can be.

    With `keep`, what had to be read is put there and all else is removed: the folder never holds more than one run had
    use for. `jobs` and `meanwhile` are for `files.check_files`.
    """
    is_there = folder.is_dir() or keep
    key = _key(make=keep) if is_there and not folder.is_symlink() else None
    if key is None:
        return check_anew(files, schemas, jobs, meanwhile)
    documents = {kind: schema.document for kind, schema in schemas.items()}
    entries = _Entries(folder, key, digest_of([program(), documents]))
    names = list(map(entries.name_of, files))
    known = [entries.read(name, file, schemas) for name, file in zip(names, files, strict=True)]
    unknown = [file for file, found in zip(files, known, strict=True) if found is None]
    read = iter(check_anew(unknown, schemas, jobs, meanwhile))
    checked = [found or next(read) for found in known]
    if keep:
        of_files = zip(names, checked, known, strict=True)
        entries.write((name, file) for name, file, found in of_files if found is None)
        entries.keep_only(names)
    return checked


class _Entries:
    """The entries of a cache folder."""

    def __init__(self, folder: Path, key: bytes, version: str) -> None:
        self._folder, self._key, self._version = folder, key, version

    def name_of(self, file: UncheckedFile) -> str:
        """Return what the entry of a file is called."""
        role = file.role
        return digest_of([self._version, role.kind, role.shape.name, digest(file.data)]) + _ENDING

    def read(self, name: str, file: UncheckedFile, schemas: Schemas) -> CheckedFile | None:
        """Return what was made of a file, None where there is no entry with the right seal."""
        body = _unsealed(f"{self._folder}/{name}", self._key, name)
        return None if body is None else restored(file, body, schemas)

    def write(self, files: Iterable[tuple[str, CheckedFile]]) -> None:
        """Keep what can be kept. Where that cannot be done for one file it is not tried for others."""
        plain = [(name, file) for name, file in files if file.is_plain]
        try:
            if plain:
                write_file(self._folder / ".gitignore", b"*\n")
            for name, file in plain:
                write_file(self._folder / name, _sealed(self._key, name, packed(file)))
        except OSError:
            pass

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove the other entries."""
        used = set(names)
        try:
            for name in os.listdir(self._folder):  # noqa: PTH208 - names are enough
                if name.endswith(_ENDING) and name not in used:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError:
            pass


def read_sealed(folder: Path, name: str, program: str) -> Any:
    """Return plain data that a program kept in a cache folder under a name, None where none have the right seal."""
    key = _key(make=False)
    if key is None or folder.is_symlink():
        return None
    body = _unsealed(f"{folder}/{name}", key, name + program)
    return None if body is None else json.loads(body)


def write_sealed(folder: Path, name: str, program: str, value: Any) -> None:
    """Keep plain data under a name in a cache folder that is there, if it can be done."""
    key = _key(make=False)
    if key is None or folder.is_symlink() or not folder.is_dir():
        return
    body = json.dumps(value, ensure_ascii=False).encode()
    with suppress(OSError):
        write_file(folder / name, _sealed(key, name + program, body))


def _sealed(key: bytes, name: str, body: bytes) -> bytes:
    """Return a body behind its seal, which holds under a name alone."""
    return hmac.digest(key, name.encode() + body, "sha256").hex().encode() + body


def _unsealed(path: str, key: bytes, name: str) -> bytes | None:
    """Return the body of a file, None where there is none that was sealed under the name."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - there may be thousands
            data = file.read()
    except OSError:
        return None
    body = data[_SEAL_LENGTH:]
    return body if hmac.compare_digest(data, _sealed(key, name, body)) else None


def _key(*, make: bool) -> bytes | None:
    """Return the key: from the environment, else this user's own, made when it is needed. None where there is none."""
    if given := os.environ.get(KEY_VARIABLE):
        return bytes.fromhex(digest(given.encode()))
    try:
        path = _state_folder() / "disclose" / "cache.key"
        key = path.read_bytes() if path.is_file() else b""
        if len(key) != _KEY_BYTES and make:
            key = _new_key(path)
    except (OSError, RuntimeError):
        return None
    return key if len(key) == _KEY_BYTES else None


def _new_key(path: Path) -> bytes:
    """Put a key where its owner alone can read it: temporary files are made so."""
    key = secrets.token_bytes(_KEY_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    Path(temporary).replace(path)
    return key


def _state_folder() -> Path:
    """Return where programs keep what is this user's and no document."""
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            return Path(folder)
    return Path.home() / ".local" / "state"
