"""Golden files: what was right once, kept in `tests/golden`, compared byte for byte.

`pytest --golden-update` writes what the tests made; `pytest --golden-clean` removes the files that no test asked for.
What is compared must be free of clocks and paths.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True)
class GoldenFiles:
    """The golden files of a run, and which of them were asked for."""

    folder: Path
    update: bool
    used: set[Path] = field(default_factory=set)

    def check(self, name: str, actual: str | bytes) -> None:
        """Fail where the file differs, showing text as text; write it first when updating."""
        path = self.folder / name
        self.used.add(path)
        made = actual.encode() if isinstance(actual, str) else actual
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
        assert path.is_file(), f"{name} is missing: write it with pytest --golden-update"
        expected = path.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode(), f"{name} differs"
        assert made == expected, f"{name} differs"

    def unused(self) -> list[Path]:
        """Return the files that no test asked for."""
        return sorted(
            path for path in self.folder.rglob("*") if path.is_file() and path not in self.used
        )
