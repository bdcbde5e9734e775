"""The files of a new workspace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from disclosure_cli.editor import GLOBS, SHAPES, Form, editor_schema, vscode_settings
from disclosure_cli.folders import CATALOGS, REGISTER_FILE, SETTINGS_FILE, VOCABULARY_FOLDER
from disclosure_cli.numbering import ATTRIBUTES, ATTRIBUTES_FILE
from disclosure_cli.reading import Shape
from disclosure_cli.registry.register import HEADER
from disclosure_cli.schema import Field, Schema, Schemas
from disclosure_cli.settings import SCHEMA_VERSION

RECIPES = {"github": ".github/workflows/disclose.yml", "gitlab": ".gitlab-ci.yml"}
"""CI service → where its recipe for checking and publishing stands in a workspace."""
FIRST_CLASS = "0101"
"""The standard class of the example item: 职能职责."""
_SETTINGS = {
    "site_title": "政府信息公开目录",
    "schema_version": str(SCHEMA_VERSION),
    "keys": "{keys}",
    "output": "build",
}
_UNIT = {
    "name": "示例县示例局",
    "short_name": "示例局",
    "kind": "政府部门",
    "level": "县级",
    "demo": "是",
    "departments": [{"name": "办公室", "duty": "承办信息公开日常工作。"}],
    "office": {
        "name": "示例县示例局办公室",
        "address": "示例县示例路1号",
        "hours": "工作日8:30-12:00，14:00-17:30",
        "phone": "示例电话",
        "fax": "无",
        "website": "示例网址",
    },
    "catalog_revised": "{today}",
}
_GUIDE = {"revised": "{today}"}
_ORGAN = {"name": "示例县人民政府", "kind": "人民政府", "level": "县级"}
_ITEM = {
    "id": "{code}-001",
    "title": "机构职能",
    "class": "{code}",
    "elements": [
        "机关职能",
        "内设机构",
        "办公地址",
        "办公时间",
        "联系方式",
        "负责人姓名",
    ],
    "basis": ["《中华人民共和国政府信息公开条例》第二十条第（二）项"],
    "time_limit": "自信息形成或者变更之日起20个工作日内",
    "duration": "长期公开",
    "channels": ["政府网站"],
    "audience": ["全社会"],
    "mode": "主动公开",
    "levels": ["县级"],
    "responsibility": {
        "made_by": "办公室",
        "updated_by": "办公室",
        "reviewed_by": "办公室",
        "accountable": "办公室",
    },
}
_ENTRY = {
    "item": "{code}-001",
    "title": "示例局职能和机构设置",
    "summary": "示例局的主要职责、内设机构和联系方式。",
    "created": "{today}",
}


def starting_files(
    schemas: Schemas, vocabulary: Mapping[str, bytes], unit: str, keys: Form, today: date
) -> dict[str, bytes]:
    """Return path → bytes of a workspace with the standard vocabularies and one example unit, made on a day."""
    folder = f"{CATALOGS}/{unit}"
    words = {"code": FIRST_CLASS, "keys": keys, "today": today.isoformat()}
    texts = {
        SETTINGS_FILE: _Start("settings", "设置", _SETTINGS),
        f"{CATALOGS}/{VOCABULARY_FOLDER}/organs.yaml": _Start(
            "organs", "本工作区以外、记录里要引用的机关", _ORGAN
        ),
        f"{folder}/unit.yaml": _Start(
            "unit", "单位概况：把“示例”换成本单位的内容，再删去“示例单位”一行", _UNIT
        ),
        f"{folder}/guide.yaml": _Start(
            "guide",
            "指南：概况和目录里已有的内容会自动编入，这里只写另外要说的",
            _GUIDE,
        ),
        f"{folder}/items/items.yaml": _Start("item", "公开事项：每条以“- ”开头", _ITEM),
        f"{folder}/entries/entries.yaml": _Start(
            "entry", "信息条目：没有索引号、没有办完审查的是草稿，不会公布", _ENTRY
        ),
    }
    return {
        **{
            path: _file(start, schemas[start.kind], keys, words).encode()
            for path, start in texts.items()
        },
        **{f"{CATALOGS}/{VOCABULARY_FOLDER}/{name}": data for name, data in vocabulary.items()},
        **editor_files(schemas, keys),
        f"{folder}/{REGISTER_FILE}": HEADER.encode(),
        ".gitignore": b"build/\n",
        ATTRIBUTES_FILE: f"{ATTRIBUTES}\n".encode(),
    }


def editor_files(schemas: Schemas, keys: Form) -> dict[str, bytes]:
    """Return the editor's settings and schemas of a workspace."""
    schema_files = {
        f".vscode/disclose/{kind}.{keys}.json": editor_schema(schemas[kind], keys) for kind in GLOBS
    }
    documents = {".vscode/settings.json": vscode_settings(keys), **schema_files}
    return {
        path: (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
        for path, document in documents.items()
    }


class _Start(NamedTuple):
    """A file to start from: the kind of its record, the comment on top, the record under canonical names."""

    kind: str
    comment: str
    record: Mapping[str, object]


def _file(start: _Start, schema: Schema, keys: Form, words: Mapping[str, str]) -> str:
    block = _block(start.record, schema.fields, keys, words)
    if SHAPES[start.kind] is Shape.LIST:
        block = [("- " if number == 0 else "  ") + line for number, line in enumerate(block)]
    return "\n".join([f"# {start.comment}。", *block]) + "\n"


def _block(
    record: Mapping[str, object],
    fields: tuple[Field, ...],
    keys: Form,
    words: Mapping[str, str],
) -> list[str]:
    by_name = {field.name: field for field in fields}
    lines: list[str] = []
    for name, value in record.items():
        field = by_name[name]
        key = field.label if keys == "zh" else field.name
        if isinstance(value, dict):
            lines += [
                f"{key}:",
                *("  " + line for line in _block(value, field.children, keys, words)),
            ]
        elif isinstance(value, list):
            lines.append(f"{key}:")
            for item in value:
                block = (
                    _block(item, field.children, keys, words)
                    if isinstance(item, dict)
                    else [str(item)]
                )
                lines += [("  - " if n == 0 else "    ") + line for n, line in enumerate(block)]
        else:
            lines.append(f"{key}: {str(value).format(**words)}")
    return lines
