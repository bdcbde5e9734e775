"""A disk that is full, cannot be written to, or changes meanwhile: one clear message, and the former output stays."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reliability.programs import COMMAND, UNIT, Workspace, read

UNSHARE = ("unshare", "--map-root-user", "--mount")
MANY_ENTRIES = 300


def may_mount() -> bool:
    """Tell whether a file system can be mounted for one process here."""
    if shutil.which("unshare") is None:
        return False
    command = [*UNSHARE, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


needs_mount = pytest.mark.skipif(not may_mount(), reason="unshare may not mount a file system here")


def on_small_disk(workspace: Workspace, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which `$output` is the output folder on a disk of its own, and `$disclose` the program."""
    words = {"output": str(workspace.output), "disclose": " ".join(COMMAND)}
    return subprocess.run(
        [*UNSHARE, "sh", "-c", script],
        cwd=workspace.root,
        env={**os.environ, **words},
        capture_output=True,
        text=True,
        check=False,
    )


def grow(workspace: Workspace) -> None:
    """Add entries, so that every file of the unit grows much."""
    entries = workspace.root / "catalogs" / UNIT / "entries" / "2025.yaml"
    first = "- " + entries.read_text("utf-8").split("\n- ")[1]
    copies = (
        first.replace("2025-3", f"2025-{number:02}", 1) for number in range(10, 10 + MANY_ENTRIES)
    )
    (entries.parent / "more.yaml").write_text("\n".join(copies), "utf-8")


@needs_mount
def test_a_full_disk_is_said_and_the_next_build_completes(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    former, _ = workspace.states()
    workspace.turn(0)
    assert workspace.run("build").returncode == 0
    room = sum(len(data) for data in former.values()) // 1024 + 600
    workspace.turn(1)
    shutil.copytree(workspace.output, tmp_path / "kept")
    outcome = on_small_disk(
        workspace,
        f"""
        mount -t tmpfs -o size={room}k none "$output" && cp -R kept/. "$output"
        head -c 10m /dev/zero > "$output/filler" 2>/dev/null
        $disclose build; echo "full: $?"
        rm "$output/filler" && cp -R "$output" after-full
        mount -o remount,size=100m "$output"
        $disclose build; echo "free: $?"
        cp -R "$output" after-free
        """,
    )
    assert "full: 2" in outcome.stdout
    assert "free: 0" in outcome.stdout
    assert "磁盘已满" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert workspace.run("build", "-o", "fresh").returncode == 0
    later = read(tmp_path / "fresh")
    assert read(tmp_path / "after-free") == later
    for path, data in read(tmp_path / "after-full").items():
        assert path == "manifest.json" or data in {former.get(path), later.get(path)}


@needs_mount
def test_an_output_that_cannot_be_written_to_stays_as_it_is(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    assert workspace.run("build").returncode == 0
    before = read(workspace.output)
    workspace.turn(1)
    outcome = on_small_disk(
        workspace,
        'mount --bind -o ro "$output" "$output" && mount -o remount,bind,ro "$output"; $disclose build; echo "code: $?"',
    )
    assert "code: 2" in outcome.stdout
    assert "只读" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert read(workspace.output) == before


def test_files_that_come_and_go_while_they_are_read_are_no_failure(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    assert workspace.run("build").returncode == 0
    flickering = workspace.root / "catalogs" / UNIT / "entries" / "flickering.yaml"
    for _ in range(2):
        process = workspace.start("build")
        while process.poll() is None:
            flickering.write_text("# 正在写\n", "utf-8")
            flickering.unlink()
        words = process.communicate()[1].decode()
        assert "Traceback" not in words
        assert process.returncode in {0, 1}
    assert workspace.run("build").returncode == 0
    made = read(workspace.output)
    assert workspace.run("build", "-o", "fresh").returncode == 0
    assert made == read(tmp_path / "fresh")


def test_times_of_files_decide_nothing(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    assert workspace.run("build").returncode == 0
    for path in tmp_path.rglob("*"):
        os.utime(path, (0, 0))
    assert "更新0个" in workspace.run("build").stdout
    workspace.turn(1)
    os.utime(workspace.profile, (0, 0))
    assert "更新0个" not in workspace.run("build").stdout


CLOCK_SET_BACK = """import sys, time
back = time.time() - 9e8
time.time, time.time_ns = lambda: back, lambda: int(back * 1e9)
print("set back", file=sys.stderr)
"""


def test_a_clock_that_is_set_back_decides_nothing(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path / "workspace")
    assert workspace.run("build").returncode == 0
    workspace.turn(1)
    # The module of this name is the first that Python imports in a process.
    (tmp_path / "sitecustomize.py").write_text(CLOCK_SET_BACK, "utf-8")
    workspace.variables = {"PYTHONPATH": str(tmp_path)}
    outcome = workspace.run("build")
    assert outcome.stderr == "set back\n"
    assert "更新0个" not in outcome.stdout
    assert "更新0个" in workspace.run("build").stdout
    workspace.variables = {}
    assert workspace.run("build", "-o", "usual").returncode == 0
    assert read(workspace.output) == read(workspace.root / "usual")
