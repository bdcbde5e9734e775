"""What every workbook file has: properties in which no clock is, and an archive that is the same on every machine."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_MADE = datetime(2000, 1, 1)
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Half the time of the usual level for a file that is a seventh larger.
_COMPRESSION = 3
# What XML or the page in HTML cannot hold, however it is written: both show the same in its place.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


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


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a zip file in which nothing depends on the clock or the system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DATE)
            entry.create_system = 0
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _COMPRESSION)
    return buffer.getvalue()
