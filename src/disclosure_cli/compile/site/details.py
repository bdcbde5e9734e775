"""All that is public of each item and entry, a page for the items of a unit and one for the entries of each year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from disclosure_cli.compile.site.frame import address, link
from disclosure_cli.compile.view import ITEMS_PAGE, EntryView, ItemView, UnitView, item_anchor
from disclosure_cli.grammar.class_code import steps
from disclosure_cli.model import PublicData
from disclosure_cli.pages import Chapter, Detail, Link, Related
from disclosure_cli.publishing.deciding import ON_REQUEST
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.settings import Settings
from disclosure_cli.showing import columns, short_label

ITEM_HEAD = (
    ("id",),
    ("mode",),
    ("publisher",),
    ("time_limit",),
    ("duration",),
    ("update", "cycle"),
    ("update", "last"),
)
ENTRY_HEAD = (
    ("index",),
    ("doc_no",),
    ("theme",),
    ("genre",),
    ("issuer",),
    ("validity", "state"),
    ("created",),
    ("published",),
    ("effective",),
    ("validity", "until"),
    ("mode",),
    ("keywords",),
)
"""The fields of the record header, in the order in which government sites show them."""

ON_REQUEST_ANCHOR = "on-request"
_SAID = frozenset({("title",), ("class",)})
"""Fields that the heading and the trail say."""

Texts = Mapping[str, list[str]]
"""The texts of records by their anchors, one for each of the fields that `columns` names."""
_Places = list[tuple[str, int]]
"""Labels, and where the texts stand that are shown under them."""
_Labelled = list[tuple[str, str]]


def item_chapters(
    view: UnitView, texts: Texts, schemas: Schemas, settings: Settings
) -> list[Chapter]:
    """Return the items by the first level of their classes; those that are given out on request stand behind
    them, and at the end those that were cancelled.
    """
    detail = _item_detail(view, texts, schemas["item"], settings)
    active = [item for item in view.items if item.data.get("mode") != ON_REQUEST]
    chapters: list[Chapter] = [
        {"text": name, "anchor": f"class-{code}", "details": [detail(item) for item in items]}
        for (code, name), items in groupby(active, key=_first_class)
    ]
    asked = [detail(item) for item in view.items if item.data.get("mode") == ON_REQUEST]
    if asked:
        chapters.append({"text": "依申请公开的事项", "anchor": ON_REQUEST_ANCHOR, "details": asked})
    if view.cancelled:
        gone = [_cancelled(item, view, settings) for item in view.cancelled]
        chapters.append({"text": "已取消的事项", "anchor": "cancelled", "details": gone})
    return chapters


def _cancelled(item: PublicData, view: UnitView, settings: Settings) -> Detail:
    """Return what is left of an item that was taken out of the catalog: its address leads to what became of it."""
    status = item.get("status", {})
    successor = str(status.get("replaced_by", ""))
    head = (
        ("事项编号", str(item["id"])),
        ("取消日期", str(status.get("date", ""))),
        ("原因", str(status.get("reason", ""))),
    )
    known = next((one for one in view.items if one.data["id"] == successor), None)
    named = [link(_subject(known.data, "id"), known.href)] if known else []
    anchor = item_anchor(item)
    return {
        "anchor": anchor,
        "title": str(item["title"]),
        "trail": [],
        "tags": ["已取消"],
        "head": [(label, text) for label, text in head if text],
        "facts": [("替代它的事项", successor)] if successor and not known else [],
        "related": [_related("替代它的事项", named)] if named else [],
        "address": address(settings, view.id, f"{ITEMS_PAGE}.html#{anchor}"),
    }


def _first_class(item: ItemView) -> tuple[str, str]:
    return item.class_code[:2], item.class_names[0] if item.class_names else "其他"


def entry_chapters(
    view: UnitView,
    entries: Iterable[EntryView],
    texts: Texts,
    schemas: Schemas,
    settings: Settings,
) -> list[Chapter]:
    """Return some entries of a unit by month, newest first."""
    detail = _entry_detail(view, texts, schemas["entry"], settings)
    filed = sorted(((_filed(entry), entry) for entry in entries), key=_by_day, reverse=True)
    return [
        {
            "text": _month(month),
            "anchor": f"month-{month or 'unknown'}",
            "details": [detail(entry) for _, entry in found],
        }
        for month, found in groupby(filed, key=lambda one: one[0][:7])
    ]


def _filed(entry: EntryView) -> str:
    """Return the day under which an entry stands: of those that it has, one in the year of its page."""
    days = (str(entry.data.get(name, "")) for name in ("published", "created"))
    year = entry.page.rpartition("-")[2]
    return next((day for day in days if day.startswith(year)), entry.day)


def _by_day(filed: tuple[str, EntryView]) -> tuple[str, str]:
    day, entry = filed
    return day, str(entry.data["index"])


def _month(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number.isdecimal() else "日期不详"


def _item_detail(
    view: UnitView, texts: Texts, schema: Schema, settings: Settings
) -> Callable[[ItemView], Detail]:
    fields = _split(schema, ITEM_HEAD)

    def detail(item: ItemView) -> Detail:
        said = _said(fields, texts[item.anchor])
        related = [_related("信息条目", (_named(entry) for entry in item.entries))]
        return _detail(view, item, _trail(view, item), said, related, settings)

    return detail


def _entry_detail(
    view: UnitView, texts: Texts, schema: Schema, settings: Settings
) -> Callable[[EntryView], Detail]:
    fields = _split(schema, ENTRY_HEAD)
    of_item = _split(schema, ENTRY_HEAD, said=(("item",),))
    items = {item.data["id"]: item for item in view.items}
    entries = {entry.data["index"]: entry for entry in view.entries}

    def detail(entry: EntryView) -> Detail:
        item = items.get(entry.data.get("item"))
        after = entries.get(entry.data.get("validity", {}).get("replaced_by"))
        related = [
            _related("所属事项", [link(_subject(item.data, "id"), item.href)] if item else ()),
            _related("替代它的信息", [_named(after)] if after else ()),
        ]
        trail = _trail(view, item) if item else []
        said = _said(of_item if item else fields, texts[entry.anchor])
        return _detail(view, entry, trail, said, related, settings)

    return detail


def _split(
    schema: Schema, head: Iterable[tuple[str, ...]], said: Iterable[tuple[str, ...]] = ()
) -> tuple[_Places, _Places]:
    """Return where the texts of the record header stand, and all others that the page does not say otherwise."""
    fields = {field.path: (place, field) for place, field in enumerate(columns(schema.fields))}
    first = [fields.pop(path) for path in head if path in fields]
    rest = [fields[path] for path in fields if path not in {*_SAID, *said}]
    return (
        [(short_label(field), place) for place, field in first],
        [(field.heading, place) for place, field in rest],
    )


def _said(fields: tuple[_Places, _Places], texts: Sequence[str]) -> tuple[_Labelled, _Labelled]:
    """Return what a record says under its fields, those excepted of which it says nothing."""
    head, rest = fields
    return (
        [(label, texts[place].replace("\n", "、")) for label, place in head if texts[place]],
        [(label, texts[place]) for label, place in rest if texts[place]],
    )


def _detail(
    view: UnitView,
    record: ItemView | EntryView,
    trail: list[Link],
    said: tuple[_Labelled, _Labelled],
    related: Iterable[Related],
    settings: Settings,
) -> Detail:
    head, facts = said
    return {
        "anchor": record.anchor,
        "title": str(record.data["title"]),
        "trail": trail,
        "tags": _tags(record.data),
        "head": head,
        "facts": facts,
        "related": [links for links in related if links["links"]],
        "address": address(settings, view.id, record.href),
    }


def _tags(data: PublicData) -> list[str]:
    """Return what a reader must not overlook: that it has to be asked for, and how valid a document is."""
    asked = [ON_REQUEST] if data.get("mode") == ON_REQUEST else []
    normative = ["规范性文件"] if data.get("normative") is True else []
    state = str(data.get("validity", {}).get("state", ""))
    return [*asked, *normative, *filter(None, [state])]


def _related(label: str, links: Iterable[Link]) -> Related:
    return {"label": label, "links": list(links)}


def _named(entry: EntryView) -> Link:
    return link(_subject(entry.data, "index"), entry.href)


def _subject(data: PublicData, code: str) -> str:
    return f"{data[code]} {data['title']}"


def _trail(view: UnitView, item: ItemView) -> list[Link]:
    """Return the way to an item through its classes; the first leads to the chapter of the class."""
    code = item.class_code
    chapter = ON_REQUEST_ANCHOR if item.data.get("mode") == ON_REQUEST else f"class-{code[:2]}"
    return [
        link(
            f"{step} {view.classes.get(step, '')}".strip(),
            "" if number else f"{ITEMS_PAGE}.html#{chapter}",
        )
        for number, step in enumerate(steps(code))
    ]
