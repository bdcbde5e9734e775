"""The results as Markdown tables: on the terminal, and in the part of the document that is written anew."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import psutil

from benchmarks.jobs import JOBS
from benchmarks.results import Point, Profile, Results
from benchmarks.targets import (
    GIBIBYTE,
    MEMORY_JOBS,
    TARGETS,
    Reached,
    Sizes,
    Target,
    is_quiet,
    reached,
    waiting,
)

DOCUMENT = Path(__file__).parents[1] / "docs" / "性能.md"
BEGIN, END = "<!-- 由 make benchmark 写入，不要手改 -->", "<!-- 写入到这里为止 -->"
PROFILED = {"validate": "`validate`，冷", "build": "`build`，冷"}
_RULES = "规则"
_MOST_FAMILIES = 8


def machine() -> str:
    """Return what the machine is, in a line."""
    memory = psutil.virtual_memory().total / GIBIBYTE
    return (
        f"{_processor()}，{os.cpu_count()}个处理器核心，{memory:.0f} GiB 内存，"
        f"{platform.system()} {platform.machine()}，Python {platform.python_version()}"
    )


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "处理器未知"


def tables(results: Results, sizes: Sizes) -> str:
    """Return all tables under their headings."""
    parts = {
        "目标": _target_table(results, sizes),
        f"每项工作（{sizes.main:,}个事项）": _job_table(results, sizes.main),
        "规模": _growth_table(results, sizes),
        "时间花在哪里": _profile_tables(results),
    }
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts.items() if text)


def write_document(results: Results, sizes: Sizes, pictures: Iterable[tuple[str, str]]) -> None:
    """Put machine, tables and pictures, each of a title and a file beside the document, into the document."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    shown = "\n\n".join(f"![{title}]({file})" for title, file in pictures)
    head = f"{date.today()} 测于：{machine()}。{_quiet(results, sizes)}"
    new = "\n\n".join([BEGIN, head, shown, tables(results, sizes), END])
    DOCUMENT.write_text(f"{before}{new}{after}", encoding="utf-8", newline="\n")


def _quiet(results: Results, sizes: Sizes) -> str:
    """Say how much programs had to wait for a processor, and what that means for the targets."""
    told = "时间" if is_quiet(results, sizes) else "处理器时间（时间不可靠，要在空闲的机器上重测）"
    return (
        f"只用一个进程的解析，用时是处理器时间的{waiting(results, sizes):.2f}倍（越接近1，机器越空闲）；"
        f"是否达到，按{told}的倍数判断。"
    )


def _target_table(results: Results, sizes: Sizes) -> str:
    rows = [_target_row(target, reached(target, results, sizes)) for target in TARGETS]
    rows += [_memory_row(job, results, sizes.growth[-1]) for job in MEMORY_JOBS]
    if results.compared:
        files, other = results.compared
        said = f"{files}个文件，{other}个不同"
        same = "`build`，改了一个事项"
        rows.append([same, "和全部重新生成的逐字节相同", said, "", "", "", _met(other == 0)])
    heads = ("工作", "目标", "实测", "对照", "倍数", "处理器时间的倍数", "达到")
    return table(heads, rows, numbers=(2, 3, 4, 5))


def _target_row(target: Target, found: Reached | None) -> list[str]:
    if found is None:
        return [target.work, target.aim, "未测", "", "", "", ""]
    return [
        target.work,
        target.aim,
        seconds(found.job.seconds),
        seconds(found.against.seconds),
        f"{found.ratio:.2f}",
        f"{found.ratio_of_computing:.2f}",
        _met(found.is_met),
    ]


def _memory_row(job: str, results: Results, items: int) -> list[str]:
    work, aim = f"`{job}`，{items:,}个事项", "内存不到1 GiB"
    found = results.of(Point(job, items))
    if found is None or found.memory is None:
        return [work, aim, "未测", "", "", "", ""]
    return [work, aim, memory(found.memory), "", "", "", _met(found.memory < GIBIBYTE)]


def _met(is_met: bool | None) -> str:
    return {True: "是", False: "**否**", None: "—"}[is_met]


def _job_table(results: Results, items: int) -> str:
    rows = []
    for job in JOBS:
        if found := results.of(Point(job.name, items)):
            held = memory(found.memory) if found.memory else ""
            spread = f"{seconds(found.fastest)}–{seconds(found.slowest)}"
            computing = seconds(found.computing)
            rows.append(
                [job.title, str(found.runs), seconds(found.seconds), spread, computing, held]
            )
    heads = ("工作", "次数", "中位数", "最快–最慢", "处理器时间", "最多内存")
    return table(heads, rows, numbers=(1, 2, 3, 4, 5))


def _growth_table(results: Results, sizes: Sizes) -> str:
    rows = []
    for job in (job for job in JOBS if job.grows):
        found = [results.of(Point(job.name, items)) for items in sizes.growth]
        times = [seconds(one.seconds) if one else "" for one in found]
        held = [memory(one.memory) if one and one.memory else "" for one in found]
        rows.append([job.title, *times, *held])
    heads = [f"{items:,}个：{what}" for what in ("时间", "内存") for items in sizes.growth]
    return table(("工作", *heads), rows, numbers=range(1, len(heads) + 1))


def _profile_tables(results: Results) -> str:
    found = [
        f"{title}，一个进程，共{seconds(sum(_by_part(profile).values()))}：\n\n"
        f"{_profile_table(_by_part(profile))}{_families(profile)}"
        for job, title in PROFILED.items()
        if (profile := results.profiles.get(job))
    ]
    return "\n\n".join(found)


def _by_part(profile: Profile) -> dict[str, float]:
    return {part: sum(modules.values()) for part, modules in profile.items()}


def _profile_table(spent: dict[str, float]) -> str:
    total = sum(spent.values())
    rows = [
        [name, seconds(time), f"{time / total:.0%}"]
        for name, time in sorted(spent.items(), key=lambda pair: -pair[1])
    ]
    return table(("部分", "处理器时间", "占"), rows, numbers=(1, 2))


def _families(profile: Profile) -> str:
    """Name the modules of rules that take most time."""
    modules = sorted(profile.get(_RULES, {}).items(), key=lambda pair: -pair[1])
    named = [f"`{name}` {seconds(time)}" for name, time in modules[:_MOST_FAMILIES]]
    return f"\n\n规则里最费时间的：{'、'.join(named)}。" if len(named) > 1 else ""


def seconds(value: float) -> str:
    """Return a time with three digits that count, or as many as there are before the point."""
    digits = 3 if value < 1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f} 秒"


def memory(value: int) -> str:
    """Return a size of memory."""
    return f"{value / 2**20:,.0f} MiB"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Return a Markdown table; the columns of numbers are aligned to the right."""
    right = set(numbers)
    rules = ["---:" if column in right else "---" for column in range(len(heads))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))
