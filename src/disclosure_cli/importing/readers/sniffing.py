"""What a file is, told by its content: names lie (an .xls that is a page, an .xlsx that is an xls)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from disclosure_cli.importing.codes import (
    DAMAGED_FILE,
    EMPTY_FILE,
    ENCRYPTED_FILE,
    FILE_TOO_LARGE,
    UNKNOWN_FORMAT,
)
from disclosure_cli.importing.findings import UnreadableError, finding
from disclosure_cli.importing.limits import MAX_BYTES, MEGABYTE
from disclosure_cli.importing.readers.archives import read_markup
from disclosure_cli.importing.readers.decoding import decode
from disclosure_cli.importing.text import UNDECODED

Format = Literal["xlsx", "xls", "ods", "docx", "html", "csv"]

_SUFFIXES: dict[Format, tuple[str, ...]] = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xls", "xlt", "et"),
    "ods": ("ods", "ots"),
    "docx": ("docx", "docm", "dotx", "dotm"),
    "html": ("html", "htm", "shtml", "xhtml"),
    "csv": ("csv", "tsv", "txt"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MIME-Version:", "单个文件网页（mht）"),
)
# the type of the main part; a document may hold workbooks and the other way round
_WORKBOOK = re.compile(
    rb"spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.macroEnabled\.main"
)
_DOCUMENT = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml"
    rb"|ms-word\.(?:document|template)\.macroEnabled\w*\.main"
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


class Sniffed(NamedTuple):
    """The format, and the archive's parts by name where the file is one."""

    format: Format
    parts: dict[str, bytes]


def sniff(data: bytes, name: str) -> Sniffed:
    """The format of ``data``; raises UnreadableError for what cannot be imported, saying why."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError(finding(EMPTY_FILE, name))
    if len(data) > MAX_BYTES:
        raise UnreadableError(finding(FILE_TOO_LARGE, name, f"文件有 {len(data) // MEGABYTE} MB。"))
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name)
    if data.startswith(_OLE):
        return Sniffed(_compound_file(data, name), {})
    if data[:4] in (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00"):
        return Sniffed("xls", {})
    for magic, what in _KNOWN_OTHERS:
        if data.startswith(magic):
            raise UnreadableError(finding(UNKNOWN_FORMAT, name, f"这是{what}。"))
    return Sniffed(_text(data, name), {})


def mislabelled(found: Format, name: str) -> bool:
    """Whether the file's suffix names another format than the content has."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return bool(suffix) and suffix not in _SUFFIXES[found]


def _archive(data: bytes, name: str) -> Sniffed:
    parts = read_markup(data, name)
    types = parts.get("[Content_Types].xml", b"")
    if _WORKBOOK.search(types):
        return Sniffed("xlsx", parts)
    if _DOCUMENT.search(types):
        return Sniffed("docx", parts)
    if "content.xml" in parts:
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise UnreadableError(finding(ENCRYPTED_FILE, name))
        if b"<office:spreadsheet" in parts["content.xml"]:
            return Sniffed("ods", parts)
    raise UnreadableError(finding(UNKNOWN_FORMAT, name, "这是压缩包或者别的程序的文件。"))


def _compound_file(data: bytes, name: str) -> Format:
    """Streams of an OLE compound file are named in UTF-16; their names tell what it holds."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableError(finding(ENCRYPTED_FILE, name))
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument"):
        raise UnreadableError(
            finding(UNKNOWN_FORMAT, name, "这是旧版 Word 文档（doc），请另存为 docx。")
        )
    raise UnreadableError(
        finding(UNKNOWN_FORMAT if mislabelled("xls", name) else DAMAGED_FILE, name)
    )


def _text(data: bytes, name: str) -> Format:
    text = decode(data)
    head = text[:4096]
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise UnreadableError(
            finding(UNKNOWN_FORMAT, name, "这是 XML 表格（2003），请另存为 xlsx。")
        )
    if _HTML_START.match(head) or re.search(r"<table\b", text, re.IGNORECASE):
        return "html"
    odd = sum(1 for sign in head if sign < " " and sign not in "\t\r\n\f")
    # with a letter in four lost a table is still worth reading; control characters are in no text
    if odd > max(2, len(head) // 50) or head.count(UNDECODED) * 4 > len(head):
        raise UnreadableError(finding(UNKNOWN_FORMAT, name))
    return "csv"
