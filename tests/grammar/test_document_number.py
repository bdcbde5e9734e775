"""Document numbers: standard wordings stay, known slips are read, named and corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.grammar import document_number
from disclosure_cli.grammar.document_number import DocumentNumber, Kind
from disclosure_cli.grammar.variant import Variant


@pytest.mark.parametrize(
    ("text", "kind", "issuer", "year", "number"),
    [
        ("国办发〔2019〕54号", Kind.DOCUMENT, "国办发", 2019, 54),
        ("赣府字〔2020〕1号", Kind.DOCUMENT, "赣府字", 2020, 1),
        ("国办公开办函〔2021〕30号", Kind.DOCUMENT, "国办公开办函", 2021, 30),
        ("示公（治）行罚决字〔2025〕100号", Kind.DOCUMENT, "示公（治）行罚决字", 2025, 100),
        ("国务院令第711号", Kind.ORDER, "国务院", None, 711),
        ("中华人民共和国国务院令第711号", Kind.ORDER, "中华人民共和国国务院", None, 711),
        ("农业农村部令2022年第1号", Kind.ORDER, "农业农村部", 2022, 1),
        ("国家发展改革委、财政部令第3号", Kind.ORDER, "国家发展改革委、财政部", None, 3),
        ("公告2024年第3号", Kind.ANNOUNCEMENT, "", 2024, 3),
        ("财政部公告2024年第3号", Kind.ANNOUNCEMENT, "财政部", 2024, 3),
        ("中华人民共和国主席令第十三号", Kind.ORDER, "中华人民共和国主席", None, 13),
        ("中华人民共和国主席令第41号", Kind.ORDER, "中华人民共和国主席", None, 41),
        ("2024年第3号公告", Kind.ANNOUNCEMENT, "", 2024, 3),
        ("第3号通告", Kind.CIRCULAR, "", None, 3),
    ],
)
def test_standard_wordings_are_kept(
    text: str, kind: Kind, issuer: str, year: int | None, number: int
) -> None:
    found = document_number.parse(text)
    assert found is not None
    assert (found.kind, found.issuer, found.year, found.number) == (kind, issuer, year, number)
    assert found.variants == ()
    assert document_number.canonical(found) == text


@pytest.mark.parametrize(
    ("text", "corrected", "variants"),
    [
        ("国办发（2015）21号", "国办发〔2015〕21号", {Variant.BRACKET}),
        ("国办发(2007)78号", "国办发〔2007〕78号", {Variant.BRACKET}),
        ("国办发[2011]5号", "国办发〔2011〕5号", {Variant.BRACKET}),
        ("国办发【2012】33号", "国办发〔2012〕33号", {Variant.BRACKET}),
        ("中办发﹝2016﹞8号", "中办发〔2016〕8号", {Variant.BRACKET}),
        ("国办发〔2019]54号", "国办发〔2019〕54号", {Variant.BRACKET}),
        ("国办发〔2019〕第54号", "国办发〔2019〕54号", {Variant.EXTRA_ORDINAL}),
        ("国办发〔2019〕054号", "国办发〔2019〕54号", {Variant.LEADING_ZERO}),
        ("国办发〔２０１９〕５４号", "国办发〔2019〕54号", {Variant.FULL_WIDTH}),
        ("国办发 〔2019〕 54 号", "国办发〔2019〕54号", {Variant.SPACE}),
        ("国办发〔2019〕54", "国办发〔2019〕54号", {Variant.MISSING_NUMBER_WORD}),
        ("国务院第711号令", "国务院令第711号", {Variant.ORDER_WORDING}),
        ("国务院令第七百一十一号", "国务院令第711号", {Variant.CHINESE_NUMERAL}),
        ("国务院令711号", "国务院令第711号", {Variant.MISSING_ORDINAL}),
        (
            "国办发[2019]第054号",
            "国办发〔2019〕54号",
            {Variant.BRACKET, Variant.EXTRA_ORDINAL, Variant.LEADING_ZERO},
        ),
    ],
)
def test_slips_are_named_and_corrected(text: str, corrected: str, variants: set[Variant]) -> None:
    found = document_number.parse(text)
    assert found is not None
    assert set(found.variants) == variants
    assert document_number.canonical(found) == corrected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "国办发〔202130",
        "国办发〔19〕3号",
        "国办发〔2019〕0号",
        "〔2019〕54号",
        "国办发〔2019〕54号附件",
        "国办发2019年54号",
        "国务院令",
        "关于印发方案的通知",
    ],
)
def test_what_is_no_document_number_is_not_read(text: str) -> None:
    assert document_number.parse(text) is None


PRESIDENTIAL = st.builds(
    DocumentNumber,
    kind=st.just(Kind.ORDER),
    issuer=st.just("中华人民共和国主席"),
    year=st.none(),
    number=st.integers(1, 9999),
    in_characters=st.booleans(),
)
DOCUMENTS = st.builds(
    DocumentNumber,
    kind=st.just(Kind.DOCUMENT),
    issuer=st.sampled_from(
        ["国办发", "赣府字", "教基一厅", "示公（治）行罚决字", "修自然资字", "潜源政办", "GZ"]
    ),
    year=st.integers(1949, 2099),
    number=st.integers(1, 9999),
)
COUNTED = st.builds(
    DocumentNumber,
    kind=st.sampled_from([Kind.ORDER, Kind.ANNOUNCEMENT, Kind.CIRCULAR]),
    issuer=st.sampled_from(["", "国务院", "财政部", "国家发展改革委、财政部"]),
    year=st.none() | st.integers(1949, 2099),
    number=st.integers(1, 9999),
)
TRAILING = st.builds(
    DocumentNumber,
    kind=st.sampled_from([Kind.ANNOUNCEMENT, Kind.CIRCULAR]),
    issuer=st.sampled_from(["", "国务院", "财政部"]),
    year=st.none() | st.integers(1949, 2099),
    number=st.integers(1, 9999),
    trailing=st.just(True),
)


@given(DOCUMENTS | COUNTED | TRAILING | PRESIDENTIAL)
def test_what_is_written_is_read_back(number: DocumentNumber) -> None:
    found = document_number.parse(document_number.canonical(number))
    assert found == number
    assert found is not None
    assert found.variants == ()


PIECES = st.sampled_from(
    [*"国办发令公告通〔〕（）[]年第号令0１12４5 、\n十三百", "2019", "公告", "国务院", "主席"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_read_has_a_standard_wording(text: str) -> None:
    found = document_number.parse(text)
    if found is not None:
        again = document_number.parse(document_number.canonical(found))
        assert again == found
        assert again is not None
        assert again.variants == ()


@pytest.mark.parametrize(
    "text", ["国" * 100_000, "第" * 100_000, "国办发〔" * 25_000, "1" * 99_999]
)
def test_hostile_lengths_are_refused_at_once(text: str) -> None:
    assert document_number.parse(text) is None
