"""Texts that mean something to a browser, a spreadsheet or a parser are texts in every file that a build makes."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pytest

from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema

if TYPE_CHECKING:
    from tests.support.fixtures import MakeWorkspace, Run

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "]]></text><!--",
    "=HYPERLINK(A1)",
    "+1+cmd",
    "-2+3",
    "@SUM(1)",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "::error::伪造",
    "&amp;&lt;",
    "'; DROP TABLE items; --",
)
SIGNED = ("=", "+", "-", "@", "\t", "\r")
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|data:image/|[#./\w%-])")
SCHEMAS = load_schemas()[0]
REVIEW = {
    name: {"post": f"岗位{number}", "date": f"2025-01-0{number}"}
    for number, name in enumerate(("handler", "department_head", "reviewer", "approver"), start=2)
} | {"conclusion": "公开"}


def hostile(schema: Schema, number: int, **known: Any) -> dict[str, Any]:
    """Return a record in which every field that takes any text has a hostile one."""

    def value(field: Field, turn: int) -> Any:
        word = HOSTILE[(number + turn) % len(HOSTILE)]
        if field.kind == "text" and not (field.pattern or field.reference or field.grammar):
            return word if (field.maximum_length or 99) >= len(word) else None
        if field.kind == "texts" and not (field.pattern or field.reference or field.grammar):
            return [word] if (field.maximum_length or 99) >= len(word) else None
        if field.kind == "block":
            return {
                child.name: made
                for at, child in enumerate(field.children)
                if (made := value(child, turn + at)) is not None
            } or None
        return None

    found = {field.name: value(field, at) for at, field in enumerate(schema.fields)}
    skipped = {"review", "status", "exemption", "replaced_by"}
    filled = {k: v for k, v in found.items() if v is not None and k not in skipped}
    return {**filled, **known}


@pytest.fixture
def output(workspace: MakeWorkspace, run: Run) -> Path:
    """Return the output of a workspace in which every text is hostile."""
    item, entry, unit = SCHEMAS["item"], SCHEMAS["entry"], SCHEMAS["unit"]
    numbers = range(len(HOSTILE))
    items = [
        hostile(item, n, id=f"0101-{n + 1:03}", **{"class": "0101"}, mode="主动公开", review=REVIEW)
        for n in numbers
    ]
    entries = [
        hostile(
            entry, n, index=f"000000000/2025-{n + 1:05}", item=f"0101-{n + 1:03}", review=REVIEW,
            created="2025-01-02", published="2025-01-10", issuer="示例局", mode="主动公开",
        )
        for n in numbers
    ]  # fmt: skip
    classes = [{"code": "01", "name": "机构"}, {"code": "0101", "name": HOSTILE[1]}]
    profile = hostile(unit, 0, name="示例局", kind="政府部门")
    files = {
        "disclose.yaml": f"网站名称: '{HOSTILE[0]}'\n",
        "catalogs/_vocab/classes.yaml": emit(classes, SCHEMAS["classes"].fields, "zh"),
        "catalogs/some-unit/unit.yaml": emit([profile], unit.fields, "zh").replace("- ", "  ", 1),
        "catalogs/some-unit/items/items.yaml": emit(items, item.fields, "zh"),
        "catalogs/some-unit/entries/entries.yaml": emit(entries, entry.fields, "zh"),
    }
    root = workspace(files)
    outcome = run("build", cwd=root)
    assert outcome.exit_code == 0, outcome.output
    return root / "build"


def is_sound_page(data: bytes) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(data, transport_encoding="utf-8")
    for element in tree.iter():
        if element.tag == "script":
            assert element.get("src", "").endswith(".js")
            assert not "".join(element.itertext()).strip()
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118
        for name in ("href", "src", "action"):
            address = element.get(name)
            assert address is None or ADDRESS.match(address), address
            assert "javascript:" not in (address or "").lower()
    assert not list(tree.iter("img")) or all(
        image.get("src", "").startswith(("data:image/", "assets/", "../"))
        for image in tree.iter("img")
    )


def is_sound_workbook(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = ET.fromstring(archive.read(name))  # noqa: S314  (made by ourselves)
                if name.startswith("xl/worksheets/"):
                    assert not [node for node in tree.iter() if node.tag.endswith("}f")]
                assert 'TargetMode="External"' not in archive.read(name).decode() or all(
                    node.get("Target", "").startswith(("http://", "https://", "mailto:"))
                    for node in tree.iter()
                    if node.get("TargetMode") == "External"
                )


def is_sound_table(data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(HOSTILE) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(SIGNED)]


def is_sound_database(data: bytes) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM items").fetchone() == (len(HOSTILE),)


def is_sound_script(data: bytes) -> None:
    text = data.decode()
    assert "</script" not in text.lower()
    assert "\u2028" not in text
    assert "\u2029" not in text


def is_sound_markup(data: bytes) -> None:
    ET.fromstring(data)  # noqa: S314  (made by ourselves)


CHECKS: dict[str, Callable[[bytes], object]] = {
    ".html": is_sound_page,
    ".xlsx": is_sound_workbook,
    ".csv": is_sound_table,
    ".sqlite": is_sound_database,
    ".json": json.loads,
    ".jsonld": json.loads,
    ".js": is_sound_script,
    ".xml": is_sound_markup,
    ".svg": is_sound_markup,
}
STATIC = {".css", ".txt"}


def test_hostile_texts_are_texts_in_every_file(output: Path) -> None:
    files = list(_files(output))
    assert {Path(path).suffix for path, _ in files} <= set(CHECKS) | STATIC
    for path, data in files:
        if (check := CHECKS.get(Path(path).suffix)) is not None:
            check(data)


def test_hostile_texts_arrive(output: Path) -> None:
    page = html5lib.parse((output / "site/some-unit/items.html").read_bytes(), treebuilder="etree")
    shown = "".join(page.itertext())
    assert [text for text in HOSTILE if text not in shown] == []
    document = json.loads((output / "site/some-unit/catalog.json").read_text("utf-8"))
    written = json.dumps(document, ensure_ascii=False)
    assert [
        text for text in HOSTILE if json.dumps(text, ensure_ascii=False)[1:-1] not in written
    ] == []


def _files(output: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(output.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(output).as_posix(), path.read_bytes()
