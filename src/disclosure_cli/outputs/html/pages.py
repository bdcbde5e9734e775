"""HTML pages: a `Page` and the templates → bytes. Only this module and those named after it know Jinja2.

What a page says is decided before, how it looks is decided in the templates.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from disclosure_cli.outputs.characters import visible
from disclosure_cli.outputs.html.drawings import drawn
from disclosure_cli.outputs.html.layout import chapters, is_address, layout, pieces, sections
from disclosure_cli.outputs.html.rows import (
    facts_as_html,
    rows_as_html,
    terms_as_html,
    text_as_html,
)
from disclosure_cli.outputs.html.templates import ASSETS, SUFFIX, TemplateFault, Templates
from disclosure_cli.outputs.html.timeline import timeline

if TYPE_CHECKING:
    from disclosure_cli.outputs.html.sandbox import Sandbox
    from disclosure_cli.pages import Page


def render(page: Page, templates: Templates) -> bytes:
    """Return a page as HTML. Raises `TemplateFault` where a template is wrong."""
    name = page["template"] + SUFFIX
    try:
        text = _environment(templates).written(name, page)
    except TemplateFault:
        raise
    except Exception as error:
        from disclosure_cli.outputs.html.faults import fault_of

        raise fault_of(error, templates, name) from error
    return visible(text).encode()


def check(templates: Templates) -> tuple[list[TemplateFault], list[TemplateFault]]:
    """Return what is wrong with a workspace's own templates, and which of them nothing is made with, as far as both
    can be told without a page.
    """
    from disclosure_cli.outputs.html import template_check as html_check

    environment = _environment(templates)
    return (
        list(html_check.check(templates, environment)),
        list(html_check.unused(templates, environment)),
    )


@lru_cache(maxsize=2)
def _environment(templates: Templates) -> Sandbox:
    """Return the environment of some templates: compiling them once a run is what makes many small pages cheap."""
    import jinja2
    from markupsafe import Markup

    from disclosure_cli.outputs.html.faults import Missing
    from disclosure_cli.outputs.html.sandbox import Sandbox

    def asset(name: str) -> Markup:
        """Return the text of a style sheet, for a page that has to stand alone."""
        file = templates.find(ASSETS + name)
        if file is None:
            raise jinja2.TemplateNotFound(ASSETS + name)
        return Markup(file.text)  # noqa: S704  (a style sheet of the workspace, no text of a record)

    def load(name: str) -> tuple[str, str, None] | None:
        file = templates.find(name)
        return None if file is None else (file.text, str(file.path), None)

    environment = Sandbox(
        watched=[str(file.path) for file in templates.own],
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals["asset"] = asset
    environment.filters |= {
        "sections": sections,
        "chapters": chapters,
        "layout": layout,
        "html": rows_as_html,
        "is_address": is_address,
        "facts": facts_as_html,
        "terms": terms_as_html,
        "written": text_as_html,
        "drawn": drawn,
        "timeline": timeline,
        "pieces": pieces,
    }
    return environment
