"""What one HTML page is made from: a document and what stands around it. Plain data, all texts final.

Each kind of page that says more than a document has a type of its own, named after its template.
"""

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


class Find(TypedDict):
    """A field at the head of a page that leads to the search of the portal. `unit` is whose records to look through,
    or empty.
    """

    action: str
    unit: str
    label: str


class Page(TypedDict):
    """One page. `template` is the template's name without ending; `root` leads to the site's top (`../`).

    `address` is the whole address once the site is published, or empty; `feed` leads to the Atom feed, or is empty;
    `find` is None where the page has the search itself; `see_also` are pages that the navigation does not name.
    """

    template: str
    title: str
    site_title: str
    root: str
    address: str
    unit_name: str
    owner: str
    banner: str
    breadcrumbs: list[Link]
    navigation_name: str
    navigation: list[Link]
    find: Find | None
    see_also: list[Link]
    downloads: list[Download]
    feed: str
    meta: dict[str, str]
    document: Document
    figures: list[Figure]


def plain_page(template: str, site_title: str, document: Document) -> Page:
    """Return a page that shows a document, with nothing around it."""
    return {
        "template": template,
        "title": document["title"],
        "site_title": site_title,
        "root": "",
        "address": "",
        "unit_name": "",
        "owner": "",
        "banner": "",
        "breadcrumbs": [],
        "navigation_name": "",
        "navigation": [],
        "find": None,
        "see_also": [],
        "downloads": [],
        "feed": "",
        "meta": {},
        "document": document,
        "figures": [],
    }


class Listed(TypedDict):
    """A piece of information in a list: its day and its name, and where it is shown; `note` says more, or is empty."""

    day: str
    text: str
    href: str
    note: str


class Panel(TypedDict):
    """One of the columns of a unit's disclosure: what is in it, or in `notice` what is missing or when it is due.

    `counted` are links with a count behind each; `more` leads to all of it.
    """

    name: str
    anchor: str
    listed: list[Listed]
    counted: list[Figure]
    notice: str
    more: list[Link]


class UnitPage(Page):
    """The home of a unit, above its document the columns of its disclosure and what was published last."""

    panels: list[Panel]
    latest: list[Listed]


class Related(TypedDict):
    """Links that belong to a record, under one label."""

    label: str
    links: list[Link]


class Detail(TypedDict):
    """All that is public of an item or entry. `trail` leads to it through the classes, `tags` say at a glance how it
    stands; `head` is the record header of government sites, `facts` is the rest. `address` is
    its whole, permanent address once the site has one, or empty.
    """

    anchor: str
    title: str
    trail: list[Link]
    tags: list[str]
    head: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    related: list[Related]
    address: str


class Chapter(TypedDict):
    """Details under one heading."""

    text: str
    anchor: str
    details: list[Detail]


class DetailsPage(Page):
    """All about items, or about the entries of a year."""

    chapters: list[Chapter]


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


class CardGroup(TypedDict):
    """The units of one kind."""

    kind: str
    cards: list[Card]


class Choice(TypedDict):
    """One choice of a filter."""

    value: str
    text: str


class Filter(TypedDict):
    """One way to narrow the results of a search; `name` stands in the address."""

    name: str
    label: str
    choices: list[Choice]


class PortalPage(Page):
    """The home of the site: search over all units, then the units. `parts` are the files that are searched."""

    filters: list[Filter]
    parts: list[str]
    groups: list[CardGroup]
    latest: list[Listed]
