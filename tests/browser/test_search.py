"""The search of the portal in a real browser: from disk and over HTTP, by keyboard, on a phone, as a link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

import pytest

from disclosure_cli.compile.site.search import SEARCH_COLUMNS, SearchPart
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.workspace import read_templates
from disclosure_cli.outputs.html.pages import render
from disclosure_cli.outputs.html.templates import assets
from disclosure_cli.outputs.search import render as render_part
from tests.browser.sample_pages import portal_page
from tests.support.browser import Visit, axe_violations, opened, served, sideways_scroll

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DONE = '#found[aria-busy="false"]'


@contextmanager
def portal(browser: Browser, site: Path, fragment: str = "", **options: object) -> Iterator[Visit]:
    window = opened(browser, site / "index.html", site=site, fragment=fragment, **options)  # type: ignore[arg-type]
    with window as visit:
        yield visit
        assert visit.complaints == []
        assert visit.outside == []


@pytest.fixture
def site(examples: Path) -> Path:
    return examples / "site"


def results(visit: Visit) -> list[str]:
    """Return the names of what was found, once the search is done."""
    visit.page.locator(DONE).wait_for(state="attached")
    return visit.page.locator("#results h3").all_inner_texts()


def look_for(visit: Visit, words: str) -> list[str]:
    """Type words and return the names of what was found."""
    visit.page.fill("#q", words)
    return results(visit)


def test_words_are_found_wherever_a_record_has_them(browser: Browser, site: Path) -> None:
    with portal(browser, site) as visit:
        found = look_for(visit, "采矿权 登记")
        assert len(found) > 3
        assert all("采矿权" in name or "登记" in name for name in found[:3])
        assert visit.page.locator("#results mark").first.inner_text() in {"采矿权", "登记"}
        assert set(look_for(visit, "登记 采矿权")) == set(found)
        assert look_for(visit, "采矿权 没有这个词的记录") == []
        assert "没有找到" in visit.page.inner_text("#status")


@pytest.mark.parametrize(
    "words",
    [
        "000000000/2024-30001",
        "示例镇政〔2024〕2号",
        "示例镇政[2024]2号",
        "示例镇政（２０２４）２号",
    ],
)
def test_a_number_leads_to_its_record(browser: Browser, site: Path, words: str) -> None:
    with portal(browser, site) as visit:
        assert look_for(visit, words)[0] == "源潭镇示例村庄环境卫生管理暂行办法"
        visit.page.locator("#results a").first.click()
        visit.page.wait_for_url("**/yuantan-town/entries-2024.html#entry-000000000-2024-30001")
        record = visit.page.locator("#entry-000000000-2024-30001")
        assert record.locator("h3").inner_text() == "源潭镇示例村庄环境卫生管理暂行办法"
        assert "示例镇政〔2024〕2号" in record.inner_text()


def test_results_are_narrowed_and_counted(browser: Browser, site: Path) -> None:
    with portal(browser, site) as visit:
        visit.page.select_option("#filter-unit", "yuantan-town")
        visit.page.select_option("#filter-validity", "废止")
        assert results(visit) == ["源潭镇示例村庄环境卫生管理暂行办法"]
        assert visit.page.inner_text("#status") == "找到1条：公开事项0项，信息条目1条。"
        assert not visit.page.is_visible("#browse")
        visit.page.click("button[type=reset]")
        visit.page.locator("#browse").wait_for(state="visible")
        assert not visit.page.is_visible("#found")


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("kind", "item", None),
        ("mode", "依申请公开", "mode"),
        ("audience", "特定群体", "audience"),
        ("channel", "公开查阅点", "channels"),
    ],
)
def test_each_filter_lets_through_what_answers_to_it(
    browser: Browser, site: Path, name: str, value: str, field: str | None
) -> None:
    document = json.loads((site / "yuantan-town" / "catalog.json").read_bytes())
    items = [item for item in document["items"] if field is None or value in item[field]]
    assert items
    with portal(browser, site, f"#q=&unit=yuantan-town&{name}={value}") as visit:
        results(visit)
        assert f"公开事项{len(items)}项" in visit.page.inner_text("#status")
        assert visit.page.input_value(f"#filter-{name}") == value


@pytest.mark.parametrize(("name", "value"), [("class", "20"), ("year", "2024")])
def test_classes_and_years_narrow_the_results(
    browser: Browser, site: Path, name: str, value: str
) -> None:
    with portal(browser, site, f"#q=&unit=yuantan-town&kind=entry&{name}={value}") as visit:
        assert 0 < len(results(visit)) < 30
        facts = visit.page.locator("#results .result-facts").all_inner_texts()
        assert all({"class": "信息公开和互动", "year": "2024-"}[name] in text for text in facts)


def test_results_are_in_the_order_that_is_asked_for(browser: Browser, site: Path) -> None:
    orders: dict[str, list[str]] = {}
    for order in ("newest", "oldest"):
        with portal(browser, site, f"#q=示例&kind=entry&unit=yuantan-town&sort={order}") as visit:
            results(visit)
            facts = visit.page.locator("#results .result-facts").all_inner_texts()
            orders[order] = [
                part for text in facts for part in text.split() if part[:3] == "202" and "-" in part
            ]
    assert orders["newest"] == sorted(orders["newest"], reverse=True)
    assert orders["oldest"] == sorted(orders["oldest"])
    assert orders["newest"][0] > orders["oldest"][0]


def test_a_search_is_sent_as_a_link_and_survives_a_reload(browser: Browser, site: Path) -> None:
    with portal(browser, site) as visit:
        look_for(visit, "预算")
        visit.page.select_option("#filter-unit", "xiushui-minerals")
        found = results(visit)
        address = visit.page.url
        assert unquote_plus(urlsplit(address).fragment) == "q=预算&unit=xiushui-minerals"
        assert visit.page.locator("#permalink").evaluate("link => link.href") == address
        visit.page.reload()
        assert results(visit) == found
    with portal(browser, site, f"#{urlsplit(address).fragment}") as visit:
        assert results(visit) == found
        assert visit.page.input_value("#q") == "预算"


def test_the_field_of_a_unit_searches_its_records(browser: Browser, site: Path) -> None:
    home = site / "yuantan-town" / "index.html"
    with opened(browser, home, site=site) as visit:
        visit.page.fill("#find", "预算")
        visit.page.press("#find", "Enter")
        visit.page.wait_for_url("**/index.html?*")
        assert len(results(visit)) > 1
        assert visit.page.input_value("#filter-unit") == "yuantan-town"
        assert visit.complaints == []


def test_over_http_it_is_the_same(browser: Browser, site: Path) -> None:
    with portal(browser, site, "#q=预算") as visit:
        found = results(visit)
    with served(site) as origin, portal(browser, site, "#q=预算", origin=origin) as visit:
        assert results(visit) == found
        assert look_for(visit, "采矿权 登记")


def test_the_keyboard_is_enough(browser: Browser, site: Path) -> None:
    with portal(browser, site) as visit:
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.type("预算")
        results(visit)
        visit.page.keyboard.press("Enter")
        visit.page.locator("#found:focus").wait_for()
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Tab")
        wanted = visit.page.evaluate("document.activeElement.closest('li') !== null")
        assert wanted
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/*.html#*")


def test_more_results_follow_when_asked_for(browser: Browser, site: Path) -> None:
    with portal(browser, site, "#q=示例") as visit:
        first = len(results(visit))
        visit.page.click("#more")
        assert len(results(visit)) > first
        assert visit.page.evaluate("document.activeElement.closest('li') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible_on_a_phone(browser: Browser, site: Path, scheme: str) -> None:
    with portal(browser, site, "#q=公开", width=360, color_scheme=scheme) as visit:
        assert results(visit)
        assert axe_violations(visit.page) == ()
        assert sideways_scroll(visit.page, 360) == 0
        visit.page.click("summary")
        assert sideways_scroll(visit.page, 360) == 0
        assert axe_violations(visit.page) == ()


def test_without_a_script_the_units_remain(browser: Browser, site: Path) -> None:
    with portal(browser, site, java_script_enabled=False) as visit:
        assert not visit.page.is_visible("#search")
        assert visit.page.is_visible("noscript p")
        assert visit.page.locator(".card").count() == 4
        visit.page.locator(".card a").first.click()
        visit.page.wait_for_url("**/qianshan-county/index.html")
        assert not visit.page.is_visible("#find")


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>]]>\u2028\u2029\\'\"--></script>"


def test_no_text_of_a_record_becomes_markup(browser: Browser, tmp_path: Path) -> None:
    row = {
        **dict.fromkeys(SEARCH_COLUMNS, f"甲{HOSTILE}"),
        "kind": "entry",
        "href": "x.html",
        "class": 0,
    }
    row.update({"audience": [HOSTILE], "channels": [HOSTILE]})
    part: SearchPart = {
        "unit": "unit",
        "name": f"单位{HOSTILE}",
        "columns": list(SEARCH_COLUMNS),
        "classes": [{"path": ["01"], "names": [HOSTILE]}],
        "rows": [[row[name] for name in SEARCH_COLUMNS]],
    }
    templates = read_templates([packaged("templates")])
    page = portal_page()
    page["parts"] = ["unit/search.js"]
    files = {
        **assets(templates),
        "index.html": render(page, templates),
        "unit/search.js": render_part(part),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with portal(browser, tmp_path) as visit:
        (name,) = look_for(visit, "alert(1)")
        assert name.startswith("甲<script>alert(1)</script>")
        assert visit.page.locator("#found img, #found script").count() == 0
