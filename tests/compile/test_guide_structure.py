"""How a guide is built, whatever the records say."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.compile.guide import guide_document
from disclosure_cli.compile.guide_sections.outline import Section, listing, outline, paragraphs
from disclosure_cli.document import Block, Document
from disclosure_cli.schema.fields import Field
from tests.compile.guide_samples import KINDS, SCHEMAS, texts_of, unit_view

CHINESE = (
    *("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    *("十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"),
)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Return values of a field made of the examples and choices of its schema."""
    made: dict[str, st.SearchStrategy[Any]] = {
        "block": blocks(field.children),
        "blocks": st.lists(blocks(field.children), min_size=1, max_size=3),
        "choice": st.sampled_from(field.choices or ("",)),
        "choices": st.lists(st.sampled_from(field.choices or ("",)), min_size=1, unique=True),
        "boolean": st.booleans(),
    }
    told = (field.example, "无") if "“无”" in field.description else (field.example,)
    return made.get(field.kind, st.sampled_from(told))


def blocks(fields: tuple[Field, ...], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    made = {field.name: values(field) for field in fields} | fixed
    required = {field.name for field in fields if field.required} | set(fixed)
    return st.fixed_dictionaries(
        {name: value for name, value in made.items() if name in required},
        optional={name: value for name, value in made.items() if name not in required},
    )


PROFILES = blocks(
    tuple(field for field in SCHEMAS["unit"].fields if field.public), kind=st.sampled_from(KINDS)
)
GUIDES = blocks(SCHEMAS["guide"].fields)
ITEMS = st.lists(
    blocks(
        tuple(field for field in SCHEMAS["item"].fields if field.public),
        **{"class": st.sampled_from(["01", "0104", "0503 采矿权登记", "9901"])},
    ),
    max_size=3,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    view = unit_view(draw(PROFILES), draw(GUIDES), draw(ITEMS))
    return guide_document(view, SCHEMAS)


def numbered(blocks: list[Block]) -> list[tuple[int, str]]:
    return [(b["level"], b["number"]) for b in blocks if b["kind"] == "heading"]


def expected_numbers(levels: list[int]) -> list[str]:
    """Return the numbers of headings by level, counted the plain way."""
    counts = {1: 0, 2: 0, 3: 0}
    numbers = []
    for level in levels:
        counts = {each: count if each <= level else 0 for each, count in counts.items()}
        counts[level] += 1
        count = counts[level]
        numbers.append(
            {1: f"{CHINESE[count - 1]}、", 2: f"（{CHINESE[count - 1]}）", 3: f"{count}."}[level]
        )
    return numbers


@given(documents())
@settings(max_examples=60)
def test_headings_are_numbered_without_gaps_at_each_level(document: Document) -> None:
    found = numbered(document["blocks"])
    assert [number for _, number in found] == expected_numbers([level for level, _ in found])
    assert all(later <= earlier + 1 for (earlier, _), (later, _) in pairwise(found))


@given(documents())
@settings(max_examples=60)
def test_no_heading_and_no_block_is_empty(document: Document) -> None:
    made = document["blocks"]
    for block, following in zip(made, [*made[1:], None], strict=True):
        assert not any("None" in text for text in texts_of(block))
        match block["kind"]:
            case "heading":
                assert block["text"]
                assert following is not None
                assert following["kind"] != "heading" or following["level"] == block["level"] + 1
            case "paragraph":
                assert block["text"].strip()
            case "items":
                assert len(block["marks"]) == len(block["items"]) > 0
            case "facts":
                assert block["rows"]
                assert all(label and value for label, value in block["rows"])
            case "table":
                assert block["rows"]
                assert {len(row) for row in block["rows"]} == {len(block["columns"])}
            case "form" | "steps":
                pass


@given(documents())
@settings(max_examples=60)
def test_anchors_are_unique_and_ascii(document: Document) -> None:
    anchors = [b["anchor"] for b in document["blocks"] if b["kind"] in {"heading", "form"}]
    assert len(anchors) == len(set(anchors))
    assert all(anchor.isascii() and anchor.replace("-", "").isalnum() for anchor in anchors)


def test_an_empty_section_takes_no_number() -> None:
    made = outline(
        [
            Section("a", "甲", paragraphs("有内容")),
            Section("b", "乙", (), (Section("c", "丙"),)),
            Section("d", "丁", (), (Section("e", "戊"), Section("f", "己", paragraphs("有内容")))),
        ]
    )
    assert numbered(made) == [(1, "一、"), (1, "二、"), (2, "（一）")]
    assert [b["anchor"] for b in made if b["kind"] == "heading"] == ["a", "d", "d-f"]


def test_marks_of_a_list_differ_from_the_headings_around_it() -> None:
    lines = listing(["甲", "乙"])
    made = outline(
        [Section("a", "一级", lines, (Section("b", "二级", (), (Section("c", "三级", lines),)),))]
    )
    marks = [block["marks"] for block in made if block["kind"] == "items"]
    assert marks == [["1.", "2."], ["（1）", "（2）"]]
