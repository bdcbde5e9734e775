"""A row of a table of published information → an entry under canonical names, its item left open."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure_cli.grammar import dates
from disclosure_cli.importing import serial_dates
from disclosure_cli.importing.codes import ROW_WITHOUT_TITLE, VALUE_NOT_FITTING
from disclosure_cli.importing.mapping.choices import put_mode
from disclosure_cli.importing.mapping.draft_record import DraftRecord, Mapped
from disclosure_cli.importing.mapping.items import class_names, put_party
from disclosure_cli.importing.mapping.rows import Row, Sheet
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import compact, is_error_value, unwrap

GENERAL_ITEM = "政府信息"
"""The item for information of a table that names neither classes nor itself."""
_TEXTS = ("title", "doc_no", "genre", "url")
_DATES = ("created", "published", "effective")
_OF_SOURCE = ("issuer", "other:信息来源")
"""Where 信息来源 may stand: others mean the publisher by it, beside whom it has a column without a field."""
_PERIOD = re.compile(
    "(?:[0-9〇○零一二三四五六七八九]{4}年度?)?(?:[0-9一二三四五六七八九十]{1,2}月份?)?"
)
"""What only says of which time there is something below it, or nothing."""
_WEEKDAY = re.compile(r"(?<=[0-9日])\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?")
_TIME_OF_DAY = re.compile(r"(?<=[0-9日])[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$")
_STATES = {
    "现行有效": "有效",
    "继续有效": "有效",
    "已失效": "失效",
    "已废止": "废止",
}
"""How tables write the states of documents → the state."""
_NONE = re.compile(r"[-—–－/\\\s]*")
_YES_NO = {"是": True, "否": False, "√": True}
_WRITTEN = frozenset(
    (
        *(*_TEXTS, *_DATES, "index", "summary", "issuer", "theme", "keywords", "normative"),
        *("validity", "validity_until", "mode"),
    )
)


class MappedEntry(NamedTuple):
    """An entry without its item: the id of that, where it is told and the unit has it, else names that lead to it."""

    record: Mapped
    item: str
    names: list[str]


def map_entry(row: Row, sheet: Sheet, target: Target) -> MappedEntry | None:
    """The entry of a row; None, and said, where the row names none."""
    draft = DraftRecord("entry", row, sheet, target)
    if not row.first("title") or is_error_value(row.first("title")):
        target.say(ROW_WITHOUT_TITLE, row.where, f"内容：{row.text}")
        return None
    _put_index(draft)
    _put_texts(draft)
    for name in _DATES:
        _put_date(draft, name)
    told_source = _put_source(draft)
    if told_source != "issuer":
        put_party(draft, "issuer", "issuer")
    _put_theme(draft)
    _put_validity(draft)
    put_mode(draft)
    item = row.first("item").partition(" ")[0]
    item = item if draft.target.has_item(item) else ""
    for name in row.texts:
        if name in {*_WRITTEN, told_source} or (name == "item" and item):
            draft.keep_rest(name)
        else:
            draft.keep(name)
    if row.section:
        draft.keep_section()
    names = class_names(row) or [part for part in row.section.split("·") if _names_a_class(part)]
    title = unwrap(sheet.table.title)
    return MappedEntry(
        draft.finish(), item, names or [title if _names_a_class(title) else GENERAL_ITEM]
    )


def _names_a_class(heading: str) -> bool:
    """Tell whether a heading says what there is below it, not only of which year or month it is."""
    return _PERIOD.fullmatch(compact(heading)) is None


def iso_date(text: str) -> str:
    """The date of a cell as YYYY-MM-DD, empty where it is no complete date."""
    day = dates.read(text)
    return "" if day is None else dates.canonical(day)


def _put_index(draft: DraftRecord) -> None:
    index = compact(draft.row.first("index"))
    if not index:
        return
    if not draft.target.context.index_scheme.is_of(index, draft.target.unit.profile):
        draft.keep("index")
        draft.say(VALUE_NOT_FITTING, "index", f"索引号：{index}")
    else:
        draft.put("index", index, "index")


def _put_texts(draft: DraftRecord) -> None:
    row = draft.row
    for name in _TEXTS:
        if text := unwrap(row.first(name)):
            is_told = name == "title" or not _NONE.fullmatch(text)
            draft.put(name, text if is_told else "", name)
    draft.put("summary", row.first("summary"), "summary")
    words = re.split(r"[、,，;；\s]+", row.first("keywords"))
    draft.put("keywords", list(dict.fromkeys(word for word in words if word)), "keywords")
    draft.put("normative", _YES_NO.get(compact(row.first("normative"))), "normative")


def _put_source(draft: DraftRecord) -> str:
    """Set how the information came about; the column that tells it in our own words, empty where none does."""
    source = draft.target.schemas["entry"].field(("source",))
    assert source is not None
    for column in _OF_SOURCE:
        text = unwrap(draft.row.first(column))
        if text in source.choices:
            draft.put("source", text, column)
            return column
    return ""


def _put_date(draft: DraftRecord, name: str) -> None:
    if draft.row.first(name):
        text = draft.row.first(name)
        day = _TIME_OF_DAY.sub("", _WEEKDAY.sub("", text))
        date = iso_date(day)
        draft.put(name, date, name)
        if day != text:
            draft.keep(name)
        if not date:
            number = serial_dates.remark(text, is_1904=draft.sheet.table.is_1904)
            draft.say(VALUE_NOT_FITTING, name, f"原文：{unwrap(text)}{number and f'；{number}'}")


def _put_theme(draft: DraftRecord) -> None:
    text = draft.row.first("theme")
    if text:
        theme = draft.target.theme(text)
        draft.put("theme", theme, "theme")
        if not theme:
            draft.say(VALUE_NOT_FITTING, "theme", f"原文：{unwrap(text)}")


def _put_validity(draft: DraftRecord) -> None:
    row = draft.row
    found: dict[str, str] = {}
    if row.first("validity"):
        state = compact(row.first("validity"))
        found["state"] = _STATES.get(state, state)
    if date := iso_date(row.first("validity_until")):
        found["until"] = date
    elif row.first("validity_until"):
        draft.keep("validity_until")
    if found:
        sources = [name for name in ("validity", "validity_until") if row.first(name)]
        draft.put("validity", found, *sources)
