"""Office hours: wordings of guides, what a rule asks of them, and the round trip both ways."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure_cli.grammar import hours
from disclosure_cli.grammar.hours import Hours, MonthDay, Season, Session, Span
from disclosure_cli.grammar.variant import Variant

MORNING = Span(8 * 60 + 30, 12 * 60)
AFTERNOON = Span(14 * 60, 17 * 60 + 30)
OFFICE_DAY = Hours((Season((Session((MORNING, AFTERNOON), working_days=True),)),))
SUMMER_AND_WINTER = (
    "夏季（6月1日至9月30日）工作日8:00-12:00，15:00-18:00；"
    "冬季（10月1日至次年5月31日）工作日8:30-12:00，14:00-17:30"
)


def read(text: str) -> Hours:
    found = hours.parse(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    "text",
    [
        "工作日8:30-12:00，14:00-17:30",
        "周一至周五8:30-12:00，14:00-17:30（法定节假日除外）",
        SUMMER_AND_WINTER,
        "周一至周五8:30-12:00；周六9:00-11:30",
        "周一、周三、周五9:00-11:30",
        "每日0:00-24:00",
    ],
)
def test_standard_wordings_are_kept(text: str) -> None:
    found = read(text)
    assert found.variants == ()
    assert hours.canonical(found) == text


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("工作日 8:30-12:00，14:00-17:30", {Variant.SPACE}),
        ("工作日8：30-12：00，14：00-17：30", {Variant.FULL_WIDTH}),
        ("工作日８:30-12:00,14:00-17:30", {Variant.FULL_WIDTH, Variant.HALF_WIDTH}),
        ("工作日8:30—12:00，14:00～17:30", {Variant.DASH}),
        ("工作日上午8:30至12:00，下午2:00至5:30", {Variant.TWELVE_HOUR}),
        ("工作日8时30分-12时，14点-17点半", {Variant.MISSING_MINUTES}),
        ("办公时间：8:30-12:00，14:00-17:30（工作日）", set()),
        ("每个工作日8:30-12:00，14:00-17:30", set()),
        ("法定工作日8:30-12:00，14:00-17:30", set()),
    ],
)
def test_other_wordings_of_the_same_hours(text: str, variants: set[Variant]) -> None:
    found = read(text)
    assert found == OFFICE_DAY
    assert set(found.variants) == variants


@pytest.mark.parametrize(
    "text",
    [
        "夏令时（5月1日至9月30日）：上午8:00-12:00；冬令时（10月1日至次年4月30日）：上午8:30-12:00",
        "夏令时8:00-12:00（5月1日至9月30日）；冬令时8:30-12:00（10月1日-4月30日）",
        "夏令时（5-9月）8:00-12:00；冬令时（10月至次年4月）8:30-12:00",
        "夏令时(5月1日-9月30日):8:00-12:00;冬令时(10月1日-次年4月30日):8:30-12:00",
    ],
)
def test_seasons_have_dates(text: str) -> None:
    summer, winter = read(text).periods
    assert (summer.name, summer.start, summer.end) == ("夏令时", (5, 1), (9, 30))
    assert (winter.name, winter.start, winter.end) == ("冬令时", (10, 1), (4, 30))


def test_days_in_front_of_the_seasons_hold_for_each() -> None:
    common = read(
        "工作日：夏季（6月1日至9月30日）8:00-12:00，15:00-18:00；"
        "冬季（10月1日至次年5月31日）8:30-12:00，14:00-17:30"
    )
    assert common == read(SUMMER_AND_WINTER)


@pytest.mark.parametrize(
    "text",
    [
        "周一至周五9:00-17:00（法定节假日除外）",
        "周一至周五9:00-17:00，国家法定节假日除外",
        "星期一至星期五（除法定节假日外）9:00-17:00",
        "周末及法定节假日休息，周一到周五9:00-17:00",
        "9:00-17:00（周一至周五，节假日除外）",
    ],
)
def test_holidays_are_excepted(text: str) -> None:
    session = Session((Span(540, 1020),), weekdays=(0, 1, 2, 3, 4))
    assert read(text) == Hours((Season((session,)),), except_holidays=True)


@pytest.mark.parametrize(
    "text", ["每天9:00-17:00（节假日、双休日除外）", "9:00-17:00（周末、节假日除外）"]
)
def test_weekends_that_are_excepted_are_no_days_of_work(text: str) -> None:
    assert hours.canonical(read(text)) == "周一至周五9:00-17:00（法定节假日除外）"


@pytest.mark.parametrize(
    "text",
    [
        *("全年24小时", "全天24小时", "24小时开放", "全天", "全年无休，全天候24小时服务"),
        *("开放时间：全年全天", "周一至周日24小时"),
    ],
)
def test_what_is_open_all_day_is_so_every_day(text: str) -> None:
    assert hours.canonical(read(text)) == "每日0:00-24:00"
    assert not read(text).says_more


@pytest.mark.parametrize("text", ["工作日24小时", "24小时（工作日）", "工作日全天开放"])
def test_all_day_may_be_of_some_days(text: str) -> None:
    assert hours.canonical(read(text)) == "工作日0:00-24:00"


@pytest.mark.parametrize(
    "text",
    [
        *("9:00-17:00（周一闭馆）", "每天9:00-17:00，周一闭馆", "周一休息，9:00-17:00"),
        *("周二至周日9:00-17:00（周一闭馆）", "每日9:00-17:00（每逢星期一例行闭馆）"),
        "9:00-17:00（周一除外）",
    ],
)
def test_a_day_on_which_it_is_closed_is_none_of_the_days(text: str) -> None:
    assert hours.canonical(read(text)) == "周二至周日9:00-17:00"
    assert not read(text).says_more


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("9:00-17:00（周六、周日休息）", "周一至周五9:00-17:00"),
        ("9:00-17:00，周末不开放", "周一至周五9:00-17:00"),
        ("工作日9:00-17:00（周六至周日休息）", "工作日9:00-17:00"),
        ("法定节假日除外，9:00-17:00（周一闭馆）", "周二至周日9:00-17:00（法定节假日除外）"),
    ],
)
def test_days_on_which_it_is_closed(text: str, canonical: str) -> None:
    assert hours.canonical(read(text)) == canonical


@pytest.mark.parametrize("text", ["周一9:00-17:00（周一闭馆）", "周一闭馆", "周末9:00-17:00"])
def test_closed_on_all_its_days_is_not_read(text: str) -> None:
    assert hours.parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "工作日8：30-12：00，14：30-17：30（夏季下午15：00-18：00）",
        "工作日8：30-12：00（6月1日至9月30日下午15：00-18：00）",
        "工作日8：30-12：00，14：30-17：30；夏季下午15：00-18：00",
        "夏季8：30-12：00，15：00-18：00，冬季8：30-12：00，14：00-17：30（工作日）",
        "工作日8:30-17:30（中午12:00-13:00）",
        "办公时间：工作日8:30-12:00；受理时间：工作日9:00-11:00",
        "工作日9:00-17:00（周一闭馆）",
        "9:00-17:00（周一闭馆，法定节假日除外）",
        "夏季9:00-18:00；冬季9:00-17:00（周一闭馆）",
    ],
)
def test_a_text_may_say_more_than_its_standard_wording(text: str) -> None:
    assert read(text).says_more


@pytest.mark.parametrize(
    "text",
    [
        SUMMER_AND_WINTER,
        "办公时间：8:30-12:00，14:00-17:30（工作日）",
        "夏令时8:00-12:00（5月1日至9月30日）；冬令时8:30-12:00（10月1日-4月30日）",
        "工作日（8:30-12:00，14:00-17:30）",
    ],
)
def test_most_say_no_more(text: str) -> None:
    assert not read(text).says_more


def test_what_is_missing_can_be_told() -> None:
    (season,) = read("工作日").periods
    assert season.sessions == (Session((), working_days=True),)
    (season,) = read("8:30-17:30").periods
    assert not season.sessions[0].working_days
    assert season.sessions[0].weekdays == ()
    assert Variant.MISSING_MINUTES in read("工作日8时-12时").variants


def test_overlapping_spans() -> None:
    assert hours.overlaps(OFFICE_DAY) == ()
    late = read("工作日8:30-12:00，11:30-17:30")
    assert hours.overlaps(late) == ((MORNING, Span(690, 1050)),)
    assert hours.overlaps(read("周一至周五8:30-12:00；周六9:00-11:30")) == ()
    assert len(hours.overlaps(read("工作日8:30-12:00；周五9:00-11:30"))) == 1
    assert hours.overlaps(read("夏季8:00-12:00；冬季8:00-12:00")) == ()


def test_spans_that_close_before_they_open() -> None:
    assert hours.misordered(OFFICE_DAY) == ()
    assert hours.misordered(read("工作日9:00-5:00")) == (Span(540, 300),)


def test_an_afternoon_written_as_the_small_hours_is_found() -> None:
    assert hours.turned_back(OFFICE_DAY) == ()
    assert hours.turned_back(read("工作日8:30-12:00，2:30-5:30")) == (Span(150, 330),)
    assert hours.turned_back(read("工作日14:00-17:30，8:30-12:00")) == ()


def test_dates_that_no_season_covers() -> None:
    assert hours.uncovered_dates(read(SUMMER_AND_WINTER)) == ()
    assert hours.uncovered_dates(OFFICE_DAY) == ()
    gap = read("夏季（6月1日至9月30日）8:00-12:00；冬季（11月1日至次年4月30日）8:30-12:00")
    assert hours.uncovered_dates(gap) == (
        (MonthDay(5, 1), MonthDay(5, 31)),
        (MonthDay(10, 1), MonthDay(10, 31)),
    )
    over_new_year = read("夏季（2月1日至11月30日）8:00-12:00")
    assert hours.uncovered_dates(over_new_year) == ((MonthDay(12, 1), MonthDay(1, 31)),)


def test_dates_that_two_seasons_cover() -> None:
    assert hours.doubly_covered_dates(read(SUMMER_AND_WINTER)) == ()
    twice = read("夏季（5月1日至10月1日）8:00-12:00；冬季（10月1日至次年5月1日）8:30-12:00")
    assert hours.doubly_covered_dates(twice) == (
        (MonthDay(5, 1), MonthDay(5, 1)),
        (MonthDay(10, 1), MonthDay(10, 1)),
    )


def test_the_end_of_february_is_its_last_day() -> None:
    leap = read("冬季（11月1日至次年2月28日）8:30-12:00；夏季（3月1日至10月31日）8:00-12:00")
    assert hours.uncovered_dates(leap) == ()
    assert hours.doubly_covered_dates(leap) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "随时",
        "（法定节假日除外）",
        "夏季",
        "夏季；冬季8:00-12:00",
        "工作日8:30-25:00",
        "工作日8:60-12:00",
        "2月30日至3月1日8:00-9:00",
        "13月1日至3月1日8:00-9:00",
        "工作日8:30-12:00，请提前预约",
        "8:30",
    ],
)
def test_what_is_not_understood_is_not_read(text: str) -> None:
    assert hours.parse(text) is None


SPANS = st.lists(
    st.builds(Span, st.integers(0, 1439), st.integers(0, 1440)), min_size=1, max_size=3
).map(tuple)
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
SESSIONS = st.builds(Session, SPANS, st.just(value=True), st.just(()) | WEEKDAYS) | st.builds(
    Session, SPANS, st.just(value=False), WEEKDAYS
)
SESSION_LISTS = st.lists(SESSIONS, min_size=1, max_size=3).map(tuple) | st.builds(
    Session, SPANS
).map(lambda session: (session,))
MONTH_DAYS = st.dates().map(lambda day: MonthDay(day.month, day.day))
DATED = st.builds(
    Season, SESSION_LISTS, st.sampled_from(["夏季", "冬令时", "春夏季", ""]), MONTH_DAYS, MONTH_DAYS
)
NAMED = st.builds(Season, SESSION_LISTS, st.sampled_from(["夏季", "冬季"]))
PERIODS = st.lists(DATED | NAMED, min_size=1, max_size=3).map(tuple) | st.builds(
    Season, SESSION_LISTS
).map(lambda season: (season,))
HOURS = st.builds(Hours, PERIODS, st.booleans())


@given(HOURS)
def test_what_is_written_is_read_back(value: Hours) -> None:
    found = hours.parse(hours.canonical(value))
    assert found == value
    assert found is not None
    assert found.variants == ()


WORDS = st.sampled_from(
    [
        *"，；、。：（）-至",
        *(
            "工作日",
            "每天",
            "周一",
            "周一至周五",
            "周六",
            "夏季",
            "冬令时",
            "6月1日至9月30日",
            "5-9月",
        ),
        *(
            "8:30-12:00",
            "下午2:00-5:30",
            "14：00—17：30",
            "8点-12点",
            "24小时",
            "全年24小时",
            "周一闭馆",
            "周六、周日休息",
            "法定节假日除外",
            "和",
        ),
    ]
)


@given(st.lists(WORDS, max_size=9).map("".join))
@example("6月1日至9月30日工作日6月1日至9月30日夏季工作日")
def test_whatever_is_read_has_a_standard_wording(text: str) -> None:
    found = hours.parse(text)
    if found is not None:
        again = hours.parse(hours.canonical(found))
        assert again == found
        assert again is not None
        assert again.variants == ()


@given(st.lists(DATED, min_size=1, max_size=4).map(tuple), MONTH_DAYS)
def test_every_day_is_covered_once_or_reported(
    periods: tuple[Season, ...], some_day: MonthDay
) -> None:
    gaps = hours.uncovered_dates(Hours(periods))
    doubles = hours.doubly_covered_dates(Hours(periods))
    ends = {day for season in periods for day in (season.start, season.end) if day}
    for day in (ends | {some_day}) - {MonthDay(2, 29)}:
        covering = sum(
            inside(day, (season.start, season.end))
            for season in periods
            if season.start and season.end
        )
        assert any(inside(day, gap) for gap in gaps) is (covering == 0)
        assert any(inside(day, double) for double in doubles) is (covering > 1)


def inside(day: MonthDay, part: tuple[MonthDay, MonthDay]) -> bool:
    start, end = part
    return start <= day <= end if start <= end else day >= start or day <= end


@pytest.mark.parametrize(
    "text", ["8" * 99_999, "（" * 1000, "周一、" * 300, "8:30-12:00" * 99, "夏" * 999]
)
def test_hostile_lengths_are_read_at_once(text: str) -> None:
    found = hours.parse(text)
    assert found is None or found.periods


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("工作日9:00-11:00", "工作日8:30-12:00，14:00-17:30", True),
        ("周二9:00-11:00", "周一至周五8:30-12:00", True),
        ("周六9:00-11:00", "工作日8:30-12:00", False),
        ("工作日8:30-17:30", "工作日8:30-12:00，14:00-17:30", False),
        (
            "工作日8:30-12:00",
            "夏季（5月1日至9月30日）工作日8:00-12:00；冬季（10月1日至次年4月30日）工作日9:00-12:00",
            False,
        ),
        (
            "工作日9:00-12:00",
            "夏季（5月1日至9月30日）工作日8:00-12:00；冬季（10月1日至次年4月30日）工作日9:00-12:00",
            True,
        ),
    ],
)
def test_hours_lie_within_others(inner: str, outer: str, *, expected: bool) -> None:
    assert hours.is_within(read(inner), read(outer)) is expected
    assert hours.is_within(read(outer), read(outer))


def test_hours_are_certain_when_days_and_times_are_said() -> None:
    assert hours.is_certain(read("工作日9:00-11:00"))
    assert not any(
        hours.is_certain(read(text)) for text in ("工作日", "9:00-11:00", "工作日14:00-5:30")
    )
