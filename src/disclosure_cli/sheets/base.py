"""What an editing workbook was made from, which it carries with it: packed into texts that no program touches."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from disclosure_cli.importing.limits import MAX_EXPANDED
from disclosure_cli.model import Data
from disclosure_cli.sheets.columns import IDENTITIES

MARK = "disclose 编辑表"
"""Stands in the first cell of the sheet that holds the base."""
_VERSION = "1"
_LONGEST = 32_000
_HEAD = re.compile(rf"{MARK} (?P<version>\d+) (?P<digest>[0-9a-f]{{64}})")


class DamagedError(ValueError):
    """The base of a workbook cannot be read; the message is Chinese and says why."""


class BaseRecord(NamedTuple):
    """A record as it was: the key that its row has, and its data under canonical names."""

    key: str
    data: Data


@dataclass(frozen=True)
class Base:
    """What a workbook was made from: the unit, and for each kind of record its columns (dotted paths) and records.

    `name` is what the unit was called.
    """

    unit: str
    columns: Mapping[str, Sequence[str]]
    records: Mapping[str, Sequence[BaseRecord]]
    name: str = ""


def pack(base: Base) -> list[str]:
    """Return the texts that hold a base: a mark with a digest, and chunks for a cell each."""
    document = {
        "unit": base.unit,
        "name": base.name,
        "columns": base.columns,
        "records": base.records,
    }
    data = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(data, 9)).decode()
    chunks = [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]
    return [f"{MARK} {_VERSION} {hashlib.sha256(data).hexdigest()}", *chunks]


def unpack(texts: Sequence[str]) -> Base:
    """Return the base that texts hold. Raises `DamagedError` where it is not what was packed."""
    head = _HEAD.fullmatch(texts[0]) if texts else None
    if head is None:
        raise DamagedError("底稿的开头被改动过")
    if head["version"] != _VERSION:
        raise DamagedError("这份编辑表是用另一个版本的程序做的")
    data = _expanded("".join(texts[1:]))
    if hashlib.sha256(data).hexdigest() != head["digest"]:
        raise DamagedError("底稿不完整")
    try:
        document = json.loads(data)
        columns = {kind: [str(path) for path in document["columns"][kind]] for kind in IDENTITIES}
        records = {
            kind: [BaseRecord(str(key), dict(record)) for key, record in document["records"][kind]]
            for kind in IDENTITIES
        }
        return Base(str(document["unit"]), columns, records, str(document.get("name", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamagedError("底稿不是本程序写的") from None


def _expanded(text: str) -> bytes:
    try:
        expander = zlib.decompressobj()
        data = expander.decompress(base64.b64decode(text, validate=True), MAX_EXPANDED)
    except (ValueError, zlib.error):
        raise DamagedError("底稿不完整") from None
    if expander.unconsumed_tail:
        raise DamagedError("底稿过大")
    if not expander.eof:
        raise DamagedError("底稿不完整")
    return data
