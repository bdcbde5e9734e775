"""Run a program as a process, and measure it: how long it takes, how long it computes, how much memory it holds.

Only for Linux and macOS: the system is asked what the process and those that it made have used.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_LOOK_EVERY = 0.05
_LOOK_COSTS = 20
"""A look at the memory takes time too, of the process looked at as well: no more than one part in so many."""


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds by the clock, seconds of all its processes on a processor, largest memory.

    Memory is None for a program that ended before anybody could look.
    """

    seconds: float
    computing: float
    memory: int | None


class ProgramError(Exception):
    """A program did not end as it should; what it said is the message."""


def run(command: Sequence[str | Path], folder: Path, exit_code: int = 0) -> Run:
    """Run a program in a folder to its end, which has to be the exit code that is expected.

    Its modules are compiled once, as they are for everybody who installed it.
    """
    environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        if process.returncode != exit_code:
            said.seek(0)
            message = said.read()[-2000:].decode(errors="replace")
            raise ProgramError(f"{' '.join(map(str, command))}\n{message}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, watch.largest)


class _Watch:
    """Looks again and again how much memory a process and its children hold; what they share is counted once."""

    def __init__(self, pid: int) -> None:
        self.largest: int | None = None
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        pause = _LOOK_EVERY
        while not self._ended.wait(pause):
            started = time.perf_counter()
            self.largest = max(self.largest or 0, _memory_of(self._pid)) or None
            pause = max(_LOOK_EVERY, _LOOK_COSTS * (time.perf_counter() - started))


def _memory_of(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        everyone = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0
    return sum(map(_memory_of_one, everyone))


def _memory_of_one(process: psutil.Process) -> int:
    """Return what a process holds, of pages shared by several its part; nothing once it has ended."""
    try:
        held = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(held, "pss", held.uss))
