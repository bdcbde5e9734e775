"""Time limits as published catalogs write them, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.rules.law_samples import codes_after_corrections, codes_of_items

ON_REQUEST = {"公开方式": "依申请公开", "公开对象": "[特定群体]", "特定群体范围": "申请人"}
BUDGET = {"事项名称": "部门预算", "公开依据": "[《中华人民共和国预算法》第十四条第二款]"}
WORDINGS: tuple[tuple[str, set[str]], ...] = (
    # Right ones.
    ("自信息形成或者变更之日起20个工作日内", set()),
    ("自信息形成或者变更之日起20个工作日内予以公开", set()),
    ("自信息形成之日起7个工作日内", set()),
    ("信息形成或者变更之日起5个工作日内公开，公示期不少于7个工作日", set()),
    ("及时公开", set()),
    ("实时公开", set()),
    ("按进展情况及时公开", set()),
    ("每年1月31日前", set()),
    ("信息形成后，20个工作日内公开", set()),
    ("按季度公开", set()),
    ("公示期不少于5个工作日", set()),
    ("自公告之日起不少于30日", set()),
    ("自公示之日起不少于7个工作日", set()),
    ("征集时间不少于30日", set()),
    ("处罚决定7个工作日内，其他20个工作日内", set()),
    ("自信息形成或者变更之日起20个工作日内；法律、法规另有规定的，从其规定", set()),
    ("自决定作出之日起3日内", set()),
    # Not to be read.
    ("按规定时限", {"L440"}),
    ("见附件", {"L440"}),
    ("根据工作需要", {"L440"}),
    ("不少于20个工作日", {"L440"}),
    ("20个工作日以上", {"L440"}),
    ("自变更之日起不少于5个工作日", {"L440"}),
    ("同上", {"L413"}),
    ("同上栏", {"L413"}),
    ("上同", {"L413"}),
    ("〃", {"L413"}),
    # How long and not when.
    ("长期公开", {"L441"}),
    ("永久公开", {"L441"}),
    ("任期内", {"L441"}),
    ("自信息形成或者变更之日起20个工作日内，长期公开", {"L441"}),
    # Longer than the law allows.
    ("自信息形成或者变更之日起30个工作日内", {"L442"}),
    ("自信息形成或者变更之日起30日内", {"L442"}),
    ("自信息形成之日起2个月内", {"L442"}),
    ("自信息形成或者变更之日起半年内", {"L440"}),
    # 20 days of the calendar.
    ("自信息形成或者变更之日起20日内", {"L443"}),
    ("20日内", {"L443"}),
    ("信息形成之日起20天内", {"L443", "L444"}),
    # Not in the standard words.
    ("信息形成之日起20工作日内", {"L444"}),
    ("信息形成或变更后20个工作日", {"L444"}),
    ("自信息形成或者变更之日起二十个工作日内", {"L444"}),
    ("自信息形成或者变更之日起 20 个工作日内", {"L444"}),
    ("每年一月三十一日前", {"L444"}),
    ("不迟于20个工作日", {"L444"}),
    ("不晚于信息形成之日起20工作日", {"L444"}),
    ("每年12月31日前；遇变更20个工作日内", {"L444"}),
    # The limit of the other way of disclosure.
    ("自收到申请之日起20个工作日内", {"L447"}),
)


@pytest.mark.parametrize(("wording", "codes"), WORDINGS)
def test_a_wording_gets_the_codes_of_what_is_wrong_with_it(wording: str, codes: set[str]) -> None:
    assert codes_of_items([{"公开时限": wording}]) == [codes]


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        # Other law sets the limit, and is named.
        (
            {
                "公开时限": "自信息形成或者变更之日起30个工作日内",
                "时限依据": "[《示例省政务公开条例》第九条]",
            },
            set(),
        ),
        (
            {
                "公开时限": "自信息形成或者变更之日起30个工作日内",
                "时限依据": "[《中华人民共和国政府信息公开条例》第二十六条]",
            },
            {"L442"},
        ),
        ({**BUDGET, "公开时限": "自批复之日起20日内"}, set()),
        ({**BUDGET, "公开时限": "自批复之日起10个工作日内"}, set()),
        ({**BUDGET, "公开时限": "自信息形成或者变更之日起20个工作日内"}, {"L445"}),
        (
            {"事项名称": "部门预算", "公开时限": "自批复之日起20日内"},
            {"L446"},
        ),
        (
            {
                "事项名称": "部门预算",
                "公开时限": "自批复之日起20日内",
                "时限依据": "[《中华人民共和国预算法》第十四条第二款]",
            },
            set(),
        ),
        ({"事项名称": "预算管理制度"}, set()),
        ({"事项名称": "部门决算及“三公”经费决算"}, {"L445"}),
        # What a document asks for is no 法律、法规 that would have to be named, and is sooner than art. 26.
        ({"事项名称": "行政处罚决定", "公开时限": "自决定作出之日起7个工作日内"}, set()),
        ({"事项名称": "行政处罚决定"}, {"L445"}),
        ({"公开时限": "年度终了后3个月内"}, set()),
        # The matter that most of a title names.
        ({"事项名称": "拟征收土地公告", "公开时限": "自收到批准文件之日起15个工作日内"}, {"L445"}),
        ({"事项名称": "村庄规划征求意见", "公开时限": "征求意见期限不少于15日"}, set()),
        (
            {
                "事项名称": "房屋征收补偿方案征求意见",
                "公开时限": "征求意见期限不少于30日",
                "公开依据": "[《国有土地上房屋征收与补偿条例》第十条第二款]",
            },
            set(),
        ),
        ({"事项名称": "村规民约公示", "公开时限": "不少于5个工作日"}, set()),
        ({"事项名称": "重大决策听证", "公开时限": "不少于10日"}, set()),
        ({"事项名称": "民生实事项目征集", "公开时限": "不少于30日"}, set()),
        ({"事项名称": "政府采购合同"}, {"L445"}),
        ({"事项名称": "政府采购合同", "公开时限": "及时公开"}, {"L445"}),
        ({"事项名称": "政府采购合同", "公开时限": "实时公开"}, set()),
        ({"事项名称": "采购成交结果", "公开时限": "当日公开"}, set()),
        ({"事项名称": "政府采购中标结果"}, {"L445"}),
        ({"事项名称": "工程建设项目招标中标结果公示"}, set()),
        ({"事项名称": "土地使用权出让成交结果"}, set()),
        ({"事项名称": "国有资产处置成交结果"}, set()),
        ({"事项名称": "房屋征收补偿安置方案", "公开时限": "征求意见期限不少于20日"}, {"L445"}),
        (
            {
                "事项名称": "房屋征收补偿安置方案",
                "公开时限": "征求意见期限不少于30日",
                "公开依据": "[《国有土地上房屋征收与补偿条例》第十条第二款]",
            },
            set(),
        ),
        (
            {
                "事项名称": "征地补偿安置方案公告",
                "公开时限": "公告时间不少于30日",
                "公开依据": "[《中华人民共和国土地管理法实施条例》第二十八条第一款]",
            },
            set(),
        ),
        ({"事项名称": "中标候选人公示", "公开时限": "3日内，公示期不少于1日"}, {"L445"}),
        ({"事项名称": "征收补偿方案", "公开时限": "征求意见期限不少于20日"}, {"L445"}),
        (
            {
                "事项名称": "征收补偿方案",
                "公开时限": "征求意见期限不少于30日",
                "公开依据": "[《国有土地上房屋征收与补偿条例》第十条第二款]",
            },
            set(),
        ),
        # What is given on request is given by art. 33.
        ({**ON_REQUEST, "公开时限": "自收到申请之日起20个工作日内"}, set()),
        ({**ON_REQUEST, "公开时限": "自信息形成或者变更之日起20个工作日内"}, {"L447"}),
        ({**ON_REQUEST, "公开时限": "自收到申请之日起40个工作日内"}, set()),
    ],
)
def test_a_limit_is_judged_with_what_it_is_for(item: Mapping[str, str], codes: set[str]) -> None:
    assert codes_of_items([item]) == [codes]


REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("kind", "wording", "codes"),
    [
        ("政府部门", "每年1月31日前", set()),
        ("政府部门", "每年1月底前", set()),
        ("政府部门", "每年3月31日前", {"L445"}),
        ("政府部门", "自信息形成或者变更之日起20个工作日内", {"L445"}),
        ("县级政府", "每年3月31日前", set()),
        ("县级政府", "自信息形成或者变更之日起20个工作日内", {"L445"}),
        # Art. 49 names no townships.
        ("乡镇政府", "自信息形成或者变更之日起20个工作日内", set()),
    ],
)
def test_the_annual_report_is_due_on_the_day_of_its_kind_of_unit(
    kind: str, wording: str, codes: set[str]
) -> None:
    item = {"事项名称": REPORT, "公开时限": wording}
    assert codes_of_items([item], kind=kind)[0] & {"L445", "L446"} == codes


def test_art_26_binds_no_public_institution() -> None:
    wordings = ["自信息形成或者变更之日起30个工作日内", "自信息形成或者变更之日起20日内"]
    basis = "[《中华人民共和国政府信息公开条例》第五十五条第一款]"
    items = [{"公开时限": wording, "公开依据": basis} for wording in wordings]
    assert codes_of_items(items, kind="公共企事业单位") == [set(), set()]


@pytest.mark.parametrize(
    "wording",
    ["信息形成之日起20工作日内", "信息形成或变更后20个工作日", "自信息形成之日起二十个工作日内"],
)
def test_the_standard_wording_is_a_certain_correction(wording: str) -> None:
    assert codes_after_corrections({"公开时限": wording}) == ({"L444"}, set())


@pytest.mark.parametrize(
    "wording",
    [
        "自决定作出之日起3个工作日内，最迟不超过7个工作日",
        "一般在3个工作日内，最晚不超过7个工作日",
    ],
)
def test_a_limit_that_only_bounds_another_is_left_to_the_clerk(wording: str) -> None:
    assert codes_after_corrections({"公开时限": wording}) == ({"L444"}, {"L444"})
