"""The pages in a real Chromium: what a reader sees, on paper, on a phone, by keyboard and by screen reader."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from disclosure_cli.loading.workspace import read_templates
from disclosure_cli.outputs.html.layout import layout
from disclosure_cli.outputs.html.pages import render
from disclosure_cli.outputs.html.templates import assets
from tests.browser.sample_pages import PAGES, catalog_table, unit_page
from tests.support.browser import (
    axe_violations,
    opened,
    print_pdf,
    sideways_scroll,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CATALOG, GUIDE = "unit/catalog.html", "unit/guide.html"
WIDTHS = (320, 640, 768, 1024, 1280, 1920)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    templates = read_templates([Path(__file__).parents[2] / "templates"])
    pages = {name: render(page(), templates) for name, page in PAGES.items()}
    for name, data in {**assets(templates), **pages}.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (360, "dark"),
        pytest.param(360, "light", marks=pytest.mark.slow),
        pytest.param(1280, "dark", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page(
    site: Path, browser: Browser, name: str, width: int, scheme: str
) -> None:
    with opened(browser, site / name, site=site, width=width, color_scheme=scheme) as visit:
        assert axe_violations(visit.page) == ()
        assert visit.complaints == []
        assert visit.outside == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_every_window(site: Path, browser: Browser, name: str) -> None:
    with opened(browser, site / name, site=site) as visit:
        assert {width: sideways_scroll(visit.page, width) for width in WIDTHS} == dict.fromkeys(
            WIDTHS, 0
        )


CLIPPED = """() => [...document.querySelectorAll('main td, main th, main p, main li, main dd')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline')
  .map(e => e.textContent.trim().slice(0, 40))"""


@pytest.mark.parametrize("name", PAGES)
def test_no_text_runs_out_of_its_box(site: Path, browser: Browser, name: str) -> None:
    with opened(browser, site / name, site=site) as visit:
        for width in WIDTHS:
            visit.page.set_viewport_size({"width": width, "height": 900})
            assert visit.page.evaluate(CLIPPED) == [], width


@pytest.mark.parametrize("name", PAGES)
def test_text_may_be_twice_as_large(site: Path, browser: Browser, name: str) -> None:
    with opened(browser, site / name, site=site) as visit:
        visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways_scroll(visit.page, 1280) == 0


def test_a_unit_of_which_nothing_else_is_known_has_no_empty_sheet(
    site: Path, browser: Browser
) -> None:
    home = unit_page()
    home["latest"], home["document"]["blocks"] = [], []
    empty = site / "unit" / "empty.html"
    empty.write_bytes(render(home, read_templates([Path(__file__).parents[2] / "templates"])))
    for file, is_shown in ((empty, False), (site / "unit" / "index.html", True)):
        with opened(browser, file, site=site) as visit:
            assert visit.page.locator(".unit-grid > .paper").is_visible() == is_shown


REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
  .filter(e => e.checkVisibility({visibilityProperty: true}))"""

FOCUSED = """reachable => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8));
  return {
    stop: reachable.indexOf(e),
    shown: box.width > 0 && (e === top || e.contains(top)),
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_and_shows_everything(
    site: Path, browser: Browser, name: str, width: int
) -> None:
    with opened(browser, site / name, site=site, width=width, reduced_motion="reduce") as visit:
        reachable = visit.page.evaluate_handle(REACHABLE)
        count = visit.page.evaluate("reachable => reachable.length", reachable)
        stops: list[dict[str, Any]] = []
        for _ in range(count):
            visit.page.keyboard.press("Tab")
            stops.append(visit.page.evaluate(FOCUSED, reachable))
        assert [stop["stop"] for stop in stops] == list(range(count))
        assert [stop for stop in stops if not (stop["shown"] and stop["marked"])] == []


def test_the_skip_link_leads_to_the_text(site: Path, browser: Browser) -> None:
    with opened(browser, site / GUIDE, site=site) as visit:
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        visit.page.locator("#main:focus").wait_for(state="attached")


def test_nothing_moves_for_those_who_asked_for_that(site: Path, browser: Browser) -> None:
    with opened(browser, site / GUIDE, site=site, reduced_motion="reduce") as visit:
        behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
        assert visit.page.evaluate(behaviour) == "auto"


def test_a_row_is_reached_by_its_address_and_not_covered_by_the_header(
    site: Path, browser: Browser
) -> None:
    with opened(
        browser, site / CATALOG, site=site, fragment="#item-0012", reduced_motion="reduce"
    ) as visit:
        row, head = (
            visit.page.evaluate(
                f"document.querySelector('{which}').getBoundingClientRect().toJSON()"
            )
            for which in ("#item-0012", "thead")
        )
        assert row["top"] >= head["bottom"] - 1


LABELS = """() => [...document.querySelectorAll('.wide tbody tr')].slice(0, 20).map(row => [
  getComputedStyle(row, '::before').content,
  ...[...row.querySelectorAll('td, th')].filter(e => e.textContent).map(e => getComputedStyle(e, '::before').content),
  getComputedStyle(row, '::after').content].filter(text => text !== 'none').join('\\n'))"""


def test_on_a_phone_each_row_is_a_card_that_says_everything(site: Path, browser: Browser) -> None:
    table = catalog_table()
    labels = [column["label"] for column in table["columns"]]
    with opened(browser, site / CATALOG, site=site, width=360) as visit:
        cards = visit.page.locator(".wide tbody tr").all_inner_texts()
        shown = visit.page.evaluate(LABELS)
    for row, card, said in zip(table["rows"], cards, shown, strict=False):
        for label, text in zip(labels, row, strict=True):
            assert _squeezed(text) in _squeezed(card + said)
            assert not text or label in said or label == "二级事项"


def _squeezed(text: str) -> str:
    """Return a text without what a browser or a printer may break, space or write in another form."""
    return re.sub(r"\s|\\n|\\a", "", unicodedata.normalize("NFKC", text))


def _pdf_text(pdf: Path, *options: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_printed_catalog_is_landscape_and_holds_every_cell(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, site / CATALOG, site=site) as visit:
        pdf = print_pdf(visit.page, tmp_path / "catalog.pdf")
    cells = [cell.text for row in layout(catalog_table())["rows"] for cell in row["cells"]]
    wanted = Counter(_squeezed("".join(cells)))
    assert wanted - Counter(_squeezed(_pdf_text(pdf))) == Counter()
    boxes = _pdf_text(pdf, "-bbox")
    sheets = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">', boxes)
    assert {(round(float(w)), round(float(h))) for w, h in sheets} == {(842, 595)}
    words = re.findall(r'xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([\d.]+)"', boxes)
    assert all(float(left) > 20 and float(right) < 822 for left, right in words)
    assert boxes.count(">公开渠道和载体<") >= len(sheets) - 1


def test_the_printed_guide_is_upright_with_the_form_on_one_sheet(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, site / GUIDE, site=site, color_scheme="dark") as visit:
        pdf = print_pdf(visit.page, tmp_path / "guide.pdf")
    sheets = _pdf_text(pdf).split("\f")
    form = next(sheet for sheet in sheets if "身份证明名称及号码" in sheet)
    assert "申请日期" in form
    assert "跳到正文" not in "".join(sheets)
    assert "示例单位" in sheets[0]
    size = re.findall(r'<page width="([\d.]+)"', _pdf_text(pdf, "-bbox"))
    assert {round(float(width)) for width in size} == {595}
