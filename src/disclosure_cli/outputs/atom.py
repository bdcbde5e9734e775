"""Atom (RFC 4287): what was published last → a feed. Addresses are relative where the site has none yet."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from disclosure_cli.compile.site.feed import Feed, FeedEntry
from disclosure_cli.outputs.jsonld_names import Names

_ATOM = "http://www.w3.org/2005/Atom"
# What no XML document may hold, however it is written (XML 1.0, 2.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEVER = "1970-01-01"


def render(feed: Feed) -> bytes:
    """Return the feed. Days are those of Beijing; a feed without entries was never changed."""
    names = Names(feed["base"], {})
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    unit = feed["unit"]
    _add(root, "id", names.of_unit(unit, "feed") if unit else names.root("feed"))
    _add(root, "title", feed["title"])
    _add(root, "updated", _time(max((e["changed"] for e in feed["entries"]), default=_NEVER)))
    _author(root, feed["author"])
    folder = f"{unit}/" if unit else ""
    _link(root, "self", f"{folder}feed.xml", feed)
    _link(root, "alternate", f"{folder}index.html", feed)
    for entry in feed["entries"]:
        _entry(ET.SubElement(root, "entry"), entry, feed, names)
    ET.indent(root)
    text = _FORBIDDEN.sub("\ufffd", ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, entry: FeedEntry, feed: Feed, names: Names) -> None:
    _add(root, "id", names.entry(entry["unit"], entry["index"]))
    _add(root, "title", entry["title"])
    _add(root, "published", _time(entry["published"]))
    _add(root, "updated", _time(entry["changed"]))
    _author(root, entry["author"])
    _link(root, "alternate", entry["href"], feed)
    if entry["summary"]:
        _add(root, "summary", entry["summary"])


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _author(parent: ET.Element, name: str) -> None:
    _add(ET.SubElement(parent, "author"), "name", name)


def _link(parent: ET.Element, relation: str, path: str, feed: Feed) -> None:
    """Add a link to a file of the site; without an address of the site as it is seen from the feed."""
    base, here = feed["base"], f"{feed['unit']}/"
    address = f"{base}/{path}" if base else path.removeprefix(here)
    media_type = "application/atom+xml" if relation == "self" else "text/html"
    ET.SubElement(parent, "link", rel=relation, type=media_type, href=address)


def _time(day: str) -> str:
    return f"{day}T00:00:00+08:00"
