"""`disclose build`"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from disclosure_cli.building.updating import (
    NoUnitLeftError,
    Outcome,
    OutputPlaceError,
    Request,
    UnknownUnitError,
    output_folder,
    update,
)
from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import day_of, open_workspace, units_there_are
from disclosure_cli.cli.terminal import is_terminal, shows_colours
from disclosure_cli.folders import SITE
from disclosure_cli.writing import LinkedOutputError, OutputBusyError

EXAMPLE = """disclose build
disclose build yuantan-town -o 输出
disclose build --check"""


@click.command(
    "build",
    cls=Command,
    example=EXAMPLE,
    help="生成目录和指南（网页、Excel）；写了单位就只生成它们和共用的页面。",
)
@click.argument("units", nargs=-1, metavar="[单位]…")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="输出文件夹，默认是设置里的输出目录。",
)
@click.option("--check", is_flag=True, help="只检查输出是不是最新的，不写任何文件。")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="最多同时用几个进程，默认按处理器的个数和工作量决定。",
)
@click.option("--explain", is_flag=True, help="说明每个文件为什么写了或者没有写。")
@click.option("--keep-going", is_flag=True, help="有错误的单位保留原来的文件，其他单位照常生成。")
def command(
    units: tuple[str, ...],
    output: Path | None,
    check: bool,
    jobs: int | None,
    explain: bool,
    keep_going: bool,
) -> int:
    """Bring the output up to date, say what was done, return the exit code."""
    workspace = open_workspace()
    started = time.monotonic()
    try:
        folder = output.resolve() if output is not None else output_folder(workspace)
        request = Request(folder, frozenset(units), check, keep_going, jobs or 0)
        outcome = update(workspace, request, _Bar(started))
    except UnknownUnitError as error:
        there_are = units_there_are(error.unit, error.known)
        raise click.UsageError(f"没有“{error.unit}”这个单位。{there_are}") from None
    except NoUnitLeftError:
        message = "catalogs 里一个单位也没有了，没有改动原来的输出。单位文件夹是不是移走了？确定不要，删去输出文件夹"
        raise click.ClickException(message) from None
    except OutputPlaceError as error:
        message = f"不能生成到 {error}：那里是工作区自己的文件，或者已经生成、要公布的网站。换一个文件夹，例如 -o build"
        raise click.UsageError(message) from None
    except OutputBusyError:
        raise click.ClickException("另一个 disclose 正在写这个文件夹，等它结束再运行") from None
    except LinkedOutputError as error:
        message = (
            f"{error} 是指向别处的链接，没有写入；删去这个链接，或者用 -o 写明要写到哪个文件夹"
        )
        raise click.ClickException(message) from None
    return _report(
        outcome,
        folder,
        check=check,
        explain=explain,
        seconds=time.monotonic() - started,
    )


class _Bar:
    """A progress bar on a terminal, once a build has taken longer than a second."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._visible = is_terminal(sys.stderr)

    def __call__(self, done: int, total: int) -> None:
        if self._visible and (time.monotonic() - self._started > 1 or done == total):
            filled = 30 * done // max(total, 1)
            bar = "█" * filled + "░" * (30 - filled)
            last = done == total
            click.echo(
                f"\r生成 {bar} {done}/{total}" + ("\r\x1b[K" if last else ""),
                err=True,
                nl=False,
            )


def _report(outcome: Outcome, folder: Path, *, check: bool, explain: bool, seconds: float) -> int:
    _say_errors(outcome)
    if outcome.stopped:
        click.echo(
            "有错误，没有生成任何文件，原来的输出没有改动。改正后再运行；也可以用 --keep-going 先生成没有错误的单位。"
        )
        return 1
    for unit, subject, reason in outcome.held:
        click.echo(f"未公开: {unit} {subject}（{reason}）")
    if explain or check:
        for path, reason in outcome.reasons.items():
            click.echo(f"{path}: {reason}")
        for path in outcome.removed:
            click.echo(f"{path}: 不再需要")
    for unit, number in _gone(outcome).items():
        done = "要删除" if check else "已经删除"
        click.echo(
            f"单位没有了: {unit}，原来生成的{number}个文件{done}。文件夹移走是误操作的，从版本库取回再生成；"
            "改了文件夹名称的，网页地址也改了"
        )
    if explain:
        for path, reason in outcome.kept.items():
            click.echo(f"{path}: {reason}")
    changed = len(outcome.reasons) + len(outcome.removed)
    if check:
        click.echo(
            "输出是最新的。" if not changed else f"输出不是最新的：有{changed}个文件要更新。"
        )
        return int(bool(changed))
    click.echo(
        f"共{outcome.total}个文件：更新{len(outcome.reasons)}个，删除{len(outcome.removed)}个，"
        f"未公开记录{len(outcome.held)}条，用时{seconds:.1f}秒。"
    )
    click.echo(
        f"打开 {_shown(folder)}/site/index.html 查看。公布以前用 disclose validate 检查，公布 site 文件夹。"
    )
    return int(bool(outcome.faulty))


def _gone(outcome: Outcome) -> Mapping[str, int]:
    """Return the units whose files went because the workspace has them no more, and how many files each had."""
    known = {unit.id for unit in outcome.loaded.catalog.units} if outcome.loaded else set()
    owners = Counter(path.split("/")[1] for path in outcome.removed if path.count("/") > 1)
    return {
        unit: number
        for unit, number in owners.items()
        if unit not in known and f"{SITE}/{unit}/catalog.html" in outcome.removed
    }


def _shown(folder: Path) -> str:
    return (
        folder.relative_to(Path.cwd()).as_posix()
        if folder.is_relative_to(Path.cwd())
        else folder.as_posix()
    )


def _say_errors(outcome: Outcome) -> None:
    if not outcome.diagnostics or outcome.loaded is None:
        return
    from disclosure_cli.reports import text
    from disclosure_cli.reports.report import make_report

    catalog, texts = outcome.loaded.catalog, outcome.loaded.texts
    report = make_report(outcome.diagnostics, catalog, texts, day_of(None, catalog.settings))
    click.echo(text.render(report, color=shows_colours()), nl=False)
