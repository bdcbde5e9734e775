"""The parts of the file that openpyxl makes of a workbook of its own."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet


def parts_of(book: Book) -> dict[str, bytes]:
    """Return the parts of a workbook without pictures, by their paths."""
    buffer = io.BytesIO()
    _Writer(book, zipfile.ZipFile(buffer, "w")).save()
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _Writer(ExcelWriter):
    """Writes sheets in memory: to remove the temporary files of openpyxl takes longer than all else together."""

    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()  # type: ignore[attr-defined]  # noqa: SLF001
        ws._drawing.charts = ws._charts  # type: ignore[attr-defined]  # noqa: SLF001
        text = io.BytesIO()
        writer = WorksheetWriter(ws, text)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001
        self._archive.writestr(ws.path[1:], text.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)
