"""A build that is killed leaves whole files, and the next one completes it."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.reliability.programs import Workspace, read

SAMPLE, MANY = 4, 200


@pytest.mark.parametrize(
    "times", [pytest.param(SAMPLE), pytest.param(MANY, marks=pytest.mark.slow)]
)
def test_a_killed_build_leaves_old_or_new_files(tmp_path: Path, times: int) -> None:
    workspace = Workspace.make(tmp_path)
    former, later = workspace.states()
    length = _finished(workspace.start("build"), 60)
    assert length
    moments = random.Random(times)
    killed = attempts = 0
    while killed < times:
        workspace.turn(attempts % 2)
        jobs = 1 + attempts // 2 % 2
        build = workspace.start("build", "--jobs", str(jobs))
        finished = _finished(build, moments.uniform(0, length))
        killed += not finished
        attempts += 1
        # The first may have been slow because the machine was busy.
        length = min(length, finished or length)
        wrong = [
            path
            for path, data in read(workspace.output).items()
            if path != "manifest.json" and data not in {former.get(path), later.get(path)}
        ]
        assert wrong == []
        assert attempts < 10 * times
    workspace.turn(0)
    assert workspace.run("build").returncode == 0
    assert read(workspace.output) == former
    assert not [p for p in workspace.output.rglob(".disclose-*") if p.name.count("-") > 1]


def _finished(process: subprocess.Popen[bytes], after: float) -> float:
    """Kill a process after some seconds. Returns how long it took if it was faster, 0 if it was killed."""
    started = time.monotonic()
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return 0
    return time.monotonic() - started


def test_two_builds_at_once_make_one_right_output(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    workspace.turn(0)
    builds = [workspace.start("build") for _ in range(3)]
    outcomes = [(process.communicate()[1].decode(), process.returncode) for process in builds]
    assert {code for _, code in outcomes} <= {0, 2}
    assert 0 in {code for _, code in outcomes}
    for words, code in outcomes:
        assert "Traceback" not in words
        assert (code == 2) == ("另一个 disclose 正在写这个文件夹" in words)
    made = read(workspace.output)
    assert workspace.run("build", "-o", "fresh").returncode == 0
    assert made == read(tmp_path / "fresh")
