"""Work that several processes do gives what it gives when one does it, whatever becomes of the others."""

from __future__ import annotations

import os
import signal

import pytest

from disclosure_cli.processes import in_groups, work_off


def double(task: int) -> int:
    return task * 2


@pytest.mark.parametrize("number", [1, 2, 3, 50])
@pytest.mark.parametrize("tasks", [range(0), range(1), range(9), range(5000)])
def test_each_task_is_done_once(tasks: range, number: int) -> None:
    found = list(work_off(double, tasks, number))
    assert sorted(found) == [(task, double(task)) for task in tasks]


def test_others_take_part() -> None:
    here = os.getpid()

    def work(task: int) -> int:
        return _slow(task) and os.getpid()

    workers = {process for _, process in work_off(work, range(40), 3)}
    assert here in workers
    assert len(workers) > 1


def _slow(task: int) -> int:
    return sum(range(100_000 + task))


def test_what_a_helper_that_was_ended_left_is_done_here() -> None:
    here = os.getpid()

    def work(task: int) -> int:
        _slow(task)
        if task == 30 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return double(task)

    for _ in range(5):
        assert sorted(work_off(work, range(60), 3)) == [(task, double(task)) for task in range(60)]


def test_where_no_process_can_be_made_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", fail)
    assert list(work_off(double, range(9), 3)) == [(task, double(task)) for task in range(9)]


def test_what_a_task_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(work_off(lambda task: 1 // task, (3, 2, 1, 0), 2))


def test_results_of_groups_come_in_the_order_of_the_tasks() -> None:
    tasks = range(9)
    assert [*in_groups(double, tasks, 3, lambda task: task % 3)] == [double(t) for t in tasks]
    assert [*in_groups(str, (), 2, bool)] == []
