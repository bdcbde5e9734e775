"""What units gave to the files that all share, kept so that units which have not changed need not be compiled again.

Their parts of these files are in the files of the last build; where, and what else they gave, is written down and
sealed beside what reading gave. It is believed only while these files are, byte for byte, those that were made then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure_cli.build import DATABASE, ENTRIES, ITEMS, LINKED, Contribution
from disclosure_cli.caching import read_sealed, write_sealed
from disclosure_cli.writing import digest

_NAME = "shared.kept"
_TEXTS = (ITEMS, ENTRIES, LINKED)


@dataclass(frozen=True)
class Kept:
    """What units gave, by their ids, and the database in which they have their rows."""

    contributions: Mapping[str, Contribution] = field(default_factory=dict)
    database: bytes = b""


@dataclass(frozen=True)
class Register:
    """What is written down of each unit: the key of what its contribution was made from, and where it is."""

    files: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def unchanged(self, keys: Mapping[str, str]) -> frozenset[str]:
        """Return the units whose contribution was made from what `keys` say."""
        units = self.units.items()
        return frozenset(unit for unit, known in units if known["key"] == keys.get(unit))

    def fetch(self, folder: Path, units: frozenset[str]) -> Kept:
        """Return what some units gave, nothing where the files in an output folder are not what they were."""
        if not units:
            return Kept()
        files = {path: _bytes(folder / path) for path in self.files}
        if any(digest(data) != self.files[path] for path, data in files.items()):
            return Kept()
        return Kept({unit: self._contribution(unit, files) for unit in units}, files[DATABASE])

    def _contribution(self, unit: str, files: Mapping[str, bytes]) -> Contribution:
        known = self.units[unit]
        texts = {
            path: memoryview(files[path])[start:end]
            for path, (start, end) in known["places"].items()
        }
        return Contribution(known["share"], texts, unit)


def read_register(cache: Path) -> Register:
    """Return what was written down at the last build, nothing where there is none that can be believed."""
    document = read_sealed(cache, _NAME)
    return Register() if document is None else Register(**document)


def write_register(cache: Path, register: Register) -> None:
    """Write down what is known of the files of a build, in a cache folder that is there."""
    write_sealed(cache, _NAME, {"files": register.files, "units": register.units})


def register_of(
    keys: Mapping[str, str],
    contributions: Mapping[str, Contribution],
    heads: Mapping[str, int],
    files: Mapping[str, str],
) -> Register:
    """Return where in the files of a build is what units gave; `heads` are the lengths of what stands before."""
    places = {path: _places(path, list(contributions.values()), heads[path]) for path in _TEXTS}
    units = {
        unit: {
            "key": keys[unit],
            "share": contribution.share,
            "places": {path: next(places[path]) for path in _TEXTS},
        }
        for unit, contribution in contributions.items()
    }
    return Register({path: files[path] for path in (DATABASE, *_TEXTS)}, units)


def _places(
    path: str, contributions: Sequence[Contribution], start: int
) -> Iterator[tuple[int, int]]:
    for contribution in contributions:
        end = start + len(contribution.texts[path])
        yield start, end
        start = end


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
