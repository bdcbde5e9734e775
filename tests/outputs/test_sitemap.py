"""The list of pages for search engines."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from disclosure_cli.outputs.sitemap import render

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_each_page_has_its_whole_address_and_its_day() -> None:
    pages = [("index.html", ""), ("town/catalog.html", "2025-03-20")]
    root = ET.fromstring(render({"base": "https://www.example.gov.cn/a&b", "pages": pages}))  # noqa: S314
    assert root.tag == f"{SITEMAP}urlset"
    found = [(page.findtext(f"{SITEMAP}loc"), page.findtext(f"{SITEMAP}lastmod")) for page in root]
    assert found == [
        ("https://www.example.gov.cn/a&b/index.html", None),
        ("https://www.example.gov.cn/a&b/town/catalog.html", "2025-03-20"),
    ]
