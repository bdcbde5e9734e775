"""The day by which an entry must be out, by the time limit of its item and the real calendar."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure_cli.duties.deadlines import due
from disclosure_cli.facts.context import Context
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Catalog, Record, Source, Unit

ARTICLE_26 = "自信息形成或者变更之日起20个工作日内"
NOWHERE = Source("nowhere.yaml", "")


def due_date(
    limit: str | None, created: str, *, kind: str = "政府部门", title: str = "", **dates: str
) -> date | None:
    data = {"id": "0101-001", "mode": "主动公开"} | ({"time_limit": limit} if limit else {})
    item = Record("item", data, NOWHERE, unit="demo")
    entry = Record(
        "entry",
        {"item": "0101-001", "title": title, "created": created, **dates},
        NOWHERE,
        unit="demo",
    )
    profile = Record("unit", {"name": "示例县示例局", "kind": kind}, NOWHERE, unit="demo")
    unit = Unit("demo", profile, None, (item,), (entry,))
    catalog = Catalog(Record("settings", {}, NOWHERE), {}, (unit,))
    deadline = due(entry, Context(catalog, load_schemas()[0], date(2025, 3, 31)).of_unit(unit))
    return None if deadline is None else deadline.date


@pytest.mark.parametrize(
    ("created", "expected"),
    [
        ("2025-01-20", date(2025, 2, 21)),
        ("2024-04-26", date(2024, 5, 27)),
        ("2024-09-10", date(2024, 10, 14)),
        ("2023-09-15", date(2023, 10, 19)),
        ("2025-09-22", date(2025, 10, 24)),
    ],
)
def test_twenty_working_days_are_counted_by_the_calendar(created: str, expected: date) -> None:
    assert due_date(ARTICLE_26, created) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("自批复之日起20日内", date(2025, 3, 3)),
        ("自批复之日起19日内", date(2025, 3, 3)),
        ("自政府采购合同签订之日起2个工作日内", date(2025, 2, 12)),
        ("处罚决定7个工作日内，其他20个工作日内", date(2025, 3, 10)),
        ("自决定作出之日起7个工作日内，变更的3日内撤回并说明理由", date(2025, 2, 19)),
        ("自信息形成之日起1周内", date(2025, 2, 17)),
        ("自信息形成之日起1个月内", date(2025, 3, 10)),
        ("及时公开", date(2025, 3, 10)),
        ("公示期不少于5个工作日", date(2025, 3, 10)),
        ("按规定时限", date(2025, 3, 10)),
        (None, date(2025, 3, 10)),
        ("每年1月31日前", None),
        ("听证会召开7日前", None),
        ("每学期开学前", None),
        # Of a date and the 20 working days of art. 26 the earlier one, and the latter for what was formed behind it.
        ("2025年2月28日前", date(2025, 2, 28)),
        ("2025年2月底前公开", date(2025, 2, 28)),
        ("2025年6月30日前", date(2025, 3, 10)),
        ("2024年6月30日前", date(2025, 3, 10)),
        ("方案2025年2月28日前", date(2025, 3, 10)),
        ("2025年2月14日前，其他2025年2月28日前", date(2025, 2, 14)),
        ("2025年2月28日前，其他20个工作日内", date(2025, 3, 10)),
    ],
)
def test_the_limit_of_the_item_counts(limit: str | None, expected: date | None) -> None:
    assert due_date(limit, "2025-02-10") == expected


@pytest.mark.parametrize(
    ("limit", "title", "created", "expected"),
    [
        ("每年1月31日前", "2025年政府信息公开工作年度报告", "2026-03-20", date(2026, 1, 31)),
        ("每年1月31日前", "2025年政府信息公开工作年度报告", "2026-01-12", date(2026, 1, 31)),
        ("每年1月31日前", "2025年度报告", "2025-12-20", date(2026, 1, 31)),
        ("每年3月31日前", "2024年、2025年工作总结", "2026-03-02", date(2026, 3, 31)),
        ("每年1月底前", "2025年年报", "2026-02-02", date(2026, 1, 31)),
        ("每年2月底前", "2025年年报", "2026-03-02", date(2026, 2, 28)),
        ("每年年底前", "工作要点", "2025-11-02", date(2025, 12, 31)),
        ("每年1月31日前", "年度报告", "2026-01-12", date(2026, 1, 31)),
        # What is no report on a year may be for the next day of the year.
        ("每年1月31日前", "年度报告", "2026-03-20", None),
        ("每年1月31日前", "2026年工作要点", "2026-03-20", None),
        ("每年", "2025年政府信息公开工作年度报告", "2026-03-20", None),
        ("每年1月31日前报送", "2025年政府信息公开工作年度报告", "2026-03-20", None),
    ],
)
def test_what_is_due_on_a_day_of_the_year(
    limit: str, title: str, created: str, expected: date | None
) -> None:
    assert due_date(limit, created, title=title) == expected


def test_information_that_changed_before_it_was_out_is_counted_from_the_change() -> None:
    changed = {"changed": "2025-02-13"}
    assert due_date(ARTICLE_26, "2025-02-10", **changed) == date(2025, 3, 13)
    assert due_date(ARTICLE_26, "2025-02-10", published="2025-03-01", **changed) == date(
        2025, 3, 13
    )
    assert due_date(ARTICLE_26, "2025-02-10", published="2025-02-11", **changed) == date(
        2025, 3, 10
    )


def test_a_public_institution_is_bound_by_its_own_limit_alone() -> None:
    assert due_date(None, "2025-02-10", kind="公共企事业单位") is None
    assert due_date(ARTICLE_26, "2025-02-10", kind="公共企事业单位") == date(2025, 3, 10)


def test_no_day_can_be_told_for_a_date_that_does_not_exist() -> None:
    assert due_date(ARTICLE_26, "2025-02-30") is None
