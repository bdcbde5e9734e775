"""A unit → its editing workbook: one row an item and one an entry, with what there is to choose and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from disclosure_cli.facts.context import Context
from disclosure_cli.importing.cells import write
from disclosure_cli.model import Diagnostic, Path, Record, Severity, Unit
from disclosure_cli.outputs.xlsx.editing import Column, EditingWorkbook, Note, Sheet
from disclosure_cli.registry.ordering import by_number
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.sheets.base import Base, BaseRecord, pack
from disclosure_cli.sheets.choices import choices_of, offered
from disclosure_cli.sheets.columns import (
    IDENTITIES,
    KEY_HEADING,
    columns_of,
    heading_of,
    is_required,
)
from disclosure_cli.sheets.manual import manual
from disclosure_cli.sheets.notes import located
from disclosure_cli.showing import value_at

LISTS = "选项"
HIDDEN = "底稿"
HELP = "使用说明"

_NARROWEST, _WIDEST = 10, 44
_WEIGHTS: Mapping[Severity, Literal["error", "warning", "info"]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
_KEY = Column(
    KEY_HEADING,
    "没有编号或者编号重复的记录靠它辨认，不要改动。新增的行空着。",
    10,
    "key",
)


class Keyed(NamedTuple):
    """A record with the key that its row is known by; `is_draft` where that is not its number."""

    key: str
    record: Record
    is_draft: bool


def keyed(kind: str, records: Sequence[Record]) -> list[Keyed]:
    """Return records with their keys: the number of each, and one of our own where it has none or shares it."""
    numbers = [str(record.get(IDENTITIES[kind]) or "") for record in records]
    counts = Counter(numbers)
    found = []
    for position, (number, record) in enumerate(zip(numbers, records, strict=True), 1):
        is_draft = not number or counts[number] > 1 or number != number.strip()
        found.append(Keyed(f"草稿-{position}" if is_draft else number, record, is_draft))
    return found


def _in_order(rows: Iterable[Keyed]) -> list[Keyed]:
    return sorted(rows, key=lambda row: by_number(row.record))


def make(
    unit: Unit, context: Context, schemas: Schemas, diagnostics: Iterable[Diagnostic]
) -> EditingWorkbook:
    """Return the editing workbook of a unit. `diagnostics` are the findings of the workspace, masked."""
    found = list(diagnostics)
    lists: dict[str, tuple[str, ...]] = {}
    tables = {
        kind: _Table(schemas[kind], _in_order(keyed(kind, records)), context)
        for kind, records in (("item", unit.items), ("entry", unit.entries))
    }
    sheets = [table.sheet(found, lists) for table in tables.values()]
    base = Base(
        unit.id,
        {kind: [field.dotted for field in table.fields] for kind, table in tables.items()},
        {
            kind: [BaseRecord(row.key, row.record.data) for row in table.rows]
            for kind, table in tables.items()
        },
        unit.name,
    )
    return EditingWorkbook(
        title=f"{unit.name}信息公开目录编辑表",
        sheets=sheets,
        lists=lists,
        help_name=HELP,
        help=manual(unit),
        lists_name=LISTS,
        hidden_name=HIDDEN,
        hidden=pack(base),
    )


@dataclass(frozen=True)
class _Table:
    """The records of one kind as rows."""

    schema: Schema
    rows: Sequence[Keyed]
    context: Context

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that have a column."""
        return columns_of(self.schema)

    @property
    def has_drafts(self) -> bool:
        """Tell whether a column for keys is needed."""
        return any(row.is_draft for row in self.rows)

    def sheet(self, found: Sequence[Diagnostic], lists: dict[str, tuple[str, ...]]) -> Sheet:
        """Return the sheet; what there is to choose is added to `lists`."""
        fields = self.fields
        used = _used_blocks(fields, [row.record.data for row in self.rows])
        columns = [self._column(field, used, lists) for field in fields]
        rows = [
            tuple(write(field, value_at(row.record.data, field)) for field in fields)
            for row in self.rows
        ]
        if self.has_drafts:
            columns.insert(0, _KEY)
            keys = (row.key if row.is_draft else "" for row in self.rows)
            rows = [(key, *texts) for key, texts in zip(keys, rows, strict=True)]
        notes = tuple(self._notes(found, fields))
        named = next(number for number, field in enumerate(fields, 1) if field.path == ("title",))
        return Sheet(self.schema.title, columns, rows, notes, frozen=named + self.has_drafts)

    def _column(self, field: Field, used: set[str], lists: dict[str, tuple[str, ...]]) -> Column:
        choices = offered(field, choices_of(field, self.context))
        name = f"{self.schema.title}·{field.heading}"
        if choices:
            lists[name] = choices
        is_inside = len(field.path) > 1
        return Column(
            heading=heading_of(field),
            comment=_comment(field),
            width=min(max(field.width, _NARROWEST), _WIDEST),
            role="required" if is_required(field) else "public" if field.public else "internal",
            choices=name if choices else "",
            is_closed=field.kind in {"choice", "boolean"},
            group=is_inside,
            is_folded=is_inside and field.path[0] not in used,
        )

    def _notes(self, found: Sequence[Diagnostic], fields: Sequence[Field]) -> Iterator[Note]:
        """Yield what was found in each cell, the worst weight for all of it."""
        cells: dict[tuple[int, int], list[Diagnostic]] = {}
        records = [row.record for row in self.rows]
        positions: dict[Path, int] = {field.path: number for number, field in enumerate(fields)}
        for row, path, diagnostic in located(records, found, self.schema):
            nearest = (path[:size] for size in range(len(path), 0, -1))
            column = next((positions[one] for one in nearest if one in positions), 0)
            cells.setdefault((row, column + self.has_drafts), []).append(diagnostic)
        for (row, column), about in cells.items():
            worst = min(about, key=lambda diagnostic: diagnostic.severity.rank).severity
            yield Note(row, column, "\n".join(map(_said, about)), _WEIGHTS[worst])


def _used_blocks(fields: Iterable[Field], records: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the blocks of which a record has anything."""
    tops = {field.path[0] for field in fields if len(field.path) > 1}
    return {top for top in tops if any(record.get(top) for record in records)}


def _comment(field: Field) -> str:
    """Explain a column: what belongs there, how several values are written, an example."""
    lines = [field.description]
    if is_required(field):
        lines.append("必填。")
    if field.is_list:
        lines.append("有几项的，一项一行（按 Alt+Enter 换行）。")
    if field.kind == "blocks":
        pattern = "；".join(f"{child.label}：…" for child in field.children)
        lines.append(f"每行写成“{pattern}”，没有的不写。")
    if field.example is not None:
        lines.append(f"例如：{write(field, field.example)}")
    if not field.public:
        lines.append("内部使用，不公布。")
    return "\n".join(lines)


def _said(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.severity.label} {diagnostic.code}：{diagnostic.message}\n建议：{diagnostic.hint}"
