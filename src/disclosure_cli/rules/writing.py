"""T705 to T709: addresses that may be published, and characters as GB/T 15834 and a keyboard would have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.glossary import KINDS
from disclosure_cli.facts.texts import BETWEEN_ORGANS, prose_of
from disclosure_cli.grammar import folding
from disclosure_cli.model import Path, Record, Severity, texts_of
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_DEMO = "示例"


def _public_texts(record: Record, context: Context) -> Iterator[tuple[Path, str]]:
    """Yield the texts of a record that may be printed."""
    if record.kind in KINDS:
        for name, value in record.data.items():
            field = context.schemas[record.kind].field((name,))
            if field is not None and field.public:
                yield from texts_of(value, (name,))


_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://[!#-;=?-~]+"
    r"|(?<![A-Za-z0-9./@-])www\.[A-Za-z0-9.-]+"
)
_OFFICIAL = r"[A-Za-z0-9.-]*\.gov\.cn(?![A-Za-z0-9.-])"
_ADDRESS_CLUE = re.compile(
    rf"://(?:(?<!http://)(?<!https://)|(?<!示例http://)(?<!示例https://)(?!{_OFFICIAL}))"
    rf"|www\.(?<![/.]www\.)(?!{_OFFICIAL})"
)
_SCHEMES = ("http", "https")


@rule("T705", "foreign-address", Severity.WARNING, each="unit")
def foreign_address(record: Record, context: Context) -> Iterator[Finding]:
    """网址不在允许的范围

    为什么: 政府网站链接到商业网站、失效或者被人抢注的域名，是网站检查中一票否决的问题（国办秘函〔2019〕19号）。网址以 http:// 或者 https:// 开头，域名是 gov.cn，或者登记在设置的“允许的域名”里。

    不好: 网址: http://www.example.com/xxgk/

    好: 网址: https://www.example.gov.cn/xxgk/
    """
    allowed = _allowed_domains(context.catalog.settings)
    for subject in context.records_with(_ADDRESS_CLUE):
        for path, text in _public_texts(subject, context):
            for match in _ADDRESS.finditer(text):
                is_demo = text.endswith(_DEMO, 0, match.start())
                problem = None if is_demo else _problem_of(match, allowed)
                if problem is not None:
                    yield Finding(subject, path, *problem, chars=match.span())


def _allowed_domains(settings: Record) -> frozenset[str]:
    own = urlsplit(str(settings.get("base_url", default=""))).hostname
    declared = (str(domain).lower() for domain in settings.get("allowed_domains", default=()))
    return frozenset(("gov.cn", *declared, *((own,) if own else ())))


def _problem_of(match: re.Match[str], allowed: frozenset[str]) -> tuple[str, str] | None:
    """Return message and hint for an address that may not be published."""
    address = match[0] if match["scheme"] else f"http://{match[0]}"
    if match["scheme"] and match["scheme"].lower() not in _SCHEMES:
        hint = "改为 http:// 或者 https:// 开头的网址"
        return f"网址“{shorten(match[0])}”不是网页的网址", hint
    host = _host(address)
    parents = {host.split(".", count)[-1] for count in range(host.count(".") + 1)}
    if parents & allowed:
        return None
    hint = "改用政府网站的网址；确需链接的，在 disclose.yaml 的“允许的域名”里登记这个域名"
    return f"网址的域名“{shorten(host)}”不是 gov.cn，也没有登记", hint


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


_HAN = "\u4e00-\u9fff"
_ENDS = f"{_HAN})）】”》〕"
_SPACE = " \t\u3000\u00a0"
# To look for what is not ASCII leads to hardly more records than to look for Chinese characters, and is compiled sooner.
_WIDE = r"[^\n -~]"
_WIDE_OR_CLOSING = r"[^\n -(*-~]"
# Apart from the plain space, of which a file is full.
_WRITING_CLUE = re.compile(
    r"[０-９Ａ-Ｚａ-ｚ\t\u3000\u00a0,;:?!(](?:(?<=[０-９Ａ-Ｚａ-ｚ\t\u3000\u00a0])"
    rf"|{_WIDE}(?<={_WIDE_OR_CLOSING}[,;:?!].)|(?<=\()[^()\n]*{_WIDE})"
)
_SPACE_CLUE = re.compile(rf" (?<={_WIDE} ) *{_WIDE}")


def _prose(context: Context, *clues: re.Pattern[str]) -> Iterator[tuple[Record, Path, str]]:
    """Yield the printed running texts of the records of a unit in which a character may be wrong."""
    for record in context.records_with(*clues):
        if record.kind in KINDS:
            for path, text in prose_of(record.data, context.schemas[record.kind].fields):
                yield record, path, text


_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


@rule("T706", "full-width-letters", Severity.WARNING, each="unit")
def full_width_letters(record: Record, context: Context) -> Iterator[Finding]:
    """数字或者字母是全角的

    为什么: 全角的“２０２４”和半角的“2024”在计算机里是不同的字，按一种查不到另一种，排序也会错位。

    不好: ２０２４年度部门预算

    好: 2024年度部门预算
    """
    for subject, path, text in _prose(context, _WRITING_CLUE):
        for match in _FULL_WIDTH.finditer(text):
            right = folding.with_half_width_forms(match[0])
            hint = f"写成半角的“{right}”"
            message = f"“{shorten(match[0])}”是全角的"
            yield Finding(subject, path, message, hint, chars=match.span(), correction=right)


# As laws are printed: 第一条　为了……
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,5}[章节条]$")
_INNER_SPACE = rf"(?<=[{_HAN}])[{_SPACE}]+(?=[{_HAN}])"


@rule("T707", "space-between-characters", Severity.WARNING, each="unit")
def space_between_characters(record: Record, context: Context) -> Iterator[Finding]:
    """汉字之间有空格

    为什么: 从表格、网页里复制的文字常带着换行变成的空格，例如“公开 时限”，检索“公开时限”就找不到。用空格隔开的几个词，应当用顿号或者分成几项。

    不好: 公开内容: [一级 事项, 救助对象 救助标准]

    好: 公开内容: [一级事项, 救助对象, 救助标准]
    """
    hint = "删去空格；隔开的是几个词的，用顿号，或者分成几项"
    for subject, path, text in _prose(context, _SPACE_CLUE, _WRITING_CLUE):
        organs = {match.span() for match in re.finditer(BETWEEN_ORGANS, text)}
        for match in re.finditer(_INNER_SPACE, text):
            start, end = match.span()
            if (start, end) in organs or _ARTICLE.search(text, 0, start):
                continue
            message = f"“{text[max(0, start - 2) : end + 2]}”的汉字之间有空格"
            yield Finding(subject, path, message, hint, chars=(start, end))


_HALF_WIDTH_MARK = (
    rf"(?<=[{_ENDS}])[,;:?!](?=[{_HAN}])|(?<=[{_HAN}])\([^()\n]*[{_HAN}][^()\n]*\)"
    rf"|^\([^()\n]*[{_HAN}][^()\n]*\)(?=[{_HAN}])"
)
_CHINESE_MARKS = str.maketrans(",;:?!()", "，；：？！（）")


@rule("T708", "half-width-punctuation", Severity.WARNING, each="unit")
def half_width_punctuation(record: Record, context: Context) -> Iterator[Finding]:
    """中文里用了英文标点

    为什么: 中文的逗号、分号、冒号、括号等用全角的（GB/T 15834），半角的印出来挤在一起，同一个名称也会有两种写法。

    不好: 受理,审查,决定(含延期)

    好: 受理，审查，决定（含延期）
    """
    for subject, path, text in _prose(context, _WRITING_CLUE):
        for match in re.finditer(_HALF_WIDTH_MARK, text):
            found = match[0]
            right = f"（{found[1:-1]}）" if found[0] == "(" else found.translate(_CHINESE_MARKS)
            message = f"“{shorten(found)}”是英文标点"
            hint = f"写成“{shorten(right)}”"
            yield Finding(subject, path, message, hint, chars=match.span(), correction=right)


_BOX_CLUE = "[口tT■□](?<![A-Za-z\u4e00-\u9fff].)[\u4e00-\u9fff]"
_ANSWERS = ("是", "否", "有", "无")


@rule("T709", "letter-for-box", Severity.WARNING, each="unit")
def letter_for_box(record: Record, context: Context) -> Iterator[Finding]:
    """用汉字“口”或者字母“t”代替选择框

    为什么: 表格里的□、☑粘贴或者转换以后常变成汉字“口”和字母“t”，看不出选了没有，检索时又多出一个字。渠道、对象等写成选中的各项，由程序印出方框。

    不好: 说明: t政府网站 口政府公报

    好: 公开渠道: [政府网站]
    """
    box: re.Pattern[str] | None = None
    for subject in context.records_with(re.compile(_BOX_CLUE)):
        box = box or _box_before(context)
        for path, text in _public_texts(subject, context):
            for match in box.finditer(text):
                message = f"“{shorten(text[match.start() :], 12)}”的“{match[0]}”像是选择框"
                hint = "删去它；选中的写进公开渠道、公开对象等，没有选中的不写"
                yield Finding(subject, path, message, hint, chars=match.span())


def _box_before(context: Context) -> re.Pattern[str]:
    """Return what stands for a box: before the name of a channel, or before an answer that ends there."""
    names = (*context.channels, *context.channel_spellings)
    what = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    answers = f"(?:{'|'.join(_ANSWERS)})(?![{_HAN}])"
    return re.compile(rf"(?<![{_HAN}A-Za-z])(?:[口tT](?=(?:{what})|(?<=口){answers}))")
