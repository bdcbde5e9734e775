"""What each printed column of the catalog means to its readers; guide and preface say the same."""

from __future__ import annotations

from disclosure_cli.compile.tables import ENTRY_COLUMNS, STANDARD_COLUMNS
from disclosure_cli.document import Column
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas

_ITEM_FIELDS = {
    "二级事项": "title",
    "公开内容（要素）": "elements",
    "公开依据": "basis",
    "公开时限": "time_limit",
    "公开对象": "audience",
    "公开层级": "levels",
}
"""The field behind a printed column, by the column's label or the label of its group."""

_FOR_READERS = {
    "序号": "事项在表中的顺序。",
    "一级事项": "事项所属的一级分类。",
    "公开主体": "依法负责公开的单位全称。",
    "公开渠道和载体": "公开的渠道和载体，“■”是采用的，“□”是没有采用的。",
    "公开方式": "主动公开，还是依申请公开。",
    "索引号": "信息的永久编号，公布以后不再改变。",
}
"""Columns that print more or less than the field, or whose description tells clerks how to fill it in."""

_TICKED = "适用的标“√”。"
_TICKED_OR_NAMED = "适用的标“√”或者写明范围。"
_TICKED_GROUPS = {"公开对象", "公开方式", "公开层级"}


def item_columns(schemas: Schemas) -> list[tuple[str, str]]:
    """Return name and meaning of each column of the standard table."""
    return [(column_name(column), _meaning(column, schemas)) for column in STANDARD_COLUMNS]


def entry_columns(schemas: Schemas) -> list[tuple[str, str]]:
    """Return name and meaning of each column of the list of entries."""
    fields = [schemas["entry"].field((name,)) for name, _ in ENTRY_COLUMNS]
    return [(f.label, _FOR_READERS.get(f.label) or _definition(f)) for f in fields if f is not None]


def column_name(column: Column) -> str:
    """Return the label of a column, behind that of its group."""
    return "·".join(filter(None, (column.get("group"), column["label"])))


def _meaning(column: Column, schemas: Schemas) -> str:
    label, group = column["label"], column.get("group", "")
    name = label if label in _FOR_READERS or label in _ITEM_FIELDS else group
    text = _FOR_READERS.get(name) or _definition(schemas["item"].field((_ITEM_FIELDS[name],)))
    if group not in _TICKED_GROUPS:
        return text
    return text + (_TICKED_OR_NAMED if label == "特定群体" else _TICKED)


def _definition(field: Field | None) -> str:
    """Return the first sentence of a field's description: it defines, the rest advises who fills the field in."""
    return "" if field is None else field.description.partition("。")[0] + "。"
