"""An edited workbook → the files of its unit as they will be, and a summary. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from disclosure_cli.creating.drafting import review_to_come
from disclosure_cli.editing.edits import EditError
from disclosure_cli.editing.records import ABSENT, Changes
from disclosure_cli.facts.texts import bare_texts
from disclosure_cli.folders import CATALOGS
from disclosure_cli.grammar.class_code import code_of, steps
from disclosure_cli.importing.cells import Spellings, write
from disclosure_cli.importing.codes import (
    ALREADY_THERE,
    CHANGED_NUMBER_IN_SHEET,
    COPIED_ROW,
    DAMAGED_EDITING_WORKBOOK,
    DELETED_ROW,
    EDIT_CONFLICT,
    INCOMPLETE_NEW_ROW,
    ITEM_CANCELLED,
    NUMBER_NOT_FREE,
    RECORD_NOT_EDITABLE,
    REVIEWED_BEFORE,
    ROW_ADDED_BEFORE,
    SHEET_OF_ANOTHER_UNIT,
    VANISHED_RECORD,
)
from disclosure_cli.importing.files import Files
from disclosure_cli.importing.findings import Finding, finding
from disclosure_cli.importing.grid import Grid
from disclosure_cli.importing.planning import Changed, Plan
from disclosure_cli.importing.target import Target
from disclosure_cli.model import Catalog, Data, Path, Record, Unit
from disclosure_cli.publishing.deciding import CANCELLED, is_cancelled
from disclosure_cli.publishing.masking import mask
from disclosure_cli.registry.item_ids import ItemIds
from disclosure_cli.registry.register import used_item_ids
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import settings_of
from disclosure_cli.sheets.base import Base, BaseRecord, DamagedError, unpack
from disclosure_cli.sheets.choices import spellings_of
from disclosure_cli.sheets.columns import IDENTITIES
from disclosure_cli.sheets.edited import EditedRow, EditedTable, hidden_texts, read_tables
from disclosure_cli.sheets.making import HIDDEN
from disclosure_cli.sheets.matching import Current, Pair, match
from disclosure_cli.sheets.merging import Conflict, Merge, fresh, merge
from disclosure_cli.words import shorten

_FOLDERS = {"item": "items", "entry": "entries"}
_LONGEST = 60
_NOT_WRITTEN = "新增的这一行没有写成记录。"


class Cancelling(NamedTuple):
    """Items without a row are to be cancelled, on a day (`YYYY-MM-DD`) and for a reason."""

    day: str
    reason: str


class Workbook(NamedTuple):
    """An editing workbook as it came back: the file's name, its sheets, and the addresses of what cannot be read."""

    name: str
    grids: Sequence[Grid]
    unread: Collection[str] = ()


def plan(
    workbook: Workbook,
    catalog: Catalog,
    unit: Unit,
    schemas: Schemas,
    texts: Mapping[str, bytes],
    cancelling: Cancelling | None = None,
) -> Plan:
    """What a workbook makes of a unit. `texts` are the unit's files as they are.

    Conflicts, copied numbers and cells that do not fit are findings; what they are about stays as it is.
    """
    base = _base(workbook, unit, catalog)
    if isinstance(base, Finding):
        return Plan({}, 0, 0, 0, 0, 0, (), (base,))
    edited = read_tables(workbook.grids, base, schemas, workbook.unread)
    planner = _Planner(catalog, unit, schemas, cancelling)
    records = {"item": unit.items, "entry": unit.entries}
    for kind, table in edited.tables.items():
        planner.take(table, base.records[kind], records[kind])
    keys = settings_of(catalog.settings).keys
    files = Files(unit.records, texts, schemas, keys)
    made = planner.write(files)
    return Plan(
        files=files.changed,
        items=len(planner.new["item"]),
        entries=len(planner.new["entry"]),
        classes=0,
        updated=len(made),
        unchanged=planner.unchanged + len(planner.updates) - len(made),
        changes=tuple(change for update in made for change in _changes(update, schemas)),
        findings=(*edited.findings, *planner.findings, *planner.target.findings()),
    )


def _base(workbook: Workbook, unit: Unit, catalog: Catalog) -> Base | Finding:
    """Return what a workbook was made from, or why it cannot be taken."""
    texts = hidden_texts(workbook.grids)
    if texts is None:
        return finding(DAMAGED_EDITING_WORKBOOK, workbook.name, f"里面没有“{HIDDEN}”这张工作表。")
    try:
        base = unpack(texts)
    except DamagedError as error:
        return finding(DAMAGED_EDITING_WORKBOOK, workbook.name, f"{error}。")
    if base.unit != unit.id and not _was_renamed(base, unit, catalog):
        return finding(SHEET_OF_ANOTHER_UNIT, workbook.name, f"它是 {base.unit} 的。")
    return base


def _was_renamed(base: Base, unit: Unit, catalog: Catalog) -> bool:
    """Tell whether a workbook was made of a unit before its folder was given another name."""
    names = {unit.name, *bare_texts(unit.profile.get("other_names"))}
    return catalog.unit(base.unit) is None and base.name in names


@dataclass(frozen=True)
class _Update:
    """Changes to a record that the unit has, and the cells they are from."""

    record: Record
    changes: Changes
    places: Mapping[Path, str]
    where: str


@dataclass
class _New:
    """A new record, and the file that it goes to."""

    data: dict[str, Any]
    file: str


class _Planner:
    """Takes the tables of a workbook one after another."""

    def __init__(
        self, catalog: Catalog, unit: Unit, schemas: Schemas, cancelling: Cancelling | None
    ) -> None:
        self.target = Target(catalog, unit, schemas)
        self.findings: list[Finding] = []
        self.updates: list[_Update] = []
        self.new: dict[str, list[_New]] = {kind: [] for kind in IDENTITIES}
        self.unchanged = 0
        self._unit = unit
        self._schemas = schemas
        self._cancelling = cancelling
        context = self.target.context
        self._ids = ItemIds(used_item_ids(unit), context.is_lost)
        self._indexes = set(context.whole.index_numbers)
        self._known: dict[tuple[str, ...], Spellings] = {}

    def take(
        self, table: EditedTable, base: Sequence[BaseRecord], records: Sequence[Record]
    ) -> None:
        """Take the rows of one kind of record."""
        matched = match(table, base)
        current = Current(table.kind, records, base)
        for pair in matched.pairs:
            self._take_pair(pair, current.find(pair.base), table)
        for row in matched.copies:
            self.target.say(
                COPIED_ROW, row.where, mask(row.text(IDENTITIES[table.kind]) or row.draft)
            )
        for record in matched.missing:
            self._take_missing(record, current.find(record), table.kind)
        for row in matched.new:
            self._take_new(row, table, current, records)

    def write(self, files: Files) -> list[_Update]:
        """Put all records into the files of the unit; return the updates that were made."""
        refused = files.update([(update.record, update.changes) for update in self.updates])
        left = {id(record) for record, _ in refused}
        for update in self.updates:
            if id(update.record) in left:
                self.target.say(RECORD_NOT_EDITABLE, update.where, update.record.subject)
        for kind, new in self.new.items():
            for file in dict.fromkeys(each.file for each in new):
                self._add(files, kind, file, [each.data for each in new if each.file == file])
        return [update for update in self.updates if id(update.record) not in left]

    def _add(self, files: Files, kind: str, file: str, data: Sequence[Data]) -> None:
        """Add records to a file, or beside it where its form does not allow that."""
        title = self._schemas[kind].title
        try:
            files.add(file, title, data)
        except EditError:
            files.add_from(file.rpartition("/")[0], f"{kind}.yaml", data)

    def _take_pair(self, pair: Pair, now: Record | None, table: EditedTable) -> None:
        row, base, is_renumbered = pair
        identity = IDENTITIES[table.kind]
        fields = [each for each in table.fields if not (is_renumbered and each.name == identity)]
        schema = self._schemas[table.kind]
        before = base.data
        made = merge(
            row, before, before if now is None else now.data, fields, schema, self._choices
        )
        if now is None:
            if made.is_edited:
                self.target.say(
                    VANISHED_RECORD, row.where, mask(f"{base.key}《{before.get('title', '')}》")
                )
            return
        if is_renumbered:
            self.target.say(CHANGED_NUMBER_IN_SHEET, row.where, now.subject)
        self._check_number(made, identity)
        self._report(made, now)
        if made.conflicts or not made.changes:
            self.unchanged += 1
            return
        self.updates.append(_Update(now, made.changes, made.places, row.where))
        self._check_review(now, made)

    def _choices(self, field: Field) -> Spellings:
        key = (*field.path, *field.labels)
        if key not in self._known:
            self._known[key] = spellings_of(field, self.target.context)
        return self._known[key]

    def _check_number(self, made: Merge, identity: str) -> None:
        """Leave out a number that a draft was given and that is not free."""
        path = (identity,)
        number = made.changes.get(path)
        if number is not None and number is not ABSENT and not self._is_free(number):
            self.target.say(NUMBER_NOT_FREE, made.places.pop(path), mask(str(number)))
            del made.changes[path]

    def _is_free(self, number: str) -> bool:
        """Tell whether a number may be given to a record, and if so, remember it."""
        if number in self._indexes or not self._ids.is_free(number):
            return False
        self._indexes.add(number)
        self._ids.take(number)
        return True

    def _report(self, made: Merge, now: Record) -> None:
        for kind, where, reason in made.refused:
            self.target.say(kind, where, mask(reason))
        for conflict in made.conflicts:
            self.findings.append(finding(EDIT_CONFLICT, conflict.where, _told(conflict, now)))

    def _check_review(self, record: Record, made: Merge) -> None:
        """Say that a review is older than what it was about."""
        schema = self._schemas[record.kind]
        fields = (schema.field(path) for path in made.changes)
        is_public = any(each.public for each in fields if each is not None)
        is_new_review = any(path[0] == "review" for path in made.changes)
        reviewed = record.get("review") or (
            record.kind == "item" and self._unit.profile.get("item_review")
        )
        if reviewed and is_public and not is_new_review:
            self.target.say(REVIEWED_BEFORE, next(iter(made.places.values())))

    def _take_new(
        self, row: EditedRow, table: EditedTable, current: Current, records: Sequence[Record]
    ) -> None:
        schema, identity = self._schemas[table.kind], IDENTITIES[table.kind]
        data, made = fresh(row, table.fields, schema, self._choices)
        twin = current.twin(data)
        if twin is not None:
            self.unchanged += 1
            kind = ALREADY_THERE if current.is_equal(twin, data) else ROW_ADDED_BEFORE
            self.target.say(kind, row.where, twin.subject)
            return
        for kind, where, reason in made.refused:
            self.target.say(kind, where, f"{mask(reason).removesuffix('。')}。{_NOT_WRITTEN}")
        lacking = [
            each.label
            for each in schema.fields
            if each.required
            and each.name not in data
            and each.name != identity
            and not row.text(each.name)
        ]
        if lacking:
            self.target.say(INCOMPLETE_NEW_ROW, row.where, f"缺少：{'、'.join(lacking)}")
        if made.refused or lacking:
            # Once the row is a record, no second import of this sheet can mend it.
            return
        number = row.text(identity)
        if number and not self._is_free(number):
            self.target.say(NUMBER_NOT_FREE, row.where, mask(number))
            return
        if table.kind == "item" and identity not in data:
            data[identity] = self._ids.next(code_of(data.get("class", "")))
        if table.kind == "item" and "review" not in data:
            data |= review_to_come(self._unit)
        self.new[table.kind].append(_New(data, self._home(table.kind, data, records)))

    def _home(self, kind: str, data: Data, records: Sequence[Record]) -> str:
        """Return the file that a new record belongs to: that of the last record which is nearest to it."""
        if kind == "item":
            code = code_of(data.get("class", ""))
            for step in reversed(steps(code)):
                near = [
                    one for one in records if code_of(one.data.get("class", "")).startswith(step)
                ]
                if near:
                    return near[-1].source.file
        else:
            near = [one for one in records if one.data.get("item") == data.get("item")]
            if near:
                return near[-1].source.file
        folder = _FOLDERS[kind]
        first = f"{CATALOGS}/{self._unit.id}/{folder}/{folder}.yaml"
        return records[-1].source.file if records else first

    def _take_missing(self, base: BaseRecord, now: Record | None, kind: str) -> None:
        """Ask about a record whose row was deleted; cancel an item if that was asked for."""
        if now is None or is_cancelled(now):
            return
        title = self._schemas[kind].title
        if self._cancelling is None or kind != "item":
            self.target.say(DELETED_ROW, title, mask(now.subject))
            return
        day, reason = self._cancelling
        state = {"state": CANCELLED, "date": day, "reason": reason}
        changes: dict[Path, Any] = {("status", name): value for name, value in state.items()}
        self.updates.append(_Update(now, changes, {}, title))
        self.target.say(ITEM_CANCELLED, title, mask(now.subject))


def _told(conflict: Conflict, record: Record) -> str:
    texts = (conflict.sheet, conflict.yaml, conflict.before)
    sheet, yaml, before = (_short(text) for text in texts)
    heading = conflict.field.heading
    return f"{record.subject}的“{heading}”：编辑表里是{sheet}，YAML 里现在是{yaml}，原来是{before}"


def _short(text: str) -> str:
    return f"“{shorten(text, _LONGEST)}”" if text else "空的"


def _changes(update: _Update, schemas: Schemas) -> Iterator[Changed]:
    schema = schemas[update.record.kind]
    for path, value in update.changes.items():
        each = schema.field(path)
        assert each is not None
        old = mask(write(each, update.record.get(*path)))
        new = "" if value is ABSENT else mask(write(each, value))
        where = update.places.get(path, update.where)
        yield Changed(mask(update.record.subject), where, str(path[0]), each.heading, old, new)
