"""The types of the fixtures in `tests/conftest.py`, for tests to name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from click.testing import Result


class MakeWorkspace(Protocol):
    """Write files into the test's workspace and return its folder. Text is written as UTF-8, line ends as they are.

    An empty `disclose.yaml` is added where there is none. A further call adds or replaces files.
    """

    def __call__(self, files: Mapping[str, str | bytes]) -> Path: ...


class Run(Protocol):
    """Run the command line in this process, from a folder, and return its outcome; a bug stays an exception.

    `answers` are what is typed where it asks.
    """

    def __call__(
        self, *arguments: str | Path, cwd: Path | None = None, answers: str | None = None
    ) -> Result: ...


class Golden(Protocol):
    """Compare with `tests/golden/<name>`, whose line ends are LF."""

    def __call__(self, name: str, actual: str | bytes) -> None: ...
