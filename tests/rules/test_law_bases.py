"""Bases as published catalogs write them, and what is wrong with each."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from tests.rules.law_samples import codes_after_corrections, codes_of_items, corrected_bases
from tests.rules.samples import ENTRIES, ITEMS, added, base_files, changed, codes

REGULATION = "《中华人民共和国政府信息公开条例》"
SAMPLES: tuple[tuple[str, set[str]], ...] = (
    # Right ones, with and without the name of the state, number, edition and place.
    (f"{REGULATION}第二十条第（五）项", set()),
    ("《政府信息公开条例》（国务院令第711号）第二十条第（一）项、第（二）项", set()),
    (f"{REGULATION}（国务院令第711号，2019年修订）第十九条", set()),
    (f"{REGULATION}（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）", set()),
    ("《中华人民共和国预算法》（2018年修正）第十四条第二款", set()),
    ("《中华人民共和国突发事件应对法》（自2024年11月1日起施行）第二十八条", set()),
    ("《中华人民共和国土地管理法》第四十七条；《土地管理法实施条例》第二十六条第二款", set()),
    ("《中华人民共和国行政处罚法》第五条、第四十八条", set()),
    ("【行政法规】《社会救助暂行办法》（国务院令第649号）第十一条", set()),
    ("【地方性法规】《江西省养老服务条例》第三条", set()),
    (
        "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）",
        set(),
    ),
    ("国办发〔2019〕54号", set()),
    ("《“十四五”国家老龄事业发展和养老服务体系规划》（国发〔2021〕35号）", set()),
    ("《农村危房改造工作指引（2023—2027年）》", set()),
    ("《示例县消防救援站建设标准》第三章", set()),
    ("《中华人民共和国安全生产法》（中华人民共和国主席令第八十八号）第七十八条", set()),
    ("《中共中央办公厅 国务院办公厅印发〈关于推进新时代基层政务公开的意见〉》", set()),
    ("《GB/T 38299-2019 公共资源交易平台系统数据规范》", set()),
    (f"{REGULATION}第二十条第（二）项规定", set()),
    (f"{REGULATION}第二十条第一款第（二）项", set()),
    ("《示例县志（1985-2005）》", set()),
    ("《示例县国民经济和社会发展第十四个五年规划纲要》", set()),
    # Vague, or not a basis at all.
    ("相关政策文件", {"L420"}),
    ("信息公开规定", {"L420"}),
    ("法律、法规、规章", {"L420"}),
    ("《社会救助暂行办法》等有关规定", {"L420"}),
    ("《社会救助暂行办法》、各地相关政策法规文件", {"L420"}),
    ("《中华人民共和国预算法》及相关配套文件", {"L420"}),
    ("同上", {"L413"}),
    ("同左列", {"L413"}),
    ("《社会救助暂行办法》第十一条由民政局负责", {"L421"}),
    # Not written as the standard says.
    ("政府信息公开条例第二十条第（二）项", {"L422"}),
    (f"{REGULATION}第20条第(2)项", {"L422"}),
    (
        "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发[2019]54号）",
        {"L422"},
    ),
    (
        "《农业农村部关于印发〈涉农补贴领域基层政务公开标准指引〉的通知》（农计财发（2019）8号）",
        {"L422"},
    ),
    ("《中华人民共和国环境保护法》 第五十三条", {"L422"}),
    ("《国务院关于进 一步加强社会救助工 作的意见》", {"L422"}),
    # No longer law, or no longer the text of it.
    ("《信访条例》第九条", {"L423"}),
    ("《中华人民共和国物权法》", {"L423"}),
    ("中华人民共和国国务院令第492号", {"L424"}),
    (f"{REGULATION}（国务院令第492号）第九条", {"L424"}),
    ("《政府信息公开条例》（第492号）", {"L424"}),
    (f"{REGULATION}（2007年4月5日公布）", {"L424"}),
    (f"{REGULATION}（2008年5月1日起施行）", {"L424"}),
    ("《中华人民共和国安全生产法》（2014年修正）第七十五条", {"L425"}),
    ("《统计法》（2009年6月27日修订）第二十六条", {"L425"}),
    ("《中华人民共和国预算法实施条例》（国务院令第186号）", {"L425"}),
    # Places that the law does not have.
    (f"{REGULATION}第六十条", {"L426"}),
    ("《中华人民共和国政府采购法实施条例》第五十条、第八十条", {"L426"}),
    (f"{REGULATION}第二十条第二款", {"L427"}),
    (f"{REGULATION}第二十条第五款、第六款", {"L427"}),
    (f"{REGULATION}第二十条第二款第（二）项", {"L427"}),
    (f"《中华人民共和国预算法》第十四条第二款，{REGULATION}第十条第二款", set()),
    (f"{REGULATION}第二十条第（十五）项、第（十六）项", {"L426"}),
    # The amended law is not in force on the day of the review: its old text still is.
    ("《中华人民共和国矿产资源法》（2009年修正）第三条", set()),
    ("《中华人民共和国矿产资源法》第六十条", {"L426"}),
    ("《中华人民共和国矿产资源法》（2024年修订）第三条", {"L431"}),
    ("《中华人民共和国监察法》（2018年）", set()),
    # Ranks.
    ("【规章】《社会救助暂行办法》", {"L428"}),
    ("【法律】《国务院关于加快推进政务服务标准化的指导意见》（国发〔2022〕5号）", {"L428"}),
    ("【行政法规】《中华人民共和国慈善法》", {"L428"}),
    ("【部门规章】《养老机构管理办法》（民政部令第66号）", set()),
    ("【政策】《社会救助暂行办法》", {"L428"}),
    ("【规章】《示例管理办法》（示发〔2020〕3号）", {"L428"}),
    ("【规范性文件】《示例管理办法》（示发〔2020〕3号）", set()),
    ("【地方性法规】《示例市市容管理条例》（示人常发〔2020〕3号）", set()),
    # Plans that have ended.
    ("《全国农业现代化规划（2016-2020年）》", {"L430"}),
    ("《示例县国民经济和社会发展第十三个五年规划纲要》", {"L430"}),
    ("《“十三五”推进基本公共服务均等化规划》", {"L430"}),
    ("《示例县人居环境整治三年行动方案（2018—2020年）》", {"L430"}),
)


@cache
def found() -> dict[str, set[str]]:
    codes = codes_of_items({"公开依据": f'["{text}"]'} for text, _ in SAMPLES)
    return dict(zip((text for text, _ in SAMPLES), codes, strict=True))


@pytest.mark.parametrize(("text", "codes"), SAMPLES, ids=lambda value: str(value)[:30])
def test_a_basis_gets_the_codes_of_what_is_wrong_with_it(text: str, codes: set[str]) -> None:
    assert found()[text] == codes


def test_no_sample_is_looked_at_twice() -> None:
    assert len(found()) == len(SAMPLES)


@pytest.mark.parametrize(
    ("bases", "codes"),
    [
        (("《中华人民共和国预算法》", "《中华人民共和国预算法实施条例》"), set()),
        (("《中华人民共和国预算法实施条例》", "《中华人民共和国预算法》"), {"L429"}),
        (("《示例县关于村务公开的意见》", "《社会救助暂行办法》"), {"L429"}),
        (("《信访工作条例》", REGULATION), set()),
        ((REGULATION, "《社会救助暂行办法》", "《中华人民共和国慈善法》"), {"L429"}),
        (("《示例省养老服务条例》", "《社会救助暂行办法》"), set()),
    ],
)
def test_bases_stand_in_the_order_of_rank(bases: tuple[str, ...], codes: set[str]) -> None:
    listed = ", ".join(f'"{text}"' for text in bases)
    assert codes_of_items([{"公开依据": f"[{listed}]"}]) == [codes]


def test_art_55_and_not_art_20_is_the_basis_of_a_public_institution() -> None:
    bases = [
        f"{REGULATION}第{place}" for place in ("二十条第（二）项", "五十五条第一款", "二十六条")
    ]
    items = [{"公开依据": f"[{basis}]"} for basis in bases]
    assert codes_of_items(items, kind="公共企事业单位") == [{"L432"}, set(), {"L432"}]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{REGULATION}第20条第(2)项", "L422"),
        ("《社会救助暂行办法》(国务院令649号)", "L422"),
        ("《中华人民共和国环境保护法》 第五十三条", "L422"),
        (f"{REGULATION}（国务院令第492号）", "L424"),
        ("《中华人民共和国预算法实施条例》（国务院令第186号）", "L425"),
        (f"{REGULATION}第二十条第二款", "L427"),
        ("【规章】《社会救助暂行办法》", "L428"),
    ],
)
def test_a_certain_correction_leaves_nothing_to_find(text: str, code: str) -> None:
    assert codes_after_corrections({"公开依据": f'["{text}"]'}) == ({code}, set())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{REGULATION}（国务院令第492号）第九条", {"L424"}),
        ("《信访条例》第九条", {"L423"}),
        ("【规章】《示例县信访工作意见》", {"L428"}),
    ],
)
def test_what_only_a_person_can_decide_is_not_corrected(text: str, codes: set[str]) -> None:
    assert codes_after_corrections({"公开依据": f'["{text}"]'}) == (codes, codes)


CORRECTIONS = {
    f"{REGULATION}第二十条第二款": f"{REGULATION}第二十条第（二）项",
    f"{REGULATION}第十条第二款、第二十条第二款": f"{REGULATION}第十条第二款、第二十条第（二）项",
    f"{REGULATION}（国务院令第492号）": f"{REGULATION}（国务院令第711号）",
    "《中华人民共和国预算法实施条例》（国务院令第186号）": "《中华人民共和国预算法实施条例》（国务院令第729号）",
    "【法律】《社会救助暂行办法》（国务院令第649号）": "【行政法规】《社会救助暂行办法》（国务院令第649号）",
}
BESIDE = (
    "《中华人民共和国预算法》第十四条第二款",
    "《示例条例》（国务院令第492号，国务院令第186号）",
    "【法律】《中华人民共和国法律援助法》第二十条第二款",
    "《中华人民共和国法律援助法》",
)


def test_a_correction_changes_nothing_but_its_own_citation() -> None:
    texts = {
        "；".join((*before, wrong, *behind)): "；".join((*before, right, *behind))
        for (wrong, right), before, behind in product(
            CORRECTIONS.items(), ((), *zip(BESIDE)), ((), *zip(BESIDE), BESIDE)
        )
    }
    assert dict(zip(texts, corrected_bases([*texts]), strict=True)) == texts


def test_a_document_of_the_unit_itself_is_a_basis_while_it_is_in_force() -> None:
    items = changed(ITEMS, f"{REGULATION}第二十条第（二）项", "《示例县示例办法》")
    old = "  有效性: {状态: 废止, 截止日期: 2025-03-01}"
    named = "关于印发《示例县示例办法》的通知"

    def found(title: str, validity: str, *more: str) -> bool:
        entries = added(ENTRIES, validity)[ENTRIES].replace("示例县示例局主要职责", title)
        return "L423" in codes({**items, ENTRIES: "\n".join([entries, *more])}, ["L423"])

    assert found("示例县示例办法", old)
    assert found(f"示例县示例局{named}", old)
    assert not found("示例县示例办法", "  有效性: {状态: 有效}")
    assert not found("示例县示例办法", "  有效性: {状态: 废止, 截止日期: 2025-12-31}")
    assert not found("示例县示例办法实施细则", old)
    # The document was made anew under its old title.
    again = base_files()[ENTRIES].replace("示例县示例局主要职责", f"示例县示例局{named}")
    assert not found("示例县示例办法", old, again.replace("2025-00001", "2025-00002"))
