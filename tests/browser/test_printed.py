"""The pages that are there to be printed, on paper: their sizes, their letters, what stands on which sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import opened, print_pdf
from tests.support.examples import ALL_UNITS, UNITS
from tests.support.office import missing_programs, pdf_text

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(
    "pdftotext" in missing_programs(), reason="poppler-utils not installed"
)

A3, A4 = (842, 1191), (595, 842)
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetParent)
  .filter(e => getComputedStyle(e).clipPath === 'none')
  .map(e => Math.round(parseFloat(getComputedStyle(e).fontSize) * 0.75)))"""


def sheets(browser: Browser, site: Path, page: str, target: Path) -> list[str]:
    """Return the text of each sheet that a page is printed on."""
    with opened(browser, site / page, site=site, color_scheme="dark") as visit:
        return pdf_text(print_pdf(visit.page, target)).rstrip("\f").split("\f")


def sizes(pdf: Path) -> set[tuple[int, int]]:
    found = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    return {(round(float(width)), round(float(height))) for width, height in found}


@pytest.mark.parametrize("unit", UNITS)
def test_a_handout_is_one_sheet_that_says_whose_it_is(
    examples: Path, browser: Browser, tmp_path: Path, unit: str
) -> None:
    site = examples / "site"
    with opened(browser, site / unit / "handouts.html", site=site) as visit:
        titles = visit.page.locator(".handout h2").all_inner_texts()
        name = visit.page.locator(".handout-unit").first.inner_text().split("\n")[0]
    printed = sheets(browser, site, f"{unit}/handouts.html", tmp_path / "handouts.pdf")
    assert len(printed) == len(titles) > 0
    for title, sheet in zip(titles, printed, strict=True):
        squeezed = "".join(sheet.split())
        assert title in squeezed
        assert name.removesuffix("办事指南") in squeezed
        assert all(word in squeezed for word in ("办理程序", "办理地点", "咨询电话", "收费标准"))
    assert sizes(tmp_path / "handouts.pdf") == {A4}


def test_the_poster_is_large(examples: Path, browser: Browser, tmp_path: Path) -> None:
    site = examples / "site"
    printed = sheets(browser, site, "yuantan-town/poster.html", tmp_path / "poster.pdf")
    assert sizes(tmp_path / "poster.pdf") == {A3}
    assert "公开目录" in printed[0]
    assert any("到哪里查阅" in sheet for sheet in printed[1:])
    assert "A3 纸纵向" not in "".join(printed)
    with opened(browser, site / "yuantan-town" / "poster.html", site=site) as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.evaluate(SMALLEST) >= 16


def test_the_figures_are_printed_in_black(examples: Path, browser: Browser, tmp_path: Path) -> None:
    site = examples / "site"
    with opened(browser, site / "figures.html", site=site, color_scheme="dark") as visit:
        visit.page.emulate_media(media="print")
        colours = visit.page.evaluate(
            "[...document.querySelectorAll('.bar, .mark.count')].map(e => getComputedStyle(e).fill)"
        )
        assert set(colours) == {"rgb(0, 0, 0)"}
    printed = sheets(browser, site, "figures.html", tmp_path / "figures.pdf")
    assert "各单位公开第二十条列举内容的事项" in "".join("".join(printed).split())


SCREEN_AND_PAPER = ("screen", "print")
# The texts of cells in which a date, hours or a number is parted by the end of a line.
PARTED = """() => {
  const parted = [];
  for (const cell of document.querySelectorAll('main td, main th')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const found of node.data.matchAll(/[0-9:]+-[0-9:-]+/g)) {
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        if (range.getClientRects().length > 1) parted.push(node.data);
      }
    }
  }
  return parted;
}"""


@pytest.mark.parametrize("unit", ["xiushui-minerals", "yuantan-town"])
def test_the_application_form_is_one_sheet_of_its_own(
    examples: Path, browser: Browser, tmp_path: Path, unit: str
) -> None:
    printed = sheets(browser, examples / "site", f"{unit}/guide.html", tmp_path / "guide.pdf")
    (form,) = (sheet for sheet in printed if "证件号码" in "".join(sheet.split()))
    squeezed = "".join(form.split())
    assert squeezed.startswith("政府信息公开申请表")
    assert all(text in squeezed for text in ("统一社会信用代码", "申请日期", "4.不能按照所选"))


@pytest.mark.parametrize("page", ["index", "guide"])
def test_a_small_table_is_not_parted_from_its_caption_nor_its_rows(
    examples: Path, browser: Browser, tmp_path: Path, page: str
) -> None:
    site, address = examples / "site", f"xiushui-minerals/{page}.html"
    with opened(browser, site / address, site=site) as visit:
        tables = visit.page.eval_on_selector_all(
            ".facts:has(caption:not(.unseen))",
            "all => all.map(e => [...e.querySelectorAll('caption, th')].map(c => c.textContent))",
        )
    printed = sheets(browser, site, address, tmp_path / "page.pdf")
    squeezed = ["".join(sheet.split()) for sheet in printed]
    assert tables
    for texts in tables:
        assert any(all(text in sheet for text in texts) for sheet in squeezed), texts


def test_each_row_of_the_catalog_says_its_class_on_paper(examples: Path, browser: Browser) -> None:
    """A cell over several rows would be empty on each further sheet."""
    site = examples / "site"
    seen: dict[str, set[bool]] = {}
    with opened(browser, site / "xiushui-minerals" / "catalog.html", site=site) as visit:
        for media in SCREEN_AND_PAPER:
            visit.page.emulate_media(media=media)  # type: ignore[arg-type]
            sizes = visit.page.eval_on_selector_all(
                ".wide tbody tr .again", "all => all.map(e => getComputedStyle(e).fontSize)"
            )
            seen[media] = {size != "0px" for size in sizes}
        assert visit.page.locator(".wide [rowspan]:not(thead *)").count() == 0
    assert seen == {"screen": {False}, "print": {True}}


@pytest.mark.parametrize(
    ("page", "media", "width"),
    [
        ("site/xiushui-minerals/guide.html", "print", 627),
        ("site/xiushui-minerals/guide.html", "screen", 1280),
        ("internal/xiushui-minerals.html", "screen", 1280),
        ("site/xiushui-minerals/catalog.html", "screen", 1280),
    ],
)
def test_no_date_nor_number_is_parted_in_a_table(
    examples: Path, browser: Browser, page: str, media: str, width: int
) -> None:
    with opened(browser, examples / page, site=examples, width=width) as visit:
        visit.page.emulate_media(media=media)  # type: ignore[arg-type]
        assert visit.page.evaluate(PARTED) == []


def test_records_are_printed_whole_and_framed(
    examples: Path, browser: Browser, tmp_path: Path
) -> None:
    site, address = examples / "site", "xiushui-minerals/entries-2025.html"
    printed = sheets(browser, site, address, tmp_path / "entries.pdf")
    assert all(sheet.count("索引号") == sheet.count("所属事项") > 0 for sheet in printed)
    with opened(browser, site / address, site=site) as visit:
        visit.page.emulate_media(media="print")
        lines = visit.page.eval_on_selector_all(
            ".detail-head dt, .detail-head div",
            "all => all.map(e => getComputedStyle(e).borderRightStyle)",
        )
    assert set(lines) == {"solid"}


def test_a_record_of_many_fields_goes_on_on_the_next_sheet(
    examples: Path, browser: Browser, tmp_path: Path
) -> None:
    address = "xiushui-minerals/items.html"
    printed = sheets(browser, examples / "site", address, tmp_path / "items.pdf")
    parted = [sheet for sheet in printed[1:] if sheet.split("事项编号")[0].count("\n") > 5]
    assert parted
    assert all(
        len(re.findall("^公开|^办事指南|^重点事项", sheet, re.MULTILINE)) > 1 for sheet in parted
    )


@pytest.mark.parametrize("unit", ALL_UNITS)
def test_the_catalog_of_a_poster_is_one_sheet(
    examples: Path, browser: Browser, tmp_path: Path, unit: str
) -> None:
    address = f"{unit}/poster.html"
    with opened(browser, examples / "site" / address, site=examples / "site") as visit:
        items = visit.page.locator(".section:has(+ .section) li").all_inner_texts()
    first, second, *_ = sheets(browser, examples / "site", address, tmp_path / "poster.pdf")
    assert len(items) > 20
    assert all(item[:6] in first for item in items)
    assert "公开指南" not in first.split()
    assert "公开指南" in second.split()


def test_the_key_of_the_plan_is_on_the_sheet_of_its_drawing(
    examples: Path, browser: Browser, tmp_path: Path
) -> None:
    printed = sheets(browser, examples, "internal/xiushui-minerals.html", tmp_path / "plan.pdf")
    drawing = next(sheet for sheet in printed if sheet.lstrip().startswith("任务分解"))
    assert "已完成" in drawing


def test_the_matrix_of_the_portal_is_on_a_sheet_with_its_table(
    examples: Path, browser: Browser, tmp_path: Path
) -> None:
    printed = sheets(browser, examples / "site", "index.html", tmp_path / "portal.pdf")
    assert all(said in printed[-1] for said in ("法定主动公开内容", "列举内容的事项", "没有列入"))


def test_the_title_of_a_handout_fits_in_a_line_of_a_phone(examples: Path, browser: Browser) -> None:
    """Nothing says where the title of an item has its words."""
    site = examples / "site"
    with opened(browser, site / "yuantan-town" / "handouts.html", site=site, width=360) as visit:
        lines = visit.page.eval_on_selector_all(
            ".handout h2",
            "all => all.map(e => e.clientHeight / parseFloat(getComputedStyle(e).lineHeight))",
        )
    assert lines
    assert max(lines) < 1.5
