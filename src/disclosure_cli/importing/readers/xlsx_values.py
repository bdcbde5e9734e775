"""Cells as written → what a reader saw: shared strings, numbers in their format, dates (ECMA-376 part 1, 18.18.11)."""

from __future__ import annotations

import datetime
import io
import re
from functools import cached_property
from typing import Any

from disclosure_cli.importing.grid import Content
from disclosure_cli.importing.readers.numbers import date_text, number_text
from disclosure_cli.importing.readers.xlsx_cells import Raw, rich_text
from disclosure_cli.importing.text import clean

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_GENERAL = "General"


class Values:
    """Reads the values of one workbook; strings are cleaned once, however many cells have them."""

    def __init__(self, strings: bytes, styles: bytes, *, is_1904: bool) -> None:
        self._strings = _strings(strings)
        self._styles = styles
        self._is_1904 = is_1904
        self._known: dict[str, Content] = {}

    def content(self, raw: Raw) -> Content:
        """What stands in a cell. Raises ValueError and IndexError for a cell that says what it is not."""
        if raw.type == "s":
            return self._strings[int(raw.text)]
        if raw.type == "n":
            return self._number(float(raw.text), self._formats.get(raw.style, _GENERAL))
        if raw.type == "b":
            return Content("TRUE" if raw.text.strip() in {"1", "true"} else "FALSE")
        if raw.type == "d":
            return _date(raw.text)
        # catalogs say the same thing in most of their rows
        return self._known.get(raw.text) or self._known.setdefault(raw.text, _text(raw.text))

    def _number(self, value: float, number_format: str) -> Content:
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        if number_format != _GENERAL and is_date_format(number_format):
            epoch = CALENDAR_MAC_1904 if self._is_1904 else CALENDAR_WINDOWS_1900
            try:
                moment: Any = from_excel(value, epoch, is_timedelta_format(number_format))
            except (OverflowError, ValueError):
                return Content(number_text(value, _GENERAL), "number")
            return Content(date_text(moment), "date")
        return Content(number_text(value, number_format), "number")

    @cached_property
    def _formats(self) -> dict[str, str]:
        """The number of a style → its number format."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        if not self._styles:
            return {}
        root = _root(self._styles)
        own = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iter("{*}numFmt")}
        return {
            str(number): own.get(style.get("numFmtId"))
            or BUILTIN_FORMATS.get(int(style.get("numFmtId") or 0), _GENERAL)
            for table in root.iter("{*}cellXfs")
            for number, style in enumerate(table)
        }


def _strings(xml: bytes) -> list[Content]:
    if not xml:
        return []
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    found = []
    for _, item in etree.iterparse(
        io.BytesIO(xml), tag="{*}si", resolve_entities=False, no_network=True
    ):
        found.append(_text(rich_text(item)))
        item.clear()
    return found


def _root(xml: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(value: str) -> Content:
    if "_x" in value:
        value = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)
    return Content(clean(value))


def _date(text: str) -> Content:
    try:
        return Content(date_text(datetime.datetime.fromisoformat(text)), "date")
    except ValueError:
        return Content(clean(text))
