"""Bytes of pages and csv files → text, in the encodings that Chinese offices use."""

from __future__ import annotations

import re
from typing import NamedTuple

_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Decoded(NamedTuple):
    """The text; ``lossy`` when some bytes were no text in any encoding tried."""

    text: str
    lossy: bool


def decode(data: bytes) -> Decoded:
    """By byte order mark, else UTF-8, else Big5 where a page declares it, else GB18030.

    UTF-8 goes before any declaration: it cannot be taken for anything else, while pages saved anew
    often keep the declaration of the old encoding. GB18030 covers GB2312 and GBK.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data, encoding)
    unicode = _lossy(data, "utf-8")
    if not unicode.lossy or _is_slightly_damaged(unicode.text):
        return unicode
    declared = ("big5",) if _BIG5.search(data[:4096]) else ()
    for encoding in (*declared, "gb18030"):
        try:
            return Decoded(data.decode(encoding), lossy=False)
        except UnicodeDecodeError:
            continue
    return min(unicode, _lossy(data, "gb18030"), key=lambda decoded: decoded.text.count("\ufffd"))


def _is_slightly_damaged(text: str) -> bool:
    """Whether UTF-8 with a few bad bytes; other encodings hardly ever give a valid character."""
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") * 10 < wide


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, lossy="\ufffd" in text)
