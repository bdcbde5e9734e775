"""Every code fires where its case says, and nothing else does.

A case is a folder `cases/<code>-<name>/`: `bad/` and `good/` hold the files that differ from `cases/_base`, a small
workspace without findings; `expected.txt` has one line `file:line:column code` for each finding of `bad/`. Besides
files as they are, a folder may hold `X.removed` (the file X of the base is not there), `X.before` (this text stands
before that of the base) and `X.times` (the text of X is repeated so often). Where a correction is certain, `fixed/`
holds the files of `bad/` that `disclose fix` changes, as it leaves them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from disclosure_cli.catalog import CheckedFile, Role, check_file
from disclosure_cli.findings.validate import validate
from disclosure_cli.fixing import Task, fix
from disclosure_cli.folders import REGISTER_FILE
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.loading.workspace import Workspace, load, load_schemas, read_files
from disclosure_cli.rules import CODES
from disclosure_cli.schema.schemas import Schemas
from tests.support.registers import registered

CASES = Path(__file__).parent / "cases"
BASE = CASES / "_base"
AS_OF = date(2025, 3, 31)
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir() and path != BASE)


@pytest.fixture(scope="module", autouse=True)
def shared_vocabulary() -> Iterator[None]:
    """Check each vocabulary file once: what comes of it depends on nothing but its bytes."""
    known: dict[tuple[str, bytes], CheckedFile] = {}

    def check_once(path: str, data: bytes, role: Role, schemas: Schemas) -> CheckedFile:
        if "/_vocab/" not in path:
            return check_file(path, data, role, schemas)
        if (path, data) not in known:
            known[path, data] = check_file(path, data, role, schemas)
        return known[path, data]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("disclosure_cli.catalog.check_file", check_once)
        patch.setattr("disclosure_cli.fixing.check_file", check_once)
        yield


def remove(_: Path, file: Path) -> None:
    file.unlink()


def put_before(text: Path, file: Path) -> None:
    file.write_bytes(text.read_bytes() + file.read_bytes())


def repeat(times: Path, file: Path) -> None:
    file.write_bytes(file.read_bytes() * int(times.read_text("utf-8")))


INSTRUCTIONS = {".removed": remove, ".before": put_before, ".times": repeat}


def lay_out(root: Path, files: Path | None) -> Workspace:
    """Lay files over the base workspace in `root`."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    vocabulary = root / "catalogs" / "_vocab"
    vocabulary.mkdir(parents=True, exist_ok=True)
    for name, data in vocabulary_files().items():
        (vocabulary / name).write_bytes(data)
    if files is not None:
        shutil.copytree(files, root, symlinks=True, dirs_exist_ok=True)
        for instruction in [path for path in root.rglob("*") if path.suffix in INSTRUCTIONS]:
            INSTRUCTIONS[instruction.suffix](instruction, instruction.with_suffix(""))
            instruction.unlink()
    return Workspace(root.resolve())


def findings(root: Path, files: Path | None) -> set[tuple[str, str]]:
    """Lay files over the base workspace and return (place, code) of every finding."""
    loaded = load(lay_out(root, files))
    catalog = loaded.catalog if _has_own_register(root) else registered(loaded.catalog)
    found = validate(catalog, loaded.diagnostics, loaded.schemas, AS_OF)
    return {(str(diagnostic.location), diagnostic.code) for diagnostic in found}


def _has_own_register(root: Path) -> bool:
    """Tell whether a case says anything of registers; in any other, every record is registered as it is."""
    register = Path("catalogs", "demo", REGISTER_FILE)
    is_there = (root / register).is_file()
    return not is_there or (root / register).read_bytes() != (BASE / register).read_bytes()


def expected(case: Path) -> set[tuple[str, str]]:
    """Read a case's `expected.txt`."""
    lines = (case / "expected.txt").read_text("utf-8").splitlines()
    pairs = (line.rsplit(maxsplit=1) for line in lines if line.strip())
    return {(place, code) for place, code in pairs}


def test_the_base_workspace_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, None) == set()


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_a_bad_case_gives_exactly_its_findings(case: Path, tmp_path: Path) -> None:
    assert findings(tmp_path, case / "bad") == expected(case)


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_a_good_case_gives_none(case: Path, tmp_path: Path) -> None:
    assert findings(tmp_path, case / "good") == set()


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_what_is_certain_is_fixed_and_nothing_else(case: Path, tmp_path: Path) -> None:
    workspace = lay_out(tmp_path, case / "bad")
    (schemas, found), (files, unreadable) = load_schemas(workspace), read_files(workspace)
    task = Task(schemas, (*found, *unreadable), AS_OF, lambda code, path: True)
    fixed = fix(files, task)
    expected_files = {
        path.relative_to(case / "fixed").as_posix(): path.read_bytes()
        for path in sorted((case / "fixed").rglob("*"))
        if path.is_file()
    }
    assert fixed.files == expected_files
    assert not fixed.files or fix({**files, **fixed.files}, task).files == {}


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_a_case_shows_its_own_code(case: Path) -> None:
    assert case.name.partition("-")[0] in {code for _, code in expected(case)}


def test_every_code_has_a_case() -> None:
    assert {case.name.partition("-")[0] for case in FOLDERS} == set(CODES)
