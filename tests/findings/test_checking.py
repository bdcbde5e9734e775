"""Rules that are gone through in several processes find what they find in one."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure_cli.findings import checking
from disclosure_cli.findings.checking import check, check_before_build
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Diagnostic
from tests.support.examples import ROOT


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(Workspace(ROOT))


def found(loaded: Loaded) -> tuple[tuple[Diagnostic, ...], ...]:
    day = date(2030, 1, 1)
    return check(loaded, loaded.diagnostics, day), check_before_build(loaded)


def test_two_processes_find_what_one_finds(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "processes", lambda wanted: 1)
    alone = found(loaded)
    assert len(alone[0]) > 20
    monkeypatch.setattr(checking, "processes", lambda wanted: 2)
    monkeypatch.setattr(checking, "_WORTH_HELP", 0)
    assert found(loaded) == alone
