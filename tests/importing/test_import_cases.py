"""Every code of the import of tables is said where its case says, and nothing else is.

A case is a folder `cases/<code>-<name>/`: `bad/` and `good/` hold files to import in `import/`, where a folder is an
office file unpacked, and files of the unit in `catalogs/`, which has little else than a name. `expected.txt` has one
line `place code` for each finding of `bad/`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.importing.codes import CODES, SHEETS_FROM
from tests.importing.planned import WORKSPACE, plan_files
from tests.importing.rendering import zipped
from tests.support.importing import recognise

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(CASES.iterdir())

each_case = pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)


def source(path: Path) -> bytes:
    """Return a file to import; a folder is zipped."""
    if path.is_file():
        return path.read_bytes()
    parts = sorted(part for part in path.rglob("*") if part.is_file())
    return zipped({part.relative_to(path).as_posix(): part.read_bytes() for part in parts})


def said(files: Path) -> set[tuple[str, str]]:
    """Import the files of a case and return (place, code) of all that is said."""
    sources = {path.name: source(path) for path in sorted((files / "import").iterdir())}
    own = {
        path.relative_to(files).as_posix(): path.read_bytes()
        for path in (files / "catalogs").rglob("*.yaml")
    }
    findings = [*plan_files(sources, {**WORKSPACE, **own}).findings]
    for name, data in sources.items():
        findings += recognise(data, name).findings
    return {(finding.where, finding.code) for finding in findings}


def expected(case: Path) -> set[tuple[str, str]]:
    lines = (case / "expected.txt").read_text("utf-8").splitlines()
    pairs = (line.rsplit(maxsplit=1) for line in lines)
    return {(place, code) for place, code in pairs}


@each_case
def test_a_bad_case_gives_exactly_its_findings(case: Path) -> None:
    assert said(case / "bad") == expected(case)


@each_case
def test_a_good_case_gives_none(case: Path) -> None:
    assert said(case / "good") == set()


@each_case
def test_a_case_shows_its_own_code(case: Path) -> None:
    assert case.name.partition("-")[0] in {code for _, code in expected(case)}


def test_every_code_has_a_case() -> None:
    assert [case.name for case in FOLDERS] == [
        f"{code.code}-{code.name}" for code in CODES if code.code < SHEETS_FROM
    ]
