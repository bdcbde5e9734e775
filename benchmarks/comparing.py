"""Hold what a build makes after a change against what a build from nothing makes."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.jobs import build
from benchmarks.measuring import run
from benchmarks.scene import Scene, change_one
from disclosure_cli.folders import CACHE_FOLDER


def compare_builds(scene: Scene) -> tuple[int, int]:
    """Change one item and build, on what was built before and anew; return the number of files, and of other ones."""
    run(build(scene, scene.output), scene.good)
    change_one(scene)
    run(build(scene, scene.output), scene.good)
    shutil.rmtree(scene.good / CACHE_FOLDER, ignore_errors=True)
    shutil.rmtree(scene.again, ignore_errors=True)
    run(build(scene, scene.again), scene.good)
    first, second = _files(scene.output), _files(scene.again)
    shutil.rmtree(scene.again)
    names = first.keys() | second.keys()
    return len(names), sum(first.get(name) != second.get(name) for name in names)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
