"""What can be counted of the published catalogs: coverage of art. 20 and 21, shares, entries by year.

Plain data, counted once for the pages, the workbook and `disclose stats`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.tables import OTHER
from disclosure_cli.compile.view import UnitView, in_printed_order
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.model import PublicData
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST
from disclosure_cli.unit_kinds import BOUND_BY_THE_REGULATIONS

MODES = (ACTIVE, ON_REQUEST)
AUDIENCES = ("全社会", "特定群体")
UNDATED = "年份不详"
_YEARS_SHOWN = 10
"""So many years are counted one by one; those before them are one figure."""


class Count(TypedDict):
    """How many records something is true of."""

    label: str
    value: int


class Coverage(TypedDict):
    """How many items disclose actively what a topic of art. 20 or 21 asks for.

    `explanation` is the reason that the unit gives for having none. `group` names those whom the topic binds.
    """

    code: str
    title: str
    article: str
    group: str
    items: int
    explanation: str


class UnitFigures(TypedDict):
    """The figures of one unit. `topics` are those that bind units of its kind; of the counts, an item that uses
    several channels or is for several audiences stands in each.
    """

    id: str
    name: str
    kind: str
    items: int
    entries: int
    topics: list[Coverage]
    modes: list[Count]
    channels: list[Count]
    audiences: list[Count]
    years: list[Count]


class SiteFigures(TypedDict):
    """The figures of all units together, and of each."""

    items: int
    entries: int
    modes: list[Count]
    channels: list[Count]
    audiences: list[Count]
    years: list[Count]
    units: list[UnitFigures]


class Counted(TypedDict):
    """The figures of a unit, and its entries by year, of which its figures name the latest only."""

    figures: UnitFigures
    years: dict[str, int]


def site_figures(views: Iterable[UnitView], classes: ClassTree) -> SiteFigures:
    """Return what can be counted of units together and of each."""
    known = list(views)
    channels = known[0].channels if known else ()
    return put_together([count(view, classes) for view in known], channels)


def put_together(counted: Sequence[Counted], channels: Iterable[PublicData]) -> SiteFigures:
    """Return the figures of units together, and of each; `channels` are all that there are."""
    units = [unit["figures"] for unit in counted]
    return {
        "items": sum(unit["items"] for unit in units),
        "entries": sum(unit["entries"] for unit in units),
        "modes": _counts(MODES, _sum(unit["modes"] for unit in units)),
        "channels": _channels(channels, _sum(unit["channels"] for unit in units)),
        "audiences": _counts(AUDIENCES, _sum(unit["audiences"] for unit in units)),
        "years": _years(_sum(_as_counts(unit["years"]) for unit in counted)),
        "units": units,
    }


def _sum(counts: Iterable[Iterable[Count]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for of_unit in counts:
        found.update({count["label"]: count["value"] for count in of_unit})
    return found


def _as_counts(used: Mapping[str, int]) -> list[Count]:
    return [{"label": label, "value": value} for label, value in used.items()]


def count(view: UnitView, classes: ClassTree) -> Counted:
    """Return what the figures of a unit and those of all units need to know of it."""
    return {
        "figures": unit_figures(view, classes),
        "years": dict(Counter(entry.year for entry in view.entries)),
    }


def unit_figures(view: UnitView, classes: ClassTree) -> UnitFigures:
    """Return what can be counted of a unit."""
    items = [item.data for item in view.items]
    channels = Counter(channel for item in items for channel in _channels_of(item))
    audiences = (str(audience) for item in items for audience in item.get("audience", ()))
    return {
        "id": view.id,
        "name": view.name,
        "kind": view.kind,
        "items": len(view.items),
        "entries": len(view.entries),
        "topics": list(_coverage(view, classes)),
        "modes": _counts(MODES, Counter(str(item.get("mode", "")) for item in items)),
        "channels": _channels(view.channels, channels),
        "audiences": _counts(AUDIENCES, Counter(audiences)),
        "years": _years(Counter(entry.year for entry in view.entries)),
    }


def _coverage(view: UnitView, classes: ClassTree) -> Iterator[Coverage]:
    """Yield the topics that bind units of this kind. What is given out on request only covers none."""
    served = Counter(
        topic
        for item in view.items
        if item.data.get("mode") == ACTIVE
        for topic in classes.topics_of(view.id, item.class_code)
    )
    reasons = {
        code_of(row["topic"]): str(row.get("reason", ""))
        for row in view.profile.get("not_applicable", ())
        if "topic" in row
    }
    for topic in view.topics:
        if view.kind in topic.get("kinds", ()):
            code = str(topic.get("code", ""))
            yield {
                "code": code,
                "title": str(topic.get("title", "")),
                "article": str(topic.get("article", "")),
                "group": _group(topic),
                "items": served[code],
                "explanation": "" if served[code] else reasons.get(code, ""),
            }


def _group(topic: PublicData) -> str:
    """Name the article of a topic and, where it binds only some kinds of units, these."""
    article = str(topic.get("article", "")).partition("条")[0] + "条"
    kinds = topic.get("kinds", ())
    return article if {*kinds} >= BOUND_BY_THE_REGULATIONS else f"{article}（{'、'.join(kinds)}）"


def _channels(known: Iterable[PublicData], used: Counter[str]) -> list[Count]:
    """Return the channels that are used, in the printed order; 其他 stands for whatever has no name of its own."""
    return [count for count in _counts(in_printed_order(known), used) if count["value"]]


def _channels_of(item: PublicData) -> set[str]:
    other = [OTHER] if item.get("channel_other") else []
    return {*map(str, item.get("channels", ())), *other}


def _counts(order: Iterable[str], used: Counter[str]) -> list[Count]:
    """Return counts in a fixed order; what it does not name comes behind, by name."""
    labels = dict.fromkeys((*order, *sorted(used)))
    return [{"label": label, "value": used[label]} for label in labels]


def _years(used: Mapping[str, int]) -> list[Count]:
    """Return the entries of each year up to the latest, also of years without any."""
    dated: Counter[int] = Counter()
    for year, number in used.items():
        if year.isdecimal():
            dated[int(year)] += number
    counts = _dated(dated)
    undated: Count = {"label": UNDATED, "value": sum(used.values()) - dated.total()}
    return [*counts, undated] if undated["value"] else counts


def _dated(used: Counter[int]) -> list[Count]:
    if not used:
        return []
    first = max(min(used), max(used) - _YEARS_SHOWN + 1)
    shown: list[Count] = [
        {"label": str(year), "value": used[year]} for year in range(first, max(used) + 1)
    ]
    before = sum(count for year, count in used.items() if year < first)
    earlier: Count = {"label": f"{first - 1}及以前", "value": before}
    return [earlier, *shown] if before else shown
