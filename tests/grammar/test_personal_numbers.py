"""Numbers of persons are found wherever they stand, and nothing that only looks like one is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

from disclosure_cli.grammar import identifiers, personal_numbers
from disclosure_cli.grammar.personal_numbers import CLUE
from disclosure_cli.publishing.masking import mask

# Counties of today and of yesterday, of every part of the country.
REGIONS = (
    *("110105", "130434", "210102", "310115", "342824", "360424", "360403", "440305", "513201"),
    *("522101", "620102", "653101", "500101"),
)
BODIES = ("11", "12", "13", "19", "51", "52", "53", "91", "92", "93")
CREDIT_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
AROUND = st.sampled_from(("", "张三", "（", "号码：", "、", " ", "。", "-", "_", "#", "示例"))

births = st.dates(date(1900, 1, 1), date(2025, 3, 31))
serials = st.integers(0, 999).map("{:03d}".format)


def digits(number: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=number, max_size=number)


@st.composite
def resident_ids(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(REGIONS)) + draw(births).strftime("%Y%m%d") + draw(serials)
    return body + ric.calc_check_digit(body + "0")


@st.composite
def former_resident_ids(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1930, 1, 1), date(1999, 12, 31)))
    return draw(st.sampled_from(REGIONS)) + born.strftime("%y%m%d") + draw(serials)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """Cards, but for those that begin like a serial number, with region and year: without words they are none."""
    body = draw(st.sampled_from(("622", "621", "625"))) + draw(st.integers(12, 15).flatmap(digits))
    assume(body[6:8] not in {"19", "20"})
    return body + luhn.calc_check_digit(body)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    organisation = draw(st.one_of(digits(8), st.text(CREDIT_SYMBOLS, min_size=8, max_size=8)))
    check = identifiers.organisation_check_digit(organisation)
    body = draw(st.sampled_from(BODIES)) + draw(st.sampled_from(REGIONS)) + organisation + check
    return body + uscc.calc_check_digit(body)


@st.composite
def index_numbers(draw: st.DrawFn) -> str:
    year, serial = draw(st.integers(2000, 2025)), draw(digits(5))
    prefix = draw(
        st.one_of(digits(9), credit_codes(), st.sampled_from(REGIONS).map("{}0000".format))
    )
    return f"{prefix}/{year}-{serial}"


other_numbers = st.one_of(
    credit_codes(),
    index_numbers(),
    st.builds("赣府字〔{}〕{}号".format, st.integers(2000, 2025), st.integers(1, 999)),
    st.builds("0792-{}".format, digits(7)),
    st.builds("0792-{}、0792-{}".format, digits(7), digits(7)),
    st.builds(
        "{}年{}月{}日".format, st.integers(2000, 2025), st.integers(1, 12), st.integers(1, 28)
    ),
    st.builds("C{}{}".format, st.sampled_from(REGIONS), digits(16)),
    st.builds("{}GB{}".format, st.sampled_from(REGIONS), digits(10)),
    st.builds("{}{}".format, st.sampled_from(REGIONS), digits(14)),
)


@given(resident_ids(), AROUND, AROUND)
def test_a_resident_id_is_always_found_and_never_shown(
    number: str, before: str, after: str
) -> None:
    text = f"{before}{number}{after}"
    (found,) = personal_numbers.resident_ids(text)
    assert text[found.start : found.end] == number
    assert number not in mask(text)
    assert len(mask(text)) == len(text)
    assert mask(text).count("*") == 10


@given(resident_ids())
def test_it_is_found_however_it_is_typed(number: str) -> None:
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in number)
    in_circles = number.translate(str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨"))
    grouped = f"{number[:6]} {number[6:14]} {number[14:]}"
    in_fours = " ".join(number[place : place + 4] for place in range(0, 18, 4))
    others = [
        grouped.replace(" ", gap) for gap in ("-", "  ", "\u00a0", "\u2009", "—", " - ", "\n", "·")
    ]
    replaced = [number.replace("X", x) for x in "×Ⅹⅹ\u0425\u0445"]
    for text in (number.lower(), full_width, in_circles, grouped, in_fours, *others, *replaced):
        assert CLUE.search(f"\n{text}")
        (found,) = personal_numbers.resident_ids(text)
        assert found.number == number
        assert mask(text) != text
        assert mask(mask(text)) == mask(text)


@given(former_resident_ids(), AROUND, AROUND)
def test_a_former_resident_id_is_always_found_and_never_shown(
    number: str, before: str, after: str
) -> None:
    text = f"{before}{number}{after}"
    (found,) = personal_numbers.resident_ids(text)
    assert found.number == number
    assert number not in mask(text)


@given(cards(), AROUND, AROUND)
def test_a_bank_card_is_always_found_and_never_shown(number: str, before: str, after: str) -> None:
    text = f"{before}{number}{after}"
    assert [found.number for found in personal_numbers.bank_cards(text)] == [number]
    assert number not in mask(text)


@given(st.one_of(resident_ids(), former_resident_ids(), cards()), st.integers(1, 40))
@example("6220000000000000008", 18)
def test_a_number_that_a_message_cuts_off_is_not_shown(number: str, length: int) -> None:
    shown = mask(f"{number[:length]}…")
    assert number[: min(length, len(number))][:12] not in shown or length < 7


@given(other_numbers, AROUND, AROUND)
def test_numbers_that_name_no_person_are_not_found(number: str, before: str, after: str) -> None:
    text = f"{before}{number}{after}"
    assert not personal_numbers.resident_ids(text)
    assert not personal_numbers.bank_cards(text)
    assert not personal_numbers.mobiles(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3604242403010010", 0),
        ("360424240301001", 0),  # a region, 24-03-01 and a serial number
        ("身份证号码360424240301001", 1),
        ("纳税人识别号360424701112345", 1),  # no organisation code behind the region
        ("11010519491231002X2", 0),
        ("ID11010519491231002X", 1),
        ("11010519491231002Xzhangsan", 1),
        ("https://www.example.gov.cn/sfz11010519491231002X.html", 1),
        ("11010519491231002X11010519491231002X", 2),
        ("11010519491231002X 360424198803051014 13812345678", 2),
        ("830000199201300022", 1),  # residents of Taiwan
        ("911124198108030024", 1),  # foreigners with permanent residence
        ("911101051949123102", 0),
        ("0792-7221234 0792-7221235 0792-7221236", 0),
        ("1101.05 1949.1231 002.10 3604.24 1988.03", 0),
        ("2021 2022 2023 2024 2025 3604 2419 8803 0510", 0),
        ("11010519491231002X.pdf", 1),
        ("110105194912310021", 0),
        ("110105194902300028", 0),  # no such day
        ("11010519491231002X、11010519491231002X", 2),
    ],
)
def test_resident_ids_in_context(text: str, found: int) -> None:
    assert len(personal_numbers.resident_ids(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4111111111111111", 0),
        ("银行卡4111 1111 1111 1111", 1),
        ("卡号4111111111111112", 0),
        ("对公账户36001234567890123452", 0),
        ("账号1510200019000012344", 0),
        ("卡号：622200 0000000000004", 1),
        ("卡号：6222  0000  0000  0000  004", 1),
        ("卡号：6222\u00a00000\u00a00000\u00a00000\u00a0004", 1),
        ("卡号：62220000000\n00000004", 1),
        ("银行存款：6222.00 0000.00 0000.00 0004", 0),
        ("银行卡ABC6222000000000000004", 0),
    ],
)
def test_bank_cards_in_context(text: str, found: int) -> None:
    assert len(personal_numbers.bank_cards(text)) == found


@given(digits(8), AROUND)
def test_mobiles_are_found_and_masked_in_the_middle(rest: str, before: str) -> None:
    text = f"{before}138{rest}"
    (found,) = personal_numbers.mobiles(text)
    assert found.number == f"138{rest}"
    assert mask(text) == f"{before}138****{rest[-4:]}"


@pytest.mark.parametrize(
    "text",
    [
        *("+8613812345678", "8613812345678", "0086 13812345678", "(+86)13812345678"),
        *("013812345678", "138 12345678", "1381234 5678", "1381 2345 678", "138-1234-5678"),
        "1381234\n5678",
    ],
)
def test_a_mobile_is_found_however_it_is_typed(text: str) -> None:
    assert [found.number for found in personal_numbers.mobiles(text)] == ["13812345678"]
    assert CLUE.search(f"\n{text}")
    assert "*" in mask(text)


@pytest.mark.parametrize(
    "line",
    [
        *("日期: 2025-01-07", "索引号: 000000000/2025-00001", "电话: 0792-7221234"),
        *("邮编332400，电话0792-7221234", "时间: 8:30-12:00，14:00-17:30", "1. 2025年3月的通知"),
    ],
)
def test_ordinary_lines_are_passed_over_at_once(line: str) -> None:
    assert not CLUE.search(f"\n    {line}\n")


@given(st.text(max_size=60))
def test_masking_keeps_the_length_of_any_text_and_is_done_once(text: str) -> None:
    assert len(mask(text)) == len(text)
    assert mask(mask(text)) == mask(text)
