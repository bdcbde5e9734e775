"""Built workbooks in a real office suite: what it reads, what it prints."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PROGRAMS = ("soffice", "pdftotext", "pdftoppm", "pdfinfo")

Format = Literal["pdf", "xlsx", "ods"]


class OfficeError(Exception):
    """A program did not make the file that it was asked for."""


def missing_programs() -> tuple[str, ...]:
    """Return the programs of this module that are not installed."""
    return tuple(program for program in PROGRAMS if shutil.which(program) is None)


@dataclass(frozen=True)
class Office:
    """LibreOffice with a private profile, so that neither a user's settings nor a running office matter."""

    profile: Path
    timeout: float = 240

    def convert(self, files: Iterable[Path], to: Format, folder: Path) -> tuple[Path, ...]:
        """Convert files and return the results in the same order. One start for all of them: starting is slow.

        The results are named after the files, in one folder, so their names must differ.
        """
        sources = [path.resolve() for path in files]
        results = tuple(folder.resolve() / f"{path.stem}.{to}" for path in sources)
        if len(set(results)) != len(results) or set(results) & set(sources):
            message = f"the results would overwrite one another or a source: {results}"
            raise ValueError(message)
        folder.mkdir(parents=True, exist_ok=True)
        _run(
            "soffice",
            f"-env:UserInstallation={self.profile.resolve().as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck"),
            *("--convert-to", to, "--outdir", str(folder.resolve())),
            *map(str, sources),
            timeout=self.timeout,
        )
        absent = [path.name for path in results if not path.is_file()]
        if absent:
            message = f"not converted: {', '.join(absent)}"
            raise OfficeError(message)
        return results


def pdf_text(path: Path) -> str:
    """Return the text of a PDF as it stands on the pages; a form feed ends each page."""
    return _run("pdftotext", "-layout", "-enc", "UTF-8", str(path), "-")


def pdf_pages(path: Path) -> int:
    """Return the number of pages of a PDF."""
    information = _run("pdfinfo", str(path))
    lines = (line.partition(":") for line in information.splitlines())
    return next(int(value) for name, _, value in lines if name == "Pages")


def pdf_images(path: Path, folder: Path, resolution: int = 80) -> tuple[Path, ...]:
    """Draw each page of a PDF as a picture (PNG, `resolution` dots an inch) and return the paths in page order."""
    folder.mkdir(parents=True, exist_ok=True)
    _run("pdftoppm", "-png", "-r", str(resolution), str(path), str(folder / path.stem))
    return tuple(sorted(folder.glob(f"{path.stem}-*.png")))


def _run(*command: str, timeout: float = 240) -> str:
    # In a locale without Chinese, the office waits for ever over a profile whose path has Chinese in it.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        env=environment,
    )
    if result.returncode != 0:
        message = f"{command[0]} ended with {result.returncode}: {result.stderr.strip()}"
        raise OfficeError(message)
    return result.stdout
