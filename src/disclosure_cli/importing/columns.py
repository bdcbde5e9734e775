"""Which field each column holds, weighed from its labels, its content and its neighbours.

The last class level is the title: 一级事项 | 二级事项 are ``class.1`` and ``title``, a single level is
``title``, and where a column 事项名称 stands beside the levels, that is the title and all levels are
``class.n``. A row whose last level is empty or a dash is titled by the level before, which is for
the reader of the record to see; the column keeps one meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosure_cli.importing import labels
from disclosure_cli.importing.evidence import Evidence
from disclosure_cli.importing.headers import LeafColumn
from disclosure_cli.importing.labels import TableKind
from disclosure_cli.importing.lexicon import CLASS, LEVEL_GROUP, OTHER, TOPIC

CERTAIN = 0.65
"""Below this confidence a column is reported as doubtful."""

# fields whose cells have a look of their own, so that content can speak for or against a label
_SIGNATURES = (
    "seq",
    "basis",
    "time_limit",
    "publisher",
    "channels",
    "mode",
    "audience",
    LEVEL_GROUP,
)
_LOUD = ("tick", "channels", "time_limit", "basis")
_TESTS = {
    "index": "index",
    "doc_no": "doc_no",
    "created": "date",
    "published": "date",
} | {
    "effective": "date",
    "validity_until": "date",
    "issuer": "publisher",
    LEVEL_GROUP: "level",
}
_DAMAGE = re.compile(r"[?？�□■◆*#0-9]|^[^\u3400-\u9fff]*$")
_PAIRED = ("audience", "mode")


@dataclass(frozen=True, slots=True)
class Assignment:
    """The field of a column and how sure that is, from 0 to 1.

    ``channel`` is the channel's name where each channel has a tick column of its own.
    """

    field: str
    confidence: float
    channel: str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    position: int
    leaf: LeafColumn
    evidence: Evidence
    doubled: bool

    @property
    def label(self) -> str:
        return self.leaf.label

    @property
    def name(self) -> str:
        return plain_label(self.label)

    def share(self, field: str) -> float:
        return self.evidence.share(_TESTS.get(field, field))

    @property
    def ticks(self) -> bool:
        return self.evidence.empty or self.share("tick") >= 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    position: int
    field: str
    confidence: float
    shared: bool = False


def plain_label(text: str) -> str:
    """The label as it stands, without any spaces."""
    return "".join(text.split())


def header_text(leaf: LeafColumn) -> str:
    """The labels from the top as one heading: 公开对象·全社会."""
    return "·".join(plain_label(part) for part in leaf.path)


def assign_fields(
    leaves: Sequence[LeafColumn], evidence: Sequence[Evidence], kind: TableKind
) -> tuple[Assignment, ...]:
    """One field for each column; fields are unique but for columns that together make one field."""
    doubles = Counter(leaf.path for leaf in leaves)
    drafts = [
        _Draft(position, leaf, proof, doubles[leaf.path] > 1)
        for position, (leaf, proof) in enumerate(zip(leaves, evidence, strict=True))
    ]
    found: dict[int, Assignment] = {}
    if kind == "items":
        found |= _grouped(drafts)
        found |= _bare_sublabels([draft for draft in drafts if draft.position not in found])
    found |= _singles([draft for draft in drafts if draft.position not in found], kind, found)
    found |= _classes([draft for draft in drafts if draft.position not in found], kind)
    if kind == "items":
        found |= _by_position(drafts, found)
    for draft in drafts:
        if draft.position not in found:
            name = draft.name or f"第{draft.position + 1}列"
            known = bool(draft.name) and not draft.doubled
            found[draft.position] = Assignment(f"other:{name}", 1.0 if known else 0.3)
    return _unique([found[draft.position] for draft in drafts])


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


def _grouped(drafts: Sequence[_Draft]) -> dict[int, Assignment]:
    """Columns that a heading above them explains: audience, mode, level and channel ticks."""
    found: dict[int, Assignment] = {}
    members: dict[tuple[str, ...], list[_Draft]] = {}
    for draft in drafts:
        parents = draft.leaf.path[:-1]
        if parents:
            members.setdefault(parents, []).append(draft)
        elif draft.doubled and draft.ticks:
            members.setdefault(draft.leaf.path, []).append(draft)
    for parents, columns in members.items():
        group = _group_role(parents)
        if group == LEVEL_GROUP:
            for draft in columns:
                sure = draft.name != plain_label(parents[-1])
                found[draft.position] = Assignment(f"level:{draft.name}", 1.0 if sure else 0.4)
        elif group in _PAIRED:
            found |= _paired(group, columns)
        elif group == "channels" and len(columns) > 1 and all(draft.ticks for draft in columns):
            for draft in columns:
                found[draft.position] = Assignment("channels", 0.95, draft.name)
    return found


def _group_role(parents: Sequence[str]) -> str:
    for text in reversed(parents):
        roles = labels.label_roles(text, "items") or labels.similar_roles(text, "items")
        for role in roles:
            if role.role in (LEVEL_GROUP, "channels", *_PAIRED):
                return role.role
    return ""


def _paired(group: str, columns: Sequence[_Draft]) -> dict[int, Assignment]:
    """全社会 and 特定群体, 主动 and 依申请: by label, and by position where a label is lost."""
    found: dict[int, Assignment] = {}
    pair = labels.sublabels(group)
    for draft in columns:
        roles = labels.label_roles(draft.label, "items") or labels.similar_roles(
            draft.label, "items"
        )
        field = next((role.role for role in roles if role.role in pair), "")
        if field and all(field != assignment.field for assignment in found.values()):
            found[draft.position] = Assignment(field, 1.0)
    missing = [field for field in pair if all(field != a.field for a in found.values())]
    unread = [draft for draft in columns if draft.position not in found]
    for field, draft in zip(missing, unread, strict=False):
        if draft.label and labels.label_roles(draft.label, "items") and not draft.doubled:
            continue
        found[draft.position] = Assignment(field, 0.5)
    if len(columns) == 1 and not found and not columns[0].ticks:
        found[columns[0].position] = Assignment(group, 0.8)
    return found


def _bare_sublabels(drafts: Sequence[_Draft]) -> dict[int, Assignment]:
    """全社会, 主动, 县级 as columns without a heading above them."""
    found: dict[int, Assignment] = {}
    taken: set[str] = set()
    under = {field for group in _PAIRED for field in labels.sublabels(group)}
    for draft in drafts:
        if labels.is_government_level(draft.label) and (
            draft.ticks or draft.share(LEVEL_GROUP) >= 0.5
        ):
            found[draft.position] = Assignment(f"level:{draft.name}", 0.9)
            continue
        for role in labels.label_roles(draft.label, "items"):
            if role.role in under and role.role not in taken:
                taken.add(role.role)
                found[draft.position] = Assignment(role.role, 0.9)
                break
    return found


def _singles(
    drafts: Sequence[_Draft], kind: TableKind, fixed: dict[int, Assignment]
) -> dict[int, Assignment]:
    """Fields of one column each: the best pairs of column and field first."""
    candidates = [candidate for draft in drafts for candidate in _candidates(draft, kind)]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.position))
    by_position = {draft.position: draft for draft in drafts}
    owners: dict[str, tuple[str, ...]] = {assignment.field: () for assignment in fixed.values()}
    found: dict[int, Assignment] = {}
    for candidate in candidates:
        draft = by_position[candidate.position]
        parents = draft.leaf.path[:-1] if candidate.shared else ()
        # columns under one heading (公开依据: 法律法规 | 政策文件) make one field together
        together = candidate.shared and owners.get(candidate.field) == parents
        if candidate.position not in found and (candidate.field not in owners or together):
            owners[candidate.field] = parents
            field = candidate.field
            if field == LEVEL_GROUP:
                field = f"level:{draft.name or '公开层级'}"
            found[candidate.position] = Assignment(field, candidate.confidence)
    return found


def _candidates(draft: _Draft, kind: TableKind) -> list[_Candidate]:
    roles = labels.label_roles(draft.label, kind)
    if roles:
        return _by_clean_label(draft, [role for role in roles if _is_single(role.role)])
    found = []
    for role in labels.similar_roles(draft.label, kind):
        share = draft.share(role.role)
        if not _is_single(role.role):
            continue
        if role.role in _SIGNATURES and not draft.evidence.empty and share < 0.3:
            continue
        confidence = 0.5 + 0.3 * share
        found.append(
            _Candidate(
                role.strength + 0.5 * share,
                draft.position,
                role.role,
                round(confidence, 2),
            )
        )
    for text in reversed(draft.leaf.path[:-1]):
        for role in labels.label_roles(text, kind):
            if _is_single(role.role):
                score = 0.8 * role.strength + 0.5 * draft.share(role.role)
                found.append(_Candidate(score, draft.position, role.role, 0.8, shared=True))
    if not found and _is_lost(draft):
        found += _by_content(draft)
    return found


def _is_single(role: str) -> bool:
    """Whether the role is a field of one column, unlike titles and class levels, seen in order."""
    return role not in (TOPIC, CLASS, OTHER) and not role.startswith("class.")


def _by_clean_label(draft: _Draft, roles: Sequence[labels.LabelRole]) -> list[_Candidate]:
    found = []
    loudest = max(_LOUD, key=draft.share)
    for role in roles:
        share = draft.share(role.role)
        tested = role.role in _SIGNATURES or role.role in _TESTS
        against = (
            tested
            and share < 0.1
            and draft.share(loudest) >= 0.8
            and loudest != role.role
            and not (loudest == "tick" and role.role in (*_PAIRED, LEVEL_GROUP))
        )
        if not tested or draft.evidence.empty or share >= 0.3:
            confidence = 1.0 if role.strength >= 0.9 else 0.85
        else:
            confidence = 0.5 if against else 0.9 * role.strength
        score = role.strength + 0.5 * share - (0.6 if against else 0.0)
        if role.strength >= 0.9 or share >= 0.3 or not tested or draft.evidence.empty:
            found.append(_Candidate(score, draft.position, role.role, round(confidence, 2)))
        if against or draft.doubled or role.strength <= 0.6:
            found += _by_content(draft)
    return found


def _by_content(draft: _Draft) -> list[_Candidate]:
    """What the cells alone speak for; weaker than any label that fits."""
    return [
        _Candidate(0.55 * share, draft.position, field, round(0.6 * share, 2))
        for field in _SIGNATURES
        if (share := draft.share(field)) >= 0.6
    ]


def _classes(drafts: Sequence[_Draft], kind: TableKind) -> dict[int, Assignment]:
    """Class levels and the title, in order."""
    if kind == "entries":
        columns = [draft for draft in drafts if _has_role(draft, CLASS, kind) or _level(draft)]
        return {
            draft.position: Assignment(f"class.{depth}", 0.9)
            for depth, draft in enumerate(columns, 1)
        }
    levelled = [draft for draft in drafts if _is_levelled(draft)]
    topics = [draft for draft in drafts if draft not in levelled and _has_role(draft, TOPIC, kind)]
    others = [draft for draft in drafts if _has_role(draft, CLASS, kind) and draft not in levelled]
    if levelled:
        return _with_levels(levelled, topics)
    if topics:
        *left, title = topics
        chain = sorted([*others, *left], key=lambda draft: draft.position)
        found = {draft.position: Assignment(f"class.{n}", 0.8) for n, draft in enumerate(chain, 1)}
        return found | {title.position: Assignment("title", 1.0 if not left else 0.8)}
    if others:
        *left, title = others
        found = {draft.position: Assignment(f"class.{n}", 0.6) for n, draft in enumerate(left, 1)}
        return found | {title.position: Assignment("title", 0.5)}
    return {}


def _by_position(drafts: Sequence[_Draft], found: dict[int, Assignment]) -> dict[int, Assignment]:
    """Title and content, which have no look of their own, where their labels are lost.

    The matter stands before its content, and the content is the longest text beside it.
    """
    fields = {assignment.field for assignment in found.values()}
    lost = [
        draft
        for draft in drafts
        if draft.position not in found and not draft.evidence.empty and _is_lost(draft)
    ]
    inferred: dict[int, Assignment] = {}
    wordy = [draft for draft in lost if draft.share("tick") < 0.5]
    if "elements" not in fields and wordy:
        longest = max(wordy, key=lambda draft: (draft.evidence.length, draft.position))
        if "title" in fields or len(wordy) > 1:
            inferred[longest.position] = Assignment("elements", 0.45)
            wordy.remove(longest)
    if "title" not in fields and wordy:
        ends = [p for p, a in {**found, **inferred}.items() if a.field in ("elements", "basis")]
        before = [draft for draft in wordy if draft.position < min(ends, default=0)]
        for depth, draft in enumerate(before[:-1], 1):
            inferred[draft.position] = Assignment(f"class.{depth}", 0.4)
        if before:
            inferred[before[-1].position] = Assignment("title", 0.4)
    return inferred


def _is_lost(draft: _Draft) -> bool:
    """Whether the label tells nothing: none, damaged, or the same as another column's."""
    return draft.doubled or len(draft.name) <= 1 or _DAMAGE.search(draft.name) is not None


def _with_levels(levelled: Sequence[_Draft], topics: Sequence[_Draft]) -> dict[int, Assignment]:
    last = levelled[-1].position
    named = [d for d in topics if d.position > last or "名称" in d.name or "具体" in d.name]
    numbers = [_level(draft) for draft in levelled]
    sure = 1.0
    if 0 in numbers or len(set(numbers)) < len(numbers):
        numbers, sure = list(range(1, len(levelled) + 1)), 0.6
    ahead = [draft for draft in topics if draft not in named]
    if ahead:
        # 公开事项 | 一级 | 二级: the heading's own column is the broadest level
        numbers, sure = [number + len(ahead) for number in numbers], 0.7
    fields = {draft.position: n for draft, n in zip(levelled, numbers, strict=True)}
    fields |= {draft.position: n for n, draft in enumerate(ahead, 1)}
    found = {position: Assignment(f"class.{n}", sure) for position, n in fields.items()}
    title = named[-1].position if named else max(fields, key=lambda position: fields[position])
    return found | {title: Assignment("title", 1.0 if named else sure)}


def _is_levelled(draft: _Draft) -> bool:
    """A column of the class levels: numbered, or one of several under 公开事项."""
    if _level(draft) or any(
        r.role == "class.0" for r in labels.similar_roles(draft.label, "items")
    ):
        return True
    parents = draft.leaf.path[:-1]
    topic = any(r.role == TOPIC and r.strength >= 0.8 for text in parents for r in _roles(text))
    if topic:
        return not any(r.role == TOPIC for r in _roles(draft.label))
    return draft.doubled and any(role.role == TOPIC for role in _roles(draft.label))


def _level(draft: _Draft) -> int:
    return labels.class_level(draft.label)


def _roles(text: str) -> tuple[labels.LabelRole, ...]:
    return labels.label_roles(text, "items")


def _has_role(draft: _Draft, wanted: str, kind: TableKind) -> bool:
    roles = labels.label_roles(draft.label, kind) or labels.similar_roles(draft.label, kind)
    return any(role.role == wanted for role in roles)
