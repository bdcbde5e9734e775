"""The pages of the site: a unit's home, catalog, item details and guide, and the portal over all units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from disclosure_cli.compile.figure_tables import matrices, site_blocks, unit_blocks
from disclosure_cli.compile.figures import SiteFigures, UnitFigures
from disclosure_cli.compile.guide import guide_document
from disclosure_cli.compile.masthead import DEMO_BANNER, banner, dateline, titled_of
from disclosure_cli.compile.preparation import preparation_document
from disclosure_cli.compile.tables import entry_table, item_table
from disclosure_cli.compile.view import EntryView, ItemView, UnitView
from disclosure_cli.document import Block, Document, Heading, Table
from disclosure_cli.model import PublicData
from disclosure_cli.pages import Card, Download, Figure, Link, Page
from disclosure_cli.publishing import ON_REQUEST
from disclosure_cli.schema import Schema, Schemas
from disclosure_cli.settings import Settings
from disclosure_cli.showing import facts

NAVIGATION = (
    ("index", "本单位首页"),
    ("guide", "政府信息公开指南"),
    ("catalog", "政府信息公开目录"),
    ("items", "公开事项详情"),
    ("entries", "信息条目详情"),
)
"""A unit's pages in the order of its navigation: file name without ending, and name."""

OTHER_PAGES = {"figures": "公开情况统计"}
"""A unit's pages that stand in no navigation, but are named on its home."""


def unit_pages(
    view: UnitView, counted: UnitFigures, schemas: Schemas, settings: Settings
) -> dict[str, Page]:
    """Return a unit's pages by file name without ending."""
    documents = {
        "index": _home(view),
        "guide": guide_document(view, schemas),
        "catalog": _catalog(view, schemas),
        "items": _items(view, schemas["item"]),
        "entries": _entries(view, schemas["entry"]),
        "figures": _details(view, f"{view.name}公开情况统计", unit_blocks(counted)),
    }
    return {name: _page(name, document, view, settings) for name, document in documents.items()}


def _page(name: str, document: Document, view: UnitView, settings: Settings) -> Page:
    title = view.name if name == "index" else {**dict(NAVIGATION), **OTHER_PAGES}[name]
    trail = [_link(settings.site_title, "../index.html")]
    if name != "index":
        trail.append(_link(view.name, "index.html"))
    return {
        "template": "unit" if name == "index" else "document",
        "title": title if name == "index" else f"{title} - {view.name}",
        "site_title": settings.site_title,
        "root": "../",
        "unit_name": view.name,
        "banner": banner(view),
        "breadcrumbs": [*trail, _link(title, "", current=True)],
        "navigation": [
            _link(text, f"{target}.html", current=target == name) for target, text in NAVIGATION
        ],
        "see_also": [_link(text, f"{other}.html") for other, text in OTHER_PAGES.items()]
        if name == "index"
        else [],
        "downloads": _downloads(view, name),
        "meta": _meta(title, view.name, settings),
        "document": document,
        "figures": figures(view) if name == "index" else [],
        "cards": [],
    }


def _link(text: str, href: str, *, current: bool = False) -> Link:
    return {"text": text, "href": href, "current": current}


def _meta(title: str, column: str, settings: Settings) -> dict[str, str]:
    """Return the meta tags that inspections of government sites look for (国办函〔2011〕40号 habits)."""
    return {
        "SiteName": settings.site_title,
        "SiteDomain": settings.base_url.partition("//")[2],
        "ColumnName": column,
        "ColumnType": "政府信息公开",
        "ArticleTitle": title,
    }


def _downloads(view: UnitView, name: str) -> list[Download]:
    catalog = _download(
        "目录（Excel）",
        "catalog.xlsx",
        titled_of(view, "公开目录"),
        "含标准目录、信息目录、数据、统计图表和编制说明",
    )
    guide = _download(
        "指南（Excel）", "guide.xlsx", titled_of(view, "公开指南"), "含申请表，可以直接打印"
    )
    data = _download("数据（JSON）", "catalog.json", titled_of(view, "公开目录数据"), "供程序使用")
    return {"index": [catalog, guide, data], "guide": [guide]}.get(name, [catalog])


def _download(text: str, href: str, name: str, note: str) -> Download:
    return {"text": text, "href": href, "name": name + PurePosixPath(href).suffix, "note": note}


def _data_downloads() -> list[Download]:
    """Return the files that hold all units together."""
    return [
        _download("公开事项（CSV）", "data/items.csv", "公开事项", "可以用 Excel 打开"),
        _download("信息条目（CSV）", "data/entries.csv", "信息条目", "可以用 Excel 打开"),
        _download(
            "数据库（SQLite）", "data/catalog.sqlite", "信息公开目录", "含全文检索和数据项说明"
        ),
        _download("关联数据（JSON-LD）", "data/catalog.jsonld", "信息公开目录", "按 DCAT 编写"),
    ]


def figures(view: UnitView) -> list[Figure]:
    """Return the numbers of a unit that are worth showing."""
    on_request = sum(item.data.get("mode") == ON_REQUEST for item in view.items)
    normative = sum(entry.data.get("normative") is True for entry in view.entries)
    numbers = (
        ("公开事项", len(view.items), "catalog.html"),
        ("其中依申请公开", on_request, "catalog.html"),
        ("信息条目", len(view.entries), "entries.html"),
        ("规范性文件", normative, "entries.html"),
    )
    return [{"label": label, "value": str(number), "href": href} for label, number, href in numbers]


def _home(view: UnitView) -> Document:
    profile = view.profile
    blocks: list[Block] = []
    office = profile.get("office", {})
    contact = [
        (label, str(office[name]))
        for name, label in (
            ("name", "工作机构"),
            ("address", "办公地址"),
            ("hours", "办公时间"),
            ("phone", "联系电话"),
            ("fax", "传真号码"),
            ("email", "电子邮箱"),
            ("website", "网站"),
        )
        if office.get(name)
    ]
    if contact:
        blocks += [
            _heading("联系我们", "contact"),
            {"kind": "facts", "caption": "信息公开工作机构", "rows": contact},
        ]
    if departments := profile.get("departments"):
        blocks += [_heading("内设机构", "departments"), _departments(departments)]
    if principles := profile.get("principles"):
        lines = [
            f"{row['title']}：{row['content']}" if row.get("content") else row["title"]
            for row in principles
        ]
        blocks += [_heading("公开原则", "principles"), _list(lines)]
    if commitments := profile.get("commitments"):
        blocks += [
            _heading("服务承诺和廉政承诺", "commitments"),
            _list([f"{row['kind']}：{row['content']}" for row in commitments]),
        ]
    return {
        "title": view.name,
        "dateline": dateline(view),
        "banner": banner(view),
        "blocks": blocks,
    }


def _departments(departments: Iterable[Mapping[str, Any]]) -> Block:
    """Return the departments with the columns that any of them has something in."""
    named = (("name", "名称"), ("duty", "职责"), ("phone", "电话"))
    used = [(name, label) for name, label in named if any(row.get(name) for row in departments)]
    rows = [[str(row.get(name, "")) for name, _ in used] for row in departments]
    return _table("内设机构及其职责", tuple(label for _, label in used), rows)


def _heading(text: str, anchor: str) -> Heading:
    return {"kind": "heading", "level": 1, "number": "", "text": text, "anchor": anchor}


def _list(lines: list[str]) -> Block:
    return {
        "kind": "items",
        "marks": [f"{number}." for number in range(1, len(lines) + 1)],
        "items": lines,
    }


def _table(caption: str, labels: tuple[str, ...], rows: list[list[str]]) -> Block:
    return {
        "kind": "table",
        "caption": caption,
        "columns": [{"label": label, "width": 16, "align": "left"} for label in labels],
        "rows": rows,
        "anchors": [],
        "notes": [],
    }


def _catalog(view: UnitView, schemas: Schemas) -> Document:
    """Return the catalog page: both tables of the workbook, then how it was prepared."""
    preparation = preparation_document(view, schemas)
    return {
        "title": titled_of(view, "公开目录"),
        "dateline": dateline(view),
        "banner": banner(view),
        "blocks": [
            _heading("公开事项目录", "catalog-items"),
            linked(item_table(view), "items.html"),
            _heading("信息目录", "catalog-entries"),
            linked(entry_table(view, schemas["entry"]), "entries.html"),
            _heading("编制说明", "preparation"),
            *_lowered(preparation["blocks"]),
        ],
    }


def linked(table: Table, page: str) -> Table:
    """Return a table whose rows lead to the details of the same anchor on another page."""
    return {**table, "hrefs": [f"{page}#{anchor}" for anchor in table["anchors"]]}


def _lowered(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with their headings one level further down, to stand under another heading."""
    return [
        {**block, "level": block["level"] + 1} if block["kind"] == "heading" else block
        for block in blocks
    ]


def _items(view: UnitView, schema: Schema) -> Document:
    blocks: list[Block] = []
    chapter = ""
    for item in view.items:
        name = item.class_names[0] if item.class_names else "其他"
        if name != chapter:
            chapter = name
            blocks.append(_heading(name, f"class-{item.class_code[:2]}"))
        blocks += _item(item, schema)
    return _details(view, f"{view.name}公开事项详情", blocks)


def _item(item: ItemView, schema: Schema) -> list[Block]:
    named = PublicData({**item.data, "class": " ".join((item.class_code, *item.class_names[-1:]))})
    rows = facts(schema.fields, named)
    if item.entries:
        rows.append(
            (
                "信息条目",
                "\n".join(f"{e.data['index']} {e.data['title']}" for e in item.entries),
            )
        )
    return _detail(item.data, item.anchor, rows)


def _entries(view: UnitView, schema: Schema) -> Document:
    titles = {item.data["id"]: str(item.data["title"]) for item in view.items}
    blocks: list[Block] = []
    year = ""
    for entry in view.entries:
        if entry.year != year:
            year = entry.year
            blocks.append(
                _heading(f"{year}年" if year else "年份不详", f"year-{year or 'unknown'}")
            )
        blocks += _entry(entry, titles, schema)
    return _details(view, f"{view.name}信息条目详情", blocks)


def _entry(entry: EntryView, titles: Mapping[Any, str], schema: Schema) -> list[Block]:
    item = entry.data.get("item")
    named = PublicData({**entry.data, "item": f"{item} {titles.get(item, '')}".strip()})
    return _detail(entry.data, entry.anchor, facts(schema.fields, named))


def _detail(data: PublicData, anchor: str, rows: list[tuple[str, str]]) -> list[Block]:
    title = str(data["title"])
    heading: Heading = {
        "kind": "heading",
        "level": 2,
        "number": "",
        "text": title,
        "anchor": anchor,
    }
    return [heading, {"kind": "facts", "caption": title, "rows": rows}]


def _details(view: UnitView, title: str, blocks: list[Block]) -> Document:
    return {
        "title": title,
        "dateline": dateline(view),
        "banner": banner(view),
        "blocks": blocks,
    }


AWAITING_CORRECTION = "本单位的记录有待更正，页面是上一次生成的。"


def site_pages(
    views: Iterable[UnitView],
    counted: SiteFigures,
    settings: Settings,
    faulty: frozenset[str] = frozenset(),
) -> dict[str, Page]:
    """Return the pages over all units by file name; units in `faulty` are named there without figures."""
    known = list(views)
    shown = [view for view in known if view.id not in faulty]
    title = settings.site_title
    portal: Page = {
        "template": "portal",
        "title": title,
        "site_title": title,
        "root": "",
        "unit_name": "",
        "banner": DEMO_BANNER.replace("本单位", "本站") if any(view.demo for view in shown) else "",
        "breadcrumbs": [],
        "navigation": [],
        "see_also": [_link(_FIGURES, "figures.html")],
        "downloads": _data_downloads(),
        "meta": _meta(title, title, settings),
        "document": {"title": title, "dateline": "", "banner": "", "blocks": _glance(counted)},
        "figures": _totals(counted),
        "cards": [_faulty_card(view) if view.id in faulty else _card(view) for view in known],
    }
    return {"index": portal, "figures": _site_figures(portal, counted, settings)}


_FIGURES = "公开情况统计"


def _site_figures(portal: Page, counted: SiteFigures, settings: Settings) -> Page:
    """Return the page of figures over all units."""
    return {
        **portal,
        "template": "document",
        "title": _FIGURES,
        "breadcrumbs": [
            _link(settings.site_title, "index.html"),
            _link(_FIGURES, "", current=True),
        ],
        "see_also": [],
        "downloads": [],
        "meta": _meta(_FIGURES, settings.site_title, settings),
        "document": {
            "title": _FIGURES,
            "dateline": "",
            "banner": "",
            "blocks": site_blocks(counted),
        },
        "figures": [],
        "cards": [],
    }


def _glance(counted: SiteFigures) -> list[Block]:
    """Return how the units cover what all of them must disclose."""
    covering = matrices(counted["units"])[:1]
    return [_heading("法定主动公开内容", "coverage"), *covering] if covering else []


def _totals(counted: SiteFigures) -> list[Figure]:
    numbers = (
        ("公开单位", len(counted["units"])),
        ("公开事项", counted["items"]),
        ("信息条目", counted["entries"]),
    )
    return [{"label": label, "value": str(number), "href": ""} for label, number in numbers]


def _card(view: UnitView) -> Card:
    links = [_link(text, f"{view.id}/{name}.html") for name, text in NAVIGATION]
    return {
        "id": view.id,
        "name": view.name,
        "kind": view.kind,
        "summary": str(view.profile.get("notes", "")),
        "demo": view.demo,
        "notice": "",
        "figures": [{**figure, "href": f"{view.id}/{figure['href']}"} for figure in figures(view)],
        "links": links,
    }


def _faulty_card(view: UnitView) -> Card:
    return {**_card(view), "summary": "", "notice": AWAITING_CORRECTION, "figures": []}
