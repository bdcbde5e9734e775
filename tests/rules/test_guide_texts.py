"""What a unit has its guide say in its own words: phrases of former law, and their like that are right."""

from __future__ import annotations

import pytest

from tests.rules.guide_samples import codes_of_paragraphs
from tests.rules.samples import GUIDE, UNIT, added, changed, codes, diagnostics

FORMER = {
    "能够当场答复的，当场予以答复；不能当场答复的，自收到申请之日起15个工作日内予以答复。": "G620",
    "不能当场答复的，自登记之日起十五个工作日内答复。": "G620",
    "如需延长答复期限的，经负责人同意，延长答复的期限最长不超过15个工作日。": "G620",
    "本机关在30个工作日内作出答复。": "G620",
    "自收到申请之日起20日内答复。": "G620",
    "主动公开的信息自形成或者变更之日起二十天内予以公开。": "G620",
    "第三方应当自收到征求意见书之日起10个工作日内提出意见。": "G620",
    "申请内容不明确的，在10个工作日内告知申请人补正。": "G620",
    "本机关自收到申请之日起15个工作日内答复。": "G640",
    "收到申请后，应当在十五个工作日之内予以答复。": "G640",
    "可以根据自身生产、生活、科研等特殊需要，向本机关申请获取政府信息。": "G621",
    "根据自身的生产、生活和科研特殊需求提出申请。": "G621",
    "除可以收取检索、复制、邮寄等成本费用外，不得收取其他费用。": "G622",
    "按照规定收取检索费、复制费、邮寄费。": "G622",
    "邮寄费用由申请人承担。": "G622",
    "复印每页收费0.5元。": "G622",
    "打印每页0.5元。": "G622",
    "依法依规收取检索、复制、邮寄费用，办理许可证的除外。": "G622",
    "查询、复制政府信息收取成本费。": "G622",
    "检索费不收取，邮寄费用由申请人承担。": "G622",
    "申请人不能当面领取的，邮寄费用由申请人承担。": "G622",
    "没有特殊情况的，收取检索、复制费用。": "G622",
    "邮寄费由本局承担，复印费由申请人支付。": "G622",
    "申请公开行政许可信息的，应当支付复制费。": "G622",
    "按照物价部门核定的标准收取检索费、复制费、邮寄费。": "G622",
    "申请公开政府信息，需要邮寄证件复印件的，支付邮寄费。": "G622",
    "依申请提供政府信息，可以收取检索、复制、邮寄等成本费用，收费标准由价格主管部门制定。": "G622",
    "查询不动产登记资料的，到登记大厅办理。申请公开政府信息的，支付复制费。": "G622",
    "收取复制费以外，不收任何其他费用。": "G622",
    "本机关提供政府信息，收取打印、复印等工本费。": "G622",
    "到县档案馆查阅，复印费自理。": "G622",
    "领取信息时缴纳复制费。": "G622",
    "复印资料每页收费0.5元。": "G622",
    "超过10件的收取信息处理费，每件50元。": "G622",
    "信息处理费按每页5元收取。": "G622",
    "申请时应当说明所需信息的用途。": "G623",
    "申请人须提供用途证明。": "G623",
    "生活困难的公民可以申请减免费用。": "G623",
    "可以在60日内向上级主管部门或者本级人民政府申请行政复议。": "G624",
    "可以自收到答复之日起30日内申请行政复议。": "G624",
    "可以向上一级行政机关申请行政复议。": "G624",
    "可以在两个月内申请行政复议。": "G624",
    "可以在3个月内向人民法院提起诉讼。": "G624",
    "对不予公开决定不服的，可以依法申请行政复议或者提起行政诉讼。": "G625",
    "对不予公开不服，可以申请行政复议，也可以直接向人民法院提起行政诉讼。": "G625",
    "申请人对不予公开答复不服的，可以依法向人民法院提起行政诉讼。": "G625",
}
STILL_RIGHT = (
    "自收到申请之日起10个工作日内答复，比法定期限少10个工作日。",
    "自收到申请之日起20个工作日内答复；延长的期限最长不超过20个工作日。",
    "本机关承诺自收到申请之日起15个工作日内答复。",
    "自收到申请之日起15个工作日内答复，比法定期限少5个工作日。",
    "第三方的意见在15个工作日内回复。",
    "收到征求意见书的机关在15个工作日内回复。",
    "咨询留言在15个工作日内答复。",
    "本指南依据国务院令第711号编制，国务院第492号令不再适用。",
    "咨询在20日内答复，预算自批复之日起20日内公开。",
    "属于主动公开范围的，自形成或者变更之日起20个工作日内公开。",
    "信访事项自受理之日起60日内办结，经批准延长30日。",
    "第三方自收到征求意见书之日起15个工作日内提出意见。",
    "收到第三方意见之日起5个工作日内答复申请人。",
    "在5个工作日内一次性告知申请人补正。",
    "充分发挥信息对人民群众生产、生活和经济社会活动的服务作用。",
    "申请人不需要说明生产、生活、科研等特殊需要。",
    "为有特殊需要的残疾人提供帮助。",
    "依申请提供政府信息不收取检索、复制、邮寄等费用。",
    "检索费、复制费、邮寄费已经停止征收。",
    "信函答复的邮寄费由本机关承担。",
    "复印不收费，当事人需要复印身份证的，可以在大厅复印。",
    "《办事指南》免费取阅。",
    "查询不动产登记资料的，复制费按照不动产登记收费的规定收取。",
    "所申请公开的信息属于工商、不动产登记资料的，查询、复制的费用依照有关法律、行政法规的规定缴纳。",
    "利用档案的，复制费依照《档案法》的规定收取。",
    "补领居民身份证的，缴纳工本费20元。",
    "申领居民身份证依照《居民身份证法》交纳工本费。",
    "不动产权属证书工本费10元，由申请人缴纳。",
    "办理许可后证件可以邮寄，邮寄费用由申请人承担。",
    "许可证书的寄送费用由申请人支付。",
    "公开供水成本费用和收费标准。",
    "公布本局的收费项目和标准，包括证照工本费的收取依据。",
    "原来收取的检索费、复制费、邮寄费，自2017年4月1日起停止征收。",
    "依申请提供政府信息不收费。查询不动产登记资料，复制费按规定收取。",
    "申请查询婚姻登记档案的，到档案馆办理。复印费按规定收取。",
    "不收取任何费用，包括检索、复制、邮寄等费用。",
    "检索、复制、邮寄等费用，一律免收。",
    "当事人复制案卷材料，复印费自理，不适用政府信息公开的规定。",
    "不得以收取检索费、复制费的方式提供政府信息。",
    "招标文件的工本费由投标人支付。",
    "诉讼费用由败诉方承担，复印费用另付，依照《诉讼费用交纳办法》执行。",
    "信息处理费每件100元，婚姻登记证工本费每件9元。",
    "不动产登记费每件80元，不属于信息处理费。",
    "申请人不需要支付检索、复制、邮寄费用。",
    "本机关不向申请人收取复制费。",
    "无须缴纳复印费。",
    "机动车号牌工本费由车主缴纳。",
    "病历复印费由患者支付。",
    "水质检测收取成本费。",
    "法律、行政法规对查询收费有特别规定的，依照规定缴纳复制费。",
    "信息处理费：11件至30件的部分每件100元，31页至100页的部分每页10元。",
    "收到的捐款的用途每季度公布。",
    "申请不需要说明用途。",
    "申请行政许可的，应当说明用途。",
    "对不予公开不服的，应当先申请行政复议，对行政复议决定不服的，再提起行政诉讼。",
    "对不予公开不服的，不能直接提起行政诉讼。",
    "对不予公开以外的答复不服的，可以申请行政复议或者提起行政诉讼。",
    "除不予公开外，可以申请复议，也可以提起诉讼。",
    "除作出不予公开决定的以外，可以申请行政复议或者提起行政诉讼。",
    "认为行政行为侵犯其合法权益的，可以依法申请行政复议或者提起行政诉讼。",
    "自收到行政复议决定书之日起15日内向人民法院提起行政诉讼。",
    "自知道该行政行为之日起60日内申请行政复议，6个月内提起行政诉讼。",
    "请拨打12345政务服务便民热线。",
    "申请表可以到修水县人民政府网站下载。",
)


def test_phrases_of_former_law_are_found() -> None:
    found = codes_of_paragraphs(FORMER)
    assert dict(zip(FORMER, found, strict=True)) == {text: {code} for text, code in FORMER.items()}


@pytest.mark.parametrize("kind", ["县级政府", "政府部门", "街道办事处"])
def test_what_the_law_allows_is_not(kind: str) -> None:
    found = codes_of_paragraphs(STILL_RIGHT, kind=kind)
    assert dict(zip(STILL_RIGHT, found, strict=True)) == {text: set() for text in STILL_RIGHT}


def test_the_former_order_is_found_without_its_title() -> None:
    def found(text: str) -> set[str]:
        return codes(added(GUIDE, f"补充章节:\n  - 标题: 说明\n    段落: [{text}]"), ["L424"])

    assert found("依据国务院第492号令编制本指南。")
    assert found("依据国务院令第492号编制本指南。")
    assert not found("依据国务院令第711号编制本指南。")
    assert not found("国务院令第492号已经由国务院令第711号修订。")
    assert not found("依据示例县政府第492号令编制本指南。")


def test_above_a_government_there_is_a_government() -> None:
    superior = ["可以向上一级行政机关申请行政复议。"]
    assert codes_of_paragraphs(superior, kind="乡镇政府") == [set()]
    assert codes_of_paragraphs(superior, kind="政府部门") == [{"G624"}]


def test_of_those_led_from_above_the_competent_organ_reconsiders() -> None:
    def found(text: str) -> bool:
        profile = changed(UNIT, "单位名称: 示例县示例局", "单位名称: 国家税务总局修水县税务局")
        section = f"补充章节:\n  - 标题: 申请人的权利\n    段落: [{text}]"
        return "G624" in codes({**profile, **added(GUIDE, section)}, "G")

    assert found("可以在60日内向本级人民政府申请行政复议。")
    assert not found("可以在60日内向上一级主管部门申请行政复议。")
    assert not found("不再向本级人民政府申请行政复议。")


def test_limits_and_fees_do_not_bind_a_public_institution() -> None:
    of_the_regulations = [text for text, code in FORMER.items() if code in {"G620", "G622", "G623"}]
    found = codes_of_paragraphs(of_the_regulations, kind="公共企事业单位")
    assert set().union(*found) <= {"G631"}


def test_a_public_institution_has_no_remedies_of_administrative_law() -> None:
    remedies = [text for text, code in FORMER.items() if code in {"G624", "G625"}]
    found = codes_of_paragraphs(remedies, kind="公共企事业单位")
    assert found == [{"G624"}] * len(remedies)
    right = ("可以向县民政局申诉。", "对主管部门的处理决定不服的，可以申请行政复议。")
    assert codes_of_paragraphs(right, kind="公共企事业单位") == [set(), set()]


SELVES = {
    "为便利社会公众获取市政府信息，编制本指南。": True,
    "为方便获取修水县人民政府的政府信息，编制本指南。": True,
    "本镇的信息由党政办公室负责。": True,
    "修水县民政局（以下简称“本局”）编制本指南。": True,
    "推进、指导、协调、监督全市政府信息公开工作。": True,
    "本市政府信息公开指南每年修订。": True,
    "市政府信息公开工作机构是市政府办公室。": True,
    "负责指导、监督全县示例工作。": False,
    "市政府办公室指导、监督全市政府信息公开工作。": False,
    "为方便公民、法人和其他组织获取示例县示例局的政府信息，编制本指南。": False,
    "为方便公众获取本局的政府信息，编制本指南。": False,
    "示例县示例局（以下简称本局）负责编制。": False,
    "向本机关申请获取政府信息。": False,
    "可以通过网站获取政府信息。": False,
    "可以获取相关政府信息。": False,
    "本县居民可以到本县档案馆查阅，本区域内的单位也可以。": False,
    "本办法自公布之日起施行，本委托书由本人签名。": False,
}


def test_a_unit_is_not_called_as_another() -> None:
    found = codes_of_paragraphs(SELVES)
    assert {text: codes == {"G631"} for text, codes in zip(SELVES, found, strict=True)} == SELVES


def test_a_public_institution_is_no_organ() -> None:
    organ = ["本机关主动公开下列信息。", "本单位主动公开下列信息。"]
    assert codes_of_paragraphs(organ, kind="公共企事业单位") == [{"G631"}, set()]
    assert codes_of_paragraphs(organ) == [set(), set()]


@pytest.mark.parametrize(
    "title", ["编排体系", "六、政府信息公开工作机构", "本机关的收费标准", "申请表"]
)
def test_a_chapter_that_is_compiled_is_not_typed(title: str) -> None:
    section = ("补充章节:", f"  - 标题: {title}", "    段落: [另见网站。]")
    assert "G630" in codes(added(GUIDE, *section))


@pytest.mark.parametrize("title", ["公开时限和查询", "《办事指南》的取阅", "责任分工"])
def test_a_chapter_of_its_own_is(title: str) -> None:
    section = ("补充章节:", f"  - 标题: {title}", "    段落: [另见网站。]")
    assert codes(added(GUIDE, *section)) == set()


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        (["一、", "二、", "三、"], []),
        (["1.", "2.", "（1）", "（2）", "3."], []),
        (["1.", "（1）", "（2）", "2.", "（1）"], []),
        (["1.", "2.", "", "1.", "2."], []),
        (["1.5万元", "2025.3"], []),
        (["1、", "3、"], [1]),
        (["2."], [0]),
        (["1.", "2.", "（1）", "2."], [3]),
        (["（一）", "（二）", "（四）", "（五）"], [2]),
    ],
)
def test_numbers_follow_each_other_at_each_level(numbers: list[str], wrong: list[int]) -> None:
    found = codes_of_paragraphs(f"{number}填写申请。" for number in numbers)
    assert [index for index, codes in enumerate(found) if codes] == wrong


def test_a_typed_number_is_taken_away() -> None:
    files = added(GUIDE, "公开范围: [1.机构职能, （二）办事程序, 三公经费, 2025年计划]")
    fixes = [diagnostic.fix for diagnostic in diagnostics(files, "G")]
    assert [fix.text for fix in fixes if fix is not None] == ["", ""]


def test_remedies_are_those_of_the_kind_of_unit() -> None:
    def found(kind: str, *lines: str, name: str = "示例县示例局") -> set[str]:
        profile = changed(UNIT, "单位类型: 政府部门", f"单位类型: {kind}")[UNIT]
        profile = profile.replace("单位名称: 示例县示例局", f"单位名称: {name}")
        return codes({UNIT: "\n".join([profile, "救济渠道:", *lines, ""])}, "G")

    government, court = "  复议机关: 修水县人民政府", "  管辖法院: 修水县人民法院"
    appeal = "  申诉机关: 浔阳区民政局"
    assert found("政府部门", government, court) == set()
    assert found("政府部门", "  复议机关: 浔阳区民政局") == {"G624"}
    assert found("政府部门", government, appeal) == {"G624"}
    taxes, above = "国家税务总局修水县税务局", "  复议机关: 国家税务总局九江市税务局"
    assert "G624" in found("政府部门", government, name=taxes)
    assert "G624" not in found("政府部门", above, name=taxes)
    assert "G624" not in found("政府部门", government, name="九江市地方金融监督管理局")
    assert found("公共企事业单位", appeal) == set()
    assert found("公共企事业单位", appeal, court) == {"G624"}
    assert found("公共企事业单位", "  说明: 另见网站") == {"G624"}
