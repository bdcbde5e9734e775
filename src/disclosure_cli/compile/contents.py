"""What several files of a unit say: pages and workbooks are made of the same tables and texts, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure_cli.compile.guide import guide_document
from disclosure_cli.compile.preparation import preparation_document
from disclosure_cli.compile.tables import data_table, entry_table, item_table
from disclosure_cli.compile.view import UnitView
from disclosure_cli.document import Document, Table
from disclosure_cli.schema.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Contents:
    """Both tables of the catalog, the flat data of both, how they were made, and the guide.

    `texts` are the rows of the flat data by the anchors of their records.
    """

    items: Table
    entries: Table
    item_data: Table
    entry_data: Table
    texts: Mapping[str, list[str]]
    preparation: Document
    guide: Document


def unit_contents(view: UnitView, schemas: Schemas) -> Contents:
    """Return what is said of a unit."""
    item_data = data_table("公开事项数据", [item.data for item in view.items], schemas["item"])
    entry_data = data_table(
        "信息条目数据", [entry.data for entry in view.entries], schemas["entry"]
    )
    anchors = [item.anchor for item in view.items] + [entry.anchor for entry in view.entries]
    return Contents(
        items=item_table(view),
        entries=entry_table(view, schemas["entry"]),
        item_data=item_data,
        entry_data=entry_data,
        texts=dict(zip(anchors, [*item_data["rows"], *entry_data["rows"]], strict=True)),
        preparation=preparation_document(view, schemas),
        guide=guide_document(view, schemas),
    )
