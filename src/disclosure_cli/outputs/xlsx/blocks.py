"""Blocks of a document → rows of a sheet: what stands beside what, where cells begin and end, which
continue downwards.

Positions are in pixels of 0.75 points from the left edge of the paper's printable part, the unit in
which spreadsheet programs keep column widths. Each block places its cells as it likes; `grid`
makes one set of columns of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain, groupby
from typing import Any, Literal, NamedTuple, Protocol

from disclosure_cli.document import (
    NOTHING,
    Block,
    Column,
    Document,
    Drawing,
    DrawingForm,
    Facts,
    Form,
    FormField,
    FormGroup,
    Heading,
    Items,
    Paragraph,
    Steps,
    Table,
)
from disclosure_cli.outputs.xlsx.columns import column_widths, pages_abreast
from disclosure_cli.outputs.xlsx.layout import Layout
from disclosure_cli.outputs.xlsx.measure import LINE_EM, PADDING, PIXEL, in_two_lines
from disclosure_cli.text_width import width_of

CELL_MARGIN, RUNNING_MARGIN = 5.0, 1.5
"""Points above and below a text together: in a box, and where texts follow one another."""
INDENT = 18.0
"""Points by which one step indents a text: three blanks of the font that counts column widths."""
CHARTS: tuple[DrawingForm, ...] = ("bars", "columns")
"""The forms of drawing for which a sheet has a chart; of any other it has the table."""
_FITS_SURELY = 0.995
_INDENT = "\u3000\u3000"
_REQUIRED = "*"
_REQUIRED_NOTE = "带“*”的项目为必填项。"
_WRITING_LINE = 28.5
_BLOCK_GAP = 10.0
_DRAWN_TABLE = 0.54
_DRAWN_GAP = 0.56
_LOWEST_CHART = 130.0
_PAIRED_LABEL = 8
_PAIRED_VALUE = 16
_STACKED_LABEL = 5
_MOST_KEPT = 12

_FACTS_SHARES = (0.26, 1.0)
_FORM_SHARES = (0.07, 0.26, 0.52, 0.72, 1.0)
_STEPS_SHARES = (0.08, 0.30, 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `font` is a field of the layout's fonts; `running` text has the layout's
    pitch of lines.

    Stacked text stands one character below the other; overflowing text is one line in the first of its columns, which
    are not merged. A cell of the look `number` holds a number, if its text is one; one that is `linked` leads to
    another sheet.

    Borders: all four sides (`box`); or, for lines to write on inside one box, all with a hair line
    below (`first`), the sides with a hair line below (`middle`), the sides and below (`last`).
    """

    font: str
    horizontal: Literal["left", "center", "justify"]
    vertical: Literal["center", "distributed", "top"] = "center"
    border: Literal["none", "box", "first", "middle", "last"] = "none"
    indent: int = 0
    running: bool = False
    stacked: bool = False
    overflowing: bool = False
    number: bool = False
    linked: bool = False


LOOKS = {
    "banner": Look("banner", "center", border="box"),
    "title": Look("title", "center"),
    "dateline": Look("dateline", "center"),
    "heading1": Look("heading1", "left", running=True),
    "heading2": Look("heading2", "left", running=True),
    "heading3": Look("heading3", "left", running=True),
    "paragraph": Look("paragraph", "justify", "distributed", running=True),
    "caption": Look("caption", "center"),
    "header": Look("header", "center", border="box"),
    "left": Look("body", "left", border="box"),
    "center": Look("body", "center", border="box"),
    "number": Look("body", "center", border="box", number=True),
    "chart": Look("body", "center"),
    "linked": Look("body", "left", border="box", linked=True),
    "value": Look("body", "left", border="box", indent=1),
    "first line": Look("body", "left", border="first", indent=1),
    "middle line": Look("body", "left", border="middle", indent=1),
    "last line": Look("body", "left", border="last", indent=1),
    "group": Look("header", "center", border="box", stacked=True),
    "arrow": Look("header", "center"),
    "note": Look("note", "left"),
    "banner in line": Look("banner", "left", overflowing=True),
    "title in line": Look("title", "left", overflowing=True),
    "dateline in line": Look("dateline", "left", overflowing=True),
    "caption in line": Look("caption", "left", overflowing=True),
    "note in line": Look("note", "left", overflowing=True),
}
TALL = {look: f"{look} in a tall row" for look in ("left", "center", "number", "linked", "value")}
"""The looks of cells that stand in rows taller than a row of a sheet can be, with their texts at the top: in the middle
of such a row a page may end.
"""
LOOKS |= {tall: replace(LOOKS[look], vertical="top") for look, tall in TALL.items()}


def characters_in(width: int, look: Look, layout: Layout) -> int:
    """Return how many characters of full width a line of a cell holds that is so many pixels wide."""
    size: float = getattr(layout.fonts, look.font).size
    return int((width * PIXEL - PADDING - look.indent * INDENT) / size)


class Slot(NamedTuple):
    """The place of a cell in a row, from `start` to before `end`, and the name of its look."""

    start: int
    end: int
    look: str


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The slots of a row from left to right. Rows with the same slots share one, and it is known by
    identity.
    """

    slots: tuple[Slot, ...]


@lru_cache(maxsize=1_024)
def _shape(slots: tuple[Slot, ...]) -> Shape:
    return Shape(slots)


@dataclass(frozen=True, slots=True)
class DrawnRows:
    """A chart beside a table, of which this is the header: it shows the `body` rows that follow and stands beside
    `beside` rows in all, in the last slot; `labels` and `numbers` are the slots of what it shows.
    """

    form: DrawingForm
    title: str
    summary: str
    labels: int
    numbers: int
    body: int
    beside: int


class Row(NamedTuple):
    """A row of cells: one text a slot, `None` where the cell above continues. No dataclass: a sheet has thousands.

    `height` in points is the least; `keep` holds the row on one page with the next; `part` is that
    of a table; `drawn` is a chart that begins here; `leads` is the sheet to which its linked cell leads.
    """

    shape: Shape
    texts: Sequence[str | None]
    height: float = 0.0
    keep: bool = False
    new_page: bool = False
    part: Literal["", "header", "body"] = ""
    drawn: DrawnRows | None = None
    leads: str = ""


_Rows = Iterator[Row]


class _Shaped(Protocol):
    @property
    def shape(self) -> Shape: ...


def by_shape(rows: Iterable[_Shaped]) -> dict[Shape, list[int]]:
    """Return where the rows of each shape stand: what is the same in all cells of a column is worked out once."""
    places: dict[Shape, list[int]] = {}
    for at, row in enumerate(rows):
        places.setdefault(row.shape, []).append(at)
    return places


def lay_out(document: Document, layout: Layout) -> list[Row]:
    """Return the rows of a sheet."""
    width = _width(document, layout)
    rows = list(_head(document, layout, width))
    for index, block in enumerate(_without_doubled_captions(document["blocks"])):
        block_rows = list(_COMPOSERS[block["kind"]](block, layout, width))
        if index and block["kind"] == "form":
            block_rows[0] = block_rows[0]._replace(new_page=True)
        if _leads_to_next(block):
            block_rows = [row._replace(keep=True) for row in block_rows]
        rows += block_rows
    # A gap at the end could begin a page on which nothing is printed.
    while rows and not rows[-1].shape.slots:
        rows.pop()
    return rows if layout.fill else _in_line(rows, document, layout)


def _leads_to_next(block: Block) -> bool:
    """Tell whether a block only says what follows it, which may not be on another page."""
    return block["kind"] == "paragraph" and block["text"].endswith("：")


def _without_doubled_captions(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, of which none has for a caption what the heading above it says already."""
    heading = ""
    for block in blocks:
        if heading and block.get("caption") == heading:
            yield {**block, "caption": ""}  # type: ignore[misc]
        else:
            yield block
        heading = block["text"] if block["kind"] == "heading" else ""


def _in_line(rows: Sequence[Row], document: Document, layout: Layout) -> list[Row]:
    """Return rows without a merged cell over all columns. A sheet that is wider than a page is for work with its
    columns, which a merged cell hinders, and its middle is where nobody looks.

    Where several pages stand side by side, each has the first column, on which the title would be cut off: there it
    begins in the second column.
    """
    start = 0
    for block in document["blocks"]:
        if block["kind"] == "table":
            widths = column_widths(block, layout, None)
            if widths[1:] and pages_abreast(widths, layout) > 1:
                start = widths[0]
    return [_begun(row, start) for row in rows]


def _begun(row: Row, start: int) -> Row:
    for slot in row.shape.slots[:1]:
        if (look := f"{slot.look} in line") in LOOKS:
            return row._replace(shape=_shape((slot._replace(look=look, start=start),)))
    return row


def _width(document: Document, layout: Layout) -> int:
    """Return the width of a sheet: that of the page, or of the widest table if columns keep their
    widths.
    """
    page = int(layout.printable[0] * _FITS_SURELY / PIXEL)
    tables = [block for block in document["blocks"] if block["kind"] == "table"]
    if layout.fill or not tables:
        return page
    return max(sum(column_widths(table, layout, None)) for table in tables)


def _head(document: Document, layout: Layout, width: int) -> _Rows:
    lines = {look: document[look] for look in ("banner", "title", "dateline") if document[look]}
    if "title" in lines:
        room = characters_in(width, LOOKS["title"], layout)
        lines["title"] = in_two_lines(lines["title"], room) if layout.fill else lines["title"]
    for look, text in lines.items():
        yield _line(look, text, width, keep=True)
        if look == "banner":
            yield _gap(_BLOCK_GAP, keep=True)
    if lines:
        yield _gap(_BLOCK_GAP, keep=True)


def _line(look: str, text: str, width: int, *, keep: bool = False) -> Row:
    return Row(_shape((Slot(0, width, look),)), (text,), keep=keep)


def _gap(height: float, *, keep: bool = False) -> Row:
    return Row(_shape(()), (), height=height, keep=keep)


def _running(look: str, text: str, layout: Layout, width: int, *, keep: bool = False) -> _Rows:
    """Yield a row of running text and the rest of its last line's pitch."""
    line = getattr(layout.fonts, LOOKS[look].font).size * LINE_EM + RUNNING_MARGIN
    indented = "\n".join(_INDENT + line for line in text.split("\n"))
    yield _line(look, indented, width, keep=keep)
    yield _gap(max(0.0, layout.pitch - line), keep=keep)


def _heading(block: Heading, layout: Layout, width: int) -> _Rows:
    look = f"heading{min(block['level'], 3)}"
    yield from _running(look, block["number"] + block["text"], layout, width, keep=True)


def _paragraph(block: Paragraph, layout: Layout, width: int) -> _Rows:
    yield from _running("paragraph", block["text"], layout, width)


def _items(block: Items, layout: Layout, width: int) -> _Rows:
    marks = block["marks"] or [""] * len(block["items"])
    for mark, text in zip(marks, block["items"], strict=True):
        yield from _running("paragraph", mark + text, layout, width)


def _facts(block: Facts, layout: Layout, width: int) -> _Rows:
    yield from _caption(block["caption"], width)
    shape = _shape(_slots(_edges(_FACTS_SHARES, width), ("header", "value")))
    is_whole = len(block["rows"]) <= _MOST_KEPT
    for number, fact in enumerate(block["rows"], 1):
        yield Row(shape, fact, keep=is_whole and number < len(block["rows"]))
    yield _gap(_BLOCK_GAP)


def _caption(text: str, width: int) -> _Rows:
    if text:
        yield _line("caption", text, width, keep=True)


def _edges(shares: Iterable[float], width: int) -> list[int]:
    return [0, *(round(share * width) for share in shares)]


def _slots(edges: Sequence[int], looks: Iterable[str]) -> tuple[Slot, ...]:
    return tuple(map(Slot, edges[:-1], edges[1:], looks))


def _table(block: Table, layout: Layout, width: int) -> _Rows:
    drawing = block.get("drawing")
    if drawing and drawing["form"] in CHARTS and block["rows"]:
        yield from _drawn_table(block, drawing, layout, width)
        return
    columns = block["columns"]
    widths = column_widths(block, layout, width if layout.fill else None)
    edges = list(accumulate(widths, initial=0))
    yield from _caption(block["caption"], width)
    yield from _table_header(columns, edges)
    sheets = block.get("sheets", [])
    naming = next((at for at, column in enumerate(columns) if column.get("head")), 0)
    looks = ["linked" if sheets and at == naming else _look(c) for at, c in enumerate(columns)]
    shape = _shape(_slots(edges, looks))
    rows = _continued(block["rows"], columns)
    for number, texts in enumerate(rows, 1):
        # Neither the last row of several nor what is said behind it stands alone on a page; nor does the first below
        # its header, where something is said above. Two rows may be parted: tall ones would wait together for an empty
        # page.
        is_first = number == 1 and len(rows) > 2 and bool(block["caption"])
        is_last = 1 < number == len(rows) - 1
        is_kept = is_first or is_last or (number == len(rows) and bool(block["notes"]))
        leads = sheets[number - 1] if sheets else ""
        yield Row(shape, texts, keep=is_kept, part="body", leads=leads)
    if not rows and layout.fill:
        nothing = block.get("empty", NOTHING)
        yield Row(_shape((Slot(0, edges[-1], "center"),)), (nothing,), part="body")
    yield from _notes(block["notes"], width)


def _notes(notes: Sequence[str], width: int) -> _Rows:
    """Yield what is said behind a table, all on one page."""
    for number, note in enumerate(notes, 1):
        yield _line("note", note, width, keep=number < len(notes))
    yield _gap(_BLOCK_GAP)


def _look(column: Column) -> str:
    return "number" if column.get("count") else column["align"]


def _drawn_table(block: Table, drawing: Drawing, layout: Layout, width: int) -> _Rows:
    """Yield a table in the left half of the sheet, on one page with the chart in the right half."""
    columns = block["columns"]
    edges = list(accumulate(column_widths(block, layout, round(width * _DRAWN_TABLE)), initial=0))
    place = Slot(round(width * _DRAWN_GAP), width, "chart")
    yield from _caption(block["caption"], width)
    (header,) = _table_header(columns, edges)
    line = layout.fonts.body.size * LINE_EM + CELL_MARGIN
    lacking = max(_BLOCK_GAP, _LOWEST_CHART - line * (len(block["rows"]) + 1))
    drawn = DrawnRows(
        drawing["form"],
        block["caption"],
        drawing["summary"],
        labels=next((at for at, column in enumerate(columns) if column.get("head")), 0),
        numbers=drawing["column"],
        body=len(block["rows"]),
        beside=len(block["rows"]) + 2,
    )
    yield header._replace(
        shape=_shape((*header.shape.slots, place)), texts=(*header.texts, ""), drawn=drawn
    )
    shape = _shape(_slots(edges, map(_look, columns)))
    for texts in block["rows"]:
        yield Row(shape, texts, keep=True, part="body")
    # No gap, which is left out at the end of a sheet: the chart goes on beside it.
    rest = _shape((Slot(0, edges[-1], "chart"),))
    yield Row(rest, ("",), height=lacking, keep=bool(block["notes"]))
    yield from _notes(block["notes"], width)


def _table_header(columns: Sequence[Column], edges: Sequence[int]) -> _Rows:
    """Yield the header: one row, or two if columns stand in groups."""
    upper: list[tuple[Slot, str]] = []
    lower: list[tuple[Slot, str | None]] = []
    for group, run in groupby(range(len(columns)), lambda at: columns[at].get("group", "")):
        at = list(run)
        leaves = [Slot(edges[index], edges[index + 1], "header") for index in at]
        labels = [columns[index]["label"] for index in at]
        if group:
            upper.append((Slot(leaves[0].start, leaves[-1].end, "header"), group))
            lower += zip(leaves, labels, strict=True)
        else:
            upper += zip(leaves, labels, strict=True)
            lower += ((leaf, None) for leaf in leaves)
    for cells in (upper, lower) if any(text for _, text in lower) else (upper,):
        slots, texts = zip(*cells, strict=True)
        yield Row(_shape(slots), texts, keep=True, part="header")


def _continued(
    rows: Sequence[list[str]], columns: Sequence[Column]
) -> Sequence[Sequence[str | None]]:
    """Return rows in which a cell of a merging column that repeats the one above is `None`; empty
    cells stay.
    """
    merging = [index for index, column in enumerate(columns) if column.get("merge")]
    if not merging:
        return rows
    continued: list[list[str | None]] = [[*row] for row in rows]
    for index in merging:
        for at in range(1, len(rows)):
            if rows[at][index] and rows[at][index] == rows[at - 1][index]:
                continued[at][index] = None
    return continued


def _form(block: Form, layout: Layout, width: int) -> _Rows:
    yield _line("title", block["title"], width, keep=True)
    yield _gap(_BLOCK_GAP, keep=True)
    edges = _edges(_FORM_SHARES, width)
    for group in block["groups"]:
        yield from _group_rows(group, edges, layout)
    required = any(field["required"] for group in block["groups"] for field in group["fields"])
    for note in ([_REQUIRED_NOTE] if required else []) + block["notes"]:
        yield _line("note", note, width)
    yield _gap(_BLOCK_GAP)


def _group_rows(group: FormGroup, edges: Sequence[int], layout: Layout) -> _Rows:
    """Yield the fields of a group beside its label, or without one, over the whole width."""
    label = group["label"]
    look = "group" if len(label) <= _STACKED_LABEL else "header"
    fields = (_field_rows(fields, edges, layout) for fields in _paired(group["fields"]))
    for number, (slots, texts) in enumerate(chain.from_iterable(fields)):
        if label:
            cells = (Slot(edges[0], edges[1], look), *slots)
            yield Row(_shape(cells), (None if number else label, *texts), height=_WRITING_LINE)
        else:
            cells = (slots[0]._replace(start=edges[0]), *slots[1:])
            yield Row(_shape(cells), texts, height=_WRITING_LINE)


def _paired(fields: Sequence[FormField]) -> Iterator[list[FormField]]:
    """Yield the fields of one row each: two short ones stand side by side, as on the official
    form.
    """
    waiting: list[FormField] = []
    for field in fields:
        brief = width_of(field.get("value", "")) <= _PAIRED_VALUE
        short = not field["choices"] and field["lines"] <= 1 and brief
        if not short or len(field["label"]) > _PAIRED_LABEL:
            yield from ([each] for each in (*waiting, field))
            waiting = []
        elif waiting:
            yield [*waiting, field]
            waiting = []
        else:
            waiting = [field]
    if waiting:
        yield waiting


def _field_rows(
    fields: Sequence[FormField], edges: Sequence[int], layout: Layout
) -> Iterator[tuple[tuple[Slot, ...], tuple[str | None, ...]]]:
    labels = [(_REQUIRED if field["required"] else "") + field["label"] for field in fields]
    if len(fields) > 1:
        looks = ("header", "value", "header", "value")
        first, second = (field.get("value", "") for field in fields)
        yield _slots(edges[1:], looks), (labels[0], first, labels[1], second)
        return
    room = characters_in(edges[-1] - edges[2], LOOKS["value"], layout)
    known = [text for text in (_choices(fields[0], room), fields[0].get("value", "")) if text]
    texts = known + [""] * fields[0]["lines"] or [""]
    lines = ["first line", *["middle line"] * (len(texts) - 2), "last line"]
    for index, text in enumerate(texts):
        look = lines[index] if len(texts) > 1 else "value"
        slots = (Slot(edges[1], edges[2], "header"), Slot(edges[2], edges[-1], look))
        yield slots, (labels[0] if index == 0 else None, text)


def _choices(field: FormField, room: int) -> str:
    """Return what there is to choose, in lines of so many characters: none is broken that fits in a line."""
    ticked = field.get("ticked", [])
    lines: list[str] = []
    for choice in field["choices"]:
        text = f"{'■' if choice in ticked else '□'}{choice}"
        if lines and len(lines[-1]) + 1 + len(text) <= room:
            lines[-1] += f"\u3000{text}"
        else:
            lines.append(text)
    return "\n".join(lines)


def _steps(block: Steps, layout: Layout, width: int) -> _Rows:
    yield from _caption(block["caption"], width)
    shape = _shape(_slots(_edges(_STEPS_SHARES, width), ("center", "header", "value")))
    for number, step in enumerate(block["steps"], 1):
        if number > 1:
            yield _line("arrow", "↓", width, keep=True)
        lines = [step["text"]] if step["text"] or not step["branches"] else []
        lines += ["→ " + branch for branch in step["branches"]]
        for index, text in enumerate(lines):
            head = (None, None) if index else (str(number), step["title"])
            yield Row(shape, (*head, text), keep=index + 1 < len(lines))
    yield _gap(_BLOCK_GAP)


_COMPOSERS: dict[str, Callable[[Any, Layout, int], _Rows]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "items": _items,
    "facts": _facts,
    "table": _table,
    "form": _form,
    "steps": _steps,
}
