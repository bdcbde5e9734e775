"""The certain corrections of a workspace's files: edits that findings carry, keys in the preferred language, UTF-8.

Corrections are made in rounds, because one may show another or stand in its way, until nothing is left to be made.
Each round is proved by reading and checking the workspace again: what would lose a record, or bring a fault that stops
a build, is left out and said. So a fixed workspace is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from disclosure_cli.catalog import CheckedFile, assemble, check_file, register_of, role_of
from disclosure_cli.editing.edits import apply_edits
from disclosure_cli.editing.key_language import in_language
from disclosure_cli.findings.validate import is_blocking, validate
from disclosure_cli.model import Catalog, Diagnostic, Edit, Family, Record, Source
from disclosure_cli.reading.codes import BYTE_ORDER_MARK, NOT_UTF8
from disclosure_cli.reading.decoding import as_utf8
from disclosure_cli.schema.breaches import uses_labels
from disclosure_cli.schema.codes import UNKNOWN_FIELD
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import settings_of

KEYS = "KEYS"
"""Stands for the code of a finding where a key is only put into the preferred language, which is no fault."""

_ENCODINGS = (NOT_UTF8.code, BYTE_ORDER_MARK.code)
_ROUNDS = 50


class Correction(NamedTuple):
    """What is put right at a place of a file, and the code of the finding that says why."""

    code: str
    edit: Edit


@dataclass(frozen=True)
class Fixed:
    """Path → new bytes of the files that change, how often each code was put right, and what was left.

    `left` are findings whose correction would have brought about something worse.
    """

    files: Mapping[str, bytes]
    made: Mapping[str, int]
    left: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Task:
    """What is the same in every round: what was found before the files were read, the day, what may be corrected.

    `wants` decides by code and path.
    """

    schemas: Schemas
    found: Sequence[Diagnostic]
    as_of: date
    wants: Callable[[str, str], bool]


def fix(files: Mapping[str, bytes | None], task: Task) -> Fixed:
    """Return what becomes of the files of a workspace, by path, when all is corrected that certainly can be.

    None stands for a file that cannot be read.
    """
    others = _Others(tuple(files), tuple(_registers(files)))
    records = {path: data for path, data in files.items() if data is not None and role_of(path)}
    checked = {path: _check(path, data, task.schemas) for path, data in records.items()}
    state, made = _recode(_State(task, others, records, checked))
    seen = {_identity(state)}
    for _ in range(_ROUNDS):
        state, corrections = state.advance(_apart(state.corrections()))
        if not corrections or _identity(state) in seen:
            break
        seen.add(_identity(state))
        made.update(correction.code for correction in corrections)
    changed = {path: data for path, data in state.files.items() if data != records[path]}
    left = tuple(found for found in state.found if found.fix and state.wants(found))
    return Fixed(changed, dict(sorted(made.items())), left)


class _Others(NamedTuple):
    """The paths of all files of a workspace, and its registers of numbers, which are never corrected."""

    present: Collection[str]
    registers: Sequence[Source]


def _registers(files: Mapping[str, bytes | None]) -> Iterator[Source]:
    for path, data in files.items():
        if data is not None and register_of(path):
            yield Source(path, data.decode("utf-8-sig", "replace"))


@dataclass(frozen=True)
class _State:
    """The files of records of a workspace between two rounds, as read and checked."""

    task: Task
    others: _Others
    files: Mapping[str, bytes]
    checked: Mapping[str, CheckedFile]

    @cached_property
    def _catalog(self) -> tuple[Catalog, list[Diagnostic]]:
        return assemble(self.checked.values(), self.others.present, self.others.registers)

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """All findings of the workspace."""
        catalog, found = self._catalog
        return validate(catalog, (*self.task.found, *found), self.task.schemas, self.task.as_of)

    def wants(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding is one of those to be put right."""
        return self.task.wants(diagnostic.code, diagnostic.location.file)

    def corrections(self) -> Iterator[Correction]:
        """Yield what can be put right in the files that are in UTF-8."""
        for diagnostic in self.found:
            edit = diagnostic.fix
            if edit and self.wants(diagnostic) and self._is_editable(edit.location.file):
                yield Correction(diagnostic.code, edit)
        keys = settings_of(self._catalog[0].settings).keys
        for path, file in self.checked.items():
            if self.task.wants(KEYS, path) and self._is_editable(path):
                for edit in in_language(file, self.task.schemas[file.role.kind].fields, keys):
                    yield Correction(KEYS, edit)

    def _is_editable(self, path: str) -> bool:
        return path in self.files and _is_utf8(self.files[path])

    def advance(self, corrections: Sequence[Correction]) -> tuple[_State, list[Correction]]:
        """Make as many corrections as leave nothing worse; return what came of it and which they were."""
        return self._most((self, []), list(corrections))

    def _most(
        self, good: tuple[_State, list[Correction]], more: list[Correction]
    ) -> tuple[_State, list[Correction]]:
        """Make corrections together with those that are good already, trying halves where not all can be made."""
        made = [*good[1], *more]
        after = self._after(made)
        if not self._is_worse(after):
            return after, made
        if len(more) == 1:
            return good
        middle = len(more) // 2
        return self._most(self._most(good, more[:middle]), more[middle:])

    def _after(self, corrections: Iterable[Correction]) -> _State:
        edits: dict[str, list[Edit]] = {}
        for correction in corrections:
            edits.setdefault(correction.edit.location.file, []).append(correction.edit)
        return self.replaced(
            {path: apply_edits(self.files[path], made) for path, made in edits.items()}
        )

    def replaced(self, files: Mapping[str, bytes]) -> _State:
        """Return the workspace with other bytes in some files."""
        checked = {path: _check(path, data, self.task.schemas) for path, data in files.items()}
        whole = {**self.files, **files}
        return _State(self.task, self.others, whole, {**self.checked, **checked})

    def _is_worse(self, after: _State) -> bool:
        """Tell whether another state has fewer records, or in a file more of a fault that stops a build."""
        return bool(after.faults - self.faults) or after.records < self.records

    @cached_property
    def faults(self) -> Counter[tuple[str, str]]:
        """How often each fault of YAML, and each fault that stops a build, is found in each file."""
        serious = (one for one in self.found if one.family is Family.READING or is_blocking(one))
        return Counter((found.code, found.location.file) for found in serious)

    @property
    def records(self) -> int:
        """How many records could be read."""
        return sum(len(file.records) for file in self.checked.values())


def _check(path: str, data: bytes, schemas: Schemas) -> CheckedFile:
    role = role_of(path)
    assert role is not None
    return check_file(path, data, role, schemas)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _identity(state: _State) -> int:
    return hash(tuple(state.files.values()))


def _recode(state: _State) -> tuple[_State, Counter[str]]:
    """Put files into UTF-8, where it is certain what their bytes mean."""
    files: dict[str, bytes] = {}
    made: Counter[str] = Counter()
    for diagnostic in state.found:
        path = diagnostic.location.file
        if diagnostic.code in _ENCODINGS and state.wants(diagnostic) and path in state.files:
            data = as_utf8(state.files[path])
            if data is not None and _is_understood(state.checked[path]):
                files[path] = data
                made[diagnostic.code] += 1
    return state.replaced(files), made


def _is_understood(file: CheckedFile) -> bool:
    """Tell whether the Chinese words of a file were decoded as what they are: its keys are the names of fields.

    Bytes of another Chinese encoding would be read as other characters, without any error.
    """
    is_marked = any(d.code == BYTE_ORDER_MARK.code for d in file.diagnostics)
    unknown = any(d.code == UNKNOWN_FIELD.code for d in file.diagnostics)
    return is_marked or (not unknown and any(map(_has_chinese_keys, file.records)))


def _has_chinese_keys(record: Record) -> bool:
    return bool(record.data) and uses_labels(record)


def _apart(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections that do not stand in one another's way, the first of those that do."""
    kept: list[Correction] = []
    ends: dict[str, tuple[int, int]] = {}
    for correction in sorted(set(corrections), key=_place_of):
        where = correction.edit.location
        start = (where.line or 1, where.column or 1)
        if start > ends.get(where.file, (0, 0)):
            kept.append(correction)
            ends[where.file] = (where.end_line or 1, (where.end_column or 1) - 1)
    return kept


def _place_of(correction: Correction) -> tuple[str | int, ...]:
    code, edit = correction
    where = edit.location
    return (where.file, where.line or 1, where.column or 1, -(where.end_line or 1), code, edit.text)
