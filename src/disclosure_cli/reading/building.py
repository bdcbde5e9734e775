"""YAML events → plain values, and → the places of those values.

Scalars stay the text that was typed: no dates, no octal numbers, no truth values are guessed. PyYAML's own
constructors do guess, keep the last of duplicate keys in silence and take most of the time of reading, so values
are built from the parser's events.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import yaml
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
from disclosure_cli.reading.decoding import INVISIBLE, invisible, without_invisible
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.notes import Note

MAXIMUM_DEPTH = 40
EMPTY = frozenset({"", "~", "null"})
WIDE_BLANKS = "\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
"""Characters that look like a space and are none for YAML, as inside of a `[…]`."""

_FOLD_MARK = "\U0010ffff"
_CJK = (
    r"[\u2014\u2018-\u201d\u2026\u2e80-\u303f\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uffef\U00020000-\U0003ffff]"
)
_FOLD = re.compile(rf"(?<={_CJK})[ \t]*\n[ \t]*(?={_CJK})")
_WANTS_CARE = re.compile(rf"[\t{WIDE_BLANKS}{INVISIBLE}]")
_HASH_BEHIND_TEXT = re.compile(r"^[ ]*[^ #\n][^\n]* #", re.MULTILINE)
_HASH = re.compile(r" +(#.*)")
_BLANK_ENDS = re.compile(rf"^[{WIDE_BLANKS}]+|[{WIDE_BLANKS}]+$")
_DASH_IN_TEXT = re.compile(r"\n *-(?= )")


class _Parser(Protocol):
    def get_event(self) -> Any: ...


def _parser(text: str) -> _Parser:
    """Return libyaml's parser, or the slow one of plain Python where PyYAML was built without it."""
    if yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]

        return CParser(text)
    from yaml.loader import BaseLoader

    return BaseLoader(text)


class WantsCareError(Exception):
    """The text holds something that `build_value` leaves to the careful builder."""


class LostError(Exception):
    """The text is YAML, but of something in it no one can tell what was meant. `notes` say so."""

    def __init__(self, notes: list[Note]) -> None:
        super().__init__()
        self.notes = notes


def build_value(text: str) -> Any:
    """Return the value of a text that has nothing remarkable: dicts, lists, str and None for what is empty.

    Raises `WantsCareError` or `yaml.YAMLError` where anything has to be said about the text.
    """
    if _WANTS_CARE.search(text) or " ! " in text:
        raise WantsCareError
    if " #" in text and _HASH_BEHIND_TEXT.search(text):
        raise WantsCareError
    builder = _PlainBuilder(text)
    builder.get_event()
    start = builder.get_event()
    if type(start) is StreamEndEvent:
        return None
    value = builder.node(builder.get_event(), 0)
    builder.get_event()
    if type(builder.get_event()) is not StreamEndEvent:
        raise WantsCareError
    return value


class _PlainBuilder:
    """Builds values as fast as Python can, and leaves all that has to be noted to the careful builder.

    Every value of a workspace comes by here, most of them plain and on one line: for those, few attributes are read
    and no function is called.
    """

    def __init__(self, text: str) -> None:
        self.get_event = _parser(text).get_event
        self._text = text
        self._has_anchors = "&" in text

    def node(self, event: Any, depth: int) -> Any:
        """Return the value that begins with an event."""
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent or event.anchor or event.tag or depth > MAXIMUM_DEPTH:
            raise WantsCareError
        return self._mapping(depth) if kind is MappingStartEvent else self._sequence(event, depth)

    def _mapping(self, depth: int) -> dict[str, Any]:
        get_event, has_anchors = self.get_event, self._has_anchors
        values: dict[str, Any] = {}
        key: Any
        value: Any
        while True:
            event = get_event()
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    return values
                raise WantsCareError
            key = event.value
            if has_anchors or " " in key or not event.implicit[0]:
                key = self._scalar(event)
            if not key or key in values or key in EMPTY:
                raise WantsCareError
            event = get_event()
            if type(event) is not ScalarEvent:
                values[key] = self.node(event, depth + 1)
                continue
            value = event.value
            if has_anchors or " " in value or not event.implicit[0]:
                value = self._scalar(event)
            elif value in EMPTY:
                value = None
            values[key] = value

    def _sequence(self, start: SequenceStartEvent, depth: int) -> list[Any]:
        values: list[Any] = []
        while True:
            event = self.get_event()
            if type(event) is ScalarEvent:
                value = self._scalar(event)
                if start.flow_style and value and "，" in value and event.implicit[0]:
                    raise WantsCareError
                values.append(value)
            elif type(event) is SequenceEndEvent:
                return values
            else:
                values.append(self.node(event, depth + 1))

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.anchor or event.tag:
            raise WantsCareError
        is_wrapped = " " in value and event.start_mark.line != event.end_mark.line
        if not event.implicit[0]:
            if event.style == '"' and not value.isprintable():
                raise WantsCareError
            return (_refold(event, self._text) if is_wrapped else value).rstrip("\n")
        if value in EMPTY:
            return None
        if is_wrapped:
            if _DASH_IN_TEXT.search(_source(event, self._text)):
                raise WantsCareError
            return _refold(event, self._text)
        return value


def _source(event: Any, text: str) -> str:
    return text[event.start_mark.index : event.end_mark.index]


def _refold(event: Any, text: str) -> str:
    """Return a wrapped scalar's value without the spaces that folding put between Chinese characters.

    The folds are marked in the source and the source is parsed again, because in the value a fold can no longer
    be told from a space that was typed.
    """
    if event.style == "|":
        return str(event.value)
    marked = _FOLD.sub(lambda match: _FOLD_MARK + match.group(), _source(event, text))
    if _FOLD_MARK not in marked:
        return str(event.value)
    get_event = _parser(" " * event.start_mark.column + marked).get_event
    try:
        get_event(), get_event()
        value = str(get_event().value)
        get_event()
        if type(get_event()) is not StreamEndEvent:
            return str(event.value)
    except (yaml.YAMLError, AttributeError):
        return str(event.value)
    return value.replace(_FOLD_MARK + " ", "").replace(_FOLD_MARK, "")


def build_places(text: str) -> Place:
    """Return the places of a text that `build_value` read without complaint."""
    return CarefulBuilder(Draft(text.split("\n"))).build()[1]


def duplicate_key(key: str, where: Span | None, first: Span | None) -> Note:
    """Return the note about a key that stands twice in one block."""
    hint = "只留一行；两个值都要时，合并成一个值"
    return Note(codes.DUPLICATE_KEY, f"“{key}”写了两次", hint, where, first=first)


class CarefulBuilder:
    """Builds value and places together and notes what should not be in a catalog's YAML."""

    def __init__(self, draft: Draft) -> None:
        self.notes: list[Note] = []
        self.suspicious: set[int] = set()
        """Lines of the file that YAML takes for text, and a clerk hardly meant so."""
        self._draft = draft
        self._text = draft.text
        self._parser = _parser(self._text)
        self._anchors: dict[str, Any] = {}

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

    def _node(self, event: Event, depth: int, *, in_flow: bool) -> tuple[Any, Place]:
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
            value, place = self._sequence(event, depth)
        else:
            value, place = self._scalar(event, in_flow=in_flow), Place(self._span_of_scalar(event))
        anchor = getattr(event, "anchor", None)
        if anchor and not isinstance(value, dict):
            self._anchors[anchor] = value
        return value, place

    def _alias(self, event: AliasEvent) -> tuple[Any, Place]:
        """Read `*name` as what it stands for, if that is a text or a list of texts."""
        hint = "把要引用的内容在这里照写一遍；如果“*”是正文，给整个值加英文双引号"
        message = f"这里引用了别处的内容“*{event.anchor}”"
        self._note(codes.ALIAS, message, hint, self._span(event))
        value = self._anchors.get(str(event.anchor))
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

    def _sequence(self, start: SequenceStartEvent, depth: int) -> tuple[list[Any], Place]:
        values: list[Any] = []
        places: list[Place] = []
        while not isinstance(event := self._parser.get_event(), SequenceEndEvent):
            value, place = self._node(event, depth + 1, in_flow=bool(start.flow_style))
            if start.flow_style and value and _is_plain(event) and "，" in value:
                pieces = self._pieces(event, value, place)
            else:
                pieces = [(value, place)]
            values += [piece for piece, _ in pieces]
            places += [where for _, where in pieces]
        return values, Place(self._cover(start, event, places[-1:]), None, tuple(places))

    def _pieces(self, event: Any, value: str, place: Place) -> list[tuple[str, Place]]:
        """Read `[甲，乙]` as the two items that were meant."""
        hint = "各项之间用英文逗号“,”分开；如果中文逗号是正文，给这一项加英文双引号"
        message = f"方括号里用了中文逗号分隔，“{value}”被当作一项"
        fixed = re.sub("，[ ]*", ", ", value)
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
            value, place = self._node(self._parser.get_event(), depth + 1, in_flow=False)
            if key in values:
                self.notes.append(duplicate_key(key, span, places[key].key))
            else:
                values[key] = value
                places[key] = Place(place.value, span, place.children)
        return values, Place(self._cover(start, event, list(places.values())[-1:]), None, places)

    def _key(self, event: Event) -> str:
        self._note_anchor_and_tag(event) if isinstance(event, ScalarEvent) else None
        key = self._scalar(event, in_flow=False) if isinstance(event, ScalarEvent) else None
        if key is None:
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
        if event.start_mark.line != event.end_mark.line:
            if event.implicit[0]:
                self._suspect(event)
            value = _refold(event, self._text)
        if event.style == '"':
            value = self._without_invisible(value, event)
        if not event.implicit[0]:
            return value.rstrip("\n")
        commented = self._comment_behind(event)
        stripped = _BLANK_ENDS.sub("", value)
        if stripped != value:
            hint = "删去全角空格；也可以运行 disclose fix"
            span, code = self._span(event), codes.IDEOGRAPHIC_SPACE
            self.notes.append(Note(code, "值的前后有全角空格", hint, span, replacement=stripped))
        return (commented or None) if stripped in EMPTY else stripped

    def _suspect(self, event: Any) -> None:
        """Remember the lines of a wrapped text of which one begins like an item of a list."""
        if _DASH_IN_TEXT.search(_source(event, self._text)):
            lines = range(event.start_mark.line, event.end_mark.line + 1)
            self.suspicious.update(map(self._draft.row, lines))

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
