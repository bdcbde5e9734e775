"""Reports on their way out: which formats were asked for, and where each goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from disclosure_cli.building.updating import is_in_site
from disclosure_cli.cli.opening import find_workspace
from disclosure_cli.cli.parameters import Typed
from disclosure_cli.cli.terminal import shows_colours
from disclosure_cli.words import suggest
from disclosure_cli.writing import write_file

Formats = Mapping[str, type[str | bytes]]
"""Name of a format → whether it is a text, which may be shown on the screen, or bytes for a file."""
F = TypeVar("F", bound=Callable[..., Any])
Render = Callable[..., str | bytes]
"""Makes what is delivered: `render(format, color=…)`."""


class Delivery(NamedTuple):
    """A format, and the file it goes to; None is the screen."""

    format: str
    file: Path | None


class FormatType(Typed[Delivery]):
    """`sarif` or `sarif=out.sarif`."""

    name = "格式"

    def __init__(self, formats: Formats) -> None:
        self.formats = formats

    def parse(self, text: str) -> Delivery:
        """Return the delivery."""
        name, equals, file = text.partition("=")
        if name not in self.formats:
            close = suggest(name, self.formats)
            hint = f"是不是 {close}？" if close else f"可选：{'、'.join(self.formats)}"
            raise ValueError(f"没有“{name}”这种格式，{hint}")
        if equals and not file:
            raise ValueError(f"“{name}=”后面要写文件名")
        return Delivery(name, Path(file) if file else None)


def delivery_options(formats: Formats, what: str, more: str = "") -> Callable[[F], F]:
    """Return the decorator that gives a command `--format` and `-o` for what it makes; `more` tells of the formats."""

    def decorate(command: F) -> F:
        output = click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="文件",
            help=f"{what}写到这个文件。",
        )
        format_ = click.option(
            "--format",
            "formats",
            type=FormatType(formats),
            multiple=True,
            metavar="格式[=文件]",
            help=f"{what}的格式：{'、'.join(formats)}。{more}[默认: text]",
        )
        return format_(output(command))

    return decorate


def plan(asked: Sequence[Delivery], output: Path | None, formats: Formats) -> tuple[Delivery, ...]:
    """Return what goes where, or end with a usage error: the screen holds one text, a file one report."""
    deliveries = tuple(asked) or (Delivery("text", None),)
    if output is not None:
        if len(deliveries) > 1 or deliveries[0].file is not None:
            raise click.UsageError("-o 只用于一种格式；有几种格式时，写成 --format 格式=文件")
        deliveries = (Delivery(deliveries[0].format, output),)
    on_screen = [delivery.format for delivery in deliveries if delivery.file is None]
    if wants_file := [name for name in on_screen if formats[name] is bytes]:
        raise click.UsageError(
            f"{wants_file[0]} 不能显示在屏幕上，写成 --format {wants_file[0]}=文件名.{wants_file[0]}"
        )
    if len(on_screen) > 1:
        raise click.UsageError(
            f"屏幕上只能显示一种格式，其余的写成“格式=文件”，例如 --format {on_screen[1]}=文件"
        )
    files = [delivery.file.resolve() for delivery in deliveries if delivery.file is not None]
    if twice := [file for file in files if files.count(file) > 1]:
        raise click.UsageError(f"两种格式不能写到同一个文件：{twice[0].name}")
    return deliveries


def deliver(
    deliveries: Sequence[Delivery],
    render: Render,
    is_public: Callable[[str], bool] = lambda name: False,
) -> None:
    """Render each format and send it where it goes. Only what `is_public` may go into a site."""
    for name, file in deliveries:
        if file is not None and not is_public(name):
            refuse_site(file)
    for delivery in deliveries:
        if delivery.file is None:
            click.echo(render(delivery.format, color=shows_colours()), nl=False)
        else:
            made = render(delivery.format, color=False)
            data = made.encode("utf-8", errors="replace") if isinstance(made, str) else made
            _write(delivery.file, data)


def _write(file: Path, data: bytes) -> None:
    """Write a file at once, or into what is no file, such as a pipe or /dev/null, which must not be replaced."""
    if file.exists() and not file.is_file():
        file.write_bytes(data)
    else:
        write_file(file.resolve(), data)


def refuse_site(file: Path) -> None:
    """End with a usage error where a file that is not for the public would lie in what is published."""
    if is_in_site(file.resolve(), find_workspace()):
        raise click.UsageError(
            f"{file.name} 里有内部内容，不能放进要公布的 site 文件夹，换一个地方"
        )
