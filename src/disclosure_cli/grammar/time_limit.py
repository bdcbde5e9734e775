"""Disclosure time limits (公开时限) and durations (公开期限), both ways.

A text is one or more parts: a limit counted from an event (art. 26 of the Regulations: 自信息形成或者
变更之日起20个工作日内), a yearly date or a cycle, one date (2026年6月30日前), prompt disclosure, a posting period,
days in advance of an event or simply before it (每学期开学前), an extension, or a duration, which is no limit at all;
behind them may stand the proviso 法律、法规另有规定的，从其规定, and notes in brackets. A text that is not wholly of
these is not read.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from disclosure_cli.grammar import folding, numerals
from disclosure_cli.grammar.variant import Variant


class Unit(StrEnum):
    """What is counted; a plain 日 is a natural day."""

    HOUR = "小时"
    WORKING_DAY = "工作日"
    DAY = "日"
    WEEK = "周"
    MONTH = "月"
    YEAR = "年"


class Cycle(StrEnum):
    """How often something recurs."""

    DAY = "日"
    WEEK = "周"
    MONTH = "月"
    QUARTER = "季度"
    HALF_YEAR = "半年"
    TERM = "学期"
    YEAR = "年"


@dataclass(frozen=True, slots=True)
class Limit:
    """Within `number` units from the day of an event.

    `trigger` is the event (信息形成或者变更), empty when none is written; `subject` is what the limit is
    for when it is not for everything (处罚决定, 其他); `action` is what must be done when it is not
    simply to disclose (撤回并说明理由).
    """

    number: int
    unit: Unit
    trigger: str = ""
    subject: str = ""
    action: str = ""

    @property
    def events(self) -> frozenset[str]:
        """The verbs of the trigger: 形成, 变更, 批准 …"""
        return frozenset(_EVENT.findall(self.trigger))


@dataclass(frozen=True, slots=True)
class Extension:
    """A limit that may be prolonged by so much."""

    number: int
    unit: Unit
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """Something stays posted (公示, 公告, 征求意见) for so long, or for at least so long."""

    number: int
    unit: Unit
    at_least: bool
    subject: str = ""

    @property
    def is_of_something(self) -> bool:
        """Whether it is said that something is posted, and not only that so long is the least."""
        return (
            _POSTED.search(self.subject) is not None
            or _SINCE_POSTED.search(self.subject) is not None
        )


@dataclass(frozen=True, slots=True)
class Advance:
    """At least so long before an event (听证会召开7日前); the event may be left unsaid (提前7日)."""

    number: int
    unit: Unit
    event: str = ""
    subject: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """Before an event, with no number of days: 每学期开学前."""

    event: str
    subject: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """Once, before a date: of a month, without a day, the last; of a year, without a month, too."""

    year: int
    month: int | None = None
    day: int | None = None
    subject: str = ""
    action: str = ""

    @property
    def last_day(self) -> date:
        """The day that is meant; 前 includes it, as in 1月31日前."""
        month = self.month or _MONTHS
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Recurring:
    """Once in each cycle, or in each cycle before a date: `day`, or with `end` the last one.

    A month is given only with a yearly cycle, a day with a monthly one or a month.
    """

    cycle: Cycle
    month: int | None = None
    day: int | None = None
    end: bool = False
    subject: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """At once, with no number of days: 及时, 实时 …, perhaps after an event or 按进展情况."""

    manner: str
    by_progress: bool = False
    trigger: str = ""
    subject: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something stays public (长期, 永久, 任期内): no limit, though often written as one."""

    term: str
    subject: str = ""
    action: str = ""


Part = Limit | Extension | Posting | Advance | Before | Dated | Recurring | Prompt | Duration


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What a text says: its parts in order, whether other law is reserved, notes in brackets."""

    parts: tuple[Part, ...]
    proviso: bool = False
    notes: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = field(default=(), compare=False)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that are counted from an event."""
        return tuple(part for part in self.parts if isinstance(part, Limit))

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The durations among the parts."""
        return tuple(part for part in self.parts if isinstance(part, Duration))


PROVISO = "法律、法规对政府信息公开的期限另有规定的，从其规定"
"""The second half of art. 26."""

_Reading = tuple[Part, tuple[Variant, ...]]

# No sentence of the law is longer; it keeps the cost of hostile text small.
_LONGEST_TEXT = 1000
_LARGEST_NUMBER = 999

_UNITS = {
    "小时": Unit.HOUR,
    "工作日": Unit.WORKING_DAY,
    "自然日": Unit.DAY,
    "日历日": Unit.DAY,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "周": Unit.WEEK,
    "月": Unit.MONTH,
    "年": Unit.YEAR,
}
_LONG_UNITS = (Unit.MONTH, Unit.YEAR)
_COUNTED_BY_GE = (Unit.WORKING_DAY, Unit.MONTH)
_CYCLES = {
    "日": Cycle.DAY,
    "天": Cycle.DAY,
    "周": Cycle.WEEK,
    "月": Cycle.MONTH,
    "月度": Cycle.MONTH,
    "季": Cycle.QUARTER,
    "季度": Cycle.QUARTER,
    "半年": Cycle.HALF_YEAR,
    "半年度": Cycle.HALF_YEAR,
    "学期": Cycle.TERM,
    "年": Cycle.YEAR,
    "年度": Cycle.YEAR,
}
_CYCLE_ENDS = {Cycle.YEAR: "年底", Cycle.QUARTER: "末", Cycle.MONTH: "底", Cycle.TERM: "末"}
_TERMS_WITHIN = ("任期", "有效期", "存续期")
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = 12
_FIRST_YEAR = 1900

# Sentences around the clauses.
_PROVISO = re.compile(
    r"[，；。]?[^，；。（）\d]{0,40}另有(?:明确)?规定的?[，；。]?"
    r"(?:依照其规定|从其规定|按其规定|除外)(?:执行|办理)?",
    re.ASCII,
)
_BRACKETED = re.compile(r"（([^（）]*)）(?=$|[（，；。])")
# A mark behind the event does not part it from what is counted from it: 信息形成后，20个工作日内.
_MARK_BEHIND_EVENT = re.compile(
    rf"(?<=[后起])，(?=(?:应当|[在于])*(?:\d{{1,3}}|[{numerals.CHARACTERS}]{{1,5}})个?(?:工作日|[日天]))",
    re.ASCII,
)
_CLAUSE_END = re.compile(r"[，；。]|(?<=[日天]内)、|(?<=工作日)、")
_LEAD = re.compile(r"^(?:其中|但是?|：|公开(?:时限|时间|期限)：|公开(?:时限|时间)为)+")
_COLONS = re.compile("：+")
_OPENS_CONDITION = re.compile(r"(?:的|(?<!小)时)$")

# An amount and what stands around it; 日, 周 and 年 are also parts of words that are no units.
_NUMERAL = rf"\d+|[{numerals.CHARACTERS}]+"
_AMOUNT = re.compile(
    rf"((?<![月\d—–－～~-])(?<!\d[至到])\d+"
    rf"|(?<![月\d—–－～~{numerals.CHARACTERS}-])(?<![{numerals.CHARACTERS}][至到])[{numerals.CHARACTERS}]+)(个?)"
    r"(工作日|自然日|日历日|小时|日(?!期|常|报(?![送告批])|程(?!序)|志|均)|天|周(?![年边])|年(?!度)|(?<=个)月)",
    re.ASCII,
)
_AMOUNT_WITHIN = re.compile(rf"(?:{_NUMERAL})个?(?:工作日|小时|[日天](?:以|之)?内)", re.ASCII)
_WITHIN = re.compile(r"以内|之内|内")
_BEFORE = re.compile(r"以前|之前|前")
_OR_MORE = re.compile(r"(?:及|或)?以上")
_NOT_LATER = r"最迟|最晚|不得?(?:超过|晚于|迟于)"
_NOT_LESS = r"至少|最少|不得?(?:少于|低于|短于)"
_BOUND = re.compile(rf"{_NOT_LATER}|{_NOT_LESS}")
_AT_LEAST = re.compile(rf"(?:{_NOT_LESS})为?$")
_LEAST_FIRST = re.compile(r"^(?:至少|最少)(?=.)")
_MODALS = re.compile(r"(?:一般|原则上|应当|均|须|(?<!行)为)+$")
_AT_MOST = re.compile(rf"(?:{_NOT_LATER}|一般|原则上|应当|(?<=起)的|在|于)+$")
_QUALIFIERS = re.compile(
    rf"(?:{_NOT_LATER}|{_NOT_LESS}|一般|原则上|应当|均|须|(?<!行)为|(?<=起)的|在|于)+$"
)
_AHEAD = re.compile(r"(?:提前|之前|以前|前)$")
_PROLONGED = re.compile(r"(?:可以|可)?(?:适当)?(?:延长|延期)(?:期限|时间|时限)?$")
_POSTED = re.compile(r"(?:公示|公告|征求意见|征集意见|征集|张贴|展示|保留|保存|留存|公开|公布)$")
_SINCE_POSTED = re.compile(r"(?:公示|公告|征求意见|征集|张贴)(?:发布)?(?:之日|当[日天])?起$")
_POSTED_PERIOD = re.compile(
    r"(?<=公示|公告|意见|征集|张贴|展示|保留|保存|留存|公开|公布)(?:的?(?:期限|期间|时间|时限|期))?$"
)
_POSTED_FOR = re.compile(
    r"(?:公示|公告|征求意见|征集意见|征集|张贴|展示|保留|保存|留存)(?:的?(?:期限|期间|时间|时限|期))?$"
    r"|(?:公开|公布)的?(?:期限|期)$"
)
_DISCLOSED = ("公开", "公布")

# An event; the prepositions 自, 从, 在, 经, 于 also begin ordinary words.
_PREPOSITION = (
    r"(?:自(?!然[资灾保环人村遗]|治[区州县旗组]|主[创招择申经知]|行[组确申公制车]|动[监化公站]|愿|查|筹"
    r"|建[房公]|身|来水|救|费|考|学考|觉|营|有资|用住)"
    r"|从(?!业|事[^项件业]|严|重|轻|优)|在(?!建[^设筑]|校|职|岗|编|册|线|读|逃|押|京))"
)
_FROM = re.compile(_PREPOSITION)
_CONDITION = r"[如若]?遇[有到]?(?![难害险])|[如若]有|一旦"
_PREPOSITIONS = re.compile(
    rf"^(?:应当|应(?=[于在自])|一般|原则上|{_NOT_LATER}|{_CONDITION}|于|经(?![济营费办贸验常信]|开区|过)|{_PREPOSITION})+"
)
_LINK = re.compile(
    r"(?:(?:之日|当[日天]|即日|日期|时间|之?时)起|之日起?|(?<!次)日起|(?<![发引缘提兴日天])起"
    r"|(?:日期)?(?:之后|以后|(?<!最)后))(?:计?算)?的?$"
)
_EVENT = re.compile(
    "形成|变更|变动|批准|批复|产生|制定|制作|获取|获得|签订|签署|签发|确定|作出|做出|生成|成文|印发|发布"
    "|公布|收到|受理|办结|完成|结束|终了|审定|审批|核准|核定|认定|通过|下达|调整|修订|修改|更新|生效"
    "|实施|立项|成交|中标|备案|验收|发生|届满|撤销|确认|召开|公示|公告|公开"
)
_EVENT_AT_END = re.compile(
    "(?:形成|变更|变动|批准|批复|产生|制定|制作|获取|签订|签发|生成|成文|印发)$"
)
_PLAIN_INFORMATION = re.compile(
    r"^(?:该|本|此)?(?:公开事项|公开|事项|政府)?信息(?=形成|产生|生成|变更|变动)"
)
_OUGHT = re.compile(rf"(?:应当|{_NOT_LATER}|(?<![由关对])于)+$")
# What would be read together with the words behind it, were it not set off by a colon.
_RUNS_ON = (
    "|".join(
        pattern.pattern for pattern in (_FROM, _LINK, _EVENT_AT_END, _QUALIFIERS, _AHEAD, _AMOUNT)
    )
    + "|可以?$|适当$"
)
_EITHER = re.compile(r"或(?![者有许然])")
_REST = re.compile(r"(其[他余].*?)((?:形成|变更|产生|制定|制作|获取|批准|批复|生成|签订).*)")

# What is to be done.
_PLAIN_ACTION = re.compile(
    r"(?:及时|予以|主动|依法|应当|向社会|对外|进行|完成|按规定|统一)*(?:公开|公布|发布)?"
)
_ACTION = re.compile(
    r"(?:及时|予以|主动|依法|应当|并|进行)*(?:(?:在|于|向|通过)[^\d，；。：、（）]{1,20}?)?"
    "(?:公开|公布|公示|公告|发布|更新|上网|撤回|答复|说明理由|报送|张贴|完成|告知|送达|录入|上传|移交|反馈|调整)"
    r"[^\d，；。：（）]{0,20}(?<![的时后前起])(?<!一次)",
    re.ASCII,
)

# Parts without an amount.
_YEARLY_DATE = re.compile(
    rf"(?P<subject>.*?)(?:每年度?|次年度?|下一?年度?|翌年|年度)(?P<month>{_NUMERAL})月"
    rf"(?:(?P<day>{_NUMERAL})[日号]|[底末])(?:之前|以前|前)(?P<action>.*)",
    re.ASCII,
)
_MONTHLY_DATE = re.compile(
    rf"(?P<subject>.*?)每个?月(?P<day>{_NUMERAL})[日号](?:之前|以前|前)(?P<action>.*)",
    re.ASCII,
)
_ONE_DATE = re.compile(
    rf"(?P<subject>.*?)(?<![\d{numerals.CHARACTERS}])(?P<year>\d{{4}}|[{numerals.CHARACTERS}]{{4}})年度?"
    rf"(?:(?P<month>{_NUMERAL})月(?:份?[底末]|(?P<day>{_NUMERAL})[日号])|年?[底末])"
    r"(?:之前|以前|前)(?P<action>.*)",
    re.ASCII,
)
_ON = re.compile(rf"(?:应当?|原则上|一般|{_NOT_LATER})*(?:(?<![由关对])于|在)?(?:{_NOT_LATER})*$")
_EACH_TIME = re.compile(r"^每一?(?:个?学期|个?学年|年度?|季度|个?月|次|届)(?=[^\d]{2})", re.ASCII)
# Only of these: 前 behind any word would be too many things.
_BEFORE_EVENT = re.compile(
    rf"(?P<subject>.*?)(?P<event>(?:{_EACH_TIME.pattern[1:]})?[^\d，；。：每]{{0,20}}?"
    "(?:开学|放假|开班|报名|招生|开考|考试|召开|举行|开幕|开工|开业|实施|施行|执行|生效|开标|结束|调整|启用))"
    r"(?:之前|以前|前)(?P<action>.*)",
    re.ASCII,
)
_CYCLE_END = re.compile(
    r"(?P<subject>.*?)每一?个?(?P<cycle>年|季度|季|月|学期)(?:年|月|期)?[底末](?:之前|以前|前)?(?P<action>.*)"
)
_EVERY = re.compile(
    r"(?P<subject>.*?)(?:每一?个?|按|逐)(?P<cycle>半年度?|年度?|季度?|月度?|周|日|天|学期)"
    r"(?![龄级限检常程期份边])(?:及时|定期)?(?P<action>.*?)(?:一次)?"
)
_MANNER = re.compile(
    r"(?P<head>.*?)(?P<manner>实时|及时|即时|随时|立即|当日|当天|同步|第一时间)(?P<action>.*)"
)
_PROGRESS = "(?:按照?|根据|依据?|随着?)(?:工作|项目|案件|实际)?(?:进展|进度)(?:情况)?"
_PROGRESS_AT_END = re.compile(rf"{_PROGRESS}$")
_BY_PROGRESS = re.compile(rf"(?P<head>.*?){_PROGRESS}(?P<action>.*)")
_TERM = re.compile(r"(?P<subject>.*?)(?P<term>长期|永久|常年|任期|有效期|存续期)内?(?P<action>.*)")
# Words that make a part of their own: a subject or an action that holds one has swallowed it.
_TIME_WORD = re.compile(
    "实时|及时|即时|随时|立即|当日|当天|同步|第一时间|长期|永久|常年|任期|有效期|存续期|延长|延期|提前"
    "|[年月季度][底末]"
)
_OTHER_PART = re.compile(
    rf"{_TIME_WORD.pattern}|(?:每|按|逐)(?:[年月季周日天]|半年|学期)|{_PROGRESS}"
    r"|(?:[月\d至到—–－～~-]|\d个?(?:工作日|小时|日|天))$",
    re.ASCII,
)


@lru_cache(maxsize=16384)
def parse(text: str) -> TimeLimit | None:
    """Read a time limit or a duration; None when any of it is not understood.

    What differs from the standard wording is named in `variants`; `canonical` corrects it.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    folded, spelling = folding.folded_with_variants(text, folding.without_spaces)
    main, proviso = _without_proviso(folded)
    brackets = tuple(filter(None, _BRACKETED.findall(main)))
    readings = _read_clauses(_BRACKETED.sub("", main))
    if readings is None:
        return None
    bracketed = {bracket: _read_clauses(bracket) for bracket in brackets}
    readings += [reading for bracket in brackets for reading in bracketed[bracket] or ()]
    return TimeLimit(
        parts=tuple(part for part, _ in readings),
        proviso=proviso,
        notes=tuple(bracket for bracket in brackets if bracketed[bracket] is None),
        variants=_distinct(spelling, *(variants for _, variants in readings)),
    )


def canonical(limit: TimeLimit) -> str:
    """Write the time limit in the standard wording."""
    clauses = [_wording(part) for part in limit.parts]
    separator = "；" if any("，" in clause for clause in clauses) else "，"
    notes = "".join(f"（{note}）" for note in limit.notes)
    proviso = f"；{PROVISO}" if limit.proviso else ""
    return separator.join(clauses) + notes + proviso


def _wording(part: Part) -> str:
    match part:
        case Posting():
            wording = _posting_wording(part)
        case Recurring():
            wording = _lead(part.subject) + _recurring_wording(part)
        case Limit():
            wording = f"{_since(part)}{_amount(part)}内{part.action}"
        case Extension():
            wording = f"{_lead(part.subject)}可延长{_amount(part)}"
        case Advance():
            when = f"{part.event}{_amount(part)}前" if part.event else f"提前{_amount(part)}"
            wording = f"{_lead(part.subject, closed=True)}{when}{part.action}"
        case Before():
            wording = f"{_lead(part.subject, closed=True)}{part.event}前{part.action}"
        case Dated():
            wording = f"{_lead(part.subject)}{_date_wording(part)}前{part.action}"
        case Prompt():
            progress = "按进展情况" if part.by_progress else ""
            wording = f"{_since(part)}{progress}{part.manner}{part.action or '公开'}"
        case Duration():
            within = "内" if part.term in _TERMS_WITHIN else ""
            wording = f"{_lead(part.subject)}{part.term}{within}{part.action or '公开'}"
    return wording


def _posting_wording(part: Posting) -> str:
    if not _POSTED.search(part.subject):
        lead = part.subject if part.subject.endswith("起") else _lead(part.subject)
        return f"{lead}不少于{_amount(part)}"
    if part.at_least:
        return f"{part.subject}期不少于{_amount(part)}"
    # 公开20个工作日 is a sloppy limit, 公开2年 can only be a period.
    is_plain = part.unit in _LONG_UNITS or not part.subject.endswith(_DISCLOSED)
    period = "" if is_plain else "期"
    return f"{part.subject}{period}{_amount(part)}"


def _recurring_wording(part: Recurring) -> str:
    if part.month is not None:
        day = "底" if part.end else f"{part.day}日"
        return f"每年{part.month}月{day}前{part.action}"
    if part.day is not None:
        return f"每月{part.day}日前{part.action}"
    if part.end:
        return f"每{part.cycle}{_CYCLE_ENDS[part.cycle]}前{part.action}"
    return f"按{part.cycle}{part.action or '公开'}"


def _date_wording(part: Dated) -> str:
    if part.month is None:
        return f"{part.year}年底"
    return f"{part.year}年{part.month}月{f'{part.day}日' if part.day else '底'}"


def _amount(part: Limit | Extension | Posting | Advance) -> str:
    return f"{part.number}{'个' if part.unit in _COUNTED_BY_GE else ''}{part.unit}"


def _since(part: Limit | Prompt) -> str:
    if not part.trigger:
        return _lead(part.subject)
    # 自建房审批之日起 would read as the 审批 of 自建房, not as 自 + 建房审批.
    preposition = "自" if _FROM.match(f"自{part.trigger}") else ""
    return f"{_lead(part.subject, closed=not preposition)}{preposition}{part.trigger}之日起"


def _lead(subject: str, *, closed: bool = False) -> str:
    """The subject in front of the rest, with a mark between where they would run together."""
    if not subject:
        return ""
    if "，" in subject or _OPENS_CONDITION.search(subject):
        return f"{subject}，"
    return f"{subject}：" if closed or re.search(_RUNS_ON, subject, re.ASCII) else subject


def _without_proviso(text: str) -> tuple[str, bool]:
    if "另有" not in text:
        return text, False
    main = _PROVISO.sub("", text)
    return main, main != text


def _read_clauses(text: str) -> list[_Reading] | None:
    readings: list[_Reading] = []
    conditions: list[str] = []
    joined = _MARK_BEHIND_EVENT.sub("", text)
    for clause in filter(None, (_LEAD.sub("", clause) for clause in _CLAUSE_END.split(joined))):
        reading = _read_clause(clause)
        if reading is not None:
            part, variants = reading
            readings.append((_under(conditions, part), variants))
            conditions = []
        elif conditions or _OPENS_CONDITION.search(clause):
            conditions.append(clause)
        else:
            return None
    return readings if readings and not conditions else None


def _under(conditions: Sequence[str], part: Part) -> Part:
    """The part with the clauses in front of it (情况复杂的，经批准，…) made part of its subject."""
    if not conditions:
        return part
    return replace(part, subject="，".join(filter(None, (*conditions, part.subject))))


def _read_clause(clause: str) -> _Reading | None:
    label, _, clause = clause.rpartition("：")
    label, clause = _COLONS.sub("：", label.rstrip("：")), _LEAD.sub("", clause)
    if _POSTED_FOR.search(label) and _AMOUNT.match(clause):
        label, clause = "", label + clause
    reading = _read_date(clause) or _read_amount(clause) or _read_words(clause)
    if reading is None:
        return None
    part, variants = reading
    part = replace(part, subject=f"{label}：{part.subject}".rstrip("：")) if label else part
    return None if _swallows_another(part) else (part, variants)


def _swallows_another(part: Part) -> bool:
    """Whether the words of a part hold what is a part of its own, or bounds an amount."""
    event = _EACH_TIME.sub("", getattr(part, "event", ""))
    words = (part.subject, getattr(part, "action", ""), event)
    trigger = getattr(part, "trigger", "")
    return (
        any(map(_OTHER_PART.search, words))
        or _TIME_WORD.search(trigger) is not None
        or "之日" in trigger
        or any(map(_BOUND.search, (*words, trigger)))
    )


def _read_date(clause: str) -> _Reading | None:
    for pattern, cycle in ((_YEARLY_DATE, Cycle.YEAR), (_MONTHLY_DATE, Cycle.MONTH)):
        match = pattern.fullmatch(clause)
        if match is not None:
            return _dated(match.groupdict(), cycle)
    match = _ONE_DATE.fullmatch(clause)
    if match is not None:
        return _on_one_date(match)
    match = _CYCLE_END.fullmatch(clause)
    if match is not None:
        action = _read_action(match["action"])
        subject = _subject(match["subject"])
        if action is not None:
            cycle = _CYCLES[match["cycle"]]
            return Recurring(cycle, end=True, subject=subject, action=action), ()
    return None


def _dated(groups: dict[str, str | None], cycle: Cycle) -> _Reading | None:
    subject = _subject(groups["subject"] or "")
    action = _read_action(groups["action"] or "")
    month_text, day_text = groups.get("month") or "", groups["day"] or ""
    month, day = numerals.read(month_text), numerals.read(day_text)
    if action is None:
        return None
    if cycle is Cycle.YEAR and (month is None or not 1 <= month <= len(_DAYS_OF_MONTHS)):
        return None
    if day_text and (day is None or not 1 <= day <= _DAYS_OF_MONTHS[(month or 1) - 1]):
        return None
    variants = () if (month_text + day_text).isascii() else (Variant.CHINESE_NUMERAL,)
    return Recurring(cycle, month, day, not day_text, subject, action), variants


def _on_one_date(match: re.Match[str]) -> _Reading | None:
    action = _read_action(match["action"])
    figures = [match[name] or "" for name in ("year", "month", "day")]
    year, month, day = map(numerals.read, figures)
    if action is None or year is None or (figures[1] and not month) or (figures[2] and not day):
        return None
    part = Dated(year, month, day, _ON.sub("", match["subject"]), action)
    try:
        is_likely = part.last_day.year >= _FIRST_YEAR
    except (ValueError, calendar.IllegalMonthError):
        return None
    variants = () if "".join(figures).isascii() else (Variant.CHINESE_NUMERAL,)
    return (part, variants) if is_likely else None


def _read_amount(clause: str) -> _Reading | None:
    amounts = [
        (match, number)
        for match in _AMOUNT.finditer(clause)
        if 1 <= (number := numerals.read(match[1]) or 0) <= _LARGEST_NUMBER
    ]
    if not amounts:
        return None
    match, number = amounts[-1]
    head, tail = clause[: match.start()], clause[match.end() :]
    if _AMOUNT_WITHIN.search(head):
        return None
    unit = _UNITS[match[3]]
    readers = (_read_extension, _read_limit)
    for read in readers if _WITHIN.match(tail) else (_read_posting, _read_advance, *readers):
        part = read(head, number, unit, tail)
        if part is not None:
            return part, tuple(_variants(part, match, head, tail))
    return None


def _variants(part: Part, match: re.Match[str], head: str, tail: str) -> Iterator[Variant]:
    if not match[1].isascii():
        yield Variant.CHINESE_NUMERAL
    if _UNITS[match[3]] is Unit.WORKING_DAY and not match[2]:
        yield Variant.MISSING_COUNTER
    if _UNITS[match[3]] is Unit.DAY and match[3] != Unit.DAY:
        yield Variant.DAY_WORD
    if isinstance(part, Limit):
        if part.trigger and not _LINK.search(_AT_MOST.sub("", head)):
            yield Variant.MISSING_START
        if not _WITHIN.match(tail):
            yield Variant.MISSING_WITHIN


def _read_posting(head: str, number: int, unit: Unit, tail: str) -> Posting | None:
    first = _LEAST_FIRST.match(head)
    head = head[first.end() :] if first else head
    at_least = _AT_LEAST.search(head)
    matter = _MODALS.sub("", head[: at_least.start()] if at_least else head)
    or_more = _OR_MORE.fullmatch(tail)
    if matter.endswith("前") or (tail and not or_more):
        return None
    lasting = unit in _LONG_UNITS and matter.endswith(_DISCLOSED)
    if not (at_least or or_more or lasting or _POSTED_FOR.search(matter)):
        return None
    subject = _subject(_POSTED_PERIOD.sub("", matter))
    return Posting(number, unit, bool(at_least or or_more or first), subject)


def _read_advance(head: str, number: int, unit: Unit, tail: str) -> Advance | None:
    before = _BEFORE.match(tail)
    matter = _QUALIFIERS.sub("", head)
    if before is None:
        shortened = _AHEAD.sub("", matter)
        if shortened == matter:
            return None
        matter = shortened
    action = _read_action(tail[before.end() :] if before else tail)
    event = _PREPOSITIONS.sub("", _subject(_QUALIFIERS.sub("", matter)))
    if action is None:
        return None
    return Advance(number, unit, event, action=action)


def _read_extension(head: str, number: int, unit: Unit, tail: str) -> Extension | None:
    matter = _AT_MOST.sub("", head)
    prolonged = _PROLONGED.search(matter)
    if prolonged is None or _WITHIN.sub("", tail):
        return None
    return Extension(number, unit, _subject(matter[: prolonged.start()]))


def _read_limit(head: str, number: int, unit: Unit, tail: str) -> Limit | None:
    within = _WITHIN.match(tail)
    action = _read_action(tail[within.end() :] if within else tail)
    matter = _AT_MOST.sub("", head)
    if action is None or _AT_LEAST.search(matter) or matter.endswith(("前", "起满")):
        return None
    link = _LINK.search(matter)
    if link or _EVENT_AT_END.search(matter):
        subject, trigger = _event(matter[: link.start()] if link else matter)
        if not trigger:
            return None
    else:
        subject, trigger = _subject(matter), ""
    if _FROM.match(subject):
        return None
    return Limit(number, unit, trigger, subject, action)


def _read_words(clause: str) -> _Reading | None:
    if _AMOUNT.search(clause):
        return None
    part = _read_before(clause) or _read_term(clause) or _read_manner(clause) or _read_cycle(clause)
    return None if part is None else (part, ())


def _read_before(clause: str) -> Before | None:
    match = _BEFORE_EVENT.fullmatch(clause)
    if match is None:
        return None
    action, event = _read_action(match["action"]), _PREPOSITIONS.sub("", match["event"])
    if action is None or "之日" in event:
        return None
    return Before(event, _ON.sub("", match["subject"]), action)


def _read_term(clause: str) -> Duration | None:
    match = _TERM.fullmatch(clause)
    if match is None:
        return None
    action, subject = _read_action(match["action"]), _subject(match["subject"])
    if action is None:
        return None
    return Duration(match["term"], subject, action)


def _read_manner(clause: str) -> Prompt | None:
    match = _MANNER.fullmatch(clause) or _BY_PROGRESS.fullmatch(clause)
    if match is None:
        return None
    manner = match.groupdict().get("manner", "").replace("当天", "当日")
    expected = _AT_MOST.sub("", match["head"])
    head = _AT_MOST.sub("", _PROGRESS_AT_END.sub("", expected))
    by_progress = not manner or head != expected
    action = _read_action(match["action"])
    link = _LINK.search(head)
    if link or _EVENT_AT_END.search(head):
        subject, trigger = _event(head[: link.start()] if link else head)
    else:
        subject, trigger = _subject(head), ""
    if action is None or (link and not trigger):
        return None
    return Prompt(manner, by_progress, trigger, subject, action)


def _read_cycle(clause: str) -> Recurring | None:
    match = _EVERY.fullmatch(clause)
    if match is None:
        return None
    action, subject = _read_action(match["action"]), _subject(match["subject"])
    if action is None:
        return None
    return Recurring(_CYCLES[match["cycle"]], subject=subject, action=action)


def _event(text: str) -> tuple[str, str]:
    """What the limit is for, and the event that it is counted from."""
    preposition = _FROM.search(text)
    subject, event = (
        (text[: preposition.start()], text[preposition.end() :]) if preposition else ("", text)
    )
    event = _PREPOSITIONS.sub("", event).rstrip("的之")
    event = _EITHER.sub("或者", _PLAIN_INFORMATION.sub("信息", event))
    rest = None if preposition else _REST.fullmatch(event)
    return (rest[1], rest[2]) if rest else (_subject(subject), event)


def _subject(text: str) -> str:
    return _OUGHT.sub("", text)


def _read_action(text: str) -> str | None:
    """What is to be done: empty for plain disclosure, None when it is no action."""
    if _PLAIN_ACTION.fullmatch(text):
        return ""
    return text if _ACTION.fullmatch(text) else None


def _distinct(*groups: Iterable[Variant]) -> tuple[Variant, ...]:
    return tuple(dict.fromkeys(variant for group in groups for variant in group))
