"""What is never published: who is responsible, the plan, what is held back and why, how each record was reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure_cli.compile.blocks import column, heading, table
from disclosure_cli.compile.internal_sections import labour, plan, registers
from disclosure_cli.compile.internal_sections.section import Section
from disclosure_cli.document import Block, Document, Sheet, Workbook
from disclosure_cli.duties.outstanding import Duty
from disclosure_cli.model import Record, Unit
from disclosure_cli.pages import Page, plain_page
from disclosure_cli.publishing.deciding import Decision, State
from disclosure_cli.registry.ordering import by_number
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.showing import columns, text_reader

NAME = "信息公开内部台账"
"""What workbook and page are called together."""
WORK = "信息公开工作"
"""What stands above a page that is no part of the ledger: a list of what is to be done, of what has changed."""
SECRECY_NOTE = "内部资料，不得公开"


def internal_sections(
    unit: Unit, decisions: Iterable[Decision], duties: Iterable[Duty], schemas: Schemas
) -> tuple[Section, ...]:
    """Return the parts of a unit's internal documents."""
    divided = labour.divided(unit)
    shown = [decision for decision in decisions if decision.state is not State.CANCELLED]
    shown.sort(key=lambda decision: by_number(decision.record))
    return (
        labour.leadership(unit),
        labour.departments(unit, divided),
        labour.division(divided),
        plan.plan(unit),
        registers.open_duties(duties),
        registers.held_back(shown),
        registers.reviews(unit, shown),
        _all_fields("事项全部字段", unit.items, schemas["item"]),
        _all_fields("条目全部字段", unit.entries, schemas["entry"]),
    )


def internal_workbook(unit: Unit, sections: Iterable[Section]) -> Workbook:
    """Return the unit's internal workbook, a sheet for each part."""
    sheets = [_sheet(section, unit) for section in sections]
    return {"title": f"{unit.name}{NAME}", "author": unit.name, "sheets": sheets}


def _sheet(section: Section, unit: Unit) -> Sheet:
    """Return a part as a sheet, of which it is the title, not a caption."""
    blocks = [_uncaptioned(each) for each in section.blocks]
    document: Document = {
        "title": f"{unit.name}{section.name}",
        "dateline": "",
        "banner": SECRECY_NOTE,
        "blocks": blocks,
    }
    return {"name": section.name, "layout": section.layout, "document": document}


def _uncaptioned(block: Block) -> Block:
    return {**block, "caption": ""} if block["kind"] == "table" else block


def unit_internal_page(unit: Unit, sections: Iterable[Section]) -> Page:
    """Return the unit's internal page, a chapter for each part that is to be read."""
    document: Document = {
        "title": f"{unit.name}{NAME}",
        "dateline": "",
        "banner": SECRECY_NOTE,
        "blocks": list(_chapters(sections)),
    }
    return internal_page(document, unit.name)


def _chapters(sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        if section.on_page and not section.is_empty:
            yield heading(section.name, section.anchor)
            yield from section.blocks


def internal_page(document: Document, unit_name: str = "", name: str = NAME) -> Page:
    """Return a document as a page for the unit itself: one file that stands alone and links to nothing. `name` stands
    above it.
    """
    page = plain_page("internal", name, document)
    return {**page, "unit_name": unit_name, "banner": document["banner"]}


def _all_fields(name: str, records: Iterable[Record], schema: Schema) -> Section:
    """Return records with every field, internal ones too: for reckoning, not for reading."""
    fields = columns(schema.fields, internal=True)
    read = text_reader(schema.fields, internal=True)
    rows = [read(record.data) for record in sorted(records, key=by_number)]
    made = table([column(field.heading, 16) for field in fields], rows)
    anchor = f"all-{schema.kind}"
    return Section(name, anchor, "data", (made,), on_page=False)
