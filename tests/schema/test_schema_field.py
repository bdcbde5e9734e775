"""A field added to a schema, and nowhere else, is everywhere."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from disclosure_cli.building.updating import Request, update
from disclosure_cli.creating.editor import editor_schema
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading import workspace as workspace_module
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.workspace import Workspace, load, load_schemas
from disclosure_cli.manual import field_manual

ROOT = Path(__file__).parents[2]
UNIT = "yuantan-town"
FIELD = {
    "title": "政务热线",
    "description": "办理这个事项可以拨打的热线。",
    "type": "string",
    "maxLength": 5,
    "pattern": "^[0-9]{5}$",
    "examples": ["12345"],
    "x-disclose": {"public": True},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    for name in ("_vocab", UNIT):
        shutil.copytree(ROOT / "catalogs" / name, folder / "catalogs" / name)
    shutil.copy(ROOT / "disclose.yaml", folder)
    items = folder / "catalogs" / UNIT / "items" / "agriculture.yaml"
    text = items.read_text("utf-8")
    items.write_text(text.replace("\n  分类: ", "\n  政务热线: 12345\n  分类: ", 1), "utf-8")
    return folder.resolve()


@pytest.fixture(params=["a copy of the schema", "an extension of the workspace"])
def extended(
    request: pytest.FixtureRequest, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return a workspace whose items have the field, by either way of adding it."""
    if request.param == "an extension of the workspace":
        (root / "schemas").mkdir()
        extension = json.dumps({"properties": {"hotline": FIELD}}, ensure_ascii=False)
        (root / "schemas" / "item.extension.json").write_text(extension, "utf-8")
        return root
    copy = tmp_path / "schemas"
    shutil.copytree(packaged("schemas"), copy)
    path = copy / "item.schema.json"
    document = json.loads(path.read_text("utf-8"))
    document["properties"]["hotline"] = FIELD
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    monkeypatch.setattr(
        workspace_module, "packaged", lambda name: copy if name == "schemas" else packaged(name)
    )
    return root


def test_it_is_read_by_label_and_checked(extended: Path) -> None:
    loaded = load(Workspace(extended))
    assert validate(loaded.catalog, loaded.diagnostics, loaded.schemas, date(2025, 3, 31)) == ()
    path = extended / "catalogs" / UNIT / "items" / "agriculture.yaml"
    path.write_text(path.read_text("utf-8").replace("政务热线: 12345", "政务热线: 一二三"), "utf-8")
    (finding,) = load(Workspace(extended)).diagnostics
    assert finding.code == "S205"
    assert "政务热线" in finding.message
    assert "12345" in finding.hint


def test_it_is_on_the_item_page_and_in_the_data_sheet(extended: Path) -> None:
    output = extended / "build"
    update(Workspace(extended), Request(output), lambda done, total: None)
    assert "政务热线" in (output / "site" / UNIT / "items.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(output / "site" / UNIT / "catalog.xlsx")["数据"]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(row for row in texts if "政务热线" in row)
    assert "12345" in [row[header.index("政务热线")] for row in texts]


def test_it_is_in_the_manual_and_in_the_editor(extended: Path) -> None:
    schemas, findings = load_schemas(Workspace(extended))
    assert findings == ()
    assert "| 政务热线 | `hotline` |" in field_manual(schemas)
    assert "政务热线" in editor_schema(schemas["item"], "zh")["items"]["properties"]
    assert "hotline" in editor_schema(schemas["item"], "en")["items"]["properties"]


@pytest.mark.parametrize(
    "extension",
    [
        "{",
        "[]",
        json.dumps({"properties": {"title": FIELD}}),
        json.dumps({"properties": {"hotline": {**FIELD, "title": "事项名称"}}}),
        json.dumps({"properties": {"hotline": {"type": "string"}}}),
    ],
)
def test_an_extension_may_only_add_whole_fields(root: Path, extension: str) -> None:
    (root / "schemas").mkdir()
    (root / "schemas" / "item.extension.json").write_text(extension, "utf-8")
    found = load_schemas(Workspace(root))[1]
    assert [(finding.code, finding.location.file) for finding in found] == [
        ("S212", "schemas/item.extension.json")
    ]
