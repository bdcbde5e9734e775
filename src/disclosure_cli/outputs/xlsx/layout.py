"""How the sheets of a workbook are printed: layout files as values.

A layout file is TOML: the standard library reads it, a clerk may comment in it, and every value is
plainly a text, a number or true/false. It has one table a layout, plus `[common]` for what its
layouts share. A workspace's own file of the same name is laid over the packaged one key by key, so
it holds only what it changes.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

_COMMON = "common"
_PAPERS = {"A4": (210, 297), "A3": (297, 420)}
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY = re.compile(r"""\s*([\w."'-]+)\s*=""")
_POINTS_PER_MILLIMETRE = 72 / 25.4
PLACEHOLDERS = {"page": "&P", "pages": "&N", "sheet": "&A", "title": "\ue000", "banner": "\ue001"}
"""What stands for a placeholder in a header: a code of the format, or a sign in place of what differs from sheet to
sheet.
"""
SHEETS_OWN = ("title", "banner")


class LayoutError(ValueError):
    """A layout file cannot be used, or a layout does not exist. The message is Chinese and final; `problem` is what it
    says of the place, which is `line` of `file`, or the file as a whole.
    """

    def __init__(self, problem: str, file: str = "", line: int | None = None) -> None:
        super().__init__(f"版式文件 {file}：{problem}" if file else problem)
        self.problem = problem
        self.file = file
        self.line = line


class _MistakeError(Exception):
    """Something in a layout file is wrong, at the dotted path `where`."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(problem)
        self.where = where


@dataclass(frozen=True, slots=True)
class Font:
    """A font by name and size in points; it is named, never embedded."""

    name: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which font each kind of text has. `page` is the font of headers and footers."""

    title: Font
    dateline: Font
    banner: Font
    heading1: Font
    heading2: Font
    heading3: Font
    paragraph: Font
    caption: Font
    header: Font
    body: Font
    note: Font
    page: Font


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins in millimetres; `header` and `footer` are the distances of those lines from the
    edge.
    """

    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The page set-up of a sheet.

    `fill` gives the columns the width of the page, in proportion to their widths, so that the sheet prints at its true
    size and its pages are known; without it they keep their widths, and the sheet is shrunk to the page or, if that
    were too small to read, printed on pages side by side. `one_page` shrinks the sheet until one page holds it. `pitch`
    is the distance of lines of running text in points (GB/T 9704: 22 lines on 225 mm). `header` and `footer` may use
    `{page}`, `{pages}`, `{sheet}`, `{title}` and `{banner}`; a header with one of the last two, which stand on the
    first page already, begins on the second.
    """

    paper: Literal["A4", "A3"]
    orientation: Literal["portrait", "landscape"]
    margins: Margins
    fill: bool
    one_page: bool
    freeze: bool
    filter: bool
    pitch: float
    header: str
    footer: str
    fonts: Fonts

    @property
    def printable(self) -> tuple[float, float]:
        """Return width and height in points of what the margins leave of the page."""
        width, height = _PAPERS[self.paper]
        if self.orientation == "landscape":
            width, height = height, width
        margins = self.margins
        return (
            (width - margins.left - margins.right) * _POINTS_PER_MILLIMETRE,
            (height - margins.top - margins.bottom) * _POINTS_PER_MILLIMETRE,
        )


Layouts = Mapping[str, Layout]
"""The layouts of one workbook by name."""


def find_layout(layouts: Layouts, name: str) -> Layout:
    """Return a layout by name."""
    if name not in layouts:
        raise LayoutError(f"没有名为“{name}”的版式{_suggest(name, layouts)}")
    return layouts[name]


def read_layouts(*files: tuple[str, str]) -> Layouts:
    """Return the layouts of one workbook from (file name, text) pairs: the packaged file, then what
    overrides it.

    Raises `LayoutError` naming the file at fault. A layout that the packaged file does not have is one, too: nothing
    would be printed with it.
    """
    raw: dict[str, Any] = {}
    layouts: Layouts = {}
    for name, text in files:
        try:
            own = _parse(text)
            for key in own if raw else ():
                if key not in raw:
                    raise _MistakeError(key, f"没有名为“{key}”的版式{_suggest(key, raw)}")
            raw = _overlay(raw, own)
            common = raw.get(_COMMON, {})
            layouts = {
                key: _build(Layout, _overlay(common, table), key)
                for key, table in raw.items()
                if key != _COMMON
            }
        except _MistakeError as mistake:
            raise LayoutError(str(mistake), name, _line_of(text, mistake.where)) from None
        except tomllib.TOMLDecodeError as error:
            raise _not_toml(error, name, text) from None
    return layouts


def _parse(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def _not_toml(error: tomllib.TOMLDecodeError, name: str, text: str) -> LayoutError:
    place = re.search(r"line (\d+), column (\d+)", str(error))
    where = f"第 {place[1]} 行第 {place[2]} 列" if place else "末尾"
    line = int(place[1]) if place else text.count("\n") + 1
    return LayoutError(f"{where}不合 TOML 的写法，检查引号、等号和方括号", name, line)


def _line_of(text: str, where: str) -> int:
    """Return the line of what stands at a dotted path, or of the nearest thing around it. What a layout has from the
    common part stands there.
    """
    wanted = where.split(".")
    paths = (wanted, [_COMMON, *wanted[1:]])
    best, line = 0, 1
    table: list[str] = []
    for number, written in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(written):
            table = here = _keys(header[1])
        elif key := _KEY.match(written):
            here = [*table, *_keys(key[1])]
        else:
            continue
        if len(here) > best and any(path[: len(here)] == here for path in paths):
            best, line = len(here), number
    return line


def _keys(dotted: str) -> list[str]:
    return [key.strip().strip("\"'") for key in dotted.split(".")]


def _overlay(below: Any, above: Any) -> Any:
    """Return `below` with everything that `above` says laid over it."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return below | {
        key: _overlay(below[key], value) if key in below else value for key, value in above.items()
    }


def _build(kind: Any, value: Any, where: str) -> Any:
    """Return `value` as a value of `kind`, a dataclass or the type of one of its fields."""
    if is_dataclass(kind):
        return _checked(_build_fields(kind, value, where), where)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise _MistakeError(
                where, f"{where} 只能是 {'、'.join(get_args(kind))}，不能是“{value}”"
            )
    elif kind is float:
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise _MistakeError(where, f"{where} 应当是不小于零的数，不能是“{value}”")
        return float(value)
    elif not isinstance(value, kind):
        wanted = "true 或者 false" if kind is bool else "加引号的文字"
        raise _MistakeError(where, f"{where} 应当是{wanted}")
    return value


def _build_fields(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise _MistakeError(where, f"{where} 应当是一组设置，写作 [{where}]")
    names = [field.name for field in fields(kind)]
    for key in value:
        if key not in names:
            raise _MistakeError(
                f"{where}.{key}", f"[{where}] 没有“{key}”这一项{_suggest(key, names)}"
            )
    missing = [name for name in names if name not in value]
    if missing:
        raise _MistakeError(where, f"[{where}] 缺少“{'、'.join(missing)}”")
    hints = _hints(kind)
    return kind(**{name: _build(hints[name], value[name], f"{where}.{name}") for name in names})


# The same few kinds are built hundreds of times a run.
_hints = cache(get_type_hints)


def _checked(built: Any, where: str) -> Any:
    """Return a value whose parts fit together, else raise."""
    match built:
        case Font(size=size) if not 1 <= size <= 409:
            raise _MistakeError(f"{where}.size", f"{where}.size 应当在 1 和 409 之间")
        case Font(name=name) if not name.strip() or '"' in name:
            raise _MistakeError(f"{where}.name", f"{where}.name 应当是一个字体名称")
        case Layout() if min(built.printable) < 72:
            raise _MistakeError(f"{where}.margins", f"{where}.margins 太大，纸上没有地方了")
        case Layout():
            for part, text in (("header", built.header), ("footer", built.footer)):
                for name in re.findall(r"\{(.*?)\}", text):
                    if name not in PLACEHOLDERS:
                        problem = f"{where} 的页眉页脚没有“{{{name}}}”"
                        raise _MistakeError(
                            f"{where}.{part}", f"{problem}{_suggest(name, PLACEHOLDERS)}"
                        )
    return built


def _suggest(name: str, known: Any) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    guess = f"，是否想写“{close[0]}”" if close else ""
    return f"{guess}（可用：{'、'.join(known)}）"
