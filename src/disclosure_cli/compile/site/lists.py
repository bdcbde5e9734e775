"""Lists of a unit's entries: all by year, and the normative documents by their validity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from disclosure_cli.compile.blocks import column, heading, table
from disclosure_cli.compile.masthead import banner, updated_to
from disclosure_cli.compile.tables import NO_ENTRIES
from disclosure_cli.compile.view import EntryView, UnitView
from disclosure_cli.document import Block, Document, Paragraph, Table
from disclosure_cli.pages import Listed
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.showing import short_label, show, value_at

Shown = tuple[tuple[tuple[str, ...], int], ...]
"""Fields by their paths, and how wide they are shown."""

_OF_ENTRIES: Shown = (
    (("published",), 10),
    (("title",), 60),
    (("doc_no",), 18),
    (("validity", "state"), 8),
    (("mode",), 10),
)
_OF_DOCUMENTS: Shown = (
    (("title",), 52),
    (("doc_no",), 22),
    (("created",), 10),
    (("published",), 10),
    (("effective",), 10),
    (("validity", "state"), 8),
    (("validity", "until"), 11),
)
_LABELS_OF_DOCUMENTS = {
    ("created",): "成文日期",
    ("published",): "公布日期",
    ("effective",): "施行日期",
    ("validity", "until"): "有效期至",
}
"""What the law calls days that a normative document shares with all information."""
_VALID = "有效"
_REPLACED = "已有文件替代"
"""What is marked as valid and names a successor: whether that is in force by now, its own page says."""
_NO_LONGER_VALID = "失效或者废止"
_LABELS_OF_FORMER = {**_LABELS_OF_DOCUMENTS, ("validity", "until"): "失效或者废止日期"}
_VALIDITIES = (
    ("现行有效", (_VALID,)),
    (_REPLACED, ()),
    ("部分有效或者已经修改", ("部分有效", "已修改")),
    (_NO_LONGER_VALID, ("失效", "废止")),
)
"""The sections of the list of normative documents, and the states that belong into each."""
_UNMARKED = "没有标明有效性"
_NOTHING: Paragraph = {"kind": "paragraph", "text": NO_ENTRIES}


def entry_list(view: UnitView, schema: Schema) -> Document:
    """Return the list of all published entries, newest first, a section a year."""
    blocks: list[Block] = [] if view.entries else [_NOTHING]
    for year, entries in groupby(view.entries, key=lambda entry: entry.year):
        named = f"{year}年" if year else "日期不详"
        blocks += [
            heading(named, f"year-{year or 'unknown'}"),
            _table(f"{named}的信息条目", list(entries), _OF_ENTRIES, schema),
        ]
    return _document(view, "信息条目", blocks, view.entries)


def normative_documents(view: UnitView) -> list[EntryView]:
    """Return the normative documents of a unit, newest first."""
    return [entry for entry in view.entries if entry.data.get("normative") is True]


def normative_list(view: UnitView, schema: Schema) -> Document:
    """Return the list of normative documents, those in force first."""
    blocks: list[Block] = []
    documents = normative_documents(view)
    for number, (name, found) in enumerate(_by_validity(documents), start=1):
        labels = _LABELS_OF_FORMER if name == _NO_LONGER_VALID else _LABELS_OF_DOCUMENTS
        blocks += [
            heading(name, f"validity-{number}"),
            _table(f"{name}的规范性文件", found, _OF_DOCUMENTS, schema, labels),
        ]
    return _document(view, "规范性文件", blocks, documents)


def _by_validity(documents: Iterable[EntryView]) -> Iterator[tuple[str, list[EntryView]]]:
    known = {state: name for name, states in _VALIDITIES for state in states}
    sections: dict[str, list[EntryView]] = {name: [] for name, _ in _VALIDITIES}
    for entry in documents:
        validity = entry.data.get("validity", {})
        state = validity.get("state")
        if state == _VALID and validity.get("replaced_by"):
            sections[_REPLACED].append(entry)
            continue
        sections.setdefault(known.get(state, _UNMARKED), []).append(entry)
    return ((name, found) for name, found in sections.items() if found)


def _document(
    view: UnitView, noun: str, blocks: list[Block], shown: Iterable[EntryView]
) -> Document:
    return {
        "title": f"{view.name}{noun}",
        "dateline": updated_to(shown),
        "banner": banner(view),
        "blocks": blocks,
    }


def _table(
    caption: str,
    entries: list[EntryView],
    shown: Shown,
    schema: Schema,
    labels: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> Table:
    """Return entries as a table of some fields, without those that none of them has.

    `labels` are names for fields that are called otherwise here.
    """
    fields = [(field, width) for path, width in shown if (field := schema.field(path)) is not None]
    cells = [[show(field, value_at(entry.data, field)) for field, _ in fields] for entry in entries]
    used = [place for place in range(len(fields)) if any(row[place] for row in cells)]
    columns = [
        column(labels.get(field.path) or short_label(field), width, head=field.name == "title")
        for field, width in (fields[place] for place in used)
    ]
    rows = [[row[place] for place in used] for row in cells]
    return {**table(columns, rows, caption=caption), "hrefs": [entry.href for entry in entries]}


def listed(entries: Iterable[EntryView], root: str = "") -> list[Listed]:
    """Return entries as a short list; `root` leads to the folder of their unit."""
    return [
        {
            "day": entry.day,
            "text": str(entry.data["title"]),
            "href": f"{root}{entry.href}",
            "note": str(entry.data.get("doc_no", "")),
        }
        for entry in entries
    ]
