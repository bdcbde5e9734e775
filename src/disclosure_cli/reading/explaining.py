"""What libyaml stumbled over, in the clerk's words, where no slip was recognised."""

from __future__ import annotations

from typing import Any

import yaml

from disclosure_cli.model import Code
from disclosure_cli.places import Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.notes import Note
from disclosure_cli.reading.outline import is_comment_or_blank, parse_line


def explain(error: yaml.YAMLError, draft: Draft) -> Note:
    """Return the note about a text that cannot be read."""
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    here = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None) or here
    if "quoted scalar" in context and "escape" not in problem:
        hint = "找到这个引号，补上另一半；中文引号“”不受影响"
        return _note(codes.UNCLOSED_QUOTE, "从这里开始的引号没有成对", hint, draft, begun)
    if "flow" in context:
        hint = "在末尾补上“]”或者“}”，各项之间用英文逗号分开"
        return _note(codes.UNCLOSED_BRACKET, "从这里开始的括号没有成对", hint, draft, begun)
    if "simple key" in context:
        hint = "一行写一个字段：“键: 值”；接着上一行的文字要向右缩进"
        return _note(codes.NOT_YAML, "这一行不是“键: 值”，这条记录没有读入", hint, draft, begun)
    if "mapping values" in problem and (text := _text_above(draft, here)):
        hint = "一行写一个字段：“键: 值”"
        return Note(codes.NOT_YAML, "这一行不是“键: 值”，这条记录没有读入", hint, text)
    if "mapping values" in problem or "did not find expected" in problem:
        hint = "让这一行与同一条记录的其他键左边对齐"
        return _note(codes.BAD_INDENTATION, "缩进与同一层的其他行对不齐", hint, draft, here)
    hint = "对照旁边写得对的记录检查这一行和上一行的冒号、引号、缩进"
    return _note(codes.NOT_YAML, "这条记录的写法读不懂，没有读入", hint, draft, here)


def _text_above(draft: Draft, mark: Any) -> Span | None:
    """Return where the line above a mark stands, if it is an item of text and no key can follow it."""
    above = (n for n in range(mark.line - 1, -1, -1) if not is_comment_or_blank(draft.lines[n]))
    number = next(above, None)
    if number is None:
        return None
    line = parse_line(draft.lines[number])
    is_text = bool(line.dashes) and line.key is None
    return draft.span(number, line.content, line.content + 1) if is_text else None


def _note(code: Code, message: str, hint: str, draft: Draft, mark: yaml.Mark | None) -> Note:
    """Place the note at a mark of the parser, which may stand behind the last line."""
    line = min(mark.line, len(draft.lines) - 1) if mark is not None else 0
    column = min(mark.column, len(draft.lines[line])) if mark is not None else 0
    return Note(code, message, hint, draft.span(line, column, column))
