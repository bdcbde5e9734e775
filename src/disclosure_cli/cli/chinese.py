"""click in Chinese: headings of help pages and the words of usage errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click


class _ChineseHelp(click.Command):
    """A help page with Chinese headings that ends with an example."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [_option_help(param, ctx) for param in self.get_params(ctx)]
        with formatter.section("选项"):
            formatter.write_dl([record for record in records if record is not None])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example, each command on one line, so that it can be copied."""
        with formatter.section("示例"):
            for line in self.example.splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the `--help` option with Chinese help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class Command(_ChineseHelp):
    """A command in Chinese."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return [piece.replace("[OPTIONS]", "[选项]") for piece in pieces]


class LazyGroup(_ChineseHelp, click.Group):
    """A group that knows its commands' names and summaries, and imports a command only when it is run."""

    def __init__(self, *args: Any, commands_by_name: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.summaries = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.summaries:
            return None
        module = import_module(f"disclosure_cli.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and not args[0].startswith("-") and args[0] not in self.summaries:
            import difflib

            close = difflib.get_close_matches(args[0], self.summaries, n=1, cutoff=0.5)
            hint = (
                f"，是不是“{close[0]}”？" if close else f"。可用的命令：{'、'.join(self.summaries)}"
            )
            raise click.UsageError(f"没有“{args[0]}”这个命令{hint}", ctx)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return ["命令", "[选项]", "…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the table of commands, without importing them."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(list(self.summaries.items()))


def _option_help(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    """Return names and help of an option in Chinese; arguments are named in the usage line."""
    record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
    if record is None:
        return None
    names, text = record
    *option, metavar = names.split(" ")
    names = " ".join([*option, _METAVARS.get(metavar, metavar)])
    return names, text.replace("[default: ", "[默认: ").replace("[required]", "[必填]")


def explain(error: click.ClickException) -> str:
    """Return the words for a usage error. None of click's own English is left in them."""
    words = next((words for kind, words in _WORDS if isinstance(error, kind)), _plain)
    return words(error)


def _no_such_option(error: Any) -> str:
    hint = f"，是不是 {error.possibilities[0]}？" if error.possibilities else ""
    return f"没有 {error.option_name} 这个选项{hint}"


def _missing(error: Any) -> str:
    return f"缺少 {_name_of(error)}"


def _bad_option(error: Any) -> str:
    lacks = "requires" in error.message
    return f"选项 {error.option_name} {'后面要写一个值' if lacks else '后面不能写值'}"


def _bad_parameter(error: Any) -> str:
    kind = getattr(error.param, "type", None)
    if choices := getattr(kind, "choices", None):
        reason = f"可选：{'、'.join(str(choice) for choice in choices)}"
    elif isinstance(kind, click.IntRange):
        reason = _range(kind)
    elif error.message.isascii() or error.message.endswith("."):
        reason = next((words for end, words in _REASONS if error.message.endswith(end)), "")
        if reason and (value := _IN_QUOTES.search(error.message)):
            # Of several files one is meant.
            reason = f"“{value[1]}”{reason}"
    else:
        reason = error.message
    return f"{_name_of(error)} 的值不对{'：' if reason else ''}{reason}"


def _range(kind: click.IntRange) -> str:
    if kind.max is None:
        return f"要写整数，最小是{kind.min}"
    return f"要写{kind.min}到{kind.max}的整数"


def _name_of(error: Any) -> str:
    """Return how a parameter is written on the command line."""
    if isinstance(error.param, click.Option):
        return str(error.param.opts[-1])
    return str(error.param.human_readable_name) if error.param is not None else "参数"


def _plain(error: Any) -> str:
    """Return a message of ours as it is, and of click's the one kind that has no class of its own."""
    message = error.format_message()
    if message.startswith("Got unexpected extra argument"):
        return f"多出了参数：{message.partition('(')[2].removesuffix(')')}"
    return "用法不对，加上 --help 查看说明" if message.isascii() else message


_METAVARS = {
    "DIRECTORY": "文件夹",
    "FILE": "文件",
    "PATH": "路径",
    "TEXT": "文字",
    "INTEGER": "整数",
}
_IN_QUOTES = re.compile("'(.+)'")
_REASONS = (
    ("does not exist.", "不存在"),
    ("is a directory.", "是文件夹，不是文件"),
    ("is a file.", "是文件，不是文件夹"),
    ("is not readable.", "不让读取"),
    ("is not writable.", "不让写入"),
)
_WORDS: tuple[tuple[type[click.ClickException], Callable[[Any], str]], ...] = (
    (click.NoSuchOption, _no_such_option),
    (click.MissingParameter, _missing),
    (click.BadOptionUsage, _bad_option),
    (click.BadParameter, _bad_parameter),
)
