"""The workspace's settings with their defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from disclosure_cli.grammar.dates import day
from disclosure_cli.model import Record, block

SCHEMA_VERSION = 2
"""The version of records that this program writes; `rules/versions.py` says what each brought."""
FIRST_WITH_REGISTERS = 2
"""From this version on, each unit keeps a register of its numbers."""

Keys = Literal["zh", "en"]
"""The language in which the keys of records are written."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `disclose.yaml` decides."""

    site_title: str = "政府信息公开"
    site_owner: str = ""
    site_id_code: str = ""
    base_url: str = ""
    output: str = "build"
    as_of: date | None = None
    publish_without_review: bool = False
    keys: Keys = "zh"
    thresholds: Mapping[str, int] = field(default_factory=dict)

    def threshold(self, name: str, usual: int) -> int:
        """Return a number that the settings may change."""
        return self.thresholds.get(name, usual)


def settings_of(record: Record) -> Settings:
    """Return the settings of a workspace; what is absent or wrong (and found elsewhere) has its default."""
    defaults = Settings()
    numbers = block(record.get("thresholds")).items()
    return Settings(
        site_title=str(record.get("site_title") or defaults.site_title),
        site_owner=str(record.get("site_owner") or ""),
        site_id_code=str(record.get("site_id_code") or ""),
        base_url=str(record.get("base_url") or "").rstrip("/"),
        output=str(record.get("output") or defaults.output),
        as_of=day(record.get("as_of")),
        publish_without_review=record.get("publish_without_review") is True,
        keys="en" if record.get("keys") == "en" else defaults.keys,
        thresholds={name: number for name, number in numbers if isinstance(number, int)},
    )
