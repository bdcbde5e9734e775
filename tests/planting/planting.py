"""Mistakes put into a generated workspace, one to a record, and the places where they are to be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from disclosure_cli.folders import CATALOGS, REGISTER_FILE, SETTINGS_FILE
from disclosure_cli.registry.register import continued, identify

Replacement = str | Callable[[re.Match[str]], str]
_NUMBERED = {
    "item": (
        "items",
        re.compile(
            r"^-? ?事项编号: (?P<id>\S+)$.*?^  事项名称: ?(?P<title>[^\n]*)$",
            re.MULTILINE | re.DOTALL,
        ),
    ),
    "entry": (
        "entries",
        re.compile(
            r"^- 索引号: (?P<index>\S+)$.*?^  信息名称: (?P<title>[^\n]*)$"
            r".*?^  生成日期: (?P<created>[^\n]*)$",
            re.MULTILINE | re.DOTALL,
        ),
    ),
}
"""Kind of record → its folder, and where what a register keeps of it stands in its text."""
DEPARTMENT, TOWN = "政府部门", "乡镇政府"


@dataclass(frozen=True)
class Mistake:
    """What a clerk may do wrong: the first match of `pattern` in a record becomes `replacement`.

    `files` are below the folder of a unit of a kind (none named means any), or `disclose.yaml`; `records` is how many that follow each other
    are looked at together. The finding is on the last line of what `at` matches then, else on the first line that
    changed. `adds` are further files of the unit that are no mistake, `drops` files that go, and `brings` a code that
    each changed record gets besides, on its first line. The records of mistakes `before` the numbers were registered
    stand in the register as they are then, but for those whose number is `unregistered`; each of the others gets a unit
    whose register has no other mistake, and files that were read as they are: of those that were mended a register
    proves nothing.
    """

    code: str
    files: str
    pattern: str
    replacement: Replacement
    at: str = ""
    kind: str = DEPARTMENT
    records: int = 1
    adds: Mapping[str, str] = field(default_factory=dict)
    drops: str = ""
    brings: str = ""
    before: bool = True
    unregistered: bool = False


@dataclass(eq=False)
class _Chunk:
    """A stretch of a file that a mistake may change: one record of a list, or all of a file."""

    text: str
    is_taken: bool = False
    is_unregistered: bool = False


class Workspace:
    """The files of a generated workspace while mistakes are planted."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """Cut files of records at their records."""
        self._files = {
            path: [_Chunk(text) for text in re.split(r"\n\n(?=- )", text.rstrip("\n"))]
            for path, text in files.items()
        }
        self._kinds = dict(_kinds(files))
        self._unused = dict.fromkeys(self._kinds)
        self._proving_nothing: set[tuple[str, str]] = set()
        self._places: list[tuple[str, _Chunk, str, int, str]] = []

    def plant(self, mistake: Mistake) -> None:
        """Put a mistake into the first unit of its kind that has a record for it that is as it was."""
        if mistake.files == SETTINGS_FILE:
            self._change(SETTINGS_FILE, self._files[SETTINGS_FILE], mistake)
            return
        for unit in [*self._unused]:
            is_of_kind = self._kinds[unit] == (mistake.kind or self._kinds[unit])
            proving = {(unit, mistake.files), (unit, REGISTER_FILE)}
            is_free = mistake.before or proving.isdisjoint(self._proving_nothing)
            if is_of_kind and is_free and self._plant_in(unit, mistake):
                if not mistake.before:
                    self._proving_nothing.add((unit, REGISTER_FILE))
                elif mistake.code.startswith("Y"):
                    self._proving_nothing.add((unit, mistake.files))
                # The next mistake begins with another unit.
                self._unused[unit] = self._unused.pop(unit)
                return
        raise AssertionError(f"nothing for {mistake.code}: {mistake.pattern}")

    def _plant_in(self, unit: str, mistake: Mistake) -> bool:
        folder = f"{CATALOGS}/{unit}"
        dropped = [path for path in self._files if path.startswith(f"{folder}/{mistake.drops}")]
        if mistake.drops and any(c.is_taken for path in dropped for c in self._files[path]):
            return False
        added = {f"{folder}/{name}": text for name, text in mistake.adds.items()}
        if not mistake.pattern:
            added[f"{folder}/{mistake.files}"] = ""
        if added.keys() & self._files.keys():
            return False
        self._files |= {path: [_Chunk(text)] for path, text in added.items()}
        for path in sorted(self._files):
            if Path(path).match(f"{folder}/{mistake.files}"):
                chunks = self._files[path]
                for start in range(len(chunks) - mistake.records + 1):
                    if self._change(path, chunks[start : start + mistake.records], mistake):
                        for other in dropped if mistake.drops else ():
                            del self._files[other]
                        return True
        for path in added:
            del self._files[path]
        return False

    def _change(self, path: str, chunks: Sequence[_Chunk], mistake: Mistake) -> bool:
        """Change chunks that nobody changed yet, all together, where the pattern fits."""
        if path != SETTINGS_FILE and any(chunk.is_taken for chunk in chunks):
            return False
        old = [chunk.text for chunk in chunks]
        text, count = re.subn(mistake.pattern, mistake.replacement, "\n\n".join(old), count=1)
        if not count:
            return False
        new = re.split(r"\n\n(?=- )", text) if len(chunks) > 1 else [text]
        assert len(new) == len(chunks), mistake.code
        for chunk, changed in zip(chunks, new, strict=True):
            chunk.text, chunk.is_taken = changed, True
            chunk.is_unregistered = mistake.unregistered
        self._note(path, chunks, old, mistake)
        return True

    def _note(
        self, path: str, chunks: Sequence[_Chunk], old: Sequence[str], mistake: Mistake
    ) -> None:
        different = [c for c, before in zip(chunks, old, strict=True) if c.text != before]
        if mistake.brings:
            self._places += [(path, chunk, "", 0, mistake.brings) for chunk in different]
        if mistake.at:
            chunk = next(c for c in (*different, *chunks) if re.search(mistake.at, c.text))
            self._places.append((path, chunk, mistake.at, 0, mistake.code))
        else:
            before = old[chunks.index(different[0])].split("\n")
            after = different[0].text.split("\n")
            line = next(
                (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
                min(len(before), len(after)),
            )
            self._places.append((path, different[0], "", line, mistake.code))

    def register(self) -> None:
        """Write the registers of the units again, as their records are now."""
        for unit in self._unused:
            folder = f"{CATALOGS}/{unit}"
            known = dict.fromkeys(
                identity
                for path, chunks in self._files.items()
                for kind, (place, pattern) in _NUMBERED.items()
                if path.startswith(f"{folder}/{place}/")
                for chunk in chunks
                if not chunk.is_unregistered
                for identity in (
                    identify(kind, m.groupdict()) for m in pattern.finditer(chunk.text)
                )
            )
            by_number = {identity.key: identity for identity in reversed(known)}
            lines = [identity for identity in known if by_number[identity.key] is identity]
            self._files[f"{folder}/{REGISTER_FILE}"] = [_Chunk(continued("", lines).rstrip("\n"))]

    def expected(self) -> set[tuple[str, str]]:
        """Return file:line and code of every finding that the planted mistakes give."""
        return {
            (f"{path}:{self._line_of(path, chunk, at, line)}", code)
            for path, chunk, at, line, code in self._places
        }

    def _line_of(self, path: str, wanted: _Chunk, at: str, line: int) -> int:
        chunks = self._files[path]
        before = sum(chunk.text.count("\n") + 2 for chunk in chunks[: chunks.index(wanted)])
        if at:
            match = re.search(at, wanted.text)
            assert match is not None, (path, at)
            line = wanted.text.count("\n", 0, match.end())
        return before + line + 1

    def write(self, folder: Path) -> None:
        """Write the workspace into a folder."""
        for path, chunks in self._files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            text = "\n\n".join(chunk.text for chunk in chunks) + "\n"
            target.write_bytes(text.encode("utf-8", "surrogateescape"))


def _kinds(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the units whose files have Chinese keys, with their kinds."""
    for path, text in files.items():
        match = re.search(r"(?m)^单位类型: (.*)$", text) if path.endswith("/unit.yaml") else None
        if match:
            yield path.split("/")[1], match[1]
