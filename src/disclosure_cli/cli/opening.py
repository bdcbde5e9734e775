"""What several commands do first: find the workspace, read it, decide the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from disclosure_cli.workspace import NoWorkspaceError, Workspace, find


def open_workspace() -> Workspace:
    """Return the workspace of the current folder, or end with a usage error."""
    try:
        return find(Path.cwd())
    except NoWorkspaceError:
        message = "这里不是工作区：当前文件夹和上级文件夹里都没有 disclose.yaml。先进入工作区，或者运行 disclose init"
        raise click.UsageError(message) from None


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A date as YYYY-MM-DD."""

    name = "日期"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，写成“年-月-日”，例如 2025-03-01", param, ctx)
