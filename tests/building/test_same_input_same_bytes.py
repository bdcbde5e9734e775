"""The same workspace gives the same bytes, wherever, whenever and in whatever order sets are walked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def build(folder: Path, seed: str, zone: str, umask: int) -> dict[str, bytes]:
    """Build a copy of the examples in a folder, in a process of its own, and return the output by path."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "disclose.yaml", folder)
    shutil.copytree(ROOT / "catalogs", folder / "catalogs")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "disclosure_cli", "build"]
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, umask=umask
    )
    return read(folder / "build")


def read(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_two_builds_are_equal(tmp_path: Path) -> None:
    first = build(tmp_path / "一", "1", "Asia/Shanghai", 0o022)
    second = build(tmp_path / "another" / "deeper" / "folder", "2", "America/New_York", 0o077)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []
    assert len(first) > 20


def test_no_path_of_the_machine_is_in_the_output(tmp_path: Path) -> None:
    output = build(tmp_path / "workspace", "0", "UTC", 0o022)
    assert [path for path, data in output.items() if str(tmp_path).encode() in data] == []
