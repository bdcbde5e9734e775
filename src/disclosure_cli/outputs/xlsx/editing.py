"""Workbooks to be edited: plain data → bytes. Sheets with drop-downs, comments and text cells; nothing is locked.

The cells of a sheet are texts in columns whose empty cells are text too, so that what is typed stays what was typed:
no lost zero, no date guess. Lists to choose from, and what the workbook was made from, stand in hidden sheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from disclosure_cli.outputs.characters import visible
from disclosure_cli.outputs.xlsx.measure import usual_lines
from disclosure_cli.outputs.xlsx.package import properties, zipped

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 1
"""The row of the headings; the records begin below it."""

Weight = Literal["error", "warning", "info"]

_FONT = "微软雅黑"
_SIZE = 10
_LINE_HEIGHT = 16.5
_MOST_LINES = 8
_HEADER_HEIGHT = 36.0
_PRINTED = 60
"""Per cent of its size at which a sheet is printed."""
_ROOM_BELOW = 500
"""So many rows below the records have drop-downs too."""
_COLORS = {
    "required": "FF1F4E78",
    "public": "FF5B7FA6",
    "internal": "FF7F7F7F",
    "key": "FFBFBFBF",
    "line": "FFD0D7DE",
    "lacking": "FFFFF2CC",
    "error": "FFF8CBAD",
    "warning": "FFFFE699",
    "info": "FFDDEBF7",
}
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOTE_WIDTH = 320
_NOTE_LINE = 18


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands over it and explains it, how wide it is, what may be chosen in it.

    `role` gives the heading its colour. `choices` names a list; `is_closed` tells that nothing else may be typed.
    A column of a `group` can be folded away with its neighbours, and is at first where it `is_folded`.
    """

    heading: str
    comment: str
    width: int
    role: Literal["key", "required", "public", "internal"]
    choices: str = ""
    is_closed: bool = False
    group: bool = False
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said about a cell; row and column count from 0."""

    row: int
    column: int
    text: str
    weight: Weight


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns and the texts of its rows. The first `frozen` columns stay in view."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    notes: Sequence[Note]
    frozen: int


@dataclass(frozen=True)
class EditingWorkbook:
    """A workbook to be edited: sheets, lists to choose from by name, how to use it, and a hidden sheet of texts."""

    title: str
    sheets: Sequence[Sheet]
    lists: Mapping[str, Sequence[str]]
    help_name: str
    help: Sequence[tuple[str, str]]
    lists_name: str
    hidden_name: str
    hidden: Sequence[str]


def render(workbook: EditingWorkbook) -> bytes:
    """Return the bytes of an .xlsx file; the same data gives the same bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    lists = _add_lists(book, workbook)
    for index, sheet in enumerate(workbook.sheets):
        _Writer(book.create_sheet(sheet.name, index), sheet, lists).write()
    _add_help(book.create_sheet(workbook.help_name, len(workbook.sheets)), workbook.help)
    hidden = book.create_sheet(workbook.hidden_name)
    hidden.sheet_state = "veryHidden"
    for number, text in enumerate(workbook.hidden, 1):
        _put(hidden, number, 1, text)
    book.active = 0
    return _packed(book, workbook.title)


def _add_lists(book: Book, workbook: EditingWorkbook) -> Mapping[str, str]:
    """Write the lists, a column each, and return name → where its values stand."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(workbook.lists_name)
    sheet.sheet_state = "hidden"
    places = {}
    for number, (name, values) in enumerate(workbook.lists.items(), 1):
        for row, value in enumerate((name, *values), 1):
            _put(sheet, row, number, value)
        letter = get_column_letter(number)
        places[name] = f"'{workbook.lists_name}'!${letter}$2:${letter}${len(values) + 1}"
    return places


def _put(page: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text that stays one, no formula and no number, and return its cell."""
    cell: Any = page.cell(row, column)
    # What looks like an escape of Excel's is one, unless its first sign is escaped itself.
    cell.value = _ESCAPE.sub("_x005F_", visible(text))
    cell.data_type = "s"
    return cell


class _Writer:
    """Writes one sheet."""

    def __init__(self, page: Worksheet, sheet: Sheet, lists: Mapping[str, str]) -> None:
        self._page = page
        self._sheet = sheet
        self._lists = lists
        self._last_row = HEADER_ROW + len(sheet.rows) + _ROOM_BELOW

    def write(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import Outline

        letters = [get_column_letter(number + 1) for number in range(len(self._sheet.columns))]
        for number, (letter, column) in enumerate(zip(letters, self._sheet.columns, strict=True)):
            self._write_heading(letter, number + 1, column)
            self._validate(letter, column)
        self._write_rows()
        for note in self._sheet.notes:
            self._write_note(note)
        self._mark_lacking(letters)
        self._page.freeze_panes = f"{letters[self._sheet.frozen]}{HEADER_ROW + 1}"
        last = max(HEADER_ROW + 1, HEADER_ROW + len(self._sheet.rows))
        self._page.auto_filter.ref = f"A{HEADER_ROW}:{letters[-1]}{last}"
        self._page.sheet_properties.outlinePr = Outline(summaryRight=False)
        self._page.page_setup.orientation = "landscape"
        self._page.page_setup.paperSize = "8"
        self._page.page_setup.scale = _PRINTED
        self._page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"

    def _write_heading(self, letter: str, number: int, column: Column) -> None:
        from openpyxl.styles import Alignment, Font

        cell = _put(self._page, HEADER_ROW, number, column.heading)
        dark = column.role != "key"
        cell.font = Font(
            name=_FONT, size=_SIZE, bold=True, color="FFFFFFFF" if dark else "FF404040"
        )
        cell.fill = _fill(_COLORS[column.role])
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.comment = _comment(column.comment)
        self._page.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
        dimension = self._page.column_dimensions[letter]
        dimension.width = column.width + 2
        dimension.number_format = "@"
        dimension.alignment = Alignment("left", "top", wrap_text=True)
        dimension.font, dimension.border = Font(name=_FONT, size=_SIZE), _border()
        if column.group:
            dimension.outlineLevel = 1
            dimension.hidden = column.is_folded

    def _validate(self, letter: str, column: Column) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        if not column.choices:
            return
        check = DataValidation("list", formula1=self._lists[column.choices], allow_blank=True)
        check.showErrorMessage = column.is_closed
        check.errorStyle = "stop"
        check.errorTitle, check.error = "不是可选的值", "请从下拉列表里选一个"
        check.add(f"{letter}{HEADER_ROW + 1}:{letter}{self._last_row}")
        self._page.add_data_validation(check)

    def _write_rows(self) -> None:
        from openpyxl.styles import Alignment, Font

        font, aligned = Font(name=_FONT, size=_SIZE), Alignment("left", "top", wrap_text=True)
        style: Any = None
        for number, texts in enumerate(self._sheet.rows, HEADER_ROW + 1):
            self._page.row_dimensions[number].height = self._height(texts)
            for position, text in enumerate(texts, 1):
                if not text:
                    continue
                cell = _put(self._page, number, position, text)
                if style is None:
                    cell.font, cell.alignment, cell.border = font, aligned, _border()
                    cell.number_format = "@"
                    style = cell._style  # noqa: SLF001
                # One style for all: setting fonts cell by cell takes most of the time.
                cell._style = style  # noqa: SLF001

    def _height(self, texts: Sequence[str]) -> float:
        """Return the height of a row that shows the longest of its texts, or the beginning of it."""
        lines = 1
        for text, column in zip(texts, self._sheet.columns, strict=True):
            if len(text) > column.width // 2 or "\n" in text:
                lines = max(lines, usual_lines(text, max(column.width // 2, 4)))
        return min(lines, _MOST_LINES) * _LINE_HEIGHT + 3

    def _write_note(self, note: Note) -> None:
        cell: Any = self._page.cell(HEADER_ROW + 1 + note.row, note.column + 1)
        # The style is shared with all other cells.
        cell._style = copy(cell._style)  # noqa: SLF001
        cell.comment = _comment(note.text)
        cell.fill = _fill(_COLORS[note.weight])

    def _mark_lacking(self, letters: Sequence[str]) -> None:
        """Colour the required cells that are empty in a row that is not, also in rows still to be filled."""
        from openpyxl.formatting.rule import FormulaRule

        first, last = HEADER_ROW + 1, self._last_row
        fill = _fill(_COLORS["lacking"])
        for letter, column in zip(letters, self._sheet.columns, strict=True):
            if column.role == "required":
                row = f"${letters[0]}{first}:${letters[-1]}{first}"
                formula = f"AND(LEN(TRIM(${letter}{first}))=0,COUNTA({row})>0)"
                rule = FormulaRule(formula=[formula], fill=fill)  # type: ignore[no-untyped-call]
                self._page.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _fill(color: str) -> PatternFill:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=color, end_color=color)


def _border() -> Border:
    from openpyxl.styles import Border, Side

    line = Side("thin", color=_COLORS["line"])
    return Border(left=line, right=line, top=line, bottom=line)


def _comment(text: str) -> Comment:
    from openpyxl.comments import Comment

    shown = visible(text)
    lines = usual_lines(shown, 22)
    return Comment(shown, "disclose", height=(lines + 1) * _NOTE_LINE, width=_NOTE_WIDTH)


def _add_help(page: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font

    page.column_dimensions["A"].width = 16
    page.column_dimensions["B"].width = 100
    page.sheet_view.showGridLines = False
    for number, (head, text) in enumerate(lines, 1):
        for position, part in enumerate((head, text), 1):
            cell = _put(page, number, position, part)
            cell.font = Font(name=_FONT, size=_SIZE + 1, bold=position == 1)
            cell.alignment = Alignment("left", "top", wrap_text=True)
        page.row_dimensions[number].height = usual_lines(text, 48) * 19 + 8


def _packed(book: Book, title: str) -> bytes:
    """Return the file of a workbook with nobody's name and no clock in it."""
    from disclosure_cli.outputs.xlsx.parts import parts_of

    parts = parts_of(book)
    parts["docProps/core.xml"] = properties(title, "")
    return zipped(parts)
