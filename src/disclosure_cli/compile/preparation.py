"""编制说明: purpose, scope, numbering and the meaning of each column of a catalog."""

from __future__ import annotations

from disclosure_cli.compile.blocks import column, heading, items, paragraph, table
from disclosure_cli.compile.masthead import titled_of
from disclosure_cli.compile.meanings import entry_columns, item_columns
from disclosure_cli.compile.view import UnitView, item_anchor
from disclosure_cli.document import Block, Document
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.unit_kinds import PUBLIC_INSTITUTION

_ORDER = ("一", "二", "三", "四", "五", "六", "七", "八", "九")


def preparation_document(view: UnitView, schemas: Schemas) -> Document:
    """Return how the catalog was prepared and how it is to be read.

    Purpose, scope, numbering and data items are what a catalog's preface holds by the 2009 catalog guide.
    """
    sections: list[tuple[str, list[Block]]] = [
        ("编制目的", [paragraph(_purpose(view))]),
        ("入编范围", [paragraph(_scope(view))]),
        ("编排和编号", [paragraph(_NUMBERING), paragraph(_INDEX)]),
        _meanings("公开事项目录的数据项", item_columns()),
        _meanings("信息目录的数据项", entry_columns(schemas)),
        ("动态更新", [paragraph(_term(view) + _UPDATING)]),
    ]
    if view.cancelled:
        sections.append(("已取消的事项", [_cancelled(view)]))
    if notes := view.profile.get("catalog_notes"):
        sections.append(("附注", [items(notes, "●")]))
    blocks: list[Block] = []
    for number, (title, content) in zip(_ORDER, sections, strict=False):
        anchor = f"section-{text_id(number)}"
        blocks += [heading(title, anchor, number=f"{number}、"), *content]
    return {
        "title": titled_of(view, "公开目录编制说明"),
        "dateline": "",
        "banner": "",
        "blocks": blocks,
    }


_NUMBERING = (
    "事项按分类代码排列。分类代码每级两位；事项编号由登记时的分类代码和顺序号组成，一经确定不再改变，"
    "事项取消后编号不再使用。"
)
_INDEX = (
    "每条信息有唯一的索引号，由前段码、年份和顺序号组成，发布机构更名、信息变更或者失效都不改变。"
)
_TERM = "新形成或者变更的信息，自形成或者变更之日起20个工作日内编入目录；法律、法规对公开期限另有规定的，从其规定。"
_TERM_OF_INSTITUTION = "新形成或者变更的信息，按照主管部门的规定及时编入目录。"
_UPDATING = "不再适用的事项予以取消，内容有增加的事项予以充实，均在目录中反映。"


def _term(view: UnitView) -> str:
    """Return when the catalog is brought up to date; art. 26 does not bind a public institution (art. 55)."""
    return _TERM_OF_INSTITUTION if view.kind == PUBLIC_INSTITUTION else _TERM


def _purpose(view: UnitView) -> str:
    law = "参照" if view.kind == PUBLIC_INSTITUTION else "根据"
    return (
        f"为方便公民、法人和其他组织依法获取信息，{view.name}{law}"
        "《中华人民共和国政府信息公开条例》第十二条编制本目录。"
    )


def _scope(view: UnitView) -> str:
    on_request = sum(entry.on_request for entry in view.entries)
    text = f"本目录编入公开事项{len(view.items)}项、信息{len(view.entries)}条"
    return text + (f"，其中依申请公开的信息{on_request}条。" if on_request else "。")


def text_id(number: str) -> int:
    """Return the place of a Chinese section number in its row, for an ASCII anchor."""
    return _ORDER.index(number) + 1


def _meanings(title: str, rows: list[tuple[str, str]]) -> tuple[str, list[Block]]:
    return title, [{"kind": "facts", "caption": title, "rows": rows}]


def _cancelled(view: UnitView) -> Block:
    rows = [
        [
            str(item["id"]),
            str(item["title"]),
            str(item.get("status", {}).get("date", "")),
            str(item.get("status", {}).get("reason", "")),
            str(item.get("status", {}).get("replaced_by", "")),
        ]
        for item in view.cancelled
    ]
    widths = (
        ("事项编号", 12),
        ("事项名称", 24),
        ("取消日期", 12),
        ("原因", 30),
        ("替代的事项", 12),
    )
    columns = [column(label, width, align="left") for label, width in widths]
    anchors = [item_anchor(item) for item in view.cancelled]
    return table(columns, rows, caption="已取消的事项", anchors=anchors)
