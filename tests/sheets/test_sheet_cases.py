"""Every code about editing workbooks is said where its case says, and nothing else is.

A case is a folder `cases/<code>-<name>/`: `before/` holds the files of a unit when its workbook was made, `now/` those
that a colleague changed meanwhile. `bad.toml` and `good.toml` say what a clerk does to the workbook (see `edit`);
`expected.txt` has one line `place code` for each finding of the bad one.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from disclosure_cli.importing.codes import CODES, SHEETS_FROM
from disclosure_cli.sheets.planning import Cancelling
from tests.sheets.workbooks import FOLDER, Editor, imported, workbook, workspace

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(CASES.iterdir())
AS_OF = "2025-03-31"
KEYS = {"公开事项": "事项编号", "信息条目": "索引号"}

each_case = pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


def edit(clerk: Editor, edits: dict[str, Any]) -> None:
    """Edit a workbook: `[[row]]` sets, copies or deletes the row of a record, `[[new]]` fills an empty one,
    `[[column]]` takes out the `old` one or gives it a `new` name, `[[extra]]` adds a sheet with a text,
    `without` names sheets to take out, and with `damaged` the hidden base is cut.
    """
    for each in edits.get("row", ()):
        edit_row(clerk, each["sheet"], each)
    for each in edits.get("new", ()):
        clerk.add(each["sheet"], **each["set"])
    for each in edits.get("column", ()):
        edit_column(clerk, each["sheet"], each)
    for each in edits.get("extra", ()):
        clerk.book.create_sheet(each["sheet"]).cell(1, 1).value = each["text"]
    for name in edits.get("without", ()):
        del clerk.book[name]
    if edits.get("damaged"):
        clerk.book["底稿"].delete_rows(2)


def edit_row(clerk: Editor, sheet: str, edits: dict[str, Any]) -> None:
    row = clerk.row(edits["key"], sheet, KEYS[sheet])
    page = clerk.sheet(sheet)
    if edits.get("delete"):
        page.delete_rows(row)
    elif "copy" in edits:
        headings = [str(cell.value).removesuffix(" *") for cell in page[1]]
        values = dict(zip(headings, (cell.value for cell in page[row]), strict=True))
        clerk.add(sheet, **{**values, **edits["copy"]})
    for heading, value in edits.get("set", {}).items():
        clerk.put(row, heading, value, sheet)


def edit_column(clerk: Editor, sheet: str, edits: dict[str, Any]) -> None:
    page, column = clerk.sheet(sheet), clerk.column(edits["old"], sheet)
    if "new" in edits:
        page.cell(1, column).value = edits["new"]
    else:
        page.delete_cols(column)


def said(case: Path, name: str) -> set[tuple[str, str]]:
    """Import the workbook of a case, edited as a file says, and return (place, code) of all that is said."""
    edits = tomllib.loads((case / f"{name}.toml").read_text("utf-8"))
    before = workspace(files(case / "before"))
    clerk = Editor.open(workbook(before))
    edit(clerk, edits)
    now = {**before, **workspace(files(case / "now"))}
    unit = edits.get("unit")
    if unit:
        now = {path.replace(FOLDER, f"catalogs/{unit}"): data for path, data in now.items()}
    reason = edits.get("cancelling")
    cancelling = Cancelling(AS_OF, reason) if reason else None
    plan = imported(clerk.save(), now, cancelling, unit or "demo")
    return {(finding.where, finding.code) for finding in plan.findings}


def expected(case: Path) -> set[tuple[str, str]]:
    lines = (case / "expected.txt").read_text("utf-8").splitlines()
    pairs = (line.rsplit(maxsplit=1) for line in lines)
    return {(place, code) for place, code in pairs}


@each_case
def test_a_bad_case_gives_exactly_its_findings(case: Path) -> None:
    assert said(case, "bad") == expected(case)


@each_case
def test_a_good_case_gives_none_of_its_own(case: Path) -> None:
    assert case.name.partition("-")[0] not in {code for _, code in said(case, "good")}


@each_case
def test_a_case_shows_its_own_code(case: Path) -> None:
    assert case.name.partition("-")[0] in {code for _, code in expected(case)}


def test_every_code_has_a_case() -> None:
    assert [case.name for case in FOLDERS] == [
        f"{code.code}-{code.name}" for code in CODES if code.code >= SHEETS_FROM
    ]
