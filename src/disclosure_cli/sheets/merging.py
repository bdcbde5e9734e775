"""Three states of one record → what becomes of it: as the sheet was made, as it came back, as it is in YAML now.

What the clerk changed is taken, what a colleague changed in YAML meanwhile is kept. Where both changed the same field,
and not alike, that is a conflict, and the record stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure_cli.editing.records import ABSENT, changed
from disclosure_cli.grammar import dates
from disclosure_cli.importing.cells import (
    Spellings,
    is_editable,
    plain,
    read,
    restored,
    spellings_in,
    write,
)
from disclosure_cli.importing.codes import CELL_ONLY_IN_YAML, UNFIT_CELL, Kind
from disclosure_cli.importing.serial_dates import likely_day, remark
from disclosure_cli.importing.text import clean, is_error_value
from disclosure_cli.model import Data, Path
from disclosure_cli.schema.breaches import WORDING
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.schema.typed import Problem
from disclosure_cli.sheets.edited import EditedRow
from disclosure_cli.showing import value_at

Choices = Callable[[Field], Spellings]
_NO_RESULT = "这一格是公式，文件里没有保存它的结果，用 WPS 或者 Excel 打开，保存一次。"
_ERROR = "“{}”是公式的错误值，不是内容。"


class Conflict(NamedTuple):
    """A field that sheet and YAML changed differently: the texts as it was, in the sheet, in YAML, and the cell."""

    field: Field
    where: str
    before: str
    sheet: str
    yaml: str


class Refused(NamedTuple):
    """A cell that cannot be taken: the kind of the finding, the cell, and why."""

    kind: Kind
    where: str
    reason: str


@dataclass
class Merge:
    """What becomes of a record: new values by path, the cells they are from, and what stands against others."""

    changes: dict[Path, Any] = field(default_factory=dict)
    places: dict[Path, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    is_edited: bool = False
    """Whether the clerk changed anything at all."""


def merge(
    row: EditedRow,
    before: Data,
    now: Data,
    fields: Sequence[Field],
    schema: Schema,
    choices: Choices,
) -> Merge:
    """Return what a row makes of a record that was `before` when the sheet was made and is `now` in YAML."""
    made = Merge()
    for each, new in _edits(row, before, fields, choices, made):
        made.is_edited = True
        where = row.where_of(each.path)
        old, current = value_at(before, each), value_at(now, each)
        if plain(current) == new:
            continue
        if plain(current) != plain(old):
            texts = (write(each, value) for value in (old, new, current))
            made.conflicts.append(Conflict(each, where, *texts))
            continue
        made.changes[each.path] = ABSENT if new is None else restored(current, new)
        made.places[each.path] = where
    _drop_unfit(made, now, schema, row)
    return made


def fresh(
    row: EditedRow, fields: Sequence[Field], schema: Schema, choices: Choices
) -> tuple[dict[str, Any], Merge]:
    """Return the data of a new record that a row holds; it may lack what a record must have."""
    made = Merge()
    for each, new in _edits(row, {}, fields, choices, made):
        made.changes[each.path] = new
        made.places[each.path] = row.where_of(each.path)
    _drop_unfit(made, {}, schema, row)
    return changed({}, made.changes), made


def _edits(
    row: EditedRow, before: Data, fields: Sequence[Field], choices: Choices, made: Merge
) -> Iterator[tuple[Field, Any]]:
    """Yield the fields whose cell says something else than when the sheet was made, with the new value."""
    for each in fields:
        if row.is_unread(each.path):
            made.refused.append(Refused(UNFIT_CELL, row.where_of(each.path), _NO_RESULT))
            continue
        old = value_at(before, each)
        text = _dated(each, row.text(*each.path), row)
        if text == ("" if old is None else clean(write(each, old))):
            continue
        if is_error_value(text):
            made.refused.append(Refused(UNFIT_CELL, row.where_of(each.path), _ERROR.format(text)))
            continue
        new = read(each, text, {**choices(each), **spellings_in(old)} if each.is_list else {})
        if new == plain(old):
            continue
        if is_editable(each, old):
            yield each, new
        else:
            made.is_edited = True
            reason = f"栏目：{each.heading}"
            made.refused.append(Refused(CELL_ONLY_IN_YAML, row.where_of(each.path), reason))


def _dated(field: Field, text: str, row: EditedRow) -> str:
    """Return a text, or the date where a spreadsheet shows one as a number."""
    is_1904 = row.places.grid.is_1904
    day = likely_day(text, is_1904=is_1904) if field.kind == "date" else None
    return text if day is None else dates.canonical(day)


def _drop_unfit(made: Merge, now: Data, schema: Schema, row: EditedRow) -> None:
    """Take out the new values that break the schema."""
    known = {(each.keyword, each.path) for each in schema.check(now)[1]}
    # A value that is taken out may leave another without what it needs.
    for _ in range(len(made.changes)):
        problems = schema.check(changed(now, made.changes))[1]
        unfit = {
            path: each
            for each in problems
            for path in _causes(each, made.changes, is_known=(each.keyword, each.path) in known)
        }
        if not unfit:
            return
        for path, problem in unfit.items():
            value = made.changes.pop(path)
            reason = _worded(problem, schema)
            if isinstance(value, str) and problem.keyword == "format":
                number = remark(value, is_1904=row.places.grid.is_1904)
                reason = f"{reason.removesuffix('。')}。{number}"
            made.refused.append(Refused(UNFIT_CELL, made.places.pop(path), reason))


def _causes(problem: Problem, changes: Mapping[Path, Any], *, is_known: bool) -> Iterator[Path]:
    """Yield the changed fields that a breach of the schema is about: also those inside a new one."""
    names = tuple(part for part in problem.path if isinstance(part, str))
    for path in changes:
        if names[: len(path)] == path or (path[: len(names)] == names and not is_known):
            yield path


def _worded(problem: Problem, schema: Schema) -> str:
    found = schema.field(problem.path)
    label = found.heading if found is not None else "记录"
    _, message, hint = WORDING[problem.keyword](problem, found, label)
    return f"{message}。{hint}"
