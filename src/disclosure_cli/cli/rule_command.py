"""`disclose rule`"""

from __future__ import annotations

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.manual import EVERY_CODE, FAMILIES
from disclosure_cli.model import Code
from disclosure_cli.structure import suggest

EXAMPLE = """disclose rule
disclose rule R304"""


@click.command(
    "rule",
    cls=Command,
    example=EXAMPLE,
    help="列出全部检查规则；写了编号就解释这一条。",
)
@click.argument("code", required=False, metavar="[编号]")
def command(code: str | None) -> int:
    """Print the list of rules, or one rule's manual page."""
    if code is None:
        families = tuple(FAMILIES)
        for known in sorted(EVERY_CODE.values(), key=lambda c: (families.index(c.code[0]), c.code)):
            click.echo(f"{known.code} {known.severity.label} {known.title}")
        return 0
    found = EVERY_CODE.get(code.upper())
    if found is None:
        close = suggest(code.upper(), EVERY_CODE)
        raise click.UsageError(f"没有“{code}”这条规则" + (f"，是不是 {close}？" if close else ""))
    click.echo(_page(found))
    return 0


def _page(code: Code) -> str:
    lines = [line.strip() for line in code.page.strip().splitlines()]
    head = f"{code.code} {code.name}（{code.severity.label}）"
    return "\n".join([head, "", *lines])
