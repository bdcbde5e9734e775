"""In a workspace that is right, each planted mistake is found at its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.workspace import Size, files
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.rules import CODES
from disclosure_cli.settings import settings_of
from tests.planting.mistakes import MISTAKES
from tests.planting.planting import Workspace as Planted

UNPLANTED = frozenset(
    (
        # They are about a file as a whole, about what is no file of records, about all of the workspace: see their cases.
        *("Y101", "Y135", "Y136", "Y137", "Y139", "Y140", "Y141", "Y142", "R318", "R340", "R341"),
        # They are about extensions of schemas and about templates, which records know nothing of.
        *("S211", "S212", "S213", "S214", "S215"),
        # An acceptance for a unit that does not exist is useless as well; what nobody answers for, is all of a unit.
        *("R313", "L417"),
    )
)


@pytest.mark.parametrize(
    ("size", "seed"),
    [
        (Size(units=80, items=40, entries=24), 1),
        *(
            pytest.param(size, seed, marks=pytest.mark.slow)
            for seed, size in enumerate(
                (
                    Size(units=70, items=90, entries=55),
                    Size(units=60, items=100, entries=70),
                    Size(units=100, items=80, entries=30),
                    Size(units=125, items=50, entries=30),
                )
            )
        ),
    ],
    ids=str,
)
def test_each_mistake_is_found_at_its_place_and_nothing_else(
    size: Size, seed: int, tmp_path: Path
) -> None:
    planted = Planted(dict(files(size, seed)))
    for mistake in (mistake for mistake in MISTAKES if mistake.before):
        planted.plant(mistake)
    planted.register()
    for mistake in (mistake for mistake in MISTAKES if not mistake.before):
        planted.plant(mistake)
    planted.write(tmp_path)
    loaded = load(Workspace(tmp_path.resolve()))
    as_of = settings_of(loaded.catalog.settings).as_of
    assert as_of is not None
    found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, as_of)
    places = {(f"{one.location.file}:{one.location.line}", one.code) for one in found}
    assert places == planted.expected()


def test_every_code_is_planted_that_can_be() -> None:
    assert {mistake.code for mistake in MISTAKES} | UNPLANTED == set(CODES)
    assert len({mistake.code for mistake in MISTAKES}) == len(MISTAKES)
