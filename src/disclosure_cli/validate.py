"""All findings of a catalog, as one sorted list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from disclosure_cli.control import control
from disclosure_cli.masking import masked
from disclosure_cli.model import Catalog, Diagnostic, Record, Severity
from disclosure_cli.rules import CODES, RULES
from disclosure_cli.rules.review import Review
from disclosure_cli.rules.rule import Finding, Rule
from disclosure_cli.schema import Schemas

BLOCKING = frozenset("YSRC")
"""Families whose errors stop a build: what they find would be printed wrong or must not be printed at all."""

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
    found = _found(found_in_reading, RULES, Review(catalog, schemas, as_of), apply)
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
    rules = [rule for rule in RULES if rule.definition.code[0] in BLOCKING]
    found = _found(found_in_reading, rules, Review(catalog, schemas, date.min), apply)
    controlled = control(found, catalog.settings, date.min, CODES)
    return tuple(diagnostic for diagnostic in controlled if is_blocking(diagnostic))


def _found(
    found_in_reading: Iterable[Diagnostic], rules: Sequence[Rule], review: Review, apply: Apply
) -> Iterator[Diagnostic]:
    def find(rule: Rule) -> list[Diagnostic]:
        return [masked(rule.diagnostic(finding)) for finding in _apply(rule, review)]

    yield from map(masked, found_in_reading)
    yield from chain.from_iterable(apply(find, rules))


def _apply(rule: Rule, review: Review) -> Iterator[Finding]:
    for record, view in _subjects(rule, review):
        yield from rule.check(record, view)


def _subjects(rule: Rule, review: Review) -> Iterator[tuple[Record, Review]]:
    """Yield what a rule is to be called with."""
    catalog = review.catalog
    if rule.each == "catalog":
        yield catalog.settings, review
        return
    if rule.each == "part":
        yield catalog.settings, review
    for unit in catalog.units:
        view = review.of_unit(unit)
        if rule.each in {"part", "unit"}:
            yield unit.profile, view
        elif rule.each == "guide":
            if unit.guide is not None:
                yield unit.guide, view
        else:
            for record in unit.items if rule.each == "item" else unit.entries:
                yield record, view


def is_blocking(diagnostic: Diagnostic) -> bool:
    """Tell whether a finding stops a build."""
    return diagnostic.severity is Severity.ERROR and diagnostic.code[0] in BLOCKING
