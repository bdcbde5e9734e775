"""`disclose import`"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.importing_sheets import Content, SheetRequest, import_sheet, read_content
from disclosure_cli.cli.opening import as_of_option, open_workspace, units_there_are
from disclosure_cli.editing.edits import EditError
from disclosure_cli.folders import CATALOGS
from disclosure_cli.importing.dry_run import to_json
from disclosure_cli.importing.dry_run_text import finding_line, to_text
from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.limits import MAX_BYTES
from disclosure_cli.importing.planning import Plan, plan
from disclosure_cli.importing.recognising.files import recognise_grids
from disclosure_cli.importing.recognising.recognised import Recognition
from disclosure_cli.importing.summary import plan_json, plan_text
from disclosure_cli.loading.workspace import (
    Loaded,
    NoWorkspaceError,
    Workspace,
    find,
    load,
    unit_files,
)
from disclosure_cli.model import Severity, Unit
from disclosure_cli.settings import settings_of
from disclosure_cli.writing import write_file

EXAMPLE = """disclose import 养老服务目录.xlsx --unit yuantan-town --dry-run
disclose import 养老服务目录.xlsx 信息目录.html --unit yuantan-town
disclose import yuantan-town-编辑表.xlsx --unit yuantan-town
disclose import yuantan-town-编辑表.xlsx --unit yuantan-town --cancel-missing 职能划出"""

Recognised = Sequence[tuple[str, Recognition]]


class _Goal(NamedTuple):
    """The unit that an import goes to, with its workspace."""

    workspace: Workspace
    loaded: Loaded
    unit: Unit


@click.command(
    "import",
    cls=Command,
    example=EXAMPLE,
    help="读入已经公布的目录表格（xlsx、xls、ods、csv、网页、docx），写成单位的记录；已有的记录就地更新。"
    "也读入 disclose sheet 生成、改好的编辑表：改过的写回记录，别人在 YAML 里改的留着，两边改得不一样的列出来。",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件…",
)
@click.option("--unit", required=True, metavar="单位", help="导入到哪个单位，写单位编号。")
@click.option("--dry-run", is_flag=True, help="只显示认出了什么、会写什么，不写任何文件。")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="显示的格式：文字，或者给程序用的 JSON。",
)
@click.option(
    "--cancel-missing",
    metavar="原因",
    help="编辑表里删去的事项标为已取消，写上日期和这个原因；不写就只列出来问。",
)
@as_of_option
def command(
    files: tuple[Path, ...],
    unit: str,
    dry_run: bool,
    format_: str,
    cancel_missing: str | None,
    as_of: date | None,
) -> int:
    """Import published tables, or an editing workbook that came back."""
    with _without_collection():
        contents = [_read(path) for path in files]
        if sheets := [content for content in contents if content.is_sheet]:
            if len(sheets) < len(contents):
                raise click.UsageError("编辑表和目录表格要分开导入，一次只写一种")
            request = SheetRequest(unit, dry_run, format_, cancel_missing, as_of)
            return max([import_sheet(content, request) for content in sheets])
        if cancel_missing is not None:
            raise click.UsageError("--cancel-missing 只用于 disclose sheet 生成的编辑表")
        return _import_tables(contents, unit, dry_run=dry_run, format_=format_)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nearly all that is read lives until the end: looking for garbage would cost a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import_tables(contents: Sequence[Content], unit: str, *, dry_run: bool, format_: str) -> int:
    """Recognise the tables of files; show them, or write them as records of a unit."""
    goal = _goal_of_dry_run(unit) if dry_run else _goal(open_workspace(), unit)
    recognised = [(content.name, _recognised(content)) for content in contents]
    findings = _findings(recognised)
    if dry_run and format_ == "json":
        click.echo(_shown_as_json(recognised))
    elif goal is None:
        click.echo(_shown(recognised))
    else:
        planned = _planned(recognised, goal)
        findings += planned.findings
        if dry_run:
            told = plan_text(planned, is_written=False, is_held=_is_held(goal))
            click.echo(f"{_shown(recognised)}\n\n{told}")
        else:
            for path, data in planned.files.items():
                write_file(goal.workspace.root / path, data)
            click.echo(_report(recognised, planned, goal, format_))
    return int(any(said.severity is Severity.ERROR for said in findings))


def _goal(workspace: Workspace, unit_id: str) -> _Goal:
    loaded = load(workspace)
    unit = loaded.catalog.unit(unit_id)
    if unit is None:
        there_are = units_there_are(unit_id, (unit.id for unit in loaded.catalog.units))
        raise click.UsageError(
            f"没有“{unit_id}”这个单位，先新建 {CATALOGS}/{unit_id}/unit.yaml 写单位概况。{there_are}"
        )
    return _Goal(workspace, loaded, unit)


def _goal_of_dry_run(unit_id: str) -> _Goal | None:
    """Return the unit where there is one: what a file holds can be shown without."""
    try:
        return _goal(find(Path.cwd()), unit_id)
    except NoWorkspaceError:
        return None
    except click.UsageError as error:
        click.echo(f"只显示认出了什么：{error.message}", err=True)
        return None


def _read(path: Path) -> Content:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    try:
        return read_content(data, path.name)
    except ModuleNotFoundError as error:
        message = (
            f"读取 {path.name} 要用的 {error.name} 没有安装，先运行 "
            "pip install 'disclosure-cli[import]'"
        )
        raise click.ClickException(message) from None


def _recognised(content: Content) -> Recognition:
    if content.is_readable:
        return recognise_grids(content.grids, content.said, content.name)
    return Recognition((), content.said)


def _planned(recognised: Recognised, goal: _Goal) -> Plan:
    texts = unit_files(goal.workspace, goal.unit.id)
    try:
        return plan(recognised, goal.loaded.catalog, goal.unit, goal.loaded.schemas, texts)
    except EditError as error:
        raise click.ClickException(f"{error}。没有改动任何文件") from None


def _findings(recognised: Recognised) -> list[Finding]:
    return [said for _, recognition in recognised for said in recognition.findings]


def _shown_as_json(recognised: Recognised) -> str:
    document: dict[str, list[object]] = {"tables": [], "findings": []}
    for name, recognition in recognised:
        for key, records in to_json(recognition).items():
            document[key] += [{"file": name, **record} for record in records]
    return json.dumps(document, ensure_ascii=False, indent=2)


def _shown(recognised: Recognised) -> str:
    return "\n\n".join(to_text(recognition, name) for name, recognition in recognised)


def _report(recognised: Recognised, planned: Plan, goal: _Goal, format_: str) -> str:
    findings = _findings(recognised)
    if format_ == "json":
        document = plan_json(planned, [*findings, *planned.findings])
        return json.dumps(document, ensure_ascii=False, indent=2)
    lines = [*map(finding_line, findings)]
    return "\n".join([*lines, plan_text(planned, is_written=True, is_held=_is_held(goal))])


def _is_held(goal: _Goal) -> bool:
    """Tell whether items without a review of their own are not published."""
    settings = settings_of(goal.loaded.catalog.settings)
    return not settings.publish_without_review
