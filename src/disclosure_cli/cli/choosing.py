"""What several commands may be narrowed to: units, files and folders of the workspace, and codes of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from disclosure_cli.cli.opening import units_there_are
from disclosure_cli.cli.parameters import Typed
from disclosure_cli.folders import CATALOGS, INPUT_FOLDERS, SETTINGS_FILE
from disclosure_cli.loading.workspace import Workspace
from disclosure_cli.words import suggest

_RECORDS = ((), (SETTINGS_FILE,), *((folder,) for folder in INPUT_FOLDERS))
"""Where findings may be: how paths in the workspace begin, the workspace as a whole first."""


class CodesType(Typed[tuple[str, ...]]):
    """Codes of rules, or what they begin with, separated by commas; `more` are words that are allowed besides."""

    name = "编号"

    def __init__(self, *more: str) -> None:
        self._more = more

    def parse(self, text: str) -> tuple[str, ...]:
        """Return the codes."""
        from disclosure_cli.rules import CODES

        all_known = (*CODES, *self._more)
        codes = tuple(code.upper() for code in re.split("[,，、\\s]+", text) if code)
        for code in codes:
            if not any(known.startswith(code) for known in all_known):
                close = suggest(code, all_known)
                hint = f"，是不是 {close}？" if close else "。运行 disclose rule 查看全部编号"
                raise ValueError(f"没有“{code}”这条规则{hint}")
        return codes


def path_of(target: str, workspace: Workspace, units: Iterable[str]) -> str:
    """Return the workspace path of a unit, file or folder, or end with a usage error."""
    known = frozenset(units)
    if target in known:
        return f"{CATALOGS}/{target}"
    path = Path(target.replace("\\", "/")).resolve()
    if path.is_relative_to(workspace.root) and path.exists():
        inside = path.relative_to(workspace.root)
        if inside.parts[:1] not in _RECORDS:
            raise click.UsageError(
                f"{target} 里没有记录：记录在 {CATALOGS} 文件夹里，设置在 {SETTINGS_FILE}"
            )
        return inside.as_posix()
    raise click.UsageError(f"没有“{target}”这个单位或者文件。{units_there_are(target, known)}")


def is_in(file: str, path: str) -> bool:
    """Tell whether a file of the workspace is another path or below it."""
    return path == "." or f"{file}/".startswith(f"{path}/")
