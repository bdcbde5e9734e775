"""What a template did wrong, in Chinese and in its place. No wording of Jinja2 reaches a user."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType

import jinja2
from jinja2 import exceptions

from disclosure_cli.outputs.html.sandbox import FILTERS, LimitError
from disclosure_cli.outputs.html.templates import PACKAGED, TemplateFault, Templates
from disclosure_cli.words import suggest

_CLOSED = ("block", "call", "filter", "for", "if", "macro", "raw", "set", "with")
_TAGS = (
    *_CLOSED,
    *(f"end{tag}" for tag in _CLOSED),
    "elif",
    "else",
    "extends",
    "from",
    "import",
    "include",
)
ITSELF = '要在自带的模板上修改，写成 {{% extends "packaged/{name}" %}}'
_UNKNOWN_TAG = re.compile("unknown tag '(.+?)'")
_UNKNOWN_FUNCTION = re.compile("No (filter|test) named '(.+?)'")

Words = tuple[str, str]
"""A message and a hint."""


def unknown(kind: str, name: str, known: Iterable[str]) -> Words:
    """Say that there is nothing of that name, and what there is."""
    names = sorted(set(known))
    close = suggest(name, names)
    hint = (
        f"是不是“{close}”？"
        if close
        else f"可用的有：{'、'.join(names)}"
        if names
        else "检查是否写错"
    )
    return f"没有“{name}”这个{kind}", hint


class Missing(jinja2.StrictUndefined):
    """What a template gets for a name that does not exist: saying it ends the page, with the nearest name."""

    @property
    def _undefined_message(self) -> str:
        value = self._undefined_obj
        known: Collection[str] = ()
        if isinstance(value, dict):
            known = [key for key in value if isinstance(key, str)]
        elif isinstance(value, tuple) and hasattr(value, "_fields"):
            known = value._fields
        return "\n".join(unknown("名称", str(self._undefined_name), known))


def fault_of(error: Exception, templates: Templates, page: str) -> TemplateFault:
    """Say what went wrong with a page, and where: the innermost line that led to it, of the workspace's own templates
    if it has any part in it.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateFault(Path(error.filename or page), error.lineno, *_syntax(error))
    own, packaged = (
        {str(file.path) for file in files} for files in (templates.own, templates.packaged)
    )
    places = list(_places(error.__traceback__))
    within = [place for place in places if place[0] in own]
    within = within or [place for place in places if place[0] in packaged]
    if within:
        path, line = within[-1]
    else:
        file = templates.find(page)
        path, line = (str(file.path) if file else page), 1
    return TemplateFault(Path(path), line, *_words(error, templates, Path(path)))


def _places(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _syntax(error: jinja2.TemplateSyntaxError) -> Words:
    if found := _UNKNOWN_TAG.search(error.message or ""):
        return unknown("标签", found[1], _TAGS)
    if found := _UNKNOWN_FUNCTION.search(error.message or ""):
        kind, known = ("过滤器", FILTERS) if found[1] == "filter" else ("检测", jinja2.tests.TESTS)
        return unknown(kind, found[2], known)
    return "模板语法有误", "检查 {% %}、{{ }} 是否成对，每个标签有没有结束，同一个块是不是写了两次"


def _words(error: Exception, templates: Templates, path: Path) -> Words:
    match error:
        case exceptions.TemplateNotFound():
            return unknown("模板", str(error.name), template_names(templates))
        case exceptions.SecurityError():
            return (
                "模板里不允许这样取用",
                "模板只能用网页的数据和列出的过滤器，不能取用程序内部的东西",
            )
        case exceptions.UndefinedError():
            message, _, hint = str(error).partition("\n")
            return message, hint
        case RecursionError():
            return "模板反复引用自身", ITSELF.format(name=path.name)
        case LimitError() | MemoryError() | OverflowError():
            return "循环次数或者文字太多，没有做完", "检查循环有没有尽头"
        case _:
            return "这一行算不出结果", "检查值的类型和运算"


def template_names(templates: Templates) -> list[str]:
    """Return every name under which a template can be found."""
    packaged = [file.name for file in templates.packaged]
    return [
        *packaged,
        *(PACKAGED + name for name in packaged),
        *(file.name for file in templates.own),
    ]
