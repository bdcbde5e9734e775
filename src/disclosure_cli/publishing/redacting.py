"""区分处理: what a review takes out of a record so that the rest may be published (《条例》第三十七条).

A redaction speaks of a part of the text that is published elsewhere, and is done when the clerk says so; or it names
a field of the record, or words in it, and is done here: they do not get into anything public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from disclosure_cli.model import Data, PublicData, Record, blocks, texts_of

MASK = "×××"
"""What stands in the place of words that were taken out."""
_STRUCTURE = frozenset(
    {
        "index",
        "id",
        "item",
        "class",
        "mode",
        "created",
        "changed",
        "published",
        "effective",
        "validity",
        "theme",
        "levels",
        "channels",
        "audience",
        "update",
        "status",
    }
)
"""Fields that say what a record is and where it belongs. Nothing is taken out of them."""
_NEEDED = frozenset({*_STRUCTURE, "title"})


def redactions_of(review: Data | None) -> tuple[Data, ...]:
    """Return the redactions of a review."""
    return blocks((review or {}).get("redactions"))


def unsettled(redactions: Iterable[Data], record: Record) -> Iterator[str]:
    """Say in Chinese of each redaction that is not done what is missing."""
    for redaction in redactions:
        if redaction.get("applied") is not True and (reason := _obstacle(redaction, record)):
            yield f"“{redaction.get('content', '')}”{reason}"


def _obstacle(redaction: Data, record: Record) -> str:
    named, words = redaction.get("field"), redaction.get("text")
    if named is None and words is None:
        return "还没有处理"
    field = None if named is None else field_named(str(named), record)
    if named is not None and (field is None or field not in record.data):
        return f"写的字段“{named}”，本记录没有"
    if words is None:
        return f"在“{named}”里，这一栏不能整个略去" if field in _NEEDED else ""
    if not _says(_content(record) if field is None else record.data[field], str(words)):
        return f"写的文字，{'本记录' if named is None else f'“{named}”'}里没有"
    if any(_says(record.data.get(name), str(words)) for name in _STRUCTURE):
        return "写的文字在编号、分类或者日期里，不能处理"
    return ""


def _content(record: Record) -> Data:
    """Return a record without its review, which names what is to be taken out."""
    return {name: value for name, value in record.data.items() if name != "review"}


def hidden(field: str, words: str) -> Data:
    """Return the redaction by which words of a field, or without any the field as a whole, are left out here."""
    if not words:
        return {"content": f"{field}全部", "field": field}
    return {"content": f"{field}里的部分文字", "field": field, "text": words}


def redactable(record: Record) -> list[str]:
    """Return the labels of the fields of a record of which something can be taken out."""
    return [
        label
        for name, (label, _) in record.labels.items()
        if name in record.data and name not in _STRUCTURE and name != "review"
    ]


def _says(value: Any, words: str) -> bool:
    return any(words in text for _, text in texts_of(value))


def field_named(name: str, record: Record) -> str | None:
    """Return the canonical name of a top field of a record that may be named by its label."""
    if name in record.labels or (not record.labels and name in record.data):
        return name
    return next((known for known, (label, _) in record.labels.items() if label == name), None)


def redacted(data: PublicData, redactions: Sequence[Data], record: Record) -> PublicData:
    """Return public data without the fields and words that redactions name."""
    if not redactions:
        return data
    made = dict(data)
    for redaction in redactions:
        named, words = redaction.get("field"), redaction.get("text")
        if words is not None:
            made = {name: _without(name, value, str(words)) for name, value in made.items()}
        elif named is not None and (field := field_named(str(named), record)) not in _NEEDED:
            made.pop(str(field), None)
    return PublicData(made)


def _without(name: str, value: Any, words: str) -> Any:
    return value if name in _STRUCTURE else _masked(value, words)


def _masked(value: Any, words: str) -> Any:
    if isinstance(value, str):
        return value.replace(words, MASK)
    if isinstance(value, Mapping):
        return {name: _masked(inner, words) for name, inner in value.items()}
    return [_masked(inner, words) for inner in value] if isinstance(value, list) else value
