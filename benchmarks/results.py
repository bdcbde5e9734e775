"""What was measured, kept in a file after every run: a benchmark that was cut short goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.measuring import Run
from disclosure_cli.writing import write_file

Profile = dict[str, dict[str, float]]
"""Part of the program → module → seconds on a processor."""


class Point(NamedTuple):
    """A job at a size."""

    job: str
    items: int


@dataclass(frozen=True)
class Summary:
    """The runs of a job at a size: medians, the fastest and the slowest, the largest memory."""

    runs: int
    seconds: float
    fastest: float
    slowest: float
    computing: float
    memory: int | None


@dataclass(frozen=True)
class Results:
    """The runs of each job, the profiles, and how many files were compared after a change, and how many differ.

    All were measured with the same program on the same machine: `measured` is the digest of both.
    """

    measured: str
    runs: dict[Point, tuple[Run, ...]] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    compared: tuple[int, int] | None = None

    def of(self, point: Point) -> Summary | None:
        """Return what was measured of a job at a size, if it was."""
        runs = self.runs.get(point, ())
        if not runs:
            return None
        seconds = [run.seconds for run in runs]
        held = [run.memory for run in runs if run.memory is not None]
        return Summary(
            len(runs),
            median(seconds),
            min(seconds),
            max(seconds),
            median(run.computing for run in runs),
            max(held, default=None),
        )


class Keeper:
    """Keeps results in a file, and begins with what is kept there of the same program on the same machine."""

    def __init__(self, file: Path, measured: str) -> None:
        self._file = file
        self.results = _read(file, measured)

    def number_of(self, point: Point) -> int:
        """Return how often a job was run at a size."""
        return len(self.results.runs.get(point, ()))

    def keep_run(self, point: Point, run: Run) -> None:
        """Keep one more run."""
        runs = self.results.runs
        self._keep(replace(self.results, runs={**runs, point: (*runs.get(point, ()), run)}))

    def keep_profile(self, name: str, profile: Profile) -> None:
        """Keep the profile of a command."""
        self._keep(replace(self.results, profiles={**self.results.profiles, name: profile}))

    def keep_comparison(self, compared: tuple[int, int]) -> None:
        """Keep how many files were compared, and how many of them differ."""
        self._keep(replace(self.results, compared=compared))

    def _keep(self, results: Results) -> None:
        self.results = results
        _write(self._file, results)


def _read(path: Path, measured: str) -> Results:
    try:
        kept = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Results(measured)
    if kept["measured"] != measured:
        return Results(measured)
    runs = {
        Point(job, items): tuple(Run(**run) for run in found) for job, items, found in kept["runs"]
    }
    compared = tuple(kept["compared"]) if kept["compared"] else None
    return Results(measured, runs, kept["profiles"], compared)


def _write(path: Path, results: Results) -> None:
    runs = [[*point, [asdict(run) for run in found]] for point, found in results.runs.items()]
    kept = {
        "measured": results.measured,
        "runs": runs,
        "profiles": results.profiles,
        "compared": results.compared,
    }
    write_file(path, json.dumps(kept, indent=1).encode())
