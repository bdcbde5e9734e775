"""`disclose number`"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import known_units, open_workspace
from disclosure_cli.loading.workspace import Loaded, Workspace, load, unit_files
from disclosure_cli.model import Family, Severity
from disclosure_cli.numbering import (
    ATTRIBUTES,
    ATTRIBUTES_FILE,
    Numbering,
    Said,
    carry_out,
    plan_numbering,
)
from disclosure_cli.publishing.masking import mask
from disclosure_cli.writing import write_file

EXAMPLE = """disclose number
disclose number yuantan-town --dry-run
disclose number --check
disclose number --renamed 0503-001"""


@click.command(
    "number",
    cls=Command,
    example=EXAMPLE,
    help="给没有索引号的信息条目编索引号，把编号、索引号记入单位的登记簿。合并到主分支以后运行。",
)
@click.argument("units", nargs=-1, metavar="[单位]…")
@click.option("--dry-run", is_flag=True, help="只显示要编哪些号，不写任何文件。")
@click.option(
    "--check", is_flag=True, help="只检查有没有要编号、要登记的，有就返回1；不能编号的也返回1。"
)
@click.option(
    "--renamed",
    multiple=True,
    metavar="编号",
    help="确认这个编号还是原来那件事，只是改了名称（R334）；可以写几次。",
)
@click.option(
    "--retired",
    multiple=True,
    metavar="编号",
    help="注销记录已经删去的编号（R335），以后也不再用；可以写几次。",
)
def command(
    units: tuple[str, ...],
    dry_run: bool,
    check: bool,
    renamed: tuple[str, ...],
    retired: tuple[str, ...],
) -> int:
    """Plan the numbering, carry it out unless only asked, say what was done."""
    workspace = open_workspace()
    loaded = load(workspace)
    wanted = known_units(units, loaded.catalog)
    chosen = [unit for unit in loaded.catalog.units if not wanted or unit.id in wanted]
    _demand_all_is_read(loaded)
    said = Said(frozenset(renamed), frozenset(retired))
    planned = plan_numbering(loaded.catalog, chosen, said)
    _demand_all_is_true(planned, said)
    is_only_asked = dry_run or check
    done = [_carry_out(one, workspace, loaded, write=not is_only_asked) for one in planned]
    for line in (line for numbering in done for line in _account(numbering)):
        click.echo(line)
    refused = [refusal for numbering in done for refusal in numbering.refusals]
    for refusal in refused:
        click.echo(f"{refusal.location}: {mask(refusal.reason)}", err=True)
    click.echo(_summary(done, is_done=not is_only_asked))
    if not is_only_asked and any(numbering.registered for numbering in done):
        _attend_to_merges(workspace)
    is_stopped = any(obstacle.is_general for one in done for obstacle in one.obstacles)
    is_due = check and any(numbering.is_due for numbering in done)
    return int(bool(refused) or is_stopped or is_due)


def _demand_all_is_read(loaded: Loaded) -> None:
    """End where a record could not be read: its number, which nobody knows, could be given out again."""
    for diagnostic in loaded.diagnostics:
        if diagnostic.family is Family.READING and diagnostic.severity is Severity.ERROR:
            message = f"{diagnostic.location}: {diagnostic.message}。读不出的记录可能已经有编号，先改正再编号"
            raise click.ClickException(mask(message))


def _demand_all_is_true(planned: Iterable[Numbering], said: Said) -> None:
    """End where a number that was named is not in question, or is in more than one unit."""
    found = [number for numbering in planned for number in numbering.settled]
    for number in sorted((said.renamed | said.retired) - set(found)):
        raise click.UsageError(
            f"{number}不用确认：--renamed 只用于R334列出的，--retired 只用于R335列出的"
        )
    for number in found:
        if found.count(number) > 1:
            raise click.UsageError(f"有几个单位都有{number}，写明是哪个单位")


def _carry_out(
    numbering: Numbering, workspace: Workspace, loaded: Loaded, *, write: bool
) -> Numbering:
    """Write what is to be done for a unit, entries before the register; return what can be done."""
    if not numbering.is_due:
        return numbering
    files = unit_files(workspace, numbering.unit.id)
    done, changed = carry_out(numbering, files, loaded.schemas)
    for path, data in changed.items() if write else ():
        write_file(workspace.root / path, data)
    return done


def _attend_to_merges(workspace: Workspace) -> None:
    """Tell git how registers are merged, or say how it is told, where it does not know yet."""
    file = workspace.root / ATTRIBUTES_FILE
    if not file.exists():
        write_file(file, f"{ATTRIBUTES}\n".encode())
        click.echo(f"新建了 {ATTRIBUTES_FILE}，使登记簿合并时两边的行都留下，和登记簿一起提交。")
    elif ATTRIBUTES.split()[0] not in file.read_text("utf-8", errors="replace"):
        click.echo(f"在 {ATTRIBUTES_FILE} 里加上这一行，登记簿合并时才不会冲突：{ATTRIBUTES}")


def _account(numbering: Numbering) -> Iterator[str]:
    """Yield what is said of each entry."""
    for given in numbering.assigned:
        verb = "恢复" if given.is_restored else "编号"
        yield f"{verb} {given.number}{mask(given.record.subject)}（{given.record.locate()}）"
    for obstacle in numbering.obstacles:
        subject = mask(obstacle.record.subject)
        yield f"没有编号 {subject}（{obstacle.record.locate()}）：{obstacle.reason}"


def _summary(planned: Sequence[Numbering], *, is_done: bool) -> str:
    assigned = sum(len(numbering.assigned) for numbering in planned)
    registered = sum(len(numbering.registered) for numbering in planned)
    obstacles = sum(len(numbering.obstacles) for numbering in planned)
    refusals = sum(len(numbering.refusals) for numbering in planned)
    said = ""
    if assigned or registered:
        did, noted = ("编了", "登记了") if is_done else ("要编", "登记")
        also = "" if is_done else "要"
        said = f"{did}索引号{assigned}个，{also}在登记簿里{noted}{registered}行。"
    if obstacles:
        said += f"有{obstacles}条信息没有编号，原因见上面。"
    if refusals:
        said += f"有{refusals}处要先处理，见上面。"
    return said or "没有要编号、要登记的。"
