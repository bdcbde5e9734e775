"""G602 to G605: office hours that the public can rely on, to the minute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disclosure_cli.facts.context import Context
from disclosure_cli.grammar import hours
from disclosure_cli.grammar.hours import Hours, MonthDay, Span
from disclosure_cli.grammar.variant import Variant
from disclosure_cli.model import Path, Record, Severity
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_EXAMPLE = "例如“工作日8:30-12:00，14:00-17:30”"


def _read(context: Context) -> Iterator[tuple[Sequence[tuple[Record, Path]], str, Hours]]:
    """Yield the hours that can be read, each wording with the places that have it."""
    for text, places in context.office_hours.items():
        parsed = hours.parse(text)
        if parsed is not None:
            yield places, text, parsed


@rule("G602", "unread-hours", Severity.WARNING, each="catalog")
def unread_hours(record: Record, context: Context) -> Iterator[Finding]:
    """办公时间读不懂

    为什么: 指南要写明办公时间（《条例》第十二条），公众照着它来办事。写成固定的样子，网页、Excel才能统一，也才能核对有没有写错。

    不好: 办公时间: 上班时间都有人

    好: 办公时间: 工作日8:30-12:00，14:00-17:30
    """
    for text, places in context.office_hours.items():
        if hours.parse(text) is not None:
            continue
        message = f"办公时间“{shorten(text)}”读不懂"
        for subject, path in places:
            yield Finding(subject, path, message, f"写明哪些天、几点几分到几点几分，{_EXAMPLE}")


@rule("G603", "vague-hours", Severity.WARNING, each="catalog")
def vague_hours(record: Record, context: Context) -> Iterator[Finding]:
    """办公时间没有写全

    为什么: 只写“工作日”或者“8点到12点”，公众不知道哪天、几点可以来。检查要求办公时间精确到分钟，夏季、冬季作息不同的写明起止日期。

    不好: 办公时间: 工作日

    好: 办公时间: 夏季（5月1日至9月30日）工作日8:30-12:00，15:00-18:00；冬季（10月1日至次年4月30日）工作日8:30-12:00，14:00-17:30
    """
    for places, text, parsed in _read(context):
        if lacking := [*_lacking(parsed)]:
            message = f"办公时间“{shorten(text)}”没有写{'、'.join(lacking)}"
            for subject, path in places:
                yield Finding(subject, path, message, f"补写完整，{_EXAMPLE}")


def _lacking(parsed: Hours) -> Iterator[str]:
    """Yield what a reader would have to ask."""
    sessions = [session for season in parsed.periods for session in season.sessions]
    if not all(session.working_days or session.weekdays for session in sessions):
        yield "是哪些天"
    if not all(session.spans for session in sessions):
        yield "起止时间"
    elif Variant.MISSING_MINUTES in parsed.variants:
        yield "分钟"
    if len(parsed.periods) > 1 and not all(season.start for season in parsed.periods):
        yield "每一季的起止日期"


@rule("G604", "contradictory-hours", Severity.WARNING, each="catalog")
def contradictory_hours(record: Record, context: Context) -> Iterator[Finding]:
    """办公时间自相矛盾

    为什么: 下班早于上班、两段时间重叠、两季的日期重叠或者中间空着几天，公众按哪个时间来都可能扑空。

    不好: 办公时间: 工作日8:30-12:00，14:00-5:30

    好: 办公时间: 工作日8:30-12:00，14:00-17:30
    """
    for places, text, parsed in _read(context):
        if faults := [*_faults(parsed)]:
            message = f"办公时间“{shorten(text)}”自相矛盾：{'；'.join(faults)}"
            for subject, path in places:
                yield Finding(subject, path, message, "核对作息时间，用24小时制写")


def _faults(parsed: Hours) -> Iterator[str]:
    for span in hours.misordered(parsed):
        yield f"{_clock(span)}的结束不晚于开始"
    for span in hours.turned_back(parsed):
        yield f"{_clock(span)}是凌晨"
    for first, second in () if parsed.of_services else hours.overlaps(parsed):
        yield f"{_clock(first)}与{_clock(second)}重叠"
    if doubled := _dates(hours.doubly_covered_dates(parsed)):
        yield f"{doubled}写了两种时间"
    if uncovered := _dates(hours.uncovered_dates(parsed)):
        yield f"{uncovered}没有写时间"


def _clock(span: Span) -> str:
    first, last = (f"{minutes // 60}:{minutes % 60:02d}" for minutes in (span.opens, span.closes))
    return f"{first}-{last}"


def _dates(ranges: Iterable[tuple[MonthDay, MonthDay]]) -> str:
    return "、".join(
        f"{first.month}月{first.day}日" + ("" if first == last else f"至{last.month}月{last.day}日")
        for first, last in ranges
    )


# Dashes and the clock of twelve hours are read without doubt, and are good Chinese.
_SLIPS = frozenset((Variant.SPACE, Variant.FULL_WIDTH, Variant.HALF_WIDTH))


@rule("G605", "hours-wording", Severity.WARNING, each="catalog")
def hours_wording(record: Record, context: Context) -> Iterator[Finding]:
    """办公时间的写法不规范

    为什么: 多余的空格、全角的数字和冒号、英文标点，印出来长短不齐，同样的时间在各处也成了不同的写法。

    不好: 办公时间: 工作日 8：30-12：00,14：00-17：30

    好: 办公时间: 工作日8:30-12:00，14:00-17:30
    """
    for places, text, parsed in _read(context):
        if slips := [variant.value for variant in parsed.variants if variant in _SLIPS]:
            message = f"办公时间“{shorten(text)}”{'，'.join(slips)}"
            right = None if parsed.says_more else hours.canonical(parsed)
            hint = f"写成“{right}”" if right else f"每一季、每一种服务的时间各自写全，{_EXAMPLE}"
            for subject, path in places:
                yield Finding(subject, path, message, hint, correction=right)
