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

from disclosure_cli.places import Place, Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.notes import Note

MAXIMUM_DEPTH = 40
EMPTY = frozenset({"", "~", "null"})

_FOLD_MARK = "\ue000"
_CJK = r"[\u2014\u2018-\u201d\u2026\u2e80-\u303f\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
_FOLD = re.compile(rf"(?<={_CJK})[ \t]*\n[ \t]*(?={_CJK})")
_WANTS_CARE = re.compile(r"[\t\u3000]")
_HASH_BEHIND_TEXT = re.compile(r"^[ ]*[^ #\n][^\n]* #", re.MULTILINE)


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


def build_value(text: str) -> Any:
    """Return the value of a text that has nothing remarkable: dicts, lists, str and None for what is empty.

    Raises `WantsCareError` or `yaml.YAMLError` where anything has to be said about the text.
    """
    if _WANTS_CARE.search(text) or (" #" in text and _HASH_BEHIND_TEXT.search(text)):
        raise WantsCareError
    get_event = _parser(text).get_event
    get_event()
    if type(get_event()) is StreamEndEvent:
        return None
    value = _build(get_event, text)
    get_event()
    if type(get_event()) is not StreamEndEvent:
        raise WantsCareError
    return value


def _build(get_event: Any, text: str) -> Any:  # noqa: C901, PLR0912 - the hot loop of reading, kept flat
    """Build one node; a stack instead of recursion, and few attribute reads, because every value comes by."""
    stack: list[tuple[Any, Any, bool]] = []
    container: Any = None
    key: Any = None
    in_flow = False
    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor or event.tag:
                raise WantsCareError
            value = event.value
            if event.implicit[0]:
                if value in EMPTY:
                    value = None
                elif in_flow and "，" in value:
                    raise WantsCareError
            if value and " " in value and event.start_mark.line != event.end_mark.line:
                value = _refold(event, text)
            if value and value[-1] == "\n":
                value = value.rstrip("\n")
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor or event.tag or len(stack) > MAXIMUM_DEPTH:
                raise WantsCareError
            stack.append((container, key, in_flow))
            is_mapping = kind is MappingStartEvent
            container, key = ({} if is_mapping else []), None
            in_flow = not is_mapping and event.flow_style
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            container, key, in_flow = stack.pop()
        else:
            raise WantsCareError
        if container is None:
            return value
        if type(container) is list:
            container.append(value)
        elif key is None:
            if type(value) is not str or value in container:
                raise WantsCareError
            key = value
        else:
            container[key] = value
            key = None


def _refold(event: Any, text: str) -> str:
    """Return a wrapped scalar's value without the spaces that folding put between Chinese characters.

    The folds are marked in the source and the source is parsed again, because in the value a fold can no longer
    be told from a space that was typed.
    """
    if event.style == "|":
        return str(event.value)
    source = text[event.start_mark.index : event.end_mark.index]
    indent = " " * event.start_mark.column
    marked = _FOLD.sub(lambda match: _FOLD_MARK + match.group(), indent + source)
    try:
        again = [e.value for e in yaml.parse(marked) if isinstance(e, ScalarEvent)]
    except yaml.YAMLError:
        return str(event.value)
    return again[0].replace(_FOLD_MARK + " ", "") if len(again) == 1 else str(event.value)


def build_places(text: str) -> Place:
    """Return the places of a text that `build_value` read without complaint."""
    return CarefulBuilder(text, 0).build()[1]


class CarefulBuilder:
    """Builds value and places together and notes what should not be in a catalog's YAML.

    `first_line` is how many lines of the file stand before the text.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.first_line = first_line
        self.notes: list[Note] = []
        self._parser = _parser(text)

    def build(self) -> tuple[Any, Place]:
        """Return the value and its places. Raises `yaml.YAMLError` where the text is not YAML."""
        value: Any = None
        place = Place(Span(self.first_line + 1, 1, self.first_line + 1, 1))
        documents = 0
        while True:
            event = self._parser.get_event()
            if isinstance(event, StreamEndEvent):
                return value, place
            if isinstance(event, StreamStartEvent | DocumentEndEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note_documents(event)
                continue
            more, where = self._node(event, 0, in_flow=False)
            if documents == 1:
                value, place = more, where
            elif (
                isinstance(value, list)
                and isinstance(more, list)
                and isinstance(where.children, tuple)
            ):
                value = value + more
                place = Place(place.value, None, (*place.children, *where.children))

    def _note_documents(self, event: Event) -> None:
        message = "一个文件里有用“---”隔开的几份内容"
        hint = "删去“---”这一行；一个文件只放一份内容"
        self.notes.append(Note(codes.SEVERAL_DOCUMENTS, message, hint, self._span(event)))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(
            self.first_line + start.line + 1,
            start.column + 1,
            self.first_line + end.line + 1,
            end.column + 1,
        )

    def _node(self, event: Event, depth: int, *, in_flow: bool) -> tuple[Any, Place]:
        if isinstance(event, AliasEvent):
            hint = "把要引用的内容在这里照写一遍；如果“*”是正文，给整个值加英文双引号"
            self.notes.append(
                Note(
                    codes.ALIAS,
                    f"这里引用了别处的内容“*{event.anchor}”",
                    hint,
                    self._span(event),
                )
            )
            return None, Place(self._span(event))
        self._note_anchor_and_tag(event)
        if depth > MAXIMUM_DEPTH:
            self._skip(event)
            hint = f"最多 {MAXIMUM_DEPTH} 层；检查是否多按了括号或者缩进"
            self.notes.append(
                Note(codes.TOO_DEEP, "内容的层次太深，没有读入", hint, self._span(event))
            )
            return None, Place(self._span(event))
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, depth)
        assert isinstance(event, ScalarEvent)
        return self._scalar(event, in_flow=in_flow), Place(self._span_of_scalar(event))

    def _span_of_scalar(self, event: ScalarEvent) -> Span:
        """Return the scalar's span; a `|` or `>` text ends at the start of the next line for libyaml."""
        span = self._span(event)
        if span.end_line > span.line and span.end_column == 1:
            last = span.end_line - 1
            return Span(
                span.line,
                span.column,
                last,
                len(self.lines[last - self.first_line - 1]) + 1,
            )
        return span

    def _skip(self, event: Event) -> None:
        depth = 1 if isinstance(event, MappingStartEvent | SequenceStartEvent) else 0
        while depth:
            inner = self._parser.get_event()
            depth += isinstance(inner, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(inner, MappingEndEvent | SequenceEndEvent)

    def _note_anchor_and_tag(self, event: Any) -> None:
        if event.anchor:
            hint = "删去“&”和它后面的名称；如果“&”是正文，给整个值加英文双引号"
            self.notes.append(
                Note(
                    codes.ALIAS,
                    f"这里定义了锚点“&{event.anchor}”",
                    hint,
                    self._span(event),
                )
            )
        if event.tag:
            hint = "删去“!”和它后面的类型名；如果“!”是正文，给整个值加英文双引号"
            self.notes.append(Note(codes.TAG, "这里用了类型标记“!”", hint, self._span(event)))

    def _sequence(self, start: SequenceStartEvent, depth: int) -> tuple[list[Any], Place]:
        values: list[Any] = []
        places: list[Place] = []
        while not isinstance(event := self._parser.get_event(), SequenceEndEvent):
            value, place = self._node(event, depth + 1, in_flow=bool(start.flow_style))
            pieces = self._split(event, value) if start.flow_style else [value]
            values += pieces
            places += [place] * len(pieces)
        return values, Place(self._cover(start, event), None, tuple(places))

    def _split(self, event: Event, value: Any) -> list[Any]:
        """Read `[甲，乙]` as the two items that were meant; the slip itself is noted by the scalar."""
        if isinstance(event, ScalarEvent) and event.implicit[0] and isinstance(value, str):
            return [piece.strip() for piece in value.split("，") if piece.strip()]
        return [value]

    def _mapping(self, start: MappingStartEvent, depth: int) -> tuple[dict[str, Any], Place]:
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := self._parser.get_event(), MappingEndEvent):
            key_span = self._span(event)
            key, _ = self._node(event, depth + 1, in_flow=False)
            value, place = self._node(self._parser.get_event(), depth + 1, in_flow=False)
            if not isinstance(key, str):
                hint = "键写字段的名称，例如“事项名称: …”"
                self.notes.append(Note(codes.NOT_A_KEY, "这里的键不是普通文字", hint, key_span))
            elif key in values:
                hint = "只留一行；两个值都要时，合并成一个值"
                first = places[key].key
                self.notes.append(
                    Note(
                        codes.DUPLICATE_KEY,
                        f"“{key}”写了两次",
                        hint,
                        key_span,
                        first=first,
                    )
                )
            else:
                values[key] = value
                places[key] = Place(place.value, key_span, place.children)
        return values, Place(self._cover(start, event), None, places)

    def _cover(self, start: Event, end: Event) -> Span:
        first, last = self._span(start), self._span(end)
        return Span(first.line, first.column, last.end_line, last.end_column)

    def _scalar(self, event: Any, *, in_flow: bool) -> str | None:
        value = str(event.value)
        if event.start_mark.line != event.end_mark.line:
            value = _refold(event, self.text)
        if not event.implicit[0]:
            return value.rstrip("\n")
        self._note_hash(event)
        stripped = value.strip("\u3000")
        if stripped != value:
            hint = "删去全角空格；也可以运行 disclose fix"
            span = self._span(event)
            self.notes.append(
                Note(
                    codes.IDEOGRAPHIC_SPACE,
                    "值的前后有全角空格",
                    hint,
                    span,
                    replacement=stripped,
                )
            )
        if "\t" in value:
            span = self._span(event)
            self.notes.append(Note(codes.TAB, "文字里有制表符（Tab）", "改成普通空格", span))
        if in_flow and "，" in value:
            self._note_comma(event, value)
        return None if stripped in EMPTY else stripped.replace("\t", " ")

    def _note_comma(self, event: ScalarEvent, value: str) -> None:
        hint = "各项之间用英文逗号“,”分开；如果中文逗号是正文，给这一项加英文双引号"
        fixed = re.sub("，[ ]*", ", ", value)
        span = self._span(event)
        message = f"方括号里用了中文逗号分隔，“{value}”被当作一项"
        self.notes.append(Note(codes.FULL_WIDTH_COMMA, message, hint, span, replacement=fixed))

    def _note_hash(self, event: Any) -> None:
        """Note a comment behind a plain value: it may be text that was meant to be published."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        behind = re.match(r" +#.*", line[event.end_mark.column :])
        if behind is None:
            return
        column = event.end_mark.column + 1
        number = self.first_line + event.end_mark.line + 1
        hint = "是正文就给整个值加英文双引号；是注释就另起一行写在上面"
        span = Span(number, column + behind.group().index("#"), number, column + behind.end())
        self.notes.append(
            Note(
                codes.TEXT_AFTER_HASH,
                "“#”和它后面的文字被当作注释，不会公布",
                hint,
                span,
            )
        )
