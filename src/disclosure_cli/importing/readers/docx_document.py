"""docx and docm documents: every table, with the paragraphs before and after it.

The document part is read through python-docx's element classes, not through its text properties:
those drop symbols (``w:sym``), which is how Word keeps the ticks of a channel list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from disclosure_cli.importing.codes import COVERED_CONTENT, DAMAGED_FILE, MACROS_IGNORED
from disclosure_cli.importing.findings import Finding, UnreadableError, finding
from disclosure_cli.importing.grid import Content, Grid, Line, Span, build_grid
from disclosure_cli.importing.limits import MAX_TAGS, refuse_beyond
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.text import clean

_MAIN = re.compile(
    rb'PartName="/([^"]+)"[^>]*ContentType="[^"]*(?:document\.main\+xml|macroEnabled\w*\.main\+xml)'
    rb'|ContentType="[^"]*(?:document\.main\+xml|macroEnabled\w*\.main\+xml)"[^>]*PartName="/([^"]+)"'
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = frozenset(
    (
        _FALLBACK,
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_W}pPr",
        f"{_W}rPr",
        f"{_W}tblPr",
        f"{_W}trPr",
        f"{_W}tcPr",
        f"{_W}sectPr",
        f"{_W}sdtPr",
        f"{_W}footnoteReference",
    )
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(source: Source) -> Reading:
    """A grid for each table of the document."""
    from docx.oxml import parse_xml

    xml = source.parts[_main_part(source)]
    refuse_beyond(xml.count(b"<"), MAX_TAGS, source.name, "标记")
    document = parse_xml(xml)
    findings: list[Finding] = []
    if any(part.lower().endswith("vbaproject.bin") for part in source.parts):
        findings.append(finding(MACROS_IGNORED, source.name))
    grids: list[Grid] = []
    lines: list[Line] = []
    paragraphs = 0
    for block in _blocks(document):
        if block.tag == f"{_W}tbl":
            for table in (block, *_inner_tables(block)):
                grid, said = _table_grid(table, f"表{len(grids) + 1}", tuple(lines))
                findings += said
                if grid.rows:
                    grids.append(grid)
                    lines.clear()
        else:
            paragraphs += 1
            if text := clean(_text(block)):
                lines.append(Line(f"段落{paragraphs}", text))
    if grids and lines:
        last = grids[-1]
        grids[-1] = Grid(last.name, last.style, last.rows, last.before, tuple(lines))
    elif lines:
        grids.append(Grid("正文", "R1C1", (), tuple(lines)))
    return Reading(tuple(grids), tuple(findings))


def _main_part(source: Source) -> str:
    found = _MAIN.search(source.parts.get("[Content_Types].xml", b""))
    part = (found[1] or found[2]).decode() if found else "word/document.xml"
    if part not in source.parts:
        raise UnreadableError(finding(DAMAGED_FILE, source.name))
    return part


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, looking through content controls and the like."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _DROPPED:
            yield from _blocks(child)


def _inner_tables(table: Any) -> Iterator[Any]:
    return (inner for inner in table.iterdescendants(f"{_W}tbl") if _is_data(inner))


def _is_data(table: Any) -> bool:
    rows = list(_children(table, f"{_W}tr"))
    return len(rows) >= 2 and max(sum(1 for _ in _children(row, f"{_W}tc")) for row in rows) >= 3


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Direct children of a kind, looking through content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _table_grid(
    table: Any, name: str, before: tuple[Line, ...]
) -> tuple[Grid, tuple[Finding, ...]]:
    contents: dict[tuple[int, int], Content] = {}
    open_spans: dict[int, Span] = {}
    spans: list[Span] = []
    findings: list[Finding] = []
    for number, row in enumerate(_children(table, f"{_W}tr"), 1):
        column = 1 + row.grid_before
        continued: dict[int, Span] = {}
        for cell in _children(row, f"{_W}tc"):
            width = max(cell.grid_span, 1)
            text = clean(_text(cell))
            above = open_spans.get(column)
            if cell.vMerge == "continue" and above is not None:
                continued[column] = above._replace(last_row=number)
                if text and text != contents.get((above.first_row, column), Content("")).text:
                    where = Grid(name, "R1C1", ()).address(number, column)
                    findings.append(finding(COVERED_CONTENT, where, f"内容：{text}"))
            else:
                if text:
                    contents[number, column] = Content(text)
                continued[column] = Span(number, column, number, column + width - 1)
            column += width
        spans += [span for place, span in open_spans.items() if _ended(span, continued.get(place))]
        open_spans = continued
    spans += open_spans.values()
    merged = (span for span in spans if span.last_row > span.first_row or _is_wide(span))
    grid, covered = build_grid(name, "R1C1", contents, merged, before=before)
    return grid, (*findings, *covered)


def _ended(span: Span, now: Span | None) -> bool:
    return now is None or now.first_row != span.first_row


def _is_wide(span: Span) -> bool:
    return span.last_column > span.first_column


def _text(element: Any) -> str:
    """All visible text; paragraphs and rows of small inner tables on lines of their own."""
    pieces: list[str] = []

    def inside(node: Any) -> None:
        for child in node:
            tag = child.tag
            if tag in _DROPPED or (tag == f"{_W}tbl" and _is_data(child)):
                continue
            if tag == f"{_W}t":
                pieces.append(child.text or "")
            elif tag in _SIGNS:
                pieces.append(_SIGNS[tag])
            elif tag == f"{_W}sym":
                pieces.append(_symbol(child))
            elif tag == f"{_W}fldChar":
                pieces.append(_form_box(child))
            else:
                inside(child)
                if tag == f"{_W}p":
                    pieces.append("\n")

    inside(element)
    return "".join(pieces)


def _symbol(element: Any) -> str:
    """A sign of a symbol font by its code; such fonts use the private area from F000."""
    code = element.get(f"{_W}char", "")
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""


def _form_box(element: Any) -> str:
    """The check box of an old form field, which shows no character of its own."""
    for box in element.iter(f"{_W}checkBox"):
        state = box.find(f"{_W}checked")
        state = box.find(f"{_W}default") if state is None else state
        on = state is not None and state.get(f"{_W}val", "1") in ("1", "true", "on")
        return "■" if on else "□"
    return ""
