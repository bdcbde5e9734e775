"""What is printed for notice board and hall: the same facts as catalog and guide, in a form that can be read there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from disclosure_cli.compile.guide import guide_document
from disclosure_cli.compile.site.frame import has_handouts
from disclosure_cli.compile.site.handouts import handouts_document
from disclosure_cli.compile.site.poster import poster_document
from disclosure_cli.compile.tables import NO_ITEMS
from tests.compile.guide_samples import (
    INSTITUTION,
    ITEMS,
    KINDS,
    OFFICE,
    SCHEMAS,
    SUPERVISION,
    profile_of,
    text_of,
    texts_of,
    unit_view,
)

SERVICE: dict[str, Any] = ITEMS[-1]["service"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_poster_names_every_item_and_how_to_reach_the_unit(kind: str) -> None:
    view = unit_view(profile_of(kind))
    text = text_of(poster_document(view, SCHEMAS))
    for item in view.items:
        assert str(item.data["title"]) in text
    for fact in (
        OFFICE["address"],
        OFFICE["hours"],
        OFFICE["phone"],
        "示例办事大厅",
        SUPERVISION["phone"],
    ):
        assert fact in text
    for rule in ("申请方式", "行政复议", "行政诉讼"):
        assert (rule in text) == (kind != INSTITUTION)


@pytest.mark.parametrize("kind", KINDS)
def test_the_poster_says_nothing_that_the_guide_does_not_say(kind: str) -> None:
    view = unit_view(profile_of(kind))
    guide = text_of(guide_document(view, SCHEMAS))
    document = poster_document(view, SCHEMAS)
    headings = [b["anchor"] for b in document["blocks"] if b["kind"] == "heading"]
    first = next(i for i, b in enumerate(document["blocks"]) if b.get("anchor") == "guide")
    said = [
        line
        for block in document["blocks"][first + 1 :]
        if block["kind"] not in {"heading", "facts"}
        for text in texts_of(block)
        for line in text.splitlines()
    ]
    assert said
    assert [line for line in said if line not in guide] == []
    assert len(headings) == len(set(headings))


def test_items_that_are_given_out_on_request_are_marked_on_the_poster() -> None:
    text = text_of(poster_document(unit_view(profile_of("政府部门")), SCHEMAS))
    assert "采矿权登记结果（依申请公开）" in text
    assert "年度预算（依申请公开）" not in text


def test_nothing_on_the_poster_is_wider_than_its_columns() -> None:
    document = poster_document(unit_view(profile_of("政府部门")), SCHEMAS)
    assert {b["kind"] for b in document["blocks"]} <= {
        "heading",
        "items",
        "facts",
        "paragraph",
        "steps",
    }


def test_a_poster_of_little_is_a_poster() -> None:
    document = poster_document(unit_view({"name": "示例局", "kind": "政府部门"}, items=()), SCHEMAS)
    assert document["title"] == "示例局政府信息公开目录和指南"


def handout(**service: Any) -> list[Any]:
    item = {**ITEMS[-1], "service": service}
    view = unit_view(profile_of("政府部门"), items=[*ITEMS[:-1], item])
    return handouts_document(view, SCHEMAS)["blocks"]


def facts(blocks: list[Any]) -> dict[str, str]:
    return dict(row for block in blocks if block["kind"] == "facts" for row in block["rows"])


def test_a_handout_tells_all_that_is_public_of_how_a_matter_is_dealt_with() -> None:
    blocks = handout(
        basis=["《甲》", "《乙》"], applicants="公民", conditions=["年满18周岁"], materials=["申请书", "身份证"],
        procedure=["申请", "决定"], time_limit="20个工作日", fee="10元", fee_basis=["《丙》"], place="3号窗口",
        hours="工作日9:00-17:00", phone="示例0792-0000009", url="https://www.example.gov.cn/bs/", result="许可证",
    )  # fmt: skip
    told = facts(blocks)
    assert told["设定依据"] == "1. 《甲》\n2. 《乙》"
    assert (told["办理条件"], told["收费标准"], told["收费依据"]) == (
        "年满18周岁",
        "10元",
        "《丙》",
    )
    assert (told["办理地点"], told["办理时间"], told["咨询电话"]) == (
        "3号窗口", "工作日9:00-17:00", "示例0792-0000009",
    )  # fmt: skip
    materials = next(block for block in blocks if block["kind"] == "items")
    assert list(zip(materials["marks"], materials["items"], strict=True)) == [
        ("□", "申请书"),
        ("□", "身份证"),
    ]
    steps = next(block for block in blocks if block["kind"] == "steps")
    assert [step["title"] for step in steps["steps"]] == ["申请", "决定"]


def test_the_office_stands_in_where_a_matter_says_no_place() -> None:
    told = facts(handout(procedure=["申请"]))
    assert (told["办理地点"], told["办理时间"], told["咨询电话"]) == (
        OFFICE["address"], OFFICE["hours"], OFFICE["phone"],
    )  # fmt: skip
    assert told["监督电话"] == SUPERVISION["phone"]
    assert "办理网址" not in told


def test_there_is_a_handout_for_each_item_with_a_service_and_no_other() -> None:
    view = unit_view(profile_of("政府部门"))
    blocks = handouts_document(view, SCHEMAS)["blocks"]
    titles = [b["text"] for b in blocks if b["kind"] == "heading" and b["level"] == 1]
    assert titles == ["采矿权登记办事指南"]
    assert has_handouts(view)
    assert not has_handouts(replace(view, items=view.items[:-1]))


def test_the_poster_of_a_unit_without_items_says_so() -> None:
    view = unit_view({"name": "示例局", "kind": "政府部门"}, items=())
    assert NO_ITEMS in text_of(poster_document(view, SCHEMAS))
