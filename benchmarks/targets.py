"""What the program has to reach: a job, what it is held against, and how the two may stand to each other."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.results import Point, Results, Summary

GIBIBYTE = 2**30


@dataclass(frozen=True)
class Sizes:
    """The numbers of items at which jobs are measured: all at `main`, some at each of `growth`, the largest last."""

    main: int
    growth: tuple[int, ...]


@dataclass(frozen=True)
class Target:
    """A job and what it is held against: another job, or itself at a tenth of the largest size.

    With `faster` the other has to take at least `bound` times as long, without it the job takes at most `bound` times
    as long as the other. A bound of None is a wish without a number.
    """

    work: str
    aim: str
    job: str
    against: str
    bound: float | None
    faster: bool = False

    @property
    def is_growth(self) -> bool:
        """Tell whether a job is held against itself."""
        return self.job == self.against


@dataclass(frozen=True)
class Reached:
    """What was measured for a target: how the two stand by the clock and by time on processors, and if it is enough."""

    job: Summary
    against: Summary
    ratio: float
    ratio_of_computing: float
    is_met: bool | None


_MOST_WAITING = 1.2
"""A program of one process waits for a processor when it takes longer by the clock than so many times its computing."""


_CLICK = '`python -c "import click"`'
TARGETS: tuple[Target, ...] = (
    Target(
        "`validate`，冷，全部规则",
        "比 check-jsonschema 快，至少20倍",
        "validate",
        "check-jsonschema",
        20,
        faster=True,
    ),
    Target(
        "`validate`，冷，全部规则",
        "比普通脚本快，至少4倍",
        "validate",
        "plain-check",
        4,
        faster=True,
    ),
    Target("`validate`，冷，全部规则", "至多是 libyaml 只解析的2倍", "validate", "bare-parse", 2),
    Target(
        "`validate`，有100处错误", "至多是没有错误时的1.5倍", "validate-faulty", "validate", 1.5
    ),
    Target(
        "`build`，冷，全部输出",
        "比普通脚本快，至少4倍（脚本每个单位只做一页、一张表）",
        "build",
        "plain-build",
        4,
        faster=True,
    ),
    Target("`build`，没有改动", f"至多是 {_CLICK} 的2.5倍", "build-same", "import-click", 2.5),
    Target("`build`，没有改动", "和只求摘要相近", "build-same", "digest-files", None),
    Target("`build`，改了一个事项", "至多是冷的0.2倍", "build-one", "build", 0.2),
    Target("`validate`，10倍的记录", "至多11倍", "validate", "validate", 11),
    Target("`build`，10倍的记录", "至多11倍", "build", "build", 11),
    Target("`disclose --help`", f"至多是 {_CLICK} 的1.5倍", "help", "import-click", 1.5),
    Target("`disclose --version`", f"至多是 {_CLICK} 的1.5倍", "version", "import-click", 1.5),
    Target("`import`，与事项一样多的行", "和只读出工作簿相近", "import", "read-workbook", None),
)
MEMORY_JOBS = ("validate", "build")
"""The jobs that have to do with less than `GIBIBYTE` of memory at the largest size."""


def waiting(results: Results, sizes: Sizes) -> float:
    """Return how much longer a program of one process took by the clock than it computed: 1 on a quiet machine."""
    alone = results.of(Point("bare-parse", sizes.main))
    return alone.seconds / alone.computing if alone else 1.0


def is_quiet(results: Results, sizes: Sizes) -> bool:
    """Tell whether times by the clock say anything about programs."""
    return waiting(results, sizes) <= _MOST_WAITING


def reached(target: Target, results: Results, sizes: Sizes) -> Reached | None:
    """Return how a target was reached, None where not all of it was measured.

    On a machine that is not quiet, time on processors decides.
    """
    size, other = sizes.main, sizes.main
    if target.is_growth:
        size = sizes.growth[-1]
        other = size // 10
    job = results.of(Point(target.job, size))
    against = results.of(Point(target.against, other))
    if job is None or against is None:
        return None
    upon, under = (against, job) if target.faster else (job, against)
    ratio, computing = upon.seconds / under.seconds, upon.computing / under.computing
    told = ratio if is_quiet(results, sizes) else computing
    is_met = None
    if target.bound is not None:
        is_met = told >= target.bound if target.faster else told <= target.bound
    return Reached(job, against, ratio, computing, is_met)
