"""Which records may be published, and why the others are held back (《条例》第十三至第十七条)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure_cli.model import Data, Record, Unit
from disclosure_cli.publishing.redacting import (
    Unsettled,
    redactions_of,
    unsettled,
    unsettled_together,
)

STEP_NAMES = {
    "handler": "承办人",
    "department_head": "部门负责人",
    "reviewer": "保密审查人",
    "approver": "签发人",
}
"""Who signs a review, in the order in which they do."""
REVIEW_STEPS = tuple(STEP_NAMES)
PUBLIC = "公开"
ON_REQUEST = "依申请公开"
ACTIVE = "主动公开"
WITHHELD = "不予公开"
PARTIAL = "区分处理后公开"
REFERRED = "送有权机关确定"
"""A review that ended with the question whether it may be published, put to a competent organ (art. 17)."""

FAVOURABLE = (PUBLIC, PARTIAL, ON_REQUEST)
"""Conclusions after which nothing but a redaction may still stand in the way of publication."""
REFUSING = (WITHHELD, REFERRED)
"""Conclusions by which nothing may be published, at least until a competent organ has answered."""
CONCLUSIONS = (*FAVOURABLE, *REFUSING)
GROUNDS = {
    "14-1": "国家秘密",
    "14-2": "法律、行政法规禁止公开",
    "14-3": "危及国家安全、公共安全、经济安全、社会稳定",
    "15-1": "商业秘密",
    "15-2": "个人隐私",
    "16-1": "内部事务信息",
    "16-2": "过程性信息",
    "16-3": "行政执法案卷",
    "36-7": "按专门规定查询的信息",
}
"""The legal grounds for not disclosing, by their codes (《条例》第十四条至第十六条、第三十六条)."""
FORBIDDING = ("14-2", "14-3")
"""Grounds on which nothing may be published. A state secret (14-1) may once it is declassified."""
REFUSED = "不同意公开"
"""The opinion of a third party that does not want that something is published."""


class State(enum.Enum):
    """What becomes of a record."""

    PUBLISHED = "公开"
    ON_REQUEST = "依申请公开"
    WITHHELD = "不予公开"
    HELD = "暂不公开"
    CANCELLED = "已取消"


CANCELLED = State.CANCELLED.value
"""What the record of such an item says of its state."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one record, and the reason in Chinese where it is not published. Internal.

    `redactions` are what has to be taken out of it wherever it is shown.
    """

    record: Record
    state: State
    reason: str = ""
    redactions: tuple[Data, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Tell whether the record appears in the public catalog."""
        return self.state is State.PUBLISHED or self.state is State.ON_REQUEST


def is_cancelled(record: Record) -> bool:
    """Tell whether an item is no longer in the catalog, and only its number is kept."""
    return "status" in record.data and record.get("status", "state") == CANCELLED


def is_current(item: Record) -> bool:
    """Tell whether an item is a row of the catalog that is published: neither withheld nor cancelled."""
    return item.data.get("mode") != WITHHELD and not is_cancelled(item)


def decide(unit: Unit, *, publish_without_review: bool) -> tuple[Decision, ...]:
    """Decide on every item and then every entry of a unit, in the order of its files.

    `publish_without_review` relaxes the review for items only.
    """
    batch = unsettled_of_batch(unit)
    items = tuple(_item(item, unit, batch, publish_without_review) for item in unit.items)
    by_id: dict[object, Decision] = {}
    for decision in items:
        by_id.setdefault(decision.record.get("id"), decision)
    entries = tuple(_entry(entry, by_id.get(entry.get("item"))) for entry in unit.entries)
    return (*items, *entries)


def unsettled_of_batch(unit: Unit) -> tuple[Unsettled, ...]:
    """Return which redactions of the review of all items together are not done, with what is missing.

    Whom they hold back nobody can tell, so all items wait that this review speaks of.
    """
    redactions = redactions_of(unit.profile.get("item_review"))
    if not redactions:
        return ()
    reviewed = [item for item in unit.items if is_current(item) and not item.get("review")]
    return tuple(unsettled_together(redactions, reviewed))


def _item(
    item: Record, unit: Unit, batch: tuple[Unsettled, ...], publish_without_review: bool
) -> Decision:
    if item.get("mode") == WITHHELD:
        return Decision(item, State.WITHHELD, _withheld_reason(item.get("exemption")))
    own = item.get("review")
    review = own or unit.profile.get("item_review")
    redactions = redactions_of(review)
    left = tuple(unsettled(redactions, item)) if own else batch
    if reason := prohibition(item, item.get("mode")):
        return Decision(item, State.HELD, reason)
    reason = obstacle(review, left)
    if reason and (left or not publish_without_review or _is_refused(review)):
        return Decision(item, State.HELD, reason)
    if is_cancelled(item):
        reason = str(item.get("status", "reason", default=""))
        return Decision(item, State.CANCELLED, reason, redactions)
    state = State.ON_REQUEST if item.get("mode") == ON_REQUEST else State.PUBLISHED
    return Decision(item, state, redactions=redactions)


def _entry(entry: Record, item: Decision | None) -> Decision:
    mode = entry.get("mode") or (item.record.get("mode") if item else None)
    if mode == WITHHELD:
        exemption = entry.get("exemption") or (item.record.get("exemption") if item else None)
        return Decision(entry, State.WITHHELD, _withheld_reason(exemption))
    if item is None:
        return Decision(entry, State.HELD, "所属事项不存在")
    if item.state in {State.HELD, State.WITHHELD}:
        return Decision(entry, State.HELD, f"所属事项{item.record.get('id')}{item.state.value}")
    if not entry.get("index"):
        return Decision(entry, State.HELD, "还没有索引号")
    review = entry.get("review")
    left = unsettled(redactions_of(review), entry)
    if reason := obstacle(review, left) or prohibition(entry, mode):
        return Decision(entry, State.HELD, reason)
    on_request = mode == ON_REQUEST or entry.get("review", "conclusion") == ON_REQUEST
    state = State.ON_REQUEST if on_request else State.PUBLISHED
    return Decision(entry, state, redactions=redactions_of(review))


def _withheld_reason(exemption: Data | None) -> str:
    exemption = exemption or {}
    return (
        "；".join(str(exemption[key]) for key in ("ground", "reason") if exemption.get(key))
        or "没有写明理由"
    )


def _is_refused(review: Data | None) -> bool:
    """Tell whether a review, finished or not, says that what it is about may not be published."""
    return (review or {}).get("conclusion") in REFUSING


def prohibition(record: Record, mode: object) -> str:
    """Say what else a record says by which it may not be published, or nothing. `mode` is how it is disclosed."""
    conclusion = record.get("review", "conclusion")
    if conclusion == PARTIAL:
        return ""
    if is_half_withheld(record, mode):
        return f"写了不予公开理由，公开方式却是{mode}"
    if is_forbidden(record):
        ground = record.get("review", "ground")
        return f"审查依据是{ground}（{GROUNDS[ground]}），结论却是公开"
    if record.kind == "item":
        is_limited = conclusion == ON_REQUEST and mode == ACTIVE
        return "审查结论是依申请公开，公开方式却是主动公开" if is_limited else ""
    return objection(record) if mode == ACTIVE else ""


def is_half_withheld(record: Record, mode: object) -> bool:
    """Tell whether a record gives a reason for withholding all of it, and is not withheld.

    Where a part is taken out, the reason speaks of that part.
    """
    if mode == WITHHELD or not record.data.get("exemption"):
        return False
    return bool(record.get("review", "conclusion") != PARTIAL)


def is_forbidden(record: Record) -> bool:
    """Tell whether a review releases a record on a ground on which nothing may be published."""
    conclusion, ground = (record.get("review", name) for name in ("conclusion", "ground"))
    return conclusion == PUBLIC and ground in FORBIDDING


def objection(entry: Record) -> str:
    """Say which third party has not agreed that an entry is published, or nothing (art. 15, 32).

    One that is asked and does not answer leaves the decision to the organ.
    """
    if entry.get("consent", "public_interest"):
        return ""
    opinion, ground = entry.get("consent", "opinion"), entry.get("review", "ground")
    if opinion == REFUSED:
        return "第三方不同意公开，没有写公共利益理由"
    is_protected = isinstance(ground, str) and ground.startswith("15-")
    if is_protected and opinion is None and entry.get("review", "conclusion") == PUBLIC:
        return f"依据{ground}（{GROUNDS.get(ground, '')}）涉及第三方权益，没有第三方意见"
    return ""


def obstacle(review: Data | None, left: Iterable[Unsettled]) -> str:
    """Say what a review still lacks before publication, or nothing when it is finished and favourable.

    `left` are the redactions that are not done.
    """
    if not review:
        return "还没有保密审查"
    conclusion = review.get("conclusion")
    if conclusion is None:
        return "保密审查还没有结论"
    if conclusion not in FAVOURABLE:
        return f"保密审查结论是“{conclusion}”"
    if conclusion == PARTIAL and not redactions_of(review):
        return "结论是区分处理后公开，但没有写明处理了哪些部分"
    if undone := "；".join(reason for _, reason in left):
        return f"区分处理没有办完：{undone}"
    missing = missing_steps(review)
    return f"保密审查没有办完：缺{'、'.join(missing.values())}" if missing else ""


def missing_steps(review: Data) -> dict[str, str]:
    """Return the steps of a review that nobody has signed yet, or not dated, with what is missing in Chinese."""
    missing: dict[str, str] = {}
    for step, name in STEP_NAMES.items():
        done = review.get(step)
        if not isinstance(done, dict) or not done.get("post"):
            missing[step] = name
        elif not done.get("date"):
            missing[step] = f"{name}的日期"
    return missing
