"""A git repository for a test, that knows nothing of the machine it is on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Clerk",
    "GIT_AUTHOR_EMAIL": "clerk@example.org",
    "GIT_COMMITTER_NAME": "Clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.org",
}


@dataclass
class History:
    """A repository at `root`. Each commit is made a day after the one before."""

    root: Path
    days: int = field(default=0)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        self.write({name: text.replace(old, new)})

    def commit(self, message: str) -> str:
        """Commit everything that is there and return the name of the commit."""
        self.git("add", "--all")
        self.days += 1
        date = f"2025-03-{self.days:02}T12:00:00Z"
        environment = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()


def history_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    """Begin a repository; skip the test where there is no git."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed (apt-get install git)")
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    root.mkdir(parents=True, exist_ok=True)
    history = History(root)
    history.git("init", "--quiet", "--initial-branch=main")
    return history
