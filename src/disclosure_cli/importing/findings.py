"""What an import has to say, as values.

A finding names the cell (``Sheet1!C12``, ``表1!R3C2``) where a clerk has to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure_cli.importing.codes import Kind
from disclosure_cli.model import Severity
from disclosure_cli.publishing.masking import mask


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know about the import.

    ``doubtful`` marks a reading that was made but may be wrong and wants a look.
    """

    kind: Kind
    where: str
    message: str
    hint: str = ""
    doubtful: bool = False

    @property
    def code(self) -> str:
        """Its code."""
        return self.kind.definition.code

    @property
    def severity(self) -> Severity:
        """How much it weighs, by its code."""
        return self.kind.definition.severity


class UnreadableError(Exception):
    """The file as a whole cannot be read; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


_NAMED_PLACES = 8


def named(places: Sequence[str]) -> str:
    """The first of many cells, and how many there are."""
    more = f"等 {len(places)} 处" if len(places) > _NAMED_PLACES else ""
    return f"（{'、'.join(places[:_NAMED_PLACES])}{more}）"


def finding(kind: Kind, where: str, detail: str = "", *, doubtful: bool = False) -> Finding:
    """A finding of a kind; ``detail`` follows what its code says in general, personal numbers masked."""
    return Finding(kind, where, f"{kind.definition.title}。{mask(detail)}", kind.remedy, doubtful)
