"""`disclose rule`"""

from __future__ import annotations

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.manual import EVERY_CODE, by_family
from disclosure_cli.model import Code
from disclosure_cli.words import suggest

EXAMPLE = """disclose rule
disclose rule G
disclose rule R304"""


@click.command(
    "rule",
    cls=Command,
    example=EXAMPLE,
    help="列出全部检查规则；写了编号就解释这一条，只写编号的开头就列出这一类。",
)
@click.argument("code", required=False, metavar="[编号]")
def command(code: str | None) -> int:
    """Print the list of rules, or of those whose codes begin so, or one rule's manual page."""
    asked = (code or "").upper()
    if asked in EVERY_CODE:
        click.echo(_page(EVERY_CODE[asked]))
        return 0
    listed = [known for known in EVERY_CODE.values() if known.code.startswith(asked)]
    if not listed:
        close = suggest(asked, EVERY_CODE)
        hint = f"，是不是 {close}？" if close else "。运行 disclose rule 查看全部编号"
        raise click.UsageError(f"没有“{code}”这条规则{hint}")
    for known in by_family(listed):
        click.echo(f"{known.code} {known.severity.label} {known.title}")
    return 0


def _page(code: Code) -> str:
    lines = [line.strip() for line in code.page.strip().splitlines()]
    head = f"{code.code} {code.name}（{code.severity.label}）"
    return "\n".join([head, "", *lines])
