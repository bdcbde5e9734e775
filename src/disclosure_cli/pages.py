"""What one HTML page is made from: a document and what stands around it. Plain data, all texts final."""

from __future__ import annotations

from typing import TypedDict

from disclosure_cli.document import Document


class Link(TypedDict):
    """A link within the site; `href` is relative to the page."""

    text: str
    href: str
    current: bool


class Download(TypedDict):
    """A file to download: `name` is the Chinese file name that the reader gets."""

    text: str
    href: str
    name: str
    note: str


class Figure(TypedDict):
    """One number worth showing, with its unit of count."""

    label: str
    value: str
    href: str


class Card(TypedDict):
    """How a unit is presented on the portal. `notice` says why its pages may be out of date, else empty."""

    id: str
    name: str
    kind: str
    summary: str
    demo: bool
    notice: str
    figures: list[Figure]
    links: list[Link]


class Page(TypedDict):
    """One page. `template` is the template's name without ending; `root` leads to the site's top (`../`).

    `see_also` are pages that the navigation does not name.
    """

    template: str
    title: str
    site_title: str
    root: str
    unit_name: str
    banner: str
    breadcrumbs: list[Link]
    navigation: list[Link]
    see_also: list[Link]
    downloads: list[Download]
    meta: dict[str, str]
    document: Document
    figures: list[Figure]
    cards: list[Card]
