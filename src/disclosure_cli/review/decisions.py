"""Decisions of a review → changes of the record that is reviewed: 先审查、后公开，一事一审.

Nothing that contradicts itself is written: a step is signed after those before it, not earlier than they were, never
over a signature that is there; nobody reviews what they made; a conclusion has what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from disclosure_cli.duties.deadlines import months_after
from disclosure_cli.duties.due_dates import EXEMPTION_MONTHS
from disclosure_cli.editing.records import ABSENT, changed
from disclosure_cli.facts.context import Context
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Data, Path, block
from disclosure_cli.publishing.deciding import (
    ACTIVE,
    CONCLUSIONS,
    GROUNDS,
    ON_REQUEST,
    PARTIAL,
    PUBLIC,
    REFERRED,
    REVIEW_STEPS,
    STEP_NAMES,
    WITHHELD,
)
from disclosure_cli.publishing.redacting import is_made_here, redactions_of, unsettled
from disclosure_cli.review.subject import Subject

_CLASSIFIED = "14-1"
_OF_BATCH = (PUBLIC, PARTIAL)


class RefusedError(ValueError):
    """A decision cannot be recorded. The message is Chinese and final."""


class Signature(NamedTuple):
    """Who signed, by post, and when."""

    post: str
    date: date


@dataclass(frozen=True)
class Verdict:
    """What is to be recorded: signatures by step, the conclusion with what belongs to it.

    `redactions` are further ones; `is_redacted` says that all are done. `reason` and `next_review` are for what is
    withheld.
    """

    signatures: Mapping[str, Signature] = field(default_factory=dict)
    conclusion: str | None = None
    ground: str | None = None
    reason: str | None = None
    next_review: date | None = None
    referred_to: str | None = None
    redactions: tuple[Data, ...] = ()
    is_redacted: bool = False
    archive_no: str | None = None


def record_verdict(subject: Subject, verdict: Verdict, today: date) -> dict[Path, Any]:
    """Return the changes that record a verdict. Raises `RefusedError` where it may not be recorded."""
    after = changed(subject.signed, _review_changes(subject, verdict))
    _demand_past(verdict, today)
    _demand_order(subject.signed, after)
    _demand_two_people(after)
    if verdict.conclusion is not None:
        _demand_grounds(subject, verdict, after)
    _demand_redactions(subject, after)
    changes: dict[Path, Any] = {(subject.block,): after}
    if verdict.conclusion is not None and not subject.is_batch:
        changes |= dict(_mode_changes(subject, verdict))
    return changes


def _review_changes(subject: Subject, verdict: Verdict) -> dict[Path, Any]:
    changes: dict[Path, Any] = {}
    for step, signature in verdict.signatures.items():
        changes[step,] = {"post": signature.post, "date": signature.date.isoformat()}
    for name in ("conclusion", "ground", "referred_to", "archive_no"):
        if (value := getattr(verdict, name)) is not None:
            changes[name,] = value
    redactions = [*redactions_of(subject.signed), *verdict.redactions]
    if verdict.is_redacted:
        redactions = [
            each if is_made_here(each) else {**each, "applied": True} for each in redactions
        ]
    if redactions:
        changes["redactions",] = [dict(each) for each in redactions]
    return changes


def _demand_past(verdict: Verdict, today: date) -> None:
    """Refuse a signature of a day that is still to come: its record would be published before anyone had signed."""
    for step, signature in verdict.signatures.items():
        if signature.date > today:
            raise RefusedError(
                f"{STEP_NAMES[step]}的日期{signature.date}还没有到（以{today}为准）：签署以后再登记"
            )


def _demand_order(before: Data, after: Data) -> None:
    """Refuse a signature over another, before its turn, or earlier than one before it."""
    for step, name in STEP_NAMES.items():
        was, now = block(before.get(step)), block(after.get(step))
        if was.get("post") and was.get("date") and was != now:
            raise RefusedError(
                f"{name}已经由{was['post']}在{was['date']}签署，不能改签；确实写错的，请直接改文件"
            )
    dated = [(step, day(block(after.get(step)).get("date"))) for step in REVIEW_STEPS]
    for (earlier, first), (later, second) in pairwise(dated):
        if second is not None and first is None:
            raise RefusedError(f"{STEP_NAMES[earlier]}还没有签署，{STEP_NAMES[later]}不能先签")
        if first is not None and second is not None and second < first:
            raise RefusedError(
                f"{STEP_NAMES[later]}的日期{second}早于{STEP_NAMES[earlier]}的日期{first}：先承办，再由部门、保密审查人依次审查，然后签发"
            )


def _demand_two_people(after: Data) -> None:
    """Refuse the maker as the reviewer."""
    maker = block(after.get("handler")).get("post")
    if maker is not None and maker == block(after.get("reviewer")).get("post"):
        raise RefusedError(
            f"承办人和保密审查人都是{maker}：要由承办人以外的人审查；职务相同的两个人，写得能够区分"
        )


def _demand_grounds(subject: Subject, verdict: Verdict, after: Data) -> None:
    """Refuse a conclusion without what it needs."""
    conclusion, ground = verdict.conclusion, after.get("ground")
    if conclusion not in CONCLUSIONS:
        raise RefusedError(f"没有“{conclusion}”这种结论，可选：{'、'.join(CONCLUSIONS)}")
    if not block(after.get("reviewer")).get("date"):
        raise RefusedError("审查结论由保密审查人作出，先写保密审查人的签署")
    former = subject.signed.get("conclusion")
    if former not in {None, REFERRED, conclusion} and not _lacks_signature(subject.signed):
        raise RefusedError(
            f"审查已经办完，结论是“{former}”；要重新审查的，先用 --form 另出原来的审查表归档，"
            "再在文件里删去原来的“保密审查”"
        )
    if ground is not None and ground not in GROUNDS:
        raise RefusedError(f"没有“{ground}”这个依据，可选：{'、'.join(GROUNDS)}")
    if ground == _CLASSIFIED and conclusion not in {PUBLIC, PARTIAL}:
        raise RefusedError("国家秘密不得录入：删去这条记录，按照保密规定在线下登记")
    if subject.is_batch and conclusion not in _OF_BATCH:
        raise RefusedError(
            f"集中审查的结论只能是{'、'.join(_OF_BATCH)}；有的事项不能公开的，对它单独审查"
        )
    if conclusion == WITHHELD and (ground is None or not verdict.reason):
        raise RefusedError("不予公开要写依据（例如16-2）和具体理由")
    if conclusion == REFERRED:
        _demand_organ(after.get("referred_to"), subject.context)


def _lacks_signature(signed: Data) -> bool:
    return any(not block(signed.get(step)).get("date") for step in REVIEW_STEPS)


def _demand_organ(organ: object, context: Context) -> None:
    if not organ:
        raise RefusedError("送有权机关确定，要写送请哪个机关确定")
    if organ not in context.organs and organ not in context.units_by_name:
        raise RefusedError(f"“{organ}”没有登记，先在 organs.yaml 里登记机关的全称")


def _demand_redactions(subject: Subject, after: Data) -> None:
    """Refuse a partial release of which nobody says what is taken out, or that names what is not there.

    What is released whole has nothing that is taken out.
    """
    redactions = redactions_of(after)
    if after.get("conclusion") == PARTIAL and not redactions:
        raise RefusedError("区分处理后公开，要写明处理哪些内容")
    if after.get("conclusion") == PUBLIC and redactions:
        raise RefusedError(
            f"写了要处理“{redactions[0].get('content', '')}”，结论却是{PUBLIC}：要处理的，结论写{PARTIAL}"
        )
    if not subject.is_batch:
        made_here = [each for each in redactions if is_made_here(each)]
        for _, reason in unsettled(made_here, subject.record):
            raise RefusedError(reason)


def left_to_redact(signed: Data) -> list[str]:
    """Return what somebody still has to take out of the text that is published elsewhere."""
    return [
        str(each.get("content", ""))
        for each in redactions_of(signed)
        if not is_made_here(each) and each.get("applied") is not True
    ]


def _mode_changes(subject: Subject, verdict: Verdict) -> Iterator[tuple[Path, Any]]:
    """Yield what the conclusion says of the way of disclosure, where the record says otherwise."""
    conclusion, mode = verdict.conclusion, subject.mode
    if conclusion == WITHHELD:
        yield ("mode",), WITHHELD
        yield ("exemption",), _exemption(subject, verdict)
    elif conclusion == ON_REQUEST and mode != ON_REQUEST:
        yield ("mode",), ON_REQUEST
    elif conclusion in {PUBLIC, PARTIAL} and mode == WITHHELD:
        yield ("mode",), ACTIVE
        yield ("exemption",), ABSENT


def _exemption(subject: Subject, verdict: Verdict) -> dict[str, str]:
    """Return why the record is withheld, and when that is to be assessed again (art. 18)."""
    signed = (
        max(signature.date for signature in verdict.signatures.values())
        if verdict.signatures
        else None
    )
    reviewed = signed or day(block(subject.signed.get("reviewer")).get("date"))
    assert reviewed is not None
    months = subject.context.settings.threshold("exemption_months", EXEMPTION_MONTHS)
    planned = verdict.next_review or months_after(reviewed, months)
    ground = verdict.ground or subject.signed.get("ground")
    return {
        "ground": str(ground),
        "reason": str(verdict.reason),
        "next_review": planned.isoformat(),
    }
