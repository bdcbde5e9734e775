"""Workbooks: plain data and a layout file → bytes.

openpyxl makes a skeleton: styles, sheets and their page set-up, all that workbooks of one kind have in common. It is
made once, and each workbook's columns and cells are spliced in as text: several times as fast as openpyxl's own cells.
As in a file that Excel writes, each text is there once and cells show it by its number. Each cell is such a text, so
nothing can become a formula, a number or a date; but for the counts in tables that are drawn, which are whole numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from disclosure_cli.document import LONGEST_SHEET_NAME, Document, DrawingForm, Workbook
from disclosure_cli.outputs.xlsx.blocks import LOOKS, Look
from disclosure_cli.outputs.xlsx.cells import (
    SharedTexts,
    TooLongError,
    letter,
    rows_as_xml,
    texts_as_xml,
)
from disclosure_cli.outputs.xlsx.charts import add_charts, place_charts
from disclosure_cli.outputs.xlsx.columns import pages_abreast
from disclosure_cli.outputs.xlsx.grid import Area, Grid, Link, make_grid
from disclosure_cli.outputs.xlsx.layout import (
    PLACEHOLDERS,
    SHEETS_OWN,
    Font,
    Layout,
    Layouts,
    find_layout,
)
from disclosure_cli.outputs.xlsx.package import SHARED_TEXTS, properties, with_shared_texts, zipped

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

_LAST_ROW = 1_048_576
_MOST_BREAKS = 1_023
_MILLIMETRES_PER_INCH = 25.4
_PAPER_CODES = {"A3": "8", "A4": "9"}
# The character set by which a system without the named font chooses another Chinese one.
_CHINESE = 134
_LINK_COLOUR = "1B4C86"
# Column widths count characters of the normal font. Of a font with fixed pitch each has 8 pixels
# everywhere, with whatever font another system puts in its place; of a Chinese one 6 to 9.
_NORMAL_FONT = ("Courier New", 10)
_PIXELS_A_CHARACTER = 8
# Of the 255 characters that a header may have, with its codes.
_LONGEST_IN_HEADER = 90
_SPACE = "\u3000".encode("ascii", "xmlcharrefreplace")
_NO_CELLS = re.compile("<sheetData ?/>|<sheetData></sheetData>")
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")


class WorkbookError(ValueError):
    """A workbook cannot hold what it should. `sheet` and `cell` say where; the message is Chinese
    and final.
    """

    def __init__(self, sheet: str, cell: str, problem: str) -> None:
        super().__init__(sheet, cell, problem)
        self.sheet = sheet
        self.cell = cell
        self.problem = problem

    def __str__(self) -> str:
        return f"工作表《{self.sheet}》{self.cell}{'：' if self.cell else ''}{self.problem}"


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the skeleton of a sheet is made from. `pages` stand side by side; `header` is first and last row of the
    header of a table, which has so many `columns`; `charts` are the forms of its charts.
    """

    name: str
    layout: Layout
    pages: int
    header: tuple[int, int] | None
    columns: int
    charts: tuple[DrawingForm, ...]


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """The parts of a workbook without cells, and for each sheet the number of the style of each
    look.
    """

    parts: tuple[tuple[str, bytes], ...]
    styles: tuple[dict[str, int], ...]


def render(workbook: Workbook, layouts: Layouts) -> bytes:
    """Return a workbook as the bytes of an .xlsx file; the same data gives the same bytes.

    Raises `LayoutError` for a layout that does not exist, `WorkbookError` for what a workbook
    cannot hold.
    """
    _check_names([sheet["name"] for sheet in workbook["sheets"]])
    frames: list[_Frame] = []
    grids: list[Grid] = []
    for sheet in workbook["sheets"]:
        layout = find_layout(layouts, sheet["layout"])
        grid = make_grid(sheet["document"], layout)
        grids.append(grid)
        frames.append(_frame(sheet["name"], layout, grid))
    skeleton = _skeleton(tuple(frames))
    parts = dict(skeleton.parts)
    shared: SharedTexts = {}
    made = zip(workbook["sheets"], frames, grids, skeleton.styles, strict=True)
    for index, (sheet, frame, grid, styles) in enumerate(made):
        path = f"xl/worksheets/sheet{index + 1}.xml"
        if grid.table:
            unknown, last = (b"%d" % row for row in (_unknown_row(index), grid.table.last))
            for name in ("xl/workbook.xml", path):
                parts[name] = parts[name].replace(unknown, last)
        try:
            rows = rows_as_xml(grid.lines, styles, shared)
        except TooLongError as found:
            raise WorkbookError(frame.name, found.cell, str(found)) from None
        parts[path] = _headed(_splice(parts[path], grid, rows), sheet["document"])
    sheets = [(frame.name, grid.charts) for frame, grid in zip(frames, grids, strict=True)]
    parts |= dict(place_charts(parts, sheets))
    parts[SHARED_TEXTS] = texts_as_xml(shared).encode()
    parts["docProps/core.xml"] = properties(workbook["title"], workbook["author"])
    return zipped(parts)


def _frame(name: str, layout: Layout, grid: Grid) -> _Frame:
    pages = pages_abreast(grid.widths, layout)
    charts = tuple(chart.form for chart in grid.charts)
    if grid.table is None:
        return _Frame(name, layout, pages, None, 0, charts)
    header = (grid.table.first, grid.table.header)
    return _Frame(name, layout, pages, header, len(grid.widths), charts)


def _check_names(names: Sequence[str]) -> None:
    """Raise for names that no sheet may have."""
    for index, name in enumerate(names):
        if not 0 < len(name) <= LONGEST_SHEET_NAME:
            raise WorkbookError(name, "", f"工作表的名称应当有1至{LONGEST_SHEET_NAME}字")
        if _FORBIDDEN_IN_NAMES.search(name):
            raise WorkbookError(name, "", "工作表的名称不能有 [ ] : * ? / \\ 这些符号")
        if name.casefold() in map(str.casefold, names[:index]):
            raise WorkbookError(name, "", "两个工作表的名称相同")


def _unknown_row(sheet: int) -> int:
    """Return what stands in the skeleton for the last row of the table of a sheet: a row number of
    its own.
    """
    return _LAST_ROW - sheet


@lru_cache(maxsize=32)
def _skeleton(frames: tuple[_Frame, ...]) -> _Skeleton:
    import openpyxl

    from disclosure_cli.outputs.xlsx.parts import parts_of

    book = openpyxl.Workbook()
    _set_normal_font(book)
    scratch = book.worksheets[0]
    layouts = dict.fromkeys(frame.layout for frame in frames)
    styles = {layout: _styles(scratch, row, layout) for row, layout in enumerate(layouts, 1)}
    for index, frame in enumerate(frames):
        _set_up(book.create_sheet(frame.name), frame, _unknown_row(index))
    book.remove(scratch)
    book.calculation.fullCalcOnLoad = False
    parts = parts_of(book)
    parts |= dict(with_shared_texts(parts))
    return _Skeleton(tuple(parts.items()), tuple(styles[frame.layout] for frame in frames))


def _set_normal_font(book: Book) -> None:
    """Set the font that column widths are counted in. openpyxl keeps it in two places and has no
    setter.
    """
    from openpyxl.styles import Font as BookFont
    from openpyxl.utils.indexed_list import IndexedList

    name, size = _NORMAL_FONT
    font = BookFont(name=name, size=size)
    book._fonts = IndexedList([font])  # type: ignore[attr-defined]  # noqa: SLF001
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]  # noqa: SLF001


def _styles(scratch: Worksheet, row: int, layout: Layout) -> dict[str, int]:
    """Return the number of each look's style in the style sheet, to which a row of cells adds it."""
    from openpyxl.styles import Alignment
    from openpyxl.styles import Font as BookFont

    styles: dict[str, int] = {}
    for index, (name, look) in enumerate(LOOKS.items(), 1):
        font: Font = getattr(layout.fonts, look.font)
        cell = scratch.cell(row, index)
        cell.font = BookFont(
            name=font.name,
            size=font.size,
            bold=font.bold,
            charset=_CHINESE,
            underline="single" if look.linked else None,
            color=_LINK_COLOUR if look.linked else None,
        )
        cell.border = _border(look)
        cell.number_format = "0" if look.number else "@"
        cell.alignment = Alignment(
            horizontal=look.horizontal,
            vertical=look.vertical,
            indent=look.indent,
            wrap_text=not (look.stacked or look.overflowing),
            text_rotation=255 if look.stacked else 0,
        )
        styles[name] = cell.style_id
    return styles


def _border(look: Look) -> Border:
    from openpyxl.styles import Border, Side

    none, hair, thin = Side(), Side("hair"), Side("thin")
    if look.border == "none":
        return Border()
    top = thin if look.border in ("box", "first") else none
    bottom = thin if look.border in ("box", "last") else hair
    return Border(left=thin, right=thin, top=top, bottom=bottom)


def _set_up(sheet: Worksheet, frame: _Frame, last_row: int) -> None:
    """Give a sheet its page, and what belongs to its table."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    layout = frame.layout
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _PAPER_CODES[layout.paper]
    sheet.page_setup.orientation = layout.orientation
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        frame.pages,
        int(layout.one_page),
    )
    # The sheets of a book that is printed as a whole are numbered on; a sheet that is a document of its own is not.
    if layout.one_page:
        sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 1, True
    inches = {
        field.name: getattr(layout.margins, field.name) / _MILLIMETRES_PER_INCH
        for field in fields(layout.margins)
    }
    sheet.page_margins = PageMargins(**inches)
    sheet.print_options.horizontalCentered = True
    # Page numbers are as large on a sheet that is shrunk as on any other.
    sheet.HeaderFooter.scaleWithDoc = False
    begins_later = any(f"{{{name}}}" in layout.header for name in SHEETS_OWN)
    sheet.HeaderFooter.differentFirst = begins_later
    for text, part, font in (
        (layout.header, sheet.oddHeader, layout.fonts.note),
        (layout.footer, sheet.oddFooter, layout.fonts.page),
        (layout.footer if begins_later else "", sheet.firstFooter, layout.fonts.page),
    ):
        if text and part is not None:
            part.center.text = _header_text(text)
            part.center.font = f"{font.name},Regular"
            part.center.size = round(font.size)
    sheet.sheet_view.showGridLines = not layout.fill
    add_charts(sheet, frame.charts, layout.fonts.body)
    if frame.header:
        first, last = frame.header
        sheet.print_title_rows = f"{first}:{last}"
        if frame.pages > 1:
            sheet.print_title_cols = "A:A"
        if layout.freeze:
            sheet.freeze_panes = f"A{last + 1}"
        if layout.filter:
            right = get_column_letter(frame.columns)
            sheet.auto_filter.ref = f"A{last}:{right}{last_row}"


def _header_text(text: str) -> str:
    """Return the text of a header or footer in the format's own code."""
    text = text.replace("&", "&&")
    for name, code in PLACEHOLDERS.items():
        text = text.replace(f"{{{name}}}", code)
    return text


def _headed(xml: bytes, document: Document) -> bytes:
    """Return the XML of a sheet whose header says title and banner of its document, of this what stands before its
    colon. What is longer than the format allows is cut off.
    """
    banner = document["banner"].partition("：")[0]
    said = {"title": document["title"][:_LONGEST_IN_HEADER], "banner": banner[:_LONGEST_IN_HEADER]}
    for name in SHEETS_OWN:
        text = escape(said[name].replace("&", "&&"), quote=False).encode()
        sign = PLACEHOLDERS[name].encode("ascii", "xmlcharrefreplace")
        xml = (
            xml.replace(sign, text) if text else xml.replace(_SPACE + sign, b"").replace(sign, b"")
        )
    return xml


def _splice(xml: bytes, grid: Grid, rows: str) -> bytes:
    """Return the XML of a sheet with its columns, rows, merged cells and page breaks, each in its place."""
    used = Area(1, 1, max(1, len(grid.lines)), len(grid.widths))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width / _PIXELS_A_CHARACTER:g}" customWidth="1"/>'
        for at, width in enumerate(grid.widths, 1)
    )
    merged = "".join([f'<mergeCell ref="{_reference(area)}"/>' for area in grid.merges])
    # Excel keeps no more breaks than this and calls a file with more damaged.
    breaks = [f'<brk id="{row}" max="16383" man="1"/>' for row in grid.breaks[:_MOST_BREAKS]]
    counts = f'count="{len(breaks)}" manualBreakCount="{len(breaks)}"'
    before, behind = _NO_CELLS.split(xml.decode())
    before = re.sub('(?<=<dimension ref=")[^"]*', _reference(used), before)
    if merged:
        behind = behind.replace("<printOptions", f"<mergeCells>{merged}</mergeCells><printOptions")
    if grid.links:
        links = "".join(map(_link, grid.links))
        behind = behind.replace("<printOptions", f"<hyperlinks>{links}</hyperlinks><printOptions")
    if breaks:
        at = "<drawing" if "<drawing" in behind else "</worksheet>"
        behind = behind.replace(at, f"<rowBreaks {counts}>{''.join(breaks)}</rowBreaks>{at}")
    pieces = (before, f"<cols>{columns}</cols><sheetData>", rows, "</sheetData>", behind)
    return b"".join([piece.encode() for piece in pieces])


def _link(link: Link) -> str:
    """Return what makes a cell lead to the first cell of a sheet, whose name stands between apostrophes."""
    place = "'{}'!A1".format(link.sheet.replace("'", "''"))
    return f'<hyperlink ref="{letter(link.column)}{link.row}" location="{escape(place)}"/>'


def _reference(area: Area) -> str:
    first, last = map(letter, (area.first_column, area.last_column))
    return f"{first}{area.first_row}:{last}{area.last_row}"
