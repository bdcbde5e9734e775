"""What stands around every page: title, trail, navigation, downloads, and the tags of government sites."""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from disclosure_cli.compile.guide import has_application_form
from disclosure_cli.compile.masthead import banner, information_of, titled_of
from disclosure_cli.compile.view import ENTRIES_PAGE, ITEMS_PAGE, UnitView
from disclosure_cli.document import Document
from disclosure_cli.pages import Download, Link, Page, plain_page
from disclosure_cli.settings import Settings

FEED_FILE = "feed.xml"
HOME = "index"
ITEMS_NAME = "公开事项"
"""What the page of items is called, of those that are published and of those that are given out on request."""
FIGURES_PAGE, FIGURES_NAME = "figures", "公开情况统计"
"""The page of figures of a unit or of the site. It stands in no navigation, but is named on the home."""
FIELDS_PAGE, FIELDS_NAME = "fields", "按领域汇编的目录"
"""The page that a county compiles from the catalogs of its units."""
POSTER_PAGE, POSTER_NAME = "poster", "公告栏张贴版（A3大字）"
HANDOUTS_PAGE, HANDOUTS_NAME = "handouts", "办事指南（一事一页，A4）"
"""Pages to be printed: for the notice board, and for the hall of a unit that serves the public."""


def navigation(view: UnitView) -> list[tuple[str, str]]:
    """Return address and name of a unit's pages: its home, the four columns of 国办公开办函〔2019〕61号, its lists.

    The column of active disclosure is a panel of the home: the page of items has also those given out on request.
    """
    information = information_of(view)
    return [
        (f"{HOME}.html", "首页"),
        ("guide.html", f"{information}公开指南"),
        (f"{HOME}.html#rules", f"{information}公开制度"),
        (f"{HOME}.html#active", active_name(view)),
        (f"{HOME}.html#reports", f"{information}公开年度报告"),
        ("catalog.html", f"{information}公开目录"),
        (f"{ITEMS_PAGE}.html", ITEMS_NAME),
        (f"{ENTRIES_PAGE}.html", "信息条目"),
    ]


def active_name(view: UnitView) -> str:
    """Return what the column of active disclosure is called; no law lists what a public institution discloses."""
    return "法定主动公开内容" if information_of(view) == "政府信息" else "主动公开内容"


def link(text: str, href: str, *, current: bool = False) -> Link:
    """Return a link."""
    return {"text": text, "href": href, "current": current}


def address(settings: Settings, *parts: str) -> str:
    """Return the whole address of a file of the site, or nothing where the site has no address yet."""
    return "/".join((settings.base_url, *parts)) if settings.base_url else ""


ColumnType = Literal[
    "首页",
    "政策文件",
    "信息公开指南",
    "信息公开目录",
    "数据发布",
    "办事服务",
]
"""Those of the kinds of columns that the guide of government sites names (see `site_tags`) of which there are pages."""


class Place(NamedTuple):
    """Where a page of a unit stands: its file without ending, the column that it is (in trail, navigation and tags),
    the kind of that column, and what leads to it from the home of the unit.
    """

    name: str
    column: str
    kind: ColumnType
    trail: tuple[Link, ...] = ()


def unit_page(
    view: UnitView, settings: Settings, place: Place, document: Document, published: str
) -> Page:
    """Return a page of a unit with everything but what is special to its template.

    `published` is the day in the tag PubDate.
    """
    name, column = place.name, place.column
    file = f"{name}.html"
    is_home = name == HOME
    home = [] if is_home else [link(view.name, f"{HOME}.html")]
    return {
        **plain_page("document", settings.site_title, document),
        "title": view.name if is_home else f"{column} - {view.name}",
        "root": "../",
        "address": address(settings, view.id, file),
        "unit_name": view.name,
        "owner": settings.site_owner,
        "banner": banner(view),
        "breadcrumbs": [
            link(settings.site_title, "../index.html"),
            *home,
            *place.trail,
            link(view.name if is_home else column, "", current=True),
        ],
        "navigation_name": f"{information_of(view)}公开",
        "navigation": [link(text, to, current=to == file) for to, text in navigation(view)],
        "find": {"action": "../index.html", "unit": view.id, "label": "检索本单位的信息"},
        "see_also": [link(text, f"{to}.html") for to, text in _others(view)] if is_home else [],
        "downloads": downloads(view, name),
        "feed": FEED_FILE,
        "meta": {
            **site_tags(settings),
            "ColumnName": column,
            "ColumnDescription": f"{view.name}{column}",
            "ColumnKeywords": f"{view.name},{column}",
            "ColumnType": place.kind,
            "ArticleTitle": document["title"],
            "PubDate": published,
            "ContentSource": view.name,
            "Url": address(settings, view.id, file),
            "Keywords": f"{view.name},{information_of(view)}公开,{column}",
            "Description": _described(document),
        },
    }


def _others(view: UnitView) -> list[tuple[str, str]]:
    """Return file and name of the pages of a home that neither navigation nor column names."""
    pages = [(FIGURES_PAGE, FIGURES_NAME), (POSTER_PAGE, POSTER_NAME)]
    return [*pages, *([(HANDOUTS_PAGE, HANDOUTS_NAME)] if has_handouts(view) else [])]


def has_handouts(view: UnitView) -> bool:
    """Tell whether a unit deals with any matter of the public."""
    return any(item.data.get("service") for item in view.items)


def site_tags(settings: Settings) -> dict[str, str]:
    """Return the tags that every page of a government site carries.

    They, those of its column (Column…) and those of what it says (ArticleTitle and the rest) are named in the rules
    for pages annexed to 《政府网站发展指引》 (国办发〔2017〕47号). There PubDate has a time behind its day; the
    records have none, and none is invented.
    """
    return {
        "SiteName": settings.site_title,
        "SiteDomain": urlsplit(settings.base_url).netloc,
        "SiteIDCode": settings.site_id_code,
    }


def _described(document: Document) -> str:
    return "，".join(filter(None, (document["title"], document["dateline"]))) + "。"


def downloads(view: UnitView, name: str) -> list[Download]:
    """Return the files that a page of a unit offers."""
    catalog = download(
        "目录（Excel）",
        "catalog.xlsx",
        titled_of(view, "公开目录"),
        "含标准目录、信息目录、数据、统计和编制说明",
    )
    printable = "含申请表，可以直接打印" if has_application_form(view) else "可以直接打印"
    guide = download("指南（Excel）", "guide.xlsx", titled_of(view, "公开指南"), printable)
    data = download("数据（JSON）", "catalog.json", titled_of(view, "公开目录数据"), "供程序使用")
    return {HOME: [catalog, guide, data], "guide": [guide]}.get(name, [catalog])


def download(text: str, href: str, name: str, note: str) -> Download:
    """Return a file to download; its Chinese name gets the ending of its address."""
    ending = href.rpartition(".")[2]
    return {"text": text, "href": href, "name": f"{name}.{ending}", "note": note}
