"""What several commands do first: find the workspace, decide the day, read the layouts of a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclosure_cli.cli.parameters import Typed
from disclosure_cli.folders import CATALOGS
from disclosure_cli.loading.workspace import NoWorkspaceError, Workspace, find, layout_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_cli.model import Catalog, Record
    from disclosure_cli.outputs.xlsx.layout import Layouts


_LISTED = 20
"""So many units are named all in a message."""


def open_workspace() -> Workspace:
    """Return the workspace of the current folder, or end with a usage error."""
    try:
        return find(Path.cwd())
    except NoWorkspaceError:
        message = "这里不是工作区：当前文件夹和上级文件夹里都没有 disclose.yaml。先进入工作区，或者运行 disclose init"
        raise click.UsageError(message) from None


def find_workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that a folder lies in, the current one if none is named; None where there is none."""
    try:
        return find(start or Path.cwd())
    except NoWorkspaceError:
        return None


def demand_unit_id(name: str) -> None:
    """End with a usage error where a name may not be a unit's."""
    from disclosure_cli.catalog import is_unit_id

    if not is_unit_id(name):
        raise click.UsageError(
            f"“{name}”不能作单位的编号：只用小写字母、数字和短横，不用 con、nul 等 Windows 的设备名，例如 yuantan-town"
        )


def day_of(asked: date | None, settings: Record) -> date:
    """Return the day that a command speaks of: the one that was asked for, that of the settings, else today."""
    from disclosure_cli.settings import settings_of

    return asked or settings_of(settings).as_of or date.today()


def read_layouts_of(workspace: Workspace, workbook: str) -> Layouts:
    """Return the layouts of a workbook."""
    from disclosure_cli.outputs.xlsx.layout import read_layouts

    return read_layouts(*layout_files(workspace, workbook))


def known_units(asked: Iterable[str], *catalogs: Catalog) -> frozenset[str]:
    """Return the units that were asked for, or end with a usage error that names those there are in any catalog."""
    known = {unit.id for catalog in catalogs for unit in catalog.units}
    wanted = frozenset(asked)
    if unknown := sorted(wanted.difference(known)):
        raise click.UsageError(f"没有“{unknown[0]}”这个单位。{units_there_are(unknown[0], known)}")
    return wanted


def units_there_are(unknown: str, known: Iterable[str]) -> str:
    """Say in Chinese which units there are; where they are many, those that a name which is none may stand for."""
    names = sorted(known)
    if not names:
        return f"{CATALOGS} 文件夹里还没有单位，用 disclose new unit 新建"
    if len(names) <= _LISTED:
        return f"单位有：{'、'.join(names)}"
    from disclosure_cli.words import closest

    close = closest(unknown, names)
    return (
        f"相近的有：{'、'.join(close)}"
        if close
        else f"{len(names)}个单位的编号见 {CATALOGS} 文件夹"
    )


class Day(Typed[date]):
    """A date as YYYY-MM-DD."""

    name = "日期"

    def parse(self, text: str) -> date:
        """Return the date."""
        from disclosure_cli.grammar import dates

        found = dates.day(text)
        if found is None:
            raise ValueError(f"“{text}”不是日期，写成“年-月-日”，例如 2025-03-01")
        return found


as_of_option = click.option(
    "--as-of", type=Day(), metavar="日期", help="以这一天为准，默认是设置里的基准日期或者今天。"
)
"""Nothing that a command says or writes depends on another day than this one."""
