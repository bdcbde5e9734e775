"""Contact blocks of guides: what article 12 of the regulation asks of a guide's office.

They stand as lines (办公地址：…), as rows of label and value, or as a small table with one office a
row. Each office becomes one record with ``contact.*`` values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_cli.importing.grid import Cell, Grid, GridRow, Line
from disclosure_cli.importing.recognising.drafts import plain_label
from disclosure_cli.importing.recognising.headers import all_cells, own_cells
from disclosure_cli.importing.recognising.recognised import Column, Record, Table
from disclosure_cli.importing.text import compact

_LABELS = {
    "contact.name": "机构名称 单位名称 工作机构名称 受理机构 受理机构名称 工作机构 机关名称 部门名称 "
    "受理单位 名称 场所名称 场所 查阅场所 查阅点 查阅点名称 查阅场所名称",
    "contact.address": "办公地址 地址 联系地址 通信地址 通讯地址 受理地址 受理地点 办公地点 "
    "邮寄地址 单位地址 机构地址",
    "contact.hours": "办公时间 工作时间 受理时间 办公受理时间 开放时间 服务时间 对外办公时间",
    "contact.phone": "联系电话 电话 咨询电话 办公电话 电话号码 联系电话号码 受理电话 固定电话",
    "contact.fax": "传真 传真号码 传真电话 联系传真",
    "contact.postcode": "邮政编码 邮编",
    "contact.email": "电子邮箱 邮箱 电子邮件 电子信箱 E-mail Email 邮箱地址 电子邮箱地址 "
    "互联网联系方式 电子邮件地址",
    "contact.website": "网址 网站 门户网站 互联网网址 网站地址 官方网站 网站网址 政府网站",
}
_BESIDE = {
    "类型": "contact.kind",
    "场所类型": "contact.kind",
    "说明": "contact.notes",
    "备注": "contact.notes",
}
"""Labels that tell of an office only beside others, in a table of offices."""
_ORDER = (*_LABELS, "contact.kind", "contact.notes")
_FIELD = {compact(label): field for field, names in _LABELS.items() for label in names.split()}
_PAIR = re.compile(
    r"(?<![\u3400-\u9fff])("
    + "|".join(
        r"\s*".join(map(re.escape, label)) for label in sorted(_FIELD, key=len, reverse=True)
    )
    + r")\s*(?:[(（][^)）]{1,12}[)）])?\s*[:：]"
)
_OTHER_LABEL = re.compile(r"\n([^\s:：]{1,10})[:：]")
_SEPARATORS = " \n\t,，;；、。"

MIN_FIELDS = 3
"""Fewer labels together are no contact block."""
MAX_HEADING = 30
MAX_ROWS = 2000
"""A longer list is none of offices."""


class Contacts(NamedTuple):
    """One table of offices, or none; and the places of the cells that are in it."""

    tables: tuple[Table, ...]
    placed: frozenset[str]


class _Pair(NamedTuple):
    label: str
    field: str
    value: str
    where: str
    label_where: str


class _Heading(NamedTuple):
    text: str
    where: str


def contacts_in_lines(lines: Sequence[Line]) -> tuple[Table, ...]:
    """The contact blocks among paragraphs, as one table; empty when there is none."""
    blocks = _Blocks()
    for line in lines:
        pairs = list(_pairs(line))
        for pair in pairs:
            blocks.add(pair)
        if not pairs and len(line.text) <= MAX_HEADING:
            blocks.head(_Heading(line.text, line.where))
    return blocks.contacts().tables


def contacts_in_grid(grid: Grid) -> Contacts:
    """The contact blocks of a grid that is no catalog: rows of label and value, and tables of offices."""
    if len(grid.rows) > MAX_ROWS:
        return Contacts((), frozenset())
    blocks = _Blocks()
    for line in grid.before[-1:]:
        if len(line.text) <= MAX_HEADING:
            blocks.head(_Heading(line.text, line.where))
    position = 0
    while position < len(grid.rows):
        row = grid.rows[position]
        if _heads_offices(own_cells(row)):
            position = blocks.add_offices(grid, position)
        else:
            _take_row(grid, own_cells(row), blocks)
            position += 1
    return blocks.contacts()


def contact_field(text: str) -> str:
    """The field of a contact label, else an empty string."""
    return _FIELD.get(compact(text).strip(":："), "") if len(text) <= 20 else ""


def _pairs(line: Line) -> Iterator[_Pair]:
    """The labels of a text with their values; what stands under a label of its own is no part of a value."""
    found = list(_PAIR.finditer(line.text))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        text, *others = _OTHER_LABEL.split(line.text[match.end() : end])
        if value := text.strip(_SEPARATORS):
            label = compact(match[1])
            yield _Pair(label, _field_of(_FIELD[label], value), value, line.where, line.where)
        for other, value in zip(others[::2], others[1::2], strict=True):
            yield _Pair(other, f"other:{other}", value.strip(), line.where, line.where)


def _field_of(field: str, value: str) -> str:
    """互联网联系方式 may be a mailbox or a page: the value tells."""
    return "contact.website" if field == "contact.email" and is_page(value) else field


def is_page(text: str) -> bool:
    """Whether a text is an address of a page and not of a mailbox."""
    return "@" not in text and "." in text


def _take_row(grid: Grid, cells: Sequence[Cell], blocks: _Blocks) -> None:
    labelled: Cell | None = None
    for cell in cells:
        place = grid.place(cell)
        if labelled is not None:
            label = plain_label(labelled.text).strip(":：")
            field = _field_of(contact_field(labelled.text), cell.text)
            blocks.add(_Pair(label, field, cell.text, place, grid.place(labelled)))
            labelled = None
        elif contact_field(cell.text) and len(cells) > 1:
            labelled = cell
        elif pairs := list(_pairs(Line(place, cell.text))):
            for pair in pairs:
                blocks.add(pair)
        elif len(cells) == 1 and len(cell.text) <= MAX_HEADING:
            blocks.head(_Heading(cell.text, place))


def _heads_offices(cells: Sequence[Cell]) -> bool:
    """Whether a row has the labels of a table with one office a row (查阅场所 | 地址 | 电话)."""
    fields = [contact_field(cell.text) for cell in cells]
    distinct = {field for field in fields if field}
    return len(distinct) >= MIN_FIELDS and any(one and two for one, two in pairwise(fields))


class _Blocks:
    """Collects offices in the order of the file: pairs that stand together make one; a heading or a repeated label
    begins the next.
    """

    def __init__(self) -> None:
        self._tables: list[Table] = []
        self._placed: set[str] = set()
        self._records: list[Record] = []
        self._labels: dict[str, _Pair] = {}
        self._heading = _Heading("", "")
        self._block: dict[str, _Pair] = {}

    def head(self, heading: _Heading) -> None:
        """What stands above the pairs that follow."""
        self._close_block()
        self._heading = heading

    def add(self, pair: _Pair) -> None:
        """One label with its value."""
        if pair.field in self._block:
            self._close_block()
        self._block[pair.field] = pair

    def add_offices(self, grid: Grid, position: int) -> int:
        """A table of offices under the labels at a position; returns the position below it."""
        self._close_block()
        labels = own_cells(grid.rows[position])
        columns = _office_columns(grid, labels)
        starts = {label.column for label in labels}
        records: list[Record] = []
        below = position + 1
        while below < len(grid.rows):
            row = grid.rows[below]
            own = own_cells(row)
            if len(all_cells(row)) < min(2, len(labels)) or any(
                c.column not in starts for c in own
            ):
                break
            if [cell.text for cell in own] == [label.text for label in labels]:
                # the same header printed again, as on every page of a long table
                self._placed |= {grid.place(cell) for cell in own}
            else:
                records.append(_office(grid, row, labels, columns, self._heading.text))
            below += 1
        table = Table(columns[0].where, self._heading.text, "contacts", columns, tuple(records))
        if records:
            self._tables.append(table)
            self._placed |= {self._heading.where, *(column.where for column in columns)}
            self._placed |= {place for record in records for place in record.places.values()}
        return below

    def contacts(self) -> Contacts:
        """All that was found."""
        self._close_block()
        if self._records:
            columns = tuple(
                Column(
                    index, self._labels[field].label, field, 0.9, self._labels[field].label_where
                )
                for index, field in enumerate(field for field in _ORDER if field in self._labels)
            )
            first = self._records[0]
            table = Table(first.where, first.section, "contacts", columns, tuple(self._records))
            self._tables.insert(0, table)
        return Contacts(tuple(self._tables), frozenset(self._placed - {""}))

    def _close_block(self) -> None:
        pairs = list(self._block.values())
        if len(pairs) >= MIN_FIELDS:
            values = {pair.field: pair.value for pair in pairs}
            places = {pair.field: pair.where for pair in pairs}
            section = self._heading.text
            self._records.append(Record(pairs[0].where, values, places, section=section))
            self._labels = {**self._block, **self._labels}
            self._placed |= {self._heading.where}
            self._placed |= {place for p in pairs for place in (p.where, p.label_where)}
        self._block = {}


def _office_columns(grid: Grid, labels: Sequence[Cell]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for index, cell in enumerate(labels):
        name = plain_label(cell.text)
        field = "seq" if name == "序号" else contact_field(cell.text) or _BESIDE.get(name, "")
        if not field or any(column.field == field for column in columns):
            field = f"other:{name}"
        columns.append(Column(index, name, field, 0.9, grid.place(cell)))
    return tuple(columns)


def _office(
    grid: Grid, row: GridRow, labels: Sequence[Cell], columns: Sequence[Column], heading: str
) -> Record:
    cells = {
        column.field: found
        for column, label in zip(columns, labels, strict=True)
        if (found := row.cells[label.column - 1]) is not None
    }
    values = {field: cell.text for field, cell in cells.items()}
    places = {field: grid.place(cell) for field, cell in cells.items()}
    where = grid.address(row.number, labels[0].column)
    return Record(where, values, places, section=heading)
