"""Citations: wordings of published catalogs, what is kept apart, and the round trip both ways."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import basis
from disclosure_cli.grammar.basis import Citation, Edition, Provision
from disclosure_cli.grammar.variant import Variant

REGULATIONS = "中华人民共和国政府信息公开条例"
WRITTEN = (
    "《条例》第二十条第二款",
    "【法律】 《预算法》（2018年修正）第十四条第一款、第二款",
    "国务院令第711号 第五条至第八条",
    "《办法》等规定",
    " 相关文件",
)


def only(text: str) -> Citation:
    found = basis.parse(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    "text",
    [
        "《中华人民共和国政府信息公开条例》",
        "《中华人民共和国政府信息公开条例》第二十条第（五）项",
        "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（一）至（三）项",
        "《中华人民共和国政府信息公开条例》（国务院令第711号，2019年4月3日修订）第十条第二款",
        "【法律】《中华人民共和国行政处罚法》（2021年修订）第二十条、第二十一条",
        "《中华人民共和国行政复议法》第十条第一款第（二）项、第二款",
        "《中华人民共和国档案法》第十条至第十二条、第十五条第一款",
        "《财政部关于印发〈地方预决算公开操作规程〉的通知》",
        "《办法》（国家发展改革委、财政部令第3号）",
        "国办发〔2019〕54号",
        "国务院令第711号第二十条",
    ],
)
def test_standard_wordings_are_kept(text: str) -> None:
    citation = only(text)
    assert citation.variants == ()
    assert citation.remainder == ()
    assert basis.canonical(citation) == text


def test_the_parts_of_a_citation() -> None:
    text = f"【行政法规】《{REGULATIONS}》（国务院令第711号，2019年修订）第二十条第（一）、（五）项"
    assert only(text) == Citation(
        title=REGULATIONS,
        number="国务院令第711号",
        edition=Edition(2019, action="修订"),
        rank_tag="行政法规",
        provisions=(Provision(20, items=(1, 5)),),
    )
    assert only(text).year == 2019


def test_paragraphs_and_items_are_different_places() -> None:
    assert only("《条例》第二十条第二款").provisions == (Provision(20, paragraph=2),)
    assert only("《条例》第二十条第（二）项").provisions == (Provision(20, items=(2,)),)
    assert only("《条例》第二十条第二款第（二）项").provisions == (Provision(20, 2, (2,)),)


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("第二十条、第二十一条", (Provision(20), Provision(21))),
        ("第一、三、五条", (Provision(1), Provision(3), Provision(5))),
        ("第十条第二款、第三款", (Provision(10, 2), Provision(10, 3))),
        ("第十条、第十条第二款", (Provision(10), Provision(10, 2))),
        ("第二十条第（一）（二）项", (Provision(20, items=(1, 2)),)),
        ("第二十条第（一）项至第（三）项", (Provision(20, items=(1, 2, 3)),)),
        ("第二十条第（一）至（三）、（五）项", (Provision(20, items=(1, 2, 3, 5)),)),
        ("第十条至第十二条", (Provision(10), Provision(11), Provision(12))),
        (
            "第二十条第（一）项和第二十一条第（三）项",
            (Provision(20, items=(1,)), Provision(21, items=(3,))),
        ),
    ],
)
def test_lists_of_places(text: str, provisions: tuple[Provision, ...]) -> None:
    citation = only(f"《条例》{text}")
    assert citation.provisions == provisions
    assert citation.remainder == ()


@pytest.mark.parametrize(
    ("text", "corrected", "variants"),
    [
        ("《条例》第20条第（五）项", "《条例》第二十条第（五）项", {Variant.ARABIC_NUMERAL}),
        ("《条例》第二十条第五项", "《条例》第二十条第（五）项", {Variant.ITEM_BRACKETS}),
        ("《条例》第二十条（二）", "《条例》第二十条第（二）项", {Variant.ITEM_WORDING}),
        ("《条例》第二十条第[二]项", "《条例》第二十条第（二）项", {Variant.BRACKET}),
        ("《条例》第十条-第十二条", "《条例》第十条至第十二条", {Variant.DASH}),
        ("《条例》(国务院令第711号)", "《条例》（国务院令第711号）", {Variant.HALF_WIDTH}),
        ("《条例》［国务院令第711号］", "《条例》（国务院令第711号）", {Variant.BRACKET}),
        ("《意见》（中办发﹝2016﹞8号）", "《意见》（中办发〔2016〕8号）", {Variant.BRACKET}),
        (
            "《意见》（国办发〔2019〕054号）",
            "《意见》（国办发〔2019〕54号）",
            {Variant.LEADING_ZERO},
        ),
        ("《政府信息\n公开条例》", "《政府信息公开条例》", {Variant.SPACE}),
        ("[法律]《行政处罚法》", "【法律】《行政处罚法》", {Variant.BRACKET}),
        ("《关于印发《办法》的通知》", "《关于印发〈办法〉的通知》", {Variant.NESTED_TITLE_MARKS}),
        ("《关于印发<办法>的通知》", "《关于印发〈办法〉的通知》", {Variant.NESTED_TITLE_MARKS}),
        (
            "中华人民共和国行政处罚法第五条",
            "《中华人民共和国行政处罚法》第五条",
            {Variant.MISSING_TITLE_MARKS},
        ),
        ("《预算法（2018年修正）》", "《预算法》（2018年修正）", {Variant.EDITION_INSIDE}),
    ],
)
def test_slips_are_named_and_corrected(text: str, corrected: str, variants: set[Variant]) -> None:
    citation = only(text)
    assert set(citation.variants) == variants
    assert basis.canonical(citation) == corrected


@pytest.mark.parametrize(
    ("text", "number", "edition"),
    [
        ("《意见》〔2019〕54号", "〔2019〕54号", None),
        ("《意见》国办发〔2019〕54号", "国办发〔2019〕54号", None),
        ("《条例》（2019年修订）", "", Edition(2019, action="修订")),
        ("《条例》（2018修正）", "", Edition(2018, action="修正")),
        (
            "《条例》（2019年4月3日中华人民共和国国务院令第711号修订）",
            "中华人民共和国国务院令第711号",
            Edition(2019, 4, 3, "修订"),
        ),
        (
            "《法》（中华人民共和国主席令第41号2015年12月27日修正）",
            "中华人民共和国主席令第41号",
            Edition(2015, 12, 27, "修正"),
        ),
        ("《办法》（发文字号住房和城乡建设部令第11号）", "住房和城乡建设部令第11号", None),
        (
            "《意见》（2016年12月8日发布，建保〔2016〕281号）",
            "建保〔2016〕281号",
            Edition(2016, 12, 8, "发布"),
        ),
        ("《通知》（国人口发（2007）78号）", "国人口发〔2007〕78号", None),
        ("《名单》（2024年第3号公告）", "2024年第3号公告", None),
        ("《国家基本药物目录（2018年版）》", "", None),
    ],
)
def test_numbers_and_editions(text: str, number: str, edition: Edition | None) -> None:
    citation = only(text)
    assert (citation.number, citation.edition, citation.remainder) == (number, edition, ())


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "《预算法》、《政府信息公开条例》《关于印发〈地方预决算公开操作规程〉的通知》",
            ["预算法", "政府信息公开条例", "关于印发〈地方预决算公开操作规程〉的通知"],
        ),
        ("1.《甲法》第三条2.《乙法》", ["甲法", "乙法"]),
        ("《甲法》（2018年修正）和《乙法》以及《丙条例》", ["甲法", "乙法", "丙条例"]),
        ("【法律】《甲法》第二十条 【行政法规】《乙条例》", ["甲法", "乙条例"]),
        ("法律：《甲法》；行政法规：《乙条例》", ["甲法", "乙条例"]),
        ("《甲法》第二十条；国办发〔2019〕54号", ["甲法", ""]),
    ],
)
def test_several_citations_in_one_text(text: str, titles: list[str]) -> None:
    citations = basis.parse_list(text)
    assert [citation.title for citation in citations] == titles
    assert all(citation.remainder == () for citation in citations)
    assert basis.parse(text) is None


def test_rank_tags_belong_to_their_own_citation() -> None:
    citations = basis.parse_list("【法律】《甲法》；《乙法》；行政法规：《丙条例》")
    assert [citation.rank_tag for citation in citations] == ["法律", "", "行政法规"]


@pytest.mark.parametrize(
    ("text", "remainder"),
    [
        ("《条例》及相关规定", ("及相关规定",)),
        ("《条例》、各地相关政策法规文件", ("各地相关政策法规文件",)),
        ("《条例》等法律法规和文件规定", ("等法律法规和文件规定",)),
        ("《办法》（试行）", ("（试行）",)),
        ("《刑法》第一百二十条之一", ("之一",)),
        ("《条例》（五）", ("（五）",)),
        ("《条例》第五百条至第十条", ("至第十条",)),
    ],
)
def test_what_is_not_understood_is_kept(text: str, remainder: tuple[str, ...]) -> None:
    assert only(text).remainder == remainder


@pytest.mark.parametrize(
    "text", ["同上", "相关政策文件", "信息公开规定", "《条例", "《》", "有关法律第五条"]
)
def test_a_text_without_a_citation(text: str) -> None:
    assert basis.parse(text) is None
    (found,) = basis.parse_list(text)
    assert "".join(found.remainder) == text


def test_an_empty_text_cites_nothing() -> None:
    assert basis.parse_list("") == ()
    assert basis.parse("") is None


SMALL = st.integers(1, 30)
PROVISIONS = st.builds(Provision, SMALL, st.none() | SMALL, st.lists(SMALL, max_size=4).map(tuple))
EDITIONS = st.one_of(
    st.builds(Edition, st.integers(1949, 2099), action=st.sampled_from(["", "修订", "修正"])),
    st.builds(
        Edition,
        st.integers(1949, 2099),
        st.integers(1, 12),
        st.none() | st.integers(1, 28),
        st.sampled_from(["", "公布", "第二次修正"]),
    ),
)
NUMBERS = st.sampled_from(["国务院令第711号", "国办发〔2019〕54号", "公告2024年第3号"])
TITLES = st.sampled_from(
    [REGULATIONS, "关于印发〈办法（试行）〉的通知", "“十四五”规划（2021-2025年）", "GB/T 9704-2012"]
)
CITATIONS = st.builds(
    Citation,
    title=TITLES,
    number=st.just("") | NUMBERS | st.just("〔2019〕54号"),
    edition=st.none() | EDITIONS,
    rank_tag=st.sampled_from(["", "法律", "规范性文件"]),
    provisions=st.lists(PROVISIONS, max_size=4).map(tuple),
) | st.builds(Citation, title=st.just(""), number=NUMBERS, edition=st.none() | EDITIONS)


@given(CITATIONS)
def test_what_is_written_is_read_back(citation: Citation) -> None:
    found = basis.parse(basis.canonical(citation))
    assert found == citation
    assert found is not None
    assert found.variants == ()


@given(st.lists(CITATIONS, max_size=3).map(tuple))
def test_lists_are_read_back(citations: tuple[Citation, ...]) -> None:
    assert basis.parse_list(basis.canonical_list(citations)) == citations


WORDS = st.sampled_from(
    [
        *"《》〈〉<>（）()[]【】第条款项至-、；，。和及五",
        *(
            "《条例》",
            "【法律】",
            "法律：",
            "〔2019〕54号",
            "国办发",
            "国务院令第711号",
            "第3号公告",
        ),
        *(
            "2019年",
            "4月3日",
            "修订",
            "第二十条",
            "第二款",
            "第（五）项",
            "（一）",
            "20",
            "相关规定",
        ),
        *("1.", "行政处罚法", "根据", "以及"),
    ]
)


@given(st.lists(WORDS, max_size=9).map("".join))
def test_whatever_is_wholly_read_has_a_standard_wording(text: str) -> None:
    citations = basis.parse_list(text)
    if all(citation.remainder == () for citation in citations):
        again = basis.parse_list(basis.canonical_list(citations))
        assert again == citations
        assert all(citation.variants == () for citation in again)


@given(st.text(alphabet="《》〈（）()[【】第条款项五20、；a 国务院令号", max_size=40))
def test_any_text_is_read_without_failing(text: str) -> None:
    for citation in basis.parse_list(text):
        assert citation.title or citation.number or citation.remainder


@pytest.mark.parametrize(
    "text",
    [
        "《" * 4000,
        "《〈" * 2000,
        "（" * 4000,
        "第一、" * 1300,
        "《条例》第一条" + "（一）、" * 990,
        "x" * 99_999,
    ],
)
def test_hostile_lengths_are_read_at_once(text: str) -> None:
    assert basis.parse_list(text)


def test_each_part_of_a_text_stands_where_it_says() -> None:
    text = "《预算法》第十四条 第二款，【法律】《档案法》（2020年修订）第十条第一款、第二款 和其他"
    first, second = basis.parse_list(text)
    assert [text[slice(*one.span)] for one in (first, second)] == [
        "《预算法》第十四条 第二款",
        "【法律】《档案法》（2020年修订）第十条第一款、第二款 和其他",
    ]
    places = [place for one in (first, second) for place in one.provisions]
    written = [text[slice(*place.span)] for place in places]
    assert written == ["第十四条 第二款", "第十条第一款", "第二款"]


@given(st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=4).map("；".join))
def test_citations_stand_one_behind_the_other(text: str) -> None:
    spans = [citation.span for citation in basis.parse_list(text)]
    places = [place.span for citation in basis.parse_list(text) for place in citation.provisions]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(any(a <= start <= end <= b for a, b in spans) for start, end in places)
