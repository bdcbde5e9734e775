"""What every test may ask for: a workspace, the command line, golden files, a browser, an office suite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from tests.support.golden import FOLDER, GoldenFiles

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.fixtures import Golden, MakeWorkspace, Run
    from tests.support.office import Office

GOLDEN_FILES = pytest.StashKey[GoldenFiles]()

# The same examples on every run and machine, however slow it is; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("golden files")
    group.addoption("--golden-update", action="store_true", help="write what the tests made")
    group.addoption("--golden-clean", action="store_true", help="remove files no test asks for")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[GOLDEN_FILES] = GoldenFiles(FOLDER, config.getoption("--golden-update"))
    if config.getoption("--golden-clean") and not _is_whole_run(config):
        message = "--golden-clean needs all tests in one process: no -n, -k, -m and no paths"
        raise pytest.UsageError(message)


def _is_whole_run(config: pytest.Config) -> bool:
    partial = ("keyword", "markexpr", "numprocesses", "deselect", "lf")
    from_settings = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return from_settings and not any(config.getoption(name, None) for name in partial)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or an office, and keep each kind on one worker: one program of it is enough."""
    for item in items:
        for program in ("browser", "office"):
            if program in getattr(item, "fixturenames", ()):
                item.add_marker(program)
                item.add_marker(pytest.mark.xdist_group(program))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Remove unused golden files, if every test had the chance to ask for its own."""
    if not config.getoption("--golden-clean"):
        return
    if exitstatus != 0 or terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("golden files not cleaned: not every test ran and passed")
        return
    for path in config.stash[GOLDEN_FILES].unused():
        path.unlink()
        terminalreporter.write_line(f"removed {path.relative_to(FOLDER)}")


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    return pytestconfig.stash[GOLDEN_FILES].check


@pytest.fixture
def workspace(tmp_path: Path) -> MakeWorkspace:
    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "workspace"
        settings_file = {} if (root / "disclose.yaml").exists() else {"disclose.yaml": ""}
        for name, content in {**settings_file, **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


class _CommandLine(click.Command):
    """The entry point as click's test runner wants it: it ends with `SystemExit`, like the installed program."""

    def main(self, args: Any = None, *_: Any, **__: Any) -> Any:
        from disclosure_cli.cli import main

        main(list(args))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def invoke(
        *arguments: str | Path, cwd: Path | None = None, answers: str | None = None
    ) -> Result:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        command = _CommandLine("disclose")
        return CliRunner().invoke(
            command, [str(part) for part in arguments], input=answers, catch_exceptions=False
        )

    return invoke


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of the examples, built once a run and worker."""
    from tests.support.examples import build_examples

    folder = tmp_path_factory.mktemp("examples")
    assert not build_examples(folder).stopped
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests.support.browser import launched, obstacle

    if (reason := obstacle()) is not None:
        pytest.skip(reason)
    with launched() as running:
        yield running


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    from tests.support.office import Office, missing_programs

    if missing := missing_programs():
        programs = ", ".join(missing)
        pytest.skip(f"{programs} not installed (apt-get install libreoffice-calc poppler-utils)")
    return Office(tmp_path_factory.mktemp("office-profile"))
