"""The browser helpers notice what they are there to notice: else every page would pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import (
    Visit,
    axe_violations,
    opened,
    print_pdf,
    screenshot,
    sideways_scroll,
)
from tests.support.office import missing_programs, pdf_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOOD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>目录</title>
<link rel="stylesheet" href="site.css"></head><body><main><h1>公开事项目录</h1></main></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "站点"
    folder.mkdir()
    (folder / "site.css").write_text("h1 { color: rgb(1, 2, 3) }", "utf-8")
    return folder


def page(site: Path, html: str) -> Path:
    path = site / "index.html"
    path.write_text(html, "utf-8")
    return path


def wait_for_complaints(visit: Visit) -> None:
    """Let the browser tell what it noticed, which it does when it likes."""
    for _ in range(500):
        if visit.complaints:
            return
        visit.page.wait_for_timeout(20)


def test_a_good_page_is_quiet(browser: Browser, site: Path) -> None:
    with opened(browser, page(site, GOOD), fragment="?词=公开#目录") as visit:
        color = "getComputedStyle(document.querySelector('h1')).color"
        assert visit.page.evaluate(color) == "rgb(1, 2, 3)"
        assert axe_violations(visit.page) == ()
        assert sideways_scroll(visit.page, 320) == 0
        assert visit.complaints == []
        assert visit.outside == []


@pytest.mark.parametrize(
    "fault", ["throw new Error('x')", "console.error('x')", "Promise.reject(new Error('x'))"]
)
def test_errors_of_scripts_are_noted(browser: Browser, site: Path, fault: str) -> None:
    with opened(browser, page(site, f"{GOOD}<script>{fault}</script>")) as visit:
        wait_for_complaints(visit)
        assert len(visit.complaints) == 1


@pytest.mark.parametrize(
    "address", ["https://host.invalid/a.js", "//host.invalid/a.js", "../outside.js", "/etc/hosts"]
)
def test_requests_that_leave_the_site_are_noted(browser: Browser, site: Path, address: str) -> None:
    (site.parent / "outside.js").write_text("", "utf-8")
    with opened(browser, page(site, f"{GOOD}<script src={address}></script>")) as visit:
        assert len(visit.outside) == 1


def test_a_missing_file_is_a_complaint(browser: Browser, site: Path) -> None:
    with opened(browser, page(site, f"{GOOD}<img alt=图 src=none.png>")) as visit:
        wait_for_complaints(visit)
        assert any("none.png" in complaint for complaint in visit.complaints)


def test_axe_works_under_a_strict_policy(browser: Browser, site: Path) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"
    html = GOOD.replace("<title>", f"{policy}<title>").replace("</main>", "<img src=a></main>")
    with opened(browser, page(site, html)) as visit:
        assert any("image-alt" in violation for violation in axe_violations(visit.page))


def test_sideways_scroll_is_measured(browser: Browser, site: Path) -> None:
    with opened(browser, page(site, f"{GOOD}<div style='width: 500px'>宽</div>")) as visit:
        assert sideways_scroll(visit.page, 375) > 100
        assert sideways_scroll(visit.page, 1280) == 0


def test_pictures_and_prints_are_made(browser: Browser, site: Path, tmp_path: Path) -> None:
    with opened(browser, page(site, GOOD)) as visit:
        picture = screenshot(visit.page, tmp_path / "page.png")
        printed = print_pdf(visit.page, tmp_path / "page.pdf")
    assert picture.read_bytes().startswith(b"\x89PNG")
    if "pdftotext" in missing_programs():
        pytest.skip("pdftotext is not installed (apt-get install poppler-utils)")
    assert "公开事项目录" in pdf_text(printed)
