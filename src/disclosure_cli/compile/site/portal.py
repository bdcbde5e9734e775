"""The pages over all units: the portal with its search, the units by their kind, and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypedDict
from urllib.parse import urlsplit

from disclosure_cli.compile.blocks import heading, paragraph
from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.figure_tables import first_matrix, site_blocks
from disclosure_cli.compile.figures import SiteFigures
from disclosure_cli.compile.masthead import DEMO_BANNER
from disclosure_cli.compile.site.frame import (
    FEED_FILE,
    FIGURES_NAME,
    FIGURES_PAGE,
    HOME,
    address,
    download,
    link,
    navigation,
    site_tags,
)
from disclosure_cli.compile.site.home import figures
from disclosure_cli.compile.site.lists import listed
from disclosure_cli.compile.site.search import SEARCH_FILE, SearchUse, filters, search_part, use_of
from disclosure_cli.compile.view import UnitView
from disclosure_cli.document import Block, Document
from disclosure_cli.model import PublicData
from disclosure_cli.pages import (
    Card,
    CardGroup,
    Download,
    Figure,
    Listed,
    Page,
    PortalPage,
    plain_page,
)
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings

AWAITING_CORRECTION = "本单位的记录有待更正，页面是上一次生成的。"
MISSING_PAGE = "404"
"""The page that servers show for an address where there is nothing."""
_MISSING = (
    "这个地址没有网页。可能是地址输错了，也可能是网页的链接写错了。",
    "可以用上面的检索框，按名称、内容、索引号、文号查找；也可以返回首页，从单位进入。",
)
_LATEST = 10
_FEW = 6


class UnitOnPortal(TypedDict):
    """What the pages over all units say of one: its card, what it published last, what is searched of it.

    `newest` is the day of what it published last, or empty.
    """

    card: Card
    newest: str
    latest: list[Listed]
    use: SearchUse


def unit_on_portal(view: UnitView, classes: ClassTree) -> UnitOnPortal:
    """Return what the pages over all units say of one."""
    entries = [entry for entry in view.entries if not entry.on_request]
    latest = listed(entries[:_LATEST], f"{view.id}/")
    return {
        "card": _card(view),
        "newest": max((entry.day for entry in view.entries[:1]), default=""),
        "latest": [{**entry, "note": view.name} for entry in latest],
        "use": use_of(search_part(view, classes)),
    }


def site_pages(
    units: Sequence[UnitOnPortal],
    counted: SiteFigures,
    channels: Iterable[PublicData],
    classes: ClassTree,
    schemas: Schemas,
    settings: Settings,
    faulty: frozenset[str] = frozenset(),
) -> dict[str, Page]:
    """Return the pages over all units by file name; units in `faulty` are named there without figures.

    `channels` are all that there are.
    """
    # Everywhere in the same order: by kind.
    kinds = _kinds(schemas)
    units = sorted(units, key=lambda unit: _rank(unit["card"]["kind"], kinds))
    of_units = sorted(counted["units"], key=lambda unit: _rank(unit["kind"], kinds))
    counted = {**counted, "units": of_units}
    shown = [unit for unit in units if unit["card"]["id"] not in faulty]
    uses = [unit["use"] for unit in shown]
    portal: PortalPage = {
        **_site_page(HOME, settings.site_title, shown, settings),
        "template": "portal",
        "breadcrumbs": [],
        "find": None,
        "see_also": [link(FIGURES_NAME, f"{FIGURES_PAGE}.html")],
        "downloads": _downloads(),
        "figures": _totals(counted),
        "filters": filters(uses, channels, classes, schemas),
        "parts": [f"{use['unit']}/{SEARCH_FILE}" for use in uses],
        "groups": _groups([unit["card"] for unit in units], schemas, faulty),
        "latest": _latest(shown),
    }
    portal["document"]["blocks"] = _glance(counted)
    figures_page = _site_page(FIGURES_PAGE, FIGURES_NAME, shown, settings)
    figures_page["document"]["blocks"] = site_blocks(counted)
    pages: dict[str, Page] = {HOME: portal, FIGURES_PAGE: figures_page}
    return {**pages, MISSING_PAGE: _missing_page(shown, settings)} if settings.base_url else pages


def _site_page(name: str, title: str, shown: Sequence[UnitOnPortal], settings: Settings) -> Page:
    """Return a page of the site with everything but what is on it."""
    site = settings.site_title
    document: Document = {"title": title, "dateline": "", "banner": "", "blocks": []}
    return {
        **plain_page("document", site, document),
        "address": address(settings, f"{name}.html"),
        "owner": settings.site_owner,
        "banner": DEMO_BANNER.replace("本单位", "本站")
        if any(unit["card"]["demo"] for unit in shown)
        else "",
        "breadcrumbs": [link(site, f"{HOME}.html"), link(title, "", current=True)],
        "find": {"action": f"{HOME}.html", "unit": "", "label": "检索全部单位的信息"},
        "feed": FEED_FILE,
        "meta": {
            **site_tags(settings),
            "ColumnName": "政府信息公开",
            "ColumnDescription": f"{site}：检索、查阅、下载各单位公开的信息",
            "ColumnKeywords": "政府信息公开,目录,指南",
            "ColumnType": "首页" if name == HOME else "数据发布",
            "ArticleTitle": title,
            "PubDate": max((unit["newest"] for unit in shown), default=""),
            "ContentSource": settings.site_owner or site,
            "Keywords": f"政府信息公开,{title}",
            "Description": f"{title}：各单位的公开目录、公开指南和公开信息。",
        },
    }


def _missing_page(shown: Sequence[UnitOnPortal], settings: Settings) -> Page:
    """Return what a server answers with where there is no page. It is shown at any address, so its own links begin at
    the top of the server; without an address of the site there is none.
    """
    root = f"{urlsplit(settings.base_url).path}/"
    page = _site_page(MISSING_PAGE, "找不到这个页面", shown, settings)
    page["document"]["blocks"] = [paragraph(text) for text in _MISSING]
    return {
        **page,
        "root": root,
        "address": "",
        "breadcrumbs": [],
        "find": {"action": f"{root}{HOME}.html", "unit": "", "label": "检索全部单位的信息"},
        "feed": f"{root}{FEED_FILE}",
    }


def _glance(counted: SiteFigures) -> list[Block]:
    """Return how the units cover what all of them must disclose."""
    covering = first_matrix(counted["units"])
    return [heading("法定主动公开内容", "coverage"), *covering] if covering else []


def _downloads() -> list[Download]:
    """Return the files that hold all units together."""
    return [
        download("公开事项（CSV）", "data/items.csv", "公开事项", "可以用 Excel 打开"),
        download("信息条目（CSV）", "data/entries.csv", "信息条目", "可以用 Excel 打开"),
        download(
            "数据库（SQLite）", "data/catalog.sqlite", "信息公开目录", "含全文检索和数据项说明"
        ),
        download("关联数据（JSON-LD）", "data/catalog.jsonld", "信息公开目录", "按 DCAT 编写"),
    ]


def _totals(counted: SiteFigures) -> list[Figure]:
    numbers = (
        ("公开单位", len(counted["units"])),
        ("公开事项", counted["items"]),
        ("信息条目", counted["entries"]),
    )
    return [{"label": label, "value": str(number), "href": ""} for label, number in numbers]


def _kinds(schemas: Schemas) -> Sequence[str]:
    """Return the kinds of units in the order of the schema."""
    field = schemas["unit"].field(("kind",))
    return field.choices if field else ()


def _rank(kind: str, kinds: Sequence[str]) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)


def _groups(cards: Sequence[Card], schemas: Schemas, faulty: frozenset[str]) -> list[CardGroup]:
    """Return the units by kind, the kinds in the order of the schema; few units are one group."""
    groups: dict[str, list[Card]] = {kind: [] for kind in _kinds(schemas)}
    for card in cards:
        told = _faulty_card(card) if card["id"] in faulty else card
        groups.setdefault(card["kind"] or "其他单位", []).append(told)
    if len(cards) <= _FEW:
        return [{"kind": "公开单位", "cards": list(chain.from_iterable(groups.values()))}]
    return [{"kind": kind, "cards": of_kind} for kind, of_kind in groups.items() if of_kind]


def _card(view: UnitView) -> Card:
    return {
        "id": view.id,
        "name": view.name,
        "kind": view.kind,
        "summary": str(view.profile.get("notes", "")),
        "demo": view.demo,
        "notice": "",
        "figures": [
            {**figure, "href": f"{view.id}/{figure['href']}" if figure["href"] else ""}
            for figure in figures(view)
        ],
        "links": [
            link(text, f"{view.id}/{href}") for href, text in navigation(view) if "#" not in href
        ],
    }


def _faulty_card(card: Card) -> Card:
    return {**card, "summary": "", "notice": AWAITING_CORRECTION, "figures": []}


def _latest(units: Iterable[UnitOnPortal]) -> list[Listed]:
    """Return what was published last in any unit, and by whom."""
    newest = (entry for unit in units for entry in unit["latest"])
    return sorted(newest, key=lambda entry: entry["day"], reverse=True)[:_LATEST]
