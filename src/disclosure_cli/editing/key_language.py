"""Keys of records → edits that spell them all in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclosure_cli.catalog import CheckedFile
from disclosure_cli.model import Edit, Location
from disclosure_cli.places import Place
from disclosure_cli.schema.fields import Field
from disclosure_cli.settings import Keys


def in_language(file: CheckedFile, fields: Sequence[Field], keys: Keys) -> Iterator[Edit]:
    """Yield the edits that spell the keys of a file's records, at every level, in a language.

    What is no field stays, and so does a key that stands beside its other spelling: a person has to choose.
    """
    others = {_spellings(field, keys)[1] for top in fields for field in top.walk()}
    # Finding where each key of a file stands takes long; most files have none of the other language.
    if not any(other in file.text for other in others):
        return
    for record in file.records:
        found = list(record.source.place.descend(record.position, record.labels))
        yield from _edits(found[-1] if found else record.source.place, fields, keys, file.path)


def _edits(place: Place, fields: Sequence[Field], keys: Keys, path: str) -> Iterator[Edit]:
    if not isinstance(place.children, Mapping):
        for item in place.children:
            yield from _edits(item, fields, keys, path)
        return
    for field in fields:
        wanted, other = _spellings(field, keys)
        inner = place.children.get(wanted) or place.children.get(other)
        if inner is None:
            continue
        if wanted not in place.children and inner.key is not None:
            yield Edit(Location.of(path, inner.key), wanted)
        yield from _edits(inner, field.children, keys, path)


def _spellings(field: Field, keys: Keys) -> tuple[str, str]:
    """Return how a key is to be spelled, and its other spelling."""
    return (field.label, field.name) if keys == "zh" else (field.name, field.label)
