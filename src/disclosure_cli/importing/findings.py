"""What an import has to say, as values.

A finding names the cell (``Sheet1!C12``, ``表1!R3C2``) where a clerk has to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure_cli.importing.codes import KIND_BY_CODE
from disclosure_cli.model import Severity
from disclosure_cli.publishing.masking import mask


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know about the import.

    ``doubtful`` marks a reading that was made but may be wrong and wants a look.
    """

    code: str
    where: str
    message: str
    hint: str = ""
    doubtful: bool = False

    @property
    def severity(self) -> Severity:
        """How much it weighs, by its code."""
        return KIND_BY_CODE[self.code].definition.severity


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


def finding(code: str, where: str, detail: str = "", *, doubtful: bool = False) -> Finding:
    """A finding of a known code; ``detail`` follows what the code says in general, personal numbers masked."""
    kind = KIND_BY_CODE[code]
    return Finding(code, where, f"{kind.definition.title}。{mask(detail)}", kind.remedy, doubtful)
