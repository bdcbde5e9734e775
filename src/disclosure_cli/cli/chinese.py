"""click in Chinese: headings of help pages and the words of usage errors."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click


class Command(click.Command):
    """A command whose help page has Chinese headings and ends with an example."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法: "
        )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return [piece.replace("[OPTIONS]", "[选项]") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [
            record
            for param in self.get_params(ctx)
            if (record := _option_help(param, ctx)) is not None
        ]
        if records:
            with formatter.section("选项"):
                formatter.write_dl([(names, chinese_help(text)) for names, text in records])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        if self.example:
            with formatter.section("示例"):
                for line in self.example.splitlines():
                    formatter.write_text(line)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the `--help` option with Chinese help."""
        return with_chinese_help(super().get_help_option(ctx))


class LazyGroup(click.Group):
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

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "命令 [选项] …", prefix="用法: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the table of commands, without importing them."""
        records = [
            record
            for param in self.get_params(ctx)
            if (record := _option_help(param, ctx)) is not None
        ]
        with formatter.section("选项"):
            formatter.write_dl(records)
        with formatter.section("命令"):
            formatter.write_dl(list(self.summaries.items()))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the `--help` option with Chinese help."""
        return with_chinese_help(super().get_help_option(ctx))


def _option_help(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    """Return names and help of an option; arguments are named in the usage line."""
    return param.get_help_record(ctx) if isinstance(param, click.Option) else None


def with_chinese_help(option: click.Option | None) -> click.Option | None:
    """Return click's help option with a Chinese explanation."""
    if option is not None:
        option.help = "显示这份说明。"
    return option


def chinese_help(text: str) -> str:
    """Return an option's help with click's own additions in Chinese."""
    return text.replace("[default: ", "[默认: ").replace("[required]", "[必填]")


def explain(error: click.ClickException) -> str:
    """Return the words for a usage error."""
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words(error)
    return error.format_message()


def _no_such_option(error: Any) -> str:
    hint = f"，是不是 {error.possibilities[0]}？" if error.possibilities else ""
    return f"没有 {error.option_name} 这个选项{hint}"


def _missing(error: Any) -> str:
    name = error.param.human_readable_name if error.param is not None else error.param_hint
    return f"缺少 {name}"


def _bad_parameter(error: Any) -> str:
    choices = getattr(getattr(error.param, "type", None), "choices", None)
    name = error.param.opts[0] if isinstance(error.param, click.Option) else "参数"
    if choices:
        return f"{name} 的值不对，可选：{'、'.join(str(choice) for choice in choices)}"
    return f"{name} 的值不对：{error.message}"


def _bad_usage(error: Any) -> str:
    return f"选项 {error.option_name} 的用法不对" if error.option_name else str(error.message)


_WORDS: tuple[tuple[type[click.ClickException], Callable[[Any], str]], ...] = (
    (click.NoSuchOption, _no_such_option),
    (click.MissingParameter, _missing),
    (click.BadOptionUsage, _bad_usage),
    (click.BadParameter, _bad_parameter),
)
