"""The part of `disclose import` for editing workbooks: read, merge with what is in YAML now, write, report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import click

from disclosure_cli.cli.opening import day_of, known_units, open_workspace
from disclosure_cli.importing.codes import FORMULA_WITHOUT_VALUE, HIDDEN_CONTENT
from disclosure_cli.importing.findings import Finding, UnreadableError
from disclosure_cli.importing.grid import Grid
from disclosure_cli.importing.planning import Plan
from disclosure_cli.importing.readers import read
from disclosure_cli.importing.summary import plan_json, plan_text
from disclosure_cli.loading.workspace import load, unit_files
from disclosure_cli.model import Severity
from disclosure_cli.settings import settings_of
from disclosure_cli.sheets.edited import is_editing_workbook
from disclosure_cli.sheets.making import HELP, HIDDEN, LISTS
from disclosure_cli.sheets.planning import Cancelling, Workbook, plan
from disclosure_cli.writing import write_file


@dataclass(frozen=True)
class Content:
    """A file as it was read; no grids where it cannot be."""

    name: str
    grids: tuple[Grid, ...]
    said: tuple[Finding, ...]
    is_readable: bool

    @property
    def is_sheet(self) -> bool:
        """Whether it is an editing workbook."""
        return is_editing_workbook(self.grids)

    @property
    def unread(self) -> frozenset[str]:
        """The addresses of formulas without a saved result."""
        return frozenset(each.where for each in self.said if each.kind is FORMULA_WITHOUT_VALUE)


@dataclass(frozen=True)
class SheetRequest:
    """The options of the command; `reason` is why items without a row are cancelled, if they are, `as_of` when."""

    unit: str
    dry_run: bool
    format: str
    reason: str | None
    as_of: date | None


def read_content(data: bytes, name: str) -> Content:
    """Return what is in a file. Raises `ModuleNotFoundError` where the library for its format is not installed."""
    try:
        grids, said = read(data, name)
    except UnreadableError as error:
        return Content(name, (), (error.finding,), is_readable=False)
    return Content(name, grids, said, is_readable=True)


def import_sheet(content: Content, request: SheetRequest) -> int:
    """Merge an editing workbook into its unit and say what came of it; return 1 where something was not taken."""
    workspace = open_workspace()
    loaded = load(workspace)
    (unit_id,) = known_units([request.unit], loaded.catalog)
    unit = loaded.catalog.unit(unit_id)
    assert unit is not None
    day = day_of(request.as_of, loaded.catalog.settings).isoformat()
    cancelling = None if request.reason is None else Cancelling(day, request.reason)
    planned = plan(
        Workbook(content.name, content.grids, content.unread),
        loaded.catalog,
        unit,
        loaded.schemas,
        unit_files(workspace, unit_id),
        cancelling,
    )
    if not request.dry_run:
        for path, data in planned.files.items():
            write_file(workspace.root / path, data)
    settings = settings_of(loaded.catalog.settings)
    is_held = not settings.publish_without_review
    said = [*_worth_saying(content.said, planned.findings), *planned.findings]
    click.echo(_report(planned, said, request, is_held=is_held))
    return int(any(each.severity is Severity.ERROR for each in said))


def _worth_saying(said: Sequence[Finding], planned: Sequence[Finding]) -> list[Finding]:
    """Leave out what is said about sheets and columns that are hidden on purpose, and of a cell what is said again."""
    own = tuple(f"{name}!" for name in (LISTS, HIDDEN, HELP))
    again = {each.where for each in planned}
    return [
        each
        for each in said
        if each.kind is not HIDDEN_CONTENT
        and not each.where.startswith(own)
        and not (each.kind is FORMULA_WITHOUT_VALUE and each.where in again)
    ]


def _report(planned: Plan, said: Sequence[Finding], request: SheetRequest, *, is_held: bool) -> str:
    if request.format == "json":
        return json.dumps(plan_json(planned, said), ensure_ascii=False, indent=2)
    whole = replace(planned, findings=tuple(said))
    return plan_text(whole, is_written=not request.dry_run, is_held=is_held)
