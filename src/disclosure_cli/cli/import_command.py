"""`disclose import`"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import open_workspace
from disclosure_cli.folders import CATALOGS
from disclosure_cli.importing.dry_run import to_json
from disclosure_cli.importing.dry_run_text import finding_line, to_text
from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.limits import MAX_BYTES
from disclosure_cli.importing.planning import NotAppendableError, Plan, plan
from disclosure_cli.importing.recognise import recognise
from disclosure_cli.importing.recognised import Recognition
from disclosure_cli.model import Severity, Unit
from disclosure_cli.settings import settings_of
from disclosure_cli.workspace import Loaded, load, unit_files
from disclosure_cli.writing import write_file

EXAMPLE = """disclose import 养老服务目录.xlsx --unit yuantan-town --dry-run
disclose import 养老服务目录.xlsx 信息目录.html --unit yuantan-town"""

Recognised = list[tuple[str, Recognition]]


@click.command(
    "import",
    cls=Command,
    example=EXAMPLE,
    help="读入已经公布的目录表格（xlsx、xls、ods、csv、网页、docx），写成单位的记录。",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件…",
)
@click.option("--unit", required=True, metavar="单位", help="导入到哪个单位，写单位编号。")
@click.option("--dry-run", is_flag=True, help="只显示认出了什么，不写任何文件。")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="显示的格式：文字，或者给程序用的 JSON。",
)
def command(files: tuple[Path, ...], unit: str, dry_run: bool, format_: str) -> int:
    """Recognise the tables of files; show them, or write them as records of a unit."""
    if dry_run:
        recognised = [(path.name, _recognise(path)) for path in files]
        click.echo(_shown(recognised, format_))
        return exit_code(_findings(recognised))
    workspace = open_workspace()
    loaded = load(workspace)
    found = _unit(loaded, unit)
    recognised = [(path.name, _recognise(path)) for path in files]
    try:
        planned = plan(
            recognised, loaded.catalog, found, loaded.schemas, unit_files(workspace, unit)
        )
    except NotAppendableError as error:
        message = f"{error} 的写法不能在末尾增加记录，先改成每条以“- ”开头的写法，没有改动任何文件"
        raise click.ClickException(message) from None
    for path, data in planned.files.items():
        write_file(workspace.root / path, data)
    findings = [*_findings(recognised), *planned.findings]
    click.echo(_summary(planned, findings, format_, is_held=_is_held(loaded, found)))
    return exit_code(findings)


def _unit(loaded: Loaded, unit_id: str) -> Unit:
    unit = loaded.catalog.unit(unit_id)
    if unit is None:
        known = "、".join(sorted(unit.id for unit in loaded.catalog.units))
        raise click.UsageError(
            f"没有“{unit_id}”这个单位，先新建 {CATALOGS}/{unit_id}/unit.yaml 写单位概况。单位有：{known}"
        )
    return unit


def _is_held(loaded: Loaded, unit: Unit) -> bool:
    """Tell whether items without a review of their own are not published."""
    settings = settings_of(loaded.catalog.settings)
    return not (settings.publish_without_review or unit.profile.get("item_review"))


def _summary(planned: Plan, findings: list[Finding], format_: str, *, is_held: bool) -> str:
    if format_ == "json":
        document = {
            "files": list(planned.files),
            "items": planned.items,
            "entries": planned.entries,
            "classes": planned.classes,
            "already_there": planned.already_there,
            "findings": [asdict(said) for said in findings],
        }
        return json.dumps(document, ensure_ascii=False, indent=2)
    lines = [finding_line(said) for said in findings]
    lines += [f"写入 {path}" for path in planned.files]
    lines.append(
        f"新增事项{planned.items}个、信息{planned.entries}条、本单位的分类{planned.classes}个；"
        f"已有而没有改动的记录{planned.already_there}条。"
    )
    if planned.items and is_held:
        lines.append("新增的事项还没有保密审查，办完审查以前不会公布。")
    if planned.files:
        lines.append("下一步：运行 disclose validate，照提示补齐。")
    return "\n".join(lines)


def _findings(recognised: Recognised) -> list[Finding]:
    return [said for _, recognition in recognised for said in recognition.findings]


def exit_code(findings: list[Finding]) -> int:
    """Return 1 when a finding is an error, else 0."""
    return int(any(said.severity is Severity.ERROR for said in findings))


def _recognise(path: Path) -> Recognition:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    try:
        return recognise(data, path.name)
    except ModuleNotFoundError as error:
        message = (
            f"读取 {path.name} 要用的 {error.name} 没有安装，先运行 "
            "pip install 'disclosure-cli[import]'"
        )
        raise click.ClickException(message) from None


def _shown(recognised: Recognised, format_: str) -> str:
    if format_ == "text":
        return "\n\n".join(to_text(recognition, name) for name, recognition in recognised)
    document: dict[str, list[object]] = {"tables": [], "findings": []}
    for name, recognition in recognised:
        for key, records in to_json(recognition).items():
            document[key] += [{"file": name, **record} for record in records]
    return json.dumps(document, ensure_ascii=False, indent=2)
