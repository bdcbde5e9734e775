"""Sections → blocks: the one place where headings get their numbers, lists their marks, and empty sections go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclosure_cli.compile import blocks
from disclosure_cli.document import Block
from disclosure_cli.grammar.numerals import to_chinese
from disclosure_cli.schema.fields import Field
from disclosure_cli.showing import show

Blocks = tuple[Block, ...]

HEADING_NUMBERS = ("{chinese}、", "（{chinese}）", "{arabic}.")
"""How headings of the first, second and third level are numbered (GB/T 9704—2012, 7.3.3)."""

_LIST_MARKS = ("{}.", "{}.", "（{}）")
"""How a list is marked below a heading of each level, so that its marks are not taken for headings."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands under it, and the sections inside it. `slug` is unique among its neighbours."""

    slug: str
    title: str
    blocks: Blocks = ()
    parts: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would stand under the heading."""
        return not self.blocks and all(part.is_empty for part in self.parts)

    def part(self, slug: str) -> Section | None:
        """Return the section inside it with a slug."""
        return next((part for part in self.parts if part.slug == slug), None)


def outline(sections: Iterable[Section]) -> list[Block]:
    """Return sections as blocks with numbered headings. A section without content does not take a number."""
    return list(_outline(sections, 0, ""))


def _outline(sections: Iterable[Section], depth: int, prefix: str) -> Iterator[Block]:
    kept = (section for section in sections if not section.is_empty)
    for number, section in enumerate(kept, start=1):
        anchor = prefix + section.slug
        mark = HEADING_NUMBERS[depth].format(chinese=to_chinese(number), arabic=number)
        yield blocks.heading(section.title, anchor, depth + 1, mark)
        yield from (_marked(block, depth) for block in section.blocks)
        yield from _outline(section.parts, depth + 1, f"{anchor}-")


def _marked(block: Block, depth: int) -> Block:
    if block["kind"] != "items":
        return block
    numbers = range(1, len(block["items"]) + 1)
    return {**block, "marks": [_LIST_MARKS[depth].format(number) for number in numbers]}


def paragraphs(*texts: str) -> Blocks:
    """Return texts as paragraphs, without the empty ones."""
    return tuple(blocks.paragraph(text) for text in texts if text)


def listing(lines: Iterable[str]) -> Blocks:
    """Return lines as a list; its marks follow from where it will stand."""
    items = list(lines)
    return ({"kind": "items", "marks": [], "items": items},) if items else ()


def facts(caption: str, rows: Iterable[tuple[str, str]]) -> Blocks:
    """Return pairs of label and value as a table of facts; what has no value is not named."""
    told = [(label, value) for label, value in rows if value]
    return ({"kind": "facts", "caption": caption, "rows": told},) if told else ()


def known(fields: Iterable[Field], data: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return label and text of every public field that a block of data has, in the order of the schema."""
    return [(f.label, show(f, data[f.name])) for f in fields if f.public and f.name in data]


def table(
    caption: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str]],
    notes: Iterable[str] = (),
    *,
    head: str = "",
) -> Blocks:
    """Return rows as a table. `columns` are labels and widths; a column that no row fills is left out. `head` is the
    label of the column that names a row, if that is not the first.
    """
    cells = [list(row) for row in rows]
    filled = [index for index in range(len(columns)) if any(row[index] for row in cells)]
    if not filled:
        return ()
    naming = head or columns[filled[0]][0]
    shown = [
        blocks.column(*columns[index], align="left", head=columns[index][0] == naming)
        for index in filled
    ]
    kept = ([row[index] for index in filled] for row in cells)
    return (blocks.table(shown, kept, caption=caption, notes=notes),)


def introduced(text: str, blocks: Blocks) -> Blocks:
    """Return blocks behind the sentence that leads to them; without blocks there is nothing to lead to."""
    return (*paragraphs(text), *blocks) if blocks else ()
