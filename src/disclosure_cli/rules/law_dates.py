"""L451 to L453: nothing was signed or updated on a day that is still to come, and no stage ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import review_blocks
from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Record, Severity, numbered_blocks
from disclosure_cli.publishing.deciding import STEP_NAMES
from disclosure_cli.rules.rule import Finding, rule

_CHECK = "核对年份和月份"


def _is_ahead(written: object, today: str) -> bool:
    """Tell whether a date is still to come; one that the calendar does not have is found as S206."""
    return isinstance(written, str) and written > today and day(written) is not None


def _ahead(what: str, written: str, today: str) -> str:
    return f"{what}{written}还没有到（以{today}为准）"


@rule("L451", "signed-ahead", Severity.ERROR, each="unit")
def signed_ahead(record: Record, context: Context) -> Iterator[Finding]:
    """审查的签署日期在今天以后

    为什么: 公开前要先审查（《条例》第十七条，《保守国家秘密法实施条例》第四十二条），还没有到的日期不会有人签署；这样的审查等于没有办，信息却会当作审查过的公布出去。

    不好: 2025年3月登记的审查，签发人日期: 2052-03-10

    好: 签发人日期: 2025-03-10
    """
    today = context.as_of.isoformat()
    for subject, block in review_blocks(context):
        for step, name in STEP_NAMES.items():
            written = subject.get(block, step, "date")
            if _is_ahead(written, today):
                message = _ahead(f"{name}的日期", written, today)
                yield Finding(subject, (block, step, "date"), message, f"{_CHECK}；没有签署的删去")
                break


@rule("L452", "updated-ahead", Severity.ERROR, each="item")
def updated_ahead(record: Record, context: Context) -> Iterator[Finding]:
    """最近更新日期在今天以后

    为什么: 更新得及时不及时按最近更新日期计算（《条例》第十二条、第五十三条），写在将来的日期，到期也不会再提醒。

    不好: 2025年3月登记的事项，最近更新日期: 2052-03-10

    好: 最近更新日期: 2025-03-10
    """
    if "update" not in record.data:
        return
    written, today = record.get("update", "last"), context.as_of.isoformat()
    if _is_ahead(written, today):
        message = _ahead("最近更新日期", written, today)
        yield Finding(record, ("update", "last"), message, _CHECK)


@rule("L453", "stage-ends-before-start", Severity.WARNING, each="unit")
def stage_ends_before_start(record: Record, context: Context) -> Iterator[Finding]:
    """实施方案的一个阶段，结束早于开始

    为什么: 阶段的起止日期用来督促检查，结束早于开始，两个日期至少错了一个。

    不好: 开始日期: 2025-03-15，结束日期: 2025-02-28

    好: 开始日期: 2025-02-28，结束日期: 2025-03-15
    """
    for number, stage in numbered_blocks(record.get("plan")):
        start, end = stage.get("from"), stage.get("to")
        if day(start) and day(end) and str(end) < str(start):
            message = f"结束日期{end}早于开始日期{start}"
            yield Finding(record, ("plan", number, "to"), message, "核对两个日期")
