"""L417 and L418: somebody answers for each item of the catalog, and for each task of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclosure_cli.duties.due_dates import OVER
from disclosure_cli.duties.responsible import DUTIES
from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent
from disclosure_cli.model import Path, Record, Severity, numbered_blocks
from disclosure_cli.places import Part
from disclosure_cli.publishing.deciding import is_cancelled
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten


@rule("L417", "item-without-owner", Severity.WARNING, each="unit")
def item_without_owner(record: Record, context: Context) -> Iterator[Finding]:
    """公开事项没有人负责

    为什么: 谁制作、谁更新、谁审查、谁负责要落实到机构，内容、时限和审查才有人管；公开前审查的程序和责任，也要明确到机构和人（《条例》第四条、第十七条）。事项可以逐条写，也可以在单位概况的“责任分工”里统一写。已经取消的事项不检查。

    不好: 事项没有责任分工，单位概况也没有。

    好: 责任分工写“制作: 资源股，更新: 信息中心，审查: 办公室，负责: 资源股”。
    """
    assert context.unit is not None
    items = [item for item in context.unit.items if not is_cancelled(item)]
    if not record.data or not items:
        return
    if "responsibility" not in record.data and all("responsibility" not in i.data for i in items):
        if is_absent(record, "responsibility"):
            message = f"{len(items)}个事项都没有写明由谁制作、更新、审查、负责"
            yield Finding(record, (), message, _ASSIGN)
        return
    open_duties = {
        duty: name
        for duty, name in DUTIES.items()
        if record.get("responsibility", duty) is None and is_absent(record, "responsibility", duty)
    }
    for item in items if open_duties else ():
        if lacking := [*_lacking(item, open_duties)]:
            path: Path = ("responsibility",) if "responsibility" in item.data else ()
            message = f"没有写明由谁{'、'.join(lacking)}"
            yield Finding(item, path, message, _ASSIGN, part=Part.KEY)


_ASSIGN = "在事项的“责任分工”里写内设机构的名称；各事项都一样的，写在单位概况的“责任分工”里"


def _lacking(item: Record, duties: Mapping[str, str]) -> Iterator[str]:
    """Name the duties, of those that the profile gives to nobody, that the item gives to nobody either."""
    for duty, name in duties.items():
        path = ("responsibility", duty)
        if not item.get(*path) and is_absent(item, *path):
            yield name


_TASK_FIELDS = {
    "department": "责任部门",
    "person": "责任人",
    "due": "完成时间",
    "quality": "质量要求",
}


@rule("L418", "task-without-owner", Severity.WARNING, each="unit")
def task_without_owner(record: Record, context: Context) -> Iterator[Finding]:
    """实施方案的任务没有落实

    为什么: 实施方案的任务要分解细化，每一项都写明责任部门、责任人（职务）、完成时间和质量要求，才能督促检查、追究责任。已经完成或者取消的任务不检查。

    不好: 任务只写“编制公开目录”。

    好: 责任部门: 办公室，责任人: 办公室主任，完成时间: 2025-06-30，质量要求: 内容完整、准确。
    """
    for number, stage in numbered_blocks(record.get("plan")):
        for index, task in numbered_blocks(stage.get("tasks")):
            if task.get("progress") in OVER:
                continue
            path: Path = ("plan", number, "tasks", index)
            lacking = [
                name
                for field, name in _TASK_FIELDS.items()
                if field not in task and is_absent(record, *path, field)
            ]
            if lacking:
                what = shorten(task.get("task", ""), 16)
                message = f"任务“{what}”没有写{'、'.join(lacking)}"
                hint = "逐项落实到部门和职务，写明什么时候完成、做到什么程度"
                yield Finding(record, (*path, "task"), message, hint)
