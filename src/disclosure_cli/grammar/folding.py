"""Folding away of spaces, full-width forms and punctuation that only an input method made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from disclosure_cli.grammar.variant import Variant

_SPACES = " \t\r\n\v\f\u00a0\u1680\u2002\u2003\u2009\u200b\u202f\u3000\ufeff"
_WITHOUT_SPACES = dict.fromkeys(map(ord, _SPACES))
# A space between two Latin words or numbers (GB/T 9704) belongs to the name and stays.
_STRAY_SPACE = re.compile(rf"(?<![A-Za-z0-9])[{_SPACES}]+|[{_SPACES}]+(?![A-Za-z0-9])")
_HALF_WIDTH_FORMS = {
    **{ord("０") + digit: ord("0") + digit for digit in range(10)},
    **{ord("Ａ") + letter: ord("A") + letter for letter in range(26)},
    **{ord("ａ") + letter: ord("a") + letter for letter in range(26)},
}
_CHINESE_PUNCTUATION = str.maketrans(",;:()", "，；：（）")

_FOLDABLE = re.compile(f"[{_SPACES}０-９Ａ-Ｚａ-ｚ,;:()]")


def without_spaces(text: str) -> str:
    """The text with every kind of space and line break taken out."""
    return text.translate(_WITHOUT_SPACES)


def without_stray_spaces(text: str) -> str:
    """The text without spaces, save those between two Latin words or numbers."""
    return _STRAY_SPACE.sub("", text)


def places_without_stray_spaces(text: str) -> tuple[int, ...]:
    """Where each character stood that `without_stray_spaces` leaves of a text."""
    stray = {place for match in _STRAY_SPACE.finditer(text) for place in range(*match.span())}
    return tuple(place for place in range(len(text)) if place not in stray)


def with_half_width_forms(text: str) -> str:
    """The text with full-width digits and letters replaced by the ordinary ones."""
    return text.translate(_HALF_WIDTH_FORMS)


def with_chinese_punctuation(text: str) -> str:
    """The text with half-width commas, semicolons, colons and round brackets made Chinese."""
    return text.translate(_CHINESE_PUNCTUATION)


def folded(text: str) -> str:
    """The text for comparing: without spaces, in half-width letters and Chinese punctuation."""
    return with_chinese_punctuation(with_half_width_forms(without_spaces(text)))


def among(text: str, choices: Iterable[str]) -> str | None:
    """The choice that differs from a text only in blanks, punctuation and the width of characters."""
    sought = folded(text)
    return next((choice for choice in choices if folded(choice) == sought), None)


def changes(*steps: tuple[str, str, Variant]) -> Iterator[Variant]:
    """The variant of each (before, after, variant) step that changed the text."""
    return (variant for before, after, variant in steps if before != after)


def folded_with_variants(
    text: str, spaceless: Callable[[str], str]
) -> tuple[str, tuple[Variant, ...]]:
    """The text for reading, its spaces taken out by `spaceless`, and what was changed for that."""
    if not _needs_folding(text):
        return text, ()
    without = spaceless(text)
    half_width = with_half_width_forms(without)
    chinese = with_chinese_punctuation(half_width)
    return chinese, tuple(
        changes(
            (text, without, Variant.SPACE),
            (without, half_width, Variant.FULL_WIDTH),
            (half_width, chinese, Variant.HALF_WIDTH),
        )
    )


def _needs_folding(text: str) -> bool:
    """Whether any of the foldings above would change the text; far cheaper than they are."""
    return _FOLDABLE.search(text) is not None
