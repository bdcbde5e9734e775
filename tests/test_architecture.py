"""Imports run downwards, each library has one home, and only the edge touches disk and clock."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "disclosure_cli"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

# From the ground up. A name stands for the module, or for the package with all that is in it; a longer name wins.
LAYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ground", ("folders", "model", "places", "reading")),
    (
        "domain",
        (
            "catalog",
            "comparison",
            "compile",
            "document",
            "duties",
            "facts",
            "findings.control",
            "grammar",
            "index_scheme",
            "pages",
            "publishing",
            "registry",
            "review.subject",
            "rules",
            "schema",
            "settings",
            "showing",
            "text_width",
            "unit_kinds",
            "words",
        ),
    ),
    ("rendering", ("outputs", "reports")),
    (
        "application",
        (
            "artifacts",
            "creating",
            "editing",
            "findings",
            "fixing",
            "importing",
            "manual",
            "numbering",
            "review",
            "sheets",
        ),
    ),
    (
        "edge",
        (
            "__main__",
            "building",
            "cli",
            "findings.checking",
            "loading",
            "processes",
            "serving",
            "writing",
        ),
    ),
)
EDGE = tuple(f"{PACKAGE}.{name}" for name in LAYERS[-1][1])

# The only modules that may know a library. A trailing `*` stands for the rest of a name.
HOMES: dict[str, tuple[str, ...]] = {
    "chinese_calendar": ("duties.working_days",),
    "click": ("cli",),
    "docx": ("importing.readers.docx*",),
    "holidays": ("duties.working_days",),
    "jinja2": ("outputs.html",),
    "jsonschema": ("schema",),
    "jsonschema_rs": ("schema",),
    "markupsafe": ("outputs.html",),
    "lxml": ("importing.readers",),
    "openpyxl": ("outputs.xlsx", "reports.xlsx*", "importing.readers.xlsx*"),
    "referencing": ("schema",),
    "stdnum": ("grammar",),
    "xlrd": ("importing.readers.xls*",),
    "watchfiles": ("serving",),
    "yaml": ("reading",),
}

# Standard modules whose purpose is an effect, or that answer differently on each run.
EFFECTS = frozenset(
    {
        "locale",
        "multiprocessing",
        "os",
        "platform",
        "random",
        "secrets",
        "shutil",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
    }
)
EFFECT_HOMES: dict[str, tuple[str, ...]] = {"sqlite3": ("outputs.sqlite",)}
FILE_METHODS = frozenset(
    {
        "exists",
        "glob",
        "is_dir",
        "is_file",
        "iterdir",
        "mkdir",
        "read_bytes",
        "read_text",
        "rename",
        "rglob",
        "rmdir",
        "stat",
        "symlink_to",
        "touch",
        "unlink",
        "write_bytes",
        "write_text",
    }
)
CLOCK_METHODS = frozenset({"now", "today", "utcnow"})


@dataclass(frozen=True)
class Module:
    """A module of the package: its full name, whether it is a package, and its syntax tree."""

    name: str
    is_package: bool
    tree: ast.Module

    @property
    def short(self) -> str:
        """Its name inside the package."""
        return self.name.removeprefix(f"{PACKAGE}.")


def modules() -> Iterator[Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        yield Module(name, is_package, ast.parse(path.read_text("utf-8")))


MODULES = tuple(modules())
NAMES = frozenset(module.name for module in MODULES)
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Yield what a module imports, anywhere in it and also for types only, with the line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(module, node)
            for alias in node.names:
                full = f"{origin}.{alias.name}"
                yield (full if full in NAMES else origin), node.lineno


def _origin(module: Module, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    ups = node.level - 1 if module.is_package else node.level
    base = module.name.split(".")[: -ups or None]
    return ".".join([*base, *([node.module] if node.module else [])])


def is_part(name: str, whole: str) -> bool:
    """Tell whether a module is that module, or lies in that package, or begins as `whole*` says."""
    if whole.endswith("*"):
        return name.startswith(whole[:-1])
    return name == whole or name.startswith(f"{whole}.")


def layer(name: str) -> int | None:
    """Return the height of a module's layer; the package itself is only a name and a version, below all."""
    if name == PACKAGE:
        return -1
    ranked = [
        (len(member), height)
        for height, (_, members) in enumerate(LAYERS)
        for member in members
        if is_part(name, f"{PACKAGE}.{member}")
    ]
    return max(ranked)[1] if ranked else None


@each_module
def test_imports_run_downwards(module: Module) -> None:
    own = layer(module.name)
    assert own is not None, f"{module.name} has no layer yet: enter it in LAYERS"
    upwards = [
        f"line {line}: {name}"
        for name, line in imports(module)
        if is_part(name, PACKAGE) and (height := layer(name)) is not None and height > own
    ]
    assert not upwards


@each_module
def test_a_library_is_imported_in_its_home_only(module: Module) -> None:
    foreign = [
        f"line {line}: {name}"
        for name, line in imports(module)
        if (top := name.partition(".")[0]) not in sys.stdlib_module_names
        and top != PACKAGE
        and not any(is_part(module.short, home) for home in HOMES.get(top, ()))
    ]
    assert not foreign


@each_module
def test_only_the_edge_touches_disk_and_clock(module: Module) -> None:
    if any(is_part(module.name, name) for name in EDGE):
        return
    effects = [
        f"line {line}: import {name}"
        for name, line in imports(module)
        if name in EFFECTS
        and not any(is_part(module.short, home) for home in EFFECT_HOMES.get(name, ()))
    ]
    assert not effects + [call for node in ast.walk(module.tree) for call in _effects(node)]


def _effects(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    match node.func:
        case ast.Name(id="open" | "input" | "breakpoint" as name):
            yield f"line {node.lineno}: {name}()"
        case ast.Attribute(attr=name) if name in FILE_METHODS:
            yield f"line {node.lineno}: .{name}()"
        case ast.Attribute(value=value, attr=name) if name in CLOCK_METHODS:
            if ast.unparse(value).split(".")[-1] in {"date", "datetime", "dt"}:
                yield f"line {node.lineno}: {ast.unparse(node.func)}()"


@each_module
def test_the_terminal_is_written_by_click_only(module: Module) -> None:
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    assert not [
        f"line {call.lineno}: print()"
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]


def test_no_module_needs_itself() -> None:
    """A cycle of imports that run when a module is loaded makes the order of imports matter."""
    needs = {module.name: sorted(_needed_to_load(module)) for module in MODULES}
    done: set[str] = set()
    cycles: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            cycles.append(" → ".join((*above[above.index(name) :], name)))
        elif name not in done:
            for needed in needs[name]:
                visit(needed, (*above, name))
            done.add(name)

    for name in needs:
        visit(name, ())
    assert not cycles


def _needed_to_load(module: Module) -> set[str]:
    """Return the modules of the package that are loaded before a module is, not inside its functions or for types.

    To load a module of another package is to load that package first.
    """
    statements = [
        node for node in module.tree.body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    top = Module(module.name, module.is_package, ast.Module(list(statements), []))
    named = {name for name, _ in imports(top) if name in NAMES and name != module.name}
    around = {package for name in named for package in _packages(name)}
    return (named | around) - {module.name, *_packages(module.name)}


def _packages(name: str) -> list[str]:
    """Return the packages that a module stands in."""
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def test_the_command_line_starts_with_click_alone() -> None:
    """A heavy library that is loaded with the command line is paid for by every command and by `--help`."""
    script = (
        f"import sys; before = set(sys.modules); import {PACKAGE}.cli;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(result.stdout.split()) - sys.stdlib_module_names - {PACKAGE}
    assert loaded == {"click"}
