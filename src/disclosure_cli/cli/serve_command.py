"""`disclose serve`"""

from __future__ import annotations

import errno
import tempfile
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import open_workspace

if TYPE_CHECKING:
    from disclosure_cli.serving import State

EXAMPLE = """disclose serve
disclose serve --port 8080"""
_TAKEN = frozenset((errno.EADDRINUSE, errno.EACCES, 10013, 10048))
"""What systems say of a port that another program has, or that is not for everybody; the last two are Windows'."""


@click.command(
    "serve",
    cls=Command,
    example=EXAMPLE,
    help="在本机预览网页：保存文件后自动重新生成并刷新，检查出的问题显示在页面上方。"
    "生成到临时文件夹，不改动要公布的输出；只有这台计算机能打开。按 Ctrl+C 结束。",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="端口",
    help="预览用的端口，0 是随便一个空闲的。",
)
def command(port: int) -> int:
    """Serve a preview until it is interrupted."""
    from disclosure_cli.serving import Preview, follow, served

    workspace = open_workspace()
    _need_watchfiles()
    with tempfile.TemporaryDirectory(prefix="disclose-preview-") as folder:
        preview = Preview(workspace, Path(folder))
        try:
            click.echo("正在生成预览……")
            _say(preview.refresh())
            with served(preview, port) as address:
                click.echo(f"预览：{address}（只有这台计算机能打开，按 Ctrl+C 结束）")
                follow(preview, workspace, Event(), _say)
        except KeyboardInterrupt:
            pass
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
            message = f"端口 {port} 已经被别的程序占用，可能是另一个预览。换一个端口：disclose serve --port {port + 1}"
            raise click.ClickException(message) from None
    click.echo("预览结束。")
    return 0


def _need_watchfiles() -> None:
    """End with what to install, before anything is built."""
    if find_spec("watchfiles") is None:
        raise click.ClickException(
            "预览要用的 watchfiles 没有安装，先运行 pip install 'disclosure-cli[serve]'"
        )


def _say(state: State) -> None:
    """Say what a refresh came to."""
    written = f"更新{state.written}个文件。" if state.written else ""
    trouble = f"{state.trouble}。" if state.trouble else ""
    click.echo(f"{written}{trouble}{state.report.found or '没有发现问题'}。")
