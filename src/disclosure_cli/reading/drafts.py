"""The lines of a file while slips in them are mended in memory. The file itself stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure_cli.places import Span


@dataclass(frozen=True, slots=True)
class _Change:
    """In a line, `new` characters from `start` took the place of `old` ones."""

    start: int
    old: int
    new: int

    def origin(self, column: int) -> int:
        """Return where the character at a column stood before this change."""
        if column < self.start:
            return column
        if column >= self.start + self.new:
            return column - self.new + self.old
        return min(column, self.start + max(self.old - 1, 0))


class Draft:
    """Lines that can be changed, and still know where each of their characters stands in the file.

    Lines and columns count from 0; `first_line` is how many lines of the file come before.
    """

    def __init__(self, lines: list[str], first_line: int = 0) -> None:
        self.lines = lines
        self.first_line = first_line
        self._changes: dict[int, list[_Change]] = {}

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @property
    def is_as_typed(self) -> bool:
        """Whether nothing was changed."""
        return not self._changes

    def replace(self, line: int, start: int, end: int, text: str) -> None:
        """Put a text in the place of `start` to `end` (exclusive) of a line."""
        whole = self.lines[line]
        self.lines[line] = whole[:start] + text + whole[end:]
        self._changes.setdefault(line, []).append(_Change(start, end - start, len(text)))

    def part(self, start: int, end: int) -> Draft:
        """Return the lines from `start` to `end` (exclusive) as a draft of their own."""
        part = Draft(self.lines[start:end], self.first_line + start)
        part._changes = {
            line - start: list(changes)
            for line, changes in self._changes.items()
            if start <= line < end
        }
        return part

    def row(self, line: int) -> int:
        """Return a line's number in the file, from 1."""
        return self.first_line + line + 1

    def span(self, line: int, start: int, end: int, end_line: int | None = None) -> Span:
        """Return where a stretch stands in the file; `end` is behind its last character.

        A place behind the end of a line, or of the last line, as a parser may give it, is that end.
        """
        line, start = self._inside(line, start)
        last, end = self._inside(line if end_line is None else end_line, end)
        first_column = self._origin(line, start)
        last_column = self._origin(last, end - 1) + 1 if end > 0 else 0
        if last == line:
            last_column = max(first_column, last_column)
        return Span(self.row(line), first_column + 1, self.row(last), last_column + 1)

    def _inside(self, line: int, column: int) -> tuple[int, int]:
        if line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return line, min(column, len(self.lines[line]))

    def _origin(self, line: int, column: int) -> int:
        for change in reversed(self._changes.get(line, ())):
            column = change.origin(column)
        return column
