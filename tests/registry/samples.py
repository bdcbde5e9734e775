"""Records and units as they are after reading, made without files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from disclosure_cli.model import Catalog, Record, Source, Unit
from disclosure_cli.registry.register import Identity, continued, identity_of

NOWHERE = Source("catalogs/demo/items/items.yaml", "")


def item(number: str, title: str, **fields: Any) -> Record:
    return Record("item", {"id": number, "title": title, **fields}, NOWHERE, (0,), "demo")


def entry(number: str, title: str, created: str, **fields: Any) -> Record:
    data = {"index": number, "title": title, "created": created, **fields}
    held = {name: value for name, value in data.items() if value}
    return Record("entry", held, NOWHERE, (0,), "demo")


def unit(
    records: Iterable[Record], registered: Iterable[Record | Identity] | None, name: str = "demo"
) -> Unit:
    """Return a unit of records whose register knows others; None for no register."""
    known = list(records)
    text = (
        None
        if registered is None
        else continued("", (r if isinstance(r, Identity) else identity_of(r) for r in registered))
    )
    return Unit(
        name,
        Record("unit", {"name": "示例县示例局"}, NOWHERE, (), name),
        None,
        tuple(record for record in known if record.kind == "item"),
        tuple(record for record in known if record.kind == "entry"),
        register=None
        if text is None
        else Record("register", {}, Source(f"catalogs/{name}/register.txt", text), (), name),
    )


def catalog(*units: Unit) -> Catalog:
    return Catalog(Record("settings", {}, NOWHERE), {}, units)
