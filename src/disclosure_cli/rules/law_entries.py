"""L456, L46x, and L470 to L472: entries are complete, in time, and the unit's own to publish (art. 10-12, 26)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_cli.duties.deadlines import due
from disclosure_cli.duties.working_days import working_days_between
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import (
    is_absent,
    is_active,
    is_own,
    missing,
    mode_of,
    publisher_of,
)
from disclosure_cli.grammar import document_number
from disclosure_cli.grammar.dates import day
from disclosure_cli.grammar.document_number import DocumentNumber, Kind
from disclosure_cli.model import Record, Severity
from disclosure_cli.places import Part
from disclosure_cli.publishing.deciding import ON_REQUEST, WITHHELD
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_ELEMENTS = ("index", "summary", "created")
_WITH_ELEMENTS = frozenset(_ELEMENTS)


def _is_draft(entry: Record) -> bool:
    return "index" not in entry.data and "published" not in entry.data


@rule("L460", "incomplete-entry", Severity.ERROR, each="entry")
def incomplete_entry(record: Record, context: Context) -> Iterator[Finding]:
    """信息条目缺少目录的法定要素

    为什么: 政府信息公开目录包括索引、名称、内容概述、生成日期（《条例》第十二条），缺一样就不成其为目录。还没有编索引号、没有公开的草稿不在此列。

    不好: 已经编了索引号的条目没有内容概述。

    好: 索引号、信息名称、内容概述、生成日期都写上。
    """
    if record.data.keys() >= _WITH_ELEMENTS or _is_draft(record):
        return
    if mode_of(record, context) == WITHHELD:
        return
    if lacking := missing(record, context, _ELEMENTS):
        hint = "补齐" if "index" in record.data else "补齐；索引号由 disclose number 来编"
        yield Finding(record, (), f"信息条目没有写{'、'.join(lacking)}", hint)


@rule("L461", "future-date", Severity.ERROR, each="entry")
def future_date(record: Record, context: Context) -> Iterator[Finding]:
    """日期在今天以后

    为什么: 信息还没有形成、没有公开，就不会有生成日期、公开日期；写在将来的日期不是打错，就是虚填，检查时按发布日期造假处理。

    不好: 2025年3月登记的条目，公开日期: 2025-11-03

    好: 公开日期: 2025-03-11
    """
    today = context.as_of.isoformat()
    for name in ("created", "changed", "published"):
        written = record.data.get(name)
        if isinstance(written, str) and written > today and day(written) is not None:
            message = f"{_label(name, context)}{written}还没有到（以{today}为准）"
            yield Finding(record, (name,), message, "核对年份和月份")


@rule("L462", "published-before-created", Severity.ERROR, each="entry")
def published_before_created(record: Record, context: Context) -> Iterator[Finding]:
    """公开日期早于生成日期

    为什么: 公开时限从信息形成之日起算（《条例》第二十六条），没有形成就公开是不可能的，两个日期至少错了一个。

    不好: 生成日期: 2025-01-20，公开日期: 2025-01-10

    好: 生成日期: 2025-01-10，公开日期: 2025-01-20
    """
    created = record.data.get("created")
    if not isinstance(created, str):
        return
    for name in ("published", "changed"):
        later = record.data.get(name)
        if isinstance(later, str) and later < created and day(later) and day(created):
            message = f"{_label(name, context)}{later}早于生成日期{created}"
            yield Finding(record, (name,), message, "核对两个日期，公文的生成日期是签发日期")


@rule("L463", "published-late", Severity.WARNING, each="entry")
def published_late(record: Record, context: Context) -> Iterator[Finding]:
    """公开得晚了

    为什么: 主动公开的信息自形成或者变更之日起20个工作日内公开，另有规定的从其规定（《条例》第二十六条）。晚了已经不能补救，登记下来供自查，不要改日期。事项写了公开时限的，按那个时限计算；写着“每年1月31日前”的，年度报告按名称里的年份，第二年到期（《条例》第四十九条）；工作日按国家公布的放假和调休安排计算。

    不好: 生成日期: 2025-01-06，公开日期: 2025-03-20

    好: 生成日期: 2025-01-06，公开日期: 2025-02-10
    """
    published, created = record.data.get("published"), record.data.get("created")
    if not isinstance(published, str) or not isinstance(created, str) or published < created:
        return
    deadline = due(record, context) if is_active(record, context) else None
    on = day(published)
    if deadline is None or on is None or not deadline.date < on <= context.as_of:
        return
    if record.get("review", "conclusion") == ON_REQUEST:
        return
    late = working_days_between(deadline.date, on)
    message = f"公开日期{published}比应当公开的{deadline.date.isoformat()}晚了{late}个工作日"
    if deadline.provisional:
        message += "（那一年的放假安排还没有公布，按法定节假日推算）"
    hint = "核对日期；确实晚了的，在自查中说明原因，以后按时公开"
    yield Finding(record, ("published",), message, hint)


_LONGEST_SUMMARY = 300


@rule("L464", "long-summary", Severity.WARNING, each="entry")
def long_summary(record: Record, context: Context) -> Iterator[Finding]:
    """内容概述太长

    为什么: 内容概述供人快速了解主要内容，一般不超过300字，正文超过5000字的不超过500字；太长多半是粘贴了正文。

    不好: 把通知全文贴进内容概述。

    好: 内容概述: 规定小型露天采石场的开采条件、安全距离和监督检查办法。
    """
    summary = record.data.get("summary")
    if isinstance(summary, str) and len(summary) > _LONGEST_SUMMARY:
        message = f"内容概述有{len(summary)}个字，一般不超过{_LONGEST_SUMMARY}个字"
        hint = "概括主要内容；正文超过5000字的，可以写到500字，并接受这个问题"
        yield Finding(record, ("summary",), message, hint)


_BETWEEN_KEYWORDS = re.compile("[、，,；;]")
_SHORTEST_KEYWORD = 2


@rule("L456", "joined-keywords", Severity.WARNING, each="entry")
def joined_keywords(record: Record, context: Context) -> Iterator[Finding]:
    """几个关键词写成了一个

    为什么: 方括号里的各项用英文逗号分开，用顿号、分号分不开：[医疗、收费、价格]是一个关键词，按“收费”筛选就找不到这条信息。

    不好: 关键词: [医疗、收费、价格]

    好: 关键词: [医疗, 收费, 价格]
    """
    keywords = record.data.get("keywords")
    for index, keyword in enumerate(keywords if isinstance(keywords, list) else ()):
        if not isinstance(keyword, str) or not _BETWEEN_KEYWORDS.search(keyword):
            continue
        parts = [part.strip() for part in _BETWEEN_KEYWORDS.split(keyword)]
        # 农、林、牧、渔业 is one word, and so is a theme or a title in its marks.
        is_one = any(len(part) < _SHORTEST_KEYWORD for part in parts) or "《" in keyword
        if not is_one and not _is_theme(keyword, context):
            message = f"“{shorten(keyword)}”是{len(parts)}个关键词，写成了一个"
            hint = f"分开写，一个词一项：[{', '.join(parts)}]"
            yield Finding(record, ("keywords", index), message, hint)


def _is_theme(text: str, context: Context) -> bool:
    return text in context.themes or any(text in below for below in context.themes.values())


_FILLER = re.compile(
    r"[《》〈〉“”\"'（）()，。、；：:,.\s]|本文件?|本通知|本公告|内容|全文|正文|主要|关于|有关|情况|如下|公布|公开|发布|印发|见附件|详见|的|为|是|了"
)
_FILLING = frozenset(
    "《》〈〉“”\"'（）()，。、；：:,. \n本文件通知公告内容全正主要关于有情况如下布开发印见附详的为是了"
)
_LEAST_CONTENT = 4


@rule("L465", "summary-repeats-title", Severity.WARNING, each="entry")
def summary_repeats_title(record: Record, context: Context) -> Iterator[Finding]:
    """内容概述只是重复名称

    为什么: 《条例》第十二条要求目录有名称，还要有内容概述。把名称抄一遍，公众仍然不知道文件说了什么。

    不好: 信息名称: 2024年部门决算，内容概述: 2024年部门决算。

    好: 信息名称: 2024年部门决算，内容概述: 公布收入、支出总体情况和“三公”经费支出，说明增减变化的原因。
    """
    summary, title = record.data.get("summary"), record.data.get("title")
    if not isinstance(summary, str) or not isinstance(title, str):
        return
    if len(title) < _LEAST_CONTENT or len({*summary}.difference(title, _FILLING)) >= _LEAST_CONTENT:
        return
    bare_title, bare = _FILLER.sub("", title), _FILLER.sub("", summary)
    if bare_title and bare_title in bare:
        rest = bare.replace(bare_title, "", 1)
    else:
        rest = bare if bare not in bare_title else ""
    if len(rest) < _LEAST_CONTENT and mode_of(record, context) != WITHHELD:
        hint = "写一两句主要内容：规定了什么，公布了什么，涉及谁"
        yield Finding(
            record, ("summary",), f"内容概述没有说出名称以外的内容：{shorten(summary)}", hint
        )


_LONGEST_TITLE = 200


@rule("L466", "malformed-title", Severity.WARNING, each="unit")
def malformed_title(record: Record, context: Context) -> Iterator[Finding]:
    """名称的形式不对

    为什么: 名称写正式标题，不加书名号、不换行、不超过200字；多出来的书名号和换行多半是从网页、表格里粘贴来的，会影响排序和检索。

    不好: 信息名称: 《示例县示例局关于公布收费目录的通知》

    好: 信息名称: 示例县示例局关于公布收费目录的通知
    """
    assert context.unit is not None
    for subject in (*context.unit.items, *context.unit.entries):
        title = subject.data.get("title")
        if not isinstance(title, str) or not title:
            continue
        if title[0] == "《" and title[-1] == "》" and title.count("《") == 1:
            message = "名称两头加了书名号"
            yield Finding(subject, ("title",), message, "去掉书名号", correction=title[1:-1])
        if "\n" in title:
            yield Finding(subject, ("title",), "名称里有换行", "写成一行")
        # Longer ones than the schema allows are found as S207.
        if _LONGEST_TITLE < len(title) <= _longest_in_schema(subject, context):
            message = f"名称有{len(title)}个字，超过{_LONGEST_TITLE}个字"
            yield Finding(subject, ("title",), message, "名称写正式标题，说明写进内容概述")


def _longest_in_schema(record: Record, context: Context) -> int:
    field = context.schemas[record.kind].field(("title",))
    return (field.maximum_length if field else None) or 10_000


@rule("L467", "source-unknown", Severity.ERROR, each="entry")
def source_unknown(record: Record, context: Context) -> Iterator[Finding]:
    """没有写信息来源

    为什么: 谁公开由来源决定：自己制作的由制作机关公开，从公民、法人、其他组织获取的由保存机关公开，从其他行政机关获取的由制作或者最初获取的机关公开，共同制作的由牵头机关公开（《条例》第十条）。

    不好: 已经公开的条目没有信息来源。

    好: 信息来源: 自制
    """
    if "source" in record.data or not context.is_bound or _is_draft(record):
        return
    if mode_of(record, context) != WITHHELD and is_absent(record, "source"):
        hint = "写：自制、从公民法人组织获取、从其他行政机关获取、共同制作（牵头）或者共同制作（非牵头）"
        yield Finding(record, (), "没有写信息来源", hint)


@rule("L468", "made-by-another", Severity.ERROR, each="entry")
def made_by_another(record: Record, context: Context) -> Iterator[Finding]:
    """把别的机关制作的信息当作自己的公开

    为什么: 从其他行政机关获取的政府信息，由制作或者最初获取该信息的行政机关负责公开（《条例》第十条第一款），本单位公开的，发布机构也要写制作机关。

    不好: 信息来源: 从其他行政机关获取，发布机构是本单位

    好: 信息来源: 从其他行政机关获取，发布机构: 修水县人民政府
    """
    if record.data.get("source") != "从其他行政机关获取" or not is_active(record, context):
        return
    if is_own(publisher_of(record, context), context):
        hint = "发布机构写制作机关的全称；不由本单位公开的，删去这个条目，只提供链接"
        message = "信息是其他行政机关制作的，发布机构却是本单位"
        yield Finding(record, ("source",), message, hint)


_JOINT = ("共同制作（牵头）", "共同制作（非牵头）")


@rule("L469", "lead-unclear", Severity.ERROR, each="entry")
def lead_unclear(record: Record, context: Context) -> Iterator[Finding]:
    """共同制作的信息，牵头机关没有写或者写错

    为什么: 两个以上行政机关共同制作的政府信息，由牵头制作的行政机关负责公开（《条例》第十条第二款），所以要写明谁牵头，而且与信息来源一致。

    不好: 信息来源: 共同制作（非牵头），没有牵头机关

    好: 信息来源: 共同制作（非牵头），牵头机关: 修水县人民政府
    """
    source = record.data.get("source")
    if source not in _JOINT:
        return
    lead = record.data.get("lead")
    if not lead:
        if is_absent(record, "lead"):
            hint = "写牵头机关的全称，本单位牵头的写本单位"
            yield Finding(record, ("source",), "共同制作的信息没有写牵头机关", hint)
    elif is_own(str(lead), context) != (source == _JOINT[0]):
        message = f"信息来源是“{source}”，牵头机关却是“{shorten(lead)}”"
        yield Finding(record, ("lead",), message, "改正其中一处")


@rule("L470", "not-the-lead", Severity.ERROR, each="entry")
def not_the_lead(record: Record, context: Context) -> Iterator[Finding]:
    """不是牵头机关，却以自己的名义公开

    为什么: 共同制作的政府信息由牵头制作的行政机关负责公开（《条例》第十条第二款），各家都以自己的名义公开，同一份文件就有几个版本。

    不好: 信息来源: 共同制作（非牵头），发布机构是本单位

    好: 信息来源: 共同制作（非牵头），发布机构: 修水县人民政府
    """
    if record.data.get("source") != _JOINT[1] or not is_active(record, context):
        return
    if is_own(publisher_of(record, context), context):
        hint = "发布机构写牵头机关；不由本单位公开的，删去这个条目，只提供链接"
        yield Finding(record, ("source",), "本单位不是牵头机关，发布机构却是本单位", hint)


@rule("L471", "unconfirmed", Severity.WARNING, each="entry")
def unconfirmed(record: Record, context: Context) -> Iterator[Finding]:
    """涉及其他机关的信息没有确认就公开

    为什么: 拟公开的信息涉及其他机关的，公开前要与有关机关协商、确认，保证准确一致；依法需要批准的，经批准才能公开（《条例》第十一条）。

    不好: 共同制作的信息没有协商确认；确认日期晚于公开日期。

    好: 协商确认的确认日期: 2025-01-12，公开日期: 2025-01-15
    """
    data = record.data
    if "confirmed" not in data and data.get("source") != _JOINT[0]:
        return
    published = data.get("published")
    if not isinstance(published, str):
        return
    confirmed = record.get("confirmed", "date")
    if confirmed is None:
        if is_absent(record, "confirmed", "date"):
            hint = "在“协商确认”里写明涉及的机关和确认日期"
            path = ("confirmed",) if "confirmed" in data else ("source",)
            part = Part.KEY if "confirmed" in data else Part.VALUE
            message = "信息涉及其他机关，没有写确认日期"
            yield Finding(record, path, message, hint, part=part)
    elif str(confirmed) > published and day(confirmed) and day(published):
        message = f"确认日期{confirmed}晚于公开日期{published}"
        yield Finding(record, ("confirmed", "date"), message, "先确认、后公开；核对日期")


_RULES_GENRE = ("规章", "政府规章", "地方政府规章", "部门规章")


@rule("L472", "rules-without-power", Severity.ERROR, each="entry")
def rules_without_power(record: Record, context: Context) -> Iterator[Finding]:
    """没有规章制定权的单位制定了“规章”

    为什么: 规章由国务院部门和省、设区的市、自治州的人民政府制定（《立法法》第九十一条、第九十三条），县级以下的政府和部门制定的是规范性文件。标成规章，年度报告的件数也跟着错。

    不好: 乡镇政府的条目，体裁分类: 规章

    好: 体裁分类: 办法，规范性文件: 是
    """
    data = record.data
    number = data.get("doc_no")
    if data.get("genre") not in _RULES_GENRE and not (isinstance(number, str) and "令" in number):
        return
    if data.get("source", "自制") not in ("自制", *_JOINT) or context.level in ("", "省级", "市级"):
        return
    if not is_own(publisher_of(record, context), context):
        return
    hint = "本单位制定的写规范性文件；执行上级规章的，发布机构写制定机关"
    if data.get("genre") in _RULES_GENRE:
        yield Finding(record, ("genre",), "本单位没有规章制定权，不能有自己制定的规章", hint)
    elif (parsed := document_number.parse(str(number))) and _is_own_order(parsed, context):
        message = f"“{shorten(number)}”是公布规章用的令号，本单位没有规章制定权"
        yield Finding(record, ("doc_no",), message, hint)


_ORGAN = re.compile("国务院$|^国$|主席$|[部委署院局会]$|人民政府$")


def _is_own_order(number: DocumentNumber, context: Context) -> bool:
    """Tell whether a number is that of an order which no other organ is named for: 国务院令第711号 is not the unit's."""
    is_other = _ORGAN.search(number.issuer) and number.issuer not in context.name
    return number.kind is Kind.ORDER and not is_other


def _label(name: str, context: Context) -> str:
    field = context.schemas["entry"].field((name,))
    return field.label if field else name
