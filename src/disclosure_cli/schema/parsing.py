"""The text of JSON Schema files, and of what a workspace adds to them → schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from disclosure_cli.schema.kinds import KINDS
from disclosure_cli.schema.schemas import Schema, Schemas


def parse(documents: Mapping[str, str], extensions: Mapping[str, str]) -> Schemas:
    """Return the schemas from the text of their files, by kind (`item`, …; `common` holds shared blocks).

    `extensions` are a workspace's additions: JSON objects with `properties` that a packaged schema does not
    have. Raises `ValueError` with a Chinese sentence where an extension is not that.
    """
    return _parsed(tuple(documents.items()), tuple(extensions.items()))


@lru_cache(maxsize=2)
def _parsed(
    documents: tuple[tuple[str, str], ...], extensions: tuple[tuple[str, str], ...]
) -> Schemas:
    """Do the work of `parse`, once for the same texts: a preview reads its workspace again and again."""
    loaded = {kind: json.loads(text) for kind, text in documents}
    for kind, text in extensions:
        _extend(loaded, kind, text)
    by_id = {document["$id"]: document for document in loaded.values()}
    return Schemas(
        {
            kind: Schema(kind, _inline(loaded[kind], loaded[kind], by_id))
            for kind in KINDS
            if kind in loaded
        }
    )


def _extend(loaded: dict[str, Any], kind: str, text: str) -> None:
    """Add a workspace's fields to a packaged schema. Raises `ValueError` where they are none, or not new."""
    name = f"{kind}.extension.json"
    if kind not in KINDS:
        raise ValueError(f"{name}：没有“{kind}”这种记录，可以增加字段的有：{'、'.join(KINDS)}")
    try:
        added = json.loads(text)["properties"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"{name}：应当是有“properties”的JSON对象") from error
    for path in _faults(added, loaded["meta"]):
        raise ValueError(f"{name}：字段的写法不对（{path or 'properties'}）")
    existing = loaded[kind]["properties"]
    for field, definition in added.items():
        taken = {known["title"] for known in existing.values()} | set(existing)
        if {field, definition["title"]} & taken:
            both = f"{field}（{definition['title']}）"
            raise ValueError(f"{name}：字段“{both}”与已有的字段重名，只能增加，不能改动")
        existing[field] = definition


def _faults(added: Any, meta: Mapping[str, Any]) -> Iterator[str]:
    """Yield where added fields are not what our schemas may be, as `field/keyword`."""
    import jsonschema

    definitions = {"$defs": meta["$defs"], "$ref": "#/$defs/properties"}
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("regex", raises=re.error)(lambda text: bool(re.compile(text)))
    for error in jsonschema.Draft202012Validator(definitions, format_checker=checker).iter_errors(
        added
    ):
        yield "/".join(map(str, error.absolute_path))


def _inline(node: Any, document: Mapping[str, Any], by_id: Mapping[str, Any]) -> Any:
    """Return a schema with every `$ref` replaced by what it refers to; its own siblings win."""
    if isinstance(node, list):
        return [_inline(item, document, by_id) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        identifier, _, pointer = node["$ref"].partition("#")
        home = by_id[identifier] if identifier else document
        target: Any = home
        for step in pointer.strip("/").split("/"):
            target = target[step]
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        return _inline({**target, **siblings}, home, by_id)
    return {
        key: _inline(value, document, by_id)
        for key, value in node.items()
        if key not in {"$defs", "$id", "$schema"} or node is not document
    }
