"""A golden file that differs or is missing fails; updating writes it; cleaning removes what nobody asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.golden import GoldenFiles


def test_what_differs_fails(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("一\n".encode())
    files = GoldenFiles(tmp_path, update=False)
    files.check("report.txt", "一\n")
    files.check("report.txt", "一\n".encode())
    with pytest.raises(AssertionError, match="differs"):
        files.check("report.txt", "一\r\n")
    with pytest.raises(AssertionError, match="missing"):
        files.check("other.txt", "一\n")


def test_updating_writes_what_was_made(tmp_path: Path) -> None:
    GoldenFiles(tmp_path, update=True).check("site/page.html", "页")
    GoldenFiles(tmp_path, update=False).check("site/page.html", "页")


def test_unused_is_what_was_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "old.txt").touch()
    files = GoldenFiles(tmp_path, update=True)
    files.check("new.txt", "新")
    assert files.unused() == [tmp_path / "old.txt"]
