"""G62x: what a unit has its guide say in its own words agrees with the law in force.

Time limits, fees, remedies and the application form are compiled into every guide as the law has them. What is
looked at here is the rest: the texts that were typed, often taken from a guide older than the law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent
from disclosure_cli.grammar import numerals
from disclosure_cli.grammar.organs import is_led_from_above, may_be_led_from_above
from disclosure_cli.model import Path, Record, Severity
from disclosure_cli.places import Part
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.unit_kinds import DEPARTMENT, GOVERNMENTS, PUBLIC_INSTITUTION
from disclosure_cli.words import shorten

Words = re.Match[str]

_NUMBER = rf"(?P<number>\d{{1,3}}|[{numerals.CHARACTERS}]{{1,5}})"
_WORKING_DAYS = rf"{_NUMBER}[ \u3000]?个?工作日"
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
# A sentence that says that something is no longer so.
_DENIAL = re.compile(
    r"不[再得需必用要须应收](?!收?取?其他)|不(?:能|可|予|向)|无[需须]|没有|取消|删[去除]|停[征止]"
    r"|(?<!减)免[收征费]|已(?:经)?不"
)


def _sentences(context: Context, clue: re.Pattern[str]) -> Iterator[tuple[Record, Path, Words]]:
    """Yield the sentences of the guide's own texts that have a clue, with record and path."""
    for record, path, text in context.guide_texts:
        if clue.search(text):
            for sentence in _SENTENCE.finditer(text):
                if clue.search(sentence[0]):
                    yield record, path, sentence


def _within(sentence: Words, match: Words) -> tuple[int, int]:
    """Return where a match in a sentence stands in the text that the sentence is of."""
    return sentence.start() + match.start(), sentence.start() + match.end()


def _number_of(match: Words) -> int:
    """Return the number in a match, 0 where it is none."""
    return numerals.read(match["number"]) or 0


_LIMIT_CLUE = re.compile("[日天]")
_OTHER_MATTERS = re.compile("咨询|投诉|信访|举报|复议|诉讼|留言|热线|审批|许可|办结")
_LIMITS: tuple[tuple[str, Callable[[int], bool], str], ...] = (
    (
        rf"延长[^。；]{{0,24}}?{_WORKING_DAYS}",
        lambda days: days == 15 or days > 20,
        "延长的期限不超过20个工作日",
    ),
    (
        (
            rf"第三方(?:应当?|须|需|可以|自|在|于|收到)[^。；]{{0,24}}?{_WORKING_DAYS}(?:以|之)?内"
            r"[^，,]{0,6}(?:提出|答复|回复|反馈)"
        ),
        lambda days: days not in {0, 15},
        "第三方在15个工作日内提出意见",
    ),
    (
        rf"{_WORKING_DAYS}(?:以|之)?内[^，,]{{0,10}}(?:告知|通知)[^，,]{{0,12}}(?:补正|补充|更改)",
        lambda days: days > 7,
        "在7个工作日内一次性告知补正",
    ),
    (
        rf"{_WORKING_DAYS}(?:以|之)?内[^，,（(]{{0,6}}(?:答复|回复)",
        lambda days: days > 20,
        "在20个工作日内答复",
    ),
    (
        rf"当场[^。；]{{0,30}}?{_WORKING_DAYS}(?:以|之)?内[^，,（(]{{0,6}}(?:答复|回复)",
        lambda days: days == 15,
        "在20个工作日内答复",
    ),
    (
        rf"{_NUMBER}[日天](?:以|之)?内[^，,（(]{{0,6}}(?:答复|回复)",
        lambda days: days == 20,
        "在20个工作日内答复",
    ),
    (
        rf"(?:形成|产生|变更|制作)[^。；]{{0,8}}?{_NUMBER}[日天](?:以|之)?内[^，,（(]{{0,6}}公开",
        lambda days: days == 20,
        "在20个工作日内公开",
    ),
)
"""How a limit is worded, which numbers of it are not the law's, and what the law says.

To promise less than the law allows is no mistake; 15 days beside the law's own words are those of the former text,
and 20 days that are no working days are the law's, copied badly.
"""


@rule("G620", "superseded-limit", Severity.ERROR, each="unit")
def superseded_limit(record: Record, context: Context) -> Iterator[Finding]:
    """指南写的答复期限不是现行规定

    为什么: 2019年修订后，答复期限是20个工作日，延长不超过20个工作日，7个工作日内告知补正，第三方15个工作日内提出意见（《条例》第三十条、第三十二条、第三十三条）。旧指南写的是15个工作日、延长15个工作日。现行的期限已经自动编入指南，另外写的与它矛盾，申请人会算错日子。承诺比法定期限短的不在此列。

    不好: 不能当场答复的，自收到申请之日起15个工作日内答复；需要延长的，延长的期限最长不超过15个工作日。

    好: 删去这一段，由程序编入；或者写：自收到申请之日起20个工作日内答复，延长的期限不超过20个工作日。
    """
    if not context.is_bound:
        return
    hint = "删去，现行的期限已经编入指南；或者照《条例》第三十条至第三十三条改正"
    for subject, path, sentence in _sentences(context, _LIMIT_CLUE):
        if _OTHER_MATTERS.search(sentence[0]):
            continue
        for pattern, is_wrong, law in _LIMITS:
            match = re.search(pattern, sentence[0])
            if match is not None and is_wrong(_number_of(match)):
                message = f"“{shorten(match[0], 24)}”不是现行规定，应当{law}"
                yield Finding(subject, path, message, hint, chars=_within(sentence, match))


_FORMER_REPLY = re.compile(rf"{_WORKING_DAYS}(?:以|之)?内[^，,（(]{{0,6}}(?:答复|回复)")
_FORMER_DAYS = 15
_ABOUT_APPLICATIONS = re.compile("申请|登记|受理|收到")
# Who is consulted has 15 days, and an organ may promise less than the law allows.
_OTHER_REPLIES = re.compile("第三方|征求|意见|协商|更正|来信|来函|来访|提案|议案|建议")
_PROMISED = re.compile("承诺|缩短|压缩|提速|提前|少于|短于|快于|优于|比法定|法定(?:期限|时限)")


@rule("G640", "former-reply-limit", Severity.WARNING, each="unit")
def former_reply_limit(record: Record, context: Context) -> Iterator[Finding]:
    """指南写的是15个工作日答复，像是旧规定

    为什么: 2007年的《条例》规定15个工作日内答复，2019年修订后是20个工作日（《条例》第三十三条），已经自动编入指南。同一份指南里两个期限，申请人不知道以哪一个为准。确实承诺15个工作日答复的，写明是承诺的期限。

    不好: 本机关自收到申请之日起15个工作日内答复。

    好: 删去这一句；或者写：本机关承诺自收到申请之日起15个工作日内答复，比法定期限短。
    """
    if not context.is_bound:
        return
    hint = "删去，现行的20个工作日已经编入指南；本机关承诺15个工作日的，写明“承诺”"
    for subject, path, sentence in _sentences(context, _LIMIT_CLUE):
        text = sentence[0]
        match = _FORMER_REPLY.search(text)
        if match is None or _number_of(match) != _FORMER_DAYS or _PROMISED.search(sentence.string):
            continue
        is_other = _OTHER_MATTERS.search(text) or _OTHER_REPLIES.search(text)
        if is_other or not _ABOUT_APPLICATIONS.search(text) or _is_superseded(text):
            continue
        message = f"“{shorten(match[0], 24)}”是2019年以前的期限，现行规定是20个工作日"
        yield Finding(subject, path, message, hint, chars=_within(sentence, match))


def _is_superseded(text: str) -> bool:
    """Tell whether a sentence has a limit that is found as one of former law."""
    matches = ((re.search(pattern, text), is_wrong) for pattern, is_wrong, _ in _LIMITS)
    return any(match is not None and is_wrong(_number_of(match)) for match, is_wrong in matches)


_SPECIAL_NEEDS = re.compile(
    r"(?:自身)?(?:生产|生活|科研)(?:[、，和及与或][^。；，]{0,12}|等)?的?(?:等(?:方面的?)?)?特殊需[要求]"
)


@rule("G621", "special-needs", Severity.ERROR, each="unit")
def special_needs(record: Record, context: Context) -> Iterator[Finding]:
    """还要求申请人有“生产、生活、科研等特殊需要”

    为什么: 2019年修订的《条例》第二十七条取消了这个限制，公民、法人和其他组织都可以申请，一般不需要说明理由。还这样写，等于违法增加申请条件。

    不好: 可以根据自身生产、生活、科研等特殊需要，向本机关申请获取政府信息。

    好: 可以向本机关申请获取政府信息。
    """
    hint = "删去“生产、生活、科研等特殊需要”；《条例》第二十七条已经取消这个条件"
    places = (*_sentences(context, _SPECIAL_NEEDS), *_item_sentences(context, _SPECIAL_NEEDS))
    for subject, path, sentence in places:
        match = _SPECIAL_NEEDS.search(sentence[0])
        if match is not None and not _DENIAL.search(sentence[0]):
            message = f"“{match[0]}”是2019年以前的申请条件"
            yield Finding(subject, path, message, hint, chars=_within(sentence, match))


_PRINTED = ("audience_group", "notes", "channel_other")


def _item_sentences(
    context: Context, clue: re.Pattern[str]
) -> Iterator[tuple[Record, Path, Words]]:
    """Yield the sentences of the catalog's own texts about who may ask for an item."""
    for name in _PRINTED:
        for item, path, text in context.items_saying(name, clue.search):
            for sentence in _SENTENCE.finditer(text):
                if clue.search(sentence[0]):
                    yield item, path, sentence


_COST_FEE = re.compile(
    r"(?:检索|复制|复印|打印|邮寄|邮递|寄送)(?:[、，和及与或]?(?:检索|复制|复印|打印|邮寄|邮递|寄送|加工))*"
    r"(?:等|的)*(?:所需|实际|必要)?的?(?:成本|工本)?费用?"
    r"|(?:检索|复制|复印|打印)[^。；，、]{0,4}?(?:收费|每[页张份件][^。；，、]{0,3}?[\d.]+元)"
    r"|(?:成本|工本)费用?"
)
_CHARGED = re.compile(r"收[取费]|收$|缴[纳费]|交[纳费]|支付|承担|负担|自付|自理|预付|\d元")
_BORNE_BY_THE_ORGAN = re.compile(r"由?本(?:机关|局|镇|乡|街道|办|院|单位|政府)(?:承担|负担|支付)")
_FEE_CLUE = re.compile("费|元")
_CLAUSE = re.compile("[^，,]+")
_NO_CHARGE = re.compile(
    r"不得(?!收?取?(?:任何)?其他)|[不未][再会另行]*(?:向[^，]{0,8})?[收征缴交](?!取?(?:任何)?其他)"
    r"|(?:不[再需必用须应能可予]|无[需须]|没有)[^，]{0,8}?(?:[收征缴交](?!取?(?:任何)?其他)|支付|承担|负担)"
    r"|取消|删[去除]|停[征止]|(?<!减)免[收征费除缴交]|已经?不(?![能便])"
)
# What other laws have people pay for, and how guides speak of what is paid for here.
_OTHER_INQUIRIES = re.compile(
    r"不动产|(?:工商|企业|婚姻|车辆|产权|房屋|船舶)登记|登记(?:资料|簿|档案|证明)|档案(?![馆局室])|病历|案卷|卷宗"
    r"|专门查询|(?:法律|法规)[^，]{0,12}(?:特别|另有|专门)规定"
)
_OTHER_SERVICES = re.compile(
    r"许可|审批|证照|执照|牌照|[证簿卡照牌]书?的?(?:工本|邮寄|寄送)|(?:居民|学生|老年)证"
    r"|(?:申领|换领|补领|领取|换发|补发|补办|办理|核发)[^，]{0,12}[证卡簿牌照]"
    r"|供水|供电|供气|供热|用水|用电|公交|停车|学费|培训|考试|体检|检测|检验|检疫|鉴定|公证|仲裁|诉讼|招标|投标|标书"
    r"|采购文件|成本监审|定价成本|殡葬|殡仪|养老|托育|医疗"
    r"|(?:公开|公布|公示|列明|包括)[^，]{0,20}收费(?:项目|标准|目录|清单)"
    r"|收费(?:项目|标准|目录|清单)[^，]{0,20}(?:公开|公布|公示|列明)"
)
_OF_DISCLOSURE = re.compile(
    "政府信息|信息公开|公开信息|依申请|申请公开|公开申请|信息处理费|所需信息"
)
_NOT_OF_DISCLOSURE = re.compile(
    r"(?:不(?:属于?|适用|是|作为|按照?|依照)|[不有区]同?别?于)[^，]{0,12}?(?:政府信息|信息公开|条例|信息处理费)[^，]{0,10}"
)
_SEARCHING = "检索"
_FEE = re.compile("([^，、和及]{2})费(?!用)")
_PROCESSING_FEE = re.compile("信息处理费")
_AMOUNT = re.compile(
    r"(?P<number>\d{1,5})(?:元[／/每]?(?P<unit>件|页)|元每(?P<each>件|页))|每(?P<per>件|页)(?P<sum>\d{1,5})元"
)
_PAGE_PRICES = frozenset((10, 20, 40))


@rule("G622", "cost-fee", Severity.ERROR, each="unit")
def cost_fee(record: Record, context: Context) -> Iterator[Finding]:
    """指南写着已经取消的收费

    为什么: 依申请提供政府信息不收取费用；数量、频次明显超过合理范围的，才可以收取信息处理费（《条例》第四十二条），标准只能按国办函〔2020〕109号。检索、复制、邮寄等成本费用2017年已经停征。别的法律规定的收费，例如证照的工本费、不动产登记资料和档案的查询复制费，不在此列，要写明是办什么事收的。

    不好: 依申请提供政府信息，可以收取检索、复制、邮寄等成本费用。

    好: 删去这一段，收费的规定和标准由程序编入指南。
    """
    if not context.is_bound:
        return
    hint = "删去；收费的规定和信息处理费的标准已经编入指南"
    for subject, path, sentence in _sentences(context, _FEE_CLUE):
        for match in _cost_fees(sentence):
            message = f"“{match[0]}”已经停止收取"
            yield Finding(subject, path, message, hint, chars=_within(sentence, match))
        if _PROCESSING_FEE.search(sentence[0]):
            for amount in _AMOUNT.finditer(sentence[0]):
                if not _is_of_scale(amount) and not _is_of_another_fee(amount):
                    message = f"信息处理费“{amount[0]}”不是规定的标准"
                    yield Finding(subject, path, message, hint, chars=_within(sentence, amount))


def _cost_fees(sentence: Words) -> Iterator[Words]:
    """Yield the first of the fees of former law that a sentence says are charged for information, if any.

    What is said of no fee in particular holds for all the sentence.
    """
    text = sentence[0]
    if not _COST_FEE.search(text) or not _CHARGED.search(text) or _is_of_other_matters(sentence):
        return
    clauses = [(clause, _COST_FEE.search(clause[0])) for clause in _CLAUSE.finditer(text)]
    general = "，".join(clause[0] for clause, fee in clauses if fee is None)
    if _NO_CHARGE.search(general) or _BORNE_BY_THE_ORGAN.search(general):
        return
    for clause, fee in clauses:
        is_denied = _NO_CHARGE.search(clause[0]) or _BORNE_BY_THE_ORGAN.search(clause[0])
        is_charged = _CHARGED.search(clause[0]) or _CHARGED.search(general)
        if fee is not None and is_charged and not is_denied:
            found = _COST_FEE.search(text, clause.start())
            assert found is not None
            yield found
            return


def _is_of_other_matters(sentence: Words) -> bool:
    """Tell whether a sentence speaks of what other laws have people pay for: for a licence, or an extract of a register.

    One that does not say what it is about goes on about what was last named in front of it.
    """
    *before, own = _SENTENCE.findall(sentence.string[: sentence.end()])
    for text in (own, *reversed(before)):
        if _NOT_OF_DISCLOSURE.search(text) or _OTHER_INQUIRIES.search(text):
            return True
        if _OF_DISCLOSURE.search(text):
            return False
        # Nobody searches for a licence: 检索费 was charged for information alone.
        if _OTHER_SERVICES.search(text) and _SEARCHING not in own:
            return True
    return False


def _is_of_another_fee(amount: Words) -> bool:
    """Tell whether the fee in front of an amount is another than that for processing information."""
    clause = re.split("[，,]", amount.string[: amount.start()])[-1]
    named = _FEE.findall(clause)
    return bool(named) and named[-1] != "处理"


def _is_of_scale(amount: Words) -> bool:
    """Tell whether an amount is one of 国办函〔2020〕109号: 100 元 and its multiples an item, three prices a page."""
    price = int(amount["number"] or amount["sum"])
    by_page = "页" in (amount["unit"], amount["each"], amount["per"])
    return price in _PAGE_PRICES if by_page else price > 0 and price % 100 == 0


_PURPOSE = re.compile(
    r"(?:说明|注明|写明|填写|提供|提交|出具|证明|附上)[^。；，]{0,10}?(?:用途|使用目的)(?:证明)?|用途证明"
    r"|(?:申请)?减免(?:相关|有关|信息公开)?费用|费用减免"
)


@rule("G623", "purpose-asked", Severity.WARNING, each="unit")
def purpose_asked(record: Record, context: Context) -> Iterator[Finding]:
    """要求申请人说明用途或者申请减免费用

    为什么: 申请只要写明申请人、所需的信息、形式要求（《条例》第二十九条），不用说明用途；本来就不收费，也没有减免。附在指南后面的申请表由程序编成，已经没有这两项。

    不好: 申请时应当写明所需信息的用途，并提供用途证明。

    好: 删去这一句。
    """
    if not context.is_bound:
        return
    for subject, path, sentence in _sentences(context, _PURPOSE):
        match = _PURPOSE.search(sentence[0])
        is_other = _DENIAL.search(sentence[0]) or _OTHER_MATTERS.search(sentence[0])
        if match is not None and not is_other:
            hint = "删去；申请的内容和申请表已经编入指南"
            message = f"“{shorten(match[0])}”不是申请应当具备的内容"
            yield Finding(subject, path, message, hint, chars=_within(sentence, match))


_GOVERNMENT = "人民政府"
_SUPERIOR = re.compile(
    r"(?:上级|上一级)(?:行政)?(?:主管|业务主管)部门[^。；，]{0,8}(?:申请)?(?:行政)?复议"
    r"|(?:上级|上一级)(?:行政)?(?:主管|业务主管)部门(?:或者?|、)[^。；，]{0,16}复议"
)
# Only of a department: above a government or a street office there is the government that it says.
_SUPERIOR_ORGAN = re.compile(
    r"上一?级(?:行政)?(?:机关|部门)[^。；，]{0,8}(?:申请|提出|提起)(?:行政)?复议"
)
_GOVERNMENT_RECONSIDERS = re.compile(
    r"(?<![不非])向[^。；，不]{0,20}人民政府[^。；，]{0,6}(?:申请|提出|提起)(?:行政)?复议"
)
_REMEDY_CLUE = re.compile("复议|诉讼|起诉")
_RECONSIDERATION_DAYS = re.compile(
    rf"{_NUMBER}(?:(?:个?工作)?日|(?P<month>个?月))(?:以|之)?内[^。；，]{{0,20}}(?:申请|提出|提起)(?:行政)?复议"
)
_LAWSUIT_MONTHS = re.compile(
    rf"{_NUMBER}个?月(?:以|之)?内[^。；，]{{0,24}}(?:提起(?:行政)?诉讼|起诉)"
)


@rule("G624", "wrong-remedy", Severity.WARNING, each="unit")
def wrong_remedy(record: Record, context: Context) -> Iterator[Finding]:
    """救济途径与单位类型或者现行规定不符

    为什么: 对政府部门不服的，向本级人民政府申请复议，不再是上级主管部门（《行政复议法》第二十四条）；税务、海关、金融、外汇管理、国家安全机关垂直领导，向上一级主管部门申请复议（《行政复议法》第二十七条）。期限是60日，直接起诉是6个月（《行政复议法》第二十条，《行政诉讼法》第四十六条）。公共企事业单位没有复议和诉讼，写申诉机关（《条例》第五十五条）。写错了，公众会走错门、错过期限。

    不好: 可以在60日内向上级主管部门申请行政复议，或者在3个月内提起诉讼。

    好: 单位概况的救济渠道写复议机关: 修水县人民政府，其余由程序编入指南。
    """
    if record.data:
        yield from _named_remedies(record, context)
    if context.kind == PUBLIC_INSTITUTION:
        yield from _remedies_of_organs(context)
    if not context.is_bound:
        return
    hint = "删去，救济的途径和期限已经编入指南；或者照《行政复议法》第二十条、第二十四条、第二十七条改正"
    for subject, path, sentence in _sentences(context, _REMEDY_CLUE):
        for match, says in _wrong_words(sentence[0], context):
            message = f"“{shorten(match[0], 24)}”不是现行规定，{says}"
            yield Finding(subject, path, message, hint, chars=_within(sentence, match))


_OF_ORGANS = re.compile("(?:申请|提出|提起)(?:行政)?复议|提起(?:行政)?诉讼")
# Against what the competent organ decides on an appeal there are such remedies.
_APPEALED = re.compile("对[^，。；]{0,8}主管(?:部门|机关)|申诉|没有|不能|不得|不适用|不属于")


def _remedies_of_organs(context: Context) -> Iterator[Finding]:
    """Find remedies against administrative acts in the guide of a public institution, which makes none (art. 55)."""
    for subject, path, sentence in _sentences(context, _REMEDY_CLUE):
        match = _OF_ORGANS.search(sentence[0])
        if match and not _APPEALED.search(sentence[0]):
            message = f"“{match[0]}”是对行政机关的救济，公共企事业单位没有"
            hint = "写可以向主管部门申诉（《条例》第五十五条）；申诉机关已经编入指南"
            yield Finding(subject, path, message, hint, chars=_within(sentence, match))


def _wrong_words(text: str, context: Context) -> Iterator[tuple[Words, str]]:
    superior = _SUPERIOR.search(text)
    if superior is None and context.kind == DEPARTMENT:
        superior = _SUPERIOR_ORGAN.search(text)
    if superior is not None and not may_be_led_from_above(context.name):
        yield superior, "复议机关是人民政府"
    government = _GOVERNMENT_RECONSIDERS.search(text)
    if government is not None and is_led_from_above(context.name) and not _DENIAL.search(text):
        yield government, "复议机关是上一级主管部门"
    days = _RECONSIDERATION_DAYS.search(text)
    if days is not None and (days["month"] or _number_of(days) not in {0, 60}):
        yield days, "申请复议的期限是60日"
    months = _LAWSUIT_MONTHS.search(text)
    if months is not None and _number_of(months) not in {0, 6}:
        yield months, "直接起诉的期限是6个月"


def _named_remedies(profile: Record, context: Context) -> Iterator[Finding]:
    """Find remedies of the profile that units of its kind do not have."""
    if context.is_bound:
        organ = profile.get("remedies", "reconsideration")
        if is_led_from_above(context.name):
            if isinstance(organ, str) and organ.endswith(_GOVERNMENT):
                message = f"复议机关“{shorten(organ)}”不是上一级主管部门"
                hint = "垂直领导的机关写上一级主管部门（《行政复议法》第二十七条），没有写的照“上级机关”编入"
                yield Finding(profile, ("remedies", "reconsideration"), message, hint)
        elif isinstance(organ, str) and not _is_government(organ, context):
            message = f"复议机关“{shorten(organ)}”不是人民政府"
            hint = "政府部门写本级人民政府，乡镇政府、县级政府写上一级人民政府，街道办事处写设立它的人民政府"
            yield Finding(profile, ("remedies", "reconsideration"), message, hint)
        foreign: tuple[str, ...] = ("appeal",)
        message, hint = "行政机关没有“申诉”", "删去，写复议机关和管辖法院"
    elif context.kind == PUBLIC_INSTITUTION:
        foreign = ("reconsideration", "court")
        message = "公共企事业单位没有行政复议、行政诉讼"
        hint = "删去，在“申诉机关”里写主管部门（《条例》第五十五条）"
        if is_absent(profile, "remedies", "appeal") and is_absent(profile, "parent"):
            yield Finding(
                profile, ("remedies",), "没有写向哪里申诉", "在救济渠道里写申诉机关", part=Part.KEY
            )
    else:
        return
    for name in foreign:
        if profile.get("remedies", name):
            yield Finding(profile, ("remedies", name), message, hint, part=Part.KEY)


def _is_government(name: str, context: Context) -> bool:
    if may_be_led_from_above(context.name):
        return True
    organ = context.organs.get(name)
    unit = context.whole.units_by_name.get(name)
    kind = organ.get("kind") if organ is not None else None
    if unit is not None:
        return str(unit.profile.get("kind")) in GOVERNMENTS
    return name.endswith(_GOVERNMENT) or kind == _GOVERNMENT or context.is_lost(name)


# Not what is said of all else: 对不予公开以外的答复不服的.
_REFUSED = re.compile(
    "(?:不予公开|拒绝公开|不公开的(?:决定|答复))(?!(?:的?(?:决定|答复|情形|信息))?的?[之以]?外)"
)
_EITHER = re.compile(
    r"复议[^。；]{0,6}(?:，|,)?(?:或者?|也可以?|也有权)[^。；]{0,16}(?:诉讼|起诉)|(?:诉讼|起诉)[^。；]{0,4}(?:或者?)[^。；]{0,16}复议"
)
_LAWSUIT_ALONE = re.compile(r"不服[^。；]{0,30}?(?:提起(?:行政)?诉讼|起诉)")
_NOT_TO_COURT = re.compile("不[能得可]|复议")
_FIRST = re.compile("先(?:行|依法)?(?:申请|提起|经过)?(?:行政)?复议|复议前置|对(?:行政)?复议决定")


@rule("G625", "reconsideration-not-first", Severity.ERROR, each="unit")
def reconsideration_not_first(record: Record, context: Context) -> Iterator[Finding]:
    """不予公开的，没有写先复议后诉讼

    为什么: 申请公开政府信息，行政机关不予公开的，应当先申请行政复议，对复议决定不服再起诉，行政机关作出答复时要告知（《行政复议法》第二十三条，2024年起）。写成可以复议或者起诉，申请人会被法院驳回。

    不好: 对不予公开的决定不服的，可以依法申请行政复议或者提起行政诉讼。

    好: 对不予公开不服的，应当先申请行政复议，对行政复议决定不服的，再提起行政诉讼。
    """
    if not context.is_bound:
        return
    hint = "写成先申请行政复议，对复议决定不服再起诉；或者删去，这一条已经编入指南"
    for subject, path, sentence in _sentences(context, _REFUSED):
        match = _EITHER.search(sentence[0])
        if match is None and not _NOT_TO_COURT.search(sentence[0]):
            match = _LAWSUIT_ALONE.search(sentence[0])
        if match is not None and not _FIRST.search(sentence[0]):
            message = f"不予公开的应当先复议，写成了“{shorten(match[0], 24)}”"
            yield Finding(subject, path, message, hint, chars=_within(sentence, match))
