"""Run the jobs side by side, and print how they stand to each other and to the targets.

    python -m benchmarks            all, in .benchmark/, about a quarter of an hour
    python -m benchmarks --quick    a small workspace, once
    make benchmark                  all, and the results into docs/性能.md

Jobs take turns: in each round each runs once, so that whatever else the machine does falls on all of them alike.
What was measured is kept; a benchmark that was stopped goes on where it stopped, and one of a changed program begins
anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.comparing import compare_builds
from benchmarks.drawing import PICTURES, draw
from benchmarks.jobs import JOBS, ROOT, Job
from benchmarks.measuring import ProgramError, run
from benchmarks.profiling import profile_of
from benchmarks.report import PROFILED, machine, tables, write_document
from benchmarks.results import Keeper, Point
from benchmarks.scene import Scene, prepare
from benchmarks.targets import Sizes
from benchmarks.workspace import Size
from disclosure_cli.loading.packaged import program_digest
from disclosure_cli.writing import digest_of

_ROUNDS_AT_LARGEST = 2
"""What takes minutes is little disturbed by what else happens."""


def main() -> None:
    """Measure what is asked for, print it, and write it into the document if that is asked for."""
    asked = _arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    size = Size(asked.units, asked.items, asked.entries)
    file = asked.folder / "results.json"
    if asked.fresh:
        file.unlink(missing_ok=True)
    keeper = Keeper(file, digest_of([program_digest(), machine(), vars(size)]))
    try:
        _measure(asked, size, keeper)
    except ProgramError as error:
        sys.exit(f"错误: 没有按预期结束：{error}")
    except KeyboardInterrupt:
        sys.exit("已中断。测过的都记下了，再运行就接着测。")
    sizes = Sizes(asked.units * asked.items, tuple(units * asked.items for units in asked.growth))
    print(tables(keeper.results, sizes))
    if asked.write:
        for name, text in draw(keeper.results, sizes).items():
            (ROOT / "docs" / name).write_text(text, encoding="utf-8", newline="\n")
        write_document(keeper.results, sizes, PICTURES)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Time the program beside others."
    )
    names = [job.name for job in JOBS]
    parser.add_argument("--units", type=int, default=50, help="units of the workspace")
    parser.add_argument("--items", type=int, default=200, help="items of each unit")
    parser.add_argument("--entries", type=int, default=10, help="entries of each unit")
    parser.add_argument(
        "--growth",
        type=int,
        nargs="+",
        default=[5, 50, 500],
        metavar="UNITS",
        help="numbers of units at which time and memory are compared, each ten times the last",
    )
    parser.add_argument("--repeat", type=int, default=5, help="rounds")
    parser.add_argument(
        "--jobs", nargs="+", choices=names, default=names, metavar="JOB", help=", ".join(names)
    )
    parser.add_argument("--folder", type=Path, default=ROOT / ".benchmark", help="for workspaces")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    parser.add_argument("--write", action="store_true", help="write the document and its pictures")
    parser.add_argument("--quick", action="store_true", help="5 units of 20 items, once")
    asked = parser.parse_args()
    if asked.quick:
        asked.units, asked.items, asked.growth, asked.repeat = 5, 20, [1, 10], 1
        asked.folder /= "quick"
    return asked


def _measure(asked: argparse.Namespace, size: Size, keeper: Keeper) -> None:
    """Do what is still to be done: all jobs at one size, those that grow at others, profiles and a comparison."""
    jobs = [job for job in JOBS if job.name in asked.jobs]
    growing = [job for job in jobs if job.grows]
    scene = prepare(asked.folder, size, only_good=False)
    _take_turns(jobs, scene, asked.repeat, keeper)
    for name in PROFILED:
        if name in asked.jobs and name not in keeper.results.profiles:
            keeper.keep_profile(name, profile_of(name, scene))
    if "build-one" in asked.jobs and keeper.results.compared is None:
        keeper.keep_comparison(compare_builds(scene))
    for units in asked.growth:
        other = Size(units, size.items, size.entries)
        rounds = asked.repeat if units <= size.units else _ROUNDS_AT_LARGEST
        if growing and other != size:
            only_good = prepare(asked.folder, other, only_good=True)
            _take_turns(growing, only_good, min(rounds, asked.repeat), keeper)


def _take_turns(jobs: Sequence[Job], scene: Scene, rounds: int, keeper: Keeper) -> None:
    for number in range(1, rounds + 1):
        for job in jobs:
            point = Point(job.name, scene.items)
            for _ in range(keeper.number_of(point), min(number * job.times, job.most)):
                job.prepare(scene)
                found = run(job.command(scene), job.folder(scene), job.exit_code)
                keeper.keep_run(point, found)
                said = f"{scene.items:>7,} {job.name:<16} {found.seconds:8.3f} s"
                print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
