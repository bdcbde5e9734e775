"""What can be seen of a workspace's own templates without a page: names that do not exist, and what would do nothing.

Rendering finds the rest; but a block with a wrong name is never rendered, and a branch may not be for a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from disclosure_cli.outputs.html.faults import ITSELF, fault_of, template_names, unknown
from disclosure_cli.outputs.html.templates import (
    PACKAGED,
    SUFFIX,
    TemplateFault,
    TemplateFile,
    Templates,
)

_GIVEN = frozenset(("page", "loop", "self", "super", "caller", "varargs", "kwargs"))
_ASKED = frozenset(("defined", "undefined", "default", "d"))
_UNESCAPED = "不能关闭转义：记录里的文字会被当成网页代码"


@dataclass(frozen=True)
class _Source:
    """A template as it was written, with its tree."""

    file: TemplateFile
    tree: nodes.Template

    def fault(self, node: nodes.Node, message: str, hint: str) -> TemplateFault:
        return TemplateFault(self.file.path, node.lineno, message, hint)


def check(templates: Templates, environment: SandboxedEnvironment) -> Iterator[TemplateFault]:
    """Yield the faults of a workspace's own templates, file by file."""
    sources: dict[str, _Source] = {
        PACKAGED + file.name: _Source(file, environment.parse(file.text))
        for file in templates.packaged
    }
    own: list[_Source] = []
    for file in templates.own:
        try:
            tree = environment.parse(file.text, file.name, str(file.path))
        except TemplateFault as fault:
            yield fault
        except TemplateSyntaxError as error:
            yield fault_of(error, templates, file.name)
        else:
            own.append(_Source(file, tree))
            sources[file.name] = own[-1]
    known = _names((source.tree for source in sources.values()), environment)
    for source in own:
        yield from _functions(source, environment)
        yield from _references(source, templates)
        yield from _blocks(source, sources)
        yield from _unknown_names(source, known)


def unused(templates: Templates, environment: SandboxedEnvironment) -> Iterator[TemplateFault]:
    """Yield the own templates that no page is made with: the name stands for nothing, and nothing refers to it."""
    packaged = [file.name for file in templates.packaged]
    trees = [tree for file in templates.own if (tree := _parsed(file, environment)) is not None]
    named = {name for tree in trees for _, name in _referred(tree)}
    for file in templates.own:
        if file.name not in packaged and file.name not in named:
            stems = (name.removesuffix(SUFFIX) for name in packaged)
            message, hint = unknown("网页模板", file.name.removesuffix(SUFFIX), stems)
            yield TemplateFault(file.path, 1, f"{message}，它不起作用", hint)


def _parsed(file: TemplateFile, environment: SandboxedEnvironment) -> nodes.Template | None:
    try:
        return environment.parse(file.text)
    except (TemplateFault, TemplateSyntaxError):
        return None


def _functions(source: _Source, environment: SandboxedEnvironment) -> Iterator[TemplateFault]:
    """Yield filters and tests that do not exist, and what would turn escaping off."""
    for node in source.tree.find_all((nodes.Filter, nodes.Test, nodes.ScopedEvalContextModifier)):
        if isinstance(node, nodes.ScopedEvalContextModifier):
            yield source.fault(node, _UNESCAPED, "删去 autoescape")
        elif isinstance(node, nodes.Filter) and node.name == "safe":
            yield source.fault(node, _UNESCAPED, "删去 safe")
        elif isinstance(node, nodes.Filter) and node.name not in environment.filters:
            known = (name for name in environment.filters if name.isprintable())
            yield source.fault(node, *unknown("过滤器", node.name, known))
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            yield source.fault(node, *unknown("检测", node.name, environment.tests))


def _references(source: _Source, templates: Templates) -> Iterator[TemplateFault]:
    """Yield references to templates that are not there, or to itself."""
    for node, name in _referred(source.tree):
        if isinstance(node, nodes.Extends) and name == source.file.name:
            yield source.fault(node, "模板反复引用自身", ITSELF.format(name=name))
        elif templates.find(name) is None and not getattr(node, "ignore_missing", False):
            yield source.fault(node, *unknown("模板", name, template_names(templates)))


def _referred(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """Yield the templates that a template refers to by a plain name."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        match getattr(node, "template", None):
            case nodes.Const(value=str(name)):
                yield node, name


def _blocks(source: _Source, sources: Mapping[str, _Source]) -> Iterator[TemplateFault]:
    """Yield blocks that are written twice, and those that none of the templates has that this one extends: they would
    stand nowhere.
    """
    written: set[str] = set()
    for block in source.tree.find_all(nodes.Block):
        if block.name in written:
            yield source.fault(block, f"块“{block.name}”写了两次", "合成一个")
        written.add(block.name)
    above = _parent(source, sources)
    if above is None:
        return
    known: set[str] = set()
    seen = {source.file.path}
    while above is not None and above.file.path not in seen:
        seen.add(above.file.path)
        known |= {block.name for block in above.tree.find_all(nodes.Block)}
        above = _parent(above, sources)
    inner = {
        block.name
        for outer in source.tree.find_all(nodes.Block)
        for block in outer.find_all(nodes.Block)
        if block is not outer and outer.name in known
    }
    for block in source.tree.find_all(nodes.Block):
        if block.name not in known | inner:
            message, hint = unknown("块", block.name, known)
            yield source.fault(block, f"{message}，它不起作用", hint)


def _parent(source: _Source, sources: Mapping[str, _Source]) -> _Source | None:
    """Return the template that one extends, as far as that can be read."""
    for node, name in _referred(source.tree):
        if isinstance(node, nodes.Extends):
            return sources.get(name) or sources.get(PACKAGED + name)
    return None


def _names(trees: Iterable[nodes.Template], environment: SandboxedEnvironment) -> frozenset[str]:
    """Return every name that any template gives to anything: what is included sees the names around it."""
    names = {*_GIVEN, *environment.globals}
    for tree in trees:
        names |= {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
        names |= {node.name for node in tree.find_all(nodes.Macro)}
        names |= {node.target for node in tree.find_all(nodes.Import)}
        for node in tree.find_all(nodes.FromImport):
            names |= {name if isinstance(name, str) else name[1] for name in node.names}
    return frozenset(names)


def _unknown_names(source: _Source, known: frozenset[str]) -> Iterator[TemplateFault]:
    asked = {
        id(node.node)
        for node in source.tree.find_all((nodes.Test, nodes.Filter))
        if node.name in _ASKED
    }
    for node in source.tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known and id(node) not in asked:
            yield source.fault(node, *unknown("名称", node.name, known))
