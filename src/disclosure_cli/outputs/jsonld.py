"""JSON-LD: the catalogs as linked data after DCAT 3 (W3C Recommendation, 2024), with Chinese titles.

The whole is a `dcat:Catalog`; each unit's catalog is a `dcat:Dataset` with the files in which it can be had. Items and
entries are `dcat:Resource`s in it and no datasets: they have no files, and portals that harvest datasets would list
thousands of empty ones. An entry is a `foaf:Document` too. Classes are a SKOS concept scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from disclosure_cli.compile.data.documents import CATALOG_SCHEMA
from disclosure_cli.compile.data.linked_data import (
    LinkedCatalog,
    LinkedClass,
    LinkedRecord,
    LinkedRecords,
    LinkedUnit,
)
from disclosure_cli.model import PublicData
from disclosure_cli.outputs.json import line
from disclosure_cli.outputs.json import render as render_json
from disclosure_cli.outputs.jsonld_names import Names
from disclosure_cli.schema.formats import is_uri

Node = dict[str, Any]

END = b"\n]\n}\n"
"""The end of the file."""


def _text(term: str) -> dict[str, str]:
    return {"@id": term, "@language": "zh-CN"}


def _link(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


def _date(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "xsd:date"}


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": _text("dct:title"),
    "description": _text("dct:description"),
    "name": _text("foaf:name"),
    "label": _text("rdfs:label"),
    "prefLabel": _text("skos:prefLabel"),
    "keyword": _text("dcat:keyword"),
    "citation": _text("dct:bibliographicCitation"),
    "identifier": "dct:identifier",
    "notation": "skos:notation",
    "created": _date("dct:created"),
    "issued": _date("dct:issued"),
    "modified": _date("dct:modified"),
    "publisher": _link("dct:publisher"),
    "language": _link("dct:language"),
    "isPartOf": _link("dct:isPartOf"),
    "isReplacedBy": _link("dct:isReplacedBy"),
    "accessRights": _link("dct:accessRights"),
    "conformsTo": _link("dct:conformsTo"),
    "dataset": _link("dcat:dataset"),
    "distribution": _link("dcat:distribution"),
    "downloadURL": _link("dcat:downloadURL"),
    "accessURL": _link("dcat:accessURL"),
    "mediaType": _link("dcat:mediaType"),
    "landingPage": _link("dcat:landingPage"),
    "theme": _link("dcat:theme"),
    "themeTaxonomy": _link("dcat:themeTaxonomy"),
    "page": _link("foaf:page"),
    "homepage": _link("foaf:homepage"),
    "broader": _link("skos:broader"),
    "inScheme": _link("skos:inScheme"),
}
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/zh"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHARED_FILES = (
    ("全部目录（SQLite数据库）", "data/catalog.sqlite", "application/vnd.sqlite3"),
    ("全部公开事项（CSV）", "data/items.csv", "text/csv"),
    ("全部信息条目（CSV）", "data/entries.csv", "text/csv"),
)


def head(catalog: LinkedCatalog) -> bytes:
    """Return the beginning of the file, behind which stand the parts of units and `END`.

    Addresses in it that begin with `../` are relative to where it stands.
    """
    names = _names(catalog)
    concepts = {known["id"]: names.concept(known) for known in catalog["classes"]}
    whole = render_json({"@context": _CONTEXT, "@graph": _nodes(catalog, concepts, names)})
    return whole.removesuffix(END)


def part_of(catalog: LinkedCatalog) -> Callable[[LinkedRecords], bytes]:
    """Return the function from the records of a unit to the part of the file that holds them."""
    names = _names(catalog)
    concepts = {known["id"]: names.concept(known) for known in catalog["classes"]}

    def part(records: LinkedRecords) -> bytes:
        nodes = _records(records, concepts, catalog["replacing"], names)
        return b"".join([b",\n" + line(node) for node in nodes])

    return part


def _names(catalog: LinkedCatalog) -> Names:
    return Names(catalog["base"], {unit["name"]: unit["id"] for unit in catalog["units"]})


def _nodes(catalog: LinkedCatalog, concepts: Mapping[str, str], names: Names) -> Iterator[Node]:
    """Yield all but the records of units."""
    owners = [catalog["owner"]] if catalog["owner"] else [u["name"] for u in catalog["units"]]
    described = {
        "title": catalog["title"],
        "publisher": [names.agent(owner) for owner in owners],
        "modified": max((unit["modified"] for unit in catalog["units"]), default=""),
        "language": _LANGUAGE,
    }
    yield _catalog(catalog, described, names)
    yield _whole(described, names)
    yield from (_unit(unit, names) for unit in catalog["units"])
    yield {"@id": names.root("classes"), "@type": "skos:ConceptScheme", "title": "公开事项分类"}
    yield from (_concept(known, concepts, names) for known in catalog["classes"])
    yield {
        "@id": names.root("on-request"),
        "@type": "dct:RightsStatement",
        "label": "依申请公开",
    }
    publishers = [name for unit in catalog["units"] for name in unit["publishers"]]
    for name in dict.fromkeys([*owners, *publishers]):
        yield {
            "@id": names.agent(name),
            "@type": ["foaf:Agent", "foaf:Organization"],
            "name": name,
        }


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], None)}


def _catalog(catalog: LinkedCatalog, head: Mapping[str, Any], names: Names) -> Node:
    of_units = [names.of_unit(unit["id"], "catalog") for unit in catalog["units"]]
    return _filled(
        {
            "@id": names.root("catalog"),
            "@type": "dcat:Catalog",
            **head,
            "homepage": names.file("index.html"),
            "themeTaxonomy": names.root("classes"),
            "dataset": [names.root("dataset"), *of_units],
        }
    )


def _whole(head: Mapping[str, Any], names: Names) -> Node:
    return _filled(
        {
            "@id": names.root("dataset"),
            "@type": "dcat:Dataset",
            **head,
            "title": f"{head['title']}：全部单位的数据",
            "landingPage": names.file("index.html"),
            "distribution": [
                _distribution(title, names.file(path), media)
                for title, path, media in _SHARED_FILES
            ],
        }
    )


def _unit(unit: LinkedUnit, names: Names) -> Node:
    title, folder = unit["title"], unit["id"]
    document = _distribution(
        f"{title}（JSON）", names.file(f"{folder}/catalog.json"), "application/json"
    )
    return _filled(
        {
            "@id": names.of_unit(unit["id"], "catalog"),
            "@type": "dcat:Dataset",
            "title": title,
            "publisher": names.agent(unit["name"]),
            "modified": unit["modified"],
            "language": _LANGUAGE,
            "landingPage": names.file(f"{folder}/index.html"),
            "isPartOf": names.root("dataset"),
            "distribution": [
                _distribution(
                    f"{title}（网页）", names.file(f"{folder}/catalog.html"), "text/html"
                ),
                _distribution(f"{title}（Excel）", names.file(f"{folder}/catalog.xlsx"), _SHEET),
                {**document, "conformsTo": names.file(f"data/{CATALOG_SCHEMA}")},
            ],
        }
    )


def _distribution(title: str, address: str, media_type: str) -> Node:
    node = {
        "@type": "dcat:Distribution",
        "title": title,
        "accessURL": address,
        "mediaType": _MEDIA_TYPES + media_type,
    }
    return node if media_type == "text/html" else {**node, "downloadURL": address}


def _concept(known: LinkedClass, concepts: Mapping[str, str], names: Names) -> Node:
    return _filled(
        {
            "@id": concepts[known["id"]],
            "@type": "skos:Concept",
            "prefLabel": known["name"],
            "notation": known["code"],
            "broader": concepts.get(known["parent"]),
            "inScheme": names.root("classes"),
        }
    )


def _records(
    unit: LinkedRecords, concepts: Mapping[str, str], replacing: Mapping[str, str], names: Names
) -> Iterator[Node]:
    """Yield the items of a unit, then its entries, each with the class of its item."""
    catalog = names.of_unit(unit["id"], "catalog")
    themes: dict[Any, str | None] = {}
    for item in unit["items"]:
        data = item["data"]
        themes[data["id"]] = concepts.get(item["theme"])
        yield _filled(
            {
                "@id": names.item(unit["id"], data["id"]),
                "@type": "dcat:Resource",
                "identifier": data["id"],
                **_common(item, data.get("publisher", unit["name"]), names),
                "description": "\n".join(data.get("elements", ())),
                "isPartOf": catalog,
                "theme": themes[data["id"]],
                "modified": data.get("update", {}).get("last"),
                "landingPage": names.file(f"{unit['id']}/{item['href']}"),
            }
        )
    for entry in unit["entries"]:
        data = entry["data"]
        of_item = data.get("item")
        above = [names.item(unit["id"], of_item)] if of_item in themes else []
        yield _filled(
            {
                "@id": names.entry(unit["id"], data["index"]),
                "@type": ["dcat:Resource", "foaf:Document"],
                "identifier": data["index"],
                **_common(entry, data.get("issuer", unit["name"]), names),
                **_entry(data, replacing, names),
                "isPartOf": [catalog, *above],
                "theme": themes.get(of_item),
                "landingPage": names.file(f"{unit['id']}/{entry['href']}"),
            }
        )


def _common(record: LinkedRecord, publisher: str, names: Names) -> Node:
    return {
        "title": record["data"].get("title"),
        "publisher": names.agent(publisher),
        "accessRights": names.root("on-request") if record["on_request"] else None,
    }


def _entry(data: PublicData, replacing: Mapping[str, str], names: Names) -> Node:
    url = str(data.get("url"))
    successor = data.get("validity", {}).get("replaced_by")
    owner = replacing.get(successor)
    return {
        "description": data.get("summary"),
        "keyword": data.get("keywords"),
        "citation": data.get("doc_no"),
        "created": data.get("created"),
        "issued": data.get("published"),
        "modified": data.get("changed"),
        "isReplacedBy": names.entry(owner, successor) if owner else None,
        "page": url if is_uri(url) else None,
    }
