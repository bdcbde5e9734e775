"""What a template may do: look at the data of its page and write text. Not reach into the program, not go on for ever.

A workspace's templates come with the records, often from somebody else. Jinja2's sandbox keeps them from the insides of
values; here they also lose what is endless, huge, random or unescaped. A page is allowed so many steps: of a loop, a
call, an included file. They are counted in the workspace's own templates only, so the packaged ones lose no time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace, do_sum, do_tojson
from jinja2.runtime import BlockReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

STEPS = 10_000_000
SIZE = 2_000_000
OUTPUT = 200_000_000
"""The most steps of a page, characters or members of a value, and characters of a page."""

FILTERS = frozenset(
    {
        *("abs", "attr", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first"),
        *("float", "groupby", "int", "items", "join", "last", "length", "list", "lower", "map"),
        *("max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select"),
        *("selectattr", "sort", "string", "striptags", "sum", "title", "tojson", "trim"),
        *("truncate", "unique", "upper", "urlencode", "wordcount"),
    }
)
"""The filters of Jinja2 that templates may use: none makes much of little, guesses or passes text on unescaped."""

GLOBALS = frozenset({"dict", "namespace", "range"})
_TEXT_METHODS = frozenset(
    {
        *("count", "endswith", "find", "index", "isdecimal", "isdigit", "lower", "lstrip"),
        *("partition", "removeprefix", "removesuffix", "rfind", "rindex", "rpartition", "rsplit"),
        *("rstrip", "split", "splitlines", "startswith", "strip", "title", "upper"),
    }
)
_STEP, _SIZED, _WRITTEN, _MEASURED = "\0step", "\0sized", "\0written", "\0measured"
"""Filters under names that nobody can write."""
_WRITERS = frozenset({"facts", "html", "terms", "written"})
"""Filters that write a part of a page, which may be as long as the page."""
_MEMBER = 40
"""As how many characters a member of a list counts, by the time that it takes."""
_ROUND, _CALL, _INCLUDE = 1, 10, 100
"""How many steps each counts for, by the time that it takes."""


class LimitError(Exception):
    """A template goes on too long or makes too much."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of a run's templates; `watched` are the files whose steps are counted."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, watched: Collection[str], **options: Any) -> None:
        super().__init__(**options)
        self._watched = frozenset(watched)
        self._safe: dict[tuple[type, str], bool] = {}
        self._steps = 0
        self.filters = {name: made for name, made in self.filters.items() if name in FILTERS}
        self.filters |= {
            "join": _join,
            "replace": _replace,
            "sum": lambda values, attribute=None: do_sum(self, values, attribute),
            "tojson": _tojson,
            # With a context, or they would be worked out once, when the template is compiled.
            _STEP: jinja2.pass_context(lambda _, steps: self._step(steps)),
            _SIZED: jinja2.pass_context(lambda _, value: _sized(value)),
            _WRITTEN: jinja2.pass_context(lambda _, value: _written(value)),
            _MEASURED: jinja2.pass_context(lambda _, value: _measured(value)),
        }
        self.globals = {name: made for name, made in self.globals.items() if name in GLOBALS}
        self.globals["range"] = self._range

    def written(self, name: str, page: object) -> str:
        """Return what a template makes of a page; where all are packaged ones, it is not measured."""
        self._steps = 0
        template = self.get_template(name)
        if not self._watched:
            return template.render(page=page)
        return "".join(_limited(template.generate(page=page)))

    def compile(  # type: ignore[override]  # ours are never compiled to a text
        self, source: Any, name: Any = None, filename: Any = None, **options: Any
    ) -> Any:
        """Compile a template; of a watched one every step will be counted."""
        if filename in self._watched and isinstance(source, str):
            source = _Watched().visit(self.parse(source, name, filename))
        return super().compile(source, name, filename, **options)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether an attribute is safe: of a text, no method that makes a much longer one."""
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        # Jinja2 looks at nothing but the class of the object, and takes its time.
        known = type(obj), attr
        if known not in self._safe:
            self._safe[known] = super().is_safe_attribute(obj, attr, value)
        return self._safe[known]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Reckon, if the result is no giant."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(operator)
        if operator == "*":
            _check(_size(left) * right if _size(left) and isinstance(right, int) else 0)
            _check(_size(right) * left if _size(right) and isinstance(left, int) else 0)
        return _sized(super().call_binop(context, operator, left, right))

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        self._step(_CALL)
        # `super()` is the part of the page that a block makes.
        measured = _written if isinstance(obj, BlockReference) else _sized
        return measured(super().call(context, obj, *args, **kwargs))

    def wrap_str_format(self, value: Any) -> None:
        """Make no exception for the formatting of texts, which can make a long one of a short one."""

    def _step(self, steps: int) -> int:
        self._steps += steps
        if self._steps > STEPS:
            raise LimitError
        return steps

    def _range(self, *args: int) -> range:
        numbers = range(*args)
        _check(len(numbers))
        self._step(len(numbers))
        return numbers


def _limited(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a page, if they are not endlessly many."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > OUTPUT:
            raise LimitError
        yield piece


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | list | tuple) else 0


def _check(size: int, most: int = SIZE) -> None:
    if size > most:
        raise LimitError


def _sized(value: Any) -> Any:
    _check(_size(value))
    if isinstance(value, int) and abs(value) > SIZE**2:
        raise LimitError
    return value


def _written(value: Any) -> Any:
    """Return a part of a page, if it is no longer than a page may be."""
    _check(_size(value), OUTPUT)
    return value


def _measured(value: Any) -> Any:
    """Return a value, if as a text it would be no longer than a page may be: what is in it twice counts twice."""
    size = 0
    waiting = [value]
    while waiting:
        last = waiting.pop()
        members = [*last, *last.values()] if isinstance(last, dict) else last
        if isinstance(members, list | tuple):
            size += len(members) * _MEMBER
            waiting += members
        else:
            size += _size(last)
        _check(size, OUTPUT)
    return value


@jinja2.pass_eval_context
def _tojson(context: Any, value: Any) -> Any:
    return do_tojson(context, value)


@jinja2.pass_eval_context
def _join(context: Any, values: Iterable[Any], separator: str = "", attribute: Any = None) -> Any:
    members = list(values)
    _check(len(members) * max(1, len(separator)))
    _check(sum(map(_size, members)))
    return do_join(context, members, separator, attribute)


@jinja2.pass_eval_context
def _replace(context: Any, text: str, old: str, new: str) -> Any:
    _check((len(text) + 1) * max(1, len(new)) if len(new) > len(old) else len(text))
    return do_replace(context, text, old, new)


class _Watched(NodeTransformer):
    """Has a template count each round of a loop and each included file, and measure what it puts together."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  (named after the node)
        self.generic_visit(node)
        step = _filtered(nodes.Const(_ROUND), _STEP, node)
        node.body = [nodes.ExprStmt(step).set_lineno(node.lineno), *node.body]
        if node.test is not None:
            node.test = nodes.And(step, node.test).set_lineno(node.lineno)
        return node

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802
        self.generic_visit(node)
        step = _filtered(nodes.Const(_INCLUDE), _STEP, node)
        return [nodes.ExprStmt(step).set_lineno(node.lineno), node]

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_filtered(value, _MEASURED, value) for value in node.nodes]
        return _filtered(node, _SIZED, node)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        if node.node is not None:
            node.node = _filtered(node.node, _MEASURED, node)
        node.args = [_filtered(value, _MEASURED, value) for value in node.args]
        return _filtered(node, _WRITTEN if node.name in _WRITERS else _SIZED, node)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [
            value if isinstance(value, nodes.TemplateData) else _filtered(value, _MEASURED, value)
            for value in node.nodes
        ]
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802
        self.generic_visit(node)
        node.filter = _filtered(node.filter, _WRITTEN, node)
        return node


def _filtered(value: nodes.Expr | None, name: str, at: nodes.Node) -> nodes.Filter:
    made = nodes.Filter(value, name, [], [], None, None, lineno=at.lineno)
    made.environment = at.environment
    return made
