"""Sitemap: the pages of the site and the days on which they last changed → a list for search engines."""

from __future__ import annotations

from typing import TypedDict
from xml.etree import ElementTree as ET

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Sitemap(TypedDict):
    """The address of the site, and of each page its path and its day, which may be empty."""

    base: str
    pages: list[tuple[str, str]]


def render(sitemap: Sitemap) -> bytes:
    """Return the list."""
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for path, day in sitemap["pages"]:
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = f"{sitemap['base']}/{path}"
        if day:
            ET.SubElement(page, "lastmod").text = day
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
