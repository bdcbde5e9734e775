"""Files read and checked against their schemas, in several processes where there is so much that it pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from disclosure_cli.catalog import CheckedFile, UncheckedFile, check_file, packed, restored
from disclosure_cli.processes import Meanwhile, nothing, processes, work_off
from disclosure_cli.schema.schemas import Schemas

CheckFiles = Callable[[Sequence[UncheckedFile], Schemas], list[CheckedFile]]
"""What does the work of `check_files`."""

_WORTH_HELP = 1_000_000
"""So many bytes take much longer to read than it takes to make another process."""


def check_files(
    files: Sequence[UncheckedFile],
    schemas: Schemas,
    jobs: int = 0,
    meanwhile: Meanwhile = nothing,
) -> list[CheckedFile]:
    """Return what `check_file` makes of each file, in their order, by at most so many processes (0: as many as pay).

    `meanwhile` is done while others read, if they do.
    """
    number = processes(jobs)
    if number == 1 or sum(len(file.data) for file in files) < _WORTH_HELP:
        return [_check(file, schemas) for file in files]

    def work(index: int) -> _Result:
        return _Result(_check(files[index], schemas))

    largest_first = sorted(range(len(files)), key=lambda index: -len(files[index].data))
    done = work_off(work, largest_first, number, meanwhile)
    found = {index: result.of(files[index], schemas) for index, result in done}
    return [found[index] for index in range(len(files))]


def _check(file: UncheckedFile, schemas: Schemas) -> CheckedFile:
    return check_file(file.path, file.data, file.role, schemas)


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of a file. Of a plain one nothing but the data of its records goes from process to process."""

    checked: CheckedFile | None = None
    values: bytes = b""

    def __reduce__(self) -> tuple[type[_Result], tuple[CheckedFile | None, bytes]]:
        if self.checked is None or not self.checked.is_plain:
            return _Result, (self.checked, self.values)
        return _Result, (None, packed(self.checked))

    def of(self, file: UncheckedFile, schemas: Schemas) -> CheckedFile:
        """Return what came of the file."""
        return self.checked or restored(file, self.values, schemas)
