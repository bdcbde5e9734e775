"""What is still to be done about the records of a unit: by whom, and by when. Nothing here depends on the day.

A piece of information that is on its way to the public is listed once, with its next step: review, decision of a
competent organ, index number, publication.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure_cli.duties import due_dates
from disclosure_cli.duties.responsible import Responsible, for_duty, for_signature, office
from disclosure_cli.duties.working_days import Deadline
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_active, is_withheld, item_of
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Data, Path, Record, Unit, block
from disclosure_cli.publishing.deciding import (
    ACTIVE,
    FAVOURABLE,
    REFERRED,
    REVIEW_STEPS,
    WITHHELD,
    is_current,
    missing_steps,
    obstacle,
    prohibition,
)
from disclosure_cli.publishing.redacting import redactions_of, unsettled


class Kind(enum.Enum):
    """What is to be done, in the order of the way to the public; then what keeps a catalog true."""

    REVIEW = "保密审查"
    CONSULTATION = "征求第三方意见"
    DECISION = "有权机关确定"
    REDACTION = "区分处理"
    NUMBER = "编索引号"
    PUBLICATION = "公开"
    REASSESSMENT = "不予公开的评估"
    UPDATE = "更新"
    REVISION = "修订"
    EXPIRY = "有效期届满"
    TASK = "方案任务"


WAITING = frozenset(
    {
        Kind.REVIEW,
        Kind.CONSULTATION,
        Kind.DECISION,
        Kind.REDACTION,
        Kind.NUMBER,
        Kind.PUBLICATION,
    }
)
"""What is to be done as soon as may be, however far off its last day is; the rest is to be done on its day."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done about a record.

    `subject` names what it is about, `path` is where in the record that shows. `due` is None where no last day can be
    told. `since` is the day of the information, or since when it waits. `note` says in Chinese what is lacking or asked
    for.
    """

    kind: Kind
    record: Record
    subject: str
    path: Path
    due: Deadline | None
    since: date | None
    responsible: Responsible
    note: str = ""


def _duty(
    kind: Kind,
    record: Record,
    path: Path,
    due: Deadline | None,
    since: date | None,
    responsible: Responsible,
    note: str = "",
) -> Duty:
    """Return a duty about an item or entry."""
    subject = record.subject or "没有名称的记录"
    return Duty(kind, record, subject, path, due, since, responsible, note)


def duties_of(context: Context) -> Iterator[Duty]:
    """Yield what is to be done about a unit (the one that `review` is seen from), in the order of its files."""
    unit = context.unit
    assert unit is not None
    yield from _of_unit(unit, context)
    for item in unit.items:
        yield from _of_item(item, unit, context)
    for entry in unit.entries:
        yield from _of_entry(entry, unit, context)


def _of_unit(unit: Unit, context: Context) -> Iterator[Duty]:
    profile = unit.profile
    yield from _batch_review(unit, context)
    for record, name, what in (
        (profile, "catalog_revised", "目录"),
        (unit.guide, "revised", "指南"),
    ):
        revised = None if record is None else day(record.data.get(name))
        if record is not None and revised is not None:
            due = due_dates.on(due_dates.revision(revised, context))
            note = f"{revised.isoformat()}修订，到期核对一遍"
            yield Duty(Kind.REVISION, record, what, (name,), due, revised, office(unit), note)
    for task in due_dates.open_tasks(profile):
        who = Responsible(str(task.data.get("department", "")), str(task.data.get("person", "")))
        said = (task.stage, task.data.get("progress"), task.data.get("quality"))
        note = "；".join(str(text) for text in said if text)
        path: Path = (*task.path, "due")
        what = str(task.data.get("task", ""))
        yield Duty(Kind.TASK, profile, what, path, due_dates.on(task.due), task.due, who, note)


def _batch_review(unit: Unit, context: Context) -> Iterator[Duty]:
    """Yield the review of all items together, where it is lacking and an item waits for it."""
    waiting = [item for item in unit.items if is_current(item) and "review" not in item.data]
    if not waiting or context.settings.publish_without_review:
        return
    if lacking := _lacking(block(unit.profile.get("item_review"))):
        who = _signer(unit.profile, lacking, None, unit, name="item_review")
        note = f"{len(waiting)}个事项等待审查，缺{'、'.join(lacking.values())}"
        what = "公开目录的事项审查"
        yield Duty(Kind.REVIEW, unit.profile, what, ("item_review",), None, None, who, note)


def _of_item(item: Record, unit: Unit, context: Context) -> Iterator[Duty]:
    yield from _reassessment(item, item, unit, context)
    if "review" in item.data and is_current(item):
        yield from _review_steps(item, item, unit, None)
    if expected := due_dates.next_update(item, context):
        latest, due = expected
        field, reason = "update", f"更新周期{item.get('update', 'cycle')}"
        if due_dates.by_day_of_year(item):
            field, reason = "time_limit", f"公开时限“{item.get('time_limit')}”"
        note = f"{reason}，最近更新{latest.isoformat()}"
        who = for_duty(item, "updated_by", unit)
        yield _duty(Kind.UPDATE, item, (field,), due, latest, who, note)


def _of_entry(entry: Record, unit: Unit, context: Context) -> Iterator[Duty]:
    item = item_of(entry, context)
    yield from _reassessment(entry, item, unit, context)
    if (until := due_dates.expiry(entry)) is not None:
        note = f"有效期到{until.isoformat()}，评估后决定继续执行、修改或者废止"
        who = for_duty(item, "made_by", unit)
        path: Path = ("validity", "until")
        yield _duty(Kind.EXPIRY, entry, path, due_dates.on(until), until, who, note)
    if not is_withheld(entry, context) and entry.get("review", "conclusion") != WITHHELD:
        yield from _on_its_way(entry, item, unit, context)


def _reassessment(
    record: Record, item: Record | None, unit: Unit, context: Context
) -> Iterator[Duty]:
    planned = due_dates.reassessment(record, context)
    if planned is not None:
        ground = record.get("exemption", "ground")
        who = for_duty(item, "reviewed_by", unit)
        note = f"依据{ground}，评估能否公开" if ground else "评估能否公开"
        path: Path = ("exemption", "next_review")
        yield _duty(Kind.REASSESSMENT, record, path, due_dates.on(planned), planned, who, note)


def _on_its_way(entry: Record, item: Record | None, unit: Unit, context: Context) -> Iterator[Duty]:
    """Yield what keeps an entry from the public: a third party's answer, and its next step."""
    created = day(entry.data.get("created"))
    if (answer := due_dates.consultation(entry)) is not None:
        who = for_duty(item, "made_by", unit)
        asked = day(entry.get("consent", "asked"))
        note = "第三方自收到征求意见书之日起15个工作日内答复"
        yield _duty(Kind.CONSULTATION, entry, ("consent",), answer, asked, who, note)
    publication = due_dates.publication(entry, context)
    steps = tuple(_review_steps(entry, item, unit, publication))
    yield from steps
    if steps:
        return
    who = for_duty(item, "updated_by", unit)
    if not entry.get("index"):
        yield _duty(Kind.NUMBER, entry, (), publication, created, who, "审查已经办完，没有索引号")
    elif (
        "published" not in entry.data
        and is_active(entry, context)
        and not prohibition(entry, ACTIVE)
    ):
        yield _duty(Kind.PUBLICATION, entry, ("created",), publication, created, who)


def _review_steps(
    record: Record, item: Record | None, unit: Unit, publication: Deadline | None
) -> Iterator[Duty]:
    """Yield the step that a review waits for, if any. It is due with the publication of its information, if that is."""
    progress = due_dates.review_progress(record)
    since = progress[0] if progress else day(record.data.get("created"))
    due = publication or (progress[1] if progress else None)
    review = block(record.get("review"))
    if review.get("conclusion") == REFERRED:
        who = for_duty(item, "reviewed_by", unit)
        note = f"送{review.get('referred_to') or '有权机关'}确定，答复以前不得公开"
        yield _duty(Kind.DECISION, record, ("review", "conclusion"), due, since, who, note)
    elif lacking := _lacking(review):
        who = _signer(record, lacking, item, unit)
        note = f"缺{'、'.join(lacking.values())}"
        if record.kind == "entry" and not record.get("index"):
            note += "；没有索引号"
        yield _duty(Kind.REVIEW, record, ("review",), due, since, who, note)
    elif review["conclusion"] in FAVOURABLE and (
        reason := obstacle(review, unsettled(redactions_of(review), record))
    ):
        who = for_duty(item, "made_by", unit)
        yield _duty(Kind.REDACTION, record, ("review", "redactions"), due, since, who, reason)


def _lacking(review: Data) -> dict[str, str]:
    """Return what a review lacks to be finished: signatures, the conclusion."""
    conclusion = {} if review.get("conclusion") else {"conclusion": "审查结论"}
    return {**missing_steps(review), **conclusion}


def _signer(
    record: Record,
    lacking: dict[str, str],
    item: Record | None,
    unit: Unit,
    name: str = "review",
) -> Responsible:
    """Return who has the next signature to give; the conclusion is the reviewer's."""
    step = next((step for step in REVIEW_STEPS if step in lacking), "reviewer")
    return for_signature(record, step, item, unit, name)
