"""What the steps of reading hand up: a code with a place, made a `Diagnostic` at the end of reading."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure_cli.model import Code, Diagnostic, Edit, Location, Related
from disclosure_cli.places import Span


@dataclass(frozen=True, slots=True)
class Note:
    """One thing found while reading a text, before it is known which file the text is."""

    code: Code
    message: str
    hint: str
    span: Span | None = None
    replacement: str | None = None
    """The text that certainly belongs in the place of the span, or of `at` where that is given."""
    at: Span | None = None
    first: Span | None = None
    """For something said twice: where it was said first."""

    def diagnostic(self, file: str) -> Diagnostic:
        """Return the finding for a file."""
        location = Location.of(file, self.span)
        related = (Related(Location.of(file, self.first), "前一处"),) if self.first else ()
        where = Location.of(file, self.at or self.span)
        fix = None if self.replacement is None else Edit(where, self.replacement)
        return self.code.found(self.message, self.hint, location, related=related, fix=fix)


def shorten(text: str, limit: int = 20) -> str:
    """Return a text for a message or hint, cut where it is long."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
