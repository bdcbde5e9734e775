"""Who keeps the catalogs of a generated workspace, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Literal

from benchmarks.generating.matters import (
    AUTHORISED,
    COUNTY,
    DEPARTMENT,
    INSTITUTION,
    KINDS,
    STREET,
    TOWN,
    Kind,
)

AS_OF = date(2025, 3, 31)
"""The day that all dates are measured from; the settings of the workspace name it."""

# The kinds of the units of one county, in the order in which a growing workspace gets them.
_IN_A_COUNTY = (
    *(COUNTY, DEPARTMENT, TOWN, STREET, AUTHORISED, INSTITUTION),
    *(DEPARTMENT, TOWN, DEPARTMENT, TOWN, INSTITUTION, DEPARTMENT, TOWN, DEPARTMENT),
    *(STREET, TOWN, AUTHORISED, DEPARTMENT, INSTITUTION, TOWN),
)
_BY_NAME = {kind.kind: kind for kind in KINDS}
_NAME_ENDS = {TOWN: "人民政府", STREET: "办事处"}
_COUNTY_WORDS = "安平和顺康宁永昌兴隆德仁礼信义文明华清泰"
_PLACE_FIRST = "青石云白龙杨柳梅松竹金玉高长新大双花泉枫"
_PLACE_SECOND = "山溪坪桥塘湾岭店庄岗坝洲林田井"

Keys = Literal["zh", "en"]


@dataclass(frozen=True)
class Office:
    """One unit of the workspace: its number from 0, kind, county and names."""

    seed: int
    number: int
    kind: Kind
    county: str
    name: str
    id: str

    def random(self, *what: object) -> Random:
        """Return the numbers by which one thing of this unit varies."""
        return Random(f"{self.seed}/{self.id}/{'/'.join(map(str, what))}")

    @property
    def is_bound(self) -> bool:
        """Whether the Regulations bind it as a whole."""
        return self.kind.kind != INSTITUTION

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """The names of its departments; the first runs disclosure."""
        return tuple(name for name, _, _ in self.kind.departments)

    @property
    def government(self) -> str:
        """The government of its county."""
        return f"{self.county}人民政府"

    @property
    def superior(self) -> str:
        """What it is answerable to."""
        return "示例市人民政府" if self.kind.kind == COUNTY else self.government

    @property
    def supervisor(self) -> str:
        """What hears appeals against a public institution of its county."""
        return f"{self.county}卫生健康委员会"

    @property
    def court(self) -> str:
        """The court of its county."""
        return f"{self.county}人民法院"

    @property
    def keys(self) -> Keys:
        """In which language its files have their keys: one unit in ten writes the English names."""
        return "en" if self.number % 10 == 9 else "zh"

    def head_of(self, department: str) -> str:
        """Return the post of who heads a department."""
        ending = department[-1]
        return f"{department}{ending}长" if ending in "科股所" else f"{department}主任"


def offices(units: int, seed: int) -> Iterator[Office]:
    """Yield so many units, twenty to a county."""
    for number in range(units):
        group, position = divmod(number, len(_IN_A_COUNTY))
        kind = _BY_NAME[_IN_A_COUNTY[position]]
        earlier = _IN_A_COUNTY[:position].count(kind.kind)
        again, word = divmod(group, len(_COUNTY_WORDS))
        county = f"示例{_COUNTY_WORDS[word]}{_COUNTY_WORDS[again - 1] if again else ''}县"
        own = kind.names[earlier % len(kind.names)]
        name = f"{county}{own}{_NAME_ENDS.get(kind.kind, '')}"
        slug = f"c{group + 1:02}-{kind.slug}-{earlier + 1:02}"
        yield Office(seed, number, kind, county, name, slug)


def place(number: int) -> str:
    """Return the name of a village or street; no two numbers have the same."""
    again, rest = divmod(number, len(_PLACE_FIRST) * len(_PLACE_SECOND))
    second, first = divmod(rest, len(_PLACE_FIRST))
    name = f"{_PLACE_FIRST[first]}{_PLACE_SECOND[second]}村"
    return f"{name}第{again}片区" if again else name


def weekday(start: date, days: int) -> date:
    """Return the first day from so many days after a date that is no weekend."""
    found = start + timedelta(days)
    return found + timedelta(max(0, 8 - found.isoweekday()) if found.isoweekday() > 5 else 0)
