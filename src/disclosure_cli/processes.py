"""Work in several processes at once, where the system can make a process by copying this one.

A copy knows everything that was read before it was made, so nothing has to be handed over but the results.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_DIE_WITH_PARENT = 1
"""The request of Linux's prctl by which a process is ended when the one that made it ends."""


def processes(wanted: int = 0) -> int:
    """Return how many processes can work at once: as many as are wanted, or as there are processors for this one.

    One where a process cannot be copied safely.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shares(weights: Mapping[Task, int], number: int) -> tuple[tuple[Task, ...], ...]:
    """Return tasks in at most so many shares of about the same weight; the same for the same weights."""
    found: list[list[Task]] = [[] for _ in range(number)]
    loads = [0] * len(found)
    for task in sorted(weights, key=lambda task: -weights[task]):
        lightest = loads.index(min(loads))
        found[lightest].append(task)
        loads[lightest] += weights[task]
    return tuple(tuple(share) for share in found if share)


def work_off(
    work: Callable[[Task], Result], parts: Sequence[Sequence[Task]]
) -> Iterator[tuple[Task, Result]]:
    """Yield tasks with their results: of the first part as they are done here, then of each part done beside it.

    What a task raises is raised here. When this process ends, however it ends, the others end too.
    """
    first, *others = parts or ((),)
    helpers = [_Helper(work, part) for part in others]
    try:
        for task in first:
            yield task, work(task)
        for helper in helpers:
            yield from helper.results()
    finally:
        for helper in helpers:
            helper.end()


def in_shares(
    work: Callable[[Task], Result], tasks: Sequence[Task], share_of: Callable[[Task], object]
) -> Iterator[Result]:
    """Yield the results of tasks in their order. All tasks of a share are done by one process."""
    parts: dict[object, list[int]] = {}
    for number, task in enumerate(tasks):
        parts.setdefault(share_of(task), []).append(number)
    results = dict(work_off(lambda number: work(tasks[number]), tuple(parts.values())))
    yield from (results[number] for number in range(len(tasks)))


class _Helper(Generic[Task, Result]):
    """A copy of this process that works off some tasks; where there is none, or it is ended, they are done here."""

    def __init__(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> None:
        self._work, self._tasks = work, tasks
        parent = os.getpid()
        self._reader, writer = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            self._process = -1
        if self._process == 0:
            try:
                _end_with(parent)
                _answer(work, tasks, writer)
            finally:
                os._exit(0)
        os.close(writer)

    def results(self) -> Iterator[tuple[Task, Result]]:
        """Wait for the results."""
        try:
            with os.fdopen(self._reader, "rb", closefd=False) as pipe:
                answers = [pickle.load(pipe) for _ in self._tasks]  # noqa: S301 - from our own copy
        except (EOFError, pickle.UnpicklingError):
            answers = list(map(self._work, self._tasks))
        for task, answer in zip(self._tasks, answers, strict=True):
            if isinstance(answer, Exception):
                raise answer
            yield task, answer

    def end(self) -> None:
        """End the process if it is still at work."""
        os.close(self._reader)
        if self._process > 0:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _answer(work: Callable[[Task], Result], tasks: Sequence[Task], writer: int) -> None:
    """Work off tasks and hand over what came of each. Pickled results take less room than the values they are of."""
    answers = [pickle.dumps(_outcome(work, task)) for task in tasks]
    with os.fdopen(writer, "wb") as pipe:
        pipe.writelines(answers)


def _outcome(work: Callable[[Task], Result], task: Task) -> object:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001 - raised again by whoever asked
        return error


def _end_with(parent: int) -> None:
    """Have this process ended with the one that made it."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
