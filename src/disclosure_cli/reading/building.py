"""YAML events → values with their places, and what should not be in a catalog's YAML.

Scalars stay the text that was typed: no dates, no octal numbers, no truth values are guessed. PyYAML's own
constructors do guess, keep the last of duplicate keys in silence and take most of the time of reading, so values
are built from the parser's events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from disclosure_cli.model import Code
from disclosure_cli.places import Place, Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.decoding import invisible, without_invisible
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.line_places import item_place_from_lines
from disclosure_cli.reading.lines import NotPlainError
from disclosure_cli.reading.notes import Note
from disclosure_cli.reading.scalars import (
    EMPTY,
    MAXIMUM_DEPTH,
    WIDE_BLANKS,
    hides_item,
    is_wrapped,
    parser,
    refold,
)

_ITEM = re.compile("^- ", re.MULTILINE)
_HASH = re.compile(r" +(#.*)")
_BLANK_ENDS = re.compile(rf"^[{WIDE_BLANKS}]+|[{WIDE_BLANKS}]+$")


class LostError(Exception):
    """The text is YAML, but of something in it no one can tell what was meant. `notes` say so."""

    def __init__(self, notes: list[Note]) -> None:
        super().__init__()
        self.notes = notes


def build_places(text: str) -> Place:
    """Return the places of a text that `build_value` read without complaint."""
    return CarefulBuilder(Draft(text.split("\n"))).build()[1]


Start = tuple[int, int]
"""Where an item begins: the index of its first character in the text, and of its first line."""


def starts_of_items(text: str) -> list[Start]:
    """Return where items of a list begin that have a dash at the left."""
    starts: list[Start] = []
    line = end = 0
    for match in _ITEM.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        starts.append((end, line))
    return starts


def build_places_of_item(text: str, starts: Sequence[Start], index: int) -> Place | None:
    """Return the places of an item of a list, which `build_value` read without complaint, from its own lines."""
    start, first_line = starts[index]
    end = starts[index + 1][0] if index + 1 < len(starts) else len(text)
    return _place_of_item(Draft(text[start:end].split("\n"), first_line))


def _place_of_item(draft: Draft) -> Place | None:
    """Return the place of the first item of a list, None where a text is no list."""
    if draft.is_as_typed:
        with suppress(NotPlainError):
            return item_place_from_lines(draft.text, draft.first_line)
    whole = CarefulBuilder(draft).build()[1]
    return whole.children[0] if isinstance(whole.children, tuple) and whole.children else None


class PlacesOfItems:
    """The places of the items of a list.

    Those of an item that is given as its lines, which `build_value` read without complaint, are built on first use.
    """

    def __init__(self, items: Iterable[Place | Draft]) -> None:
        self._items = list(items)

    def __iter__(self) -> Iterator[Place]:
        return map(self.__getitem__, range(len(self)))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Place:
        item = self._items[index]
        if isinstance(item, Draft):
            place = _place_of_item(item)
            assert place is not None
            self._items[index] = item = place
        return item

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlacesOfItems) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def duplicate_key(key: str, where: Span | None, first: Span | None) -> Note:
    """Return the note about a key that stands twice in one block."""
    hint = "只留一行；两个值都要时，合并成一个值"
    return Note(codes.DUPLICATE_KEY, f"“{key}”写了两次", hint, where, first=first)


class CarefulBuilder:
    """Builds value and places together and notes what should not be in a catalog's YAML."""

    def __init__(self, draft: Draft, names: Set[str] = frozenset()) -> None:
        """`names` are the keys of fields that hold a list of names, in which a comma is no part of one."""
        self.notes: list[Note] = []
        self.suspicious: set[int] = set()
        """Lines of the file that YAML takes for text, and a clerk for items of a list."""
        self.anchors: dict[str, Any] = {}
        """What may be referred to by name further down."""
        self._draft = draft
        self._text = draft.text
        self._names = names
        self._parser = parser(self._text)

    def build(self) -> tuple[Any, Place]:
        """Return the value and its places.

        Raises `yaml.YAMLError` where the text is not YAML, and `LostError` where it is and means nothing certain.
        """
        value: Any = None
        place = Place(self._draft.span(0, 0, 0))
        while True:
            event = self._parser.get_event()
            if isinstance(event, StreamEndEvent):
                return value, place
            if not isinstance(event, StreamStartEvent | DocumentStartEvent | DocumentEndEvent):
                value, place = self._node(event, 0, in_flow=False)

    def _note(self, code: Code, message: str, hint: str, span: Span) -> None:
        self.notes.append(Note(code, message, hint, span))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return self._draft.span(start.line, start.column, end.column, end.line)

    def _node(self, event: Event, depth: int, *, in_flow: bool, key: str = "") -> tuple[Any, Place]:
        """Build what an event begins; `key` is that of the field whose value it is."""
        if isinstance(event, AliasEvent):
            return self._alias(event)
        self._note_anchor_and_tag(event)
        if depth > MAXIMUM_DEPTH:
            hint = f"最多 {MAXIMUM_DEPTH} 层；检查是否多按了括号或者缩进"
            self._note(codes.TOO_DEEP, "内容的层次太深，没有读入", hint, self._span(event))
            raise LostError(self.notes)
        value: Any
        if isinstance(event, MappingStartEvent):
            value, place = self._mapping(event, depth)
        elif isinstance(event, SequenceStartEvent):
            value, place = self._sequence(event, depth, key)
        else:
            value, place = self._scalar(event, in_flow=in_flow), Place(self._span_of_scalar(event))
        anchor = getattr(event, "anchor", None)
        if anchor and not isinstance(value, dict):
            self.anchors[anchor] = value
        return value, place

    def _alias(self, event: AliasEvent) -> tuple[Any, Place]:
        """Read `*name` as what it stands for, if that is a text or a list of texts."""
        hint = "把要引用的内容在这里照写一遍；如果“*”是正文，给整个值加英文双引号"
        message = f"这里引用了别处的内容“*{event.anchor}”"
        self._note(codes.ALIAS, message, hint, self._span(event))
        value = self.anchors.get(str(event.anchor))
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, str) for part in parts):
            raise LostError(self.notes)
        return value, Place(self._span(event))

    def _note_anchor_and_tag(self, event: Any) -> None:
        if event.anchor:
            hint = "删去“&”和它后面的名称；如果“&”是正文，给整个值加英文双引号"
            message = f"这里定义了锚点“&{event.anchor}”"
            self._note(codes.ALIAS, message, hint, self._span(event))
        if event.tag or self._text.startswith("! ", event.start_mark.index):
            hint = "删去“!”和它后面的类型名；如果“!”是正文，给整个值加英文双引号"
            self._note(codes.TAG, "这里用了类型标记“!”", hint, self._span(event))

    def _sequence(self, start: SequenceStartEvent, depth: int, key: str) -> tuple[list[Any], Place]:
        values: list[Any] = []
        places: list[Place] = []
        while not isinstance(event := self._parser.get_event(), SequenceEndEvent):
            value, place = self._node(event, depth + 1, in_flow=bool(start.flow_style))
            if start.flow_style and value and _is_plain(event) and "，" in value:
                pieces = self._pieces(event, value, place, are_names=key in self._names)
            else:
                pieces = [(value, place)]
            values += [piece for piece, _ in pieces]
            places += [where for _, where in pieces]
        return values, Place(self._cover(start, event, places[-1:]), None, tuple(places))

    def _pieces(
        self, event: Any, value: str, place: Place, *, are_names: bool
    ) -> list[tuple[str, Place]]:
        """Read `[甲，乙]` as the two items that were meant, certainly so where they are names."""
        hint = "各项之间用英文逗号“,”分开；如果中文逗号是正文，给这一项加英文双引号"
        message = f"方括号里用了中文逗号分隔，“{value}”被当作一项"
        fixed = re.sub("，[ ]*", ", ", value) if are_names else None
        note = Note(codes.FULL_WIDTH_COMMA, message, hint, place.value, replacement=fixed)
        self.notes.append(note)
        mark = event.start_mark
        pieces = []
        for match in re.finditer(r"[^ ，\n](?:[^，]*[^ ，\n])?", value):
            start, end = mark.column + match.start(), mark.column + match.end()
            in_line = mark.line == event.end_mark.line
            span = self._draft.span(mark.line, start, end) if in_line else place.value
            pieces.append((match.group(), Place(span)))
        return pieces

    def _mapping(self, start: MappingStartEvent, depth: int) -> tuple[dict[str, Any], Place]:
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := self._parser.get_event(), MappingEndEvent):
            key = self._key(event)
            span = self._span(event)
            value, place = self._node(self._parser.get_event(), depth + 1, in_flow=False, key=key)
            if key in values:
                self.notes.append(duplicate_key(key, span, places[key].key))
            else:
                values[key] = value
                places[key] = Place(place.value, span, place.children)
        return values, Place(self._cover(start, event, list(places.values())[-1:]), None, places)

    def _key(self, event: Event) -> str:
        self._note_anchor_and_tag(event) if isinstance(event, ScalarEvent) else None
        key = self._scalar(event, in_flow=False) if isinstance(event, ScalarEvent) else None
        if not key:
            hint = "键写字段的名称，例如“事项名称: …”"
            self._note(codes.NOT_A_KEY, "这里的键不是普通文字", hint, self._span(event))
            raise LostError(self.notes)
        return key

    def _cover(self, start: Any, end: Any, last: list[Place]) -> Span:
        """Return the span of a block, which for libyaml ends where the next thing begins."""
        first, behind = self._span(start), self._span(end)
        if last and not start.flow_style:
            behind = last[0].value
        return Span(first.line, first.column, behind.end_line, behind.end_column)

    def _span_of_scalar(self, event: Any) -> Span:
        """Return the scalar's span; a `|` or `>` text ends at the start of a later line for libyaml."""
        start, end = event.start_mark, event.end_mark
        if end.column or end.line == start.line:
            return self._span(event)
        last = end.line - 1
        while last > start.line and not self._draft.lines[last].strip():
            last -= 1
        return self._draft.span(start.line, start.column, len(self._draft.lines[last]), last)

    def _scalar(self, event: Any, *, in_flow: bool) -> str | None:
        value = str(event.value)
        if is_wrapped(event):
            if event.implicit[0] and hides_item(event, self._text):
                lines = range(event.start_mark.line, event.end_mark.line + 1)
                self.suspicious.update(map(self._draft.row, lines))
            value = refold(event, self._text)
        if event.style == '"':
            value = self._without_invisible(value, event)
        if not event.implicit[0]:
            return value.rstrip("\n")
        commented = self._comment_behind(event)
        stripped = _BLANK_ENDS.sub("", value)
        if stripped != value:
            hint = "删去全角空格"
            span, code = self._span(event), codes.IDEOGRAPHIC_SPACE
            self.notes.append(Note(code, "值的前后有全角空格", hint, span, replacement=stripped))
        return (commented or None) if stripped in EMPTY else stripped

    def _without_invisible(self, value: str, event: Any) -> str:
        """Take out what was typed as an escape, such as of U+200B, so that reading the file did not find it."""
        visible = without_invisible(value)
        if visible != value:
            hidden = next(character for character in value if character not in visible)
            self.notes.append(invisible(hidden, self._span(event)))
        return visible

    def _comment_behind(self, event: Any) -> str:
        """Note a comment behind a plain value, for it may be text that was meant to be published.

        Returns the comment where it takes the place of the value and looks like text: `名称: #1号楼`.
        """
        end = event.end_mark
        line = self._draft.lines[end.line] if end.line < len(self._draft.lines) else ""
        behind = _HASH.match(line, end.column)
        if behind is None:
            return ""
        hint = "是正文就给整个值加英文双引号；是注释就另起一行写在上面"
        message = "“#”和它后面的文字被当作注释，不会公布"
        span = self._draft.span(end.line, behind.start(1), behind.end())
        self._note(codes.TEXT_AFTER_HASH, message, hint, span)
        return behind[1].rstrip() if re.match("#[^ #]", behind[1]) else ""


def _is_plain(event: Event) -> bool:
    return isinstance(event, ScalarEvent) and bool(event.implicit[0])
