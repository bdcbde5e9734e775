"""The slips of clerks, each recognised by its own look in one line.

A parser reports a full-width colon one line too late and in words that help nobody.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from disclosure_cli.model import Code
from disclosure_cli.reading import codes
from disclosure_cli.reading.notes import shorten
from disclosure_cli.reading.outline import (
    Line,
    end_of_brackets,
    end_of_quoted,
    is_block_header,
    says_nothing,
)
from disclosure_cli.reading.scalars import WIDE_BLANKS

_BLANK = rf"[ \t{WIDE_BLANKS}]"
_DASH = re.compile(
    rf" *(?:- +)*(?P<dash>[－—–](?![－—–]){_BLANK}*|-(?=[^\s\-])(?!\d[\d.]*$))(?P<rest>.*)"
)
_KEY = r"(?P<key>[^\s：:，,；;＝=\"'\[\]{}#]{1,20})"
_COLON = rf"(?P<colon>：{_BLANK}*|:[{WIDE_BLANKS}]{_BLANK}*|:(?=[^\s:]))"
_KEY_AND_COLON = re.compile(rf" *(?:- +)*{_KEY} ?{_COLON}(?P<value>.*)")
_KEY_AND_TEXT = re.compile(
    rf" *(?:- +)*{_KEY}(?:{_BLANK}+|{_BLANK}*[；;＝=]{_BLANK}*|$)(?P<value>.*)"
)
_IN_BRACES = re.compile(rf"(?<=[{{,，]){_BLANK}*{_KEY}{_COLON}")
_COMMA_IN_BRACES = re.compile(rf"(?P<comma>，{_BLANK}*){_KEY}[：:]")
_NODE_MARK = re.compile(r"[&*][0-9A-Za-z_-]+(?: |$)|![!-~]*(?: |$)")
_ESCAPE = re.compile(r'\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfre "/\\N_LP])')
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong from `start` to `end` (exclusive) of a line, and the text that should have been there.

    `is_certain` tells whether that text may be offered as a correction, or is only good enough to go on reading.
    """

    code: Code
    message: str
    hint: str
    start: int
    end: int
    text: str
    is_certain: bool = True


def find_dash(text: str) -> Slip | None:
    """Find an item's dash without a space behind it, or one of another width."""
    match = _DASH.fullmatch(text)
    if match is None or not match["rest"]:
        return None
    message = "短横后面少一个空格" if match["dash"] == "-" else "表示一项的短横不是英文短横"
    hint = "每一项以英文短横加一个空格开头：“- …”"
    return Slip(codes.DASH_WITHOUT_SPACE, message, hint, *match.span("dash"), "- ")


def find_colon(text: str, keys: Container[str]) -> Slip | None:
    """Find a known key whose colon is full-width or has no space behind it."""
    match = _KEY_AND_COLON.fullmatch(text)
    if match is None or match["key"] not in keys:
        return None
    return _of_colon(match, match["value"])


def find_lack_of_colon(text: str, keys: Container[str], *, opens: bool) -> Slip | None:
    """Find a known key with its value behind it and no colon between, or alone where a block follows (`opens`)."""
    match = _KEY_AND_TEXT.fullmatch(text)
    if match is None or match["key"] not in keys or not (match["value"] or opens):
        return None
    at = match.end("key")
    hint = f"加上英文冒号和空格：“{match['key']}: {shorten(match['value'])}”"
    code, message = codes.MISSING_COLON, f"“{match['key']}”后面没有冒号"
    return Slip(code, message, hint, at, match.start("value"), ": ")


def find_in_braces(text: str, at: int, keys: Container[str]) -> Slip | None:
    """Find the same, and full-width commas, in a block written as `{职务: …, 日期: …}`."""
    for match in _IN_BRACES.finditer(text, at):
        if match["key"] in keys:
            return _of_colon(match, "…")
    for match in _COMMA_IN_BRACES.finditer(text, at):
        if match["key"] in keys:
            hint = "各字段之间用英文逗号“,”分开"
            message = "花括号里用了中文逗号分隔"
            return Slip(codes.FULL_WIDTH_COMMA, message, hint, *match.span("comma"), ", ")
    return None


def _of_colon(match: re.Match[str], value: str) -> Slip:
    key, right = match["key"], f"“{match['key']}: {shorten(value.strip())}”"
    if match["colon"][0] == "：":
        code, message = codes.FULL_WIDTH_COLON, f"“{key}”后面是全角冒号"
        hint = f"改成英文冒号加空格：{right}"
    elif len(match["colon"]) > 1:
        code, message = codes.IDEOGRAPHIC_SPACE, f"“{key}”的冒号后面是全角空格"
        hint = f"改成普通空格：{right}"
    else:
        code, message = codes.NO_SPACE_AFTER_COLON, f"“{key}”的冒号后面少一个空格"
        hint = f"在冒号后面加一个空格：{right}"
    return Slip(code, message, hint, *match.span("colon"), ": ")


def find_in_value(line: Line) -> Slip | None:
    """Find what makes a value on one line unreadable."""
    value = line.value
    first = value[:1]
    if first in {"", "#"} or is_block_header(value):
        return None
    if first in {'"', "'"}:
        return _in_quoted(line)
    if first in {"[", "{"}:
        return _in_brackets(line)
    if value.startswith("- "):
        return _dash_behind_key(line)
    is_mark = first in "@`%,]}|>" or value.startswith("? ")
    if is_mark or (first in "&*!" and not _NODE_MARK.match(value)):
        return _special(line, first)
    return _colon_in_value(line)


def _instead(line: Line, code: Code, message: str, hint: str, text: str) -> Slip:
    """Return the slip of a whole value."""
    return Slip(code, message, hint, line.at, line.at + len(line.value), text)


def _special(line: Line, mark: str) -> Slip:
    message = f"值以有特殊含义的符号“{mark}”开头"
    hint = f"给整个值加英文双引号：{quote(shorten(line.value))}"
    return _instead(line, codes.SPECIAL_FIRST_CHARACTER, message, hint, quote(line.value))


def _dash_behind_key(line: Line) -> Slip:
    hint = "一组值的每一项另起一行，以“- ”开头；是正文就给整个值加英文双引号"
    text = f"[{quote(line.value[2:].strip())}]"
    slip = _instead(line, codes.SPECIAL_FIRST_CHARACTER, "一组值写在了键的后面", hint, text)
    return replace(slip, is_certain=False)


def _colon_in_value(line: Line) -> Slip | None:
    text = line.value.partition(" #")[0].rstrip(" ")
    if line.key is None or (": " not in text and not text.endswith(":")):
        return None
    hint = f"给整个值加英文双引号：{quote(shorten(text))}"
    end = line.at + len(text)
    message = "值里又有英文冒号加空格"
    return Slip(codes.COLON_IN_VALUE, message, hint, line.at, end, quote(text))


def _in_quoted(line: Line) -> Slip | None:
    """Find text behind the closing quote, and in double quotes a backslash that means nothing."""
    end = end_of_quoted(line.text, line.at)
    if end is None:
        return None
    behind = line.text[end:]
    if blanks := _wide_blanks(behind):
        return _blanks_behind(end, blanks)
    if not says_nothing(behind):
        return unclosed_quote(line)
    return _backslash(line, end) if line.value[0] == '"' else None


def _wide_blanks(behind: str) -> str:
    """Return the blanks behind a closed value, if there is nothing else and not all are spaces."""
    bare = behind.strip(" ")
    return behind if bare and not bare.strip() else ""


def _blanks_behind(at: int, blanks: str) -> Slip:
    hint = "删去全角空格"
    return Slip(codes.IDEOGRAPHIC_SPACE, "值的后面有全角空格", hint, at, at + len(blanks), "")


def unclosed_quote(line: Line) -> Slip:
    """Return the slip of a value whose quotes do not enclose it."""
    mark, value = line.value[0], line.value
    text = value
    if mark not in value[1:]:
        text = value[1:]
    elif value.endswith(mark):
        text = value[1:-1]
    kind = "双" if mark == '"' else "单"
    hint = f"开头和结尾各一个{kind}引号，外面不再有文字：{quote(shorten(text))}"
    slip = _instead(line, codes.UNCLOSED_QUOTE, "引号没有成对", hint, quote(text))
    return replace(slip, is_certain=False)


def _backslash(line: Line, end: int) -> Slip | None:
    inside = line.text[line.at + 1 : end - 1]
    at = inside.find("\\")
    while at >= 0:
        match = _ESCAPE.match(inside, at)
        if match is None:
            fixed = inside.replace("\\", "\\\\")
            message = "双引号里的反斜线“\\”有特殊含义"
            hint = f"改用英文单引号：'{shorten(inside)}'"
            code = codes.BACKSLASH_IN_QUOTES
            return Slip(code, message, hint, line.at, end, f'"{fixed}"', is_certain=False)
        at = inside.find("\\", match.end())
    return None


def _in_brackets(line: Line) -> Slip | None:
    """Find text behind the closing bracket, and a comment sign that hides it."""
    end = end_of_brackets(line.text, line.at)
    if end is None:
        return None
    behind = line.text[end:]
    if blanks := _wide_blanks(behind):
        return _blanks_behind(end, blanks)
    if not says_nothing(behind):
        return _special(line, line.value[0])
    bare = _QUOTED.sub(lambda match: "x" * len(match.group()), line.text[:end])
    at = bare.find(" #", line.at) + 1
    if not at:
        return None
    message = "“#”和它后面的文字被当作注释，不会公布"
    hint = "给有“#”的这一项加英文双引号"
    return Slip(codes.TEXT_AFTER_HASH, message, hint, at, at + 1, "＃", is_certain=False)


def unclosed_bracket(line: Line) -> Slip:
    """Return the slip of a value without its closing bracket."""
    value = line.value
    text = value[:-1] if value[-1] in "］】｝" else value
    missing = ""
    for character in text:
        if character in "[{":
            missing = {"[": "]", "{": "}"}[character] + missing
        elif character == missing[:1]:
            missing = missing[1:]
    hint = f"在末尾加英文括号：{shorten(text + missing, 40)}"
    slip = _instead(line, codes.UNCLOSED_BRACKET, "括号没有成对", hint, text + missing)
    return replace(slip, is_certain=False)


def quote(value: str) -> str:
    """Return a text as YAML writes it in double quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
