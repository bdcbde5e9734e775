"""The benchmark measures what it says, goes on where it stopped, and its document has every target."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.drawing import PICTURES, draw
from benchmarks.faults import write_faulty
from benchmarks.jobs import JOBS, ROOT
from benchmarks.measuring import ProgramError, Run, run
from benchmarks.published_table import write_table
from benchmarks.report import DOCUMENT, tables
from benchmarks.results import Keeper, Point, Results
from benchmarks.sampling import part_of
from benchmarks.targets import GIBIBYTE, MEMORY_JOBS, TARGETS, Sizes, Target, reached
from benchmarks.workspace import Size, write
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.model import Severity
from disclosure_cli.settings import settings_of
from tests.support.importing import recognise

SIZES = Sizes(10_000, (1_000, 10_000, 100_000))


def results(*runs: tuple[str, int, float], memory: int = 2**20) -> Results:
    return Results("", {Point(job, items): (Run(time, time, memory),) for job, items, time in runs})


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: f"{target.work}-{target.against}")
def test_the_document_has_a_row_for_every_target(target: Target) -> None:
    assert f"\n| {target.work} | {target.aim} | " in DOCUMENT.read_text("utf-8")


@pytest.mark.parametrize("job", MEMORY_JOBS)
def test_the_document_has_a_row_for_the_memory_of_a_job(job: str) -> None:
    assert f"\n| `{job}`，{SIZES.growth[-1]:,}个事项 | " in DOCUMENT.read_text("utf-8")


@pytest.mark.parametrize(("_", "name"), PICTURES)
def test_the_document_shows_every_picture(_: str, name: str) -> None:
    assert f"]({name})" in DOCUMENT.read_text("utf-8")
    assert (DOCUMENT.parent / name).exists()


def test_every_target_is_about_jobs_that_there_are() -> None:
    names = {job.name for job in JOBS}
    growing = {job.name for job in JOBS if job.grows}
    assert {name for target in TARGETS for name in (target.job, target.against)} <= names
    assert {target.job for target in TARGETS if target.is_growth} | {*MEMORY_JOBS} <= growing


@pytest.mark.parametrize(("time", "is_met"), [(1, True), (1.01, False)])
def test_a_job_is_as_much_faster_as_is_asked_or_it_is_not(time: float, is_met: bool) -> None:
    target = Target("", "", "validate", "plain-check", 4, faster=True)
    measured = results(("validate", 10_000, time), ("plain-check", 10_000, 4))
    found = reached(target, measured, SIZES)
    assert found is not None
    assert (found.ratio, found.is_met) == (4 / time, is_met)


@pytest.mark.parametrize(("time", "is_met"), [(22, True), (22.1, False)])
def test_a_job_grows_with_the_records_or_faster(time: float, is_met: bool) -> None:
    target = Target("", "", "build", "build", 11)
    measured = results(("build", 10_000, 2), ("build", 100_000, time))
    found = reached(target, measured, SIZES)
    assert found is not None
    assert (found.ratio, found.is_met) == (time / 2, is_met)


def test_on_a_busy_machine_time_on_processors_decides() -> None:
    target = Target("", "", "build", "plain-build", 2)
    runs: dict[Point, tuple[Run, ...]] = {
        Point("build", 10_000): (Run(9.0, 2.0, None),),
        Point("plain-build", 10_000): (Run(1.0, 1.0, None),),
    }
    quiet = {**runs, Point("bare-parse", 10_000): (Run(1.1, 1.0, None),)}
    busy = {**runs, Point("bare-parse", 10_000): (Run(3.0, 1.0, None),)}
    for results_of, is_met in ((quiet, False), (busy, True)):
        found = reached(target, Results("", results_of), SIZES)
        assert found is not None
        assert (found.ratio, found.ratio_of_computing, found.is_met) == (9, 2, is_met)


@pytest.mark.parametrize(("memory", "word"), [(GIBIBYTE - 1, "是"), (GIBIBYTE, "**否**")])
def test_memory_is_held_against_its_limit(memory: int, word: str) -> None:
    shown = tables(results(("build", 100_000, 1), memory=memory), SIZES)
    row = next(line for line in shown.splitlines() if line.startswith("| `build`，100,000"))
    assert row.endswith(f"| {word} |")


def test_what_was_not_measured_is_said_to_be_so() -> None:
    assert tables(Results(""), SIZES).count("| 未测 |") == len(TARGETS) + len(MEMORY_JOBS)


def test_pictures_are_the_same_for_the_same_results_and_well_formed() -> None:
    measured = results(
        *((job.name, 10_000, 2.5) for job in JOBS), ("build", 1_000, 0.3), ("build", 100_000, 40)
    )
    assert draw(measured, SIZES) == draw(measured, SIZES)
    for text in draw(measured, SIZES).values():
        picture = ElementTree.fromstring(text)  # noqa: S314
        assert picture.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_program_is_measured_with_its_children(tmp_path: Path) -> None:
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    both = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {burn!r}])\n{burn}"
    found = run([sys.executable, "-c", both], tmp_path)
    assert found.computing > 0.4
    assert found.seconds > 0.4
    assert found.memory is not None


def test_a_program_that_ends_otherwise_than_it_should_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="broken"):
        run([sys.executable, "-c", "raise SystemExit('broken')"], tmp_path)


def test_results_are_kept_until_the_program_is_another(tmp_path: Path) -> None:
    file, point = tmp_path / "results.json", Point("build", 100)
    keeper = Keeper(file, "this program")
    keeper.keep_run(point, Run(1.5, 2.5, None))
    keeper.keep_profile("build", {"规则": {"rules.secrecy": 0.5}})
    keeper.keep_comparison((9, 0))
    assert Keeper(file, "this program").results == keeper.results
    assert Keeper(file, "another").results == Results("another")


@pytest.mark.parametrize(
    ("modules", "part"),
    [
        (["disclosure_cli.cli", "disclosure_cli.reading", "yaml"], "读 YAML"),
        (["disclosure_cli.findings.control", "disclosure_cli.rules.secrecy"], "规则"),
        (["disclosure_cli.rules.wording", "disclosure_cli.schema"], "规则"),
        (["disclosure_cli.build", "disclosure_cli.outputs.xlsx.grid"], "写成工作簿"),
        (["disclosure_cli.build", "disclosure_cli.outputs.csv"], "写成其他数据文件"),
        (["disclosure_cli.findings.control"], "设置里的取舍"),
        (["disclosure_cli.cli", "importlib._bootstrap", "yaml"], "启动、导入库"),
        (["runpy"], "其余"),
    ],
)
def test_time_belongs_to_the_part_that_was_entered_first(modules: list[str], part: str) -> None:
    assert part_of(modules)[0] == part


def test_each_planted_mistake_is_one_error(tmp_path: Path) -> None:
    good, faulty = tmp_path / "good", tmp_path / "faulty"
    write(good, Size(2, 10, 2))
    write_faulty(good, faulty, 10)
    loaded = load(Workspace(faulty))
    as_of = settings_of(loaded.catalog.settings).as_of
    assert as_of is not None
    found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, as_of)
    assert [diagnostic.severity for diagnostic in found] == [Severity.ERROR] * 10


def test_the_table_to_be_imported_has_as_many_items_as_rows(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    write_table(file, 30)
    (table,) = recognise(file.read_bytes(), file.name).tables
    assert len(table.records) == 30


@pytest.mark.slow
def test_the_benchmark_runs_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    program = (sys.executable, "-m", "benchmarks", "--quick", "--folder", str(tmp_path))
    first, second = (
        subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert "未测" not in first.stdout
    assert "0个不同" in first.stdout
    assert second.stdout == first.stdout
    assert first.stderr
    assert not second.stderr
