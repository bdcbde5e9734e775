"""csv and tsv files, in the encodings and with the separators that Chinese offices use."""

from __future__ import annotations

import csv
import io
from collections import Counter

from disclosure_cli.importing.codes import DAMAGED_FILE
from disclosure_cli.importing.findings import UnreadableError, finding
from disclosure_cli.importing.grid import Content, build_grid
from disclosure_cli.importing.limits import MAX_CELLS, refuse_beyond
from disclosure_cli.importing.readers import Reading, Source
from disclosure_cli.importing.readers.decoding import decode
from disclosure_cli.importing.text import clean

_DELIMITERS = (",", "\t", ";", "|", "，")


def read(source: Source) -> Reading:
    """The file as one grid named after it."""
    text = decode(source.data).replace("\x00", "")
    delimiter = _delimiter(text)
    refuse_beyond(text.count(delimiter) + text.count("\n"), MAX_CELLS, source.name, "单元格")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(finding(DAMAGED_FILE, source.name)) from error
    contents = {
        (number, column): Content(content)
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if (content := clean(value))
    }
    stem = source.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    grid, findings = build_grid(stem or "csv", "A1", contents)
    return Reading((grid,) if grid.rows else (), findings)


def _delimiter(text: str) -> str:
    """The separator that gives most lines one same number of columns, more than one."""

    def regularity(delimiter: str) -> tuple[int, int]:
        sample = io.StringIO(text[:65536], newline="")
        try:
            widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if row)
        except csv.Error:
            return (0, 0)
        width, lines = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        return (lines, width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=regularity)
