"""The pages that are there to be printed, on paper: their sizes, their letters, what stands on which sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import opened, print_pdf
from tests.support.examples import UNITS
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
