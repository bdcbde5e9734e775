"""Which field each column holds, weighed from its labels, its content and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from disclosure_cli.importing.grid import Grid
from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.classes import assign_by_position, assign_classes
from disclosure_cli.importing.recognising.drafts import (
    SIGNATURES,
    Assignment,
    Draft,
    make_drafts,
    plain_label,
)
from disclosure_cli.importing.recognising.evidence import Evidence
from disclosure_cli.importing.recognising.groups import (
    PAIRED,
    assign_bare_channels,
    assign_bare_sublabels,
    assign_groups,
    assign_partners,
)
from disclosure_cli.importing.recognising.headers import LeafColumn
from disclosure_cli.importing.recognising.labels import LabelRole, TableKind
from disclosure_cli.importing.recognising.lexicon import CLASS, LEVEL_GROUP, OTHER, TOPIC
from disclosure_cli.importing.recognising.recognised import Column

CERTAIN = 0.65
"""Below this confidence a column is reported as doubtful."""

_UNMISTAKABLE = ("seq", "basis", "time_limit", "channels")

_WORDS = {
    "time_limit": re.compile("时限|时效|时间|期限"),
    "publisher": re.compile("单位|部门|主体|机构"),
    "basis": re.compile("依据|法律|法规"),
    "channels": re.compile("渠道|载体|平台|途径|形式"),
}
"""Words that an unknown label has in common with the known labels of a field."""

_OTHER_WORDS = re.compile("办理|办结|承诺|受理|审|保[存管]|收费|监督|投诉|配合|协|联系|责任")
"""Words that say what else a label with such a word means (承诺时限, 收费依据, 配合单位)."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A field that a column may hold. ``shared`` with other columns under the same heading."""

    score: float
    position: int
    field: str
    confidence: float
    shared: bool = False


def header_text(leaf: LeafColumn) -> str:
    """The labels from the top as one heading: 公开对象·全社会."""
    return "·".join(plain_label(part) for part in leaf.path)


def make_columns(
    grid: Grid, row: int, leaves: Sequence[LeafColumn], assigned: Sequence[Assignment]
) -> tuple[Column, ...]:
    """The columns as values; ``row`` is where their labels end."""
    return tuple(
        Column(
            index,
            header_text(leaf),
            assignment.field,
            round(assignment.confidence, 2),
            grid.address(row, leaf.first + 1),
            assignment.channel,
        )
        for index, (leaf, assignment) in enumerate(zip(leaves, assigned, strict=True))
    )


def assign_fields(
    leaves: Sequence[LeafColumn], evidence: Sequence[Evidence], kind: TableKind
) -> tuple[Assignment, ...]:
    """One field for each column; fields are unique but for columns that together make one field."""
    drafts = make_drafts(leaves, evidence, kind)
    found: dict[int, Assignment] = {}

    def rest() -> list[Draft]:
        return [draft for draft in drafts if draft.position not in found]

    if kind == "items":
        found |= assign_groups(drafts)
        found |= assign_bare_sublabels(rest())
        found |= assign_bare_channels(rest())
        found |= assign_partners(rest(), found)
    found |= _singles(rest(), found)
    found |= _divided(drafts, found)
    found |= assign_classes(rest(), kind, found)
    if kind == "items":
        found |= assign_by_position(drafts, found)
    for draft in rest():
        name = draft.name or f"第{draft.position + 1}列"
        known = bool(draft.name) and not draft.doubled
        found[draft.position] = Assignment(f"other:{name}", 1.0 if known else 0.3)
    return _unique([found[draft.position] for draft in drafts])


def _divided(drafts: Sequence[Draft], fixed: dict[int, Assignment]) -> dict[int, Assignment]:
    """What stands in two columns under one label is one field, when both look like it."""
    found: dict[int, Assignment] = {}
    for left, draft in pairwise(drafts):
        if (
            draft.position in fixed
            or left.position not in fixed
            or left.leaf.path != draft.leaf.path
        ):
            continue
        field = fixed[left.position].field
        if draft.has_role(field) and draft.share(field) >= 0.6:
            found[draft.position] = Assignment(field, 0.6)
    return found


def _unique(assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Number columns of the same label, so that no value hides another."""
    seen: Counter[str] = Counter()
    result = []
    for assignment in assignments:
        seen[assignment.field] += 1
        number = seen[assignment.field]
        again = number > 1 and ":" in assignment.field
        field = f"{assignment.field}（{number}）" if again else assignment.field
        result.append(replace(assignment, field=field))
    return tuple(result)


def _singles(drafts: Sequence[Draft], fixed: dict[int, Assignment]) -> dict[int, Assignment]:
    """Fields of one column each: the best pairs of column and field first."""
    candidates = [candidate for draft in drafts for candidate in _candidates(draft)]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.position))
    by_position = {draft.position: draft for draft in drafts}
    owners: dict[str, tuple[str, ...]] = {}
    for assignment in fixed.values():
        # where 全社会 and 特定群体 are columns, no other column is the audience
        owners |= {assignment.field: (), assignment.field.partition(".")[0].partition(":")[0]: ()}
    found: dict[int, Assignment] = {}
    for candidate in candidates:
        draft = by_position[candidate.position]
        parents = draft.parents if candidate.shared else ()
        # columns under one heading (公开依据: 法律法规 | 政策文件) make one field together
        together = candidate.shared and owners.get(candidate.field) == parents
        if candidate.position not in found and (candidate.field not in owners or together):
            owners[candidate.field] = parents
            field = candidate.field
            if field == LEVEL_GROUP:
                field = f"level:{draft.name or '公开层级'}"
            found[candidate.position] = Assignment(field, candidate.confidence)
    return found


def _candidates(draft: Draft) -> list[_Candidate]:
    if draft.extra:
        return []
    if draft.roles:
        found = [_by_label(draft, role) for role in draft.roles if _is_single(role.role)]
        if draft.doubled or _speaks_against(draft) or max(r.strength for r in draft.roles) <= 0.6:
            found += _by_content(draft, SIGNATURES)
        elif _is_denied(draft):
            found += [c for c in _by_content(draft, SIGNATURES) if draft.share(c.field) >= 0.8]
        elif _is_demand(draft):
            found += _by_content(draft, ("time_limit",))
        return [candidate for candidate in found if candidate.score >= 0.4]
    found = [*_by_likeness(draft), *_by_heading(draft), *_by_words(draft)]
    if not found and draft.lost:
        found = _by_content(draft, SIGNATURES)
    elif not found and len(draft.name) <= 2 and not labels.is_sublabel(draft.label):
        found = [c for c in _by_content(draft, _UNMISTAKABLE) if draft.share(c.field) >= 0.8]
    return found


def _is_single(role: str) -> bool:
    """Whether the role is a field of one column, unlike titles and class levels, seen in order."""
    return role not in (TOPIC, CLASS, OTHER) and not role.startswith("class.")


def _by_label(draft: Draft, role: LabelRole) -> _Candidate:
    """A clean label; what the cells look like raises or lowers it."""
    share = draft.share(role.role)
    score, confidence = role.strength, 1.0 if role.strength >= 0.9 else 0.85
    if not draft.tested(role.role):
        if draft.doubled:
            # of two columns with the same label, the longer text is the content
            score -= 0.4 * max(draft.share(field) for field in SIGNATURES)
            score += min(draft.evidence.length, 200) / 1000
    elif not draft.evidence.empty and share < 0.3:
        against = _contradicts(draft, role.role)
        score -= 0.6 if against else 0.0
        # a weak label needs cells that bear it out
        score -= 0.4 if role.strength < 0.9 else 0.0
        confidence = 0.5 if against else 0.9 * role.strength
    return _Candidate(score + 0.5 * share, draft.position, role.role, confidence)


def _contradicts(draft: Draft, field: str) -> bool:
    """Whether nearly all cells look like another field and none like this one."""
    loudest = draft.loudest
    ticks_fit = loudest == "tick" and field in (*PAIRED, LEVEL_GROUP)
    return (
        draft.tested(field)
        and draft.share(field) < 0.1
        and draft.share(loudest) >= 0.8
        and loudest != field
        and not ticks_fit
    )


def _is_denied(draft: Draft) -> bool:
    """Whether no cell looks like what the label says; counts where another column has that field."""
    tested = [role.role for role in draft.roles if role.role in SIGNATURES]
    return bool(tested) and max(map(draft.share, tested)) < 0.1


def _is_demand(draft: Draft) -> bool:
    """Whether a label that may mean the content (公开要求, 公开标准) may as well head limits."""
    return all(role.role == "elements" and role.strength < 0.9 for role in draft.roles)


def _speaks_against(draft: Draft) -> bool:
    """Whether the cells deny every label; titles may name laws, but never channels or limits."""
    topic = any(role.role == TOPIC for role in draft.roles)
    untitled = topic and max(draft.share("channels"), draft.share("time_limit")) >= 0.8
    return untitled or any(_contradicts(draft, role.role) for role in draft.roles)


def _by_likeness(draft: Draft) -> list[_Candidate]:
    """A damaged label; cells with a look of their own must bear it out."""
    found = []
    for role in labels.similar_roles(draft.label, draft.kind):
        share = draft.share(role.role)
        borne_out = draft.evidence.empty or share >= 0.3 or role.role not in SIGNATURES
        if _is_single(role.role) and borne_out:
            score = role.strength + 0.5 * share
            found.append(_Candidate(score, draft.position, role.role, 0.5 + 0.3 * share))
    return found


def _by_heading(draft: Draft) -> list[_Candidate]:
    """An unknown label under a known heading (公开依据: 省级文件) belongs to the heading."""
    return [
        _Candidate(
            0.8 * role.strength + 0.5 * draft.share(role.role),
            draft.position,
            role.role,
            0.8,
            shared=True,
        )
        for text in reversed(draft.parents)
        for role in labels.label_roles(text, draft.kind)
        if _is_single(role.role)
    ]


def _by_words(draft: Draft) -> list[_Candidate]:
    """An unknown label with a word of a field (内容时效标准), over cells that look like the field."""
    if _OTHER_WORDS.search(draft.name):
        return []
    return [
        _Candidate(0.55 * share, draft.position, field, 0.6 * share)
        for field, words in _WORDS.items()
        if words.search(draft.name) and (share := draft.share(field)) >= 0.5
    ]


def _by_content(draft: Draft, fields: Sequence[str]) -> list[_Candidate]:
    """What the cells alone speak for; weaker than any label that fits."""
    return [
        _Candidate(0.55 * share, draft.position, field, 0.6 * share)
        for field in fields
        if (share := draft.share(field)) >= 0.6
    ]
