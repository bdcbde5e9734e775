"""No command speaks to another machine, and no page asks for anything outside its folder."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.reliability.programs import UNIT, Workspace

if TYPE_CHECKING:
    from tests.support.fixtures import Run

COMMANDS = (
    ("validate",),
    ("build",),
    ("fix",),
    ("stats",),
    ("worklist",),
    ("number", "--dry-run"),
    ("rule", "L402"),
    ("diff", ".", "."),
)


def refuse(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("a command used the network")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_needs_no_network(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    workspace = Workspace.make(tmp_path)
    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(*words, cwd=workspace.root).exit_code == 0


def test_pages_ask_for_nothing_outside(examples: Path) -> None:
    loading = re.compile(
        r"""<(?:link[^>]+rel="(?:stylesheet|icon|preload)|script|img|iframe|source)[^>]+(?:href|src)=["'](?:https?:)?//"""
    )
    pages = sorted((examples / "site").rglob("*.html"))
    assert (examples / "site" / UNIT / "index.html") in pages
    for page in pages:
        text = page.read_text("utf-8")
        assert not loading.search(text)
        assert "default-src 'none'" in text
    for asset in (examples / "site" / "assets").iterdir():
        assert not re.search(
            r"(?:url\(|@import|fetch\(|XMLHttpRequest)\s*['\"]?(?:https?:)?//",
            asset.read_text("utf-8"),
        )
