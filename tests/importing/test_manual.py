"""The manual of the import documents an interface: what it shows is what the command prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from disclosure_cli.importing.dry_run_text import FIELDS
from tests.importing.test_published_tables import CASES, read
from tests.support.fixtures import Run

MANUAL = (Path(__file__).parents[2] / "docs" / "导入表格.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL)
    assert found is not None
    return found[1]


def cells(heading: str) -> list[str]:
    """The first cells of the table under a heading."""
    rows = MANUAL.partition(f"| {heading} |")[2].split("\n\n")[0].splitlines()[2:]
    return [row.split(" | ")[0].strip("| ") for row in rows]


def documented(heading: str) -> list[str]:
    return [name for cell in cells(heading) for name in re.findall("`([^`]+)`", cell)]


def paths(value: Any, above: str = "") -> Iterator[str]:
    """The keys of objects, each with what it belongs to, as the manual has them."""
    if isinstance(value, list):
        for part in value:
            yield from paths(part, above)
    elif isinstance(value, dict) and above not in ("values", "channels", "findings"):
        for key, part in value.items():
            yield f"{above}[].{key}" if above else key
            yield from paths(part, key)


def test_the_example_is_what_the_command_prints(tmp_path: Path, run: Run) -> None:
    (tmp_path / "目录.csv").write_text(block("csv"), "utf-8")
    result = run(
        *("import", "目录.csv", "--unit", "yuantan-town", "--dry-run", "--format", "json"),
        cwd=tmp_path,
    )
    assert result.exit_code == 0
    assert json.loads(result.output) == json.loads(block("json"))


def test_every_key_is_documented() -> None:
    assert set(paths(json.loads(block("json")))) == {cell.strip("`") for cell in cells("键")}


def test_every_field_is_documented() -> None:
    named = {name.partition(":")[0] for name in documented("`field`")} - {"class.1", "class.2"}
    assert named == {*FIELDS, "level", "other"}


def test_no_table_has_a_field_that_is_not_documented() -> None:
    named = {name.partition(":")[0] for name in documented("`field`")}
    for case in CASES:
        for table in read(case, "xlsx").tables:
            fields = {column.field.partition(":")[0] for column in table.columns}
            assert {re.sub(r"^class\.\d$", "class.1", field) for field in fields} <= named
