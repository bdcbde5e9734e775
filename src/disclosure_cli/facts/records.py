"""What several legal rules ask of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure_cli.facts.context import Context
from disclosure_cli.model import Record
from disclosure_cli.publishing.deciding import ACTIVE, WITHHELD
from disclosure_cli.schema.breaches import uses_labels


def item_of(entry: Record, context: Context) -> Record | None:
    """Return the item that an entry belongs to, in its own unit or in the one that it names."""
    reference = entry.data.get("item")
    own = context.items.get(reference) if isinstance(reference, str) else None
    if own is not None or not isinstance(reference, str) or "/" not in reference:
        return own
    unit_id, _, item_id = reference.rpartition("/")
    unit = context.catalog.unit(unit_id)
    return None if unit is None else context.whole.of_unit(unit).items.get(item_id)


def mode_of(record: Record, context: Context) -> str | None:
    """Return how an item or entry is disclosed: as it says itself, else an entry as its item does."""
    own = record.data.get("mode")
    if own is not None:
        return str(own)
    item = item_of(record, context) if record.kind == "entry" else None
    return None if item is None else item.data.get("mode")


def is_active(entry: Record, context: Context) -> bool:
    """Tell whether an entry is disclosed to everyone of the unit's own accord."""
    return mode_of(entry, context) == ACTIVE


def is_withheld(record: Record, context: Context) -> bool:
    """Tell whether an item or entry is withheld. Of one that was cancelled besides nothing is published either."""
    return mode_of(record, context) == WITHHELD


def publisher_of(entry: Record, context: Context) -> str:
    """Return who publishes an entry: its own issuer, else its item's publisher, else the unit."""
    assert context.unit is not None
    item = item_of(entry, context)
    named = entry.data.get("issuer") or (item.data.get("publisher") if item else None)
    return str(named or context.unit.name)


def is_own(name: str, context: Context) -> bool:
    """Tell whether a name is the unit's or one of its departments'."""
    return context.unit is not None and (name == context.unit.name or name in context.departments)


def review_blocks(context: Context) -> Iterator[tuple[Record, str]]:
    """Yield every review record of a unit: whose it is, and the field that it stands in."""
    assert context.unit is not None
    for subject in (*context.unit.items, *context.unit.entries):
        if "review" in subject.data:
            yield subject, "review"
    if "item_review" in context.unit.profile.data:
        yield context.unit.profile, "item_review"


def is_absent(record: Record, *path: str | int) -> bool:
    """Tell whether a field is absent for certain.

    Beside a key that the schema does not know (found as S201) the absence of a field proves nothing:
    the key may be that field, misspelt.
    """
    if record.get(*path) is not None:
        return False
    if not record.has_unknown_keys and record.source.repaired is None:
        return True
    place, labels = record.place, record.labels
    for part in path[:-1]:
        inner, labels = place.child(part, labels)
        if inner is None:
            return True
        place = inner
    if not isinstance(place.children, Mapping):
        return True
    known = {*labels, *(label for label, _ in labels.values())}
    return known.issuperset(place.children)


def missing(record: Record, context: Context, names: Iterable[str]) -> list[str]:
    """Return the fields of a record that are absent for certain, named as its file names fields."""
    schema = context.schemas[record.kind]
    labelled = uses_labels(record)
    absent = (schema.field((name,)) for name in names if is_absent(record, name))
    return [field.label if labelled else field.name for field in absent if field is not None]


def texts(value: object) -> Sequence[tuple[int, str]]:
    """Return the texts of a list with their indices."""
    values = value if isinstance(value, list) else ()
    return [(index, text) for index, text in enumerate(values) if isinstance(text, str)]
