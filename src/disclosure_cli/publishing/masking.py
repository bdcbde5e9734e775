"""`mask(text: str) -> str`: what a report may show of a text that a personal number stands in.

Messages quote what a clerk typed and reports print the line; both pass here, so that a report about a leak
is not a leak itself. Texts are masked before they are cut, for a part of a number is not recognised.
"""

from __future__ import annotations

import re
from dataclasses import replace

from disclosure_cli.grammar.personal_numbers import MANY_DIGITS, possible_numbers
from disclosure_cli.model import Diagnostic, Edit, Related

_STAR = "*"
_SHOWN_AT_END = 4
_MOBILE_LENGTH = 11
# A message that was cut in the middle of a number; the longest have 19 digits.
_CUT = re.compile(r"(?<!\d)\d{7,18}(?=…)", re.ASCII)


def mask(text: str) -> str:
    """Return a text of the same length in which personal numbers show only their ends: 1101**********002X.

    What is masked is at least all that the rules about personal numbers (C504 to C506) find, also where
    only a part of the text is left around it. A masked text stays as it is.
    """
    if not _may_have_numbers(text):
        return text
    characters = list(text)
    for start, end, number in possible_numbers(text):
        _hide(characters, start, end, 3 if len(number) == _MOBILE_LENGTH else 4)
    for match in _CUT.finditer("".join(characters)):
        characters[match.start() + 4 : match.end()] = _STAR * (len(match[0]) - 4)
    return "".join(characters)


def _may_have_numbers(text: str) -> bool:
    return MANY_DIGITS.search(text) is not None or _CUT.search(text) is not None


def _hide(characters: list[str], start: int, end: int, shown: int) -> None:
    """Put stars in the place of the digits of a stretch, but for those at its ends; gaps stay."""
    places = [place for place in range(start, end) if characters[place].isalnum()]
    for place in places[shown:-_SHOWN_AT_END]:
        characters[place] = _STAR


def masked(diagnostic: Diagnostic) -> Diagnostic:
    """Return a finding that shows no personal number.

    An edit that would write one is left out: the number is to be removed, not tidied.
    """
    told = [related.message for related in diagnostic.related]
    fix = "" if diagnostic.fix is None else diagnostic.fix.text
    texts = (diagnostic.message, diagnostic.hint, diagnostic.subject, fix, *told)
    if not _may_have_numbers("；".join(texts)):
        return diagnostic
    return replace(
        diagnostic,
        message=mask(diagnostic.message),
        hint=mask(diagnostic.hint),
        subject=mask(diagnostic.subject),
        related=tuple(
            Related(related.location, mask(related.message)) for related in diagnostic.related
        ),
        fix=_harmless(diagnostic.fix),
    )


def _harmless(edit: Edit | None) -> Edit | None:
    return None if edit is not None and mask(edit.text) != edit.text else edit
