"""The tables of the catalog: the national standard table of items, the list of entries, and the flat data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from disclosure_cli.compile.blocks import column, table
from disclosure_cli.compile.masthead import titled_of
from disclosure_cli.compile.view import EntryView, ItemView, UnitView
from disclosure_cli.document import Column, Table
from disclosure_cli.grammar import levels
from disclosure_cli.model import PublicData
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.showing import columns, show, text_reader

TICK = "√"
OTHER = "其他"
NO_ITEMS, NO_ENTRIES = "还没有公布公开事项。", "还没有公布信息条目。"
"""What is said wherever these would stand."""
_FULL_WIDTH_SPACE = "\u3000"
STANDARD_COLUMNS: tuple[Column, ...] = (
    {"label": "序号", "width": 6, "align": "center"},
    {"label": "一级事项", "group": "公开事项", "width": 11, "align": "center", "merge": True},
    {"label": "二级事项", "group": "公开事项", "width": 14, "align": "center", "head": True},
    {"label": "公开内容（要素）", "width": 27, "align": "left"},
    {"label": "公开依据", "width": 21, "align": "left"},
    {"label": "公开时限", "width": 13, "align": "left"},
    {"label": "公开主体", "width": 12, "align": "center"},
    {"label": "公开渠道和载体", "width": 50, "align": "left"},
    {"label": "全社会", "group": "公开对象", "width": 8, "align": "center"},
    {"label": "特定群体", "group": "公开对象", "width": 12, "align": "center"},
    {"label": "主动", "group": "公开方式", "width": 6, "align": "center"},
    {"label": "依申请", "group": "公开方式", "width": 8, "align": "center"},
    {"label": "县级", "group": "公开层级", "width": 6, "align": "center"},
    {"label": "乡级", "group": "公开层级", "width": 6, "align": "center"},
)
"""The 14 columns of the standard catalog (国办发〔2019〕54号; header as in the 26 pilot fields).

Their widths are half per cents of a sheet: the longest channel stays on one line, and so do the headings.
"""

ENTRY_COLUMNS: tuple[tuple[str, int], ...] = (
    ("index", 24),
    ("title", 32),
    ("summary", 44),
    ("created", 12),
    ("published", 12),
    ("doc_no", 18),
    ("issuer", 20),
    ("theme", 20),
    ("genre", 10),
    ("validity", 12),
    ("mode", 12),
    ("item", 10),
)
"""The columns of the list of entries: the four of art. 12 first (索引、名称、内容概述、生成日期)."""


def item_table(view: UnitView) -> Table:
    """Return the standard table of a unit's items, one row an item."""
    return {
        "kind": "table",
        "caption": titled_of(view, "公开事项目录"),
        "columns": list(STANDARD_COLUMNS),
        "rows": [item_row(n, item, view.channels) for n, item in enumerate(view.items, start=1)],
        "anchors": [item.anchor for item in view.items],
        "notes": _notes(view),
        "empty": NO_ITEMS,
    }


def item_row(number: int, item: ItemView, channels: Iterable[PublicData]) -> list[str]:
    """Return an item as a row of the standard table, with all standard channels of those that are known."""
    data = item.data
    named = _levels(item)
    audience = data.get("audience", ())
    group = str(data.get("audience_group") or TICK) if "特定群体" in audience else ""
    return [
        str(number),
        item.class_names[0] if item.class_names else "",
        str(data.get("title", "")),
        _bulleted(data.get("elements", ())),
        "\n".join(data.get("basis", ())),
        str(data.get("time_limit", "")),
        str(data.get("publisher", "")),
        channel_grid(data, channels),
        _tick("全社会" in audience),
        group,
        _tick(data.get("mode") == ACTIVE),
        _tick(data.get("mode") == ON_REQUEST),
        _tick(levels.COUNTY in named),
        _tick(levels.TOWN in named),
    ]


def _levels(item: ItemView) -> frozenset[str]:
    """Return the levels that an item names for certain; of any other text neither column can tell."""
    texts = item.data.get("levels", ())
    return frozenset(level for text in texts for level in levels.read(text))


def _tick(marked: bool) -> str:
    return TICK if marked else ""


def _bulleted(elements: Iterable[str]) -> str:
    lines = list(elements)
    return "\n".join(f"●{line}" for line in lines) if len(lines) > 1 else "".join(lines)


def channel_grid(item: PublicData, channels: Iterable[PublicData]) -> str:
    """Return the channel cell: every standard channel with ■ or □ in the fixed order, two short ones a line.

    Local channels are named where they are used, before 其他.
    """
    used = frozenset(item.get("channels", ()))
    other = str(item.get("channel_other", ""))
    lines = ["在标注范围内至少选择其一公开"] if item.get("channel_rule") == "至少其一" else []
    shown = [
        str(channel["name"])
        for channel in channels
        if channel["name"] != OTHER and (channel.get("standard") or channel["name"] in used)
    ]
    return "\n".join([*lines, _boxes(tuple(shown), used, other)])


@lru_cache(maxsize=1_024)
def _boxes(shown: tuple[str, ...], used: frozenset[str], other: str) -> str:
    """Return a box for each channel; most items of a unit use the same few."""
    cells = [_mark(name, name in used) for name in shown]
    cells.append(_mark(f"{OTHER}（{other}）" if other else OTHER, OTHER in used or bool(other)))
    return "\n".join(_two_a_line(cells))


def _mark(name: str, used: bool) -> str:
    return ("■" if used else "□") + name


def _two_a_line(cells: list[str], short: int = 8) -> list[str]:
    """Lay cells out in the order given, two a line where both are short, the second ones below one another."""
    lines: list[list[str]] = []
    for cell in cells:
        if lines and len(lines[-1]) == 1 and max(len(cell), len(lines[-1][0])) <= short:
            lines[-1].append(cell)
        else:
            lines.append([cell])
    width = max((len(line[0]) for line in lines if len(line) > 1), default=0) + 1
    return [
        _FULL_WIDTH_SPACE.join([line[0].ljust(width - 1, _FULL_WIDTH_SPACE), *line[1:]]).rstrip()
        for line in lines
    ]


def _notes(view: UnitView) -> list[str]:
    """Return what items note, each behind the numbers of its rows, and which levels have no column."""
    rows: dict[str, list[str]] = {}
    for number, item in enumerate(view.items, start=1):
        if note := item.data.get("notes"):
            rows.setdefault(str(note), []).append(str(number))
    noted = [f"第{'、'.join(numbers)}项：{note}" for note, numbers in rows.items()]
    return [*noted, *_other_levels(view)]


def _other_levels(view: UnitView) -> Iterator[str]:
    """Say which items are disclosed by levels that have no column."""
    named = [_levels(item) for item in view.items]
    for level in levels.LEVELS:
        rows = [str(number) for number, found in enumerate(named, start=1) if level in found]
        if rows and level not in (levels.COUNTY, levels.TOWN):
            which = "各项" if len(rows) == len(named) else f"第{'、'.join(rows)}项"
            yield f"{which}由{level}公开。"


def entry_table(view: UnitView, schema: Schema) -> Table:
    """Return the list of a unit's published entries, newest first."""
    fields = [(_field(schema, name), width) for name, width in ENTRY_COLUMNS]
    return {
        "kind": "table",
        "caption": titled_of(view, "目录"),
        "columns": [
            {"label": field.label, "width": width, "align": "left", "head": field.name == "title"}
            for field, width in fields
        ],
        "rows": [_entry_row(entry, [field for field, _ in fields]) for entry in view.entries],
        "anchors": [entry.anchor for entry in view.entries],
        "notes": ["依申请公开的信息只列索引号、名称、日期和发布机构，可以向本单位申请获取。"]
        if any(entry.on_request for entry in view.entries)
        else [],
        "empty": NO_ENTRIES,
    }


def _field(schema: Schema, name: str) -> Field:
    field = schema.field((name,))
    assert field is not None, name
    return field


def _entry_row(entry: EntryView, fields: list[Field]) -> list[str]:
    return [
        str(entry.data.get("validity", {}).get("state", ""))
        if field.name == "validity"
        else show(field, entry.data.get(field.name))
        for field in fields
    ]


def data_table(caption: str, records: Iterable[PublicData], schema: Schema) -> Table:
    """Return records as a flat table with every public field of their schema, one row a record."""
    shown = [column(f.heading, f.width, align="left") for f in columns(schema.fields)]
    return table(shown, map(text_reader(schema.fields), records), caption=caption)
