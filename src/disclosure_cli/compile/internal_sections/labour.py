"""谁制作、谁更新、谁审查、谁负责: who leads, what each department does, and who answers for each item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from disclosure_cli.compile.blocks import column, numbered, table
from disclosure_cli.compile.internal_sections.section import Section, text
from disclosure_cli.duties.responsible import DUTIES, division_of
from disclosure_cli.model import Data, Record, Unit
from disclosure_cli.publishing.deciding import is_cancelled
from disclosure_cli.registry.ordering import by_number


def leadership(unit: Unit) -> Section:
    """Return who leads the work: 组长、第一责任人、分管领导 and the others, by post."""
    parts = ("role", "post", "department", "duty")
    leaders = unit.profile.get("leadership", default=())
    columns = (
        column("序号", 5),
        column("角色", 16, head=True),
        column("职务", 24),
        column("所在机构", 18),
        column("职责", 50),
    )
    rows = numbered([text(leader.get(part)) for part in parts] for leader in leaders)
    return Section("组织领导", "leadership", "table", (table(columns, rows),))


def divided(unit: Unit) -> list[tuple[Record, Data]]:
    """Return the items that are not cancelled, by class, each with its division of labour; what is withheld has its
    people, too.
    """
    current = (item for item in unit.items if not is_cancelled(item))
    return [(item, division_of(item, unit)) for item in sorted(current, key=by_number)]


def departments(unit: Unit, items: Iterable[tuple[Record, Data]]) -> Section:
    """Return how many items each department makes, updates, reviews and answers for."""
    divisions = [division for _, division in items]
    tally = {duty: Counter(text(division.get(duty)) for division in divisions) for duty in DUTIES}
    duties = {row["name"]: text(row.get("duty")) for row in _departments(unit)}
    names = [*duties, *_unknown(tally, duties)]
    columns = (
        column("序号", 5),
        column("内设机构", 20, head=True),
        column("职责", 50),
        *(column(name, 8, count=True, group="负责的事项（项）") for name in DUTIES.values()),
    )
    rows = numbered(
        [name, duties.get(name, ""), *(str(tally[duty][name]) for duty in DUTIES)] for name in names
    )
    if missing := _missing(tally):
        rows.append(["", "没有写明", "", *(str(count) for count in missing)])
    return Section("机构分工", "departments", "table", (table(columns, rows),))


def _departments(unit: Unit) -> Iterator[Mapping[str, str]]:
    yield from unit.profile.get("departments", default=())


def _unknown(tally: Mapping[str, Counter[str]], known: Mapping[str, str]) -> list[str]:
    """Return departments that items name and the profile does not."""
    named = dict.fromkeys(name for counts in tally.values() for name in counts if name)
    return [name for name in named if name not in known]


def _missing(tally: Mapping[str, Counter[str]]) -> list[int]:
    """Return how many items name nobody for each duty, nothing where all name somebody."""
    counts = [counts[""] for counts in tally.values()]
    return counts if any(counts) else []


def division(items: Iterable[tuple[Record, Data]]) -> Section:
    """Return the 责任分工表: one row an item."""
    columns = (
        column("序号", 5),
        column("事项编号", 11),
        column("事项名称", 30, head=True),
        *(column(name, 16) for name in DUTIES.values()),
        column("责任人", 20),
        column("重点", 7),
        column("更新周期", 10),
    )
    rows = numbered(_row(item, named) for item, named in items)
    return Section("责任分工", "division", "table", (table(columns, rows),))


def _row(item: Record, named: Data) -> list[str]:
    return [
        text(item.get("id")),
        text(item.get("title")),
        *[text(named.get(duty)) for duty in DUTIES],
        text(named.get("post")),
        "、".join(item.get("focus", default=())),
        text(item.get("update", "cycle")),
    ]
