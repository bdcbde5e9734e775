"""What a part of the internal documents is: a sheet of the workbook, and a chapter of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from disclosure_cli.document import Block
from disclosure_cli.model import Record


@dataclass(frozen=True, slots=True)
class Section:
    """Some blocks under a name. `layout` is that of their sheet; what is for reckoning only has no place on a page."""

    name: str
    anchor: str
    layout: str
    blocks: tuple[Block, ...]
    on_page: bool = True

    @property
    def is_empty(self) -> bool:
        """Tell whether no table of it has a row."""
        return not any(block["kind"] == "table" and block["rows"] for block in self.blocks)


def text(value: Any) -> str:
    """Return a value as a cell."""
    return "" if value is None else str(value)


def name_cells(record: Record) -> list[str]:
    """Return what a record is, its number and its title."""
    kind = "事项" if record.kind == "item" else "条目"
    return [kind, text(record.get("id") or record.get("index")), text(record.get("title"))]
