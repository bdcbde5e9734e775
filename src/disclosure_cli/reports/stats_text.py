"""Figures for people at a terminal: the tables of the page, drawn with characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_cli.compile.figure_tables import site_blocks, unit_blocks
from disclosure_cli.compile.figures import SiteFigures
from disclosure_cli.document import Block, Table
from disclosure_cli.outputs.html.layout import sections
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.text import Paint, painter
from disclosure_cli.text_width import padded, shortened, width_of

_WIDEST_BAR = 30
"""Columns of a bar. Where a terminal makes its characters twice as wide, it must not run over the line."""
_WIDEST_NAME = 40
_BRIEF = 10
_INDENT = "  "
_MAY_NOT_BEGIN = "，。、；：）》”"


def render(figures: SiteFigures, width: int, *, color: bool = False) -> str:
    """Return the figures of one unit, or of several together, as lines of at most `width` columns."""
    paint = painter(color=color)
    units = figures["units"]
    names = units[0]["name"] if len(units) == 1 else f"{len(units)}个单位"
    counted = f"{figures['items']}个公开事项，{figures['entries']}条信息"
    blocks = unit_blocks(units[0]) if len(units) == 1 else site_blocks(figures)
    lines = [paint("1", clean(f"{names}：{counted}"))]
    for section in sections(blocks):
        if section["heading"]:
            lines += ["", paint("1", section["heading"]["text"])]
        for block in section["blocks"]:
            lines += _block(block, width, paint, captioned=len(section["blocks"]) > 1)
    return "\n".join([*lines, ""])


def _block(block: Block, width: int, paint: Paint, *, captioned: bool) -> Iterator[str]:
    if block["kind"] == "paragraph":
        yield from _wrapped(block["text"], width)
    elif block["kind"] == "table":
        if captioned:
            yield _INDENT + clean(block["caption"])
        yield from _table(block, width, paint)


def _table(table: Table, width: int, paint: Paint) -> Iterator[str]:
    """Yield a matrix with numbered columns, or of any other table a line with a bar for each row."""
    drawing = table.get("drawing")
    if drawing and drawing["form"] == "matrix":
        yield from _matrix(table, width)
    else:
        yield from _bars(table, width, paint)
    for note in table["notes"]:
        yield from _wrapped(note, width)


def _bars(table: Table, width: int, paint: Paint) -> Iterator[str]:
    """Yield name, number and what else is brief of each row, then its bar, or at length why there is none."""
    drawing = table.get("drawing")
    unit = drawing["unit"] if drawing else ""
    names = [shortened(clean(row[0]), min(_WIDEST_NAME, width // 2)) for row in table["rows"]]
    values = [row[1] + unit if row[1].isdecimal() else row[1] for row in table["rows"]]
    others = [clean(" ".join(row[2:])) for row in table["rows"]]
    brief = max(map(width_of, others), default=0) <= _BRIEF
    numbers = [int(row[1]) if row[1].isdecimal() else 0 for row in table["rows"]]
    whole = (drawing["whole"] if drawing else 0) or max(numbers, default=0) or 1
    columns = [_aligned(names), _aligned(values, right=True)]
    columns += [_aligned(others, right=True)] if brief and any(others) else []
    used = sum(width_of(cells[0]) + 2 for cells in columns if cells)
    room = width - width_of(_INDENT * 2) - used
    longest = max(0, min(_WIDEST_BAR, room // 2))
    for number, cells, other in zip(numbers, zip(*columns, strict=True), others, strict=True):
        bar = paint("36", "█" * _length(number, whole, longest))
        long = "" if brief else other
        behind = long if width_of(long) <= room else ""
        yield (_INDENT * 2 + "  ".join((*cells, bar if number else behind))).rstrip()
        if long and not behind:
            yield from (_INDENT + line for line in _wrapped(long, width - width_of(_INDENT)))


def _aligned(texts: Sequence[str], *, right: bool = False) -> list[str]:
    room = max(map(width_of, texts), default=0)
    return [padded(text, room, right=right) for text in texts]


def _length(number: int, whole: int, longest: int) -> int:
    """Return how long a bar is; what is more than nothing is seen."""
    return max(round(number * longest / whole), min(number, 1))


def _matrix(table: Table, width: int) -> Iterator[str]:
    """Yield the rows under numbers for the columns, and below them what the numbers mean."""
    labels = [column["label"] for column in table["columns"][1:]]
    cells = [[*row[1:]] for row in table["rows"]]
    word = next((cell for row in cells for cell in row if not cell.isdecimal()), "")
    names = _aligned(["", *(shortened(clean(row[0]), 24) for row in table["rows"])])
    heads = [str(number) for number in range(1, len(labels) + 1)]
    for name, row in zip(names, (heads, *cells), strict=True):
        shown = ["—" if cell == word else cell for cell in row]
        yield f"{_INDENT * 2}{name}{''.join(cell.rjust(4) for cell in shown)}"
    yield from _wrapped(
        "；".join(f"{n} {label}" for n, label in zip(heads, labels, strict=True)), width
    )
    if word:
        yield from _wrapped(f"—：{word}。", width)


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a text in lines that fit; a mark that may not begin a line stands behind the last."""
    room = max(20, width - width_of(_INDENT * 2) - 2)
    line = ""
    for character in clean(text):
        if width_of(line + character) > room and character not in _MAY_NOT_BEGIN:
            yield _INDENT * 2 + line
            line = ""
        line += character
    yield _INDENT * 2 + line
