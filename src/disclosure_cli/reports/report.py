"""What every report is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from disclosure_cli.model import Diagnostic, Severity


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
    records: int = 0

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Return how many findings there are of each severity."""
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)

    @property
    def summary(self) -> str:
        """Say in one sentence how the review ended."""
        day = f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"
        if not self.diagnostics:
            return f"检查了{self.records}条记录（以{day}为准）：没有发现问题"
        counts = self.counts
        found = "、".join(
            f"{severity.label}{counts[severity]}个" for severity in Severity if counts[severity]
        )
        return f"检查了{self.records}条记录（以{day}为准）：{found}"
