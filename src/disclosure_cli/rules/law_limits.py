"""L44x: time limits can be read, and are those of the law (art. 26 and 33 of the Regulations, special limits)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from disclosure_cli.duties.special_limits import STATUTORY, natural_days, special_limit_of
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import texts
from disclosure_cli.grammar import basis, time_limit
from disclosure_cli.grammar.ditto import DITTO
from disclosure_cli.grammar.time_limit import Limit, Posting, TimeLimit, Unit
from disclosure_cli.model import Record, Severity
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST, is_current
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_FORMED = frozenset(
    ("形成", "变更", "变动", "产生", "生成", "制定", "制作", "获取", "获得", "成文", "印发")
)
_APPLIED = re.compile("申请|受理")
# What tells of a year is formed some time after its end.
_PERIOD_ENDED = re.compile("(?:年度?|半年|季度?|月度?|学期)(?:结束|终了|末)")
# What a matter is taken up with is disclosed too: 自受理之日起5个工作日内 may be of one's own accord.
_ASKED = re.compile("(?:收到|提出|提交).{0,8}申请")


def _wordings(
    context: Context,
    finding: Callable[[str, TimeLimit | None], tuple[str, str, str | None] | None],
    is_meant: Callable[[Record], bool] = lambda item: True,
) -> Iterator[Finding]:
    """Look at each time limit once for all items that have it, or for those of them that are meant."""
    for wording, items in context.items_by_time_limit.items():
        found = None if wording in DITTO else finding(wording, time_limit.parse(wording))
        if found is not None:
            message, hint, correction = found
            for item in filter(is_meant, items):
                yield Finding(item, ("time_limit",), message, hint, correction=correction)


@rule("L440", "unread-time-limit", Severity.WARNING, each="unit")
def unread_time_limit(record: Record, context: Context) -> Iterator[Finding]:
    """公开时限读不懂

    为什么: 时限要说清从什么时候起算、多少个工作日（《条例》第二十六条），程序才能算出到期日、提醒逾期。读不懂的时限照样印出来，但核对不了。

    不好: 公开时限: 按规定时限

    好: 公开时限: 自信息形成或者变更之日起20个工作日内

    只写“不少于20个工作日”的，看不出是公示期，还是多长时间内公开，也算读不懂；事项名称里有公示、公告、征求意见的除外。
    """

    def unread(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        hint = "写成“自……之日起N个工作日内”“每年1月31日前”“2026年6月30日前”“及时公开”“公示期不少于N个工作日”等，别的话写在“说明”里"
        return None if parsed else (f"公开时限“{shorten(wording)}”读不懂", hint, None)

    def ambiguous(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        parts = parsed.parts if parsed else ()
        if not parts or not all(isinstance(p, Posting) and not p.is_of_something for p in parts):
            return None
        message = f"公开时限“{shorten(wording)}”没有说是公示期，还是多长时间内公开"
        hint = "多长时间内公开的写“自……之日起N个工作日内”，公示的写“公示期不少于N个工作日”"
        return message, hint, None

    yield from _wordings(context, unread)
    yield from _wordings(context, ambiguous, _is_of_no_posting)


_POSTED = re.compile("公示|公告|征求意见|征集|听证|张贴")


def _is_of_no_posting(item: Record) -> bool:
    """Tell whether the title of an item does not say that something is posted."""
    return _POSTED.search(str(item.data.get("title"))) is None


@rule("L441", "duration-as-time-limit", Severity.WARNING, each="unit")
def duration_as_time_limit(record: Record, context: Context) -> Iterator[Finding]:
    """把公开期限写进了公开时限

    为什么: 公开时限是多长时间内公开，“长期”“永久”“任期内”是公开以后保留多久，是公开期限。写在一起，就看不出什么时候应当公开。

    不好: 公开时限: 长期公开

    好: 公开时限: 自信息形成或者变更之日起20个工作日内；公开期限: 长期公开
    """

    def finding(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        if parsed is None or not parsed.durations:
            return None
        terms = "、".join(duration.term for duration in parsed.durations)
        hint = f"把“{terms}”移到“公开期限”，公开时限写多长时间内公开"
        return f"公开时限里的“{terms}”是公开期限", hint, None

    yield from _wordings(context, finding)


@rule("L442", "limit-too-long", Severity.ERROR, each="unit")
def limit_too_long(record: Record, context: Context) -> Iterator[Finding]:
    """公开时限超过20个工作日，没有依据

    为什么: 属于主动公开范围的信息，自形成或者变更之日起20个工作日内公开，法律、法规另有规定的才从其规定（《条例》第二十六条）。

    不好: 公开时限: 自信息形成或者变更之日起30个工作日内

    好: 公开时限: 自信息形成或者变更之日起20个工作日内；另有规定的，写明时限依据
    """

    def finding(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        limits = (
            part
            for part in (parsed.limits if parsed else ())
            if not part.action and not _is_reply(part) and not _PERIOD_ENDED.search(part.trigger)
        )
        longest = max(limits, key=natural_days, default=STATUTORY)
        if natural_days(longest) <= natural_days(STATUTORY):
            return None
        amount = time_limit.canonical(TimeLimit((Limit(longest.number, longest.unit),)))
        hint = "改为20个工作日内；法律、法规另有规定的，在“时限依据”里写明是哪一条"
        return f"公开时限是{amount}，超过20个工作日，没有写时限依据", hint, None

    def is_meant(item: Record) -> bool:
        return _is_active(item) and not _has_special_basis(item, context)

    if context.is_bound:
        yield from _wordings(context, finding, is_meant)


@rule("L443", "days-for-working-days", Severity.WARNING, each="unit")
def days_for_working_days(record: Record, context: Context) -> Iterator[Finding]:
    """把20个工作日写成了20日

    为什么: 《条例》第二十六条规定的是20个工作日，“20日”“20天”按日历天计算，短了一周多，多半是漏写了“工作”二字；确有法律规定20日的，要写明时限依据。

    不好: 公开时限: 自信息形成或者变更之日起20日内

    好: 公开时限: 自信息形成或者变更之日起20个工作日内
    """

    def finding(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        if not any(map(_is_confused, parsed.limits if parsed else ())):
            return None
        hint = "写成“20个工作日”；法律规定的确实是20日的，写明时限依据"
        return "《条例》规定的是20个工作日，这里写的是20日", hint, None

    def is_meant(item: Record) -> bool:
        title = item.data.get("title")
        return (
            _is_active(item)
            and "time_limit_basis" not in item.data
            and special_limit_of(title, context.special_limits) is None
        )

    if context.is_bound:
        yield from _wordings(context, finding, is_meant)


def _is_confused(limit: Limit) -> bool:
    """Tell whether a limit has the number of the law, but in days of the calendar."""
    return (
        limit.number == STATUTORY.number
        and limit.unit is Unit.DAY
        and not limit.action
        and (not limit.trigger or not limit.events.isdisjoint(_FORMED))
    )


def _bounds_another(parsed: TimeLimit) -> bool:
    """Tell whether a limit says only how long another may become: 3个工作日内，最迟不超过7个工作日."""
    return any(not (part.trigger or part.subject or part.action) for part in parsed.limits[1:])


@rule("L444", "time-limit-wording", Severity.WARNING, each="unit")
def time_limit_wording(record: Record, context: Context) -> Iterator[Finding]:
    """公开时限的写法不规范

    为什么: 同样的时限用同样的写法（《条例》第二十六条的用语），才能检索、比较和计算。

    不好: 公开时限: 信息形成之日起20工作日

    好: 公开时限: 自信息形成之日起20个工作日内
    """

    def finding(wording: str, parsed: TimeLimit | None) -> tuple[str, str, str | None] | None:
        if parsed is None or not parsed.variants:
            return None
        message = f"公开时限的写法不规范：{'；'.join(parsed.variants)}"
        if _bounds_another(parsed):
            return message, "只写最长的一个期限，或者写明各是什么的期限", None
        written = time_limit.canonical(parsed)
        return message, f"写成“{written}”", written

    yield from _wordings(context, finding)


@rule("L445", "special-limit-ignored", Severity.WARNING, each="unit")
def special_limit_ignored(record: Record, context: Context) -> Iterator[Finding]:
    """法律另有时限的事项没有按它写

    为什么: 法律、法规对公开期限另有规定的，从其规定（《条例》第二十六条）：政府预算、决算自批准之日起20日内，部门预算、决算自批复之日起20日内（《预算法》第十四条），中标结果2个工作日内，等等。各种特别时限登记在 _vocab/laws.yaml。

    不好: 部门预算的公开时限写“自信息形成或者变更之日起20个工作日内”。

    好: 公开时限: 自批复之日起20日内
    """
    for item, special, is_met in context.special_items:
        if not is_met:
            message = f"{special.matter}的时限另有规定：{special.wording}"
            hint = f"按{special.source}写公开时限，并写进时限依据"
            yield Finding(item, ("time_limit",), message, hint)


_LAWS_AND_REGULATIONS = frozenset(("法律", "行政法规", "地方性法规"))
"""What art. 26 lets set another limit. To keep to a shorter one that a document asks for needs no basis."""


@rule("L446", "special-limit-without-basis", Severity.ERROR, each="unit")
def special_limit_without_basis(record: Record, context: Context) -> Iterator[Finding]:
    """用了特别时限，没有写它的依据

    为什么: 与20个工作日不同的时限来自别的法律（《条例》第二十六条），不写依据，看的人不知道是另有规定还是写错了。

    不好: 部门预算，公开时限: 自批复之日起20日内，没有时限依据

    好: 时限依据: [《中华人民共和国预算法》第十四条第二款]
    """
    for item, special, is_met in context.special_items:
        is_law = special.law.get("rank") in _LAWS_AND_REGULATIONS
        if is_met and is_law and not _cites(item, special.law, context):
            message = f"{special.matter}用的是特别时限，没有写明依据"
            hint = f"在“时限依据”里写{special.source}"
            yield Finding(item, ("time_limit",), message, hint)


@rule("L447", "limit-of-other-mode", Severity.WARNING, each="unit")
def limit_of_other_mode(record: Record, context: Context) -> Iterator[Finding]:
    """公开时限与公开方式对不上

    为什么: 主动公开从信息形成或者变更之日起算（《条例》第二十六条），依申请公开从收到申请之日起20个工作日内答复（《条例》第三十三条），两个时限不能互换。

    不好: 公开方式: 依申请公开，公开时限: 自信息形成或者变更之日起20个工作日内

    好: 公开方式: 依申请公开，公开时限: 自收到申请之日起20个工作日内
    """

    def of_disclosure(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        limits = parsed.limits if parsed else ()
        if all(limit.events.isdisjoint(_FORMED) or _is_reply(limit) for limit in limits):
            return None
        message = "依申请公开的时限从收到申请之日起算，这里写的是主动公开的时限"
        return message, "写成“自收到申请之日起20个工作日内”（《条例》第三十三条第二款）", None

    def of_reply(wording: str, parsed: TimeLimit | None) -> tuple[str, str, None] | None:
        limits = parsed.limits if parsed else ()
        if not any(_ASKED.search(limit.trigger) and not limit.subject for limit in limits):
            return None
        message = "主动公开的时限从信息形成或者变更之日起算，这里写的是答复申请的时限"
        return message, "写成“自信息形成或者变更之日起20个工作日内”（《条例》第二十六条）", None

    if context.is_bound:
        yield from _wordings(context, of_disclosure, _is_on_request)
        yield from _wordings(context, of_reply, _is_active)


def _is_active(item: Record) -> bool:
    """Tell whether an item of the catalog is disclosed of one's own accord."""
    return item.data.get("mode") == ACTIVE and is_current(item)


def _is_on_request(item: Record) -> bool:
    return item.data.get("mode") == ON_REQUEST and is_current(item)


def _is_reply(limit: Limit) -> bool:
    """Tell whether a limit is for answering an application and not for disclosing."""
    return _APPLIED.search(limit.trigger) is not None


def _has_special_basis(item: Record, context: Context) -> bool:
    """Tell whether an item says which law, other than the Regulations, sets its time limit."""
    for _, text in texts(item.data.get("time_limit_basis")):
        for citation in basis.parse_list(text):
            known = context.known_laws.find(citation)
            named = bool(citation.title or citation.number)
            if named if known is None else not known.is_regulation:
                return True
    return False


def _cites(item: Record, law: Record, context: Context) -> bool:
    """Tell whether an item cites a law, as the basis of its time limit or of its disclosure."""
    return any(
        known.law is law
        for name in ("time_limit_basis", "basis")
        for _, text in texts(item.data.get(name))
        for known in context.known_laws.read(text)
    )
