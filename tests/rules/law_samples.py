"""Items with one thing in them that differs, and what the legal rules find in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from disclosure_cli.catalog import CheckedFile, assemble, check_file, role_of
from disclosure_cli.schema import Schemas
from disclosure_cli.validate import validate
from disclosure_cli.workspace import load_schemas, vocabulary_files

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


def codes_of_items(items: Iterable[Mapping[str, str]], *, kind: str = "政府部门") -> list[set[str]]:
    """Return the codes of the L family that each item gets in a unit of a kind, in one run over all of them."""
    written = [_written(number, item) for number, item in enumerate(items)]
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*.yaml")}
    files |= {f"catalogs/_vocab/{name}": data for name, data in vocabulary_files().items()}
    unit = "catalogs/demo/unit.yaml"
    files[unit] = files[unit].decode().replace("政府部门", kind).encode()
    path = "catalogs/demo/items/samples.yaml"
    files[path] = "\n".join(written).encode()
    schemas, _ = load_schemas()
    checked = [_checked(name, data, schemas) for name, data in sorted(files.items())]
    catalog, diagnostics = assemble(checked, files)
    found: list[set[str]] = [set() for _ in written]
    for diagnostic in validate(catalog, diagnostics, schemas, AS_OF):
        if diagnostic.location.file == path:
            number = int(diagnostic.subject.partition("《")[0].rpartition("-")[2]) - FIRST
            assert diagnostic.code[0] == "L", diagnostic
            found[number].add(diagnostic.code)
    return found


def _written(number: int, item: Mapping[str, str]) -> str:
    fields = {"事项名称": f"第{number}个样本", **USUAL, **item}
    lines = [f"- 事项编号: 0101-{FIRST + number}"]
    return "\n".join([*lines, *(f"  {key}: {value}" for key, value in fields.items() if value), ""])


def _checked(path: str, data: bytes, schemas: Schemas) -> CheckedFile:
    role = role_of(path)
    assert role is not None, path
    return check_file(path, data, role, schemas)
