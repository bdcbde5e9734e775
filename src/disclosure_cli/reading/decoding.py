"""Bytes → text, whatever editor wrote them."""

from __future__ import annotations

import codecs
import re

from disclosure_cli.places import Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.notes import Note

MAXIMUM_BYTES = 20 * 1024 * 1024

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_COMMON_IN_CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Return the text of a file with `\\n` line ends, and what was wrong with its bytes.

    Never fails: bytes that mean nothing become U+FFFD, invisible characters are removed, each reported
    at its place.
    """
    if len(data) > MAXIMUM_BYTES:
        size = len(data) // (1024 * 1024)
        hint = "一个文件不要超过20 MB；请把记录分写到几个文件里，附件不要放在这里"
        return "", [Note(codes.TOO_LARGE, f"文件有 {size} MB，没有读入", hint)]
    text, notes = _decode_bytes(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _remove_invisible(text, notes)


def _decode_bytes(data: bytes) -> tuple[str, list[Note]]:
    if data.startswith(codecs.BOM_UTF8):
        hint = "保存时编码选“UTF-8”，不要选“带 BOM 的 UTF-8”；也可以运行 disclose fix"
        note = Note(codes.BYTE_ORDER_MARK, "文件开头有看不见的 BOM 标记", hint, Span(1, 1, 1, 1))
        text, notes = _decode_bytes(data[len(codecs.BOM_UTF8) :])
        return text, [note, *notes]
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), [_not_utf8("UTF-16")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decode_other(data)


def _decode_other(data: bytes) -> tuple[str, list[Note]]:
    """Tell a GBK file from a UTF-8 file with a broken place: by which reading leaves fewer faults."""
    as_utf8 = data.decode("utf-8", errors="replace")
    try:
        as_gbk = data.decode("gb18030")
    except UnicodeDecodeError:
        as_gbk = ""
    if as_gbk and len(_COMMON_IN_CHINESE.findall(as_gbk)) > len(
        _COMMON_IN_CHINESE.findall(as_utf8)
    ):
        return as_gbk, [_not_utf8("GBK")]
    return as_utf8, [_broken(as_utf8, at) for at in _positions(as_utf8, "\ufffd")]


def _not_utf8(name: str) -> Note:
    message = f"文件是 {name} 编码，应当是 UTF-8"
    hint = "用记事本打开，选“另存为”，编码选“UTF-8”；也可以运行 disclose fix"
    return Note(codes.NOT_UTF8, message, hint, Span(1, 1, 1, 1))


def _broken(text: str, at: int) -> Note:
    hint = "对照原件改正这一处，再存为 UTF-8 编码"
    return Note(codes.BROKEN_CHARACTER, "这里有读不出的字节", hint, span_at(text, at, at + 1))


def _positions(text: str, character: str) -> list[int]:
    return [match.start() for match in re.finditer(character, text)]


def _remove_invisible(text: str, notes: list[Note]) -> tuple[str, list[Note]]:
    hint = "删去这个字符；从网页或者 Word 复制文字时，先粘贴到记事本再复制"
    found = [
        Note(
            codes.INVISIBLE_CHARACTER,
            f"这里有看不见的字符 U+{ord(match.group()):04X}",
            hint,
            span_at(text, match.start(), match.end()),
            replacement="",
        )
        for match in _INVISIBLE.finditer(text)
    ]
    return (_INVISIBLE.sub("", text) if found else text), notes + found


def span_at(text: str, start: int, end: int) -> Span:
    """Return the span of `text[start:end]`, which must be within one line."""
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Span(line, column, line, column + end - start)
