"""The generated manuals are what the schemas and rules say now, and every command is in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.cli import COMMANDS
from tools.generate_docs import DOCS, manuals

README = Path(__file__).parents[1] / "README.md"
DOCUMENTS = sorted(path.name for path in DOCS.glob("*.md"))


@pytest.mark.parametrize("name", sorted(manuals()))
def test_a_generated_manual_is_current(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == manuals()[name], "run: make docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_has_every_command(command: str) -> None:
    assert f"`disclose {command}" in README.read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_readme_leads_to_every_document(name: str) -> None:
    assert f"(docs/{name})" in README.read_text("utf-8")
