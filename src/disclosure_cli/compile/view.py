"""A unit as the public may see it.

Everything in `build/site` is compiled from here, so nothing internal can get there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure_cli.grammar.class_code import code_of, steps
from disclosure_cli.index_scheme import IndexScheme, scheme_of
from disclosure_cli.model import Catalog, PublicData, Record, Unit
from disclosure_cli.publishing.deciding import Decision, State
from disclosure_cli.publishing.redacting import redacted
from disclosure_cli.schema.schemas import Schemas

ON_REQUEST_FIELDS = ("index", "item", "title", "created", "published", "issuer", "mode")
"""All that is shown of an entry that is given out on request only."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """A published piece of information. `data` is cut to index, title, dates and issuer where `on_request`.

    `page` is the page of the unit that shows all about it, by the year that its index number names: an index number
    never changes, so neither does the address.
    """

    data: PublicData
    page: str
    anchor: str
    on_request: bool

    @property
    def day(self) -> str:
        """The day on which it was published, or formed where it is given out on request only; empty if unknown."""
        return str(self.data.get("published") or self.data.get("created") or "")

    @property
    def year(self) -> str:
        """The year in which it was published, or formed where it is given out on request only."""
        return self.day[:4]

    @property
    def href(self) -> str:
        """Its address within the folder of the unit."""
        return f"{self.page}.html#{self.anchor}"


@dataclass(frozen=True, slots=True)
class ItemView:
    """A published item: its data, the names of its classes from the first level down, and its entries."""

    data: PublicData
    anchor: str
    class_code: str
    class_names: tuple[str, ...]
    entries: tuple[EntryView, ...]

    @property
    def href(self) -> str:
        """Its address within the folder of the unit."""
        return f"{ITEMS_PAGE}.html#{self.anchor}"


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit's public side. `cancelled` are items that were taken out of the catalog; vocabularies are by name."""

    id: str
    name: str
    kind: str
    demo: bool
    profile: PublicData
    guide: PublicData
    items: tuple[ItemView, ...]
    entries: tuple[EntryView, ...]
    cancelled: tuple[PublicData, ...]
    classes: Mapping[str, str]
    channels: tuple[PublicData, ...]
    topics: tuple[PublicData, ...]
    organs: Mapping[str, PublicData]
    index_scheme: IndexScheme


_YEAR = re.compile("[0-9]{4}")
_OTHER_CHANNEL = "其他"
ITEMS_PAGE = "items"
"""The page of a unit that shows all about its items, and the beginning of the names of those of its entries."""
ENTRIES_PAGE = "entries"


@dataclass(frozen=True, slots=True)
class SharedView:
    """The public side of what all units share."""

    channels: tuple[PublicData, ...]
    topics: tuple[PublicData, ...]
    organs: Mapping[str, PublicData]


def view_shared(catalog: Catalog, schemas: Schemas) -> SharedView:
    """Return the public side of what all units share, for the views of any number of units."""
    channels, topics, organs = (
        tuple(schemas[name].public(record.data) for record in catalog.vocabulary[name])
        for name in ("channels", "topics", "organs")
    )
    return SharedView(channels, topics, {str(organ.get("name")): organ for organ in organs})


NEEDED: Mapping[str, frozenset[str]] = {"item": frozenset(("id", "title"))}
"""Kind → the fields without which a record cannot be shown to anybody. Any other may be absent, as before a correction:
an item without a class stands in none."""


def view_unit(
    unit: Unit,
    catalog: Catalog,
    decisions: Iterable[Decision],
    schemas: Schemas,
    shared: SharedView | None = None,
) -> UnitView:
    """Return the public side of a unit: what its decisions let through, without internal fields.

    Who looks at many units gives what `view_shared` made of their catalog.
    """
    shared = shared or view_shared(catalog, schemas)
    profile = schemas["unit"].public(unit.profile.data)
    classes = _class_names((*catalog.vocabulary["classes"], *unit.vocabulary.get("classes", ())))
    made = list(decisions)
    modes = {item.get("id"): item.get("mode") for item in unit.items}
    scheme = scheme_of(catalog.settings)
    entries = [
        _entry(decision, modes, profile, scheme, schemas)
        for decision in made
        if _is_shown(decision, "entry")
    ]
    entries.sort(key=lambda entry: (entry.day, str(entry.data["index"])), reverse=True)
    of_item: dict[str, list[EntryView]] = {}
    for entry in entries:
        of_item.setdefault(str(entry.data.get("item")), []).append(entry)
    places = _places(shared.channels)
    items = [
        _item(decision, profile, classes, of_item, places, schemas)
        for decision in made
        if _is_shown(decision, "item")
    ]
    items.sort(key=lambda item: (item.class_code, str(item.data["id"])))
    return UnitView(
        id=unit.id,
        name=unit.name,
        kind=str(profile.get("kind", "")),
        demo=bool(profile.get("demo")),
        profile=profile,
        guide=schemas["guide"].public(unit.guide.data if unit.guide else {}),
        items=tuple(items),
        entries=tuple(entries),
        cancelled=tuple(
            _public(decision, schemas) for decision in made if decision.state is State.CANCELLED
        ),
        classes=classes,
        channels=shared.channels,
        topics=shared.topics,
        organs=shared.organs,
        index_scheme=scheme,
    )


def _is_shown(decision: Decision, kind: str) -> bool:
    return decision.is_shown and decision.record.kind == kind


def _class_names(classes: Iterable[Record]) -> Mapping[str, str]:
    return {str(known.get("code")): str(known.get("name")) for known in classes}


def _public(decision: Decision, schemas: Schemas) -> PublicData:
    """Return what a record shows to the public: no internal field, and nothing that its review took out."""
    record = decision.record
    return redacted(schemas[record.kind].public(record.data), decision.redactions, record)


def in_printed_order(channels: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of the channels in the order of the standard table; 其他 stands behind the local ones, too."""
    names = [str(channel.get("name")) for channel in channels]
    return sorted(names, key=lambda name: name == _OTHER_CHANNEL)


def _places(channels: Iterable[PublicData]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(in_printed_order(channels))}


def _item(
    decision: Decision,
    profile: PublicData,
    classes: Mapping[str, str],
    entries: Mapping[str, list[EntryView]],
    places: Mapping[str, int],
    schemas: Schemas,
) -> ItemView:
    data = with_defaults(_public(decision, schemas), publisher=profile.get("name"))
    if used := data.get("channels"):
        ordered = sorted(used, key=lambda name: places.get(name, len(places)))
        data = PublicData({**data, "channels": ordered})
    code = code_of(data.get("class", ""))
    return ItemView(
        data=data,
        anchor=item_anchor(data),
        class_code=code,
        class_names=tuple(classes[step] for step in steps(code) if step in classes),
        entries=tuple(entries.get(str(data["id"]), ())),
    )


def _entry(
    decision: Decision,
    modes: Mapping[Any, Any],
    profile: PublicData,
    scheme: IndexScheme,
    schemas: Schemas,
) -> EntryView:
    own = _public(decision, schemas)
    mode = own.get("mode") or modes.get(own.get("item"))
    data = with_defaults(own, issuer=profile.get("name"), mode=mode)
    on_request = decision.state is State.ON_REQUEST
    if on_request:
        data = PublicData({name: data[name] for name in ON_REQUEST_FIELDS if name in data})
        data = PublicData({**data, "mode": "依申请公开"})
    index = str(data["index"])
    page = f"{ENTRIES_PAGE}-{_year(index, data, scheme)}"
    return EntryView(data, page, anchor_of(index), on_request)


def _year(index: str, data: PublicData, scheme: IndexScheme) -> str:
    """Return the year of an index number, else that in which the information was formed."""
    named = (scheme.read(index) or {}).get("year")
    formed = _YEAR.match(str(data.get("created", "")))
    return named or (formed[0] if formed else "undated")


def with_defaults(data: PublicData, **defaults: Any) -> PublicData:
    """Return public data with values that the profile or the item gives where the record says nothing."""
    missing = {name: value for name, value in defaults.items() if value and name not in data}
    return PublicData({**data, **missing}) if missing else data


def item_anchor(item: PublicData) -> str:
    """Return the HTML id of an item, which stays its own when it is cancelled."""
    return f"item-{item['id']}"


def anchor_of(index: str) -> str:
    """Return the HTML id for an index number: `A1/2025-1` stands at `entry-A1-2025-1`.

    No two numbers share one, whatever scheme they follow: the first slash, and hyphens behind it, become hyphens; any
    other character but letters and digits is told by its code.
    """
    before, slash, behind = index.partition("/")
    return f"entry-{_spelled(before)}{'-' if slash else ''}{_spelled(behind, kept='-')}"


def _spelled(text: str, kept: str = "") -> str:
    return "".join(
        letter if letter.isalnum() or letter in kept else f"_{ord(letter):x}_" for letter in text
    )
