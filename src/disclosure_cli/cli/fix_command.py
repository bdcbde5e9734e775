"""`disclose fix`"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import click

from disclosure_cli.catalog import role_of
from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.choosing import CodesType, is_in, path_of
from disclosure_cli.cli.opening import as_of_option, day_of, open_workspace
from disclosure_cli.cli.terminal import shows_colours
from disclosure_cli.findings.control import is_chosen
from disclosure_cli.fixing import KEYS, Fixed, Task, fix
from disclosure_cli.loading.workspace import Workspace, load_schemas, load_settings, read_files
from disclosure_cli.model import Severity
from disclosure_cli.publishing.masking import mask
from disclosure_cli.reading.codes import BYTE_ORDER_MARK, NOT_UTF8
from disclosure_cli.reading.decoding import decode
from disclosure_cli.reports.escaping import clean
from disclosure_cli.rules import CODES
from disclosure_cli.writing import write_file

EXAMPLE = """disclose fix
disclose fix yuantan-town --apply
disclose fix --select Y,L473 --apply
disclose fix --ignore keys"""

_ENCODINGS = frozenset((NOT_UTF8, BYTE_ORDER_MARK))
_STYLES = {"-": "red", "+": "green", "@": "cyan"}


@click.command(
    "fix",
    cls=Command,
    example=EXAMPLE,
    help="改正有把握的错误（全角数字和冒号、文号的括号、时限和日期的写法、渠道的名称、统一的术语、键的语言、"
    "文件的编码），先列出改动，加上 --apply 才写入。注释和其余内容一字不动。",
)
@click.argument("targets", nargs=-1, metavar="[单位|文件|文件夹]…")
@click.option("--apply", is_flag=True, help="把改动写入文件。不写就只列出改动。")
@click.option(
    "--select",
    type=CodesType(KEYS),
    multiple=True,
    metavar="编号",
    help="只改这些规则的问题；只写开头就是一类，几个之间用逗号，键的语言写 keys。",
)
@click.option(
    "--ignore", type=CodesType(KEYS), multiple=True, metavar="编号", help="不改这些规则的问题。"
)
@as_of_option
def command(
    targets: tuple[str, ...],
    apply: bool,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    as_of: date | None,
) -> int:
    """Show or write the certain corrections; return 1 where errors wait for `--apply`."""
    workspace = open_workspace()
    files, unreadable = read_files(workspace)
    paths = [path_of(target, workspace, _units(files)) for target in targets]

    wanted, unwanted = sum(select, ()), sum(ignore, ())

    def wants(code: str, file: str) -> bool:
        is_about = not paths or any(is_in(file, path) for path in paths)
        return is_about and is_chosen(code, wanted, unwanted)

    schemas, found = load_schemas(workspace)
    day = day_of(as_of, load_settings(workspace))
    fixed = fix(files, Task(schemas, (*found, *unreadable), day, wants))
    for path, data in fixed.files.items():
        for line in _shown(path, files[path] or b"", data):
            click.echo(line)
    if apply:
        _write(workspace, files, fixed)
    for line in _summary(fixed, is_written=apply):
        click.echo(line, err=True)
    return int(not apply and any(map(_is_error, fixed.made)))


def _units(files: Iterable[str]) -> set[str]:
    """Return the ids of the units that files belong to."""
    return {role.unit for path in files if (role := role_of(path)) is not None and role.unit}


def _shown(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines of a unified diff that shows no personal number and steers no terminal.

    What is no change of a line, of the encoding, is said before it.
    """
    (old, was), (new, now) = decode(before), decode(after)
    codes = {note.code for note in was} - {note.code for note in now}
    yield from (_painted(f"{path}：改存为 UTF-8 编码", bold=True) for code in codes & _ENCODINGS)
    lines, changed = (text.removesuffix("\n").split("\n") for text in (old, new))
    for line in difflib.unified_diff(lines, changed, f"a/{path}", f"b/{path}", lineterm=""):
        shown = clean(mask(line))
        is_head = line.startswith(("--- a/", "+++ b/"))
        yield _painted(shown, bold=True) if is_head else _painted(shown, fg=_STYLES.get(line[:1]))


def _painted(text: str, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None) if shows_colours() else text


def _write(workspace: Workspace, files: Mapping[str, bytes | None], fixed: Fixed) -> None:
    """Write the changed files, unless somebody changed one of them meanwhile."""
    targets = {(workspace.root / path).resolve(): path for path in fixed.files}
    for target, path in targets.items():
        if target.read_bytes() != files[path]:
            raise click.ClickException(f"{path} 刚刚被改动过，没有写入任何文件；再运行一次")
    for target, path in targets.items():
        write_file(target, fixed.files[path])


def _summary(fixed: Fixed, *, is_written: bool) -> Iterator[str]:
    for code, count in fixed.made.items():
        title = CODES[code].title if code in CODES else "键的语言与设置不一致"
        yield f"{code} {title}：{count}处"
    for diagnostic in fixed.left:
        yield f"没有改 {diagnostic.location}: {diagnostic.code} {diagnostic.message}（改了会出现别的错误，请人工改）"
    if not fixed.files:
        yield "没有可以自动改正的内容。"
    elif is_written:
        yield f"改正了{len(fixed.files)}个文件。"
    else:
        yield f"可以改正{len(fixed.files)}个文件，还没有写入。看过改动以后，加上 --apply 再运行一次。"


def _is_error(code: str) -> bool:
    return code in CODES and CODES[code].severity is Severity.ERROR
