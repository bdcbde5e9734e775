"""T701 to T704: the same thing has the same name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from disclosure_cli.grammar import folding
from disclosure_cli.model import Record, Related, Severity
from disclosure_cli.rules.facts import is_current
from disclosure_cli.rules.glossary import MISSPELT, RETIRED, SPELLING, Use
from disclosure_cli.rules.references import class_code
from disclosure_cli.rules.review import Review
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.structure import shorten


def _findings(review: Review, kind: str, says: str) -> Iterator[Finding]:
    for use in review.variant_uses:
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
def term_variant(record: Record, review: Review) -> Iterator[Finding]:
    """没有用统一的术语

    为什么: 同类信息采用相同的术语，才能跨单位检索、汇总。统一的写法登记在 _vocab/terms.yaml，本单位可以另外增加；书名号里的旧文件名称、登记在册的机关名称照原样。

    不好: 公开对象: [社会公众]

    好: 公开对象: [全社会]
    """
    yield from _findings(review, SPELLING, "不是统一的写法")


@rule("T702", "retired-term", Severity.WARNING, each="unit")
def retired_term(record: Record, review: Review) -> Iterator[Finding]:
    """用了已经停用的说法

    为什么: 法律修订、机构改革以后，旧的说法与现行制度不符，例如《条例》2019年修订后没有“免予公开”。停用日期以前形成的信息照原样。

    不好: 免予公开的事项

    好: 不予公开的事项
    """
    yield from _findings(review, RETIRED, "已经停用")


@rule("T703", "misspelt-term", Severity.WARNING, each="unit")
def misspelt_term(record: Record, review: Review) -> Iterator[Finding]:
    """写了错别字

    为什么: 错别字是网站检查的扣分项，也会让检索漏掉这条信息。

    不好: 其它应当公开的信息

    好: 其他应当公开的信息
    """
    yield from _findings(review, MISSPELT, "是错别字")


_DROPPED = str.maketrans(
    "", "", " \t\u3000、，,；;：:·.。-－—–/／()（）〔〕[]【】“”\"'‘’《》和与及的"
)


@lru_cache(maxsize=16384)
def _bare(title: str) -> str:
    """Return a title without what two spellings of the same one may differ in."""
    return folding.with_half_width_forms(title).translate(_DROPPED)


@rule("T704", "titles-differ", Severity.WARNING, each="catalog")
def titles_differ(record: Record, review: Review) -> Iterator[Finding]:
    """同一个事项有两种写法

    为什么: 同类信息采用相同的术语。同一分类下的同一个事项，各单位的名称一字不差，才能放在一起检索和比较；只差标点、空格、“和”“及”的，多半是同一个名称。

    不好: 一个单位写“机构设置和职能”，另一个单位写“机构设置及职能”。

    好: 都写“机构设置和职能”。
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for item in (item for unit in review.catalog.units for item in unit.items):
        title = item.data.get("title")
        if isinstance(title, str) and is_current(item):
            key = class_code(str(item.data.get("class", ""))), _bare(title)
            groups.setdefault(key, []).append(item)
    for items in groups.values():
        if len({item.data["title"] for item in items}) > 1:
            yield from _differing(items, review)


def _differing(items: Iterable[Record], review: Review) -> Iterator[Finding]:
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
