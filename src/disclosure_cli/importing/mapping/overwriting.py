"""What an import may change in a record that the unit already has: the one place of that decision.

A table speaks of the fields, and the channels, that it has columns for, and of no other. An empty cell says nothing. A
text that differs only in spaces, width or punctuation says the same. What a person has decided against (cancelled, not
to be public) is no table's to undo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from disclosure_cli.editing.records import ABSENT, Changes
from disclosure_cli.grammar import levels
from disclosure_cli.importing.mapping.draft_record import Kept, Mapped
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import compact
from disclosure_cli.model import Path, Record
from disclosure_cli.publishing.deciding import WITHHELD, is_cancelled

_PERMANENT = frozenset(("id", "class", "item", "imported"))
"""Fields by which a record is known, and what is kept beside the others."""
_DEPENDENT = {
    "channel_other": ("channels", "其他"),
    "audience_group": ("audience", "特定群体"),
}
"""Field → the field that it explains, and the choice there without which it means nothing."""
_PUNCTUATION = re.compile(r"(?<![0-9])\W|\W(?![0-9])|_")
"""Signs between two figures (3-5, 2024-01) are part of what is said."""


def is_closed(known: Record, target: Target) -> bool:
    """Whether a record was cancelled or is not to be public, so that no table changes it."""
    return bool(target.mode_of(known) == WITHHELD or is_cancelled(known))


def changes_to(known: Record, mapped: Mapped, target: Target) -> Changes:
    """The changes that a row makes to a record; none where the row says what it said at the last import."""
    if known.get("imported", "digest") == mapped.digest:
        return {}
    changes = dict(_field_changes(known, mapped, target))
    cells = _cells(known, mapped)
    if cells is not None:
        changes["imported", "cells"] = cells
    if changes:
        changes["imported", "source"] = mapped.source
        changes["imported", "digest"] = mapped.digest
    return changes


def _field_changes(known: Record, mapped: Mapped, target: Target) -> Iterator[tuple[Path, Any]]:
    data = {**mapped.data, **_channels(known, mapped, target)}
    for name, new in data.items():
        if name in _PERMANENT:
            continue
        for path, value in parts(name, new):
            old = target.mode_of(known) if path == ("mode",) else known.get(*path)
            if not says_the_same(path, old, value, target):
                yield path, value
    for name, (other, choice) in _DEPENDENT.items():
        shown = data.get(other)
        if known.get(name) and shown and name not in data and choice not in shown:
            yield (name,), ABSENT


def _channels(known: Record, mapped: Mapped, target: Target) -> dict[str, list[str]]:
    """The channels of a row, with those of the record that the table has no columns for."""
    ticked = mapped.data.get("channels")
    if not ticked or not mapped.asked_channels:
        return {}
    unasked = set(known.get("channels") or ()) - mapped.asked_channels
    return {"channels": sorted({*ticked, *unasked}, key=target.rank_of_channel)}


def parts(name: str, value: Any) -> Iterator[tuple[Path, Any]]:
    """A block key by key: what the row does not say of it stays."""
    if isinstance(value, Mapping):
        yield from (((name, key), part) for key, part in value.items())
    else:
        yield (name,), value


def says_the_same(path: Path, old: Any, new: Any, target: Target) -> bool:
    """Whether a text of a table says what a record has, but for spaces, width, punctuation and order."""
    if new is ABSENT:
        return old is None or target.is_unit(str(old))
    if old is None:
        return False
    if path == ("levels",):
        return _named(old) == _named(new)
    if isinstance(new, list):
        pieces = [[_folded(one) for one in value] for value in (old, new)]
        return sorted(pieces[0]) == sorted(pieces[1]) or "".join(pieces[0]) == "".join(pieces[1])
    return _folded(old) == _folded(new)


def _named(texts: Iterable[str]) -> frozenset[str]:
    """The levels that texts name, each by whatever name."""
    return frozenset(level for text in texts for level in levels.read(text) or (text,))


def _folded(value: Any) -> str:
    return _PUNCTUATION.sub("", compact(str(value)))


def _cells(known: Record, mapped: Mapped) -> list[dict[str, str]] | None:
    """The kept texts with those of the row; None where the row brings nothing new.

    A text takes the place of the one that was kept under the same heading. The number of a row in its table is no news.
    """
    before = [Kept(cell["column"], cell["text"]) for cell in known.get("imported", "cells") or ()]
    have = {(kept.column, compact(kept.text)) for kept in before}
    news = [kept for kept in mapped.kept if (kept.column, compact(kept.text)) not in have]
    if all(kept.counts for kept in news):
        return None
    replaced = {kept.column for kept in mapped.kept}
    stay = [kept for kept in before if kept.column not in replaced]
    return [*({"column": kept.column, "text": kept.text} for kept in stay), *mapped.cells]
