"""Texts that cannot be read as meant are mended line by line, in memory, so that the rest of them can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from disclosure_cli.model import Code
from disclosure_cli.places import Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.notes import Note
from disclosure_cli.reading.outline import (
    Keys,
    Kind,
    Line,
    Outline,
    end_of_brackets,
    end_of_quoted,
    is_comment_or_blank,
    parse_line,
    says_nothing,
)
from disclosure_cli.reading.scalars import WIDE_BLANKS
from disclosure_cli.reading.slips import (
    Slip,
    find_colon,
    find_dash,
    find_in_braces,
    find_in_value,
    find_lack_of_colon,
    unclosed_bracket,
    unclosed_quote,
)

_LEAD = re.compile(rf"[ \t{WIDE_BLANKS}]*(?:-[ \t{WIDE_BLANKS}]+){{0,9}}")
_WIDE = re.compile(rf"[{WIDE_BLANKS}]")
_BLANKS = re.compile(rf"[ \t{WIDE_BLANKS}]+")
_WANTS_MENDING = re.compile(rf"^ *(?:- +)*-?[{WIDE_BLANKS}]|\t", re.MULTILINE)
_SEPARATOR = re.compile(r"(?:---|\.\.\.)(?= |$)")
_MISALIGNED = "缩进与同一层的其他行对不齐"
_TAB_WIDTHS = (2, 4, 8)
_LONGEST_LINE = 10_000
"""A longer line is no slip of a clerk, and would take long."""
_FAR = 200
"""How many lines further down something is looked for."""


def wants_mending(text: str) -> bool:
    """Tell whether a text has tabs, or wide blanks where only spaces count."""
    return _WANTS_MENDING.search(text) is not None


def remove_separators(draft: Draft) -> list[Note]:
    """Take out the lines that begin a further document, so that all can be read as one."""
    notes: list[Note] = []
    if not any(map(_SEPARATOR.match, draft.lines)):
        return notes
    has_begun = False
    for number, line in enumerate(draft.lines):
        if has_begun and _SEPARATOR.match(line):
            message = f"一个文件里有用“{line[:3]}”隔开的几份内容"
            hint = f"删去“{line[:3]}”这一行；一个文件只放一份内容"
            span = draft.span(number, 0, 3)
            at = span if line[3:].strip() else Span(span.line, 1, span.line + 1, 1)
            is_last = number + 1 == len(draft.lines)
            fix = None if is_last else ""
            notes.append(Note(codes.SEVERAL_DOCUMENTS, message, hint, span, fix, at))
            draft.replace(number, 0, 3, "")
        elif not is_comment_or_blank(line) and not line.startswith(("---", "%")):
            has_begun = True
    return notes


def mend(draft: Draft, keys: Keys, rows: Set[int] | None = None) -> list[Note]:
    """Mend the slips in the lines of one record, and say what they were.

    `keys` are the names that fields may have, to know a key by that has no proper colon. Tabs and wide blanks are
    mended everywhere; all else only in `rows` of the file, if they are given.
    """
    mender = _Mender(draft, keys, rows)
    for number in range(len(draft.lines)):
        mender.mend_line(number)
    return mender.notes


@dataclass(frozen=True, slots=True)
class _Blanks:
    """The blanks that begin a line, as typed, and how the stretch of tabs and wide blanks in it is noted."""

    lead: str
    columns: tuple[int, ...]
    """The columns that may have been meant for the line."""
    note: int | None
    """The number of the note, None where there is nothing to be said."""
    span: Span
    """From the start of the line, or from its first tab where it begins with spaces, to behind its last tab."""
    behind: str
    """What stands in the span behind the lead, with spaces for tabs."""

    @property
    def indent(self) -> str:
        """What stands before the first dash or word."""
        return self.lead.partition("-")[0]

    def mended(self, column: int) -> str:
        """Return the text for the span where the line is to begin at a column."""
        dashes = _BLANKS.sub(_as_spaces, self.lead.removeprefix(self.indent))
        return " " * column + dashes + self.behind if _is_odd(self.lead) else self.behind


class _Mender:
    """Goes through a draft from the top, with the outline of what was passed."""

    def __init__(self, draft: Draft, keys: Keys, rows: Set[int] | None) -> None:
        self.notes: list[Note] = []
        self._draft = draft
        self._keys = keys
        self._rows = rows
        self._outline = Outline()
        self._settled: dict[str, int] = {}
        """Blanks at the start of a line, as typed → the column that they certainly stood for."""

    def mend_line(self, number: int) -> None:
        """Mend one line and enter it into the outline."""
        text = self._draft.lines[number]
        if len(text) > _LONGEST_LINE:
            self._outline = Outline()
            return
        if self._outline.holds(number, _visible_indent(text), is_blank=not text.strip()):
            if self._outline.text_below is not None and _indent(text) <= self._outline.text_below:
                self._offer(number, self._mend_blanks(number))
            return
        blanks = self._mend_blanks(number)
        if is_comment_or_blank(self._draft.lines[number]):
            self._offer(number, blanks)
            return
        is_suspect = (
            bool(blanks.columns) or self._rows is None or self._draft.row(number) in self._rows
        )
        if is_suspect and (self._rows or not self._goes_on(self._line(number))):
            self._apply(number, find_dash(self._draft.lines[number]))
            if not self._may_be_text(number):
                self._mend_key(number)
        if not is_suspect or self._mend_indent(number, blanks):
            self._offer(number, blanks)
        if self._goes_on(self._line(number)):
            return
        if is_suspect:
            self._mend_value(number)
        line = self._line(number)
        self._outline.enter(line)
        self._outline.closes = self._find_end(number, line)

    def _line(self, number: int) -> Line:
        return parse_line(self._draft.lines[number])

    def _goes_on(self, line: Line) -> bool:
        """Tell whether a line goes on with the plain text above it."""
        deeper = self._outline.wraps and line.indent > self._outline.column
        return deeper and not line.dashes and line.key is None

    def _may_be_text(self, number: int) -> bool:
        """Tell whether a line may be a one-line item of a list of texts, where `网站:…` is no slip."""
        line, below = self._line(number), self._next(number)
        if self._rows is not None or not line.dashes or not self._outline.open:
            return False
        return line.dashes[0] > self._outline.open[0].column and (
            below is None or below.indent <= line.dashes[-1]
        )

    def _next(self, number: int) -> Line | None:
        """Return the next line that is not blank or a comment."""
        return next(self._below(number), None)

    def _below(self, number: int) -> Iterator[Line]:
        """Yield the next lines that are not blank or a comment."""
        for below in range(number + 1, min(number + _FAR, len(self._draft.lines))):
            if not is_comment_or_blank(self._draft.lines[below]):
                yield self._line(below)

    def _note(self, code: Code, message: str, hint: str, number: int, at: tuple[int, int]) -> None:
        self.notes.append(Note(code, message, hint, self._draft.span(number, *at)))

    def _apply(self, number: int, slip: Slip | None) -> None:
        """Note a slip, and mend it in the draft."""
        if slip is None:
            return
        span = self._draft.span(number, slip.start, slip.end)
        fix = slip.text if slip.is_certain else None
        self.notes.append(Note(slip.code, slip.message, slip.hint, span, replacement=fix))
        self._draft.replace(number, slip.start, slip.end, slip.text)

    def _mend_blanks(self, number: int) -> _Blanks:
        """Put spaces in the place of tabs, and of wide blanks before the first word."""
        text = self._draft.lines[number]
        lead = _lead(text)
        wide = _WIDE.search(lead)
        tab = text.find("\t")
        end = max(len(lead), text.rfind("\t") + 1)
        span = self._draft.span(number, 0 if _is_odd(lead) else max(tab, 0), end)
        behind = text[len(lead) if _is_odd(lead) else max(tab, 0) : end].replace("\t", " ")
        before = len(self.notes)
        hint = "改成普通空格，每一层缩进两格"
        if wide is not None:
            message = "行首有全角空格，不算缩进"
            self._note(codes.IDEOGRAPHIC_SPACE, message, hint, number, wide.span())
        elif tab >= 0 and not text.lstrip().startswith("#"):
            self._note(codes.TAB, "这一行用了制表符（Tab）", hint, number, (tab, tab + 1))
        rest = text[len(lead) :].replace("\t", " ")
        self._draft.replace(number, len(lead), len(text), rest)
        for match in reversed(list(_BLANKS.finditer(lead))):
            if _is_odd(match.group()):
                width = _visible_indent(match.group()) if match.start() == 0 else 1
                self._draft.replace(number, *match.span(), " " * width)
        note = before if len(self.notes) > before else None
        return _Blanks(lead, _columns_of(lead.partition("-")[0]), note, span, behind)

    def _offer(self, number: int, blanks: _Blanks) -> None:
        """Add to the note about a line's blanks how it is mended."""
        if blanks.note is not None:
            text = blanks.mended(_indent(self._draft.lines[number]))
            note = self.notes[blanks.note]
            self.notes[blanks.note] = replace(note, replacement=text, at=blanks.span)

    def _mend_key(self, number: int) -> None:
        text = self._draft.lines[number]
        slip = find_colon(text, self._keys)
        if slip is None and self._line(number).key is None:
            below = self._next(number)
            opens = below is not None and below.indent > self._line(number).content
            slip = find_lack_of_colon(text, self._keys, opens=opens)
        self._apply(number, slip)

    def _mend_indent(self, number: int, blanks: _Blanks) -> bool:
        """Move a line that stands at no open block's column to the nearest one, or to one that its blanks may mean.

        Returns whether it is certain where the line belongs.
        """
        line, outline = self._line(number), self._outline
        kind: Kind = "list" if line.dashes else "map"
        if not line.dashes and line.key is None:
            self._mend_text(number, line)
        elif blanks.columns:
            return self._mend_tabs(number, blanks, line)
        elif self._is_colon_in_text(line):
            self._mend_colon_in_text(number)
        elif self._is_alone(number, line):
            self._move(number, line, outline.column + 2, _MISALIGNED)
        elif not outline.fits(line.indent, kind):
            nearest = outline.nearest((line.indent,), line, self._keys)
            if nearest is not None:
                is_certain = outline.is_settled(nearest, line, self._keys)
                self._move(number, line, nearest, _MISALIGNED, is_certain=is_certain)
        return True

    def _mend_tabs(self, number: int, blanks: _Blanks, line: Line) -> bool:
        """Move a line that tabs or wide blanks indent, and tell whether it is certain where it belongs."""
        target = self._column_of_tabs(number, blanks.columns, line)
        self._draft.replace(number, 0, line.indent, " " * target)
        is_certain = self._outline.is_settled(target, line, self._keys)
        if is_certain:
            self._settled[blanks.indent] = target
        return is_certain or self._settled.get(blanks.indent) == target

    def _is_alone(self, number: int, line: Line) -> bool:
        """Tell whether a line begins a block at an odd column, and others of that block stand at the usual one."""
        outline, gap = self._outline, line.content - line.indent
        usual = outline.column + 2
        if not outline.open or not outline.awaits or line.indent in {outline.column, usual}:
            return False
        for below in self._below(number):
            if below.indent <= outline.column:
                return False
            is_like = bool(below.dashes) == bool(line.dashes)
            if below.indent == usual + (0 if is_like else gap):
                return is_like or bool(line.dashes)
        return False

    def _column_of_tabs(self, number: int, columns: tuple[int, ...], line: Line) -> int:
        """Return the column that a line was meant for whose indentation may be as wide as any of `columns`."""
        outline = self._outline
        kind: Kind = "list" if line.dashes else "map"
        if not outline.open or (len(columns) == 1 and outline.fits(columns[0], kind)):
            return columns[0]
        if outline.awaits and max(columns) > outline.column:
            return outline.column + 2
        target = outline.nearest(columns, line, self._keys)
        return columns[0] if target is None else target

    def _move(
        self, number: int, line: Line, target: int, message: str, *, is_certain: bool = True
    ) -> None:
        side = "左" if line.indent > target else "右"
        hint = f"向{side}移{abs(line.indent - target)}格，与同一层的其他行左边对齐"
        span = self._draft.span(number, line.indent, line.indent + 1)
        blanks = self._draft.span(number, 0, line.indent)
        fix = " " * target if is_certain else None
        self.notes.append(Note(codes.BAD_INDENTATION, message, hint, span, fix, blanks))
        self._draft.replace(number, 0, line.indent, " " * target)

    def _mend_text(self, number: int, line: Line) -> None:
        """Indent a line of text that goes on with the line above but stands too far left."""
        outline = self._outline
        if outline.open and line.indent <= outline.column and (outline.wraps or outline.awaits):
            self._move(number, line, outline.column + 2, "接着上一行的文字要比键多缩进两格")

    def _is_colon_in_text(self, line: Line) -> bool:
        """Tell whether what looks like a key goes on with the text above: no known key, and deeper than that text."""
        deeper = self._outline.wraps and line.indent > self._outline.column
        return deeper and not line.dashes and line.key not in self._keys

    def _mend_colon_in_text(self, number: int) -> None:
        hint = "改成中文冒号，或者给整个值加英文双引号"
        while (line := self._line(number)).key is not None:
            colon = line.text.rindex(":", 0, line.at)
            at = (colon, line.at)
            self._note(codes.COLON_IN_VALUE, "值里又有英文冒号加空格", hint, number, at)
            self._draft.replace(number, *at, "：")

    def _mend_value(self, number: int) -> None:
        line = self._line(number)
        first = line.value[:1]
        if first == "{":
            while slip := find_in_braces(self._draft.lines[number], line.at, self._keys):
                self._apply(number, slip)
        self._apply(number, find_in_value(self._line(number)))
        line = self._line(number)
        if first in {'"', "'", "[", "{"} and self._find_end(number, line) is None:
            self._apply(number, unclosed_quote(line) if first in "\"'" else unclosed_bracket(line))

    def _find_end(self, number: int, line: Line) -> int | None:
        """Return the line where a quoted value, or one in brackets, ends; None where it does not, or there is none."""
        first = line.value[:1]
        if first not in {'"', "'", "[", "{"}:
            return None
        find = end_of_quoted if first in "\"'" else end_of_brackets
        column = line.dashes[-1] if line.key is None and line.dashes else line.content
        text = ""
        for below in range(number, min(number + _FAR, len(self._draft.lines))):
            further = self._draft.lines[below]
            if below > number and self._begins_field(further, column):
                return None
            text += further[line.at :] if below == number else "\n" + further
            end = find(text, 0)
            if end is not None:
                return below if says_nothing(text[end:]) else None
        return None

    def _begins_field(self, text: str, column: int) -> bool:
        """Tell whether a line begins a field or item no deeper than a column."""
        line = parse_line(text)
        if is_comment_or_blank(text) or line.indent > column:
            return False
        return bool(line.dashes) or line.key is not None or bool(find_colon(text, self._keys))


def _lead(text: str) -> str:
    """Return the blanks and dashes with which a line begins."""
    match = _LEAD.match(text)
    return match.group() if match else ""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _is_odd(blanks: str) -> bool:
    """Tell whether the blanks of a lead are not all spaces."""
    return bool(blanks.replace("-", "").strip(" "))


def _as_spaces(match: re.Match[str]) -> str:
    return " " if _is_odd(match.group()) else match.group()


def _columns_of(indent: str) -> tuple[int, ...]:
    """Return the columns that blanks may have been meant for, none where they are spaces."""
    if not _is_odd(indent):
        return ()
    widths = _TAB_WIDTHS if "\t" in indent else (2,)
    return tuple(_visible_indent(indent, width) for width in widths)


def _visible_indent(text: str, tab: int = 2) -> int:
    """Return how wide a line's indentation looks."""
    blanks = _lead(text).partition("-")[0]
    return sum({"\t": tab, "\u3000": 2}.get(character, 1) for character in blanks)
