"""What a review takes out of a record is nowhere to be seen, and what it cannot take out holds the record back."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import PublicData, Record, Source, Unit
from disclosure_cli.publishing.deciding import Decision, State, decide
from disclosure_cli.publishing.redacting import MASK, redacted, unsettled

SCHEMA = load_schemas()[0]["entry"]
SIGNED = {
    "handler": {"post": "科员", "date": "2025-01-02"},
    "department_head": {"post": "科长", "date": "2025-01-03"},
    "reviewer": {"post": "保密员", "date": "2025-01-04"},
    "approver": {"post": "局长", "date": "2025-01-05"},
}
ENTRY = {
    "index": "000000000/2025-00001",
    "item": "0101-001",
    "title": "甲村救助结果",
    "summary": "公布甲村李某的救助结果。",
    "keywords": ["救助", "甲村李某"],
    "attachments": [{"name": "李某登记表"}],
    "created": "2025-01-01",
}


def entry(*redactions: dict[str, Any], conclusion: str = "区分处理后公开") -> Record:
    review = {**SIGNED, "conclusion": conclusion, "redactions": list(redactions)}
    return record("entry", {**ENTRY, "review": review})


def record(kind: str, data: dict[str, Any]) -> Record:
    return Record(kind, data, Source("x.yaml", ""), labels=SCHEMA.labels if kind == "entry" else {})


def decided(
    subject: Record, item: dict[str, Any] | None = None, *, relaxed: bool = False, **profile: Any
) -> Decision:
    """Return what becomes of an entry, or of an item."""
    own = {"id": "0101-001", "title": "救助", "mode": "主动公开", **(item or {})}
    reviewed = {**SIGNED, "conclusion": "公开"}
    unit = Unit(
        "demo",
        record("unit", {"item_review": reviewed, **profile}),
        None,
        (record("item", own),),
        (subject,),
    )
    made = decide(unit, publish_without_review=relaxed)
    return made[0 if item is not None else 1]


def shown(*redactions: dict[str, Any]) -> PublicData:
    subject = entry(*redactions)
    return redacted(SCHEMA.public(subject.data), redactions, subject)


@pytest.mark.parametrize("field", ["内容概述", "summary", None])
def test_words_are_taken_out_wherever_they_stand(field: str | None) -> None:
    redaction = {"content": "姓名", "text": "李某", **({"field": field} if field else {})}
    made = shown(redaction)
    assert "李某" not in str(made)
    assert made["summary"] == f"公布甲村{MASK}的救助结果。"
    assert made["keywords"] == ["救助", f"甲村{MASK}"]
    assert made["attachments"] == [{"name": f"{MASK}登记表"}]
    assert decided(entry(redaction)).state is State.PUBLISHED


def test_a_field_is_left_out() -> None:
    made = shown({"content": "附件", "field": "附件"})
    assert "attachments" not in made
    assert made["summary"] == ENTRY["summary"]


def test_several_redactions_are_all_made() -> None:
    made = shown({"content": "附件", "field": "附件"}, {"content": "村名", "text": "甲村"})
    assert "甲村" not in str(made)
    assert "attachments" not in made


@pytest.mark.parametrize(
    ("redaction", "reason"),
    [
        ({"content": "正文里的姓名"}, "还没有处理"),
        ({"content": "姓名", "applied": False}, "还没有处理"),
        ({"content": "姓名", "text": "王某"}, "写的文字，本记录里没有"),
        ({"content": "姓名", "field": "信息名称", "text": "李某"}, "写的文字，“信息名称”里没有"),
        (
            {"content": "姓名", "field": "内容概要", "text": "李某"},
            "写的字段“内容概要”，本记录没有",
        ),
        ({"content": "说明", "field": "说明"}, "写的字段“说明”，本记录没有"),
        ({"content": "名称", "field": "信息名称"}, "这一栏不能整个略去"),
        ({"content": "年份", "text": "2025"}, "在编号、分类或者日期里"),
    ],
)
def test_what_is_not_taken_out_holds_the_record_back(
    redaction: dict[str, Any], reason: str
) -> None:
    subject = entry(redaction)
    assert any(reason in said for said in unsettled([redaction], subject))
    decision = decided(subject)
    assert decision.state is State.HELD
    assert reason in decision.reason
    assert not any(unsettled([{**redaction, "applied": True}], subject))


def test_a_redaction_is_made_whatever_the_conclusion() -> None:
    decision = decided(entry({"content": "姓名", "text": "李某"}, conclusion="公开"))
    assert decision.state is State.PUBLISHED
    assert [each["text"] for each in decision.redactions] == ["李某"]


@pytest.mark.parametrize(
    ("review", "state"),
    [
        ({}, State.PUBLISHED),
        ({"conclusion": "公开"}, State.PUBLISHED),
        ({"conclusion": "不予公开"}, State.HELD),
        ({"conclusion": "送有权机关确定"}, State.HELD),
        (
            {"conclusion": "区分处理后公开", "redactions": [{"content": "姓名"}]},
            State.HELD,
        ),
    ],
)
def test_publishing_without_review_does_not_override_one(
    review: dict[str, Any], state: State
) -> None:
    decision = decided(entry(), {"review": review}, relaxed=True, item_review={})
    assert decision.state is state


def test_a_review_of_all_items_takes_out_what_each_has() -> None:
    review = {
        **SIGNED,
        "conclusion": "区分处理后公开",
        "redactions": [{"content": "姓名", "text": "李某"}],
    }
    decision = decided(entry(), {"elements": ["甲"]}, item_review=review)
    assert decision.state is State.PUBLISHED
    assert decision.redactions
