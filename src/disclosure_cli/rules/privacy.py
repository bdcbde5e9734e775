"""C504 to C506: numbers of persons, in every text of the workspace: records, internal fields, comments, lost records,
and the templates of pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.files import Said, Sheet
from disclosure_cli.grammar import personal_numbers
from disclosure_cli.grammar.personal_numbers import CLUE, Stretch
from disclosure_cli.model import Diagnostic, Location, Path, Record, Severity
from disclosure_cli.publishing.masking import mask
from disclosure_cli.rules.rule import Finding, rule


class Numbers(NamedTuple):
    """A kind of numbers of persons: what to say of one, what to do about it, and how it is found in a text beside
    the words that stand beside it in its record.
    """

    what: str
    hint: str
    search: Callable[[str, str], tuple[Stretch, ...]]

    def message(self, number: str) -> str:
        """Say that there is such a number, without showing it."""
        return f"{self.what}：{mask(number)}"


def _find(context: Context, numbers: Numbers) -> Iterator[Finding]:
    for sheet, texts in context.concordance.texts(CLUE).items():
        yield from _find_in(sheet, texts, numbers, context)


def _find_in(
    sheet: Sheet, texts: Iterable[Said], numbers: Numbers, context: Context
) -> Iterator[Finding]:
    found = [
        Finding(record, path, numbers.message(number), numbers.hint, chars=(start, end))
        for record, path, text in texts
        for start, end, number in numbers.search(text, _beside(record, path))
        if not _is_index(number, context)
    ]
    yield from found

    def search_line(line: str) -> Iterator[tuple[int, int]]:
        found = numbers.search(line, "")
        return (stretch[:2] for stretch in found if not _is_index(stretch.number, context))

    known = [finding.location for finding in found]
    for span, text in sheet.outside(known, CLUE, search_line):
        yield Finding(sheet.stand_in, (), numbers.message(text), numbers.hint, span=span)


def _is_index(number: str, context: Context) -> bool:
    """Tell whether a number is an index number of a scheme whose numbers look like it."""
    return number in context.index_numbers and context.index_scheme.read(number) is not None


def _beside(record: Record, path: Path) -> str:
    """Return what stands beside a cell in the row that a record was imported from."""
    if len(path) < 3 or path[-3:-2] != ("cells",):
        return ""
    cells = record.get(*path[:-2], default=())
    return (
        "；".join(
            f"{cell.get('column', '')}：{cell.get('text', '')}"
            for index, cell in enumerate(cells)
            if isinstance(cell, dict) and index != path[-2]
        )
        + f"；{record.get(*path[:-1], 'column', default='')}："
    )


@rule("C504", "resident-id", Severity.ERROR, each="catalog")
def resident_id(record: Record, context: Context) -> Iterator[Finding]:
    """有居民身份证号码

    为什么: 身份证号码能直接识别个人，公开出去无法收回（《个人信息保护法》第二十八条、第三十四条，《条例》第十五条）。工作区的文件会进版本库、传给别人，所以内部备注、注释、模板里也不能有。按位数、出生日期、地区和校验码识别，中间夹着空格、横线、换行也认得，15位的旧号码、港澳台居民居住证和外国人永久居留身份证的号码也认得；报告里只露出头尾。

    不好: 名单附件的名称、内部备注里写着救助对象的身份证号码。

    好: 删去号码；确需区分同名的人，写所在村组，或者只留末四位。
    """
    yield from _find(context, _RESIDENT_IDS)


_RESIDENT_IDS = Numbers(
    "有居民身份证号码",
    "删去号码；已经提交到版本库的，报告保密审查人，并清除历史版本",
    personal_numbers.resident_ids,
)


@rule("C505", "bank-card", Severity.ERROR, each="catalog")
def bank_card(record: Record, context: Context) -> Iterator[Finding]:
    """有银行卡号

    为什么: 金融账户是敏感个人信息（《个人信息保护法》第二十八条），发放补贴的名单里带着卡号公布，是检查中最常见的泄露。按位数、卡号段和校验位识别；单位的对公账户不在此列。

    不好: 补贴发放名单里写着农户的银行卡号。

    好: 删去卡号；确需核对的，只留末四位。
    """
    yield from _find(context, _CARDS)


_CARDS = Numbers(
    "有银行卡号",
    "删去卡号，确需核对的只留末四位；已经提交到版本库的，报告保密审查人，并清除历史版本",
    personal_numbers.bank_cards,
)


_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏"
    "吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万"
    "覃武钱戴严莫孔向汤康易乔赖文洪樊兰殷施葛倪游岳柴翟柯涂詹舒齐梅庄辛俞左耿祁宁纪焦温毕芦翁聂冉骆"
    "符鲁柳邢古谷靳凌牛尚项喻阮卜屈裴申鲍霍裘缪解储费麦迟桑冷占佘闵桂甘黎敖阳隋戚苗粟逯"
)
_LONG_SURNAMES = "欧阳|上官|司马|诸葛|司徒|东方|独孤|南宫|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木"
_HAN = "\u4e00-\u9fff"
# What ends like an office, a post or a place, or speaks of a telephone, is no given name.
_OFFICE = "员办局股科所站部队处院校厂店司会组镇乡村区县市街路号厅台岗点口室长人线机箱址间家业社委厅热话询务"
_NAME = rf"(?:(?:{_LONG_SURNAMES})[{_HAN}]|[{_SURNAMES}][{_HAN}]?)(?![{_OFFICE}])[{_HAN}]"
# Words, places and offices of two characters that begin like a name, and posts that answer behind 联系人.
_NO_NAME = (
    "方案|方式|方面|方便|白天|白班|夏季|高峰|任务|任课|文化|文旅|文明|文物|史志|金融"
    "|金额|石油|石料|马上|于是|易地|康复|温馨|古树|关于|费用|游客|项目|周末|周一|周二"
    "|周三|周四|周五|周六|周日|江西|江苏|武宁|宁都|石城|龙南|万载|于都|金溪|黎川|石坳"
    "|黄沙|值班|夜班|轮班|前台|客服|综合|本人|群众|全体|咨询|时间"
    # Illnesses, and what is spoken of to pupils and their parents.
    "|高血[压脂糖]|白血病|白内障|白化病|马凡.?|石膏|高热|高烧|高危|高考|高中生?|高[一二三]|高龄|高职|康养|毕业.?|顾问|安排"
)
_LABELS = (
    "联系人|联系|姓名|户主|户名|负责人|申请人|法定代表人|经办人|责任人|当事人|村民|居民|业主|监护人|代理人|"
    "护林员|网格员|河长|组长|站长|主任|书记|科长|股长|局长|镇长|院长|所长|"
    "患者|病人|病患|伤者|伤员|孕妇|产妇|学生|新生|考生|学员|幼儿|儿童|孤儿|家长|父亲|母亲|配偶|家属|监护对象|"
    "老人|老年人|残疾人|救助人|救助对象|受助人|受助者|保障对象|低保户|脱贫户|农户|职工|员工|"
    "投诉人|举报人|信访人|来访人|报案人|被害人|受害人|驾驶员"
)
_TITLES = "同志|先生|女士|老师|主任|书记|科长|股长|局长|镇长|乡长|院长|所长|站长|组长|经理|医生"
# A mobile number is often the second of several.
_JOINT = (
    r"(?:[\s，,、；;：:（(）)/|—－-]|联系电话|手机号码|手机号|手机|电话|联系方式|号码|本人|家里|是|为|的"
    r"|0[0-9]{2,3}-?[0-9]{7,8}|1[0-9]{10})*"
)
# Behind a label anybody is named, whatever the surname, also 买买提·艾力.
_ANYBODY = rf"(?:[{_HAN}]{{1,3}}(?![{_OFFICE}])[{_HAN}]|[{_HAN}]{{1,6}}[·•・][{_HAN}]{{1,6}})"
_COUNTRY = r"(?:[（(]?(?:\+|00)?86[)）]?[\s-]*|0)?"
# These are long and seldom needed: they are compiled when they are.
_BEFORE = rf"(?:^|[^{_HAN}]|{_LABELS})(?P<name>{_NAME})(?:{_TITLES})?{_JOINT}{_COUNTRY}$"
_LABELLED = rf"(?:{_LABELS})\s*[：:]\s*(?P<name>{_ANYBODY})(?:{_TITLES})?{_JOINT}{_COUNTRY}$"
_AFTER = rf"[\s，,、（(]*(?:(?:{_LABELS})[：:]?)?(?P<name>{_NAME})(?![{_HAN}])"
_NAMED = rf"(?:{_LABELS})[^；]*：(?P<name>{_ANYBODY})(?:；|$)"
# What was done for somebody, then who it is; the number may stand further on in the sentence. Fewer surnames than behind
# a label: those that begin no other word behind such a verb.
_DONE_FOR = "减免|救助|资助|补助|慰问|帮扶|走访|收治|抢救|救治|录取|表彰|奖励"
_PLAIN_SURNAMES = (
    "王李张刘陈杨赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧董潘袁蔡蒋余杜叶魏苏吕丁卢姚沈钟姜崔谭陆"
    "汪廖韦贾付傅邹熊秦侯尹薛闫阎雷黎陶贺龚邵覃戴"
)
_OBJECT = (
    rf"(?:{_DONE_FOR})(?:了|过)?(?P<name>[{_PLAIN_SURNAMES}](?!某)[{_HAN}]{{1,2}})[^。；;！!？?\n]*"
    rf"(?<!咨询)(?<!服务)(?<!值班)(?<!办公)(?<!监督)(?<!举报)(?<!投诉)(?<!联系)"
    rf"(?:手机|电话|联系方式|号码)(?:号码|号)?[是为：:\s]*{_COUNTRY}$"
)
# Words behind such a verb that begin like a name: places, bodies, and what something is given for.
_NO_OBJECT = (
    rf"(?:{_NO_NAME}|..?(?:[村镇乡县市区省州街路组社校局院所湾庄屯寨坪岭坝沟冲]|企业|公司|学校|医院)|.?家(?![{_HAN}])"
    "|何[人时种地]|许[多可]|余[额款]|周[围边期岁]|张[贴榜]|陈[旧列述]|曾[经任获]|付[款费]|林[业木农地权场]|杜绝|苏区)"
)
_NEAR = 40


@rule("C506", "mobile-beside-name", Severity.WARNING, each="catalog")
def mobile_beside_name(record: Record, context: Context) -> Iterator[Finding]:
    """姓名旁边有手机号码

    为什么: 手机号码和姓名写在一起就是个人信息，没有法定依据或者本人同意不公布（《个人信息保护法》第三十四条，《条例》第十五条）。办公联系用办公电话；信息公开工作机构公布的是办公电话，不是某个人的手机。

    不好: 联系人张三，手机（11位号码）

    好: 联系人: 办公室值班人员，联系电话写办公室的固定电话。
    """
    yield from _find(context, _MOBILES)


def _mobiles_beside_names(text: str, beside: str) -> tuple[Stretch, ...]:
    return tuple(
        stretch
        for stretch in personal_numbers.mobiles(text)
        if any(_is_name(found) for found in _beside_mobile(text, stretch, beside))
        or _is_of_somebody(text[max(0, stretch.start - _NEAR) : stretch.start])
    )


def _is_of_somebody(before: str) -> bool:
    """Tell whether what stands before a number says whom something was done for, and that it is theirs."""
    found = re.search(_OBJECT, before)
    return found is not None and re.match(_NO_OBJECT, found["name"]) is None


def _beside_mobile(text: str, stretch: Stretch, beside: str) -> Iterator[re.Match[str] | None]:
    before = text[max(0, stretch.start - _NEAR) : stretch.start]
    yield re.search(_BEFORE, before)
    yield re.search(_LABELLED, before)
    yield re.match(_AFTER, text[stretch.end : stretch.end + _NEAR])
    yield re.search(_NAMED, beside)


def _is_name(found: re.Match[str] | None) -> bool:
    return found is not None and re.fullmatch(_NO_NAME, found["name"]) is None


_MOBILES = Numbers(
    "姓名旁边有手机号码",
    "删去手机号码，改写办公电话；名单里确需区分的，只留末四位",
    _mobiles_beside_names,
)
_KINDS = (
    (resident_id.definition, _RESIDENT_IDS),
    (bank_card.definition, _CARDS),
    (mobile_beside_name.definition, _MOBILES),
)


def check_file(file: str, text: str) -> Iterator[Diagnostic]:
    """Yield the numbers of persons in a file that holds no records, such as a template of pages."""
    for code, numbers in _KINDS if CLUE.search(f"\n{text}") else ():
        for start, end, number in numbers.search(text, ""):
            where = _location(file, text, start, end)
            yield code.found(numbers.message(number), numbers.hint, where)


def _location(file: str, text: str, start: int, end: int) -> Location:
    """Return a stretch of a text as a place in its file."""
    (line, column), (end_line, end_column) = (
        (text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place))
        for place in (start, end)
    )
    return Location(file, line, column, end_line, end_column)
