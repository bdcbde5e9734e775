"""Recognised files → the files of a unit as they will be, and a summary. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from disclosure_cli.creating.drafting import review_to_come
from disclosure_cli.editing.records import Changes, changed
from disclosure_cli.folders import CATALOGS
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.importing.codes import (
    ALREADY_THERE,
    CLOSED_RECORD_MET,
    INDEX_NUMBER_TAKEN,
    ITEM_MADE_FOR_ENTRIES,
    OWN_DATA_SHEET,
    RECORD_MET_BY_GUESS,
    RECORD_NOT_EDITABLE,
    REPEATED_ROW,
    REVIEWED_BEFORE,
    ROW_OF_ANOTHER_UNIT,
    TEXT_AROUND_TABLE,
    UNREGISTERED_PUBLISHER,
    Kind,
)
from disclosure_cli.importing.files import Files
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.mapping.draft_record import Mapped
from disclosure_cli.importing.mapping.entries import MappedEntry, map_entry
from disclosure_cli.importing.mapping.items import map_item
from disclosure_cli.importing.mapping.matching import NEW, Matcher, folded
from disclosure_cli.importing.mapping.overwriting import changes_to, is_closed
from disclosure_cli.importing.mapping.own_data import (
    PRINTED,
    OwnData,
    OwnRow,
    export_of,
    own_rows,
    printed_part,
)
from disclosure_cli.importing.mapping.profile import fill_profile
from disclosure_cli.importing.mapping.rows import Row, Sheet, sheet_of
from disclosure_cli.importing.recognising.columns import CERTAIN
from disclosure_cli.importing.recognising.labels import base_label
from disclosure_cli.importing.recognising.recognised import Recognition, Table
from disclosure_cli.importing.target import Target, bodies_in
from disclosure_cli.model import Catalog, Data, Path, Record, Unit
from disclosure_cli.registry.item_ids import ItemIds, looks_like_id
from disclosure_cli.registry.likeness import is_same
from disclosure_cli.registry.register import identify, identity_of, used_item_ids
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import settings_of
from disclosure_cli.showing import show


class Changed(NamedTuple):
    """One field that gets another value: of which record, after which cell, and what it was and will be."""

    record: str
    where: str
    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Plan:
    """Path → bytes of the files to write, in the order of writing, and what was counted on the way."""

    files: Mapping[str, bytes]
    items: int
    entries: int
    classes: int
    updated: int
    unchanged: int
    changes: tuple[Changed, ...]
    findings: tuple[Finding, ...]
    unregistered: tuple[str, ...] = ()
    """Who is written as publisher and is not registered, so that nothing can be built."""
    organs: tuple[str, ...] = ()
    """Those of them who may be other organs, each by itself."""


def plan(
    recognised: Sequence[tuple[str, Recognition]],
    catalog: Catalog,
    unit: Unit,
    schemas: Schemas,
    texts: Mapping[str, bytes],
) -> Plan:
    """What an import of recognised files makes of a unit. ``texts`` are the unit's files as they are.

    Raises EditError when the unit's own classes or profile stand in a form that cannot be changed.
    """
    planner = _Planner(catalog, unit, schemas)
    for name, recognition in recognised:
        planner.take(name, recognition)
    keys = settings_of(catalog.settings).keys
    files = Files(unit.records, texts, schemas, keys)
    folder = f"{CATALOGS}/{unit.id}"
    proposals = [{"code": code, "name": title} for code, title in planner.target.classes.proposals]
    # what is referred to is written first: a kill in between leaves nothing that refers to what is not there
    files.add(f"{folder}/classes.yaml", "本单位另外使用的分类", proposals)
    made = planner.write(files, folder)
    return Plan(
        files=files.changed,
        items=planner.count("item"),
        entries=planner.count("entry"),
        classes=len(proposals),
        updated=len(made),
        unchanged=planner.unchanged,
        changes=tuple(change for update in made for change in _changed_fields(update, schemas)),
        findings=(*planner.around, *planner.target.findings()),
        unregistered=tuple(planner.unregistered),
        organs=tuple(planner.organs),
    )


class _Update(NamedTuple):
    """Changes to a record that the unit has, and the cell they come from."""

    record: Record
    changes: Changes
    where: str


class _New(NamedTuple):
    """A record that the unit does not have yet, and the file that it was first read from."""

    file: str
    record: Record


class _Planner:
    """Maps tables one after another; remembers ids given, records met and changes made."""

    def __init__(self, catalog: Catalog, unit: Unit, schemas: Schemas) -> None:
        self.target = Target(catalog, unit, schemas)
        self.around: list[Finding] = []
        self.unchanged = 0
        self.unregistered: dict[str, None] = {}
        self.organs: dict[str, None] = {}
        self._unit = unit
        self._schemas = schemas
        self._matcher = Matcher(catalog, unit)
        self._new: dict[Path, _New] = {}
        self._updates: dict[int, _Update] = {}
        self._made: dict[tuple[str, str], str] = {}
        self._ids = ItemIds(used_item_ids(unit), self.target.context.is_lost)
        self._file = ""
        self._own: dict[str, OwnData] = {}
        self._ids_to_keep: set[str] = set()
        self._numbered: dict[str, Mapped] = {}

    def take(self, file: str, recognition: Recognition) -> None:
        """Take the tables of a file."""
        self._file = file
        self._matcher.begin_file()
        self._numbered = {}
        contacts: list[Sheet] = []
        for table in self._without_own_data(recognition.tables):
            sheet = sheet_of(table, file)
            self.around += _around(table)
            if table.kind == "contacts":
                contacts.append(sheet)
                continue
            for row in sheet.rows:
                (self._take_item if table.kind == "items" else self._take_entry)(row, sheet)
        for own in self._own.values():
            own.tell_left()
        self._take_contacts(contacts)

    def _without_own_data(self, tables: Sequence[Table]) -> list[Table]:
        """The tables but for those with every public field of a workbook that a build made, which are kept aside."""
        self._own = {}
        tables = [self._of_unit(table) for table in tables]
        sheets = {_sheet_name(table) for table in tables}
        aside = [table for table in tables if PRINTED.get(_sheet_name(table)) in sheets]
        for table in aside:
            kind = "item" if table.kind == "items" else "entry"
            rows = own_rows(table, self._schemas[kind])
            if rows is None:
                self.around.append(finding(OWN_DATA_SHEET, table.where))
                continue
            self._know_own(kind, rows)
        for number in self._ids_to_keep:
            self._ids.take(number)
        return [table for table in tables if table not in aside]

    def _of_unit(self, table: Table) -> Table:
        """The unit's part of a data file, every public field kept aside; any other table as it is."""
        export = export_of(table, self._unit.id)
        if export is None:
            return table
        for record in export.others:
            self.target.say(
                ROW_OF_ANOTHER_UNIT, record.where, record.values.get(export.unit_field, "")
            )
        kind = "item" if table.kind == "items" else "entry"
        rows = own_rows(export.table, self._schemas[kind])
        if rows is None:
            return export.table
        self._know_own(kind, rows)
        return printed_part(export.table)

    def _know_own(self, kind: str, rows: Sequence[OwnRow]) -> None:
        """Remember what our own data say of each record, and the ids that they have."""
        self._own[kind] = own = OwnData(rows, self._schemas[kind], self.target)
        self._ids_to_keep |= {number for number in own.ids if self._ids.is_free(number)}

    def count(self, kind: str) -> int:
        """How many records of a kind are new."""
        return sum(new.record.kind == kind for new in self._new.values())

    def write(self, files: Files, folder: str) -> list[_Update]:
        """Put all records into the files of the unit; the updates that were made."""
        updates = list(self._updates.values())
        refused = files.update([(update.record, update.changes) for update in updates])
        for record, _ in refused:
            self.target.say(
                RECORD_NOT_EDITABLE, self._updates.pop(id(record)).where, record.subject
            )
        for name in dict.fromkeys(new.file for new in self._new.values()):
            for kind, inner in (("item", "items"), ("entry", "entries")):
                files.add_from(f"{folder}/{inner}", name, self._added(name, kind))
        return list(self._updates.values())

    def _added(self, file: str, kind: str) -> list[Data]:
        """What the new records of a kind from a file hold."""
        from_file = (new.record for new in self._new.values() if new.file == file)
        return [record.data for record in from_file if record.kind == kind]

    def _take_item(self, row: Row, sheet: Sheet) -> None:
        known = self._matcher.numbered(_ids(row))
        mapped = map_item(row, sheet, self.target, known)
        if mapped is None:
            return
        if "item" in self._own:
            mapped = self._own["item"].completed(mapped)
        known = known or self._same_item(mapped)
        if known is not None:
            written = self._meet(known, mapped, sheet.table)
        else:
            number = self._id_of(mapped, _ids(row) if _has_own_ids(sheet) else ())
            written = {"id": ""} | mapped.record() | {"id": number}
            self._add("item", written, mapped.where)
        self._check_party(written.get("publisher"), row, "publisher")

    def _same_item(self, mapped: Mapped) -> Record | None:
        """The item that a row speaks of, by the id in our own data, else by class and title."""
        code, title = code_of(mapped.data.get("class", "")), mapped.data["title"]
        numbered = self._matcher.numbered(filter(None, [mapped.data.get("id")]))
        return numbered or self._matcher.item(code, title, mapped.digest)

    def _id_of(self, mapped: Mapped, written: Iterable[str]) -> str:
        """The id that a new item was published with, or that was written for it, else the next one of its class."""
        number = str(mapped.data.get("id"))
        if number in self._ids_to_keep:
            return number
        code = code_of(mapped.data.get("class", ""))
        for number in written:
            if number.startswith(f"{code}-") and self._ids.is_free(number):
                self._ids.take(number)
                return number
        return self._ids.next(code)

    def _take_entry(self, row: Row, sheet: Sheet) -> None:
        mapped = map_entry(row, sheet, self.target)
        if mapped is None:
            return
        if (before := self._repeated(mapped.record)) is not None:
            self.target.say(
                REPEATED_ROW, row.where, f"相同的一行：{before.where}；内容：{row.text}"
            )
            return
        if "entry" in self._own:
            mapped = mapped._replace(record=self._own["entry"].completed(mapped.record))
        known = self._matcher.indexed(mapped.record.data.get("index"))
        if known is not None and not self._may_be(known, mapped.record):
            self.target.say(INDEX_NUMBER_TAKEN, row.where, f"{known.subject}；内容：{row.text}")
            return
        item = ""
        if known is None:
            item = self._own_item(mapped) or mapped.item or self._item_of(mapped)
            known = self._matcher.entry({"item": item, **mapped.record.data}, mapped.record.digest)
        if known is not None:
            written = self._meet(known, mapped.record, sheet.table)
        else:
            written = {"item": ""} | mapped.record.record() | {"item": item}
            self._add("entry", written, row.where)
        self._check_party(written.get("issuer"), row, "issuer")

    def _check_party(self, name: Any, row: Row, source: str) -> None:
        """Say that a publisher is written who is not registered."""
        if isinstance(name, str) and not self.target.party(name):
            said = row.texts.get(source)
            where = said[0].place if said else ""
            self.target.say(UNREGISTERED_PUBLISHER, where or row.where, f"原文：{name}")
            self.unregistered[name] = None
            self.organs |= dict.fromkeys(filter(self.target.is_stranger, bodies_in(name)))

    def _repeated(self, mapped: Mapped) -> Mapped | None:
        """The row above in this file that has the same index number, and says the same in every cell."""
        index = mapped.data.get("index")
        before = self._numbered.setdefault(str(index), mapped) if index else mapped
        return before if before is not mapped and before.digest == mapped.digest else None

    def _may_be(self, known: Record, mapped: Mapped) -> bool:
        """Whether the entry that has a row's index number is what the row is about."""
        if known.unit != self._unit.id or self._matcher.is_met(known):
            return False
        return is_same(identity_of(known), identify("entry", mapped.values))

    def _add(self, kind: str, data: dict[str, Any], where: str) -> None:
        if kind == "item" and "review" not in data:
            data = {**data, **review_to_come(self._unit)}
        record = self._matcher.add(kind, data, self._unit.id)
        self._new[record.position] = _New(self._file, record)
        if kind == "item":
            self.target.add_item(record)
        if kind == "item" and self._unit.profile.get("item_review"):
            self.target.say(REVIEWED_BEFORE, where)

    def _meet(self, known: Record, mapped: Mapped, table: Table) -> dict[str, Any]:
        """Change a record that is there already as a row says; the fields that get another value."""
        self._matcher.meet(known)
        before = self._updates.get(id(known))
        made = {} if before is None else before.changes
        current = replace(known, data=changed(known.data, made)) if made else known
        changes = changes_to(current, mapped, self.target)
        if not changes:
            self.unchanged += 1
            self.target.say(ALREADY_THERE, mapped.where)
            return {}
        if obstacle := self._obstacle(known, table):
            self.target.say(obstacle, mapped.where, known.subject)
            return {}
        if known.source is NEW:
            self._change_new(known, changes)
        else:
            self._updates[id(known)] = _Update(known, {**made, **changes}, mapped.where)
            is_reviewed = known.get("review") or self._unit.profile.get("item_review")
            if is_reviewed and any(path[0] != "imported" for path in changes):
                self.target.say(REVIEWED_BEFORE, mapped.where)
        return _fields_of(changes)

    def _change_new(self, known: Record, changes: Changes) -> None:
        """Put in the place of a new record one with changes made."""
        now = replace(known, data=changed(known.data, changes))
        self._new[now.position] = self._new[now.position]._replace(record=now)
        self._matcher.replace(known, now)
        if now.kind == "item":
            self.target.add_item(now)

    def _obstacle(self, known: Record, table: Table) -> Kind | None:
        """What keeps a table from changing a record, if anything does."""
        if is_closed(known, self.target):
            return CLOSED_RECORD_MET
        is_guessed = known.source is not NEW and _is_guessed(table)
        return RECORD_MET_BY_GUESS if is_guessed else None

    def _own_item(self, mapped: MappedEntry) -> str:
        item = str(mapped.record.data.get("item", ""))
        return item if self.target.has_item(item) else ""

    def _item_of(self, mapped: MappedEntry) -> str:
        """The id of the item that an entry belongs to, made where the unit has none."""
        code = self.target.classes.find(mapped.names).code
        title = mapped.names[-1]
        key = (code, folded(title))
        if key not in self._made:
            known = self._matcher.item(code, title, "")
            if known is not None:
                return str(known.get("id"))
            data = {"class": self.target.classes.text(code), "title": title[:300].strip()}
            item = {"id": self._ids.next(code), **data}
            self._add("item", item, mapped.record.where)
            self._made[key] = item["id"]
            self.target.say(
                ITEM_MADE_FOR_ENTRIES, mapped.record.where, f"{item['id']}《{item['title']}》"
            )
        return self._made[key]

    def _take_contacts(self, sheets: Sequence[Sheet]) -> None:
        profile = self._unit.profile
        if changes := fill_profile(profile, sheets, self.target):
            self._updates[id(profile)] = _Update(profile, changes, sheets[0].table.where)


def _changed_fields(update: _Update, schemas: Schemas) -> Iterator[Changed]:
    schema = schemas[update.record.kind]
    after = changed(update.record.data, update.changes)
    for name in dict.fromkeys(str(path[0]) for path in update.changes):
        field = schema.field((name,))
        assert field is not None
        old, new = (show(field, data.get(name)) for data in (update.record.data, after))
        yield Changed(update.record.subject, update.where, name, field.label, old, new)


def _fields_of(changes: Changes) -> dict[str, Any]:
    return {str(path[0]): value for path, value in changes.items() if len(path) == 1}


def _ids(row: Row) -> list[str]:
    """What may be the id of an item: the text of a column of numbers that has the form of one."""
    return [said.text for said in row.texts.get("seq", ()) if looks_like_id(said.text)]


def _has_own_ids(sheet: Sheet) -> bool:
    """Whether the numbers of a table are ids of items, as our own files call them."""
    return base_label(sheet.headers.get("seq", "")) == "事项编号"


def _around(table: Table) -> Iterable[Finding]:
    """What stands above and below a table and is in no record."""
    said = [table.title, *(note.text for note in table.notes)]
    texts = [" ".join(text.split()) for text in said if text]
    if texts and table.kind != "contacts":
        yield finding(TEXT_AROUND_TABLE, table.where, " | ".join(texts))


def _is_guessed(table: Table) -> bool:
    """Whether a table does not say which column has the names, so that a row may be about something else."""
    return any(column.field == "title" and column.confidence < CERTAIN for column in table.columns)


def _sheet_name(table: Table) -> str:
    return table.where.rpartition("!")[0]
