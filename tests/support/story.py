"""Plays a story that a manual tells: its commands are run, its edits made, and what was said is written into it.

What counts in the text is what a reader sees, too:

- A heading `## 9月15日…` says which day it is. Commands that know of a day are told this one by `--as-of`.
- A block `console` has commands after `$ `, and what they say. `前3行` or `末3行` behind `console` keeps so many lines
  of each, `答：甲；乙` is what is typed where a command asks.
- A block `yaml <file>` is what somebody writes into a file; a block `diff <file>` how lines of it are changed.
- A table after a line that names a workbook and ends with `：` is made into the workbook where there is none yet;
  else each of its rows tells sheet, number of the record, column and new text. After the name of a YAML file it tells
  which records are deleted from it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.support.fixtures import Run

_PARTS = re.compile(
    r"^## (?P<month>\d+)月(?P<day>\d+)日"
    r"|^```(?P<kind>\w+) ?(?P<about>[^\n]*)\n(?P<body>.*?)^```$"
    r"|`(?P<file>[^`\n]+)`[^`\n]*：\n\n(?P<table>(?:\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_CHANGING = re.compile(r"(?<=用时)[\d.]+(?=秒)|(?<=（)[0-9a-f]{7,}(?=）)|(?<=检查了)\d+(?=条记录)")
"""What is different each time, or with each line of the vocabularies: seconds, names of commits, how much was read."""


@dataclass
class Story:
    """A story as far as it was played, in a folder, on a day of a year."""

    folder: Path
    run: Run
    year: int
    day: str = ""

    def played(self, text: str) -> str:
        """Return the text with what its commands say now."""
        return _PARTS.sub(self._act, text)

    def _act(self, part: re.Match[str]) -> str:
        if part["month"]:
            self.day = f"{self.year}-{int(part['month']):02}-{int(part['day']):02}"
        elif part["table"]:
            self._use_table(part["file"], list(_rows(part["table"])))
        elif part["kind"] == "console":
            return f"```console{' ' * bool(part['about'])}{part['about']}\n{self._said(part)}```"
        elif part["about"]:
            write = self._change if part["kind"] == "diff" else self._write
            write(part["about"], part["body"])
        return part[0]

    def _said(self, part: re.Match[str]) -> str:
        """Return the commands of a block, each with what it says."""
        lines = []
        limit = re.search(r"([前末])(\d+)行", part["about"])
        answers = part["about"].partition("答：")[2].split("；")
        for line in part["body"].splitlines():
            if line.startswith("$ "):
                said = self._run(shlex.split(line[2:]), answers).rstrip("\n").splitlines()
                lines += [line, *(_cut(said, limit[1], int(limit[2])) if limit else said)]
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def _run(self, words: list[str], answers: list[str]) -> str:
        program, *arguments = words
        if program == "cd":
            self.folder /= arguments[0]
            return ""
        if program == "git":
            days = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{self.day}T12:00:00Z")
            done = subprocess.run(
                words, cwd=self.folder, env=os.environ | days, capture_output=True, check=True
            )
            return done.stdout.decode()
        command = import_module(f"disclosure_cli.cli.{arguments[0]}_command").command
        if any("--as-of" in option.opts for option in command.params):
            arguments += ["--as-of", self.day]
        result = self.run(*arguments, cwd=self.folder, answers="\n".join([*answers, ""]))
        return _CHANGING.sub("…", result.output)

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")

    def _change(self, name: str, text: str) -> None:
        """Replace lines: those with a blank or `-` before them are there, those with `+` take the place of these."""
        lines = text.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if not line.startswith("+"))
        after = "".join(line[1:] for line in lines if not line.startswith("-"))
        whole = (self.folder / name).read_text("utf-8")
        assert whole.count(before) == 1, f"{name}: {before}"
        self._write(name, whole.replace(before, after))

    def _use_table(self, name: str, rows: list[list[str]]) -> None:
        path = self.folder / name
        if path.suffix == ".yaml":
            records = re.split(r"^(?=- )", path.read_text("utf-8"), flags=re.MULTILINE)
            kept = [each for each in records if not any(row[0] in each for row in rows[1:])]
            assert len(kept) == len(records) - len(rows) + 1
            self._write(name, "".join(kept))
        elif path.exists():
            _edit(path, rows[1:])
        else:
            workbook = Workbook(write_only=True)
            sheet = workbook.create_sheet()
            for row in rows:
                sheet.append(row)
            workbook.save(path)


def _cut(lines: list[str], end: str, number: int) -> list[str]:
    """Keep so many lines at the head or the foot, and show where the others were."""
    if len(lines) <= number:
        return lines
    return [*lines[:number], "……"] if end == "前" else ["……", *lines[-number:]]


def _rows(table: str) -> Iterator[list[str]]:
    """Yield the cells of a table in Markdown, without the line under its head. `<br>` is a line end in a cell."""
    for line in table.splitlines():
        cells = [cell.strip().replace("<br>", "\n") for cell in line.strip("|").split("|")]
        if not all(set(cell) <= {"-", ":"} and cell for cell in cells):
            yield cells


def _edit(path: Path, changes: list[list[str]]) -> None:
    """Change cells of a workbook to edit records in: sheet, number of the record, column, text."""
    workbook = load_workbook(path)
    for title, number, label, text in changes:
        sheet = workbook[title]
        heads = {
            str(value).removesuffix("*"): column
            for row in sheet.iter_rows(max_row=3, values_only=True)
            for column, value in enumerate(row, 1)
        }
        (row,) = {cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == number}
        sheet.cell(row, heads[label], text)
    workbook.save(path)
