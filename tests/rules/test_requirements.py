"""No requirement is lost: each has a code that exists or a test that exists, and each code is for something."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.manual import requirements_manual
from disclosure_cli.rules import CODES
from disclosure_cli.rules.requirements import ADDITIONS, REQUIREMENTS

ROOT = Path(__file__).parents[2]
OPEN = frozenset(range(93, 115)) - {113}
"""Requirements that nothing answers to yet: of ledger and annual report. The set may only become smaller."""
FAMILIES = frozenset("LCGTF")
"""The families that answer to requirements; the others find what would be printed wrong or not at all."""
ANSWERS = {number: answers for number, _, answers in REQUIREMENTS}


def test_every_requirement_is_there_once_and_in_order() -> None:
    numbers = [number for number, _, _ in REQUIREMENTS]
    assert numbers == [*range(1, 122)]


def test_every_requirement_has_an_answer() -> None:
    assert {number for number, answers in ANSWERS.items() if not answers} == OPEN


@pytest.mark.parametrize("number", sorted(ANSWERS))
def test_what_answers_to_a_requirement_exists(number: int) -> None:
    for answer in ANSWERS[number]:
        file, _, test = answer.partition("::")
        if test:
            assert f"\ndef {test}(" in (ROOT / file).read_text("utf-8"), answer
        else:
            assert answer in CODES


def test_every_code_is_for_something() -> None:
    answering = {answer for answers in ANSWERS.values() for answer in answers}
    assert {code for code in CODES if code[0] in FAMILIES} <= answering | ADDITIONS.keys()


def test_an_addition_is_a_code_that_answers_to_no_requirement() -> None:
    answering = {answer for answers in ANSWERS.values() for answer in answers}
    assert ADDITIONS.keys() <= CODES.keys()
    assert ADDITIONS.keys().isdisjoint(answering)


def test_the_manual_names_every_requirement_and_its_codes() -> None:
    manual = requirements_manual(REQUIREMENTS, ADDITIONS, CODES)
    for number, wording, answers in REQUIREMENTS:
        row = next(line for line in manual.splitlines() if line.startswith(f"| {number} |"))
        assert wording in row
        assert all(answer in row for answer in answers)
    assert all(f"| {code} " in manual for code in ADDITIONS)
