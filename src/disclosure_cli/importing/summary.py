"""What an import writes, or would write: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosure_cli.importing.dry_run import finding_json
from disclosure_cli.importing.dry_run_text import finding_line
from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.planning import Changed, Plan
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
    if planned.files and is_written:
        lines.append("下一步：用 git diff 核对改动，运行 disclose validate，照提示补齐。")
    return "\n".join(lines)


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
