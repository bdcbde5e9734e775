"""The workspace that cases are laid over, with some files changed, and what the rules find in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from disclosure_cli.catalog import CheckedFile, assemble, check_file, role_of
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Catalog, Diagnostic
from disclosure_cli.schema.schemas import Schemas
from tests.support.registers import registered

BASE = Path(__file__).parents[1] / "cases" / "_base"
AS_OF = date(2025, 3, 31)
UNIT = "catalogs/demo/unit.yaml"
GUIDE = "catalogs/demo/guide.yaml"
ITEMS = "catalogs/demo/items/items.yaml"
ENTRIES = "catalogs/demo/entries/entries.yaml"
SETTINGS = "disclose.yaml"


@cache
def base_files() -> Mapping[str, str]:
    """Return path → text of the base workspace with the standard vocabularies."""
    own = {
        path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in BASE.rglob("*.yaml")
    }
    shared = {f"catalogs/_vocab/{name}": data.decode() for name, data in vocabulary_files().items()}
    return {**own, **shared}


@cache
def _schemas() -> Schemas:
    return load_schemas()[0]


@cache
def _checked(path: str, text: str) -> CheckedFile:
    role = role_of(path)
    assert role is not None, path
    return check_file(path, text.encode(), role, _schemas())


def _assembled(files: Mapping[str, str]) -> tuple[Catalog, list[Diagnostic]]:
    texts = {**base_files(), **files}
    return assemble([_checked(path, text) for path, text in sorted(texts.items())], texts)


def catalog_of(files: Mapping[str, str]) -> Catalog:
    """Return the base workspace with some files changed or added."""
    return _assembled(files)[0]


def diagnostics(
    files: Mapping[str, str], families: Iterable[str] = "YSRLCGTFI"
) -> list[Diagnostic]:
    """Return what is found in the base workspace with some files changed or added."""
    catalog, found = _assembled(files)
    wanted = tuple(families)
    return [
        diagnostic
        for diagnostic in validate(registered(catalog), found, _schemas(), AS_OF)
        if diagnostic.code.startswith(wanted)
    ]


def codes(files: Mapping[str, str], families: Iterable[str] = "YSRLCGTFI") -> set[str]:
    """Return the codes of what is found."""
    return {diagnostic.code for diagnostic in diagnostics(files, families)}


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the base workspace with one stretch replaced."""
    text = base_files()[path]
    assert old in text, old
    return {path: text.replace(old, new, 1)}


def added(path: str, *lines: str) -> dict[str, str]:
    """Return a file of the base workspace with lines behind its last."""
    return {path: "\n".join([base_files()[path].rstrip("\n"), *lines, ""])}
