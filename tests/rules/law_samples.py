"""Items with one thing in them that differs, and what the legal rules find in each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path

from disclosure_cli.catalog import CheckedFile, assemble, check_file, role_of
from disclosure_cli.editing.edits import apply_edits
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Catalog, Diagnostic
from disclosure_cli.publishing.deciding import Decision, decide
from disclosure_cli.schema.schemas import Schemas

BASE = Path(__file__).parents[1] / "cases" / "_base"
AS_OF = date(2025, 3, 31)
FIRST = 500
USUAL = {
    "分类": "0101 职能职责",
    "公开内容": "[单位名称]",
    "公开依据": "[《中华人民共和国政府信息公开条例》第二十条第（二）项]",
    "公开时限": "自信息形成或者变更之日起20个工作日内",
    "公开渠道": "[政府网站]",
    "公开对象": "[全社会]",
    "公开方式": "主动公开",
    "公开层级": "[县级]",
    "暂无信息原因": "本年度没有发生",
}

USUAL_ENTRY = {
    "所属事项": "0101-001",
    "内容概述": "安排本年度五个方面的重点任务和完成时间。",
    "生成日期": "2025-02-10",
    "公开日期": "2025-02-17",
    "信息来源": "自制",
}


def codes_of_items(items: Iterable[Mapping[str, str]], *, kind: str = "政府部门") -> list[set[str]]:
    """Return the codes that each item gets in a unit of a kind, in one run over all of them."""
    return _codes("items/samples.yaml", [_item(*pair) for pair in enumerate(items)], kind)


def codes_of_entries(entries: Iterable[Mapping[str, str]]) -> list[set[str]]:
    """Return the codes that each entry gets, in one run over all of them."""
    return _codes(
        "entries/samples.yaml", [_entry(*pair) for pair in enumerate(entries)], "政府部门"
    )


def decisions_on(entries: Iterable[Mapping[str, str]]) -> list[Decision]:
    """Return what becomes of each entry."""
    path = "catalogs/demo/entries/samples.yaml"
    text = "".join(_entry(*pair) for pair in enumerate(entries))
    unit = _assembled(path, text.encode(), "政府部门")[0].units[0]
    decided = decide(unit, publish_without_review=False)
    return [one for one in decided if one.record.source.file == path]


def codes_of_organs(names: Iterable[str]) -> list[set[str]]:
    """Return the codes that each organ gets that a unit registers."""
    return _codes("organs.yaml", [f"- 机关名称: {name}\n" for name in names], "政府部门")


def codes_after_corrections(item: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Return the codes that an item gets, and those that are left when every certain correction was made."""
    path, data = "catalogs/demo/items/samples.yaml", _item(0, item).encode()
    found = _findings(path, data, "政府部门")
    edits = [diagnostic.fix for diagnostic in found if diagnostic.fix is not None]
    left = _findings(path, apply_edits(data, edits), "政府部门")
    return {one.code for one in found}, {one.code for one in left}


def corrected_bases(texts: Sequence[str]) -> list[str]:
    """Return what is left of bases, one an item, when every certain correction was made."""
    path = "catalogs/demo/items/samples.yaml"
    items = (_item(number, {"公开依据": f'["{text}"]'}) for number, text in enumerate(texts))
    data = "".join(items).encode()
    edits = [diagnostic.fix for diagnostic in _findings(path, data, "政府部门")]
    made = apply_edits(data, [edit for edit in edits if edit is not None]).decode()
    return re.findall(r'公开依据: \["(.*)"\]', made)


def _codes(file: str, records: list[str], kind: str) -> list[set[str]]:
    lines = list(accumulate((record.count("\n") for record in records), initial=1))
    found: list[set[str]] = [set() for _ in records]
    for diagnostic in _findings(f"catalogs/demo/{file}", "".join(records).encode(), kind):
        found[bisect_right(lines, diagnostic.location.line or 1) - 1].add(diagnostic.code)
    return found


def _findings(path: str, data: bytes, kind: str) -> list[Diagnostic]:
    """Return what the L and R families find in one file, laid over the workspace of the cases."""
    catalog, diagnostics = _assembled(path, data, kind)
    found = validate(catalog, diagnostics, _schemas(), AS_OF)
    return [one for one in found if one.location.file == path and one.code[0] in "LR"]


def _assembled(path: str, data: bytes, kind: str) -> tuple[Catalog, list[Diagnostic]]:
    """Return one file laid over the workspace of the cases, with what reading it found."""
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*.yaml")}
    files |= {f"catalogs/_vocab/{name}": text for name, text in vocabulary_files().items()}
    unit = "catalogs/demo/unit.yaml"
    files[unit] = files[unit].decode().replace("政府部门", kind).encode()
    files[path] = data
    checked = [_checked(name, text) for name, text in sorted(files.items())]
    return assemble(checked, files)


def _item(number: int, item: Mapping[str, str]) -> str:
    fields = {"事项名称": f"第{number}个样本", **USUAL, **item}
    lines = [f"- 事项编号: 0101-{FIRST + number}"]
    return "\n".join([*lines, *(f"  {key}: {value}" for key, value in fields.items() if value), ""])


def _entry(number: int, entry: Mapping[str, str]) -> str:
    fields = {"信息名称": f"第{number}个样本的工作要点", **USUAL_ENTRY, **entry}
    conclusion, ground = fields.pop("审查结论", "公开"), fields.pop("审查依据", "")
    steps = ("业务股科员", "业务股股长", "办公室主任", "副局长")
    review = [f"{{职务: {post}, 日期: 2025-02-1{day}}}" for day, post in enumerate(steps, start=1)]
    names = ("承办人", "部门负责人", "保密审查人", "签发人")
    lines = [f"- 索引号: 000000000/2025-0{FIRST * 2 + number}"]
    lines += [f"  {key}: {value}" for key, value in fields.items() if value]
    lines += [
        "  保密审查:",
        *(f"    {name}: {step}" for name, step in zip(names, review, strict=True)),
    ]
    lines += [f"    审查结论: {conclusion}", *([f"    依据: {ground}"] if ground else [])]
    return "\n".join([*lines, ""])


@cache
def _schemas() -> Schemas:
    return load_schemas()[0]


@cache
def _checked(path: str, data: bytes) -> CheckedFile:
    role = role_of(path)
    assert role is not None, path
    return check_file(path, data, role, _schemas())
