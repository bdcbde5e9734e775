"""C501 to C503 and C507: state secrets and internal documents, in every text of the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.files import Said, Sheet
from disclosure_cli.facts.records import is_withheld, item_of
from disclosure_cli.model import Path, Record, Severity, texts_of
from disclosure_cli.publishing.deciding import PARTIAL, unsettled_of_batch
from disclosure_cli.publishing.redacting import is_made_here, redactions_of, unsettled
from disclosure_cli.rules.rule import Finding, rule

# Marks are often set with a space between the two characters.
_LEVEL = r"(?:绝[ \u3000]?密|机[ \u3000]?密|秘[ \u3000]?密)"
# 国家秘密, 商业秘密, 工作秘密, 技术秘密, 内部秘密: the notion, not the mark.
_NOTION = "(?<![家业作术部事人])"
_PERIOD = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ \u3000]?(?:年|个月)|长期|启用前|公布前)"
_HAN = "\u4e00-\u9fff"
_STARS = "★☆✩✭⭐*＊"
_STAR = (
    rf"{_NOTION}{_LEVEL}级?[ \u3000]*[{_STARS}](?:[ \u3000]*{_PERIOD})?"
    rf"|(?<![{_HAN}])★[ \u3000]*{_PERIOD}(?![{_HAN}])"
)
_OPENS, _CLOSES = r"【\[（(〔", r"】\]）)〕"
_MARK = (
    rf"{_STAR}"
    rf"|^[ \u3000]*{_LEVEL}级?[ \u3000]*$"
    rf"|^[ \u3000]*[{_OPENS}][ \u3000]*{_LEVEL}级?[ \u3000]*[{_CLOSES}]"
    rf"|[{_OPENS}][ \u3000]*{_LEVEL}级?[ \u3000]*[{_CLOSES}][ \u3000]*$"
    rf"|^[ \u3000]*{_LEVEL}级?[_—－-]"
    rf"|^{_LEVEL}级?文件[：:]"
    rf"|{_NOTION}{_LEVEL}级?[（(]{_PERIOD}[）)]"
    rf"|密[ \u3000]?级[ \u3000]*[：:][ \u3000]*{_LEVEL}级?+(?![、或和及至])"
    rf"|(?<![原定])密级[为是]{_LEVEL}级?+(?![、{_HAN}])"
)
_COMMENT = rf"(?<=#)[ \u3000]*{_LEVEL}级?[ \u3000]*$|{_STAR}"
# What every text has that a mark stands in. The names of laws have the notion.
_MARK_CLUE = re.compile(
    rf"[密★](?:(?<={_NOTION}[绝机秘]密)|(?<={_NOTION}[绝机秘][ \u3000]密)|(?<=★))"
)
_DECLASSIFICATION = "declassification"


@rule("C501", "classification-mark", Severity.ERROR, each="catalog")
def classification_mark(record: Record, context: Context) -> Iterator[Finding]:
    """有国家秘密标志

    为什么: 标着“绝密”“机密”“秘密”和保密期限的是涉密文件，不得进入互联网和公开的目录（《保守国家秘密法》第二十二条、第三十五条，《条例》第十四条）。名称、附件名、内部备注、注释里都不能有。“国家秘密”“商业秘密”“保密审查”等词语本身不是标志。

    不好: 附件名称: 机密★5年 示例方案.pdf

    好: 涉密文件不登记；已经解密的，登记解密后的名称，并在保密审查里写解密说明。
    """
    hint = "涉密文件立即移出工作区，报告保密审查人；已经解密的，删去标志，在保密审查里写解密说明"
    for sheet, texts in context.concordance.texts(_MARK_CLUE).items():
        yield from _marks(sheet, texts, hint)


def _marks(sheet: Sheet, texts: Iterable[Said], hint: str) -> Iterator[Finding]:
    found = [
        Finding(record, path, f"有国家秘密标志“{match[0].strip()}”", hint, chars=_trimmed(match))
        for record, path, text in texts
        if path[-1] != _DECLASSIFICATION
        for match in re.finditer(_MARK, text, re.MULTILINE)
    ]
    yield from found

    def search_line(line: str) -> Iterator[tuple[int, int]]:
        is_note = line.lstrip(" -").startswith(("解密说明", _DECLASSIFICATION))
        return (_trimmed(match) for match in (() if is_note else re.finditer(_COMMENT, line)))

    known = [finding.location for finding in found]
    for span, text in sheet.outside(known, _MARK_CLUE, search_line):
        yield Finding(sheet.stand_in, (), f"有国家秘密标志“{text}”", hint, span=span)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Return where a match stands without the spaces around it."""
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip(" \u3000"))
    return start, match.end() - (len(text) - len(text.rstrip(" \u3000")))


# Words that a document carries on itself. They stand for themselves wherever they are.
_INTERNAL_MARKS = (
    r"内部(?:资料|文件|材料)[，,、：:；;（( \u3000]*(?:请|注意|妥善)*(?:保存|保管|不得|严禁|切勿)"
    r"|[【\[（(]内部(?:资料|文件|材料|使用|传阅|参考)[】\]）)]|^内部(?:资料|文件|明电|参考)$"
    r"|内[ \u3000]部[ \u3000](?:资[ \u3000]料|文[ \u3000]件)"
    r"|内部明电(?!管理)|注意保存(?!好|原|凭证|票据)|仅供内部|仅限内部|供(?:各级)?领导(?:同志)?参阅|密码电报"
    r"|(?:不得|严禁|禁止|不要|请勿|切勿)外传"
    r"|(?<![紧精严秘机保加])密电(?![子话气力网路缆池机器阻])"
    rf"|[此本](?:件|文)(?:不予?|不宜|免予)公开|公开(?:属性|方式|形式|类别|选项)[：:]\s*(?:不予?|免予)公开(?![{_HAN}])"
    rf"|信息公开[：:]\s*不予?公开(?![{_HAN}])|是否公开[：:]\s*否(?![{_HAN}])"
    r"|(?<!答复书)(?<!告知书)[【\[（(]不予公开[】\]）)]"
)
# Words that name a kind of document. In the title, summary or attachments of what is published they say that this
# is one; listed beside their like, or as a subject of management, they do not.
_INTERNAL_KIND = (
    r"内部(?:资料|文件|明电)(?!性|管理|的?清理|印发|制度)"
    r"|工作秘密(?![^，。；]{0,6}管理|保护|保密|事项|范围|制度|[、和与及])(?<!、工作秘密)(?<!和工作秘密)"
    r"|(?<!、)过程稿(?![、等])"
    r"|(?:征求|征集)意见稿|讨论稿|送审稿"
    r"|[【\[（(](?:内部|不公开|不对外公开)[】\]）)]$"
    r"|的请示(?!的|报告的|事项|及|件|》的?批复|”的?批复)(?=.)"
)
# What every text has that holds one of these words.
_INTERNAL_CLUE = re.compile(
    r"[密稿传存部件文予式性别项开示阅（(【\[]"
    r"(?:(?<=密)[电码]|(?<=工作秘密)|(?<=[程见论审]稿)|(?<=外传)|(?<=注意保存)|(?<=内部)[资文材明使传参]"
    r"|(?<=仅[供限]内部)|(?<=内[ \u3000]部)[ \u3000]|(?<=参阅)|(?<=[此本][件文])[不免]|(?<=[（(【\[]不予)公开"
    r"|(?<=[（(【\[])(?:内部|不公开|不对外公开)[】\]）)]"
    r"|(?<=公开[方形属类选][式性别项])[：:](?:[^\S\n]*[不免]|(?=[^\S\n]*(?:\n|\Z)))"
    r"|(?:(?<=是否公开)|(?<=信息公开))[：:][^\S\n]*[不否]|(?<=的请示))"
)
_CONSULTATION = r"征[求集].{0,20}意见|意见征[求集]|意见建议|草案|公示|听证|公众参与|决策.{0,4}草案|采纳情况|反馈|预公开"
_DRAFTS = re.compile("(?:征求|征集)意见稿|讨论稿|送审稿")
_OWN_WORDS = frozenset(
    ("review", "item_review", "exemption", "confirmed", "consent", "plan", "mode", "imported")
)


@rule("C502", "internal-document", Severity.WARNING, each="catalog")
def internal_document(record: Record, context: Context) -> Iterator[Finding]:
    """像是内部文件

    为什么: 标着“内部资料”“不得外传”“此件不公开”的文件，或者过程稿、征求意见稿、请示，一般属于内部事务信息和过程性信息（《条例》第十六条），工作秘密也不得公开。依法公开征求意见的草案不在此列。

    不好: 信息名称: 关于示例事项的请示（内部资料，注意保存）

    好: 公开正式印发的文件；确实不公开的，公开方式写“不予公开”并写明理由。
    """
    for sheet, records in context.concordance.find(_INTERNAL_CLUE).items():
        unit = context.catalog.unit(sheet.unit)
        if unit is not None:
            for subject in records:
                yield from _internal_words(subject, context.of_unit(unit))


def _internal_words(record: Record, context: Context) -> Iterator[Finding]:
    if is_withheld(record, context):
        return
    hint = "核对这件信息能不能公开；不能公开的，公开方式写“不予公开”，写明依据和理由"
    for name, value in record.data.items():
        if name in _OWN_WORDS:
            continue
        for path, text in texts_of(value, (name,)):
            if _INTERNAL_CLUE.search(text) is None:
                continue
            found = [match.span() for match in re.finditer(_INTERNAL_MARKS, text, re.MULTILINE)]
            if record.kind == "entry" and name in {"title", "summary", "attachments"}:
                found += [
                    match.span()
                    for match in re.finditer(_INTERNAL_KIND, text)
                    if not any(start <= match.start() < end for start, end in found)
                    and not (_DRAFTS.match(match[0]) and _is_consultation(record, context))
                ]
            for start, end in found:
                message = f"“{text[start:end]}”是内部文件的用语"
                yield Finding(record, path, message, hint, chars=(start, end))


def _is_consultation(entry: Record, context: Context) -> bool:
    """Tell whether an entry publishes a draft to hear what the public says about it."""
    item = item_of(entry, context)
    texts = [str(entry.get(name, default="")) for name in ("title", "summary")]
    if item is not None:
        texts += [str(item.get(name, default="")) for name in ("title", "class")]
    return any(re.search(_CONSULTATION, _DRAFTS.sub("", text)) for text in texts)


_STATE_SECRETS = "14-1"
_WAS_SECRET = (
    r"(?:保密期限|密级)[^，。；]{0,8}(?:届满|已满|期满|到期|已过)|已(?:经)?(?:依法)?(?:自行|自动)?(?:解密|降密)(?!档案)"
    rf"|原(?:为|定|标)?(?:密级|{_LEVEL}级?+(?!的?(?:管理|规定|制度)))|[（(【]解密(?:件|文件)?[）)】]"
)
_WAS_SECRET_CLUE = re.compile(
    r"密(?:(?<=[解降绝机秘]密)|(?<=[绝机秘][ \u3000]密)|(?<=保密)期限|级)"
)
_GROUND = re.compile(re.escape(_STATE_SECRETS))
# What is said to be one; not the law, nor that it is none, nor what has to do with secrets.
_SECRET = (
    rf"(?:{_LEVEL}级?的?)?(?:国家秘密|涉密(?:文件|信息|资料|材料))(?!载体|法|管理|保护|以外|之外)"
)
_IS_SECRET = (
    rf"(?<![不未没有否非])(?:属于?|涉及|系|是|为|含有?){_SECRET}|(?:^|(?<=[，。；])){_SECRET}"
    rf"|{_LEVEL}级国家秘密(?!载体|管理)"
)
_SECRET_CLUE = re.compile(r"14-1|国家秘密|涉密[文信资材]")
_OPENED = ("公开", PARTIAL)
_WHERE_SAID = ("title", "summary", "notes", "remarks", "attachments", "keywords")


@rule("C503", "declassification-unexplained", Severity.ERROR, each="catalog")
def declassification_unexplained(record: Record, context: Context) -> Iterator[Finding]:
    """原来是国家秘密的信息，没有解密说明就公开

    为什么: 保密期限届满自行解密，但公开以前仍要逐件审查，并且要说得出何时、由谁、依据什么解密（《保守国家秘密法》第二十四条、第三十五条）。

    不好: 内部备注: 原为秘密，保密期限已满；保密审查里没有解密说明

    好: 保密审查的解密说明: 2009年定为秘密，期限10年，2019年期满自行解密，已核对原定密机关的解密通知
    """
    for unit in context.catalog.units:
        view = context.of_unit(unit)
        for subject in view.records_with(_WAS_SECRET_CLUE, _GROUND):
            yield from _once_secret(subject, view)


def _once_secret(record: Record, context: Context) -> Iterator[Finding]:
    if record.kind not in {"item", "entry"} or record.get("review", _DECLASSIFICATION):
        return
    if is_withheld(record, context):
        return
    hint = (
        "在保密审查的“解密说明”里写明原密级、期限、解密日期和依据；说不清的不公开，送有权机关确定"
    )
    if (
        record.get("review", "ground") == _STATE_SECRETS
        and record.get("review", "conclusion") in _OPENED
    ):
        message = "审查依据是国家秘密，结论是公开，没有解密说明"
        yield Finding(record, ("review", "ground"), message, hint)
        return
    for name in _WHERE_SAID:
        for path, text in texts_of(record.data.get(name), (name,)):
            if found := re.search(_WAS_SECRET, text):
                message = f"“{found[0]}”，没有解密说明"
                yield Finding(record, path, message, hint, chars=found.span())


@rule("C507", "state-secret-entered", Severity.ERROR, each="catalog")
def state_secret_entered(record: Record, context: Context) -> Iterator[Finding]:
    """登记了国家秘密

    为什么: 工作区不是涉密信息系统，国家秘密连名称、理由都不得录入，要按保密规定另外登记（《条例》第十四条，《保守国家秘密法》第三十五条）。

    不好: 不予公开理由的依据: 14-1

    好: 删去这条记录，在涉密载体台账里登记；其他不予公开的信息写14-2至16-3的依据。
    """
    hint = "从工作区和版本库里彻底删去这条记录，在线下按保密规定登记；写错依据、理由的，改正过来"
    for sheet, records in context.concordance.find(_SECRET_CLUE).items():
        if sheet.unit:
            for subject in records:
                for path in _secret_grounds(subject):
                    message = "依据是国家秘密（14-1），国家秘密不得录入"
                    yield Finding(subject, path, message, hint)
                if found := _secret_reason(subject):
                    message = f"理由说“{found[0]}”，国家秘密不得录入"
                    yield Finding(
                        subject, ("exemption", "reason"), message, hint, chars=found.span()
                    )


def _secret_reason(record: Record) -> re.Match[str] | None:
    """Return where the reason for withholding says, under whatever ground, that it is a state secret."""
    reason, ground = (record.get("exemption", name) for name in ("reason", "ground"))
    if not isinstance(reason, str) or ground == _STATE_SECRETS:
        return None
    return re.search(_IS_SECRET, reason)


@rule("C508", "redaction-without-target", Severity.WARNING, each="unit")
def redaction_without_target(record: Record, context: Context) -> Iterator[Finding]:
    """区分处理写的字段、文字，记录里没有

    为什么: 区分处理要处理得到（《条例》第三十七条）：写了“所在字段”“处理文字”的，公布时由程序遮盖；字段名称写错、文字对不上，就什么也没有遮盖，这条记录因此不会公布。处理文字中间的空格、换行不论；在网址里的（包括写成“%E7…”的）遮盖不了。对全部事项集中审查的，至少有一个事项要有所写的字段、文字，没有写的要写“已处理: 是”，不然全部事项都不会公布。

    不好: 所在字段: 内容概要，处理文字: 某某村，记录的内容概述里没有“某某村”

    好: 所在字段: 内容概述，处理文字: 照录内容概述里要遮盖的那几个字；已经从记录里删去的，写“已处理: 是”。
    """
    unit = context.unit
    assert unit is not None
    hint = "核对字段的名称和要处理的文字；已经处理好的写“已处理: 是”"
    for number, message in unsettled_of_batch(unit):
        path = _where_named(unit.profile, ("item_review", "redactions", number))
        yield Finding(unit.profile, path, message, hint)
    for subject in (*unit.items, *unit.entries):
        if "review" not in subject.data:
            continue
        redactions = redactions_of(subject.data["review"])
        for number, message in unsettled(redactions, subject):
            # One that nobody has done yet, and that names nothing to be done here, is on the work list.
            if is_made_here(redactions[number]):
                path = _where_named(subject, ("review", "redactions", number))
                yield Finding(subject, path, message, hint)


def _where_named(record: Record, path: Path) -> Path:
    """Return where a redaction says what it takes out."""
    said = (name for name in ("text", "field", "content") if record.get(*path, name) is not None)
    return (*path, next(said, "content"))


def _secret_grounds(record: Record) -> Iterator[Path]:
    for block in ("exemption", "review", "item_review"):
        path: Path = (block, "ground")
        # What was declassified and may be published is no secret any longer: C503 asks for the proof.
        declassified = block != "exemption" and record.get(block, "conclusion") in _OPENED
        if record.get(*path) == _STATE_SECRETS and not declassified:
            yield path
