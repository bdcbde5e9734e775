"""`disclose import` from the command line: shown, written, read back, built."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import pytest

from tests.importing.rendering import as_csv, as_docx, as_html, as_xlsx
from tests.importing.sketches import BODIES, sketch
from tests.support.fixtures import Run

DRAWN = sketch(Random(7), merged=False)


@pytest.fixture
def root(tmp_path: Path, run: Run) -> Path:
    """A fresh workspace that knows who publishes, with a table beside it."""
    (tmp_path / "table.xlsx").write_bytes(as_xlsx(DRAWN))
    assert run("init", "w", cwd=tmp_path).exit_code == 0
    with (tmp_path / "w/catalogs/_vocab/organs.yaml").open("a", encoding="utf-8") as organs:
        organs.writelines(f"- 机关名称: {name}\n" for name in BODIES)
    return tmp_path / "w"


def items_file(root: Path) -> Path:
    return root / "catalogs/my-unit/items/table.yaml"


def test_a_dry_run_shows_the_columns_and_writes_nothing(root: Path, run: Run) -> None:
    before = sorted(root.rglob("*"))
    result = run("import", "../table.xlsx", "--unit", "my-unit", "--dry-run", cwd=root)
    assert result.exit_code == 0
    assert DRAWN.title in result.output
    assert f"{len(DRAWN.records)}条记录" in result.output
    assert sorted(root.rglob("*")) == before


def test_a_dry_run_in_json_has_the_tables_of_all_files(root: Path, run: Run) -> None:
    (root / "page.html").write_bytes(as_html(DRAWN))
    result = run(
        *("import", "../table.xlsx", "page.html", "--unit", "my-unit"),
        *("--dry-run", "--format", "json"),
        cwd=root,
    )
    document = json.loads(result.output)
    assert set(document) == {"tables", "findings"}
    assert [table["file"] for table in document["tables"]] == ["table.xlsx", "page.html"]
    first, second = document["tables"]
    assert [column["field"] for column in first["columns"]] == list(DRAWN.fields)
    assert [r["values"] for r in first["records"]] == [r["values"] for r in second["records"]]


def test_what_is_imported_builds(root: Path, run: Run) -> None:
    result = run("import", "../table.xlsx", "--unit", "my-unit", cwd=root)
    assert result.exit_code == 0
    assert "保密审查" in result.output
    assert items_file(root).exists()
    found = json.loads(run("validate", "--format", "json", cwd=root).output)["findings"]
    errors = [said for said in found if said["severity"] == "error"]
    assert not [said["code"] for said in errors if said["code"][0] in "YSRC"]
    built = run("build", cwd=root)
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("publisher", ["示例县应急管理局", "应急局、民政局"])
def test_a_publisher_that_is_not_registered_is_asked_for_until_it_is(
    publisher: str, root: Path, run: Run
) -> None:
    table = root / "目录.csv"
    table.write_text(f"事项名称,公开内容,公开主体\n示例事项,内容,{publisher}\n", "utf-8")
    imported = run("import", table, "--unit", "my-unit", cwd=root)
    assert imported.exit_code == 0
    assert "I943" in imported.output
    checked = run("validate", "--select", "R310", cwd=root)
    assert checked.exit_code == 1
    assert publisher in checked.output


def test_registering_as_the_import_says_lets_the_unit_be_built(root: Path, run: Run) -> None:
    table = root / "目录.csv"
    table.write_text(
        "事项名称,公开内容,公开主体\n甲事项,内容,示例县应急管理局\n乙事项,内容,示例县: 民政局\n",
        "utf-8",
    )
    said = run("import", table, "--unit", "my-unit", cwd=root).output.splitlines()
    assert run("build", cwd=root).exit_code == 1
    organs = root / "catalogs/_vocab/organs.yaml"
    lines = [line for line in said if line.startswith("- 机关名称: ")]
    assert len(lines) == 2
    organs.write_text(organs.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")
    built = run("build", cwd=root)
    assert built.exit_code == 0, built.output


def test_a_publisher_corrected_since_is_not_asked_for_when_the_table_comes_again(
    root: Path, run: Run
) -> None:
    table = root / "目录.csv"
    table.write_text("事项名称,公开内容,公开主体\n示例事项,内容,应急局\n", "utf-8")
    run("import", table, "--unit", "my-unit", cwd=root)
    (file,) = (root / "catalogs/my-unit/items").glob("imported*.yaml")
    file.write_text(file.read_text("utf-8").replace("  公开主体: 应急局\n", ""), "utf-8")
    again = run("import", table, "--unit", "my-unit", cwd=root).output
    assert "I943" not in again
    assert "没有登记" not in again


def test_importing_again_changes_no_byte(root: Path, run: Run) -> None:
    run("import", "../table.xlsx", "--unit", "my-unit", cwd=root)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    result = run("import", "../table.xlsx", "--unit", "my-unit", cwd=root)
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    assert "I950" in result.output


def test_what_comes_after_the_review_of_all_waits_for_its_own(root: Path, run: Run) -> None:
    signed = ("--handler=科员", "--department-head=主任", "--reviewer=保密员", "--approver=局长")
    review = ("review", "my-unit", "--items", *signed, "--conclusion=公开")
    assert run(*review, cwd=root).exit_code == 0
    run("import", "../table.xlsx", "--unit", "my-unit")
    assert "新增事项0个" in run("import", "../table.xlsx", "--unit", "my-unit").output
    waiting = run("build").output
    assert run(*review).exit_code == 0
    assert waiting.count("保密审查还没有结论") == len(DRAWN.records)
    assert "保密审查还没有结论" not in run("build").output


@pytest.mark.parametrize("render", [as_html, as_csv, as_docx])
def test_the_formats_of_one_table_give_equal_records(root: Path, run: Run, render: object) -> None:
    assert callable(render)
    run("import", "../table.xlsx", "--unit", "my-unit", cwd=root)
    (root.parent / "table.dat").write_bytes(render(DRAWN))
    other = run("import", "../table.dat", "--unit", "my-unit", "--format", "json", cwd=root)
    document = json.loads(other.output)
    assert (document["items"], document["unchanged"]) == (0, len(DRAWN.records))
    assert document["changes"] == document["files"] == []


def test_a_unit_that_is_not_there_is_a_wrong_use(root: Path, run: Run) -> None:
    result = run("import", "../table.xlsx", "--unit", "no-unit", cwd=root)
    assert result.exit_code == 2
    assert "no-unit" in result.output
    assert "my-unit" in result.output
    assert not (root / "catalogs/no-unit").exists()


def test_a_file_that_cannot_be_read_is_one_message(root: Path, run: Run) -> None:
    (root / "broken.xlsx").write_bytes(as_xlsx(DRAWN)[:300])
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    result = run("import", "broken.xlsx", "--unit", "my-unit", cwd=root)
    assert result.exit_code == 1
    assert result.output.count("I90") == 1
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    assert run("import", "none.xlsx", "--unit", "my-unit", cwd=root).exit_code == 2


def test_a_missing_library_is_named_with_what_to_install(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "page.html").write_bytes(as_html(DRAWN))
    monkeypatch.setitem(sys.modules, "lxml", None)
    result = run("import", "page.html", "--unit", "my-unit", "--dry-run", cwd=root)
    assert result.exit_code == 2
    assert "disclosure-cli[import]" in result.output
