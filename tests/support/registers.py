"""Registers of numbers for catalogs of tests that are not about them."""

from __future__ import annotations

from dataclasses import replace

from disclosure_cli.folders import CATALOGS, REGISTER_FILE
from disclosure_cli.model import Catalog, Record, Source, Unit
from disclosure_cli.registry.register import continued, identity_of


def registered(catalog: Catalog) -> Catalog:
    """Return a catalog as if its records had been registered as they are."""
    return replace(catalog, units=tuple(map(_registered, catalog.units)))


def _registered(unit: Unit) -> Unit:
    known = map(identity_of, (*unit.items, *unit.entries))
    text = continued("", [identity for identity in known if identity.number])
    source = Source(f"{CATALOGS}/{unit.id}/{REGISTER_FILE}", text)
    return replace(unit, register=Record("register", {}, source, (), unit.id))
