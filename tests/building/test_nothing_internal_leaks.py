"""Every internal field and every record that is not published holds a canary; none reaches the site."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from disclosure_cli.artifacts.plan import plan
from disclosure_cli.artifacts.renderers import WORKBOOKS, Resources, render
from disclosure_cli.folders import SITE
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.workspace import Workspace, layout_files, load_schemas, read_templates
from disclosure_cli.model import Artifact, Catalog, Record, Source, Unit
from disclosure_cli.outputs.html.templates import assets
from disclosure_cli.outputs.xlsx.layout import read_layouts
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings

CANARY = "金丝雀"
REVIEW = {
    "handler": {"post": "科员", "date": "2025-01-02"},
    "department_head": {"post": "科长", "date": "2025-01-03"},
    "reviewer": {"post": "保密员", "date": "2025-01-04"},
    "approver": {"post": "局长", "date": "2025-01-05"},
    "conclusion": "公开",
}


class Canaries:
    """Makes records in which each internal text is a canary of its own."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.words: list[str] = []

    def word(self, where: str) -> str:
        """Return a new canary."""
        self.words.append(f"{CANARY}{len(self.words)}：{where}")
        return self.words[-1]

    def fill(self, fields: tuple[Field, ...], *, everything: bool = False) -> dict[str, Any]:
        """Return a value for every field: canaries in the internal ones, or in all."""
        values = {
            field.name: self._value(field, everything=everything)
            for field in fields
            if everything or not field.public or field.children
        }
        return {name: value for name, value in values.items() if value not in ({}, [{}])}

    def _value(self, field: Field, *, everything: bool) -> Any:
        if field.kind == "block":
            return self.fill(field.children, everything=everything)
        if field.kind == "blocks":
            return [self.fill(field.children, everything=everything)]
        if field.kind in {"texts", "choices"}:
            return [self.word(field.dotted)]
        return self.word(field.dotted)

    def record(self, kind: str, /, *, everything: bool = False, **known: Any) -> Record:
        """Return a record of a kind with canaries, and known values over them."""
        data = self.fill(self.schemas[kind].fields, everything=everything)
        return Record(kind, {**data, **known}, Source("x.yaml", ""), unit="unit")


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return load_schemas()[0]


@pytest.fixture
def canaries(schemas: Schemas) -> Canaries:
    return Canaries(schemas)


@pytest.fixture
def catalog(canaries: Canaries, schemas: Schemas) -> Catalog:
    item: dict[str, Any] = {
        "id": "0101-001",
        "title": "机构职能",
        "class": "0101",
        "mode": "主动公开",
        "status": {},
        "exemption": {},
    }
    entry: dict[str, Any] = {
        "item": "0101-001",
        "title": "职能公告",
        "index": "000000000/2025-00001",
        "published": "2025-01-06",
        "mode": "主动公开",
        "exemption": {},
    }
    unit = Unit(
        id="unit",
        profile=canaries.record(
            "unit", name="示例局", kind="县级政府", item_review=REVIEW, office={}
        ),
        guide=canaries.record("guide"),
        items=(
            canaries.record("item", **item, service={"procedure": ["受理"]}, review=REVIEW),
            canaries.record("item", everything=True, id="0101-002", mode="不予公开"),
            canaries.record(
                "item",
                everything=True,
                id="0101-003",
                mode="主动公开",
                review={"conclusion": "公开"},
            ),
            canaries.record(
                "item", everything=True, id="0101-004", mode="主动公开", status={"state": "已取消"}
            ),
        ),
        entries=(
            canaries.record("entry", **entry, review=REVIEW),
            canaries.record("entry", everything=True, item="0101-001", mode="不予公开"),
            canaries.record("entry", everything=True, item="0101-001", mode="主动公开", review={}),
            canaries.record(
                "entry", everything=True, item="0101-002", mode="主动公开", review=REVIEW
            ),
            _on_request(canaries),
            _redacted(canaries),
        ),
    )
    kinds = ("classes", "topics", "laws", "terms", "channels", "themes", "organs")
    vocabulary = {
        kind: (canaries.record(kind, name="0101", code="0101", title="标题"),) for kind in kinds
    }
    return Catalog(canaries.record("settings", site_title="测试"), vocabulary, (unit,))


def _redacted(canaries: Canaries) -> Record:
    """Return a published entry with words, and a whole field, that its review took out."""
    words = [canaries.word("redacted") for _ in range(3)]
    redactions = [
        {"content": "姓名", "field": "summary", "text": words[0]},
        {"content": "地址", "text": words[1]},
        {"content": "说明", "field": "notes"},
    ]
    return canaries.record(
        "entry",
        index="000000000/2025-00003",
        item="0101-001",
        published="2025-01-06",
        exemption={},
        title=f"区分处理的信息{words[1]}",
        summary=f"甲{words[0]}乙{words[1]}丙",
        keywords=[words[0], "丁"],
        attachments=[{"name": words[1], "url": "https://www.example.gov.cn/1"}],
        notes=words[2],
        mode="主动公开",
        review={**REVIEW, "conclusion": "区分处理后公开", "redactions": redactions},
    )


def _on_request(canaries: Canaries) -> Record:
    known: dict[str, Any] = {
        "index": "000000000/2025-00002",
        "item": "0101-001",
        "title": "依申请的信息",
        "created": "2025-01-01",
        "published": "2025-01-06",
        "issuer": "示例局",
        "mode": "依申请公开",
        "exemption": {},
        "review": REVIEW,
    }
    return canaries.record("entry", everything=True, **known)


def test_no_canary_is_in_any_byte_of_the_site(
    catalog: Catalog, canaries: Canaries, schemas: Schemas
) -> None:
    assert len(canaries.words) > 150
    found = {
        (artifact.path, word)
        for artifact, text in _site(catalog, schemas)
        for word in (CANARY, *canaries.words)
        if word in text
    }
    assert found == set()


def test_the_published_records_are_there(catalog: Catalog, schemas: Schemas) -> None:
    """The search above would also be empty for an empty site."""
    texts = {artifact.path: text for artifact, text in _site(catalog, schemas)}
    for path in (
        "site/unit/catalog.html",
        "site/unit/catalog.xlsx",
        "site/unit/entries.html",
        "site/unit/entries-2025.html",
        "site/unit/search.js",
        "site/unit/catalog.json",
        "site/data/catalog.sqlite",
        "site/data/catalog.jsonld",
        "site/data/entries.csv",
    ):
        assert "职能公告" in texts[path]
        assert "依申请的信息" in texts[path]
        assert "区分处理的信息×××" in texts[path]
    assert "机构职能" in texts["site/data/items.csv"]
    for path in ("poster.html", "handouts.html", "guide.xlsx"):
        assert "机构职能" in texts[f"site/unit/{path}"]
    for path in ("unit/feed.xml", "feed.xml"):
        assert "区分处理的信息×××" in texts[f"site/{path}"]
    assert {"site/unit/fields.html", "site/unit/fields.xlsx", "site/404.html"} <= set(texts)
    assert "/unit/handouts.html" in texts["site/sitemap.xml"]
    assert "法定主动公开内容" in texts["site/unit/figures.html"]


def test_a_database_is_searched_in_every_corner() -> None:
    """A text over several pages and a word that only an index holds would be missed in the bytes of the file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE long (text)")
        connection.execute("INSERT INTO long VALUES (?)", ("甲乙" * 5000 + CANARY + "丙" * 5000,))
        connection.execute("CREATE VIRTUAL TABLE search_index USING fts5(words, content='')")
        words = f"金丝 金丝猴 {CANARY}2 {CANARY}3"
        connection.execute("INSERT INTO search_index VALUES (?)", (words,))
        connection.commit()
        data = connection.serialize()
    text = _unpacked(data)
    assert f"丙{CANARY}" not in text
    assert f"乙{CANARY}丙" in text
    assert f"{CANARY}3" in text


def test_internal_outputs_do_hold_them(
    catalog: Catalog, canaries: Canaries, schemas: Schemas
) -> None:
    """What the search looks for is found where it belongs."""
    texts = "".join(
        _unpacked(data)
        for artifact, data in _rendered(catalog, schemas)
        if "internal/" in artifact.path
    )
    of_items = [word for word in canaries.words if "：remarks" in word or "：imported" in word]
    assert of_items
    assert [word for word in of_items if word in texts]


def _site(catalog: Catalog, schemas: Schemas) -> Iterator[tuple[Artifact, str]]:
    for artifact, data in _rendered(catalog, schemas):
        if artifact.path.startswith(f"{SITE}/"):
            yield artifact, _unpacked(data)


def _rendered(catalog: Catalog, schemas: Schemas) -> Iterator[tuple[Artifact, bytes]]:
    workspace = Workspace(Path("/nowhere"))
    templates = read_templates([packaged("templates")])
    layouts = {name: read_layouts(*layout_files(workspace, name)) for name in WORKBOOKS}
    resources = Resources(templates, layouts)
    settings = Settings(base_url="https://www.example.gov.cn")
    for artifact in plan(catalog, schemas, settings, assets(templates)):
        yield artifact, render(artifact, resources)


def _unpacked(data: bytes) -> str:
    """Return the text of a file; of a workbook or database, the text of everything in it."""
    if data.startswith(b"SQLite format 3"):
        return data.decode("utf-8", errors="replace") + "\n".join(_texts_of_database(data))
    if not data.startswith(b"PK"):
        return data.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist()
        )


def _texts_of_database(data: bytes) -> Iterator[str]:
    """Yield every text of a database: in the file a long one lies in pieces, and the words of an index are packed."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        words = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_index, row)"
        connection.execute(words)
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        for (name,) in [*tables, ("words",)]:
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
                yield from (str(value) for value in row if not isinstance(value, bytes))
