"""The files of a folder: their names in a fixed order, and their bytes without waiting for what never ends."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def lies_in(path: Path, folder: Path) -> bool:
    """Tell whether a path is in a folder, also when all links are followed."""
    return path.resolve().is_relative_to(folder.resolve())


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order; hidden ones and linked folders are passed over."""
    return (folder / name for name in names(folder))


def names(folder: Path) -> Iterator[str]:
    """Yield the names of the files below a folder, with `/`, in a fixed order.

    At the end come those of folders that cannot be looked into: they cannot be read either, which somebody has to say.

    A build that has nothing to do goes through a thousand of them: that is why they are no paths yet.
    """
    top = os.fspath(folder)
    closed: list[str] = []
    for base, folders, files in os.walk(top, onerror=lambda error: _note(error, closed)):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        inside = base[len(top) + 1 :].replace(os.sep, "/")
        for name in sorted(files):
            if not name.startswith("."):
                yield f"{inside}/{name}" if inside else name
    yield from (name[len(top) + 1 :].replace(os.sep, "/") or "." for name in closed)


def _note(error: OSError, closed: list[str]) -> None:
    """Note a folder that is there and cannot be looked into."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        closed.append(os.fspath(error.filename))


def read(folder: Path, name: str, most: int = -1) -> bytes:
    """Return the bytes of a file, at most so many if `most` is given.

    Raises `OSError` for what cannot be read or is no file: a pipe or a device would never end.
    """
    with open(f"{folder}/{name}", "rb", opener=_open) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), file.name)
        return file.read(most)


def _open(path: str, flags: int) -> int:
    """Open a file; one that is a pipe at once, without waiting for somebody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
