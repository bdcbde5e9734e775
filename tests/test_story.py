"""The month of a clerk that the manual tells goes as it says. `--golden-update` writes down how it goes now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.fixtures import Run
from tests.support.history import SETTINGS
from tests.support.story import Story

MANUAL = Path(__file__).parents[1] / "docs" / "一个月的工作.md"


def test_the_month_of_a_clerk_goes_as_the_manual_tells(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    told = MANUAL.read_text("utf-8")
    played = Story(tmp_path, run, 2025).played(told)
    if pytestconfig.getoption("--golden-update"):
        MANUAL.write_text(played, "utf-8", newline="\n")
    else:
        assert played == told, "run: pytest tests/test_story.py --golden-update"
