"""Have a command of the program sampled, in a process of its own that has loaded nothing before."""

from __future__ import annotations

import json
import sys

from benchmarks.jobs import ROOT
from benchmarks.measuring import run
from benchmarks.results import Profile
from benchmarks.scene import Scene, forget


def profile_of(command: str, scene: Scene) -> Profile:
    """Return how long each part of the program takes in a command that begins with nothing."""
    forget(scene)
    file = scene.folder / "profile.json"
    is_build = command == "build"
    options = ("-o", str(scene.output)) if is_build else ()
    folder = scene.good if is_build else scene.untouched
    program = (sys.executable, "-m", "benchmarks.sampling", str(file), str(folder))
    run([*program, command, *options], ROOT)
    found: Profile = json.loads(file.read_text("utf-8"))
    return found
