"""Columns that a heading above them explains: audience, mode, level and channels as ticks."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_cli.importing.channels import is_channel_name
from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.drafts import Assignment, Draft, plain_label
from disclosure_cli.importing.recognising.lexicon import LEVEL_GROUP

PAIRED = ("audience", "mode")
_PAIR_FIELDS = tuple(field for group in PAIRED for field in labels.sublabels(group))


def assign_groups(drafts: Sequence[Draft]) -> dict[int, Assignment]:
    """The fields of columns under a group heading."""
    found: dict[int, Assignment] = {}
    for parents, columns in _members(drafts).items():
        group = _group_of(columns) or _group_role(parents)
        if group == LEVEL_GROUP:
            found |= _levels(parents, columns)
        elif group in PAIRED:
            found |= _paired(group, columns)
        elif group == "channels" and _are_channel_columns(columns):
            for draft in columns:
                found[draft.position] = Assignment("channels", 0.95, draft.name)
    return found


def assign_bare_sublabels(drafts: Sequence[Draft]) -> dict[int, Assignment]:
    """全社会, 主动, 县级 as columns without a heading above them."""
    found: dict[int, Assignment] = {}
    for draft in drafts:
        level = labels.is_government_level(draft.label) or (
            draft.name.endswith("级") and 2 <= len(draft.name) <= 6 and not draft.evidence.empty
        )
        if level and (draft.ticks or draft.share(LEVEL_GROUP) >= 0.5):
            found[draft.position] = Assignment(f"level:{draft.name}", 0.9)
            continue
        field = _pair_field(draft)
        same = [other.position for other in drafts if field and _pair_field(other) == field]
        if len(same) == 2:
            # the same label twice: by position
            pair = labels.sublabels(field.partition(".")[0])
            found[draft.position] = Assignment(pair[same.index(draft.position)], 0.5)
        elif same:
            found[draft.position] = Assignment(field, 0.9)
    return found


def assign_bare_channels(drafts: Sequence[Draft]) -> dict[int, Assignment]:
    """政府网站, 公示栏, 其他 as columns of ticks without a heading above them."""
    columns = [d for d in drafts if not d.parents and is_channel_name(d.label) and not d.doubled]
    if not _are_channel_columns(columns):
        return {}
    return {draft.position: Assignment("channels", 0.9, draft.name) for draft in columns}


def assign_partners(drafts: Sequence[Draft], found: dict[int, Assignment]) -> dict[int, Assignment]:
    """A tick column with a lost label beside 全社会, 特定群体, 主动 or 依申请 is its other half."""
    lost = {draft.position for draft in drafts if draft.lost and draft.ticks}
    fields = {assignment.field for assignment in found.values()}
    partners: dict[int, Assignment] = {}
    for group in PAIRED:
        first, second = labels.sublabels(group)
        for position, assignment in found.items():
            if assignment.field == first and second not in fields and position + 1 in lost:
                partners[position + 1] = Assignment(second, 0.5)
            elif assignment.field == second and first not in fields and position - 1 in lost:
                partners[position - 1] = Assignment(first, 0.5)
    return partners


def _members(drafts: Sequence[Draft]) -> dict[tuple[str, ...], list[Draft]]:
    """Columns by the headings over them; one whose own label is lost has the headings only."""
    members: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.parents:
            members.setdefault(draft.parents, []).append(draft)
    for draft in drafts:
        siblings = [other for other in drafts if other.leaf.path == draft.leaf.path]
        headed = draft.leaf.path in members or (len(siblings) > 1 and bool(draft.leaf.path))
        if headed and draft.ticks:
            members.setdefault(draft.leaf.path, []).append(draft)
    return {
        parents: sorted(columns, key=lambda draft: draft.position)
        for parents, columns in members.items()
    }


def _group_of(columns: Sequence[Draft]) -> str:
    """What the labels of the columns themselves belong to, whatever the heading says."""
    if all(labels.is_government_level(draft.label) for draft in columns):
        return LEVEL_GROUP
    groups = {_pair_field(draft).partition(".")[0] for draft in columns}
    return groups.pop() if len(groups) == 1 and len(columns) > 1 else ""


def _group_role(parents: Sequence[str]) -> str:
    for text in reversed(parents):
        roles = labels.label_roles(text, "items") or labels.similar_roles(text, "items")
        for role in roles:
            if role.role in (LEVEL_GROUP, "channels", *PAIRED):
                return role.role
    return ""


def _levels(parents: Sequence[str], columns: Sequence[Draft]) -> dict[int, Assignment]:
    heading = plain_label(parents[-1])
    return {
        draft.position: Assignment(f"level:{draft.name}", 0.4 if draft.name == heading else 1.0)
        for draft in columns
    }


def _paired(group: str, columns: Sequence[Draft]) -> dict[int, Assignment]:
    """全社会 and 特定群体, 主动 and 依申请: by label, and by position where labels are lost."""
    pair = labels.sublabels(group)
    if len(columns) == 1 and not columns[0].ticks and _pair_field(columns[0]) not in pair:
        return {columns[0].position: Assignment(group, 0.8)}
    named = [_pair_field(draft) for draft in columns]
    found = {
        draft.position: Assignment(field, 1.0)
        for draft, field in zip(columns, named, strict=True)
        if field in pair and named.count(field) == 1
    }
    missing = [field for field in pair if field not in {a.field for a in found.values()}]
    unread = [
        draft
        for draft, field in zip(columns, named, strict=True)
        if draft.position not in found
        and (
            field
            or not draft.roles
            or _group_role((draft.label,)) == group
            # one of two columns is known: whatever the other is called (主体), it is the other half
            or (len(columns) == 2 and found and not draft.extra)
        )
    ]
    for field, draft in zip(missing, unread, strict=False):
        found[draft.position] = Assignment(field, 0.5)
    return found


def _pair_field(draft: Draft) -> str:
    """The tick field that the label names, else an empty string."""
    return next((role.role for role in draft.likely_roles if role.role in _PAIR_FIELDS), "")


def _are_channel_columns(columns: Sequence[Draft]) -> bool:
    """Ticks under the names of channels; one among them (其他) may say which."""
    if len(columns) < 2 or any(labels.is_sublabel(draft.label) for draft in columns):
        return False
    return sum(draft.ticks for draft in columns) * 2 > len(columns)
