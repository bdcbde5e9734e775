"""Every page of the built examples in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.support.browser import axe_violations, opened, sideways_scroll
from tests.support.examples import PAGE_PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.parametrize("path", PAGE_PATHS)
def test_a_page_is_sound(examples: Path, browser: Browser, path: str) -> None:
    site = examples / "site"
    with opened(browser, site / path, site=site) as visit:
        assert axe_violations(visit.page) == ()
        assert sideways_scroll(visit.page, 360) == 0
        assert visit.complaints == []
        assert visit.outside == []


@pytest.mark.parametrize("path", PAGE_PATHS)
def test_a_page_is_sound_in_the_dark(examples: Path, browser: Browser, path: str) -> None:
    site = examples / "site"
    with opened(browser, site / path, site=site, color_scheme="dark", width=360) as visit:
        assert axe_violations(visit.page) == ()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_an_internal_page_is_sound_and_needs_nothing_beside_it(
    examples: Path, browser: Browser, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    page = tmp_path / "alone.html"
    page.write_bytes((examples / "internal" / "xunyang-welfare-home.html").read_bytes())
    with opened(browser, page, color_scheme=scheme) as visit:
        assert axe_violations(visit.page) == ()
        assert visit.page.locator("figure.drawing-timeline svg[role=img]").is_visible()
        assert sideways_scroll(visit.page, 360) == 0
        assert visit.complaints == []
        assert visit.outside == []


def test_lists_and_tables_need_no_script(examples: Path, browser: Browser) -> None:
    site = examples / "site"
    catalog = site / "yuantan-town" / "catalog.html"
    with opened(browser, catalog, site=site, java_script_enabled=False) as visit:
        assert visit.page.locator("table tbody tr").count() > 80
        assert visit.page.locator("table").first.is_visible()


def test_a_row_leads_to_its_details(examples: Path, browser: Browser) -> None:
    site = examples / "site"
    with opened(browser, site / "yuantan-town" / "catalog.html", site=site) as visit:
        visit.page.locator("tbody th a").first.click()
        visit.page.wait_for_url("**/items.html#item-*")
        anchor = visit.page.url.partition("#")[2]
        assert visit.page.locator(f"#{anchor}").is_visible()
