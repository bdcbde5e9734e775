"""What column labels mean: the labels of published catalogs and their common variants.

A label alone rarely decides: 公开方式 may head 主动公开 or a list of channels. So a label gives roles
with a strength, and ``columns`` weighs them against what the column holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from disclosure_cli.importing.recognising.lexicon import (
    ENTRIES,
    ITEMS,
    LEVEL_GROUP,
    SHARED,
    TOPIC,
    Lexicon,
)
from disclosure_cli.importing.text import compact

TableKind = Literal["items", "entries"]


@dataclass(frozen=True, slots=True)
class LabelRole:
    """What a label may mean, and how surely, from 0 to 1."""

    role: str
    strength: float


# labels that tell at once which kind of table this is
_ENTRY_SIGNS = frozenset(("index", "summary", "created", "doc_no", "genre", "effective"))
_ITEM_SIGNS = frozenset(("basis", "channels", "elements", "time_limit", LEVEL_GROUP, "audience"))

_NUMERALS = {sign: index for index, sign in enumerate("一二三四五六", 1)}
_NUMERALS |= {str(number): number for number in range(1, 7)}
_NUMERALS |= {sign: index for index, sign in enumerate(("I", "II", "III", "IV", "V", "VI"), 1)}
_CLASS_LEVEL = re.compile(
    r"^(?:公开|政务公开|信息|目录|事项|主题|分类|栏目)?[第(]?([一二三四五六1-6]|I{1,3}|IV|VI?)级[)]?"
    r"(?:公开)?(?:事项|目录|指标|类别|分类|标题|栏目|主题|项目|类目|名称|内容|菜单|目|项)?(?:名称|分类|类别)?$"
)
_LEVEL_LAST = re.compile(
    r"^(?:公开|政务公开|信息)?(?:事项|目录|类别|分类|主题|栏目|标题|名称)[(]?([一二三四五六1-6])(?:级)?[)]?$"
)
_GOVERNMENT_LEVEL = re.compile(
    r"^(?:(?:国家|中央|自治区|自治州|直辖市|省|市|州|盟|地区|地|区|县|旗"
    r"|乡|镇|街道|街|办|村|社区|居|场|园区|开发区|师|团|连)"
    r"级?[、,/\-及和与或()]*级?)+$"
)
_LEVEL_WORDS = "(?:公开)?(?:事项|目录|指标|类别|分类|标题|栏目|主题|项目)"
_DAMAGED_LEVEL = re.compile(
    rf"^(?:[^省市县区乡镇村]?级{_LEVEL_WORDS}|([一二三四五六]).{_LEVEL_WORDS}|([一二三四五六])级(?:[^级]{{0,2}}))$"
)
_NOTE = re.compile(r"[(\[【<].*$")
_EDGES = " ?？\ufffd:：;；、,，.。·*＊#-—_"
_GROUPS = {TOPIC, "audience", "mode", LEVEL_GROUP, "channels"}
_SUBLABELS = {
    "audience": ("audience.all", "audience.group"),
    "mode": ("mode.active", "mode.request"),
}


def _table(*sources: Lexicon) -> dict[str, tuple[LabelRole, ...]]:
    roles: dict[str, tuple[LabelRole, ...]] = {}
    for source in sources:
        for role, groups in source.items():
            for strength, names in groups:
                for name in names.split():
                    label = compact(name)
                    roles[label] = (*roles.get(label, ()), LabelRole(role, strength))
    return roles


_ROLES: dict[TableKind, dict[str, tuple[LabelRole, ...]]] = {
    "items": _table(SHARED, ITEMS),
    "entries": _table(SHARED, ENTRIES),
}


@lru_cache(maxsize=8192)
def base_label(text: str) -> str:
    """The label without spaces, remarks in brackets and edge signs: 公开内容（要素） → 公开内容."""
    whole = compact(text)
    bare = _NOTE.sub("", whole).strip(_EDGES)
    return bare or whole.strip(_EDGES + "()[]【】<>")


@lru_cache(maxsize=8192)
def label_roles(text: str, kind: TableKind) -> tuple[LabelRole, ...]:
    """What the label may mean in a table of this kind; empty when it is unknown."""
    if len(text) > 120:
        return ()
    whole, base = compact(text).strip(_EDGES), base_label(text)
    if level := class_level(text):
        return (LabelRole(f"class.{level}", 1.0),)
    table = _ROLES[kind]
    return table.get(whole) or table.get(base) or ()


@lru_cache(maxsize=8192)
def class_level(text: str) -> int:
    """The level that a class label names (二级事项, 事项（二级）), else 0."""
    if len(text) > 30:
        return 0
    whole = compact(text).strip(_EDGES)
    found = (
        _CLASS_LEVEL.match(whole)
        or _CLASS_LEVEL.match(base_label(text))
        or _LEVEL_LAST.match(whole)
    )
    return _NUMERALS[found[1]] if found else 0


@lru_cache(maxsize=8192)
def is_government_level(text: str) -> bool:
    """县级, 乡、村级, 街道（镇）级 … as labels of tick columns."""
    whole = compact(text)
    return len(whole) <= 16 and _GOVERNMENT_LEVEL.match(whole) is not None


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """Whether the text is a known column label of either kind of table."""
    if len(text) > 120:
        return False
    named = label_roles(text, "items") or label_roles(text, "entries")
    return bool(named or is_government_level(text) or split_label(text))


@lru_cache(maxsize=8192)
def is_sublabel(text: str) -> bool:
    """Whether the text is a label that stands under a group heading (一级事项, 全社会, 县级)."""
    if class_level(text) or is_government_level(text):
        return True
    under = {sub for subs in _SUBLABELS.values() for sub in subs}
    return any(role.role in under for role in label_roles(text, "items"))


@lru_cache(maxsize=8192)
def split_label(text: str) -> tuple[str, str] | None:
    """A group heading and its part written in one cell (公开对象（全社会）, 公开方式-主动)."""
    whole = compact(text).strip(_EDGES)
    if len(whole) > 24:
        return None
    for group in (
        "公开对象",
        "公开方式",
        "公开层级",
        "公开事项",
        "公开属性",
        "公开范围",
    ):
        rest = whole.removeprefix(group).strip(_EDGES + "()[]【】/>")
        if whole.startswith(group) and rest and is_sublabel(rest):
            return group, rest
    return None


def is_group(text: str) -> bool:
    """Whether the label commonly stands over several columns."""
    return any(role.role in _GROUPS for role in label_roles(text, "items"))


def sublabels(group: str) -> tuple[str, ...]:
    """The fields of the two tick columns under a group, in their usual order."""
    return _SUBLABELS.get(group, ())


def belongs_under(text: str, group: str) -> bool:
    """Whether the label names a part of the group (特定群体 of 公开对象)."""
    over = {role.role for role in label_roles(group, "items")}
    if class_level(text) or is_government_level(text):
        return (TOPIC if class_level(text) else LEVEL_GROUP) in over
    parts = {part for role in over for part in _SUBLABELS.get(role, ())}
    return any(role.role in parts for role in label_roles(text, "items"))


def table_kind(labels: tuple[str, ...]) -> TableKind:
    """Items of a catalog or entries of published information, told by the labels.

    An index number column decides for entries unless the labels of a standard catalog outweigh it.
    """
    entries = {role.role for text in labels for role in label_roles(text, "entries")}
    items = {role.role for text in labels for role in label_roles(text, "items")}
    levels = sum(1 for text in labels if class_level(text))
    entry_signs = len(entries & _ENTRY_SIGNS) + 2 * ("index" in entries)
    item_signs = len(items & _ITEM_SIGNS - (entries & {"channels"})) + levels
    return "entries" if entry_signs > item_signs else "items"


@lru_cache(maxsize=4096)
def similar_roles(text: str, kind: TableKind) -> tuple[LabelRole, ...]:
    """Roles of the known labels that a damaged label resembles; strength falls with distance.

    ``class.0`` is a class level whose number is lost.
    """
    base = base_label(text)
    if not 2 <= len(base) <= 14 or label_roles(text, kind):
        return ()
    if damaged := _DAMAGED_LEVEL.match(base):
        return (LabelRole(f"class.{_NUMERALS.get(damaged[1] or damaged[2] or '', 0)}", 0.7),)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(base)
    best: dict[str, float] = {}
    for label, roles in _ROLES[kind].items():
        if abs(len(label) - len(base)) > 3 or len(label) < 3:
            continue
        matcher.set_seq1(label)
        if matcher.quick_ratio() < 0.66 or (ratio := matcher.ratio()) < 0.66:
            continue
        for role in roles:
            best[role.role] = max(best.get(role.role, 0.0), ratio * role.strength)
    return tuple(LabelRole(role, round(0.75 * ratio, 3)) for role, ratio in best.items())
