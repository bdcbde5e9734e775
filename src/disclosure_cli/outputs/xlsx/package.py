"""What every workbook file has: properties in which no clock is, and an archive that is the same on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime

from disclosure_cli.outputs.characters import FORBIDDEN

_MADE = datetime(2000, 1, 1)
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Less than half the time of the usual level for a file that is a fifth larger.
_COMPRESSION = 2


def properties(title: str, author: str) -> bytes:
    """Return the properties of a workbook. Nobody's name and no clock is in them."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    made = DocumentProperties(
        title=FORBIDDEN.sub("", title),
        creator=FORBIDDEN.sub("", author),
        created=_MADE,
        modified=_MADE,
    )
    return tostring(made.to_tree())  # type: ignore[return-value]  # bytes, not str


SHARED_TEXTS = "xl/sharedStrings.xml"
"""The part that holds the texts of all cells."""


def with_shared_texts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a workbook that tell of the other parts, with `SHARED_TEXTS` among these."""
    from openpyxl.xml.constants import REL_NS, SHARED_STRINGS

    kind = f'<Override PartName="/{SHARED_TEXTS}" ContentType="{SHARED_STRINGS}"/>'
    relation = f'<Relationship Type="{REL_NS}/sharedStrings" Target="/{SHARED_TEXTS}" Id="texts"/>'
    for path, last, told in (
        ("[Content_Types].xml", b"</Types>", kind),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", relation),
    ):
        yield path, parts[path].replace(last, told.encode() + last)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a zip file in which nothing depends on the clock or the system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DATE)
            entry.create_system = 0
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _COMPRESSION)
    return buffer.getvalue()
