"""`disclose validate`"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from disclosure_cli.building.updating import template_findings
from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.choosing import CodesType, is_in, path_of
from disclosure_cli.cli.delivering import Delivery, deliver, delivery_options, plan
from disclosure_cli.cli.opening import Day, as_of_option, day_of, open_workspace, read_layouts_of
from disclosure_cli.editing.edits import EditError
from disclosure_cli.findings.accepting import Approval, accept
from disclosure_cli.findings.control import is_acceptable, is_acceptable_unseen, select
from disclosure_cli.folders import SETTINGS_FILE
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.reports import FORMATS, renderer
from disclosure_cli.reports.report import Report, make_report
from disclosure_cli.writing import write_file

EXAMPLE = """disclose validate
disclose validate yuantan-town --strict
disclose validate --format github --format xlsx=问题清单.xlsx
disclose validate --select L,C504 --ignore L4
disclose validate --accept-all --reason 待修订 --post 局长 --until 2025-12-31"""


@dataclass(frozen=True, slots=True)
class Request:
    """The options, as they were given."""

    targets: tuple[str, ...]
    formats: tuple[Delivery, ...]
    output: Path | None
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    strict: bool
    as_of: date | None
    accept_all: bool
    reason: str | None
    post: str | None
    until: date | None


@click.command(
    "validate",
    cls=Command,
    example=EXAMPLE,
    help="检查全部记录，列出问题；写了单位或者文件就只列它们的问题。",
)
@click.argument("targets", nargs=-1, metavar="[单位|文件|文件夹]…")
@delivery_options(FORMATS, "报告", "可以写几个，一个显示在屏幕上，其余写到文件。")
@click.option(
    "--select",
    type=CodesType(),
    multiple=True,
    metavar="编号",
    help="只列这些规则的问题；只写开头就是一类，几个之间用逗号。",
)
@click.option(
    "--ignore", type=CodesType(), multiple=True, metavar="编号", help="不列这些规则的问题。"
)
@click.option("--strict", is_flag=True, help="有警告也算没有通过。")
@as_of_option
@click.option(
    "--accept-all",
    is_flag=True,
    help="把现有的问题写进设置里的“已接受的问题”，以后只报新的问题；要写明下面三项。保密、隐私方面的错误不能成批接受。",
)
@click.option("--reason", metavar="文字", help="为什么暂不整改。")
@click.option("--post", metavar="文字", help="批准人的职务，不写姓名。")
@click.option("--until", type=Day(), metavar="日期", help="接受到哪一天为止。")
def command(**options: Any) -> int:
    """Check the workspace, deliver the reports, return the exit code."""
    request = Request(**options)
    deliveries = plan(request.formats, request.output, FORMATS)
    approval = _approval(request)
    workspace = open_workspace()
    loaded = load(workspace, after=["disclosure_cli.findings.checking"])
    from disclosure_cli.findings.checking import check

    day = day_of(request.as_of, loaded.catalog.settings)
    known = (*loaded.diagnostics, *template_findings(workspace, loaded))
    found = check(loaded, known, day)
    shown = _asked_for(found, request, workspace, loaded)
    if approval is not None:
        shown = _accept(shown, approval, day, workspace, loaded)
    report = make_report(shown, loaded.catalog, loaded.texts, day)
    deliver(deliveries, partial(_render, report, workspace))
    return exit_code(shown, strict=request.strict)


def _render(report: Report, workspace: Workspace, name: str, *, color: bool) -> str | bytes:
    module = renderer(name)
    if FORMATS[name] is str:
        return str(module.render(report, color=color))
    return bytes(module.render(report, read_layouts_of(workspace, module.LAYOUT)))


def exit_code(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """Return 1 for errors (with `strict` also for warnings), else 0."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(diagnostic.severity in bad for diagnostic in diagnostics))


def _asked_for(
    diagnostics: Iterable[Diagnostic], request: Request, workspace: Workspace, loaded: Loaded
) -> tuple[Diagnostic, ...]:
    """Return the findings about the targets, of the rules that were selected."""
    units = [unit.id for unit in loaded.catalog.units]
    paths = [path_of(target, workspace, units) for target in request.targets]
    about = [
        diagnostic
        for diagnostic in diagnostics
        if not paths or any(is_in(diagnostic.location.file, path) for path in paths)
    ]
    return select(about, sum(request.select, ()), sum(request.ignore, ()))


def _approval(request: Request) -> Approval | None:
    """Return the approval that was given, if one was asked for; end with a usage error where they do not agree."""
    reason, post = ((text or "").strip() for text in (request.reason, request.post))
    parts = {"--reason": reason, "--post": post, "--until": request.until}
    missing = [name for name, value in parts.items() if not value]
    if not request.accept_all:
        if given := [name for name in parts if name not in missing]:
            raise click.UsageError(f"{given[0]} 只和 --accept-all 一起用")
        return None
    if request.until is None or missing:
        names = "、".join(missing)
        raise click.UsageError(f"接受问题要写明理由、批准人的职务和期限，缺少 {names}")
    return Approval(reason, post, request.until)


def _accept(
    diagnostics: tuple[Diagnostic, ...],
    approval: Approval,
    day: date,
    workspace: Workspace,
    loaded: Loaded,
) -> tuple[Diagnostic, ...]:
    """Write the acceptance of findings into the settings, say how many, return those that cannot be accepted."""
    if approval.until < day:
        raise click.UsageError(f"--until {approval.until} 已经过去了，写以后的日期")
    accepted = tuple(filter(is_acceptable_unseen, diagnostics))
    left = tuple(found for found in diagnostics if not is_acceptable_unseen(found))
    file = (workspace.root / SETTINGS_FILE).resolve()
    before = file.read_bytes()
    try:
        after = accept(before, accepted, approval, loaded.schemas)
    except EditError as error:
        raise click.ClickException(f"{SETTINGS_FILE} 没有改动：{error}") from None
    if after != before:
        write_file(file, after)
    said = f"接受了{len(accepted)}个问题，到{approval.until}为止，写在 {SETTINGS_FILE} 里。"
    click.echo(said if accepted else "没有可以接受的问题。", err=True)
    if leaks := sum(map(is_acceptable, left)):
        click.echo(f"另有{leaks}个保密、隐私方面的错误不能成批接受，要逐个处理。", err=True)
    if faults := len(left) - leaks:
        click.echo(f"另有{faults}个写法、字段和设置方面的问题不能接受，要改正。", err=True)
    return left
