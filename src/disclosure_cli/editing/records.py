"""Records of a file, changed and added as a careful person would type it, with proof.

A change names a field by its path and gives its new value; what is not named stays byte for byte: comments, quotes,
blank lines, the order of keys. The result is read again, and only handed out when it says what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from disclosure_cli.catalog import CheckedFile, check_file, role_of
from disclosure_cli.editing.blocks import ABSENT, Change, block_edits
from disclosure_cli.editing.edits import EditError, apply_edits
from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.model import Data, Edit, Family, Path, Record
from disclosure_cli.schema.breaches import uses_labels
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.settings import Keys

__all__ = ["ABSENT", "Changes", "FileChange", "change_record", "changed", "rewrite"]

Changes = Mapping[Path, Any]
"""Path of canonical names (and list indices) → the new value of the field, or `ABSENT` to take the field out."""


class FileChange(NamedTuple):
    """What is to become of one file: changes by the number of the record in the file, and records to add at its end.

    `title` is the comment with which a file begins that was not there.
    """

    changes: Mapping[int, Changes] = {}
    added: Sequence[Data] = ()
    title: str = ""


def change_record(record: Record, schema: Schema, changes: Changes) -> tuple[Edit, ...]:
    """Return the edits that give fields of a record new values.

    New keys are spelled as the record spells its own and stand where the schema has them. A list is changed item by
    item, so that the comments of the others stay. Raises `EditError` where the record's form does not allow it.
    """
    keys: Keys = "zh" if uses_labels(record) else "en"
    place = record.place
    return tuple(
        block_edits(record, place, record.data, _nested(record, changes), schema.fields, keys)
    )


def changed(data: Data, changes: Changes) -> dict[str, Any]:
    """Return a record's data with changes made; blocks and lists that are left empty are gone."""
    made = dict(data)
    for path, value in changes.items():
        _put(made, path, value)
    return made


def rewrite(
    path: str, before: bytes, change: FileChange, schemas: Schemas, keys: Keys = "zh"
) -> bytes:
    """Return the bytes of a workspace file after a change. `keys` is how new records spell theirs.

    Raises `EditError` where the file cannot be changed as asked, so that nothing but what was meant is ever written.
    """
    role = role_of(path)
    assert role is not None
    schema = schemas[role.kind]
    was = check_file(path, before, role, schemas)
    edits = [
        edit
        for number, changes in change.changes.items()
        for edit in change_record(was.records[number], schema, changes)
    ]
    after = apply_edits(before, edits) if edits else before
    if change.added:
        after = _with_records(after, emit(change.added, schema.fields, keys), change.title)
    wanted = [
        changed(record.data, change.changes.get(number, {}))
        for number, record in enumerate(was.records)
    ]
    _prove(was, check_file(path, after, role, schemas), [*wanted, *map(dict, change.added)])
    return after


def _nested(record: Record, changes: Changes) -> dict[str, Change]:
    """Return changes by top field: what each field is to hold as a whole."""
    after = changed(record.data, changes)
    names = dict.fromkeys(str(path[0]) for path in changes)
    return {
        name: after.get(name, ABSENT)
        for name in names
        if after.get(name, ABSENT) != record.data.get(name, ABSENT)
    }


def _put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at a path; what is left empty on the way is taken out."""
    first, *rest = path
    if rest:
        inner = data.get(str(first))
        if isinstance(rest[0], int):
            items = list(inner or ())
            _put_item(items, tuple(rest), value)
            value = items or ABSENT
        else:
            block = dict(inner or {})
            _put(block, tuple(rest), value)
            value = block or ABSENT
    if value is ABSENT or value in ("", None, [], {}):
        data.pop(str(first), None)
    else:
        data[str(first)] = value


def _put_item(items: list[Any], path: Path, value: Any) -> None:
    number, *rest = path
    assert isinstance(number, int)
    if rest:
        items[number] = dict(items[number])
        _put(items[number], tuple(rest), value)
    elif value is ABSENT:
        del items[number]
    elif number == len(items):
        items.append(value)
    else:
        items[number] = value


def _with_records(before: bytes, text: str, title: str) -> bytes:
    """Return a file with the text of records at its end, in the file's own line ends."""
    if not before.strip(b"\xef\xbb\xbf \r\n"):
        lead = f"# {title}。\n\n" if title else ""
    else:
        lead = "\n" if before.endswith(b"\n") else "\n\n"
    line_end = "\r\n" if b"\r\n" in before else "\n"
    return before + (lead + text).replace("\n", line_end).encode()


def _prove(was: CheckedFile, now: CheckedFile, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Raise unless a file says what it is to say, and reading it finds nothing that it did not find before."""
    known = {(diagnostic.code, diagnostic.message) for diagnostic in was.diagnostics}
    for diagnostic in now.diagnostics:
        is_new = (diagnostic.code, diagnostic.message) not in known
        if is_new and diagnostic.family is Family.READING:
            raise EditError(f"{diagnostic.message}。{diagnostic.hint}")
    if [dict(record.data) for record in now.records] != list(wanted):
        raise EditError(f"“{was.path}”的写法特殊，不能自动修改，请手工修改")
