"""L450, L455, and L473 to L479: the same document once, its number, normative documents and their validity, kinds of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_cli.duties import due_dates
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent, is_active, publisher_of
from disclosure_cli.grammar import document_number
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Record, Related, Severity
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_NONE = "无"


def _number(entry: Record) -> str | None:
    """Return the document number that an entry states, or None where it has none."""
    number = entry.data.get("doc_no")
    return number if isinstance(number, str) and number != _NONE else None


@rule("L450", "duplicate-entry", Severity.WARNING, each="unit")
def duplicate_entry(record: Record, context: Context) -> Iterator[Finding]:
    """同一条信息登记了两次

    为什么: 所属事项、名称、生成日期、文号都相同的两个条目，是复制后忘记修改，或者两个人各登记了一遍；一条信息只有一个索引号（政府信息公开目录系统实施指引），登记两次，统计也会多算。

    不好: 两个条目都是《2024年部门决算》，生成日期、文号也相同。

    好: 只留一个；确实是两份的，名称写得能够区分。
    """
    assert context.unit is not None
    first: dict[tuple[str, ...], Record] = {}
    for entry in context.unit.entries:
        key = _identity(entry)
        other = first.setdefault(key, entry) if key else entry
        if other is not entry:
            related = (Related(other.locate(("title",)), f"前一处：{other.subject}"),)
            message = f"同一事项下已经有同一天的信息“{shorten(key[1])}”"
            hint = "删去后一个，编过索引号的再用 disclose number --retired 注销；确实是两份的，名称写得能够区分"
            yield Finding(entry, ("title",), message, hint, related=related)


def _identity(entry: Record) -> tuple[str, ...]:
    """Return what tells an entry from any other but for its index number, or nothing where it lacks that."""
    item, title, created = (entry.data.get(name) for name in ("item", "title", "created"))
    if not (isinstance(item, str) and isinstance(title, str) and isinstance(created, str)):
        return ()
    return item, title.strip(), created, "".join((_number(entry) or "").split())


@rule("L473", "malformed-document-number", Severity.ERROR, each="entry")
def malformed_document_number(record: Record, context: Context) -> Iterator[Finding]:
    """文号的形式不对

    为什么: 发文字号是机关代字、年份、序号，年份用六角括号〔〕括入、写全四位，序号不编虚位、不加“第”（GB/T 9704）；令写“令第几号”，公告可以写“公告2024年第3号”。写法不对，按文号就查不到。

    不好: 文号: 示例发[2024]03号

    好: 文号: 示例发〔2024〕3号
    """
    number = _number(record)
    if number is None:
        return
    parsed = document_number.parse(number)
    if parsed is None:
        hint = "写成“代字〔年份〕序号号”“某某令第几号”或者“公告2024年第几号”；没有文号的写“无”"
        yield Finding(record, ("doc_no",), f"文号“{shorten(number)}”的形式不对", hint)
    elif parsed.variants:
        written = document_number.canonical(parsed)
        message = f"文号的写法不规范：{'；'.join(parsed.variants)}"
        yield Finding(record, ("doc_no",), message, f"写成“{written}”", correction=written)


@rule("L474", "document-year-mismatch", Severity.WARNING, each="entry")
def document_year_mismatch(record: Record, context: Context) -> Iterator[Finding]:
    """文号的年份与生成日期对不上

    为什么: 公文当年编号当年签发，最多年底编号、次年初签发。相差再多，文号或者生成日期就有一个错了。

    不好: 文号: 示例发〔2021〕5号，生成日期: 2024-03-01

    好: 文号: 示例发〔2024〕5号，生成日期: 2024-03-01
    """
    number = _number(record)
    created = day(record.data.get("created")) if number else None
    parsed = document_number.parse(number) if number and created else None
    if parsed is None or parsed.year is None or created is None:
        return
    if not created.year - 1 <= parsed.year <= created.year:
        message = f"文号是{parsed.year}年的，生成日期是{created.isoformat()}"
        yield Finding(record, ("doc_no",), message, "核对文号的年份和签发日期")


@rule("L475", "repeated-document-number", Severity.WARNING, each="unit")
def repeated_document_number(record: Record, context: Context) -> Iterator[Finding]:
    """两个名称不同的条目用了同一个文号

    为什么: 一个文号只编给一份公文，两份不同的公文同号，有一个是打错或者复制后忘了改。

    不好: 《收费目录的通知》和《值班安排的通知》都是示例发〔2024〕3号。

    好: 逐份核对原件的文号。
    """
    assert context.unit is not None
    first: dict[tuple[str, str], Record] = {}
    for entry in context.unit.entries:
        number = _number(entry)
        parsed = document_number.parse(number) if number else None
        title = str(entry.data.get("title", ""))
        if parsed is None or not title:
            continue
        key = (document_number.canonical(parsed), publisher_of(entry, context))
        other = first.setdefault(key, entry)
        known = str(other.data.get("title"))
        # A notice and what it prints, or a document and its annexes, share one number.
        if title not in known and known not in title and _core(title) != _core(known):
            related = (Related(other.locate(("doc_no",)), f"前一处：{other.subject}"),)
            message = f"文号“{key[0]}”已经用于《{shorten(known)}》"
            yield Finding(entry, ("doc_no",), message, "核对原件的文号", related=related)


_AROUND = re.compile(
    r"^.*?(?:关于)?(?:印发|公布|发布|转发)|的(?:通知|公告|决定)$|[《》〈〉“”（）()]|附件\d*[：:]?"
)


def _core(title: str) -> str:
    return _AROUND.sub("", title)


@rule("L476", "incomplete-normative-document", Severity.ERROR, each="entry")
def incomplete_normative_document(record: Record, context: Context) -> Iterator[Finding]:
    """规范性文件没有标明文号、公开日期或者有效性

    为什么: 规范性文件是《条例》第二十条第（一）项要求公开的，公众要知道它的文号、成文日期、发布日期，最要紧的是现在是否有效。

    不好: 规范性文件: 是，没有有效性

    好: 规范性文件: 是，文号: 示例政〔2024〕2号，有效性的状态: 有效
    """
    data = record.data
    if data.get("normative") is not True or ("index" not in data and "published" not in data):
        return
    lacking = []
    if _number(record) is None and (data.get("doc_no") == _NONE or is_absent(record, "doc_no")):
        lacking.append("文号")
    signed = record.get("review", "approver", "date") is not None
    if signed and is_active(record, context) and is_absent(record, "published"):
        lacking.append("公开日期")
    if is_absent(record, "validity", "state"):
        lacking.append("有效性")
    if lacking:
        message = f"规范性文件没有写{'、'.join(lacking)}"
        yield Finding(
            record, ("normative",), message, "补齐；不是规范性文件的，改为“规范性文件: 否”"
        )


@rule("L477", "validity-without-dates", Severity.ERROR, each="entry")
def validity_without_dates(record: Record, context: Context) -> Iterator[Finding]:
    """有效性的日期没有写或者先后颠倒

    为什么: 废止、失效的文件要写从哪一天起，公众才知道以前的事适用不适用它；截止日期不会早于生成、生效的日期。

    不好: 有效性的状态: 废止，没有截止日期

    好: 有效性的状态: 废止，截止日期: 2025-02-28
    """
    if "validity" not in record.data:
        return
    state, until = record.get("validity", "state"), record.get("validity", "until")
    if until is None:
        if state in due_dates.ENDED and is_absent(record, "validity", "until"):
            hint = f"在“截止日期”里写{state}的日期"
            yield Finding(record, ("validity", "state"), f"文件已经{state}，没有写日期", hint)
        return
    for name, what in (("effective", "生效日期"), ("created", "生成日期")):
        start = record.data.get(name)
        if isinstance(start, str) and str(until) < start and day(until) and day(start):
            message = f"截止日期{until}早于{what}{start}"
            yield Finding(record, ("validity", "until"), message, "核对两个日期")
            return


@rule("L478", "validity-expired", Severity.WARNING, each="entry")
def validity_expired(record: Record, context: Context) -> Iterator[Finding]:
    """有效期已经届满，还标着有效

    为什么: 有效期届满、没有继续执行决定的规范性文件自动失效，还标“有效”会误导公众照着办。

    不好: 有效性的状态: 有效，截止日期: 2023-12-31

    好: 有效性的状态: 失效，截止日期: 2023-12-31；决定延长的，写新的截止日期
    """
    until = due_dates.expiry(record) if "validity" in record.data else None
    if until is not None and until < context.as_of:
        state = record.get("validity", "state")
        message = f"有效期到{until.isoformat()}已经届满，有效性还是“{state}”"
        hint = "改为“失效”；决定继续执行的，写新的截止日期"
        yield Finding(record, ("validity", "state"), message, hint)


@rule("L455", "validity-contradicted", Severity.WARNING, each="unit")
def validity_contradicted(record: Record, context: Context) -> Iterator[Finding]:
    """有效性的状态与日期、替代它的信息矛盾

    为什么: 规范性文件的清单按状态分成现行有效和失效、废止两部分。标着废止、截止日期还没有到的，公众会以为现在就不用照办；标着有效、已经有新文件替代的，公众会照着旧文件办事。

    不好: 有效性的状态: 有效，替代它的信息: 000000000/2025-00009，新文件已经施行

    好: 有效性的状态: 废止，截止日期: 2025-02-28，替代它的信息: 000000000/2025-00009
    """
    assert context.unit is not None
    for entry in context.unit.entries:
        if "validity" not in entry.data:
            continue
        state, until = entry.get("validity", "state"), day(entry.get("validity", "until"))
        path = ("validity", "state")
        if state in due_dates.ENDED and until is not None and until > context.as_of:
            message = f"有效性是“{state}”，截止日期{until.isoformat()}还没有到"
            hint = "到那一天以前写“有效”，到期再改；日期写错的，改正日期"
            yield Finding(entry, path, message, hint)
        elif state == _IN_FORCE and (until is None or until < context.as_of):
            yield from _replaced(entry, context)


_IN_FORCE = "有效"


def _replaced(entry: Record, context: Context) -> Iterator[Finding]:
    """Find a document that is said to be in force while the one that replaces it is."""
    index = entry.get("validity", "replaced_by")
    if index is None or index == entry.data.get("index"):
        return
    entries = (other for unit in context.catalog.units for other in unit.entries)
    successor = next((other for other in entries if other.data.get("index") == index), None)
    if successor is None:
        return
    since = day(successor.data.get("effective") or successor.data.get("created"))
    if since is not None and since <= context.as_of:
        what = "施行" if "effective" in successor.data else "形成"
        message = f"有效性是“{_IN_FORCE}”，替代它的信息“{index}”{since.isoformat()}已经{what}"
        hint = "改为“废止”或者“失效”，写截止日期；新文件还没有施行的，在新文件里写生效日期；只替代一部分的，写“部分有效”"
        yield Finding(
            entry,
            ("validity", "state"),
            message,
            hint,
            related=(Related(successor.locate(("title",)), f"替代它的：{successor.subject}"),),
        )


_UPWARD = ("请示", "报告")
# 关于……情况的报告 is how a subordinate reports, unless its matter is one that is reported to everyone.
_REPORTED_UPWARD = re.compile(
    "关于(?!.*(?:年度|预算|决算|计划|审计|统计|法治政府|监测|检测|检查|调查|评估|评价))[^，。]*的报告$"
)
# Reports that are made to be read by everyone.
_PUBLIC_REPORT = re.compile(
    "年度报告|年报|工作报告|报告书|报告表|(?:预算|决算|执行情况|审计|统计|监测|检测|检验|检查|调查|评估|评价|鉴定|分析|绩效|进展|情况)[^，。]*报告"
)


@rule("L479", "upward-document", Severity.WARNING, each="entry")
def upward_document(record: Record, context: Context) -> Iterator[Finding]:
    """请示、报告主动公开

    为什么: 请示、报告是给上级的文，属于过程性信息，可以不予公开（《条例》第十六条第二款）；主动公开前要确认上级已经批复、内容可以公开。年度报告、工作报告等本来就向社会公布的不在此列。

    不好: 体裁分类: 请示，公开方式: 主动公开

    好: 公开上级的批复，或者公开方式: 不予公开，依据: 16-2
    """
    genre, title = record.data.get("genre"), str(record.data.get("title", ""))
    is_request = genre == _UPWARD[0] or title.endswith(_UPWARD[0])
    is_public = _PUBLIC_REPORT.search(title) and not _REPORTED_UPWARD.search(title)
    is_report = genre == _UPWARD[1] and not is_public
    if (is_request or is_report) and is_active(record, context):
        what = _UPWARD[0] if is_request else _UPWARD[1]
        path = ("genre",) if genre in _UPWARD else ("title",)
        hint = "公开上级的批复；确认可以公开的，接受这个问题"
        yield Finding(record, path, f"{what}是过程性信息，却主动公开", hint)
