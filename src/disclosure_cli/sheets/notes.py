"""Findings → the cells of a sheet that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure_cli.model import Diagnostic, Location, Path, Record
from disclosure_cli.places import Place
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema


def located(
    records: Sequence[Record], found: Iterable[Diagnostic], schema: Schema
) -> Iterator[tuple[int, Path, Diagnostic]]:
    """Yield for each finding that stands in one of the records: the record's number, the field's path, the finding.

    The path is that of the innermost field, without list indices; empty for what is about the record as a whole.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        if diagnostic.location.line is not None:
            by_file.setdefault(diagnostic.location.file, []).append(diagnostic)
    for number, record in enumerate(records):
        near = by_file.get(record.source.file)
        if near is None:
            continue
        source = record.source
        *_, place = (source.place, *source.place.descend(record.position, record.labels))
        for diagnostic in near:
            line = diagnostic.location.line or 0
            if place.value.line <= line <= place.value.end_line:
                yield number, _path_at(place, diagnostic.location, schema), diagnostic


def _path_at(place: Place, location: Location, schema: Schema) -> Path:
    where = (location.line or 1, location.column or 1)
    path: list[str] = []
    fields: Sequence[Field] = schema.fields
    while isinstance(place.children, Mapping):
        inside = _inside(place.children, fields)
        found = next((one for one in inside if _covers(one[1], where)), None)
        if found is None:
            break
        field, place = found
        path.append(field.name)
        fields = field.children
    return tuple(path)


def _inside(
    children: Mapping[str, Place], fields: Iterable[Field]
) -> Iterator[tuple[Field, Place]]:
    for field in fields:
        inner = children.get(field.name) or children.get(field.label)
        if inner is not None:
            yield field, inner


def _covers(place: Place, where: tuple[int, int]) -> bool:
    start, end = place.key or place.value, place.value
    return (start.line, start.column) <= where <= (end.end_line, end.end_column)
