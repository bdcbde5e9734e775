"""What the words of an option or argument stand for."""

from __future__ import annotations

from typing import Generic, TypeVar

import click

T = TypeVar("T")


class Typed(click.ParamType, Generic[T]):  # type: ignore[type-arg,unused-ignore]
    """A kind of parameter, whose text `parse` turns into a value. A default that is one already stays."""

    def convert(
        self, value: str | T, param: click.Parameter | None, ctx: click.Context | None
    ) -> T:
        """Return the value, or end with a usage error."""
        if not isinstance(value, str):
            return value
        try:
            return self.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)

    def parse(self, text: str) -> T:
        """Return the value of a text. Raises `ValueError` with what is wrong, in Chinese."""
        raise NotImplementedError
