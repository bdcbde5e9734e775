"""Work that several processes do gives what it gives when one does it, whatever becomes of the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from disclosure_cli.processes import begun, in_groups, processes, work_off


def double(task: int) -> int:
    return task * 2


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """Look whether every process has ended and every pipe is closed; meanwhile others' files may be, by the collector."""
    files, others = open_files(), children()
    yield
    assert not children() - others
    assert open_files() <= files


def children() -> set[int]:
    """Return the processes that this one has made and not yet seen the end of: tests of pages leave theirs running."""
    return {process.pid for process in psutil.Process().children()}


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len([*folder.iterdir()]) if folder.is_dir() else 0


@pytest.mark.parametrize("number", [1, 2, 3, 50])
@pytest.mark.parametrize("tasks", [range(0), range(1), range(9), range(5000)])
def test_each_task_is_done_once(tasks: range, number: int) -> None:
    found = list(work_off(double, tasks, number))
    assert sorted(found) == [(task, double(task)) for task in tasks]


class Meeting:
    """A place where processes wait for each other, each at its first task, so that none has done all before others begin.

    Without it, who does what depends on which of them a busy machine lets run.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self._folder = folder
        self._number = number
        self._met = 0

    def wait(self) -> None:
        """Come, and wait until so many have come."""
        (self._folder / str(os.getpid())).touch()
        for _ in range(60_000):
            if self._met >= self._number:
                return
            time.sleep(0.001)
            self._met = len([*self._folder.iterdir()])
        pytest.fail("the others did not come")


@pytest.fixture
def three(tmp_path: Path) -> Meeting:
    return Meeting(tmp_path, 3)


def test_others_take_part(three: Meeting) -> None:
    def work(task: int) -> int:
        three.wait()
        return os.getpid()

    workers = {process for _, process in work_off(work, range(40), 3)}
    assert os.getpid() in workers
    assert len(workers) == 3


def test_one_process_makes_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was copied"))
    assert [*work_off(double, range(9), 1)] == [(task, double(task)) for task in range(9)]


def test_as_many_work_as_are_wanted_where_processes_can_be_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [processes(1), processes(5)] == [1, 5]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "darwin")
        assert [processes(0), processes(5)] == [1, 1]
    monkeypatch.delattr(os, "fork")
    assert [processes(0), processes(5)] == [1, 1]


@pytest.mark.parametrize("done_before", [0, 1, 5])
def test_what_a_helper_that_was_ended_left_is_done_here(three: Meeting, done_before: int) -> None:
    here = os.getpid()
    done = 0

    def work(task: int) -> int:
        nonlocal done
        three.wait()
        if os.getpid() != here and done == done_before:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1
        return double(task)

    assert sorted(work_off(work, range(60), 3)) == [(task, double(task)) for task in range(60)]


def test_where_no_process_can_be_made_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", fail)
    assert list(work_off(double, range(9), 3)) == [(task, double(task)) for task in range(9)]


def test_where_pipes_run_out_those_do_all_that_could_be_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipes = iter([os.pipe(), os.pipe()])

    def take() -> tuple[int, int]:
        try:
            return next(pipes)
        except StopIteration:
            raise OSError from None

    monkeypatch.setattr(os, "pipe", take)
    assert sorted(work_off(double, range(9), 4)) == [(task, double(task)) for task in range(9)]


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, MemoryError])
def test_what_ends_a_helper_ends_nothing_else(three: Meeting, error: type[BaseException]) -> None:
    here = os.getpid()

    def work(task: int) -> int:
        three.wait()
        if os.getpid() != here:
            raise error
        return double(task)

    if error is MemoryError:
        with pytest.raises(MemoryError):
            list(work_off(work, range(60), 3))
    else:
        found = sorted(work_off(work, range(60), 3))
        assert found == [(task, double(task)) for task in range(60)]


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt])
def test_what_ends_this_process_ends_the_helpers(
    three: Meeting, error: type[BaseException]
) -> None:
    here = os.getpid()

    def work(task: int) -> int:
        three.wait()
        if os.getpid() == here:
            raise error
        time.sleep(60)
        return task

    with pytest.raises(error):
        list(work_off(work, range(9), 3))


def test_results_larger_than_a_pipe_arrive() -> None:
    found = dict(work_off(lambda task: bytes([task]) * 1_000_000, range(20), 3))
    assert all(found[task] == bytes([task]) * 1_000_000 for task in range(20))


class TwoWordsError(Exception):
    """An exception that cannot be put together again from its arguments."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def test_an_exception_that_cannot_be_handed_over_is_raised_all_the_same(three: Meeting) -> None:
    def work(task: int) -> int:
        raise TwoWordsError("甲", str(task))

    with pytest.raises(TwoWordsError):
        list(work_off(work, range(9), 3))

    here = os.getpid()

    def elsewhere(task: int) -> int:
        three.wait()
        return double(task) if os.getpid() == here else work(task)

    assert sorted(work_off(elsewhere, range(9), 3)) == [(task, double(task)) for task in range(9)]


def test_children_may_be_of_no_interest() -> None:
    former = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert sorted(work_off(double, range(99), 3)) == [
            (task, double(task)) for task in range(99)
        ]
    finally:
        signal.signal(signal.SIGCHLD, former)


def test_what_was_said_before_is_said_once() -> None:
    assert _run("print('once'); print(len([*work_off(str, range(9), 3)]))") == "once\n9\n"


def _run(program: str) -> str:
    source = f"from disclosure_cli.processes import work_off; {program}"
    return subprocess.run([sys.executable, "-c", source], check=True, stdout=-1).stdout.decode()


SLEEPERS = """
    import os, time
    from disclosure_cli.processes import work_off

    def work(task):
        os.write(1, b"%d\\n" % os.getpid())
        time.sleep(60)

    list(work_off(work, range(9), 3))
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere they end when they have done their work"
)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_helper_outlives_this_process(how: signal.Signals) -> None:
    command = [sys.executable, "-c", textwrap.dedent(SLEEPERS)]
    with subprocess.Popen(command, stdout=-1, stderr=-3) as process:
        assert process.stdout is not None
        workers = {int(process.stdout.readline()) for _ in range(3)}
        process.send_signal(how)
        # It comes to an end when the last that holds it has ended.
        assert process.stdout.read() == b""
    assert process.pid in workers
    assert len(workers) == 3


def test_what_a_task_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(work_off(lambda task: 1 // task, (3, 2, 1, 0), 2))


def test_results_of_groups_come_in_the_order_of_the_tasks() -> None:
    tasks = range(9)
    assert [*in_groups(double, tasks, 3, lambda task: task % 3)] == [double(t) for t in tasks]
    assert [*in_groups(str, (), 2, bool)] == []


@pytest.mark.parametrize("number", [1, 2, 50])
def test_work_is_begun_by_another_process_if_there_may_be_one(number: int) -> None:
    with begun(os.getpid, number) as found:
        assert (found() == os.getpid()) == (number == 1)


def test_what_the_other_process_did_not_live_to_tell_is_done_here() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with begun(work, 2) as found:
        assert found() == "done"


def test_what_work_that_was_begun_raises_is_raised_when_it_is_asked_for() -> None:
    def work() -> None:
        raise ValueError("a fault")

    with begun(work, 2) as found, pytest.raises(ValueError, match="a fault"):
        found()


def test_work_for_which_nobody_asks_is_ended() -> None:
    with begun(lambda: time.sleep(60), 2):
        pass
