"""Template folders as values: in which order templates are found, and what is said of a faulty one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGED = "packaged/"
SUFFIX = ".html.j2"
ASSETS = "assets/"


class TemplateFault(Exception):  # noqa: N818  (a fault of the user's file, not an error of ours)
    """A template cannot be used. `message` and `hint` are Chinese and final; `line` counts from 1."""

    def __init__(self, file: Path, line: int, message: str, hint: str = "") -> None:
        super().__init__(file, line, message, hint)
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One file of a template folder: its name below the folder (with `/`), where it is, its bytes."""

    name: str
    path: Path
    data: bytes

    @property
    def text(self) -> str:
        """Return its text. Raises `TemplateFault` where it is not UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data[: error.start].count(b"\n") + 1
            message = "模板不是 UTF-8 编码"
            raise TemplateFault(self.path, line, message, "另存为 UTF-8 后再用") from error


@dataclass(frozen=True, slots=True)
class Templates:
    """The template folders of a run as values, in search order; the last one is the packaged folder."""

    folders: tuple[tuple[TemplateFile, ...], ...]

    def find(self, name: str) -> TemplateFile | None:
        """Return the first file of that name. `packaged/…` names the packaged one, for an override to extend."""
        if name.startswith(PACKAGED):
            return _named(self.folders[-1], name.removeprefix(PACKAGED))
        return next((file for folder in self.folders if (file := _named(folder, name))), None)

    @property
    def own(self) -> tuple[TemplateFile, ...]:
        """The page templates that a workspace has itself."""
        return tuple(file for folder in self.folders[:-1] for file in _pages(folder))

    @property
    def packaged(self) -> tuple[TemplateFile, ...]:
        """The page templates of the package."""
        return tuple(_pages(self.folders[-1]))


def _named(folder: tuple[TemplateFile, ...], name: str) -> TemplateFile | None:
    return next((file for file in folder if file.name == name), None)


def _pages(folder: tuple[TemplateFile, ...]) -> Iterator[TemplateFile]:
    return (file for file in folder if file.name.endswith(SUFFIX))


def wants(name: str) -> bool:
    """Tell whether a file of a template folder is one of ours: a page template, or an asset; never a hidden one."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and (name.endswith(SUFFIX) or name.startswith(ASSETS))


def assets(templates: Templates) -> dict[str, bytes]:
    """Return what pages link to (style sheets, logo): path below the site → bytes."""
    found: dict[str, bytes] = {}
    for folder in reversed(templates.folders):
        found |= {file.name: file.data for file in folder if file.name.startswith(ASSETS)}
    return dict(sorted(found.items()))
