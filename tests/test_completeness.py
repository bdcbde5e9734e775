"""Where there is a table, nothing is missing from it."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from importlib import import_module
from itertools import pairwise

import click
import pytest

from disclosure_cli.cli import COMMANDS, group
from disclosure_cli.cli.chinese import Command
from disclosure_cli.importing import codes as import_codes
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.manual import EVERY_CODE
from disclosure_cli.model import Code
from disclosure_cli.reading import codes as reading_codes
from disclosure_cli.reports import FORMATS
from disclosure_cli.rules import RULES
from disclosure_cli.schema import codes as schema_codes
from disclosure_cli.unit_kinds import EVERY_KIND
from tests.reports import samples

every_code = pytest.mark.parametrize("code", EVERY_CODE.values(), ids=EVERY_CODE)


def sections(page: str) -> dict[str, str]:
    """Return the parts of a manual page by their heading."""
    parts = re.split(r"^ *(为什么|不好|好): ?", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


@every_code
def test_a_page_says_what_why_bad_and_good(code: Code) -> None:
    parts = sections(code.page)
    assert list(parts) == ["为什么", "不好", "好"]
    assert all(parts.values())
    assert parts["不好"] != parts["好"]
    assert re.search("[一-龥]", code.title)
    assert not code.title.endswith(("。", "，"))


@every_code
def test_a_code_has_its_form_and_a_name_after_the_problem(code: Code) -> None:
    assert re.fullmatch(r"(Y1|S2|R3|L4|C5|G6|T7|F8|I9)\d\d", code.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)


def test_no_code_and_no_name_is_used_twice() -> None:
    every = [
        *reading_codes.CODES,
        *schema_codes.CODES,
        *import_codes.CODES,
        *(rule.definition for rule in RULES),
    ]
    assert len({code.code for code in every}) == len(every)
    assert len({code.name for code in EVERY_CODE.values()}) == len(EVERY_CODE)
    assert all(code.code == key for key, code in EVERY_CODE.items())


@pytest.mark.parametrize("family", [reading_codes, schema_codes])
def test_the_codes_of_a_module_are_all_in_its_table_in_order(family: object) -> None:
    table: tuple[Code, ...] = vars(family)["CODES"]
    defined = {value for value in vars(family).values() if isinstance(value, Code)}
    assert set(table) == {code for code in defined if code.code[0] == table[0].code[0]}
    assert all(first.code < second.code for first, second in pairwise(table))


def test_the_codes_of_the_import_stand_in_order() -> None:
    codes = [code.code for code in import_codes.CODES]
    assert codes == sorted(codes)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_described_and_has_an_example(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert isinstance(command, Command)
    assert command.name == name
    assert f"disclose {name}" in command.example
    assert re.search("[一-龥]", command.help or "")
    assert COMMANDS[name].endswith("。")
    for parameter in command.params:
        if record := getattr(parameter, "help", ""):
            assert re.search("[一-龥]", record)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_format_renders_the_shared_sample(name: str) -> None:
    rendered = samples.rendered(name, samples.REPORT)
    assert isinstance(rendered, FORMATS[name])
    if isinstance(rendered, str):
        assert all(diagnostic.code in rendered for diagnostic in samples.DIAGNOSTICS)


def test_the_program_knows_every_kind_of_unit() -> None:
    kind = load_schemas()[0]["unit"].field(("kind",))
    assert kind is not None
    assert set(kind.choices) == EVERY_KIND


@pytest.mark.parametrize("name", ["new", "review", "validate"])
def test_what_a_command_is_asked_for_is_all_in_its_request(name: str) -> None:
    module = import_module(f"disclosure_cli.cli.{name}_command")
    named = inspect.signature(module.command.callback).parameters
    asked = [each.name for each in module.command.params if each.name not in named]
    assert sorted(asked) == sorted(each.name for each in fields(module.Request))
