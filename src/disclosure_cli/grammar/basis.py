"""Citations of legal bases (公开依据), both ways.

Standard wording: `【行政法规】《中华人民共和国政府信息公开条例》（国务院令第711号，2019年修订）第二十条第（五）项`.
A document may be cited by its number alone. Articles (条), paragraphs (款) and items (项) are kept
apart: 第二十条第二款 and 第二十条第（二）项 are different places of a law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from disclosure_cli.grammar import document_number, folding, numerals
from disclosure_cli.grammar.variant import Variant


@dataclass(frozen=True, slots=True)
class Edition:
    """Which text of the law: a date, perhaps only its year, and what happened then (修订, 修正 …)."""

    year: int
    month: int | None = None
    day: int | None = None
    action: str = ""


Span = tuple[int, int]
"""Where something stands in the text that was read: its first character, and the one behind its last."""

_NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a law: an article, perhaps one of its paragraphs (款), perhaps items (项) of that.

    `span` begins where the place is written: behind 第十条第一款、 that of the second paragraph is only its 第二款.
    """

    article: int
    paragraph: int | None = None
    items: tuple[int, ...] = ()
    span: Span = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """One legal basis.

    `title` is without 《》, with 〈〉 inside, and empty where only the number is cited; `number` is in the
    standard wording; `remainder` is what was not understood, in the order of the text. `span` is all of it.
    """

    title: str
    number: str = ""
    edition: Edition | None = None
    rank_tag: str = ""
    provisions: tuple[Provision, ...] = ()
    remainder: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = field(default=(), compare=False)
    span: Span = field(default=_NOWHERE, compare=False)

    @property
    def year(self) -> int | None:
        """The year of the edition."""
        return None if self.edition is None else self.edition.year


# Longer than any cell that was seen; it keeps the cost of hostile text small.
_LONGEST_TEXT = 4000

_OPENING = r"（\[［【〔﹝"
_CLOSING = r"）\]］】〕﹞"
_NUMERAL = rf"(?:[{numerals.CHARACTERS}]{{1,8}}|\d{{1,4}})"
_RANKS = (
    "法律|行政法规|地方性法规|部门规章|地方政府规章|规章|党内法规|司法解释|规范性文件|政策文件|其他"
)

# In front of a citation and between citations.
_ENUMERATION = r"(?:\d{1,2}[.．、]|（\d{1,2}）|[①-⑳])"
_TAG = r"(?P<opening>[【\[［])(?P<tag>[^【】\[\]［］\d]{1,12})[】\]］]"
_LEAD = re.compile(
    rf"(?:根据|依据|按照|依照|{_ENUMERATION})*(?:{_TAG}|(?P<rank>{_RANKS})：)?", re.ASCII
)
_NEXT = re.compile(
    rf"《|{_ENUMERATION}(?=[《【])|【[^【】\d]{{1,12}}】|[\[［][^\[\]［］\d]{{1,12}}[\]］](?=《)"
    rf"|(?:{_RANKS})：(?=《)|[、；，。]|以及|[及和与](?=[《【])",
    re.ASCII,
)
_BETWEEN = re.compile(r"(?:[、；，。]|以及|[及和与](?=[《【]))*")
_UNREAD = re.compile(r"[^《【；，、。]+|.", re.DOTALL)

# The title.
_MARKS = re.compile(r"[《》〈〉<>]")
_INNER_MARKS = str.maketrans("《》<>", "〈〉〈〉")
_EDITION_INSIDE = re.compile(r"(.+)（([^（）]+修[订正改])）")
_VAGUE = re.compile("^(?:本|该|各|其他)|相关|有关")
_UNMARKED_TITLE = (
    rf"[一-鿿]{{2,40}}?(?:法|条例|办法|规定|细则|决定|规则)(?=第{_NUMERAL}条)"
    r"|[一-鿿]{2,40}?(?:(?<![办方做说依执司立])法|条例)(?=[、；，。（及和与]|$)"
)

# Behind the title: notes in brackets.
_NOTE = re.compile(
    r"（(?P<round>(?:[^（）]|（[^（）]*）)*)）|[\[［〔](?P<square>[^\[\]［］〔〕]*)[\]］〕]"
)
# No issuer begins with these: what looks like one is the end of something else.
_NO_ISSUER = re.compile(r"[第的等及和与以、条款项](?!\d)", re.ASCII)
_NUMBER_LABEL = re.compile(r"^(?:发文字号|发文号|文号)：?(?=.)")
_DATE = re.compile(
    r"(?P<year>[12]\d{3})年?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?", re.ASCII
)
_ACTION = re.compile(
    r"(?:第[一二三四五六]次)?(?:修订|修正|修改|公布|发布|颁布|印发|制定|通过|施行|实施|起施行|版)"
)
_BARE_NUMBER = re.compile(
    rf"(?P<opening>[{_OPENING}])(?P<year>[12]\d{{3}})(?P<year_word>年?)(?P<closing>[{_CLOSING}])"
    r"(?P<ordinal>第?)(?P<number>\d{1,5})号",
    re.ASCII,
)

# Behind the title: places. Elements of a list share the unit at its end (第一、二项).
_BRACKETED = rf"[{_OPENING}]{_NUMERAL}[{_CLOSING}]"
_JOINT = r"(?:[、，；]|以及|或者?|[和及与]|[至到—–－~～-])"
_PLACES = (
    rf"(?P<numbers>第?(?:{_BRACKETED}|{_NUMERAL})"
    rf"(?:{_JOINT}第?(?:{_BRACKETED}|{_NUMERAL})|{_BRACKETED}){{0,40}})(?P<unit>[条款项])"
    rf"|(?P<bare>第?{_BRACKETED}(?:{_JOINT}?第?{_BRACKETED}){{0,40}})"
)
_BETWEEN_PLACES = re.compile(rf"的?({_JOINT})?(?=第|[{_OPENING}])")
_TO_PLACES = re.compile(r"[、，；]?[的中之]?(?=第)")
_NUMBER_OR_RANGE = re.compile(rf"{_NUMERAL}|[至到—–－~～-]", re.ASCII)
_RANGE_WORDS = frozenset("至到—–－~～-")
_DASHES = frozenset("—–－~～-")
_LARGEST_RANGE = 200
_LARGEST_PART = 99
_OPENING_BRACKETS = "（[［【〔﹝"
_MONTHS = frozenset((None, *range(1, 13)))
_DAYS = frozenset((None, *range(1, 32)))
_LEAST_RUN = 3


def parse(text: str) -> Citation | None:
    """Read a text that holds exactly one citation; None when it holds none or several."""
    citations = parse_list(text)
    if len(citations) != 1 or not (citations[0].title or citations[0].number):
        return None
    return citations[0]


@lru_cache(maxsize=16384)
def parse_list(text: str) -> tuple[Citation, ...]:
    """Read all citations of a text, however they are joined.

    What is not understood is the remainder of the citation in front of it, or of a citation with
    neither title nor number when it stands first: nothing of the text is dropped.
    """
    if len(text) > _LONGEST_TEXT:
        return (Citation("", remainder=(text,), span=(0, len(text))),)
    folded, spelling = folding.folded_with_variants(text, folding.without_stray_spaces)
    citations: list[Citation] = []
    position = _after(_BETWEEN, folded, 0)
    while position < len(folded):
        start = position
        citation, position = _read_citation(folded, start)
        if citations and not (citation.title or citation.number):
            last = citations[-1]
            remainder = (*last.remainder, *citation.remainder)
            citations[-1] = replace(last, remainder=remainder, span=(last.span[0], position))
        else:
            variants = tuple(dict.fromkeys((*spelling, *citation.variants)))
            citations.append(replace(citation, variants=variants, span=(start, position)))
        position = _after(_BETWEEN, folded, position)
    return tuple(citations) if len(folded) == len(text) else _spread(citations, text)


def _spread(citations: Sequence[Citation], text: str) -> tuple[Citation, ...]:
    """The citations of a text that was read without its stray spaces, where they stand in the text with them."""
    places = folding.places_without_stray_spaces(text)

    def spread(span: Span) -> Span:
        return places[span[0]], places[span[1] - 1] + 1

    return tuple(
        replace(
            citation,
            span=spread(citation.span),
            provisions=tuple(
                replace(place, span=spread(place.span)) for place in citation.provisions
            ),
        )
        for citation in citations
    )


def canonical(citation: Citation) -> str:
    """Write the citation in the standard wording, what was not understood behind it."""
    tag = f"【{citation.rank_tag}】" if citation.rank_tag else ""
    edition = _edition_wording(citation.edition) if citation.edition else ""
    if citation.title:
        named = f"《{citation.title}》"
        notes = "，".join(filter(None, (citation.number, edition)))
    else:
        named, notes = citation.number, edition
    noted = f"（{notes}）" if notes else ""
    places = _places_wording(citation.provisions)
    return f"{tag}{named}{noted}{places}{''.join(citation.remainder)}"


def canonical_list(citations: Sequence[Citation]) -> str:
    """Write several citations in one text."""
    return "；".join(map(canonical, citations))


def _edition_wording(edition: Edition) -> str:
    month = "" if edition.month is None else f"{edition.month}月"
    day = "" if edition.day is None else f"{edition.day}日"
    return f"{edition.year}年{month}{day}{edition.action}"


def _places_wording(provisions: Sequence[Provision]) -> str:
    written: list[str] = []
    previous: Provision | None = None
    for first, last in _runs(provisions):
        if first is last:
            written.append(_place_wording(first, previous))
        else:
            written.append(f"第{_chinese(first.article)}条至第{_chinese(last.article)}条")
        previous = last
    return "、".join(written)


def _runs(provisions: Sequence[Provision]) -> Iterator[tuple[Provision, Provision]]:
    """The provisions one by one, but three or more whole articles in a row as their two ends."""
    position = 0
    while position < len(provisions):
        end = position + 1
        while end < len(provisions) and provisions[end - 1 : end + 1] == _neighbours(
            provisions[end - 1].article
        ):
            end += 1
        if end - position < _LEAST_RUN:
            end = position + 1
        yield provisions[position], provisions[end - 1]
        position = end


def _neighbours(article: int) -> tuple[Provision, Provision]:
    return Provision(article), Provision(article + 1)


def _place_wording(place: Provision, previous: Provision | None) -> str:
    # 第十条第一款、第二款: the article is said once, where nothing else could be meant.
    said = (
        previous is not None
        and place.paragraph is not None
        and previous.paragraph is not None
        and previous.article == place.article
    )
    article = "" if said else f"第{_chinese(place.article)}条"
    paragraph = "" if place.paragraph is None else f"第{_chinese(place.paragraph)}款"
    return article + paragraph + (f"第{_items_wording(place.items)}项" if place.items else "")


def _items_wording(items: Sequence[int]) -> str:
    written: list[str] = []
    position = 0
    while position < len(items):
        end = position + 1
        while end < len(items) and items[end] == items[end - 1] + 1:
            end += 1
        if end - position < _LEAST_RUN:
            end = position + 1
            written.append(f"（{_chinese(items[position])}）")
        else:
            written.append(f"（{_chinese(items[position])}）至（{_chinese(items[end - 1])}）")
        position = end
    return "、".join(written)


def _chinese(number: int) -> str:
    return numerals.to_chinese(number)


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return position if match is None else match.end()


def _read_citation(text: str, start: int) -> tuple[Citation, int]:
    lead = _LEAD.match(text, start)
    position = start if lead is None else lead.end()
    tag = "" if lead is None else lead["tag"] or lead["rank"] or ""
    named, position = _read_name(text, position)
    if named is None:
        position = _after(_UNREAD, text, start)
        return Citation("", remainder=(text[start:position],)), position
    citation = replace(named, rank_tag=tag) if tag else named
    if lead is not None and (lead["opening"] or "【") != "【":
        citation = _with(citation, Variant.BRACKET)
    while True:
        following = _read_behind(text, position, citation)
        if following is None:
            return citation, position
        citation, position = following


def _read_name(text: str, position: int) -> tuple[Citation | None, int]:
    if text.startswith("《", position):
        end = _title_end(text, position)
        if end is not None:
            return _titled(text[position + 1 : end - 1]), end
    unmarked = re.compile(_UNMARKED_TITLE, re.ASCII).match(text, position)
    if unmarked is not None and not _VAGUE.search(unmarked[0]):
        return Citation(unmarked[0], variants=(Variant.MISSING_TITLE_MARKS,)), unmarked.end()
    numbered = _read_number(text, position, Citation(""))
    return (None, position) if numbered is None else numbered


def _titled(written: str) -> Citation:
    title = written.translate(_INNER_MARKS)
    citation = Citation(title, variants=(Variant.NESTED_TITLE_MARKS,) * (title != written))
    inside = _EDITION_INSIDE.fullmatch(title)
    edited = _read_piece(inside[2], replace(citation, title=inside[1])) if inside else None
    return citation if edited is None else _with(edited, Variant.EDITION_INSIDE)


def _title_end(text: str, start: int) -> int | None:
    """Behind the mark that closes a title; the first one when the marks inside do not pair."""
    first = text.find("》", start)
    if first <= start + 1:
        return None
    depth = 0
    for mark in _MARKS.finditer(text, start):
        depth += 1 if mark[0] in "《〈<" else -1
        if depth == 0 and mark[0] == "》":
            return mark.end()
        if depth == 0:
            break
    return first + 1


def _read_behind(text: str, position: int, citation: Citation) -> tuple[Citation, int] | None:
    """One more thing that belongs to the citation: places, a note, a number, or what is unread."""
    following = _read_places(text, position, citation)
    if following is not None or position >= len(text) or _NEXT.match(text, position):
        return following
    for read in (_read_bare_number, _read_note, _read_number):
        following = read(text, position, citation)
        if following is not None:
            return following
    end = _after(_UNREAD, text, position)
    return _unread(citation, text[position:end]), end


def _read_number(text: str, position: int, citation: Citation) -> tuple[Citation, int] | None:
    if citation.number or _NO_ISSUER.match(text, position):
        return None
    found = document_number.read(text, position)
    if found is None:
        return None
    number, end = found
    written = document_number.canonical(number)
    return _with(replace(citation, number=written), *number.variants), end


def _read_bare_number(text: str, position: int, citation: Citation) -> tuple[Citation, int] | None:
    """A number without its letters, 《……的意见》〔2019〕54号."""
    match = None if citation.number else _BARE_NUMBER.match(text, position)
    if match is None or int(match["number"]) == 0:
        return None
    variants = [Variant.BRACKET] * (match["opening"] != "〔" or match["closing"] != "〕")
    variants += [Variant.EXTRA_YEAR_WORD] * bool(match["year_word"])
    variants += [Variant.EXTRA_ORDINAL] * bool(match["ordinal"])
    variants += [Variant.LEADING_ZERO] * match["number"].startswith("0")
    written = f"〔{match['year']}〕{int(match['number'])}号"
    return _with(replace(citation, number=written), *variants), match.end()


def _read_note(text: str, position: int, citation: Citation) -> tuple[Citation, int] | None:
    match = _NOTE.match(text, position)
    if match is None:
        return None
    if match["round"] is None:
        citation = _with(citation, Variant.BRACKET)
    for piece in re.split("[，；]", match["round"] or match["square"] or ""):
        read = _read_piece(piece, citation)
        # A 、 may join the organs of one order (发展改革委、财政部令第3号), or two things.
        for part in () if read else piece.split("、"):
            citation = _read_piece(part, citation) or _unread(citation, f"（{part}）")
        citation = read or citation
    return citation, match.end()


def _read_piece(piece: str, citation: Citation) -> Citation | None:
    """What one piece of a note says of the law: its number, its edition, or both at once."""
    text = _NUMBER_LABEL.sub("", piece)
    numbered = _read_number(text, 0, citation) or _read_bare_number(text, 0, citation)
    citation, position = numbered or (citation, 0)
    if position == len(text):
        return citation
    date = None if citation.edition else _DATE.match(text, position)
    if date is None:
        return None
    citation, position = _read_number(text, date.end(), citation) or (citation, date.end())
    edition = _edition(date, text[position:])
    return None if edition is None else replace(citation, edition=edition)


def _edition(date: re.Match[str], action: str) -> Edition | None:
    year, month, day = (int(number) if number else None for number in date.groups())
    if action and not _ACTION.fullmatch(action):
        return None
    if month not in _MONTHS or day not in _DAYS or year is None:
        return None
    return Edition(year, month, day, action)


def _read_places(text: str, position: int, citation: Citation) -> tuple[Citation, int] | None:
    places_at = re.compile(_PLACES, re.ASCII).match
    places = citation.provisions
    variants: list[Variant] = []
    joint = ""
    start = _after(_TO_PLACES, text, position)
    end = position
    while match := places_at(text, start):
        written = match["numbers"] or match["bare"]
        more = _add(places, match["unit"] or "项", _numbers(written), joint, match.span())
        if more is None:
            break
        places = more
        variants += _place_variants(written, match["unit"], joint)
        end = match.end()
        between = _BETWEEN_PLACES.match(text, end)
        if between is None:
            break
        joint, start = between[1] or "", between.end()
    if end == position:
        return None
    return _with(replace(citation, provisions=places), *variants), end


# Catalogs cite the same few places ten thousand times.
@lru_cache(maxsize=4096)
def _numbers(written: str) -> tuple[int, ...]:
    """The numbers of a list with its ranges filled in; empty when one of them is none."""
    numbers: list[int] = []
    ranged = False
    for token in _NUMBER_OR_RANGE.findall(written):
        if token in _RANGE_WORDS:
            ranged = True
            continue
        number = numerals.read(token) or 0
        filled = _filled(numbers[-1], number) if ranged and numbers else (number,)
        if not number or not filled:
            return ()
        numbers += filled
        ranged = False
    return tuple(numbers)


def _filled(before: int, last: int) -> tuple[int, ...]:
    """The numbers of a range behind its first one; empty when it does not run upwards."""
    return tuple(range(before + 1, last + 1)) if last - before <= _LARGEST_RANGE else ()


def _add(
    places: tuple[Provision, ...], unit: str, numbers: tuple[int, ...], joint: str, span: Span
) -> tuple[Provision, ...] | None:
    """The places with the numbers of one more group added, written at `span`; None when they make no sense there."""
    last = places[-1] if places else None
    if joint in _RANGE_WORDS and numbers:
        before = _last_number(last, unit)
        numbers = (*_filled(before, numbers[0]), *numbers[1:]) if before else ()
    if not numbers:
        return None
    if unit == "条":
        return (*places, *(Provision(number, span=span) for number in numbers))
    if last is None or max(numbers) > _LARGEST_PART:
        return None
    behind = (last.span[0], span[1])
    if unit == "项":
        return (*places[:-1], replace(last, items=(*last.items, *numbers), span=behind))
    if _is_whole(last):
        places, span = places[:-1], behind
    return (*places, *(Provision(last.article, number, span=span) for number in numbers))


def _last_number(place: Provision | None, unit: str) -> int | None:
    if place is None:
        return None
    if unit == "项":
        return place.items[-1] if place.items else None
    if unit == "款":
        return None if place.items else place.paragraph
    return place.article if _is_whole(place) else None


def _is_whole(place: Provision) -> bool:
    return place.paragraph is None and not place.items


@lru_cache(maxsize=4096)
def _place_variants(written: str, unit: str | None, joint: str) -> tuple[Variant, ...]:
    variants: list[Variant] = []
    if any(character in "0123456789" for character in written):
        variants.append(Variant.ARABIC_NUMERAL)
    if _DASHES & {joint, *written}:
        variants.append(Variant.DASH)
    brackets = [character for character in written if character in _OPENING_BRACKETS]
    tokens = _NUMBER_OR_RANGE.findall(written)
    elements = sum(token not in _RANGE_WORDS for token in tokens)
    is_item = unit in ("项", None)
    if any(bracket != "（" for bracket in brackets) or (brackets and not is_item):
        variants.append(Variant.BRACKET)
    if is_item and len(brackets) != elements:
        variants.append(Variant.ITEM_BRACKETS)
    if unit is None or not written.startswith("第"):
        variants.append(Variant.ITEM_WORDING)
    return tuple(variants)


def _unread(citation: Citation, text: str) -> Citation:
    return replace(citation, remainder=(*citation.remainder, text))


def _with(citation: Citation, *variants: Variant) -> Citation:
    return replace(citation, variants=(*citation.variants, *variants)) if variants else citation
