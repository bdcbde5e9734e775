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
