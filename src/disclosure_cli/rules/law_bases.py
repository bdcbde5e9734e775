"""L42x and L43x: what is cited exists, is in force, and is cited as the law is written.

Each text is looked at once for all the places where a unit has it. What a law is now (number, rank, state, last
article) is said by the vocabulary of laws, never here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from disclosure_cli.duties.due_dates import ENDED
from disclosure_cli.facts.citations import REPEALED, Cited, Laws, Standing, is_valid
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import texts
from disclosure_cli.facts.texts import BETWEEN_ORGANS
from disclosure_cli.grammar import basis, document_number, numerals
from disclosure_cli.grammar.basis import Citation, Provision
from disclosure_cli.grammar.dates import day
from disclosure_cli.grammar.ditto import DITTO
from disclosure_cli.grammar.document_number import Kind
from disclosure_cli.grammar.variant import Variant
from disclosure_cli.model import Record, Severity, blocks
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.unit_kinds import PUBLIC_INSTITUTION
from disclosure_cli.words import shorten


class _Fault(NamedTuple):
    """What is wrong with one text, wherever it stands."""

    message: str
    hint: str
    chars: tuple[int, int] | None = None
    correction: str | None = None


def _everywhere(
    texts_with_law: Iterable[Cited], faults: Callable[[Cited], Iterable[_Fault]]
) -> Iterator[Finding]:
    for cited in texts_with_law:
        for fault in faults(cited):
            for record, path in cited.places:
                yield Finding(
                    record,
                    path,
                    fault.message,
                    fault.hint,
                    chars=fault.chars,
                    correction=fault.correction,
                )


def _bases(context: Context) -> Iterator[Cited]:
    return (cited for cited in context.cited if cited.is_basis and cited.text not in DITTO)


def _named(citation: Citation) -> str:
    return f"《{shorten(citation.title)}》" if citation.title else citation.number


def _name_in(cited: Cited, citation: Citation) -> tuple[int, int]:
    """Return where a citation names its law; all of the citation where the name is not written as it is read."""
    return cited.find(citation.span, citation.title or citation.number) or citation.span


_VAGUE = (
    r"(?:[等及和与、]|以及)*(?:其他|其它|各地|各省|当地|相关|有关|配套|国家|上级|省|市|县|区|各级|地方|本级|本|的)*"
    r"(?:法律|法规|规章|政策|文件|规定|制度|精神|要求|通知|办法|标准|依据|、|和|及|的|性|规范|信息|公开|政务|政府)*"
)
# What stands behind a citation and says more about it, without being a place that the grammar knows.
_MORE = r"第[一二三四五六七八九十]+[章节编部][^，；。]*|附[件表录则].*|（[^（）]*\d[^（）]*）|（(?:试行|暂行|修订|全文)）|全文|GB.*|的?规定"
_PROVIDED = ("规定", "的规定")


def _is_vague(rest: str) -> bool:
    """Tell whether words behind a citation speak of other documents, and name none.

    《社会救助暂行办法》第十一条规定 says of that article that it provides.
    """
    return rest not in _PROVIDED and re.fullmatch(_VAGUE, rest) is not None


@rule("L420", "vague-basis", Severity.WARNING, each="unit")
def vague_basis(record: Record, context: Context) -> Iterator[Finding]:
    """公开依据含糊，没有说是哪件文件

    为什么: 依据要具体到文件的全称，最好到条、款、项，公众才能核对该不该公开、该怎样公开。“相关政策文件”“等有关规定”等于没有依据。

    不好: 公开依据: [相关政策文件]；公开依据: [《社会救助暂行办法》等有关规定]

    好: 公开依据: [《社会救助暂行办法》第十一条]
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        hint = "写明文件的全称（加书名号）和条、款、项；一件一行，有几件写几件"
        if not any(citation.title or citation.number for citation in cited.citations):
            yield _Fault(f"公开依据“{shorten(cited.text)}”没有写明是哪件文件", hint)
            return
        for citation in cited.citations:
            for rest in citation.remainder:
                if _is_vague(rest):
                    message = f"公开依据里的“{shorten(rest)}”没有写明是哪件文件"
                    yield _Fault(message, hint, cited.find(citation.span, rest))

    yield from _everywhere(_bases(context), faults)


@rule("L421", "unread-basis", Severity.WARNING, each="unit")
def unread_basis(record: Record, context: Context) -> Iterator[Finding]:
    """公开依据有一部分读不懂

    为什么: 依据按统一的写法写，程序才能核对效力、条号和次序；读不懂的部分只能照印，核对不了。

    不好: 公开依据: [《社会救助暂行办法》第十一条 民政局负责]

    好: 公开依据: [《社会救助暂行办法》第十一条]，别的话写在“说明”里
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        hint = "写成《全称》（文号）第几条第几款第（几）项；解释的话写在“说明”里"
        for citation in cited.citations:
            if not (citation.title or citation.number):
                continue
            for rest in citation.remainder:
                if not (_is_vague(rest) or re.fullmatch(_MORE, rest)):
                    chars = cited.find(citation.span, rest)
                    yield _Fault(f"公开依据里的“{shorten(rest)}”读不懂", hint, chars)

    yield from _everywhere(_bases(context), faults)


_SPACE = re.compile(r"\s")
_STANDARD = re.compile(r"[A-Z]{2,}\d*(?:/[A-Z])?[ ]?[\d.]+[-—]\d{4}[ ]+", re.ASCII)
"""The number of a standard, with the space behind it: GB/T 38299-2019 公共资源交易."""
_BETWEEN_CHARACTERS = r"(?<=[一-鿿])\s+(?=[一-鿿])"
"""Here a space may part two words, so that nothing is certain."""


def _has_stray_space(text: str) -> bool:
    """Tell whether a text has a space elsewhere than behind the number of a standard and between organs."""
    return _SPACE.search(re.sub(BETWEEN_ORGANS, "", _STANDARD.sub("", text))) is not None


@rule("L422", "basis-wording", Severity.WARNING, each="unit")
def basis_wording(record: Record, context: Context) -> Iterator[Finding]:
    """公开依据的写法不规范

    为什么: 文号的年份用六角括号〔〕，文件名用书名号，条、款、项用汉字数字，“项”加括号（GB/T 9704、标点符号用法）。写法统一，才能检索和比较。

    不好: 公开依据: [政府信息公开条例第20条第(5)项]；（国办发[2019]54号）

    好: 公开依据: [《政府信息公开条例》第二十条第（五）项]；（国办发〔2019〕54号）
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        found = [variant for citation in cited.citations for variant in citation.variants]
        variants = dict.fromkeys(found)
        if Variant.SPACE in variants and not _has_stray_space(cited.text):
            del variants[Variant.SPACE]
        if not variants:
            return
        rest = any(citation.remainder for citation in cited.citations)
        written = basis.canonical_list([replace(c, remainder=()) for c in cited.citations])
        message = f"公开依据的写法不规范：{'；'.join(variants)}"
        hint = f"写成“{written}”" + ("，其余的话照原文" if rest else "")
        yield _Fault(
            message,
            hint,
            correction=None if rest or re.search(_BETWEEN_CHARACTERS, cited.text) else written,
        )

    yield from _everywhere(_bases(context), faults)


_TOLD = re.compile(
    "废止|失效|停止执行|不再(?:有效|适用|执行|施行)|取代|代替|替代|修[订改正]前"
    "|已[经于][^，。；《]{0,12}修[订改正]"
)
_SENTENCE_ENDS = "。；;！？\n"


def _is_told(cited: Cited, citation: Citation) -> bool:
    """Tell whether the sentence of running text that names a law says itself that it is no longer the law."""
    if cited.is_basis:
        return False
    # What is unread behind a citation belongs to it, over the end of the sentence.
    start = citation.span[0]
    before = max(cited.text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS)
    ends = (cited.text.find(mark, start) for mark in _SENTENCE_ENDS)
    behind = min((found for found in ends if found >= 0), default=len(cited.text))
    return _TOLD.search(cited.text, before + 1, behind) is not None


@rule("L423", "repealed-basis", Severity.ERROR, each="unit")
def repealed_basis(record: Record, context: Context) -> Iterator[Finding]:
    """引用已经废止、失效的文件

    为什么: 废止的文件不再有效力，用它作公开依据等于没有依据；公众照着去查，也查不到现行的规定。效力情况登记在 _vocab/laws.yaml：效力状态是已废止、已失效的，写着废止日期、那一天已经到了的，都不再有效。本单位自己的文件登记为信息条目、有效性的状态是废止或者失效的，也一样，不用再登记一次。

    不好: 公开依据: [《信访条例》第九条]

    好: 公开依据: [《信访工作条例》第十八条]
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation, known in cited.laws:
            if not known.is_repealed or _is_told(cited, citation):
                continue
            ended, successor = known.law.get("ended"), known.law.get("superseded_by")
            when = f"，{ended}起不再有效" if ended else ""
            hint = f"改引《{successor}》，重新核对条号" if successor else "改引现行的规定"
            state = known.law.get("state")
            state = state if state in REPEALED else "已废止"
            message = f"{_named(citation)}{state}{when}"
            yield _Fault(message, hint, _name_in(cited, citation))

    yield from _everywhere(context.cited, faults)
    if ended := _ended_entries(context):
        yield from _everywhere(_bases(context), _citing(ended))


def _citing(ended: Mapping[str, Record]) -> Callable[[Cited], Iterable[_Fault]]:
    """Return what finds bases that are documents of the unit itself which are no longer in force."""

    def faults(cited: Cited) -> Iterator[_Fault]:
        registered = [citation for citation, _ in cited.laws]
        for citation in cited.citations:
            entry = None if citation in registered else ended.get(citation.title)
            if entry is not None:
                state, until = (entry.get("validity", name) for name in ("state", "until"))
                when = f"，{until}起不再有效" if until else ""
                message = f"{_named(citation)}已经{state}{when}（{entry.get('index', default='本单位的信息')}）"
                hint = "改引现行的文件，重新核对条号；还有效的，改正这条信息的有效性"
                yield _Fault(message, hint, _name_in(cited, citation))

    return faults


_PRINTS = re.compile(r"(?:印发|公布|发布)《([^《》]+)》的(?:通知|公告|决定)$")


def _ended_entries(context: Context) -> dict[str, Record]:
    """Return the unit's documents that are no longer in force, by title and by that of what they print.

    Not by a title that another document has, too, which may still be in force.
    """
    ended: dict[str, Record] = {}
    others: set[str] = set()
    for entry in context.unit.entries if context.unit else ():
        title = entry.data.get("title")
        if not isinstance(title, str):
            continue
        titles = {title.strip(), *_PRINTS.findall(title)}
        if _has_ended(entry, context.as_of):
            ended |= dict.fromkeys(titles, entry)
        else:
            others |= titles
    return {title: entry for title, entry in ended.items() if title not in others}


def _has_ended(entry: Record, as_of: date) -> bool:
    if "validity" not in entry.data or entry.get("validity", "state") not in ENDED:
        return False
    until = day(entry.get("validity", "until"))
    return until is None or until <= as_of


_NUMBER = re.compile(r"第\d+号")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def _outdated(cited: Cited, citation: Citation, known: Standing, as_of: date) -> _Fault | None:
    """Say how a citation names a text of a law that is no longer the one in force, if it does."""
    current, dated = known.current, citation.edition
    if current is None or _is_told(cited, citation):
        return None
    if fault := _former_number(cited, citation, known, as_of):
        return fault
    if dated is None or current.year is None:
        return None
    # Whether amended or not, a law is in force since the day that it says itself.
    counts_from_start = dated.action.endswith(("施行", "实施"))
    latest = _year_in_force(known.law, as_of) if counts_from_start else current.year
    later = (int(year) for rest in citation.remainder for year in _YEAR.findall(rest))
    if latest is None or max(dated.year, *later, 0) >= latest:
        return None
    message = f"{_named(citation)}写的是{dated.year}年的文本，现行文本是{current.year}年的"
    hint = f"核对现行文本（{current.year}年）的条号，改写年份；也可以不写年份"
    chars = cited.find(citation.span, f"{dated.year}年", str(dated.year))
    return _Fault(message, hint, chars)


def _year_in_force(law: Record, as_of: date) -> int | None:
    since = law.get("in_force")
    known = isinstance(since, str) and since <= as_of.isoformat()
    return int(since[:4]) if known else None


def _former_number(cited: Cited, citation: Citation, known: Standing, as_of: date) -> _Fault | None:
    stated = (citation.number, *citation.remainder)
    now = known.law.get("number")
    if (
        not any(stated)
        or not isinstance(now, str)
        or any(_same_number(now, part) for part in stated)
    ):
        return None
    for text in blocks(known.law.get("former")):
        number = text.get("number")
        if (
            isinstance(number, str)
            and not is_valid(text, as_of)
            and any(_same_number(number, p) for p in stated)
        ):
            chars = cited.find(citation.span, number)
            short = _NUMBER.search(number)
            moved = bool(citation.provisions or citation.edition or citation.remainder)
            return _Fault(
                f"《{shorten(known.title)}》的{number}是旧文本，现行文本是{now}",
                f"改为{now}，重新核对条号",
                chars or cited.find(citation.span, short[0] if short else number),
                None if moved or chars is None else now,
            )
    return None


def _same_number(number: str, text: str) -> bool:
    """Tell whether a text names a document number, perhaps without the organ in front of it."""
    short = _NUMBER.search(number)
    return number in text or (short is not None and short[0] in text)


@rule("L424", "former-regulations", Severity.ERROR, each="unit")
def former_regulations(record: Record, context: Context) -> Iterator[Finding]:
    """还在引用修订前的《政府信息公开条例》

    为什么: 2007年的文本（国务院令第492号）自2019年5月15日起由修订后的文本（国务院令第711号）代替，条号、答复期限、申请条件都变了，按旧文本写的目录和指南处处是错的。

    不好: 《中华人民共和国政府信息公开条例》（国务院令第492号）第九条

    好: 《中华人民共和国政府信息公开条例》（国务院令第711号）第十九条
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation, known in cited.laws:
            if known.is_regulation and (fault := _outdated(cited, citation, known, context.as_of)):
                yield fault

    found = list(_everywhere(context.cited, faults))
    yield from found
    known = {(id(finding.record), finding.path) for finding in found}
    for subject, path, text in context.guide_texts:
        match = _FORMER_ORDER.search(text) if (id(subject), path) not in known else None
        if match is not None and not _TELLS_OF_FORMER.search(text):
            message = f"“{match[0]}”是《条例》2007年的旧文本，现行文本是国务院令第711号"
            hint = "改为国务院令第711号，重新核对条号、期限和申请条件"
            yield Finding(subject, path, message, hint, chars=match.span())


# The order of 2007 by its number alone; the text that has the title beside it is cited.
_FORMER_ORDER = re.compile(r"国务院(?:令[（(]?)?第?[ \u3000]?492[ \u3000]?号令?|第492号国务院令")
_TELLS_OF_FORMER = re.compile("711|废止|修订前|修改前|原条例|旧条例|不再")


@rule("L425", "superseded-edition", Severity.WARNING, each="unit")
def superseded_edition(record: Record, context: Context) -> Iterator[Finding]:
    """引用的法律已经修订，写的还是旧文本

    为什么: 修订以后条文、条号常有变化，标着旧年份、旧令号的依据说明没有重新核对。现行文本的日期登记在 _vocab/laws.yaml；已经修订、还没有施行的，仍以旧文本为准。

    不好: 《中华人民共和国安全生产法》（2014年修正）第七十五条

    好: 《中华人民共和国安全生产法》（2021年修正）第七十八条
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation, known in cited.laws:
            if not known.is_regulation and (
                fault := _outdated(cited, citation, known, context.as_of)
            ):
                yield fault

    yield from _everywhere(context.cited, faults)


_LISTING_ARTICLE = 20
"""Art. 20 of the Regulations is one paragraph of fifteen items."""
_LISTED = 15


@rule("L426", "article-beyond-end", Severity.WARNING, each="unit")
def article_beyond_end(record: Record, context: Context) -> Iterator[Finding]:
    """引用的条号超过了法律的最后一条

    为什么: 没有这一条，不是打错，就是引用了旧文本或者别的法律的条号。《条例》第二十条的项超过第（十五）项的，同样提示。

    不好: 《中华人民共和国政府信息公开条例》第六十条（一共五十六条）

    好: 《中华人民共和国政府信息公开条例》第二十条
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation, known in cited.laws:
            last = known.current.last_article if known.current is not None else None
            if last is None:
                continue
            for provision in citation.provisions:
                if provision.article > last:
                    article, end = map(numerals.to_chinese, (provision.article, last))
                    message = f"《{known.title}》只有{end}条，没有第{article}条"
                    chars = cited.find(provision.span, *_articles(provision.article))
                    yield _Fault(message, "核对条号和法律的名称", chars)
                if known.is_regulation and provision.article == _LISTING_ARTICLE:
                    beyond = (numerals.to_chinese(n) for n in provision.items if n > _LISTED)
                    for item in beyond:
                        message = f"《条例》第二十条只有十五项，没有第（{item}）项"
                        chars = cited.find(provision.span, f"（{item}）")
                        yield _Fault(message, "核对是第几项", chars)

    yield from _everywhere(context.cited, faults)


def _articles(number: int) -> tuple[str, ...]:
    return f"第{numerals.to_chinese(number)}条", f"第{number}条", f"{number}条"


@rule("L427", "paragraph-for-item", Severity.WARNING, each="unit")
def paragraph_for_item(record: Record, context: Context) -> Iterator[Finding]:
    """把“项”写成了“款”

    为什么: 《条例》第二十条只有一款，下面分十五项，写“第二款”“第五款”是没有的，应当写“第（二）项”“第（五）项”。

    不好: 《中华人民共和国政府信息公开条例》第二十条第二款

    好: 《中华人民共和国政府信息公开条例》第二十条第（二）项
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation, known in cited.laws:
            for provision in citation.provisions if known.is_regulation else ():
                if provision.article == _LISTING_ARTICLE and (provision.paragraph or 0) > 1:
                    yield _paragraph_of_listing(cited, provision)

    yield from _everywhere(context.cited, faults)


def _paragraph_of_listing(cited: Cited, place: Provision) -> _Fault:
    number = place.paragraph or 0
    written = numerals.to_chinese(number)
    item = f"第（{written}）项"
    chars = cited.find(place.span, f"第{written}款", f"第{number}款")
    message = f"《条例》第二十条只有一款，没有第{written}款"
    if place.items:
        return _Fault(message, f"删去“第{written}款”，核对是第几项", chars)
    if number > _LISTED:
        return _Fault(message, "核对是第几项", chars)
    return _Fault(message, f"写成“第二十条{item}”", chars, item if chars else None)


_RANKS = ("法律", "行政法规", "地方性法规", "规章", "规范性文件", "其他")
_TAGS = {
    **dict(zip(_RANKS, _RANKS, strict=True)),
    "部门规章": "规章",
    "地方政府规章": "规章",
    "政策文件": "规范性文件",
    "党内法规": "其他",
    "司法解释": "其他",
}
_ANY = frozenset(_RANKS)
_BY_ENDING = (
    (
        ("意见", "通知", "方案", "纲要", "规划", "计划", "指引", "要点", "公告", "批复", "函"),
        frozenset(("规范性文件", "其他")),
    ),
    (("条例",), frozenset(("行政法规", "地方性法规", "其他"))),
    (("办法", "规定", "细则", "规则"), _ANY - {"法律"}),
)


def _possible_ranks(citation: Citation, known: Standing | None) -> frozenset[str]:
    """Return the ranks that a cited law may have: its own, else what its number and its title leave open."""
    if known is not None and known.rank in _RANKS:
        return frozenset((known.rank,))
    number = document_number.parse(citation.number) if citation.number else None
    if number is not None and number.kind is Kind.ORDER:
        by_organ = {"国务院": "行政法规", "主席": "法律"}
        ranks = (rank for organ, rank in by_organ.items() if number.issuer.endswith(organ))
        return frozenset((next(ranks, "规章"),))
    title = citation.title.partition("（")[0]
    if title.startswith("中华人民共和国") and title.endswith("法"):
        return frozenset(("法律",))
    of_title = next((ranks for ends, ranks in _BY_ENDING if title.endswith(ends)), _ANY)
    if number is None or number.kind is not Kind.DOCUMENT or "规范性文件" not in of_title:
        return of_title
    # The regulations of the State Council alone have sometimes been given the number of a document.
    of_state_council = ("行政法规",) if number.issuer.startswith("国") else ()
    return of_title & {*of_state_council, "规范性文件", "其他"}


@rule("L428", "wrong-rank", Severity.WARNING, each="unit")
def wrong_rank(record: Record, context: Context) -> Iterator[Finding]:
    """公开依据标的效力级别不对

    为什么: 【法律】【行政法规】【规章】等标记说明依据的效力，标错了会误导公众。国务院的“办法”“条例”是行政法规，部门的“办法”是规章或者规范性文件，“意见”“通知”是规范性文件。

    不好: 【规章】《社会救助暂行办法》（国务院令第649号）

    好: 【行政法规】《社会救助暂行办法》（国务院令第649号）
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation in cited.citations:
            tag = citation.rank_tag
            if not tag:
                continue
            possible = _possible_ranks(citation, context.known_laws.find(citation))
            written = _TAGS.get(tag)
            chars = cited.find(citation.span, tag)
            if written is None:
                hint = f"可用的级别：{'、'.join(_RANKS)}"
                yield _Fault(f"“{tag}”不是效力级别", hint, chars)
            elif written not in possible:
                right = next(iter(possible)) if len(possible) == 1 else None
                ranks = "、".join(name for name in _RANKS if name in possible)
                message = f"{_named(citation)}不是{tag}"
                yield _Fault(
                    message,
                    f"标记改为“{right}”" if right else f"标记改为下列之一：{ranks}",
                    chars,
                    right if chars else None,
                )

    yield from _everywhere(_bases(context), faults)


_PARTY = re.compile("^中共|^中(?:办|发)")


def _places(citation: Citation, laws: Laws) -> tuple[int, int]:
    """Return the first and the last place in the order of ranks that a citation may have.

    What the Party issues, standards and the like stand outside the order: they may stand anywhere.
    """
    ranks = _possible_ranks(citation, laws.find(citation))
    ordered = [_RANKS.index(rank) for rank in ranks - {"其他"}]
    if not ordered or _PARTY.search(citation.title) or _PARTY.search(citation.number):
        return 0, len(_RANKS)
    return min(ordered), len(_RANKS) if "其他" in ranks else max(ordered)


@rule("L429", "rank-order", Severity.WARNING, each="unit")
def rank_order(record: Record, context: Context) -> Iterator[Finding]:
    """公开依据没有按效力从高到低排列

    为什么: 标准目录的公开依据按法律、行政法规、地方性法规、规章、规范性文件的次序列出，效力高的在前。

    不好: 先写国务院办公厅的通知，再写《中华人民共和国预算法》。

    好: 先写《中华人民共和国预算法》，再写《中华人民共和国预算法实施条例》，最后写通知。
    """
    assert context.unit is not None
    ranked = {
        cited.text: [(*_places(one, context.known_laws), _named(one)) for one in cited.citations]
        for cited in _bases(context)
    }
    items: defaultdict[tuple[tuple[int, str], ...], list[Record]] = defaultdict(list)
    for item in context.unit.items:
        items[tuple(texts(item.data.get("basis")))].append(item)
    for bases, same in items.items():
        highest, before = 0, ""
        for index, text in bases:
            wrong = None
            for first, last, name in ranked.get(text, ()):
                if last < highest:
                    wrong = name
                elif first >= highest:
                    highest, before = first, name
            if wrong is not None:
                message = f"{wrong}的效力高于排在它前面的{before}"
                for item in same:
                    yield Finding(item, ("basis", index), message, f"移到{before}前面")
                break


_PERIOD = re.compile(r"((?:19|20)\d\d)年?\s*[-—–－~～至到]+\s*((?:19|20)\d\d)(?!\d)", re.ASCII)
_FIVE_YEARS = re.compile(
    r'[“"]十([一二三四五六]?)五[”"]|十([一二三四五六])五(?=规划|时期|期间|计划)'
    r"|第十([一二三四五六]?)个五年(?=规划|计划)"
)
_FIRST_PLAN_ENDED = 2005
"""“十五”; each later plan ends five years after the one before."""


@rule("L430", "expired-plan", Severity.WARNING, each="unit")
def expired_plan(record: Record, context: Context) -> Iterator[Finding]:
    """引用的规划、计划已经到期

    为什么: 规划期满，它提出的公开要求也就到期了，继续引用说明目录没有随着更新。

    不好: 公开依据: [《“十三五”推进基本公共服务均等化规划》]

    好: 改引现行的规划，或者改引规定公开义务的法律、法规。
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation in cited.citations:
            end = _end_of_plan(citation.title)
            if end is not None and end < context.as_of.year:
                message = f"{_named(citation)}到{end}年已经期满"
                hint = "改引现行的规划，或者规定公开义务的法律、法规"
                yield _Fault(message, hint, _name_in(cited, citation))

    yield from _everywhere(_bases(context), faults)


_TELLS_OF_THE_PAST = re.compile("志$|[县市区镇乡村]志|年鉴|大事记|史料|汇编")
"""Years in such a title are those that it tells of."""


def _end_of_plan(title: str) -> int | None:
    if _TELLS_OF_THE_PAST.search(title):
        return None
    if period := _PERIOD.search(title):
        begin, end = int(period[1]), int(period[2])
        return end if begin < end else None
    if plan := _FIVE_YEARS.search(title):
        which = next(filter(None, plan.groups()), "")
        return _FIRST_PLAN_ENDED + 5 * (numerals.read(which) or 0)
    return None


@rule("L431", "basis-not-in-force", Severity.WARNING, each="unit")
def basis_not_in_force(record: Record, context: Context) -> Iterator[Finding]:
    """引用的文件还没有施行

    为什么: 公布以后、施行以前的法律还没有效力，不能作为现在公开的依据。

    不好: 施行日期是2026年1月1日，2025年就写进公开依据。

    好: 施行以前引用现行的规定，施行之日再改。
    """

    def faults(cited: Cited) -> Iterator[_Fault]:
        hint = "施行以前引用现行的规定"
        for citation, known in cited.laws:
            if known.is_repealed:
                continue
            since = known.law.get("in_force")
            if known.current is None:
                message = _named(citation) + (f"自{since}起施行" if since else "尚未施行")
                yield _Fault(message, hint, _name_in(cited, citation))
            elif _is_of_text_to_come(citation, known):
                message = f"{_named(citation)}{citation.year}年的文本自{since}起施行"
                yield _Fault(message, hint, _name_in(cited, citation))

    yield from _everywhere(_bases(context), faults)


def _is_of_text_to_come(citation: Citation, known: Standing) -> bool:
    """Tell whether a citation is dated as the text of a law that follows the one in force."""
    if citation.year is None or known.current is None or known.current.year is None:
        return False
    return known.current.is_former and citation.year > known.current.year


_NOT_FOR_INSTITUTIONS = frozenset((20, 21, *range(26, 46)))


@rule("L432", "regulations-not-binding", Severity.WARNING, each="unit")
def regulations_not_binding(record: Record, context: Context) -> Iterator[Finding]:
    """公共企事业单位引用了只约束行政机关的条款

    为什么: 公共企事业单位公开提供公共服务过程中的信息，适用《条例》第五十五条和主管部门的规定，第二十条、第二十一条和第二十六条至第四十五条不直接适用。

    不好: 福利院的公开依据写《中华人民共和国政府信息公开条例》第二十条第（二）项。

    好: 《中华人民共和国政府信息公开条例》第五十五条第一款
    """
    if context.kind != PUBLIC_INSTITUTION:
        return

    def faults(cited: Cited) -> Iterator[_Fault]:
        for citation, known in cited.laws:
            binds = known.is_regulation and "参照" not in cited.text
            for provision in citation.provisions if binds else ():
                if provision.article in _NOT_FOR_INSTITUTIONS:
                    article = numerals.to_chinese(provision.article)
                    message = f"《条例》第{article}条不直接适用于公共企事业单位"
                    hint = "引用第五十五条和主管部门的规定；参照执行的写“参照”"
                    chars = cited.find(provision.span, *_articles(provision.article))
                    yield _Fault(message, hint, chars)

    yield from _everywhere(_bases(context), faults)
