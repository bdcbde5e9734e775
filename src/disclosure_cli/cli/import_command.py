"""`disclose import`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.importing.dry_run import to_json
from disclosure_cli.importing.dry_run_text import to_text
from disclosure_cli.importing.findings import KIND_BY_CODE, Finding
from disclosure_cli.importing.limits import MAX_BYTES
from disclosure_cli.importing.recognise import recognise
from disclosure_cli.importing.recognised import Recognition

EXAMPLE = """disclose import 养老服务目录.xlsx --unit yuantan-town --dry-run
disclose import 目录.docx 信息目录.html --unit yuantan-town --dry-run --format json"""

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
    recognised = [(path.name, _recognise(path)) for path in files]
    if not dry_run:
        raise click.UsageError("现在只能试读，请加上 --dry-run")
    click.echo(_shown(recognised, format_))
    return exit_code([said for _, recognition in recognised for said in recognition.findings])


def exit_code(findings: list[Finding]) -> int:
    """Return 1 when a finding is an error, else 0."""
    return int(any(KIND_BY_CODE[said.code].severity == "error" for said in findings))


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
