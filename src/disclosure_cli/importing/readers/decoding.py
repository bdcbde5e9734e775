"""Bytes of pages and csv files → text, in the encodings that Chinese offices use."""

from __future__ import annotations

import re

from disclosure_cli.importing.text import UNDECODED

_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    """By byte order mark, else UTF-8, else Big5 where a page declares it, else GB18030.

    UTF-8 goes before any declaration: it cannot be taken for anything else, while pages saved anew
    often keep the declaration of the old encoding. GB18030 covers GB2312 and GBK. Where bytes are no text
    in any of them, ``UNDECODED`` stands.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    unicode = data.decode("utf-8", "replace")
    if unicode.encode() == data or _is_slightly_damaged(unicode):
        return unicode
    declared = ("big5",) if _BIG5.search(data[:4096]) else ()
    for encoding in (*declared, "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    chinese = data.decode("gb18030", "replace")
    return min(unicode, chinese, key=lambda text: text.count(UNDECODED))


def _is_slightly_damaged(text: str) -> bool:
    """Whether UTF-8 with a few bad bytes; other encodings hardly ever give a valid character."""
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(UNDECODED) * 10 < wide
