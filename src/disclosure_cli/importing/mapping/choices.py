"""Ticks and words → the choices of a record: to whom, in which way and on which level something is made public."""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure_cli.grammar import levels
from disclosure_cli.importing.cells import SHORT_MODES
from disclosure_cli.importing.codes import DOUBTFUL_CHOICE
from disclosure_cli.importing.mapping.draft_record import DraftRecord
from disclosure_cli.importing.text import compact, tick, unwrap

_EVERYONE = frozenset(
    ("全社会", "社会公众", "社会", "公众", "向全社会公开", "面向全社会", "社会大众", "全体社会公众")
)
_GROUP = "特定群体"
_OF_GROUP = re.compile(r"特定(?:群体|群众|对象|人群|主体)\s*[:：(（]\s*(.+?)[)）]?")
_TICKED = re.compile(r"[√✓✔■☑]\s*[(（]?(.+?)[)）]?")
_MODES = ("主动公开", "依申请公开", "不予公开")
_LEVEL = "level:"
_BETWEEN = re.compile(r"[、,，;；/\s]+")


def put_audience(draft: DraftRecord) -> None:
    """Set to whom something is made public: everybody, or which group."""
    row = draft.row
    found: list[str] = []
    everyone, group = row.first("audience.all"), row.first("audience.group")
    if everyone and tick(everyone) is not False:
        if tick(everyone) or compact(everyone) in _EVERYONE:
            found.append("全社会")
        else:
            _doubt(draft, "audience.all")
    if group and tick(group) is not False:
        found.append(_GROUP)
        if not tick(group) and compact(group) != _GROUP:
            named = _TICKED.fullmatch(unwrap(group))
            draft.put("audience_group", named[1] if named else unwrap(group), "audience.group")
    if row.first("audience"):
        _put_audience_text(draft, found)
    if found:
        draft.data["audience"] = list(dict.fromkeys(found))
    for name in ("audience.all", "audience.group", "audience"):
        draft.keep_rest(name)


def _put_audience_text(draft: DraftRecord, found: list[str]) -> None:
    """Read an audience in words; who is named instead of everybody is a group, which is said."""
    text = unwrap(draft.row.first("audience"))
    words = [word for word in _BETWEEN.split(text) if word]
    if all(word in _EVERYONE or word == _GROUP for word in words):
        found += ["全社会" if word in _EVERYONE else _GROUP for word in words]
    elif any(word in _EVERYONE for word in words):
        _doubt(draft, "audience")
    else:
        named = _OF_GROUP.fullmatch(text)
        found.append(_GROUP)
        draft.put("audience_group", named[1] if named else text, "audience")
        if not named:
            draft.say(DOUBTFUL_CHOICE, "audience", f"读成特定群体：{text}")


def put_mode(draft: DraftRecord) -> None:
    """Set how something is made public, from ticks or words."""
    row = draft.row
    ticks = {"主动公开": row.first("mode.active"), "依申请公开": row.first("mode.request")}
    ticked = [mode for mode, text in ticks.items() if text and tick(text) is not False]
    sources = [name for name in ("mode.active", "mode.request", "mode") if row.first(name)]
    chosen = list(dict.fromkeys([*ticked, *_modes_in(compact(row.first("mode")))]))
    if len(chosen) == 1:
        draft.data["mode"] = chosen[0]
        for name in sources:
            draft.keep_rest(name)
            said = row.first(name)
            if tick(said) is None and compact(said) not in {chosen[0], *SHORT_MODES}:
                draft.keep(name)
    elif any(tick(row.first(name)) is not False for name in sources):
        for name in sources:
            draft.keep(name)
        draft.say(DOUBTFUL_CHOICE, sources[0], "公开方式")


def _modes_in(text: str) -> Iterable[str]:
    """The modes that a text names; what it denies (非主动公开) it does not name."""
    if text in SHORT_MODES:
        return [SHORT_MODES[text]]
    return [mode for mode in _MODES if re.search(f"(?<![非不]){mode}", text)]


def put_levels(draft: DraftRecord) -> None:
    """Set the levels that are ticked, or that a text names."""
    named: list[str] = []
    for name in draft.row.fields("level"):
        text = unwrap(draft.row.first(name))
        if tick(text) and name.startswith(_LEVEL):
            named.append(unwrap(name.removeprefix(_LEVEL)))
        elif tick(text) is None:
            named += _levels_in(text)
        draft.keep_rest(name)
    if named:
        standard = [level for text in named for level in levels.read(text) or (text,)]
        draft.put("levels", list(dict.fromkeys(standard)), *draft.row.fields("level"))


def _levels_in(text: str) -> list[str]:
    """The levels of a text; in 县、乡级 the last word is for all."""
    words = [word for word in _BETWEEN.split(text) if word]
    shared = words[-1].endswith("级") and all(len(word) <= 2 for word in words)
    return [word if word.endswith("级") or not shared else f"{word}级" for word in words]


def _doubt(draft: DraftRecord, source: str) -> None:
    draft.keep(source)
    draft.say(DOUBTFUL_CHOICE, source, f"原文：{unwrap(draft.row.first(source))}")
