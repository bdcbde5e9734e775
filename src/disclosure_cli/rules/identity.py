"""R32x: index numbers and codes are what the scheme says."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.facts.context import Context
from disclosure_cli.grammar import identifiers
from disclosure_cli.grammar.class_code import code_of, parent
from disclosure_cli.grammar.dates import day
from disclosure_cli.index_scheme import CREDIT_CODE, EITHER_CODE, ORGANISATION_CODE, IndexScheme
from disclosure_cli.model import Record, Severity
from disclosure_cli.publishing.deciding import is_cancelled
from disclosure_cli.rules.rule import Finding, rule


@rule("R320", "malformed-index-number", Severity.ERROR, each="entry")
def malformed_index_number(record: Record, context: Context) -> Iterator[Finding]:
    """索引号不合方案

    为什么: 索引号由前段码、年份和顺序号按统一的方案组成（政府信息公开目录系统实施指引），不合方案的多半是打错或者程序出错（如 null、空格、两个短横）。

    不好: 索引号: null/2024-00001

    好: 索引号: 000000000/2024-00001
    """
    index = record.get("index")
    if not isinstance(index, str) or index in context.renumbered:
        return
    is_read = context.index_scheme.read(index) is not None
    if not (is_read or context.index_scheme.is_taken_over(index, _profile(context))):
        hint = f"本工作区的索引号写成“{context.index_scheme.wording}”；还没有公布的删去，由 disclose number 来编"
        yield Finding(record, ("index",), f"索引号“{index}”不合方案", hint)


@rule("R321", "foreign-index-prefix", Severity.ERROR, each="entry")
def foreign_index_prefix(record: Record, context: Context) -> Iterator[Finding]:
    """索引号的前段码不是本单位的

    为什么: 前段码是发布机构的代码，用了别的单位的代码，索引号就可能与那个单位的重复。

    不好: 单位的索引号前段码是 000000000，条目写 11111111X/2024-00001

    好: 索引号: 000000000/2024-00001

    登记过的索引号是当时编定的，单位更名、换了代码也不变，不在此列。从撤销、合并的单位接收的信息，在单位概况的“承接的前段码”里写那个单位的前段码，索引号不变。
    """
    index = record.data.get("index")
    if not isinstance(index, str) or index in context.renumbered or context.is_registered(record):
        return
    profile = _profile(context)
    own = _prefixes(profile, context.index_scheme)
    if context.index_scheme.is_taken_over(index, profile):
        return
    parts = context.index_scheme.read(index)
    if parts and own and not any(context.index_scheme.has_prefix(index, one) for one in own):
        hint = (
            f"本单位的前段码是“{own[0]}”，索引号由 disclose number 来编；"
            "从撤销、合并的单位接收的信息，索引号不改，在单位概况的“承接的前段码”里写它的前段码"
        )
        yield Finding(record, ("index",), f"索引号的前段码“{parts['prefix']}”不是本单位的", hint)


def _profile(context: Context) -> Record:
    assert context.unit is not None
    return context.unit.profile


def _prefixes(profile: Record, scheme: IndexScheme) -> tuple[str, ...]:
    """Return what may stand in front of a unit's index numbers: what it chose, else its codes."""
    if isinstance(chosen := profile.get("index_prefix"), str):
        return (chosen,)
    code = profile.get("uscc")
    has_code = scheme.kind in (ORGANISATION_CODE, CREDIT_CODE, EITHER_CODE)
    # 组织机构代码 is the part of the code behind the region (GB 32100).
    return (code, code[8:17]) if has_code and isinstance(code, str) else ()


@rule("R322", "wrong-check-digit", Severity.ERROR, each="unit")
def wrong_check_digit(record: Record, context: Context) -> Iterator[Finding]:
    """代码的校验码不对

    为什么: 统一社会信用代码（GB 32100）和组织机构代码（GB 11714）的末位是校验码，算出来不对就是有一位写错了。

    不好: 统一社会信用代码: 11500230MB19803548

    好: 统一社会信用代码: 11500230MB19803549
    """
    code = record.get("uscc")
    if (
        isinstance(code, str)
        and not code.startswith("示例")
        and not identifiers.is_credit_code(code)
    ):
        yield Finding(record, ("uscc",), "统一社会信用代码的校验码不对", "对照登记证书逐位核对")
    prefix = record.get("index_prefix")
    demo = record.get("demo") is True
    if isinstance(prefix, str) and not context.index_scheme.has_valid_code(prefix, demo=demo):
        hint = f"前段码应当是校验正确的{context.index_scheme.kind}；000000000 只给示例单位用"
        yield Finding(record, ("index_prefix",), f"索引号前段码“{prefix}”的校验码不对", hint)


@rule("R323", "index-year-mismatch", Severity.WARNING, each="entry")
def index_year_mismatch(record: Record, context: Context) -> Iterator[Finding]:
    """索引号的年份与日期对不上

    为什么: 索引号里的年份取自生成日期（或者设置里选的公开日期），不一致时按年份查不到。

    不好: 索引号: 000000000/2023-00001，生成日期: 2024-03-01

    好: 索引号: 000000000/2024-00001，生成日期: 2024-03-01
    """
    scheme = context.index_scheme
    parts = scheme.read(str(record.get("index", default="")))
    dated = day(record.get(scheme.year_from))
    if parts and parts.get("year") and dated and str(dated.year) != parts["year"]:
        field = context.schemas["entry"].field((scheme.year_from,))
        label = field.label if field else scheme.year_from
        message = f"索引号的年份是{parts['year']}年，{label}是{dated.isoformat()}"
        hint = "还没有公布的改索引号；已经公布的索引号不改，核对日期"
        yield Finding(record, ("index",), message, hint)


@rule("R324", "class-not-leaf", Severity.WARNING, each="unit")
def class_not_leaf(record: Record, context: Context) -> Iterator[Finding]:
    """分类没有选到最末一级

    为什么: 分类要选到最末一级，事项才会归到具体的栏目；只选上级，目录的二级事项就是空的，按类检索也会漏掉。

    不好: 分类: 05 行政许可和管理服务（下面还有0503 采矿权登记等）

    好: 分类: 0503 采矿权登记
    """

    def is_wrong(text: str) -> bool:
        code = code_of(text)
        return code in context.parent_codes and code in context.classes

    for item, path, text in context.items_saying("class", is_wrong):
        code = code_of(text)
        below = [known for known in context.classes if parent(known) == code]
        names = "、".join(context.class_name(known) for known in below[:5])
        hint = f"从下级分类中选：{names}{'等' if len(below) > 5 else ''}"
        message = f"分类“{context.class_name(code)}”下面还有分类，没有选到最末一级"
        yield Finding(item, path, message, hint)


@rule("R325", "retired-class", Severity.WARNING, each="unit")
def retired_class(record: Record, context: Context) -> Iterator[Finding]:
    """用了已经停用的分类

    为什么: 停用的分类不再更新，留在里面的事项公众按新的分类找不到。

    不好: 分类: 0599 探矿采矿登记（2025-01-01起停用）

    好: 分类: 0503 采矿权登记
    """
    today = context.as_of.isoformat()

    def is_wrong(text: str) -> bool:
        known = context.classes.get(code_of(text))
        if known is None or "retired" not in known.data:
            return False
        since = known.get("retired", "date")
        return not isinstance(since, str) or since <= today

    for item, path, text in context.items_saying("class", is_wrong):
        if is_cancelled(item):
            continue
        code = code_of(text)
        successor = context.classes[code].get("retired", "replaced_by")
        better = context.class_name(code_of(successor))
        message = f"分类“{context.class_name(code)}”已经停用"
        yield Finding(item, path, message, f"改为“{better}”" if successor else "改用现行的分类")
