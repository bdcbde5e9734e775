"""Archives that office files are: checked for size, ratio and unsafe markup before any library opens them."""

from __future__ import annotations

import io
import zipfile
import zlib

from disclosure_cli.importing.codes import (
    DAMAGED_FILE,
    ENCRYPTED_FILE,
    FILE_TOO_LARGE,
    UNSAFE_MARKUP,
)
from disclosure_cli.importing.findings import UnreadableError, finding
from disclosure_cli.importing.limits import (
    MAX_ENTRIES,
    MAX_EXPANDED,
    MAX_RATIO,
    MEGABYTE,
    RATIO_APPLIES_FROM,
    refuse_beyond,
)

_MARKUP = (".xml", ".rels", ".vml")
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
)


def read_markup(data: bytes, name: str) -> dict[str, bytes]:
    """The XML parts of an archive by name, after all checks.

    Raises UnreadableError when the archive is damaged, encrypted, too large when expanded, or when a
    part declares a document type: office files never do, and entities could expand without bound.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_size(entries, len(data), name)
            parts = {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.lower().endswith(_MARKUP)
            }
            other = {entry.filename: b"" for entry in entries if entry.filename not in parts}
    except _ZIP_FAULTS as error:
        raise UnreadableError(finding(DAMAGED_FILE, name)) from error
    for part, content in parts.items():
        if _declares_type(content):
            raise UnreadableError(finding(UNSAFE_MARKUP, name, f"所在部分：{part}"))
    return other | parts


def _check_size(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableError(finding(ENCRYPTED_FILE, name))
    refuse_beyond(len(entries), MAX_ENTRIES, name, "压缩包里的文件")
    expanded = sum(entry.file_size for entry in entries)
    if expanded > MAX_EXPANDED:
        raise UnreadableError(
            finding(FILE_TOO_LARGE, name, f"展开后有 {expanded // MEGABYTE} MB。")
        )
    if expanded > RATIO_APPLIES_FROM and expanded > packed * MAX_RATIO:
        raise UnreadableError(
            finding(FILE_TOO_LARGE, name, f"压缩比达到 {expanded // packed} 倍。")
        )


def _declares_type(content: bytes) -> bool:
    if (
        content[:2] in (b"\xff\xfe", b"\xfe\xff")
        or content[1:2] == b"\x00"
        or content[:1] == b"\x00"
    ):
        content = content.replace(b"\x00", b"")
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content
