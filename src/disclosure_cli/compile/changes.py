"""A comparison in words, as a document and as plain data: what changed, field by field, and who is responsible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from disclosure_cli.comparison.changes import Adjustment, Change, Verb
from disclosure_cli.comparison.comparing import Comparison, UnitChanges
from disclosure_cli.compile.blocks import heading, items, paragraph
from disclosure_cli.compile.internal import SECRECY_NOTE, WORK, internal_page
from disclosure_cli.document import (
    Block,
    ChangedRecord,
    Document,
)
from disclosure_cli.pages import Page
from disclosure_cli.publishing.masking import mask
from disclosure_cli.schema.kinds import VOCABULARY_KEYS

TITLE = "信息公开目录变更"
SHARED = "各单位共用"
_PARTS = (
    ("单位概况和指南", frozenset({"unit", "guide"})),
    ("公开事项", frozenset({"item"})),
    ("信息条目", frozenset({"entry"})),
    ("词表和设置", frozenset({"settings", *VOCABULARY_KEYS})),
)
"""The parts of what changed in a unit, in order: heading, kinds of record."""
_COUNTED = (("item", "事项", "项"), ("entry", "信息", "条"))


def counted(changes: Iterable[Change]) -> str:
    """Say what happened to how many items and entries, each told by the first of its verbs, and how much else."""
    counts = Counter((change.kind, change.verbs[0]) for change in changes)
    said = []
    for kind, name, unit in _COUNTED:
        parts = [f"{verb.value}{counts[kind, verb]}{unit}" for verb in Verb if counts[kind, verb]]
        said += [f"{name}{'、'.join(parts)}"] if parts else []
    known = {kind for kind, _, _ in _COUNTED}
    others = sum(count for (kind, _), count in counts.items() if kind not in known)
    return "；".join([*said, *([f"其他变更{others}处"] if others else [])])


def summary(comparison: Comparison) -> str:
    """Say in one sentence how much changed."""
    if comparison.is_empty:
        return "没有变化。"
    return f"{counted(comparison.changes) or '记录没有变化'}。"


def scope(comparison: Comparison) -> str:
    """Say what was compared."""
    view = "，只比较公开的内容" if comparison.is_public else ""
    return f"从“{comparison.before}”到“{comparison.after}”{view}"


def name_of(unit: UnitChanges) -> str:
    """Name a unit."""
    return mask(unit.unit.name)


def notices_of(unit: UnitChanges) -> Iterator[str]:
    """Yield what is to be known of a unit as a whole, and how much changed in it."""
    if unit.before is None:
        yield f"新增的单位，文件夹 {unit.unit.id}。"
    if unit.after is None:
        yield f"单位文件夹 {unit.unit.id} 没有了。"
    if unit.before and unit.after and unit.was_renamed:
        yield f"单位文件夹从 {unit.before.id} 改名为 {unit.after.id}，编号、索引号不变。"
    if unit.lost_lines:
        yield f"编号登记簿少了{unit.lost_lines}行。登记簿只增加，不删除，从版本库取回。"
    if unit.changes:
        yield f"{counted(unit.changes)}。"


def parts_of(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Yield heading and changes of each part that has any."""
    for title, kinds in _PARTS:
        found = [change for change in changes if change.kind in kinds]
        if found:
            yield title, found


def verbs_said(change: Change) -> str:
    """Say what happened to a record."""
    return "、".join(verb.value for verb in change.verbs)


def subject_of(change: Change, comparison: Comparison) -> str:
    """Name a record: an item or entry by number and title, any other by its kind too."""
    if change.kind in {"item", "entry"}:
        return change.subject
    title = comparison.schemas[change.kind].title
    return f"{title} {change.subject}".strip() if change.kind in VOCABULARY_KEYS else title


def facts_of(change: Change) -> str:
    """Say where an item belongs, where an entry came from, who is responsible and why it was done."""
    who = " ".join(filter(None, change.responsible))
    facts = (
        " › ".join(change.classes),
        f"从{change.former_unit}划转" if change.former_unit else "",
        f"责任：{who}" if who else "",
        f"理由：{change.reason}" if change.reason else "",
        "没有公开" if _is_kept_back(change) else "",
    )
    return mask("；".join(filter(None, facts)))


def _is_kept_back(change: Change) -> bool:
    """Tell whether an item or entry that is there is not shown to the public."""
    is_there = change.adjustment is not Adjustment.CANCELLED
    return is_there and change.kind in {"item", "entry"} and not change.is_shown


def changes_page(comparison: Comparison) -> Page:
    """Return the comparison as a page that stands alone."""
    return {**internal_page(changes_document(comparison), name=WORK), "template": "changes"}


def changes_document(comparison: Comparison) -> Document:
    """Return the comparison as a document: a heading for each unit, its changes part by part."""
    blocks: list[Block] = []
    if comparison.troubles:
        blocks += [
            heading("读取有误、可能没有比较完整的内容", "troubles"),
            items(comparison.troubles, "·"),
        ]
    for number, unit in enumerate(comparison.units, 1):
        blocks.append(heading(name_of(unit), f"unit-{number}"))
        blocks += map(paragraph, notices_of(unit))
        blocks += _part_blocks(unit.changes, f"unit-{number}", comparison)
    if comparison.shared:
        blocks.append(heading(SHARED, "shared"))
        blocks += _part_blocks(comparison.shared, "shared", comparison)
    return {
        "title": TITLE,
        "dateline": f"{scope(comparison)}。{summary(comparison)}",
        "banner": banner_of(comparison),
        "blocks": blocks,
    }


def banner_of(comparison: Comparison) -> str:
    """Return what is printed above an account that is not for the public."""
    return "" if comparison.is_public else SECRECY_NOTE


def _part_blocks(changes: Sequence[Change], anchor: str, comparison: Comparison) -> Iterator[Block]:
    for number, (title, found) in enumerate(parts_of(changes), 1):
        yield heading(title, f"{anchor}-{number}", 2)
        yield {"kind": "changes", "changes": [_record(change, comparison) for change in found]}


def _record(change: Change, comparison: Comparison) -> ChangedRecord:
    return {
        "verbs": [verb.value for verb in change.verbs],
        "adjustment": change.adjustment.name.lower(),
        "subject": subject_of(change, comparison),
        "facts": facts_of(change),
        "fields": [
            {
                "label": heading,
                "lines": [[(mark.value, mask(text)) for mark, text in line] for line in lines],
            }
            for heading, lines in change.told
        ],
    }


def changes_data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison for programs."""
    return {
        "from": comparison.before,
        "to": comparison.after,
        "public": comparison.is_public,
        "not_compared": list(comparison.troubles),
        "units": [
            {
                "id": unit.unit.id,
                "former_id": unit.before.id if unit.before else None,
                "name": mask(unit.unit.name),
                "is_gone": unit.after is None,
                "lost_register_lines": unit.lost_lines,
                "changes": [_change_data(change) for change in unit.changes],
            }
            for unit in comparison.units
        ],
        "shared": [_change_data(change) for change in comparison.shared],
    }


def _change_data(change: Change) -> dict[str, Any]:
    numbers = [
        (record.get("id") or record.get("index")) if record else None
        for record in (change.before, change.after)
    ]
    return {
        "kind": change.kind,
        "former_number": numbers[0],
        "number": numbers[1],
        "title": mask(str(change.record.get("title") or change.record.get("name") or "")),
        "adjustment": change.adjustment.name.lower(),
        "changes": [verb.name.lower() for verb in change.verbs],
        "was_public": change.was_shown,
        "is_public": change.is_shown,
        "department": mask(change.responsible.department),
        "post": mask(change.responsible.post),
        "reason": change.reason,
        "fields": [
            {
                "name": field.field.dotted,
                "label": field.field.heading,
                "before": [mask(line) for line in field.before],
                "after": [mask(line) for line in field.after],
            }
            for field in change.fields
        ],
    }
