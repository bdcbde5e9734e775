"""The feed: what RFC 4287 demands, in any text, with and without an address of the site."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from disclosure_cli.compile.site.feed import Feed, FeedEntry
from disclosure_cli.outputs.atom import render

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script>]]>&amp;\"'\u2028\x00\x0b\ud800\uffff甲"


def entry(**more: Any) -> FeedEntry:
    made: FeedEntry = {
        "unit": "town",
        "index": "000000000/2025-00001",
        "title": "标题",
        "summary": "概述",
        "author": "示例镇人民政府",
        "published": "2025-01-02",
        "changed": "2025-02-03",
        "href": "town/entries-2025.html#entry-1",
    }
    return {**made, **more}  # type: ignore[typeddict-item]


def feed(*entries: FeedEntry, unit: str = "", base: str = "") -> Feed:
    return {"title": "最新", "unit": unit, "author": "示例镇", "base": base, "entries": [*entries]}


def parsed(made: Feed) -> ET.Element:
    return ET.fromstring(render(made))  # noqa: S314  (made here)


def links(element: ET.Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_it_has_what_every_feed_must_have() -> None:
    root = parsed(feed(entry(), entry(index="A/2025-2", changed="2025-01-02")))
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated", "author/name"):
            path = "/".join(f"{ATOM}{step}" for step in name.split("/"))
            assert element.findtext(path)
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 3
    assert root.findtext(f"{ATOM}updated") == "2025-02-03T00:00:00+08:00"


@pytest.mark.parametrize(
    ("unit", "base", "own", "home", "to_entry"),
    [
        ("", "", "feed.xml", "index.html", "town/entries-2025.html#entry-1"),
        ("town", "", "feed.xml", "index.html", "entries-2025.html#entry-1"),
        (
            "town",
            "https://www.example.gov.cn/xxgk",
            "https://www.example.gov.cn/xxgk/town/feed.xml",
            "https://www.example.gov.cn/xxgk/town/index.html",
            "https://www.example.gov.cn/xxgk/town/entries-2025.html#entry-1",
        ),
    ],
)
def test_its_addresses_lead_from_where_it_stands(
    unit: str, base: str, own: str, home: str, to_entry: str
) -> None:
    root = parsed(feed(entry(), unit=unit, base=base))
    assert links(root) == {"self": own, "alternate": home}
    (one,) = root.iter(f"{ATOM}entry")
    assert links(one) == {"alternate": to_entry}


def test_any_text_stays_text() -> None:
    root = parsed(feed(entry(title=HOSTILE, summary=HOSTILE, author=HOSTILE)))
    assert [child.tag for child in root.iter() if "script" in child.tag] == []
    title = root.findtext(f"{ATOM}entry/{ATOM}title") or ""
    assert title.startswith("<script>alert(1)</script>]]>&amp;")
    assert title.endswith("\u2028\ufffd\ufffd\ufffd\ufffd甲")


def test_an_empty_feed_is_a_feed() -> None:
    assert parsed(feed()).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+08:00"
