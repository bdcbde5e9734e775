"""What the example units publish, imported into an empty unit, gives back what is shown there."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.model import Unit
from disclosure_cli.workspace import Workspace, load
from tests.importing.planned import WORKSPACE, plan_files, records_of
from tests.support.examples import ROOT, UNITS

CATALOG = load(Workspace(ROOT)).catalog


def unit_of(name: str) -> Unit:
    unit = CATALOG.unit(name)
    assert unit is not None
    return unit


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["guide.html", "guide.xlsx"])
def test_a_guide_fills_an_empty_profile(examples: Path, unit: str, name: str) -> None:
    made = plan_files({name: (examples / "site" / unit / name).read_bytes()}, WORKSPACE)
    assert (made.items, made.entries) == (0, 0)
    profile, own = records_of(made.files)["unit"][0], unit_of(unit).profile
    for block in ("office", "supervision"):
        assert profile.get(block) == own.get(block)
    places = {place["name"]: place for place in profile.get("places")}
    for place in own.get("places"):
        shown = {name: value for name, value in place.items() if name != "channel"}
        assert shown.items() <= places[place["name"]].items()
