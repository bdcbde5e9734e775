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


def entry(*redactions: dict[str, Any], conclusion: str = "区分处理后公开", **said: str) -> Record:
    review = {**SIGNED, "conclusion": conclusion, "redactions": list(redactions)}
    return record("entry", {**ENTRY, **said, "review": review})


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
    assert any(reason in said for _, said in unsettled([redaction], subject))
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


def of_items(redaction: dict[str, Any], *elements: str) -> tuple[Decision, ...]:
    """Return what becomes of items that are reviewed together."""
    review = {**SIGNED, "conclusion": "区分处理后公开", "redactions": [redaction]}
    items = tuple(
        record("item", {"id": f"0101-00{number}", "mode": "主动公开", "elements": [element]})
        for number, element in enumerate(elements, 1)
    )
    unit = Unit("demo", record("unit", {"item_review": review}), None, items, ())
    return decide(unit, publish_without_review=False)


def test_a_review_of_all_items_takes_out_what_each_has() -> None:
    made = of_items({"content": "姓名", "text": "李某"}, "甲", "甲村李某")
    assert [decision.state for decision in made] == [State.PUBLISHED] * 2
    assert all(decision.redactions for decision in made)


@pytest.mark.parametrize(
    ("redaction", "reason"),
    [
        ({"content": "隐去姓名"}, "还没有处理"),
        ({"content": "隐去姓名", "text": "王某"}, "没有一个事项有"),
        ({"content": "隐去姓名", "field": "内容说明", "text": "李某"}, "没有一个事项有"),
        ({"content": "网址", "text": "example"}, "写的文字在网址里，不能遮盖"),
    ],
)
def test_what_a_review_of_all_items_does_not_take_out_holds_them_back(
    redaction: dict[str, Any], reason: str
) -> None:
    for decision in of_items(redaction, "甲", "甲村李某，https://www.example.gov.cn/"):
        assert decision.state is State.HELD
        assert reason in decision.reason
    done = of_items({**redaction, "applied": True}, "甲", "甲村李某")
    assert {decision.state for decision in done} == {State.PUBLISHED}


@pytest.mark.parametrize("written", ["李 大牛", "李\n大牛", "李\u3000大\u00a0牛", "李\u200b大牛"])
def test_words_are_the_same_however_they_are_spaced(written: str) -> None:
    redaction = {"content": "姓名", "text": "李大 牛"}
    subject = entry(redaction, summary=f"公布{written}的救助结果。")
    assert redacted(SCHEMA.public(subject.data), [redaction], subject)["summary"] == (
        f"公布{MASK}的救助结果。"
    )
    assert decided(subject).state is State.PUBLISHED


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.gov.cn/李某.pdf",
        "https://www.example.gov.cn/%E6%9D%8E%E6%9F%90.pdf",
        "https://www.example.gov.cn/%e6%9d%8e%E6%9F%90",
        "https://www.example.gov.cn/%C0%EE%C4%B3.pdf",
        "https://www.example.gov.cn/go?to=%25E6%259D%258E%25E6%259F%2590",
        "/files/%E6%9D%8E%E6%9F%90.pdf",
    ],
)
def test_words_in_an_address_hold_the_record_back(address: str) -> None:
    name, whole = {"content": "姓名", "text": "李某"}, {"content": "网址", "field": "网址"}
    for redactions, state in (((name,), State.HELD), ((name, whole), State.PUBLISHED)):
        assert decided(entry(*redactions, url=address)).state is state


def signed(conclusion: str, **more: str) -> dict[str, Any]:
    return {**SIGNED, "conclusion": conclusion, **more}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            {"review": signed("公开"), "consent": {"opinion": "不同意公开"}},
            "第三方不同意公开，没有写公共利益理由",
        ),
        ({"review": signed("公开", ground="15-1")}, "涉及第三方权益，没有第三方意见"),
        ({"review": signed("公开", ground="14-2")}, "审查依据是14-2"),
        (
            {"review": signed("公开"), "exemption": {"ground": "16-2", "reason": "讨论记录"}},
            "写了不予公开理由，公开方式却是主动公开",
        ),
        ({"review": signed("公开", ground="15-1"), "consent": {"opinion": "逾期未答复"}}, ""),
        (
            {
                "review": signed("公开", ground="15-1"),
                "consent": {"opinion": "不同意公开", "public_interest": "涉及饮用水安全"},
            },
            "",
        ),
    ],
)
def test_what_else_forbids_an_entry_holds_it_back(said: dict[str, Any], reason: str) -> None:
    decision = decided(record("entry", {**ENTRY, **said}))
    assert decision.state is (State.HELD if reason else State.PUBLISHED)
    assert reason in decision.reason


@pytest.mark.parametrize(
    "said",
    [
        {"exemption": {"ground": "16-1", "reason": "人事管理"}},
        {"review": signed("依申请公开")},
        {"review": signed("公开", ground="14-3")},
    ],
)
@pytest.mark.parametrize("relaxed", [True, False])
def test_what_else_forbids_an_item_holds_it_back(said: dict[str, Any], relaxed: bool) -> None:
    assert decided(entry(), said, relaxed=relaxed).state is State.HELD
