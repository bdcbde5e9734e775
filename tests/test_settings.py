"""What settings say in another form than they should is found, and does not work all the same."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure_cli.settings import settings_of
from tests.rules.samples import SETTINGS, catalog_of


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-03-01", date(2025, 3, 1)),
        ("20250301", None),
        ("2025-W23-1", None),
        ("2025-02-30", None),
    ],
)
def test_the_day_of_a_workspace_has_one_form(written: str, expected: date | None) -> None:
    catalog = catalog_of({SETTINGS: f"基准日期: {written}\n"})
    assert settings_of(catalog.settings).as_of == expected
