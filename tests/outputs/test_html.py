from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.document import Block, Column, Document, Drawing, Table
from disclosure_cli.loading.workspace import read_templates
from disclosure_cli.outputs.column_shares import longest_unbroken
from disclosure_cli.outputs.html.layout import layout, sections
from disclosure_cli.outputs.html.pages import render
from disclosure_cli.outputs.html.templates import TemplateFault, Templates, assets
from disclosure_cli.pages import Page, plain_page
from tests.browser.sample_pages import (
    PAGES,
    catalog_page,
    catalog_table,
    details_page,
    guide_page,
    portal_page,
    unit_page,
)

PACKAGED = Path(__file__).parents[2] / "templates"
TEMPLATES = read_templates([PACKAGED])
Form = Literal["bars", "columns", "matrix", "timeline"]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\"'&]]>-->{{ 1 }}{% raw %}</td>&amp;\n第二行"


def document(*blocks: Block) -> Document:
    return {"title": "标题", "dateline": "", "banner": "", "blocks": list(blocks)}


def page_of(*blocks: Block, template: str = "document") -> Page:
    return {**plain_page(template, "网站", document(*blocks)), "root": "../"}


def parsed(html: bytes) -> Element:
    """Return the page as a tree; anything that is not valid HTML is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html, transport_encoding="utf-8")
    return tree


def drawn(*blocks: Block, templates: Templates = TEMPLATES) -> Element:
    found = parsed(render(page_of(*blocks), templates)).find(".//main")
    assert found is not None
    return found


def text(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def texts(tree: Element, path: str) -> list[str]:
    return [text(element).strip() for element in tree.findall(path)]


def column(label: str, *, group: str = "", merge: bool = False, width: int = 10) -> Column:
    column: Column = {"label": label, "width": width, "align": "left"}
    if group:
        column["group"] = group
    if merge:
        column["merge"] = True
    return column


def table(columns: list[Column], rows: list[list[str]], **more: object) -> Table:
    plain = {"kind": "table", "caption": "表", "anchors": [], "notes": []}
    return {**plain, "columns": columns, "rows": rows, **more}  # type: ignore[typeddict-item]


def grid(element: Element) -> list[list[str]]:
    """Return the texts of a table row by row, with what is merged downwards repeated."""
    filled: list[list[str]] = []
    pending: dict[int, tuple[int, str]] = {}
    for row in element.findall("./tbody/tr"):
        cells = iter(row)
        line: list[str] = []
        while True:
            height, value = pending.pop(len(line), (0, ""))
            if not height:
                cell = next(cells, None)
                if cell is None:
                    break
                height, value = int(cell.get("rowspan", "1")), text(cell)
            if height > 1:
                pending[len(line)] = (height - 1, value)
            line.append(value)
        filled.append(line)
    return filled


FORMS: tuple[Form, ...] = ("bars", "columns", "matrix", "timeline")


def drawn_table(form: Form, word: str, *cells: str, whole: int = 0) -> Table:
    """Return a table with a row for each cell, which is also drawn."""
    columns: list[Column] = [
        {"label": word, "width": 20, "align": "left", "head": True, "merge": form == "timeline"},
        {"label": word, "width": 8, "align": "center", "count": True},
    ]
    drawing: Drawing = {
        "form": form,
        "anchor": f"{form}-drawing",
        "column": 1,
        "unit": "项",
        "whole": whole,
        "summary": word,
        "legend": [word] * 3 if form == "matrix" else [],
    }
    return table(columns, [[word, cell] for cell in cells], caption=word, drawing=drawing)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_valid_and_obeys_its_own_policy(name: str) -> None:
    tree = parsed(render(PAGES[name](), TEMPLATES))
    assert tree.get("lang") == "zh-CN"
    assert not list(tree.iter("style"))
    assert not [script for script in tree.iter("script") if text(script) or not script.get("src")]
    attributes = {name for element in tree.iter() for name, _ in element.items()}
    assert not {name for name in attributes if name.startswith(("on", "style"))}
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    inside = {f"#{name}" for name in ids}
    links = [link.get("href", "") for link in tree.iter("a")]
    assert {link for link in links if link.startswith("#")} <= inside
    assert len(list(tree.iter("h1"))) == 1


def test_the_head_carries_the_tags_of_government_sites() -> None:
    page = catalog_page()
    page["meta"]["SiteIDCode"] = ""
    tree = parsed(render(page, TEMPLATES))
    tags = {meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    assert {name: tags.get(name) for name in page["meta"]} == {**page["meta"], "SiteIDCode": None}
    assert tags["description"].startswith(page["document"]["title"])  # type: ignore[union-attr]
    assert page["title"] in text(tree.find(".//title"))


def test_links_to_assets_lead_to_assets() -> None:
    tree = parsed(render(page_of(), TEMPLATES))
    named = [link.get("href", "") for link in tree.iter("link")]
    named += [
        script.get("src", "") for script in parsed(render(portal_page(), TEMPLATES)).iter("script")
    ]
    assert {name.removeprefix("../") for name in named} <= set(assets(TEMPLATES))


def test_the_standard_table_has_the_two_header_rows_of_the_national_form() -> None:
    tree = drawn(catalog_table())
    first, second = tree.findall(".//thead/tr")
    spans = [(text(c), c.get("rowspan", "1"), c.get("colspan", "1"), c.get("scope")) for c in first]
    assert spans == [
        ("序号", "2", "1", "col"),
        ("公开事项", "1", "2", "colgroup"),
        ("公开内容（要素）", "2", "1", "col"),
        ("公开依据", "2", "1", "col"),
        ("公开时限", "2", "1", "col"),
        ("公开主体", "2", "1", "col"),
        ("公开渠道和载体", "2", "1", "col"),
        ("公开对象", "1", "2", "colgroup"),
        ("公开方式", "1", "2", "colgroup"),
        ("公开层级", "1", "2", "colgroup"),
    ]
    assert [text(cell) for cell in second] == [
        "一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级",
    ]  # fmt: skip
    assert [len(group) for group in tree.iter("colgroup")] == [1, 2, 1, 1, 1, 1, 1, 2, 2, 2]


def test_the_cells_of_a_table_are_its_rows() -> None:
    block = catalog_table()
    element = drawn(block).find(".//table")
    assert element is not None
    assert grid(element) == block["rows"]
    assert [row.get("id") for row in element.findall("./tbody/tr")] == block["anchors"]
    assert texts(element, "./tbody/tr/th[@scope='row']") == [row[2] for row in block["rows"]]


cells = st.lists(st.sampled_from(["", "甲", "乙", HOSTILE]), min_size=3, max_size=3)


@given(rows=st.lists(cells, min_size=1, max_size=8), merged=st.sets(st.integers(0, 2)))
def test_merging_loses_and_moves_no_cell(rows: list[list[str]], merged: set[int]) -> None:
    columns = [column(f"列{i}", merge=i in merged) for i in range(3)]
    element = drawn(table(columns, rows)).find(".//table")
    assert element is not None
    assert grid(element) == rows
    heights = [int(c.get("rowspan", "1")) for c in element.iter() if c.tag in {"td", "th"}]
    assert max(heights) <= max(1, len(rows))


def test_only_equal_neighbours_that_say_something_are_merged() -> None:
    rows = [["甲", "丙"], ["甲", "丙"], ["", "丙"], ["", "丙"], ["甲", "丙"]]
    laid = layout(table([column("类", merge=True), column("名")], rows))
    assert [row["cells"][0].rows for row in laid["rows"]] == [2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("more", "said"), [({}, "暂无内容"), ({"empty": "暂无信息条目"}, "暂无信息条目")]
)
def test_a_table_without_rows_says_so_over_all_columns(more: dict[str, str], said: str) -> None:
    (cell,) = drawn(table([column("名"), column("数")], [], **more)).findall(".//tbody/tr/td")
    assert (text(cell), cell.get("colspan")) == (said, "2")


def test_a_row_says_what_is_merged_into_rows_above_it() -> None:
    columns = [
        column("序号"),
        column("一级事项", group="公开事项", merge=True),
        column("二级事项", group="公开事项"),
        column("公开主体", merge=True),
    ]
    laid = layout(table(columns, [["1", "甲", "子", "局"], ["2", "甲", "丑", "局"]]))
    said = [(row["above"], row["below"]) for row in laid["rows"]]
    assert said == [("", ""), ("一级事项：甲", "公开主体：局")]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=20))
def test_the_widths_of_columns_fill_the_table(widths: list[int]) -> None:
    laid = layout(table([column("列", width=width) for width in widths], []))
    shares = [share for group in laid["groups"] for share in group]
    assert sum(shares) == 100
    assert len(shares) == len(widths)
    by_width = sorted(zip(widths, shares, strict=True))
    assert all(less[1] <= more[1] + 1 for less, more in pairwise(by_width))


def shares_of(widths: list[int], *rows: list[str]) -> list[int]:
    laid = layout(table([column("列", width=width) for width in widths], list(rows)))
    return [share for group in laid["groups"] for share in group]


def test_a_column_of_dates_or_codes_is_wide_enough_for_them() -> None:
    long = "甲" * 60
    name, day = shares_of([82, 8], [long, "2024-03-01"], [long, "日期不详"])
    assert (name + day, day >= 14) == (100, True)


@pytest.mark.parametrize(
    "text", ["示例0792-0000104", "工作日8:30-12:00，14:00-17:30", "https://ggzy.example.gov.cn/"]
)
def test_hours_phones_and_addresses_are_not_broken(text: str) -> None:
    """Each line holds what a program would else break behind a hyphen or wherever the line is full."""
    share = shares_of([20, 8, 20, 20, 20], ["甲" * 40, text, "乙" * 40, "丙" * 40, "丁" * 40])[1]
    room = share * 89 / 100 - 1.8
    assert room >= longest_unbroken([text]) > 10


def test_a_column_of_short_texts_takes_no_more_than_they_need() -> None:
    step = "申请人提交资料，窗口核对以后出具受理凭证，并告知申请人办理的程序和时限"
    steps = "\n".join(f"{number}. {step}" for number in range(6))
    wide, narrow = shares_of([10, 40], [steps, "30日内"])
    assert (wide > 80, narrow < 20) == (True, True)


def test_a_long_table_says_in_each_row_what_a_short_one_merges() -> None:
    columns = [column("类", merge=True), column("名")]
    rows = [["甲", str(number)] for number in range(40)]
    first, *others = [row["cells"][0] for row in layout(table(columns, rows))["rows"]]
    assert {cell.text for cell in (first, *others)} == {"甲"}
    assert {cell.rows for cell in (first, *others)} == {1}
    assert ("again" in first.kind, "goes-on" in first.kind) == (False, True)
    assert all("again" in cell.kind for cell in others)
    assert "goes-on" not in others[-1].kind


def test_what_names_a_row_has_room_beside_very_many_columns() -> None:
    names: Column = {**column("单位", width=14), "head": True}
    columns = [names, *(column(f"领域{number}", width=8) for number in range(26))]
    laid = layout(table(columns, [["示例县人民政府", *["不涉及"] * 26]]))
    first, *others = [share for group in laid["groups"] for share in group]
    assert first >= max(others)


def test_every_width_has_its_rule_in_the_style_sheet() -> None:
    sheet = assets(TEMPLATES)["assets/site.css"].decode()
    assert re.findall(r"\.share-(\d+) \{ width: (\d+)% \}", sheet) == [
        (str(n), str(n)) for n in range(1, 101)
    ]


def test_a_wide_table_makes_its_section_a_landscape_sheet() -> None:
    wide = table([column("列", width=200)], [])
    narrow = table([column("列")], [])
    heading: Block = {"kind": "heading", "level": 1, "number": "", "text": "节", "anchor": ""}
    found = sections([narrow, heading, wide, heading, narrow])
    assert [section["wide"] for section in found] == [True, True, False]
    assert [section["heading"] is None for section in found] == [True, False, False]


def test_headings_stand_under_the_title_with_their_numbers() -> None:
    levels: list[Block] = [
        {"kind": "heading", "level": 1, "number": "一、", "text": "甲", "anchor": "a"},
        {"kind": "heading", "level": 2, "number": "（一）", "text": "乙", "anchor": ""},
        {"kind": "heading", "level": 3, "number": "1.", "text": "丙", "anchor": ""},
    ]
    tree = drawn(*levels)
    assert [texts(tree, f".//h{n}") for n in (2, 3, 4)] == [["一、甲"], ["（一）乙"], ["1.丙"]]
    assert tree.find(".//h2[@id='a']") is not None


def test_a_long_document_lists_its_sections() -> None:
    tree = parsed(render(guide_page(), TEMPLATES))
    listed = tree.findall(".//nav[@aria-labelledby='contents-name']//a")
    headings = [b for b in guide_page()["document"]["blocks"] if b["kind"] == "heading"]
    tops = [(f"#{h['anchor']}", h["number"] + h["text"]) for h in headings if h["level"] == 1]
    assert [(link.get("href"), text(link)) for link in listed] == tops


def test_contents_stand_beside_text_but_above_a_wide_table() -> None:
    headings: list[Block] = [
        {"kind": "heading", "level": 1, "number": "", "text": f"节{n}", "anchor": f"s{n}"}
        for n in range(3)
    ]
    wide = table([column("列", width=200)], [])
    kinds = [drawn(*blocks).find("article") for blocks in (headings, [*headings, wide])]
    assert [kind.get("class") for kind in kinds if kind is not None] == [
        "paper paper-long",
        "paper",
    ]


def test_details_have_the_record_header_and_a_permanent_address() -> None:
    tree = parsed(render(details_page(), TEMPLATES))
    details = tree.findall(".//article[@class='detail']")
    expected = [detail for chapter in details_page()["chapters"] for detail in chapter["details"]]
    for element, detail in zip(details, expected, strict=True):
        assert element.get("id") == detail["anchor"]
        assert text(element.find("h3")) == detail["title"]
        head = zip(texts(element, ".//dt"), texts(element, ".//dd"), strict=True)
        assert list(head) == detail["head"]
        rows = zip(texts(element, ".//th"), texts(element, ".//td"), strict=True)
        assert list(rows)[: len(detail["facts"])] == detail["facts"]
        assert detail["address"] in texts(element, ".//p/a")
        assert [tag for tag in texts(element, ".//p/span") if tag in detail["tags"]] == detail[
            "tags"
        ]


def test_a_home_shows_its_columns_and_what_they_lack() -> None:
    tree = parsed(render(unit_page(), TEMPLATES))
    panels = unit_page()["panels"]
    assert texts(tree, ".//section[@class='panel']/h2") == [panel["name"] for panel in panels]
    said = text(tree.find(".//section[@id='rules']"))
    assert panels[1]["notice"] in said


def test_a_portal_searches_all_parts_and_works_without_a_script() -> None:
    page = portal_page()
    page["parts"] = ["a/search.js", "b/search.js"]
    tree = parsed(render(page, TEMPLATES))
    form = tree.find(".//form[@id='search']")
    assert form is not None
    assert form.get("data-parts") == "a/search.js b/search.js"
    fields = {field.get("name") for kind in ("input", "select") for field in form.iter(kind)}
    assert {"q", "sort", *(one["name"] for one in page["filters"])} == fields
    assert tree.find(".//noscript") is not None
    ids = [card["id"] for group in page["groups"] for card in group["cards"]]
    assert [row.get("id") for row in tree.iter("tr") if row.get("id")] == ids


def test_few_units_are_cards() -> None:
    page = portal_page()
    cards = [card for group in page["groups"] for card in group["cards"]]
    page["groups"] = [{"kind": "公开单位", "cards": cards}]
    shown = parsed(render(page, TEMPLATES)).findall(".//li[@class='card']")
    assert [card.get("id") for card in shown] == [card["id"] for card in cards]


def test_a_caption_that_the_heading_says_is_not_shown_twice() -> None:
    heading: Block = {"kind": "heading", "level": 1, "number": "一、", "text": "表", "anchor": ""}
    captions = drawn(heading, table([column("列")], []), table([column("列")], [])).iter("caption")
    assert [caption.get("class") for caption in captions] == ["unseen", None]


@pytest.mark.parametrize("form", FORMS)
def test_a_drawing_has_a_name_a_description_and_its_table_beside_it(form: Form) -> None:
    tree = drawn(drawn_table(form, "公开方式", "3", "0", "不涉及"))
    picture = tree.find(f".//{SVG}svg[@role='img']")
    assert picture is not None
    named = [
        tree.find(f".//*[@id='{name}']") for name in picture.get("aria-labelledby", "").split()
    ]
    assert [text(element) for element in named] == ["公开方式", "公开方式"]
    assert texts(tree, ".//table//td") == ["3", "0", "不涉及"]


@pytest.mark.parametrize("form", FORMS)
def test_a_drawing_of_no_rows_is_still_a_page(form: Form) -> None:
    assert drawn(drawn_table(form, "公开方式")).find(".//table") is not None


def test_bars_are_as_long_as_their_numbers() -> None:
    def lengths(*cells: str, whole: int = 0) -> list[float]:
        found = drawn(drawn_table("bars", "渠道", *cells, whole=whole)).findall(
            f".//{SVG}rect[@class='bar']"
        )
        return [float(bar.get("width", "")) for bar in found]

    assert lengths("40", "20", "0", "不涉及") == [360, 180, 0, 0]
    assert lengths("40", "20", whole=80) == [180, 90]
    assert lengths("0", "0") == [0, 0]


def test_columns_stand_on_the_line_and_are_as_high_as_their_numbers() -> None:
    picture = drawn(drawn_table("columns", "年份", "8", "4", "0")).find(f".//{SVG}svg")
    assert picture is not None
    base = float(picture.find(f"{SVG}line").get("y1"))  # type: ignore[union-attr, arg-type]
    bars = picture.findall(f"{SVG}rect")
    assert {float(bar.get("y", "")) + float(bar.get("height", "")) for bar in bars} == {base}
    heights = [float(bar.get("height", "")) for bar in bars]
    assert heights == [heights[0], heights[0] / 2, 0]


def test_a_matrix_tells_numbers_words_and_nothing_apart() -> None:
    picture = drawn(drawn_table("matrix", "单位", "3", "不涉及", "0")).find(f".//{SVG}svg")
    assert picture is not None
    marks = [rect.get("class") for rect in picture.findall(f"{SVG}rect")]
    assert marks == ["mark count", "mark word", "mark none"]


def test_items_keep_their_marks() -> None:
    marked: Block = {"kind": "items", "marks": ["（1）", "（2）"], "items": ["甲", "乙"]}
    plain: Block = {"kind": "items", "marks": [], "items": ["丙"]}
    assert texts(drawn(marked, plain), ".//li") == ["（1）甲", "（2）乙", "丙"]


def test_facts_are_labelled_and_only_web_addresses_are_links() -> None:
    rows = [
        ("网站", "https://www.example.com/a?b=1&c"),
        ("邮箱", "x@example.com"),
        ("坏", "http:// x"),
    ]
    tree = drawn({"kind": "facts", "caption": "联系", "rows": rows})
    read = zip(texts(tree, ".//th"), texts(tree, ".//td"), strict=True)
    assert list(read) == rows
    assert [link.get("href") for link in tree.findall(".//td/a")] == [rows[0][1]]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", 'http://a" onclick="x', "data:text/html,x"]
)
def test_what_is_no_plain_web_address_is_never_linked(address: str) -> None:
    tree = drawn(
        {"kind": "facts", "caption": "", "rows": [("网址", address)]},
        table([column("名"), column("网址")], [["甲", address]]),
    )
    assert not tree.findall(".//td/a")
    assert texts(tree, ".//td") == [address, address]


def test_a_form_has_lines_boxes_and_marks_what_is_required() -> None:
    tree = drawn(
        {
            "kind": "form",
            "title": "申请表",
            "anchor": "form",
            "groups": [
                {
                    "label": "申请人",
                    "fields": [
                        {"label": "姓名", "choices": [], "lines": 1, "required": True},
                        {"label": "形式", "choices": ["纸质", "光盘"], "lines": 0, "required": False},
                    ],
                },
                {"label": "", "fields": [{"label": "描述", "choices": [], "lines": 4, "required": False}]},
            ],
            "notes": ["注"],
        }
    )  # fmt: skip
    form = tree.find(".//*[@id='form']")
    assert form is not None
    assert texts(form, ".//th") == ["申请人", "*姓名", "形式", "描述"]
    assert texts(form, ".//li") == ["□纸质", "□光盘"]
    assert [len(cell.findall("span")) for cell in form.iter("td")] == [1, 0, 4]
    assert "“*”" in texts(form, ".//p")[0]
    widths = [sum(int(c.get("colspan", "1")) for c in row) for row in form.findall(".//tbody/tr")]
    assert widths == [3, 2, 3]


def test_steps_are_an_ordered_list_with_their_branches() -> None:
    tree = drawn(
        {
            "kind": "steps",
            "caption": "流程",
            "steps": [
                {"title": "申请", "text": "提出申请。", "branches": []},
                {"title": "答复", "text": "", "branches": ["公开", "不予公开"]},
            ],
        }
    )
    steps = tree.findall(".//ol/li")
    assert [text(step).split() for step in steps] == [
        ["申请", "提出申请。"],
        ["答复", "公开", "不予公开"],
    ]
    assert texts(steps[1], "./ul/li") == ["公开", "不予公开"]


_NO_TEXT = {"template", "kind", "align", "anchor", "anchors", "form"}
"""What steers a page and is never a user's text."""


def poisoned(value: Any, name: str = "") -> Any:
    """Return a page, or a part of one, with every text in it hostile."""
    if name in _NO_TEXT:
        return value
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, dict):
        return {key: poisoned(inner, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(poisoned(inner) for inner in value)
    return value


def hostile_blocks() -> Document:
    """Return a block of each kind."""
    return document(
        {"kind": "heading", "level": 1, "number": "一", "text": "甲", "anchor": "a"},
        {"kind": "paragraph", "text": "乙"},
        {"kind": "items", "marks": ["1."], "items": ["丙"]},
        *(block for block in guide_page()["document"]["blocks"] if block["kind"] != "heading"),
        *catalog_page()["document"]["blocks"],
        *(drawn_table(form, "丁", "1") for form in FORMS),
    )


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_stays_text_everywhere(name: str) -> None:
    page: Page = poisoned({**PAGES[name](), "document": hostile_blocks()})
    html = render(page, TEMPLATES)
    tree = parsed(html)
    assert {script.get("src") for script in tree.iter("script")} <= {f"{HOSTILE}assets/search.js"}
    assert html.decode().count("alert(1)") == (
        sum(text.count("alert(1)") for text in tree.itertext())
        + sum(value.count("alert(1)") for e in tree.iter() for _, value in e.items())
    )
    assert HOSTILE in text(tree.find(".//h1"))


def test_characters_that_no_page_may_hold_are_replaced() -> None:
    html = render(page_of({"kind": "paragraph", "text": "甲\x00\x08\ud800\ufffe乙"}), TEMPLATES)
    assert text(parsed(html).find(".//main//p")) == "甲\ufffd\ufffd\ufffd\ufffd乙"


def test_line_breaks_within_texts_are_kept() -> None:
    tree = drawn(table([column("名"), column("渠道")], [["甲", "■网站　□公报\n□电视"]]))
    assert texts(tree, ".//td") == ["■网站　□公报\n□电视"]


def test_used_channels_stand_out_and_no_text_changes() -> None:
    said = ["■网站　　□公报\n□电视　　■公示栏（电子屏）", "□网站　　□公报\n■其他（<b>）"]
    rows = [["甲", said[0]], ["乙", said[1]]]
    tree = drawn(table([column("名"), column("渠道")], rows))
    assert [text(cell) for cell in tree.findall(".//td")] == said
    ticked = texts(tree, ".//td/span[@class='ticked']")
    assert ticked == ["■网站", "■公示栏（电子屏）", "■其他（<b>）"]


def own(folder: Path, **files: str) -> Templates:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_html", ".html.j2")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return read_templates([folder, PACKAGED])


def test_a_workspace_changes_one_part_of_every_page(tmp_path: Path) -> None:
    override = (
        '{% extends "packaged/base.html.j2" %}{% block footer %}<p>自己的页脚</p>{% endblock %}'
    )
    templates = own(tmp_path, base_html=override)
    for page in PAGES.values():
        tree = parsed(render(page(), templates))
        assert texts(tree, ".//footer//p") == ["自己的页脚"]
        assert tree.find(".//h1") is not None


def test_a_workspace_changes_one_kind_of_block(tmp_path: Path) -> None:
    templates = own(tmp_path, blocks__paragraph_html='<p class="own">{{ block["text"] }}</p>')
    tree = drawn(
        {"kind": "paragraph", "text": "甲"}, table([column("列")], [["乙"]]), templates=templates
    )
    assert texts(tree, ".//p[@class='own']") == ["甲"]
    assert texts(tree, ".//tbody//th") == ["乙"]


def test_a_workspace_changes_one_page(tmp_path: Path) -> None:
    override = '{% extends "packaged/unit.html.j2" %}{% block opening %}<h1>你好</h1>{% endblock %}'
    templates = own(tmp_path, unit_html=override)
    assert texts(parsed(render(PAGES["unit/index.html"](), templates)), ".//h1") == ["你好"]
    assert render(catalog_page(), templates) == render(catalog_page(), TEMPLATES)


def test_a_workspace_changes_colours_and_logo(tmp_path: Path) -> None:
    templates = own(tmp_path, **{"assets/theme.css": ":root{}", "assets/logo.svg": "<svg/>"})
    found = assets(templates)
    assert found["assets/theme.css"] == b":root{}"
    assert found["assets/logo.svg"] == b"<svg/>"
    assert found["assets/site.css"] == assets(TEMPLATES)["assets/site.css"]
    sheets = [link.get("href") for link in parsed(render(page_of(), templates)).iter("link")]
    assert sheets.index("../assets/theme.css") > sheets.index("../assets/site.css")


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("甲\n\n{{ page['titel'] }}", 3, "titel"),
        ("\n{{ pgae }}", 2, "pgae"),
        ("{% for link in page['links'] %}{% endfor %}", 1, "links"),
        ("\n\n{% if x %}", 3, "语法"),
        ("\n{{ 1|shout }}", 2, "过滤器"),
        ("\n{% include 'nothing.html.j2' %}", 2, "nothing.html.j2"),
        ("{{ 1 }}\n{{ ''.__class__.mro() }}", 2, "不允许"),
        ("\n\n\n{{ page['title'] + 1 }}", 4, "算不出"),
        ("\n{% include 'document.html.j2' %}", 2, "packaged/"),
    ],
)
def test_a_faulty_template_is_located(tmp_path: Path, content: str, line: int, said: str) -> None:
    templates = own(tmp_path, document_html=content)
    with pytest.raises(TemplateFault) as caught:
        render(page_of(), templates)
    assert caught.value.file == (tmp_path / "document.html.j2").resolve()
    assert caught.value.line == line
    assert said in f"{caught.value.message}\n{caught.value.hint}"


def test_a_fault_lies_in_the_innermost_template(tmp_path: Path) -> None:
    templates = own(tmp_path, blocks__paragraph_html="\n{{ block['txet'] }}")
    with pytest.raises(TemplateFault) as caught:
        render(page_of({"kind": "paragraph", "text": "甲"}), templates)
    assert caught.value.file == (tmp_path / "blocks" / "paragraph.html.j2").resolve()
    assert caught.value.line == 2


def test_a_template_in_another_encoding_is_located(tmp_path: Path) -> None:
    (tmp_path / "document.html.j2").write_bytes("一行\n".encode() + "页脚".encode("gbk"))
    with pytest.raises(TemplateFault) as caught:
        render(page_of(), read_templates([tmp_path, PACKAGED]))
    assert (caught.value.line, "UTF-8" in caught.value.message) == (2, True)


def test_a_template_with_a_byte_order_mark_works(tmp_path: Path) -> None:
    (tmp_path / "document.html.j2").write_bytes(b"\xef\xbb\xbf<!DOCTYPE html>")
    assert render(page_of(), read_templates([tmp_path, PACKAGED])) == b"<!DOCTYPE html>"


def test_hidden_files_and_links_that_lead_outside_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    (folder / "assets" / ".hidden").mkdir(parents=True)
    (folder / "assets" / ".hidden" / "a.css").write_text("")
    (tmp_path / "secret.svg").write_text("secret")
    (folder / "assets" / "logo.svg").symlink_to(tmp_path / "secret.svg")
    assert assets(read_templates([folder, PACKAGED])) == assets(TEMPLATES)


def test_the_same_folder_named_twice_counts_once() -> None:
    assert read_templates([PACKAGED, PACKAGED]) == TEMPLATES
