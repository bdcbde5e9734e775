"""The poster for the notice board: every item by its name, and from the guide what somebody who stands before it needs.

It is set in large type, so it holds no wide tables: what the guide says in one stands here as facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.compile.blocks import heading
from disclosure_cli.compile.guide import guide_chapters
from disclosure_cli.compile.guide_sections.outline import Blocks, Section, facts, listing, outline
from disclosure_cli.compile.guide_sections.subject import Subject
from disclosure_cli.compile.masthead import banner, revised_on, titled_of
from disclosure_cli.compile.tables import NO_ITEMS, OTHER
from disclosure_cli.compile.view import ItemView, UnitView
from disclosure_cli.document import Block, Document
from disclosure_cli.publishing.deciding import ON_REQUEST
from disclosure_cli.schema.schemas import Schemas

_ON_LINE = "网站"
_ON_REQUEST = "（依申请公开）"
_PLACE = ("address", "hours", "phone")
_PICKED = (
    ("application", "ways"),
    ("application", "content"),
    ("application", "time"),
    ("service", ""),
    ("office", ""),
    ("inquiry", ""),
    ("remedies", "supervision"),
    ("remedies", "reconsideration"),
    ("remedies", "lawsuit"),
    ("remedies", "appeal"),
    ("commitments", ""),
)
"""Which chapters of the guide the poster repeats, or which sections of them."""


def poster_document(view: UnitView, schemas: Schemas) -> Document:
    """Return the poster of a unit: its catalog, then its guide."""
    subject = Subject(view, schemas)
    sections = [
        Section("places", "到哪里查阅", parts=tuple(_places(subject))),
        *_picked(subject),
    ]
    return {
        "title": f"{titled_of(view, '公开目录')}和指南",
        "dateline": revised_on(view),
        "banner": banner(view),
        "blocks": [
            heading("公开目录", "catalog", 1),
            *_catalog(view),
            heading("公开指南", "guide", 1),
            *lowered(outline(sections)),
        ],
    }


def _catalog(view: UnitView) -> Iterator[Block]:
    """Yield the items of each first-level class under its name, or that there is none."""
    if not view.items:
        yield {"kind": "paragraph", "text": NO_ITEMS}
    classes: dict[str, list[ItemView]] = {}
    for item in view.items:
        classes.setdefault(item.class_names[0] if item.class_names else OTHER, []).append(item)
    for number, (name, items) in enumerate(classes.items(), start=1):
        yield heading(name, f"class-{number}", 2)
        yield from listing(map(_name, items))


def _name(item: ItemView) -> str:
    on_request = item.data.get("mode") == ON_REQUEST
    return f"{item.data['title']}{_ON_REQUEST if on_request else ''}"


def _places(subject: Subject) -> Iterator[Section]:
    """Yield where the catalog can be read: on line, and at places with their hours."""
    website = subject.block("office").get("website")
    yield Section("website", _ON_LINE, facts(_ON_LINE, [("网址", str(website or ""))]))
    labels = {field.name: field.label for field in subject.fields("unit", "places")}
    for number, place in enumerate(subject.profile.get("places", ()), start=1):
        rows = [(labels[name], str(place.get(name, ""))) for name in _PLACE]
        yield Section(f"place-{number}", str(place["name"]), facts(str(place["name"]), rows))


def _picked(subject: Subject) -> Iterator[Section]:
    chapters = {chapter.slug: chapter for chapter in guide_chapters(subject)}
    for slug, part in _PICKED:
        section = chapters.get(slug)
        if section is not None and part:
            section = section.part(part)
        if section is not None:
            yield Section(f"{slug}-{section.slug}", section.title, _narrow(section), section.parts)


def _narrow(section: Section) -> Blocks:
    """Return the blocks of a section without its tables, which are wider than a column of a poster."""
    return tuple(block for block in section.blocks if block["kind"] != "table")


def lowered(blocks: list[Block]) -> list[Block]:
    """Return blocks with their headings one level further down, to stand under another heading."""
    return [
        {**block, "level": block["level"] + 1} if block["kind"] == "heading" else block
        for block in blocks
    ]
