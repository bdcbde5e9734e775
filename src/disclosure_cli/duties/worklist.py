"""The work list: what is to be done as of a day, nearest to that day first (由近及远)."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure_cli.duties.outstanding import WAITING, Duty, Kind, duties_of
from disclosure_cli.duties.working_days import add_working_days, is_published, working_days_between
from disclosure_cli.facts.context import Context
from disclosure_cli.model import Catalog
from disclosure_cli.publishing.masking import mask
from disclosure_cli.schema.schemas import Schemas

DEFAULT_DAYS = 10
"""The working days for which a list looks ahead, unless asked otherwise."""
NOBODY = "没有写明"


class State(enum.Enum):
    """How a duty stands on a day."""

    OVERDUE = "逾期"
    SOON = "临期"
    OPEN = "待办"


class Grouping(enum.Enum):
    """What a work list may be grouped by."""

    UNIT = "unit"
    DEPARTMENT = "department"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as it stands on a day. `days` are the working days to its last day, negative behind it.

    `provisional` says that the holidays of a year in between are not published yet.
    """

    duty: Duty
    unit: str
    state: State
    days: int | None
    provisional: bool

    @property
    def subject(self) -> str:
        """Name what it is about."""
        return mask(self.duty.subject)

    @property
    def remaining(self) -> str:
        """Say how far off the last day is."""
        match self.state, self.days:
            case _, None:
                return self.state.value
            case State.OVERDUE, days:
                return f"逾期{-days}个工作日" if days else State.OVERDUE.value
            case _, 0:
                return "今天到期"
            case _, days:
                return f"还有{days}个工作日"

    @property
    def due(self) -> str:
        """Return the last day, and that it is provisional where it is."""
        deadline = self.duty.due
        if deadline is None:
            return ""
        return f"{deadline.date.isoformat()}{'（暂定）' if self.provisional else ''}"

    @property
    def department(self) -> str:
        """Return the department that has to act."""
        return mask(self.duty.responsible.department)

    @property
    def post(self) -> str:
        """Return the post that has to act."""
        return mask(self.duty.responsible.post)

    @property
    def note(self) -> str:
        """Say what is lacking or asked for."""
        return mask(self.duty.note)


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is to be done as of a day: all that waits or is late, and what is due within some working days."""

    as_of: date
    within: int
    until: date
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        """Return how many duties there are in each state."""
        return Counter(row.state for row in self.rows)

    def groups(self, by: Grouping) -> dict[str, tuple[Row, ...]]:
        """Return the rows by unit, or by unit and department or post, the groups with the most pressing duty first."""
        order = {unit: place for place, unit in enumerate(dict.fromkeys(r.unit for r in self.rows))}
        found: dict[str, list[Row]] = {}
        for row in sorted(self.rows, key=lambda row: order[row.unit]):
            found.setdefault(_group(row, by), []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}


def _group(row: Row, by: Grouping) -> str:
    if by is Grouping.UNIT:
        return row.unit
    name = row.department if by is Grouping.DEPARTMENT else row.post
    what = "责任机构" if by is Grouping.DEPARTMENT else "责任人"
    return f"{row.unit}·{name or NOBODY + what}"


def worklist(
    catalog: Catalog,
    schemas: Schemas,
    as_of: date,
    within: int,
    units: frozenset[str],
    kinds: frozenset[Kind] = frozenset(Kind),
) -> Worklist:
    """Return the work list of some units (all, if none are named) as of a day.

    `within` are the working days after it for which the list looks ahead; `kinds` are what it is about.
    """
    context = Context(catalog, schemas, as_of)
    until = add_working_days(as_of, within).date
    rows = [
        row
        for unit in catalog.units
        if not units or unit.id in units
        for row in _rows(duties_of(context.of_unit(unit)), mask(unit.name), as_of, until)
        if row.duty.kind in kinds
    ]
    return Worklist(
        as_of, within, until, tuple(sorted(rows, key=lambda row: _nearness(row, as_of)))
    )


def _rows(duties: Iterable[Duty], unit: str, as_of: date, until: date) -> Iterator[Row]:
    for duty in duties:
        state = _state(duty, as_of, until)
        if state is State.OPEN and duty.kind not in WAITING:
            continue
        if duty.due is None:
            yield Row(duty, unit, state, None, provisional=False)
        else:
            days = working_days_between(as_of, duty.due.date)
            provisional = duty.due.provisional or not _is_counted(as_of, duty.due.date)
            yield Row(duty, unit, state, days, provisional)


def _state(duty: Duty, as_of: date, until: date) -> State:
    if duty.due is None or duty.due.date > until:
        return State.OPEN
    return State.OVERDUE if duty.due.date < as_of else State.SOON


def _is_counted(first: date, second: date) -> bool:
    """Tell whether the holidays of all years between two days are published."""
    start, end = sorted((first.year, second.year))
    return all(map(is_published, range(start, end + 1)))


def _nearness(row: Row, as_of: date) -> tuple[object, ...]:
    """Order by state; what has a last day by its distance from the day, then what has none, newest first."""
    duty = row.duty
    distance = abs((duty.due.date - as_of).days) if duty.due is not None else date.max.toordinal()
    age = -duty.since.toordinal() if duty.since is not None else 0
    place = (duty.record.source.file, duty.record.position, duty.path)
    return (tuple(State).index(row.state), distance, age, str(place))
