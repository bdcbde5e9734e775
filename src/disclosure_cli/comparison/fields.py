"""Two versions of a record, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from disclosure_cli.comparison.marks import Mark, Piece, likeness, marked
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.showing import columns, show, value_at

_REWORDED = 0.5
"""How much an item of a list has in common with another when it is the same in other words."""
_UNTOLD = frozenset({"imported"})
"""Fields that only say where a record is from."""


@dataclass(frozen=True)
class FieldChange:
    """A field of which two versions differ: the lines of its text, one for each item of a list."""

    field: Field
    before: tuple[str, ...]
    after: tuple[str, ...]

    @cached_property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """What went, what came and what was re-worded, line by line; lines that stay are left out."""
        if not self.field.is_list:
            return (marked("\n".join(self.before), "\n".join(self.after)),)
        gone, new = _without_common(self.before, self.after)
        if not gone and not new:
            return tuple(((Mark.GONE, line),) for line in self.before) + tuple(
                ((Mark.NEW, line),) for line in self.after
            )
        return tuple(_paired(gone, new))

    @property
    def has_additions(self) -> bool:
        """Tell whether a line came that is none of the former ones in other words."""
        return any([mark for mark, _ in line] == [Mark.NEW] for line in self.lines)

    @property
    def has_losses(self) -> bool:
        """Tell whether a line went that is not there in other words."""
        return any([mark for mark, _ in line] == [Mark.GONE] for line in self.lines)

    @property
    def has_rewording(self) -> bool:
        """Tell whether a line is there in other words."""
        return any(len({mark for mark, _ in line}) > 1 for line in self.lines)


def changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], schema: Schema
) -> tuple[FieldChange, ...]:
    """Return the fields in which two versions of a record differ, in the order of the schema.

    The order of a list is a change only where its items are steps.
    """
    return tuple(
        FieldChange(field, old, new)
        for field in columns(schema.fields, internal=True)
        if field.name not in _UNTOLD and field.path[0] not in _UNTOLD
        for old, new in [(lines_of(field, before), lines_of(field, after))]
        if (old != new if field.ordered or not field.is_list else Counter(old) != Counter(new))
    )


def lines_of(field: Field, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the value of a field as lines, none where it is absent."""
    value = value_at(data, field)
    if isinstance(value, list):
        return tuple(show(field, [item]) for item in value)
    text = show(field, value)
    return (text,) if text else ()


def _without_common(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    return _rest(before, Counter(after)), _rest(after, Counter(before))


def _rest(lines: Sequence[str], common: Counter[str]) -> list[str]:
    rest = []
    for line in lines:
        if common[line] > 0:
            common[line] -= 1
        else:
            rest.append(line)
    return rest


def _paired(gone: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Yield each line that went, marked up with the most similar one that came if there is one; then the others."""
    left = list(new)
    for line in gone:
        best = max(left, key=lambda other: likeness(line, other), default=None)
        if best is not None and likeness(line, best) >= _REWORDED:
            left.remove(best)
            yield marked(line, best)
        else:
            yield ((Mark.GONE, line),)
    yield from (((Mark.NEW, line),) for line in left)
