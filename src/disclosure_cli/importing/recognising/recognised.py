"""What an import recognised: tables, columns and records as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from disclosure_cli.importing.channels import Channels
from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.grid import Line

NO_CHANNELS = Channels()
Kind = Literal["items", "entries", "contacts"]


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf column: ``index`` from 0 among the table's columns, ``header`` all its labels.

    ``field`` is where its values go, see ``dry_run``; ``confidence`` from 0 to 1. ``channel`` is the
    channel's name where each channel has a tick column of its own.
    """

    index: int
    header: str
    field: str
    confidence: float
    where: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the text of each field that has any, merged cells and 同上 resolved.

    ``places`` says from which cell a value came. ``section`` is the heading above the row, headings
    within headings joined by ·. ``continues`` marks a row that shares title and number with the row
    above (merged over both, or left empty): the same item, its content split over rows.
    """

    where: str
    values: Mapping[str, str]
    places: Mapping[str, str]
    channels: Channels = NO_CHANNELS
    section: str = ""
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table with what stands above and below it. ``is_1904`` is that of its grid."""

    where: str
    title: str
    kind: Kind
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    notes: tuple[Line, ...] = ()
    is_1904: bool = False


@dataclass(frozen=True, slots=True)
class Recognition:
    """All tables of a file in order, and all that is to be said about the reading."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
