"""New records to begin with: what follows from law, vocabularies and the unit is filled in, the rest is asked for.

Nothing is invented: a field about which nothing is known is left out, and named in a comment with what belongs there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure_cli.duties.responsible import DUTIES
from disclosure_cli.duties.special_limits import SpecialLimit, limits_for, special_limit_of
from disclosure_cli.duties.yearly import day_of_year
from disclosure_cli.editing.records import FileChange, rewrite
from disclosure_cli.facts.context import Context
from disclosure_cli.folders import CATALOGS
from disclosure_cli.grammar import levels
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.model import Data, Record, Unit, block, blocks
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.settings import Keys
from disclosure_cli.unit_kinds import (
    BELOW_THE_COUNTY,
    BOUND_BY_THE_REGULATIONS,
    PUBLIC_INSTITUTION,
    SUBDISTRICT,
    TOWNSHIP,
)

REGULATIONS = "《中华人民共和国政府信息公开条例》"
NORMAL_LIMIT = "自信息形成或者变更之日起20个工作日内"
"""Art. 26 of the Regulations."""
REPLY_LIMIT = "自收到申请之日起20个工作日内"
"""Art. 33."""
_ALL_ELSE = "第二十条第（十五）项"
NOT_YET = "目录刚刚建立，信息正在整理"
"""Why there is no information yet under the items that a unit begins with."""
_WEBSITE, _READING, _BOARD = "政府网站", "公开查阅点", "社区/企事业单位/村公示栏（电子屏）"
_CHANNELS = {
    TOWNSHIP: (_WEBSITE, _READING, _BOARD),
    SUBDISTRICT: (_WEBSITE, _READING, _BOARD),
    PUBLIC_INSTITUTION: (_WEBSITE, _BOARD),
}
_USUAL_CHANNELS = (_WEBSITE, _READING)


@dataclass(frozen=True)
class Draft:
    """A record to be added to a file of the workspace, and what its author is reminded of in a comment."""

    path: str
    kind: str
    data: Data
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """What the defaults of an item depend on: the unit's kind and level, its usual channels, who does what."""

    kind: str
    level: str
    channels: tuple[str, ...]
    limits: tuple[SpecialLimit, ...]
    shared: Data

    @property
    def is_bound(self) -> bool:
        """Whether the Regulations bind the unit itself (art. 55)."""
        return self.kind in BOUND_BY_THE_REGULATIONS


def conditions_of_kind(kind: str, limits: tuple[SpecialLimit, ...] = ()) -> Conditions:
    """Return the conditions of a unit of which only the kind is known."""
    channels = _CHANNELS.get(kind, _USUAL_CHANNELS)
    level = levels.TOWN if kind in BELOW_THE_COUNTY else levels.COUNTY
    return Conditions(kind, level, channels, limits_for(kind, limits), {})


def conditions_of(context: Context) -> Conditions:
    """Return the conditions of a unit as it is: its main platforms, and what most of its items say."""
    usual = conditions_of_kind(context.kind, context.special_limits)
    unit = context.unit
    assert unit is not None
    current = [item for item in unit.items if item.data.get("mode") == ACTIVE]
    channels = _most_common(tuple(item.get("channels", default=())) for item in current)
    return Conditions(
        context.kind,
        context.level or usual.level,
        channels or usual.channels,
        context.special_limits,
        _shared_duties(unit),
    )


def _most_common(values: Iterable[Any]) -> Any:
    counted = Counter(value for value in values if value).most_common(1)
    return counted[0][0] if counted else None


def _shared_duties(unit: Unit) -> dict[str, str]:
    """Return the duties that one department has about most items, where the unit does not say it once for all."""
    said = block(unit.profile.get("responsibility"))
    shared: dict[str, str] = {}
    for duty in ("updated_by", "reviewed_by"):
        usual = _most_common(item.get("responsibility", duty) for item in unit.items)
        if usual and duty not in said:
            shared[duty] = str(usual)
    return shared


def draft_item(  # noqa: PLR0913
    number: str,
    class_name: str,
    title: str,
    topics: Sequence[Record],
    conditions: Conditions,
    *,
    mode: str = ACTIVE,
    elements: Sequence[str] = (),
    made_by: str = "",
) -> dict[str, Any]:
    """Return an item with what follows from its class and its unit. `topics` are what the class serves by law."""
    data: dict[str, Any] = {"id": number, "title": title, "class": class_name}
    data["elements"] = list(elements)
    data["basis"] = _basis(topics, conditions, mode)
    data |= _time_limit(title, conditions, mode)
    data |= {
        "duration": "长期公开",
        "channels": list(conditions.channels) if mode == ACTIVE else [],
        "audience": ["全社会"],
        "mode": mode,
        "levels": [conditions.level],
        "responsibility": _duties(made_by, conditions),
        "update": {"cycle": _cycle(str(data.get("time_limit", "")))} if mode == ACTIVE else {},
    }
    return {name: value for name, value in data.items() if value}


def _cycle(wording: str) -> str:
    """Return how often an item is brought up to date: each year where its time limit names a day of the year."""
    return "及时更新" if day_of_year(wording) is None else "每年"


def _basis(topics: Sequence[Record], conditions: Conditions, mode: str) -> list[str]:
    """Return the provisions by which the item is disclosed, each once."""
    if not conditions.is_bound:
        return [f"{REGULATIONS}第五十五条第一款"]
    if mode == ON_REQUEST:
        return [f"{REGULATIONS}第二十七条"]
    articles = [str(topic.get("article")) for topic in topics if topic.get("article")]
    return [f"{REGULATIONS}{article}" for article in dict.fromkeys(articles or [_ALL_ELSE])]


def _time_limit(title: str, conditions: Conditions, mode: str) -> dict[str, Any]:
    """Return the time limit: of the special law for such a matter, else of the Regulations (art. 26, 33)."""
    if mode == ON_REQUEST:
        return {"time_limit": REPLY_LIMIT}
    if mode != ACTIVE:
        return {}
    special = special_limit_of(title, conditions.limits)
    if special is None:
        return {"time_limit": NORMAL_LIMIT}
    return {"time_limit": special.wording, "time_limit_basis": [special.source]}


def _duties(made_by: str, conditions: Conditions) -> dict[str, str]:
    own = {"made_by": made_by, "accountable": made_by} if made_by else {}
    named = {**conditions.shared, **own}
    return {duty: named[duty] for duty in DUTIES if duty in named}


def review_to_come(unit: Unit) -> dict[str, Any]:
    """Return the review that an item needs of its own, which was not there when those of a unit were reviewed together.

    Without one, that review would count for it, too. It says nothing of who will sign (art. 17).
    """
    return {"review": {"separate": True}} if unit.profile.get("item_review") else {}


def draft_entry(item: Record, title: str, created: date, context: Context) -> dict[str, Any]:
    """Return an entry without index number: what its siblings under the item have in common, it has, too."""
    siblings = context.entries_of.get(str(item.get("id")), ())
    data: dict[str, Any] = {
        "item": item.get("id"),
        "title": title,
        "created": created.isoformat(),
        "source": "自制",
    }
    for name in ("theme", "genre"):
        if usual := _most_common(sibling.get(name) for sibling in siblings):
            data[name] = usual
    return data


def starting_items(
    classes: Iterable[Record], topics: Mapping[str, Record], conditions: Conditions
) -> Iterator[dict[str, Any]]:
    """Yield the items that units of a kind usually have, in the order of the classes."""
    for known in classes:
        code = str(known.get("code"))
        usual = [
            row
            for row in blocks(known.get("items"))
            if conditions.kind in row.get("kinds", known.get("kinds") or (conditions.kind,))
        ]
        for serial, row in enumerate(usual, 1):
            item = draft_item(
                f"{code}-{serial:03}",
                f"{code} {known.get('name')}",
                row["title"],
                _topics(known, topics, conditions.kind),
                conditions,
                elements=row["elements"],
            )
            yield {**item, "no_entries_reason": NOT_YET}


def _topics(known: Record, topics: Mapping[str, Record], kind: str) -> list[Record]:
    """Return the topics that a class serves and that bind units of a kind."""
    codes = map(code_of, known.get("topics", default=()))
    served = (topics[code] for code in codes if code in topics)
    return [topic for topic in served if kind in (topic.get("kinds") or (kind,))]


def topics_of(known: Record, context: Context) -> list[Record]:
    """Return the topics of art. 20 and 21 by which the unit discloses what is in a class."""
    return _topics(known, context.topics, context.kind)


def usual_elements(known: Record, title: str, kind: str) -> tuple[str, ...]:
    """Return what an item of a class usually discloses: of the one of that title, else where there is only one."""
    rows = [row for row in blocks(known.get("items")) if kind in row.get("kinds", (kind,))]
    named = [row for row in rows if row.get("title") == title] or rows
    return tuple(named[0].get("elements", ())) if len(named) == 1 else ()


def file_for_item(code: str, unit: Unit) -> str:
    """Return the file that a new item belongs into: the one that has most items of the nearest class."""
    nearness = [_common(code, str(item.get("class", default=""))) for item in unit.items]
    nearest = max(nearness, default=0)
    files = (
        item.source.file
        for item, common in zip(unit.items, nearness, strict=True)
        if common == nearest
    )
    return _most_common(files) or f"{CATALOGS}/{unit.id}/items/items.yaml"


def _common(first: str, second: str) -> int:
    """Return how many digits two classes have in common from the front."""
    return next(
        (place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )


def file_for_entry(item: Record, created: date, unit: Unit) -> str:
    """Return the file that a new entry belongs into: that of its siblings of the same year, else of the year."""
    folder = f"{CATALOGS}/{unit.id}/entries"
    of_year = f"{folder}/{created.year}.yaml"
    same_year = [
        entry.source.file
        for entry in unit.entries
        if str(entry.get("created", default="")).startswith(str(created.year))
    ]
    of_item = [
        entry.source.file
        for entry in unit.entries
        if entry.get("item") == item.get("id") and entry.source.file in same_year
    ]
    return _most_common(of_item) or _most_common(same_year) or of_year


def written(draft: Draft, before: bytes, schemas: Schemas, keys: Keys) -> bytes:
    """Return the bytes of a file with a draft and its reminders at the end.

    Raises `EditError` where the file cannot be added to.
    """
    title = schemas[draft.kind].title if not before.strip() else ""
    change = FileChange(added=(draft.data,), title=title)
    after = rewrite(draft.path, before, change, schemas, keys)
    line_end = "\r\n" if b"\r\n" in after else "\n"
    return after + "".join(f"  # {line}{line_end}" for line in draft.reminders).encode()


def reminders(schema: Schema, data: Data, names: Iterable[str], keys: str) -> tuple[str, ...]:
    """Return what is left to be written: `名称: 说明` of fields that a record does not have."""
    fields = (schema.field((name,)) for name in names if name not in data)
    return tuple(
        f"{field.label if keys == 'zh' else field.name}: {field.description}"
        for field in fields
        if field is not None
    )
