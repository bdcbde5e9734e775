"""Faults of a workspace's own templates and layouts are findings: of a check and of a build, which then writes nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.examples import ROOT
from tests.support.fixtures import Run

BASE = '{% extends "packaged/base.html.j2" %}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace that a build makes pages of."""
    shutil.copytree(ROOT / "tests" / "cases" / "_base", tmp_path / "workspace")
    shutil.copytree(ROOT / "catalogs" / "_vocab", tmp_path / "workspace" / "catalogs" / "_vocab")
    return tmp_path / "workspace"


def put(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def found(run: Run, root: Path) -> list[tuple[str, int, str]]:
    """Return place and message of what a check finds."""
    result = run("validate", "--format", "json", cwd=root)
    assert result.exit_code == 1
    return [
        (d["location"]["file"], d["location"]["line"], d["message"] + d["hint"])
        for d in json.loads(result.stdout)["findings"]
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("base.html.j2", BASE + "{% block footer %}\n{{ page['titel'] }}{% endblock %}", 3, "title"),
        ("unit.html.j2", '{% extends "packaged/unit.html.j2" %}\n{% block foter %}{% endblock %}', 2, "footer"),
        ("blocks/table.html.j2", "{% set view = block|layout %}\n{{ view['sise'] }}", 2, "size"),
        ("catalog.layout.toml", "[standard.fonts.title]\nsise = 26\n", 2, "size"),
        ("guide.layout.toml", "[text\n", 1, "TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_a_finding_and_nothing_is_written(
    run: Run, root: Path, name: str, text: str, line: int, word: str
) -> None:
    assert run("build", cwd=root).exit_code == 0
    before = {path: path.read_bytes() for path in (root / "build").rglob("*") if path.is_file()}
    put(root, name, text)
    ((file, at, said),) = found(run, root)
    assert (file, at) == (f"templates/{name}", line)
    assert word in said
    built = run("build", cwd=root)
    assert built.exit_code == 1
    assert f"templates/{name}:{line}" in built.stdout
    assert {path: path.read_bytes() for path in before} == before


def test_a_fault_in_many_pages_is_found_once(run: Run, root: Path) -> None:
    put(root, "base.html.j2", BASE + "{% block footer %}{{ page['titel'] }}{% endblock %}")
    assert len(found(run, root)) == 1


def test_a_page_that_changes_what_it_includes_wrongly_is_blamed_itself(
    run: Run, root: Path
) -> None:
    """The packaged template that stumbles over it is not the one to mend."""
    put(root, "sections.html.j2", "{% set block = {} %}\n{% include 'blocks/paragraph.html.j2' %}")
    ((file, line, _),) = found(run, root)
    assert (file, line) == ("templates/sections.html.j2", 2)


def test_an_accepted_severity_and_selection_hold_for_templates_too(run: Run, root: Path) -> None:
    put(root, "foter.html.j2", "")
    assert run("validate", cwd=root).exit_code == 0
    assert run("validate", "--strict", cwd=root).exit_code == 1
    assert run("validate", "--strict", "--ignore", "S215", cwd=root).exit_code == 0


def test_a_workspace_with_its_own_templates_is_built_with_them(run: Run, root: Path) -> None:
    put(root, "base.html.j2", BASE + "{% block footer %}<p>本局办公室编制</p>{% endblock %}")
    assert run("validate", cwd=root).exit_code == 0
    assert run("build", cwd=root).exit_code == 0
    assert "本局办公室编制" in (root / "build" / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("internal.html.j2", "\n{{ page['titel'] }}", ("html", "internal.html.j2 第2行", "title")),
        (
            "internal.layout.toml",
            "[common]\npapre = 'A4'\n",
            ("xlsx", "internal.layout.toml", "paper"),
        ),
    ],
)
def test_a_command_that_makes_one_file_says_what_is_wrong(
    run: Run, root: Path, name: str, text: str, words: tuple[str, str, str]
) -> None:
    put(root, name, text)
    format_, place, likely = words
    result = run("worklist", "--format", format_, "-o", root / "out", cwd=root)
    assert result.exit_code == 2
    assert place in result.stderr
    assert likely in result.stderr
    assert not (root / "out").exists()
