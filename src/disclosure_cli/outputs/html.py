"""HTML pages: a `Page` and the templates → bytes. The only module that knows Jinja2.

What a page says is decided before, how it looks is decided in the templates. Here is the order in which templates are
found, what they may do, and what a faulty one is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from disclosure_cli.outputs.html_drawings import drawn
from disclosure_cli.outputs.html_layout import is_address, layout, pieces, sections
from disclosure_cli.outputs.html_timeline import timeline

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

    from disclosure_cli.pages import Page

PACKAGED = "packaged/"
_SUFFIX = ".html.j2"
_ASSETS = "assets/"
# What no HTML document may hold, however it is written (HTML 13.2.3.5); a stray one must not spoil the page.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One file of a template folder: its name below the folder (with `/`), where it is, its bytes."""

    name: str
    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Templates:
    """The template folders of a run as values, in search order; the last one is the packaged folder."""

    folders: tuple[tuple[TemplateFile, ...], ...]

    def find(self, name: str) -> TemplateFile | None:
        """Return the first file of that name. `packaged/…` names the packaged one, for an override to extend."""
        if name.startswith(PACKAGED):
            return _named(self.folders[-1], name.removeprefix(PACKAGED))
        return next((file for folder in self.folders if (file := _named(folder, name))), None)


class TemplateFault(Exception):  # noqa: N818  (a fault of the user's file, not an error of ours)
    """A template cannot be used. `message` is Chinese and final; `line` counts from 1."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message


def _named(folder: tuple[TemplateFile, ...], name: str) -> TemplateFile | None:
    return next((file for file in folder if file.name == name), None)


def wants(name: str) -> bool:
    """Tell whether a file of a template folder is one of ours: a page template, or an asset; never a hidden one."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and (name.endswith(_SUFFIX) or name.startswith(_ASSETS))


def assets(templates: Templates) -> dict[str, bytes]:
    """Return what pages link to (style sheets, logo): path below the site → bytes."""
    found: dict[str, bytes] = {}
    for folder in reversed(templates.folders):
        found |= {file.name: file.data for file in folder if file.name.startswith(_ASSETS)}
    return dict(sorted(found.items()))


def render(page: Page, templates: Templates) -> bytes:
    """Return a page as HTML. Raises `TemplateFault` where a template is wrong."""
    name = page["template"] + _SUFFIX
    try:
        text = _environment(templates).get_template(name).render(page=page)
    except TemplateFault:
        raise
    except Exception as error:
        raise _fault(error, templates, name) from error
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).encode()


@lru_cache(maxsize=2)
def _environment(templates: Templates) -> SandboxedEnvironment:
    """Return the environment of some templates: compiling them once a run is what makes many small pages cheap."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Missing(jinja2.StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            return f"没有“{self._undefined_name}”这个名称，检查是否写错"

    def asset(name: str) -> str:
        """Return the text of a style sheet, for a page that has to stand alone."""
        file = templates.find(_ASSETS + name)
        if file is None:
            raise jinja2.TemplateNotFound(_ASSETS + name)
        return _text(file)

    def load(name: str) -> tuple[str, str, None] | None:
        file = templates.find(name)
        return None if file is None else (_text(file), str(file.path), None)

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["asset"] = asset
    environment.filters |= {
        "sections": sections,
        "layout": layout,
        "drawn": drawn,
        "timeline": timeline,
        "is_address": is_address,
        "pieces": pieces,
    }
    return environment


def _text(file: TemplateFile) -> str:
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        raise TemplateFault(file.path, line, "模板不是 UTF-8 编码，另存为 UTF-8 后再用") from error


def _fault(error: Exception, templates: Templates, page: str) -> TemplateFault:
    """Word what a template did wrong, and say where: the innermost line of a template that led to it."""
    import jinja2

    paths = {str(file.path) for folder in templates.folders for file in folder}
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateFault(Path(error.filename or page), error.lineno, _message(error))
    places = [place for place in _places(error.__traceback__) if place[0] in paths]
    path, line = places[-1] if places else (page, 1)
    return TemplateFault(Path(path), line, _message(error))


def _places(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _message(error: Exception) -> str:
    from jinja2 import exceptions

    match error:
        case exceptions.TemplateAssertionError():
            text = "用了不存在的过滤器或者检测，或者同一个块写了两次"
        case exceptions.TemplateSyntaxError():
            text = "模板语法有误：检查 {% %}、{{ }} 是否成对，标签名称是否写对"
        case exceptions.TemplateNotFound():
            text = f"找不到模板“{error.name}”"
        case exceptions.SecurityError():
            text = "模板里不允许这样取用"
        case exceptions.UndefinedError():
            text = str(error)
        case RecursionError():
            text = "模板反复引用自身；要在原有模板上修改，用 packaged/ 开头的名称引用"
        case _:
            text = "这一行算不出结果：检查值的类型和运算"
    return text
