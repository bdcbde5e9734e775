"""A workspace's own templates: what is wrong with them is seen without a page, on its line, with the likely name."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.loading.workspace import read_templates
from disclosure_cli.outputs.html.pages import check
from tests.outputs.test_html import PACKAGED, own

BASE = '{% extends "packaged/base.html.j2" %}\n'


def faults(folder: Path, **files: str) -> list[tuple[str, int, str]]:
    found, _ = check(own(folder, **files))
    return [
        (
            fault.file.relative_to(folder.resolve()).as_posix(),
            fault.line,
            fault.message + fault.hint,
        )
        for fault in found
    ]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (BASE + "{% block foter %}{% endblock %}", 2, ["foter", "footer"]),
        (BASE + "{% block footer %}{% block mian %}{% endblock %}{% endblock %}{% block titel %}{% endblock %}", 2, ["titel", "title"]),
        ("{{ pgae }}", 1, ["pgae", "page"]),
        ("{% if false %}\n{{ pgae }}{% endif %}", 2, ["pgae"]),
        ("\n{{ 1|uper }}", 2, ["uper", "upper"]),
        ("{% if 1 is defind %}{% endif %}", 1, ["defind", "defined"]),
        ("\n{% include 'figurs.html.j2' %}", 2, ["figurs", "figures.html.j2"]),
        ("{% extends 'packaged/bse.html.j2' %}", 1, ["packaged/base.html.j2"]),
        ("{% extends 'base.html.j2' %}", 1, ["packaged/base.html.j2"]),
        ("{% inclde x %}", 1, ["inclde", "include"]),
        ("{% if x %}", 1, ["语法"]),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", 2, ["两次"]),
        ("{% autoescape false %}{% endautoescape %}", 1, ["转义"]),
        ("{{ page['title']|safe }}", 1, ["转义"]),
        ("{{ lipsum() }}", 1, ["lipsum"]),
    ],
)  # fmt: skip
def test_a_fault_is_seen_without_a_page(
    tmp_path: Path, content: str, line: int, words: list[str]
) -> None:
    ((file, at, said),) = faults(tmp_path, base_html=content)
    assert (file, at) == ("base.html.j2", line)
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    "content",
    [
        BASE
        + "{% block footer %}{{ super() }}{% block own %}{{ root }}{% endblock %}{% endblock %}",
        "{% set x = 1 %}{% for y in [x] %}{{ loop.index }}{{ y }}{% endfor %}{% macro m(z) %}{{ z }}{% endmacro %}",
        "{% if nothing is defined %}{{ nothing_else|default('') }}{% endif %}",
        "{% include 'own.html.j2' ignore missing %}",
        "{% include 'blocks/' ~ page['template'] ~ '.html.j2' %}",
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, content: str) -> None:
    assert faults(tmp_path, base_html=content) == []


def test_blocks_of_the_template_that_is_extended_and_of_those_above_it_count(
    tmp_path: Path,
) -> None:
    unit = '{% extends "packaged/unit.html.j2" %}{% block footer %}{% endblock %}{% block head %}{% endblock %}'
    base = BASE + "{% block head %}{% block more %}{% endblock %}{% endblock %}"
    assert faults(tmp_path, unit_html=unit, base_html=base) == []
    unit = unit.replace("block head", "block more")
    assert faults(tmp_path, unit_html=unit, base_html=base) == []


def test_every_fault_of_every_file_is_seen_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path, base_html="{{ a }}\n{{ b|c }}", unit_html="{% x %}", card_html="{{ page }}"
    )
    assert [(file, line) for file, line, _ in found] == [
        ("unit.html.j2", 1), ("base.html.j2", 2), ("base.html.j2", 1), ("base.html.j2", 2),
    ]  # fmt: skip


def test_a_file_that_nothing_is_made_with_is_named(tmp_path: Path) -> None:
    templates = own(tmp_path, untis_html="", part_html="", unit_html="{% include 'part.html.j2' %}")
    _, unused = check(templates)
    assert [(fault.file.name, "unit" in fault.hint) for fault in unused] == [
        ("untis.html.j2", True)
    ]


def test_the_packaged_templates_would_pass_as_own_ones(tmp_path: Path) -> None:
    """What is brought along obeys what is asked of a workspace."""
    for path in PACKAGED.rglob("*.html.j2"):
        target = tmp_path / path.relative_to(PACKAGED)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    found, unused = check(read_templates([tmp_path, PACKAGED]))
    assert [str(fault) for fault in (*found, *unused)] == []
