"""The files of a new workspace, and of a new unit in one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from disclosure_cli.catalog import assemble, check_file, role_of
from disclosure_cli.creating.drafting import (
    NORMAL_LIMIT,
    REGULATIONS,
    conditions_of_kind,
    reminders,
    starting_items,
)
from disclosure_cli.creating.editor import GLOBS, editor_schema, vscode_settings
from disclosure_cli.duties.responsible import DUTIES
from disclosure_cli.editing.yaml_text import block, emit
from disclosure_cli.facts.context import Context
from disclosure_cli.folders import CATALOGS, REGISTER_FILE, SETTINGS_FILE, VOCABULARY_FOLDER
from disclosure_cli.model import Data
from disclosure_cli.numbering import ATTRIBUTES, ATTRIBUTES_FILE
from disclosure_cli.reading import Shape
from disclosure_cli.registry.register import HEADER
from disclosure_cli.schema.kinds import KINDS
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.settings import SCHEMA_VERSION, Keys
from disclosure_cli.unit_kinds import COUNTY, DEPARTMENT, PUBLIC_INSTITUTION, SUBDISTRICT, TOWNSHIP

RECIPES = {"github": ".github/workflows/disclose.yml", "gitlab": ".gitlab-ci.yml"}
"""CI service → where its recipe for checking and publishing stands in a workspace."""
USUAL_KIND = DEPARTMENT
_EXAMPLES = {
    COUNTY: ("示例县人民政府", "示例县政府"),
    TOWNSHIP: ("示例县示例镇人民政府", "示例镇"),
    SUBDISTRICT: ("示例区示例街道办事处", "示例街道"),
    PUBLIC_INSTITUTION: ("示例县示例院", "示例院"),
}
_EXAMPLE = ("示例县示例局", "示例局")
_OFFICE = "办公室"
_ADDRESS = "示例县示例路1号"
_HOURS = "工作日8:30-12:00，14:00-17:30"
_PLACES = {
    "公开查阅点": {"kind": "公共查阅点", "name": "示例查阅点", "hours": _HOURS},
    "社区/企事业单位/村公示栏（电子屏）": {"kind": "公开栏", "name": "示例公开栏"},
}
"""What is written of the places of channels, which the guide has to say."""
_ORGAN = {"name": "示例县人民政府", "kind": "人民政府", "level": "县级"}
_ITEM = {
    "id": "0101-001",
    "title": "机构职能",
    "class": "0101",
    "elements": [
        "机关职能",
        "内设机构",
        "办公地址",
        "办公时间",
        "联系方式",
        "负责人姓名",
    ],
    "basis": [f"{REGULATIONS}第二十条第（二）项"],
    "time_limit": NORMAL_LIMIT,
    "duration": "长期公开",
    "channels": ["政府网站"],
    "audience": ["全社会"],
    "mode": "主动公开",
    "levels": ["县级"],
    "responsibility": dict.fromkeys(DUTIES, _OFFICE),
}
_HEADS = {
    "settings": "设置",
    "organs": "本工作区以外、记录里要引用的机关",
    "guide": "指南：概况和目录里已有的内容会自动编入，这里只写另外要说的",
    "item": "公开事项：每条以“- ”开头",
    "entry": "信息条目：没有索引号、没有办完审查的是草稿，不会公布",
}
_EXAMPLE_HEAD = "单位概况：把“示例”换成本单位的内容，再删去“示例单位”一行"
_UNIT_HEAD = "单位概况：以“# ”开头的各项照说明填写，去掉“# ”"
_STARTING_HEAD = (
    "公开事项：本类单位一般有的事项，按照实际情况修改。"
    "本单位不涉及的，删去这一条，在 unit.yaml 的“不涉及的内容”里逐项说明理由"
)
_LEFT_OPEN = (
    "region",
    "index_prefix",
    "office",
    "supervision",
    "remedies",
    "leadership",
    "departments",
    "platforms",
    "places",
    "inquiry",
    "responsibility",
    "not_applicable",
    "item_review",
)
"""What a profile is not complete without, and nobody but the unit knows."""


def starting_files(
    schemas: Schemas,
    vocabulary: Mapping[str, bytes],
    unit: str,
    keys: Keys,
    today: date,
    kind: str = USUAL_KIND,
    items: Iterable[Data] = (),
) -> dict[str, bytes]:
    """Return path → bytes of a workspace with the standard vocabularies and one example unit, made on a day.

    With `items` the unit begins with these; without, with one item and one entry to look at.
    """
    settings = {
        "site_title": "政府信息公开目录",
        "schema_version": SCHEMA_VERSION,
        "keys": keys,
        "output": "build",
    }
    folder = f"{CATALOGS}/{unit}"
    started = list(items)
    profile = _example_profile(kind, today)
    entry = {
        "item": _ITEM["id"],
        "title": "示例局职能和机构设置",
        "summary": "示例局的主要职责、内设机构和联系方式。",
        "created": today.isoformat(),
    }
    return {
        SETTINGS_FILE: _file([settings], schemas["settings"], keys),
        f"{folder}/unit.yaml": _file([profile], schemas["unit"], keys, _EXAMPLE_HEAD),
        **_records(unit, schemas, keys, today, started or [_ITEM], [] if started else [entry]),
        **{f"{CATALOGS}/{VOCABULARY_FOLDER}/{name}": data for name, data in vocabulary.items()},
        # The packaged organs are those of the example units.
        f"{CATALOGS}/{VOCABULARY_FOLDER}/organs.yaml": _file([_ORGAN], schemas["organs"], keys),
        **editor_files(schemas, keys),
        ".gitignore": "build/\n*-编辑表.xlsx\n".encode(),
        ATTRIBUTES_FILE: f"{ATTRIBUTES}\n".encode(),
    }


def _example_profile(kind: str, today: date) -> dict[str, Any]:
    name, short_name = _EXAMPLES.get(kind, _EXAMPLE)
    conditions = conditions_of_kind(kind)
    return {
        "name": name,
        "short_name": short_name,
        "kind": kind,
        "level": conditions.level,
        "demo": True,
        "departments": [{"name": _OFFICE, "duty": "承办信息公开日常工作。"}],
        "office": {
            "name": f"{name}{_OFFICE}",
            "address": _ADDRESS,
            "hours": _HOURS,
            "phone": "示例电话",
            "fax": "无",
            "website": "示例网址",
        },
        "places": [
            {"channel": channel, "address": _ADDRESS, **_PLACES[channel]}
            for channel in conditions.channels
            if channel in _PLACES
        ],
        "responsibility": dict.fromkeys(DUTIES, _OFFICE),
        "catalog_revised": today.isoformat(),
    }


def standard_items(
    schemas: Schemas, vocabulary: Mapping[str, bytes], kind: str
) -> list[dict[str, Any]]:
    """Return the items that units of a kind usually have, by the standard vocabularies."""
    files = {f"{CATALOGS}/{VOCABULARY_FOLDER}/{name}": data for name, data in vocabulary.items()}
    checked = [
        check_file(path, data, role, schemas)
        for path, data in files.items()
        if (role := role_of(path)) is not None
    ]
    catalog, _ = assemble(checked, files)
    context = Context(catalog, schemas, date.min)
    conditions = conditions_of_kind(kind, context.special_limits)
    return list(starting_items(context.classes.values(), context.topics, conditions))


def unit_files(
    unit: str, profile: Data, items: Iterable[Data], schemas: Schemas, keys: Keys, today: date
) -> dict[str, bytes]:
    """Return path → bytes of a unit that is added to a workspace. `profile` is what is known of it."""
    schema = schemas["unit"]
    known = {**profile, "catalog_revised": today.isoformat()}
    open_fields = reminders(schema, known, _LEFT_OPEN, keys)
    comments = "".join(f"# {line}\n" for line in open_fields).encode()
    return {
        f"{CATALOGS}/{unit}/unit.yaml": _file([known], schema, keys, _UNIT_HEAD) + comments,
        **_records(unit, schemas, keys, today, list(items), []),
    }


def _records(
    unit: str,
    schemas: Schemas,
    keys: Keys,
    today: date,
    items: list[Data],
    entries: list[Data],
) -> dict[str, bytes]:
    """Return what lies beside the profile of a new unit."""
    folder = f"{CATALOGS}/{unit}"
    guide = {"revised": today.isoformat()}
    head = _STARTING_HEAD if len(items) > 1 else _HEADS["item"]
    return {
        f"{folder}/guide.yaml": _file([guide], schemas["guide"], keys),
        f"{folder}/items/items.yaml": _file(items, schemas["item"], keys, head),
        f"{folder}/{REGISTER_FILE}": HEADER.encode(),
        **(
            {f"{folder}/entries/entries.yaml": _file(entries, schemas["entry"], keys)}
            if entries
            else {}
        ),
    }


def editor_files(schemas: Schemas, keys: Keys) -> dict[str, bytes]:
    """Return the editor's settings and schemas of a workspace."""
    schema_files = {
        f".vscode/disclose/{kind}.{keys}.json": editor_schema(schemas[kind], keys) for kind in GLOBS
    }
    documents = {".vscode/settings.json": vscode_settings(keys), **schema_files}
    return {
        path: (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
        for path, document in documents.items()
    }


def _file(records: list[Data], schema: Schema, keys: Keys, head: str = "") -> bytes:
    """Return a file of records, or of one record, with a comment at its head."""
    title = f"# {head or _HEADS[schema.kind]}。\n"
    if KINDS[schema.kind].shape is Shape.LIST:
        return (
            title + ("\n" if len(records) > 1 else "") + emit(records, schema.fields, keys)
        ).encode()
    lines = block(records[0], schema.fields, keys)
    return (title + "".join(f"{line}\n" for line in lines)).encode()
