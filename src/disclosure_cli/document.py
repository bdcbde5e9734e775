"""What a page, a sheet and a data file are made from: plain data, the same for every format.

A catalog or a guide is compiled once into a `Document` of blocks; the HTML page and the workbook are two renderings of
it, so they cannot say different things. All texts are final: renderers escape and lay out, they do not word.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

LONGEST_SHEET_NAME = 31
"""Of how many characters the name of a sheet may be, in all programs."""


class Column(TypedDict):
    """One leaf column of a table.

    `group` is the heading of the merged cell above it and its neighbours with the same group; `merge` asks to merge
    equal neighbours downwards; `head` marks the column that names the row (without it, the first that neither merges
    nor numbers the rows does); `count` marks a column of whole numbers, with which a workbook can reckon, among which
    may be words; `width` counts characters of half width.
    """

    label: str
    group: NotRequired[str]
    width: int
    align: Literal["left", "center"]
    merge: NotRequired[bool]
    head: NotRequired[bool]
    count: NotRequired[bool]


class Heading(TypedDict):
    """A heading; `number` is printed before the text (一、 （一） 1. by level 1, 2, 3)."""

    kind: Literal["heading"]
    level: int
    number: str
    text: str
    anchor: str


class Paragraph(TypedDict):
    """A paragraph of running text."""

    kind: Literal["paragraph"]
    text: str


class Items(TypedDict):
    """A list of short texts; `marks` (such as 1. 2. or （1）) are part of the data so that all formats agree."""

    kind: Literal["items"]
    marks: list[str]
    items: list[str]


class Facts(TypedDict):
    """A two-column table of label and value, such as the contact data of an office."""

    kind: Literal["facts"]
    caption: str
    rows: list[tuple[str, str]]


NOTHING = "暂无内容"
"""What a table without rows says that does not know what is missing."""

DrawingForm = Literal["bars", "columns", "matrix", "timeline"]


class Drawing(TypedDict):
    """How a table is also drawn. `bars` lie and `columns` stand for the numbers in `column`, in `unit`s, one for each
    row, named after it; bars are parts of a `whole`, if it is not 0. A `matrix` shows every cell from `column` on: a
    number above 0, a word, or 0; `legend` says what these mean. A `timeline` shows each row from the day in `column` to
    that in the next one, in the look of the word behind them, which is one of the `legend`; rows stand under the text
    of the merged column. `summary` says in a sentence what is to be seen.
    """

    form: DrawingForm
    anchor: str
    column: int
    unit: str
    whole: int
    summary: str
    legend: list[str]


class Table(TypedDict):
    r"""A table. Cells are texts, `\\n` breaks a line. `anchors` has one HTML id a row, or is empty; `hrefs` one
    address a row within the site, to which the cell that names the row leads. With a `drawing` it is drawn, too.
    `empty` says what is missing where there are no rows. In a workbook the cell that names a row leads to that of the
    `sheets` which is named for it.
    """

    kind: Literal["table"]
    caption: str
    columns: list[Column]
    rows: list[list[str]]
    anchors: list[str]
    notes: list[str]
    hrefs: NotRequired[list[str]]
    drawing: NotRequired[Drawing]
    empty: NotRequired[str]
    sheets: NotRequired[list[str]]


class FormField(TypedDict):
    """One field of a printed form: lines to write on, or choices to tick.

    What is known already is in `value`, and the choices that are taken are `ticked`.
    """

    label: str
    choices: list[str]
    lines: int
    required: bool
    value: NotRequired[str]
    ticked: NotRequired[list[str]]


class FormGroup(TypedDict):
    """Fields that stand together under one label."""

    label: str
    fields: list[FormField]


class Form(TypedDict):
    """A form to be printed and filled in by hand."""

    kind: Literal["form"]
    title: str
    anchor: str
    groups: list[FormGroup]
    notes: list[str]


class Step(TypedDict):
    """One numbered step of a flow; `branches` are the ways it may end."""

    title: str
    text: str
    branches: list[str]


class Steps(TypedDict):
    """A flow as numbered steps."""

    kind: Literal["steps"]
    caption: str
    steps: list[Step]


class ChangedField(TypedDict):
    """A field of which two versions differ: lines of pieces, each kept (`=`), gone (`-`) or new (`+`)."""

    label: str
    lines: list[list[tuple[str, str]]]


class ChangedRecord(TypedDict):
    """What happened to a record. `adjustment` is added, cancelled or changed; `verbs` say it in words."""

    verbs: list[str]
    adjustment: str
    subject: str
    facts: str
    fields: list[ChangedField]


class Changes(TypedDict):
    """What changed in some records, for a page; a workbook has it in tables."""

    kind: Literal["changes"]
    changes: list[ChangedRecord]


Block = Heading | Paragraph | Items | Facts | Table | Form | Steps | Changes


class Document(TypedDict):
    """A titled text of blocks. `dateline` is printed under the title, `banner` above it (example units)."""

    title: str
    dateline: str
    banner: str
    blocks: list[Block]


class Sheet(TypedDict):
    """One sheet of a workbook: `layout` names its page set-up in the layout file."""

    name: str
    layout: str
    document: Document


class Workbook(TypedDict):
    """A workbook: its properties and its sheets."""

    title: str
    author: str
    sheets: list[Sheet]
