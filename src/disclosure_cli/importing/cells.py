"""Values of fields ⇄ the texts of cells.

A list stands one item a line, a block of a list of blocks as `标签：值；标签：值`, true and false as 是 and 否. A
workbook does not keep every blank, so texts are compared, and read, without blanks that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from disclosure_cli.grammar import dates, folding, levels
from disclosure_cli.importing.channels import read_channels
from disclosure_cli.importing.text import clean
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.typed import BOOLEANS

LONGEST = 32_000
"""Characters of a cell. Excel holds a few more."""
LINE_BREAK = "⏎"
"""A line break inside an item of a list."""
CUT = "……（太长，请在 YAML 文件里看）"
Spellings = Mapping[str, str]
"""What may be written for an item of a list → the item that is meant."""
NO_SPELLINGS: Spellings = MappingProxyType({})
SHORT_MODES = {"主动": "主动公开", "依申请": "依申请公开"}
"""How tables write the ways to disclose for short."""
_SEPARATORS = re.compile("[、，,；;]")


def write(field: Field, value: Any) -> str:
    """Return the text of a value, the beginning of one that is too long; of none, an empty one."""
    text = "" if value is None else _text(field, value)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def is_editable(field: Field, value: Any) -> bool:
    """Tell whether what a clerk makes of a value's text can be read back as a value.

    A value of the wrong kind is in any case to be typed anew.
    """
    if value is None or not _has_form(field, value):
        return True
    return bool(read(field, write(field, value), spellings_in(value)) == plain(value))


def spellings_in(value: Any) -> Spellings:
    """Return the items that a list has already: whatever they are, each of them is one item."""
    items = value if isinstance(value, list) else ()
    return {clean(item): clean(item) for item in items if isinstance(item, str)}


def read(field: Field, text: str, spellings: Spellings = NO_SPELLINGS) -> Any:
    """Return the value that a text stands for, None for an empty one.

    Never fails: what is no value of the field's kind stays text, for the schema to judge. `spellings` are those of the
    values that a list may have, by which several on one line are told apart.
    """
    text = clean(text)
    if not text:
        return None
    if field.is_list:
        lines = [line.replace(LINE_BREAK, "\n") for line in text.split("\n")]
        if field.kind == "blocks":
            return [_read_block(field, line) for line in lines]
        known = {choice: choice for choice in field.choices} | {**spellings}
        return _items(field, lines, known) or None
    return _read_one(field, text)


def plain(value: Any) -> Any:
    """Return a value as it is after it was a cell: without blanks that nobody sees."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def restored(before: Any, after: Any) -> Any:
    """Return a value with the blanks and blank lines that it had before, in the lines or items that are the same."""
    if isinstance(before, list) and isinstance(after, list):
        return [next((one for one in before if plain(one) == item), item) for item in after]
    if not isinstance(before, str) or not isinstance(after, str) or clean(before) == before:
        return after
    known: dict[str, list[str]] = {}
    blank: list[str] = []
    for line in before.split("\n"):
        if line.strip():
            known.setdefault(clean(line), []).append("\n".join([*blank, line]))
            blank = []
        else:
            blank.append(line)
    lines = (known[line].pop(0) if known.get(line) else line for line in after.split("\n"))
    return "\n".join(lines).strip("\n")


def _text(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(_on_one_line(_text(field, item)) for item in value)
    if isinstance(value, Mapping):
        shown = ((child, value[child.name]) for child in field.children if child.name in value)
        return "；".join(f"{child.label}：{_text(child, inner)}" for child, inner in shown)
    return str(value)


def _on_one_line(text: str) -> str:
    return text.replace("\n", LINE_BREAK)


def _has_form(field: Field, value: Any) -> bool:
    """Tell whether a value is of the kind that the field is for; any other was found by the schema already."""
    match field.kind:
        case "texts" | "choices":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "blocks":
            return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int)
        case _:
            return isinstance(value, str)


def _read_one(field: Field, text: str) -> Any:
    match field.kind:
        case "boolean":
            return BOOLEANS.get(text, {"TRUE": True, "FALSE": False}.get(text, text))
        case "integer":
            return int(text) if re.fullmatch("-?[0-9]{1,18}", text) else text
        case "date":
            day = dates.read(text)
            return text if day is None else dates.canonical(day)
        case "choice":
            meant = SHORT_MODES.get(folding.folded(text), text)
            return folding.among(text, field.choices) or folding.among(meant, field.choices) or text
        case _:
            return text


def _items(field: Field, lines: Iterable[str], known: Spellings) -> list[str]:
    """Return the items of a list; of a list of names or words each one once."""
    if not field.holds_names:
        return list(lines)
    parts = (part for line in lines for part in _apart(field, line, known))
    return list(dict.fromkeys(known.get(part, part) for part in parts))


def _apart(field: Field, line: str, known: Spellings) -> Iterator[str]:
    """Yield what stands on one line: names that are known, or words, beside one another are as many items."""
    if line in known:
        yield line
        return
    named = _named(field, line)
    if named is not None:
        yield from (folding.among(name, known) or name for name in named)
        return
    parts = [part for whole in _SEPARATORS.split(line) if (part := whole.strip())]
    spelled = [folding.among(part, known) or part for part in parts]
    is_divided = field.words or any(part in known for part in spelled)
    yield from spelled if is_divided else [folding.among(line, known) or line]


def _named(field: Field, line: str) -> Sequence[str] | None:
    """Return what a line names as the field's own grammar has it: levels, or channels with marks; else None."""
    if field.grammar == "levels":
        return levels.read(line) or None
    if field.reference == "channel":
        channels = read_channels(line).channels
        if channels.used or channels.unused:
            return (*channels.used, *channels.unmarked)
    return None


def _read_block(field: Field, line: str) -> dict[str, Any]:
    """Read `标签：值；标签：值`; what stands before the first label is the value of the first field."""
    children = {child.label: child for child in field.children}
    marks = list(_labels(tuple(children)).finditer(line))
    starts = [*(mark.start() for mark in marks), len(line)]
    parts = [(field.children[0], line[: starts[0]])]
    parts += [
        (children[mark["label"]], line[mark.end() : end])
        for mark, end in zip(marks, starts[1:], strict=True)
    ]
    read_parts = ((child.name, read(child, text)) for child, text in parts)
    return {name: value for name, value in read_parts if value is not None}


@lru_cache(maxsize=64)
def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, labels), key=len, reverse=True)
    return re.compile(rf"(?:^|；)(?P<label>{'|'.join(longest_first)})：")
