"""What is wrong with a workspace's own templates and layouts, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from disclosure_cli.model import Artifact, Code, Diagnostic, Location
from disclosure_cli.outputs.html import pages as html
from disclosure_cli.outputs.html.templates import TemplateFault, Templates
from disclosure_cli.outputs.xlsx.layout import LayoutError, read_layouts
from disclosure_cli.rules.privacy import check_file
from disclosure_cli.schema.codes import BAD_LAYOUT, BAD_TEMPLATE, UNUSED_TEMPLATE
from disclosure_cli.words import suggest

_FILE = "templates/{}"
_MANUAL = "写法见 docs/改版式.md"


def check_templates(templates: Templates, root: Path) -> Iterator[Diagnostic]:
    """Yield what can be told of the templates in the workspace at `root` without a page."""
    faults, unused = html.check(templates)
    yield from (_finding(BAD_TEMPLATE, fault, root) for fault in faults)
    yield from (_finding(UNUSED_TEMPLATE, fault, root) for fault in unused)


def check_pages(
    artifacts: Iterable[Artifact], templates: Templates, root: Path
) -> tuple[Diagnostic, ...]:
    """Return what goes wrong when pages are rendered, each fault once."""
    found: dict[tuple[Path, int, str], TemplateFault] = {}
    for artifact in artifacts:
        if artifact.renderer == "html":
            try:
                html.render(artifact.context, templates)
            except TemplateFault as fault:
                found.setdefault((fault.file, fault.line, fault.message), fault)
    return tuple(_finding(BAD_TEMPLATE, fault, root) for fault in found.values())


def _finding(code: Code, fault: TemplateFault, root: Path) -> Diagnostic:
    """Return a fault as a finding; one that shows in a packaged template was caused by what the workspace has."""
    is_own = fault.file.is_relative_to(root)
    name = fault.file.relative_to(root).as_posix() if is_own else _FILE.format(fault.file.name)
    return code.found(fault.message, fault.hint or _MANUAL, Location(name, fault.line))


def check_numbers(texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield the numbers of persons in templates and layouts, by path: what stands in one gets into every page."""
    for file, text in texts.items():
        yield from check_file(file, text)


def check_layouts(own: Mapping[str, str], packaged: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a workspace's own layout files. Both are file name → text."""
    for name, text in own.items():
        if name not in packaged:
            close = suggest(name, packaged)
            hint = f"是不是“{close}”？" if close else f"可用的有：{'、'.join(packaged)}"
            message = f"没有“{name}”这个版式文件，它不起作用"
            yield UNUSED_TEMPLATE.found(message, hint, Location(_FILE.format(name), 1))
            continue
        try:
            read_layouts((name, packaged[name]), (name, text))
        except LayoutError as error:
            where = Location(_FILE.format(name), error.line)
            yield BAD_LAYOUT.found(error.problem, _MANUAL, where)
