"""`disclose validate`"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import Day, open_workspace
from disclosure_cli.folders import CATALOGS
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
@click.argument("targets", nargs=-1, metavar="[单位|文件|文件夹]…")
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
    metavar="文件",
    help="报告写到这个文件。",
)
@click.option("--strict", is_flag=True, help="有警告也算没有通过。")
@click.option("--as-of", type=Day(), metavar="日期", help="以这一天为准计算期限，默认是今天。")
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
    if targets:
        paths = [_path_of(target, workspace, loaded) for target in targets]
        diagnostics = tuple(d for d in diagnostics if any(_is_in(d, path) for path in paths))
    _deliver(make_report(diagnostics, loaded, day), format_, output)
    return exit_code(diagnostics, strict=strict)


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


def _path_of(target: str, workspace: Workspace, loaded: Loaded) -> str:
    """Return the workspace path of a unit, file or folder, or end with a usage error."""
    units = sorted(unit.id for unit in loaded.catalog.units)
    if target in units:
        return f"{CATALOGS}/{target}"
    path = Path(target.replace("\\", "/")).resolve()
    if path.is_relative_to(workspace.root) and path.exists():
        return path.relative_to(workspace.root).as_posix()
    raise click.UsageError(f"没有“{target}”这个单位或者文件。单位有：{'、'.join(units)}")


def _is_in(diagnostic: Diagnostic, path: str) -> bool:
    """Tell whether a finding is in a file or below a folder of the workspace."""
    return path == "." or f"{diagnostic.location.file}/".startswith(f"{path}/")


def _deliver(report: Report, format_: str, output: Path | None) -> None:
    if output is None:
        color = format_ == "text" and sys.stdout.isatty()
        click.echo(renderer(format_).render(report, color=color), nl=False)
    else:
        data = renderer(format_).render(report).encode("utf-8", errors="replace")
        output.write_bytes(data)
