"""What every report is made from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from disclosure_cli.duties.responsible import for_duty
from disclosure_cli.model import Catalog, Diagnostic, Severity, Unit
from disclosure_cli.publishing.masking import mask

Departments = Mapping[tuple[str, str], str]
"""Unit id and subject of a record → the department that is responsible for it; with no subject, for the rest."""


@dataclass(frozen=True)
class Report:
    """Findings, sorted, with what a reader needs beside them.

    `sources` has the text of each file that a finding is in; `units` the name of each unit by id; `as_of` is the
    day that deadlines were measured from.
    """

    diagnostics: tuple[Diagnostic, ...]
    as_of: date
    sources: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    departments: Departments = field(default_factory=dict)
    records: int = 0

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Return how many findings there are of each severity."""
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)

    @property
    def summary(self) -> str:
        """Say in one sentence how the review ended."""
        checked = f"检查了{self.records}条记录（以{self.day}为准）"
        return f"{checked}：{self.found or '没有发现问题'}"

    @property
    def day(self) -> str:
        """Return the day that deadlines were measured from, in the words of a document."""
        return f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"

    @property
    def found(self) -> str:
        """Return how many findings there are of each severity in words, nothing where there are none."""
        counts = self.counts
        return "、".join(
            f"{severity.label}{counts[severity]}个" for severity in Severity if counts[severity]
        )

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """A name for each finding that stays when lines move, days pass or messages are reworded; no two are equal."""
        return tuple(_fingerprints(self.diagnostics))

    def department_of(self, diagnostic: Diagnostic) -> str:
        """Return the department that has to act on a finding, or nothing where that is for all units together."""
        unit = diagnostic.unit
        return self.departments.get((unit, diagnostic.subject)) or self.departments.get(
            (unit, ""), ""
        )


def describe(diagnostic: Diagnostic) -> str:
    """Say in one text what was found about which record and what to do, for readers who see no source line."""
    subject = f"{diagnostic.subject}：" if diagnostic.subject else ""
    return f"{subject}{diagnostic.message}。建议：{diagnostic.hint}"


def make_report(
    diagnostics: tuple[Diagnostic, ...],
    catalog: Catalog,
    sources: Mapping[str, str],
    as_of: date,
) -> Report:
    """Return the report of some findings about a catalog. `sources` has the text of each of its files."""
    return Report(
        diagnostics=diagnostics,
        as_of=as_of,
        sources=sources,
        units={unit.id: mask(unit.name) for unit in catalog.units},
        departments=_departments(catalog.units, diagnostics),
        records=len(catalog.records),
    )


def _departments(units: Iterable[Unit], diagnostics: Iterable[Diagnostic]) -> Departments:
    """Return who acts on the records that something was found about.

    An item is for the department that makes the information, an entry for that of its item, all else for the office
    in charge of disclosure (art. 4 of the Regulations).
    """
    found: dict[tuple[str, str], str] = {}
    wanted = {(diagnostic.unit, diagnostic.subject) for diagnostic in diagnostics}
    ids = {unit for unit, _ in wanted}
    for unit in units:
        if unit.id not in ids:
            continue
        found[unit.id, ""] = mask(str(unit.profile.get("office", "name") or unit.name))
        items = {str(item.get("id")): item for item in unit.items}
        records = [(item, item) for item in unit.items]
        records += [
            (entry, items[of]) for entry in unit.entries if (of := str(entry.get("item"))) in items
        ]
        for record, item in records:
            if (subject := (unit.id, mask(record.subject))) in wanted:
                found[subject] = mask(for_duty(item, "made_by", unit).department)
    return found


def _fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    seen: Counter[tuple[str, ...]] = Counter()
    for diagnostic in diagnostics:
        identity = (diagnostic.code, diagnostic.location.file, diagnostic.subject)
        text = "\0".join((*identity, str(seen[identity])))
        seen[identity] += 1
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
