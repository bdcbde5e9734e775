"""What a rule is: one function over a record, and its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from disclosure_cli.facts.context import Context
from disclosure_cli.model import Code, Diagnostic, Edit, Location, Path, Record, Related, Severity
from disclosure_cli.places import Part, Span

Subject = Literal["catalog", "part", "unit", "guide", "item", "entry"]
"""What a rule is called with: the settings record once; once for what all units share and once for each unit; a unit's
profile, its guide, each item, each entry. A rule about a whole unit or catalog finds it in the context."""


class Finding(NamedTuple):
    """What a rule found, in Chinese, and where: a path in a record, and there `chars` of its text."""

    record: Record
    path: Path
    message: str
    hint: str
    part: Part = Part.VALUE
    chars: tuple[int, int] | None = None
    related: tuple[Related, ...] = ()
    correction: str | tuple[str, ...] | None = None
    """What certainly belongs in the place of what was found, as a plain value: a text, or the items that one of a list
    should have been."""
    span: Span | None = None
    """Where in the record's file, for what stands in no value of a record: comments, and text that was not read."""

    @property
    def location(self) -> Location:
        """Where it was found."""
        if self.span is not None:
            return Location.of(self.record.source.file, self.span)
        return self.record.locate(self.path, self.part, self.chars)

    def edit(self, location: Location) -> Edit | None:
        """Return the correction as an edit of the file: a whole value in the quotes that it needs there.

        None also where the stretch is not in one piece in the file: in a wrapped line, behind an escape.
        """
        if self.correction is None:
            return None
        if not isinstance(self.correction, str):
            return self.record.division(self.path, self.correction)
        if self.chars is None:
            return self.record.replacement(self.path, self.correction)
        start, end = self.chars
        width = (location.end_column or 0) - (location.column or 0)
        if location.end_line != location.line or width != end - start:
            return None
        return Edit(location, self.correction)


Check = Callable[[Record, Context], Iterable[Finding]]


class Rule(NamedTuple):
    """A check with its code and manual page."""

    definition: Code
    each: Subject
    check: Check

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """Return the finding with everything that a reader needs."""
        location = finding.location
        return self.definition.found(
            finding.message,
            finding.hint,
            location,
            record=finding.record,
            related=finding.related,
            fix=finding.edit(location),
        )


def rule(code: str, name: str, severity: Severity, each: Subject) -> Callable[[Check], Rule]:
    """Make a rule of a check. Its docstring is the manual page (Chinese): first line the problem, then
    为什么 (with the article), 不好 and 好.
    """

    def make(check: Check) -> Rule:
        return Rule(Code(code, name, severity, check.__doc__ or ""), each, check)

    return make
