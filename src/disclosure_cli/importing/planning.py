"""Recognised files → the files of a unit as they will be, and a summary. Nothing is written here.

Records that the unit already has stay as they are, so that no correction and no comment is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from disclosure_cli.catalog import check_file, role_of
from disclosure_cli.editing.yaml_text import Keys, emit
from disclosure_cli.folders import CATALOGS
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.map_entries import MappedEntry, map_entry
from disclosure_cli.importing.map_items import map_item
from disclosure_cli.importing.recognised import Recognition, Table
from disclosure_cli.importing.rows import Sheet, sheet_of
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import compact
from disclosure_cli.model import Catalog, Record, Source, Unit
from disclosure_cli.registry.register import used_item_ids
from disclosure_cli.schema import Schemas

_SERIAL = re.compile(r"([0-9]+)-([0-9]+)")
_UNCOMPARED = frozenset(("id", "imported", "class", "title", "item"))
_OWN_DATA = {"数据": "公开事项目录", "信息数据": "信息目录"}
"""Sheets of the workbook that a build makes which repeat another sheet with all fields."""
DEFAULT_FILE = "imported"
_NO_SOURCE = Source("", "")


class NotAppendableError(Exception):
    """Records cannot be appended to a file of the unit as it is; the message is its path."""


@dataclass(frozen=True)
class Plan:
    """Path → bytes of the files to write, and what was counted on the way."""

    files: Mapping[str, bytes]
    items: int
    entries: int
    classes: int
    already_there: int
    findings: tuple[Finding, ...]


@dataclass
class _New:
    """The new records of one source file."""

    items: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)


def plan(
    recognised: Sequence[tuple[str, Recognition]],
    catalog: Catalog,
    unit: Unit,
    schemas: Schemas,
    texts: Mapping[str, bytes],
) -> Plan:
    """What an import of recognised files makes of a unit. ``texts`` are the unit's files as they are.

    Raises NotAppendableError when the unit's own classes stand in a form that nothing can be added to.
    """
    planner = _Planner(catalog, unit, schemas)
    new = {name: planner.take(name, recognition) for name, recognition in recognised}
    keys: Keys = "en" if catalog.settings.get("keys") == "en" else "zh"
    files = _Files(texts, schemas, keys)
    folder = f"{CATALOGS}/{unit.id}"
    for name, found in new.items():
        files.append(f"{folder}/items", name, found.items)
        files.append(f"{folder}/entries", name, found.entries)
    proposals = [{"code": code, "name": title} for code, title in planner.target.classes.proposals]
    own_classes = f"{folder}/classes.yaml"
    if not files.append_to(own_classes, "本单位另外使用的分类", proposals):
        raise NotAppendableError(own_classes)
    return Plan(
        files=files.changed,
        items=sum(len(found.items) for found in new.values()),
        entries=sum(len(found.entries) for found in new.values()),
        classes=len(proposals),
        already_there=planner.already_there,
        findings=(*planner.around, *planner.target.findings()),
    )


class _Planner:
    """Maps tables one after another; remembers ids given and records met."""

    def __init__(self, catalog: Catalog, unit: Unit, schemas: Schemas) -> None:
        self.target = Target(catalog, unit, schemas)
        self.around: list[Finding] = []
        self.already_there = 0
        self._items = _by_title(unit.items)
        self._met: set[int] = set()
        self._made: dict[tuple[str, str], str] = {}
        self._indexes: dict[Any, Record] = {
            str(entry.get("index")): entry
            for known in catalog.units
            for entry in known.entries
            if entry.get("index")
        }
        self._drafts = {
            (entry.get("item"), _folded(entry.get("title"))): entry for entry in unit.entries
        }
        self._serials = _serials(used_item_ids(unit))

    def take(self, file: str, recognition: Recognition) -> _New:
        """The new records of a file."""
        new = _New()
        sheets = {_sheet_name(table) for table in recognition.tables}
        for table in recognition.tables:
            if _OWN_DATA.get(_sheet_name(table)) in sheets:
                self.around.append(finding("I952", table.where))
                continue
            sheet = sheet_of(table, file)
            self.around += _around(table)
            if table.kind == "items":
                self._take_items(sheet, new)
            elif table.kind == "entries":
                self._take_entries(sheet, new)
            else:
                self._take_contacts(sheet)
        return new

    def _take_items(self, sheet: Sheet, new: _New) -> None:
        for row in sheet.rows:
            data = map_item(row, sheet, self.target)
            if data is None:
                continue
            known = self._known(_code(data), data["title"])
            if known is not None:
                self._met.add(id(known))
                self._is_there(known, data, row.where)
            else:
                new.items.append({"id": self._next_id(_code(data)), **data})

    def _known(self, code: str, title: str) -> Record | None:
        """The unit's own item of a title in a class, or above or below it, that no row was matched with yet."""
        found = [
            item
            for item in self._items.get(_folded(title), [])
            if id(item) not in self._met and _is_on_one_branch(_code(item.data), code)
        ]
        exact = [item for item in found if _code(item.data) == code]
        return next(iter((*exact, *found)), None)

    def _take_entries(self, sheet: Sheet, new: _New) -> None:
        for row in sheet.rows:
            mapped = map_entry(row, sheet, self.target)
            if mapped is None:
                continue
            index = mapped.data.get("index")
            if index in self._indexes:
                self._is_there(self._indexes[index], mapped.data, mapped.where)
                continue
            data = {"item": self._item_of(mapped, new), **mapped.data}
            draft = self._drafts.get((data["item"], _folded(data["title"])))
            if draft is not None and not (index and draft.get("index")):
                self._is_there(draft, data, mapped.where)
                continue
            new.entries.append(data)
            if index:
                self._indexes[index] = Record("entry", data, _NO_SOURCE)

    def _item_of(self, mapped: MappedEntry, new: _New) -> str:
        """The id of the item that an entry belongs to, made where the unit has none."""
        code, _ = self.target.classes.find(mapped.names)
        title = mapped.names[-1]
        key = (code, _folded(title))
        if known := self._known(code, title):
            return str(known.get("id"))
        if key not in self._made:
            data = {"class": self.target.classes.text(code), "title": title[:300].strip()}
            item = {"id": self._next_id(code), **data}
            new.items.append(item)
            self._made[key] = item["id"]
            self.target.say("I949", mapped.where, f"{item['id']}《{item['title']}》")
        return self._made[key]

    def _take_contacts(self, sheet: Sheet) -> None:
        for row in sheet.rows:
            said = [
                f"{sheet.headers.get(name, name)}：{part.text}"
                for name, parts in row.texts.items()
                for part in parts
            ]
            self.around.append(finding("I948", row.where, "；".join(said)))

    def _is_there(self, known: Record, data: Mapping[str, Any], where: str) -> None:
        self.already_there += 1
        fields = self.target.schemas[known.kind].fields
        different = [
            known_field.label
            for known_field in fields
            if known_field.name in data
            and known_field.name not in _UNCOMPARED
            and known.get(known_field.name) != data[known_field.name]
        ]
        detail = f"与原表不同的栏目：{'、'.join(different)}" if different else "内容相同"
        self.target.say("I950", where, f"{known.subject}，{detail}")

    def _next_id(self, code: str) -> str:
        while True:
            self._serials[code] = self._serials.get(code, 0) + 1
            new = f"{code}-{self._serials[code]:03}"
            if not self.target.review.is_lost(new):
                return new


class _Files:
    """The workspace's files with records appended; what was there stays byte for byte."""

    def __init__(self, texts: Mapping[str, bytes], schemas: Schemas, keys: Keys) -> None:
        self.changed: dict[str, bytes] = {}
        self._texts = texts
        self._schemas = schemas
        self._keys = keys

    def append(self, folder: str, source: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Append records of a source file to the file of a folder that is named after it."""
        stem = slug(source)
        number = 1
        while not self.append_to(f"{folder}/{stem}.yaml", f"从“{_line(source)}”导入", records):
            assert f"{folder}/{stem}.yaml" in self._texts, "a new file holds what was written"
            number += 1
            stem = f"{slug(source)}-{number}"

    def append_to(self, path: str, title: str, records: Sequence[Mapping[str, Any]]) -> bool:
        """Append records to a file; False where the file's own form does not allow it."""
        if not records:
            return True
        role = role_of(path)
        assert role is not None
        before = self.changed.get(path, self._texts.get(path, b""))
        text = emit(records, self._schemas[role.kind].fields, self._keys)
        line_end = "\r\n" if b"\r\n" in before else "\n"
        lead = f"# {title}。\n\n" if not before else "\n" if before.endswith(b"\n") else "\n\n"
        data = before + (lead + text).replace("\n", line_end).encode()
        was = check_file(path, before, role, self._schemas)
        now = check_file(path, data, role, self._schemas)
        wanted = [*(record.data for record in was.records), *map(dict, records)]
        if [record.data for record in now.records] != wanted or (
            len(now.diagnostics) > len(was.diagnostics)
        ):
            return False
        self.changed[path] = data
        return True


def slug(source: str) -> str:
    """The name of the file that records of a source file go to: ASCII, or a general one."""
    stem = source.rpartition(".")[0] or source
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40].strip("-") or DEFAULT_FILE


def _around(table: Table) -> Iterable[Finding]:
    """What stands above and below a table and is in no record."""
    said = [table.title, *(note.text for note in table.notes)]
    texts = [" ".join(text.split()) for text in said if text]
    if texts and table.kind != "contacts":
        yield finding("I947", table.where, " | ".join(texts))


def _sheet_name(table: Table) -> str:
    return table.where.rpartition("!")[0]


def _code(data: Mapping[str, Any]) -> str:
    """The code of a record's class."""
    return str(data.get("class", "")).partition(" ")[0]


def _is_on_one_branch(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _folded(title: Any) -> str:
    return compact(str(title))


def _by_title(items: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for item in items:
        found.setdefault(_folded(item.get("title")), []).append(item)
    return found


def _serials(ids: Iterable[str]) -> dict[str, int]:
    """Class code → the highest serial that an id of it has."""
    highest: dict[str, int] = {}
    for number in ids:
        if found := _SERIAL.fullmatch(number):
            highest[found[1]] = max(highest.get(found[1], 0), int(found[2]))
    return highest


def _line(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
