"""Every page of the built examples in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.sample_pages import PAGES
from tests.support.browser import axe_violations, opened, print_pdf, sideways_scroll
from tests.support.examples import COUNTY, LOOKED_AT
from tests.support.office import missing_programs, pdf_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOWN = "yuantan-town"
ONE_OF_EACH_KIND = [
    path for path in LOOKED_AT if "/" not in path or path.startswith((TOWN, COUNTY))
]
AS_SAMPLES = {f"{TOWN}/{Path(name).name}" for name in PAGES} | {f"{TOWN}/entries-2025.html"}
"""Pages like those of which `test_pages.py` looks at samples."""


@pytest.mark.parametrize("path", LOOKED_AT)
def test_a_page_is_sound(examples: Path, browser: Browser, path: str) -> None:
    site = examples / "site"
    with opened(browser, site / path, site=site) as visit:
        assert sideways_scroll(visit.page, 320) == 0
        assert visit.complaints == []
        assert visit.outside == []


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.slow) if path in AS_SAMPLES else path
        for path in ONE_OF_EACH_KIND
    ],
)
def test_a_page_is_accessible(examples: Path, browser: Browser, path: str) -> None:
    """On a phone in the dark; `test_pages.py` has every kind of page in both schemes and widths."""
    site = examples / "site"
    with opened(browser, site / path, site=site, color_scheme="dark", width=360) as visit:
        assert axe_violations(visit.page) == ()


LAST_LINK_ENDS = "document.querySelector('.columns li:last-child').getBoundingClientRect().right"
LINES = "new Set([...document.querySelectorAll('.columns a')].map(a => a.getBoundingClientRect().top)).size"


def test_the_links_of_a_unit_stand_on_one_line_of_a_desk(examples: Path, browser: Browser) -> None:
    site = examples / "site"
    with opened(browser, site / TOWN / "index.html", site=site) as visit:
        for width in (1024, 1100, 1250, 1265, 1280, 1440):
            visit.page.set_viewport_size({"width": width, "height": 900})
            assert visit.page.evaluate(LAST_LINK_ENDS) <= width, width
            assert visit.page.evaluate(LINES) == 1, width


def test_lists_and_tables_need_no_script(examples: Path, browser: Browser) -> None:
    site = examples / "site"
    catalog = site / TOWN / "catalog.html"
    with opened(browser, catalog, site=site, java_script_enabled=False) as visit:
        assert visit.page.locator("table tbody tr").count() > 80
        assert visit.page.locator("table").first.is_visible()


def test_a_row_leads_to_its_details(examples: Path, browser: Browser) -> None:
    site = examples / "site"
    with opened(browser, site / TOWN / "catalog.html", site=site) as visit:
        visit.page.locator("tbody th a").first.click()
        visit.page.wait_for_url("**/items.html#item-*")
        anchor = visit.page.url.partition("#")[2]
        assert visit.page.locator(f"#{anchor}").is_visible()


def test_details_are_printed_whole(examples: Path, browser: Browser, tmp_path: Path) -> None:
    if "pdftotext" in missing_programs():
        pytest.skip("poppler-utils is not installed")
    site = examples / "site"
    with opened(browser, site / TOWN / "entries-2024.html", site=site) as visit:
        printed = pdf_text(print_pdf(visit.page, tmp_path / "entries.pdf"))
        titles = visit.page.locator(".detail h3").all_inner_texts()
    squeezed = "".join(printed.split())
    assert [title for title in titles if "".join(title.split()) not in squeezed] == []
    assert "检索" not in printed


# By what labels stand that have room for less than four letters, and what a line end parts that belongs together.
CRAMPED = """() => {
  const em = e => parseFloat(getComputedStyle(e).fontSize);
  const shown = e => e.getClientRects().length && getComputedStyle(e).clipPath === 'none';
  const cells = [...document.querySelectorAll('main tbody td, main tbody th, main dd, main dt')].filter(shown);
  const cramped = cells.filter(e => e.innerText.length > 6 && e.clientWidth < 4 * em(e)).map(e => e.innerText);
  const parted = [];
  const lines = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top))).size;
  };
  for (const e of document.querySelectorAll('main .boxes, main .figures dd, main .card-figures dd, main .facts th')) {
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const found of node.data.matchAll(/[■□][^■□（/\\s]{1,6}|^[0-9]+$|^[\\u4e00-\\u9fff]{4}$/g)) {
        if (lines(node, found.index, found.index + found[0].length) > 1) parted.push(found[0]);
      }
    }
  }
  return [...cramped, ...parted];
}"""


@pytest.mark.parametrize("size", [16, 24, 32])
@pytest.mark.parametrize(
    "path", ["index.html", *(f"{TOWN}/{name}.html" for name in ("catalog", "items", "poster"))]
)
def test_large_letters_find_room_on_a_phone(
    examples: Path, browser: Browser, path: str, size: int
) -> None:
    site = examples / "site"
    with opened(browser, site / path, site=site, width=360) as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        assert sideways_scroll(visit.page, 360) == 0
        assert visit.page.evaluate(CRAMPED) == []


def test_no_label_of_the_poster_is_broken(examples: Path, browser: Browser) -> None:
    site = examples / "site"
    with opened(browser, site / TOWN / "poster.html", site=site) as visit:
        assert visit.page.evaluate(CRAMPED) == []
