"""Time limits: wordings of statutes and of published catalogs, and the round trip both ways."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import time_limit
from disclosure_cli.grammar.time_limit import (
    Advance,
    Before,
    Cycle,
    Dated,
    Duration,
    Extension,
    Limit,
    Part,
    Posting,
    Prompt,
    Recurring,
    TimeLimit,
    Unit,
)
from disclosure_cli.grammar.variant import Variant

ARTICLE_26 = Limit(20, Unit.WORKING_DAY, "信息形成或者变更")


def parts(text: str) -> tuple[Part, ...]:
    found = time_limit.parse(text)
    assert found is not None, text
    return found.parts


def variants(text: str) -> set[Variant]:
    found = time_limit.parse(text)
    assert found is not None, text
    return set(found.variants)


@pytest.mark.parametrize(
    "text",
    [
        "自信息形成或者变更之日起20个工作日内",
        "自信息形成或者变更之日起20个工作日内公开",
        "信息形成或者变更之日起20个工作日内",
        "信息形成或变更之日起20个工作日内公开",
        "自该政府信息形成或者变更\n之日起20个工作日内及时公\n开",
        "公开事项信息形成或变更之日起20个工作日内公开",
        "自政府信息形成或者变更之日起20个工作日内予以公开。",
        "信息形成或变更后20个工作日",
        "信息形成或变更之日起的20个工作日以内向社会公开",
        "自信息形成或者变更之日起最迟不超过２０工作日",
        "自信息形成或者变更之日起二十个工作日内",
        "公开时限：信息形成或者变更之日起 20 个工作日之内",
        "信息形成或者变更后，20个工作日内公开",
        "不晚于信息形成或者变更之日起20个工作日",
        "最迟自信息形成或变更之日起不得迟于20个工作日",
        "一般应于信息形成或者变更之日起20个工作日内",
        "自信息形成或者变更当日起20个工作日内",
        "信息形成或者变更日期起20个工作日内",
        "自信息形成或者变更之日起计算20个工作日内",
        "信息形成或者变更日期后20个工作日内",
    ],
)
def test_wordings_of_article_26(text: str) -> None:
    found = time_limit.parse(text)
    assert found == TimeLimit((ARTICLE_26,))
    assert time_limit.canonical(found) == "自信息形成或者变更之日起20个工作日内"


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("信息形成之日起20工作日内", Variant.MISSING_COUNTER),
        ("信息形成之日起20个工作日", Variant.MISSING_WITHIN),
        ("信息形成20个工作日内", Variant.MISSING_START),
        ("信息形成之日起２０个工作日内", Variant.FULL_WIDTH),
        ("信息形成之日起二十个工作日内", Variant.CHINESE_NUMERAL),
        ("信息形成之日起 20 个工作日内", Variant.SPACE),
        ("20个工作日内,长期公开", Variant.HALF_WIDTH),
        ("批准后20天内", Variant.DAY_WORD),
        ("批准后20个自然日内", Variant.DAY_WORD),
        ("每年一月三十一日前", Variant.CHINESE_NUMERAL),
    ],
)
def test_a_departure_from_the_standard_wording_is_named(text: str, variant: Variant) -> None:
    assert variants(text) == {variant}


@pytest.mark.parametrize(
    "text", ["自信息形成或者变更之日起20个工作日内", "信息形成之日起20日内", "及时公开", "公示7日"]
)
def test_the_standard_wording_departs_from_nothing(text: str) -> None:
    assert variants(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20日", (Limit(20, Unit.DAY),)),
        ("不迟于20个工作日", (Limit(20, Unit.WORKING_DAY),)),
        ("最晚不迟于20个工作日", (Limit(20, Unit.WORKING_DAY),)),
        ("遇变更20个工作日内", (Limit(20, Unit.WORKING_DAY, "变更"),)),
        ("如有变更20个工作日内", (Limit(20, Unit.WORKING_DAY, "变更"),)),
        ("不动产登记完成后20日内", (Limit(20, Unit.DAY, "不动产登记完成"),)),
        ("最迟于每年3月31日前", (Recurring(Cycle.YEAR, 3, 31),)),
        ("至少公示7日", (Posting(7, Unit.DAY, at_least=True, subject="公示"),)),
        ("20个工作日以上", (Posting(20, Unit.WORKING_DAY, at_least=True),)),
        ("24小时内", (Limit(24, Unit.HOUR),)),
        ("3个月内", (Limit(3, Unit.MONTH),)),
        ("实时公开", (Prompt("实时"),)),
        ("及时公开", (Prompt("及时"),)),
        ("即时公开", (Prompt("即时"),)),
        ("按进展情况及时公开", (Prompt("及时", by_progress=True),)),
        ("根据项目进展公开", (Prompt("", by_progress=True),)),
        ("信息产生后及时公开", (Prompt("及时", trigger="信息产生"),)),
        ("涉及突发事件的，立即公开", (Prompt("立即", subject="涉及突发事件的"),)),
        ("每年1月31日前", (Recurring(Cycle.YEAR, 1, 31),)),
        ("年度报告每年1月31日前公布", (Recurring(Cycle.YEAR, 1, 31, subject="年度报告"),)),
        ("每年3月底前", (Recurring(Cycle.YEAR, 3, end=True),)),
        ("每年年底前更新", (Recurring(Cycle.YEAR, end=True, action="更新"),)),
        ("每月10日前公开", (Recurring(Cycle.MONTH, day=10),)),
        ("按年", (Recurring(Cycle.YEAR),)),
        ("按月公开", (Recurring(Cycle.MONTH),)),
        ("按季", (Recurring(Cycle.QUARTER),)),
        ("每学期末", (Recurring(Cycle.TERM, end=True),)),
        ("2026年6月30日前", (Dated(2026, 6, 30),)),
        ("应当于2024年1月31日之前公布", (Dated(2024, 1, 31),)),
        ("最迟不晚于二〇二六年六月三十日前", (Dated(2026, 6, 30),)),
        ("实施方案2026年6月30日前报送", (Dated(2026, 6, 30, "实施方案", "报送"),)),
        ("2024年12月底前公开", (Dated(2024, 12),)),
        ("2026年年底前", (Dated(2026),)),
        (
            "2026年6月30日前，其他20个工作日内",
            (Dated(2026, 6, 30), Limit(20, Unit.WORKING_DAY, subject="其他")),
        ),
        ("每学期开学前", (Before("每学期开学"),)),
        ("收费标准每学期开学前公示", (Before("每学期开学", "收费标准", "公示"),)),
        ("应在每学年开学前公布", (Before("每学年开学"),)),
        ("听证会召开前", (Before("听证会召开"),)),
        ("每学期开学15日前公布", (Advance(15, Unit.DAY, "每学期开学"),)),
        ("每半年更新一次", (Recurring(Cycle.HALF_YEAR, action="更新"),)),
        ("公示期不少于5个工作日", (Posting(5, Unit.WORKING_DAY, at_least=True, subject="公示"),)),
        ("公示7日", (Posting(7, Unit.DAY, at_least=False, subject="公示"),)),
        ("公示时间：7天以上", (Posting(7, Unit.DAY, at_least=True, subject="公示"),)),
        ("公开两年", (Posting(2, Unit.YEAR, at_least=False, subject="公开"),)),
        ("公开不少于2年", (Posting(2, Unit.YEAR, at_least=True, subject="公开"),)),
        (
            "预警解除后保留一年",
            (Posting(1, Unit.YEAR, at_least=False, subject="预警解除后保留"),),
        ),
        ("提前7日公告", (Advance(7, Unit.DAY, action="公告"),)),
        (
            "处罚决定7个工作日内，其他20个工作日内",
            (
                Limit(7, Unit.WORKING_DAY, subject="处罚决定"),
                Limit(20, Unit.WORKING_DAY, subject="其他"),
            ),
        ),
        (
            "处罚决定7个工作日、其他20个工作日内",
            (
                Limit(7, Unit.WORKING_DAY, subject="处罚决定"),
                Limit(20, Unit.WORKING_DAY, subject="其他"),
            ),
        ),
        (
            "20个工作日内（其中：行政处罚7个工作日内）",
            (Limit(20, Unit.WORKING_DAY), Limit(7, Unit.WORKING_DAY, subject="行政处罚")),
        ),
        (
            "执法决定信息在决定作出之日起7个工作日内公开，其他相关信息形成或变更之日起20个工作日内公开",
            (
                Limit(7, Unit.WORKING_DAY, "决定作出", "执法决定信息"),
                Limit(20, Unit.WORKING_DAY, "形成或者变更", "其他相关信息"),
            ),
        ),
        (
            "制定或获取信息之日起10个工作日内，公示7\n个工作日",
            (
                Limit(10, Unit.WORKING_DAY, "制定或者获取信息"),
                Posting(7, Unit.WORKING_DAY, at_least=False, subject="公示"),
            ),
        ),
        (
            "作出决定之日起7个工作日内；情况复杂的，经本单位负责人批准，可延长7个工作日",
            (
                Limit(7, Unit.WORKING_DAY, "作出决定"),
                Extension(7, Unit.WORKING_DAY, "情况复杂的，经本单位负责人批准"),
            ),
        ),
        ("主管部门批准后20日内", (Limit(20, Unit.DAY, "主管部门批准"),)),
        (
            "自自然资源主管部门批准之日起20日内",
            (Limit(20, Unit.DAY, "自然资源主管部门批准"),),
        ),
        ("2023年度预算批复后20日内", (Limit(20, Unit.DAY, "2023年度预算批复"),)),
        ("三年行动计划印发后20日内", (Limit(20, Unit.DAY, "三年行动计划印发"),)),
        ("每季度结束后15日内", (Limit(15, Unit.DAY, "每季度结束"),)),
    ],
)
def test_wordings_of_published_catalogs(text: str, expected: tuple[Part, ...]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Budget Law art. 14.
        (
            "经本级人民代表大会或者本级人民代表大会常务委员会批准后20日内",
            Limit(20, Unit.DAY, "本级人民代表大会或者本级人民代表大会常务委员会批准"),
        ),
        ("本级政府财政部门批复后二十日内", Limit(20, Unit.DAY, "本级政府财政部门批复")),
        # Government procurement: result and contract.
        (
            "自中标、成交供应商确定之日起2个工作日内",
            Limit(2, Unit.WORKING_DAY, "中标、成交供应商确定"),
        ),
        ("政府采购合同签订之日起2个工作日内", Limit(2, Unit.WORKING_DAY, "政府采购合同签订")),
        # Bid candidates.
        (
            "自收到评标报告之日起3日内公示中标候选人",
            Limit(3, Unit.DAY, "收到评标报告", action="公示中标候选人"),
        ),
        ("公示期不得少于3日", Posting(3, Unit.DAY, at_least=True, subject="公示")),
        # Land expropriation.
        (
            "土地征收预公告时间不少于十个工作日",
            Posting(10, Unit.WORKING_DAY, at_least=True, subject="土地征收预公告"),
        ),
        (
            "征地补偿安置方案公告时间不少于30日",
            Posting(30, Unit.DAY, at_least=True, subject="征地补偿安置方案公告"),
        ),
        (
            "自收到批准文件之日起15个工作日内发布土地征收公告",
            Limit(15, Unit.WORKING_DAY, "收到批准文件", action="发布土地征收公告"),
        ),
        # Expropriation of houses; major decisions.
        (
            "房屋征收补偿方案征求意见期限不得少于30日",
            Posting(30, Unit.DAY, at_least=True, subject="房屋征收补偿方案征求意见"),
        ),
        (
            "公开征求意见的期限一般不少于30日",
            Posting(30, Unit.DAY, at_least=True, subject="公开征求意见"),
        ),
        ("听证会召开7日前公布", Advance(7, Unit.DAY, "听证会召开")),
        ("于听证会召开前至少7日公布", Advance(7, Unit.DAY, "听证会召开")),
        # Civil servants.
        (
            "拟录用人员名单公示期不少于5个工作日",
            Posting(5, Unit.WORKING_DAY, at_least=True, subject="拟录用人员名单公示"),
        ),
        # Penalties.
        (
            "行政处罚决定被依法变更、撤销、确认违法或者确认无效的，应当在3日内撤回行政处罚决定信息并公开说明理由",
            Limit(
                3,
                Unit.DAY,
                subject="行政处罚决定被依法变更、撤销、确认违法或者确认无效的",
                action="撤回行政处罚决定信息并公开说明理由",
            ),
        ),
        (
            "行政许可、行政处罚等信息自作出行政决定之日起7个工作日内公开",
            Limit(7, Unit.WORKING_DAY, "作出行政决定", "行政许可、行政处罚等信息"),
        ),
        # Interpretation of policies; lists of social assistance.
        ("政策文件公布后3个工作日内", Limit(3, Unit.WORKING_DAY, "政策文件公布")),
        ("制定或者获取信息之日起10个工作日内", Limit(10, Unit.WORKING_DAY, "制定或者获取信息")),
    ],
)
def test_special_limits_of_the_law(text: str, expected: Part) -> None:
    assert parts(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("长期公开", Duration("长期")),
        ("长期", Duration("长期")),
        ("永久公开", Duration("永久")),
        ("任期内", Duration("任期")),
        ("长期公示", Duration("长期", action="公示")),
    ],
)
def test_durations_are_no_limits(text: str, expected: Duration) -> None:
    found = time_limit.parse(text)
    assert found is not None
    assert found.durations == (expected,)
    assert found.limits == ()


def test_a_limit_and_a_duration_in_one_cell() -> None:
    found = time_limit.parse("自该政府信息形成或者变更之日起5个工作日内;长期公示")
    assert found is not None
    assert found.limits == (Limit(5, Unit.WORKING_DAY, "信息形成或者变更"),)
    assert found.durations == (Duration("长期", action="公示"),)


@pytest.mark.parametrize(
    "text",
    [
        "信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。",
        "自信息形成或者变更之日起20个工作日内（法律、法规另有规定的除外）",
        "信息形成或变更之日起20个工作日内公开，法律法规另有规定的从其规定",
    ],
)
def test_the_proviso_of_article_26_is_kept_apart(text: str) -> None:
    assert time_limit.parse(text) == TimeLimit((ARTICLE_26,), proviso=True)


def test_a_note_in_brackets_is_kept() -> None:
    found = time_limit.parse("自信息形成或者变更之日起20个工作日内（涉密信息除外）")
    assert found == TimeLimit((ARTICLE_26,), notes=("涉密信息除外",))


def test_the_last_day_of_a_date() -> None:
    assert Dated(2026, 6, 30).last_day == date(2026, 6, 30)
    assert Dated(2028, 2).last_day == date(2028, 2, 29)
    assert Dated(2026).last_day == date(2026, 12, 31)


def test_the_events_of_a_trigger() -> None:
    assert ARTICLE_26.events == {"形成", "变更"}
    assert Limit(20, Unit.DAY, "部门预算批复").events == {"批复"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "同上",
        "适时公开",
        "在政府网站公开",
        "0个工作日内",
        "3-5个工作日内",
        "3至5个工作日内",
        "三至五个工作日内",
        "每年2月30日前",
        "每年13月1日前",
        "2026年2月29日前",
        "2026年13月1日前",
        "2026年0月1日前",
        "2026年6月0日前",
        "0026年6月1日前",
        "2026年6月前",
        "6月30日前",
        "公布之日起施行前",
        "下班前",
        "自公示次日起3个工作日内",
        "情况复杂的，经批准",
        "20个工作日内，其余见附件",
        "20个工作日内7日内",
        "公开不迟于信息形成20个工作日",
        "自形成之日起满20个工作日",
        "自公布第二天起20个工作日内",
        "自印发之日（含）起20个工作日内",
    ],
)
def test_what_is_not_understood_is_not_read(text: str) -> None:
    assert time_limit.parse(text) is None


SUBJECTS = st.sampled_from(
    [
        "",
        "处罚决定",
        "其他",
        "其他相关信息",
        "行政许可、行政处罚等信息",
        "情况复杂的",
        "制定",
        "自建房",
    ]
)
TRIGGERS = st.sampled_from(
    [
        "信息形成或者变更",
        "形成或者变更",
        "批准",
        "本级人民代表大会批准",
        "建房审批",
        "每季度结束",
        "主管部门批复",
    ]
)
ACTIONS = st.sampled_from(["", "公示", "撤回并说明理由", "在政府网站公布", "报送"])
NUMBERS = st.integers(1, 999)
UNITS = st.sampled_from(Unit)
LIMITS = st.builds(Limit, NUMBERS, UNITS, st.just("") | TRIGGERS, SUBJECTS, ACTIONS)
POSTINGS = st.builds(
    Posting,
    NUMBERS,
    UNITS,
    st.booleans(),
    st.sampled_from(["公示", "拟录用人员名单公示", "征求意见", "公告", "公开", "保留"]),
)
DATES = st.builds(
    Recurring,
    st.just(Cycle.YEAR),
    st.integers(1, 12),
    st.integers(1, 28),
    subject=st.sampled_from(["", "年度报告"]),
    action=ACTIONS,
)
ONE_DATES = st.builds(
    Dated,
    st.integers(1900, 9999),
    st.integers(1, 12),
    st.none() | st.integers(1, 28),
    st.sampled_from(["", "实施方案"]),
    ACTIONS,
) | st.builds(Dated, st.integers(1900, 9999), subject=st.sampled_from(["", "年度报告"]))
EVENTS = st.sampled_from(["每学期开学", "开学", "听证会召开", "每年招生", "新标准施行"])
BEFORE = st.builds(Before, EVENTS, st.sampled_from(["", "收费标准", "其他"]), ACTIONS)
CYCLES = st.builds(
    Recurring, st.sampled_from(Cycle), subject=st.sampled_from(["", "统计数据"]), action=ACTIONS
)
PROMPTS = st.builds(
    Prompt,
    st.sampled_from(["实时", "及时", "即时", "随时", "立即", "当日", "同步", "第一时间"]),
    st.booleans(),
    st.just("") | TRIGGERS,
    SUBJECTS,
    ACTIONS,
)
PARTS = st.one_of(
    LIMITS,
    POSTINGS,
    DATES,
    ONE_DATES,
    BEFORE,
    CYCLES,
    PROMPTS,
    st.builds(Extension, NUMBERS, UNITS, SUBJECTS),
    st.builds(Advance, NUMBERS, UNITS, st.just("") | EVENTS, SUBJECTS, ACTIONS),
    st.builds(
        Duration,
        st.sampled_from(["长期", "永久", "常年", "任期", "有效期", "存续期"]),
        st.sampled_from(["", "机构职能"]),
        ACTIONS,
    ),
)
TIME_LIMITS = st.builds(
    TimeLimit,
    st.lists(PARTS, min_size=1, max_size=3).map(tuple),
    proviso=st.booleans(),
    notes=st.sampled_from([(), ("涉密信息除外",)]),
)


@given(TIME_LIMITS)
def test_what_is_written_is_read_back(limit: TimeLimit) -> None:
    found = time_limit.parse(time_limit.canonical(limit))
    assert found == limit
    assert found is not None
    assert found.variants == ()


WORDS = st.sampled_from(
    [
        *"自从在经或后个日天月年内前按底的时，；。、（）：7",
        *(
            "信息",
            "该政府信息",
            "形成",
            "变更",
            "批准",
            "之日起",
            "20",
            "二十",
            "工作日",
            "以内",
            "以上",
        ),
        *(
            "处罚决定",
            "其他",
            "其中",
            "公示",
            "公示期",
            "征求意见",
            "不少于",
            "不超过",
            "应当",
            "公开",
        ),
        *(
            "及时",
            "更新",
            "一次",
            "每年",
            "每月",
            "年度",
            "1月",
            "31日",
            "季度",
            "长期",
            "任期",
            "延长",
        ),
        *("前", "开学", "每学期", "召开", "2026年", "2026年6月30日前", "年底"),
        *("提前", "按进展情况", "另有规定的", "从其规定", "主管部门", "建房"),
    ]
)


@given(st.lists(WORDS, max_size=9).map("".join))
def test_whatever_is_read_has_a_standard_wording(text: str) -> None:
    found = time_limit.parse(text)
    if found is not None:
        again = time_limit.parse(time_limit.canonical(found))
        assert again == found
        assert again is not None
        assert again.variants == ()


@pytest.mark.parametrize(
    "text",
    [
        "最迟" * 50_000,
        "20个工作日" * 20_000,
        "（" * 100_000,
        "每年" * 500,
        "二十" * 500,
        "另有规定的" * 200,
    ],
)
def test_hostile_lengths_are_refused_at_once(text: str) -> None:
    assert time_limit.parse(text) is None
