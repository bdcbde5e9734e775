"""What units gave to the files that all share, kept so that units which have not changed need not be compiled again.

Their parts of these files are in the files of the last build; where, and what else they gave, is written down and
sealed beside what reading gave. It is believed only while these files are, byte for byte, those that were made then.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path

from disclosure_cli.artifacts.contributions import (
    DATABASE,
    TEXTS,
    Contribution,
    Given,
    Public,
    Text,
)
from disclosure_cli.artifacts.site import database_artifact, site_artifacts
from disclosure_cli.building.last_build import LastBuild
from disclosure_cli.compile.data.sharing import Share
from disclosure_cli.model import Artifact
from disclosure_cli.writing import digest


@dataclass(frozen=True)
class SharedFiles:
    """The files that all units share, to be made anew over those of an output folder: the database, and all others.

    `keys` are digests of what each unit that is not at fault is compiled from, `former` is known of the files there:
    nothing, unless they are those that were made then.
    """

    public: Public
    folder: Path
    keys: Mapping[str, str]
    former: LastBuild
    _shares: dict[str, Share] = field(default_factory=dict)
    _places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def changed(self) -> list[str]:
        """The units that have changed since."""
        known = self.former.units
        return [unit for unit, key in self.keys.items() if known.get(unit, {}).get("key") != key]

    @property
    def _is_any_kept(self) -> bool:
        return len(self.changed) < len(self.keys)

    def database(self) -> Iterator[Artifact]:
        """Yield the database alone. Of units that have not changed it takes the rows of the one that is there."""
        compiled = {unit: self.public.rows(unit) for unit in self.changed}
        rows = [compiled.get(unit, unit) for unit in self.keys]
        former = (lambda: self._read(DATABASE)) if self._is_any_kept else bytes
        yield database_artifact(self.public, rows, former)

    def others(self) -> Iterator[Artifact]:
        """Yield the other files. Only one of those that were there is held at a time."""
        given = self._given({unit: self.public.contribution(unit) for unit in self.changed})
        self._shares.update(zip(self.keys, given.shares, strict=True))
        for artifact in site_artifacts(self.public, given):
            if artifact.path in TEXTS:
                ends = accumulate(len(text) for text in artifact.context)
                self._places[artifact.path] = list(pairwise(ends))
            yield artifact
            del artifact

    def _given(self, compiled: Mapping[str, Contribution]) -> Given:
        """Return what units give: what was compiled, and of the others what they gave before."""
        units, known = self.keys, self.former.units

        def texts(path: str) -> Iterable[Text]:
            data = memoryview(self._read(path)) if self._is_any_kept else memoryview(b"")
            for unit in units:
                if unit in compiled:
                    yield compiled[unit].texts[path]
                else:
                    start, end = known[unit]["places"][path]
                    yield data[start:end]

        shares = [
            compiled[unit].share if unit in compiled else known[unit]["share"] for unit in units
        ]
        return Given(shares, texts)

    def _read(self, path: str) -> bytes:
        """Return a file of the last build. Raises `OSError` where somebody has changed it since it was looked at."""
        data = (self.folder / path).read_bytes()
        if digest(data) != self.former.files[path]:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self.folder / path))
        return data

    def database_as_left(self, files: Mapping[str, str]) -> LastBuild:
        """Return what is known of the database now that it is there, given its digest."""
        return LastBuild(dict(files))

    def others_as_left(self, files: Mapping[str, str]) -> LastBuild:
        """Return what is known of the other files now that they are there, given their digests."""
        units = {
            unit: {
                "key": self.keys[unit],
                "share": share,
                "places": {path: places[number] for path, places in self._places.items()},
            }
            for number, (unit, share) in enumerate(self._shares.items())
        }
        return LastBuild({path: files[path] for path in self._places}, units)
