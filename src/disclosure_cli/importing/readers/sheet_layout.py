"""What openpyxl's streaming mode leaves out of a sheet: merged areas, hidden rows, formulas.

Searched in the bytes of the sheet's XML, because building the tree of a long sheet a second time
would cost a third of reading it. A hit in a comment or a string would need markup inside markup,
which XML does not allow unescaped.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from disclosure_cli.importing.grid import Span

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([^\"']+)")
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*?\bhidden\s*=\s*[\"'](?:1|true|on)[\"'][^>]*)>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Z]+[0-9]+)[\"'][^>]*>\s*"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)<)"
)
_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_ATTRIBUTE = re.compile(rb"\b(r|min|max)\s*=\s*[\"']([0-9]+)[\"']")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class SheetLayout(NamedTuple):
    """Merged areas, hidden rows and columns, and formulas by row and column, all from 1."""

    spans: tuple[Span, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    formulas: dict[tuple[int, int], str]


def sheet_layout(xml: bytes) -> SheetLayout:
    """The layout of one sheet from the bytes of its part."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = xml.decode("utf-16", "replace").encode()
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    for kind, attributes in _HIDDEN.findall(xml):
        numbers = {name: int(number) for name, number in _ATTRIBUTE.findall(attributes)}
        if kind == b"row":
            hidden_rows.add(numbers.get(b"r", 0))
        else:
            hidden_columns.append((numbers.get(b"min", 0), numbers.get(b"max", 0)))
    spans = tuple(span for ref in _MERGE.findall(xml) for span in parse_reference(ref.decode()))
    return SheetLayout(spans, frozenset(hidden_rows), tuple(hidden_columns), _formulas(xml))


def _formulas(xml: bytes) -> dict[tuple[int, int], str]:
    if _HAS_FORMULA.search(xml) is None:
        return {}
    return {
        (span.first_row, span.first_column): html.unescape(formula.decode("utf-8", "replace"))
        for reference, formula in _FORMULA.findall(xml)
        for span in parse_reference(reference.decode())
    }


def parse_reference(reference: str) -> Iterator[Span]:
    """``A1:C3`` or ``A1`` as a span; nothing for what is no reference."""
    found = _REFERENCE.match(reference)
    if found:
        first = (int(found[2]), _column_number(found[1]))
        last = (int(found[4]), _column_number(found[3])) if found[3] else first
        yield Span(*first, *last)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def sheet_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Sheet name → XML of the sheet, by the workbook's own relations."""
    book = next(
        (_target("", r) for r in _relations(parts, "_rels/.rels", "/officeDocument")),
        "",
    )
    if book not in parts:
        return {}
    folder, file = posixpath.split(book)
    targets = {
        relation.get("Id"): _target(folder, relation)
        for relation in _relations(parts, f"{folder}/_rels/{file}.rels", "/worksheet")
    }
    sheets = {}
    for sheet in _parse(parts[book]).iter("{*}sheet"):
        identity = sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)
        sheets[sheet.get("name")] = parts.get(targets.get(identity, ""), b"")
    return sheets


def _relations(parts: dict[str, bytes], part: str, kind: str) -> Iterator[Any]:
    if part in parts:
        for relation in _parse(parts[part]).iter("{*}Relationship"):
            if relation.get("Type", "").endswith(kind):
                yield relation


def _target(folder: str, relation: Any) -> str:
    target = relation.get("Target", "")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _parse(xml: bytes) -> Any:
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
