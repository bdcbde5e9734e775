"""Names and texts that rules about items must tell apart."""

from __future__ import annotations

import pytest

from tests.rules.law_samples import codes_of_items, codes_of_organs


@pytest.mark.parametrize(
    "name",
    [
        "县级人民政府民政部门",
        "自然资源主管部门",
        "县级以上地方人民政府",
        "各级人民政府",
        "相关部门",
        "上级主管部门",
        "市场监管部门",
    ],
)
def test_a_general_name_is_no_organ(name: str) -> None:
    assert codes_of_organs([name]) == [{"L414"}]


@pytest.mark.parametrize(
    "name",
    [
        "修水县民政局",
        "江西省地方金融监督管理局",
        "市级机关事务管理局",
        "德安县保密行政管理部门",
        "国家税务总局修水县税务局",
        "各界社会救助协会",
    ],
)
def test_the_name_of_an_organ_is_none(name: str) -> None:
    assert codes_of_organs([name]) == [set()]


@pytest.mark.parametrize(
    ("element", "codes"),
    [
        ("××县机构职能", {"L414"}),
        ("由XX镇负责", {"L414"}),
        ("某局职责", {"L414"}),
        ("地址：____", {"L414"}),
        ("IP地址和域名", set()),
        ("某些情形的处理", set()),
        ("XML数据文件", set()),
        ("救助标准（1.5倍以内）", set()),
        ("1.救助标准2.救助程序", {"L403"}),
        ("●标准●程序●时限", {"L403"}),
        ("救助标准、救助程序和办理时限", set()),
        ("补助对象名单", {"L415"}),
        ("拟录用人员名单", {"L415"}),
        ("残疾人生活补贴发放名单", {"L415"}),
        ("受资助企业名单", set()),
        ("农机购置补贴产品名单", set()),
        ("定点医疗机构名单", set()),
        ("失信企业名单", set()),
        ("名单公示办法", set()),
        ("补贴资金发放明细表", {"L415"}),
        ("新生录取名单", {"L415"}),
        ("拟录取名单", {"L415"}),
        ("住院患者名单公示", {"L415"}),
        ("疫苗接种者名单", {"L415"}),
        ("医药费减免人员名单", {"L415"}),
        ("录取院校名单", set()),
        ("预防接种门诊名单", set()),
        ("接种疫苗品种名单", set()),
        ("录取分数线公示", set()),
        ("新生入学须知", set()),
        ("税费减免企业名单", set()),
        ("补贴资金分配明细表", set()),
        ("救助资金收支明细表", set()),
    ],
)
def test_an_element_gets_the_codes_of_what_is_wrong_with_it(element: str, codes: set[str]) -> None:
    assert codes_of_items([{"公开内容": f'["{element}"]'}]) == [codes]


@pytest.mark.parametrize(
    ("levels", "codes"),
    [
        ("[县级, 乡级]", set()),
        ("[县级, 村级]", set()),
        ("[区县级]", {"L419"}),
        ("[县级、乡级]", {"L419"}),
        ("[国家级]", {"L419"}),
        ("[乡级]", {"L409"}),
        ("[村级]", {"L409"}),
        ("[市级, 镇级]", {"L409", "L419"}),
        ("", {"L408"}),
    ],
)
def test_the_levels_name_the_units_own(levels: str, codes: set[str]) -> None:
    assert codes_of_items([{"公开层级": levels}]) == [codes]


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ({"公开渠道": "[政务新媒体]"}, {"R307"}),
        ({"公开渠道": "[公开查阅点]"}, {"L405"}),
        ({"公开渠道": "[公共资源交易平台, 公开查阅点]"}, set()),
        (
            {
                "公开渠道": "[入户/现场]",
                "公开方式": "依申请公开",
                "公开时限": "自收到申请之日起20个工作日内",
            },
            set(),
        ),
    ],
)
def test_active_disclosure_is_on_line(item: dict[str, str], codes: set[str]) -> None:
    assert codes_of_items([item]) == [codes]


@pytest.mark.parametrize(
    ("ground", "article", "reason", "codes"),
    [
        ("16-1", "十六", "人事任免以前的考察材料", set()),
        ("16-1", "十六", "内部管理信息，干部档案里有个人信息", set()),
        ("16-2", "十六", "会议讨论的是后勤管理事项", set()),
        ("16-1", "十六", "企业的商业秘密", {"L491"}),
        ("16-3", "十六", "会议讨论记录", {"L491"}),
        ("14-3", "十四", "涉及个人隐私", {"L491"}),
    ],
)
def test_a_reason_may_name_another_ground_beside_the_stated_one(
    ground: str, article: str, reason: str, codes: set[str]
) -> None:
    item = {
        "公开方式": "不予公开",
        "不予公开理由": f"{{依据: {ground}, 理由: {reason}, 下次评估日期: 2025-12-31}}",
        "公开依据": f"[《中华人民共和国政府信息公开条例》第{article}条]",
        "公开时限": "",
        "暂无信息原因": "",
    }
    assert codes_of_items([item]) == [codes]


@pytest.mark.parametrize(
    ("elements", "item", "codes"),
    [
        ("[患者姓名, 病种, 家庭住址]", {}, {"L416"}),
        ("[姓名, 银行卡号]", {}, {"L416"}),
        ("[户主, 身份证号码, 补助金额]", {}, {"L416"}),
        ("[姓名, 银行卡号]", {"公开对象": "[特定群体]", "特定群体范围": "本人"}, set()),
        ("[姓名, 补助金额, 联系电话]", {}, set()),
        ("[负责人姓名, 职务, 办公地址, 联系方式]", {}, set()),
        ("[定点医院, 病种, 报销比例]", {}, set()),
        ("[姓名, 病情证明的开具]", {}, set()),
        ("[姓名, 病种]", {"名单公示": "{公示栏目: [姓名, 病种], 遮盖栏目: [姓名]}"}, set()),
    ],
)
def test_what_is_private_does_not_stand_beside_names_whatever_an_item_is_called(
    elements: str, item: dict[str, str], codes: set[str]
) -> None:
    assert codes_of_items([{"公开内容": elements, **item}])[0] & {"L416"} == codes


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ("[姓名, 补贴金额, 监督电话]", set()),
        ("[姓名, 补贴金额, 举报投诉电话]", set()),
        ("[姓名, 补贴金额, 联系电话]", {"L416"}),
        ("[姓名, 监督人联系方式, 电话]", {"L416"}),
    ],
)
def test_telephones_of_offices_are_no_personal_information(columns: str, codes: set[str]) -> None:
    item = {"事项名称": "补贴对象名单", "名单公示": f"{{公示栏目: {columns}}}"}
    assert codes_of_items([item])[0] & {"L416"} == codes
