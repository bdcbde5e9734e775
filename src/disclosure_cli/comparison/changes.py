"""A change of a record, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from disclosure_cli.comparison.fields import FieldChange
from disclosure_cli.comparison.marks import Mark, Piece
from disclosure_cli.duties.responsible import Responsible
from disclosure_cli.model import Record
from disclosure_cli.publishing.deciding import is_cancelled
from disclosure_cli.publishing.masking import mask


class Verb(Enum):
    """What happened to a record, the most important first."""

    REUSED = "占用旧编号"
    ADDED = "新增"
    REMOVED = "删除"
    CANCELLED = "取消"
    RESTORED = "恢复"
    RENUMBERED = "编号改变"
    MOVED = "划转"
    CLOSED = "不再公开"
    OPENED = "开始公开"
    REDACTED = "区分处理"
    MODE = "公开方式改变"
    VALIDITY = "效力改变"
    RENAMED = "改名"
    RECLASSED = "调整分类"
    ENRICHED = "充实"
    REDUCED = "精简"
    REWORDED = "修改措辞"
    NUMBERED = "编索引号"
    REVIEWED = "保密审查"
    CHANGED = "变更"


class Adjustment(Enum):
    """Whether a record came, went or only changed: for programs and for colours. People are told the verbs."""

    ADDED = "added"
    CANCELLED = "cancelled"
    CHANGED = "changed"


_NUMBERS = frozenset({("id",), ("index",)})
_NAMES = _NUMBERS | {("title",), ("name",), ("code",), ("preferred",)}
"""The fields that a record is named by."""
_WORDS = frozenset({"summary", "notes", "preface"})
_OF_FIELD = {
    "mode": Verb.MODE,
    "validity": Verb.VALIDITY,
    "class": Verb.RECLASSED,
    "review": Verb.REVIEWED,
}


@dataclass(frozen=True)
class Change:
    """What happened to one record: `before` or `after` is None where a side does not have it.

    `former_unit` is the name of the unit that an entry came from. `classes` are the names of an item's classes, from
    the first level down. `was_shown` and `is_shown` tell whether the public sees it.
    """

    verbs: tuple[Verb, ...]
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...]
    responsible: Responsible = field(default_factory=Responsible)
    classes: tuple[str, ...] = ()
    former_unit: str = ""
    was_shown: bool = False
    is_shown: bool = False

    @property
    def record(self) -> Record:
        """The record as it is, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.record.kind

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole record came or went."""
        return self.before is None or self.after is None

    @property
    def told(self) -> tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]:
        """Heading and lines of each field that changed; of a record that came or went, without marks, what it says."""
        if not self.is_whole:
            return tuple((change.field.heading, change.lines) for change in self.fields)
        return tuple(
            (change.field.heading, (((Mark.KEPT, "；".join(change.before or change.after)),),))
            for change in self.fields
            if change.field.path not in _NAMES
        )

    @property
    def subject(self) -> str:
        """Name the record by number and 《title》."""
        return mask(self.record.subject)

    @property
    def adjustment(self) -> Adjustment:
        """Whether the record came, went or only changed."""
        if self.before is None or Verb.RESTORED in self.verbs:
            return Adjustment.ADDED
        is_gone = self.after is None or Verb.CANCELLED in self.verbs
        return Adjustment.CANCELLED if is_gone else Adjustment.CHANGED

    @property
    def reason(self) -> str:
        """Say why, as far as the record does."""
        if Verb.CANCELLED in self.verbs:
            parts = [self.record.get("status", "reason", default="")]
            if successor := self.record.get("status", "replaced_by"):
                parts.append(f"由{successor}替代")
        elif Verb.VALIDITY in self.verbs and self.record.get("validity", "replaced_by"):
            parts = [f"由{self.record.get('validity', 'replaced_by')}替代"]
        elif Verb.CLOSED in self.verbs:
            parts = [self.record.get("exemption", "reason", default="")]
        else:
            parts = []
        return mask("；".join(str(part) for part in parts if part))


def verbs_of(
    before: Record,
    after: Record,
    fields: tuple[FieldChange, ...],
    *,
    was_shown: bool,
    is_shown: bool,
) -> tuple[Verb, ...]:
    """Return what happened to a record that both sides have, the most important first; nothing where nothing did."""
    found = {verb for change in fields for verb in _verbs_of_field(change)}
    found |= set(_verbs_of_state(before, after))
    if was_shown != is_shown and found.isdisjoint({Verb.CANCELLED, Verb.RESTORED}):
        found = found - {Verb.MODE} | {Verb.OPENED if is_shown else Verb.CLOSED}
    return tuple(verb for verb in Verb if verb in found)


def _verbs_of_state(before: Record, after: Record) -> Iterator[Verb]:
    was, is_now = is_cancelled(before), is_cancelled(after)
    if was != is_now:
        yield Verb.CANCELLED if is_now else Verb.RESTORED


def _verbs_of_field(change: FieldChange) -> set[Verb]:
    path = change.field.path
    if path in _NUMBERS:
        return {Verb.RENUMBERED if change.before else Verb.NUMBERED}
    if path[0] in _OF_FIELD:
        return {_OF_FIELD[path[0]]}
    if path == ("title",):
        return {Verb.RENAMED}
    if path == ("elements",):
        said = (
            (Verb.ENRICHED, change.has_additions),
            (Verb.REDUCED, change.has_losses),
            (Verb.REWORDED, change.has_rewording),
        )
        return {verb for verb, is_so in said if is_so} or {Verb.REWORDED}
    if path[-1] in _WORDS and change.before and change.after:
        return {Verb.REWORDED}
    return {Verb.CHANGED} if path[0] != "status" else set()
