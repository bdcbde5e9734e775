"""Bytes → text, whatever editor wrote them."""

from __future__ import annotations

import codecs
import re

from disclosure_cli.folders import MAXIMUM_BYTES
from disclosure_cli.places import Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.notes import Note

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U0010fffe\U0010ffff"
)
"""Characters that no one sees and that YAML, Excel or a search trips over, as inside of a `[…]`."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_REPLACED = re.compile("\ufffd+")
_CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
_NO_TEXT = 200
"""So many faults, if they are also a twentieth of all characters, are no damaged text but no text at all."""
_ZEROS, _OTHER_ZEROS = 20, 4
"""In UTF-16 one in so many bytes at least is zero, and one in so many zeros at most stands on the other side."""


NOT_A_TEXT = Note(
    codes.BROKEN_CHARACTER,
    "这不是文本文件，没有读入",
    "Word、Excel 等文件改了扩展名也不能读入；请用文本编辑器新建，存为 UTF-8 编码",
    Span(1, 1, 1, 1),
)


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Return the text of a file with line feeds for line ends, and what was wrong with its bytes.

    Never fails: bytes that mean nothing become U+FFFD, each stretch reported at its place.
    """
    if len(data) > MAXIMUM_BYTES:
        hint = "把记录分写到几个文件里；附件不要放在这里"
        return "", [Note(codes.TOO_LARGE, "文件超过20 MB，没有读入", hint)]
    text, notes = _decode_bytes(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _is_text(text, text.count("\ufffd")):
        return "", [NOT_A_TEXT]
    return text, notes + _broken(text)


def as_utf8(data: bytes) -> bytes | None:
    """Return the bytes of a file in UTF-8 without a mark, line ends as they are; None where some mean nothing."""
    marked = {
        codecs.BOM_UTF8: "utf-8",
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
    }
    mark = next((mark for mark in marked if data.startswith(mark)), b"")
    encoding = marked.get(mark) or _unmarked_utf16(data) or "gb18030"
    try:
        return data.removeprefix(mark).decode(encoding).encode()
    except UnicodeError:
        return None


def _is_text(text: str, faults: int) -> bool:
    return faults <= max(_NO_TEXT, len(text) // 20)


def _decode_bytes(data: bytes) -> tuple[str, list[Note]]:
    if data.startswith(codecs.BOM_UTF8):
        hint = "保存时编码选“UTF-8”，不要选“带 BOM 的 UTF-8”"
        message = "文件开头有看不见的 BOM 标记"
        note = Note(codes.BYTE_ORDER_MARK, message, hint, Span(1, 1, 1, 1))
        text, notes = _decode_plain(data.removeprefix(codecs.BOM_UTF8))
        return text, [note, *notes]
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decode_as(data.removeprefix(mark), encoding, "UTF-16")
    if encoding := _unmarked_utf16(data):
        return _decode_as(data, encoding, "UTF-16")
    return _decode_plain(data)


def _unmarked_utf16(data: bytes) -> str:
    """Return the encoding of a text in UTF-16 without a mark, or nothing where the bytes are of another kind.

    Its blanks, colons and line ends are a byte and a zero each, all zeros on the same side but for a few: U+4E00 is 一.
    """
    if b"\0" not in data:
        return ""
    first, second = data[::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if zeros > len(data) // _ZEROS and zeros > others * _OTHER_ZEROS:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return ""
            return encoding if "\0" not in text else ""
    return ""


def _decode_plain(data: bytes) -> tuple[str, list[Note]]:
    """Tell UTF-8 from GBK: a UTF-8 file with a damaged place still has more sense than faults, a GBK file has not."""
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") > len(_CHINESE.findall(text)):
        as_gbk, notes = _decode_as(data, "gb18030", "GBK")
        if as_gbk.count("\ufffd") < text.count("\ufffd"):
            return as_gbk, notes
    return text, []


def _decode_as(data: bytes, encoding: str, name: str) -> tuple[str, list[Note]]:
    message = f"文件是 {name} 编码，应当是 UTF-8"
    hint = "用记事本打开，选“另存为”，编码选“UTF-8”"
    note = Note(codes.NOT_UTF8, message, hint, Span(1, 1, 1, 1))
    return data.decode(encoding, errors="replace"), [note]


def _broken(text: str) -> list[Note]:
    if "\ufffd" not in text:
        return []
    hint = "对照原件改正这一处，再存为 UTF-8 编码"
    return [
        Note(
            codes.BROKEN_CHARACTER,
            "这里有读不出的字节",
            hint,
            Span(number, match.start() + 1, number, match.end() + 1),
        )
        for number, line in enumerate(text.split("\n"), 1)
        for match in _REPLACED.finditer(line)
    ]


def remove_invisible(draft: Draft) -> list[Note]:
    """Take out the characters that no one sees, and say where they were; of a file full of them, take out all."""
    hidden = _INVISIBLE.findall(draft.text)
    if not hidden:
        return []
    if not _is_text(draft.text, sum(map(len, hidden))):
        draft.lines[:] = [""]
        return [NOT_A_TEXT]
    notes: list[Note] = []
    for number, line in enumerate(draft.lines):
        for match in reversed(list(_INVISIBLE.finditer(line))):
            span = draft.span(number, match.start(), match.end())
            notes.append(invisible(match.group()[0], span, replacement=""))
            draft.replace(number, match.start(), match.end(), "")
    return notes


def invisible(character: str, span: Span, replacement: str | None = None) -> Note:
    """Return the note about a character that no one sees."""
    message = f"这里有看不见的字符 U+{ord(character):04X}"
    hint = "删去这个字符；从网页或者 Word 复制文字时，先粘贴到记事本再复制"
    return Note(codes.INVISIBLE_CHARACTER, message, hint, span, replacement=replacement)


def without_invisible(text: str) -> str:
    """Return a text without the characters that no one sees."""
    return _INVISIBLE.sub("", text)
