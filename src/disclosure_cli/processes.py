"""Work in several processes at once, where the system can make a process by copying this one.

A copy knows everything that was read before it was made, so nothing has to be handed over but the results.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic, NoReturn, TypeVar

Task = TypeVar("Task", bound=Hashable)
Result = TypeVar("Result")
Meanwhile = Callable[[], object]

_TOKEN = 2
_MOST_TOKENS = 1024
"""So many tokens of two bytes fit into a pipe everywhere."""
_DIE_WITH_PARENT = 1
"""The request of Linux's prctl by which a process is ended when the one that made it ends."""


def nothing() -> None:
    """Do nothing meanwhile."""


def processes(wanted: int = 0) -> int:
    """Return how many processes can work at once: as many as are wanted, or as there are processors for this one.

    One where a process cannot be copied safely.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_off(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    number: int,
    meanwhile: Meanwhile = nothing,
) -> Iterator[tuple[Task, Result]]:
    """Yield distinct tasks with their results, as so many processes do them: each takes the next when it is free.

    So the tasks that take longest had better come first. What is to be done here `meanwhile` is done when the others
    have begun. What a task raises is raised here. When this process ends, however it ends, the others end too. It must
    have no other threads: a copy would wait for ever for a lock that one of them holds.
    """
    size = -(-len(tasks) // _MOST_TOKENS) or 1
    bundles = [tasks[first : first + size] for first in range(0, len(tasks), size)]
    queue = _queue(len(bundles))

    def claimed() -> Iterator[Task]:
        while token := os.read(queue, _TOKEN):
            yield from bundles[int.from_bytes(token)]

    helpers: list[_Helper[Task, Result]] = []
    left = dict.fromkeys(tasks)
    try:
        helpers.extend(_helpers(work, claimed, min(number, len(bundles)) - 1))
        meanwhile()
        for task in claimed():
            yield task, work(task)
            del left[task]
        for helper in helpers:
            for task, result in helper.results():
                yield task, result
                del left[task]
        # Those of a helper that was ended.
        yield from ((task, work(task)) for task in left)
    finally:
        for helper in helpers:
            helper.end()
        os.close(queue)


@contextmanager
def begun(work: Callable[[], Result], number: int) -> Iterator[Callable[[], Result]]:
    """Have another process do some work while this one does something else, if so many processes may work at once.

    Gives a function that waits for what came of it; what no other process has done is done then. Otherwise as
    `work_off`.
    """
    helpers = list(_helpers(lambda _: work(), lambda: iter([None]), min(number, 2) - 1))

    def result() -> Result:
        for helper in helpers:
            for _, found in helper.results():
                return found
        return work()

    try:
        yield result
    finally:
        for helper in helpers:
            helper.end()


def in_groups(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    number: int,
    group_of: Callable[[Task], Hashable],
    meanwhile: Meanwhile = nothing,
) -> Iterator[Result]:
    """Yield the results of tasks in their order. All tasks of a group are done by one process.

    `meanwhile` is for `work_off`.
    """
    groups: dict[Hashable, list[int]] = {}
    for index, task in enumerate(tasks):
        groups.setdefault(group_of(task), []).append(index)

    def work_group(group: Hashable) -> list[Result]:
        return [work(tasks[index]) for index in groups[group]]

    largest_first = sorted(groups, key=lambda group: -len(groups[group]))
    found: dict[int, Result] = {}
    for group, results in work_off(work_group, largest_first, number, meanwhile):
        found.update(zip(groups[group], results, strict=True))
    yield from (found[index] for index in range(len(tasks)))


def _queue(length: int) -> int:
    """Return the end of a pipe out of which each process reads which bundle of tasks is the next."""
    reader, writer = os.pipe()
    os.write(writer, b"".join(index.to_bytes(_TOKEN) for index in range(length)))
    os.close(writer)
    return reader


def _helpers(
    work: Callable[[Task], Result], claimed: Callable[[], Iterator[Task]], number: int
) -> Iterator[_Helper[Task, Result]]:
    """Make so many helpers, or as many as the system allows."""
    with suppress(OSError):
        for _ in range(number):
            yield _Helper(work, claimed)


class _Helper(Generic[Task, Result]):
    """A copy of this process that works off tasks as it gets hold of them. Raises `OSError` where none can be made."""

    def __init__(
        self, work: Callable[[Task], Result], claimed: Callable[[], Iterator[Task]]
    ) -> None:
        parent = os.getpid()
        self._reader, writer = os.pipe()
        try:
            self._process = os.fork()
            if self._process == 0:
                self._run(parent, work, claimed, writer)
        except OSError:
            os.close(self._reader)
            raise
        finally:
            os.close(writer)

    def _run(
        self,
        parent: int,
        work: Callable[[Task], Result],
        claimed: Callable[[], Iterator[Task]],
        writer: int,
    ) -> NoReturn:
        """Be the copy. Whatever is raised, nothing that the parent has still to write or to tidy up is done twice."""
        try:
            # As long as it could read its own answers, it would wait for ever for a parent that does not.
            os.close(self._reader)
            _end_with(parent)
            _answer(work, claimed(), writer)
        finally:
            os._exit(0)

    def results(self) -> Iterator[tuple[Task, Result]]:
        """Wait for the results of the tasks that it got hold of; of one that was ended, those that arrived."""
        with os.fdopen(self._reader, "rb", closefd=False) as pipe:
            while True:
                try:
                    task, result = pickle.load(pipe)  # noqa: S301 - from our own copy
                except Exception:  # noqa: BLE001 - cut off, or an exception that cannot be put together again
                    return
                if isinstance(result, Exception):
                    raise result
                yield task, result

    def end(self) -> None:
        """End the process if it is still at work."""
        os.close(self._reader)
        # A process that was started without regard to its children has none left once they have ended.
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _answer(work: Callable[[Task], Result], tasks: Iterator[Task], writer: int) -> None:
    """Work off tasks and hand over what came of each. Pickled results take less room than the values they are of."""
    answers = [pickle.dumps((task, _outcome(work, task))) for task in tasks]
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
