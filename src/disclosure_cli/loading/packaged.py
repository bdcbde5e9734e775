"""What the package brings along: templates, schemas and vocabularies, and a digest of all that decides the output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from disclosure_cli.loading.disk import names, read
from disclosure_cli.writing import digest, digest_of

_CODE = Path(__file__).parents[1]
_LIBRARIES = {
    "jinja2": "jinja2",
    "jsonschema": "jsonschema",
    "openpyxl": "openpyxl",
    "yaml": "pyyaml",
}
"""Module → the name that its library is installed under."""


def packaged(name: str) -> Path:
    """Return a folder of the package's data (`templates`, `schemas`, `vocabulary`), installed or in a checkout."""
    installed = _CODE / name
    if installed.is_dir():
        return installed
    return _CODE.parents[1] / {"vocabulary": "catalogs/_vocab"}.get(name, name)


@cache
def program_digest() -> str:
    """Return one digest over the program, its templates and schemas, and the libraries that make the bytes."""
    files = {name: digest(data) for name, data in _package_files()}
    return digest_of([sys.version, *_library_names(), files])


def _package_files() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of everything that decides what the program makes of a workspace."""
    for label, folder, ending in (
        ("code", _CODE, ".py"),
        ("schemas", packaged("schemas"), ".json"),
        ("templates", packaged("templates"), ""),
    ):
        for name in names(folder):
            if name.endswith(ending):
                yield f"{label}/{name}", read(folder, name)


def _library_names() -> Iterator[str]:
    """Yield name and version of each library that has a part in the bytes of the output, as it is installed."""
    for module, library in _LIBRARIES.items():
        spec = find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        for name in sorted(path.name for path in Path(spec.origin).parents[1].iterdir()):
            if name.lower().startswith(f"{library}-") and name.endswith(".dist-info"):
                yield name


def vocabulary_files() -> dict[str, bytes]:
    """Return name → bytes of the standard vocabularies for a new workspace."""
    return {path.name: path.read_bytes() for path in sorted(packaged("vocabulary").glob("*.yaml"))}
