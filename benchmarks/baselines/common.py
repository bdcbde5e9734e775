"""The files of a workspace, read and checked as a script does it that knows nothing but the usual libraries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

_KINDS = {"items": "item", "entries": "entry"}
_DATE = "tag:yaml.org,2002:timestamp"


class Loader(yaml.CSafeLoader):
    """PyYAML's loader by libyaml, which leaves days as they are typed."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != _DATE]
    for first, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def files(catalogs: Path) -> Iterator[tuple[str, Path]]:
    """Yield kind of record and path of every file."""
    for path in sorted(catalogs.rglob("*.yaml")):
        yield _KINDS.get(path.parent.name, path.stem), path


def form_of(path: Path) -> str:
    """Tell whether the keys of a file are Chinese or English, by the first of them."""
    with path.open(encoding="utf-8") as file:
        first = next((line for line in file if not line.startswith("#")), "")
    key, colon, _ = first.partition(":")
    return "en" if colon and key.isascii() else "zh"


@cache
def validator(schemas: Path, kind: str, form: str) -> Any:
    """Return the validator of a kind of record."""
    return jsonschema.Draft7Validator(json.loads((schemas / f"{kind}.{form}.json").read_bytes()))


def checked(catalogs: Path, schemas: Path) -> Iterator[tuple[str, Path, Any]]:
    """Yield kind, path and content of every file; a file at fault ends the script."""
    for kind, path in files(catalogs):
        data = yaml.load(path.read_bytes(), Loader)  # noqa: S506 - builds plain values only
        for error in validator(schemas, kind, form_of(path)).iter_errors(data):
            raise SystemExit(f"{path}: {error.message}")
        yield kind, path, data
