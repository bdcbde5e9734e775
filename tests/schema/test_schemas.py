"""The schema files keep their own rules, and the shipped vocabularies keep the schemas."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = Path(__file__).parents[2]
VOCABULARIES = ("classes", "topics", "laws", "terms", "channels", "themes", "organs")
RECORDS = ("settings", "unit", "guide", "item", "entry", *VOCABULARIES)

DOCUMENTS: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "schemas").glob("*.schema.json"))
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (document["$id"], Resource.from_contents(document)) for document in DOCUMENTS.values()
)
META = Draft202012Validator(DOCUMENTS["meta"])


def inlined(node: Any, home: Mapping[str, Any]) -> Any:
    """Return a schema with every reference put in place; what stands beside a reference wins."""
    if isinstance(node, list):
        return [inlined(part, home) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        identifier, _, pointer = node["$ref"].partition("#/")
        target: Any = REGISTRY.contents(identifier) if identifier else home
        source = target
        for step in pointer.split("/"):
            target = target[step]
        return {**inlined(target, source), **{k: v for k, v in node.items() if k != "$ref"}}
    return {key: inlined(value, home) for key, value in node.items() if key != "$defs"}


SCHEMAS = {kind: inlined(DOCUMENTS[kind], DOCUMENTS[kind]) for kind in RECORDS}
COMMON = DOCUMENTS["common"]


def inside(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    inner: Mapping[str, Any] = schema["items"] if schema.get("type") == "array" else schema
    return inner


def levels(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield path and properties of a record and of every block in it."""
    properties = inside(schema).get("properties", {})
    if properties:
        yield path, properties
    for name, field in properties.items():
        yield from levels(field, f"{path}.{name}")


LEVELS = [pair for kind in RECORDS for pair in levels(SCHEMAS[kind], kind)]
FIELDS = [(f"{path}.{name}", field) for path, level in LEVELS for name, field in level.items()]
by_level = pytest.mark.parametrize("level", [x for _, x in LEVELS], ids=[p for p, _ in LEVELS])
by_field = pytest.mark.parametrize("field", [x for _, x in FIELDS], ids=[p for p, _ in FIELDS])


def is_valid(field: Mapping[str, Any], value: object) -> bool:
    checker = Draft202012Validator.FORMAT_CHECKER
    return bool(Draft202012Validator(field, format_checker=checker).is_valid(value))


def field_at(path: str) -> Mapping[str, Any]:
    fields: dict[str, Mapping[str, Any]] = dict(FIELDS)
    return fields[path]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_is_a_schema_under_its_own_name(kind: str) -> None:
    Draft202012Validator.check_schema(DOCUMENTS[kind])
    assert DOCUMENTS[kind]["$id"] == f"disclose:{kind}"


@pytest.mark.parametrize("kind", [*RECORDS, "common"])
def test_uses_only_the_keywords_that_all_readers_know(kind: str) -> None:
    assert [error.message for error in META.iter_errors(DOCUMENTS[kind])] == []


def test_no_schema_is_left_out() -> None:
    assert set(DOCUMENTS) == {*RECORDS, "common", "meta"}


def spoilt(change: Mapping[str, Any], *without: str) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENTS["item"])
    field = document["properties"]["title"]
    field.update(change)
    for key in without:
        del field[key]
    return document


@pytest.mark.parametrize("key", ["title", "description", "examples", "x-disclose", "maxLength"])
def test_meta_demands_what_a_field_must_say(key: str) -> None:
    assert not META.is_valid(spoilt({}, key))


@pytest.mark.parametrize(
    "change",
    [
        {"oneOf": [{"maxLength": 3}, {"minLength": 9}]},
        {"default": "x"},
        {"type": ["string", "null"]},
        {"type": "number"},
        {"title": "事项 名称"},
        {"examples": []},
        {"format": "ipv4"},
        {"enum": ["是", 1]},
        {"x-disclose": {}},
        {"x-disclose": {"public": "yes"}},
        {"x-disclose": {"public": True, "colour": "red"}},
        {"x-disclose": {"public": True, "ref": "person"}},
        {"type": "object", "properties": {}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {"type": "string", "maxLength": 1}}},
        {"type": "array"},
    ],
    ids=str,
)
def test_meta_refuses_what_readers_do_not_know(change: Mapping[str, Any]) -> None:
    assert not META.is_valid(spoilt(change))


def test_meta_refuses_an_open_record() -> None:
    document = copy.deepcopy(DOCUMENTS["item"])
    del document["additionalProperties"]
    assert not META.is_valid(document)


@by_level
def test_names_and_labels_are_unique_among_siblings(level: Mapping[str, Any]) -> None:
    labels = [field["title"] for field in level.values()]
    assert [label for label, count in Counter(labels).items() if count > 1] == []
    assert set(labels) & set(level) == set()


@by_field
def test_examples_are_valid(field: Mapping[str, Any]) -> None:
    assert [example for example in field["examples"] if not is_valid(field, example)] == []


@by_field
def test_an_internal_block_holds_nothing_public(field: Mapping[str, Any]) -> None:
    if not field["x-disclose"]["public"]:
        children = inside(field).get("properties", {})
        assert [name for name, child in children.items() if child["x-disclose"]["public"]] == []


@by_field
def test_a_public_block_shows_something(field: Mapping[str, Any]) -> None:
    children = inside(field).get("properties", {})
    if field["x-disclose"]["public"] and children:
        assert any(child["x-disclose"]["public"] for child in children.values())


def test_what_stays_inside_the_unit() -> None:
    internal = {
        path
        for path, field in FIELDS
        if path.count(".") == 1
        and not path.startswith("settings.")
        and not field["x-disclose"]["public"]
    }
    assert internal == {
        "unit.plan",
        "unit.responsibility",
        "unit.item_review",
        "unit.taken_over_prefixes",
        "unit.remarks",
        "guide.remarks",
        "item.exemption",
        "item.responsibility",
        "item.review",
        "item.remarks",
        "item.imported",
        "entry.confirmed",
        "entry.consent",
        "entry.exemption",
        "entry.review",
        "entry.remarks",
        "entry.imported",
    }


@pytest.mark.parametrize(
    ("path", "good", "bad"),
    [
        (
            "unit.office.phone",
            [
                *("0792-8123456", "010-12345678-801", "0792-8123456、13800000000"),
                *("12345", "8123456", "无", "示例0792-0000000"),
            ],
            ["0792-812 3456", "0792—8123456", "电话8123456", "0792-8123456,8123457", ""],
        ),
        (
            "unit.office.postcode",
            ["332000", "无", "示例332000"],
            ["33200", "3320001", "３３２０００"],
        ),
        (
            "unit.office.email",
            ["a.b@example.gov.cn", "无", "示例xxgk@example.gov.cn"],
            ["bszfxx@ 163.com", "[email protected]", "a@b", "a@b.cn,c@d.cn"],
        ),
        (
            "unit.office.website",
            ["https://www.example.gov.cn", "http://www.example.gov.cn/a?b=1#c", "无", "示例网站"],
            ["www.example.gov.cn", "javascript:alert(1)", "https://a.cn/ b", 'https://a.cn/"x'],
        ),
        ("unit.uscc", ["113708280043326001", "示例代码"], ["11370828004332600I", "1137"]),
        ("item.id", ["05-001", "0503-001", "050301-0001"], ["503-001", "0503-01", "0503001"]),
        ("item.class", ["05", "0503", "0503 采矿权登记"], ["503", "0503采矿权登记", "采矿权登记"]),
        ("entry.index", ["000000000/2025-00001"], ["000000000/ 2025-00001", ""]),
        ("entry.created", ["2024-02-29"], ["2025-02-29", "2025-3-1", "2025年3月1日", "无"]),
        ("settings.output", ["build", "out/site-1"], ["../x", "/x", "a//b", "a/../b", "C:\\x"]),
        ("classes.topics", [["20-5", "21-15 社会救助"]], [["第二十条"], ["20-5", "20-5"]]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_forms(path: str, good: list[object], bad: list[object]) -> None:
    field = field_at(path)
    assert [value for value in good if not is_valid(field, value)] == []
    assert [value for value in bad if is_valid(field, value)] == []


def test_a_scheme_of_ones_own_says_what_it_is() -> None:
    scheme = field_at("settings.index_scheme")
    assert is_valid(scheme, {"kind": "组织机构代码"})
    assert not is_valid(scheme, {"kind": "自定义"})


# The shipped vocabularies


def named(value: Any, schema: Mapping[str, Any]) -> Any:
    """Return a record, read as plain text, under English names and with its types."""
    if isinstance(value, list):
        return [named(part, schema["items"]) for part in value]
    if isinstance(value, dict):
        names = {field["title"]: name for name, field in schema["properties"].items()}
        return {
            names[label]: named(part, schema["properties"][names[label]])
            for label, part in value.items()
        }
    if schema["type"] == "boolean":
        return {"是": True, "否": False}[value]
    return int(value) if schema["type"] == "integer" else value


def load(kind: str) -> list[dict[str, Any]]:
    text = (ROOT / "catalogs" / "_vocab" / f"{kind}.yaml").read_text(encoding="utf-8")
    items = {"type": "array", "items": SCHEMAS[kind]}
    plain = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (it makes nothing but text)
    records: list[dict[str, Any]] = named(plain, items)
    return records


VOCABULARY = {kind: load(kind) for kind in VOCABULARIES}
KEYS = {"classes": "code", "topics": "code", "laws": "title", "terms": "preferred"}


def keys(kind: str) -> list[str]:
    return [record[KEYS.get(kind, "name")] for record in VOCABULARY[kind]]


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_records_are_valid(kind: str) -> None:
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(SCHEMAS[kind], format_checker=checker)
    wrong = [
        (key, error.message)
        for key, record in zip(keys(kind), VOCABULARY[kind], strict=True)
        for error in validator.iter_errors(record)
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_nothing_is_registered_twice(kind: str) -> None:
    assert [key for key, count in Counter(keys(kind)).items() if count > 1] == []


def test_topics_are_those_of_articles_20_and_21() -> None:
    assert keys("topics") == [f"{a}-{n}" for a in (20, 21) for n in range(1, 16)]
    by_code = {topic["code"]: topic for topic in VOCABULARY["topics"]}
    assert by_code["20-5"]["article"] == "第二十条第（五）项"
    assert by_code["21-1"]["kinds"] == ["县级政府", "政府部门"]
    assert by_code["21-8"]["kinds"] == ["乡镇政府"]
    assert not any("公共企事业单位" in topic["kinds"] for topic in VOCABULARY["topics"])


def leaves() -> list[dict[str, Any]]:
    parents = {code[:-2] for code in keys("classes")}
    return [record for record in VOCABULARY["classes"] if record["code"] not in parents]


def test_every_class_hangs_on_its_parent_in_order() -> None:
    codes = keys("classes")
    assert [code for code in codes if code[:-2] and code[:-2] not in codes] == []
    assert codes == sorted(codes)


def test_class_names_are_unique_under_one_parent() -> None:
    names = Counter((record["code"][:-2], record["name"]) for record in VOCABULARY["classes"])
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("topic", VOCABULARY["topics"], ids=keys("topics"))
def test_each_unit_that_owes_a_topic_finds_a_class_for_it(topic: Mapping[str, Any]) -> None:
    served = [record for record in leaves() if topic["code"] in record.get("topics", ())]
    for kind in topic["kinds"]:
        assert any(kind in record.get("kinds", [kind]) for record in served), kind


def test_classes_serve_known_topics_only() -> None:
    known = set(keys("topics"))
    assert {t for record in VOCABULARY["classes"] for t in record.get("topics", ())} <= known


def test_the_standard_channels_stand_in_their_order() -> None:
    standard = [record for record in VOCABULARY["channels"] if record["standard"]]
    assert [record["order"] for record in standard] == list(range(1, 14))
    names = [record["name"] for record in standard]
    assert names[0] == "政府网站"
    assert names[10:] == ["社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他"]
    assert [c["name"] for c in VOCABULARY["channels"] if not c["standard"] and "order" in c] == []


def test_every_spelling_of_a_channel_leads_to_one_channel() -> None:
    spellings = [*keys("channels")]
    spellings += [alias for c in VOCABULARY["channels"] for alias in c.get("aliases", ())]
    assert [name for name, count in Counter(spellings).items() if count > 1] == []


def test_there_are_22_themes() -> None:
    assert len(keys("themes")) == 22
    assert not any("/" in name for name in keys("themes"))


def test_short_titles_are_unambiguous() -> None:
    titles = [t for law in VOCABULARY["laws"] for t in (law["title"], *law.get("short_titles", ()))]
    assert [title for title, count in Counter(titles).items() if count > 1] == []


def test_repealed_laws_lead_to_one_in_force() -> None:
    laws = {law["title"]: law for law in VOCABULARY["laws"]}
    for law in laws.values():
        if "superseded_by" in law:
            assert law["state"] == "已废止"
            assert laws[law["superseded_by"]]["state"] == "有效"
        assert (law["state"] == "已废止") == ("ended" in law), law["title"]


def test_the_dates_of_a_law_are_in_order() -> None:
    for law in VOCABULARY["laws"]:
        assert law.get("issued", "") <= law.get("revised", "9"), law["title"]
        for former in law.get("former", ()):
            assert former.get("date", "") < former.get("until", "9"), law["title"]


def test_the_currency_of_the_regulations_themselves() -> None:
    law = next(law for law in VOCABULARY["laws"] if "政府信息公开条例" in law["title"])
    assert law["number"] == "国务院令第711号"
    assert (law["revised"], law["in_force"], law["last_article"]) == (
        "2019-04-03",
        "2019-05-15",
        56,
    )
    assert law["former"][0]["number"] == "国务院令第492号"


COLUMNS = {"公开对象", "公开层级", "公开时限"}


def flagged(text: str, terms: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the variants that stand in a text outside of the exceptions."""
    return [
        variant
        for term in terms
        for variant in term["variants"]
        if variant in re.sub("|".join(map(re.escape, term.get("exceptions", ["\0"]))), "", text)
    ]


def test_a_variant_has_one_preferred_wording() -> None:
    variants = [
        (variant, scope)
        for term in VOCABULARY["terms"]
        for variant in term["variants"]
        for scope in term.get("scope", ["全部"])
    ]
    assert [variant for variant, count in Counter(variants).items() if count > 1] == []


def test_replacing_settles_the_matter() -> None:
    everywhere = [t for t in VOCABULARY["terms"] if not COLUMNS & set(t.get("scope", ()))]
    wordings = [*keys("terms"), *keys("channels"), *(c["name"] for c in VOCABULARY["classes"])]
    assert [wording for wording in wordings if flagged(wording, everywhere)] == []


def test_a_preferred_wording_does_not_hold_its_own_variants() -> None:
    assert [t for t in VOCABULARY["terms"] if flagged(t["preferred"], [t])] == []


def test_organs_hang_on_known_organs() -> None:
    parents = {record["parent"] for record in VOCABULARY["organs"] if "parent" in record}
    assert parents <= set(keys("organs"))


def test_no_contact_of_an_organ_looks_real() -> None:
    offices = [record["office"] for record in VOCABULARY["organs"] if "office" in record]
    for office in offices:
        for name in ("name", "address", "phone", "fax", "postcode", "email"):
            assert office.get(name, "无") == "无" or office[name].startswith("示例")
