"""What the search of the site looks through: a part for each unit, and the choices by which results are narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypedDict

from disclosure_cli.compile.class_tree import ClassTree, ClassView
from disclosure_cli.compile.view import EntryView, ItemView, UnitView, in_printed_order
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.model import PublicData
from disclosure_cli.pages import Choice, Filter
from disclosure_cli.schema.schemas import Schemas

SEARCH_FILE = "search.js"
"""The file in the folder of a unit that holds its part."""

SEARCH_COLUMNS = (
    "kind",
    "code",
    "title",
    "href",
    "class",
    "mode",
    "audience",
    "channels",
    "date",
    "validity",
    "doc_no",
    "publisher",
    "text",
)
"""What a row says of a record, in this order. `kind` is item or entry, `code` the item's id or the index number.

`href` leads to it from the folder of the unit; `class` is a place in the part's list of classes, or -1; an entry is for
the audience and in the channels of its item. `text` is whatever else can be looked up, one statement a line.
"""

_INDENT = "\u3000"


class SearchClass(TypedDict):
    """A class: the ids and the names that lead to it from the first level down."""

    path: list[str]
    names: list[str]


class SearchPart(TypedDict):
    """All that is searched of one unit: the items, then the entries, in the order of the pages."""

    unit: str
    name: str
    columns: list[str]
    classes: list[SearchClass]
    rows: list[list[Any]]


class SearchUse(TypedDict):
    """What a part can be narrowed by: the ids of classes, and the values that some columns have, as they come."""

    unit: str
    name: str
    classes: list[str]
    mode: list[str]
    audience: list[str]
    channels: list[str]
    year: list[str]
    validity: list[str]


def search_part(view: UnitView, classes: ClassTree) -> SearchPart:
    """Return what is searched of a unit."""
    items = {item.data["id"]: item for item in view.items}
    used: dict[str, int] = {}

    def place(code: str) -> int:
        known = classes.find(view.id, code)
        return -1 if known is None else used.setdefault(known.id, len(used))

    codes = {**_cancelled(view), **{name: item.class_code for name, item in items.items()}}
    rows = [
        *(_item_row(item, place(item.class_code)) for item in view.items),
        *(
            _entry_row(entry, place(codes.get(of_item, "")), items.get(of_item))
            for entry in view.entries
            for of_item in [entry.data.get("item")]
        ),
    ]
    return {
        "unit": view.id,
        "name": view.name,
        "columns": list(SEARCH_COLUMNS),
        "classes": [_class(classes.by_id[name], classes) for name in used],
        "rows": rows,
    }


def _cancelled(view: UnitView) -> Mapping[Any, str]:
    """Return the classes of items that were taken out of the catalog: entries under them stay."""
    return {item.get("id"): code_of(item.get("class", "")) for item in view.cancelled}


def _class(known: ClassView, classes: ClassTree) -> SearchClass:
    return {"path": [step.id for step in _path(known, classes)], "names": list(known.names)}


def _path(known: ClassView, classes: ClassTree) -> list[ClassView]:
    """Return the classes that lead to one, from the first level down."""
    above = classes.by_id.get(known.parent)
    return [*(_path(above, classes) if above else ()), known]


def _item_row(item: ItemView, place: int) -> list[Any]:
    data = item.data
    texts = (
        "；".join(data.get("elements", ())),
        *data.get("basis", ()),
        data.get("audience_group"),
        data.get("notes"),
    )
    return [
        "item",
        data["id"],
        data["title"],
        item.href,
        place,
        data.get("mode", ""),
        *_reach(item),
        data.get("update", {}).get("last", ""),
        "",
        "",
        data.get("publisher", ""),
        _joined(texts),
    ]


def _entry_row(entry: EntryView, place: int, item: ItemView | None) -> list[Any]:
    data = entry.data
    texts = (data.get("summary"), "；".join(data.get("keywords", ())), data.get("theme"))
    return [
        "entry",
        data["index"],
        data["title"],
        entry.href,
        place,
        data.get("mode", ""),
        *(_reach(item) if item else ([], [])),
        entry.day,
        data.get("validity", {}).get("state", ""),
        data.get("doc_no", ""),
        data.get("issuer", ""),
        _joined(texts),
    ]


def _reach(item: ItemView) -> tuple[list[str], list[str]]:
    """Return for whom an item is, and where it is published."""
    return list(item.data.get("audience", ())), list(item.data.get("channels", ()))


def _joined(texts: Iterable[object]) -> str:
    return "\n".join(str(text) for text in texts if text)


def use_of(part: SearchPart) -> SearchUse:
    """Return what a part can be narrowed by."""
    columns = dict(zip(part["columns"], zip(*part["rows"], strict=True), strict=False))
    return {
        "unit": part["unit"],
        "name": part["name"],
        "classes": _distinct(step for of_part in part["classes"] for step in of_part["path"]),
        "mode": _distinct(columns.get("mode", ())),
        "audience": _distinct(chain.from_iterable(columns.get("audience", ()))),
        "channels": _distinct(chain.from_iterable(columns.get("channels", ()))),
        "year": _distinct(date[:4] for date in columns.get("date", ())),
        "validity": _distinct(columns.get("validity", ())),
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def filters(
    uses: Sequence[SearchUse],
    channels: Iterable[PublicData],
    classes: ClassTree,
    schemas: Schemas,
) -> list[Filter]:
    """Return the choices that some record answers to, each list in an order that a reader knows.

    `channels` are all that there are.
    """
    used = {name for use in uses for name in use["classes"]}
    names = in_printed_order(channels)
    years = sorted({year for use in uses for year in use["year"]}, reverse=True)
    modes = (mode for use in uses for mode in use["mode"])
    audiences = (audience for use in uses for audience in use["audience"])
    channels_used = (channel for use in uses for channel in use["channels"])
    validities = (validity for use in uses for validity in use["validity"])
    return [
        _filter("unit", "单位", ((use["unit"], use["name"]) for use in uses)),
        _filter("kind", "种类", (("item", "公开事项"), ("entry", "信息条目"))),
        _filter(
            "class",
            "分类",
            (
                (found.id, _INDENT * (len(found.names) - 1) + found.names[-1])
                for found in classes.classes
                if found.id in used
            ),
        ),
        _filter("mode", "公开方式", _named(_choices(schemas, "item", "mode"), modes)),
        _filter("audience", "公开对象", _named(_choices(schemas, "item", "audience"), audiences)),
        _filter("channel", "公开渠道", _named(names, channels_used)),
        _filter("year", "年份", _named(years, years)),
        _filter(
            "validity",
            "有效性",
            _named(_choices(schemas, "entry", "validity", "state"), validities),
        ),
    ]


def _filter(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Filter:
    return Filter(
        name=name, label=label, choices=[Choice(value=value, text=text) for value, text in choices]
    )


def _choices(schemas: Schemas, kind: str, *path: str) -> Iterable[str]:
    field = schemas[kind].field(path)
    return () if field is None else field.choices


def _named(order: Iterable[str], used: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return the texts that are used, in the order given and then as they come, each as value and as name."""
    present = dict.fromkeys(used)
    wanted = dict.fromkeys([*(text for text in order if text in present), *present])
    return ((text, text) for text in wanted if text)
