"""The jobs that are timed: those of the program, and the same or less work done by others."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import disclosure_cli
from benchmarks.measuring import run
from benchmarks.scene import Scene, change_one, forget
from disclosure_cli.folders import CATALOGS

ROOT = Path(__file__).parents[1]
PROGRAM = Path(disclosure_cli.__file__).parent
_DISCLOSE = shutil.which("disclose", path=Path(sys.executable).parent) or "disclose"


def _nothing(scene: Scene) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Job:
    """A program and what has to be done before each run of it, which is not timed.

    In one round it runs `times`, over all rounds at most `most` times. A job that `grows` is also run at other sizes.
    """

    name: str
    title: str
    command: Callable[[Scene], Sequence[str | Path]]
    folder: Callable[[Scene], Path]
    prepare: Callable[[Scene], None] = _nothing
    exit_code: int = 0
    times: int = 1
    most: int = 15
    grows: bool = False


def _in_workspace(scene: Scene) -> Path:
    return scene.good


def _in_untouched(scene: Scene) -> Path:
    return scene.untouched


def _in_faulty(scene: Scene) -> Path:
    return scene.faulty


def _in_importing(scene: Scene) -> Path:
    return scene.importing


def _at_root(scene: Scene) -> Path:
    return ROOT


def _python(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, *arguments]


def _baseline(name: str, *arguments: Path) -> list[str | Path]:
    return _python("-m", f"benchmarks.baselines.{name}", *arguments)


def _without_plain_output(scene: Scene) -> None:
    shutil.rmtree(scene.plain_output, ignore_errors=True)


def _validate(scene: Scene) -> list[str | Path]:
    return [_DISCLOSE, "validate"]


def build(scene: Scene, output: Path) -> list[str | Path]:
    """Return the command that builds the workspace into a folder."""
    return [_DISCLOSE, "build", "-o", output]


def _build(scene: Scene) -> list[str | Path]:
    return build(scene, scene.output)


def _built(scene: Scene) -> None:
    run(_build(scene), scene.good)


def _built_and_changed(scene: Scene) -> None:
    _built(scene)
    change_one(scene)


def _nothing_imported(scene: Scene) -> None:
    shutil.rmtree(scene.importing / CATALOGS / scene.unit / "items", ignore_errors=True)


def _import(scene: Scene) -> list[str | Path]:
    return [_DISCLOSE, "import", scene.table, "--unit", scene.unit]


JOBS: tuple[Job, ...] = (
    Job(
        "import-click",
        'python -c "import click"',
        lambda scene: _python("-c", "import click"),
        _at_root,
        times=3,
    ),
    Job("help", "disclose --help", lambda scene: [_DISCLOSE, "--help"], _at_root, times=3),
    Job("version", "disclose --version", lambda scene: [_DISCLOSE, "--version"], _at_root, times=3),
    Job(
        "bare-parse",
        "libyaml（经 PyYAML）只解析，不建任何值",
        lambda scene: _baseline("bare_parse", scene.catalogs),
        _at_root,
        grows=True,
    ),
    Job(
        "plain-check",
        "脚本：PyYAML 的 C 加载器 + jsonschema",
        lambda scene: _baseline("plain_check", scene.catalogs, scene.schemas),
        _at_root,
        most=3,
    ),
    Job(
        "check-jsonschema",
        "check-jsonschema",
        lambda scene: _baseline("check_jsonschema", scene.catalogs, scene.schemas),
        _at_root,
        most=2,
    ),
    Job(
        "validate",
        "disclose validate，冷",
        _validate,
        _in_untouched,
        grows=True,
    ),
    Job(
        "validate-faulty",
        "disclose validate，冷，100处错误",
        _validate,
        _in_faulty,
        exit_code=1,
    ),
    Job(
        "plain-build",
        "脚本：PyYAML 的 C 加载器 + jsonschema + Jinja2 + openpyxl",
        lambda scene: _baseline("plain_build", scene.catalogs, scene.schemas, scene.plain_output),
        _at_root,
        _without_plain_output,
        most=3,
    ),
    Job(
        "build",
        "disclose build，冷，全部输出",
        _build,
        _in_workspace,
        forget,
        most=3,
        grows=True,
    ),
    Job(
        "build-same",
        "disclose build，没有改动",
        _build,
        _in_workspace,
        _built,
        times=3,
        grows=True,
    ),
    Job(
        "digest-files",
        "只导入 click，把全部输入、输出和程序求一遍摘要（两个线程）",
        lambda scene: _baseline("digest_files", scene.catalogs, scene.output, PROGRAM),
        _at_root,
        _built,
        times=3,
    ),
    Job(
        "build-one",
        "disclose build，改了一个事项",
        _build,
        _in_workspace,
        _built_and_changed,
        grows=True,
    ),
    Job(
        "validate-same",
        "disclose validate，生成以后没有改动",
        _validate,
        _in_workspace,
        _built,
    ),
    Job(
        "read-workbook",
        "openpyxl 只读出工作簿的全部单元格",
        lambda scene: _baseline("read_workbook", scene.table),
        _at_root,
        most=3,
    ),
    Job("import", "disclose import", _import, _in_importing, _nothing_imported, most=3),
)
