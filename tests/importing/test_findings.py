"""The codes of the import: documented, used, and shown in the dry run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import disclosure_cli
from disclosure_cli.importing import codes
from disclosure_cli.importing.dry_run import to_json
from tests.support.importing import recognise

SOURCES = [
    path for path in Path(disclosure_cli.__file__).parent.rglob("*.py") if path.name != "codes.py"
]


def test_every_code_is_given_somewhere() -> None:
    told = "\n".join(path.read_text("utf-8") for path in SOURCES)
    kinds = [name for name, value in vars(codes).items() if isinstance(value, codes.Kind)]
    assert [name for name in kinds if not re.search(rf"\b{name}\b", told)] == []


def test_the_dry_run_has_the_documented_shape() -> None:
    shown = to_json(
        recognise("公开事项,公开内容,公开渠道,\n职能,内容,■政府网站□其他,x".encode(), "目录.csv")
    )
    assert json.loads(json.dumps(shown)) == shown
    (table,) = shown["tables"]
    assert set(shown) == {"tables", "findings"}
    assert set(table) == {"where", "title", "kind", "columns", "records", "notes"}
    assert table["columns"][2] == {
        "index": 2,
        "header": "公开渠道",
        "field": "channels",
        "confidence": 1.0,
        "where": "目录!C1",
    }
    assert table["records"][0] == {
        "where": "目录!A2",
        "section": "",
        "continues": False,
        "values": {"title": "职能", "elements": "内容", "channels": "■政府网站□其他"},
        "channels": {"used": ["政府网站"], "unused": ["其他"], "unmarked": []},
    }
    assert set(shown["findings"][0]) == {"code", "where", "message", "hint", "doubtful"}
