"""Paragraphs as published guides have them, and what the rules find in each of them."""

from __future__ import annotations

from collections.abc import Iterable

from tests.rules.samples import GUIDE, UNIT, base_files, changed, diagnostics

FAMILIES = "GT"


def codes_of_paragraphs(
    paragraphs: Iterable[str], *, kind: str = "政府部门", region: str = "江西省九江市修水县"
) -> list[set[str]]:
    """Return the codes that each paragraph gets in the guide of a unit, in one run over all of them."""
    guide = base_files()[GUIDE].rstrip("\n").splitlines()
    first = len(guide) + 4
    lines = [*guide, "补充章节:", "  - 标题: 其他需要说明的", "    段落:"]
    lines += [f"      - {_quoted(paragraph)}" for paragraph in paragraphs]
    unit = changed(UNIT, "单位类型: 政府部门", f"单位类型: {kind}\n行政区划: {region}")
    found: list[set[str]] = [set() for _ in lines[first - 1 :]]
    for diagnostic in diagnostics({GUIDE: "\n".join([*lines, ""]), **unit}, FAMILIES):
        line = diagnostic.location.line
        if diagnostic.location.file == GUIDE and line is not None and line >= first:
            found[line - first].add(diagnostic.code)
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
