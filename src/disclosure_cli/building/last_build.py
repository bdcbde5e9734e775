"""What is known of the files that all units share as the last build left them, written down and sealed in the cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure_cli.loading.caching import read_sealed, write_sealed

_NAME = "shared.kept"


@dataclass(frozen=True)
class LastBuild:
    """What was written down at a build: the digests of the files that are put together from what units gave.

    Of each unit the key of what that was compiled from, its share, and the places of its parts in files of text.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def of_files(self, files: Mapping[str, str], damaged: Set[str]) -> LastBuild:
        """Return it where its files are among some that are there, and none is damaged; else nothing is known."""
        is_true = self.files.items() <= files.items() and damaged.isdisjoint(self.files)
        return self if is_true else LastBuild()


def put_together(parts: Iterable[LastBuild]) -> LastBuild:
    """Return what is known of some files and of others as one."""
    files: dict[str, str] = {}
    units: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        files |= part.files
        units |= part.units
    return LastBuild(files, units)


def read_last_build(cache: Path, program: str) -> LastBuild:
    """Return what a program wrote down at the last build, nothing where there is none that can be believed."""
    document = read_sealed(cache, _NAME, program)
    return LastBuild() if document is None else LastBuild(**document)


def write_last_build(cache: Path, program: str, last: LastBuild) -> None:
    """Write down what is known of the files of a build, in a cache folder that is there."""
    write_sealed(cache, _NAME, program, {"files": last.files, "units": last.units})
