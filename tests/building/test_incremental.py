"""A build that makes only what changed leaves, byte for byte, what a build from nothing makes: after any changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.workspace import Size, files
from disclosure_cli.artifacts.contributions import DATABASE, Contribution, Public
from disclosure_cli.artifacts.fields import Part
from disclosure_cli.building.updating import Outcome, Request, update
from disclosure_cli.compile.data.database import Rows
from disclosure_cli.compile.view import UnitView
from disclosure_cli.loading import workspace as workspaces
from disclosure_cli.loading.workspace import Workspace
from disclosure_cli.model import Artifact
from disclosure_cli.writing import MANIFEST

COUNTY, DEPARTMENT, TOWN = UNITS = ("c01-county-01", "c01-department-01", "c01-town-01")
OTHER_ID = "moved-unit"
MANY, LONG = 40, 12

Output = dict[str, bytes]


@dataclass
class Office:
    """A workspace that is changed again and again, its output, and what lies beside for later."""

    root: Path
    aside: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def output(self) -> Path:
        return self.root / "build"

    def path(self, name: str) -> Path:
        return self.root / name

    def unit(self, pick: int) -> Path:
        """Return the folder of one of the units that there are."""
        folders = sorted(p.parent for p in self.root.glob("catalogs/*/unit.yaml"))
        return folders[pick % len(folders)]

    def records(self, pick: int, folder: str) -> Path | None:
        """Return a file of records of one of the units, if it has one."""
        found = sorted(self.unit(pick).glob(f"{folder}/*.yaml"))
        return found[pick // 7 % len(found)] if found else None

    def build(self, folder: Path, *units: str) -> Outcome:
        request = Request(folder, frozenset(units), keep_going=True, jobs=1)
        return update(Workspace(self.root), request, lambda done, total: None)


Change = Callable[[Office, int], None]


def in_records(folder: str, change: Callable[[list[str], int], list[str]]) -> Change:
    """Return the change of a file of records, given as its records."""

    def apply(office: Office, pick: int) -> None:
        path = office.records(pick, folder)
        if path is not None:
            records = path.read_text("utf-8").removeprefix("- ").split("\n\n- ")
            changed = [record.rstrip("\n") for record in change(records, pick)]
            path.write_text("- " + "\n\n- ".join(changed) + "\n" if changed else "", "utf-8")

    return apply


def in_one(pattern: str, replacement: str) -> Callable[[list[str], int], list[str]]:
    """Return the change of a text in one record."""

    def change(records: list[str], pick: int) -> list[str]:
        index = pick % len(records)
        changed = re.sub(pattern, replacement, records[index], count=1, flags=re.MULTILINE)
        return [*records[:index], changed, *records[index + 1 :]]

    return change


def in_file(name: str, old: str, new: str) -> Change:
    """Return the change of a text that is there to another, and back."""

    def apply(office: Office, pick: int) -> None:
        path = office.path(name)
        text = path.read_text("utf-8")
        path.write_text(text.replace(new, old) if new in text else text.replace(old, new), "utf-8")

    return apply


def with_file(name: str, text: str) -> Change:
    """Return the adding of a file that is not there, and the removal of one that is."""

    def apply(office: Office, pick: int) -> None:
        path = office.path(name)
        if path.exists():
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return apply


def added(records: list[str], pick: int) -> list[str]:
    copy = re.sub(r"^(事项编号|id): (\d+)-\d+", rf"\1: \g<2>-{100 + pick}", records[0])
    return [*records, re.sub(r"^(  (?:事项名称|title): .*)", r"\1另一项", copy, flags=re.MULTILINE)]


def removed(records: list[str], pick: int) -> list[str]:
    return [record for index, record in enumerate(records) if index != pick % len(records)]


def rename_file(office: Office, pick: int) -> None:
    path = office.records(pick, "items")
    if path is not None:
        path.rename(path.with_name(f"{'b' if path.name < 'b' else 'a'}{path.name}"))


def move_record(office: Office, pick: int) -> None:
    """Move the first record of a file into a file of its own."""
    path = office.records(pick, "items")
    if path is not None and "\n\n- " in (text := path.read_text("utf-8")):
        first, _, others = text.partition("\n\n- ")
        path.write_text(f"- {others}", "utf-8")
        path.with_name(f"0{path.name}").write_text(f"{first}\n", "utf-8")


def take_or_bring_unit(office: Office, pick: int) -> None:
    """Take a unit away, and bring it back the next time."""
    name = UNITS[pick % len(UNITS)]
    folder, aside = office.path(f"catalogs/{name}"), office.path(f"aside/{name}")
    start, end = (folder, aside) if folder.exists() else (aside, folder)
    if start.exists():
        end.parent.mkdir(exist_ok=True)
        start.rename(end)


def rename_unit(office: Office, pick: int) -> None:
    names = [office.path(f"catalogs/{name}") for name in (TOWN, OTHER_ID)]
    start, end = names if names[0].exists() else reversed(names)
    if start.exists() and not end.exists():
        start.rename(end)


def break_or_mend(office: Office, pick: int) -> None:
    """Make a mistake in a unit that stops a build of it, or take it away."""
    profile = office.unit(pick) / "unit.yaml"
    text = profile.read_text("utf-8")
    broken = "没有这一栏: 1\n"
    profile.write_text(text.replace(broken, "") if broken in text else text + broken, "utf-8")


def spoil_output(office: Office, pick: int) -> None:
    """Change or remove a file of the output."""
    made = [p for p in sorted(office.output.rglob("*")) if p.is_file() and p.suffix]
    if made:
        path = made[pick % len(made)]
        if pick % 2:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: pick + 1])


def build_one(office: Office, pick: int) -> None:
    """Build one unit, and the files that units share."""
    office.build(office.output, office.unit(pick).name)


_TITLE = r"^(  (?:事项名称|信息名称|title): .*)"
CHANGES: dict[str, Change] = {
    "an item is called otherwise": in_records("items", in_one(_TITLE, r"\1（改）")),
    "an entry is called otherwise": in_records("entries", in_one(_TITLE, r"\1（改）")),
    "an item goes into a field": in_records(
        "items", in_one(r"^(  (?:分类|class)): .*", r"\1: 0901 最低生活保障")
    ),
    "a field that is not public": in_records("items", in_one(r"\Z", "\n  内部备注: 只供内部使用")),
    "a comment": in_records("items", in_one("\n", "  # 只是注释\n")),
    "an item is added": in_records("items", added),
    "an item is removed": in_records("items", removed),
    "an entry is removed": in_records("entries", removed),
    "a file is renamed": rename_file,
    "a record goes to another file": move_record,
    "a unit goes or comes": take_or_bring_unit,
    "a unit moves": rename_unit,
    "a mistake": break_or_mend,
    "the output is spoilt": spoil_output,
    "one unit is built": build_one,
    "the site is called otherwise": in_file("disclose.yaml", "（生成的示例）", "（示例网站）"),
    "the site has another address": in_file("disclose.yaml", "gov.cn/xxgk/", "gov.cn/"),
    "items need no review": in_file("disclose.yaml", "公布事项: 否", "公布事项: 是"),
    "a class is called otherwise": in_file(
        "catalogs/_vocab/classes.yaml", "其他主动公开的信息", "其他公开的信息"
    ),
    "an organ is told of": in_file(
        "catalogs/_vocab/organs.yaml", "行政级别: 省级", "行政级别: 市级"
    ),
    "a style of one's own": with_file("templates/assets/theme.css", "body { color: black }\n"),
    "a layout of one's own": with_file("templates/guide.layout.toml", ""),
    "a file that is not read": with_file("catalogs/note.txt", "不读"),
}
FEW = (
    *("an item is called otherwise", "a mistake", "a unit goes or comes", "the output is spoilt"),
    *("a mistake", "one unit is built", "a unit goes or comes", "a file is renamed"),
    "the site has another address",
)
"""Changes one after the other that cross each other's way."""


def read(folder: Path) -> Output:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".disclose-lock"
    }


def check(office: Office, before: Output, outcome: Outcome) -> None:
    """Hold what is in the output against a build from nothing, and against what was there before."""
    now = read(office.output)
    fresh = office.root / "fresh"
    whole = office.build(fresh)
    assert (outcome.stopped, outcome.faulty) == (whole.stopped, whole.faulty)
    if outcome.stopped:
        assert now == before
        return
    of_faulty = tuple(
        f"{folder}/{unit}{end}"
        for unit in outcome.faulty
        for folder, end in (("site", "/"), ("internal", "."))
    )
    # Pages of units at fault, which only the former build could make, stand in the manifest and the list of all pages.
    lists = {MANIFEST, "site/sitemap.xml"} if of_faulty else set()
    made, kept = (
        {path: data for path, data in some.items() if path.startswith(of_faulty) == is_kept}
        for some, is_kept in ((now, False), (before, True))
    )
    assert {p for p in now if p.startswith(of_faulty)} == kept.keys()
    assert {path: now[path] for path in kept} == kept
    expected = read(fresh)
    assert made.keys() - lists == expected.keys() - lists
    assert [path for path in made if path not in lists and made[path] != expected[path]] == []
    shutil.rmtree(fresh)


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have builds keep what spares the next one work, as those of a large workspace do."""
    monkeypatch.setattr(workspaces, "_WORTH_KEEPING", 0)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def start(root: Path) -> Office:
    # So many items that some are in a field.
    for name, text in files(Size(units=3, items=8, entries=2)):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Office(root.resolve())


def play(office: Office, steps: list[tuple[str, int]], *, every: bool) -> int:
    """Change the workspace step by step and build after each; returns how many steps were built."""
    built = 0
    for number, (name, pick) in enumerate(steps, start=1):
        CHANGES[name](office, pick)
        before = read(office.output)
        outcome = office.build(office.output)
        built += not outcome.stopped
        if every or number == len(steps):
            check(office, before, outcome)
    return built


def test_a_row_of_changes(tmp_path: Path) -> None:
    assert play(start(tmp_path), [(name, 5) for name in FEW], every=False) > len(FEW) // 2


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_each_change_alone_and_taken_back(tmp_path: Path, name: str) -> None:
    office = start(tmp_path)
    office.build(office.output)
    assert play(office, [(name, 5), (name, 5)], every=True)


@pytest.mark.slow
@given(
    steps=st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 99)), max_size=LONG)
)
@settings(max_examples=MANY, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changes(tmp_path: Path, steps: list[tuple[str, int]]) -> None:
    root = tmp_path / "workspace"
    shutil.rmtree(root, ignore_errors=True)
    play(start(root), steps, every=True)


@pytest.mark.parametrize("method", ["contribution", "rows"])
def test_what_has_not_changed_is_not_compiled_for_the_shared_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    compiled: list[str] = []
    compile_unit = getattr(Public, method)

    def noted(public: Public, unit: str) -> Contribution | Rows:
        compiled.append(unit)
        made: Contribution | Rows = compile_unit(public, unit)
        return made

    monkeypatch.setattr(Public, method, noted)
    office = start(tmp_path / "workspace")
    office.build(office.output)
    assert compiled == list(UNITS)
    CHANGES["an item is called otherwise"](office, 5)
    office.build(office.output)
    assert compiled == [*UNITS, UNITS[5 % len(UNITS)]]
    # What was written down still holds when the same file is made again.
    (office.output / DATABASE).unlink()
    office.build(office.output)
    compiled.clear()
    CHANGES["an item is called otherwise"](office, 5)
    office.build(office.output)
    assert compiled == [UNITS[5 % len(UNITS)]]


def test_fields_in_which_nothing_has_changed_are_not_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    artifacts = Part.artifacts

    def noted(part: Part, views: Iterable[UnitView]) -> Iterator[Artifact]:
        compiled.append(part.county)
        yield from artifacts(part, views)

    monkeypatch.setattr(Part, "artifacts", noted)
    office = start(tmp_path / "workspace")
    office.build(office.output)
    assert compiled == [COUNTY]
    for name in ("a comment", "a field that is not public", "an entry is called otherwise"):
        CHANGES[name](office, 5)
        outcome = office.build(office.output)
        assert compiled == [COUNTY]
        assert outcome.kept[f"site/{COUNTY}/fields.html"] == "没有变化"
    (office.output / "site" / COUNTY / "fields.html").unlink()
    office.build(office.output)
    assert compiled == [COUNTY] * 2
    for path in office.root.glob("catalogs/*/items/*.yaml"):
        path.write_text(re.sub(_TITLE, r"\1（改）", path.read_text("utf-8"), flags=re.MULTILINE))
    office.build(office.output)
    assert compiled == [COUNTY] * 3


def test_what_was_kept_counts_only_while_the_output_is_as_it_was(tmp_path: Path) -> None:
    office = start(tmp_path / "workspace")
    office.build(office.output)
    kept = office.path(".disclose-cache/shared.kept")
    sealed, before = kept.read_bytes(), read(office.output)
    CHANGES["an item is called otherwise"](office, 5)
    tables = office.output / "site/data/items.csv"
    for spoil in (
        lambda: tables.write_bytes(tables.read_bytes().replace(b"\r\n", b"!\r\n")),
        lambda: kept.write_bytes(sealed.replace(b"items.csv", b"items.vsc")),
        kept.unlink,
    ):
        spoil()
        check(office, before, office.build(office.output))
        kept.write_bytes(sealed)
        for path, data in before.items():
            (office.output / path).write_bytes(data)
