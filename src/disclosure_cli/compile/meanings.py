"""What each printed column of the catalog means to its readers; guide and preface say the same.

The descriptions of the schemas tell clerks how a field is filled in; whoever reads the catalog is told here.
"""

from __future__ import annotations

from disclosure_cli.compile.tables import ENTRY_COLUMNS, STANDARD_COLUMNS
from disclosure_cli.document import Column
from disclosure_cli.schema.schemas import Schemas

ITEM_MEANINGS = {
    "序号": "事项在表中的顺序。",
    "公开事项·一级事项": "事项所属的一级分类。",
    "公开事项·二级事项": "公开事项的名称。",
    "公开内容（要素）": "这个事项应当公开的各项内容。",
    "公开依据": "公开所依据的法律、法规、规章和文件，效力高的在前。",
    "公开时限": "多长时间内公开，从什么时候起算。",
    "公开主体": "依法负责公开的单位全称。",
    "公开渠道和载体": "公开的渠道和载体，“■”是采用的，“□”是没有采用的。",
    "公开对象·全社会": "标“√”的，向全社会公开，任何人都可以查阅。",
    "公开对象·特定群体": "标“√”或者写明范围的，向有关的人或者单位公开。",
    "公开方式·主动": "标“√”的，主动公开，不需要申请。",
    "公开方式·依申请": "标“√”的，收到申请以后提供。",
    "公开层级·县级": "标“√”的，由县级政府和县级部门、单位公开。",
    "公开层级·乡级": "标“√”的，由乡镇、街道公开。",
}
"""What a column of the standard table says, by its name."""

ENTRY_MEANINGS = {
    "index": "信息的永久编号，公布以后不再改变。",
    "title": "信息的名称；公文的名称就是它的标题。",
    "summary": "信息的主要内容。",
    "created": "信息形成的日期；公文是签发的日期。",
    "published": "信息首次公开的日期。",
    "doc_no": "公文的发文字号。",
    "issuer": "发布信息的机关、单位的全称。",
    "theme": "信息在主题分类表中的上级类和下级类，中间用“/”隔开。",
    "genre": "通知、公告、意见、函等公文种类，或者其他体裁。",
    "validity": "文件现在是否有效。",
    "mode": "主动公开，还是依申请公开。",
    "item": "信息所属的公开事项的编号。",
}
"""What a column of the list of entries says, by its field."""


def item_columns() -> list[tuple[str, str]]:
    """Return name and meaning of each column of the standard table."""
    names = map(column_name, STANDARD_COLUMNS)
    return [(name, ITEM_MEANINGS[name]) for name in names]


def entry_columns(schemas: Schemas) -> list[tuple[str, str]]:
    """Return name and meaning of each column of the list of entries."""
    fields = [schemas["entry"].field((name,)) for name, _ in ENTRY_COLUMNS]
    return [(field.label, ENTRY_MEANINGS[field.name]) for field in fields if field is not None]


def column_name(column: Column) -> str:
    """Return the label of a column, behind that of its group."""
    return "·".join(filter(None, (column.get("group"), column["label"])))
