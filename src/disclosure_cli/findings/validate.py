"""All findings of a catalog, as one sorted list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from disclosure_cli.facts.context import Context
from disclosure_cli.findings.control import control
from disclosure_cli.model import BLOCKING, Catalog, Diagnostic, Record, Severity
from disclosure_cli.publishing.masking import masked
from disclosure_cli.rules import CODES, RULES
from disclosure_cli.rules.rule import Finding, Rule
from disclosure_cli.schema.schemas import Schemas

Find = Callable[[Rule], list[Diagnostic]]
"""What a rule finds."""
Apply = Callable[[Find, Sequence[Rule]], Iterable[list[Diagnostic]]]
"""How rules are gone through: what each finds, in their order, as `map` gives it."""


def validate(
    catalog: Catalog,
    found_in_reading: Iterable[Diagnostic],
    schemas: Schemas,
    as_of: date,
    apply: Apply = map,
) -> tuple[Diagnostic, ...]:
    """Return what reading found and what all rules find, sorted by place.

    The settings decide what each weighs and which are accepted. `as_of` is the day that deadlines and freshness are
    measured from.
    """
    found = _found(found_in_reading, RULES, Context(catalog, schemas, as_of), apply)
    return control(found, catalog.settings, as_of, CODES)


def blocking(
    catalog: Catalog,
    found_in_reading: Iterable[Diagnostic],
    schemas: Schemas,
    apply: Apply = map,
) -> tuple[Diagnostic, ...]:
    """Return the findings that stop a build.

    No rule of these families depends on the day, and an acceptance lets a build through also when it has expired.
    """
    rules = [rule for rule in RULES if rule.definition.family in BLOCKING]
    found = _found(found_in_reading, rules, Context(catalog, schemas, date.min), apply)
    controlled = control(found, catalog.settings, date.min, CODES)
    return tuple(diagnostic for diagnostic in controlled if is_blocking(diagnostic))


def _found(
    found_in_reading: Iterable[Diagnostic], rules: Sequence[Rule], context: Context, apply: Apply
) -> Iterator[Diagnostic]:
    def find(rule: Rule) -> list[Diagnostic]:
        return [masked(rule.diagnostic(finding)) for finding in _apply(rule, context)]

    yield from map(masked, found_in_reading)
    yield from chain.from_iterable(apply(find, rules))


def _apply(rule: Rule, context: Context) -> list[Finding]:
    found: list[Finding] = []
    for records, view in _subjects(rule, context):
        for record in records:
            found += rule.check(record, view)
    return found


def _subjects(rule: Rule, context: Context) -> Iterator[tuple[Sequence[Record], Context]]:
    """Yield the records that a rule is to be called with, and how each lot of them sees the workspace."""
    catalog = context.catalog
    if rule.each in {"catalog", "part"}:
        yield (catalog.settings,), context
    for unit in catalog.units if rule.each != "catalog" else ():
        view = context.of_unit(unit)
        if rule.each in {"part", "unit"}:
            yield (unit.profile,), view
        elif rule.each == "guide":
            yield () if unit.guide is None else (unit.guide,), view
        else:
            yield unit.items if rule.each == "item" else unit.entries, view


def is_blocking(diagnostic: Diagnostic) -> bool:
    """Tell whether a finding stops a build."""
    return diagnostic.severity is Severity.ERROR and diagnostic.family in BLOCKING
