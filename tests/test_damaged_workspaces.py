"""Whatever field of a record is missing or of another shape, each command says so and ends; none fails."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from disclosure_cli.catalog import role_of
from disclosure_cli.loading.workspace import load_schemas
from tests.support.fixtures import MakeWorkspace, Run

ROOT = Path(__file__).parents[1]
UNIT = "yuantan-town"
KINDS = ("item", "entry", "unit", "guide")
SCHEMAS = load_schemas()[0]
HOWS: Mapping[str, Any] = {"dropped": None, "listed": ["甲", "乙"], "mapped": {"甲": "乙"}}
"""How a field is damaged → what stands there then."""
DAY = ("--as-of", "2025-12-31")
ITEM = ("--title", "新的事项", "--made-by", "党政办公室")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("validate", *DAY),
    ("stats", "--format", "json"),
    ("diff", "{sound}", ".", "--public"),
    ("diff", "{sound}", ".", "--format", "json"),
    ("worklist", *DAY),
    ("sheet", UNIT, "-o", "edited.xlsx"),
    ("fix",),
    ("new", "item", UNIT, "--class", "0101", *ITEM, *DAY),
    ("new", "entry", UNIT, "--item", "{item}", "--title", "新的信息", *DAY),
)


class Damage(NamedTuple):
    """A field that is damaged: the Chinese names, and the numbers in lists, that lead to it in a file."""

    kind: str
    path: str
    keys: tuple[str | int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names alone."""
        return tuple(key for key in self.keys if isinstance(key, str))

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(self.names)}"

    def applied(self, how: str) -> dict[str, str]:
        """Return the damaged file."""
        content = copy.deepcopy(parsed()[self.path])
        *around, name = self.keys
        block = content
        for key in around:
            block = block[key]
        if how == "dropped":
            del block[name]
        else:
            block[name] = HOWS[how]
        return {self.path: yaml.safe_dump(content, allow_unicode=True, sort_keys=False)}


@cache
def sound() -> Mapping[str, str]:
    """Return the files of a workspace with one unit, which has everything."""
    folders = (ROOT / "catalogs/_vocab", ROOT / "catalogs" / UNIT)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in (*files, ROOT / "disclose.yaml")
    }


@cache
def parsed() -> Mapping[str, Any]:
    """Return what the files of the unit hold, every scalar as it was typed."""
    own = (path for path in sound() if f"/{UNIT}/" in path and path.endswith(".yaml"))
    return {path: yaml.load(sound()[path], yaml.BaseLoader) for path in own}  # noqa: S506


def damages() -> Iterator[Damage]:
    """Yield each field that a record of the unit has, at any depth, once for each kind of record."""
    seen = set()
    for path, content in parsed().items():
        role = role_of(path)
        assert role is not None
        if role.kind not in KINDS:
            continue
        for keys in paths_in(content):
            damage = Damage(role.kind, path, keys)
            if (damage.kind, damage.names) not in seen:
                seen.add((damage.kind, damage.names))
                yield damage


def paths_in(value: Any) -> Iterator[tuple[str | int, ...]]:
    """Yield the path to each key of a mapping inside a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if isinstance(key, str):
            yield (key,)
        if isinstance(inner, dict | list):
            yield from ((key, *path) for path in paths_in(inner))


def required(kind: str) -> set[str]:
    """Return the Chinese names of the fields that a kind of record has to have."""
    schema = SCHEMAS[kind]
    names = schema.document.get("required", ())
    return {field.label for field in schema.fields if field.name in names}


ALL = tuple(damages())
OF_RECORDS = tuple(damage for damage in ALL if len(damage.names) == 1)
INSIDE = tuple(damage for damage in ALL if len(damage.names) > 1)
REQUIRED = tuple(damage for damage in OF_RECORDS if damage.names[0] in required(damage.kind))
SAMPLE = tuple((damage, how) for damage in REQUIRED for how in HOWS)[::4]


@pytest.fixture(scope="module")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    for path, text in sound().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    return folder


def run_all(root: Path, sound_folder: Path, run: Run) -> set[int]:
    """Run each command and return the exit codes; one that fails by a bug raises it."""
    codes = set()
    item = next(iter(parsed()[f"catalogs/{UNIT}/items/agriculture.yaml"]))["事项编号"]
    for command in COMMANDS:
        arguments = [part.format(sound=sound_folder, item=item) for part in command]
        result = run(*arguments, cwd=root)
        assert result.exit_code in {0, 1, 2}, arguments
        assert result.output.strip(), arguments
        codes.add(result.exit_code)
    return codes


def test_every_command_has_its_way_with_a_sound_workspace(
    workspace: MakeWorkspace, sound_folder: Path, run: Run
) -> None:
    assert run_all(workspace(sound()), sound_folder, run) == {0}


def test_every_required_field_is_damaged() -> None:
    wanted = {(kind, name) for kind in KINDS for name in required(kind)}
    assert {(damage.kind, damage.names[0]) for damage in REQUIRED} == wanted


@pytest.mark.parametrize(("damage", "how"), SAMPLE, ids=str)
def test_no_command_fails_where_a_required_field_is_damaged(
    damage: Damage, how: str, workspace: MakeWorkspace, sound_folder: Path, run: Run
) -> None:
    run_all(workspace({**sound(), **damage.applied(how)}), sound_folder, run)


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("damage", OF_RECORDS, ids=str)
def test_no_command_fails_where_any_field_is_damaged(
    damage: Damage, how: str, workspace: MakeWorkspace, sound_folder: Path, run: Run
) -> None:
    run_all(workspace({**sound(), **damage.applied(how)}), sound_folder, run)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "how"),
    [(damage, tuple(HOWS)[number % len(HOWS)]) for number, damage in enumerate(INSIDE)],
    ids=str,
)
def test_no_command_fails_where_a_field_inside_is_damaged(
    damage: Damage, how: str, workspace: MakeWorkspace, sound_folder: Path, run: Run
) -> None:
    run_all(workspace({**sound(), **damage.applied(how)}), sound_folder, run)
