"""The real program in a process of its own, on a small workspace whose output has two states."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNIT = "yuantan-town"
COMMAND = (sys.executable, "-m", "disclosure_cli")

Files = dict[str, bytes]


def read(folder: Path) -> Files:
    """Return the bytes of every file of a folder by path, without what a running build keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".disclose") for part in path.parts)
    }


@dataclass
class Workspace:
    """A workspace of one example unit, which `turn` moves from one state to the other."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, root: Path) -> Workspace:
        """Copy the settings, the vocabularies and one unit to a folder."""
        for name in ("_vocab", UNIT):
            shutil.copytree(ROOT / "catalogs" / name, root / "catalogs" / name)
        shutil.copy(ROOT / "disclose.yaml", root)
        return cls(root)

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.root / "build"

    @property
    def profile(self) -> Path:
        """The file of the unit's profile."""
        return self.root / "catalogs" / UNIT / "unit.yaml"

    def turn(self, state: int) -> None:
        """Bring the workspace into one of its states, which are seen on every page."""
        names = ("源潭镇人民政府", "源潭镇人民政府示例")
        text = self.profile.read_text("utf-8")
        for name in reversed(names):
            text = text.replace(f"单位名称: {name}\n", f"单位名称: {names[state]}\n")
        self.profile.write_text(text, "utf-8")

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a command in the workspace."""
        return subprocess.Popen(
            [*COMMAND, *map(str, words)],
            cwd=self.root,
            env={**os.environ, **self.variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command in the workspace to its end."""
        return subprocess.run(
            [*COMMAND, *map(str, words)],
            cwd=self.root,
            env={**os.environ, **self.variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def states(self) -> tuple[Files, Files]:
        """Return what a whole build makes of each state; the workspace is in the second then."""
        made = []
        for state in (0, 1):
            self.turn(state)
            folder = self.root / f"state{state}"
            assert self.run("build", "-o", folder).returncode == 0
            made.append(read(folder))
            shutil.rmtree(folder)
        return made[0], made[1]
