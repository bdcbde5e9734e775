"""What the pages of a unit and the portal say: the four columns, permanent addresses, tags, choices of the search."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.artifacts.plan import plan
from disclosure_cli.artifacts.views import decide_all
from disclosure_cli.compile.class_tree import ClassTree, class_tree
from disclosure_cli.compile.contents import unit_contents
from disclosure_cli.compile.figures import site_figures
from disclosure_cli.compile.guide import guide_document
from disclosure_cli.compile.masthead import date_text
from disclosure_cli.compile.site.details import entry_chapters, item_chapters
from disclosure_cli.compile.site.lists import normative_list
from disclosure_cli.compile.site.panels import panels
from disclosure_cli.compile.site.portal import site_pages, unit_on_portal
from disclosure_cli.compile.site.search import SEARCH_COLUMNS, search_part
from disclosure_cli.compile.site.unit import unit_pages
from disclosure_cli.compile.view import EntryView, ItemView, UnitView, anchor_of, view_unit
from disclosure_cli.compile.workbooks import catalog_workbook
from disclosure_cli.loading.workspace import Workspace, load, read_templates
from disclosure_cli.model import Artifact, Catalog, PublicData, Record, Source
from disclosure_cli.outputs.html.pages import render
from disclosure_cli.pages import Page, Panel
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings, settings_of
from tests.compile.guide_samples import texts_of
from tests.support.examples import ALL_UNITS, COUNTY, ROOT, UNITS

BASE = "https://www.example.gov.cn/xxgk"
ONLINE = Settings(site_title="示例", base_url=BASE, site_id_code="0000000000")


class Examples:
    """The examples as read, and their views."""

    def __init__(self, catalog: Catalog, schemas: Schemas) -> None:
        self.catalog, self.schemas = catalog, schemas
        self.classes: ClassTree = class_tree(catalog, schemas)
        self.views = {unit.id: self.view(catalog, unit.id) for unit in catalog.units}

    def view(self, catalog: Catalog, unit_id: str) -> UnitView:
        """Return the view of a unit of a catalog that may be another one."""
        unit = next(unit for unit in catalog.units if unit.id == unit_id)
        decisions = decide_all(catalog, settings_of(catalog.settings))
        return view_unit(unit, catalog, decisions[unit_id], self.schemas)

    def panels(self, view: UnitView) -> dict[str, Panel]:
        """Return the columns of a unit by their anchors."""
        guide = guide_document(view, self.schemas)
        return {panel["anchor"]: panel for panel in panels(view, self.classes, guide)}


@pytest.fixture(scope="module")
def read() -> Examples:
    found = load(Workspace(ROOT))
    return Examples(found.catalog, found.schemas)


def pages_of(read: Examples, unit: str, settings: Settings = ONLINE) -> dict[str, Page]:
    view = read.views[unit]
    (counted,) = site_figures([view], read.classes)["units"]
    contents = unit_contents(view, read.schemas)
    return unit_pages(view, contents, counted, read.classes, read.schemas, settings)


@pytest.mark.parametrize("unit", UNITS)
def test_a_home_has_the_four_columns_in_their_order(read: Examples, unit: str) -> None:
    found = read.panels(read.views[unit])
    assert list(found) == ["guide", "rules", "active", "reports"]
    assert all(panel["listed"] or panel["counted"] or panel["notice"] for panel in found.values())


def test_columns_are_filled_by_the_classes_that_name_them(read: Examples) -> None:
    view = read.views["xunyang-welfare-home"]
    (item,) = (item for item in view.items if item.class_code == "2002")
    shown = [entry["href"] for entry in read.panels(view)["rules"]["listed"]]
    assert shown == [entry.href for entry in item.entries] != []
    minerals = read.panels(read.views["xiushui-minerals"])
    assert ["年度报告" in entry["text"] for entry in minerals["reports"]["listed"]] == [True]


def test_what_is_missing_or_due_is_said(read: Examples) -> None:
    minerals = read.views["xiushui-minerals"]
    found = read.panels(minerals)
    assert found["rules"]["listed"]
    assert not found["rules"]["notice"]
    assert "还没有公布政府信息公开制度" in read.panels(read.views[COUNTY])["rules"]["notice"]
    assert "2025年度报告应当在2026年1月31日前公布" in found["reports"]["notice"]
    none = replace(minerals, items=())
    assert "每年1月31日前" in read.panels(none)["reports"]["notice"]
    county = replace(none, kind="县级政府")
    assert "每年3月31日前" in read.panels(county)["reports"]["notice"]
    town = read.panels(read.views["yuantan-town"])
    assert "第四十九条" not in town["reports"]["notice"]


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_given_out_on_request_stands_under_active_disclosure(
    read: Examples, unit: str
) -> None:
    view = read.views[unit]
    asked = [item for item in view.items if item.data["mode"] == "依申请公开"]
    counted = sum(int(one["value"]) for one in read.panels(view)["active"]["counted"])
    assert counted == len(view.items) - len(asked) < len(view.items)
    items = pages_of(read, unit)["items"]
    assert "主动公开" not in items["title"] + items["document"]["title"]
    leading = {link["text"]: link["href"] for link in items["navigation"]}
    for text, href in leading.items():
        assert ("主动公开" in text) == href.endswith("#active")


@pytest.mark.parametrize("unit", UNITS)
def test_a_download_promises_a_form_only_where_there_is_one(read: Examples, unit: str) -> None:
    (offered,) = pages_of(read, unit)["guide"]["downloads"]
    blocks = guide_document(read.views[unit], read.schemas)["blocks"]
    assert ("申请表" in offered["note"]) == any(block["kind"] == "form" for block in blocks)


@pytest.mark.parametrize("unit", UNITS)
def test_what_shows_entries_says_up_to_which_day(read: Examples, unit: str) -> None:
    """Entries come without the catalog being revised, so the day of its revision is not theirs."""
    view = read.views[unit]
    days = [entry.day for entry in view.entries]
    pages = pages_of(read, unit)
    shown = {name: page["document"]["dateline"] for name, page in pages.items()}
    for name in ("index", "catalog", "items", "figures"):
        assert "修订" in shown[name]
        assert shown[name].endswith(f"更新至{date_text(max(days))}")
    assert shown["entries"] == f"更新至{date_text(max(days))}"
    assert shown["entries-2024"] == "更新至" + date_text(
        max(entry.day for entry in view.entries if entry.page == "entries-2024")
    )
    (counted,) = site_figures([view], read.classes)["units"]
    book = catalog_workbook(view, unit_contents(view, read.schemas), counted)
    sheets = {sheet["name"]: sheet["document"]["dateline"] for sheet in book["sheets"]}
    assert sheets["信息目录"] == sheets["信息数据"] == shown["entries"]
    assert sheets["数据"] == sheets["统计"] == shown["catalog"]
    assert sheets["公开事项目录"] == shown["poster"]
    assert "更新至" not in shown["poster"]


@pytest.mark.parametrize("unit", UNITS)
def test_notes_below_the_catalog_lead_to_their_rows(read: Examples, unit: str) -> None:
    view = read.views[unit]
    table = unit_contents(view, read.schemas).items
    noted: dict[str, str] = {}
    for text in table["notes"]:
        rows, _, note = text.partition("：")
        noted |= dict.fromkeys(re.findall(r"\d+", rows), note)
    titles = {row[0]: row[2] for row in table["rows"]}
    assert {titles[number]: note for number, note in noted.items()} == {
        item.data["title"]: item.data["notes"] for item in view.items if item.data.get("notes")
    }


def test_rows_with_the_same_note_share_it(read: Examples) -> None:
    view = read.views["yuantan-town"]
    items = tuple(
        replace(item, data=PublicData({**item.data, "notes": "按规定遮盖。"}))
        for item in view.items[:2]
    )
    table = unit_contents(replace(view, items=items), read.schemas).items
    assert table["notes"] == ["第1、2项：按规定遮盖。"]


@pytest.mark.parametrize("unit", UNITS)
def test_no_part_of_a_catalog_refers_to_what_only_the_guide_has(read: Examples, unit: str) -> None:
    texts = texts_of(pages_of(read, unit)["catalog"]["document"]["blocks"])
    assert [text for text in texts if "下文" in text] == []


@pytest.mark.parametrize("unit", UNITS)
def test_a_table_of_meanings_is_called_as_its_heading(read: Examples, unit: str) -> None:
    blocks = unit_contents(read.views[unit], read.schemas).preparation["blocks"]
    facts = [number for number, block in enumerate(blocks) if block["kind"] == "facts"]
    assert len(facts) == 2
    for number in facts:
        assert blocks[number]["caption"] == blocks[number - 1]["text"]  # type: ignore[typeddict-item]


@pytest.mark.parametrize("unit", UNITS)
def test_items_name_their_channels_in_the_printed_order(read: Examples, unit: str) -> None:
    view = read.views[unit]
    known = [str(channel["name"]) for channel in view.channels if channel["name"] != "其他"]
    order = [*known, "其他"]
    for item in view.items:
        used = [order.index(name) for name in item.data["channels"]]
        assert used == sorted(used)


def test_without_an_address_of_the_site_none_is_printed(read: Examples) -> None:
    page = pages_of(read, "yuantan-town", Settings(site_title="示例"))["entries-2025"]
    details = [one for chapter in page["chapters"] for one in chapter["details"]]  # type: ignore[typeddict-item]
    assert {detail["address"] for detail in details} == {""}
    drawn = render(page, read_templates([ROOT / "templates"])).decode()
    assert "永久地址" not in drawn


@pytest.mark.parametrize("unit", UNITS)
def test_every_record_has_one_permanent_address(read: Examples, unit: str) -> None:
    view = read.views[unit]
    details = [
        (name, detail)
        for name, page in pages_of(read, unit).items()
        for chapter in page.get("chapters", ())  # type: ignore[attr-defined]
        for detail in chapter["details"]
    ]
    records: tuple[ItemView | EntryView, ...] = (*view.items, *view.entries)
    assert {detail["address"] for _, detail in details} == {
        f"{BASE}/{unit}/{record.href}" for record in records
    }
    assert len(details) == len(view.items) + len(view.entries)
    assert all(
        detail["address"].endswith(f"/{name}.html#{detail['anchor']}") for name, detail in details
    )


def test_an_address_does_not_follow_what_changes(read: Examples) -> None:
    """Neither another class nor another day moves a record: its number decides."""
    unit = next(unit for unit in read.catalog.units if unit.id == "yuantan-town")
    moved = replace(
        unit,
        items=tuple(changed(item, **{"class": "9901 其他"}) for item in unit.items),
        entries=tuple(
            changed(entry, created="2020-01-02", published="2020-01-03") for entry in unit.entries
        ),
    )
    catalog = replace(read.catalog, units=(moved,))
    before, after = read.views[unit.id], read.view(catalog, unit.id)
    for kind in ("items", "entries"):
        assert {one.href for one in getattr(after, kind)} == {
            one.href for one in getattr(before, kind)
        }


def test_the_address_of_a_cancelled_item_tells_what_became_of_it(read: Examples) -> None:
    unit = UNITS[0]
    gone, heir = read.views[unit].items[0].data, read.views[unit].items[1].data

    def cancel(item: Record) -> Record:
        if item.get("id") != gone["id"]:
            return item
        status = {"state": "已取消", "date": "2025-01-10", "replaced_by": heir["id"]}
        return replace(item, data={**item.data, "status": status})

    units = tuple(replace(one, items=tuple(map(cancel, one.items))) for one in read.catalog.units)
    view = read.view(replace(read.catalog, units=units), unit)
    contents = unit_contents(view, read.schemas)
    chapters = item_chapters(view, contents.texts, read.schemas, ONLINE)
    (detail,) = chapters[-1]["details"]
    assert detail["address"] == f"{BASE}/{unit}/items.html#item-{gone['id']}"
    assert detail["anchor"] == f"item-{gone['id']}"
    assert ("取消日期", "2025-01-10") in detail["head"]
    assert [link["href"] for row in detail["related"] for link in row["links"]] == [
        f"items.html#item-{heir['id']}"
    ]


def test_an_item_of_elsewhere_is_named_where_it_cannot_be_linked(read: Examples) -> None:
    view = read.views["yuantan-town"]
    entry = view.entries[0]
    elsewhere = replace(entry, data=PublicData({**entry.data, "item": "other-unit/0101-001"}))
    texts = unit_contents(replace(view, entries=(elsewhere,)), read.schemas).texts
    (chapter,) = entry_chapters(view, [elsewhere], texts, read.schemas, ONLINE)
    (detail,) = chapter["details"]
    assert ("所属事项", "other-unit/0101-001") in detail["facts"]
    assert (detail["trail"], detail["related"]) == ([], [])


def test_entries_stand_under_a_month_of_the_year_of_their_page(read: Examples) -> None:
    for unit in UNITS:
        for name, page in pages_of(read, unit).items():
            if name.startswith("entries-"):
                headings = [chapter["text"] for chapter in page["chapters"]]  # type: ignore[typeddict-item]
                year = name.removeprefix("entries-")
                assert all(text.startswith(f"{year}年") for text in headings)
                assert len(set(headings)) == len(headings) > 1


def changed(record: Record, **values: Any) -> Record:
    return replace(record, data={**record.data, **values})


def test_normative_documents_are_listed_by_their_validity(read: Examples) -> None:
    view = read.views["yuantan-town"]
    blocks = normative_list(view, read.schemas["entry"])["blocks"]
    sections = [block["text"] for block in blocks if block["kind"] == "heading"]
    assert sections == ["现行有效", "失效或者废止"]
    for table in (block for block in blocks if block["kind"] == "table"):
        labels = [column["label"] for column in table["columns"]]
        assert {"成文日期", "公布日期", "施行日期", "有效性"} <= set(labels)
        assert not {"生成日期", "公开日期", "生效日期", "截止日期"} & set(labels)
    odd = replace(
        view,
        entries=tuple(
            replace(entry, data=PublicData({**entry.data, "validity": {}}))
            for entry in view.entries
        ),
    )
    blocks = normative_list(odd, read.schemas["entry"])["blocks"]
    assert [block["text"] for block in blocks if block["kind"] == "heading"] == ["没有标明有效性"]


def test_what_another_document_replaces_is_not_listed_as_in_force(read: Examples) -> None:
    view = read.views["yuantan-town"]
    validity = {"state": "有效", "replaced_by": "000000000/2025-30017"}
    replaced = tuple(
        replace(entry, data=PublicData({**entry.data, "validity": validity}))
        for entry in view.entries
    )
    blocks = normative_list(replace(view, entries=replaced), read.schemas["entry"])["blocks"]
    assert [block["text"] for block in blocks if block["kind"] == "heading"] == ["已有文件替代"]


def test_a_unit_that_has_published_nothing_says_so(read: Examples) -> None:
    empty = replace(read.views["yuantan-town"], items=(), entries=())
    (counted,) = site_figures([empty], read.classes)["units"]
    contents = unit_contents(empty, read.schemas)
    pages = unit_pages(empty, contents, counted, read.classes, read.schemas, ONLINE)
    for name, what in (("items", "公开事项"), ("entries", "信息条目")):
        assert texts_of(pages[name]["document"]["blocks"]) == [f"还没有公布{what}。"]
    assert not {"normative", "entries-2025"} & set(pages)
    assert all(panel["notice"] for panel in pages["index"]["panels"][1:])  # type: ignore[typeddict-item]


def test_every_page_has_the_tags_of_its_kind(read: Examples) -> None:
    for unit in UNITS:
        for page in pages_of(read, unit).values():
            tags = page["meta"]
            assert all(tags.values()), page["title"]
            assert tags["SiteDomain"] == "www.example.gov.cn"
            assert tags["ContentSource"] == read.views[unit].name
            assert page["address"].startswith(f"{BASE}/{unit}/")
    portal = portal_of(read, ONLINE)
    assert {"SiteName", "SiteDomain", "SiteIDCode", "ColumnType"} <= set(portal["meta"])


def portal_of(read: Examples, settings: Settings, *faulty: str) -> Any:
    views = list(read.views.values())
    shown = [view for view in views if view.id not in faulty]
    counted = site_figures(shown, read.classes)
    units = [unit_on_portal(view, read.classes) for view in views]
    channels = views[0].channels
    made = site_pages(
        units, counted, channels, read.classes, read.schemas, settings, frozenset(faulty)
    )
    return made["index"]


def test_the_portal_offers_only_choices_that_find_something(read: Examples) -> None:
    parts = [search_part(view, read.classes) for view in read.views.values()]
    rows = [
        {**dict(zip(SEARCH_COLUMNS, row, strict=True)), "unit": part["unit"], "path": path}
        for part in parts
        for row in part["rows"]
        for path in [part["classes"][row[4]]["path"] if row[4] >= 0 else []]
    ]
    of_lists = {"class": "path", "channel": "channels", "audience": "audience"}
    for one in portal_of(read, ONLINE)["filters"]:
        name = of_lists.get(one["name"], one["name"].replace("year", "date"))
        values = [row[name] for row in rows]
        assert one["choices"]
        for choice in one["choices"]:
            wanted = choice["value"]
            assert any(
                wanted in value if name in of_lists.values() else value.startswith(wanted)
                for value in values
            ), (name, wanted)


def test_a_unit_at_fault_is_named_but_not_searched(read: Examples) -> None:
    portal = portal_of(read, ONLINE, "yuantan-town")
    notices = {card["id"]: card["notice"] for group in portal["groups"] for card in group["cards"]}
    assert [unit for unit in UNITS if notices[unit]] == ["yuantan-town"]
    assert portal["parts"] == [f"{unit}/search.js" for unit in ALL_UNITS if unit != "yuantan-town"]


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("", set()),
        ("https://www.example.gov.cn/xxgk/", {"sitemap.xml"}),
        ("https://www.example.gov.cn", {"sitemap.xml", "robots.txt"}),
    ],
)
def test_robots_are_told_of_the_pages_once_there_is_an_address(
    read: Examples, address: str, files: set[str]
) -> None:
    made = planned(read, address)
    assert {"sitemap.xml", "robots.txt"} & {path.removeprefix("site/") for path in made} == files
    if files:
        listed = [path for path, _ in made["site/sitemap.xml"].context["pages"]]
        pages = [path for path in made if path.startswith("site/") and path.endswith(".html")]
        assert [f"site/{path}" for path in listed] == [p for p in pages if p != "site/404.html"]


@pytest.mark.parametrize(
    ("base", "top"),
    [("https://www.example.gov.cn/xxgk", "/xxgk/"), ("https://www.example.gov.cn", "/")],
)
def test_the_page_for_what_is_missing_works_at_any_address(
    read: Examples, base: str, top: str
) -> None:
    page = planned(read, base)["site/404.html"].context
    drawn = render(page, read_templates([ROOT / "templates"])).decode()
    leading = set(re.findall('(?:href|src|action)="([^"#]+)', drawn))
    assert f"{top}index.html" in leading
    assert {link for link in leading if not link.startswith(top)} == set()
    assert "site/404.html" not in planned(read, "")


_INDEX = st.text(alphabet="Ab9号/-_ 〔.", max_size=8) | st.from_regex(r"\A\w{9}/20\d\d-\d{5}\Z")


@given(_INDEX)
def test_an_anchor_tells_its_index_number(index: str) -> None:
    anchor = anchor_of(index)
    assert not re.search(r"\s", anchor)
    spelled = anchor.removeprefix("entry-").replace("-", "/", 1)
    told = re.sub("_([0-9a-f]+)_", lambda found: chr(int(found[1], 16)), spelled)
    assert told == index


def test_an_ordinary_number_keeps_its_anchor() -> None:
    assert anchor_of("01404053X/2021-00490") == "entry-01404053X-2021-00490"


def planned(read: Examples, address: str) -> dict[str, Artifact]:
    record = Record("settings", {"base_url": address}, Source("disclose.yaml", ""))
    settings = settings_of(record)
    return {made.path: made for made in plan(read.catalog, read.schemas, settings, {})}


def test_units_stand_everywhere_in_the_same_order(read: Examples) -> None:
    portal = portal_of(read, ONLINE)
    cards = [card["id"] for group in portal["groups"] for card in group["cards"]]
    (units,) = (one for one in portal["filters"] if one["name"] == "unit")
    assert [choice["value"] for choice in units["choices"]] == cards
    assert cards != sorted(cards)
    assert [part.partition("/")[0] for part in portal["parts"]] == cards
