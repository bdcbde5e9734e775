"""The schema files are the one place where a field is defined, and what they say is enforced, quickly and rightly."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.loading.packaged import packaged
from disclosure_cli.manual import field_manual
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.kinds import KINDS
from disclosure_cli.schema.parsing import parse
from disclosure_cli.schema.schemas import Schema
from tests.reading.samples import check, schemas

FIELDS = [(kind, field) for kind in KINDS for top in schemas()[kind].fields for field in top.walk()]


def example_of(field: Field) -> Any:
    """Return a valid value of a field with all that may be inside it."""
    if field.kind == "block":
        return {child.name: example_of(child) for child in field.children}
    if field.kind == "blocks":
        return [{child.name: example_of(child) for child in field.children}]
    return field.example


def record_of(schema: Schema) -> dict[str, Any]:
    """Return a record in which every field has its example."""
    return {field.name: example_of(field) for field in schema.fields}


def as_typed(value: Any) -> Any:
    """Return data as the reader hands it up: every scalar a text."""
    if isinstance(value, Mapping):
        return {key: as_typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_typed(inner) for inner in value]
    if isinstance(value, bool):
        return "是" if value else "否"
    return None if value is None else str(value)


def spelt(data: Any, fields: tuple[Field, ...], which: Iterator[bool]) -> Any:
    """Return data with the names of some keys replaced by their labels."""
    if isinstance(data, list):
        return [spelt(item, fields, which) for item in data]
    if not isinstance(data, Mapping):
        return data
    known = {field.name: field for field in fields}
    found = {}
    for name, value in data.items():
        field = known.get(name)
        inner = spelt(value, field.children, which) if field else value
        found[field.label if field and next(which) else name] = inner
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_all_examples_is_valid(kind: str) -> None:
    schema = schemas()[kind]
    data, problems = schema.check(as_typed(record_of(schema)))
    assert problems == []
    assert data == record_of(schema)


READABLE = st.characters(exclude_categories=["Cc", "Cs"])
"""Control characters do not come so far: reading takes them out."""
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.text(READABLE, max_size=8),
    st.sampled_from(
        ["无", "示例", "示例1", "2024-02-29", "2023-02-29", "2024-2-9", "２０２４-01-01", "2024-01-01\n", "a@b.cn", "a@b", "http://a.cn/",
         "https://a.cn/ x", "0102", "0102 甲", "0102-001", "x/0102-001", "000000000/2024-00001", "\u2028", "字" * 5000, "-1", "1_0"]
    ),
    st.lists(st.text(READABLE, max_size=3), max_size=3),
    # Made anew each time: what was drawn may be changed by the next draw.
    st.builds(list),
    st.builds(dict),
    st.fixed_dictionaries({"x": st.just("y")}),
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """A record of examples in which a few values are replaced or left out."""
    data = copy.deepcopy(record_of(schemas()[kind]))
    for _ in range(draw(st.integers(1, 4))):
        here: Any = data
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(here[key], dict | list) and here[key] and draw(st.booleans()):
                here = here[key]
                continue
            if draw(st.booleans()) or isinstance(here, list):
                here[key] = draw(ODD)
            else:
                del here[key]
            break
    return data


@pytest.mark.parametrize("kind", KINDS)
@given(draw=st.data())
def test_what_is_quickly_accepted_is_valid(kind: str, draw: st.DataObject) -> None:
    """The quick judge may only be the stricter one: what it refuses, the other explains or lets pass."""
    schema = schemas()[kind]
    data = draw.draw(mutated(kind))
    is_valid = schema._authority.is_valid(data)
    if schema._accept(data):
        assert is_valid
    elif is_valid:
        assert "\n" in json.dumps(data, ensure_ascii=False).replace("\\n", "\n")


@pytest.mark.parametrize("kind", KINDS)
@given(draw=st.data())
def test_labels_names_and_mixtures_say_the_same(kind: str, draw: st.DataObject) -> None:
    schema = schemas()[kind]
    data = as_typed(draw.draw(mutated(kind)))
    by_name, problems = schema.check(data)
    which = draw.draw(st.sampled_from(["labels", "both"]))
    choices = iter(lambda: which == "labels" or draw.draw(st.booleans()), None)
    by_label, same = schema.check(spelt(data, schema.fields, choices))
    assert by_label == by_name
    assert same == problems


@pytest.mark.parametrize(
    ("typed", "value"),
    [("是", True), ("否", False), ("true", True), ("False", False), ("yes", True), ("no", False)],
)
def test_truth_is_written_in_several_ways(typed: str, value: bool) -> None:
    data, problems = schemas()["unit"].check({"name": "示例局", "kind": "政府部门", "demo": typed})
    assert data["demo"] is value
    assert problems == []


@pytest.mark.parametrize("typed", ["12", "0", "-3"])
def test_a_number_is_a_number_where_the_schema_asks_for_one(typed: str) -> None:
    data, _ = schemas()["laws"].check({"title": "某法", "last_article": typed})
    assert data["last_article"] == int(typed)


@pytest.mark.parametrize("typed", ["012", "1_0", "１２", "1e3", "十", "1.0", "+1", "9" * 30])
def test_what_only_looks_like_a_number_is_a_problem(typed: str) -> None:
    data, problems = schemas()["laws"].check({"title": "某法", "last_article": typed})
    assert data["last_article"] == typed
    assert [problem.keyword for problem in problems] == ["type"]


@pytest.mark.parametrize("empty", [None, "", [], {}])
@pytest.mark.parametrize("key", ["remarks", "channels", "service", "事项名称"])
def test_an_empty_value_is_absent(empty: Any, key: str) -> None:
    schema = schemas()["item"]
    data, _ = schema.check({key: empty})
    field = next(field for field in schema.fields if key in {field.name, field.label})
    is_wrong = empty in ([], {}) and field.kind in {"text", "date", "choice"}
    assert (field.name in data) == is_wrong


def test_a_value_breaks_the_schema_once() -> None:
    _, problems = schemas()["item"].check({"id": "字" * 500, "title": ["一"], "class": "0101"})
    assert [problem.path for problem in problems] == [("id",), ("title",)]
    assert problems[1].keyword == "type"


def test_only_public_fields_become_public_data() -> None:
    for kind in KINDS:
        schema = schemas()[kind]
        shown = schema.public(record_of(schema))
        for field in (field for top in schema.fields for field in top.walk()):
            value: Any = shown
            for name in field.path:
                value = value[0] if isinstance(value, list) else value
                value = value.get(name) if isinstance(value, Mapping) else None
            assert (value is not None) == field.public, field.dotted


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{k}.{f.dotted}" for k, f in FIELDS])
def test_a_field_is_found_by_its_path(kind: str, field: Field) -> None:
    assert schemas()[kind].field(field.path) == field
    assert field.heading.split("·")[-1] == field.label


def documents() -> dict[str, str]:
    return {
        path.name.removesuffix(".schema.json"): path.read_text("utf-8")
        for path in packaged("schemas").glob("*.schema.json")
    }


HOTLINE = {
    "title": "热线",
    "description": "本地政务热线。",
    "type": "string",
    "maxLength": 5,
    "examples": ["12345"],
    "x-disclose": {"public": True},
}


def extended(kind: str, **fields: Any) -> Any:
    return parse(documents(), {kind: json.dumps({"properties": fields})})


def test_an_added_field_is_read_checked_named_and_documented() -> None:
    more = extended("item", hotline=HOTLINE)
    schema = more["item"]
    assert schema.field(("hotline",)).label == "热线"
    assert {"热线", "hotline"} <= schema.keys[""]
    data, problems = schema.check({"热线": "123456"})
    assert data == {"hotline": "123456"}
    assert ("maxLength", ("hotline",)) in [(p.keyword, p.path) for p in problems]
    assert schema.public(data) == {"hotline": "123456"}
    assert "| 热线 | `hotline` |" in field_manual(more)
    assert "| 热线 |" not in field_manual(schemas())


BLOCK = {"title": "联系", "description": "联系方式。", "type": "object", "additionalProperties": False, "properties": {"hotline": HOTLINE}, "examples": [{}], "x-disclose": {"public": True}}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("nothing", '{"properties": {}}'),
        ("meta", '{"properties": {}}'),
        ("common", '{"properties": {}}'),
        ("item", "{"),
        ("item", "[]"),
        ("item", "1"),
        ("item", "{}"),
        ("item", '{"properties": 1}'),
        ("item", "[" * 100_000),
    ],
)
def test_an_extension_that_is_none_is_refused_in_chinese(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"extension\.json：.*[一-龥]"):
        parse(documents(), {kind: text})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("hotline", {"title": None}),
        ("hotline", {"type": None}),
        ("hotline", {"x-disclose": None}),
        ("hotline", {"x-disclose": {}}),
        ("hotline", {"x-disclose": {"public": "yes"}}),
        ("hotline", {"pattern": "["}),
        ("hotline", {"anyOf": []}),
        ("hotline", {"type": "array"}),
        ("hotline", {"type": "number"}),
        ("Hotline", {}),
        ("title", {}),
        ("hotline", {"title": "事项名称"}),
        ("hotline", {"title": "id"}),
        ("hotline", {**BLOCK, "properties": {"phone": {"title": "电话"}}}),
    ],
)
def test_an_added_field_that_is_wrong_or_not_new_is_refused(name: str, change: Any) -> None:
    field = {key: value for key, value in {**HOTLINE, **change}.items() if value is not None}
    with pytest.raises(ValueError, match=r"item\.extension\.json：.*[一-龥]"):
        extended("item", **{name: field})


def test_two_added_fields_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="重名"):
        extended("item", hotline=HOTLINE, line={**HOTLINE})


def test_an_added_block_is_a_block() -> None:
    more = extended("item", contact=BLOCK)
    data, problems = more["item"].check({"联系": {"热线": "12345"}})
    assert data == {"contact": {"hotline": "12345"}}
    assert {problem.keyword for problem in problems} == {"required"}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("- 事项编号: 0101-001\n  事项名字: 甲\n  分类: 0101\n", "是不是“事项名称”？"),
        ("- id: 0101-001\n  titel: 甲\n  class: 0101\n", "是不是“title”？"),
        ("- 事项编号: 0101-001\n  制作: 甲\n", "“制作”写在“责任分工”里面；检查缩进"),
        (
            "- 事项编号: 0101-001\n  公开方式: 主动\n",
            "是不是“主动公开”？可选：主动公开、依申请公开、不予公开",
        ),
        ("- 事项编号: 0101-001\n  公开渠道: 甲、乙，丙\n", "写成：[甲, 乙, 丙]"),
        ("- 事项编号: 0101-001\n  公开渠道: 甲\n", "写成：[甲]"),
        ("- 事项编号: 0101-001\n  公开内容: 救助对象、救助标准\n", "写成：[救助对象, 救助标准]"),
        (
            "- 事项编号: 0101-001\n  公开内容: 申请人根据自身生产、生活、科研（含教学、实验）等需要\n",
            "每一项另起一行，以“- ”开头；整段是一项的，写成“- 申请人根据自身生产、生活、科研（含教学、实验）等需要”",
        ),
    ],
)
def test_a_hint_says_what_was_probably_meant(typed: str, hint: str) -> None:
    assert hint in [finding.hint for finding in check(typed).file.diagnostics]
