"""Questions at the terminal, in Chinese: what click asks in English is asked again here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import click

from disclosure_cli.cli.terminal import is_terminal
from disclosure_cli.grammar import dates
from disclosure_cli.words import suggest

T = TypeVar("T")
_YES, _NO = ("是", "y", "yes"), ("否", "n", "no")


def is_somebody_there() -> bool:
    """Tell whether a person types, not a script."""
    return is_terminal(sys.stdin)


def ask(question: str, convert: Callable[[str], T], default: str | None = None) -> T:
    """Ask until the answer can be converted; `convert` raises `ValueError` with a Chinese message otherwise.

    What is simply confirmed is the default, which is shown in brackets.
    """
    shown = f"{question} [{default}]" if default else question
    while True:
        answer: str = click.prompt(shown, default=default or "", show_default=False, type=str)
        try:
            return convert(answer.strip())
        except ValueError as error:
            click.echo(f"  {error}")


def ask_text(question: str, default: str | None = None, *, required: bool = True) -> str:
    """Ask for a text."""

    def convert(answer: str) -> str:
        if required and not answer:
            raise ValueError("不能空着")
        return answer

    return ask(question, convert, default)


def ask_day(question: str, default: date) -> date:
    """Ask for a date."""

    def convert(answer: str) -> date:
        day = dates.day(answer)
        if day is None:
            raise ValueError(f"“{answer}”不是日期，写成“年-月-日”，例如 2025-03-01")
        return day

    return ask(question, convert, default.isoformat())


def ask_choice(question: str, choices: Sequence[str], default: str | None = None) -> str:
    """Ask for one of some choices, by its number or its name."""
    for number, choice in enumerate(choices, 1):
        click.echo(f"  {number}. {choice}")

    def convert(answer: str) -> str:
        if answer in choices:
            return answer
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1]
        close = suggest(answer, choices) if answer else None
        raise ValueError(f"没有“{answer}”，{f'是不是 {close}？' if close else '写前面的数字'}")

    return ask(question, convert, default)


def ask_whether(question: str, *, default: bool) -> bool:
    """Ask for yes or no."""

    def convert(answer: str) -> bool:
        if answer.lower() in (*_YES, *_NO):
            return answer.lower() in _YES
        raise ValueError("写“是”或者“否”")

    return ask(question, convert, "是" if default else "否")
