"""Linked data, read back by an RDF parser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, Graph, Literal, URIRef

from disclosure_cli.compile.data.linked_data import LinkedCatalog, LinkedRecords
from disclosure_cli.model import PublicData
from disclosure_cli.outputs.jsonld import END, head, part_of
from tests.building.test_site import anchors
from tests.support.examples import ALL_UNITS
from tests.support.linked_data import graph_of


@pytest.fixture(scope="module")
def graph(examples: Path) -> Graph:
    return graph_of((examples / "site/data/catalog.jsonld").read_bytes())


def record(theme: str = "", *, on_request: bool = False, **data: Any) -> Any:
    return {
        "data": PublicData(data),
        "href": "page.html#anchor",
        "theme": theme,
        "on_request": on_request,
    }


def sample(base: str = "", owner: str = "") -> LinkedCatalog:
    return {
        "title": "测试目录",
        "base": base,
        "owner": owner,
        "units": [
            {
                "id": "town",
                "name": "示例镇",
                "title": "示例镇政府信息公开目录",
                "modified": "2025-02-03",
                "publishers": ["示例镇", "示例县人民政府"],
            }
        ],
        "classes": [
            {"id": "01", "unit": "", "code": "01", "name": "机构", "parent": ""},
            {"id": "0101", "unit": "", "code": "0101", "name": "职能职责", "parent": "01"},
            {"id": "town/0102", "unit": "town", "code": "0102", "name": "自设", "parent": "01"},
        ],
        "replacing": {"A/2025-2": "town"},
    }


def records() -> LinkedRecords:
    return {
        "id": "town",
        "name": "示例镇",
        "items": [record("0101", id="0101-001", title="职能", elements=["职责", "机构"])],
        "entries": [
            record(
                index="A/2025-1",
                item="0101-001",
                title="“引号”与\\反斜线",
                summary="甲\n乙",
                created="2025-01-01",
                published="2025-01-02",
                doc_no="示例发〔2025〕1号",
                keywords=["职责"],
                url="示例网址",
                validity={"state": "废止", "replaced_by": "A/2025-2"},
            ),
            record(
                index="A/2025-2",
                item="0101-009",
                title="依申请的",
                issuer="示例县人民政府",
                on_request=True,
            ),
        ],
    }


def render(catalog: LinkedCatalog) -> bytes:
    """Return the file, with records of the unit if the catalog has one."""
    parts = map(part_of(catalog), [records()] if catalog["units"] else [])
    return head(catalog) + b"".join(parts) + END


def chinese(text: str) -> Literal:
    return Literal(text, lang="zh-CN")


def test_the_catalog_leads_to_a_dataset_a_unit(graph: Graph) -> None:
    catalog = graph.value(predicate=RDF.type, object=DCAT.Catalog, any=False)
    datasets = set(graph.objects(catalog, DCAT.dataset))
    assert datasets == set(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == len(ALL_UNITS) + 1
    for dataset in (catalog, *datasets):
        (title,) = graph.objects(dataset, DCTERMS.title)
        assert isinstance(title, Literal)
        assert title.language == "zh-CN"
        for publisher in graph.objects(dataset, DCTERMS.publisher):
            assert (publisher, RDF.type, FOAF.Agent) in graph
        (modified,) = graph.objects(dataset, DCTERMS.modified)
        assert isinstance(modified, Literal)
        assert modified.datatype == XSD.date


def test_each_distribution_is_a_file_of_the_site(graph: Graph, examples: Path) -> None:
    distributions = set(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) == 3 + 3 * len(ALL_UNITS)
    for distribution in distributions:
        (address,) = graph.objects(distribution, DCAT.accessURL)
        assert on_disk(address, examples).is_file()
        assert set(graph.objects(distribution, DCAT.downloadURL)) <= {address}
        (media,) = graph.objects(distribution, DCAT.mediaType)
        assert str(media).startswith("https://www.iana.org/assignments/media-types/")
    (schema,) = set(graph.objects(None, DCTERMS.conformsTo))
    assert on_disk(schema, examples).is_file()


def on_disk(address: object, examples: Path) -> Path:
    return examples / "site" / str(address).removeprefix("https://www.example.gov.cn/xxgk/")


def test_each_item_and_entry_leads_to_where_the_site_shows_it(graph: Graph, examples: Path) -> None:
    pages = [
        page for resource in resources(graph) for page in graph.objects(resource, DCAT.landingPage)
    ]
    assert len(pages) == len(set(pages)) == len(resources(graph)) > 200
    for page in pages:
        path, _, anchor = str(page).partition("#")
        assert anchor in anchors(on_disk(path, examples))


def resources(graph: Graph) -> list[Any]:
    return list(graph.subjects(RDF.type, DCAT.Resource))


def test_nothing_refers_to_what_is_not_described(graph: Graph) -> None:
    named = {thing for thing in graph.objects() if str(thing).startswith("urn:disclose:")}
    assert len(named) > 100
    assert named - set(graph.subjects(RDF.type)) == set()


def test_every_text_for_people_is_marked_as_chinese(graph: Graph) -> None:
    texts = (DCTERMS.title, DCTERMS.description, FOAF.name, SKOS.prefLabel, DCAT.keyword)
    languages = {text.language for term in texts for text in graph.objects(None, term)}  # type: ignore[attr-defined]
    assert languages == {"zh-CN"}


def test_an_entry_says_all_that_dcat_has_a_word_for() -> None:
    graph = graph_of(render(sample()))
    unit = "urn:disclose:unit:town:"
    entry = URIRef(f"{unit}entry-A/2025-1")
    facts = {
        (RDF.type, DCAT.Resource),
        (RDF.type, FOAF.Document),
        (DCTERMS.identifier, Literal("A/2025-1")),
        (DCTERMS.title, chinese("“引号”与\\反斜线")),
        (DCTERMS.description, chinese("甲\n乙")),
        (DCTERMS.created, Literal("2025-01-01", datatype=XSD.date)),
        (DCTERMS.issued, Literal("2025-01-02", datatype=XSD.date)),
        (DCTERMS.bibliographicCitation, chinese("示例发〔2025〕1号")),
        (DCTERMS.publisher, URIRef(f"{unit}organ")),
        (DCTERMS.isPartOf, URIRef(f"{unit}catalog")),
        (DCTERMS.isPartOf, URIRef(f"{unit}item-0101-001")),
        (DCTERMS.isReplacedBy, URIRef(f"{unit}entry-A/2025-2")),
        (DCAT.theme, URIRef("urn:disclose:class-0101")),
        (DCAT.keyword, chinese("职责")),
        (DCAT.landingPage, URIRef("https://www.example.gov.cn/xxgk/town/page.html#anchor")),
    }
    assert set(graph.predicate_objects(entry)) == facts


def test_what_is_given_on_request_says_so_and_names_its_own_publisher() -> None:
    graph = graph_of(render(sample()))
    entry = URIRef("urn:disclose:unit:town:entry-A/2025-2")
    (rights,) = graph.objects(entry, DCTERMS.accessRights)
    assert (rights, RDF.type, DCTERMS.RightsStatement) in graph
    (publisher,) = graph.objects(entry, DCTERMS.publisher)
    assert (publisher, FOAF.name, chinese("示例县人民政府")) in graph
    assert set(graph.objects(entry, DCTERMS.isPartOf)) == {URIRef("urn:disclose:unit:town:catalog")}


def test_classes_are_a_concept_scheme() -> None:
    graph = graph_of(render(sample()))
    own = URIRef("urn:disclose:unit:town:class-0102")
    assert (own, SKOS.broader, URIRef("urn:disclose:class-01")) in graph
    assert (own, SKOS.notation, Literal("0102")) in graph
    schemes = set(graph.objects(None, SKOS.inScheme))
    assert schemes == set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == set(graph.objects(None, DCAT.themeTaxonomy))


def test_with_an_address_every_name_leads_to_the_site() -> None:
    base = "https://www.example.gov.cn/xxgk"
    data = render(sample(base, owner="示例县人民政府办公室"))
    graph = graph_of(data, "https://elsewhere.example/x")
    assert b"../" not in data
    assert b"urn:" not in data
    item = URIRef(f"{base}/town/#item-0101-001")
    assert (item, DCTERMS.title, chinese("职能")) in graph
    assert (item, DCAT.landingPage, URIRef(f"{base}/town/page.html#anchor")) in graph
    (publisher,) = graph.objects(URIRef(f"{base}/#catalog"), DCTERMS.publisher)
    assert (publisher, FOAF.name, chinese("示例县人民政府办公室")) in graph


def test_without_units_there_is_still_a_catalog() -> None:
    graph = graph_of(render({**sample(), "units": [], "classes": []}))
    assert (URIRef("urn:disclose:catalog"), DCTERMS.title, chinese("测试目录")) in graph


def test_a_node_has_a_line_of_its_own() -> None:
    lines = render(sample()).decode().splitlines()
    nodes = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"@id"')]
    assert len(nodes) == len({node["@id"] for node in nodes}) > 10
