"""JSON-LD: the catalogs as linked data after DCAT 3 (W3C Recommendation, 2024), with Chinese titles.

The whole is a `dcat:Catalog`; each unit's catalog is a `dcat:Dataset` with the files in which it can be had. Items and
entries are `dcat:Resource`s in it and no datasets: they have no files, and portals that harvest datasets would list
thousands of empty ones. An entry is a `foaf:Document` too. Classes are a SKOS concept scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosure_cli.compile.linked_data import (
    Agent,
    Concept,
    Dataset,
    Download,
    LinkedCatalog,
    Resource,
)
from disclosure_cli.outputs.json import render as render_json

_CHINESE = "zh-CN"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/zh"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def _text(term: str) -> dict[str, str]:
    return {"@id": term, "@language": _CHINESE}


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
_TYPES = {"item": ["dcat:Resource"], "entry": ["dcat:Resource", "foaf:Document"]}


def render(catalog: LinkedCatalog) -> bytes:
    """Return the file. Addresses in it that begin with `../` are relative to where it stands."""
    on_request = catalog["id"] + "-on-request"
    nodes: list[Mapping[str, Any]] = [
        _catalog(catalog),
        {
            "@id": catalog["scheme"],
            "@type": "skos:ConceptScheme",
            "title": "政府信息公开事项分类",
        },
        {"@id": on_request, "@type": "dct:RightsStatement", "label": "依申请公开"},
        *map(_dataset, catalog["datasets"]),
        *(_concept(concept, catalog["scheme"]) for concept in catalog["concepts"]),
        *map(_agent, catalog["agents"]),
        *(_resource(resource, on_request) for resource in catalog["resources"]),
    ]
    return render_json({"@context": _CONTEXT, "@graph": nodes})


def _filled(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in ("", [])}


def _catalog(catalog: LinkedCatalog) -> dict[str, Any]:
    return _filled(
        {
            "@id": catalog["id"],
            "@type": "dcat:Catalog",
            "title": catalog["title"],
            "publisher": catalog["publishers"],
            "modified": catalog["modified"],
            "language": _LANGUAGE,
            "homepage": catalog["page"],
            "themeTaxonomy": catalog["scheme"],
            "dataset": [dataset["id"] for dataset in catalog["datasets"]],
        }
    )


def _dataset(dataset: Dataset) -> dict[str, Any]:
    return _filled(
        {
            "@id": dataset["id"],
            "@type": "dcat:Dataset",
            "title": dataset["title"],
            "publisher": dataset["publishers"],
            "modified": dataset["modified"],
            "language": _LANGUAGE,
            "landingPage": dataset["page"],
            "isPartOf": dataset["part_of"],
            "distribution": [_distribution(download) for download in dataset["downloads"]],
        }
    )


def _distribution(download: Download) -> dict[str, Any]:
    is_page = download["media_type"] == "text/html"
    return _filled(
        {
            "@type": "dcat:Distribution",
            "title": download["title"],
            "accessURL": download["address"],
            "downloadURL": "" if is_page else download["address"],
            "mediaType": _MEDIA_TYPES + download["media_type"],
            "conformsTo": download["schema"],
        }
    )


def _concept(concept: Concept, scheme: str) -> dict[str, Any]:
    return _filled(
        {
            "@id": concept["id"],
            "@type": "skos:Concept",
            "prefLabel": concept["name"],
            "notation": concept["code"],
            "broader": concept["broader"],
            "inScheme": scheme,
        }
    )


def _agent(agent: Agent) -> dict[str, Any]:
    return {
        "@id": agent["id"],
        "@type": ["foaf:Agent", "foaf:Organization"],
        "name": agent["name"],
    }


def _resource(resource: Resource, on_request: str) -> dict[str, Any]:
    return _filled(
        {
            "@id": resource["id"],
            "@type": _TYPES[resource["kind"]],
            "identifier": resource["identifier"],
            "title": resource["title"],
            "description": resource["description"],
            "isPartOf": resource["part_of"],
            "publisher": resource["publisher"],
            "theme": resource["theme"],
            "keyword": resource["keywords"],
            "citation": resource["citation"],
            "created": resource["created"],
            "issued": resource["issued"],
            "modified": resource["modified"],
            "isReplacedBy": resource["replaced_by"],
            "landingPage": resource["page"],
            "page": resource["full_text"],
            "accessRights": on_request if resource["on_request"] else "",
        }
    )
