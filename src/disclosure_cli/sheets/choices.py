"""What may be chosen in the columns of a sheet: the choices of the schema, and the names that records may refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from disclosure_cli.facts.context import Context
from disclosure_cli.importing.cells import Spellings
from disclosure_cli.model import blocks
from disclosure_cli.schema.fields import Field

_FEW = 3
"""Of so many choices, every combination is offered where several may be chosen."""
_YES_NO = ("是", "否")


def choices_of(field: Field, context: Context) -> tuple[str, ...]:
    """Return the values that a field may have, or each of its items if it is a list; none where it is free."""
    if field.kind == "boolean":
        return _YES_NO
    if field.choices:
        return field.choices
    names = REFERENCES.get(field.reference or "")
    return () if names is None else tuple(dict.fromkeys(names(context)))


def spellings_of(field: Field, context: Context) -> Spellings:
    """Return what clerks may write for the values that a field may have → the value."""
    others = context.whole.channel_spellings if field.reference == "channel" else {}
    return {**others, **{choice: choice for choice in choices_of(field, context)}}


def offered(field: Field, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts that a cell may be filled with: of a short list of choices, also several together."""
    if field.kind != "choices" or len(choices) > _FEW:
        return choices
    sizes = range(1, len(choices) + 1)
    return tuple("\n".join(some) for size in sizes for some in combinations(choices, size))


def _classes(context: Context) -> Iterable[str]:
    leaves = sorted(set(context.classes) - context.parent_codes)
    return (context.class_name(code) for code in leaves if not context.classes[code].get("retired"))


def _parties(context: Context) -> Iterable[str]:
    return (*context.whole.units_by_name, *context.organs, *_departments(context))


def _departments(context: Context) -> Iterable[str]:
    """Yield the departments in the order of the profile."""
    rows = blocks(context.unit.profile.get("departments")) if context.unit else ()
    return (str(row.get("name")) for row in rows if row.get("name"))


def _themes(context: Context) -> Iterable[str]:
    for theme, children in context.whole.themes.items():
        yield theme
        yield from (f"{theme}/{child}" for child in sorted(children))


REFERENCES: Mapping[str, Callable[[Context], Iterable[str]]] = {
    "class": _classes,
    "channel": lambda context: context.channels,
    "department": _departments,
    "organ": lambda context: (*context.organs, *context.whole.units_by_name),
    "party": _parties,
    "theme": _themes,
    "item": lambda context: context.items,
}
"""Kind of reference → the names to choose from. Index numbers are not chosen from a list."""
