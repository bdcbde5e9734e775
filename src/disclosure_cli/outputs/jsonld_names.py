"""The addresses under which linked data speaks of units, items, entries, classes and files.

They do not depend on how the pages of the site are laid out, so they stay when that changes. With a base address they
lead to the home of the unit; without one they are only names.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from disclosure_cli.compile.data.linked_data import LinkedClass

NAMESPACE = "urn:disclose:"


class Names:
    """Makes the addresses of one site from its own, which may be empty, and the ids of its units by their names."""

    def __init__(self, base: str, units: Mapping[str, str]) -> None:
        self._base = base
        self._units = units

    def root(self, part: str) -> str:
        """Return the address of what belongs to no unit."""
        return f"{self._base}/#{part}" if self._base else f"{NAMESPACE}{part}"

    def of_unit(self, unit: str, part: str) -> str:
        """Return the address of something that belongs to a unit."""
        if self._base:
            return f"{self._base}/{unit}/#{part}"
        return f"{NAMESPACE}unit:{unit}:{part}"

    def item(self, unit: str, identifier: object) -> str:
        """Return the address of an item."""
        return self.of_unit(unit, f"item-{quote(str(identifier), safe='')}")

    def entry(self, unit: str, index: object) -> str:
        """Return the address of an entry."""
        return self.of_unit(unit, f"entry-{quote(str(index), safe='/')}")

    def concept(self, known: LinkedClass) -> str:
        """Return the address of a class."""
        part = f"class-{quote(known['code'], safe='')}"
        return self.of_unit(known["unit"], part) if known["unit"] else self.root(part)

    def agent(self, name: str) -> str:
        """Return the address of a body by its full name; a unit has its own."""
        if name in self._units:
            return self.of_unit(self._units[name], "organ")
        return self.root(f"organ-{quote(name, safe='')}")

    def file(self, path: str) -> str:
        """Return the address of a file of the site, without a base as it is seen from the folder of the data."""
        return f"{self._base}/{path}" if self._base else f"../{path}"
