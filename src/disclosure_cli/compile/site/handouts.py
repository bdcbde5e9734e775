"""Hand-outs for the hall: how one matter is dealt with, on a sheet of its own that can be taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure_cli.compile.blocks import heading, items
from disclosure_cli.compile.guide_sections.outline import facts
from disclosure_cli.compile.guide_sections.subject import Subject
from disclosure_cli.compile.masthead import banner, revised_on
from disclosure_cli.compile.view import ItemView, UnitView
from disclosure_cli.document import Block, Document, Step
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.showing import show

TO_TICK = "□"
_WHERE = {"place": "address", "hours": "hours", "phone": "phone", "url": ""}
"""What says where a matter is dealt with, and what of the unit's office stands in for it."""
_APART = frozenset({"materials", "procedure", *_WHERE})


def handouts_document(view: UnitView, schemas: Schemas) -> Document:
    """Return the hand-outs of a unit, one a chapter, for the items that say how a matter is dealt with."""
    subject = Subject(view, schemas)
    served = [item for item in view.items if item.data.get("service")]
    return {
        "title": f"{view.name}办事指南",
        "dateline": revised_on(view),
        "banner": banner(view),
        "blocks": [block for item in served for block in _handout(item, subject)],
    }


def _handout(item: ItemView, subject: Subject) -> Iterator[Block]:
    """Yield one hand-out: what it is, what to bring, how it goes, where and when."""
    service: Mapping[str, Any] = item.data["service"]
    fields = {field.name: field for field in subject.fields("item", "service")}
    title = str(item.data["title"])
    yield heading(title, item.anchor, 1)
    about = [_fact(f, service) for f in fields.values() if f.public and f.name not in _APART]
    yield from facts(title, about)
    if materials := service.get("materials"):
        yield heading(fields["materials"].label, f"{item.anchor}-materials", 2)
        yield items(materials, TO_TICK)
    if procedure := service.get("procedure"):
        yield heading(fields["procedure"].label, f"{item.anchor}-procedure", 2)
        steps: list[Step] = [{"title": str(s), "text": "", "branches": []} for s in procedure]
        yield {"kind": "steps", "caption": "", "steps": steps}
    yield heading("到哪里办", f"{item.anchor}-where", 2)
    yield from facts("到哪里办", [*_where(service, fields, subject), *_supervision(subject)])


def _fact(field: Field, service: Mapping[str, Any]) -> tuple[str, str]:
    """Return label and text of a field; of several values, each in a line with its number."""
    value = service.get(field.name)
    if isinstance(value, list) and len(value) > 1:
        return field.label, "\n".join(f"{n}. {each}" for n, each in enumerate(value, start=1))
    return field.label, show(field, value)


def _where(
    service: Mapping[str, Any], fields: Mapping[str, Field], subject: Subject
) -> Iterator[tuple[str, str]]:
    office = subject.block("office")
    for name, of_office in _WHERE.items():
        yield fields[name].label, str(service.get(name) or office.get(of_office, ""))


def _supervision(subject: Subject) -> Iterator[tuple[str, str]]:
    if phone := subject.block("supervision").get("phone"):
        yield "监督电话", str(phone)
