"""The next index numbers of a unit: for entries that have none, in a fixed order, never one that was used before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.index_scheme import IndexScheme, scheme_of
from disclosure_cli.model import Catalog, Record, Unit
from disclosure_cli.publishing.deciding import WITHHELD
from disclosure_cli.registry.register import identity_of
from disclosure_cli.registry.standing import Registry
from disclosure_cli.schema.formats import is_date


@dataclass(frozen=True, slots=True)
class Assignment:
    """An index number for an entry; `is_restored` where the register says that it has been the entry's before."""

    record: Record
    number: str
    is_restored: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an entry can be given no index number, in Chinese.

    `is_general` where that is the matter of its unit, whose entries can all be given none.
    """

    record: Record
    reason: str
    is_general: bool = False


@dataclass
class Assigner:
    """Gives out numbers, each once: `used` are all that entries bear or registers know."""

    scheme: IndexScheme
    used: set[str] = field(default_factory=set)

    def assign(
        self, unit: Unit, drafts: Iterable[Record], own: Iterable[str]
    ) -> tuple[list[Assignment], list[Obstacle]]:
        """Return the numbers of drafts and why others get none. `own` are the numbers that the unit has used."""
        serials = self._last_serials(own)
        classes = {str(item.get("id")): str(item.get("class", default="")) for item in unit.items}
        assigned: list[Assignment] = []
        obstacles: list[Obstacle] = []
        for draft in sorted(drafts, key=self._order):
            parts = self._parts(draft, unit, classes)
            if reason := self._unready(draft):
                obstacles.append(Obstacle(draft, reason))
            elif reason := self._obstacle(unit, parts):
                obstacles.append(Obstacle(draft, reason, is_general=True))
            else:
                assigned.append(Assignment(draft, self._next(parts, serials)))
        return assigned, obstacles

    def _order(self, draft: Record) -> tuple[str, str, str, tuple[int, ...]]:
        """Order by date; the title decides before the file does, so that it does not matter where a draft stands."""
        day, title = (str(draft.get(name, default="")) for name in (self.scheme.year_from, "title"))
        return day, title, draft.source.file, draft.position

    def _last_serials(self, own: Iterable[str]) -> dict[str, int]:
        """Return the highest serial that the unit has used, by what an index number is without it."""
        last: dict[str, int] = {}
        for number in own:
            if (read := self.scheme.serial_of(number)) is not None:
                frame, serial = read
                last[frame] = max(serial, last.get(frame, 0))
        return last

    def _parts(self, draft: Record, unit: Unit, classes: Mapping[str, str]) -> dict[str, str]:
        day = str(draft.get(self.scheme.year_from, default=""))
        code = code_of(classes.get(str(draft.get("item")), ""))
        known = {"前段码": str(unit.profile.get("index_prefix", default="")), "分类": code}
        return known | dict(zip(("年", "月", "日"), day.split("-"), strict=False))

    def _unready(self, draft: Record) -> str:
        day = draft.get(self.scheme.year_from)
        if isinstance(day, str) and is_date(day):
            return ""
        return f"{'公开日期' if self.scheme.year_from == 'published' else '生成日期'}没有写，或者不是日期"

    def _obstacle(self, unit: Unit, parts: Mapping[str, str]) -> str:
        if not self.scheme.has_serial:
            return "索引号方案的格式里没有{流水号}，不能自动编号"
        if not parts["前段码"]:
            return (
                f"{unit.name}没有写索引号前段码，写在 {unit.profile.source.file} 的“索引号前段码”里"
            )
        is_demo = unit.profile.get("demo") is True
        if not self.scheme.has_valid_code(parts["前段码"], demo=is_demo):
            return f"{unit.name}的索引号前段码“{parts['前段码']}”校验码不对"
        if self.scheme.read(self.scheme.write(parts, 1)) is None:
            return f"编出的索引号不合方案“{self.scheme.wording}”，检查前段码和所属事项的分类"
        return ""

    def _next(self, parts: Mapping[str, str], serials: dict[str, int]) -> str:
        read = self.scheme.serial_of(self.scheme.write(parts, 1))
        assert read is not None
        serial = serials.get(read[0], 0) + 1
        while (number := self.scheme.write(parts, serial)) in self.used:
            serial += 1
        serials[read[0]] = serial
        self.used.add(number)
        return number


def assigner_of(registry: Registry) -> Assigner:
    """Return what gives out the numbers of a workspace."""
    catalog = registry.catalog
    registered = (
        line.identity.number
        for register in registry.registers.values()
        for line in register.registrations
        if line.identity.kind == "entry"
    )
    return Assigner(scheme_of(catalog.settings), {*registered, *_borne(catalog)})


def _borne(catalog: Catalog) -> Iterable[str]:
    return (identity_of(entry).number for unit in catalog.units for entry in unit.entries)


def drafts_of(unit: Unit) -> tuple[Record, ...]:
    """Return the entries that are to have an index number and have none; what is withheld needs none."""
    modes = {str(item.get("id")): item.get("mode") for item in unit.items}
    return tuple(
        entry
        for entry in unit.entries
        if not entry.get("index")
        and (entry.get("mode") or modes.get(str(entry.get("item")))) != WITHHELD
    )
