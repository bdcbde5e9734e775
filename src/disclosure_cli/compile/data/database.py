"""The catalogs of all units as tables of values, for a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypedDict

from disclosure_cli.compile.class_tree import ClassTree, ClassView
from disclosure_cli.compile.view import UnitView
from disclosure_cli.model import PublicData
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.showing import cells, columns, shape_of, show

VERSION = 1
"""The version of the tables. A column that is renamed or dropped makes a new one, a column that is added does not."""


class Reference(TypedDict):
    """What a column refers to: the key of a table. `shown` are columns of that table and their names beside it."""

    table: str
    key: str
    shown: dict[str, str]


class Column(TypedDict):
    """A column. `kind` is that of a schema's field; `parts` are the columns of a list of blocks."""

    name: str
    label: str
    description: str
    kind: str
    parts: list[Column]
    reference: Reference | None


class Table(TypedDict):
    """A table. `singular` names its rows where another table refers to them by `key`.

    A cell is a text, a number, true, false or None; in a column of kind texts or choices a list of texts, in one of
    kind blocks a list of rows of its parts.
    """

    name: str
    singular: str
    label: str
    key: str
    columns: list[Column]
    rows: list[list[Any]]


class Searched(TypedDict):
    """How the rows of a table are found: what identifies them, what names them, and where words are looked up."""

    table: str
    code: str
    title: str
    columns: list[str]


Rows = Mapping[str, list[list[Any]]]
"""Rows by the name of their table."""


class Database(TypedDict):
    """All tables, in an order in which each refers only to itself and to those before it.

    `parts` are the rows of the tables that are searched, unit by unit. The key of these is a number that runs through
    all units; in each part it begins with 1. The id of a unit stands for the rows that it had in the `former` file.
    """

    version: int
    tables: list[Table]
    searched: list[Searched]
    parts: Sequence[Rows | str]
    former: Callable[[], bytes]


def database(
    views: Sequence[UnitView],
    classes: ClassTree,
    schemas: Schemas,
    parts: Sequence[Rows | str],
    former: Callable[[], bytes] = bytes,
) -> Database:
    """Return units, topics, channels, classes, items and entries, in the order of the pages.

    `parts` are those of `Database`. Of units no more is asked than what their profiles say.
    """
    topics = _known(views[0].topics if views else (), "code")
    channels = _known(views[0].channels if views else (), "name")
    return {
        "version": VERSION,
        "parts": parts,
        "former": former,
        "tables": [
            _units(views, schemas["unit"]),
            _vocabulary("topics", "topic", "code", topics, schemas["topics"]),
            _vocabulary("channels", "channel", "name", channels, schemas["channels"]),
            _classes(classes, topics, schemas["classes"]),
            _items(schemas["item"]),
            _entries(schemas["entry"]),
        ],
        "searched": [
            {
                "table": "items",
                "code": "id",
                "title": "title",
                "columns": ["id", "title", "class", "class_path", "elements"],
            },
            {
                "table": "entries",
                "code": "index",
                "title": "title",
                "columns": ["index", "title", "summary", "doc_no", "keywords"],
            },
        ],
    }


def _known(records: Iterable[PublicData], key: str) -> dict[str, PublicData]:
    """Return records by their key; of two with the same key the first counts."""
    known: dict[str, PublicData] = {}
    for record in records:
        known.setdefault(str(record.get(key, "")), record)
    return known


_UNIT: Reference = {"table": "units", "key": "id", "shown": {"name": "unit_name"}}
_PARENT: Reference = {"table": "classes", "key": "id", "shown": {"name": "parent_name"}}
_CLASS: Reference = {
    "table": "classes",
    "key": "id",
    "shown": {"name": "class_name", "path": "class_path"},
}
_ITEM: Reference = {"table": "items", "key": "number", "shown": {"title": "item_title"}}
_TOPIC: Reference = {"table": "topics", "key": "code", "shown": {"title": "topic_title"}}


def _column(
    name: str,
    label: str,
    description: str,
    kind: str = "text",
    reference: Reference | None = None,
    parts: Iterable[Column] = (),
) -> Column:
    return {
        "name": name,
        "label": label,
        "description": description,
        "kind": kind,
        "parts": list(parts),
        "reference": reference,
    }


_NUMBER = _column(
    "number", "顺序号", "在目录网页中的先后；目录有增减就会改变，不能当作编号引用。", "integer"
)
_OF_UNIT = _column("unit", "单位", "所属单位的编号。", reference=_UNIT)


def _units(views: Iterable[UnitView], schema: Schema) -> Table:
    own = [_column("id", "单位编号", "单位的永久编号，也是它的网页所在的文件夹。")]
    read = _reader(schema)
    rows = [[view.id, *read(view.profile)] for view in views]
    return _table("units", "unit", schema, "id", own, rows)


def _vocabulary(
    name: str, singular: str, key: str, records: Mapping[str, PublicData], schema: Schema
) -> Table:
    return _table(name, singular, schema, key, [], list(map(_reader(schema), records.values())))


def _classes(classes: ClassTree, topics: Mapping[str, PublicData], schema: Schema) -> Table:
    own = [
        _column("id", "分类编号", "共用分类就是分类代码；单位自设的分类前面有单位编号和斜线。"),
        _column("unit", "自设单位", "自设这个分类的单位，共用分类为空。", reference=_UNIT),
        _column("parent", "上级分类", "上一级分类的编号，一级分类为空。", reference=_PARENT),
        _column("path", "分类路径", "从一级分类到本分类的名称，中间用“/”。"),
        _column(
            "served_topics",
            "对应的法定内容",
            "“法定内容”一栏中的代码，与法定公开内容表关联。",
            "blocks",
            parts=[_column("topic", "法定内容", "法定公开内容的代码。", reference=_TOPIC)],
        ),
    ]
    read = _reader(schema)
    rows = [[*_class(known, topics), *read(known.data)] for known in classes.classes]
    return _table("classes", "class", schema, "id", own, rows)


def _class(known: ClassView, topics: Mapping[str, PublicData]) -> list[Any]:
    return [
        known.id,
        known.unit or None,
        known.parent or None,
        "/".join(known.names),
        [[code] for code in known.topics if code in topics],
    ]


def _items(schema: Schema) -> Table:
    own = [
        _NUMBER,
        _OF_UNIT,
        _column("class_id", "分类编号", "所属分类的编号。", reference=_CLASS),
    ]
    return _table("items", "item", schema, "number", own, [])


def _entries(schema: Schema) -> Table:
    description = "所属事项在事项表中的顺序号；事项已经取消、不在目录中的为空。"
    own = [
        _NUMBER,
        _OF_UNIT,
        _column("item_number", "所属事项顺序号", description, "integer", _ITEM),
    ]
    return _table("entries", "entry", schema, "number", own, [])


def unit_rows(view: UnitView, classes: ClassTree, schemas: Schemas) -> Rows:
    """Return the items and entries of a unit, in the order of its pages, with numbers that begin with 1."""
    read_item, read_entry = _reader(schemas["item"]), _reader(schemas["entry"])
    items: list[list[Any]] = []
    numbers: dict[Any, int] = {}
    for number, item in enumerate(view.items, start=1):
        known = classes.find(view.id, item.class_code)
        items.append([number, view.id, known.id if known else None, *read_item(item.data)])
        numbers.setdefault(item.data["id"], number)
    entries = [
        [number, view.id, numbers.get(entry.data.get("item")), *read_entry(entry.data)]
        for number, entry in enumerate(view.entries, start=1)
    ]
    return {"items": items, "entries": entries}


def _table(
    name: str,
    singular: str,
    schema: Schema,
    key: str,
    own: list[Column],
    rows: list[list[Any]],
) -> Table:
    """Return a table with columns of its own before those of a schema."""
    shown = (name for column in own if (to := column["reference"]) for name in to["shown"].values())
    taken = {*(column["name"] for column in own), *shown}
    of_schema = [
        _of_field(field, 0, taken, {singular, "position"}) for field in columns(schema.fields)
    ]
    return {
        "name": name,
        "singular": singular,
        "label": schema.title,
        "key": key,
        "columns": [*own, *of_schema],
        "rows": rows,
    }


def _of_field(field: Field, depth: int, taken: set[str], reserved: set[str]) -> Column:
    """Return a field as a column, named by its path below `depth`; a name that is taken gets underscores behind.

    Only a field that a workspace adds can meet a taken name. Case does not tell names apart in SQL. `reserved` are
    names that the parts of a list of blocks may not have.
    """
    name = "_".join(field.path[depth:])
    while name.lower() in taken:
        name += "_"
    taken.add(name.lower())
    inside = set(reserved)
    parts = [
        _of_field(part, len(field.path), inside, set())
        for part in (columns(field.children) if field.kind == "blocks" else ())
    ]
    return _column(name, field.heading, field.description, field.kind, parts=parts)


def _reader(schema: Schema) -> Callable[[PublicData], list[Any]]:
    """Return the function from a record to its values in the columns of its schema."""
    shape = shape_of(schema.fields)
    blocks = [
        (index, columns(field.children), shape_of(field.children))
        for index, field in enumerate(columns(schema.fields))
        if field.kind == "blocks"
    ]

    def read(data: PublicData) -> list[Any]:
        values = cells(data, shape)
        for index, parts, inner in blocks:
            if values[index]:
                values[index] = [_parts(parts, cells(block, inner)) for block in values[index]]
        return values

    return read


def _parts(fields: Iterable[Field], values: Iterable[Any]) -> list[Any]:
    """Return the values of a block inside a list; a list inside it becomes one text."""
    return [
        show(field, value) if field.is_list and value else value
        for field, value in zip(fields, values, strict=True)
    ]
