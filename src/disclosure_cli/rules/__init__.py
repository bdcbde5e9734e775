"""The table of all rules, and of all codes a finding may have."""

from __future__ import annotations

from types import ModuleType

from disclosure_cli.findings import control
from disclosure_cli.model import Code
from disclosure_cli.reading import codes as reading_codes
from disclosure_cli.rules import (
    freshness,
    guide_contacts,
    guide_form,
    guide_hours,
    guide_law,
    identity,
    law_bases,
    law_coverage,
    law_dates,
    law_documents,
    law_duties,
    law_entries,
    law_items,
    law_limits,
    law_review,
    permanence,
    privacy,
    references,
    secrecy,
    versions,
    wording,
    writing,
)
from disclosure_cli.rules.rule import Rule
from disclosure_cli.schema import codes as schema_codes

MODULES: tuple[ModuleType, ...] = (
    references,
    identity,
    permanence,
    versions,
    law_items,
    law_bases,
    law_limits,
    law_dates,
    law_entries,
    law_documents,
    law_coverage,
    law_review,
    law_duties,
    secrecy,
    privacy,
    guide_contacts,
    guide_hours,
    guide_law,
    guide_form,
    wording,
    writing,
    freshness,
)


def _rules_of(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in _rules_of(module))
CODES: dict[str, Code] = {
    code.code: code
    for code in (
        *reading_codes.CODES,
        *schema_codes.CODES,
        *control.CODES,
        *(rule.definition for rule in RULES),
    )
}
