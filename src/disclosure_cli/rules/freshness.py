"""F80x: what has become due, measured from the day that findings speak of. Never more than a warning."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.duties import due_dates
from disclosure_cli.duties.working_days import Deadline, working_days_between
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent, is_withheld
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Record, Related, Severity
from disclosure_cli.places import Part
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_PROVISIONAL = "（那一年的放假安排还没有公布，按法定节假日推算）"


@rule("F801", "overdue-entry", Severity.WARNING, each="entry")
def overdue_entry(record: Record, context: Context) -> Iterator[Finding]:
    """应当公开的信息过了期限还没有公开

    为什么: 主动公开的信息自形成或者变更之日起20个工作日内公开，事项另写了时限的按它的时限（《条例》第二十六条）。审查没有办完不是拖延的理由。

    不好: 生成日期: 2025-01-06，到3月31日还没有公开日期。

    好: 生成日期: 2025-01-06，公开日期: 2025-01-14
    """
    deadline = _overdue(record, context)
    if deadline is not None:
        late = working_days_between(deadline.date, context.as_of)
        message = f"应当在{deadline.date.isoformat()}以前公开，已经晚了{late}个工作日"
        message += _PROVISIONAL if deadline.provisional else ""
        hint = "办完审查，公开以后写公开日期；审查不同意公开的，写明审查结论"
        yield Finding(record, ("created",), message, hint)


def _overdue(entry: Record, context: Context) -> Deadline | None:
    """Return by when an entry that is not yet disclosed had to be."""
    deadline = due_dates.publication(entry, context)
    return deadline if deadline is not None and deadline.date < context.as_of else None


@rule("F802", "reassessment-due", Severity.WARNING, each="unit")
def reassessment_due(record: Record, context: Context) -> Iterator[Finding]:
    """不予公开的信息到了评估的日期

    为什么: 不予公开的信息要定期评估审查，因情势变化可以公开的应当公开（《条例》第十八条）。

    不好: 下次评估日期: 2024-12-31（基准日期是2025年3月）

    好: 评估以后写新的日期；可以公开的，改为主动公开。
    """
    assert context.unit is not None
    for subject in (*context.unit.items, *context.unit.entries):
        planned = due_dates.reassessment(subject, context)
        if planned is None or planned > context.as_of:
            continue
        message = f"{planned.isoformat()}应当评估能否公开，还没有新的日期"
        hint = "评估以后写下一次的日期；情势变化可以公开的，改变公开方式并办理审查"
        yield Finding(subject, ("exemption", "next_review"), message, hint)


@rule("F803", "stale-item", Severity.WARNING, each="unit")
def stale_item(record: Record, context: Context) -> Iterator[Finding]:
    """到了更新的周期没有更新

    为什么: 栏目长期不更新是网站检查的扣分项：动态、要闻两周，通知公告、政策文件六个月（国办秘函〔2019〕19号），天数可以在设置的“阈值”里调整。写了更新周期的，按周期；公开时限写着“每年1月31日前”的，每年到那一天（《条例》第四十九条）；按月、季、年的信息，期满后20个工作日内公开（《条例》第二十六条）。

    不好: 更新周期: 每月，最近更新日期: 2024-11-05，以后没有新的信息（基准日期是2025年3月31日）

    好: 更新以后改最近更新日期，或者登记新公开的信息；已经改变周期的，改更新周期。
    """
    for item in context.current_items:
        expected = due_dates.next_update(item, context)
        if expected is None or expected[1].date >= context.as_of:
            continue
        latest, cycle = expected[0], item.get("update", "cycle")
        if due_dates.by_day_of_year(item):
            limit = item.data["time_limit"]
            message = f"公开时限是“{shorten(limit)}”，最近一次更新是{latest.isoformat()}"
            hint = f"登记在{expected[1].date.isoformat()}以前应当公开的信息，还没有公开的尽快公开"
            yield Finding(item, ("time_limit",), message, hint)
            continue
        field = "last" if item.get("update", "last") is not None else "cycle"
        message = f"更新周期是{cycle}，最近一次更新是{latest.isoformat()}"
        hint = "登记新的信息，或者改最近更新日期；周期写得不合适的，改更新周期"
        yield Finding(item, ("update", field), message, hint)


@rule("F804", "stale-revision", Severity.WARNING, each="unit")
def stale_revision(record: Record, context: Context) -> Iterator[Finding]:
    """指南、目录很久没有修订

    为什么: 行政机关应当及时更新政府信息公开指南和目录，不及时更新的可以追究责任（《条例》第十二条、第五十三条）。间隔的月数在设置的“阈值”里；联系方式变了，指南要马上修订。

    不好: 指南的修订日期: 2023-05-10；联系方式变更日期: 2024-09-01

    好: 指南的修订日期: 2025-03-10，每年核对一次。
    """
    assert context.unit is not None
    guide = context.unit.guide
    if guide is not None:
        yield from _revision(guide, "revised", "指南", context)
        yield from _older_than_contacts(guide, record, context)
    if record.data:
        yield from _revision(record, "catalog_revised", "目录", context)


def _revision(record: Record, name: str, what: str, context: Context) -> Iterator[Finding]:
    if is_absent(record, name):
        hint = f"核对一遍内容，写最近一次修订{what}的日期"
        yield Finding(record, (), f"{what}没有写修订日期", hint)
        return
    revised = day(record.data.get(name))
    if revised is not None and due_dates.revision(revised, context) < context.as_of:
        months = context.settings.threshold("guide_months", due_dates.REVISION_MONTHS)
        message = f"{what}{revised.isoformat()}修订以后，超过{months}个月没有修订"
        hint = "对照现行规定和联系方式核对一遍，改正后写新的修订日期；没有变化的也写核对的日期"
        yield Finding(record, (name,), message, hint)


def _older_than_contacts(guide: Record, profile: Record, context: Context) -> Iterator[Finding]:
    revised, changed = day(guide.data.get("revised")), day(profile.data.get("contact_changed"))
    if revised is None or changed is None or not revised < changed <= context.as_of:
        return
    related = (Related(profile.locate(("contact_changed",)), "联系方式变更日期"),)
    message = f"联系方式{changed.isoformat()}变更，指南是{revised.isoformat()}修订的"
    hint = "核对指南里的联系方式，写新的修订日期"
    yield Finding(guide, ("revised",), message, hint, related=related)


@rule("F805", "stale-review", Severity.WARNING, each="unit")
def stale_review(record: Record, context: Context) -> Iterator[Finding]:
    """审查搁置了

    为什么: 公开前的审查要有人办完：承办人提出以后迟迟没有下一步，或者送有权机关确定以后没有结果，信息就一直压着（《条例》第六条要求及时公开，第十七条要求明确审查的程序和责任）。超过20个工作日没有进展的列在这里。

    不好: 承办人2025年1月7日提出，到3月31日部门负责人还没有签署。

    好: 催办，办完以后写各环节的日期和审查结论；送审的，向有权机关询问结果。
    """
    assert context.unit is not None
    for subject in (*context.unit.items, *context.unit.entries):
        if "review" not in subject.data or "published" in subject.data:
            continue
        progress = due_dates.review_progress(subject)
        if progress is None or is_withheld(subject, context):
            continue
        since, deadline = progress
        if deadline.date < context.as_of and not _is_overdue_entry(subject, context):
            waited = working_days_between(since, context.as_of)
            message = f"审查{since.isoformat()}以后没有进展，已经{waited}个工作日"
            hint = "催办，办完以后写各环节的日期和审查结论；送有权机关确定的，询问结果"
            yield Finding(subject, ("review",), message, hint, part=Part.KEY)


def _is_overdue_entry(record: Record, context: Context) -> bool:
    return record.kind == "entry" and _overdue(record, context) is not None


@rule("F808", "overdue-task", Severity.WARNING, each="unit")
def overdue_task(record: Record, context: Context) -> Iterator[Finding]:
    """实施方案的任务过了完成时间

    为什么: 实施方案的每项任务都有责任部门、责任人和完成时间，过了时间没有完成的要有人过问。

    不好: 完成时间: 2025-02-28，进展: 进行中（基准日期是2025年3月31日）

    好: 进展: 已完成；确需延期的，经批准后改完成时间。
    """
    for task in due_dates.open_tasks(record):
        if task.due < context.as_of:
            who = task.data.get("person") or task.data.get("department") or "责任人"
            what = shorten(task.data.get("task", ""), 16)
            message = f"任务“{what}”应当在{task.due.isoformat()}完成"
            hint = f"向{who}了解情况：完成了的写“已完成”，确需延期的经批准后改完成时间"
            yield Finding(record, (*task.path, "due"), message, hint)
