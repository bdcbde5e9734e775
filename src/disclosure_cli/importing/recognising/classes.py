"""Class levels and the title: the columns that say what is disclosed, in order.

The deepest class level is the title: 一级事项 | 二级事项 are ``class.1`` and ``title``, a single level
is ``title``, and where a column 事项名称 stands beside the levels, that is the title and all levels
are ``class.n``. A row whose last level is empty or a dash is titled by the level before, which is
for the reader of the record to see; the column keeps one meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.drafts import Assignment, Draft
from disclosure_cli.importing.recognising.labels import TableKind
from disclosure_cli.importing.recognising.lexicon import CLASS, TOPIC

_TITLE_WORDS = ("名称", "具体")
_OWN_CLASS = frozenset(("分类", "分类代码", "分类名称"))
"""What our own files call the class of an item, which stands behind the title there."""


def assign_classes(
    drafts: Sequence[Draft], kind: TableKind, found: Mapping[int, Assignment]
) -> dict[int, Assignment]:
    """``class.n`` and, for items, ``title`` among the columns that have no field yet."""
    if kind == "entries":
        columns = [d for d in drafts if d.has_role(CLASS) or labels.class_level(d.label)]
        return {d.position: Assignment(f"class.{n}", 0.9) for n, d in enumerate(columns, 1)}
    levelled = [draft for draft in drafts if _is_levelled(draft, drafts)]
    topics = [draft for draft in drafts if draft not in levelled and draft.has_role(TOPIC)]
    if levelled:
        known = any(assignment.field == "elements" for assignment in found.values())
        return _with_levels(levelled, topics, drafts if known else levelled)
    others = [draft for draft in drafts if draft.has_role(CLASS)]
    if topics:
        *left, title = topics
        above = [d for d in others if d.position < title.position or _is_own_class(d)]
        chain = sorted([*above, *left], key=lambda draft: draft.position)
        classes = {d.position: Assignment(f"class.{n}", 0.8) for n, d in enumerate(chain, 1)}
        return classes | {title.position: Assignment("title", 0.8 if left else 1.0)}
    if others:
        *left, title = others
        classes = {d.position: Assignment(f"class.{n}", 0.6) for n, d in enumerate(left, 1)}
        return classes | {title.position: Assignment("title", 0.5)}
    return {}


def assign_by_position(
    drafts: Sequence[Draft], found: Mapping[int, Assignment]
) -> dict[int, Assignment]:
    """Title and content, which have no look of their own, where their labels are lost.

    The matter stands before its content, and the content is the longest text beside it.
    """
    fields = {assignment.field for assignment in found.values()}
    lost = [d for d in drafts if d.position not in found and d.lost and not d.evidence.empty]
    wordy = [draft for draft in lost if draft.share("tick") < 0.5]
    inferred: dict[int, Assignment] = {}
    if "elements" not in fields and ("title" in fields or len(wordy) > 1) and wordy:
        longest = max(wordy, key=lambda draft: (draft.evidence.length, draft.position))
        inferred[longest.position] = Assignment("elements", 0.45)
        wordy.remove(longest)
    if "title" not in fields and wordy:
        *left, title = wordy
        inferred |= {d.position: Assignment(f"class.{n}", 0.4) for n, d in enumerate(left, 1)}
        inferred[title.position] = Assignment("title", 0.4)
    return inferred


def _is_levelled(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """A column of the class levels: numbered, or one of several under 公开事项."""
    if draft.doubled and draft.share(draft.loudest) >= 0.8:
        return False
    if labels.class_level(draft.label):
        return True
    if any(role.role.startswith("class.") for role in draft.likely_roles):
        return True
    if any(_is_topic(text) for text in draft.parents):
        return not draft.has_role(TOPIC)
    # the heading 公开事项 alone, over a column whose own label is lost
    siblings = [other for other in drafts if other is not draft]
    under_same = any(other.parents == draft.leaf.path for other in siblings)
    twice = any(other.leaf.path == draft.leaf.path for other in siblings)
    return bool(draft.label) and _is_topic(draft.label) and (under_same or twice)


def _is_topic(text: str) -> bool:
    roles = labels.label_roles(text, "items") or labels.similar_roles(text, "items")
    return any(role.role == TOPIC and role.strength >= 0.5 for role in roles)


def _with_levels(
    levelled: Sequence[Draft], topics: Sequence[Draft], drafts: Sequence[Draft]
) -> dict[int, Assignment]:
    last = levelled[-1].position
    named = [d for d in topics if d.position > last or any(word in d.name for word in _TITLE_WORDS)]
    ahead = [draft for draft in topics if draft not in named]
    numbers = {draft.position: _number(draft) for draft in levelled}
    lost = _lost_levels(numbers, drafts, named=bool(named))
    sure = 0.6 if lost or 0 in numbers.values() else 1.0
    numbers = _numbered({**numbers, **lost})
    if ahead:
        # 公开事项 | 一级 | 二级: the heading's own column is the broadest level
        numbers = {position: number + len(ahead) for position, number in numbers.items()}
        numbers |= {draft.position: number for number, draft in enumerate(ahead, 1)}
        sure = min(sure, 0.7)
    found = {p: Assignment(f"class.{number}", sure) for p, number in numbers.items()}
    if named:
        return found | {named[-1].position: Assignment("title", 1.0)}
    deepest = max(numbers, key=lambda position: numbers[position])
    return found | {deepest: Assignment("title", sure)}


def _is_own_class(draft: Draft) -> bool:
    return labels.base_label(draft.label) in _OWN_CLASS and draft.share("mode") < 0.5


def _number(draft: Draft) -> int:
    """The level that the label names, clean or damaged, else 0."""
    named = (role.role for role in draft.likely_roles if role.role.startswith("class."))
    return int(next(named, "class.0").removeprefix("class."))


def _lost_levels(
    numbers: Mapping[int, int], drafts: Sequence[Draft], *, named: bool
) -> dict[int, int]:
    """Columns with a lost label that stand where a level is missing (？？ | 二级事项).

    Asked only where the content is known: beside the levels a lost column may be that as well.
    """
    known = {number: position for position, number in numbers.items() if number}
    free = {
        draft.position
        for draft in drafts
        if draft.lost and not draft.ticks and draft.position not in numbers
    }
    found: dict[int, int] = {}
    for number in range(max(known, default=0) - 1, 0, -1):
        if number not in known and known.get(number + 1, 0) - 1 in free:
            known[number] = known[number + 1] - 1
            found[known[number]] = number
    deepest = max(known, default=0)
    if deepest and not named and known[deepest] + 1 in free:
        found[known[deepest] + 1] = deepest + 1
    return found


def _numbered(numbers: Mapping[int, int]) -> dict[int, int]:
    """Levels without a number take the next one; doubled numbers count by position."""
    result: dict[int, int] = {}
    previous = 0
    for position in sorted(numbers):
        previous = numbers[position] or previous + 1
        result[position] = previous
    if len(set(result.values())) < len(result):
        return {position: depth for depth, position in enumerate(sorted(result), 1)}
    return result
