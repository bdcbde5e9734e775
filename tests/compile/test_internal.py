"""What a unit keeps for itself: who answers for what, the plan with its time line, registers."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_cli.artifacts.plan import plan
from disclosure_cli.artifacts.views import decide_all
from disclosure_cli.compile.internal import internal_sections, internal_workbook, unit_internal_page
from disclosure_cli.compile.internal_sections.section import Section
from disclosure_cli.document import Table
from disclosure_cli.duties.outstanding import duties_of
from disclosure_cli.duties.responsible import DUTIES, division_of
from disclosure_cli.facts.context import Context
from disclosure_cli.folders import SITE
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Catalog, Unit
from disclosure_cli.outputs.html.timeline import Timeline, timeline
from disclosure_cli.publishing.deciding import State
from disclosure_cli.settings import settings_of
from tests.rules.samples import AS_OF, ENTRIES, ITEMS, UNIT, added, catalog_of
from tests.support.examples import ALL_UNITS, ROOT, UNITS


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(Workspace(ROOT))


@pytest.fixture(scope="module", params=UNITS)
def unit(request: pytest.FixtureRequest, loaded: Loaded) -> Unit:
    found = loaded.catalog.unit(request.param)
    assert found is not None
    return found


def sections_of(catalog: Catalog, unit: Unit, loaded: Loaded) -> dict[str, Section]:
    context = Context(catalog, loaded.schemas, AS_OF).of_unit(unit)
    decisions = decide_all(catalog, settings_of(catalog.settings))[unit.id]
    made = internal_sections(unit, decisions, duties_of(context), loaded.schemas)
    return {section.name: section for section in made}


@pytest.fixture
def sections(loaded: Loaded, unit: Unit) -> dict[str, Section]:
    return sections_of(loaded.catalog, unit, loaded)


def table_of(section: Section) -> Table:
    (block,) = section.blocks
    assert block["kind"] == "table"
    return block


def columns_of(section: Section, *labels: str) -> list[list[str]]:
    """Return the cells under some labels, row by row."""
    table = table_of(section)
    places = [[c["label"] for c in table["columns"]].index(label) for label in labels]
    return [[row[place] for place in places] for row in table["rows"]]


def test_every_item_has_a_row_that_says_who_does_what(
    sections: dict[str, Section], unit: Unit
) -> None:
    rows = columns_of(sections["责任分工"], "事项编号", *DUTIES.values())
    expected = {
        item.data["id"]: [division_of(item, unit)[duty] for duty in DUTIES]
        for item in unit.items
        if item.get("status", "state") != "已取消"
    }
    assert {row[0]: row[1:] for row in rows} == expected
    assert all(cell for row in rows for cell in row)


ITEM_NUMBERS = ["0101-001", "0101-002"]
ENTRY_NUMBERS = ["000000000/2025-00002", "000000000/2025-00003"]


@pytest.mark.parametrize(
    ("name", "heading", "numbers"),
    [
        ("审查登记", "编号", [*ITEM_NUMBERS, *ENTRY_NUMBERS]),
        ("未公开清单", "编号", [*ITEM_NUMBERS, *ENTRY_NUMBERS]),
        ("事项全部字段", "事项编号", ITEM_NUMBERS),
        ("条目全部字段", "索引号", ENTRY_NUMBERS),
    ],
)
def test_registers_are_in_the_order_of_numbers_whatever_that_of_the_files(
    loaded: Loaded, name: str, heading: str, numbers: list[str]
) -> None:
    item = "- 事项编号: {}\n  事项名称: 某事\n  分类: 0101 机构职能\n  公开方式: 不予公开\n"
    entry = "- 索引号: {}\n  所属事项: 0101-002\n  信息名称: 某信息\n"
    records = {
        ITEMS: "".join(map(item.format, reversed(ITEM_NUMBERS))),
        ENTRIES: "".join(map(entry.format, reversed(ENTRY_NUMBERS))),
    }
    catalog = catalog_of(records)
    section = sections_of(catalog, catalog.units[0], loaded)[name]
    assert columns_of(section, heading) == [[number] for number in numbers]


def test_departments_share_all_items(sections: dict[str, Section]) -> None:
    items = len(table_of(sections["责任分工"])["rows"])
    counts = columns_of(sections["机构分工"], *DUTIES.values())
    for column in zip(*counts, strict=True):
        assert sum(map(int, column)) == items


def test_the_unit_says_once_what_its_items_leave_out(loaded: Loaded) -> None:
    catalog = catalog_of(added(ITEMS, "  责任分工:", "    制作: 办公室"))
    sections = sections_of(catalog, catalog.units[0], loaded)
    assert columns_of(sections["责任分工"], *DUTIES.values()) == [
        ["办公室", "办公室", "办公室", "业务股"]
    ]


def test_the_plan_has_every_task_with_its_stage(sections: dict[str, Section], unit: Unit) -> None:
    rows = columns_of(
        sections["任务分解"], "阶段", "任务", "责任部门", "责任人", "质量要求", "进展"
    )
    assert rows == [
        [stage["stage"], *(task[name] for name in ("task", "department", "person", "quality", "progress"))]
        for stage in unit.profile.data["plan"]
        for task in stage["tasks"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (("    时间安排: 三月至四月", "    开始日期: 2025-03-01"), "三月至四月"),
        (("    开始日期: 2025-03-01", "    结束日期: 2025-04-30"), "2025年3月1日至2025年4月30日"),
        (("    开始日期: 2025-03-01",), "2025年3月1日起"),
        (("    结束日期: 2025-04-30",), "2025年4月30日以前"),
        ((), ""),
    ],
)
def test_a_stage_says_when_it_is(loaded: Loaded, lines: tuple[str, ...], period: str) -> None:
    catalog = catalog_of(
        added(UNIT, "实施方案:", "  - 阶段: 准备", *lines, "    任务:", *task("甲"))
    )
    section = sections_of(catalog, catalog.units[0], loaded)["任务分解"]
    assert columns_of(section, "时间安排") == [[period]]


def drawn(loaded: Loaded, *lines: str) -> Timeline:
    """Return the time line of a plan."""
    catalog = catalog_of(added(UNIT, "实施方案:", *lines))
    return timeline(table_of(sections_of(catalog, catalog.units[0], loaded)["任务分解"]))


STAGE = ("  - 阶段: 准备", "    开始日期: 2025-03-01", "    结束日期: 2025-04-30", "    任务:")


def task(name: str, due: str = "", progress: str = "未开始") -> tuple[str, ...]:
    lines = (f"      - 任务内容: {name}", f"        进展: {progress}")
    return (*lines, f"        完成时间: {due}") if due else lines


def test_a_time_line_goes_by_whole_months(loaded: Loaded) -> None:
    made = drawn(loaded, *STAGE, *task("甲", "2025-03-31"), *task("乙"))
    assert [name for name, _ in made["months"]] == ["2025年3月", "4月"]
    (first, second), (band,) = made["spans"], made["bands"]
    assert first.x == second.x == band.x == made["left"] == made["months"][0][1]
    assert first.x + first.width == pytest.approx(made["months"][1][1], abs=0.2)
    assert second.x + second.width == pytest.approx(made["width"], abs=0.2)
    assert band.y < first.y < second.y < made["height"]


def test_the_look_is_that_of_the_progress(loaded: Loaded) -> None:
    made = drawn(
        loaded, *STAGE, *task("甲", progress="已完成"), *task("乙", progress="进行中"), *task("丙")
    )
    assert [span.look for span in made["spans"]] == [0, 1, 2]


def test_a_task_of_which_only_the_last_day_is_known_is_a_mark(loaded: Loaded) -> None:
    made = drawn(loaded, "  - 阶段: 培训", "    任务:", *task("甲", "2025-03-14"))
    (span,) = made["spans"]
    assert span.width == 0
    assert made["left"] < span.x < made["width"]


def test_a_long_plan_has_as_many_marks_as_there_is_room_for(loaded: Loaded) -> None:
    made = drawn(loaded, *STAGE, *task("甲", "2035-03-14"))
    assert len(made["months"]) <= 16
    places = [place for _, place in made["months"]]
    assert places == sorted(set(places))


def test_a_plan_without_days_is_not_drawn(loaded: Loaded) -> None:
    catalog = catalog_of(added(UNIT, "实施方案:", "  - 阶段: 培训", "    任务:", *task("甲")))
    section = sections_of(catalog, catalog.units[0], loaded)["任务分解"]
    assert "drawing" not in table_of(section)


def test_registers_hold_every_record(
    loaded: Loaded, unit: Unit, sections: dict[str, Section]
) -> None:
    decisions = decide_all(loaded.catalog, settings_of(loaded.catalog.settings))[unit.id]
    kept = [d for d in decisions if d.state is not State.CANCELLED]
    assert len(table_of(sections["审查登记"])["rows"]) == len(kept)
    held = columns_of(sections["未公开清单"], "处理", "原因")
    assert held == [[d.state.value, d.reason] for d in kept if not d.is_shown]
    assert [row[0] for row in columns_of(sections["期限一览"], "期限")] == sorted(
        row[0] for row in columns_of(sections["期限一览"], "期限")
    )


def test_page_and_workbook_say_the_same(unit: Unit, sections: dict[str, Section]) -> None:
    shown, kept = (
        unit_internal_page(unit, sections.values()),
        internal_workbook(unit, sections.values()),
    )
    assert shown["title"] == kept["title"]
    assert shown["site_title"] in shown["title"]
    page: Any = shown["document"]["blocks"]
    book: Any = kept["sheets"]
    on_page = [block["rows"] for block in page if block["kind"] == "table"]
    in_book = [sheet["document"]["blocks"][0]["rows"] for sheet in book]
    assert len(on_page) > 5
    assert on_page == in_book[: len(on_page)]


def test_what_is_internal_lies_beside_the_site(loaded: Loaded) -> None:
    artifacts = plan(loaded.catalog, loaded.schemas, settings_of(loaded.catalog.settings), {})
    pages = {
        a.path for a in artifacts if a.renderer == "html" and a.context["template"] == "internal"
    }
    assert pages == {f"internal/{unit}.html" for unit in ALL_UNITS}
    assert not any(path.startswith(SITE) for path in pages)
