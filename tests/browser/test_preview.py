"""The preview in a real browser: findings above the page, a new page when a file is saved, no complaint of the policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_cli.loading.workspace import Workspace
from disclosure_cli.serving import Preview, served
from tests.support.browser import axe_violations
from tests.test_serving import DUTIES, ITEMS, change, save, small_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_page_is_loaded_again_when_a_file_is_saved(browser: Browser, tmp_path: Path) -> None:
    root = small_workspace(tmp_path)
    preview = Preview(Workspace(root), tmp_path / "preview")
    preview.refresh()
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))
    try:
        with served(preview, 0) as address:
            page.goto(address)
            page.get_by_role("searchbox").fill("职能")
            page.locator("#results li").first.wait_for()
            page.goto(f"{address}demo/catalog.html")
            bar = page.locator(".disclose-preview")
            assert "没有发现问题" in bar.inner_text()
            assert bar.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 248, 225)"
            assert axe_violations(page) == ()
            change(root, ITEMS, DUTIES, "'<b>基本职责</b>'")
            preview.refresh()
            page.locator("main").get_by_text("<b>基本职责</b>").first.wait_for()
            save(root / ITEMS, "- 事项编号: [\n")
            preview.refresh()
            page.get_by_text("有错误的单位没有重新生成").wait_for()
            page.locator("main").get_by_text("<b>基本职责</b>").first.wait_for()
            assert axe_violations(page) == ()
            assert complaints == []
    finally:
        context.close()


def test_a_page_that_is_not_there_says_so_and_leads_home(browser: Browser, tmp_path: Path) -> None:
    root = small_workspace(tmp_path)
    good = (root / ITEMS).read_text("utf-8")
    save(root / ITEMS, "- 事项编号: [\n")
    preview = Preview(Workspace(root), tmp_path / "preview")
    preview.refresh()
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    try:
        with served(preview, 0) as address:
            page.goto(f"{address}demo/catalog.html")
            assert page.locator("h1").inner_text() == "还没有这个页面"
            assert "没有重新生成" not in page.content()
            ground = "getComputedStyle(document.documentElement).colorScheme"
            assert page.evaluate(ground) == "light dark"
            assert axe_violations(page) == ()
            save(root / ITEMS, good)
            preview.refresh()
            page.locator("h1", has_text="公开目录").wait_for()
            page.goto(f"{address}demo/none.html")
            assert page.locator("h1").inner_text() == "没有这个页面"
            page.get_by_role("link", name="返回首页").click()
            page.get_by_role("searchbox").wait_for()
    finally:
        context.close()
