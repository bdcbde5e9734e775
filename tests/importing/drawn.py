"""Tables drawn as text: one line a row, ``|`` between cells, ``<`` merged with the left, ``^`` with what is above.

``⏎`` is a line break within a cell. Above ``---`` stands what is to be recognised, one ``name: value`` a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.importing.sketches import Sketch


class Drawn(NamedTuple):
    """What is to be recognised, and the table as cells and merged areas."""

    expected: Mapping[str, str]
    sketch: Sketch


def draw(text: str) -> Drawn:
    """The table of a text."""
    head, _, body = text.partition("---\n")
    expected = dict(line.split(": ", 1) for line in head.splitlines() if line)
    rows = [line.replace("⏎", "\n").split("|") for line in body.rstrip("\n").split("\n")]
    cells: dict[tuple[int, int], str] = {}
    merges: list[tuple[int, int, int, int]] = []
    for row, texts in enumerate(rows):
        for column, content in enumerate(texts):
            if content in ("<", "^"):
                continue
            right = column + _run(texts[column + 1 :], "<")
            below = row + _run([line[column : column + 1] for line in rows[row + 1 :]], ["^"])
            if content:
                cells[row + 1, column + 1] = content
            if (right, below) != (column, row):
                merges.append((row + 1, column + 1, below + 1, right + 1))
    return Drawn(expected, Sketch("", cells, tuple(merges), (), (), ()))


def _run(marks: Sequence[str | list[str]], mark: str | list[str]) -> int:
    """How many of the marks come first."""
    return next((n for n, found in enumerate(marks) if found != mark), len(marks))
