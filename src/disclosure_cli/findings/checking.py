"""All rules over a workspace as it was read, in several processes where there is so much that it pays."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from disclosure_cli.findings.validate import Apply, Find, blocking, validate
from disclosure_cli.loading.workspace import Loaded
from disclosure_cli.model import Diagnostic, Family
from disclosure_cli.processes import Meanwhile, in_groups, nothing, processes
from disclosure_cli.rules.rule import Rule

_WORTH_HELP = 2_000_000
"""With so many characters of records the rules take much longer than it takes to make another process."""

_TOGETHER = ((Family.SECRECY, Family.GUIDE, Family.TERMS), ("R32", "R33"))
"""How the codes begin of rules of several modules that ask for the same: the texts of records, registers of numbers."""


def check(loaded: Loaded, known: Iterable[Diagnostic], as_of: date) -> tuple[Diagnostic, ...]:
    """Return all findings about a workspace, with those that are known already."""
    return validate(loaded.catalog, known, loaded.schemas, as_of, _apply(loaded))


def check_before_build(
    loaded: Loaded, jobs: int = 0, meanwhile: Meanwhile = nothing
) -> tuple[Diagnostic, ...]:
    """Return the findings that stop a build, looked for by at most so many processes (0: as many as pay).

    `meanwhile` is done while others look, if they do.
    """
    apply = _apply(loaded, jobs, meanwhile)
    return blocking(loaded.catalog, loaded.diagnostics, loaded.schemas, apply)


def _apply(loaded: Loaded, jobs: int = 0, meanwhile: Meanwhile = nothing) -> Apply:
    number = processes(jobs)
    if number == 1 or sum(map(len, loaded.texts.values())) < _WORTH_HELP:
        return map

    def apply(find: Find, rules: Sequence[Rule]) -> Iterator[list[Diagnostic]]:
        return in_groups(find, rules, number, _group_of, meanwhile)

    return apply


def _group_of(rule: Rule) -> Hashable:
    """Return what stands for all rules that ask for the same, so that it is put in order once: most often a module."""
    for codes in _TOGETHER:
        if rule.definition.code.startswith(codes):
            return codes
    return rule.check.__module__
