"""The items of a unit: each matter of its kind once, then the local ones again for every village."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.generating.matters import (
    MATTERS,
    NORMAL_LIMIT,
    ON_REQUEST_LIMIT,
    Matter,
)
from benchmarks.generating.offices import AS_OF, Office, place, weekday
from benchmarks.generating.reviewing import review, with_all_fields
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST, WITHHELD

Item = dict[str, Any]
Change = Callable[[Office, int, Item], Item]

CANCELLED = "已取消"

_REGULATIONS = "《中华人民共和国政府信息公开条例》"
_FRESH_FOR = {"每月": 25, "每季度": 80, "每半年": 150, "每年": 340, "及时更新": 150}
"""Cycle of update → how many days back the last one may lie."""
REVIEWED = (date(2025, 3, 11), date(2025, 3, 12), date(2025, 3, 13), date(2025, 3, 14))
_CHANNELS = (
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "12345政务服务热线",
    "印发资料",
)


@dataclass(frozen=True)
class Class:
    """A class of the shared vocabulary, as far as items need it."""

    code: str
    name: str
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    field: str = ""


def items_of(
    office: Office, number: int, classes: Mapping[str, Class], *, has_entries: int
) -> Iterator[Item]:
    """Yield the items of a unit. The first `has_entries` of those that carry entries have some."""
    serials: dict[str, int] = {}
    carrying = 0
    for index, (matter, where) in enumerate(_matters(office, number, classes)):
        serials[matter.code] = serials.get(matter.code, 0) + 1
        item = _item(office, index, matter, where, classes[matter.code], serials[matter.code])
        if carries_entries(index, item):
            carrying += 1
        has_none = not carries_entries(index, item) or carrying > has_entries
        if item["mode"] == ACTIVE and has_none:
            item["no_entries_reason"] = "2024年以来没有发生"
        yield item


def carries_entries(index: int, item: Item) -> bool:
    """Tell whether entries stand under an item: under each fifth one, and under those on request."""
    if item.get("status", {}).get("state") == CANCELLED:
        return False
    return item["mode"] == ON_REQUEST or (item["mode"] == ACTIVE and index % 5 == 0)


def _matters(
    office: Office, number: int, classes: Mapping[str, Class]
) -> Iterator[tuple[Matter, str]]:
    """Yield the matters of a unit, each with the place that it is about."""
    own = [matter for matter in MATTERS if _is_for(matter, office, classes)]
    local = [matter for matter in own if matter.local]
    for index in range(number):
        if index < len(own):
            yield own[index], ""
        else:
            again, which = divmod(index - len(own), len(local))
            yield local[which], place(again + 11 * office.number)


def _is_for(matter: Matter, office: Office, classes: Mapping[str, Class]) -> bool:
    kinds = matter.kinds or classes[matter.code].kinds
    return not kinds or office.kind.kind in kinds


def _item(
    office: Office, index: int, matter: Matter, where: str, known: Class, serial: int
) -> Item:
    random = office.random("item", index)
    item: Item = {
        "id": f"{matter.code}-{serial:03}",
        "title": f"{where}{matter.title}",
        "class": f"{matter.code} {known.name}" if random.random() < 0.8 else matter.code,
        "elements": list(matter.elements),
        "basis": _basis(office, matter, known),
        "time_limit": matter.limit,
        "duration": "长期公开" if random.random() < 0.8 else "公开5年",
        "channels": ["政府网站", *random.sample(_CHANNELS, random.randint(1, 2))],
        "audience": ["全社会"],
        "mode": ACTIVE,
        "levels": [office.kind.level],
    }
    if index % 3 != 1:
        item["update"] = {"cycle": matter.cycle, "last": _last_update(office, index, matter)}
    if matter.limit != NORMAL_LIMIT:
        item["time_limit_basis"] = [matter.limit_law]
    if matter.is_service:
        item["service"] = _service(office, matter)
    if matter.has_roster:
        item["roster"] = {
            "columns": ["户主姓名", "所在村组", "金额"],
            "masked": ["户主姓名"],
            "method": "户主姓名隐去一字；不公布身份证号码、银行账号等个人信息",
        }
    for every, first, change in _CHANGES:
        if index % every == first:
            item |= change(office, index, item)
    return item


def _basis(office: Office, matter: Matter, known: Class) -> list[str]:
    """Return the legal bases, the higher in rank first."""
    if not office.is_bound:
        general = f"{_REGULATIONS}第五十五条"
    else:
        topics = [topic for topic in known.topics if topic.startswith("20-")]
        general = (
            f"{_REGULATIONS}第二十条第（{_CHINESE[int(topics[0][3:])]}）项"
            if topics
            else f"{_REGULATIONS}第二十一条"
        )
    special = [matter.law] if matter.law else []
    is_lower = matter.law.startswith("《养老机构管理办法》")
    return (
        [general, *special]
        if is_lower or "条例》" in matter.law or "暂行办法》" in matter.law
        else [*special, general]
    )


_CHINESE = ("", *"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五")


def _last_update(office: Office, index: int, matter: Matter) -> str:
    days = office.random("update", index).randint(5, _FRESH_FOR[matter.cycle])
    return weekday(AS_OF - timedelta(days), 0).isoformat()


def _service(office: Office, matter: Matter) -> Item:
    return {
        "basis": [matter.law] if matter.law else ["《中华人民共和国行政许可法》"],
        "applicants": "具有本县户籍的居民",
        "conditions": ["符合规定的条件", "材料真实、齐全"],
        "materials": ["申请表", "户口簿和身份证复印件", "收入和财产状况申报材料"],
        "procedure": ["提出申请", "受理登记", "调查核实", "公示", "审核确认"],
        "time_limit": "自受理之日起20个工作日内",
        "fee": "不收费",
        "fee_basis": ["示例发改价格〔2024〕1号"],
        "place": f"{office.county}示例路1号一楼服务窗口",
        "hours": "工作日8:30-12:00，14:00-17:30",
        "phone": "示例0000-0000001",
        "url": f"https://www.example.gov.cn/{office.id}/bs/",
        "result": "批准的，发给办理结果通知书",
    }


def _on_request(office: Office, index: int, item: Item) -> Item:
    reply = f"{_REGULATIONS}第三十三条第二款"
    bound = [f"{_REGULATIONS}第二十七条", reply]
    other = [f"{_REGULATIONS}第五十五条"]
    return {
        "mode": ON_REQUEST,
        "basis": bound if office.is_bound else other,
        "time_limit": ON_REQUEST_LIMIT,
        "time_limit_basis": [reply] if office.is_bound else other,
        "channels": ["公开查阅点", "便民服务站"],
        "audience": ["特定群体"],
        "audience_group": "提出申请的公民、法人和其他组织",
    }


def _withheld(office: Office, index: int, item: Item) -> Item:
    reason = "属于内部工作流程方面的内部事务信息，不直接影响公民、法人和其他组织的权利义务"
    return {
        "mode": WITHHELD,
        "basis": [f"{_REGULATIONS}第十六条第一款"],
        "exemption": {"ground": "16-1", "reason": reason, "next_review": "2026-01-30"},
        "review": {**review(office, REVIEWED, WITHHELD, _archive(index)), "ground": "16-1"},
    }


def _cancelled(office: Office, index: int, item: Item) -> Item:
    return {
        "status": {
            "state": CANCELLED,
            "date": "2025-01-10",
            "reason": "职能调整，并入同类事项",
            "replaced_by": "0101-001",
        }
    }


def _reviewed(office: Office, index: int, item: Item) -> Item:
    if item["mode"] == WITHHELD:
        return {}
    reviewed = review(office, REVIEWED, item["mode"].removeprefix("主动"), _archive(index))
    if index % 3 == 2 and item["mode"] == ACTIVE:
        reviewed = with_all_fields(reviewed, office.superior)
    return {"review": reviewed}


def _archive(index: int) -> str:
    return f"2025-保审-{index + 1:03}"


def _other_channel(office: Office, index: int, item: Item) -> Item:
    if item["mode"] != ACTIVE:
        return {}
    return {"channels": [*item["channels"], "其他"], "channel_other": "办事大厅的触摸查询屏"}


def _group_too(office: Office, index: int, item: Item) -> Item:
    if item["mode"] != ACTIVE:
        return {}
    group = "与办理事项有利害关系的公民、法人和其他组织"
    return {"audience": ["全社会", "特定群体"], "audience_group": group}


def _responsible(office: Office, index: int, item: Item) -> Item:
    first, own = office.departments[0], office.departments[index % len(office.departments)]
    post = office.head_of(own)
    shared = {"made_by": own, "updated_by": first, "reviewed_by": first}
    return {"responsibility": {**shared, "accountable": own, "post": post}}


def _imported(office: Office, index: int, item: Item) -> Item:
    source = f"公开目录.xlsx 工作表1 第{index + 3}行"
    cells = [{"column": "备注", "text": "原表写作“见附件”"}]
    return {"imported": {"source": source, "digest": "kfmgjbeaoc", "cells": cells}}


def _always(**change: Any) -> Change:
    return lambda office, index, item: change


_CHANGES: tuple[tuple[int, int, Change], ...] = (
    (20, 11, _on_request),
    (40, 17, _withheld),
    (40, 33, _cancelled),
    (40, 7, _always(status={"state": "有效"})),
    (5, 0, _responsible),
    (5, 2, _responsible),
    (8, 3, lambda office, index, item: {"standard": f"基层政务公开标准目录《{item['title']}》"}),
    (10, 4, lambda office, index, item: {"publisher": office.name}),
    (6, 1, _always(channel_rule="至少其一")),
    (12, 5, _other_channel),
    (14, 6, _group_too),
    (12, 8, _reviewed),
    (6, 0, _always(focus=["钱"])),
    (7, 3, _always(focus=["权", "人"])),
    (4, 2, _always(notes="内容有变化的及时更新；附件请到公开查阅点查阅。")),
    (9, 5, _always(notes="名单在公示栏和网站同时公示，公示期内可以提出异议。")),
    (11, 4, _always(remarks="等业务科室确认公开的深度，下次修订时一并调整。")),
    (25, 9, _imported),
)
"""What each so manyth item has besides, from which number on, so that every field and every mode occurs."""
