"""The example units agree: with each other, with what they promise, and with the documents that they are made of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pytest

from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.model import Record, Unit, blocks
from disclosure_cli.publishing.deciding import WITHHELD
from tests.support.examples import ALL_UNITS, ROOT, UNITS

CATALOG = load(Workspace(ROOT)).catalog
REGULATIONS = re.compile("《中华人民共和国政府信息公开条例》(.+)")
NOT_BOUND = "xunyang-welfare-home"
ANNUAL_REPORT = "2003"
"""Art. 49 and 50 bind units of different kinds to different days."""
PLANS = {"xunyang-welfare-home": "03-01", "xiushui-minerals": "03-15", "yuantan-town": "03-20"}
"""The days on which the plans were signed that the units are made of."""


def unit_of(name: str) -> Unit:
    unit = CATALOG.unit(name)
    assert unit is not None
    return unit


def published(unit: Unit) -> list[Record]:
    return [item for item in unit.items if item.get("mode") != WITHHELD]


def class_of(item: Record) -> str:
    return str(item.get("class")).partition(" ")[0]


def cited(item: Record) -> set[str]:
    """Return the articles of the Regulations that an item cites."""
    return {found[1] for basis in item.get("basis") if (found := REGULATIONS.fullmatch(basis))}


def test_items_of_one_name_cite_the_same_articles() -> None:
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for name in ALL_UNITS:
        for item in published(unit_of(name)) if name != NOT_BOUND else ():
            if class_of(item) != ANNUAL_REPORT:
                found[str(item.get("title"))].add(frozenset(cited(item)))
    assert {title: bases for title, bases in found.items() if len(bases) > 1} == {}


@pytest.mark.parametrize(
    ("title", "basis"),
    [
        ("指南和目录", "《中华人民共和国政府信息公开条例》第十二条"),
        ("预算", "《中华人民共和国预算法》第十四条"),
        ("决算", "《中华人民共和国预算法》第十四条"),
        ("行政处罚决定", "（国办发〔2018〕118号）"),
    ],
)
def test_what_a_law_asks_of_all_is_cited_by_all(title: str, basis: str) -> None:
    items = [item for name in ALL_UNITS for item in published(unit_of(name))]
    bases = [item.get("basis") for item in items if str(item.get("title")).endswith(title)]
    assert len(bases) > 1
    assert [found for found in bases if basis not in "".join(found)] == []


@pytest.mark.parametrize("name", ALL_UNITS)
def test_every_channel_that_is_used_is_found_somewhere(name: str) -> None:
    unit = unit_of(name)
    located = {
        row.get("channel") for part in ("platforms", "places") for row in unit.profile.get(part)
    }
    used = {channel for item in published(unit) for channel in item.get("channels")}
    assert used - located <= {"其他"}


def test_information_about_the_unit_itself_has_one_theme() -> None:
    themes = set()
    for name in UNITS:
        unit = unit_of(name)
        about = {item.get("id") for item in unit.items if re.match("010[1-4]", class_of(item))}
        themes |= {entry.get("theme") for entry in unit.entries if entry.get("item") in about}
    assert themes == {"综合政务/政务公开"}


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_agrees_with_its_plan(name: str) -> None:
    unit = unit_of(name)
    (plan,) = (
        entry
        for entry in unit.entries
        if "方案（示例）" in str(entry.get("title")) and "公开" in str(entry.get("title"))
    )
    assert str(plan.get("created")).endswith(PLANS[name])
    tasks = [task for stage in blocks(unit.profile.get("plan")) for task in blocks(stage["tasks"])]
    compiling = [task for task in tasks if re.search("编制.*(目录|指南)", str(task["task"]))]
    for task in compiling:
        if not re.match("培训|使用", str(task["task"])):
            assert task["progress"] == "已完成"


@pytest.mark.parametrize("name", UNITS)
def test_a_hand_out_says_how_long_it_takes_and_each_half_of_what_it_is_about(name: str) -> None:
    services: list[tuple[str, Any]] = [
        (str(item.get("title")), item.get("service"))
        for item in unit_of(name).items
        if item.get("service")
    ]
    assert services
    for title, service in services:
        assert re.search(r"\d+个?(工作)?日", service["time_limit"]), title
        halves = re.fullmatch("(..)和(..)办理", title)
        for half in halves.groups() if halves else ():
            assert half in "".join(service["procedure"])
