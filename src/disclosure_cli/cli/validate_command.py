"""`disclose validate`"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import Day, open_workspace
from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.reports import FORMATS, renderer
from disclosure_cli.reports.report import Report
from disclosure_cli.settings import settings_of
from disclosure_cli.validate import validate
from disclosure_cli.workspace import Loaded, Workspace, load

EXAMPLE = """disclose validate
disclose validate yuantan-town --strict
disclose validate --format json -o findings.json"""


@click.command(
    "validate",
    cls=Command,
    example=EXAMPLE,
    help="检查全部记录，列出问题；写了单位或者文件就只列它们的问题。",
)
@click.argument("targets", nargs=-1, metavar="[单位|文件]…")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="报告的格式。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="报告写到这个文件。",
)
@click.option("--strict", is_flag=True, help="有警告也算没有通过。")
@click.option("--as-of", type=Day(), help="以这一天为准计算期限，默认是今天。")
def command(
    targets: tuple[str, ...],
    format_: str,
    output: Path | None,
    strict: bool,
    as_of: date | None,
) -> int:
    """Check the workspace, print the report, return the exit code."""
    workspace = open_workspace()
    loaded = load(workspace)
    day = as_of or settings_of(loaded.catalog.settings).as_of or date.today()
    diagnostics = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, day)
    shown = tuple(d for d in diagnostics if not targets or _is_about(d, targets, workspace, loaded))
    report = make_report(shown, loaded, day)
    _deliver(report, format_, output)
    return exit_code(shown, strict=strict)


def make_report(diagnostics: tuple[Diagnostic, ...], loaded: Loaded, day: date) -> Report:
    """Return the report of some findings about a workspace."""
    return Report(
        diagnostics=diagnostics,
        as_of=day,
        sources=loaded.texts,
        units={unit.id: unit.name for unit in loaded.catalog.units},
        records=len(loaded.catalog.records),
    )


def exit_code(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """Return 1 for errors (with `strict` also for warnings), else 0."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(diagnostic.severity in bad for diagnostic in diagnostics))


def _is_about(
    diagnostic: Diagnostic,
    targets: tuple[str, ...],
    workspace: Workspace,
    loaded: Loaded,
) -> bool:
    units = {unit.id for unit in loaded.catalog.units}
    for target in targets:
        if target in units:
            if diagnostic.unit == target:
                return True
            continue
        path = _relative(target, workspace)
        if path in loaded.texts or any(known.startswith(path + "/") for known in loaded.texts):
            if diagnostic.location.file == path or diagnostic.location.file.startswith(path + "/"):
                return True
            continue
        raise click.UsageError(
            f"没有“{target}”这个单位或者文件。单位有：{'、'.join(sorted(units))}"
        )
    return False


def _relative(target: str, workspace: Workspace) -> str:
    path = Path(target.replace("\\", "/")).resolve()
    return (
        path.relative_to(workspace.root).as_posix()
        if path.is_relative_to(workspace.root)
        else target
    )


def _deliver(report: Report, format_: str, output: Path | None) -> None:
    if output is None:
        color = format_ == "text" and sys.stdout.isatty()
        click.echo(renderer(format_).render(report, color=color), nl=False)
    else:
        output.write_text(renderer(format_).render(report), encoding="utf-8", newline="\n")
