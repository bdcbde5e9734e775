"""区分处理: what a review takes out of a record so that the rest may be published (《条例》第三十七条).

A redaction speaks of a part of the text that is published elsewhere, and is done when the clerk says so; or it names
a field of the record, or words in it, and is done here: they do not get into anything public. Words are the same
however they are spaced and wherever a line ends in them. In an address they cannot be covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from disclosure_cli.model import Data, PublicData, Record, block, blocks, texts_of

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
    return blocks(block(review).get("redactions"))


Unsettled = tuple[int, str]
"""Which of some redactions is not done, and what is missing, in Chinese."""


def unsettled(redactions: Sequence[Data], record: Record) -> Iterator[Unsettled]:
    """Yield which redactions of a record are not done."""
    content = _content(record, redactions) if redactions else {}
    for number, redaction in enumerate(redactions):
        if redaction.get("applied") is not True and (
            reason := _obstacle(redaction, record, content)
        ):
            yield number, _told(redaction, reason)


def unsettled_together(
    redactions: Sequence[Data], records: Sequence[Record]
) -> Iterator[Unsettled]:
    """Yield which redactions of several records together are not done.

    Not each of them has what is taken out, but one has.
    """
    for number, redaction in enumerate(redactions):
        if redaction.get("applied") is True:
            continue
        if not is_made_here(redaction):
            yield number, _told(redaction, _NOT_DONE)
            continue
        having = [record for record in records if not _absence(redaction, record)]
        if not having:
            yield number, _told(redaction, "写的字段或者文字，没有一个事项有")
        for record in having:
            if reason := _hindrance(redaction, record, _content(record, redactions)):
                yield number, _told(redaction, f"{reason}（{record.subject}）")


def _told(redaction: Data, reason: str) -> str:
    return f"“{redaction.get('content', '')}”{reason}"


_NOT_DONE = "还没有处理"


def is_made_here(redaction: Data) -> bool:
    """Tell whether a redaction names what is left out of the record, and needs nobody who does it elsewhere."""
    return not {"field", "text"}.isdisjoint(redaction)


def _obstacle(redaction: Data, record: Record, content: Data) -> str:
    if not is_made_here(redaction):
        return _NOT_DONE
    return _absence(redaction, record) or _hindrance(redaction, record, content)


def _absence(redaction: Data, record: Record) -> str:
    """Say which field or words a record has not."""
    named, words = redaction.get("field"), redaction.get("text")
    field = None if named is None else field_named(str(named), record)
    if named is not None and (field is None or field not in record.data):
        return f"写的字段“{named}”，本记录没有"
    value = _content(record) if field is None else record.data[field]
    if words is not None and not _says(value, str(words)):
        return f"写的文字，{'本记录' if named is None else f'“{named}”'}里没有"
    return ""


def _hindrance(redaction: Data, record: Record, content: Data) -> str:
    """Say why what a record has cannot be taken out of what is left of it."""
    named, words = redaction.get("field"), redaction.get("text")
    if words is None:
        is_needed = field_named(str(named), record) in _NEEDED
        return f"在“{named}”里，这一栏不能整个略去" if is_needed else ""
    if any(_says(record.data.get(name), str(words)) for name in _STRUCTURE):
        return "写的文字在编号、分类或者日期里，不能处理"
    if any(_is_in_address(text, str(words)) for _, text in texts_of(content)):
        return "写的文字在网址里，不能遮盖；换一个网址，或者把这一栏也略去"
    return ""


def _content(record: Record, redactions: Iterable[Data] = ()) -> Data:
    """Return what is left of a record without the fields that redactions leave out, and without its review, which
    names what is to be taken out.
    """
    left_out = {
        field_named(str(each["field"]), record)
        for each in redactions
        if "field" in each and "text" not in each
    }
    return {
        name: value
        for name, value in record.data.items()
        if name != "review" and (name not in left_out or name in _NEEDED)
    }


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


_BLANK = r"[\s\u200b-\u200d\u2060\ufeff]"
_ADDRESS = re.compile(r"\w+://[^\s，。；、“”（）]+")
_ENCODINGS = ("utf-8", "gb18030")


def _says(value: Any, words: str) -> bool:
    """Tell whether a text in a value has the words, in the open or behind the escapes of an address."""
    return any(
        _pattern(words).search(said) for _, text in texts_of(value) for said in _readings(text)
    )


@lru_cache
def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds words however they are spaced, and nothing where there are none."""
    characters = re.sub(_BLANK, "", words)
    return re.compile(f"{_BLANK}*+".join(map(re.escape, characters)) or r"(?!)")


def _readings(text: str) -> Iterator[str]:
    """Yield a text as it stands, and as its escapes are read."""
    yield text
    if "%" in text:
        from urllib.parse import unquote

        yield from (unquote(unquote(text, encoding), encoding) for encoding in _ENCODINGS)


def _is_in_address(text: str, words: str) -> bool:
    """Tell whether words would be taken out of an address, or would be left behind its escapes."""
    covered = _pattern(words).sub(MASK, text)
    addresses = _ADDRESS.findall(covered)
    return any(MASK in each for each in addresses) or _says(covered, words)


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
        return _pattern(words).sub(MASK, value)
    if isinstance(value, Mapping):
        return {name: _masked(inner, words) for name, inner in value.items()}
    return [_masked(inner, words) for inner in value] if isinstance(value, list) else value
