"""T701 to T704, T710 and T711: the same thing has the same name, and the same code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.glossary import MISSPELT, RETIRED, SPELLING, Use
from disclosure_cli.grammar import folding
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.model import Record, Related, Severity
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten


def _findings(context: Context, kind: str, says: str) -> Iterator[Finding]:
    for use in context.variant_uses:
        # What was written before a word was retired keeps it.
        is_older = use.record.kind == "entry" and str(use.record.get("created")) < use.term.since
        if use.term.kind == kind and not is_older:
            yield _finding(use, says)


def _finding(use: Use, says: str) -> Finding:
    hint = f"写成“{use.term.preferred}”"
    if use.term.reason:
        hint += f"：{use.term.reason}"
    return Finding(
        use.record,
        use.path,
        f"“{use.variant}”{says}",
        hint,
        chars=use.chars,
        correction=use.term.preferred if use.term.is_automatic else None,
    )


@rule("T701", "term-variant", Severity.WARNING, each="unit")
def term_variant(record: Record, context: Context) -> Iterator[Finding]:
    """没有用统一的术语

    为什么: 同类信息采用相同的术语，才能跨单位检索、汇总。统一的写法登记在 _vocab/terms.yaml，本单位可以另外增加；书名号里的旧文件名称、登记在册的机关名称照原样。

    不好: 公开对象: [社会公众]

    好: 公开对象: [全社会]
    """
    yield from _findings(context, SPELLING, "不是统一的写法")


@rule("T702", "retired-term", Severity.WARNING, each="unit")
def retired_term(record: Record, context: Context) -> Iterator[Finding]:
    """用了已经停用的说法

    为什么: 法律修订、机构改革以后，旧的说法与现行制度不符，例如《条例》2019年修订后没有“免予公开”。停用日期以前形成的信息照原样。

    不好: 免予公开的事项

    好: 不予公开的事项
    """
    yield from _findings(context, RETIRED, "已经停用")


@rule("T703", "misspelt-term", Severity.WARNING, each="unit")
def misspelt_term(record: Record, context: Context) -> Iterator[Finding]:
    """写了错别字

    为什么: 错别字是网站检查的扣分项，也会让检索漏掉这条信息。

    不好: 其它应当公开的信息

    好: 其他应当公开的信息
    """
    yield from _findings(context, MISSPELT, "是错别字")


_DROPPED = " \t\u3000、，,；;：:·.。-－—–/／()（）〔〕[]【】“”\"'‘’《》和与及的"
_ANY_DROPPED = re.compile(f"[{re.escape(_DROPPED)}０-９Ａ-Ｚａ-ｚ]")
_WITHOUT_DROPPED = str.maketrans("", "", _DROPPED)


@lru_cache(maxsize=16384)
def _bare(title: str) -> str:
    """Return a title without what two spellings of the same one may differ in."""
    if _ANY_DROPPED.search(title) is None:
        return title
    return folding.with_half_width_forms(title).translate(_WITHOUT_DROPPED)


@rule("T704", "titles-differ", Severity.WARNING, each="catalog")
def titles_differ(record: Record, context: Context) -> Iterator[Finding]:
    """同一个事项有两种写法

    为什么: 同类信息采用相同的术语。同一分类下的同一个事项，各单位的名称一字不差，才能放在一起检索和比较；只差标点、空格、“和”“及”的，多半是同一个名称。

    不好: 一个单位写“机构设置和职能”，另一个单位写“机构设置及职能”。

    好: 都写“机构设置和职能”。
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for item in _current_items(context):
        key = code_of(item.data.get("class", "")), _bare(item.data["title"])
        groups.setdefault(key, []).append(item)
    for items in groups.values():
        if len({item.data["title"] for item in items}) > 1:
            yield from _differing(items, context)


def _current_items(context: Context) -> Iterator[Record]:
    """Yield the items of all units that are in the catalog and have a title."""
    for unit in context.catalog.units:
        for item in context.of_unit(unit).current_items:
            if isinstance(item.data.get("title"), str):
                yield item


def _differing(items: Iterable[Record], context: Context) -> Iterator[Finding]:
    """Yield the titles that are not spelled as most are; of two that are as frequent, the first one stands."""
    titles = Counter(str(item.data["title"]) for item in items)
    usual = titles.most_common(1)[0][0]
    first = next(item for item in items if item.data["title"] == usual)
    related = (Related(first.locate(("title",)), f"多数写作“{usual}”：{first.subject}"),)
    for item in items:
        title = str(item.data["title"])
        if title != usual:
            message = f"事项“{shorten(title)}”与别处的“{shorten(usual)}”写法不同"
            hint = f"是同一个事项的，统一写成“{usual}”；不同的事项，名称写得能够区分"
            yield Finding(item, ("title",), message, hint, related=related)


def _out_of_step(
    items: Sequence[Record], tell: Callable[[Record], str]
) -> Iterator[tuple[Record, Record]]:
    """Yield the items that tell something else than most do, each with the first of those.

    What a single unit tells in several ways does not mean one thing: “政策文件” stands in many classes.
    """
    if len(items) == 1 or len(ways := Counter(map(tell, items))) == 1:
        return
    told = {(item.unit, tell(item)) for item in items}
    if len(told) == len({unit for unit, _ in told}):
        usual = ways.most_common(1)[0][0]
        first = next(item for item in items if tell(item) == usual)
        yield from ((item, first) for item in items if tell(item) != usual)


def _code(item: Record) -> str:
    return code_of(item.data["class"])


@rule("T710", "classes-differ", Severity.WARNING, each="catalog")
def classes_differ(record: Record, context: Context) -> Iterator[Finding]:
    """同一个事项，各单位的分类不同

    为什么: 分类和编码都按同样的标准，同类信息用同一个代码，县里才能按领域汇编各单位的目录。名称相同的事项，几个单位归入不同的分类，多半有一家归错了。分属两个领域的、采用两个标准事项的，本来不是一回事，不比较。

    不好: 一个单位把“部门预算”归入0401 预算，另一个单位归入0405 专项资金。

    好: 都归入0401 预算；确实不是一回事的，名称写得能够区分。
    """
    groups: dict[str, list[Record]] = {}
    for item in _current_items(context):
        if "class" in item.data and context.is_in_use(_code(item)):
            groups.setdefault(_bare(item.data["title"]), []).append(item)
    for items in groups.values():
        for item, first in _out_of_step(items, _code):
            if not _are_two_matters(item, first, context):
                yield _coded_otherwise(item, first, context)


def _are_two_matters(item: Record, other: Record, context: Context) -> bool:
    """Tell whether two items of one name are of two fields, or adopt two items of the standard catalogs."""
    fields = {context.field_of(_code(item)), context.field_of(_code(other))}
    standards = {str(one.data.get("standard", "")) for one in (item, other)}
    return any(len(names) == 2 and "" not in names for names in (fields, standards))


def _coded_otherwise(item: Record, first: Record, context: Context) -> Finding:
    name = context.class_name(_code(first))
    message = (
        f"“{shorten(item.data['title'])}”归入{context.class_name(_code(item))}，别处归入{name}"
    )
    hint = "是同一个事项的，归入同一个分类（编号不变）；不是一回事的，名称写得能够区分"
    related = (Related(first.locate(("class",)), f"别处归入{name}：{first.subject}"),)
    return Finding(item, ("class",), message, hint, related=related)


@rule("T711", "standard-named-differently", Severity.WARNING, each="catalog")
def standard_named_differently(record: Record, context: Context) -> Iterator[Finding]:
    """采用同一个标准事项，各单位的名称不同

    为什么: 国家和省里的标准目录给每个事项定了名称，采用同一个标准事项的单位，名称应当一字不差，汇编时才能并列。一个单位的几个事项采用同一个标准的，那是整份标准目录或者拆分的事项，不比较。

    不好: 采用标准都写“养老服务领域 第3项”，一个单位叫“养老机构备案”，另一个单位叫“养老院备案办理”。

    好: 都用标准目录里的名称“养老机构备案”。
    """
    groups: dict[str, list[Record]] = {}
    for item in _current_items(context):
        if isinstance(standard := item.data.get("standard"), str):
            groups.setdefault(_bare(standard), []).append(item)
    for items in groups.values():
        for item, first in _out_of_step(items, lambda item: str(item.data["title"])):
            yield _named_otherwise(item, first)


def _named_otherwise(item: Record, first: Record) -> Finding:
    title, usual = shorten(item.data["title"]), shorten(first.data["title"])
    message = f"采用标准“{item.data['standard']}”，叫“{title}”，别处叫“{usual}”"
    hint = "统一用标准目录里的名称；采用标准写错的，改正采用标准"
    related = (Related(first.locate(("title",)), f"别处叫“{usual}”：{first.subject}"),)
    return Finding(item, ("title",), message, hint, related=related)
