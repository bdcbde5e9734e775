"""Pages, workbook, CSV, database, linked data, JSON, search and feed of a unit hold the same rows in the same order."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import openpyxl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef

from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.showing import columns, show, value_at
from tests.building.test_site import HTML, anchors, parse, rows_of_table
from tests.support.examples import ALL_UNITS, UNITS
from tests.support.linked_data import graph_of

KINDS = ("item", "entry")
NAMES = {"item": "items", "entry": "entries"}
SHEETS = {"item": "数据", "entry": "信息数据"}
ATOM = "{http://www.w3.org/2005/Atom}"
Rows = list[list[str]]

each_unit_and_kind = pytest.mark.parametrize(
    ("unit", "kind"), [(unit, kind) for unit in UNITS for kind in KINDS]
)


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return load_schemas()[0]


@cache
def records(examples: Path, unit: str, kind: str) -> list[dict[str, Any]]:
    """Return the records of a unit's JSON, with which everything else is compared."""
    document = json.loads((examples / "site" / unit / "catalog.json").read_bytes())
    assert document["id"] == unit
    found: list[dict[str, Any]] = document[NAMES[kind]]
    assert len(found) > 20
    return found


def rows_of(examples: Path, unit: str, kind: str, schema: Schema) -> Rows:
    """Return the records of a unit's JSON as texts in the columns of the flat table."""
    fields = columns(schema.fields)
    return [
        [show(field, value_at(record, field)) for field in fields]
        for record in records(examples, unit, kind)
    ]


@each_unit_and_kind
def test_the_sheet_of_data(examples: Path, unit: str, kind: str, schemas: Schemas) -> None:
    expected = rows_of(examples, unit, kind, schemas[kind])
    book = openpyxl.load_workbook(examples / "site" / unit / "catalog.xlsx")
    headings = [field.heading for field in columns(schemas[kind].fields)]
    rows = [[str(text or "") for text in row] for row in book[SHEETS[kind]].values]
    place = rows.index(headings)
    assert rows[place + 1 :] == expected


@each_unit_and_kind
def test_the_csv(examples: Path, unit: str, kind: str, schemas: Schemas) -> None:
    expected = rows_of(examples, unit, kind, schemas[kind])
    headings = [field.heading for field in columns(schemas[kind].fields)]
    with (examples / f"site/data/{NAMES[kind]}.csv").open(encoding="utf-8-sig", newline="") as file:
        first, *rows = ([cell.removeprefix("'") for cell in row] for row in csv.reader(file))
    assert first[2:] == headings
    assert [row[2:] for row in rows if row[0] == unit] == expected
    assert list(dict.fromkeys(row[0] for row in rows)) == list(
        ALL_UNITS if kind == "item" else UNITS
    )


@each_unit_and_kind
def test_the_database(examples: Path, unit: str, kind: str, schemas: Schemas) -> None:
    fields = columns(schemas[kind].fields)
    expected = [
        [value_at(record, field) for field in fields] for record in records(examples, unit, kind)
    ]
    with closing(sqlite3.connect(examples / "site/data/catalog.sqlite")) as database:
        database.row_factory = sqlite3.Row
        assert list(rows_of_database(database, unit, kind, schemas[kind])) == expected


def rows_of_database(
    database: sqlite3.Connection, unit: str, kind: str, schema: Schema
) -> Iterator[list[Any]]:
    """Yield the records of a unit as they were before their lists went into tables of their own."""
    rows = database.execute(f"SELECT * FROM {NAMES[kind]} WHERE unit = ? ORDER BY number", (unit,))  # noqa: S608
    for row in rows:
        values: list[Any] = []
        for field in columns(schema.fields):
            name = "_".join(field.path)
            if field.is_list:
                query = f"SELECT * FROM {kind}_{name} WHERE {kind} = ? ORDER BY position"  # noqa: S608
                parts = database.execute(query, (row["number"],)).fetchall()
                values.append([listed(part, kind) for part in parts] or None)
            else:
                flag = field.kind == "boolean" and row[name] is not None
                values.append(bool(row[name]) if flag else row[name])
        yield values


def listed(row: sqlite3.Row, kind: str) -> Any:
    """Return a value of a list: a text, or the parts of a block that it has."""
    parts = {name: row[name] for name in row.keys() if name not in {kind, "position"}}  # noqa: SIM118
    if list(parts) == ["value"]:
        return parts["value"]
    return {name: value for name, value in parts.items() if value is not None}


@cache
def graph(examples: Path) -> Graph:
    return graph_of((examples / "site/data/catalog.jsonld").read_bytes())


@each_unit_and_kind
def test_the_linked_data(examples: Path, unit: str, kind: str) -> None:
    code, text = {"item": ("id", "elements"), "entry": ("index", "summary")}[kind]
    expected = {
        record[code]: (record["title"], "\n".join(texts) if isinstance(texts, list) else texts)
        for record in records(examples, unit, kind)
        for texts in [record.get(text, "")]
    }
    known = graph(examples)
    catalog = URIRef(f"urn:disclose:unit:{unit}:catalog")
    found = {
        str(known.value(resource, DCTERMS.identifier)): (
            str(known.value(resource, DCTERMS.title)),
            str(known.value(resource, DCTERMS.description) or ""),
        )
        for resource in known.subjects(DCTERMS.isPartOf, catalog)
        if (resource, RDF.type, DCAT.Resource) in known
        and ((resource, RDF.type, FOAF.Document) in known) == (kind == "entry")
    }
    assert found == expected
    nodes = json.loads((examples / "site/data/catalog.jsonld").read_bytes())["@graph"]
    prefix = f"urn:disclose:unit:{unit}:{kind}-"
    order = [node["identifier"] for node in nodes if node["@id"].startswith(prefix)]
    assert order == list(expected)


@pytest.mark.parametrize("unit", UNITS)
def test_the_page(examples: Path, unit: str, schemas: Schemas) -> None:
    page = parse(examples / "site" / unit / "catalog.html")
    items, entries, *_ = (rows_of_table(table) for table in page.iter(f"{HTML}table"))
    assert [[row[2], row[4], row[5], row[6]] for row in items] == [
        [
            item["title"],
            "\n".join(item.get("basis", ())),
            item.get("time_limit", ""),
            item["publisher"],
        ]
        for item in records(examples, unit, "item")
    ]
    anchors = [
        row.get("id") for table in page.iter(f"{HTML}tbody") for row in table if row.get("id")
    ]
    assert anchors[: len(items)] == [
        f"item-{item['id']}" for item in records(examples, unit, "item")
    ]
    names = (
        "index",
        "title",
        "summary",
        "created",
        "published",
        "doc_no",
        "issuer",
        "theme",
        "genre",
    )
    assert [row[: len(names)] for row in entries] == [
        [str(entry.get(name, "")) for name in names] for entry in records(examples, unit, "entry")
    ]


@each_unit_and_kind
def test_the_search(examples: Path, unit: str, kind: str) -> None:
    code, publisher = {"item": ("id", "publisher"), "entry": ("index", "issuer")}[kind]
    part = searched(examples, unit)
    rows = [dict(zip(part["columns"], row, strict=True)) for row in part["rows"]]
    found = [row for row in rows if row["kind"] == kind]
    known = records(examples, unit, kind)
    names = {"code": code, "title": "title", "mode": "mode", "publisher": publisher}
    assert [{name: row[name] for name in names} for row in found] == [
        {name: record[field] for name, field in names.items()} for record in known
    ]
    for row, record in zip(found, known, strict=True):
        assert row["doc_no"] == record.get("doc_no", "")
        assert row["validity"] == record.get("validity", {}).get("state", "")
        for text in (
            *record.get("elements", ()),
            *record.get("basis", ()),
            *record.get("keywords", ()),
        ):
            assert text in row["text"]
        assert record.get("summary", "") in row["text"]
        page, _, anchor = row["href"].partition("#")
        assert anchor in anchors(examples / "site" / unit / page)


def searched(examples: Path, unit: str) -> dict[str, Any]:
    """Return what the search of the portal knows of a unit."""
    script = (examples / "site" / unit / "search.js").read_text("utf-8")
    call = re.fullmatch(r"disclosure\.add\((.*)\);\n", script, re.DOTALL)
    assert call is not None
    part: dict[str, Any] = json.loads(call[1])
    return part


@each_unit_and_kind
def test_the_details(examples: Path, unit: str, kind: str, schemas: Schemas) -> None:
    """Every public field of every record is said, on one page and under one anchor."""
    fields = columns(schemas[kind].fields)
    said = details(examples, unit, kind)
    assert sorted(said) == sorted(record["title"] for record in records(examples, unit, kind))
    for record in records(examples, unit, kind):
        for field in fields:
            lines = show(field, value_at(record, field)).split("\n")
            wanted = "[\n、]".join(map(re.escape, lines))
            assert re.search(wanted, said[record["title"]])


@cache
def details(examples: Path, unit: str, kind: str) -> dict[str, str]:
    """Return all that the details of each record say, by its title, which is its own in the examples."""
    folder = examples / "site" / unit
    pages = [folder / "items.html"] if kind == "item" else sorted(folder.glob("entries-*.html"))
    found = [
        element
        for page in pages
        for element in parse(page).iter(f"{HTML}article")
        if element.get("class") == "detail"
    ]
    return {
        "".join(element.find(f"{HTML}h3").itertext()): "\n".join(_cells(element))  # type: ignore[union-attr]
        for element in found
    }


def _cells(element: Element) -> Iterator[str]:
    """Yield the title and the texts of the cells of a record."""
    names = {f"{HTML}{name}" for name in ("h3", "p", "th", "td", "dt", "dd")}
    return ("".join(cell.itertext()) for cell in element.iter() if cell.tag in names)


@pytest.mark.parametrize("unit", UNITS)
def test_the_lists(examples: Path, unit: str) -> None:
    entries = records(examples, unit, "entry")
    assert names_in_tables(examples / "site" / unit / "entries.html") == [
        entry["title"] for entry in entries
    ]
    normative = [entry["title"] for entry in entries if entry.get("normative")]
    page = examples / "site" / unit / "normative.html"
    assert sorted(names_in_tables(page) if page.exists() else []) == sorted(normative)


def names_in_tables(page: Path) -> list[str]:
    """Return what names the rows of the tables of a page."""
    return [
        "".join(cell.itertext())
        for cell in parse(page).iter(f"{HTML}th")
        if cell.get("scope") == "row"
    ]


@pytest.mark.parametrize("unit", UNITS)
def test_the_feed(examples: Path, unit: str) -> None:
    feed = ElementTree.fromstring((examples / "site" / unit / "feed.xml").read_bytes())  # noqa: S314
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    entries = records(examples, unit, "entry")
    assert set(titles) == {entry["title"] for entry in entries if entry["mode"] == "主动公开"}
    for link in feed.iterfind(f"{ATOM}entry/{ATOM}link"):
        page, _, anchor = link.get("href", "").partition("#")
        assert anchor in anchors(examples / "site" / unit / page)
