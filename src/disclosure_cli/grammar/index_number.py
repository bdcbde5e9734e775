"""Index numbers (索引号) of the 2009 national catalog guide, both ways.

`前段码/后段码`: the publisher's organisation code without hyphen (or its unified social credit code,
or a region code), then the year (or year and month), a hyphen and a serial of at least four digits.
An index number never changes, so there are no variants here: what is not exact is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

SERIAL_DIGITS = 5
"""The width of a serial in the 2009 guide."""


class Prefix(StrEnum):
    """What kind of code the part before the stroke is; the value is its Chinese name."""

    ORGANISATION = "组织机构代码"
    CREDIT = "统一社会信用代码"
    REGION = "行政区划代码"


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """One index number; `digits` is the width that the serial is padded to."""

    prefix: str
    year: int
    serial: int
    month: int | None = None
    digits: int = SERIAL_DIGITS

    @property
    def prefix_kind(self) -> Prefix:
        """The kind of the prefix, told by its length."""
        return _PREFIX_KINDS[len(self.prefix)]


_PREFIX_KINDS = {
    9: Prefix.ORGANISATION,
    18: Prefix.CREDIT,
    **dict.fromkeys((6, 10, 12), Prefix.REGION),
}
_SHAPE = re.compile(
    r"(?P<prefix>[0-9A-Z]{18}|[0-9A-Z]{8}[0-9X]|\d{12}|\d{10}|\d{6})"
    r"/(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])?-(?P<serial>\d{4,8})",
    re.ASCII,
)


@lru_cache(maxsize=16384)
def parse(text: str) -> IndexNumber | None:
    """Read an index number, or None when the text is not exactly one (a space, `null`, a tail)."""
    match = _SHAPE.fullmatch(text)
    if match is None or int(match["serial"]) == 0:
        return None
    return IndexNumber(
        prefix=match["prefix"],
        year=int(match["year"]),
        serial=int(match["serial"]),
        month=int(match["month"]) if match["month"] else None,
        digits=len(match["serial"]),
    )


def canonical(number: IndexNumber) -> str:
    """Write the index number."""
    month = "" if number.month is None else f"{number.month:02d}"
    return f"{number.prefix}/{number.year}{month}-{number.serial:0{number.digits}d}"
