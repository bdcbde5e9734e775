"""One worksheet part (ECMA-376 part 1, 18.3.1): cells as written, merged areas, what is hidden, formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from disclosure_cli.importing.grid import Span

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")
_LETTERS = re.compile("[A-Z]+")


class Raw(NamedTuple):
    """A cell as written: the type it says it has, its text, and the number of its style."""

    type: str
    text: str
    style: str


@dataclass
class Cells:
    """The cells of a sheet by row and column from 1; only while one sheet is read is it filled."""

    raw: dict[tuple[int, int], Raw] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def read_cells(xml: bytes) -> Cells:
    """The cells of the sheet in a part; raises lxml's errors where it is no XML."""
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    cells = Cells()
    number = 0
    tags = ("{*}row", "{*}mergeCell", "{*}col")
    for _, element in etree.iterparse(
        io.BytesIO(xml), tag=tags, resolve_entities=False, no_network=True
    ):
        kind = _local(element.tag)
        if kind == "row":
            number = int(element.get("r") or number + 1)
            _take_row(element, number, cells)
        elif kind == "mergeCell":
            cells.spans += parse_reference(element.get("ref", ""))
        elif _is_hidden(element):
            cells.hidden_columns.append((int(element.get("min", 0)), int(element.get("max", 0))))
        element.clear()
    return cells


def parse_reference(reference: str) -> Iterator[Span]:
    """``A1:C3`` or ``A1`` as a span; nothing for what is no reference."""
    found = _REFERENCE.match(reference)
    if found:
        first = (int(found[2]), _column_number(found[1]))
        last = (int(found[4]), _column_number(found[3])) if found[3] else first
        yield Span(*first, *last)


def _take_row(row: Any, number: int, cells: Cells) -> None:
    if _is_hidden(row):
        cells.hidden_rows.add(number)
    column = 0
    for cell in row:
        letters = _LETTERS.match(cell.get("r", ""))
        column = column + 1 if letters is None else _column_number(letters[0])
        text = None
        for child in cell:
            kind = _local(child.tag) if isinstance(child.tag, str) else ""
            if kind == "v":
                text = child.text or text
            elif kind == "is":
                text = rich_text(child)
            elif kind == "f":
                cells.formulas[number, column] = child.text or ""
        if text:
            cells.raw[number, column] = Raw(cell.get("t", "n"), text, cell.get("s", "0"))


def rich_text(element: Any) -> str:
    """The text of a string item, its runs joined; what tells its pronunciation is no part of it."""
    return "".join(
        text.text or ""
        for text in element.iter("{*}t")
        if not text.getparent().tag.endswith("}rPh")
    )


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") in {"1", "true", "on"}


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    """The name of an element without its namespace, of which there are two."""
    return tag.rpartition("}")[2]


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
