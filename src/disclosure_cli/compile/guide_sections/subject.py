"""The unit that a guide is about, and how its guide speaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from disclosure_cli.compile.view import UnitView
from disclosure_cli.model import PublicData
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.unit_kinds import ADMINISTRATIVE_ORGANS, PUBLIC_INSTITUTIONS

NONE = "无"
"""What a clerk writes where there is nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit's public side with the schemas that label its fields."""

    view: UnitView
    schemas: Schemas

    @property
    def profile(self) -> PublicData:
        """The unit's profile."""
        return self.view.profile

    @property
    def guide(self) -> PublicData:
        """What the unit has its guide say beyond what is compiled."""
        return self.view.guide

    @property
    def is_public_institution(self) -> bool:
        """Tell whether art. 55 applies and not the rest of the Regulations."""
        return self.view.kind in PUBLIC_INSTITUTIONS

    @property
    def us(self) -> str:
        """How the unit calls itself: an organisation that is empowered by law is no organ either."""
        return "本机关" if self.view.kind in ADMINISTRATIVE_ORGANS else "本单位"

    @property
    def information(self) -> str:
        """What the unit discloses: 政府信息 (art. 2) is made by those whom the Regulations bind."""
        return "信息" if self.is_public_institution else "政府信息"

    def say(self, text: str) -> str:
        """Return a text of this package with `{us}` and `{information}` put in; not for text of users."""
        return text.format(us=self.us, information=self.information)

    def block(self, name: str) -> Mapping[str, Any]:
        """Return a block of the profile, empty where the profile has none."""
        found: Mapping[str, Any] = self.profile.get(name, {})
        return found

    def fields(self, kind: str, name: str) -> tuple[Field, ...]:
        """Return the fields inside a block of a kind of record."""
        field = self.schemas[kind].field((name,))
        assert field is not None, name
        return field.children


def given(value: object) -> str:
    """Return a value that names something, or nothing where it is absent or 无."""
    return "" if value in {None, NONE} else str(value)
