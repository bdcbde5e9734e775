"""The figures count what the pages show, and agree with the rules about coverage."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure_cli.artifacts.views import view_all
from disclosure_cli.compile.class_tree import ClassTree, ClassView, class_tree
from disclosure_cli.compile.figure_tables import first_matrix, share, site_blocks, unit_blocks
from disclosure_cli.compile.figures import (
    Count,
    SiteFigures,
    UnitFigures,
    site_figures,
    unit_figures,
)
from disclosure_cli.document import Table
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import PublicData
from disclosure_cli.settings import settings_of
from tests.compile.guide_samples import CLASSES, INSTITUTION, ITEMS, profile_of, unit_view
from tests.support.examples import ROOT

DEPARTMENT = "政府部门"
BOUND = ("县级政府", DEPARTMENT, "乡镇政府", "街道办事处", "法律法规授权组织")
TOPICS = (
    PublicData({"code": "20-2", "title": "机关职能", "article": "第二十条第（二）项", "kinds": BOUND}),
    PublicData({"code": "20-7", "title": "财政", "article": "第二十条第（七）项", "kinds": BOUND}),
    PublicData({"code": "20-14", "title": "招考", "article": "第二十条第（十四）项", "kinds": BOUND}),
    PublicData({"code": "21-2", "title": "公共服务", "article": "第二十一条", "kinds": [DEPARTMENT]}),
    PublicData({"code": "21-8", "title": "农业", "article": "第二十一条", "kinds": ["乡镇政府"]}),
)  # fmt: skip
SERVES = {"01": ["20-2 机关职能"], "0401": ["20-7"], "0503": ["21-2"]}


def classes() -> ClassTree:
    """Return classes of which those below 01 serve what 01 serves."""
    by_id = {
        code: ClassView(code, "", code, code[:-2], (), PublicData({"topics": SERVES.get(code, [])}))
        for code in CLASSES
    }
    return ClassTree(tuple(by_id.values()), by_id)


def figures_of(kind: str = DEPARTMENT, **more: Any) -> UnitFigures:
    view = replace(unit_view(profile_of(kind), **more), topics=TOPICS)
    return unit_figures(view, classes())


def counts(figures: list[Count]) -> dict[str, int]:
    return {count["label"]: count["value"] for count in figures}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(Workspace(ROOT))


@pytest.fixture(scope="module")
def examples(loaded: Loaded) -> SiteFigures:
    views = view_all(loaded.catalog, loaded.schemas, settings_of(loaded.catalog.settings))
    return site_figures(views, class_tree(loaded.catalog, loaded.schemas))


def test_a_class_serves_what_the_class_above_it_serves() -> None:
    topics = figures_of()["topics"]
    assert {topic["code"]: topic["items"] for topic in topics} == {
        "20-2": 1,
        "20-7": 1,
        "20-14": 0,
        "21-2": 0,
    }


def test_what_is_given_out_on_request_covers_no_topic() -> None:
    active = [{**item, "mode": "主动公开"} for item in ITEMS]
    assert figures_of(items=active)["topics"][3]["items"] == 1


def test_a_reason_is_told_of_topics_without_items_only() -> None:
    assert [topic["explanation"] for topic in figures_of()["topics"]] == [
        "",
        "",
        "不组织公务员招考",
        "",
    ]


def test_a_public_institution_is_not_measured_by_articles_that_do_not_bind_it() -> None:
    figures = figures_of(INSTITUTION)
    assert figures["topics"] == []
    assert "公共企事业单位" in str(unit_blocks(figures)[1])


def test_an_item_counts_for_each_of_its_channels() -> None:
    assert counts(figures_of()["channels"]) == {
        "政府网站": 2,
        "政务服务中心": 2,
        "咨询电话": 1,
        "其他": 1,
    }


def test_modes_are_told_even_where_no_item_has_them() -> None:
    assert counts(figures_of(items=ITEMS[:1])["modes"]) == {"主动公开": 1, "依申请公开": 0}


def entry(year: object) -> dict[str, object]:
    return {"index": "1", "item": "0104-001", "title": "信息", "published": f"{year}-01-01"}


def test_years_without_entries_are_not_passed_over() -> None:
    figures = figures_of(entries=[entry(2021), entry(2024), entry(2024)])
    assert counts(figures["years"]) == {"2021": 1, "2022": 0, "2023": 0, "2024": 2}


def test_long_ago_is_one_figure_and_no_date_another() -> None:
    years = counts(figures_of(entries=[entry(y) for y in (1949, 2000, 2015, 2024, "某")])["years"])
    assert list(years)[:2] == ["2014及以前", "2015"]
    assert (years["2014及以前"], years["2024"], years["年份不详"]) == (2, 1, 1)
    assert sum(years.values()) == 5


def test_no_entries_are_no_years() -> None:
    assert figures_of()["years"] == []


def test_the_units_together_are_the_sum_of_each(examples: SiteFigures) -> None:
    for name in ("modes", "channels", "audiences", "years"):
        summed: dict[str, int] = {}
        for unit in examples["units"]:
            for label, value in counts(unit[name]).items():
                summed[label] = summed.get(label, 0) + value
        assert {k: v for k, v in counts(examples[name]).items() if v} == {
            k: v for k, v in summed.items() if v
        }
    assert examples["items"] == sum(counts(examples["modes"]).values())
    assert examples["entries"] == sum(counts(examples["years"]).values())


def test_what_is_missing_is_what_the_rules_find(loaded: Loaded) -> None:
    """Without what it explains and with half its items, the town misses the same topics here and there."""
    town = loaded.catalog.unit("yuantan-town")
    assert town is not None
    bare = {key: value for key, value in town.profile.data.items() if key != "not_applicable"}
    town = replace(town, profile=replace(town.profile, data=bare), items=town.items[::2])
    catalog = replace(loaded.catalog, units=(town,))
    found = validate(catalog, (), loaded.schemas, date(2025, 4, 1))
    titles = [re.search("“(.+?)”", d.message) for d in found if d.code in {"L480", "L481"}]
    views = view_all(catalog, loaded.schemas, settings_of(catalog.settings))
    figures = unit_figures(views[0], class_tree(catalog, loaded.schemas))
    missing = [topic["title"] for topic in figures["topics"] if not topic["items"]]
    assert len(missing) > 4
    assert sorted(missing) == sorted(title[1] for title in titles if title)


def tables(blocks: list[Any]) -> list[Table]:
    return [block for block in blocks if block["kind"] == "table"]


def test_every_figure_is_drawn_and_stands_in_a_table(examples: SiteFigures) -> None:
    for blocks in (site_blocks(examples), *map(unit_blocks, examples["units"])):
        drawn = [table for table in tables(blocks) if "drawing" in table]
        anchors = [table["drawing"]["anchor"] for table in drawn]
        assert len(anchors) == len(set(anchors)) >= 4
        for table in drawn:
            assert table["drawing"]["summary"].endswith("。")
            assert table["columns"][table["drawing"]["column"]].get("count")
            assert all(len(row) == len(table["columns"]) for row in table["rows"])


def test_a_matrix_has_the_units_that_the_article_binds(examples: SiteFigures) -> None:
    first, *others = (t for t in tables(site_blocks(examples)) if t["drawing"]["form"] == "matrix")
    bound = ["潜山县人民政府", "修水县矿产资源管理局", "源潭镇人民政府"]
    assert [row[0] for row in first["rows"]] == bound
    assert len(first["columns"]) == 16
    assert [len(table["rows"]) for table in others] == [2, 1]


@pytest.mark.parametrize(
    ("value", "total", "said"),
    [(1, 3, "33%"), (2, 3, "67%"), (1, 2, "50%"), (0, 5, "0%"), (1, 1000, "不到1%"), (0, 0, "0%"), (7, 7, "100%")],
)  # fmt: skip
def test_a_share_is_a_whole_per_cent(value: int, total: int, said: str) -> None:
    assert share(value, total) == said


def test_a_matrix_says_who_is_left_out_and_why(examples: SiteFigures) -> None:
    (glance,) = first_matrix(examples["units"])
    *_, last = (t for t in tables(site_blocks(examples)) if t["drawing"]["form"] == "matrix")
    for table in (glance, last):
        assert [note for note in table["notes"] if "浔阳区社会福利院" in note]
    bound = [unit for unit in examples["units"] if unit["topics"]]
    (alone,) = first_matrix(bound)
    assert len(alone["notes"]) == len(glance["notes"]) - 1


def test_many_units_that_are_left_out_are_counted() -> None:
    units = [figures_of(), *(figures_of(INSTITUTION) for _ in range(9))]
    for number, unit in enumerate(units):
        unit["name"] = f"示例院{number}"
    (made,) = first_matrix(units)
    assert "9个单位" in made["notes"][-1]
    assert "示例院8" not in made["notes"][-1]


def test_every_drawing_of_the_site_stands_under_a_heading_of_its_own(examples: SiteFigures) -> None:
    blocks = site_blocks(examples)
    start = next(n for n, block in enumerate(blocks) if block.get("anchor") == "modes")
    assert [block["kind"] for block in blocks[start:]] == ["heading", "table"] * 6
    anchors = [block["anchor"] for block in blocks if block["kind"] == "heading"]
    assert len(set(anchors)) == len(anchors)


def test_other_channels_stand_behind_all_that_have_a_name() -> None:
    items = [{**ITEMS[1], "channels": ["咨询电话", "其他", "政府网站"]}]
    assert list(counts(figures_of(items=items)["channels"])) == ["政府网站", "咨询电话", "其他"]
