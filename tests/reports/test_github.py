"""Workflow commands, read as the Actions runner reads them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from disclosure_cli.reports.escaping import clean
from tests.reports import samples


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command | None:
    """Read a line of a log: a command begins with `::`, its head ends with the next `::`."""
    line = line.lstrip()
    if not line.startswith("::"):
        return None
    head, mark, message = line[2:].partition("::")
    assert mark
    name, _, rest = head.partition(" ")
    pairs = (part.split("=", 1) for part in rest.split(",") if part)
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    return Command(
        name,
        {key: unescape(value, codes) for key, value in pairs},
        unescape(message, {"%0D": "\r", "%0A": "\n"}),
    )


def unescape(text: str, codes: dict[str, str]) -> str:
    for code, character in codes.items():
        text = text.replace(code, character)
    return text.replace("%25", "%")


def commands(text: str) -> list[Command]:
    return [command for line in text.split("\n") if (command := read(line)) is not None]


def test_each_finding_is_a_command_of_its_severity() -> None:
    found = commands(samples.text_of("github"))
    assert [command.name for command in found] == ["notice", "error", "error", "warning", "warning"]


def test_a_command_points_to_the_place() -> None:
    command = commands(samples.text_of("github"))[2]
    assert command.properties == {
        "file": samples.ITEMS,
        "line": "7",
        "endLine": "7",
        "col": "3",
        "endColumn": "7",
        "title": "disclose S201",
    }


def test_a_place_over_several_lines_has_no_columns() -> None:
    """GitHub drops such an annotation if it has."""
    properties = commands(samples.text_of("github"))[3].properties
    assert (properties["line"], properties["endLine"]) == ("9", "12")
    assert not {"col", "endColumn"} & set(properties)


def test_a_finding_about_a_file_has_no_line() -> None:
    assert set(commands(samples.text_of("github"))[0].properties) == {"file", "title"}


def test_the_log_says_all_without_the_source() -> None:
    message = commands(samples.text_of("github"))[2].message
    finding = samples.UNKNOWN_FIELD
    for part in (str(finding.location), "S201", finding.subject, finding.message, finding.hint):
        assert part in message


def test_the_last_line_counts_and_is_no_command() -> None:
    last = samples.text_of("github").splitlines()[-1]
    assert read(last) is None
    assert "错误2个、警告2个、提示1个" in last


@pytest.mark.parametrize("kind", samples.HOSTILE)
def test_a_hostile_text_is_read_back_and_makes_no_command(kind: str) -> None:
    text = samples.HOSTILE[kind]
    report = samples.hostile_report(text)
    found = commands(samples.text_of("github", report))
    assert [command.name for command in found] == ["error", "error"]
    assert {command.properties["file"] for command in found} == {f"catalogs/{clean(text)}.yaml"}
    assert all(clean(text) in command.message for command in found)
