"""Have a command of the program sampled, in a process of its own that has loaded nothing before."""

from __future__ import annotations

import json
import shutil
import sys

from benchmarks.jobs import ROOT
from benchmarks.measuring import run
from benchmarks.results import Profile
from benchmarks.scene import Scene


def profile_of(command: str, scene: Scene) -> Profile:
    """Return how long each part of the program takes in a command that begins with nothing."""
    shutil.rmtree(scene.output, ignore_errors=True)
    file = scene.folder / "profile.json"
    options = ("-o", str(scene.output)) if command == "build" else ()
    program = (sys.executable, "-m", "benchmarks.sampling", str(file), str(scene.good))
    run([*program, command, *options], ROOT)
    found: Profile = json.loads(file.read_text("utf-8"))
    return found
