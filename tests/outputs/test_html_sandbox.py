"""A hostile template reaches nothing but the data of its page, and ends; a useful one is not hindered."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.loading.workspace import read_templates
from disclosure_cli.outputs.html.pages import render
from disclosure_cli.outputs.html.sandbox import SIZE
from disclosure_cli.outputs.html.templates import TemplateFault, Templates
from tests.outputs.test_html import PACKAGED, column, page_of, table


def own(folder: Path, content: str, **more: str) -> Templates:
    (folder / "document.html.j2").write_text(content, "utf-8")
    for name, text in more.items():
        (folder / f"{name}.html.j2").write_text(text, "utf-8")
    return read_templates([folder, PACKAGED])


def written(folder: Path, content: str, **more: str) -> str:
    return render(page_of(), own(folder, content, **more)).decode()


REACHING = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ page.__init__.__globals__ }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ (page|map(attribute='__class__')|list)[0] }}",
    "{{ (page|map('attr', '__class__')|list)[0] }}",
    "{{ page['downloads']|groupby('__class__') }}{{ page['title']|sort(attribute='__class__') }}",
    "{{ '{0.__class__}'.format(page) }}",
    "{{ '{a.__class__}'.format_map({'a': page}) }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{% macro m() %}{% endmacro %}{{ m.__call__ }}{{ m._func }}",
    "{{ range.__self__ }}",
    "{{ namespace.__init__ }}",
    "{{ asset.__globals__ }}",
    "{{ asset('../../../etc/passwd') }}",
    "{% include '../../../../etc/passwd' %}",
    "{% include '/etc/passwd' %}",
    "{{ lipsum() }}",
    "{{ [1, 2]|random }}",
    "{{ page.update({'title': 1}) }}",
    "{{ page['navigation'].append(1) }}",
    "{{ '<b>'|safe }}",
]


@pytest.mark.parametrize("content", REACHING)
def test_what_a_template_may_not_reach(tmp_path: Path, content: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        written(tmp_path, f"\n{content}")
    assert caught.value.file == (tmp_path / "document.html.j2").resolve()
    assert caught.value.line == 2
    assert "class" not in caught.value.message


ENDLESS = [
    "{% for i in range(1000000000) %}{% endfor %}",
    "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "{% for i in range(100000) %}{{ range(100000)|sum }}{% endfor %}",
    "{% for i in range(100000) %}{% for j in range(100000) if false %}{% endfor %}{% endfor %}",
    "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "{% for i in [[]] recursive %}{{ loop([[], []]) }}{{ loop([[], []]) }}{% endfor %}",
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% set ns = namespace(x=9) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x]|join %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x|replace('a', 'aa') %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}"
    "{% set ns.x = y %}{% endfor %}",
    "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{% set ns = namespace(x='a') %}"
    "{% for i in range(99) %}{% set ns.x = m(ns.x) %}{% endfor %}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ [1]|batch(1000000000, 1)|list }}",
    "{{ [1]|slice(1000000000)|list }}",
    "{{ [1]|tojson(indent=1000000000) }}",
    "{% set x = 'a' * 1000000 %}{% for i in range(100000) %}{{ x }}{% endfor %}",
    # Few rounds: what they make if nothing ends them is huge, but not endless.
    "{% set ns = namespace(x='a') %}{% for i in range(23) %}{% set ns.x = [(ns.x, ns.x)]|facts %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(23) %}{% set ns.x = [(ns.x, ns.x)]|terms %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(23) %}"
    "{% set ns.x = [{'anchor': ns.x, 'above': ns.x, 'below': '', 'cells': []}]|html %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(23) %}{% set ns.x = ns.x|tojson %}{% endfor %}",
    *(
        "{% set ns = namespace(x='a') %}{% for i in range(23) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
        + said
        for said in (
            "{{ ns.x }}",
            "{{ ns.x ~ '' }}",
            "{{ ns.x|string|length }}",
            "{{ ''|replace('', ns.x) }}",
        )
    ),
]


@pytest.mark.parametrize("content", ENDLESS)
def test_what_does_not_end_is_ended(tmp_path: Path, content: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        written(tmp_path, content)
    assert caught.value.file == (tmp_path / "document.html.j2").resolve()


def test_files_that_include_one_another_twice_are_ended(tmp_path: Path) -> None:
    chain = {f"part{n}": f"{{% include 'part{n + 1}.html.j2' %}}" * 2 for n in range(60)}
    with pytest.raises(TemplateFault):
        written(tmp_path, "{% include 'part0.html.j2' %}", **chain, part60="")


def test_what_is_useful_works(tmp_path: Path) -> None:
    content = """{% macro twice(x) %}{{ x }}-{{ x }}{% endmacro %}{% set ns = namespace(n=0) %}
{% for i in range(3) if i != 1 %}{% set ns.n = ns.n + i %}{{ loop.index }}/{{ loop.length }} {% endfor %}
{{ ns.n * 4 }} {{ twice('甲') }} {{ page['title'].startswith('标') }} {{ ['a', 'b']|join('、') }}
{{ '一' ~ '二' }} {{ 'a-b'|replace('-', '+') }} {{ [1, 2]|sum }} {{ 7 % 4 }} {{ page['meta'].items()|list|length }}
{% set text %}{{ page['title'] }}<{% endset %}{{ text }} {{ page['navigation']|selectattr('current')|list|tojson }}"""
    said = written(tmp_path, content).split()
    assert said == [
        *("1/2", "2/2", "8", "甲-甲", "True", "a、b", "一二", "a+b", "3", "3", "0", "标题<", "[]"),
    ]


def test_text_is_escaped_whatever_is_done_with_it(tmp_path: Path) -> None:
    content = "{{ '<b>' ~ '<i>' }}{{ ['<u>']|join('<s>') }}{{ '<a>'|replace('a', '<p>') }}{{ '<q>' + '' }}"
    assert "<" not in written(tmp_path, content)


def test_a_filter_may_be_put_around_a_part(tmp_path: Path) -> None:
    content = "{% filter upper|trim %} a<b {% endfilter %}{% set x|lower %}C{% endset %}{{ x }}"
    assert written(tmp_path, content) == "A<Bc"


def test_what_a_template_puts_into_rows_is_escaped_once(tmp_path: Path) -> None:
    content = """{% set own %}<b>{{ '<&"' }}</b>{% endset %}
{{ [(own, own), ('<i>', "'&amp;")]|facts }}{{ [(own, '<u>')]|terms }}"""
    bold = "<b>&lt;&amp;&#34;</b>"
    assert written(tmp_path, content).split("\n") == [
        f'<tr><th scope="row">{bold}</th><td>{bold}</td></tr>',
        '<tr><th scope="row">&lt;i&gt;</th><td>&#39;&amp;amp;</td></tr>',
        f"<div><dt>{bold}</dt><dd>&lt;u&gt;</dd></div>",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "document",
            '{% extends "packaged/document.html.j2" %}{% block text %}{{ super() }}{% endblock %}',
        ),
        ("sections", (PACKAGED / "sections.html.j2").read_text("utf-8")),
        ("blocks/table", (PACKAGED / "blocks" / "table.html.j2").read_text("utf-8")),
    ],
)
def test_a_long_page_may_be_made_with_own_templates(
    tmp_path: Path, name: str, content: str
) -> None:
    page = page_of(table([column("列")], [["公开" * 2000]] * 600))
    (tmp_path / "blocks").mkdir()
    (tmp_path / f"{name}.html.j2").write_text(content, "utf-8")
    packaged = render(page, read_templates([PACKAGED]))
    assert len(packaged.decode()) > SIZE
    assert render(page, read_templates([tmp_path, PACKAGED])) == packaged


def test_the_packaged_templates_are_not_slowed_down() -> None:
    """They are compiled as they are: nothing is counted in them."""
    from disclosure_cli.outputs.html.pages import _environment

    environment = _environment(read_templates([PACKAGED]))
    assert environment._watched == frozenset()
