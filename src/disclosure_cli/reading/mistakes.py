"""The slips of clerks that YAML parsers misplace or misname, found line by line and repaired in memory.

A parser reports a full-width colon one line too late and in words that help nobody. Here each slip is
recognised by its own look, on its own line. The repaired text is only for going on reading: the file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

import yaml

from disclosure_cli.model import Code
from disclosure_cli.places import Span
from disclosure_cli.reading import codes
from disclosure_cli.reading.notes import Note

_LEAD = r"(?P<lead>[ ]*(?:-[ ]+)*)"
_KEY_WIDE_COLON = re.compile(
    _LEAD + r"(?P<key>[^\s：:]{1,20})[ ]?(?P<colon>：)[ \u3000]*(?P<value>.*)"
)
_KEY_NO_SPACE = re.compile(_LEAD + r"(?P<key>[^\s：:\"'\[{#]{1,20})(?P<colon>:)(?P<value>[^\s:].*)")
_KEY_VALUE = re.compile(_LEAD + r"(?:(?P<key>[^\s：:\"'\[{#]{1,40}):[ ]+)?(?P<value>\S.*)")
_DASH = re.compile(r"(?P<lead>[ ]*)(?P<dash>[-－—–])(?=[^\s\-.#])(?P<rest>.*)")
_BLANKS = re.compile(r"[ \t\u3000]*")
_BLOCK_TEXT = re.compile(r"(?:[:-])[ ]+[|>][+-]?\d?$")
_SPECIAL = "@`%*&!,]}?"

Slip = tuple[Note, str]
"""What is wrong with a line, and the line as it should have been."""


def repair_blanks(text: str, first_line: int) -> tuple[str, list[Note]]:
    """Replace tabs everywhere and full-width spaces at the start of lines, noting each line once."""
    if "\t" not in text and "\u3000" not in text:
        return text, []
    notes: list[Note] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            continue
        lead = _BLANKS.match(line)
        assert lead is not None
        indent, rest = lead.group(), line[lead.end() :]
        for character, code, message in (
            ("\t", codes.TAB, "这一行用了制表符（Tab）"),
            ("\u3000", codes.IDEOGRAPHIC_SPACE, "行首有全角空格，不算缩进"),
        ):
            scope = line if character == "\t" else indent
            if character in scope:
                at = scope.index(character) + 1
                row = first_line + number + 1
                span = Span(row, at, row, at + 1)
                hint = "改成普通空格，每一层缩进两格；也可以运行 disclose fix"
                notes.append(
                    Note(
                        code,
                        message,
                        hint,
                        span,
                        replacement="  " if at <= len(indent) else " ",
                    )
                )
        lines[number] = indent.replace("\t", "  ").replace("\u3000", "  ") + rest.replace("\t", " ")
    return "\n".join(lines), notes


def repair_lines(
    text: str, first_line: int, keys: Set[str], only: Set[int] | None = None
) -> tuple[str, list[Note]]:
    """Look at each line of a text that cannot be read as meant, and mend the slips that are recognised.

    `keys` are the names that fields may have; `only` restricts the search to these lines of the file.
    """
    notes: list[Note] = []
    lines = text.split("\n")
    for number, in_text in _with_block_text(lines):
        row = first_line + number + 1
        if in_text or (only is not None and row not in only):
            continue
        line = lines[number]
        for recognise in _RECOGNISERS:
            slip = recognise(line, row, keys)
            if slip is not None:
                notes.append(slip[0])
                line = slip[1]
        lines[number] = line
    return "\n".join(lines), notes


def _with_block_text(lines: list[str]) -> Iterator[tuple[int, bool]]:
    """Yield line numbers, and whether the line is comment, blank or inside a `|` or `>` text."""
    limit: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if limit is not None and (indent > limit or not line.strip()):
            yield number, True
            continue
        limit = indent if _BLOCK_TEXT.search(line.rstrip()) else None
        yield number, not line.strip() or line.lstrip().startswith("#")


def _wide_colon(line: str, row: int, keys: Set[str]) -> Slip | None:
    match = _KEY_WIDE_COLON.fullmatch(line)
    if match is None or match["key"] not in keys:
        return None
    at = match.start("colon") + 1
    hint = (
        f"改成英文冒号加空格：“{match['key']}: {_shorten(match['value'])}”；也可以运行 disclose fix"
    )
    span = Span(row, at, row, match.start("value") + 1)
    note = Note(
        codes.FULL_WIDTH_COLON,
        f"“{match['key']}”后面是全角冒号",
        hint,
        span,
        replacement=": ",
    )
    return note, f"{match['lead']}{match['key']}: {match['value']}"


def _no_space(line: str, row: int, keys: Set[str]) -> Slip | None:
    match = _KEY_NO_SPACE.fullmatch(line)
    if match is None or match["key"] not in keys:
        return None
    at = match.start("colon") + 1
    hint = f"在冒号后面加一个空格：“{match['key']}: {_shorten(match['value'])}”；也可以运行 disclose fix"
    span = Span(row, at, row, at + 1)
    note = Note(
        codes.NO_SPACE_AFTER_COLON,
        f"“{match['key']}”的冒号后面少一个空格",
        hint,
        span,
        replacement=": ",
    )
    return note, f"{match['lead']}{match['key']}: {match['value']}"


def _dash(line: str, row: int, keys: Set[str]) -> Slip | None:
    match = _DASH.fullmatch(line)
    if match is None:
        return None
    at = match.start("dash") + 1
    hint = "每一项以英文短横加一个空格开头：“- …”；也可以运行 disclose fix"
    note = Note(
        codes.DASH_WITHOUT_SPACE,
        "短横后面少一个空格",
        hint,
        Span(row, at, row, at + 1),
        replacement="- ",
    )
    return note, f"{match['lead']}- {match['rest']}"


def _colon_in_value(line: str, row: int, keys: Set[str]) -> Slip | None:
    match = _KEY_VALUE.fullmatch(line)
    if match is None or match["key"] is None or match["value"][0] in "\"'[{|>#":
        return None
    value = match["value"].rstrip()
    if ": " not in value and not value.endswith(":"):
        return None
    hint = f"给整个值加英文双引号：{_quote(_shorten(value))}；也可以运行 disclose fix"
    return _quoted(match, row, codes.COLON_IN_VALUE, "值里又有英文冒号加空格", hint)


def _special(line: str, row: int, keys: Set[str]) -> Slip | None:
    match = _KEY_VALUE.fullmatch(line)
    if match is None or match["value"][0] not in _SPECIAL:
        return None
    hint = f"给整个值加英文双引号：{_quote(_shorten(match['value']))}；也可以运行 disclose fix"
    message = f"值以有特殊含义的符号“{match['value'][0]}”开头"
    return _quoted(match, row, codes.SPECIAL_FIRST_CHARACTER, message, hint)


def _quoted(match: re.Match[str], row: int, code: Code, message: str, hint: str) -> Slip:
    value = match["value"].rstrip()
    at = match.start("value") + 1
    span = Span(row, at, row, at + len(value))
    return Note(code, message, hint, span, replacement=_quote(value)), match.string[
        : at - 1
    ] + _quote(value)


def _quote(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _open_quote(line: str, row: int, keys: Set[str]) -> Slip | None:
    """Recognise a quoted value on one line that does not end with its only closing quote."""
    match = _KEY_VALUE.fullmatch(line)
    if match is None or match["value"][0] not in "\"'":
        return None
    quote, value = match["value"][0], match["value"].rstrip()
    inner = value[1:].replace("\\" + quote, "") if quote == '"' else value[1:].replace("''", "")
    if inner.count(quote) == 1 and inner.endswith(quote):
        return None
    if quote in inner and inner[inner.index(quote) + 1 :].lstrip().startswith("#"):
        return None
    text = value[1:].rstrip(quote) if quote not in inner[:-1] else value
    at = match.start("value") + 1
    hint = f"开头和结尾各一个{'双' if quote == chr(34) else '单'}引号，外面不再有文字：{_quote(_shorten(text))}"
    span = Span(row, at, row, at + len(value))
    return Note(codes.UNCLOSED_QUOTE, "引号没有成对", hint, span), line[: at - 1] + _quote(text)


def _open_bracket(line: str, row: int, keys: Set[str]) -> Slip | None:
    """Recognise a bracketed list on one line without its closing bracket."""
    match = _KEY_VALUE.fullmatch(line)
    if match is None or match["value"][0] != "[" or line.rstrip().endswith((",", "[")):
        return None
    value = match["value"].rstrip()
    if value.count("[") <= value.count("]"):
        return None
    at = match.start("value") + 1
    wide = value[-1] in "］】"
    closed = (value[:-1] if wide else value) + "]" * (value.count("[") - value.count("]"))
    hint = f"在末尾加英文方括号：{_shorten(closed)}"
    span = Span(row, at, row, at + len(value))
    return Note(codes.UNCLOSED_BRACKET, "方括号没有成对", hint, span), line[: at - 1] + closed


_RECOGNISERS: tuple[Callable[[str, int, Set[str]], Slip | None], ...] = (
    _wide_colon,
    _no_space,
    _dash,
    _colon_in_value,
    _special,
    _open_quote,
    _open_bracket,
)


def _shorten(text: str, limit: int = 20) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def explain(error: yaml.YAMLError, first_line: int) -> Note:
    """Say in the clerk's words what libyaml stumbled over, where no slip was recognised."""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    context = getattr(error, "context", None) or ""
    problem = getattr(error, "problem", None) or ""
    if "quoted scalar" in context:
        hint = "找到这个引号，补上另一半；中文引号“”不受影响"
        return Note(
            codes.UNCLOSED_QUOTE,
            "从这里开始的引号没有成对",
            hint,
            _point(begun, first_line),
        )
    if "flow" in context:
        hint = "在末尾补上“]”或者“}”，各项之间用英文逗号分开"
        return Note(
            codes.UNCLOSED_BRACKET,
            "从这里开始的括号没有成对",
            hint,
            _point(begun, first_line),
        )
    if "mapping values" in problem or "did not find expected" in problem:
        hint = "让这一行与同一条记录的其他键左边对齐"
        return Note(
            codes.BAD_INDENTATION,
            "缩进与同一层的其他行对不齐",
            hint,
            _point(mark, first_line),
        )
    hint = "对照旁边写得对的记录检查这一行和上一行的冒号、引号、缩进"
    return Note(codes.NOT_YAML, "这条记录的写法读不懂，没有读入", hint, _point(mark, first_line))


def _point(mark: yaml.Mark | None, first_line: int) -> Span | None:
    if mark is None:
        return Span(first_line + 1, 1, first_line + 1, 1)
    return Span(
        first_line + mark.line + 1,
        mark.column + 1,
        first_line + mark.line + 1,
        mark.column + 1,
    )
