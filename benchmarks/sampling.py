"""Run the program in this process, and see every few milliseconds in which part of it it is.

    python -m benchmarks.sampling FILE FOLDER validate

runs the command in the folder and writes into the file how many seconds on a processor each part took.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

_EVERY = 0.005
_PACKAGE = "disclosure_cli."
_IMPORTING = "importlib._bootstrap"
_OTHERS = "其余"
PARTS = {
    "reading": "读 YAML",
    "schema": "按架构检查",
    "rules": "规则",
    "registry": "登记簿",
    "findings.control": "设置里的取舍",
    "publishing.masking": "设置里的取舍",
    "compile": "编成网页和表格的内容",
    "outputs.html": "写成网页",
    "outputs.xlsx": "写成工作簿",
    "outputs.sqlite": "写成数据库",
    "outputs": "写成其他数据文件",
    "writing": "摘要和写文件",
    "catalog": "拼成目录",
}
"""Module or package → the part that it is. A call belongs to the part that was entered first."""
_HOLDERS = frozenset({"拼成目录", "设置里的取舍"})
"""Parts that draw from others: what they wait for is not theirs."""


def part_of(modules: list[str]) -> tuple[str, str]:
    """Return part and module of a stack of calls, given by the modules of its frames, the outermost first."""
    if any(module.startswith(_IMPORTING) for module in modules):
        return "启动、导入库", ""
    own = [m.removeprefix(_PACKAGE) for m in modules if m.startswith(_PACKAGE)]
    found = [(PARTS[key], module) for module in own if (key := _key(module))]
    entered = [pair for pair in found if pair[0] not in _HOLDERS] or found
    return entered[0] if entered else (_OTHERS, "")


def _key(module: str) -> str:
    """Return the key of `PARTS` that a module falls under, the longest of several, empty for none."""
    fitting = [key for key in PARTS if f"{module}.".startswith((f"{key}.", f"{key}_"))]
    return max(fitting, key=len, default="")


class _Sampler:
    """Adds the time on the processor since the last look to the part that is at work."""

    def __init__(self) -> None:
        self.spent: dict[tuple[str, str], float] = {}
        self._last = time.process_time()

    def look(self, number: int, frame: FrameType | None) -> None:
        """Take one sample; a handler of the timer's signal."""
        now = time.process_time()
        modules: list[str] = []
        while frame is not None:
            modules.append(str(frame.f_globals.get("__name__", "")))
            frame = frame.f_back
        part = part_of(modules[::-1])
        self.spent[part] = self.spent.get(part, 0.0) + now - self._last
        self._last = now


def main() -> None:
    """Run a command of the program, and write the profile."""
    file, folder, *arguments = sys.argv[1:]
    os.chdir(folder)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sampler = _Sampler()
    signal.signal(signal.SIGPROF, sampler.look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    from disclosure_cli import cli

    code = cli.run(arguments)
    signal.setitimer(signal.ITIMER_PROF, 0)
    profile: dict[str, dict[str, float]] = {}
    for (part, module), seconds in sampler.spent.items():
        profile.setdefault(part, {})[module] = seconds
    Path(file).write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
    sys.exit(code)


if __name__ == "__main__":
    main()
