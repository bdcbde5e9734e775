"""Pages: every data table of the page, with the paragraphs before and after it.

Tables that only lay out the page are looked through. Text outside tables is kept where it may be a
title or a note; menus, breadcrumbs and buttons are no content of a catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from disclosure_cli.importing.codes import FILE_TOO_LARGE, HIDDEN_CONTENT, UNDECODABLE_TEXT
from disclosure_cli.importing.findings import Finding, UnreadableError, finding
from disclosure_cli.importing.grid import (
    MAX_COLUMNS,
    Content,
    Grid,
    Line,
    Span,
    build_grid,
)
from disclosure_cli.importing.limits import MAX_TAGS, refuse_beyond
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.readers.decoding import decode
from disclosure_cli.importing.text import UNDECODED, clean

_SKIPPED = frozenset(
    (
        "script",
        "style",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "select",
        "textarea",
        "noscript",
        "template",
        "button",
        "iframe",
        "object",
        "svg",
        "title",
    )
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "main",
        "center",
        "form",
        "blockquote",
        "pre",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "th",
        "caption",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "body",
        "html",
        "fieldset",
        "address",
        "figure",
    )
)
_CHROME = re.compile(
    r"当前位置|您的位置|所在位置|您现在的位置|打印本页|关闭窗口|^打印|分享到|扫一扫|浏览次数|点击数|访问量|字号|字体[:：]"
    r"|上一篇|下一篇|责任编辑|版权所有|网站地图|ICP备|公网安备"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_SOURCE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_SOURCE_SPACE = re.compile(r"[ \t\r\n\f]+")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")

_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}

MAX_COLUMN_SPAN = 1000
"""The limit of the HTML standard."""


@dataclass
class _Walk:
    """What has been seen of the page so far; lives only while one page is read."""

    grids: list[Grid] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    paragraphs: int = 0

    def say(self, text: str) -> None:
        if (line := clean(text)) and not _CHROME.search(line):
            self.paragraphs += 1
            where = f"段落{self.paragraphs}"
            self.lines.append(Line(where, line))
            if UNDECODED in line:
                self.findings.append(finding(UNDECODABLE_TEXT, where, doubtful=True))


def read(source: Source) -> Reading:
    """A grid for each data table of the page."""
    from lxml import html  # type: ignore[import-untyped,unused-ignore]

    text = _PROLOG.sub("", decode(source.data).replace("\x00", ""))
    refuse_beyond(text.count("<"), MAX_TAGS, source.name, "标记")
    walk = _Walk()
    parser = html.HTMLParser()
    root = html.document_fromstring(text, parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # the parser left out what is nested deeper
        raise UnreadableError(finding(FILE_TOO_LARGE, source.name, "标记套得太深。"))
    _visit(root, walk)
    lines = tuple(walk.lines)
    if walk.grids and lines:
        last = walk.grids[-1]
        walk.grids[-1] = Grid(last.name, last.style, last.rows, last.before, lines)
    elif lines:
        walk.grids.append(Grid("正文", "R1C1", (), lines))
    return Reading(tuple(walk.grids), tuple(walk.findings))


def _visit(element: Any, walk: _Walk) -> None:
    """Paragraphs and tables of ``element`` in the order of the page."""
    text: list[str] = []

    def flush() -> None:
        if text:
            walk.say("".join(text))
            text.clear()

    def inside(node: Any) -> None:
        text.append(_flow(node.text))
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                pass
            elif tag == "table" and not _lays_out(child):
                flush()
                _take_table(child, walk)
            elif tag in _BLOCKS:
                flush()
                inside(child)
                flush()
            elif tag == "br":
                flush()
            else:
                inside(child)
            text.append(_flow(child.tail))

    inside(element)
    flush()


def _lays_out(table: Any) -> bool:
    """A table around a data table is there for the layout of the page."""
    return any(_is_data(inner) for inner in table.iterdescendants("table"))


def _is_data(table: Any) -> bool:
    rows = list(_rows(table))
    return len(rows) >= 2 and max(sum(1 for _ in _cells(row)) for row, _ in rows) >= 3


def _rows(table: Any) -> Iterator[tuple[Any, int]]:
    """The table's own rows, each with the number of rows left in its group, itself included.

    The head comes first and the foot last, wherever they stand; rows without a group make one.
    """
    groups: list[tuple[int, list[Any]]] = []
    loose: list[Any] | None = None
    for child in table:
        if child.tag == "tr":
            if loose is None:
                loose = []
                groups.append((1, loose))
            loose.append(child)
        elif child.tag in _GROUPS:
            loose = None
            groups.append((_GROUPS[child.tag], [row for row in child if row.tag == "tr"]))
    for _, rows in sorted(groups, key=lambda group: group[0]):
        for index, row in enumerate(rows):
            yield row, len(rows) - index


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _take_table(table: Any, walk: _Walk) -> None:
    name = f"表{len(walk.grids) + 1}"
    contents: dict[tuple[int, int], Content] = {}
    spans: list[Span] = []
    taken: dict[int, int] = {}
    hidden: list[int] = []
    for caption in table.iterchildren("caption"):
        walk.say(_cell_text(caption))
    for number, (row, left) in enumerate(_rows(table), 1):
        if _HIDDEN.search(row.get("style", "")):
            hidden.append(number)
        column = 1
        for cell in _cells(row):
            while column <= MAX_COLUMNS and taken.get(column, 0) >= number:
                column += 1
            width = max(_number(cell.get("colspan"), 1), 1) if column <= MAX_COLUMNS else 1
            width = min(width, MAX_COLUMN_SPAN)
            height = min(_number(cell.get("rowspan"), 1) or left, left)
            last = Span(number, column, number + max(height, 1) - 1, column + width - 1)
            if text := _cell_text(cell):
                contents[number, column] = Content(text)
                if last.last_row > number or width > 1:
                    spans.append(last)
            for covered in range(column, column + width):
                taken[covered] = last.last_row
            column += width
    grid, findings = build_grid(name, "R1C1", contents, spans, before=tuple(walk.lines))
    walk.findings += findings
    if grid.rows:
        walk.lines.clear()
        walk.grids.append(grid)
        walk.findings += [
            finding(HIDDEN_CONTENT, grid.address(number, 1), "整行是隐藏的。", doubtful=True)
            for number in hidden
            if any(row.number == number for row in grid.rows)
        ]


def _number(text: str | None, default: int) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return int(found[1]) if found else default


def _flow(text: str | None) -> str:
    """Text as a browser flows it; a line break in the source between Chinese characters is none."""
    if not text:
        return ""
    return _SOURCE_SPACE.sub(" ", _SOURCE_BREAK.sub("", text))


def _cell_text(cell: Any) -> str:
    pieces: list[str] = []

    def inside(node: Any) -> None:
        pieces.append(_flow(node.text))
        for child in node:
            tag = child.tag
            if tag == "br":
                pieces.append("\n")
            elif tag == "input":
                pieces.append(_box(child))
            elif isinstance(tag, str) and tag not in _SKIPPED:
                edge = "\n" if tag in _BLOCKS else ""
                pieces.append(edge)
                inside(child)
                pieces.append(edge)
            pieces.append(_flow(child.tail))

    inside(cell)
    return clean("".join(pieces))


def _box(element: Any) -> str:
    """A form's check box shows a mark; a text field shows its text."""
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "■" if element.get("checked") is not None else "□"
    return element.get("value", "") if kind == "text" else ""
