"""Import click and digest all files of folders by two threads: what a build with nothing to do cannot do without."""

from __future__ import annotations

import hashlib
import os
import sys
import threading

import click  # noqa: F401 - to take the time that it takes


def _digest(paths: list[str]) -> None:
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 - as the program does it
            hashlib.sha256(file.read()).hexdigest()


found = [
    f"{base}/{name}"
    for folder in sys.argv[1:]
    for base, _, names in os.walk(folder)
    for name in names
    if not name.endswith(".pyc")
]
helper = threading.Thread(target=_digest, args=(found[::2],))
helper.start()
_digest(found[1::2])
helper.join()
