"""Hold what a build makes after a change against what a build from nothing makes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.jobs import DISCLOSE
from benchmarks.scene import KEPT, Scene, change_one


def compare_builds(scene: Scene) -> tuple[int, int]:
    """Change one item and build, on what was built before and anew; return the number of files, and of other ones."""
    _build(scene, scene.output)
    change_one(scene)
    _build(scene, scene.output)
    shutil.rmtree(scene.good / KEPT, ignore_errors=True)
    shutil.rmtree(scene.again, ignore_errors=True)
    _build(scene, scene.again)
    first, second = _files(scene.output), _files(scene.again)
    shutil.rmtree(scene.again)
    names = first.keys() | second.keys()
    return len(names), sum(first.get(name) != second.get(name) for name in names)


def _build(scene: Scene, output: Path) -> None:
    command = (DISCLOSE, "build", "-o", str(output))
    subprocess.run(command, cwd=scene.good, check=True, capture_output=True)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
