"""The table of output formats: who renders which artifact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure_cli.model import Artifact
from disclosure_cli.outputs import atom, json, search, sitemap
from disclosure_cli.outputs.html import pages as html
from disclosure_cli.outputs.html.templates import Templates
from disclosure_cli.outputs.sqlite import database as sqlite
from disclosure_cli.outputs.xlsx import workbook as xlsx
from disclosure_cli.outputs.xlsx.layout import Layouts

WORKBOOKS = ("catalog", "guide", "internal")
"""The workbooks that have a layout file of their own."""


@dataclass(frozen=True)
class Resources:
    """What renderers need beside the data: page templates, and the layouts of each of `WORKBOOKS`."""

    templates: Templates
    layouts: Mapping[str, Layouts]


Renderer = Callable[[Any, Resources], bytes]


def _page(context: Any, resources: Resources) -> bytes:
    return html.render(context, resources.templates)


def _bytes(context: Any, resources: Resources) -> bytes:
    return b"".join(context)


def _workbook(layout: str) -> Renderer:
    return lambda context, resources: xlsx.render(context, resources.layouts[layout])


def _data(render: Callable[[Any], bytes]) -> Renderer:
    return lambda context, resources: render(context)


RENDERERS: dict[str, Renderer] = {
    "html": _page,
    "bytes": _bytes,
    **{f"{name}.xlsx": _workbook(name) for name in WORKBOOKS},
    "sqlite": _data(sqlite.render),
    "json": _data(json.render),
    "search": _data(search.render),
    "atom": _data(atom.render),
    "sitemap": _data(sitemap.render),
}
"""The table of output formats: plain data and resources → the bytes of a file."""


def render(artifact: Artifact, resources: Resources) -> bytes:
    """Return the bytes of one artifact."""
    return RENDERERS[artifact.renderer](artifact.context, resources)
