"""What becomes due, on the day before and on the day after."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from disclosure_cli.model import Severity
from disclosure_cli.rules import CODES
from tests.rules.samples import (
    ENTRIES,
    GUIDE,
    ITEMS,
    SETTINGS,
    UNIT,
    added,
    base_files,
    changed,
    codes,
    diagnostics,
)

PUBLISHED = "  公开日期: 2025-01-14\n"
CREATED = "生成日期: 2025-01-06"
CONCLUSION = "    审查结论: 公开"


def pending(created: str, *edits: tuple[str, str]) -> dict[str, str]:
    """Return the entry not yet disclosed, formed on a day, with further edits."""
    text = base_files()[ENTRIES].replace(PUBLISHED, "").replace(CREATED, f"生成日期: {created}")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return {ENTRIES: text}


def test_findings_of_this_family_are_never_errors() -> None:
    weights = {code.severity for code in CODES.values() if code.code[0] == "F"}
    assert Severity.ERROR not in weights


# 20 working days before 31 March 2025 is 3 March.
@pytest.mark.parametrize(("created", "is_late"), [("2025-03-03", False), ("2025-02-28", True)])
def test_an_entry_is_overdue_after_twenty_working_days(created: str, is_late: bool) -> None:
    assert ("F801" in codes(pending(created), "F")) is is_late


def test_it_says_by_when_it_was_due() -> None:
    (found,) = diagnostics(pending("2025-01-20"), ["F801"])
    assert "2025-02-21" in found.message


@pytest.mark.parametrize(
    "edits",
    [
        (CONCLUSION, "    审查结论: 不予公开"),
        (CONCLUSION, "    审查结论: 依申请公开"),
        (CONCLUSION, "    审查结论: 送有权机关确定"),
        ("  信息来源: 自制", "  信息来源: 自制\n  公开方式: 依申请公开"),
        ("  信息来源: 自制", "  信息来源: 自制\n  公开日其: 2025-01-14"),
    ],
)
def test_what_need_not_be_published_is_not_overdue(edits: tuple[str, str]) -> None:
    assert "F801" not in codes(pending("2025-01-06", edits), "F")


def test_the_time_limit_of_the_item_counts() -> None:
    limit = changed(ITEMS, "起20个工作日内", "起5个工作日内")
    assert "F801" not in codes(pending("2025-03-20"), "F")
    assert "F801" in codes({**pending("2025-03-20"), **limit}, "F")


WITHHELD = """- 事项编号: 1304-001
  事项名称: 考核内部材料
  分类: 1304 评先评优和职称
  公开方式: 不予公开
  不予公开理由:
    依据: 16-1
    理由: 属于人事管理方面的内部事务信息
    下次评估日期: {}"""


@pytest.mark.parametrize(
    ("planned", "is_due"), [("2025-04-01", False), ("2025-03-31", True), ("2024-12-31", True)]
)
def test_what_is_withheld_is_assessed_on_its_day(planned: str, is_due: bool) -> None:
    assert codes(added(ITEMS, WITHHELD.format(planned)), "F") == ({"F802"} if is_due else set())


CANCELLED = "\n  事项状态: {状态: 已取消, 日期: 2024-12-10, 原因: 职能划出}"


def test_what_was_cancelled_is_withheld_and_not_assessed_any_more() -> None:
    files = added(ITEMS, WITHHELD.format("2024-12-31") + CANCELLED)
    assert codes(files, ["F802"]) == set()


def test_a_review_of_what_is_withheld_need_not_go_on() -> None:
    waiting = "\n  保密审查: {承办人: {岗位: 业务股科员, 日期: 2024-12-02}}"
    for state in ("", CANCELLED):
        files = added(ITEMS, WITHHELD.format("2025-12-31") + state + waiting)
        assert codes(files, ["F805"]) == set()
    held = added(ITEMS, WITHHELD.format("2025-12-31").replace("不予公开\n", "主动公开\n") + waiting)
    assert codes(held, ["F805"]) == {"F805"}


def test_what_is_disclosed_by_now_needs_no_assessment() -> None:
    files = added(
        ITEMS, WITHHELD.format("2024-12-31").replace("公开方式: 不予公开", "公开方式: 主动公开")
    )
    assert codes(files, ["F802"]) == set()


def kept(cycle: str, last: str, title: str = "机构职能") -> dict[str, str]:
    """Return the workspace with an old entry, under an item kept in a cycle and last brought up to date on a day."""
    update = ("  更新:", f"    更新周期: {cycle}", f"    最近更新日期: {last}")
    items = added(ITEMS, *update)[ITEMS].replace("事项名称: 机构职能", f"事项名称: {title}")
    return {ITEMS: items, ENTRIES: base_files()[ENTRIES].replace("2025-", "2023-")}


@pytest.mark.parametrize(
    ("cycle", "last", "is_stale"),
    [
        ("每周", "2025-03-17", False),
        ("每周", "2025-03-16", True),
        ("每两周", "2025-03-16", True),
        # One month later it is 3 March, and 20 working days later 31 March.
        ("每月", "2025-02-03", False),
        ("每月", "2025-01-31", True),
        ("每季度", "2024-12-03", False),
        ("每季度", "2024-11-29", True),
        ("每半年", "2024-09-29", False),
        ("每半年", "2024-09-28", True),
        ("每年", "2024-03-04", False),
        ("每年", "2024-02-28", True),
        ("及时更新", "2023-01-02", False),
    ],
)
def test_an_item_is_stale_behind_its_cycle(cycle: str, last: str, is_stale: bool) -> None:
    assert codes(kept(cycle, last), "F") == ({"F803"} if is_stale else set())


@pytest.mark.parametrize(
    ("title", "last", "is_stale"),
    [
        ("工作动态", "2025-03-20", False),
        ("工作动态", "2025-03-01", True),
        ("通知公告", "2025-03-01", False),
        ("通知公告", "2024-08-01", True),
    ],
)
def test_news_and_notices_are_kept_also_when_needed(title: str, last: str, is_stale: bool) -> None:
    assert codes(kept("及时更新", last, title), "F") == ({"F803"} if is_stale else set())


@pytest.mark.parametrize(
    ("cycle", "last", "is_stale"),
    [
        ("每年", "2025-01-20", False),
        # Late for January 2024, the next is that of 2025.
        ("每年", "2024-03-26", True),
        ("每年", "2024-01-20", True),
        # Early for January 2025.
        ("每年", "2024-12-20", False),
        ("及时更新", "2024-01-20", True),
        ("每半年", "2025-01-20", False),
    ],
)
def test_an_item_is_stale_behind_its_day_of_the_year(cycle: str, last: str, is_stale: bool) -> None:
    files = kept(cycle, last)
    limit = "自信息形成或者变更之日起20个工作日内"
    assert limit in files[ITEMS]
    files = {**files, ITEMS: files[ITEMS].replace(limit, "每年1月31日前")}
    found = diagnostics(files, ["F803"])
    assert [diagnostic.code for diagnostic in found] == ["F803"] * is_stale


def test_the_report_on_the_newest_year_tells_which_is_next() -> None:
    files = kept("每年", "2023-01-20", "政府信息公开工作年度报告")
    limit = "自信息形成或者变更之日起20个工作日内"
    items = {ITEMS: files[ITEMS].replace(limit, "每年1月31日前")}

    def found(year: int) -> bool:
        entries = files[ENTRIES].replace("主要职责", f"{year}年政府信息公开工作年度报告", 1)
        return bool(codes({**items, ENTRIES: entries}, ["F803"]))

    assert not found(2024)
    assert found(2023)


def test_an_entry_brings_its_item_up_to_date() -> None:
    stale = kept("每季度", "2024-11-01")
    assert codes(stale, "F") == {"F803"}
    assert codes({ITEMS: stale[ITEMS]}, "F") == set()


def test_thresholds_are_settings() -> None:
    stale = kept("每周", "2025-03-10")
    assert codes(stale, "F") == {"F803"}
    assert codes({**stale, **added(SETTINGS, "阈值:", "  动态类更新天数: 30")}, "F") == set()
    old = changed(GUIDE, "2025-03-10", "2024-12-10")
    assert codes(old, "F") == set()
    assert codes({**old, **added(SETTINGS, "阈值:", "  指南修订间隔月数: 3")}, "F") == {"F804"}


@pytest.mark.parametrize(
    ("files", "number"),
    [
        (changed(GUIDE, "2025-03-10", "2024-12-31"), 0),
        (changed(GUIDE, "2025-03-10", "2024-12-01"), 1),
        (changed(UNIT, "目录修订日期: 2025-03-10", "目录修订日期: 2024-03-31"), 0),
        (changed(UNIT, "目录修订日期: 2025-03-10", "目录修订日期: 2024-03-30"), 1),
        (changed(UNIT, "目录修订日期: 2025-03-10\n", ""), 1),
        (changed(UNIT, "目录修订日期: ", "目录修定日期: "), 0),
        (changed(GUIDE, "修订日期: 2025-03-10\n", ""), 1),
        (changed(UNIT, "2024-12-02", "2025-03-10"), 0),
        (changed(UNIT, "2024-12-02", "2025-03-11"), 1),
    ],
)
def test_guide_and_catalog_are_revised(files: Mapping[str, str], number: int) -> None:
    assert [found.code for found in diagnostics(files, "F")] == ["F804"] * number


@pytest.mark.parametrize(
    ("edits", "is_stale"),
    [
        ((), False),
        ((CONCLUSION, "    归档号: 示例1"), True),
        ((CONCLUSION, "    审查结论: 送有权机关确定"), True),
        ((CONCLUSION, "    审查结论: 不予公开"), False),
    ],
)
def test_a_review_without_progress_is_stale(edits: tuple[str, ...], is_stale: bool) -> None:
    files = pending("2025-03-06", (edits[0], edits[1])) if edits else pending("2025-03-06")
    assert codes(files, ["F805"]) == ({"F805"} if is_stale else set())


def test_an_overdue_entry_is_told_once() -> None:
    assert codes(pending("2025-01-06", (CONCLUSION, "    归档号: 示例1")), "F") == {"F801"}


PLAN = ("实施方案:", "  - 阶段: 示例", "    任务:", "      - 任务内容: 编制目录")


@pytest.mark.parametrize(
    ("planned", "progress", "is_late"),
    [
        ("2025-03-31", "进行中", False),
        ("2025-03-28", "进行中", True),
        ("2025-03-28", "未开始", True),
        ("2025-03-28", "已完成", False),
        ("2025-03-28", "已取消", False),
    ],
)
def test_tasks_of_the_plan_are_done_in_time(planned: str, progress: str, is_late: bool) -> None:
    task = (f"        完成时间: {planned}", f"        进展: {progress}")
    assert codes(added(UNIT, *PLAN, *task), "F") == ({"F808"} if is_late else set())
