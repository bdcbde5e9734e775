"""Schemas for text editors: what completes and checks a record while it is being typed.

They are looser than ours where an editor's YAML reader guesses types that we keep as text: an unquoted number or an
empty value is accepted wherever a text is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosure_cli.folders import CATALOGS
from disclosure_cli.reading import Shape
from disclosure_cli.schema.kinds import KINDS
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.settings import Keys

GLOBS: Mapping[str, tuple[str, ...]] = {
    name: tuple(filter(None, (kind.shared, kind.own and f"{CATALOGS}/*/{kind.own}")))
    for name, kind in KINDS.items()
}
"""Kind of record → the files that hold it."""

_KEPT = (
    "title",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
)
_NUMBERS = ("minimum", "maximum")


def editor_schema(schema: Schema, form: Keys) -> dict[str, Any]:
    """Return the JSON Schema of the files of a kind of record, with keys in Chinese or English."""
    record = _translate(schema.document, form)
    if KINDS[schema.kind].shape is Shape.SINGLE:
        return {"$schema": "http://json-schema.org/draft-07/schema#", **record}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": ["array", "null"],
        "items": record,
    }


def vscode_settings(form: Keys) -> dict[str, Any]:
    """Return the editor settings that tie each file to its schema."""
    return {
        "yaml.schemas": {
            f".vscode/disclose/{kind}.{form}.json": list(globs) for kind, globs in GLOBS.items()
        },
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "editor.detectIndentation": False,
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
    }


def _translate(node: Mapping[str, Any], form: Keys) -> dict[str, Any]:
    """Return one schema for an editor: names in the form asked for, types as an editor's reader sees them."""
    found: dict[str, Any] = {key: node[key] for key in (*_KEPT, *_NUMBERS) if key in node}
    if "description" in node:
        found["description"] = _described(node)
    if "examples" in node:
        found["examples"] = node["examples"] if node.get("type") not in {"array", "object"} else []
    if "type" in node:
        found |= _typed(node)
    if "properties" in node:
        names = _names(node, form)
        found["properties"] = {
            names[name]: _translate(inner, form) for name, inner in node["properties"].items()
        }
        found["required"] = [names[name] for name in node.get("required", ())]
        found["additionalProperties"] = False
    if "items" in node:
        found["items"] = _translate(node["items"], form)
    return found


def _names(node: Mapping[str, Any], form: Keys) -> dict[str, str]:
    return {
        name: inner["title"] if form == "zh" else name for name, inner in node["properties"].items()
    }


def _described(node: Mapping[str, Any]) -> str:
    example = next(iter(node.get("examples", ())), None)
    return (
        f"{node['description']} 例如：{example}"
        if isinstance(example, str)
        else str(node["description"])
    )


def _typed(node: Mapping[str, Any]) -> dict[str, Any]:
    kind = node["type"]
    if "enum" in node:
        return {"enum": [*node["enum"], None]}
    if kind == "string":
        return {"type": ["string", "number", "null"]}
    if kind == "boolean":
        return {"enum": [True, False, "是", "否", None]}
    return {"type": [kind, "null"]}
