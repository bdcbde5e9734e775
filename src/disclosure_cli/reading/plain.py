"""A text of YAML → plain values, as fast as Python can: for texts without anything to say about them."""

from __future__ import annotations

from typing import Any

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from disclosure_cli.reading.lines import NotPlainError, build_from_lines, wants_care
from disclosure_cli.reading.scalars import (
    EMPTY,
    MAXIMUM_DEPTH,
    hides_item,
    is_wrapped,
    parser,
    refold,
)


class WantsCareError(Exception):
    """The text holds something that `build_value` leaves to the careful builder."""


def build_value(text: str) -> Any:
    """Return the value of a text that has nothing remarkable: dicts, lists, str and None for what is empty.

    Raises `WantsCareError` or `yaml.YAMLError` where anything has to be said about the text.
    """
    try:
        return build_from_lines(text)
    except NotPlainError:
        return _build_from_events(text)


def _build_from_events(text: str) -> Any:
    if wants_care(text) or "! " in text:
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
        self.get_event = parser(text).get_event
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
        wrapped = " " in value and is_wrapped(event)
        if not event.implicit[0]:
            if event.style == '"' and not value.isprintable():
                raise WantsCareError
            return (refold(event, self._text) if wrapped else value).rstrip("\n")
        if value in EMPTY:
            return None
        if wrapped:
            if hides_item(event, self._text):
                raise WantsCareError
            return refold(event, self._text)
        return value
