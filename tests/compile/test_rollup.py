"""A county's compendium: whose items it has, by which field, what concerns whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from disclosure_cli.artifacts.views import view_all
from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.rollup import RollUp, fields_of, roll_ups
from disclosure_cli.compile.rollup_document import (
    NOT_CONCERNED,
    field_table,
    fields_page,
    fields_workbook,
    not_concerned,
    overview,
    towns,
)
from disclosure_cli.compile.tables import item_table
from disclosure_cli.compile.view import UnitView
from disclosure_cli.document import Table
from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.model import PublicData
from disclosure_cli.settings import Settings, settings_of
from tests.support.examples import COUNTY, ROOT

TOWN = "yuantan-town"


@pytest.fixture(scope="module")
def read() -> tuple[list[UnitView], ClassTree]:
    loaded = load(Workspace(ROOT))
    views = view_all(loaded.catalog, loaded.schemas, settings_of(loaded.catalog.settings))
    return views, class_tree(loaded.catalog, loaded.schemas)


@pytest.fixture(scope="module")
def rolled(read: tuple[list[UnitView], ClassTree]) -> RollUp:
    (found,) = roll_ups(*read)
    return found


def test_a_county_has_its_own_items_and_those_of_the_units_below_it(rolled: RollUp) -> None:
    assert [view.id for view in rolled.members] == [COUNTY, TOWN]
    assert [view.id for view in rolled.grass_roots] == [TOWN]


def test_there_are_the_26_fields(read: tuple[list[UnitView], ClassTree], rolled: RollUp) -> None:
    assert len(fields_of(read[1])) == 26
    assert list(rolled.fields) == fields_of(read[1])


def test_an_item_stands_in_the_field_of_its_class_and_nowhere_else(
    read: tuple[list[UnitView], ClassTree], rolled: RollUp
) -> None:
    stand: dict[tuple[str, str], list[str]] = {}
    for field, owned in rolled.fields.items():
        for view, item in owned:
            stand.setdefault((view.id, str(item.data["id"])), []).append(field)
    for view in rolled.members:
        for item in view.items:
            known = read[1].find(view.id, item.class_code)
            of_class = known.data.get("field") if known else None
            expected = [of_class] if of_class else []
            assert stand.get((view.id, str(item.data["id"])), []) == expected


def test_rows_are_those_of_the_units_numbered_anew(rolled: RollUp) -> None:
    own = {
        (view.id, item.anchor): row[1:]
        for view in rolled.members
        for item, row in zip(view.items, item_table(view)["rows"], strict=True)
    }
    for field, owned in rolled.fields.items():
        rows = field_table(rolled, field)["rows"]
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        assert [row[1:] for row in rows] == [own[view.id, item.anchor] for view, item in owned]


def test_what_units_have_alike_stands_together(rolled: RollUp) -> None:
    names = [row[2] for row in field_table(rolled, "扶贫")["rows"]]
    assert names == ["乡村振兴项目和资金"] * 2


def test_the_subset_of_a_town_is_what_it_has(rolled: RollUp) -> None:
    rows = towns(rolled)["rows"]
    (town,) = rolled.grass_roots
    assert {row[0] for row in rows} == {town.name}
    assert len(rows) == sum(len(rolled.items_of(town, field)) for field in rolled.fields) > 8


def test_every_field_without_items_is_explained(rolled: RollUp) -> None:
    table = overview(rolled)
    fields = [column["label"] for column in table["columns"][1:]]
    assert fields == list(rolled.fields)
    said = {(row[0], row[1]): row[2] for row in not_concerned(rolled)["rows"]}
    empty = {
        (row[0], field)
        for row in table["rows"]
        for field, cell in zip(fields, row[1:], strict=True)
        if cell == NOT_CONCERNED
    }
    assert set(said) == empty
    assert all(said.values())
    assert said["潜山县人民政府", "税收管理"] == said["源潭镇人民政府", "税收管理"]
    assert "见潜山县人民政府的目录" in said["源潭镇人民政府", "户籍管理"]


def of(view: UnitView, **profile: Any) -> UnitView:
    return replace(view, profile=PublicData({**view.profile, **profile}))


def test_a_unit_says_for_itself_why_a_field_does_not_concern_it(
    read: tuple[list[UnitView], ClassTree],
) -> None:
    views, classes = read
    reasons = [{"field": "户籍管理", "reason": "户籍由县公安局管理"}]
    said = [of(view, not_applicable=reasons) if view.id == TOWN else view for view in views]
    (rolled,) = roll_ups(said, classes)
    assert rolled.explanation(rolled.grass_roots[0], "户籍管理") == "户籍由县公安局管理"


def below(views: Sequence[UnitView], **parents: str) -> list[UnitView]:
    """Return units with other superiors."""
    return [
        of(view, parent=parents[view.id.replace("-", "_")])
        if view.id.replace("-", "_") in parents
        else view
        for view in views
    ]


def test_units_below_units_belong_to_the_county_and_nobody_is_below_themselves(
    read: tuple[list[UnitView], ClassTree],
) -> None:
    views, classes = read
    chain = below(
        views,
        xiushui_minerals="源潭镇人民政府",
        xunyang_welfare_home="修水县矿产资源管理局",
        qianshan_county="浔阳区社会福利院",
    )
    (rolled,) = roll_ups(chain, classes)
    assert [view.id for view in rolled.members] == [
        COUNTY,
        TOWN,
        "xiushui-minerals",
        "xunyang-welfare-home",
    ]


def test_page_and_workbook_hold_the_same_rows(rolled: RollUp) -> None:
    def tables(blocks: Any) -> list[Table]:
        return [block for block in blocks if block["kind"] == "table"]

    page = tables(fields_page(rolled, Settings())["document"]["blocks"])
    book = fields_workbook(rolled)["sheets"]
    in_book = [tables(sheet["document"]["blocks"])[0]["rows"] for sheet in book]
    assert [table["rows"] for table in page[1:]] == in_book[1:]
    names = [sheet["name"] for sheet in book]
    assert names[0] == "总目录"
    assert len(set(names)) == len(names)
    listed = [row[1:3] for row in in_book[0]]
    assert listed == [[f, str(len(owned))] for f, owned in rolled.fields.items() if owned]
    publishers = {row[3] for row in in_book[0] if "、" in row[3]}
    assert publishers == {"、".join(view.name for view in rolled.members)}


def test_the_built_workbook_has_a_sheet_for_each_field(examples: Path) -> None:
    book = CalamineWorkbook.from_path(examples / "site" / COUNTY / "fields.xlsx")
    assert book.sheet_names[:2] == ["总目录", "（一）财政预决算"]
    assert book.sheet_names[-2:] == ["乡镇、街道目录", "未涉及领域说明"]
    assert len(book.sheet_names) == 1 + 25 + 2
