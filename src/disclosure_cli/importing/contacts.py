"""Contact blocks of guides: what article 12 of the regulation asks of a guide's office.

They stand as lines (办公地址：…), as rows of label and value, or as a small table with one office a
row. Each office becomes one record with ``contact.*`` values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_cli.importing.drafts import plain_label
from disclosure_cli.importing.grid import Cell, Grid, Line
from disclosure_cli.importing.headers import own_cells
from disclosure_cli.importing.recognised import Column, Record, Table
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
_FIELD = {compact(label): field for field, names in _LABELS.items() for label in names.split()}
_PAIR = re.compile(
    r"(?<![\u3400-\u9fff])("
    + "|".join(
        r"\s*".join(map(re.escape, label)) for label in sorted(_FIELD, key=len, reverse=True)
    )
    + r")\s*(?:[(（][^)）]{1,12}[)）])?\s*[:：]"
)
_SEPARATORS = " \n\t,，;；、。"

MIN_FIELDS = 3
"""Fewer labels together are no contact block."""
MAX_HEADING = 30
MAX_ROWS = 500
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
    said: list[_Pair | _Heading] = []
    for line in lines:
        pairs = list(_pairs(line))
        if pairs:
            said += pairs
        elif len(line.text) <= MAX_HEADING:
            said.append(_Heading(line.text, line.where))
    return _collect(said).tables


def contacts_in_grid(grid: Grid) -> Contacts:
    """The contact blocks of a grid that is no catalog."""
    if len(grid.rows) > MAX_ROWS:
        return Contacts((), frozenset())
    headed = _headed(grid)
    return headed if headed.tables else _collect(list(_said_in(grid)))


def contact_field(text: str) -> str:
    """The field of a contact label, else an empty string."""
    return _FIELD.get(compact(text).strip(":："), "") if len(text) <= 20 else ""


def _pairs(line: Line) -> Iterator[_Pair]:
    found = list(_PAIR.finditer(line.text))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        value = line.text[match.end() : end].strip(_SEPARATORS)
        if value:
            label = compact(match[1])
            yield _Pair(label, _FIELD[label], value, line.where, line.where)


def _said_in(grid: Grid) -> Iterator[_Pair | _Heading]:
    for row in grid.rows:
        cells = own_cells(row)
        labelled: Cell | None = None
        for cell in cells:
            place = grid.place(cell)
            if labelled is not None:
                label = plain_label(labelled.text).strip(":：")
                field = contact_field(labelled.text)
                yield _Pair(label, field, cell.text, place, grid.place(labelled))
                labelled = None
            elif contact_field(cell.text):
                labelled = cell
            elif pairs := list(_pairs(Line(place, cell.text))):
                yield from pairs
            elif len(cells) == 1 and len(cell.text) <= MAX_HEADING:
                yield _Heading(cell.text, place)


def _collect(said: Sequence[_Pair | _Heading]) -> Contacts:
    """Pairs that stand together make an office; a heading or a repeated label begins the next."""
    records: list[Record] = []
    labels: dict[str, _Pair] = {}
    placed: set[str] = set()
    heading = _Heading("", "")
    block: dict[str, _Pair] = {}
    for item in (*said, _Heading("", "")):
        if isinstance(item, _Heading) or item.field in block:
            if len(block) >= MIN_FIELDS:
                records.append(_record(list(block.values()), heading.text))
                labels = {**block, **labels}
                placed |= {heading.where}
                placed |= {place for p in block.values() for place in (p.where, p.label_where)}
            block = {}
        if isinstance(item, _Heading):
            heading = item
        else:
            block[item.field] = item
    if not records:
        return Contacts((), frozenset())
    columns = tuple(
        Column(index, labels[field].label, field, 0.9, labels[field].label_where)
        for index, field in enumerate(field for field in _LABELS if field in labels)
    )
    table = Table(records[0].where, records[0].section, "contacts", columns, tuple(records))
    return Contacts((table,), frozenset(placed))


def _record(pairs: Sequence[_Pair], heading: str) -> Record:
    values = {pair.field: pair.value for pair in pairs}
    places = {pair.field: pair.where for pair in pairs}
    return Record(pairs[0].where, values, places, section=heading)


def _headed(grid: Grid) -> Contacts:
    """One office a row under a row of labels (查阅场所 | 地址 | 电话 | 开放时间)."""
    for position, row in enumerate(grid.rows):
        labels = own_cells(row)
        fields = [contact_field(cell.text) for cell in labels]
        distinct = {field for field in fields if field}
        if len(distinct) >= MIN_FIELDS and any(one and two for one, two in pairwise(fields)):
            return _offices(grid, position, labels)
    return Contacts((), frozenset())


def _offices(grid: Grid, position: int, labels: Sequence[Cell]) -> Contacts:
    columns: list[Column] = []
    for index, cell in enumerate(labels):
        name = plain_label(cell.text)
        field = "seq" if name == "序号" else contact_field(cell.text)
        if not field or any(column.field == field for column in columns):
            field = f"other:{name}"
        columns.append(Column(index, name, field, 0.9, grid.place(cell)))
    records = []
    for row in grid.rows[position + 1 :]:
        cells = {
            column.field: found
            for column, label in zip(columns, labels, strict=True)
            if (found := row.cells[label.column - 1]) is not None
        }
        if cells:
            values = {field: cell.text for field, cell in cells.items()}
            places = {field: grid.place(cell) for field, cell in cells.items()}
            records.append(Record(grid.address(row.number, labels[0].column), values, places))
    titles = [cell for row in grid.rows[:position] for cell in own_cells(row)][-1:]
    lines = [Line(grid.place(cell), cell.text) for cell in titles] or list(grid.before[-1:])
    title = lines[0] if lines else Line("", "")
    where = grid.place(labels[0])
    table = Table(where, title.text, "contacts", tuple(columns), tuple(records))
    placed = {title.where, *(column.where for column in columns)}
    placed |= {place for record in records for place in record.places.values()}
    return Contacts((table,), frozenset(placed))
