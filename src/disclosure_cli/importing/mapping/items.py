"""A row of a catalog → an item under canonical names, its id left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from disclosure_cli.editing.records import ABSENT
from disclosure_cli.grammar import time_limit
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.grammar.time_limit import Duration
from disclosure_cli.importing.channels import Channels
from disclosure_cli.importing.codes import (
    CHANNEL_TAKEN_AS_OTHER,
    CLASS_MATCHED_BY_NAME,
    DOUBTFUL_CHOICE,
    DURATION_MOVED,
    NEW_CLASS,
    ROW_WITHOUT_TITLE,
)
from disclosure_cli.importing.mapping.choices import put_audience, put_levels, put_mode
from disclosure_cli.importing.mapping.class_finder import Found
from disclosure_cli.importing.mapping.draft_record import DraftRecord, Mapped
from disclosure_cli.importing.mapping.rows import Row, Sheet
from disclosure_cli.importing.mapping.splitting import bases_of, elements_of
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import compact, is_error_value, unwrap
from disclosure_cli.model import Record

MAX_TITLE = 300
OTHER_CHANNEL = "其他"
_CLASS = "class."
_OTHER_IN_BRACKETS = re.compile(r"其[他它]\s*[(（]([^()（）]+)[)）]")
_ANY_OF = re.compile(r"[^\n■□]{0,100}至少选择?其(?:一|中之?一)[^\n■□]*")
"""The note that of the channels marked at least one is used, above a list of them or in the label of the column."""
_OURSELVES = re.compile(
    "本(?:局|镇|乡|街道|街道办事处|单位|机关|部门|委|办|院|校|站|所|中心|镇政府|乡政府|级政府)"
)
_BLANK = re.compile(r"[\W_]*")
_SIGNS = re.compile(r"[\W_口]|(?<![A-Za-z])[A-Za-zþÞ](?![A-Za-z])")


def map_item(row: Row, sheet: Sheet, target: Target, known: Record | None = None) -> Mapped | None:
    """The item of a row, which stays in its class where it is known; None, and said, where the row names none."""
    draft = DraftRecord("item", row, sheet, target)
    names = class_names(row)
    title = "" if _BLANK.fullmatch(row.first("title")) else unwrap(row.first("title"))
    title = title or (names[-1] if names else "")
    if not title or is_error_value(title):
        target.say(ROW_WITHOUT_TITLE, row.where, f"内容：{row.text}")
        return None
    if known is None:
        _put_class(draft, names or _section_names(row) or [title], title)
    else:
        draft.data["class"] = known.get("class")
        _keep_classes(draft, target.classes.known(code_of(known.get("class"))))
    _put_title(draft, title)
    _put_lists(draft)
    _put_limit(draft)
    put_party(draft, "publisher", "publisher")
    _put_channels(draft)
    put_audience(draft)
    put_mode(draft)
    put_levels(draft)
    for name in row.texts:
        if name == "seq" or name.startswith("other:"):
            draft.keep(name)
    if names and row.section:
        draft.keep_section()
    return draft.finish()


def class_names(row: Row) -> list[str]:
    """The names of the class levels that have one, broadest first."""
    fields = sorted(row.fields(_CLASS), key=lambda name: int(name.removeprefix(_CLASS)))
    texts = [unwrap(row.first(name)) for name in fields]
    return [text for text in texts if not _BLANK.fullmatch(text)]


def _put_class(draft: DraftRecord, names: Sequence[str], title: str) -> None:
    """Set the class that names lead to; names that the class tree says otherwise are kept."""
    finder = draft.target.classes
    before = len(finder.proposals)
    found = finder.find(names)
    code, path = found.code, found.names
    draft.data["class"] = finder.text(code if found.is_coded else finder.leaf(code, title))
    for proposal in finder.proposals[before:]:
        draft.target.say(NEW_CLASS, draft.row.where, f"{proposal.code} {proposal.name}")
    said = found.is_coded and all(finder.says(name, found) for name in names)
    if not said and [compact(name) for name in names] != [compact(name) for name in path]:
        draft.target.say(
            CLASS_MATCHED_BY_NAME, draft.row.where, f"{'·'.join(names)} → {code} {'·'.join(path)}"
        )
    _keep_classes(draft, found)


def _keep_classes(draft: DraftRecord, found: Found) -> None:
    """Keep what the columns of classes say beyond the class of the record."""
    for name in draft.row.fields(_CLASS):
        texts = draft.row.texts[name]
        if len(texts) > 1 or not draft.target.classes.says(texts[0].text, found):
            draft.keep(name)


def _section_names(row: Row) -> list[str]:
    return [name for name in row.section.split("·") if name]


def _put_title(draft: DraftRecord, title: str) -> None:
    draft.data["title"] = title[:MAX_TITLE].strip()
    texts = draft.row.texts.get("title", ())
    if title != draft.data["title"] or (texts and unwrap(texts[0].text) != title):
        draft.keep("title")
    else:
        draft.keep_rest("title")


def _put_lists(draft: DraftRecord) -> None:
    row = draft.row
    if contents := row.texts.get("elements", ()):
        laid_out = draft.sheet.laid_out
        found = [part for said in contents for part in elements_of(said.text, wrapped=laid_out)]
        draft.put("elements", list(dict.fromkeys(found)), "elements")
    if bases := row.texts.get("basis", ()):
        laws = [law for said in bases for law in bases_of(said.text)]
        draft.put("basis", list(dict.fromkeys(laws)), "basis")


def _put_limit(draft: DraftRecord) -> None:
    text = unwrap(draft.row.first("time_limit"))
    if not text:
        return
    read = time_limit.parse(text)
    lasting = read is not None and all(isinstance(part, Duration) for part in read.parts)
    if read is not None and read.parts and lasting:
        draft.say(DURATION_MOVED, "time_limit", f"原文：{text}")
        draft.put("duration", text, "time_limit")
    else:
        draft.put("time_limit", text, "time_limit")
    draft.keep_rest("time_limit")


def put_party(draft: DraftRecord, name: str, source: str) -> None:
    """Set who publishes: nobody named for the unit itself, the full name of whoever is registered.

    One that is not registered is written as it stands: without it, the record would name the unit.
    """
    party = "、".join(unwrap(said.text) for said in draft.row.texts.get(source, ()))
    if not party:
        return
    if draft.target.is_unit(party) or _OURSELVES.fullmatch(party):
        draft.data[name] = ABSENT
        return
    registered = draft.target.party(party)
    draft.put(name, registered or party, source)
    if registered not in ("", party):
        draft.keep(source)


def _put_channels(draft: DraftRecord) -> None:
    row, target = draft.row, draft.target
    if not row.texts.get("channels"):
        return
    marked = bool(row.channels.used or row.channels.unused)
    written = row.channels.used if marked else row.channels.unmarked
    names = [name for text in written for name in _apart(text, target)]
    texts = tuple(said.text for said in row.texts["channels"])
    if marked and not (names or row.channels.unmarked or _has_more(texts, row.channels)):
        # Boxes of which none is ticked say nothing.
        return
    known = [channel for name in names if (channel := target.channel(name))]
    others = [_other_channel(name) for name in names if not target.channel(name)]
    if others:
        known.append(OTHER_CHANNEL)
        draft.put("channel_other", "、".join(others), "channels")
        for other in others:
            draft.say(CHANNEL_TAKEN_AS_OTHER, "channels", f"原文：{other}")
    draft.put("channels", sorted(dict.fromkeys(known), key=target.rank_of_channel), "channels")
    noted = (draft.sheet.headers.get("channels", ""), *texts)
    if "channels" in draft.data and any(_ANY_OF.search(text) for text in noted):
        draft.data["channel_rule"] = "至少其一"
    if marked and row.channels.unmarked:
        draft.say(DOUBTFUL_CHOICE, "channels", f"没有勾选符号：{'、'.join(row.channels.unmarked)}")
    placed = any(target.channel(name) and target.is_placed(name) for name in names)
    if placed or (marked and row.channels.unmarked) or _has_more(texts, row.channels):
        draft.keep("channels")


def _apart(text: str, target: Target) -> list[str]:
    """The channels of a text: with strokes between them, only where each is one that is known."""
    parts = [part.strip() for part in text.split("/")]
    is_several = not target.channel(text) and all(map(target.channel, parts))
    return parts if is_several else [text]


def _other_channel(name: str) -> str:
    """The name behind 其他, where one was written in (其他：院务公开栏)."""
    bracketed = _OTHER_IN_BRACKETS.fullmatch(name)
    if bracketed:
        return bracketed[1].strip()
    return re.sub(r"^其[他它][:：_＿\s]*(?=\w)", "", name).strip("_＿ ") or name


@lru_cache(maxsize=1024)
def _has_more(texts: tuple[str, ...], channels: Channels) -> bool:
    """Whether channel cells say anything beyond names and marks, such as a remark."""
    left = _SIGNS.sub("", "".join(compact(_ANY_OF.sub("", text)) for text in texts))
    names = (*channels.used, *channels.unused, *channels.unmarked)
    bare = (_SIGNS.sub("", compact(name)) for name in names)
    for name in sorted(filter(None, bare), key=len, reverse=True):
        left = left.replace(name, " ")
    return bool(re.sub(r"[0-9 ]", "", left))
