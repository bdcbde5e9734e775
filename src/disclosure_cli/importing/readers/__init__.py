"""Readers: the bytes of a file → grids of cells. One module a format, one line here for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import NamedTuple, cast

from disclosure_cli.importing.codes import DAMAGED_FILE, MISLABELLED_FILE
from disclosure_cli.importing.findings import Finding, UnreadableError, finding
from disclosure_cli.importing.grid import Grid
from disclosure_cli.importing.readers.sniffing import Format, Sniffed, mislabelled, sniff


class Source(NamedTuple):
    """A file to read: its bytes, its name for messages, and its parts where it is an archive."""

    data: bytes
    name: str
    parts: dict[str, bytes]


class Reading(NamedTuple):
    """What a reader gives: grids in order, and what is to be said about the file."""

    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...]


Reader = Callable[[Source], Reading]

_WORKBOOKS: tuple[Format, ...] = ("xlsx", "xls", "ods")
_UNNAMED = re.compile(r"(?:Sheet|工作表|Table|表格?)\s*\(?\d*\)?$", re.IGNORECASE)

# modules by name, because each brings a heavy library with it
_READERS: dict[Format, str] = {
    "xlsx": "xlsx_workbook",
    "xls": "xls_workbook",
    "ods": "ods_workbook",
    "docx": "docx_document",
    "html": "html_page",
    "csv": "csv_text",
}


def read(data: bytes, name: str) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """The grids of a file and what is to be said about it.

    Raises UnreadableError, and nothing else, when the file as a whole cannot be read, and
    ModuleNotFoundError when the optional library for its format is not installed.
    """
    sniffed = sniff(data, name)
    grids, findings = _read_as(sniffed, data, name)
    if sniffed.format in _WORKBOOKS:
        grids = tuple(replace(grid, caption=_caption(grid.name)) for grid in grids)
    if mislabelled(sniffed.format, name):
        findings = (finding(MISLABELLED_FILE, name, f"内容是 {sniffed.format}。"), *findings)
    return grids, findings


def _caption(sheet: str) -> str:
    return "" if _UNNAMED.match(sheet) else sheet


def _read_as(sniffed: Sniffed, data: bytes, name: str) -> Reading:
    module = import_module(f"{__name__}.{_READERS[sniffed.format]}")
    reader = cast("Reader", module.read)
    try:
        return reader(Source(data, name, sniffed.parts))
    except (UnreadableError, ModuleNotFoundError):
        raise
    except Exception as error:
        # The libraries raise whatever broke first inside them when a file is damaged.
        raise UnreadableError(finding(DAMAGED_FILE, name)) from error
