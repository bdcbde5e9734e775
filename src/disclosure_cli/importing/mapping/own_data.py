"""What our own files say beyond printed tables: the sheets with every public field in a workbook, and data files.

Sheet and printed table of a workbook say the same of each record, but the printed table leaves out ids, codes of
classes and most fields. A clerk may have changed either, so where the two differ the printed table counts, and that is
said. A table of a data file is read as both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from disclosure_cli.editing.records import ABSENT
from disclosure_cli.grammar.class_code import code_of, on_one_branch
from disclosure_cli.importing import cells
from disclosure_cli.importing.codes import OWN_SHEETS_DIFFER, UNPLACED_CELL
from disclosure_cli.importing.mapping.draft_record import Mapped, short_digest
from disclosure_cli.importing.mapping.matching import folded
from disclosure_cli.importing.mapping.overwriting import says_the_same
from disclosure_cli.importing.recognising.recognised import Record, Table
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import writable
from disclosure_cli.schema.fields import Field, put
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.showing import columns, show

PRINTED = {"数据": "公开事项目录", "信息数据": "信息目录"}
"""Sheet with every public field → the sheet with the printed table of the same records."""

_EXPLANATIONS = frozenset(("统计", "编制说明"))
"""The sheets of such a workbook that a build makes of the records and that say nothing else."""
_UNIT_COLUMNS = ("单位编号", "单位名称")
"""Stand in front in the data files, which have the records of all units."""
_OTHER = "other:"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One record: where it stands, its fields, and the texts that they were read from."""

    where: str
    data: Mapping[str, Any]
    texts: tuple[str, ...]


class OwnData:
    """The rows of one such sheet, each for one row of the printed table."""

    def __init__(self, rows: Iterable[OwnRow], schema: Schema, target: Target) -> None:
        self._left = list(rows)
        self._schema = schema
        self._target = target

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all rows that are left."""
        return (row.data["id"] for row in self._left if "id" in row.data)

    def completed(self, mapped: Mapped) -> Mapped:
        """The record of a printed row with what its row here says; itself where there is none."""
        row = next((row for row in self._left if _is_of(row.data, mapped.data)), None)
        if row is None:
            return mapped
        self._left.remove(row)
        data = {**row.data, **mapped.data}
        for name in row.data.keys() & mapped.data.keys():
            data[name] = self._agreed(name, row, mapped)
        return replace(mapped, data=data, digest=short_digest([mapped.digest, *row.texts]))

    def tell_left(self) -> None:
        """Say what no row of the printed table was about."""
        for row in self._left:
            self._target.say(UNPLACED_CELL, row.where, f"内容：{' | '.join(row.texts)}")

    def _agreed(self, name: str, row: OwnRow, mapped: Mapped) -> Any:
        """The value here where the printed table says the same less exactly, else the printed one."""
        here, printed = row.data[name], mapped.data[name]
        if name == "class":
            known = self._target.classes.text(code_of(row.data.get("class", ""))) == here
            return here if known else printed
        if isinstance(here, Mapping) and isinstance(printed, Mapping):
            return {**here, **printed}
        if printed is ABSENT or says_the_same((name,), here, printed, self._target):
            return printed if printed is ABSENT else here
        field = self._schema.field((name,))
        assert field is not None
        said = f"{field.label}：目录表“{show(field, printed)}”，数据表“{show(field, here)}”"
        self._target.say(OWN_SHEETS_DIFFER, mapped.where, said)
        return printed


def explanations(sheets: Collection[str]) -> frozenset[str]:
    """Which sheets of a workbook only explain the others: those of one that a build makes."""
    is_ours = any({own, printed} <= set(sheets) for own, printed in PRINTED.items())
    return _EXPLANATIONS if is_ours else frozenset()


class Export(NamedTuple):
    """A table of a data file: the records of one unit, those of others, and where it is said whose they are."""

    table: Table
    others: tuple[Record, ...]
    unit_field: str


def export_of(table: Table, unit: str) -> Export | None:
    """The part of a table that is a unit's, where it has the records of several as our data files do."""
    fields = {column.header: column.field for column in table.columns}
    if not fields.keys() >= set(_UNIT_COLUMNS):
        return None
    number, name = (fields[header] for header in _UNIT_COLUMNS)
    own = [record for record in table.records if record.values.get(number, unit) == unit]
    columns = tuple(column for column in table.columns if column.header not in _UNIT_COLUMNS)
    cut = replace(table, columns=columns, records=tuple(_without(own, {number, name})))
    others = tuple(record for record in table.records if record not in own)
    return Export(cut, others, name)


def printed_part(table: Table) -> Table:
    """What the printed table would have of a table with every public field."""
    others = {column.field for column in table.columns if column.field.startswith(_OTHER)}
    columns = tuple(column for column in table.columns if column.field not in others)
    return replace(table, columns=columns, records=tuple(_without(table.records, others)))


def _without(records: Iterable[Record], fields: Collection[str]) -> Iterator[Record]:
    for record in records:
        values = {name: text for name, text in record.values.items() if name not in fields}
        yield replace(record, values=values)


def own_rows(table: Table, schema: Schema) -> list[OwnRow] | None:
    """The rows of a sheet with every public field; None where its columns are not those of the schema."""
    fields = {field.heading: field for field in columns(schema.fields)}
    if not all(column.header in fields for column in table.columns):
        return None
    sources = {column.field: fields[column.header] for column in table.columns}
    if len(sources) < len(table.columns):
        return None
    return [_own_row(record, sources, schema) for record in table.records]


def _own_row(record: Record, sources: Mapping[str, Field], schema: Schema) -> OwnRow:
    data: dict[str, Any] = {}
    texts = []
    for source, field in sources.items():
        if text := writable(record.values.get(source, "")):
            texts.append(text)
            put(data, field.path, cells.read(field, text))
    _, problems = schema.check(data)
    for problem in problems:
        if problem.path:
            data.pop(str(problem.path[0]), None)
    return OwnRow(record.where, data, tuple(texts))


def _is_of(here: Mapping[str, Any], printed: Mapping[str, Any]) -> bool:
    if "index" in here:
        return bool(here["index"] == printed.get("index"))
    return folded(here.get("title")) == folded(printed.get("title")) and on_one_branch(
        code_of(here.get("class", "")), code_of(printed.get("class", ""))
    )
