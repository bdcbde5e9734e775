"""L49x and L454: what is withheld has a ground, and what is published was reviewed first (art. 13-18 of the Regulations)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from disclosure_cli.duties.due_dates import EXEMPTION_MONTHS
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import (
    is_absent,
    is_active,
    item_of,
    mode_of,
    review_blocks,
    texts,
)
from disclosure_cli.grammar import basis, numerals
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Path, Record, Severity, Unit
from disclosure_cli.places import Part
from disclosure_cli.publishing.deciding import (
    ACTIVE,
    FAVOURABLE,
    GROUNDS,
    ON_REQUEST,
    PARTIAL,
    PUBLIC,
    REFUSED,
    REFUSING,
    REVIEW_STEPS,
    STEP_NAMES,
    WITHHELD,
    is_forbidden,
    is_half_withheld,
    objection,
)
from disclosure_cli.rules.rule import Finding, rule

_COMPLETE = "补齐签字、日期和结论"


def _withheld(context: Context) -> Iterator[Record]:
    """Yield the items and entries that are withheld for a reason of their own."""
    assert context.unit is not None
    for item in context.unit.items:
        if item.data.get("mode") == WITHHELD:
            yield item
    for entry in context.unit.entries:
        says = "exemption" in entry.data or entry.data.get("mode") == WITHHELD
        if says and mode_of(entry, context) == WITHHELD:
            yield entry


def _exemption(record: Record) -> Path:
    """Return where the reason for withholding stands, or should."""
    return ("exemption",) if "exemption" in record.data else ("mode",)


def _inherits(record: Record, context: Context, name: str) -> bool:
    """Tell whether the item of an entry says what the entry leaves out."""
    item = item_of(record, context) if record.kind == "entry" else None
    return item is not None and item.get("exemption", name) is not None


@rule("L490", "withheld-without-ground", Severity.ERROR, each="unit")
def withheld_without_ground(record: Record, context: Context) -> Iterator[Finding]:
    """不予公开，没有写依据

    为什么: 公开是常态，不公开是例外，不公开只能依据《条例》第十四条至第十六条的规定，而且要说得出是哪一条。审查结论是不予公开的条目也要写，自己没有写公开方式的同样，build 不会公布这样的条目。

    不好: 公开方式: 不予公开，没有不予公开理由

    好: 公开方式: 不予公开，不予公开理由的依据: 16-2，理由: 会议讨论记录，尚未形成最终决定
    """
    for subject in _withheld(context):
        if is_absent(subject, "exemption", "ground") and not _inherits(subject, context, "ground"):
            hint = "在“不予公开理由”里写依据的代码（如16-2）和具体理由；没有法定依据的应当公开"
            message = "不予公开，没有写法定依据"
            yield Finding(subject, _exemption(subject), message, hint, part=Part.KEY)
    yield from _refused_without_ground(context)


def _refused_without_ground(context: Context) -> Iterator[Finding]:
    """Yield the entries that were refused, and say themselves neither how they are disclosed nor why they are not.

    One that says how it is disclosed is compared with its review (L493), as is one with a reason for withholding (L491).
    """
    assert context.unit is not None
    for entry in context.unit.entries:
        if "review" not in entry.data or entry.get("review", "conclusion") != WITHHELD:
            continue
        if mode_of(entry, context) == WITHHELD or "mode" in entry.data or "exemption" in entry.data:
            continue
        if is_absent(entry, "review", "ground") and is_absent(entry, "exemption"):
            message = "审查结论是不予公开，没有写法定依据"
            hint = "公开方式写“不予公开”，在“不予公开理由”里写依据的代码（如16-2）和具体理由；没有法定依据的应当公开"
            yield Finding(entry, ("review", "conclusion"), message, hint)


_STATE_SECRETS = "14-1"
_WORDS = {
    _STATE_SECRETS: "国家秘密|涉密文件",
    "14-3": "国家安全|公共安全|经济安全|社会稳定",
    "15-1": "商业秘密|技术秘密",
    "15-2": "个人隐私|个人信息|个人敏感信息",
    "16-1": "内部事务|人事管理|后勤管理|内部工作流程",
    "16-2": "过程性信息|讨论记录|过程稿|磋商信函|请示报告",
    "16-3": "执法案卷",
    "36-7": "不动产登记资料|工商登记资料|企业登记资料|专门查询",
}
_OF_GROUNDS = {ground: re.compile(words) for ground, words in _WORDS.items()}
_BESIDE = {
    "14-3": re.compile("安全|稳定"),
    "15-1": re.compile("商业|技术|经营|工艺"),
    "15-2": re.compile("隐私|个人|家庭|病历"),
    "16-1": re.compile("内部|人事|后勤|干部"),
    "16-2": re.compile("讨论|会议|磋商|请示|尚未|草稿"),
    "16-3": re.compile("案卷|执法"),
    "36-7": re.compile("登记|查询"),
}
"""What tells that a reason speaks of the stated ground, whatever else it names besides."""


@rule("L491", "ground-contradicted", Severity.ERROR, each="unit")
def ground_contradicted(record: Record, context: Context) -> Iterator[Finding]:
    """不予公开的依据与理由、公开方式、审查结论说的不是一回事

    为什么: 依据的代码、理由的文字、引用的条款要一致：第十四条是不得公开，第十五条要征求第三方意见，第十六条是可以不予公开，写错一条，处理的程序就错了。写了不予公开理由、公开方式却不是不予公开，或者依据是不得公开、审查结论却是公开，build 也不会公布。

    不好: 依据: 16-2，理由: 涉及商业秘密

    好: 依据: 15-1，理由: 涉及商业秘密，公开会损害第三方合法权益
    """
    yield from _half_withheld(context)
    for subject in _withheld(context):
        ground = subject.get("exemption", "ground")
        reason = subject.get("exemption", "reason")
        if not isinstance(ground, str):
            continue
        if isinstance(reason, str) and (other := _ground_of(reason, ground)):
            message = f"理由说的是{_named(other[0])}的情形，依据写的是{_named(ground)}"
            hint = f"核对；理由属实的，依据改为{other[0]}"
            yield Finding(subject, ("exemption", "ground"), message, hint)
        elif (article := _article_of(subject, context)) and not ground.startswith(f"{article}-"):
            message = f"公开依据引用的是《条例》第{numerals.to_chinese(article)}条，依据写的是{_named(ground)}"
            hint = "核对是哪一条，两处写一致"
            yield Finding(subject, ("exemption", "ground"), message, hint)


def _half_withheld(context: Context) -> Iterator[Finding]:
    """Yield what says in one place that a record is withheld, and in another that it is not."""
    assert context.unit is not None
    for subject in (*context.unit.items, *context.unit.entries):
        data = subject.data
        if "exemption" not in data and "review" not in data:
            continue
        if is_forbidden(subject):
            message = f"审查依据是{_named(subject.get('review', 'ground'))}，审查结论却是公开"
            hint = "不得公开的，结论改为不予公开；可以公开的，删去依据；能区分处理的，结论写区分处理后公开"
            yield Finding(subject, ("review", "ground"), message, hint)
        mode = mode_of(subject, context) if subject.kind == "entry" else data.get("mode")
        if mode in (ACTIVE, ON_REQUEST) and is_half_withheld(subject, mode):
            message = f"写了不予公开理由，公开方式却是{mode}"
            hint = "不予公开的，公开方式写“不予公开”；可以公开的，删去不予公开理由"
            yield Finding(subject, ("exemption",), message, hint, part=Part.KEY)


def _named(ground: str) -> str:
    """Return the code of a ground with its name."""
    return f"{ground}（{GROUNDS[ground]}）" if ground in GROUNDS else ground


def _ground_of(reason: str, ground: str) -> tuple[str, ...]:
    """Return the grounds that a reason names, where the stated one is not among them.

    Another law may forbid disclosure (14-2) for any of the reasons of the other grounds. A state secret is none that
    is asked for: it may not be entered at all (C507).
    """
    named = tuple(known for known, words in _OF_GROUNDS.items() if words.search(reason))
    beside = _BESIDE.get(ground)
    is_meant = ground in (*named, "14-2") or (beside is not None and beside.search(reason))
    return () if is_meant else tuple(known for known in named if known != _STATE_SECRETS)


def _article_of(item: Record, context: Context) -> int | None:
    """Return which of art. 14 to 16 the bases of an item cite, where it is exactly one."""
    articles = {
        provision.article
        for _, text in texts(item.data.get("basis"))
        for citation in basis.parse_list(text)
        if (known := context.known_laws.find(citation)) and known.is_regulation
        for provision in citation.provisions
        if provision.article in (14, 15, 16, 36)
    }
    return next(iter(articles)) if len(articles) == 1 else None


@rule("L492", "no-reassessment", Severity.WARNING, each="unit")
def no_reassessment(record: Record, context: Context) -> Iterator[Finding]:
    """不予公开的信息没有定下次评估的日期

    为什么: 不予公开的信息要定期评估审查，因情势变化可以公开的应当公开（《条例》第十八条）。不写日期就没有人记得；间隔太长等于不评估，间隔的界限在设置的“阈值”里。

    不好: 不予公开理由没有下次评估日期。

    好: 下次评估日期: 2025-12-31
    """
    for subject in _withheld(context):
        planned = subject.get("exemption", "next_review")
        if planned is None:
            # Without any reason for withholding, the reason is what is asked for first (L490).
            absent = "exemption" in subject.data and is_absent(subject, "exemption", "next_review")
            if absent and not _inherits(subject, context, "next_review"):
                message = "不予公开，没有写下次评估日期"
                hint = "写下次评估日期，一年之内"
                yield Finding(subject, ("exemption",), message, hint, part=Part.KEY)
            continue
        reviewed, ahead = _reviewed(subject, context), day(planned)
        since = reviewed or context.as_of
        months = context.settings.threshold("exemption_months", EXEMPTION_MONTHS)
        if ahead and _months(since.year, since.month, months) < (ahead.year, ahead.month):
            start = f"审查日期{since.isoformat()}" if reviewed else "今天"
            message = f"下次评估日期{planned}距离{start}超过{months}个月"
            path: Path = ("exemption", "next_review")
            yield Finding(subject, path, message, f"改为{months}个月以内")


def _reviewed(subject: Record, context: Context) -> date | None:
    """Return when it was decided to withhold something: in its own review, or in that of all items of the unit.

    A review that let it out, of what was withdrawn since, did not decide that.
    """
    if subject.get("review", "conclusion") in FAVOURABLE:
        return None
    own = day(subject.get("review", "approver", "date"))
    if own is not None or subject.kind != "item" or context.unit is None:
        return own
    return day(context.unit.profile.get("item_review", "approver", "date"))


def _months(year: int, month: int, more: int) -> tuple[int, int]:
    years, month = divmod(month - 1 + more, 12)
    return year + years, month + 1


_WITHDRAWN = "撤下来的，重新审查，写上新的结论；本来就要公开、公开方式写错了的，改正公开方式"


@rule("L493", "mode-against-review", Severity.WARNING, each="unit")
def mode_against_review(record: Record, context: Context) -> Iterator[Finding]:
    """公开方式与审查结论不一致

    为什么: 怎样公开由审查结论决定（《条例》第十七条）。结论是依申请公开、公开方式写主动公开，或者结论是公开、公开方式写不予公开，总有一处没有改过来。单独审查过的事项也一样，结论是不予公开的不留在目录里。

    不好: 公开方式: 主动公开，审查结论: 依申请公开

    好: 公开方式: 依申请公开，审查结论: 依申请公开
    """
    assert context.unit is not None
    for subject in (*context.unit.items, *context.unit.entries):
        if "review" in subject.data and (mode := _contradicting_mode(subject, context)):
            message = f"公开方式是{mode}，审查结论是{subject.get('review', 'conclusion')}"
            is_withdrawn = mode == WITHHELD
            hint = (
                _WITHDRAWN if is_withdrawn else "以审查结论为准，改正公开方式；结论写错的，重新审查"
            )
            yield Finding(subject, ("review", "conclusion"), message, hint)


def _contradicting_mode(record: Record, context: Context) -> str | None:
    """Return how a record is disclosed, where its review says otherwise.

    An entry that may not be disclosed is kept as it is, unless it says itself how it is disclosed (L498 sees that it is
    not); an item is a row of the catalog.
    """
    conclusion, is_entry = record.get("review", "conclusion"), record.kind == "entry"
    inherits = is_entry and "mode" not in record.data
    if conclusion == PUBLIC and inherits:
        return None
    mode = mode_of(record, context) if is_entry else record.data.get("mode")
    contradicting = {
        ACTIVE: (ON_REQUEST,) if inherits else (ON_REQUEST, WITHHELD),
        ON_REQUEST: () if inherits else (WITHHELD,),
        WITHHELD: FAVOURABLE,
    }
    return mode if conclusion in contradicting.get(str(mode), ()) else None


@rule("L494", "published-without-review", Severity.ERROR, each="entry")
def published_without_review(record: Record, context: Context) -> Iterator[Finding]:
    """没有办完审查就公开

    为什么: 公开前要依照《保守国家秘密法》和其他规定审查，先审查、后公开，一事一审（《条例》第十七条，《保守国家秘密法实施条例》第四十二条）。审查记录缺签字、缺日期、缺结论，等于没有审查；结论是区分处理后公开的，还要写明区分处理了什么（《条例》第三十七条）。build 不会公布这样的条目。

    不好: 有公开日期，没有签发人。

    好: 承办人、部门负责人、保密审查人、签发人的职务和日期齐全，审查结论: 公开。
    """
    if "published" not in record.data or _is_complete(record.data.get("review")):
        return
    if mode_of(record, context) == WITHHELD:
        return
    if "review" not in record.data:
        if is_absent(record, "review"):
            hint = "补上审查记录；没有审查过的，先撤下来审查"
            yield Finding(record, ("published",), "已经公开，没有保密审查记录", hint)
        return
    if lacking := [*_lacking(record, "review")]:
        message = f"已经公开，保密审查缺{'、'.join(lacking)}"
        yield Finding(record, ("review",), message, _COMPLETE, part=Part.KEY)


def _is_complete(review: object) -> bool:
    """Tell at once, as it mostly is, whether a review record has everything."""
    if not isinstance(review, dict) or "conclusion" not in review:
        return False
    if review["conclusion"] == PARTIAL and "redactions" not in review:
        return False
    for step in REVIEW_STEPS:
        signed = review.get(step)
        if not isinstance(signed, dict) or "post" not in signed or "date" not in signed:
            return False
    return True


def _lacking(record: Record, block: str) -> Iterator[str]:
    """Name what a review record lacks for certain."""
    for step, name in STEP_NAMES.items():
        if record.get(block, step) is None:
            if is_absent(record, block, step):
                yield name
            continue
        if is_absent(record, block, step, "post"):
            yield f"{name}的职务"
        if is_absent(record, block, step, "date"):
            yield f"{name}的日期"
    if is_absent(record, block, "conclusion"):
        yield "审查结论"
    if record.get(block, "conclusion") == PARTIAL and is_absent(record, block, "redactions"):
        yield "区分处理的内容"


@rule("L495", "items-unreviewed", Severity.WARNING, each="unit")
def items_unreviewed(record: Record, context: Context) -> Iterator[Finding]:
    """目录的事项没有审查

    为什么: 目录要公开，目录里的事项也要先审查（《条例》第十七条）。可以对全部事项集中审查一次，写在单位概况的“事项审查”里；没有审查、审查没有办完的事项，build 不会公布，只列在未公开清单里。设置了“未审查也公布事项”的不检查。

    不好: 单位概况没有事项审查，事项也没有单独的审查记录。

    好: 事项审查写齐四个人的职务、日期和结论。
    """
    assert context.unit is not None
    unit = context.unit
    if context.settings.publish_without_review or not unit.profile.data:
        return
    waiting: list[Record] = []
    for item in unit.items:
        if item.data.get("mode") == WITHHELD:
            continue
        if "review" not in item.data:
            waiting.append(item)
        elif lacking := [] if _is_complete(item.data["review"]) else [*_lacking(item, "review")]:
            message = f"事项的保密审查没有办完，缺{'、'.join(lacking)}，暂时不会公布"
            yield Finding(item, ("review",), message, _COMPLETE, part=Part.KEY)
    yield from _batch_unfinished(unit, len(waiting)) if waiting else ()


def _batch_unfinished(unit: Unit, waiting: int) -> Iterator[Finding]:
    """Yield what the review of all items together lacks."""
    if "item_review" not in unit.profile.data:
        if is_absent(unit.profile, "item_review"):
            message = f"{waiting}个事项没有保密审查，暂时不会公布"
            hint = "集中审查一次，写在单位概况的“事项审查”里"
            yield Finding(unit.profile, (), message, hint)
        return
    if lacking := [*_lacking(unit.profile, "item_review")]:
        message = f"事项审查没有办完，缺{'、'.join(lacking)}，事项暂时不会公布"
        yield Finding(unit.profile, ("item_review",), message, _COMPLETE, part=Part.KEY)


@rule("L496", "review-out-of-order", Severity.ERROR, each="unit")
def review_out_of_order(record: Record, context: Context) -> Iterator[Finding]:
    """审查、签发、公开的日期先后颠倒

    为什么: 先由承办人提出意见，再由部门负责人、保密审查人依次审查，领导签发以后才公开（《保守国家秘密法实施条例》第四十二条：先审查、后公开）。后一步早于前一步，说明是事后补填。

    不好: 签发人日期: 2025-03-10，公开日期: 2025-03-05

    好: 承办3月3日，部门3月4日，审查3月5日，签发3月6日，公开3月6日或者以后。
    """
    for subject, block in review_blocks(context):
        steps: list[tuple[Path, str, str]] = []
        for step, name in STEP_NAMES.items():
            signed = subject.get(block, step, "date")
            if isinstance(signed, str):
                steps.append(((block, step, "date"), name, signed))
        published = subject.data.get("published") if block == "review" else None
        if isinstance(published, str):
            steps.append((("published",), "公开", published))
        for (_, before, earlier), (path, name, later) in pairwise(steps):
            if later < earlier and day(later) and day(earlier):
                message = f"{name}的日期{later}早于{before}的日期{earlier}"
                yield Finding(subject, path, message, "核对审查单上的日期")
                break


@rule("L497", "self-review", Severity.WARNING, each="unit")
def self_review(record: Record, context: Context) -> Iterator[Finding]:
    """承办人自己审查

    为什么: 保密审查是对承办人意见的把关，同一个人又承办又审查，就没有人把关。

    不好: 承办人和保密审查人的职务都是办公室科员。

    好: 承办人是资源股科员，保密审查人是局保密审查员。
    """
    for subject, block in review_blocks(context):
        handler = subject.get(block, "handler", "post")
        if handler is not None and handler == subject.get(block, "reviewer", "post"):
            message = f"承办人和保密审查人都是{handler}"
            hint = "由承办人以外的人审查；职务相同的两个人，写得能够区分"
            yield Finding(subject, (block, "reviewer", "post"), message, hint)


@rule("L498", "published-despite-review", Severity.ERROR, each="entry")
def published_despite_review(record: Record, context: Context) -> Iterator[Finding]:
    """审查没有同意公开，却已经公开

    为什么: 不能确定能否公开的，要报有关主管部门或者保密行政管理部门确定（《条例》第十七条），答复以前不得公开；结论是不予公开的更不能公开。

    不好: 审查结论: 送有权机关确定，公开日期: 2025-03-10

    好: 有权机关同意以后再公开，结论改为公开。
    """
    if "published" not in record.data:
        return
    conclusion = record.get("review", "conclusion")
    if conclusion in REFUSING:
        message = f"审查结论是{conclusion}，却写了公开日期"
        hint = "没有公开的删去公开日期；已经公开的立即撤下"
        yield Finding(record, ("published",), message, hint)


@rule("L499", "third-party-unheard", Severity.ERROR, each="entry")
def third_party_unheard(record: Record, context: Context) -> Iterator[Finding]:
    """涉及商业秘密、个人隐私，没有第三方同意就公开

    为什么: 涉及商业秘密、个人隐私，公开会对第三方合法权益造成损害的，不得公开；第三方同意，或者行政机关认为不公开会对公共利益造成重大影响的除外（《条例》第十五条、第三十二条）。审查结论是公开而没有这样的意见，build 也不会公布。

    不好: 审查的依据: 15-1，结论: 公开，没有第三方意见

    好: 第三方意见写“同意公开”，或者写明公共利益理由；也可以区分处理后公开。
    """
    data = record.data
    if "consent" not in data and not record.get("review", "ground"):
        return
    if "published" not in data and record.get("review", "conclusion") != PUBLIC:
        return
    if not is_active(record, context) or record.get("review", "conclusion") == PARTIAL:
        return
    if reason := objection(record):
        is_refused = record.get("consent", "opinion") == REFUSED
        path: Path = ("consent", "opinion") if is_refused else ("review", "ground")
        if is_refused or is_absent(record, "consent", "opinion"):
            opened = "却已经公开" if "published" in data else "审查结论却是公开"
            hint = (
                "写明第三方同意的意见，或者公共利益理由；都没有的撤下、不予公开，或者区分处理后公开"
            )
            yield Finding(record, path, f"{reason}，{opened}", hint)


@rule("L454", "redactions-against-conclusion", Severity.WARNING, each="unit")
def redactions_against_conclusion(record: Record, context: Context) -> Iterator[Finding]:
    """结论是公开，却写了区分处理

    为什么: 有要处理的内容，结论就是“区分处理后公开”（《条例》第三十七条）。结论写公开，看的人以为可以照原文发布；处理没有办完的，build 又不会公布，两头落空。

    不好: 审查结论: 公开，区分处理: 身份证号码

    好: 审查结论: 区分处理后公开，区分处理: 身份证号码
    """
    for subject, block in review_blocks(context):
        if subject.get(block, "conclusion") == PUBLIC and subject.get(block, "redactions"):
            message = f"审查结论是{PUBLIC}，又写了要区分处理的内容"
            hint = f"结论改为“{PARTIAL}”；没有要处理的，删去区分处理"
            yield Finding(subject, (block, "conclusion"), message, hint)
