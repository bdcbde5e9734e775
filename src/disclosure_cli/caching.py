"""What reading and checking a file gave, kept by digest, so that only files that changed are read again.

The result is a function of the bytes, the schemas and the program alone; the name of an entry is the digest of these.
Files in which something was found are not kept: the places of findings are in their text. An entry is JSON, which runs
nothing when it is read, and sealed with a key that lies elsewhere (HMAC, RFC 2104): one that was cut, altered, forged
or taken from somewhere else is as good as none. A cache that cannot be read or written changes nothing but the time.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure_cli.catalog import CheckedFile, Role, check_file
from disclosure_cli.model import Record, Source
from disclosure_cli.reading import Shape
from disclosure_cli.reading.decoding import decode
from disclosure_cli.schema import Schemas
from disclosure_cli.writing import digest, digest_of, write_file

Check = Callable[[str, bytes, Role, Schemas], CheckedFile]

KEY_VARIABLE = "DISCLOSE_CACHE_KEY"
"""The environment variable for the key where a cache is carried from machine to machine."""
_KEY_BYTES = 32
_SEAL_LENGTH = 64
_ENDING = ".json"


@contextmanager
def cached(
    folder: Path, schemas: Schemas, program: Callable[[], str], *, keep: bool
) -> Iterator[Check]:
    """Give a `check_file` that looks into a folder first, and with `keep` puts there what it had to read.

    With `keep`, what was not asked for meanwhile is removed: the folder never holds more than one run had use for.
    """
    is_there = folder.is_dir() or keep
    key = _key(make=keep) if is_there and not folder.is_symlink() else None
    if key is None:
        yield check_file
        return
    documents = {kind: schema.document for kind, schema in schemas.items()}
    entries = _Entries(folder, key, digest_of([program(), documents]), keep=keep)
    yield entries.check
    entries.prune()


class _Entries:
    """The entries of a cache folder that one run has to do with."""

    def __init__(self, folder: Path, key: bytes, version: str, *, keep: bool) -> None:
        self._folder, self._key, self._version, self._keep = folder, key, version, keep
        self._used: set[str] = set()

    def check(self, path: str, data: bytes, role: Role, schemas: Schemas) -> CheckedFile:
        """Return what `check_file` returns."""
        name = digest_of([self._version, role.kind, role.shape.name, digest(data)]) + _ENDING
        body = self._read(name)
        if body is not None:
            self._used.add(name)
            return _restored(path, data, role, schemas, body)
        file = check_file(path, data, role, schemas)
        if self._keep and _is_plain(file):
            self._write(name, file)
        return file

    def prune(self) -> None:
        """Remove what this run had no use for."""
        if not self._keep:
            return
        try:
            for name in os.listdir(self._folder):  # noqa: PTH208 - names are enough
                if name.endswith(_ENDING) and name not in self._used:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError:
            pass

    def _read(self, name: str) -> bytes | None:
        """Return the body of an entry, None where there is none with the right seal."""
        try:
            with open(f"{self._folder}/{name}", "rb") as file:  # noqa: PTH123 - there may be thousands
                seal, body = file.read(_SEAL_LENGTH), file.read()
        except OSError:
            return None
        return body if hmac.compare_digest(seal, self._seal(name, body)) else None

    def _write(self, name: str, file: CheckedFile) -> None:
        """Keep a result. Where that cannot be done it is not tried again."""
        body = json.dumps([record.data for record in file.records], ensure_ascii=False).encode()
        try:
            if not self._used:
                write_file(self._folder / ".gitignore", b"*\n")
            write_file(self._folder / name, self._seal(name, body) + body)
            self._used.add(name)
        except OSError:
            self._keep = False

    def _seal(self, name: str, body: bytes) -> bytes:
        return hmac.digest(self._key, name.encode() + body, "sha256").hex().encode()


def _is_plain(file: CheckedFile) -> bool:
    """Tell whether the data of its records are all that there is to say about a file."""
    return not (file.diagnostics or file.lost or file.source.repaired)


def _restored(path: str, data: bytes, role: Role, schemas: Schemas, body: bytes) -> CheckedFile:
    text, _ = decode(data)
    values = json.loads(body)
    is_list = role.shape is Shape.LIST
    source = Source(path, text, items=len(values) if is_list else 0)
    labels = schemas[role.kind].labels
    records = tuple(
        Record(role.kind, value, source, (index,) if is_list else (), role.unit, labels)
        for index, value in enumerate(values)
    )
    return CheckedFile(path, text, role, records, ())


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
