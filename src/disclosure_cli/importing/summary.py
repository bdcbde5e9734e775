"""What an import writes, or would write: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from disclosure_cli.folders import CATALOGS, VOCABULARY_FOLDER
from disclosure_cli.importing.dry_run import finding_json
from disclosure_cli.importing.dry_run_text import finding_line
from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.planning import Changed, Plan
from disclosure_cli.importing.target import bodies_in
from disclosure_cli.publishing.masking import mask
from disclosure_cli.reading.quoting import scalar
from disclosure_cli.rules.references import GENERIC_NAME
from disclosure_cli.words import shorten

LONGEST_TEXT = 60


def plan_json(planned: Plan, findings: Sequence[Finding]) -> dict[str, Any]:
    """The plan as values that ``json.dumps`` takes; ``findings`` are all of the run."""
    return {
        "files": list(planned.files),
        "items": planned.items,
        "entries": planned.entries,
        "classes": planned.classes,
        "updated": planned.updated,
        "unchanged": planned.unchanged,
        "changes": [change._asdict() for change in planned.changes],
        "findings": [finding_json(said) for said in findings],
    }


def plan_text(planned: Plan, *, is_written: bool, is_held: bool) -> str:
    """The plan for a person. ``is_held`` tells that items wait for a review before they are published."""
    verb = "写入" if is_written else "会写入"
    lines = [finding_line(said) for said in planned.findings]
    lines += [change_line(change) for change in planned.changes]
    lines += [f"{verb} {path}" for path in planned.files]
    new = f"事项{planned.items}个、信息{planned.entries}条、本单位的分类{planned.classes}个"
    lines.append(
        f"{'' if is_written else '会'}新增{new}，改动记录{planned.updated}条；"
        f"没有改动的记录{planned.unchanged}条。"
    )
    if planned.items and is_held:
        lines.append("新增的事项还没有保密审查，办完审查以前不会公布。")
    lines += _to_register(planned, is_written=is_written)
    if planned.files and is_written:
        lines.append("下一步：用 git diff 核对改动，运行 disclose validate，照提示补齐。")
    return "\n".join(lines)


def _to_register(planned: Plan, *, is_written: bool) -> Iterator[str]:
    """What to do about publishers that are not registered, with the lines to copy."""
    names = [mask(name) for name in planned.unregistered]
    if not names:
        return
    quoted = "、".join(f"“{name}”" for name in names)
    yield f"有{len(names)}个公开主体、发布机构没有登记，登记以前检查报 R310，不能生成：{quoted}"
    yield "  是本单位的：删去记录里的这一行，不写就是本单位。"
    yield "  是本单位的内设机构：写进单位概况的“内设机构”。"
    if several := [name for name in names if len(bodies_in(name)) > 1]:
        yield f"  写了几个机关的（{'；'.join(several)}）：只留下负责公开的一个。"
    if general := [name for name in names if GENERIC_NAME.fullmatch(name)]:
        yield f"  是通称的（{'、'.join(general)}）：改成负责公开的机关的全称。"
    if not planned.organs:
        return
    full = "记录里的简称也改成全称。" if is_written else "简称写进“其他名称”，导入时就换成全称。"
    file = f"{CATALOGS}/{VOCABULARY_FOLDER}/organs.yaml"
    yield f"  是别的机关：把下面各行里用得上的抄到 {file} 的末尾，名称写全称；{full}"
    for name in planned.organs:
        yield f"- 机关名称: {scalar(mask(name))}"


def change_line(change: Changed) -> str:
    """One changed field on one line; of lists, only what is not in both."""
    head = f"{change.where}: 改动 {change.record} {change.label}："
    if change.field == "imported":
        return f"{head}补充了没有放进其他栏目的内容"
    old, new = change.old.split("\n"), change.new.split("\n")
    before = [line for line in old if line not in new]
    after = [line for line in new if line not in old]
    return f"{head}{_shown(before)} → {_shown(after)}"


def _shown(lines: Sequence[str]) -> str:
    text = "；".join(line for line in lines if line)
    return f"“{shorten(text, LONGEST_TEXT)}”" if text else "（无）"
