"""Office hours (办公时间), both ways.

Standard wordings: `工作日8:30-12:00，14:00-17:30`, `周一至周五8:30-12:00，14:00-17:30（法定节假日除外）`,
`每日0:00-24:00`, also for 全年24小时, `周二至周日9:00-17:00`, also for 9:00-17:00（周一闭馆）, and
`夏季（6月1日至9月30日）工作日8:00-12:00，15:00-18:00；冬季（10月1日至次年5月31日）工作日8:30-12:00，14:00-17:30`.
A text that is not wholly of these is not read; one that leaves out minutes, hours or days is, so
that a rule can say what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from disclosure_cli.grammar import folding
from disclosure_cli.grammar.variant import Variant

MINUTES_A_DAY = 24 * 60


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


class Span(NamedTuple):
    """From one minute of the day to another, both counted from midnight."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Session:
    """The spans of some days: working days (工作日), or days of the week from 0 (周一) to 6 (周日).

    With neither, the days are not said; without spans, only the days are.
    """

    spans: tuple[Span, ...]
    working_days: bool = False
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Season:
    """The sessions of one part of the year; without dates, of all of it or of a part left open."""

    sessions: tuple[Session, ...]
    name: str = ""
    start: MonthDay | None = None
    end: MonthDay | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours by season, and whether holidays are said to be excepted.

    `says_more` tells of a text whose standard wording would say less: that hours change only a part of those in front
    of them (夏季下午15:00-18:00), which seasons days are of, or which service hours are of. `of_services` tells of
    the last: hours of two services may overlap.
    """

    periods: tuple[Season, ...]
    except_holidays: bool = False
    variants: tuple[Variant, ...] = field(default=(), compare=False)
    says_more: bool = field(default=False, compare=False)
    of_services: bool = field(default=False, compare=False)


_LONGEST_TEXT = 1000
_WEEKDAYS = "一二三四五六日"
_EVERY_DAY = tuple(range(7))
_OFFICE_DAYS = frozenset(range(5))
_WEEKEND = frozenset((5, 6))
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = tuple(
    MonthDay(month, day)
    for month, days in enumerate(_DAYS_OF_MONTHS, 1)
    for day in range(1, days + 1)
)
_LEAST_RUN = 3
_BARE_SEASONS = ("春", "夏", "秋", "冬", "春夏", "夏秋", "秋冬", "冬春")
_CHINESE_MARKS = str.maketrans(",;()", "，；（）")
# A colon between digits is that of a clock.
_HALF_WIDTH_COLON = re.compile(r"(?<!\d):", re.ASCII)
_NOON = 12
_SMALL_HOURS = 7 * 60
"""Until then no office opens that was open before."""
_MIDDAY_ENDS = 6
_MINUTE_WORDS = {"半": "30", "整": "0"}
_AFTERNOON = frozenset(("下午", "晚上", "夜间"))
_MIDDAY = frozenset(("中午", "午间"))

_RANGE = r"(?:至|到|[—–－─﹣~～-]{1,2})"
_HALF = "上午|早上|早晨|中午|午间|下午|晚上|夜间"
_TIME = r"(?P<{0}_half>{half})?：?(?P<{0}>\d{{1,2}}(?:[:：]\d{{2}}|[时点](?:\d{{1,2}}分?|半|整)?)?)"
_WEEKDAY = "(?:周|星期|礼拜)"
_FREE_DAYS = "(?:周末|双休日|公休日|周六、周日|周六日)"
_WEEKDAYS_OFF = (
    rf"(?:{_FREE_DAYS}|{_WEEKDAY}[{_WEEKDAYS}天](?:{_RANGE}{_WEEKDAY}?[{_WEEKDAYS}天])?)"
)
_TOKEN = rf"""
    (?P<holidays>除(?:国家)?(?:法定)?节?假日(?:[、及和]?{_FREE_DAYS})?以?外
        |(?:{_FREE_DAYS}[、及和]?)?(?:国家)?(?:法定)?节?假日(?:[、及和]?{_FREE_DAYS})?
         (?:除外|休息|不办公|不上班))
    |(?:每?逢|每)?(?P<closed>{_WEEKDAYS_OFF}(?:[、和及]{_WEEKDAYS_OFF})*)(?:全天|例行)?
        (?:闭馆|休馆|闭园|休息|除外|不开放|不对外开放|不办公|不上班)
    |(?P<dates>(?:每年)?(?P<from_month>\d{{1,2}})(?:月份?(?:(?P<from_day>\d{{1,2}})[日号])?)?
        (?P<dates_range>{_RANGE})(?:次年|翌年|第二年)?
        (?P<to_month>\d{{1,2}})月份?(?:(?P<to_day>\d{{1,2}})[日号])?)
    |(?P<name>(?:春夏|夏秋|秋冬|冬春|[春夏秋冬])(?:季|令时|时令|半年)?)
        (?:作息时间|作息|办公时间|工作时间|上班时间|时间)?
    |(?P<days>每个工作日|(?:法定)?工作日|每天|每日|全年无休|全年(?=(?:全天候?)?24小时|全天)
        |每?{_WEEKDAY}(?P<from_day_name>[{_WEEKDAYS}天])
         (?:{_RANGE}{_WEEKDAY}?(?P<to_day_name>[{_WEEKDAYS}天])
         |(?P<more_day_names>(?:、[{_WEEKDAYS}天](?!月))+))?)
    |(?P<all_day>(?:全天候?)?24小时|全天)(?:对外)?(?:开放|服务|值守|受理)?(?!时间)
    |(?P<span>{_TIME.format("opens", half=_HALF)}(?P<span_range>{_RANGE})
        {_TIME.format("closes", half=_HALF)})
    |(?P<label>(?:对外)?(?P<service>办公|工作|上班|受理|服务|开放)时间(?:为|：)?)
    |(?P<mark>[，；、。：（）]|[和及])
    """
_DAYS_NAMED = re.compile(rf"{_WEEKDAY}([{_WEEKDAYS}天])(?:{_RANGE}{_WEEKDAY}?([{_WEEKDAYS}天]))?")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?P<mark>[:：时点])?(?P<rest>半|整|\d{1,2})?分?", re.ASCII)


@lru_cache(maxsize=1024)
def parse(text: str) -> Hours | None:
    """Read office hours; None when any of the text is not understood.

    What differs from the standard wording is named in `variants`; `canonical` corrects it.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    spaceless = folding.without_spaces(text)
    half_width = folding.with_half_width_forms(spaceless)
    folded = _HALF_WIDTH_COLON.sub("：", half_width.translate(_CHINESE_MARKS))
    token_at = re.compile(_TOKEN, re.ASCII | re.VERBOSE).match
    reader = _Reader()
    position = 0
    while position < len(folded):
        token = token_at(folded, position)
        if token is None or not reader.take(token):
            return None
        position = token.end()
    periods = reader.periods()
    if not periods or not all(season.sessions for season in periods) or reader.contradicts_itself:
        return None
    spelling = folding.changes(
        (text, spaceless, Variant.SPACE),
        (spaceless, half_width, Variant.FULL_WIDTH),
        (half_width, folded, Variant.HALF_WIDTH),
    )
    variants = tuple(dict.fromkeys((*spelling, *reader.variants)))
    says_more = reader.says_more or reader.of_services
    return Hours(periods, reader.except_holidays, variants, says_more, reader.of_services)


def canonical(hours: Hours) -> str:
    """Write office hours in the standard wording."""
    seasons = "；".join(map(_season_wording, hours.periods))
    return seasons + ("（法定节假日除外）" if hours.except_holidays else "")


def overlaps(hours: Hours) -> tuple[tuple[Span, Span], ...]:
    """The pairs of spans of one season that are open at the same time of the same day."""
    return tuple(
        (first, second)
        for season in hours.periods
        for (first_days, first), (second_days, second) in combinations(_spans(season), 2)
        if first_days & second_days and first.opens < second.closes and second.opens < first.closes
    )


def misordered(hours: Hours) -> tuple[Span, ...]:
    """The spans that do not close after they open."""
    return tuple(
        span for season in hours.periods for _, span in _spans(season) if span.closes <= span.opens
    )


def turned_back(hours: Hours) -> tuple[Span, ...]:
    """The spans of the small hours that stand behind later ones: 8:30-12:00，2:30-5:30."""
    return tuple(
        second
        for season in hours.periods
        for session in season.sessions
        for first, second in pairwise(session.spans)
        if second.closes <= min(first.opens, _SMALL_HOURS) and second.opens < second.closes
    )


def uncovered_dates(hours: Hours) -> tuple[tuple[MonthDay, MonthDay], ...]:
    """The parts of the year, from one day to another, that no season covers.

    Empty while a season has no dates: it may be meant for all the rest.
    """
    return _ranges({day for day, count in _coverage(hours).items() if count == 0})


def doubly_covered_dates(hours: Hours) -> tuple[tuple[MonthDay, MonthDay], ...]:
    """The parts of the year, from one day to another, that more than one season covers."""
    return _ranges({day for day, count in _coverage(hours).items() if count > 1})


def is_certain(hours: Hours) -> bool:
    """Whether days and times are said for all of it, and every span closes after it opens."""
    sessions = [session for season in hours.periods for session in season.sessions]
    said = all(s.spans and (s.working_days or s.weekdays) for s in sessions)
    return said and not misordered(hours)


def is_within(inner: Hours, outer: Hours) -> bool:
    """Whether all of some hours lies in others, as both are said; in each of their seasons where dates differ."""
    for season in inner.periods:
        same = [one for one in outer.periods if (one.start, one.end) == (season.start, season.end)]
        for other in same or outer.periods:
            if not all(_is_covered(days, span, other) for days, span in _spans(season)):
                return False
    return True


def _is_covered(days: frozenset[int], span: Span, season: Season) -> bool:
    return any(
        days <= known and other.opens <= span.opens and span.closes <= other.closes
        for known, other in _spans(season)
    )


def _spans(season: Season) -> list[tuple[frozenset[int], Span]]:
    return [(_days(session), span) for session in season.sessions for span in session.spans]


def _days(session: Session) -> frozenset[int]:
    days = frozenset(session.weekdays) | (_OFFICE_DAYS if session.working_days else frozenset())
    return days or frozenset(_EVERY_DAY)


def _coverage(hours: Hours) -> dict[int, int]:
    """How many seasons cover each day of the year; empty while one of them has no dates."""
    counts = dict.fromkeys(range(len(_YEAR)), 0)
    for season in hours.periods:
        if season.start is None or season.end is None:
            return {}
        start, end = _YEAR.index(season.start), _YEAR.index(season.end)
        # Who writes 2月28日 means the end of February.
        end += season.end == MonthDay(2, 28)
        for day in range(start, end + 1 if start <= end else end + 1 + len(_YEAR)):
            counts[day % len(_YEAR)] += 1
    return counts


def _ranges(days: set[int]) -> tuple[tuple[MonthDay, MonthDay], ...]:
    """Runs of days, one that goes over the new year in one piece."""
    size = len(_YEAR)
    if len(days) == size:
        return ((_YEAR[0], _YEAR[-1]),)
    starts = sorted(day for day in days if (day - 1) % size not in days)
    found = []
    for start in starts:
        end = start
        while (end + 1) % size in days:
            end += 1
        found.append((_YEAR[start], _YEAR[end % size]))
    return tuple(found)


def _season_wording(season: Season) -> str:
    dates = _dates_wording(season)
    head = f"{season.name}（{dates}）" if season.name and dates else season.name + dates
    return head + "；".join(map(_session_wording, season.sessions))


def _dates_wording(season: Season) -> str:
    if season.start is None or season.end is None:
        return ""
    next_year = "次年" if season.end < season.start else ""
    return (
        f"{season.start.month}月{season.start.day}日至"
        f"{next_year}{season.end.month}月{season.end.day}日"
    )


def _session_wording(session: Session) -> str:
    days = ["工作日"] if session.working_days else []
    days += [_weekdays_wording(session.weekdays)] if session.weekdays else []
    return "、".join(days) + "，".join(map(_span_wording, session.spans))


def _weekdays_wording(weekdays: Sequence[int]) -> str:
    if tuple(weekdays) == _EVERY_DAY:
        return "每日"
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) >= _LEAST_RUN and last - first == len(weekdays) - 1:
        return f"周{_WEEKDAYS[first]}至周{_WEEKDAYS[last]}"
    return "、".join(f"周{_WEEKDAYS[weekday]}" for weekday in weekdays)


def _span_wording(span: Span) -> str:
    return f"{_clock_wording(span.opens)}-{_clock_wording(span.closes)}"


def _clock_wording(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


@dataclass(slots=True)
class _Draft:
    """A season while its text is being read."""

    name: str = ""
    start: MonthDay | None = None
    end: MonthDay | None = None
    sessions: list[Session] = field(default_factory=list)

    @property
    def has_spans(self) -> bool:
        return any(session.spans for session in self.sessions)


class _Reader:
    """Gathers seasons from the tokens of a text, in their order."""

    def __init__(self) -> None:
        self.except_holidays = False
        self.variants: list[Variant] = []
        self._drafts = [_Draft()]
        self.says_more = False
        self._common = Session(())
        self._opened = False
        self._is_aside = False
        self._closed: set[int] = set()
        self._excepted: set[int] = set()
        self._is_open_all_day = False
        self._labels: set[str] = set()

    def take(self, token: re.Match[str]) -> bool:
        """Take one more token; False when it makes no sense."""
        taken = True
        match token.lastgroup:
            case "holidays":
                self._take_holidays(token[0])
            case "closed":
                self._closed.update(_days_off(token["closed"]))
                self.says_more |= len(self._drafts) > 1
            case "name":
                self._take_name(token["name"])
            case "dates":
                taken = self._take_dates(token)
            case "days":
                self._take_days(token)
            case "span":
                taken = self._take_span(token)
            case "all_day":
                self._is_open_all_day = True
                self._add_span(Span(0, MINUTES_A_DAY))
            case "label":
                self._labels.add(token["service"])
            case "mark":
                self._take_mark(token[0])
        self._opened = token[0] == "（"
        return taken

    @property
    def contradicts_itself(self) -> bool:
        """Whether it is said to be closed on all the days of some hours."""
        sessions = (session for draft in self._drafts for session in draft.sessions)
        return any(_days(session) <= self._closed for session in sessions)

    @property
    def of_services(self) -> bool:
        """Whether hours of more than one service were read."""
        return len(self._labels) > 1

    def periods(self) -> tuple[Season, ...]:
        """The seasons that were read."""
        return tuple(
            Season(self._sessions_of(draft), draft.name, draft.start, draft.end)
            for draft in self._drafts
            if draft.name or draft.start or draft.sessions
        )

    def _sessions_of(self, draft: _Draft) -> tuple[Session, ...]:
        sessions = draft.sessions
        if self._is_open_all_day:
            sessions = [_every_day(session) for session in sessions]
        # Working days but one are no days of the week: which they are depends on the holidays.
        self.says_more |= bool(self._closed - _WEEKEND) and any(s.working_days for s in sessions)
        return tuple(_without(self._closed | self._excepted, session) for session in sessions)

    def _take_holidays(self, words: str) -> None:
        if self._closed:
            # 周一闭馆（法定节假日除外）: open on a Monday that is a holiday, which days of the week cannot say.
            self.says_more = True
        else:
            self.except_holidays = True
        if re.search(_FREE_DAYS, words):
            self._excepted.update(_WEEKEND)

    def _take_mark(self, mark: str) -> None:
        if mark == "（":
            self._is_aside = self._drafts[-1].has_spans
        elif mark == "）":
            self._is_aside = False

    def _take_name(self, name: str) -> None:
        draft = self._drafts[-1]
        if draft.name or draft.has_spans or (draft.start and draft.sessions):
            draft = self._next_season()
        self._set_apart_common_days(draft)
        draft.name = f"{name}季" if name in _BARE_SEASONS else name

    def _take_dates(self, token: re.Match[str]) -> bool:
        start = _month_day(token["from_month"], token["from_day"] or "1")
        end_day = token["to_day"] or _last_day(token["to_month"])
        end = _month_day(token["to_month"], end_day)
        draft = self._drafts[-1]
        # Dates in brackets may stand behind the hours: 夏季8:00-12:00（6月1日至9月30日）.
        if draft.start or (draft.has_spans and not self._opened):
            draft = self._next_season()
        self._set_apart_common_days(draft)
        draft.start, draft.end = start, end
        if _is_dash(token["dates_range"]):
            self.variants.append(Variant.DASH)
        return start is not None and end is not None

    def _take_days(self, token: re.Match[str]) -> None:
        sessions = self._drafts[-1].sessions
        last = sessions[-1] if sessions else None
        said = last is not None and (last.working_days or last.weekdays)
        # Days in brackets at the end may be those of each season.
        self.says_more |= self._opened and len(self._drafts) > 1
        # Days in brackets may stand behind the hours: 8:30-12:00（周一至周五）.
        if last is None or (last.spans and (said or not self._opened)):
            last = Session(())
            sessions.append(last)
        working = last.working_days or token["days"].endswith("工作日")
        weekdays = tuple(sorted({*last.weekdays, *_weekdays(token)}))
        sessions[-1] = replace(last, working_days=working, weekdays=weekdays)

    def _take_span(self, token: re.Match[str]) -> bool:
        opens_half = token["opens_half"] or ""
        opens = self._minutes(token["opens"], opens_half)
        closes = self._minutes(token["closes"], token["closes_half"] or opens_half)
        if opens is None or closes is None:
            return False
        if token["span_range"] != "-" and _is_dash(token["span_range"]):
            self.variants.append(Variant.DASH)
        self._add_span(Span(opens, closes))
        return True

    def _minutes(self, clock: str, half: str) -> int | None:
        match = _CLOCK.fullmatch(clock)
        if match is None:
            return None
        if match["mark"] == "：":
            self.variants.append(Variant.FULL_WIDTH)
        if match["rest"] is None:
            self.variants.append(Variant.MISSING_MINUTES)
        hour = int(match["hour"])
        minute = _MINUTE_WORDS.get(match["rest"] or "", match["rest"]) or 0
        if (half in _AFTERNOON and hour < _NOON) or (half in _MIDDAY and hour < _MIDDAY_ENDS):
            hour += _NOON
            self.variants.append(Variant.TWELVE_HOUR)
        minutes = hour * 60 + int(minute)
        return minutes if int(minute) < 60 and minutes <= MINUTES_A_DAY else None

    def _add_span(self, span: Span) -> None:
        self.says_more |= self._is_aside
        sessions = self._drafts[-1].sessions
        last = sessions.pop() if sessions else self._common
        sessions.append(replace(last, spans=(*last.spans, span)))

    def _next_season(self) -> _Draft:
        # Behind hours of the whole year, a season says only what is other in it.
        before = self._drafts[-1]
        self.says_more |= not (before.name or before.start)
        self._drafts.append(_Draft())
        return self._drafts[-1]

    def _set_apart_common_days(self, draft: _Draft) -> None:
        """Days that stand in front of all seasons hold for each: 工作日：夏季……；冬季……."""
        if draft.sessions and not draft.has_spans:
            self._common = draft.sessions[-1]
            draft.sessions.clear()


def _every_day(session: Session) -> Session:
    """A session that is all of the day is of every day, where no days are said."""
    is_unsaid = not (session.working_days or session.weekdays)
    is_all_day = session.spans == (Span(0, MINUTES_A_DAY),)
    return replace(session, weekdays=_EVERY_DAY) if is_unsaid and is_all_day else session


def _without(closed: Set[int], session: Session) -> Session:
    """A session of hours that are not those of some days; one that is of nothing but these stays."""
    if session.working_days and closed <= _WEEKEND:
        return session
    said = _OFFICE_DAYS if session.working_days else session.weekdays or _EVERY_DAY
    days = tuple(sorted({*said, *session.weekdays} - closed))
    return replace(session, working_days=False, weekdays=days) if closed and days else session


def _days_off(text: str) -> Iterator[int]:
    """The days of the week that are named as days on which it is closed."""
    if re.search(_FREE_DAYS, text):
        yield from _WEEKEND
    for match in _DAYS_NAMED.finditer(text):
        yield from _from_to(match[1], match[2])


def _month_day(month: str, day: str) -> MonthDay | None:
    found = MonthDay(int(month), int(day))
    return found if found in _YEAR else None


def _last_day(month: str) -> str:
    return str(_DAYS_OF_MONTHS[(int(month) - 1) % len(_DAYS_OF_MONTHS)])


def _weekdays(token: re.Match[str]) -> Iterator[int]:
    if token["days"] in ("每天", "每日", "全年无休", "全年"):
        yield from _EVERY_DAY
    if token["from_day_name"] is None:
        return
    yield from _from_to(token["from_day_name"], token["to_day_name"])
    yield from map(_weekday, (token["more_day_names"] or "").replace("、", ""))


def _from_to(first_name: str, last_name: str | None) -> Iterator[int]:
    first, last = _weekday(first_name), _weekday(last_name or first_name)
    yield from range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))


def _weekday(name: str) -> int:
    return _WEEKDAYS.index(name.replace("天", "日"))


def _is_dash(joint: str) -> bool:
    return joint not in ("至", "到")
